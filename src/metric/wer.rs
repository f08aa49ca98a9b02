//! WER: words to insert, delete or substitute, as a share of the words of the reference.
//!
//! ```text
//! WER = (S + D + I) / N
//! ```
//!
//! with the counts of a cheapest alignment (Levenshtein 1966) and N the words of the reference.
//! Words stand between white space, upper and lower case differ. Agrees with jiwer 4.0.0 on text
//! with single spaces. With several references the one with the lowest rate counts.

use crate::metric::{Metric, cell, error_rate};
use crate::score::{Direction, Range, Signature};
use crate::text::vocabulary::Vocabulary;

/// Word error rate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wer;

impl Metric for Wer {
    fn name(&self) -> String {
        "WER".to_owned()
    }

    fn direction(&self) -> Direction {
        Direction::Lower
    }

    fn range(&self) -> Range {
        Range::FROM_ZERO
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("case", "mixed")
            .with("tok", "none")
    }

    /// Edits and words of the reference.
    fn width(&self) -> usize {
        2
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        let mut words = Vocabulary::default();
        let references: Vec<_> = references.iter().map(|text| words.numbers(text)).collect();
        for (text, row) in hypotheses.iter().zip(rows.chunks_exact_mut(2)) {
            let hypothesis = words.numbers(text);
            let counts = references.iter().map(|reference| {
                let (hypothesis, reference) =
                    (hypothesis.iter().copied(), reference.iter().copied());
                let len = reference.len();
                (
                    rapidfuzz::distance::levenshtein::distance(hypothesis, reference),
                    len,
                )
            });
            write_lowest_rate(counts, row);
        }
    }

    fn score(&self, sums: &[i64]) -> f64 {
        error_rate(sums[0] as f64, sums[1] as f64)
    }
}

/// Writes the (errors, length) with the lowest error rate, the first of equals.
pub(super) fn write_lowest_rate(counts: impl Iterator<Item = (usize, usize)>, row: &mut [i32]) {
    let rate = |(errors, len): &(usize, usize)| error_rate(*errors as f64, *len as f64);
    let best = counts.min_by(|a, b| rate(a).total_cmp(&rate(b)));
    let (errors, len) = best.unwrap_or((0, 0));
    row.copy_from_slice(&[cell(errors), cell(len)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_to_edit() {
        for (hypothesis, reference, expected) in [
            ("en katt sitter", "en katt sitter", 0.0),
            ("en hund sitter", "en katt sitter här", 50.0),
            ("a b c d", "a b", 100.0),
            ("", "a b", 100.0),
            ("a", "", 100.0),
            ("", "", 0.0),
            ("Katten", "katten", 100.0),
        ] {
            assert_eq!(
                Wer.segment(hypothesis, &[reference]),
                expected,
                "{hypothesis:?}"
            );
        }
        assert_eq!(Wer.segment("a b", &["c d", "a b"]), 0.0);
    }
}
