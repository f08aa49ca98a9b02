//! Compares systems: is the new translation better, worse, the same, or can't we tell?
//!
//! Statistics of every system under every metric go in, a [`Comparison`] comes out: scores with
//! intervals, and for every system but the first, the baseline, a paired test, the interval of the
//! difference, what the test set could have seen, and a [`Verdict`]. Reads and prints nothing.
//!
//! ```
//! use parvis::compare::{Measured, Options, Verdict, compare};
//! use parvis::metric::{Chrf, Metric};
//!
//! let references = [["Katten sover.", "Hunden äter.", "Fågeln sjunger."]];
//! let systems = [references[0], ["Katten sover.", "Hund äter.", "Fågeln sjunger."]];
//! let chrf = Chrf::default();
//! let measured = Measured::by(&chrf, &systems, &references);
//! let names = ["old".to_owned(), "new".to_owned()];
//! let comparison = compare(&names, &[measured], &Options::default());
//! let paired = comparison.systems[1].metrics[0].paired.as_ref().unwrap();
//! // One changed segment proves nothing.
//! assert_eq!((paired.changed, paired.p_value, paired.verdict), (1, 1.0, Verdict::Inconclusive));
//! ```
//!
//! What changed where is told by [`changes`]; how often the tests cry wolf by [`calibration`].

pub mod calibration;
pub mod changes;
pub mod sacrebleu;
pub mod slices;
mod verdict;

use rayon::prelude::*;
use serde::Serialize;

use crate::metric::import::{Imported, SystemScores};
use crate::metric::{Metric, Replica};
use crate::score::{Direction, Range, Signature};
use crate::stats::bootstrap::{resampled_scores, shifted_p_value};
use crate::stats::power::{detectable_difference, smallest_p_value};
use crate::stats::quantile::{mean_and_deviation, percentile_interval};
use crate::stats::randomization::randomization_test;
use crate::stats::{Table, fixed, holm};

pub use verdict::Verdict;
pub(crate) use verdict::{number, points};

/// One metric, and the statistics of every system under it.
pub struct Measured<'m> {
    /// Name of the metric.
    pub name: String,
    /// Which way it improves.
    pub direction: Direction,
    /// The values it can take.
    pub range: Range,
    /// The settings behind it.
    pub signature: Signature,
    /// One table a system, one row a segment.
    pub tables: Vec<Table>,
    metric: Option<&'m dyn Metric>,
}

impl<'m> Measured<'m> {
    /// Measures `systems`, each a list of segments, against `references`, each a list of as many.
    /// Segments are measured in parallel.
    ///
    /// # Panics
    ///
    /// When the lists differ in length or there is no reference.
    pub fn by<S: AsRef<[T]> + Sync, R: AsRef<[T]> + Sync, T: AsRef<str> + Sync>(
        metric: &'m dyn Metric,
        systems: &[S],
        references: &[R],
    ) -> Self {
        const SEGMENTS_AT_A_TIME: usize = 128;
        let count = references[0].as_ref().len();
        assert!(
            systems.iter().all(|system| system.as_ref().len() == count),
            "segments of systems"
        );
        assert!(
            references.iter().all(|lines| lines.as_ref().len() == count),
            "segments of references"
        );
        let row_len = metric.width() * systems.len();
        let mut cells = vec![0; count * row_len];
        let chunks = cells
            .par_chunks_mut((SEGMENTS_AT_A_TIME * row_len).max(1))
            .enumerate();
        chunks.for_each(|(chunk, cells)| {
            for (offset, rows) in cells.chunks_exact_mut(row_len).enumerate() {
                let segment = chunk * SEGMENTS_AT_A_TIME + offset;
                let hypotheses: Vec<&str> = systems
                    .iter()
                    .map(|system| system.as_ref()[segment].as_ref())
                    .collect();
                let references: Vec<&str> = references
                    .iter()
                    .map(|lines| lines.as_ref()[segment].as_ref())
                    .collect();
                metric.statistics(&hypotheses, &references, rows);
            }
        });
        let table = |system: usize| {
            let start = system * metric.width();
            let rows = cells
                .chunks_exact(row_len.max(1))
                .flat_map(|rows| &rows[start..start + metric.width()]);
            Table::from_cells(metric.width(), rows.copied().collect())
        };
        let tables = (0..systems.len()).map(table).collect();
        Self::of_tables(metric, references.len(), tables)
    }

