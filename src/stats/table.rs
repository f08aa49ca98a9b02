//! [`Table`]: the sufficient statistics of one system under one metric.

use std::ops::AddAssign;

/// A matrix of integers with one row per segment. Any score that is a function of column sums can
/// be computed from it, for the whole and for any selection of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    width: usize,
    cells: Vec<i32>,
}

impl Table {
    /// An empty table whose rows have `width` columns.
    #[must_use]
    pub const fn new(width: usize) -> Self {
        Self {
            width,
            cells: Vec::new(),
        }
    }

    /// A table of the given rows, one after the other.
    ///
    /// # Panics
    ///
    /// When `cells` does not divide into rows of `width` columns.
    #[must_use]
    pub fn from_cells(width: usize, cells: Vec<i32>) -> Self {
        assert!(
            width > 0 && cells.len().is_multiple_of(width),
            "rows of {width} columns"
        );
        Self { width, cells }
    }

    /// Appends a row.
    ///
    /// # Panics
    ///
    /// When the row does not have the table's width.
    pub fn push(&mut self, row: &[i32]) {
        assert_eq!(row.len(), self.width, "columns of a row");
        self.cells.extend_from_slice(row);
    }

    /// Number of columns.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Number of rows.
    #[must_use]
    pub const fn row_count(&self) -> usize {
        match self.cells.len().checked_div(self.width) {
            Some(rows) => rows,
            None => 0,
        }
    }

    /// Row `index`, 0-based.
    ///
    /// # Panics
    ///
    /// When there is no such row.
    #[must_use]
    pub fn row(&self, index: usize) -> &[i32] {
        &self.cells[index * self.width..][..self.width]
    }

    /// The rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[i32]> {
        self.cells.chunks_exact(self.width.max(1))
    }

    /// The sum of each column.
    #[must_use]
    pub fn sums(&self) -> Vec<i64> {
        self.sums_of(0..self.row_count())
    }

    /// The sum of each column over the rows at `indices`; an index may occur more than once.
    #[must_use]
    pub fn sums_of(&self, indices: impl IntoIterator<Item = usize>) -> Vec<i64> {
        let mut sums = vec![0; self.width];
        for index in indices {
            add_row(&mut sums, self.row(index));
        }
        sums
    }

    /// The largest absolute cell.
    pub(super) fn largest(&self) -> u32 {
        self.cells
            .iter()
            .map(|cell| cell.unsigned_abs())
            .max()
            .unwrap_or(0)
    }
}

/// An integer wide enough for the sums at hand; 32 bits are twice as fast where they suffice.
pub(super) trait Sum: Copy + Default + AddAssign + From<i32> + Into<i64> + Send {}
impl Sum for i32 {}
impl Sum for i64 {}

pub(super) fn add_row<T: Sum>(sums: &mut [T], row: &[i32]) {
    for (sum, &cell) in sums.iter_mut().zip(row) {
        *sum += T::from(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_chosen_rows() {
        let table = Table::from_cells(2, vec![1, 10, 2, 20, 3, 30]);
        assert_eq!(table.sums(), [6, 60]);
        assert_eq!(table.sums_of([2, 2, 0]), [7, 70]);
        assert_eq!(table.sums_of([]), [0, 0]);
        assert_eq!(Table::new(3).row_count(), 0);
    }
}
