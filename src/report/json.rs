//! The JSON of the command: a line per pair, a line per finding, a line per annotated text, and
//! the whole report. Keys keep their order; spans count Unicode code points.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::figures::rounded;
use super::schema::VERSION;
use super::{Changes, Output, Renderer, Report, Stream, View};
use crate::annotate::Annotated;
use crate::annotate::entity::Entity;
use crate::annotate::quantity::{Comparator, Quantity};
use crate::evaluate::Judgement;
use crate::finding::{Finding, Group, Severity};
use crate::measure::Measures;
use crate::record::{FindingRecord, Recorder};
use crate::segment::Segment;
use crate::span::{CodePoints, Origin};
use crate::summary::distribution::Distribution;
use crate::summary::{Counts, FileCounts, Summary};

/// `check --format jsonl`: a finding a line.
pub(super) static LINES: Renderer = Renderer {
    name: "jsonl",
    extensions: &[],
    output: Output::Stream(|view| {
        Box::new(FindingLines {
            min_severity: view.min_severity,
        })
    }),
};

/// `report -o x.json`: the whole report.
pub(super) static DOCUMENT: Renderer = Renderer {
    name: "json",
    extensions: &["json"],
    output: Output::Document(write_report),
};

/// Writes the line that `score` prints for a pair; `with_text` adds both sides.
///
/// # Errors
///
/// What `out` reports.
pub fn write_pair(
    segment: &Segment,
    judgement: &Judgement,
    with_text: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_line(&PairJson::new(segment, judgement, with_text), out)
}

/// Writes the line that `annotate` prints for a text.
///
/// # Errors
///
/// What `out` reports.
pub fn write_annotated(annotated: &Annotated<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_line(&AnnotatedJson::new(annotated), out)
}

struct FindingLines {
    min_severity: Severity,
}

impl Stream for FindingLines {
    fn pair(
        &mut self,
        segment: &Segment,
        judgement: &Judgement,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let recorder = Recorder::new(segment);
        for finding in &judgement.findings {
            if finding.severity < self.min_severity {
                continue;
            }
            write_line(&FindingLine::new(segment, recorder.record(finding)), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn write_report(report: &Report, _: &View, out: &mut dyn Write) -> io::Result<()> {
    let pairs = report.pairs.iter();
    let document = ReportJson {
        schema: VERSION,
        parvis: env!("CARGO_PKG_VERSION"),
        inputs: &report.inputs,
        summary: (&report.summary).into(),
        changes: report
            .changes
            .as_ref()
            .map(|changes| ChangesJson::new(report, changes)),
        pairs: pairs
            .map(|(segment, judgement)| PairJson::new(segment, judgement, true))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct PairJson<'r> {
    id: &'r str,
    origin: OriginJson<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'r str>,
    scores: ScoresJson<'r>,
    findings: Vec<FindingRecord<'r>>,
}

impl<'r> PairJson<'r> {
    fn new(segment: &'r Segment, judgement: &'r Judgement, with_text: bool) -> Self {
        let recorder = Recorder::new(segment);
        let findings = judgement.findings.iter();
        Self {
            id: &segment.id,
            origin: (&segment.origin).into(),
            source: with_text.then_some(segment.source.as_str()),
            target: with_text.then_some(segment.target.as_str()),
            scores: ScoresJson(&judgement.scores),
            findings: findings.map(|finding| recorder.record(finding)).collect(),
        }
    }
}

#[derive(Serialize)]
struct FindingLine<'r> {
    id: &'r str,
    origin: OriginJson<'r>,
    #[serde(flatten)]
    finding: FindingRecord<'r>,
}

impl<'r> FindingLine<'r> {
    fn new(segment: &'r Segment, finding: FindingRecord<'r>) -> Self {
        Self {
            id: &segment.id,
            origin: (&segment.origin).into(),
            finding,
        }
    }

    fn of((segment, finding): (&'r Segment, &'r Finding)) -> Self {
        Self::new(segment, Recorder::new(segment).record(finding))
    }
}

/// What changed since the run that the report is compared with.
#[derive(Serialize)]
struct ChangesJson<'r> {
    against: &'r [String],
    new: Vec<FindingLine<'r>>,
    fixed: Vec<FindingLine<'r>>,
    still_there: Vec<FindingLine<'r>>,
    gone: u64,
}

impl<'r> ChangesJson<'r> {
    fn new(report: &'r Report, changes: &'r Changes) -> Self {
        let of = |wanted: bool| {
            let findings = report.changed().filter(|(.., is_new)| *is_new == wanted);
            let pairs = findings.map(|(segment, finding, _)| (segment, finding));
            pairs.map(FindingLine::of).collect()
        };
        let fixed = changes.fixed.iter();
        let fixed = fixed.map(|(segment, finding)| (segment, finding));
        Self {
            against: &changes.against,
            new: of(true),
            fixed: fixed.map(FindingLine::of).collect(),
            still_there: of(false),
            gone: changes.gone,
        }
    }
}

#[derive(Serialize)]
pub(super) struct OriginJson<'r> {
    file: &'r str,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'r str>,
}

impl<'r> From<&'r Origin> for OriginJson<'r> {
    fn from(origin: &'r Origin) -> Self {
        Self {
            file: &origin.file,
            line: origin.line,
            unit: origin.unit.as_deref(),
        }
    }
}

struct ScoresJson<'r>(&'r Measures);

