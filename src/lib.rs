//! Checks and scores Swedish–English translations by what their numbers and names mean.
//!
//! ```text
//! input ─▶ segment ─▶ annotate ─▶ check, measure ─▶ finding, score ─▶ summary ─▶ report, gate
//! ```
//!
//! Data flows one way, and the modules below are listed in that order.

pub mod annotate;
pub mod challenge;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod config;
pub mod error;
pub mod evaluate;
pub mod finding;
pub mod glossary;
pub mod input;
pub mod lexicon;
pub mod locale;
pub mod measure;
pub mod metric;
pub mod report;
pub mod score;
pub mod segment;
pub mod span;
pub mod stats;
pub mod summary;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use evaluate::{Evaluator, Options};
pub use finding::{Finding, Group, Severity};
pub use locale::Language;
pub use segment::Segment;
