//! Regular inflection of glossary terms: whether a word of a text is a form of a term.
//!
//! Both are folded. `nätverkets` is a form of *nätverk*, `nycklarna` of *nyckel*, `policies` of
//! *policy*. What changes its stem vowel (*bok*, *böcker*) is not.

use crate::locale::Language;

/// True when `word` is `term` or a regular inflection of it.
pub(super) fn is_inflected(word: &str, term: &str, lang: Language) -> bool {
    word == term
        || stems(term, lang).any(|stem| {
            word.strip_prefix(stem)
                .is_some_and(|ending| endings(lang).binary_search(&ending).is_ok())
        })
        || is_contracted(word, term, lang)
}

/// True when `term` is the first or the last part of the Swedish compound `word`:
/// *nätverksfel*, *datanätverken*.
pub(super) fn is_compound(word: &str, term: &str, lang: Language) -> bool {
    if lang == Language::English || term.len() < 4 {
        return false;
    }
    word.starts_with(term)
        || (1..word.len().saturating_sub(term.len() - 1))
            .any(|at| word.is_char_boundary(at) && is_inflected(&word[at..], term, lang))
}

/// The term and what is left of it without a final vowel, for inflections that replace it:
/// *flicka*, *flickor*; *policy*, *policies*.
fn stems(term: &str, lang: Language) -> impl Iterator<Item = &str> {
    let vowels: &[char] = match lang {
        Language::Swedish => &['a', 'e'],
        Language::English => &['e', 'y'],
    };
    let short = term.strip_suffix(vowels).filter(|stem| stem.len() >= 3);
    [Some(term), short].into_iter().flatten()
}

/// *nyckel*, *nycklar*; *åker*, *åkrar*; *öken*, *öknar*: the vowel before the last consonant goes.
fn is_contracted(word: &str, term: &str, lang: Language) -> bool {
    if lang == Language::English {
        return false;
    }
    ["el", "en", "er"].iter().any(|ending| {
        let Some(stem) = term.strip_suffix(ending).filter(|stem| stem.len() >= 2) else {
            return false;
        };
        let rest = word.strip_prefix(stem);
        rest.and_then(|rest| rest.strip_prefix(&ending[1..]))
            .is_some_and(|rest| SWEDISH.binary_search(&rest).is_ok() && !rest.is_empty())
    })
}

const fn endings(lang: Language) -> &'static [&'static str] {
    match lang {
        Language::Swedish => SWEDISH,
        Language::English => ENGLISH,
    }
}

/// Endings of Swedish nouns, adjectives and verbs, folded and sorted.
const SWEDISH: &[&str] = &[
    "", "a", "ade", "ades", "an", "andes", "ans", "ar", "are", "aren", "arens", "ares", "arna",
    "arnas", "ars", "as", "at", "ats", "de", "des", "e", "en", "ens", "er", "erna", "ernas", "ers",
    "es", "et", "ets", "n", "na", "nas", "ns", "or", "orna", "ornas", "ors", "r", "rna", "rnas",
    "s", "t", "te", "tes", "ts",
];

/// Endings of English nouns, verbs and adjectives, sorted.
const ENGLISH: &[&str] = &["", "d", "ed", "er", "es", "est", "ied", "ies", "ing", "s"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted() {
        assert!(SWEDISH.is_sorted() && ENGLISH.is_sorted());
    }

    #[test]
    fn knows_regular_inflections() {
        use Language::{English, Swedish};
        for (word, term, lang, expected) in [
            ("natverkets", "natverk", Swedish, true),
            ("natverk", "natverk", Swedish, true),
            ("nycklarna", "nyckel", Swedish, true),
            ("flickor", "flicka", Swedish, true),
            ("pojkarnas", "pojke", Swedish, true),
            ("kommunens", "kommun", Swedish, true),
            ("bocker", "bok", Swedish, false),
            ("natverksfel", "natverk", Swedish, false),
            ("kommunism", "kommun", Swedish, false),
            ("policies", "policy", English, true),
            ("networks", "network", English, true),
            ("networker", "network", English, true),
            ("netting", "network", English, false),
        ] {
            assert_eq!(is_inflected(word, term, lang), expected, "{word} {term}");
        }
    }

    #[test]
    fn knows_compounds() {
        for (word, term, expected) in [
            ("natverksfel", "natverk", true),
            ("datanatverken", "natverk", true),
            ("elnatverkets", "natverk", true),
            ("natverk", "verkstad", false),
            ("radio", "rad", false),
        ] {
            assert_eq!(
                is_compound(word, term, Language::Swedish),
                expected,
                "{word}"
            );
        }
        assert!(!is_compound("networking", "network", Language::English));
    }
}
