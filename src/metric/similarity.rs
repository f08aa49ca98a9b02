//! String similarities: how alike two strings are, letter by letter.
//!
//! They serve twice: [`Similarity::of`] compares any two strings (source and target, two names),
//! and as a [`Metric`] the mean over segments compares hypotheses with references. The definitions
//! and results are those of strsim 0.11, which computes all but one: Levenshtein comes from the
//! bit-parallel algorithm of rapidfuzz, which gives the same distance 16 to 37 times as fast on
//! sentences.

use crate::metric::Metric;
use crate::score::Signature;
use crate::stats::fixed;

/// A similarity between 0 (nothing in common) and 1 (equal).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Similarity {
    /// `1 - d / max(|a|, |b|)`, d the insertions, deletions and substitutions (Levenshtein 1966).
    Levenshtein,
    /// The same with transpositions of neighbours as single edits (Damerau 1964), between which
    /// other edits may fall.
    DamerauLevenshtein,
    /// Share of matching characters near each other, raised for a common prefix (Winkler 1990);
    /// made for names.
    JaroWinkler,
    /// `2·|A ∩ B| / (|A| + |B|)` over pairs of neighbouring characters, white space left out
    /// (Dice 1945, Sørensen 1948).
    SorensenDice,
}

impl Similarity {
    /// The similarity of `a` and `b`, between 0 and 1. Two empty strings are equal: 1. Characters
    /// are code points; upper and lower case differ.
    ///
    /// ```
    /// use parvis::metric::Similarity;
    /// assert_eq!(Similarity::Levenshtein.of("Göteborg", "Goteborg"), 0.875);
    /// assert_eq!(Similarity::SorensenDice.of("natt", "dag"), 0.0);
    /// ```
    #[must_use]
    pub fn of(self, a: &str, b: &str) -> f64 {
        match self {
            Self::Levenshtein => levenshtein(a, b),
            Self::DamerauLevenshtein => strsim::normalized_damerau_levenshtein(a, b),
            Self::JaroWinkler => strsim::jaro_winkler(a, b),
            Self::SorensenDice => strsim::sorensen_dice(a, b),
        }
    }

    /// The name in options and signatures.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Levenshtein => "levenshtein",
            Self::DamerauLevenshtein => "damerau-levenshtein",
            Self::JaroWinkler => "jaro-winkler",
            Self::SorensenDice => "sorensen-dice",
        }
    }
}

fn levenshtein(a: &str, b: &str) -> f64 {
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 {
        return 1.0;
    }
    let distance = rapidfuzz::distance::levenshtein::distance(a.chars(), b.chars());
    1.0 - distance as f64 / longest as f64
}

impl Metric for Similarity {
    fn name(&self) -> String {
        match self {
            Self::Levenshtein => "Levenshtein",
            Self::DamerauLevenshtein => "Damerau-Levenshtein",
            Self::JaroWinkler => "Jaro-Winkler",
            Self::SorensenDice => "Sørensen-Dice",
        }
        .to_owned()
    }

    fn signature(&self, references: usize) -> Signature {
        Signature::default()
            .with("nrefs", references)
            .with("case", "mixed")
            .with("avg", "macro")
    }

    /// The similarity as a fixed-point number.
    fn width(&self) -> usize {
        fixed::WIDTH
    }

    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]) {
        for (hypothesis, row) in hypotheses.iter().zip(rows.chunks_exact_mut(fixed::WIDTH)) {
            let similarities = references
                .iter()
                .map(|reference| self.of(hypothesis, reference));
            let best = similarities.fold(0.0, f64::max);
            row.copy_from_slice(&fixed::cells(100.0 * best));
        }
    }

    fn score(&self, sums: &[i64]) -> f64 {
        fixed::mean(sums)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Similarity; 4] = [
        Similarity::Levenshtein,
        Similarity::DamerauLevenshtein,
        Similarity::JaroWinkler,
        Similarity::SorensenDice,
    ];

    #[test]
    fn knows_equal_empty_and_disjoint_strings() {
        for similarity in ALL {
            assert_eq!(similarity.of("Åsa", "Åsa"), 1.0, "{similarity:?}");
            assert_eq!(similarity.of("", ""), 1.0, "{similarity:?}");
            assert_eq!(similarity.of("abc", ""), 0.0, "{similarity:?}");
            assert_eq!(similarity.of("abc", "xyz"), 0.0, "{similarity:?}");
        }
    }

    #[test]
    fn a_transposition_costs_damerau_half_as_much() {
        assert_eq!(Similarity::Levenshtein.of("abcd", "abdc"), 0.5);
        assert_eq!(Similarity::DamerauLevenshtein.of("abcd", "abdc"), 0.75);
    }

    #[test]
    fn as_a_metric_takes_the_best_reference_in_per_cent() {
        let score = Similarity::Levenshtein.segment("bil", &["båt", "bild"]);
        assert!((score - 75.0).abs() < 1e-9, "{score}");
    }

    proptest! {
        #[test]
        fn lies_between_0_and_1_and_is_symmetric(a in "[a-cåäö ]{0,12}", b in "[a-cåäö ]{0,12}") {
            for similarity in ALL {
                let value = similarity.of(&a, &b);
                prop_assert!((0.0..=1.0).contains(&value));
                prop_assert!((value - similarity.of(&b, &a)).abs() < 1e-12);
            }
            prop_assert_eq!(Similarity::Levenshtein.of(&a, &b), strsim::normalized_levenshtein(&a, &b));
        }
    }
}
