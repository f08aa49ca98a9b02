//! Renders a comparison of systems: as text for a terminal, as Markdown, as JSON.

use std::io::{self, Write};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::figures::{count, counted};
use crate::compare::calibration::Rejections;
use crate::compare::changes::{Changes, SegmentChange, WordChange};
use crate::compare::slices::Slice;
use crate::compare::{
    Comparison, Measured, MetricResult, Options, Paired, SystemResult, Test, number, points,
};
use crate::stats::proportion;

/// What is rendered.
pub struct Document<'d> {
    /// The comparison.
    pub comparison: &'d Comparison,
    /// How it was made.
    pub options: &'d Options,
    /// What the reader should know about the input.
    pub warnings: &'d [String],
    /// The statistics, if every segment's scores are to be listed.
    pub segments: Option<&'d [Measured<'d>]>,
    /// What changed in each system, if asked for.
    pub changes: &'d [Changes],
    /// Scores of slices, if asked for.
    pub slices: &'d [Slice],
}

/// Writes `document` as text of plain lines.
///
/// # Errors
///
/// When `out` fails.
pub fn write_terminal(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = document.comparison;
    let table = score_table(comparison);
    write_columns(&table, "", out)?;
    let level = number(document.options.level * 100.0);
    let level = level.trim_end_matches('0').trim_end_matches('.');
    if document.options.trials > 0 {
        writeln!(
            out,
            "\nIn brackets: {level} % intervals. {}.",
            counted(comparison.segment_count as u64, "segment")
        )?;
    }
    for system in comparison.systems.iter().skip(1) {
        write_verdicts(comparison, system, out)?;
    }
    write_power(comparison, out)?;
    write_signatures(comparison, out)?;
    write_segments_text(document, out)?;
    for changes in document.changes {
        write_changes(changes, out)?;
    }
    write_slices(document, out)
}

