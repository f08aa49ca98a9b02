//! Findings for people: one block each, with both sides, the places marked and the values that
//! were understood there, and a table of counts at the end.
//!
//! ```text
//! critical[magnitude-mismatch]: 6.3 billion USD became 6.3 million USD
//!    ╭─ news.tsv:12 (n01)
//!    │
//! sv │ Bolaget tog in 6,3 miljarder dollar i sin börsintroduktion.
//!    │                ━━━━━━━━━━━━━━━━━━━━ 6300000000 USD
//! en │ The company raised $6.3 million in its initial public offering.
//!    │                    ━━━━━━━━━━━━ 6300000 USD
//!    ╰─ try: $6.3 billion
//! ```

mod excerpt;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use self::excerpt::{Excerpt, wrapped};
use super::figures::{count, counted, decimal, percent};
use super::{Output, Renderer, Stream, View};
use crate::evaluate::Judgement;
use crate::finding::{Evidence, Finding, Group, Severity};
use crate::locale::Language;
use crate::segment::Segment;
use crate::summary::{Counts, Summary};
use crate::text::visible::visible_text;

/// `check --format terminal`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "terminal",
    extensions: &[],
    output: Output::Stream(|view| Box::new(Terminal { view: *view })),
};

/// Writes findings to a terminal.
pub(super) struct Terminal {
    pub(super) view: View,
}

