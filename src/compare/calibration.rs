//! Calibration: how often does a test call a difference significant when there is none?
//!
//! From two real systems a pair without a difference is made: a copy of the first takes over some
//! segments of the second, and every segment is then exchanged between the two by the toss of a
//! coin. Whatever the test finds now is chance. A test at 5 % may reject in 5 % of such pairs.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::{Measured, Options, paired_p_value};
use crate::stats::Table;

/// How often one test rejected.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejections {
    /// Name of the metric.
    pub metric: String,
    /// Segments that differ between the two systems of a pair.
    pub changed: usize,
    /// Pairs made.
    pub repetitions: usize,
    /// Pairs called different.
    pub rejected: usize,
}

impl Rejections {
    /// The type-I error: rejections by repetitions; 0 for no repetitions.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.rejected as f64 / self.repetitions.max(1) as f64
    }
}

/// Makes `repetitions` pairs of the first two systems that differ in up to `changed` segments, and
/// counts how often the test of `options` rejects at its level.
///
/// Repetition `r` uses stream `r` of ChaCha8 seeded with the seed of `options`.
///
/// # Panics
///
/// With fewer than two systems.
#[must_use]
pub fn calibrate(
    measured: &Measured<'_>,
    changed: usize,
    repetitions: usize,
    options: &Options,
) -> Rejections {
    let (a, b) = (&measured.tables[0], &measured.tables[1]);
    let differing: Vec<usize> = (0..a.row_count())
        .filter(|&row| a.row(row) != b.row(row))
        .collect();
    let is_rejected = |repetition: &usize| {
        let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
        rng.set_stream(*repetition as u64);
        let (x, y) = equal_pair(a, b, &differing, changed, &mut rng);
        let options = Options {
            seed: rng.random(),
            ..options.clone()
        };
        paired_p_value(measured, &x, &y, &options) <= options.alpha()
    };
    Rejections {
        metric: measured.name.clone(),
        changed: changed.min(differing.len()),
        repetitions,
        rejected: (0..repetitions).into_par_iter().filter(is_rejected).count(),
    }
}

/// Two tables that differ by chance only: in at most `changed` of the rows at `differing`.
fn equal_pair(
    a: &Table,
    b: &Table,
    differing: &[usize],
    changed: usize,
    rng: &mut ChaCha8Rng,
) -> (Table, Table) {
    let mut chosen = differing.to_vec();
    let (chosen, _) = chosen.partial_shuffle(rng, changed);
    let mut is_exchanged = vec![None; a.row_count()];
    for &mut row in chosen {
        is_exchanged[row] = Some(rng.random::<bool>());
    }
    let (mut x, mut y) = (Table::new(a.width()), Table::new(a.width()));
    for (row, exchanged) in is_exchanged.into_iter().enumerate() {
        let (old, new) = match exchanged {
            None => (a.row(row), a.row(row)),
            Some(false) => (a.row(row), b.row(row)),
            Some(true) => (b.row(row), a.row(row)),
        };
        x.push(old);
        y.push(new);
    }
    (x, y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Test;
    use crate::metric::import::{Imported, SystemScores};
    use crate::score::{Direction, Range};
    use crate::stats::proportion;

    /// Scores of two systems that differ in every segment.
    fn measured() -> Measured<'static> {
        let imported = Imported {
            name: "judge".to_owned(),
            direction: Direction::Higher,
            range: Range::PERCENT,
        };
        let scores = |seed: u64| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            SystemScores {
                system: None,
                scores: (0..200).map(|_| rng.random_range(0.0..100.0)).collect(),
            }
        };
        Measured::imported(&imported, &[scores(1), scores(2)])
    }

    fn options(test: Test) -> Options {
        Options {
            test,
            trials: 500,
            ..Options::default()
        }
    }

    #[test]
    fn a_true_null_is_rejected_no_more_often_than_the_level() {
        let measured = measured();
        for changed in [0, 1, 3, 10, 50, 200] {
            let found = calibrate(&measured, changed, 800, &options(Test::Randomization));
            assert_eq!(found.changed, changed);
            // The lower end of a 99.9 % interval: what 800 repetitions can tell from 5 %.
            let (at_least, _) = proportion::interval(found.rejected as u64, 800, 0.999);
            assert!(
                at_least <= 0.05,
                "{changed} changed: {} of 800",
                found.rejected
            );
        }
    }

    #[test]
    fn few_changes_are_never_significant() {
        for test in [Test::Randomization, Test::Bootstrap] {
            assert_eq!(calibrate(&measured(), 1, 100, &options(test)).rejected, 0);
        }
        assert_eq!(
            calibrate(&measured(), 3, 100, &options(Test::Randomization)).rate(),
            0.0
        );
    }

    #[test]
    fn the_same_seed_rejects_the_same_pairs() {
        let run = || calibrate(&measured(), 100, 100, &options(Test::Randomization));
        assert_eq!(run(), run());
    }
}
