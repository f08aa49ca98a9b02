//! Paired bootstrap: how far would the scores move on another test set of the same kind?
//!
//! Segments are drawn with replacement, the same ones for every system and metric, and scores are
//! recomputed from the sums (Efron and Tibshirani 1993; for machine translation Koehn 2004,
//! <https://aclanthology.org/W04-3250>). Intervals are percentiles of the resampled scores, or of
//! their differences for two systems.

use rand::SeedableRng;
use rand::distr::{Distribution, Uniform};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::table::{Sum, Table, add_row};

/// A score as a function of column sums.
pub type ScoreOf<'s> = &'s (dyn Fn(&[i64]) -> f64 + Sync);

/// Above so many rows, groups of rows are drawn instead of single ones.
///
/// The spread of a sum over random groups estimates the same variance (the random groups method,
/// Wolter 2007, *Introduction to Variance Estimation*, chapter 2); with 10 000 groups its standard
/// error is 0.7 %, and the cost stops growing with the test set.
pub const MAX_UNITS: usize = 10_000;

/// Scores of every table on `trials` resamples: one list per table, aligned by trial, so that
/// element-wise differences of two lists are paired.
///
/// Trial `t` draws its rows by stream `t` of ChaCha8 seeded with `seed`: the numbers do not depend
/// on the number of threads. Empty tables give empty lists.
///
/// # Panics
///
/// When the tables differ in their number of rows.
#[must_use]
pub fn resampled_scores(
    tables: &[(&Table, ScoreOf<'_>)],
    trials: usize,
    seed: u64,
) -> Vec<Vec<f64>> {
    let units: Vec<Units> = tables.iter().map(|(table, _)| Units::of(table)).collect();
    let rows = tables.first().map_or(0, |(table, _)| table.row_count());
    assert!(
        tables.iter().all(|(table, _)| table.row_count() == rows),
        "paired tables"
    );
    if rows == 0 {
        return vec![Vec::new(); tables.len()];
    }
    let unit_count = rows.min(MAX_UNITS);
    let by_trial: Vec<Vec<f64>> = (0..trials)
        .into_par_iter()
        .map_init(Vec::new, |drawn, trial| {
            draw(drawn, unit_count, seed, trial as u64);
            let scores = tables.iter().zip(&units);
            scores
                .map(|((_, score), units)| score(&units.sums_of(drawn)))
                .collect()
        })
        .collect();
    (0..tables.len())
        .map(|table| by_trial.iter().map(|scores| scores[table]).collect())
        .collect()
}

/// The p-value of a difference by the shifted bootstrap: the share of resamples whose difference
/// lies at least as far from the mean of all resamples as the observed one lies from zero
/// (Efron and Tibshirani 1993, chapter 16), `(hits + 1) / (trials + 1)`.
///
/// `resampled` and `observed` are differences of the two scores. 1 for no resamples.
#[must_use]
pub fn shifted_p_value(resampled: &[f64], observed: f64) -> f64 {
    let mean = resampled.iter().sum::<f64>() / resampled.len().max(1) as f64;
    let is_extreme = |value: &&f64| (*value - mean).abs() >= observed.abs() - 1e-10;
    let hits = resampled.iter().filter(is_extreme).count();
    (hits + 1) as f64 / (resampled.len() + 1) as f64
}

fn draw(drawn: &mut Vec<u32>, count: usize, seed: u64, stream: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    let last = u32::try_from(count - 1).expect("at most MAX_UNITS units");
    let index = Uniform::new_inclusive(0, last).expect("at least one unit");
    drawn.clear();
    drawn.extend(index.sample_iter(&mut rng).take(count));
}

/// What is drawn: single rows, or groups of rows where there are very many.
enum Units {
    Narrow(Packed<i32>),
    Wide(Packed<i64>),
}

impl Units {
    fn of(table: &Table) -> Self {
        let rows = table.row_count();
        let unit_count = rows.min(MAX_UNITS);
        // No resample exceeds the one that draws the largest possible unit every time.
        let unit_size = rows.div_ceil(MAX_UNITS) as u64;
        let bound = u64::from(table.largest()) * unit_size * unit_count as u64;
        if i32::try_from(bound).is_ok() {
            Self::Narrow(Packed::of(table, unit_count))
        } else {
            Self::Wide(Packed::of(table, unit_count))
        }
    }

    fn sums_of(&self, drawn: &[u32]) -> Vec<i64> {
        match self {
            Self::Narrow(units) => units.sums_of(drawn),
            Self::Wide(units) => units.sums_of(drawn),
        }
    }
}

/// Integers that are added at a time.
const LANES: usize = 4;

/// Sums of units, each padded to whole groups of [`LANES`] so that adding one needs no remainder
/// loop.
struct Packed<T> {
    width: usize,
    cells: Vec<[T; LANES]>,
}

impl<T: Sum> Packed<T> {
    /// Row `i` goes to unit `i % unit_count`, which is row `i` itself if there are as many units.
    fn of(table: &Table, unit_count: usize) -> Self {
        let width = table.width();
        let chunks = width.div_ceil(LANES);
        let mut cells = vec![[T::default(); LANES]; unit_count * chunks];
        for (index, row) in table.rows().enumerate() {
            let unit = &mut cells[index % unit_count * chunks..][..chunks];
            add_row(unit.as_flattened_mut(), row);
        }
        Self { width, cells }
    }

    fn sums_of(&self, drawn: &[u32]) -> Vec<i64> {
        let chunks = self.width.div_ceil(LANES);
        let mut sums = vec![[T::default(); LANES]; chunks];
        for &unit in drawn {
            let unit = &self.cells[unit as usize * chunks..][..chunks];
            for (sum, cell) in sums.iter_mut().zip(unit) {
                for (sum, &cell) in sum.iter_mut().zip(cell) {
                    *sum += cell;
                }
            }
        }
        let sums = sums.as_flattened();
        sums[..self.width].iter().map(|&sum| sum.into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::quantile::mean_and_deviation;

    fn mean_of(sums: &[i64]) -> f64 {
        sums[0] as f64 / sums[1] as f64
    }

    fn table_of(values: impl IntoIterator<Item = i32>) -> Table {
        Table::from_cells(2, values.into_iter().flat_map(|value| [value, 1]).collect())
    }

    #[test]
    fn resamples_have_the_spread_of_the_standard_error() {
        let table = table_of((0..200).map(|n| n * 37 % 101));
        let values: Vec<f64> = table.rows().map(|row| f64::from(row[0])).collect();
        let (mean, deviation) = mean_and_deviation(&values);
        let scores = &resampled_scores(&[(&table, &mean_of)], 4000, 1)[0];
        let (center, spread) = mean_and_deviation(scores);
        let expected = deviation / 200_f64.sqrt();
        assert!((center - mean).abs() < 4.0 * expected / 4000_f64.sqrt());
        assert!(
            (spread / expected - 1.0).abs() < 0.06,
            "{spread} vs {expected}"
        );
    }

    #[test]
    fn tables_are_resampled_alike() {
        let (a, b) = (table_of(0..50), table_of((0..50).map(|n| n + 3)));
        let scores = resampled_scores(&[(&a, &mean_of), (&b, &mean_of)], 100, 1);
        let differences = scores[1].iter().zip(&scores[0]).map(|(b, a)| b - a);
        assert!(
            differences
                .into_iter()
                .all(|difference| (difference - 3.0).abs() < 1e-9)
        );
    }

    #[test]
    fn wide_sums_and_groups_keep_the_total() {
        let table = table_of((0..25_000).map(|_| i32::MAX));
        let scores = &resampled_scores(&[(&table, &mean_of)], 2, 1)[0];
        assert!(
            scores
                .iter()
                .all(|&score| (score - f64::from(i32::MAX)).abs() < 1e-3)
        );
    }

    #[test]
    fn does_not_depend_on_the_number_of_threads() {
        let table = table_of(0..300);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a thread pool")
                .install(|| resampled_scores(&[(&table, &mean_of)], 64, 9))
        };
        assert_eq!(run(1), run(3));
    }

    #[test]
    fn nothing_to_draw_gives_no_scores() {
        assert_eq!(
            resampled_scores(&[(&Table::new(2), &mean_of)], 10, 1),
            [Vec::<f64>::new()]
        );
        assert_eq!(shifted_p_value(&[], 1.0), 1.0);
    }

    #[test]
    fn shifted_p_value_counts_from_the_mean() {
        assert_eq!(shifted_p_value(&[4.0, 5.0, 6.0], 5.0), 0.25);
        assert_eq!(shifted_p_value(&[4.0, 5.0, 6.0], 1.0), 0.75);
        assert_eq!(shifted_p_value(&[0.0, 0.0], 0.0), 1.0);
    }
}
