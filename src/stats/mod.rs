//! Statistics of scores: intervals, tests, corrections, power. Plain numbers in, plain numbers
//! out; nothing here knows what a translation is.
//!
//! The unit of all resampling is a row of a [`Table`]: what one segment contributes to a score.
//! Rows are integers and scores are computed from their sums, so any slice, shard or resample is
//! exact, whatever the order of addition.

pub mod bootstrap;
pub mod fixed;
pub mod holm;
mod lookup;
pub mod numpy;
pub mod power;
pub mod proportion;
pub mod quantile;
pub mod randomization;
pub mod sign_test;
mod table;

pub use table::Table;
