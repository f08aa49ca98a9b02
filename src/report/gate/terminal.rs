//! The outcome for people: the verdict and its reasons first, then what has to be looked at.
//!
//! ```text
//! FAIL  1 new finding at or above major: value-mismatch
//!       $ parvis check --select value-mismatch news.tsv
//!
//! New
//! critical[value-mismatch]: …
//! ```

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{GateReport, line_of_found, line_of_past};
use crate::compare::{number, points};
use crate::gate::{Entry, Findings, Found, Past, Row, ScoreChange, ScoreVerdict, Verdict};
use crate::report::View;
use crate::report::figures::{count, counted};
use crate::report::terminal::Terminal;

/// Writes the outcome.
///
/// # Errors
///
/// What `out` reports.
pub fn write_terminal(report: &GateReport<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let page = Page {
        terminal: Terminal { view: *view },
    };
    let findings = &report.outcome.findings;
    page.verdict(report, out)?;
    page.new_findings(findings, out)?;
    page.scores(&report.outcome.scores, out)?;
    page.past("Fixed", &findings.fixed, out)?;
    page.missing(&report.outcome.missing, out)?;
    page.past("Gone with their rows", &findings.gone, out)?;
    page.waived(&findings.known, out)?;
    page.closing(report, out)
}

/// Items of a list that are shown; the rest is counted.
const LISTED: usize = 20;

struct Page {
    terminal: Terminal,
}

impl Page {
    /// The verdict, and its reasons with the command that shows each.
    fn verdict(&self, report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (word, color) = match report.outcome.verdict {
            Verdict::Pass => ("PASS", AnsiColor::Green),
            Verdict::Fail => ("FAIL", AnsiColor::Red),
            Verdict::Inconclusive => ("INCONCLUSIVE", AnsiColor::Yellow),
        };
        let indent = " ".repeat(word.len());
        let word = self.terminal.paint(color.on_default().bold(), word);
        let reasons = report.outcome.reasons.iter().zip(&report.commands);
        for (at, (reason, command)) in reasons.enumerate() {
            let margin = if at == 0 { &word } else { &indent };
            writeln!(out, "{margin}  {}", reason.text)?;
            if let Some(command) = command {
                writeln!(
                    out,
                    "{indent}  {}",
                    self.terminal.quiet(&format!("$ {command}"))
                )?;
            }
        }
        writeln!(out)
    }

    /// What is new, as `check` shows it: first what is held against the translation.
    fn new_findings(&self, findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.heading("New", findings.new.len(), out)?;
        for found in &findings.new {
            self.block(found, &[], out)?;
        }
        self.heading("Expired", findings.expired.len(), out)?;
        for (found, entry) in &findings.expired {
            self.block(found, &accepted_for(entry), out)?;
        }
        self.heading("Not held against anyone", findings.excused.len(), out)?;
        let lines = findings.excused.iter().map(line_of_found);
        self.list(lines, findings.excused.len(), out)
    }

