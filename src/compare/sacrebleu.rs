//! sacreBLEU's own intervals and p-values, for comparison with published ones.
//!
//! Same seed, same numbers, bit for bit, as sacreBLEU 2.6.0 prints with `--paired-bs` and
//! `--paired-ar`. They are not recommended: its tests count with `>`, so that identical outputs and
//! single changes come out as significant, and its bootstrap rejects true nulls too often
//! (`reports/metrics.md` has the rates). Fractional `add-k` smoothing with randomization is the one
//! setting that differs: sacreBLEU truncates the counts there.

use super::{Measured, MetricResult, Options, Paired, Test, Verdict, changed_rows};
use crate::metric::Replica;
use crate::metric::sacrebleu::Number;
use crate::score::Signature;
use crate::stats::Table;
use crate::stats::numpy::{DefaultRng, pairwise_sum};
use crate::stats::power::smallest_p_value;

/// Resamples behind the intervals that go with a randomization test.
const INTERVAL_RESAMPLES: usize = 1000;

/// The result of a system, computed as sacreBLEU does; intervals are its mean ± half-width, always
/// at 95 %.
///
/// # Panics
///
/// When sacreBLEU does not have the metric.
pub(super) fn result(measured: &Measured<'_>, system: usize, options: &Options) -> MetricResult {
    let replica = measured.replica().expect("a metric that sacreBLEU has");
    let test = tested(measured, &replica, system, options);
    let difference = measured.corpus_score(system) - measured.corpus_score(0);
    let changed = changed_rows(&measured.tables[0], &measured.tables[system]);
    MetricResult {
        name: measured.name.clone(),
        score: measured.corpus_score(system),
        interval: Some((test.mean - test.half_width, test.mean + test.half_width)),
        direction: measured.direction,
        signature: signature(measured, options),
        paired: test.p_value.map(|p_value| Paired {
            difference,
            interval: None,
            changed,
            p_value,
            p_adjusted: p_value,
            smallest_p: smallest_p_value(changed),
            is_exact: false,
            detectable: None,
            verdict: Verdict::Inconclusive,
            reason: String::new(),
        }),
    }
}

fn signature(measured: &Measured<'_>, options: &Options) -> Signature {
    let signature = measured.signature.clone();
    let signature = match options.test {
        Test::Bootstrap => signature.with("bs", options.trials),
        _ => signature
            .with("ar", options.trials)
            .with("bs", INTERVAL_RESAMPLES),
    };
    signature
        .with("seed", options.seed)
        .with("rng", "pcg64")
        .with("like", "sacrebleu-2.6.0")
}

/// What sacreBLEU says about one system.
struct Tested {
    p_value: Option<f64>,
    mean: f64,
    half_width: f64,
}

fn tested(measured: &Measured<'_>, replica: &Replica, system: usize, options: &Options) -> Tested {
    let (baseline, candidate) = (&measured.tables[0], &measured.tables[system]);
    let mut rng = DefaultRng::new(options.seed);
    let observed = (measured.corpus_score(0) - measured.corpus_score(system)).abs();
    let is_randomization = options.test == Test::Randomization;
    let p_by_randomization = (is_randomization && system > 0)
        .then(|| randomization(measured, system, observed, options.trials, &mut rng));
    let resamples = if is_randomization {
        INTERVAL_RESAMPLES
    } else {
        options.trials
    };
    let drawn = Draws::new(&mut rng, candidate.row_count(), resamples);
    let scores = drawn.scores(replica, candidate);
    let p_by_bootstrap = (options.test == Test::Bootstrap && system > 0)
        .then(|| scores.bootstrap_p_value(&drawn.scores(replica, baseline), observed));
    let (mean, half_width) = scores.interval();
    Tested {
        p_value: p_by_randomization.or(p_by_bootstrap),
        mean,
        half_width,
    }
}

fn randomization(
    measured: &Measured<'_>,
    system: usize,
    observed: f64,
    trials: usize,
    rng: &mut DefaultRng,
) -> f64 {
    let (a, b) = (&measured.tables[0], &measured.tables[system]);
    let (sums_a, sums_b) = (a.sums(), b.sums());
    let mut hits = 0;
    let mut is_kept = rng.booleans();
    for _ in 0..trials {
        let (mut x, mut y) = (sums_a.clone(), sums_b.clone());
        for (a, b) in a.rows().zip(b.rows()) {
            if is_kept.next() == Some(true) || a == b {
                continue;
            }
            for (column, (&a, &b)) in a.iter().zip(b).enumerate() {
                x[column] += i64::from(b) - i64::from(a);
                y[column] += i64::from(a) - i64::from(b);
            }
        }
        hits += usize::from((measured.score(&x) - measured.score(&y)).abs() > observed);
    }
    (hits + 1) as f64 / (trials + 1) as f64
}

