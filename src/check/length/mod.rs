//! Targets that are empty, doubled, or far from the length that their source leads one to expect.

mod doubled_segment;
mod empty_target;
mod length_deviation;

pub use doubled_segment::{DOUBLED_SEGMENT, DoubledSegment};
pub use empty_target::{EMPTY_SOURCE, EMPTY_TARGET, EmptyTarget};
pub use length_deviation::{LENGTH_DEVIATION, LengthDeviation};
