//! Sums of many random selections of rows, by table lookup.
//!
//! Tests and intervals need, for thousands of trials, the sum of randomly chosen rows. Instead of
//! adding row by row, a few rows at a time are combined in every way that one byte can say, and
//! each trial adds one of the 256 sums (the method of the "four Russians", Arlazarov, Dinic,
//! Kronrod and Faradžev 1970).

use super::table::Sum;

/// Integers that are added at a time; rows are padded to whole groups of them.
const LANES: usize = 4;
/// Number of values of a byte.
const CODES: usize = 256;

/// The running sums of all trials.
pub(super) struct TrialSums<T> {
    width: usize,
    /// Groups of lanes in a row.
    chunks: usize,
    sums: Vec<[T; LANES]>,
    table: Vec<[T; LANES]>,
}

impl<T: Sum> TrialSums<T> {
    /// Sums of no rows, for `trials` trials over rows of `width` columns.
    pub(super) fn new(width: usize, trials: usize) -> Self {
        let chunks = width.div_ceil(LANES);
        Self {
            width,
            chunks,
            sums: vec![[T::default(); LANES]; trials * chunks],
            table: vec![[T::default(); LANES]; CODES * chunks],
        }
    }

    /// Adds, for every trial, the rows of `block` as often as its code says: `bits` bits a row, the
    /// first row in the lowest.
    pub(super) fn add(&mut self, block: &[&[i32]], bits: u32, codes: &[u8]) {
        self.tabulate(block, bits);
        let table = &self.table;
        // A constant number of chunks lets the compiler keep them in registers.
        match self.chunks {
            1 => add_chosen::<T, 1>(&mut self.sums, table, codes),
            2 => add_chosen::<T, 2>(&mut self.sums, table, codes),
            3 => add_chosen::<T, 3>(&mut self.sums, table, codes),
            4 => add_chosen::<T, 4>(&mut self.sums, table, codes),
            5 => add_chosen::<T, 5>(&mut self.sums, table, codes),
            6 => add_chosen::<T, 6>(&mut self.sums, table, codes),
            chunks => {
                for (sums, &code) in self.sums.chunks_exact_mut(chunks).zip(codes) {
                    add_lanes(sums, &table[usize::from(code) * chunks..][..chunks]);
                }
            }
        }
    }

    /// Adds `row` to one trial, `times` over.
    pub(super) fn add_row(&mut self, trial: usize, row: &[i32], times: u8) {
        let sums = self.sums[trial * self.chunks..][..self.chunks].as_flattened_mut();
        for _ in 0..times {
            for (sum, &cell) in sums.iter_mut().zip(row) {
                *sum += T::from(cell);
            }
        }
    }

    /// The sums of every trial.
    pub(super) fn into_rows(self) -> impl Iterator<Item = Vec<i64>> {
        let (width, chunks) = (self.width, self.chunks);
        (0..self.sums.len() / chunks.max(1)).map(move |trial| {
            let sums = self.sums[trial * chunks..][..chunks].as_flattened();
            sums[..width].iter().map(|&sum| sum.into()).collect()
        })
    }

    fn tabulate(&mut self, block: &[&[i32]], bits: u32) {
        let chunks = self.chunks;
        self.table.fill([T::default(); LANES]);
        let mut filled = 1;
        for row in block {
            // Each further time that the row counts is one row more than the time before.
            for target in filled..filled << bits {
                let (before, at) = self.table.split_at_mut(target * chunks);
                let at = at[..chunks].as_flattened_mut();
                let source = &before[(target - filled) * chunks..][..chunks];
                for ((at, &sum), &cell) in at.iter_mut().zip(source.as_flattened()).zip(row.iter())
                {
                    *at = sum;
                    *at += T::from(cell);
                }
            }
            filled <<= bits;
        }
    }
}

fn add_chosen<T: Sum, const CHUNKS: usize>(
    sums: &mut [[T; LANES]],
    table: &[[T; LANES]],
    codes: &[u8],
) {
    let (sums, _) = sums.as_chunks_mut::<CHUNKS>();
    let (table, _) = table.as_chunks::<CHUNKS>();
    for (sums, &code) in sums.iter_mut().zip(codes) {
        add_lanes(sums, &table[usize::from(code)]);
    }
}

fn add_lanes<T: Sum>(sums: &mut [[T; LANES]], row: &[[T; LANES]]) {
    for (sums, row) in sums.iter_mut().zip(row) {
        for (sum, &cell) in sums.iter_mut().zip(row) {
            *sum += cell;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_how_often_each_row_counts() {
        for width in [1, 4, 7, 30] {
            let rows: Vec<Vec<i32>> = (0..4)
                .map(|row| (0..width).map(|column| 10_i32.pow(row) + column).collect())
                .collect();
            let block: Vec<&[i32]> = rows.iter().map(Vec::as_slice).collect();
            let mut sums = TrialSums::<i64>::new(width as usize, 2);
            sums.add(&block, 2, &[0b11_10_01_00, 0]);
            sums.add(&block[..3], 1, &[0b101, 0b010]);
            sums.add_row(1, &rows[3], 2);
            let rows: Vec<Vec<i64>> = sums.into_rows().collect();
            assert_eq!(
                (rows[0].len(), rows[0][0], rows[1][0]),
                (width as usize, 3210 + 101, 2010)
            );
        }
    }
}
