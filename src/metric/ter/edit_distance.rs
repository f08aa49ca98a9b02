//! Edit distance between word sequences, as the search for shifts needs it: the same reference
//! against one hypothesis and hundreds of rearrangements of it.
//!
//! Tercom's distance is found within a beam around the diagonal. For nearly all candidates that
//! makes no difference, so their distance comes from a bit-parallel algorithm (Hyyrö 2003, *A
//! bit-vector algorithm for computing Levenshtein and Damerau edit distances*, after Myers 1999),
//! which resumes at the first word that moved. Where the beam could matter, the beam is walked.

/// Cells on either side of the diagonal.
const BEAM_WIDTH: usize = 25;
/// An unreachable cell.
const UNREACHED: u32 = u32::MAX / 2;

/// One step of an alignment, in the order of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    Keep,
    Substitute,
    /// A word of the reference that the hypothesis lacks.
    Insert,
    /// A word of the hypothesis that the reference lacks.
    Delete,
}

/// Distances of hypotheses of one length to one reference.
pub(super) struct EditDistance<'r> {
    reference: &'r [u32],
    hypothesis_len: usize,
    /// For every word number, the positions at which it stands in the reference, as a bit set;
    /// empty if the reference is longer than a bit set.
    positions: Vec<u64>,
}

/// State of the bit-parallel algorithm after some words of the hypothesis: where the column goes
/// up and down, and its last value.
#[derive(Clone, Copy)]
pub(super) struct Column {
    up: u64,
    down: u64,
    distance: u32,
}

impl<'r> EditDistance<'r> {
    /// Prepares for a `reference` of at least one word, hypotheses of `hypothesis_len` words and
    /// word numbers up to `word_count`.
    pub(super) fn new(reference: &'r [u32], hypothesis_len: usize, word_count: usize) -> Self {
        let mut positions = Vec::new();
        if reference.len() <= 64 {
            positions.resize(word_count + 1, 0);
            for (position, &word) in reference.iter().enumerate() {
                positions[word as usize] |= 1 << position;
            }
        }
        Self {
            reference,
            hypothesis_len,
            positions,
        }
    }

    /// The column after every prefix of `hypothesis`, so that [`EditDistance::resume`] can start
    /// anywhere; empty if the reference is too long.
    pub(super) fn columns(&self, hypothesis: &[u32]) -> Vec<Column> {
        if self.positions.is_empty() {
            return Vec::new();
        }
        let start = Column {
            up: u64::MAX,
            down: 0,
            distance: self.reference.len() as u32,
        };
        let mut columns = vec![start];
        let mut column = start;
        for &word in hypothesis {
            column = self.step(column, word);
            columns.push(column);
        }
        columns
    }

    /// The distance of `words`, whose first `unchanged` words are those that `columns` was made
    /// from.
    pub(super) fn resume(&self, columns: &[Column], unchanged: usize, words: &[u32]) -> u32 {
        if let Some(&column) = columns.get(unchanged) {
            let rest = words[unchanged..].iter();
            let exact = rest
                .fold(column, |column, &word| self.step(column, word))
                .distance;
            // A cheapest path strays from the diagonal by no more than its cost, so a cost below
            // the beam width cannot have left the beam (whose upper end is exclusive).
            if (exact as usize) + 2 < BEAM_WIDTH {
                return exact;
            }
        }
        Beam::walk(self, words).distance()
    }

    fn step(&self, column: Column, word: u32) -> Column {
        let Column { up, down, distance } = column;
        let equal = self.positions[word as usize];
        let diagonal = (((equal & up).wrapping_add(up)) ^ up) | equal | down;
        let mut right = down | !(diagonal | up);
        let mut left = up & diagonal;
        let last = 1_u64 << (self.reference.len() - 1);
        let distance = distance + u32::from(right & last != 0) - u32::from(left & last != 0);
        right = (right << 1) | 1;
        left <<= 1;
        Column {
            up: left | !(diagonal | right),
            down: right & diagonal,
            distance,
        }
    }

    /// The distance of `words` within the beam, and an alignment of that cost.
    pub(super) fn align(&self, words: &[u32]) -> (u32, Vec<Edit>) {
        let beam = Beam::walk(self, words);
        (beam.distance(), beam.trace())
    }
}

