//! Exact match: the share of segments that equal a reference.

use crate::metric::{Metric, percent};
use crate::score::Signature;
use crate::text::pysplit::trim_end;

/// Share of segments that equal one of their references, white space at the end apart.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExactMatch;

impl Metric for ExactMatch {
    fn name(&self) -> String {
        "exact match".to_owned()
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("case", "mixed")
    }

    /// Matches and segments.
    fn width(&self) -> usize {
        2
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        for (hypothesis, row) in hypotheses.iter().zip(rows.chunks_exact_mut(2)) {
            let is_match = references
                .iter()
                .any(|reference| trim_end(reference) == trim_end(hypothesis));
            row.copy_from_slice(&[i32::from(is_match), 1]);
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
    fn matches_whole_segments_only() {
        for (hypothesis, reference, expected) in [
            ("Klart.", "Klart.", 100.0),
            ("Klart. ", "Klart.", 100.0),
            ("klart.", "Klart.", 0.0),
            ("", "", 100.0),
        ] {
            assert_eq!(
                ExactMatch.segment(hypothesis, &[reference]),
                expected,
                "{hypothesis:?}"
            );
        }
        assert_eq!(ExactMatch.segment("b", &["a", "b"]), 100.0);
        assert_eq!(ExactMatch.score(&[0, 0]), 0.0);
    }
}
