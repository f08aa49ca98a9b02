//! The report as one HTML file that needs no network: verdict, counts and plots on the first
//! screen, then the findings with both sides, to be filtered, sorted and linked to.
//!
//! The page is a template that is checked when parvis is compiled (`page/report.html`); the
//! findings go into it as JSON ([`rows`]), from which its script builds rows as they are read, so
//! that ten thousand stay quick. Without scripts the worst findings are a plain table. The
//! content security policy lets nothing in but the page's own script and style, by their hashes.

mod explanation;
mod histogram;
mod rows;

use std::collections::BTreeSet;
use std::io::{self, Write};

use askama::Template;

use self::histogram::Histogram;
use super::figures::{count, decimal, percent};
use super::{Output, Renderer, Report, View, terminal, verdict};
use crate::check::{self, CheckInfo};
use crate::finding::{Finding, Group, Severity};
use crate::segment::Segment;
use crate::summary::{Counts, FileCounts, GroupCounts, Summary};

/// `report -o x.html`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "html",
    extensions: &["html", "htm"],
    output: Output::Document(write_report),
};

const STYLE: &str = include_str!("page/report.css");
const SCRIPT: &str = include_str!("page/report.js");
/// What the content security policy lets in; a test says what they must be.
const STYLE_HASH: &str = "sha256-7PHSCjcVFp/7B5PK+zcOyieoLXoNiJtW5XPPDd4gRco=";
const SCRIPT_HASH: &str = "sha256-JGBJIgbcAzZvsYoxC4B0yCJMlxZFGIb7wTt+EVw3vqg=";

/// Findings that the page lists without scripts.
const FALLBACK: usize = 200;

fn write_report(report: &Report, _: &View, out: &mut dyn Write) -> io::Result<()> {
    let page = Page::new(report)?;
    page.write_into(&mut *out).map_err(io::Error::other)
}

#[derive(Template)]
#[template(path = "report.html", config = "src/report/askama.toml")]
struct Page<'r> {
    version: &'static str,
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
    direction: String,
    verdict: String,
    standfirst: String,
    changes: Option<String>,
    left_out: Option<String>,
    figures: Vec<Figure>,
    /// Worst first, as everywhere on the page.
    severities: [&'static str; 4],
    groups: Vec<GroupRow>,
    checks: Vec<CheckRow>,
    totals: Vec<Cell>,
    plots: Vec<Histogram>,
    files: Vec<FileRow<'r>>,
    inputs: String,
    fallback: Vec<FallbackRow<'r>>,
    fallback_limit: usize,
    explanations: Vec<Explanation>,
    /// The findings as JSON that can stand in a script element.
    data: String,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report) -> io::Result<Self> {
        let summary = &report.summary;
        let has_gaps = summary.bad_records + summary.unreadable_files > 0;
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            style: STYLE,
            style_hash: STYLE_HASH,
            script: SCRIPT,
            script_hash: SCRIPT_HASH,
            direction: verdict::direction(summary),
            verdict: verdict::sentence(summary),
            standfirst: verdict::details(summary),
            changes: verdict::changes(report),
            left_out: has_gaps.then(|| terminal::left_out(summary)),
            figures: figures(summary),
            severities: worst_first().map(Severity::name),
            groups: group_rows(summary),
            checks: check_rows(summary),
            totals: cells(&summary.findings),
            plots: histogram::of_measures(summary),
            files: summary.by_file.iter().map(FileRow::new).collect(),
            inputs: report.inputs.join(", "),
            fallback: fallback(report),
            fallback_limit: FALLBACK,
            explanations: explanations(report),
            data: rows::json(report)?,
        })
    }
}

/// One number of the first screen.
struct Figure {
    label: &'static str,
    value: String,
    note: String,
}

fn figures(summary: &Summary) -> Vec<Figure> {
    let figure = |label, value, note: String| Figure {
        label,
        value,
        // A line that breaks before the sign would be hard to read.
        note: note.replace(" %", "\u{a0}%"),
    };
    vec![
        figure(
            "Pairs",
            count(summary.pairs),
            format!(
                "{} words of source, {} of target",
                count(summary.source_words),
                count(summary.target_words)
            ),
        ),
        figure(
            "Pairs flagged",
            percent(summary.flagged_share()),
            verdict::interval(summary).unwrap_or_default(),
        ),
        figure(
            "Findings per 1,000 words",
            decimal(summary.findings_per_1000_words()),
            "from minor up, by words of the source".to_owned(),
        ),
        figure(
            "Length ratio",
            decimal(summary.length_ratio.overall()),
            format!("middle half of the pairs {}", verdict::middle_half(summary)),
        ),
    ]
}

/// One group of checks with its findings.
struct GroupRow {
    name: &'static str,
    bars: Vec<StackedBar>,
    cells: Vec<Cell>,
}

