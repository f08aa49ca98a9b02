//! The outcome as Markdown, for a comment on a pull request: two runs side by side, with what is
//! new and expired in full and the rest in lists that open.

use std::io::{self, Write};

use super::{GateReport, line_of_found, line_of_past};
use crate::compare::{number, points};
use crate::gate::{Found, ScoreChange, Verdict};
use crate::report::figures::count;
use crate::report::markdown::{code, escaped, write_finding};

/// Findings listed in full; the rest is counted.
const LISTED: usize = 50;

/// Writes the outcome.
///
/// # Errors
///
/// What `out` reports.
pub fn write_markdown(report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (outcome, findings) = (report.outcome, &report.outcome.findings);
    writeln!(out, "# Translation gate: {}\n", headline(outcome.verdict))?;
    for (reason, command) in outcome.reasons.iter().zip(&report.commands) {
        let command = command.as_ref();
        let command = command.map_or_else(String::new, |command| format!(": {}", code(command)));
        writeln!(out, "- {}{command}", escaped(&reason.text))?;
    }
    write_counts(report, out)?;
    write_scores(&outcome.scores, out)?;
    write_found("New", findings.new.iter(), out)?;
    let expired = findings.expired.iter().map(|(found, _)| found);
    write_found("Expired", expired, out)?;
    write_list("Fixed", findings.fixed.iter().map(line_of_past), out)?;
    let missing = outcome.missing.iter();
    let missing = missing.map(|row| format!("{} {}", row.file, row.id));
    write_list("Missing rows", missing, out)?;
    let excused = findings.excused.iter().map(line_of_found);
    write_list("Not held against anyone", excused, out)?;
    let waived = findings.known.iter().filter_map(|(found, entry)| {
        let reason = entry.reason.as_ref()?;
        Some(format!("{}: {reason}", line_of_found(found)))
    });
    write_list("Waived", waived, out)
}

const fn headline(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "not worse than accepted",
        Verdict::Fail => "worse than accepted",
        Verdict::Inconclusive => "too few rows to tell",
    }
}

fn write_counts(report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.outcome.findings;
    let numbers = [
        findings.new.len(),
        findings.expired.len(),
        findings.fixed.len(),
        findings.known.len(),
        report.outcome.missing.len(),
    ];
    let cells = numbers.map(|number| count(number as u64)).join(" | ");
    writeln!(
        out,
        "\n| new | expired | fixed | known | missing rows | rows |"
    )?;
    writeln!(out, "|--:|--:|--:|--:|--:|--:|")?;
    writeln!(out, "| {cells} | {} |", count(report.rows))
}

fn write_scores(changes: &[ScoreChange], out: &mut dyn Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n| score | accepted | now | change | rows | verdict |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|---|")?;
    for change in changes {
        let slice = change.slice.as_ref();
        let of_slice = slice.map_or_else(String::new, |slice| format!(" of {}", escaped(slice)));
        writeln!(
            out,
            "| {}{of_slice} | {} | {} | {} | {} | {} |",
            change.metric,
            number(change.before),
            number(change.after),
            points(change.after - change.before),
            count(change.rows as u64),
            change.verdict.words()
        )?;
    }
    Ok(())
}

fn write_found<'a, 'r: 'a>(
    name: &str,
    found: impl Iterator<Item = &'a Found<'r>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let found: Vec<&Found<'_>> = found.collect();
    if found.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {name}\n")?;
    for found in found.iter().take(LISTED) {
        write_finding(found.segment, found.finding, out)?;
    }
    write_more(found.len(), out)
}

/// A list that is closed until somebody wants to see it.
fn write_list(
    name: &str,
    lines: impl Iterator<Item = String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    let number = count(lines.len() as u64);
    writeln!(out, "\n<details><summary>{name} ({number})</summary>\n")?;
    for line in lines.iter().take(LISTED) {
        writeln!(out, "- {}", escaped(line))?;
    }
    write_more(lines.len(), out)?;
    writeln!(out, "\n</details>")
}

fn write_more(number: usize, out: &mut dyn Write) -> io::Result<()> {
    match number.saturating_sub(LISTED) {
        0 => Ok(()),
        more => writeln!(out, "- and {} more", count(more as u64)),
    }
}
