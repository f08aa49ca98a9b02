//! Where the path of an alignment may run: for every Swedish sentence a range of English ones,
//! so that a book takes time and memory by its length and not by its square.
//!
//! Anchors that stand once on either side are fixed points; of those the heaviest chain that
//! rises on both sides is kept, as in a patience diff, and the corridor follows the line through
//! it. It is wider where the stretch between two fixed points is longer on one side, since
//! something was left out there.

use super::evidence::Evidence;

/// A range of columns for every row, both from 0, one more than there are sentences: the places
/// between them.
#[derive(Clone, Debug)]
pub(super) struct Corridor {
    /// First column, and one past the last, of every row.
    rows: Vec<(usize, usize)>,
    /// Where the cells of every row begin, and the number of all.
    offsets: Vec<usize>,
}

/// Below so many cells there is no need to leave any out.
const SMALL: usize = 1 << 16;
/// So many columns on either side of the line, at least.
const LEAST_REACH: usize = 24;
/// About so many cells at most: a cell takes 13 bytes.
const MOST_CELLS: usize = 1 << 25;

impl Corridor {
    /// The corridor through the two documents; `widening` multiplies its width.
    pub(super) fn new(evidence: &Evidence, widening: usize) -> Self {
        let (swedish, english) = evidence.lens();
        if (swedish + 1).saturating_mul(english + 1) <= SMALL {
            return Self::from_rows(vec![(0, english + 1); swedish + 1]);
        }
        let points = fixed_points(evidence);
        let most_reach = (MOST_CELLS / 2 / (swedish + 1)).max(LEAST_REACH);
        let mut rows = Vec::with_capacity(swedish + 1);
        for window in points.windows(2) {
            let (from, to) = (window[0], window[1]);
            let (height, width) = (to.0 - from.0, to.1 - from.1);
            let reach = ((LEAST_REACH + height.abs_diff(width)) * widening).min(most_reach);
            for row in from.0..to.0 {
                // From the column of the row before to that of the row after, for no gap is left
                // where the line is flat.
                let first = from.1 + (row - from.0).saturating_sub(1) * width / height;
                let last = from.1 + (row + 1 - from.0) * width / height;
                rows.push((first.saturating_sub(reach), (last + reach).min(english) + 1));
            }
        }
        let last = rows.last().map_or(0, |row: &(usize, usize)| row.0);
        rows.push((last, english + 1));
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        Self::from_rows(joined(rows))
    }

    fn from_rows(rows: Vec<(usize, usize)>) -> Self {
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut sum = 0;
        for (first, end) in &rows {
            offsets.push(sum);
            sum += end - first;
        }
        offsets.push(sum);
        Self { rows, offsets }
    }

    /// Number of rows.
    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// The columns of a row, end exclusive.
    pub(super) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.rows[row].0..self.rows[row].1
    }

    /// Number of cells.
    pub(super) fn size(&self) -> usize {
        self.offsets[self.rows.len()]
    }

    /// The number of a cell; `None` outside.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (first, end) = *self.rows.get(row)?;
        (first..end)
            .contains(&column)
            .then(|| self.offsets[row] + column - first)
    }

    /// True where the cell lies at a side of the corridor beyond which there are columns.
    pub(super) fn is_at_wall(&self, row: usize, column: usize) -> bool {
        let (first, end) = self.rows[row];
        let columns = self.rows[self.rows.len() - 1].1;
        (column == first && first > 0) || (column + 1 == end && end < columns)
    }
}

/// Makes both sides of the corridor rise only, so that every row can be left for the next.
fn joined(mut rows: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    for at in 1..rows.len() {
        rows[at].1 = rows[at].1.max(rows[at - 1].1);
    }
    for at in (1..rows.len()).rev() {
        rows[at - 1].0 = rows[at - 1].0.min(rows[at].0);
    }
    rows
}

/// Both ends, and between them the sentences that surely belong together, rising on both sides.
fn fixed_points(evidence: &Evidence) -> Vec<(usize, usize)> {
    let (swedish, english) = evidence.lens();
    let chain = heaviest_chain(&candidates(evidence));
    let mut points = vec![(0, 0)];
    points.extend(chain.into_iter().filter(|point| *point > (0, 0)));
    points.push((swedish, english));
    points.dedup_by_key(|point| point.0);
    points
}