/// The matrix of distances between prefixes, filled within the beam only.
struct Beam {
    columns: usize,
    cells: Vec<(u32, Edit)>,
}

impl Beam {
    fn walk(of: &EditDistance<'_>, words: &[u32]) -> Self {
        let reference_len = of.reference.len();
        let columns = reference_len + 1;
        let mut cells = vec![(UNREACHED, Edit::Keep); columns * (words.len() + 1)];
        for (insertions, cell) in (0..).zip(&mut cells[..columns]) {
            *cell = (insertions, Edit::Insert);
        }
        let ratio = reference_len as f64 / of.hypothesis_len.max(1) as f64;
        let width = if ratio / 2.0 > BEAM_WIDTH as f64 {
            (ratio / 2.0 + BEAM_WIDTH as f64).ceil() as usize
        } else {
            BEAM_WIDTH
        };
        for (row, &word) in (1..).zip(words) {
            let diagonal = (row as f64 * ratio).floor() as usize;
            let first = diagonal.saturating_sub(width);
            let end = if row == words.len() {
                columns
            } else {
                columns.min(diagonal + width)
            };
            let (above, current) = cells[(row - 1) * columns..].split_at_mut(columns);
            fill_row(
                above,
                &mut current[..columns],
                of.reference,
                word,
                first..end,
            );
        }
        Self { columns, cells }
    }

    fn distance(&self) -> u32 {
        self.cells.last().map_or(0, |cell| cell.0)
    }

    fn trace(&self) -> Vec<Edit> {
        let (mut row, mut column) = (self.cells.len() / self.columns - 1, self.columns - 1);
        let mut edits = Vec::with_capacity(row + column);
        while row > 0 || column > 0 {
            let edit = self.cells[row * self.columns + column].1;
            edits.push(edit);
            row -= usize::from(edit != Edit::Insert);
            column -= usize::from(edit != Edit::Delete);
        }
        edits.reverse();
        edits
    }
}

/// Of equally cheap edits, keeping or substituting goes before deleting, deleting before inserting.
fn fill_row(
    above: &[(u32, Edit)],
    current: &mut [(u32, Edit)],
    reference: &[u32],
    word: u32,
    columns: std::ops::Range<usize>,
) {
    for column in columns {
        if column == 0 {
            current[0] = (above[0].0 + 1, Edit::Delete);
            continue;
        }
        let is_equal = word == reference[column - 1];
        let mut best = if is_equal {
            (above[column - 1].0, Edit::Keep)
        } else {
            (above[column - 1].0 + 1, Edit::Substitute)
        };
        let deleted = above[column].0 + 1;
        if deleted < best.0 {
            best = (deleted, Edit::Delete);
        }
        let inserted = current[column - 1].0 + 1;
        if inserted < best.0 {
            best = (inserted, Edit::Insert);
        }
        if best.0 < UNREACHED {
            current[column] = best;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ties_prefer_substitution_then_deletion() {
        let distance = EditDistance::new(&[1, 2], 1, 3);
        assert_eq!(
            distance.align(&[3]),
            (2, vec![Edit::Insert, Edit::Substitute])
        );
        let distance = EditDistance::new(&[1], 2, 3);
        assert_eq!(distance.align(&[1, 1]), (1, vec![Edit::Delete, Edit::Keep]));
    }

    #[test]
    fn an_empty_hypothesis_inserts_everything() {
        let distance = EditDistance::new(&[1, 2], 0, 2);
        assert_eq!(distance.align(&[]), (2, vec![Edit::Insert, Edit::Insert]));
        assert_eq!(distance.resume(&distance.columns(&[]), 0, &[]), 2);
    }

    proptest! {
        #[test]
        fn bits_and_beam_agree(
            words in prop::collection::vec(1u32..9, 0..40),
            reference in prop::collection::vec(1u32..9, 1..64),
            unchanged in 0usize..40,
        ) {
            let distance = EditDistance::new(&reference, words.len(), 9);
            let columns = distance.columns(&words);
            let resumed = distance.resume(&columns, unchanged.min(words.len()), &words);
            prop_assert_eq!(resumed, distance.align(&words).0);
        }
    }
}