    fn block(
        &self,
        found: &Found<'_>,
        notes: &[(&'static str, String)],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let all = &found.judgement.findings;
        self.terminal
            .block(found.segment, found.finding, all, notes, out)
    }

    fn scores(&self, changes: &[ScoreChange], out: &mut dyn Write) -> io::Result<()> {
        self.heading("Scores", changes.len(), out)?;
        for change in changes {
            let name = match &change.slice {
                None => change.metric.clone(),
                Some(slice) => format!("{} of {slice}", change.metric),
            };
            let words = self
                .terminal
                .paint(score_style(change.verdict), change.verdict.words());
            writeln!(
                out,
                "  {name} in {}: {} {words}",
                compared(change),
                figures(change)
            )?;
            if matches!(
                change.verdict,
                ScoreVerdict::Worse | ScoreVerdict::Inconclusive
            ) {
                self.losses(change, out)?;
            }
        }
        if changes.is_empty() {
            Ok(())
        } else {
            writeln!(out)
        }
    }

    fn losses(&self, change: &ScoreChange, out: &mut dyn Write) -> io::Result<()> {
        for loss in &change.losses {
            let line = format!(
                "    {} {}: {} → {} ({})",
                loss.file,
                loss.id,
                number(loss.before),
                number(loss.after),
                points(loss.after - loss.before)
            );
            writeln!(out, "{}", self.terminal.quiet(&line))?;
        }
        Ok(())
    }

    fn past(&self, name: &str, past: &[Past<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.heading(name, past.len(), out)?;
        self.list(past.iter().map(line_of_past), past.len(), out)
    }

    fn missing(&self, rows: &[&Row], out: &mut dyn Write) -> io::Result<()> {
        self.heading("Missing rows", rows.len(), out)?;
        let lines = rows.iter().map(|row| format!("{} {}", row.file, row.id));
        self.list(lines, rows.len(), out)
    }

    /// Known findings that somebody gave a reason for.
    fn waived(&self, known: &[(Found<'_>, &Entry)], out: &mut dyn Write) -> io::Result<()> {
        let waived = known.iter().filter_map(|(found, entry)| {
            let reason = entry.reason.as_ref()?;
            Some(format!("{}: {reason}", line_of_found(found)))
        });
        let lines: Vec<String> = waived.collect();
        self.heading("Waived", lines.len(), out)?;
        let number = lines.len();
        self.list(lines.into_iter(), number, out)
    }

    fn closing(&self, report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        let findings = &report.outcome.findings;
        let waived = findings
            .known
            .iter()
            .filter(|(_, entry)| entry.reason.is_some());
        let parts = [
            (findings.new.len(), "new"),
            (findings.expired.len(), "expired"),
            (findings.fixed.len(), "fixed"),
            (findings.known.len(), "known"),
        ];
        let parts = parts.map(|(number, name)| format!("{} {name}", count(number as u64)));
        let mut line = parts.join(" · ");
        match waived.count() {
            0 => {}
            waived => line.push_str(&format!(" ({} waived)", count(waived as u64))),
        }
        line.push_str(&format!(" · {}", counted(report.rows, "row")));
        writeln!(out, "{}", self.terminal.paint(Style::new().bold(), &line))?;
        let has_open = findings.new.len() + findings.expired.len() + findings.excused.len() > 0;
        let has_past = findings.fixed.len() + findings.gone.len() > 0;
        let hint = match (has_open, has_past) {
            (true, _) => format!(
                "what is right as it is: {} --id ID --reason '…'",
                report.accept
            ),
            (false, true) => format!("to forget what is gone: {}", report.accept),
            (false, false) => return Ok(()),
        };
        writeln!(out, "{}", self.terminal.quiet(&hint))
    }

    fn heading(&self, name: &str, number: usize, out: &mut dyn Write) -> io::Result<()> {
        if number == 0 {
            return Ok(());
        }
        let heading = format!("{name} ({})", count(number as u64));
        writeln!(
            out,
            "{}",
            self.terminal.paint(Style::new().bold(), &heading)
        )
    }

    /// One line an item, and an empty one behind the last.
    fn list(
        &self,
        lines: impl Iterator<Item = String>,
        number: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for line in lines.take(LISTED) {
            writeln!(out, "  {line}")?;
        }
        if number > LISTED {
            let more = format!("  and {} more", count((number - LISTED) as u64));
            writeln!(out, "{}", self.terminal.quiet(&more))?;
        }
        if number == 0 { Ok(()) } else { writeln!(out) }
    }
}

/// How many rows were compared, and how many of them changed.
fn compared(change: &ScoreChange) -> String {
    let rows = counted(change.rows as u64, "row");
    format!("{rows} ({} changed)", count(change.changed as u64))
}

/// Both scores, and how sure the difference is.
fn figures(change: &ScoreChange) -> String {
    let mut figures = format!("{} → {}", number(change.before), number(change.after));
    if change.changed == 0 {
        return figures + ",";
    }
    figures.push_str(&format!(" ({}", points(change.after - change.before)));
    if let Some((low, high)) = change.interval {
        figures.push_str(&format!(
            ", 95 % interval {} to {}",
            points(low),
            points(high)
        ));
    }
    figures + &format!(", p = {:.4}),", change.p_adjusted)
}

/// What was accepted, below what is there now.
fn accepted_for(entry: &Entry) -> Vec<(&'static str, String)> {
    let mut notes = vec![(
        "accepted for",
        format!("{} → {}", entry.source, entry.target),
    )];
    notes.extend(entry.reason.clone().map(|reason| ("because", reason)));
    notes
}

fn score_style(verdict: ScoreVerdict) -> Style {
    let color = match verdict {
        ScoreVerdict::Better => AnsiColor::Green,
        ScoreVerdict::Worse => AnsiColor::Red,
        ScoreVerdict::Inconclusive => AnsiColor::Yellow,
        ScoreVerdict::NotWorse | ScoreVerdict::WithinTolerance => return Style::new(),
    };
    color.on_default().bold()
}
