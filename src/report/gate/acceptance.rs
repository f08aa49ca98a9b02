//! What was accepted, for people: the counts, and each finding that came or went.
//!
//! ```text
//! b.tsv: 7 findings accepted (1 added, 1 dropped as fixed)
//!   + minor[repeated-word] news.tsv:5 (5): “att att” stands twice in a row
//!   - critical[value-mismatch] news.tsv 11: “17” became “71”
//! b.scores.jsonl: 17 rows
//! ```

use std::io::{self, Write};

use super::{line_of_found, line_of_past};
use crate::gate::{Acceptance, Scores};
use crate::report::figures::{count, counted};

/// What was accepted, and where it was written.
#[derive(Clone, Copy, Debug)]
pub struct AcceptanceReport<'r> {
    /// What was accepted.
    pub acceptance: &'r Acceptance<'r>,
    /// Path of the baseline.
    pub baseline: &'r str,
    /// Path of the scores beside it.
    pub scores: &'r str,
}

/// Writes what was accepted.
///
/// # Errors
///
/// What `out` reports.
pub fn write_acceptance(report: &AcceptanceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let accepted = report.acceptance;
    let entries = accepted.baseline.entries.len() as u64;
    writeln!(
        out,
        "{}: {} accepted ({})",
        report.baseline,
        counted(entries, "finding"),
        changes(accepted)
    )?;
    list('+', accepted.added.iter().map(line_of_found), out)?;
    list('~', accepted.renewed.iter().map(line_of_found), out)?;
    let dropped = accepted.fixed.iter().chain(&accepted.gone);
    list('-', dropped.map(line_of_past), out)?;
    write_rows(report.scores, &accepted.scores, out)
}

/// Writes how many rows are remembered.
///
/// # Errors
///
/// What `out` reports.
pub fn write_rows(path: &str, scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{path}: {}", counted(scores.rows.len() as u64, "row"))
}

/// Items of a list that are shown; the rest is counted.
const LISTED: usize = 20;

fn changes(accepted: &Acceptance<'_>) -> String {
    let counts = [
        (accepted.added.len(), "added"),
        (accepted.renewed.len(), "with its text changed"),
        (accepted.fixed.len(), "dropped as fixed"),
        (accepted.gone.len(), "dropped with its row"),
        (accepted.reasoned, "given the reason"),
    ];
    let changes = counts.into_iter().filter(|(number, _)| *number > 0);
    let changes: Vec<String> = changes
        .map(|(number, what)| format!("{} {what}", count(number as u64)))
        .collect();
    if changes.is_empty() {
        "nothing changed".to_owned()
    } else {
        changes.join(", ")
    }
}

fn list(sign: char, lines: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(LISTED) {
        writeln!(out, "  {sign} {line}")?;
    }
    match lines.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => writeln!(out, "  {sign} and {} more", count(more as u64)),
    }
}
