//! Checks and scores Swedish–English translations by what their numbers and names mean.
//!
//! ```text
//! input ─▶ segment ─▶ annotate ─▶ check, measure ─▶ finding, score ─▶ summary ─▶ report, gate
//! ```
//!
//! Data flows one way, and the modules below are listed in that order.

pub mod annotate;
pub mod check;
pub mod error;
pub mod evaluate;
pub mod finding;
pub mod lexicon;
pub mod locale;
pub mod measure;
pub mod segment;
pub mod span;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use evaluate::{Evaluator, Options};
pub use finding::{Finding, Group, Severity};
pub use locale::Language;
pub use segment::Segment;
