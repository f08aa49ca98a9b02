//! Source↔target measures: numbers about a pair that are reported, not judged.
//!
//! [`LengthModel`] says how unusual a length ratio is; it knows that short segments vary more. The
//! idea is Gale and Church's (A Program for Aligning Sentences in Bilingual Corpora, Computational
//! Linguistics 19, 1993), here on the logarithm of the ratio, so that twice as long and half as long
//! are equally far from the mean.

use std::sync::LazyLock;

use statrs::statistics::{Data, Median, Statistics};

use crate::annotate::{Annotated, Pair};
use crate::locale::Language;
use crate::text::token::TokenKind;

/// The measures of one pair, by name, in the order in which they are reported. `None` where a
/// measure is undefined for the pair.
pub type Measures = Vec<(&'static str, Option<f64>)>;

/// Measures one pair.
///
/// - `length_ratio`: characters of the target by characters of the source; undefined for an
///   empty source.
/// - `word_ratio`: the same in words and numbers.
/// - `length_z`: how many standard deviations the length ratio lies from what the
///   [`LengthModel`] expects; undefined where a side is empty.
/// - `copied_share`: the share of the target's words that the source has too, 0 to 1;
///   undefined for a target without words.
#[must_use]
pub fn measure(pair: &Pair<'_>) -> Measures {
    let source_len = pair.source.text.chars().count();
    let target_len = pair.target.text.chars().count();
    let source_words = word_count(&pair.source);
    let target_words = word_count(&pair.target);
    vec![
        ("length_ratio", ratio(target_len, source_len)),
        ("word_ratio", ratio(target_words, source_words)),
        (
            "length_z",
            LengthModel::of(pair.source.lang).z_score(source_len, target_len),
        ),
        ("copied_share", copied_share(pair)),
    ]
}

/// Similarities of the two texts as strings, each from 0 (nothing in common) to 1 (equal), for
/// near-copies and sibling texts; too slow to be measured unasked.
///
/// `levenshtein`, `damerau_levenshtein` (both normalised by the longer text), `jaro_winkler` and
/// `sorensen_dice` (on letter pairs).
#[must_use]
pub fn similarities(pair: &Pair<'_>) -> Measures {
    let (source, target) = (pair.source.text, pair.target.text);
    vec![
        (
            "levenshtein",
            Some(strsim::normalized_levenshtein(source, target)),
        ),
        (
            "damerau_levenshtein",
            Some(strsim::normalized_damerau_levenshtein(source, target)),
        ),
        ("jaro_winkler", Some(strsim::jaro_winkler(source, target))),
        ("sorensen_dice", Some(strsim::sorensen_dice(source, target))),
    ]
}

/// What length a translation has, given its source: the logarithm of target by source length, in
/// characters, is normal with a fixed mean and a variance that falls with the source length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LengthModel {
    /// Mean of the log ratio.
    pub mean: f64,
    /// Variance that remains however long the source.
    pub floor: f64,
    /// Variance of a source of one character, beyond the floor.
    pub per_char: f64,
}

impl LengthModel {
    /// The fitted model for translations out of this language.
    #[must_use]
    pub fn of(source_lang: Language) -> Self {
        match source_lang {
            Language::English => MODELS.0,
            Language::Swedish => MODELS.1,
        }
    }

    /// Fits the model to translations, each given by its source and target length in characters.
    ///
    /// The mean is the median of the log ratios, which one bad pair can't move. The variance is the
    /// least-squares line of the squared deviations over the reciprocal of the source length.
    /// `None` for fewer than three usable pairs or pairs of one length only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // lengths are far below 2^52
    pub fn fit(lengths: &[(usize, usize)]) -> Option<Self> {
        let usable = lengths
            .iter()
            .filter(|(source, target)| source * target > 0);
        let (reciprocals, ratios): (Vec<f64>, Vec<f64>) = usable
            .map(|&(source, target)| (1.0 / source as f64, (target as f64 / source as f64).ln()))
            .unzip();
        if ratios.len() < 3 {
            return None;
        }
        let mean = Data::new(ratios.clone()).median();
        let squares: Vec<f64> = ratios.iter().map(|ratio| (ratio - mean).powi(2)).collect();
        let per_char = (&reciprocals).covariance(&squares) / Statistics::variance(&reciprocals);
        let floor = Statistics::mean(&squares) - per_char * Statistics::mean(&reciprocals);
        per_char.is_finite().then_some(Self {
            mean,
            floor: floor.max(LEAST_FLOOR),
            per_char: per_char.max(0.0),
        })
    }

    /// Standard deviation of the log ratio for a source of this many characters.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // lengths are far below 2^52
    pub fn deviation(&self, source_len: usize) -> f64 {
        (self.floor + self.per_char / source_len.max(1) as f64).sqrt()
    }