impl Serialize for ScoresJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, score) in self.0 {
            map.serialize_entry(name, &score.and_then(rounded))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct AnnotatedJson<'r> {
    text: &'r str,
    quantities: Vec<QuantityJson<'r>>,
    entities: Vec<EntityJson<'r>>,
}

impl<'r> AnnotatedJson<'r> {
    fn new(annotated: &Annotated<'r>) -> Self {
        let points = CodePoints::new(annotated.text);
        let quantities = annotated
            .quantities
            .iter()
            .filter(|quantity| !quantity.is_implied);
        Self {
            text: annotated.text,
            quantities: quantities
                .map(|quantity| QuantityJson::new(quantity, annotated.text, &points))
                .collect(),
            entities: annotated
                .entities
                .iter()
                .map(|entity| EntityJson::new(entity, annotated, &points))
                .collect(),
        }
    }
}

/// The first reading of a quantity.
#[derive(Serialize)]
struct QuantityJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: &'static str,
    value: String,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cmp: Option<&'static str>,
}

impl<'r> QuantityJson<'r> {
    fn new(quantity: &Quantity, text: &'r str, points: &CodePoints<'_>) -> Self {
        let (start, end) = points.range(quantity.span);
        let first = quantity.first();
        Self {
            start,
            end,
            text: quantity.span.of(text),
            kind: first.kind().name(),
            value: first.canonical_value(),
            unit: first.unit.code(),
            cmp: quantity.comparator.map(Comparator::code),
        }
    }
}

/// A name; `id` only where the gazetteer knows it.
#[derive(Serialize)]
struct EntityJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
}

impl<'r> EntityJson<'r> {
    fn new(entity: &Entity<'r>, annotated: &Annotated<'r>, points: &CodePoints<'_>) -> Self {
        let (start, end) = points.range(entity.span);
        let first = entity.entries.first();
        Self {
            start,
            end,
            text: entity.span.of(annotated.text),
            kind: entity.kind.name(),
            id: first.map(|&id| &*annotated.gazetteer.entry(id).id),
        }
    }
}

#[derive(Serialize)]
struct ReportJson<'r> {
    schema: &'static str,
    parvis: &'static str,
    inputs: &'r [String],
    summary: SummaryJson<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<ChangesJson<'r>>,
    pairs: Vec<PairJson<'r>>,
}

#[derive(Serialize)]
struct SummaryJson<'r> {
    files: u64,
    pairs: u64,
    flagged: u64,
    flagged_share: Option<f64>,
    flagged_interval: Option<IntervalJson>,
    flagged_by_worst: CountsJson,
    bad_records: u64,
    unreadable_files: u64,
    source_words: u64,
    target_words: u64,
    findings_per_1000_words: Option<f64>,
    findings: CountsJson,
    groups: Vec<GroupJson>,
    checks: Vec<CheckJson<'r>>,
    by_file: Vec<FileJson<'r>>,
    length_ratio: RatioJson,
    measures: Vec<MeasureJson<'r>>,
}

