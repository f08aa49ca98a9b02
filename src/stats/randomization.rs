//! Paired approximate randomization: does it matter which system a segment came from?
//!
//! If two systems are equally good, swapping their outputs for a segment changes nothing but
//! chance. The p-value is the share of random swaps whose difference is at least as large as the
//! observed one (Noreen 1989; for evaluation scores Riezler and Maxwell 2005,
//! <https://aclanthology.org/W05-0908>). Two points decide whether it is honest:
//!
//! - "At least as large" (`>=`). With `>`, as in sacreBLEU and multeval, identical outputs and
//!   single changes come out as significant, since no swap can exceed the only possible
//!   difference.
//! - Only rows that differ take part, which changes no p-value but shows how many there are; with
//!   up to [`EXACT_LIMIT`] of them all swaps are enumerated instead of sampled.

use std::borrow::Cow;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::lookup::TrialSums;
use super::power::smallest_p_value;
use super::table::{Sum, Table};

/// Up to so many differing rows, every swap is tried: 2^15 of them, mirror images left out.
pub const EXACT_LIMIT: usize = 16;

/// Differences of scores that are closer than this count as equal: sums are exact, but different
/// sums can stand for the same score but for the last bits.
const TOLERANCE: f64 = 1e-10;

/// The outcome of [`randomization_test`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Randomization {
    /// Two-sided p-value, never 0.
    pub p_value: f64,
    /// Rows that differ between the two tables.
    pub changed: usize,
    /// The smallest p-value that so many changes can give.
    pub smallest_p: f64,
    /// Whether all swaps were enumerated, so that the p-value has no sampling error.
    pub is_exact: bool,
}

/// Tests whether `a` and `b` differ in `score`, a function of column sums, by swapping rows.
///
/// `trials` random swaps are drawn by ChaCha8 seeded with `seed`; the p-value is then
/// `(hits + 1) / (trials + 1)`. With up to [`EXACT_LIMIT`] differing rows it is exact instead.
/// Identical tables have p = 1.
///
/// # Panics
///
/// When the tables differ in shape.
#[must_use]
pub fn randomization_test(
    a: &Table,
    b: &Table,
    score: &dyn Fn(&[i64]) -> f64,
    trials: usize,
    seed: u64,
) -> Randomization {
    let changes = Changes::between(a, b);
    let observed = (score(&a.sums()) - score(&b.sums())).abs() - TOLERANCE;
    let is_extreme = |moved: &[i64]| (changes.difference(score, moved)).abs() >= observed;
    let is_exact = changes.count <= EXACT_LIMIT;
    let p_value = if changes.count == 0 {
        1.0
    } else if is_exact {
        share_of_all_swaps(&changes, &is_extreme)
    } else if changes.fits_in_32_bits() {
        share_of_random_swaps::<i32>(&changes, &is_extreme, trials, seed)
    } else {
        share_of_random_swaps::<i64>(&changes, &is_extreme, trials, seed)
    };
    Randomization {
        p_value,
        changed: changes.count,
        smallest_p: smallest_p_value(changes.count),
        is_exact,
    }
}

/// What swapping moves from one system to the other: `b - a` for each differing row, in the
/// columns that differ anywhere.
struct Changes {
    sums_a: Vec<i64>,
    sums_b: Vec<i64>,
    columns: Vec<usize>,
    count: usize,
    cells: Vec<i32>,
}

