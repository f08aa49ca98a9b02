//! The outcome as GitHub workflow commands: what is new or expired as annotations of its line, and
//! the verdict with its reasons above them.
//!
//! GitHub shows ten errors, ten warnings and ten notices a step, so the reasons come first and
//! what is known is left out.

use std::io::{self, Write};

use super::GateReport;
use crate::gate::{Reason, Verdict, Weight};
use crate::report::github::{write_command, write_finding};

/// Writes the outcome.
///
/// # Errors
///
/// What `out` reports.
pub fn write_github(report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome;
    for (reason, command) in outcome.reasons.iter().zip(&report.commands) {
        let title = ("title", format!("parvis gate: {}", outcome.verdict));
        let message = match command {
            Some(command) => format!("{}\n{command}", reason.text),
            None => reason.text.clone(),
        };
        write_command(command_of(reason, outcome.verdict), &[title], &message, out)?;
    }
    let expired = outcome.findings.expired.iter().map(|(found, _)| found);
    for found in outcome.findings.new.iter().chain(expired) {
        write_finding(found.segment, found.finding, out)?;
    }
    Ok(())
}

const fn command_of(reason: &Reason, verdict: Verdict) -> &'static str {
    match (reason.weight, verdict) {
        (Weight::Fail, _) => "error",
        (Weight::Doubt, Verdict::Inconclusive | Verdict::Fail) => "warning",
        (Weight::Doubt | Weight::Note, _) => "notice",
    }
}