#[derive(Serialize)]
struct IntervalJson {
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct CountsJson {
    neutral: u64,
    minor: u64,
    major: u64,
    critical: u64,
}

#[derive(Serialize)]
struct GroupJson {
    group: Group,
    flagged: u64,
    #[serde(flatten)]
    findings: CountsJson,
}

#[derive(Serialize)]
struct CheckJson<'r> {
    check: &'r str,
    group: Group,
    #[serde(flatten)]
    findings: CountsJson,
}

#[derive(Serialize)]
struct FileJson<'r> {
    file: &'r str,
    pairs: u64,
    flagged: u64,
    source_words: u64,
    #[serde(flatten)]
    findings: CountsJson,
}

impl<'r> From<&'r FileCounts> for FileJson<'r> {
    fn from(counts: &'r FileCounts) -> Self {
        Self {
            file: &counts.file,
            pairs: counts.pairs,
            flagged: counts.flagged,
            source_words: counts.source_words,
            findings: counts.findings.into(),
        }
    }
}

/// Quantiles of the length ratio over the pairs, and the ratio of the whole text.
#[derive(Serialize)]
struct RatioJson {
    pairs: u64,
    overall: Option<f64>,
    #[serde(flatten)]
    quantiles: QuantilesJson,
}

/// Quantiles of another measure over the pairs that have it.
#[derive(Serialize)]
struct MeasureJson<'r> {
    name: &'r str,
    pairs: u64,
    #[serde(flatten)]
    quantiles: QuantilesJson,
}

#[derive(Serialize)]
struct QuantilesJson {
    p5: Option<f64>,
    p25: Option<f64>,
    p50: Option<f64>,
    p75: Option<f64>,
    p95: Option<f64>,
}

impl From<&Distribution> for QuantilesJson {
    fn from(distribution: &Distribution) -> Self {
        Self {
            p5: distribution.quantile(5),
            p25: distribution.quantile(25),
            p50: distribution.quantile(50),
            p75: distribution.quantile(75),
            p95: distribution.quantile(95),
        }
    }
}

impl From<Counts> for CountsJson {
    fn from(counts: Counts) -> Self {
        Self {
            neutral: counts.of(Severity::Neutral),
            minor: counts.of(Severity::Minor),
            major: counts.of(Severity::Major),
            critical: counts.of(Severity::Critical),
        }
    }
}

impl<'r> From<&'r Summary> for SummaryJson<'r> {
    fn from(summary: &'r Summary) -> Self {
        let by_group = summary.by_group.iter();
        let by_check = summary.by_check.iter();
        let ratio = &summary.length_ratio;
        let measures = summary.measures.iter();
        let interval = summary.flagged_interval();
        Self {
            files: summary.files(),
            pairs: summary.pairs,
            flagged: summary.flagged,
            flagged_share: summary.flagged_share().and_then(rounded),
            flagged_interval: interval.map(|(low, high)| IntervalJson {
                low: rounded(low),
                high: rounded(high),
            }),
            flagged_by_worst: summary.by_worst.into(),
            bad_records: summary.bad_records,
            unreadable_files: summary.unreadable_files,
            source_words: summary.source_words,
            target_words: summary.target_words,
            findings_per_1000_words: summary.findings_per_1000_words().and_then(rounded),
            findings: summary.findings.into(),
            groups: by_group
                .map(|(&group, counts)| GroupJson {
                    group,
                    flagged: counts.flagged,
                    findings: counts.findings.into(),
                })
                .collect(),
            checks: by_check
                .map(|(&check, &(group, counts))| CheckJson {
                    check,
                    group,
                    findings: counts.into(),
                })
                .collect(),
            by_file: summary.by_file.iter().map(FileJson::from).collect(),
            length_ratio: RatioJson {
                pairs: ratio.pairs(),
                overall: ratio.overall().and_then(rounded),
                quantiles: ratio.distribution().into(),
            },
            measures: measures
                .map(|(name, distribution)| MeasureJson {
                    name,
                    pairs: distribution.pairs(),
                    quantiles: distribution.into(),
                })
                .collect(),
        }
    }
}