    /// Takes statistics that `metric` made before, one table a system, with so many references.
    #[must_use]
    pub fn of_tables(metric: &'m dyn Metric, references: usize, tables: Vec<Table>) -> Self {
        Self {
            name: metric.name(),
            direction: metric.direction(),
            range: metric.range(),
            signature: metric.signature(references),
            tables,
            metric: Some(metric),
        }
    }

    /// Takes scores from elsewhere, one list a system.
    #[must_use]
    pub fn imported(imported: &Imported, scores: &[SystemScores]) -> Self {
        Self {
            name: imported.name.clone(),
            direction: imported.direction,
            range: imported.range,
            signature: imported.signature(),
            tables: scores.iter().map(SystemScores::table).collect(),
            metric: None,
        }
    }

    /// The score of rows that sum to `sums`.
    #[must_use]
    pub fn score(&self, sums: &[i64]) -> f64 {
        self.metric
            .map_or_else(|| fixed::mean(sums), |metric| metric.score(sums))
    }

    /// The corpus score of a system.
    #[must_use]
    pub fn corpus_score(&self, system: usize) -> f64 {
        self.score(&self.tables[system].sums())
    }

    /// The score of one segment of a system.
    #[must_use]
    pub fn segment_score(&self, system: usize, segment: usize) -> f64 {
        let row = self.tables[system].row(segment);
        match self.metric {
            Some(metric) => metric.segment_score(row),
            None => fixed::mean(&row.iter().map(|&cell| i64::from(cell)).collect::<Vec<_>>()),
        }
    }

    /// Whether scores are in per cent, as all of our own are.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.metric.is_some()
    }

    fn goodness(&self, sums: &[i64]) -> f64 {
        self.direction.goodness(self.score(sums))
    }

    fn replica(&self) -> Option<Replica> {
        self.metric?.replica()
    }

    /// The scale on which a difference is small or large: the width of the range, else the score
    /// of the baseline.
    fn scale(&self) -> f64 {
        if self.is_percent() {
            return 100.0;
        }
        self.range
            .width()
            .unwrap_or_else(|| self.corpus_score(0).abs())
    }
}

/// How systems are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The paired test.
    pub test: Test,
    /// Random trials of the test, and resamples for intervals. 0: no test, no interval.
    pub trials: usize,
    /// Seed of both.
    pub seed: u64,
    /// Level of confidence, between 0 and 1: intervals hold this share, and a test is significant
    /// at 1 minus it.
    pub level: f64,
    /// Differences up to this share of a metric's scale count as none: 0.01 is one point of BLEU.
    pub margin: f64,
    /// Repeat sacreBLEU's tests and intervals instead of our own, for metrics that it has.
    pub like_sacrebleu: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            test: Test::Randomization,
            trials: 10_000,
            seed: 12_345,
            level: 0.95,
            margin: 0.01,
            like_sacrebleu: false,
        }
    }
}

impl Options {
    /// The level of significance, `1 - level`.
    pub(crate) fn alpha(&self) -> f64 {
        // Rounded, for 1 - 0.95 is a little more than 0.05.
        ((1.0 - self.level) * 1e9).round() / 1e9
    }
}

/// A paired test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Test {
    /// Approximate randomization: [`crate::stats::randomization`].
    #[default]
    Randomization,
    /// The shifted bootstrap: [`crate::stats::bootstrap`].
    Bootstrap,
    /// Intervals only.
    None,
}

/// The outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Number of segments.
    pub segment_count: usize,
    /// One for each system, in the order given; the first is the baseline.
    pub systems: Vec<SystemResult>,
}

/// Scores of one system.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemResult {
    /// Name of the system.
    pub name: String,
    /// One for each metric, in the order given.
    pub metrics: Vec<MetricResult>,
}