/// Writes `document` as Markdown.
///
/// # Errors
///
/// When `out` fails.
pub fn write_markdown(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = document.comparison;
    write_markdown_table(&score_table(comparison), out)?;
    let mut verdicts = vec![
        [
            "system",
            "metric",
            "verdict",
            "difference",
            "p",
            "p (Holm)",
            "why",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for system in comparison.systems.iter().skip(1) {
        for metric in &system.metrics {
            if let Some(paired) = &metric.paired {
                verdicts.push(vec![
                    system.name.clone(),
                    metric.name.clone(),
                    format!("**{}**", paired.verdict.words()),
                    difference(paired),
                    p_value(paired.p_value),
                    p_value(paired.p_adjusted),
                    paired.reason.clone(),
                ]);
            }
        }
    }
    if verdicts.len() > 1 {
        writeln!(out)?;
        write_markdown_table(&verdicts, out)?;
    }
    writeln!(out)?;
    for metric in comparison
        .systems
        .last()
        .map_or(&[][..], |system| &system.metrics)
    {
        writeln!(out, "- {}: `{}`", metric.name, metric.signature)?;
    }
    for changes in document.changes {
        write_markdown_changes(changes, out)?;
    }
    if !document.slices.is_empty() {
        writeln!(out, "\n### Slices\n")?;
        write_markdown_table(&slice_table(document), out)?;
    }
    Ok(())
}

/// Writes `document` as one JSON object; scores are not rounded.
///
/// # Errors
///
/// When `out` fails.
pub fn write_json(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &JsonDocument::of(document))?;
    writeln!(out)
}

/// Writes the outcome of a calibration as a table.
///
/// # Errors
///
/// When `out` fails.
pub fn write_calibration(
    rejections: &[Rejections],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = vec![
        [
            "metric",
            "segments that differ",
            "pairs without a difference",
            "called different",
            "95 % interval",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for row in rejections {
        let (low, high) = proportion::interval(row.rejected as u64, row.repetitions as u64, 0.95);
        table.push(vec![
            row.metric.clone(),
            count(row.changed as u64),
            count(row.repetitions as u64),
            format!("{:.2} %", row.rate() * 100.0),
            format!("{:.2}–{:.2} %", low * 100.0, high * 100.0),
        ]);
    }
    write_markdown_table(&table, out)?;
    let test = match options.test {
        Test::Bootstrap => "bootstrap",
        _ => "randomization",
    };
    let alpha = (1.0 - options.level) * 100.0;
    writeln!(
        out,
        "\nTest: {test}, {} trials each, nominal level {alpha:.1} %, seed {}.",
        count(options.trials as u64),
        options.seed
    )
}

fn score_table(comparison: &Comparison) -> Vec<Vec<String>> {
    let names = comparison
        .systems
        .first()
        .map_or(&[][..], |system| &system.metrics);
    let mut table = vec![vec!["system".to_owned()]];
    table[0].extend(names.iter().map(|metric| metric.name.clone()));
    for system in &comparison.systems {
        let mut row = vec![system.name.clone()];
        row.extend(system.metrics.iter().map(|metric| match metric.interval {
            Some((low, high)) => format!(
                "{} [{}, {}]",
                number(metric.score),
                number(low),
                number(high)
            ),
            None => number(metric.score),
        }));
        table.push(row);
    }
    table
}

fn write_verdicts(
    comparison: &Comparison,
    system: &SystemResult,
    out: &mut dyn Write,
) -> io::Result<()> {
    let tested: Vec<(&MetricResult, &Paired)> = system
        .metrics
        .iter()
        .filter_map(|metric| Some((metric, metric.paired.as_ref()?)))
        .collect();
    if tested.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{} against {}",
        system.name, comparison.systems[0].name
    )?;
    let table: Vec<Vec<String>> = tested
        .iter()
        .map(|(metric, paired)| {
            vec![
                metric.name.clone(),
                paired.verdict.words().to_owned(),
                difference(paired),
                format!(
                    "p = {}, corrected {}",
                    p_value(paired.p_value),
                    p_value(paired.p_adjusted)
                ),
                paired.reason.clone(),
            ]
        })
        .collect();
    write_columns(&table, "  ", out)
}

fn difference(paired: &Paired) -> String {
    match paired.interval {
        Some((low, high)) => format!(
            "{} [{}, {}]",
            points(paired.difference),
            points(low),
            points(high)
        ),
        None => points(paired.difference),
    }
}

/// Four decimals, which is all that 10 000 trials tell.
fn p_value(p: f64) -> String {
    if p < 0.0001 {
        "< 0.0001".to_owned()
    } else {
        format!("{p:.4}")
    }
}

/// `= 0.0123`, `< 0.0001`.
fn equals(p: f64) -> String {
    let p = p_value(p);
    if p.starts_with('<') {
        p
    } else {
        format!("= {p}")
    }
}

fn write_power(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut detectable = Vec::new();
    for metric in 0..comparison
        .systems
        .first()
        .map_or(0, |system| system.metrics.len())
    {
        let paired = comparison
            .systems
            .iter()
            .skip(1)
            .filter_map(|system| system.metrics[metric].paired.as_ref());
        if let Some(largest) = paired
            .filter_map(|paired| paired.detectable)
            .max_by(f64::total_cmp)
        {
            detectable.push(format!(
                "{} {}",
                comparison.systems[0].metrics[metric].name,
                number(largest)
            ));
        }
    }
    if detectable.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nPower: differences from here up show in four test sets of five: {} points.",
        detectable.join(", ")
    )
}

fn write_signatures(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let metrics = comparison
        .systems
        .last()
        .map_or(&[][..], |system| &system.metrics);
    let table: Vec<Vec<String>> = metrics
        .iter()
        .map(|metric| vec![metric.name.clone(), metric.signature.to_string()])
        .collect();
    write_columns(&table, "", out)
}

fn write_segments_text(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(measured) = document.segments else {
        return Ok(());
    };
    let mut header = vec!["line".to_owned()];
    for system in &document.comparison.systems {
        header.extend(
            measured
                .iter()
                .map(|measured| format!("{} {}", system.name, measured.name)),
        );
    }
    let mut table = vec![header];
    for line in 0..document.comparison.segment_count {
        let mut row = vec![(line + 1).to_string()];
        for system in 0..document.comparison.systems.len() {
            row.extend(
                measured
                    .iter()
                    .map(|measured| number(measured.segment_score(system, line))),
            );
        }
        table.push(row);
    }
    writeln!(out)?;
    write_columns(&table, "", out)
}

fn write_changes(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\nWhat changed in {}, by {}",
        changes.system, changes.metric
    )?;
    writeln!(
        out,
        "  {} improved, {} equal, {} worse (sign test p {})",
        count(changes.improved as u64),
        count(changes.equal as u64),
        count(changes.worse as u64),
        equals(changes.sign_test_p)
    )?;
    for (title, segments) in [
        ("Largest losses", &changes.losses),
        ("Largest gains", &changes.gains),
    ] {
        if segments.is_empty() {
            continue;
        }
        writeln!(out, "\n  {title}")?;
        for segment in segments {
            writeln!(
                out,
                "  line {}: {} to {}",
                segment.line,
                number(segment.baseline),
                number(segment.score)
            )?;
            writeln!(
                out,
                "    change     {}",
                marked(segment, ("[-", "-]"), ("{+", "+}"))
            )?;
            writeln!(out, "    reference  {}", segment.reference)?;
        }
    }
    for (title, ngrams) in [
        ("n-grams lost", &changes.lost_ngrams),
        ("n-grams gained", &changes.gained_ngrams),
    ] {
        if !ngrams.is_empty() {
            let ngrams: Vec<String> = ngrams
                .iter()
                .map(|change| format!("{} ({:+})", change.ngram, change.change))
                .collect();
            writeln!(out, "\n  {title}: {}", ngrams.join(", "))?;
        }
    }
    writeln!(
        out,
        "\n  Segments by range of score, before (down) and after (across)"
    )?;
    write_columns(&migration_table(changes), "  ", out)
}

