//! Pairs whose sides belong elsewhere.

mod agreement;
mod displaced;
mod misaligned_pair;
mod runs;

pub use displaced::{Displaced, MERGED_SEGMENT, SHIFTED_SEGMENT, SPLIT_SEGMENT, SWAPPED_SEGMENT};
pub use misaligned_pair::{MISALIGNED_PAIR, MisalignedPair};
pub use runs::Runs;