/// One score of one system.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricResult {
    /// Name of the metric.
    pub name: String,
    /// The score, unrounded.
    pub score: f64,
    /// Confidence interval of the score.
    pub interval: Option<(f64, f64)>,
    /// Which way the metric improves.
    pub direction: Direction,
    /// Settings of metric and test.
    pub signature: Signature,
    /// The comparison with the baseline; `None` for the baseline itself and without a test.
    pub paired: Option<Paired>,
}

/// A system against the baseline under one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// Score minus that of the baseline, in points of the metric.
    pub difference: f64,
    /// Confidence interval of the difference.
    pub interval: Option<(f64, f64)>,
    /// Segments whose statistics differ.
    pub changed: usize,
    /// p-value of the paired test.
    pub p_value: f64,
    /// p-value after Holm's correction over all systems and metrics.
    pub p_adjusted: f64,
    /// The smallest p-value that so many changed segments can give.
    pub smallest_p: f64,
    /// Whether the p-value was computed by enumeration and has no sampling error.
    pub is_exact: bool,
    /// The smallest true difference that this test set would show four times in five; `None` if
    /// nothing changed or nothing was resampled.
    pub detectable: Option<f64>,
    /// What follows.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
}

/// Compares every system with the first.
///
/// # Panics
///
/// When a metric was measured on another number of systems or segments.
#[must_use]
pub fn compare(systems: &[String], measured: &[Measured<'_>], options: &Options) -> Comparison {
    assert!(
        measured
            .iter()
            .all(|measured| measured.tables.len() == systems.len()),
        "systems measured"
    );
    let resampled = Resampled::new(measured, options);
    let mut results: Vec<SystemResult> = systems
        .par_iter()
        .enumerate()
        .map(|(system, name)| SystemResult {
            name: name.clone(),
            metrics: measured
                .par_iter()
                .enumerate()
                .map(|(metric, measured)| {
                    let resampled = resampled.of(metric);
                    if options.like_sacrebleu && options.trials > 0 && measured.replica().is_some()
                    {
                        sacrebleu::result(measured, system, options)
                    } else {
                        result(measured, system, resampled, options)
                    }
                })
                .collect(),
        })
        .collect();
    correct_and_judge(&mut results, measured, options);
    let first = measured
        .first()
        .and_then(|measured| measured.tables.first());
    Comparison {
        segment_count: first.map_or(0, Table::row_count),
        systems: results,
    }
}

/// Scores of all systems on the same resamples, metric by metric.
struct Resampled {
    systems: usize,
    scores: Vec<Vec<f64>>,
}

impl Resampled {
    fn new(measured: &[Measured<'_>], options: &Options) -> Self {
        let systems = measured.first().map_or(0, |measured| measured.tables.len());
        let is_replicated =
            options.like_sacrebleu && measured.iter().all(|measured| measured.replica().is_some());
        if options.trials == 0 || is_replicated {
            return Self {
                systems,
                scores: Vec::new(),
            };
        }
        let scores: Vec<_> = measured
            .iter()
            .map(|measured| |sums: &[i64]| measured.score(sums))
            .collect();
        let tables: Vec<_> = measured
            .iter()
            .zip(&scores)
            .flat_map(|(measured, score)| {
                measured.tables.iter().map(move |table| (table, score as _))
            })
            .collect();
        Self {
            systems,
            scores: resampled_scores(&tables, options.trials, options.seed),
        }
    }

    /// The lists of one metric, one a system; none without resamples.
    fn of(&self, metric: usize) -> &[Vec<f64>] {
        self.scores
            .chunks(self.systems.max(1))
            .nth(metric)
            .unwrap_or(&[])
    }
}

fn result(
    measured: &Measured<'_>,
    system: usize,
    resampled: &[Vec<f64>],
    options: &Options,
) -> MetricResult {
    let interval = resampled
        .get(system)
        .and_then(|scores| percentile_interval(scores, options.level));
    let has_test = system > 0 && options.trials > 0 && options.test != Test::None;
    MetricResult {
        name: measured.name.clone(),
        score: measured.corpus_score(system),
        interval,
        direction: measured.direction,
        signature: signature(measured, system > 0, options),
        paired: has_test.then(|| paired(measured, system, resampled, options)),
    }
}

fn paired(
    measured: &Measured<'_>,
    system: usize,
    resampled: &[Vec<f64>],
    options: &Options,
) -> Paired {
    let (baseline, candidate) = (&measured.tables[0], &measured.tables[system]);
    let differences: Vec<f64> = resampled[system]
        .iter()
        .zip(&resampled[0])
        .map(|(new, old)| new - old)
        .collect();
    let changed = changed_rows(baseline, candidate);
    let (p_value, is_exact) = match options.test {
        Test::Bootstrap => {
            let p_value = bootstrap_p_value(
                measured,
                [baseline, candidate],
                [&resampled[0], &resampled[system]],
            );
            (p_value, changed == 0)
        }
        _ => {
            let score = |sums: &[i64]| measured.goodness(sums);
            let test =
                randomization_test(baseline, candidate, &score, options.trials, options.seed);
            (test.p_value, test.is_exact)
        }
    };
    let (_, error) = mean_and_deviation(&differences);
    Paired {
        difference: measured.corpus_score(system) - measured.corpus_score(0),
        interval: percentile_interval(&differences, options.level),
        changed,
        p_value,
        p_adjusted: p_value,
        smallest_p: smallest_p_value(changed),
        is_exact,
        detectable: (error > 0.0).then(|| detectable_difference(error, options.alpha())),
        verdict: Verdict::Inconclusive,
        reason: String::new(),
    }
}

/// The p-value of two tables by the test of `options`, without anything else.
fn paired_p_value(measured: &Measured<'_>, a: &Table, b: &Table, options: &Options) -> f64 {
    let score = |sums: &[i64]| measured.goodness(sums);
    if options.test == Test::Bootstrap {
        let raw = |sums: &[i64]| measured.score(sums);
        let resampled = resampled_scores(&[(a, &raw), (b, &raw)], options.trials, options.seed);
        return bootstrap_p_value(measured, [a, b], [&resampled[0], &resampled[1]]);
    }
    randomization_test(a, b, &score, options.trials, options.seed).p_value
}

fn bootstrap_p_value(measured: &Measured<'_>, tables: [&Table; 2], resampled: [&[f64]; 2]) -> f64 {
    if changed_rows(tables[0], tables[1]) == 0 {
        return 1.0;
    }
    let goodness = |score: &f64| measured.direction.goodness(*score);
    let pairs = resampled[0].iter().zip(resampled[1]);
    let gains: Vec<f64> = pairs
        .map(|(old, new)| goodness(new) - goodness(old))
        .collect();
    let observed = measured.goodness(&tables[1].sums()) - measured.goodness(&tables[0].sums());
    shifted_p_value(&gains, observed)
}

fn changed_rows(a: &Table, b: &Table) -> usize {
    a.rows().zip(b.rows()).filter(|(a, b)| a != b).count()
}

fn signature(measured: &Measured<'_>, is_tested: bool, options: &Options) -> Signature {
    let mut signature = measured.signature.clone();
    if options.trials == 0 {
        return signature;
    }
    if is_tested && options.test == Test::Randomization {
        signature = signature.with("ar", options.trials);
    }
    signature
        .with("bs", options.trials)
        .with("seed", options.seed)
        .with("rng", "chacha8")
}

fn correct_and_judge(results: &mut [SystemResult], measured: &[Measured<'_>], options: &Options) {
    let all = |results: &mut [SystemResult]| -> Vec<f64> {
        let tests = results
            .iter()
            .flat_map(|system| &system.metrics)
            .filter_map(|metric| metric.paired.as_ref());
        tests.map(|paired| paired.p_value).collect()
    };
    let mut adjusted = holm::adjust(&all(results)).into_iter();
    let segment_count = measured
        .first()
        .map_or(0, |measured| measured.tables[0].row_count());
    for (metric, measured) in results
        .iter_mut()
        .flat_map(|system| system.metrics.iter_mut().zip(measured))
    {
        let Some(paired) = &mut metric.paired else {
            continue;
        };
        paired.p_adjusted = adjusted.next().unwrap_or(paired.p_value);
        let gain = measured.direction.goodness(metric.score)
            - measured
                .direction
                .goodness(metric.score - paired.difference);
        let margin = options.margin * measured.scale();
        (paired.verdict, paired.reason) =
            verdict::judge(paired, gain, margin, segment_count, options.alpha());
    }
}
