//! TER: the share of words to edit, where moving a block of words is one edit.
//!
//! Snover, Dorr, Schwartz, Micciulla and Makhoul 2006, <https://aclanthology.org/2006.amta-papers.25>:
//!
//! ```text
//! TER = (insertions + deletions + substitutions + shifts) / words of the reference
//! ```
//!
//! The best set of shifts is intractable, so TER is *defined* by the greedy search of Tercom, which
//! sacreBLEU 2.6.0 restates; scores agree with it to 1e-9, its limits included: blocks of up to ten
//! words, moved from at most 50 words away, an edit distance that stays within a beam around the
//! diagonal, and an end of the search after 1000 candidates, which throws away the best shift of
//! that round. With several references, the fewest edits count, over the *mean* reference length.
//!
//! Beyond sacreBLEU the row keeps how the edits divide into insertions, deletions, substitutions
//! and shifts: see [`Edits`].

mod edit_distance;
mod shift;
mod tokenizer;

use std::borrow::Cow;

use crate::metric::{Metric, Replica, cell, error_rate};
use crate::score::{Direction, Range, Signature};
use crate::text::pysplit::{split_whitespace, trim_end};
use crate::text::vocabulary::Vocabulary;

pub use shift::Edits;

/// TER and its settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ter {
    /// Split off punctuation and resolve entities first, as Tercom's `-N` does.
    pub normalized: bool,
    /// Remove punctuation, as Tercom's `-P` does.
    pub no_punctuation: bool,
    /// Extend the two settings above to Chinese and Japanese.
    pub asian_support: bool,
    /// Keep upper and lower case apart; by default they are not.
    pub case_sensitive: bool,
}

impl Ter {
    /// The edits that turn `hypothesis` into `reference`.
    #[must_use]
    pub fn edits(&self, hypothesis: &str, reference: &str) -> Edits {
        let (hypothesis, reference) = (
            self.tokenize(hypothesis),
            self.tokenize_reference(reference),
        );
        let mut words = Vocabulary::default();
        let (hypothesis, reference) = (words.numbers(&hypothesis), words.numbers(&reference));
        shift::edits(&hypothesis, &reference, words.word_count())
    }

    fn tokenize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        tokenizer::tokenize(trim_end(text), self)
    }

    /// sacreBLEU tokenises references twice, which matters where a full stop follows 's: the
    /// first pass leaves `agency's .`, the second splits it. So a normalised segment that equals
    /// its reference can have a TER above 0; the published numbers have it so.
    fn tokenize_reference<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let tokens = self.tokenize(text);
        if !self.normalized {
            return tokens;
        }
        let tokens: Vec<&str> = split_whitespace(&tokens).collect();
        Cow::Owned(self.tokenize(&tokens.join(" ")).into_owned())
    }
}

impl Metric for Ter {
    fn name(&self) -> String {
        "TER".to_owned()
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
            .with("case", if self.case_sensitive { "mixed" } else { "lc" })
            .with("tok", "tercom")
            .with_switch("norm", self.normalized)
            .with_switch("punct", !self.no_punctuation)
            .with_switch("asian", self.asian_support)
    }

    /// Edits, words of all references, number of references, 1; then insertions, deletions,
    /// substitutions and shifts, which sum to the edits.
    fn width(&self) -> usize {
        8
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        let hypotheses: Vec<_> = hypotheses.iter().map(|text| self.tokenize(text)).collect();
        let references: Vec<_> = references
            .iter()
            .map(|text| self.tokenize_reference(text))
            .collect();
        let mut words = Vocabulary::default();
        let references: Vec<_> = references.iter().map(|text| words.numbers(text)).collect();
        let hypotheses: Vec<_> = hypotheses.iter().map(|text| words.numbers(text)).collect();
        let word_count = words.word_count();
        for (hypothesis, row) in hypotheses.iter().zip(rows.chunks_exact_mut(self.width())) {
            let edits = references
                .iter()
                .map(|reference| shift::edits(hypothesis, reference, word_count))
                .min_by_key(Edits::total)
                .unwrap_or_default();
            row.copy_from_slice(&[
                cell(edits.total()),
                cell(references.iter().map(Vec::len).sum()),
                cell(references.len()),
                1,
                cell(edits.insertions),
                cell(edits.deletions),
                cell(edits.substitutions),
                cell(edits.shifts),
            ]);
        }
    }

    fn replica(&self) -> Option<Replica> {
        Some(Replica::Ter)
    }

    fn score(&self, sums: &[i64]) -> f64 {
        let references_per_segment = sums[2] as f64 / sums[3].max(1) as f64;
        let reference_len = sums[1] as f64 / references_per_segment.max(1.0);
        error_rate(sums[0] as f64, reference_len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degenerate_segments_score_as_in_sacrebleu() {
        for (hypothesis, reference, expected) in [
            ("", "", 0.0),
            ("hej", "", 100.0),
            ("hej på dig", "", 100.0),
            ("", "hej du", 100.0),
            ("Hej", "hej", 0.0),
            ("a b c d e", "a", 400.0),
        ] {
            assert_eq!(
                Ter::default().segment(hypothesis, &[reference]),
                expected,
                "{hypothesis:?}"
            );
        }
    }

    #[test]
    fn a_moved_block_is_one_edit() {
        for (hypothesis, reference, shifts, others) in [
            ("b a", "a b", 1, 0),
            ("d e f a b c", "a b c d e f", 1, 0),
            ("x y a b c z", "a b c x y z", 1, 0),
            ("en två tre", "en två tre", 0, 0),
            ("en två fyra", "en två tre", 0, 1),
        ] {
            let edits = Ter::default().edits(hypothesis, reference);
            assert_eq!(
                (edits.shifts, edits.total() - edits.shifts),
                (shifts, others),
                "{hypothesis}"
            );
        }
    }

    #[test]
    fn edits_divide_into_categories() {
        let edits = Ter::default().edits("ett två tre fyra fem sex", "noll ett två trea fyra fem");
        assert_eq!(
            (edits.insertions, edits.deletions, edits.substitutions),
            (1, 1, 1)
        );
    }

    #[test]
    fn normalised_references_are_tokenised_twice() {
        let ter = Ter {
            normalized: true,
            ..Ter::default()
        };
        assert_eq!(ter.segment("Det var Lars's.", &["Det var Lars's."]), 40.0);
        assert_eq!(
            Ter::default().segment("Det var Lars's.", &["Det var Lars's."]),
            0.0
        );
    }

    #[test]
    fn several_references_give_the_fewest_edits_over_the_mean_length() {
        let score = Ter::default().segment("a b c", &["a b c d e f", "a b c d"]);
        assert_eq!(score, 20.0);
    }
}
