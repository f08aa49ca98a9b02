//! Whether two unequal words may be one name in the two languages.
//!
//! *Trumpadministrationen* and *Trump*, *Atlanten* and *Atlantic*, *Korint* and *Corinth*,
//! *Tjajkovskij* and *Tchaikovsky*. Works on folded words; Chinese and Arabic romanisations are in
//! [`super::romanisation`].

use crate::annotate::entity::{EntityKind, Word, is_given_name};
use crate::locale::Language;
use crate::text::fold::transliteration_key;

/// True for `word` or its genitive, plural or Swedish definite form.
pub(super) fn is_form_of(word: &str, base: &str) -> bool {
    word.strip_prefix(base)
        .is_some_and(|ending| ending.is_empty() || ending == "s")
}

/// True for a Swedish compound that begins with the name (*Trumpadministrationen*) or an English
/// or Swedish derivation of it (*Londoners*, *londonbo*).
pub(super) fn is_compound_of(word: &str, name: &str, lang: Language) -> bool {
    let Some(rest) = word.strip_prefix(name) else {
        return false;
    };
    match lang {
        Language::Swedish => {
            name.len() >= 3 && rest.len() >= 3 || name.len() >= 4 && SWEDISH_ENDINGS.contains(&rest)
        }
        Language::English => name.len() >= 4 && ENGLISH_ENDINGS.contains(&rest),
    }
}

const SWEDISH_ENDINGS: &[&str] = &["ar", "bo", "en", "er", "et", "n", "ns", "or", "sk"];
const ENGLISH_ENDINGS: &[&str] = &[
    "an", "ans", "ean", "er", "ers", "es", "ese", "ian", "ians", "ish", "ism", "ist", "ists", "n",
    "ns", "ns",
];

/// Whether two unequal words may be one name in the two languages.
pub(super) fn are_related(
    here: Language,
    kind: EntityKind,
    folded: &str,
    word: &Word,
    other: &str,
) -> bool {
    let (swedish, english) = match here {
        Language::Swedish => (folded, other),
        Language::English => (other, folded),
    };
    // *Anderna* is no compound of *and*.
    let is_name = here == Language::English || word.is_capital || english.len() >= 4;
    is_name && is_compound_of(swedish, english, Language::Swedish)
        || word.is_capital && are_derived(swedish, english)
        || is_compound_of(english, swedish, Language::English)
        || english.len() >= 5 && swedish.ends_with(english)
        || are_cognates(swedish, english) && !(word.is_capital && differ_in_last(swedish, english))
        // *Hjort* and *Hjorth* are two people.
        || word.is_capital && kind != EntityKind::Person && are_classical(swedish, english)
        || word.is_capital && are_transliterations(swedish, english)
}

fn are_transliterations(swedish: &str, english: &str) -> bool {
    let is_transliterated = swedish.contains('j') || swedish.contains("ch");
    is_transliterated
        && swedish.as_bytes().first() != english.as_bytes().last()
        && transliteration_key(swedish) == transliteration_key(english)
}

/// *Wagnersopraner* and *Wagnerian*, *Almedalsveckan* and *Almedalen*.
fn are_derived(swedish: &str, english: &str) -> bool {
    const DERIVED: [&str; 3] = ["ian", "ians", "esque"];
    let derived = DERIVED
        .iter()
        .filter_map(|ending| english.strip_suffix(ending));
    let mut stems = derived
        .chain(definite_stems(english))
        .filter(|stem| stem.len() >= 6);
    stems.any(|stem| is_compound_of(swedish, stem, Language::Swedish) && swedish != english)
}

/// A name of antiquity in Swedish form and in Latin form: *Aristarchos* and *Aristarchus*,
/// *Korint* and *Corinth*.
fn are_classical(swedish: &str, english: &str) -> bool {
    let is_possible = english.len() >= 6 && swedish.len() >= 5 && english.contains(['c', 'h', 'u']);
    is_possible
        && !english.ends_with("son")
        && !is_given_name(english)
        && classical_key(swedish) == classical_key(english)
}

/// What the Swedish and the Latin spelling of a Greek word have in common.
fn classical_key(folded: &str) -> String {
    let plain = folded
        .replace("ph", "f")
        .replace("th", "t")
        .replace("ch", "k");
    let plain = plain
        .replace("ae", "e")
        .replace("oe", "e")
        .replace('c', "k");
    match plain.strip_suffix("us") {
        Some(stem) => format!("{stem}os"),
        None => plain,
    }
}

/// Words of one root with the endings of the two languages: *Atlanten* and *Atlantic*,
/// *renässansen* and *Renaissance*.
fn are_cognates(swedish: &str, english: &str) -> bool {
    let Some((shared, swedish_rest, english_rest)) = split_at_difference(swedish, english) else {
        return false;
    };
    shared >= 4
        && COGNATE_ENDINGS
            .iter()
            .any(|(sv, en)| sv.contains(&swedish_rest) && en.contains(&english_rest))
}

/// *Maria* and *Marie* are two names, as *Europa* and *Europe* are not.
fn differ_in_last(swedish: &str, english: &str) -> bool {
    swedish.len() == english.len() && swedish[..swedish.len() - 1] == english[..english.len() - 1]
}

/// Length of the common beginning in bytes, and the two rests.
fn split_at_difference<'a>(one: &'a str, other: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b || matches!((a, b), (b'k', b'c') | (b'c', b'k')))
        .count();
    Some((shared, one.get(shared..)?, other.get(shared..)?))
}

/// Endings that correspond, Swedish and English.
const COGNATE_ENDINGS: &[(&[&str], &[&str])] = &[(
    &[
        "en", "erna", "arna", "a", "e", "i", "isk", "iska", "iskt", "ien", "et", "sk", "ska", "skt",
    ],
    &["", "s", "ic", "a", "e", "y", "ia", "an", "ian", "us"],
)];

/// *försvarsdepartement* of *försvarsdepartementet*: after a genitive the article is gone.
pub(super) fn definite_stems(word: &str) -> impl Iterator<Item = &str> {
    ["et", "en", "na", "n", "t"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.len() >= 4)
}
