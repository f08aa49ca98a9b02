//! Tercom's greedy search for shifts: move the block that lowers the edit distance most, until
//! none does.

use super::edit_distance::{Column, Edit, EditDistance};

/// Longest block that is moved, in words.
const MAX_BLOCK: usize = 10;
/// Farthest apart that a block and its match may begin.
const MAX_DISTANCE: usize = 50;
/// The search ends once so many candidates have been tried, over all rounds.
const MAX_CANDIDATES: usize = 1000;

/// What it takes to turn a hypothesis into a reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Words of the reference that the hypothesis lacks.
    pub insertions: usize,
    /// Words of the hypothesis that the reference lacks.
    pub deletions: usize,
    /// Words that stand in the place of another.
    pub substitutions: usize,
    /// Blocks of words that stand elsewhere.
    pub shifts: usize,
}

impl Edits {
    /// Number of edits.
    #[must_use]
    pub fn total(&self) -> usize {
        self.insertions + self.deletions + self.substitutions + self.shifts
    }
}

/// The edits that turn `hypothesis` into `reference`, both as word numbers up to `word_count`.
pub(super) fn edits(hypothesis: &[u32], reference: &[u32], word_count: usize) -> Edits {
    if reference.is_empty() {
        return Edits {
            deletions: hypothesis.len(),
            ..Edits::default()
        };
    }
    let distance = EditDistance::new(reference, hypothesis.len(), word_count);
    let mut words = hypothesis.to_vec();
    let mut edits = Edits::default();
    let mut tried = 0;
    loop {
        let round = Round::new(&words, reference, &distance);
        let best = round.best_shift(&mut tried);
        match best {
            Some(shift) if shift.gain > 0 && tried < MAX_CANDIDATES => {
                words = shift.apply(&words);
                edits.shifts += 1;
            }
            _ => {
                edits.count(&round.alignment);
                return edits;
            }
        }
    }
}

impl Edits {
    fn count(&mut self, alignment: &[Edit]) {
        for edit in alignment {
            match edit {
                Edit::Keep => {}
                Edit::Substitute => self.substitutions += 1,
                Edit::Insert => self.insertions += 1,
                Edit::Delete => self.deletions += 1,
            }
        }
    }
}

/// A block of the hypothesis to be moved in front of a position.
#[derive(Clone, Copy, Debug)]
struct Shift {
    gain: i64,
    start: usize,
    len: usize,
    target: usize,
}

impl Shift {
    /// What the search prefers: the larger gain, then the longer block, then the earlier start,
    /// then the earlier target.
    fn rank(
        &self,
    ) -> (
        i64,
        usize,
        std::cmp::Reverse<usize>,
        std::cmp::Reverse<usize>,
    ) {
        use std::cmp::Reverse;
        (
            self.gain,
            self.len,
            Reverse(self.start),
            Reverse(self.target),
        )
    }

    /// Number of words at the beginning that stay where they are.
    fn unchanged(&self) -> usize {
        self.start.min(self.target)
    }

    fn apply(&self, words: &[u32]) -> Vec<u32> {
        let mut shifted = Vec::with_capacity(words.len());
        self.apply_to(words, &mut shifted);
        shifted
    }

    fn apply_to(&self, words: &[u32], shifted: &mut Vec<u32>) {
        let Self {
            start, len, target, ..
        } = *self;
        let (block, after) = (&words[start..start + len], start + len);
        shifted.clear();
        if target < start {
            shifted.extend_from_slice(&words[..target]);
            shifted.extend_from_slice(block);
            shifted.extend_from_slice(&words[target..start]);
            shifted.extend_from_slice(&words[after..]);
        } else {
            // A target within the block counts from the block's start, as in Tercom.
            let end = if target > after {
                target
            } else {
                (target + len).min(words.len())
            };
            shifted.extend_from_slice(&words[..start]);
            shifted.extend_from_slice(&words[after..end]);
            shifted.extend_from_slice(block);
            shifted.extend_from_slice(&words[end..]);
        }
    }
}

