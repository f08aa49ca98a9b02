//! What the gate says, for people and for programs.

mod acceptance;
mod github;
mod json;
#[cfg(feature = "reports")]
mod junit;
mod markdown;
mod terminal;

pub use acceptance::{AcceptanceReport, write_acceptance, write_rows};
pub use github::write_github;
pub use json::write_json;
#[cfg(feature = "reports")]
pub use junit::write_junit;
pub use markdown::write_markdown;
pub use terminal::write_terminal;

use crate::gate::{Found, Outcome, Past};

/// An outcome with the commands that prove it.
#[derive(Clone, Debug)]
pub struct GateReport<'r> {
    /// What the gate says.
    pub outcome: &'r Outcome<'r>,
    /// For each reason the command that shows it, where there is one.
    pub commands: Vec<Option<String>>,
    /// The command that accepts what is right as it is.
    pub accept: String,
    /// Rows of the run.
    pub rows: u64,
}

/// A finding on one line.
fn line_of_found(found: &Found<'_>) -> String {
    let (segment, finding) = (found.segment, found.finding);
    format!(
        "{}[{}] {} ({}): {}",
        finding.severity, finding.check, segment.origin, segment.id, finding.message
    )
}

/// A finding that is no longer there, on one line.
fn line_of_past(past: &Past<'_>) -> String {
    let record = &past.record;
    let file = past.file.as_deref().unwrap_or_default();
    let place = format!("{file} {}", past.id);
    format!(
        "{}[{}] {}: {}",
        record.severity,
        record.check,
        place.trim(),
        record.message
    )
}
