//! A run as the gate sees it: the rows with what they are remembered by, and the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::excerpt::Excerpt;
use super::fingerprint::{Fingerprint, PairPrint};
use crate::error::{Error, Result};
use crate::evaluate::Judgement;
use crate::finding::{Finding, Severity};
use crate::metric::{self, Metric};
use crate::record::{FindingRecord, Recorder};
use crate::score::Direction;
use crate::segment::Segment;

/// Findings below this are of no concern to the gate: they don't flag a pair.
const LEAST: Severity = Severity::Minor;

/// A judged pair without its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The id from the file, else the record number.
    pub id: String,
    /// True when the id is the record number, which says little about who the row is.
    pub is_numbered: bool,
    /// The file as the user named it.
    pub file: Arc<str>,
    /// What the two texts are remembered by.
    pub pair: PairPrint,
    /// What the reference is remembered by, where there is one.
    pub reference: Option<Fingerprint>,
    /// What the row contributes to each metric, by the metric's name; empty without a reference.
    pub statistics: BTreeMap<String, Vec<i32>>,
    /// Its findings from `minor` up.
    pub findings: Vec<FindingRecord<'static>>,
}

impl Row {
    /// The id that the file gave the row.
    #[must_use]
    pub fn own_id(&self) -> Option<&str> {
        (!self.is_numbered).then_some(&*self.id)
    }
}

/// A metric that rows with a reference are scored by.
pub struct RowMetric {
    /// The name of the metric in options.
    pub option: String,
    /// The metric.
    pub metric: Box<dyn Metric>,
}

impl RowMetric {
    /// The metric of that option name, with the default settings.
    ///
    /// # Errors
    ///
    /// A usage error for a name that no metric has, and for a metric that has a best value in
    /// the middle: it measures, it does not say what is worse.
    pub fn try_new(option: &str) -> Result<Self> {
        let metric = metric::from_name(option, &metric::Options::default())
            .filter(|metric| !matches!(metric.direction(), Direction::Towards(_)));
        let metric = metric.ok_or_else(|| {
            let known = metric::names().filter(|&name| name != "length-ratio");
            let known: Vec<&str> = known.collect();
            Error::usage(format!("no metric of the gate is called `{option}`"))
                .with_hint(format!("choose from {}", known.join(", ")))
        })?;
        Ok(Self {
            option: option.to_lowercase(),
            metric,
        })
    }

    /// The settings behind the scores, without the version of parvis, which the file names.
    #[must_use]
    pub fn signature(&self) -> String {
        let signature = self.metric.signature(1).to_string();
        let settings = signature
            .split('|')
            .filter(|pair| !pair.starts_with("version:"));
        settings.collect::<Vec<_>>().join("|")
    }

    fn statistics(&self, target: &str, reference: &str) -> Vec<i32> {
        let mut row = vec![0; self.metric.width()];
        self.metric.statistics(&[target], &[reference], &mut row);
        row
    }
}

/// Everything that a run found, in input order.
pub struct Run {
    /// The rows.
    pub rows: Vec<Row>,
    /// Ids of the checks that were looked for.
    pub checks: BTreeSet<&'static str>,
    /// What rows with a reference are scored by.
    pub metrics: Vec<RowMetric>,
    /// Pairs with findings, each with the index of its row.
    flagged: Vec<(usize, Segment, Judgement)>,
    /// Where each row belongs.
    places: Vec<Place>,
}

/// What a row says of where it belongs.
struct Place {
    document: Option<Arc<str>>,
    domain: Option<Arc<str>>,
}

impl Run {
    /// An empty run that looks for `checks` and scores by `metrics`.
    #[must_use]
    pub const fn new(checks: BTreeSet<&'static str>, metrics: Vec<RowMetric>) -> Self {
        Self {
            rows: Vec::new(),
            checks,
            metrics,
            flagged: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Takes the next judged segment.
    pub fn add(&mut self, segment: &Segment, judgement: Judgement) {
        let recorder = Recorder::new(segment);
        let findings = judgement.findings.iter().filter(|finding| counts(finding));
        let findings: Vec<_> = findings
            .map(|finding| recorder.record(finding).into_owned())
            .collect();
        if !findings.is_empty() {
            let at = self.rows.len();
            self.flagged.push((at, segment.clone(), judgement));
        }
        self.places.push(Place {
            document: segment.document.clone(),
            domain: segment.domain.clone(),
        });
        self.rows.push(Row {
            id: segment.id.clone(),
            is_numbered: segment.is_numbered,
            file: segment.origin.file.clone(),
            pair: PairPrint::of(segment),
            reference: segment.reference.as_deref().map(Fingerprint::of),
            statistics: self.statistics(segment),
            findings,
        });
    }

    /// The findings from `minor` up.
    pub fn found(&self) -> impl Iterator<Item = Found<'_>> {
        self.flagged.iter().flat_map(|(row, segment, judgement)| {
            let findings = judgement.findings.iter().filter(|finding| counts(finding));
            findings.map(|finding| Found::new(*row, &self.rows[*row], segment, judgement, finding))
        })
    }

    /// The document of a row, where the input names one.
    #[must_use]
    pub fn document(&self, row: usize) -> Option<&str> {
        self.places[row].document.as_deref()
    }

    /// The domain of a row, where the input names one.
    #[must_use]
    pub fn domain(&self, row: usize) -> Option<&str> {
        self.places[row].domain.as_deref()
    }

    fn statistics(&self, segment: &Segment) -> BTreeMap<String, Vec<i32>> {
        let Some(reference) = &segment.reference else {
            return BTreeMap::new();
        };
        let metrics = self.metrics.iter();
        metrics
            .map(|metric| {
                let row = metric.statistics(&segment.target, reference);
                (metric.metric.name(), row)
            })
            .collect()
    }
}

fn counts(finding: &Finding) -> bool {
    finding.severity >= LEAST
}

/// A finding where it was found.
#[derive(Clone, Debug)]
pub struct Found<'r> {
    /// Index of the row in the run.
    pub at: usize,
    /// The row.
    pub row: &'r Row,
    /// The pair.
    pub segment: &'r Segment,
    /// All that was found out about the pair.
    pub judgement: &'r Judgement,
    /// The finding.
    pub finding: &'r Finding,
    /// The source with the places marked.
    pub source: Excerpt,
    /// The target with the places marked.
    pub target: Excerpt,
}

impl<'r> Found<'r> {
    fn new(
        at: usize,
        row: &'r Row,
        segment: &'r Segment,
        judgement: &'r Judgement,
        finding: &'r Finding,
    ) -> Self {
        Self {
            at,
            row,
            segment,
            judgement,
            finding,
            source: Excerpt::new(&segment.source, &finding.source),
            target: Excerpt::new(&segment.target, &finding.target),
        }
    }
}
