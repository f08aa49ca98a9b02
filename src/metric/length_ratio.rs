//! Length ratio: characters of the hypotheses per hundred characters of the references.

use crate::metric::{Metric, cell, percent};
use crate::score::{Direction, Range, Signature};

/// Characters of the hypothesis as a percentage of those of the reference; of several references
/// the one nearest in length counts, the shorter of two. 100 is best; 0 where the reference is
/// empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct LengthRatio;

impl Metric for LengthRatio {
    fn name(&self) -> String {
        "length ratio".to_owned()
    }

    fn direction(&self) -> Direction {
        Direction::Towards(100.0)
    }

    fn range(&self) -> Range {
        Range::FROM_ZERO
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("unit", "char")
    }

    /// Characters of the hypothesis and of the reference.
    fn width(&self) -> usize {
        2
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        let references: Vec<usize> = references.iter().map(|text| text.chars().count()).collect();
        for (hypothesis, row) in hypotheses.iter().zip(rows.chunks_exact_mut(2)) {
            let len = hypothesis.chars().count();
            let nearest = references
                .iter()
                .min_by_key(|&&reference| (reference.abs_diff(len), reference));
            row.copy_from_slice(&[cell(len), cell(nearest.copied().unwrap_or(0))]);
        }
    }

    fn score(&self, sums: &[i64]) -> f64 {
        percent(sums[0], sums[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_lengths_in_characters() {
        for (hypothesis, reference, expected) in [
            ("åäö", "abcdef", 50.0),
            ("ab", "a", 200.0),
            ("", "a", 0.0),
            ("a", "", 0.0),
        ] {
            assert_eq!(
                LengthRatio.segment(hypothesis, &[reference]),
                expected,
                "{hypothesis:?}"
            );
        }
        assert_eq!(LengthRatio.segment("ab", &["abcd", "ab"]), 100.0);
    }
}
