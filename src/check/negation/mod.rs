//! Polarity: what the source denies the target denies, and nothing else.

mod flip;
mod negation_added;
mod negation_lost;
mod polarity;

pub use negation_added::{NEGATION_ADDED, NegationAdded};
pub use negation_lost::{NEGATION_LOST, NegationLost};
