//! Paired bootstrap: how far would the scores move on another test set of the same kind?
//!
//! Segments are drawn with replacement, the same ones for every system and metric, and scores are
//! recomputed from the sums (Efron and Tibshirani 1993; for machine translation Koehn 2004,
//! <https://aclanthology.org/W04-3250>). Intervals are percentiles of the resampled scores, or of
//! their differences for two systems.

use std::ops::Range;

use rand::SeedableRng;
use rand::distr::{Distribution, Uniform};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::lookup::TrialSums;
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
    let rows = tables.first().map_or(0, |(table, _)| table.row_count());
    assert!(
        tables.iter().all(|(table, _)| table.row_count() == rows),
        "paired tables"
    );
    if rows == 0 {
        return vec![Vec::new(); tables.len()];
    }
    let unit_count = unit_count(tables.iter().map(|(table, _)| *table), rows);
    let units: Vec<Units> = tables
        .iter()
        .map(|(table, _)| Units::of(table, unit_count))
        .collect();
    let chunks: Vec<Vec<Vec<f64>>> = (0..trials.div_ceil(TRIALS_AT_A_TIME))
        .into_par_iter()
        .map(|chunk| {
            let first = chunk * TRIALS_AT_A_TIME;
            let draws = Draws::new(
                first..trials.min(first + TRIALS_AT_A_TIME),
                unit_count,
                seed,
            );
            let tables = tables.par_iter().zip(&units);
            tables
                .map(|((_, score), units)| units.sums(&draws).map(|sums| score(&sums)).collect())
                .collect()
        })
        .collect();
    (0..tables.len())
        .map(|table| {
            chunks
                .iter()
                .flat_map(|chunk| &chunk[table])
                .copied()
                .collect()
        })
        .collect()
}

/// Trials whose sums are kept at once: enough for the tables of [`TrialSums`] to pay.
const TRIALS_AT_A_TIME: usize = 1000;

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

/// How often each unit was drawn in some trials.
struct Draws {
    trials: usize,
    /// By blocks of [`UNITS_A_CODE`] units and then by trial: two bits a unit, up to three draws.
    codes: Vec<u8>,
    /// What goes beyond three draws: trial, unit, and how often more.
    more: Vec<(usize, usize, u8)>,
}

/// Units whose draws one byte holds.
const UNITS_A_CODE: usize = 4;

impl Draws {
    fn new(trials: Range<usize>, unit_count: usize, seed: u64) -> Self {
        let last = u32::try_from(unit_count - 1).expect("fewer than 2^32 rows");
        let index = Uniform::new_inclusive(0, last).expect("at least one unit");
        let mut draws = Self {
            trials: trials.len(),
            codes: vec![0; unit_count.div_ceil(UNITS_A_CODE) * trials.len()],
            more: Vec::new(),
        };
        for (trial, stream) in trials.enumerate() {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(stream as u64);
            let mut counts = vec![0_u8; unit_count];
            for unit in index.sample_iter(&mut rng).take(unit_count) {
                let count = &mut counts[unit as usize];
                *count = count.saturating_add(1);
            }
            draws.encode(trial, &counts);
        }
        draws
    }

    fn encode(&mut self, trial: usize, counts: &[u8]) {
        for (block, counts) in counts.chunks(UNITS_A_CODE).enumerate() {
            let mut code = 0;
            for (position, &count) in counts.iter().enumerate() {
                code |= count.min(3) << (2 * position);
                if count > 3 {
                    self.more
                        .push((trial, block * UNITS_A_CODE + position, count - 3));
                }
            }
            self.codes[block * self.trials + trial] = code;
        }
    }
}

/// Number of units: at most [`MAX_UNITS`], unless a group of rows could sum to more than a cell
/// holds.
fn unit_count<'t>(mut tables: impl Iterator<Item = &'t Table>, rows: usize) -> usize {
    let group_len = rows.div_ceil(MAX_UNITS) as u64;
    let fits = |table: &Table| i32::try_from(u64::from(table.largest()) * group_len).is_ok();
    if tables.all(fits) {
        rows.min(MAX_UNITS)
    } else {
        rows
    }
}

/// What is drawn: single rows, or sums of groups of rows where there are very many.
struct Units {
    width: usize,
    cells: Vec<i32>,
    fits_in_32_bits: bool,
}

impl Units {
    /// Row `i` goes to unit `i % unit_count`, which is row `i` itself if there are as many units.
    fn of(table: &Table, unit_count: usize) -> Self {
        let width = table.width();
        let mut cells = vec![0_i64; unit_count * width];
        for (index, row) in table.rows().enumerate() {
            add_row(&mut cells[index % unit_count * width..][..width], row);
        }
        let largest = cells
            .iter()
            .map(|cell| cell.unsigned_abs())
            .max()
            .unwrap_or(0);
        let narrow =
            |cell: i64| i32::try_from(cell.clamp(i32::MIN.into(), i32::MAX.into())).unwrap_or(0);
        Self {
            width,
            cells: cells.into_iter().map(narrow).collect(),
            // No resample exceeds the one that draws the largest unit every time.
            fits_in_32_bits: i32::try_from(largest.saturating_mul(unit_count as u64)).is_ok(),
        }
    }

    fn sums(&self, draws: &Draws) -> Box<dyn Iterator<Item = Vec<i64>>> {
        if self.fits_in_32_bits {
            Box::new(self.trial_sums::<i32>(draws).into_rows())
        } else {
            Box::new(self.trial_sums::<i64>(draws).into_rows())
        }
    }

    fn trial_sums<T: Sum + 'static>(&self, draws: &Draws) -> TrialSums<T> {
        let mut sums = TrialSums::new(self.width, draws.trials);
        let units: Vec<&[i32]> = self.cells.chunks_exact(self.width.max(1)).collect();
        for (block, codes) in units
            .chunks(UNITS_A_CODE)
            .zip(draws.codes.chunks_exact(draws.trials))
        {
            sums.add(block, 2, codes);
        }
        for &(trial, unit, times) in &draws.more {
            sums.add_row(trial, units[unit], times);
        }
        sums
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
        let table = table_of((0..25_000).map(|_| i32::MAX / 2));
        let scores = &resampled_scores(&[(&table, &mean_of)], 2, 1)[0];
        assert!(
            scores
                .iter()
                .all(|&score| (score - f64::from(i32::MAX / 2)).abs() < 1e-3)
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