    /// Standard deviations between the pair's log ratio and the mean, negative for a short
    /// target; `None` where a side is empty.
    #[must_use]
    pub fn z_score(&self, source_len: usize, target_len: usize) -> Option<f64> {
        let ratio = ratio(target_len, source_len).filter(|&ratio| ratio > 0.0)?;
        Some((ratio.ln() - self.mean) / self.deviation(source_len))
    }

    /// The target lengths within `z` standard deviations, shortest and longest.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // lengths are positive and far below 2^52
    pub fn expected(&self, source_len: usize, z: f64) -> (usize, usize) {
        let reach = z * self.deviation(source_len);
        let length = |log_ratio: f64| (source_len as f64 * log_ratio.exp()).round() as usize;
        (length(self.mean - reach), length(self.mean + reach))
    }
}

/// The variance that even the most uniform sample leaves.
const LEAST_FLOOR: f64 = 1e-4;

/// Out of English, out of Swedish.
static MODELS: LazyLock<(LengthModel, LengthModel)> = LazyLock::new(|| {
    let table = include_str!("lexicon/length_model.tsv");
    let model = |source: &str| {
        table
            .lines()
            .filter_map(|line| line.strip_prefix(source)?.strip_prefix('\t'))
            .find_map(parse_model)
            .expect("the table has both directions")
    };
    (model("en"), model("sv"))
});

/// Reads `target mean floor per_char` between tabs.
fn parse_model(fields: &str) -> Option<LengthModel> {
    let mut fields = fields.split('\t').skip(1).map(str::parse);
    Some(LengthModel {
        mean: fields.next()?.ok()?,
        floor: fields.next()?.ok()?,
        per_char: fields.next()?.ok()?,
    })
}

#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn word_count(side: &Annotated<'_>) -> usize {
    side.tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Mark)
        .count()
}

fn copied_share(pair: &Pair<'_>) -> Option<f64> {
    let mut source: Vec<u64> = word_hashes(&pair.source).collect();
    source.sort_unstable();
    let (mut copied, mut all) = (0, 0);
    for hash in word_hashes(&pair.target) {
        all += 1;
        copied += usize::from(source.binary_search(&hash).is_ok());
    }
    ratio(copied, all)
}

fn word_hashes<'a>(side: &'a Annotated<'_>) -> impl Iterator<Item = u64> + 'a {
    let is_word = |kind| kind == TokenKind::Word;
    let words = side.tokens.iter().zip(&side.facts);
    words
        .filter(move |(token, _)| is_word(token.kind))
        .map(|(_, word)| word.hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;
    use crate::segment::Segment;

    fn measures(source: &str, target: &str) -> Measures {
        let segment = Segment::new(Language::English, source, target);
        measure(&Annotator::new().annotate_pair(&segment))
    }

    fn value(measures: &Measures, name: &str) -> Option<f64> {
        measures.iter().find(|(other, _)| *other == name)?.1
    }

    #[test]
    fn measures_ratios_and_copies() {
        let found = measures("one two", "ett two tre fyra");
        assert_eq!(value(&found, "length_ratio"), Some(16.0 / 7.0));
        assert_eq!(value(&found, "word_ratio"), Some(2.0));
        assert_eq!(value(&found, "copied_share"), Some(0.25));
    }

    #[test]
    fn leaves_undefined_what_is_undefined() {
        assert!(measures("", "").iter().all(|(_, value)| value.is_none()));
        assert_eq!(value(&measures("ord", ""), "length_ratio"), Some(0.0));
        assert_eq!(value(&measures("ord", ""), "length_z"), None);
    }

    #[test]
    fn fits_what_it_was_made_from() {
        let exact: Vec<(usize, usize)> = (10..60).map(|len| (len, 2 * len)).collect();
        let model = LengthModel::fit(&exact).expect("there are enough pairs");
        assert!((model.mean - 2.0_f64.ln()).abs() < 1e-12);
        assert!(model.deviation(20) < 0.02);
        assert_eq!(LengthModel::fit(&[(1, 2), (3, 4)]), None);
        assert_eq!(LengthModel::fit(&[(5, 5); 9]), None);
    }

    #[test]
    fn long_segments_are_held_to_less_variation() {
        let model = LengthModel::of(Language::English);
        assert!(model.deviation(10) > 2.0 * model.deviation(200));
        let short = model.z_score(10, 20).expect("both sides have text");
        let long = model.z_score(200, 400).expect("both sides have text");
        assert!(0.0 < short && short < long);
        let (low, high) = model.expected(100, 2.0);
        assert!(low < 100 && 100 < high);
    }
}