/// Sentences that share an anchor which stands nowhere else, with the number of such anchors,
/// sorted.
fn candidates(evidence: &Evidence) -> Vec<(usize, usize, u32)> {
    let (swedish, english) = evidence.lens();
    let once = |len: usize, anchors: &dyn Fn(usize) -> Vec<u32>| {
        let mut places: Vec<(u32, usize)> = (0..len)
            .flat_map(|at| anchors(at).into_iter().map(move |anchor| (anchor, at)))
            .collect();
        places.sort_unstable();
        let is_alone = |chunk: &&[(u32, usize)]| chunk.len() == 1;
        places
            .chunk_by(|one, other| one.0 == other.0)
            .filter(is_alone)
            .map(|chunk| chunk[0])
            .collect::<Vec<_>>()
    };
    let ours = once(swedish, &|at| evidence.swedish_anchors(at).to_vec());
    let theirs = once(english, &|at| evidence.english_anchors(at).to_vec());
    let mut pairs: Vec<(usize, usize)> = ours
        .iter()
        .filter_map(|(anchor, row)| {
            let at = theirs.binary_search_by_key(anchor, |(other, _)| *other);
            Some((*row, theirs[at.ok()?].1))
        })
        .collect();
    pairs.sort_unstable();
    pairs
        .chunk_by(|one, other| one == other)
        .map(|chunk| {
            let votes = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
            (chunk[0].0, chunk[0].1, votes)
        })
        .collect()
}

/// Of the candidates, sorted by row, those of the heaviest chain that rises in rows and columns.
/// A Fenwick tree over the columns keeps it at n log n.
fn heaviest_chain(candidates: &[(usize, usize, u32)]) -> Vec<(usize, usize)> {
    let columns = candidates.iter().map(|found| found.1 + 1).max();
    let mut tree = Chains(vec![(0, None); columns.unwrap_or(0) + 1]);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut weights = Vec::with_capacity(candidates.len());
    for group in candidates.chunk_by(|one, other| one.0 == other.0) {
        let first = before.len();
        // All of a row are looked up before any is entered: a chain takes one of a row.
        for &(_, column, votes) in group {
            let (weight, last) = tree.best_before(column);
            // A lone vote may be a coincidence, several hardly are.
            weights.push(weight + u64::from(votes) * u64::from(votes));
            before.push(last);
        }
        for (at, &(_, column, _)) in (first..).zip(group) {
            tree.enter(column, (weights[at], Some(at)));
        }
    }
    let mut chain = Vec::new();
    let mut at = tree.best_before(columns.unwrap_or(0)).1;
    while let Some(index) = at {
        chain.push((candidates[index].0, candidates[index].1));
        at = before[index];
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends before a column: its weight and its last candidate.
struct Chains(Vec<(u64, Option<usize>)>);

impl Chains {
    fn best_before(&self, column: usize) -> (u64, Option<usize>) {
        let mut best = (0, None);
        let mut at = column;
        while at > 0 {
            if self.0[at].0 > best.0 {
                best = self.0[at];
            }
            at &= at - 1;
        }
        best
    }

    fn enter(&mut self, column: usize, chain: (u64, Option<usize>)) {
        let mut at = column + 1;
        while at < self.0.len() {
            if chain.0 > self.0[at].0 {
                self.0[at] = chain;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_heaviest_rising_chain() {
        for (candidates, expected) in [
            (
                &[(0, 0, 1), (1, 9, 1), (2, 2, 1), (3, 3, 1)][..],
                &[(0, 0), (2, 2), (3, 3)][..],
            ),
            (&[(0, 5, 9), (1, 1, 1), (2, 2, 1)], &[(0, 5)]),
            (&[(0, 1, 1), (0, 2, 1), (1, 2, 2)], &[(0, 1), (1, 2)]),
            (&[(4, 4, 1)], &[(4, 4)]),
            (&[], &[]),
        ] {
            assert_eq!(heaviest_chain(candidates), expected);
        }
    }

    #[test]
    fn rows_only_rise() {
        let rows = joined(vec![(0, 3), (2, 12), (1, 5), (4, 14)]);
        assert_eq!(rows, [(0, 3), (1, 12), (1, 12), (4, 14)]);
    }
}
