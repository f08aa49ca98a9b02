//! Ordinary English words: those whose capital proves no name.
//!
//! The list holds base forms; regular inflections are undone on look-up, so `Houses` and
//! `Founded` are ordinary as well.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words that nearly every reader of English knows, and rarer ones: base forms.
/// Source and licence: `src/lexicon/README.md`.
static COMMON: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../lexicon/words/english_common.txt")));
static RARE: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../lexicon/words/english_rare.txt")));

/// True for a common English word, given folded. Many surnames are rarer words (*Carter*,
/// *Parker*), so that a capital inside a sentence on one of those is a name.
#[must_use]
pub fn is_common_english(folded: &str) -> bool {
    is_inflection_of(folded, &|word| COMMON.contains(word))
}

/// True for an ordinary English word, common or rare, given folded.
#[must_use]
pub fn is_ordinary_english(folded: &str) -> bool {
    is_inflection_of(folded, &|word| COMMON.contains(word) || RARE.contains(word))
}

/// True for a word that `is_base` knows or that is regularly made from one, in any number of
/// steps (`willingness`); the lists are generated without such words.
pub fn is_inflection_of(word: &str, is_base: &dyn Fn(&str) -> bool) -> bool {
    is_base(word) || base_forms(word).any(|base| is_inflection_of(&base, is_base))
}

/// True for a word put together from two ordinary ones, or from one and a prefix, given folded:
/// `wagonways`, `neurobiological`.
#[must_use]
pub fn is_ordinary_compound(folded: &str) -> bool {
    let has_prefix = PREFIXES.iter().any(|prefix| {
        folded
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.len() >= 4 && is_ordinary_english(rest))
    });
    has_prefix
        || (4..folded.len().saturating_sub(3)).any(|at| {
            folded.is_char_boundary(at)
                && is_ordinary_english(&folded[..at])
                && is_ordinary_english(&folded[at..])
        })
}

const PREFIXES: &[&str] = &[
    "anti", "astro", "auto", "bio", "co", "counter", "cyber", "de", "dis", "eco", "electro", "ex",
    "geo", "hyper", "in", "inter", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "mono",
    "multi", "nano", "neo", "neuro", "non", "out", "over", "para", "photo", "poly", "post", "pre",
    "pro", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "tele", "thermo", "trans",
    "ultra", "un", "under", "up",
];

/// Words that `word` may be a regular inflection or a common derivation of.
fn base_forms(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    ENDINGS
        .iter()
        .filter_map(move |(ending, replacement)| {
            let stem = word.strip_suffix(ending)?;
            (stem.len() >= 3).then_some((stem, *replacement))
        })
        .flat_map(|(stem, replacement)| {
            let undoubled = stem
                .as_bytes()
                .last_chunk::<2>()
                .filter(|[one, two]| one == two && replacement.is_empty())
                .map(|_| Cow::Borrowed(&stem[..stem.len() - 1]));
            let base = if replacement.is_empty() {
                Cow::Borrowed(stem)
            } else {
                Cow::Owned(format!("{stem}{replacement}"))
            };
            [Some(base), undoubled]
        })
        .flatten()
}

/// An ending and what the base form has in its place.
const ENDINGS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("less", ""),
    ("ness", ""),
    ("ful", ""),
];

fn lines(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_ordinary_words_and_their_inflections() {
        for word in [
            "house", "houses", "founded", "stopped", "studies", "the", "making", "quickly",
        ] {
            assert!(is_ordinary_english(word), "{word}");
        }
    }

    #[test]
    fn knows_compounds_of_ordinary_words() {
        for word in [
            "wagonways",
            "neurobiological",
            "preoperative",
            "workbenches",
        ] {
            assert!(is_ordinary_compound(word), "{word}");
        }
        for word in ["newman", "stockholm", "lindqvist"] {
            assert!(!is_ordinary_compound(word), "{word}");
        }
    }

    #[test]
    fn takes_no_name_for_an_ordinary_word() {
        for word in [
            "lindqvist",
            "mitterrand",
            "stockholm",
            "zelensky",
            "",
            "ing",
        ] {
            assert!(!is_ordinary_english(word), "{word}");
        }
    }
}