/// A part of a bar, in per cent of the longest one.
struct StackedBar {
    class: &'static str,
    start: String,
    width: String,
}

/// Findings of one severity.
struct Cell {
    severity: &'static str,
    count: String,
}

fn group_rows(summary: &Summary) -> Vec<GroupRow> {
    let found = |group: Group| summary.by_group.get(&group).map(|counts| (group, counts));
    let shown = |counts: &GroupCounts| counts.findings.at_least(Severity::Minor);
    let longest = summary.by_group.values().map(shown).max().unwrap_or(0);
    Group::ALL
        .into_iter()
        .filter_map(found)
        .map(|(group, counts)| GroupRow {
            name: group.name(),
            bars: stacked_bars(&counts.findings, longest),
            cells: cells(&counts.findings),
        })
        .collect()
}

/// One of the checks that found most.
struct CheckRow {
    id: &'static str,
    count: String,
    summary: String,
}

/// The checks with the most findings from `minor` up, the most first.
fn check_rows(summary: &Summary) -> Vec<CheckRow> {
    const LISTED: usize = 5;
    let checks = summary.by_check.iter();
    let mut checks: Vec<(&'static str, u64)> = checks
        .map(|(id, (_, counts))| (*id, counts.at_least(Severity::Minor)))
        .filter(|(_, findings)| *findings > 0)
        .collect();
    checks.sort_by_key(|&(id, findings)| (std::cmp::Reverse(findings), id));
    let row = |(id, findings)| CheckRow {
        id,
        count: count(findings),
        summary: check::info(id).map(CheckInfo::summary).unwrap_or_default(),
    };
    checks.into_iter().take(LISTED).map(row).collect()
}

fn stacked_bars(counts: &Counts, longest: u64) -> Vec<StackedBar> {
    let mut start = 0.0;
    let flagging = worst_first()
        .into_iter()
        .filter(|&severity| severity >= Severity::Minor);
    flagging
        .filter(|&severity| counts.of(severity) > 0)
        .map(|severity| {
            let width = 100.0 * counts.of(severity) as f64 / longest.max(1) as f64;
            let bar = StackedBar {
                class: severity.name(),
                start: format!("{start:.2}"),
                width: format!("{width:.2}"),
            };
            start += width;
            bar
        })
        .collect()
}

fn cells(counts: &Counts) -> Vec<Cell> {
    let cell = |severity: Severity| Cell {
        severity: severity.name(),
        count: count(counts.of(severity)),
    };
    worst_first().into_iter().map(cell).collect()
}

/// One input.
struct FileRow<'r> {
    name: &'r str,
    /// The name as it stands in an address.
    query: String,
    pairs: String,
    flagged: String,
    share: String,
    counts: Vec<String>,
}

impl<'r> FileRow<'r> {
    fn new(counts: &'r FileCounts) -> Self {
        let cells = cells(&counts.findings);
        Self {
            name: &counts.file,
            query: super::percent_encoded(&counts.file),
            pairs: count(counts.pairs),
            flagged: count(counts.flagged),
            share: percent(counts.flagged_share()),
            counts: cells.into_iter().map(|cell| cell.count).collect(),
        }
    }
}

/// A finding of the page without scripts.
struct FallbackRow<'r> {
    segment: &'r Segment,
    finding: &'r Finding,
}

fn fallback(report: &Report) -> Vec<FallbackRow<'_>> {
    let mut rows: Vec<FallbackRow<'_>> = report
        .flagging()
        .map(|(segment, finding)| FallbackRow { segment, finding })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.finding.severity));
    rows.truncate(FALLBACK);
    rows
}

/// What a check finds, as HTML.
struct Explanation {
    id: &'static str,
    html: String,
}

fn explanations(report: &Report) -> Vec<Explanation> {
    let fixed = report.changes.iter().flat_map(|changes| &changes.fixed);
    let fixed = fixed.map(|(segment, finding)| (segment, finding));
    let all = report.findings().chain(fixed);
    let ids: BTreeSet<&str> = all.map(|(_, finding)| finding.check).collect();
    let infos = ids.into_iter().filter_map(check::info);
    infos
        .map(|info| Explanation {
            id: info.id,
            html: explanation::html(info.explanation),
        })
        .collect()
}

fn worst_first() -> [Severity; 4] {
    let mut severities = Severity::ALL;
    severities.reverse();
    severities
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_lets_in_what_the_page_has() {
        for (text, hash) in [(STYLE, STYLE_HASH), (SCRIPT, SCRIPT_HASH)] {
            let digest = STANDARD.encode(Sha256::digest(text));
            assert_eq!(hash, format!("sha256-{digest}"));
        }
    }
}
