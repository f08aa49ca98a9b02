//! CER: characters to insert, delete or substitute, as a share of those of the reference.
//!
//! ```text
//! CER = (S + D + I) / N
//! ```
//!
//! over code points, white space within the text included and around it left out; agrees with
//! jiwer 4.0.0. With several references the one with the lowest rate counts.

use crate::metric::wer::write_lowest_rate;
use crate::metric::{Metric, error_rate};
use crate::score::{Direction, Range, Signature};
use crate::text::pysplit::is_python_space;

/// Character error rate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cer;

impl Metric for Cer {
    fn name(&self) -> String {
        "CER".to_owned()
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
            .with("space", "yes")
    }

    /// Edits and characters of the reference.
    fn width(&self) -> usize {
        2
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        for (hypothesis, row) in hypotheses.iter().zip(rows.chunks_exact_mut(2)) {
            let hypothesis = hypothesis.trim_matches(is_python_space);
            let counts = references.iter().map(|reference| {
                let reference = reference.trim_matches(is_python_space);
                let edits = rapidfuzz::distance::levenshtein::distance(
                    hypothesis.chars(),
                    reference.chars(),
                );
                (edits, reference.chars().count())
            });
            write_lowest_rate(counts, row);
        }
    }

    fn score(&self, sums: &[i64]) -> f64 {
        error_rate(sums[0] as f64, sums[1] as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_to_edit() {
        for (hypothesis, reference, expected) in [
            ("räksmörgås", "räksmörgås", 0.0),
            ("raksmorgas", "räksmörgås", 30.0),
            (" åtta ", "åtta", 0.0),
            ("a b", "ab", 50.0),
            ("", "abc", 100.0),
            ("abc", "", 100.0),
            ("", "", 0.0),
        ] {
            assert_eq!(
                Cer.segment(hypothesis, &[reference]),
                expected,
                "{hypothesis:?}"
            );
        }
    }
}
