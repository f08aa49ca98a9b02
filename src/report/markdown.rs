//! The report as Markdown, short enough for a pull request.

use std::io::{self, Write};

use super::figures::{count, counted, decimal, percent};
use super::{Changes, Output, Renderer, Report, View, terminal, verdict};
use crate::finding::{Evidence, Finding, Group, Severity};
use crate::segment::Segment;
use crate::span::Span;
use crate::summary::Summary;

/// `report -o x.md`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "md",
    extensions: &["md", "markdown"],
    output: Output::Document(write_report),
};

/// Findings listed in full; the rest is counted.
const LISTED: usize = 200;

fn write_report(report: &Report, _: &View, out: &mut dyn Write) -> io::Result<()> {
    let summary = &report.summary;
    writeln!(out, "# Translation check: {}\n", headline(summary))?;
    writeln!(out, "{}\n", overview(report))?;
    if let Some(changes) = verdict::changes(report) {
        writeln!(out, "**{}.**\n", escaped(&changes))?;
    }
    write_groups(summary, out)?;
    write_checks(summary, out)?;
    match &report.changes {
        Some(changes) => write_changes(report, changes, out),
        None => write_list("Findings", report.flagging().collect(), out),
    }
}

fn headline(summary: &Summary) -> String {
    match summary.flagged {
        _ if summary.pairs == 0 => "no pairs to judge".to_owned(),
        0 => format!("no finding in {}", counted(summary.pairs, "pair")),
        flagged => format!(
            "{} of {} flagged",
            count(flagged),
            counted(summary.pairs, "pair")
        ),
    }
}

fn overview(report: &Report) -> String {
    let summary = &report.summary;
    let ratio = &summary.length_ratio;
    let inputs: Vec<String> = report
        .inputs
        .iter()
        .map(|input| format!("`{input}`"))
        .collect();
    let mut text = format!(
        "{}: {} of source, {} of target. {} of the pairs are flagged, {} findings per 1,000 words. \
         Length ratio {} (middle half {} to {}).",
        inputs.join(", "),
        counted(summary.source_words, "word"),
        count(summary.target_words),
        percent(summary.flagged_share()),
        decimal(summary.findings_per_1000_words()),
        decimal(ratio.overall()),
        decimal(ratio.quantile(25)),
        decimal(ratio.quantile(75)),
    );
    if summary.bad_records + summary.unreadable_files > 0 {
        text.push_str(&format!(" **{}.**", terminal::left_out(summary)));
    }
    text
}

fn write_groups(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.findings.total() == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "| group | critical | major | minor | neutral | pairs flagged |"
    )?;
    writeln!(out, "|---|--:|--:|--:|--:|--:|")?;
    for group in Group::ALL {
        if let Some(counts) = summary.by_group.get(&group) {
            let cells = severity_cells(&counts.findings);
            writeln!(out, "| {group} | {cells} | {} |", count(counts.flagged))?;
        }
    }
    let cells = severity_cells(&summary.findings);
    writeln!(out, "| **all** | {cells} | {} |\n", count(summary.flagged))
}

fn write_checks(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.by_check.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "| check | group | critical | major | minor | neutral |"
    )?;
    writeln!(out, "|---|---|--:|--:|--:|--:|")?;
    for (check, (group, counts)) in &summary.by_check {
        writeln!(out, "| `{check}` | {group} | {} |", severity_cells(counts))?;
    }
    writeln!(out)
}

fn severity_cells(counts: &crate::summary::Counts) -> String {
    let worst_first = Severity::ALL.into_iter().rev();
    let cells: Vec<String> = worst_first
        .map(|severity| count(counts.of(severity)))
        .collect();
    cells.join(" | ")
}

/// Lists what is new, what is fixed and what is still there, each the worst first.
fn write_changes(report: &Report, changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let of = |wanted: bool| {
        let findings = report
            .changed()
            .filter(move |(.., is_new)| *is_new == wanted);
        findings.map(|(segment, finding, _)| (segment, finding))
    };
    let fixed = changes.fixed.iter();
    let fixed = fixed.map(|(segment, finding)| (segment, finding));
    let lists: [(&str, Vec<(&Segment, &Finding)>); 3] = [
        ("New findings", of(true).collect()),
        ("Fixed since, in the texts of then", fixed.collect()),
        ("Still there", of(false).collect()),
    ];
    let filled = lists.into_iter().filter(|(_, list)| !list.is_empty());
    for (at, (title, list)) in filled.enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_list(title, list, out)?;
    }
    Ok(())
}

/// Lists findings, the worst first.
fn write_list(
    title: &str,
    mut findings: Vec<(&Segment, &Finding)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {title}\n")?;
    for (segment, finding) in findings.iter().take(LISTED) {
        write_finding(segment, finding, out)?;
    }
    if findings.len() > LISTED {
        let rest = (findings.len() - LISTED) as u64;
        writeln!(
            out,
            "{} more not listed here; `parvis check` shows all.",
            counted(rest, "finding")
        )?;
    }
    Ok(())
}

/// Writes one finding as an item of a list, with both sides below it.
pub(super) fn write_finding(
    segment: &Segment,
    finding: &Finding,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "- **{}** `{}` {} — {} ({})",
        finding.severity,
        finding.check,
        escaped(&finding.message),
        code(&segment.origin.to_string()),
        escaped(&segment.id)
    )?;
    let (source, target) = (segment.source_lang, segment.target_lang());
    writeln!(
        out,
        "  - {source}: {}",
        marked(&segment.source, &finding.source)
    )?;
    writeln!(
        out,
        "  - {target}: {}",
        marked(&segment.target, &finding.target)
    )?;
    if let Some(suggestion) = &finding.suggestion {
        writeln!(out, "  - try: {}", escaped(suggestion))?;
    }
    Ok(())
}

/// The text with its places in bold and the values behind them.
fn marked(text: &str, evidence: &[Evidence]) -> String {
    if text.is_empty() {
        return "*(empty)*".to_owned();
    }
    let mut line = String::new();
    let mut done = 0;
    for item in evidence {
        let Span { start, end } = item.span;
        if start < done || start == end {
            continue;
        }
        line.push_str(&escaped(&text[done..start]));
        line.push_str(&format!("<mark>{}</mark>", escaped(&text[start..end])));
        if let Some(value) = &item.value {
            let unit = item.unit.as_deref().unwrap_or_default();
            line.push_str(&format!(
                " ({})",
                code(format!("{value} {unit}").trim_end())
            ));
        }
        done = end;
    }
    line.push_str(&escaped(&text[done..]));
    line
}

/// Text that Markdown leaves as it is, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                plain.push('\\');
                plain.push(letter);
            }
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            _ if letter.is_control() => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain
}

/// Text as inline code, which can't hold a backtick of its own.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}
