//! ROUGE-L: F-score of the longest common subsequence of words.
//!
//! Lin 2004, <https://aclanthology.org/W04-1013>:
//!
//! ```text
//! P = LCS / |hypothesis|    R = LCS / |reference|    F = 2·P·R / (P + R)
//! ```
//!
//! Words are the longest runs of letters and digits, lower-cased. On unaccented English a segment
//! scores as with rouge-score 0.1.2 without stemming, whose words hold a–z and 0–9 only and so fall
//! apart at å, ä and ö. A corpus is scored from the summed counts rather than by the mean of its
//! segments. With several references the one with the best F counts.

use crate::metric::{Metric, cell};
use crate::score::Signature;
use crate::text::vocabulary::Vocabulary;

/// ROUGE-L.
#[derive(Clone, Copy, Debug, Default)]
pub struct RougeL;

impl Metric for RougeL {
    fn name(&self) -> String {
        "ROUGE-L".to_owned()
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("case", "lc")
            .with("tok", "alphanumeric")
            .with("beta", 1)
            .with("avg", "micro")
    }

    /// Words of the hypothesis, of the reference, of their longest common subsequence.
    fn width(&self) -> usize {
        3
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        let lower = |texts: &[&str]| -> Vec<String> {
            texts.iter().map(|text| text.to_lowercase()).collect()
        };
        let (hypotheses, references) = (lower(hypotheses), lower(references));
        let mut vocabulary = Vocabulary::default();
        let mut words =
            |text| -> Vec<u32> { words(text).map(|word| vocabulary.number(word)).collect() };
        let references: Vec<_> = references.iter().map(|text| words(text)).collect();
        for (text, row) in hypotheses.iter().zip(rows.chunks_exact_mut(3)) {
            let hypothesis = words(text);
            let mut best = -1.0;
            for reference in &references {
                let common = rapidfuzz::distance::lcs_seq::similarity(
                    hypothesis.iter().copied(),
                    reference.iter().copied(),
                );
                let counts = [hypothesis.len(), reference.len(), common].map(cell);
                let score = self.segment_score(&counts);
                if score > best {
                    best = score;
                    row.copy_from_slice(&counts);
                }
            }
        }
    }

    fn score(&self, sums: &[i64]) -> f64 {
        let (lengths, common) = ((sums[0] + sums[1]) as f64, sums[2] as f64);
        if lengths > 0.0 {
            100.0 * 2.0 * common / lengths
        } else {
            0.0
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_the_common_subsequence() {
        for (hypothesis, reference, expected) in [
            ("Katten åt fisken.", "katten åt fisken", 100.0),
            ("fisken åt katten", "katten åt fisken", 100.0 / 3.0),
            ("katten fisken", "katten åt fisken", 80.0),
            ("helt fel", "inga lika", 0.0),
            ("", "", 0.0),
            ("!", "ord", 0.0),
        ] {
            assert!(
                (RougeL.segment(hypothesis, &[reference]) - expected).abs() < 1e-9,
                "{hypothesis}"
            );
        }
        assert_eq!(RougeL.segment("en bil", &["ett hus", "en bil"]), 100.0);
    }
}