impl Changes {
    fn between(a: &Table, b: &Table) -> Self {
        assert_eq!(
            (a.width(), a.row_count()),
            (b.width(), b.row_count()),
            "shape of paired tables"
        );
        let pairs = || a.rows().zip(b.rows()).filter(|(a, b)| a != b);
        let columns: Vec<usize> = (0..a.width())
            .filter(|&column| pairs().any(|(a, b)| a[column] != b[column]))
            .collect();
        let mut cells = Vec::new();
        for (a, b) in pairs() {
            cells.extend(
                columns
                    .iter()
                    .map(|&column| b[column].saturating_sub(a[column])),
            );
        }
        Self {
            sums_a: a.sums(),
            sums_b: b.sums(),
            count: pairs().count(),
            columns,
            cells,
        }
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn rows(&self) -> impl Iterator<Item = &[i32]> {
        self.cells.chunks_exact(self.width().max(1))
    }

    /// Whether the sum of any selection of rows fits.
    fn fits_in_32_bits(&self) -> bool {
        let mut totals = vec![0_u64; self.width()];
        for row in self.rows() {
            for (total, cell) in totals.iter_mut().zip(row) {
                *total += u64::from(cell.unsigned_abs());
            }
        }
        totals.iter().all(|&total| i32::try_from(total).is_ok())
    }

    /// Difference of the two scores after `moved` has passed from `b` to `a`.
    fn difference(&self, score: &dyn Fn(&[i64]) -> f64, moved: &[i64]) -> f64 {
        let (mut a, mut b) = (self.sums_a.clone(), self.sums_b.clone());
        for (&column, &moved) in self.columns.iter().zip(moved) {
            a[column] += moved;
            b[column] -= moved;
        }
        score(&a) - score(&b)
    }
}

/// Walks all swaps in Gray code order, so that each step swaps one row. The last row stays where
/// it is: a swap and its mirror image have the same difference but for the sign.
fn share_of_all_swaps(changes: &Changes, is_extreme: &dyn Fn(&[i64]) -> bool) -> f64 {
    let rows: Vec<&[i32]> = changes.rows().collect();
    let mut moved = vec![0_i64; changes.width()];
    let mut is_swapped = [false; EXACT_LIMIT];
    let swaps = 1_u32 << (rows.len() - 1);
    let mut hits = u32::from(is_extreme(&moved));
    for step in 1..swaps {
        let row = step.trailing_zeros() as usize;
        let sign = if is_swapped[row] { -1 } else { 1 };
        is_swapped[row] = !is_swapped[row];
        for (moved, &cell) in moved.iter_mut().zip(rows[row]) {
            *moved += sign * i64::from(cell);
        }
        hits += u32::from(is_extreme(&moved));
    }
    f64::from(hits) / f64::from(swaps)
}

/// Rows are swapped eight at a time: a random byte chooses for each trial.
fn share_of_random_swaps<T: Sum>(
    changes: &Changes,
    is_extreme: &dyn Fn(&[i64]) -> bool,
    trials: usize,
    seed: u64,
) -> f64 {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut moved = TrialSums::<T>::new(changes.width(), trials);
    let mut choice = vec![0_u8; trials];
    let rows: Vec<&[i32]> = changes.rows().collect();
    for block in rows.chunks(8) {
        rng.fill_bytes(&mut choice);
        moved.add(block, 1, &masked(&choice, block.len()));
    }
    let hits = moved.into_rows().filter(|moved| is_extreme(moved)).count();
    (hits + 1) as f64 / (trials + 1) as f64
}

fn masked(choice: &[u8], rows: usize) -> Cow<'_, [u8]> {
    if rows == 8 {
        return Cow::Borrowed(choice);
    }
    let mask = (1_u8 << rows) - 1;
    choice.iter().map(|byte| byte & mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(sums: &[i64]) -> f64 {
        sums[0] as f64
    }

    fn test(a: &[i32], b: &[i32]) -> Randomization {
        let table = |cells: &[i32]| Table::from_cells(1, cells.to_vec());
        randomization_test(&table(a), &table(b), &total, 999, 12345)
    }

    #[test]
    fn identical_outputs_are_not_significant() {
        let outcome = test(&[1, 2, 3], &[1, 2, 3]);
        assert_eq!((outcome.p_value, outcome.changed), (1.0, 0));
    }

    #[test]
    fn few_changes_give_the_exact_p_value() {
        for (better, expected) in [
            (1, 1.0),
            (2, 0.5),
            (3, 0.25),
            (6, 1.0 / 32.0),
            (16, 1.0 / 32768.0),
        ] {
            let mut b = vec![5; 40];
            b[..better].fill(7);
            let outcome = test(&[5; 40], &b);
            assert_eq!((outcome.p_value, outcome.changed), (expected, better));
            assert_eq!(outcome.smallest_p, expected);
            assert!(outcome.is_exact);
        }
        // Differences +1, +1, -1: every arrangement is at least as far from zero.
        assert_eq!(test(&[0, 0, 1], &[1, 1, 0]).p_value, 1.0);
    }

    #[test]
    fn many_changes_are_sampled_and_never_give_zero() {
        let outcome = test(&[0; 300], &[1; 300]);
        assert_eq!((outcome.p_value, outcome.is_exact), (0.001, false));
    }

    #[test]
    fn sampling_agrees_with_enumeration() {
        let a: Vec<i32> = (0..16).collect();
        let b: Vec<i32> = (0..16).map(|n| n + (n % 5) - 1 + n / 12).collect();
        let table = |cells: &[i32]| Table::from_cells(1, cells.to_vec());
        let (a, b) = (table(&a), table(&b));
        let exact = randomization_test(&a, &b, &total, 0, 1).p_value;
        let changes = Changes::between(&a, &b);
        let observed = (total(&a.sums()) - total(&b.sums())).abs() - TOLERANCE;
        let is_extreme = |moved: &[i64]| changes.difference(&total, moved).abs() >= observed;
        let trials = 40_000;
        // Four standard errors of a share from so many trials.
        let tolerance = 4.0 * (exact * (1.0 - exact) / f64::from(trials)).sqrt();
        for sampled in [
            share_of_random_swaps::<i32>(&changes, &is_extreme, trials as usize, 7),
            share_of_random_swaps::<i64>(&changes, &is_extreme, trials as usize, 8),
        ] {
            assert!((sampled - exact).abs() < tolerance, "{sampled} vs {exact}");
        }
    }
}