/// Rows drawn with replacement, resample after resample.
struct Draws {
    per_resample: usize,
    rows: Vec<u32>,
}

impl Draws {
    fn new(rng: &mut DefaultRng, row_count: usize, resamples: usize) -> Self {
        let count = u32::try_from(row_count).unwrap_or(u32::MAX);
        Self {
            per_resample: row_count,
            rows: (0..resamples * row_count)
                .map(|_| rng.below(count))
                .collect(),
        }
    }

    fn scores(&self, replica: &Replica, table: &Table) -> Scores {
        let statistics: Vec<Vec<f32>> = table.rows().map(|row| replica.statistics(row)).collect();
        let score = |drawn: &[u32]| {
            let mut sums = vec![0.0_f32; statistics[0].len()];
            for &row in drawn {
                for (sum, &value) in sums.iter_mut().zip(&statistics[row as usize]) {
                    *sum += value;
                }
            }
            replica.score(&sums)
        };
        Scores::new(self.rows.chunks_exact(self.per_resample.max(1)).map(score))
    }
}

/// An array of scores, of 32 bits if NumPy made it so.
enum Scores {
    Single(Vec<f32>),
    Double(Vec<f64>),
}

impl Scores {
    /// NumPy makes an array of 32 bits only if every element has 32.
    fn new(scores: impl Iterator<Item = Number>) -> Self {
        let scores: Vec<Number> = scores.collect();
        let single = |score: &Number| match *score {
            Number::Single(score) => Some(score),
            Number::Python(_) => None,
        };
        match scores.iter().map(single).collect() {
            Some(scores) => Self::Single(scores),
            None => Self::Double(scores.iter().map(|score| score.value()).collect()),
        }
    }

    fn to_double(&self) -> Vec<f64> {
        match self {
            Self::Single(scores) => scores.iter().map(|&score| score.into()).collect(),
            Self::Double(scores) => scores.clone(),
        }
    }

    /// Mean, and half the distance between the scores of rank `n / 40` from either end.
    fn interval(&self) -> (f64, f64) {
        match self {
            Self::Single(scores) => {
                let mut sorted = scores.clone();
                sorted.sort_unstable_by(f32::total_cmp);
                let mean = pairwise_sum(&sorted) / sorted.len() as f32;
                let (low, high) = ends(&sorted);
                (mean.into(), (0.5 * (high - low)).into())
            }
            Self::Double(scores) => {
                let mut sorted = scores.clone();
                sorted.sort_unstable_by(f64::total_cmp);
                let mean = pairwise_sum(&sorted) / sorted.len() as f64;
                let (low, high) = ends(&sorted);
                (mean, 0.5 * (high - low))
            }
        }
    }

    fn bootstrap_p_value(&self, baseline: &Self, observed: f64) -> f64 {
        let hits = if let (Self::Single(system), Self::Single(baseline)) = (self, baseline) {
            let differences: Vec<f32> = system
                .iter()
                .zip(baseline)
                .map(|(a, b)| (a - b).abs())
                .collect();
            let mean = pairwise_sum(&differences) / differences.len() as f32;
            differences
                .iter()
                .filter(|&&difference| difference - mean > observed as f32)
                .count()
        } else {
            let (system, baseline) = (self.to_double(), baseline.to_double());
            let differences: Vec<f64> = system
                .iter()
                .zip(&baseline)
                .map(|(a, b)| (a - b).abs())
                .collect();
            let mean = pairwise_sum(&differences) / differences.len() as f64;
            differences
                .iter()
                .filter(|&&difference| difference - mean > observed)
                .count()
        };
        let trials = match self {
            Self::Single(scores) => scores.len(),
            Self::Double(scores) => scores.len(),
        };
        (hits + 1) as f64 / (trials + 1) as f64
    }
}

fn ends<T: Copy>(sorted: &[T]) -> (T, T) {
    let cut = sorted.len() / 40;
    (sorted[cut], sorted[sorted.len() - cut - 1])
}
