//! Pairs whose sides belong elsewhere.

mod agreement;
mod misaligned_pair;

pub use misaligned_pair::{MISALIGNED_PAIR, MisalignedPair};