fn write_markdown_changes(changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {} by {}\n", changes.system, changes.metric)?;
    writeln!(
        out,
        "{} improved, {} equal, {} worse (sign test p {}).\n",
        count(changes.improved as u64),
        count(changes.equal as u64),
        count(changes.worse as u64),
        equals(changes.sign_test_p)
    )?;
    let mut table = vec![
        ["line", "before", "after", "change", "reference"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for segment in changes.losses.iter().chain(&changes.gains) {
        table.push(vec![
            segment.line.to_string(),
            number(segment.baseline),
            number(segment.score),
            marked(segment, ("~~", "~~"), ("**", "**")),
            segment.reference.clone(),
        ]);
    }
    write_markdown_table(&table, out)?;
    writeln!(out)?;
    write_markdown_table(&migration_table(changes), out)
}

fn marked(segment: &SegmentChange, removed: (&str, &str), added: (&str, &str)) -> String {
    let parts: Vec<String> = segment
        .diff
        .iter()
        .map(|part| match part.change {
            WordChange::Kept => part.text.clone(),
            WordChange::Removed => format!("{}{}{}", removed.0, part.text, removed.1),
            WordChange::Added => format!("{}{}{}", added.0, part.text, added.1),
        })
        .collect();
    parts.join(" ")
}

fn migration_table(changes: &Changes) -> Vec<Vec<String>> {
    let label = |range: usize| format!("from {}", number(changes.migration.from[range]));
    let ranges = 0..changes.migration.from.len();
    let mut table = vec![vec![String::new()]];
    table[0].extend(ranges.clone().map(label));
    for before in ranges {
        let mut row = vec![label(before)];
        row.extend(
            changes.migration.counts[before]
                .iter()
                .map(|&segments| count(segments as u64)),
        );
        table.push(row);
    }
    table
}

fn write_slices(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    if document.slices.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nSlices (no tests: with so many, one would look significant by chance)"
    )?;
    write_columns(&slice_table(document), "  ", out)
}

fn slice_table(document: &Document<'_>) -> Vec<Vec<String>> {
    let mut header = ["slice", "", "segments", "metric"]
        .map(str::to_owned)
        .to_vec();
    header.extend(
        document
            .comparison
            .systems
            .iter()
            .map(|system| system.name.clone()),
    );
    let mut table = vec![header];
    for slice in document.slices {
        for (index, scores) in slice.scores.iter().enumerate() {
            let mut row = if index == 0 {
                vec![
                    slice.column.clone(),
                    slice.value.clone(),
                    count(slice.segments as u64),
                ]
            } else {
                vec![String::new(); 3]
            };
            row.push(scores.metric.clone());
            row.extend(scores.systems.iter().map(|&score| number(score)));
            table.push(row);
        }
    }
    table
}

/// Writes cells in aligned columns, two spaces apart.
fn write_columns(table: &[Vec<String>], indent: &str, out: &mut dyn Write) -> io::Result<()> {
    use unicode_width::UnicodeWidthStr;
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            table
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in table {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(&widths) {
            line += cell;
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_markdown_table(table: &[Vec<String>], out: &mut dyn Write) -> io::Result<()> {
    for (index, row) in table.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if index == 0 {
            writeln!(out, "|{}", " --- |".repeat(row.len()))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonDocument<'d> {
    parvis: &'static str,
    segment_count: usize,
    settings: JsonSettings,
    systems: Vec<JsonSystem<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    segments: Option<JsonSegments<'d>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    changes: &'d [Changes],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    slices: &'d [Slice],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'d [String],
}

#[derive(Serialize)]
struct JsonSettings {
    test: Test,
    trials: usize,
    seed: u64,
    level: f64,
    margin: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    compat: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonSystem<'d> {
    name: &'d str,
    metrics: Vec<JsonMetric<'d>>,
}

#[derive(Serialize)]
struct JsonMetric<'d> {
    name: &'d str,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    signature: String,
    direction: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    paired: Option<JsonPaired<'d>>,
}

#[derive(Serialize)]
struct JsonPaired<'d> {
    p_value: f64,
    p_adjusted: f64,
    verdict: &'static str,
    reason: &'d str,
    difference: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_high: Option<f64>,
    changed_segments: usize,
    smallest_p: f64,
    is_exact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    detectable: Option<f64>,
}

impl<'d> JsonDocument<'d> {
    fn of(document: &Document<'d>) -> Self {
        let options = document.options;
        Self {
            parvis: env!("CARGO_PKG_VERSION"),
            segment_count: document.comparison.segment_count,
            settings: JsonSettings {
                test: options.test,
                trials: options.trials,
                seed: options.seed,
                level: options.level * 100.0,
                margin: options.margin * 100.0,
                compat: options.like_sacrebleu.then_some("sacrebleu"),
            },
            systems: document
                .comparison
                .systems
                .iter()
                .map(JsonSystem::of)
                .collect(),
            segments: document.segments.map(|measured| JsonSegments {
                comparison: document.comparison,
                measured,
            }),
            changes: document.changes,
            slices: document.slices,
            warnings: document.warnings,
        }
    }
}

impl<'d> JsonSystem<'d> {
    fn of(system: &'d SystemResult) -> Self {
        let metric = |metric: &'d MetricResult| JsonMetric {
            name: &metric.name,
            score: metric.score,
            low: metric.interval.map(|interval| interval.0),
            high: metric.interval.map(|interval| interval.1),
            signature: metric.signature.to_string(),
            direction: metric.direction.to_string(),
            paired: metric.paired.as_ref().map(JsonPaired::of),
        };
        Self {
            name: &system.name,
            metrics: system.metrics.iter().map(metric).collect(),
        }
    }
}

impl<'d> JsonPaired<'d> {
    fn of(paired: &'d Paired) -> Self {
        Self {
            p_value: paired.p_value,
            p_adjusted: paired.p_adjusted,
            verdict: paired.verdict.words(),
            reason: &paired.reason,
            difference: paired.difference,
            difference_low: paired.interval.map(|interval| interval.0),
            difference_high: paired.interval.map(|interval| interval.1),
            changed_segments: paired.changed,
            smallest_p: paired.smallest_p,
            is_exact: paired.is_exact,
            detectable: paired.detectable,
        }
    }
}

/// `[{"line":1,"scores":{"a.txt":{"BLEU":31.4}}}]`, written segment by segment.
struct JsonSegments<'d> {
    comparison: &'d Comparison,
    measured: &'d [Measured<'d>],
}