impl Stream for Terminal {
    fn pair(
        &mut self,
        segment: &Segment,
        judgement: &Judgement,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for finding in &judgement.findings {
            if finding.severity >= self.view.min_severity {
                self.block(segment, finding, &judgement.findings, &[], out)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.table(summary, out)?;
        self.closing(summary, out)
    }
}

impl Terminal {
    /// Writes one finding of `all` that the pair has, with `more` notes below it.
    pub(super) fn block(
        &self,
        segment: &Segment,
        finding: &Finding,
        all: &[Finding],
        more: &[(&'static str, String)],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let severity = severity_style(finding.severity);
        let head = self.paint(
            severity,
            &format!("{}[{}]", finding.severity, finding.check),
        );
        let message = self.paint(Style::new().bold(), &visible_text(&finding.message));
        writeln!(out, "{head}: {message}")?;
        let corner = self.quiet("   ╭─");
        writeln!(
            out,
            "{corner} {}{}",
            segment.origin,
            self.record_name(segment)
        )?;
        writeln!(out, "{}", self.quiet("   │"))?;
        let (source, target) = (segment.source_lang, segment.target_lang());
        self.side(source, &segment.source, &finding.source, severity, out)?;
        self.side(target, &segment.target, &finding.target, severity, out)?;
        for (label, note) in notes(finding, all).iter().chain(more) {
            writeln!(
                out,
                "{} {label}: {note}",
                self.quiet("   ╰─"),
                note = visible_text(note)
            )?;
        }
        writeln!(out)
    }

    /// Unit and id, where they say more than the line.
    fn record_name(&self, segment: &Segment) -> String {
        let name = match &segment.origin.unit {
            Some(unit) if **unit != *segment.id => format!(" ({unit}, {})", segment.id),
            _ => format!(" ({})", segment.id),
        };
        self.quiet(&visible_text(&name))
    }

    /// Writes one side with its places marked.
    fn side(
        &self,
        lang: Language,
        text: &str,
        evidence: &[Evidence],
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        const MARGIN: usize = 5;
        const LINES: usize = 3;
        let width = self.view.width.saturating_sub(MARGIN);
        let (code, bar) = (self.quiet(lang.code()), self.quiet("│"));
        if text.is_empty() {
            return writeln!(out, "{code} {bar} {}", self.quiet("(empty)"));
        }
        if evidence.is_empty() {
            let mut rows = wrapped(text, width, LINES).into_iter();
            writeln!(out, "{code} {bar} {}", rows.next().unwrap_or_default())?;
            return rows.try_for_each(|row| writeln!(out, "   {bar} {row}"));
        }
        let spans: Vec<_> = evidence.iter().map(|item| item.span).collect();
        let excerpt = Excerpt::new(text, &spans, width);
        writeln!(out, "{code} {bar} {}", excerpt.text)?;
        let mut line = String::new();
        let mut column = 0;
        for &(start, end) in &excerpt.marks {
            line.push_str(&" ".repeat(start.saturating_sub(column)));
            line.push_str(&"━".repeat(end.saturating_sub(start.max(column))));
            column = column.max(end);
        }
        let values = values(evidence);
        writeln!(
            out,
            "   {bar} {}",
            self.paint(style, format!("{line} {values}").trim_end())
        )
    }

    /// Writes the findings by group and severity.
    fn table(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.findings.total() == 0 {
            return Ok(());
        }
        let head: String = columns()
            .map(|severity| format!("{:>10}", severity.name()))
            .collect();
        writeln!(
            out,
            "{}",
            self.quiet(&format!("{:<14}{head}{:>10}", "", "pairs"))
        )?;
        for group in Group::ALL {
            if let Some(counts) = summary.by_group.get(&group) {
                let row = self.row(&counts.findings, counts.flagged);
                writeln!(out, "{:<14}{row}", group.name())?;
            }
        }
        let row = self.row(&summary.findings, summary.flagged);
        writeln!(
            out,
            "{}{row}\n",
            self.paint(Style::new().bold(), &format!("{:<14}", "all"))
        )
    }

    fn row(&self, counts: &Counts, flagged: u64) -> String {
        let cell = |severity| match counts.of(severity) {
            0 => self.quiet(&format!("{:>10}", "·")),
            number => self.paint(severity_style(severity), &format!("{:>10}", count(number))),
        };
        let cells: String = columns().map(cell).collect();
        format!("{cells}{:>10}", count(flagged))
    }

    /// Writes the last lines: how much was read and how it went.
    fn closing(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let verdict = match summary.flagged {
            _ if summary.pairs == 0 => "no pairs to judge".to_owned(),
            0 => format!("no finding in {}", counted(summary.pairs, "pair")),
            flagged => format!(
                "{} of {} flagged ({})",
                count(flagged),
                counted(summary.pairs, "pair"),
                percent(summary.flagged_share())
            ),
        };
        let words = format!(
            "{} → {}",
            counted(summary.source_words, "word"),
            count(summary.target_words)
        );
        let ratio = summary.length_ratio.overall();
        writeln!(
            out,
            "{} · {words} · length ratio {}",
            self.paint(Style::new().bold(), &verdict),
            decimal(ratio)
        )?;
        if summary.bad_records + summary.unreadable_files > 0 {
            writeln!(out, "{}", left_out(summary))?;
        }
        self.closing_hints(summary, out)
    }

    fn closing_hints(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let hidden: u64 = Severity::ALL
            .into_iter()
            .filter(|&severity| severity < self.view.min_severity)
            .map(|severity| summary.findings.of(severity))
            .sum();
        if hidden > 0 {
            let notes = format!(
                "{} below {} not shown (--min-severity neutral shows all)",
                count(hidden),
                self.view.min_severity
            );
            writeln!(out, "{}", self.quiet(&notes))?;
        }
        match worst_check(summary) {
            Some(check) => {
                let hint = format!("what a finding means: parvis explain {check}");
                writeln!(out, "{}", self.quiet(&hint))
            }
            None => Ok(()),
        }
    }

    pub(super) fn quiet(&self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        if self.view.use_color && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

/// What could not be read, as a clause; the counts of the summary.
#[must_use]
pub fn left_out(summary: &Summary) -> String {
    let mut parts = Vec::new();
    if summary.bad_records > 0 {
        parts.push(counted(summary.bad_records, "bad record"));
    }
    if summary.unreadable_files > 0 {
        parts.push(counted(summary.unreadable_files, "unreadable file"));
    }
    format!("{} left out", parts.join(" and "))
}

/// The check with the most findings of the worst severity that there is.
fn worst_check(summary: &Summary) -> Option<&'static str> {
    let flagging = |counts: &Counts| counts.at_least(Severity::Minor) > 0;
    let checks = summary.by_check.iter().rev();
    checks
        .filter(|(_, (_, counts))| flagging(counts))
        .max_by_key(|(_, (_, counts))| {
            columns()
                .map(|severity| counts.of(severity))
                .collect::<Vec<_>>()
        })
        .map(|(check, _)| *check)
}

/// The severities of the table, worst first.
fn columns() -> impl Iterator<Item = Severity> {
    Severity::ALL.into_iter().rev()
}

pub(super) fn severity_style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Neutral => return Style::new().dimmed(),
        Severity::Minor => AnsiColor::Cyan,
        Severity::Major => AnsiColor::Yellow,
        Severity::Critical => AnsiColor::Red,
    };
    color.on_default().bold()
}

/// What was understood at the marked places, in their order.
fn values(evidence: &[Evidence]) -> String {
    let value = |item: &Evidence| {
        let value = item.value.as_deref()?;
        let unit = item.unit.as_deref().unwrap_or_default();
        Some(format!("{value} {unit}").trim_end().to_owned())
    };
    let values: Vec<String> = evidence.iter().filter_map(value).collect();
    values.join(" · ")
}

/// The lines below the texts.
fn notes(finding: &Finding, all: &[Finding]) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let Some(suggestion) = &finding.suggestion {
        notes.push(("try", suggestion.clone()));
    }
    if let Some(because) = finding.because {
        notes.push(("because of", because.to_owned()));
    }
    if finding.is_root_cause && finding.because.is_none() {
        let mut followers: Vec<&str> = all
            .iter()
            .filter(|other| other.because == Some(finding.check))
            .map(|other| other.check)
            .collect();
        followers.dedup();
        if !followers.is_empty() {
            notes.push(("explains", followers.join(", ")));
        }
    }
    notes
}
