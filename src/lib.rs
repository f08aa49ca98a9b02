//! Checks and scores Swedish–English translations by what their numbers and names mean.
//!
//! ```text
//! input ─▶ segment ─▶ annotate ─▶ check, measure ─▶ finding, score ─▶ summary ─▶ report, gate
//! ```
//!
//! Data flows one way: [`input`] reads [`segment`]s, [`annotate`] turns each side into quantities,
//! names, placeholders and words, [`check`] compares the sides and reports [`finding`]s,
//! [`measure`] and [`metric`] give numbers, [`summary`] and [`stats`] add them up, [`report`] writes
//! them, and [`gate`] tells what is new since a run was accepted. [`align`] makes segments of two
//! documents that nobody has aligned. [`evaluate`] runs it all; `cli` is the command, [`testing`] is
//! for the tests of other projects.
//!
//! ```
//! use parvis::{Evaluator, Group, Language, Options, Segment};
//!
//! let evaluator = Evaluator::new(Options::default());
//! let source = "It raised $6.3 billion.";
//! let segment = Segment::new(Language::English, source, "Det tog in 6,3 miljoner dollar.");
//! let judgement = evaluator.judge(&segment);
//! assert_eq!(judgement.findings[0].check, "magnitude-mismatch");
//! assert_eq!(judgement.findings[0].group, Group::Quantity);
//! assert_eq!(judgement.findings[0].suggestion.as_deref(), Some("6,3 miljarder dollar"));
//! ```

pub mod align;
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
pub mod gate;
pub mod glossary;
pub mod input;
pub mod lexicon;
pub mod locale;
pub mod measure;
pub mod metric;
pub mod record;
pub mod report;
pub mod score;
pub mod segment;
pub mod span;
pub mod stats;
pub mod summary;
pub mod testing;
pub mod text;

pub use error::{Error, ErrorKind, Result};
pub use evaluate::{Evaluator, Options};
pub use finding::{Finding, Group, Severity};
pub use locale::Language;
pub use segment::Segment;