impl Serialize for JsonSegments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut segments = serializer.serialize_seq(Some(self.comparison.segment_count))?;
        for line in 0..self.comparison.segment_count {
            segments.serialize_element(&JsonSegment {
                line: line + 1,
                scores: SegmentScores { of: self, line },
            })?;
        }
        segments.end()
    }
}

#[derive(Serialize)]
struct JsonSegment<'s> {
    line: usize,
    scores: SegmentScores<'s>,
}

struct SegmentScores<'s> {
    of: &'s JsonSegments<'s>,
    line: usize,
}

impl Serialize for SegmentScores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut systems = serializer.serialize_map(Some(self.of.comparison.systems.len()))?;
        for (index, system) in self.of.comparison.systems.iter().enumerate() {
            systems.serialize_entry(
                &system.name,
                &SystemScores {
                    of: self,
                    system: index,
                },
            )?;
        }
        systems.end()
    }
}

struct SystemScores<'s> {
    of: &'s SegmentScores<'s>,
    system: usize,
}

impl Serialize for SystemScores<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let measured = self.of.of.measured;
        let mut metrics = serializer.serialize_map(Some(measured.len()))?;
        for measured in measured {
            metrics.serialize_entry(
                &measured.name,
                &measured.segment_score(self.system, self.of.line),
            )?;
        }
        metrics.end()
    }
}