/// One round of the search: the words as they stand and how they align to the reference.
struct Round<'w> {
    words: &'w [u32],
    reference: &'w [u32],
    distance: &'w EditDistance<'w>,
    columns: Vec<Column>,
    alignment: Vec<Edit>,
    current: u32,
    /// For every word of the reference, where the hypothesis stands when it is reached: the index
    /// of the aligned word or of the last one before, -1 before the first.
    aligned_to: Vec<isize>,
    /// Number of words that do not match among the first n, for every n.
    reference_errors: Vec<usize>,
    hypothesis_errors: Vec<usize>,
}

impl<'w> Round<'w> {
    fn new(words: &'w [u32], reference: &'w [u32], distance: &'w EditDistance<'w>) -> Self {
        let (current, alignment) = distance.align(words);
        let mut aligned_to = Vec::with_capacity(reference.len());
        let (mut reference_errors, mut hypothesis_errors) = (vec![0], vec![0]);
        let mut position = -1;
        let push = |errors: &mut Vec<usize>, is_error: bool| {
            errors.push(errors.last().copied().unwrap_or(0) + usize::from(is_error));
        };
        for &edit in &alignment {
            if edit != Edit::Insert {
                position += 1;
                push(&mut hypothesis_errors, edit != Edit::Keep);
            }
            if edit != Edit::Delete {
                aligned_to.push(position);
                push(&mut reference_errors, edit != Edit::Keep);
            }
        }
        Self {
            words,
            reference,
            distance,
            columns: distance.columns(words),
            alignment,
            current,
            aligned_to,
            reference_errors,
            hypothesis_errors,
        }
    }

    /// The best shift of the round, if any is possible; adds the candidates to `tried`.
    fn best_shift(&self, tried: &mut usize) -> Option<Shift> {
        let mut best: Option<Shift> = None;
        if self.current == 0 {
            return None;
        }
        let mut shifted = Vec::with_capacity(self.words.len());
        for start in 0..self.words.len() {
            let nearest = start.saturating_sub(MAX_DISTANCE);
            let farthest = self.reference.len().min(start + MAX_DISTANCE + 1);
            for match_start in nearest..farthest {
                for len in 1..=self.match_len(start, match_start) {
                    if !self.is_worth_moving(start, match_start, len) {
                        continue;
                    }
                    self.try_targets(start, match_start, len, &mut shifted, |shift| {
                        *tried += 1;
                        if best.is_none_or(|best| shift.rank() > best.rank()) {
                            best = Some(shift);
                        }
                    });
                    if *tried >= MAX_CANDIDATES {
                        return best;
                    }
                }
            }
        }
        best
    }

    /// Length of the common block at these positions, at most [`MAX_BLOCK`].
    fn match_len(&self, start: usize, match_start: usize) -> usize {
        let pairs = self.words[start..]
            .iter()
            .zip(&self.reference[match_start..]);
        pairs.take(MAX_BLOCK).take_while(|(a, b)| a == b).count()
    }

    /// A block is moved only if it holds an error on both sides and does not already stand there.
    fn is_worth_moving(&self, start: usize, match_start: usize, len: usize) -> bool {
        let has_error = |errors: &[usize], at: usize| errors[at + len] > errors[at];
        let aligned = self.aligned_to[match_start];
        let stands_there = aligned >= 0 && (start..start + len).contains(&aligned.unsigned_abs());
        has_error(&self.hypothesis_errors, start)
            && has_error(&self.reference_errors, match_start)
            && !stands_there
    }

    /// Tries the places in front of which the block may go: those aligned with the word before its
    /// match and with each word of it.
    fn try_targets(
        &self,
        start: usize,
        match_start: usize,
        len: usize,
        shifted: &mut Vec<u32>,
        mut candidate: impl FnMut(Shift),
    ) {
        let mut previous = None;
        for position in match_start..=match_start + len {
            let target = match position.checked_sub(1) {
                None => 0,
                Some(before) => (self.aligned_to[before] + 1).unsigned_abs(),
            };
            if previous.replace(target) == Some(target) {
                continue;
            }
            let mut shift = Shift {
                gain: 0,
                start,
                len,
                target,
            };
            shift.apply_to(self.words, shifted);
            let cost = self
                .distance
                .resume(&self.columns, shift.unchanged(), shifted);
            shift.gain = i64::from(self.current) - i64::from(cost);
            candidate(shift);
        }
    }
}
