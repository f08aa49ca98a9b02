//! chrF and chrF++: F-score over n-grams of characters, and of words for chrF++.
//!
//! Popović 2015, <https://aclanthology.org/W15-3049>, and 2017, <https://aclanthology.org/W17-4770>:
//!
//! ```text
//! chrFβ = (1 + β²) · P · R / (β² · P + R)
//! ```
//!
//! with P and R the means of n-gram precision and recall over the orders for which both texts have
//! n-grams, β = 2. Scores agree with sacreBLEU 2.6.0 to 1e-9; with several references the one with
//! the best score for the segment supplies its counts. Two empty texts score 0, not 100.

use std::borrow::Cow;

use crate::metric::{Metric, Replica, cell};
use crate::score::Signature;
use crate::text::ngram::{CharKeys, MAX_CHAR_ORDER, MAX_WORD_ORDER, WordKeys};
use crate::text::pysplit::split_whitespace;
use crate::text::vocabulary::Vocabulary;

/// chrF and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Chrf {
    /// Longest character n-gram counted, 1 to [`MAX_CHAR_ORDER`].
    pub char_order: usize,
    /// Longest word n-gram counted: 0 for chrF, 2 for chrF++, at most [`MAX_WORD_ORDER`].
    pub word_order: usize,
    /// How many times recall weighs as much as precision.
    pub beta: f64,
    /// Lower-case first.
    pub lowercase: bool,
    /// Count white space as characters.
    pub whitespace: bool,
    /// Average the F-scores of *all* orders, as chrF++.py, NLTK and Moses do, with a tiny number
    /// for an undefined one, instead of precision and recall of the defined ones.
    pub epsilon_smoothing: bool,
}

impl Default for Chrf {
    fn default() -> Self {
        Self {
            char_order: MAX_CHAR_ORDER,
            word_order: 0,
            beta: 2.0,
            lowercase: false,
            whitespace: false,
            epsilon_smoothing: false,
        }
    }
}

/// n-grams of one text.
struct Grams {
    chars: CharKeys,
    words: WordKeys,
}

impl Grams {
    /// Number of n-grams of each order, characters first.
    fn count(&self, chrf: &Chrf, order: usize) -> usize {
        let (len, longer) = match order.checked_sub(chrf.char_order) {
            None => (self.chars.char_len(), order),
            Some(word_order) => (self.words.word_len(), word_order),
        };
        len.saturating_sub(longer)
    }
}

impl Chrf {
    fn orders(&self) -> usize {
        self.char_order() + self.word_order()
    }

    fn char_order(&self) -> usize {
        self.char_order.clamp(1, MAX_CHAR_ORDER)
    }

    fn word_order(&self) -> usize {
        self.word_order.min(MAX_WORD_ORDER)
    }

    fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.lowercase {
            text.to_lowercase().into()
        } else {
            text.into()
        }
    }

    fn grams<'t>(&self, text: &'t str, vocabulary: &mut Vocabulary<'t>) -> Grams {
        let words: Vec<u32> = if self.word_order() > 0 {
            words(text).map(|word| vocabulary.number(word)).collect()
        } else {
            Vec::new()
        };
        Grams {
            chars: if self.whitespace {
                CharKeys::new(text.chars())
            } else {
                CharKeys::without_spaces(text)
            },
            words: WordKeys::new(&words),
        }
    }

    /// Counts of hypothesis, reference and matches for each order. The hypothesis counts only
    /// where the reference has n-grams.
    fn compare(&self, hypothesis: &Grams, reference: &Grams, row: &mut [i32]) {
        let chars = hypothesis.chars.matches(&reference.chars);
        let words = hypothesis.words.matches(&reference.words);
        let matches = chars[..self.char_order()]
            .iter()
            .chain(&words[..self.word_order()]);
        for (order, (&matched, counts)) in matches.zip(row.chunks_exact_mut(3)).enumerate() {
            let in_reference = reference.count(self, order);
            counts[0] = if in_reference > 0 {
                cell(hypothesis.count(self, order))
            } else {
                0
            };
            counts[1] = cell(in_reference);
            counts[2] = cell(matched as usize);
        }
    }

    fn f_score(&self, counts: impl Iterator<Item = [f64; 3]>) -> f64 {
        const EPSILON: f64 = 1e-16;
        let factor = self.beta * self.beta;
        let (mut sum_of_f, mut precisions, mut recalls, mut defined) = (0.0, 0.0, 0.0, 0.0);
        for [in_hypothesis, in_reference, matched] in counts {
            let share = |of: f64| if of > 0.0 { matched / of } else { EPSILON };
            let (precision, recall) = (share(in_hypothesis), share(in_reference));
            let denominator = factor * precision + recall;
            sum_of_f += if denominator > 0.0 {
                (1.0 + factor) * precision * recall / denominator
            } else {
                EPSILON
            };
            if in_hypothesis > 0.0 && in_reference > 0.0 {
                precisions += precision;
                recalls += recall;
                defined += 1.0;
            }
        }
        if self.epsilon_smoothing {
            return 100.0 * sum_of_f / self.orders() as f64;
        }
        if precisions + recalls == 0.0 {
            return 0.0;
        }
        let (precision, recall) = (precisions / defined, recalls / defined);
        100.0 * ((1.0 + factor) * precision * recall / (factor * precision + recall))
    }
}

impl Metric for Chrf {
    fn name(&self) -> String {
        format!("chrF{}", "+".repeat(self.word_order()))
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("case", if self.lowercase { "lc" } else { "mixed" })
            .with_switch("eff", !self.epsilon_smoothing)
            .with("nc", self.char_order())
            .with("nw", self.word_order())
            .with_switch("space", self.whitespace)
            .with("beta", self.beta)
    }

    /// For each order, characters first: n-grams of the hypothesis, of the reference, matches.
    fn width(&self) -> usize {
        3 * self.orders()
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        let hypotheses: Vec<Cow<'_, str>> = hypotheses.iter().map(|text| self.fold(text)).collect();
        let references: Vec<Cow<'_, str>> = references.iter().map(|text| self.fold(text)).collect();
        let mut vocabulary = Vocabulary::default();
        let references: Vec<Grams> = references
            .iter()
            .map(|text| self.grams(text, &mut vocabulary))
            .collect();
        let mut candidate = vec![0; self.width()];
        for (text, row) in hypotheses.iter().zip(rows.chunks_exact_mut(self.width())) {
            let hypothesis = self.grams(text, &mut vocabulary);
            let mut best = f64::NEG_INFINITY;
            for reference in &references {
                self.compare(&hypothesis, reference, &mut candidate);
                if references.len() == 1 {
                    row.copy_from_slice(&candidate);
                    break;
                }
                let score = self.segment_score(&candidate);
                if score > best {
                    best = score;
                    row.copy_from_slice(&candidate);
                }
            }
        }
    }

    fn replica(&self) -> Option<Replica> {
        Some(Replica::Chrf(self.clone()))
    }

    fn score(&self, sums: &[i64]) -> f64 {
        self.f_score(
            sums.chunks_exact(3)
                .map(|counts| std::array::from_fn(|n| counts[n] as f64)),
        )
    }
}

/// Words with one punctuation mark cut off each, the last character before the first, as the
/// original chrF++.py does: `(hej)` gives `(hej` and `)`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    split_whitespace(text).flat_map(|word| {
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let is_mark = |c: Option<char>| c.is_some_and(|c| c.is_ascii_punctuation());
        let cut = if word.chars().nth(1).is_none() {
            word.len()
        } else if is_mark(last) {
            word.len() - 1
        } else if is_mark(first) {
            1
        } else {
            word.len()
        };
        let (left, right) = word.split_at(cut);
        [left, right].into_iter().filter(|part| !part.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_one_mark_off_a_word() {
        for (text, expected) in [
            ("(hej) \"hej!\" !hej ...", "(hej ) \"hej! \" ! hej .. ."),
            ("- ! å", "- ! å"),
            ("”hej” e-post, kr.", "”hej” e-post , kr ."),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn degenerate_segments_score_as_in_sacrebleu() {
        let (chrf, epsilon) = (
            Chrf::default(),
            Chrf {
                epsilon_smoothing: true,
                ..Chrf::default()
            },
        );
        for (hypothesis, reference, plain, smoothed) in [
            ("", "", 0.0, 1e-14),
            ("", "hej", 0.0, 1e-14),
            ("hej", "", 0.0, 1e-14),
            ("hej", "hej", 100.0, 50.0),
            ("abc", "xyz", 0.0, 0.0),
        ] {
            assert!((chrf.segment(hypothesis, &[reference]) - plain).abs() < 1e-9);
            assert!((epsilon.segment(hypothesis, &[reference]) - smoothed).abs() < 1e-9);
        }
    }

    #[test]
    fn white_space_counts_only_on_request() {
        let spaced = Chrf {
            whitespace: true,
            ..Chrf::default()
        };
        assert_eq!(Chrf::default().segment("enbil", &["en bil"]), 100.0);
        assert!(spaced.segment("enbil", &["en bil"]) < 100.0);
    }

    #[test]
    fn the_best_reference_supplies_the_counts() {
        let chrf = Chrf {
            word_order: 2,
            ..Chrf::default()
        };
        assert_eq!(
            chrf.segment("en röd bil", &["två hus", "en röd bil"]),
            100.0
        );
        assert_eq!(chrf.name(), "chrF++");
    }
}
