//! Ordinary English words: those whose capital proves no name.
//!
//! The list holds base forms; regular inflections are undone on look-up, so `Houses` and
//! `Founded` are ordinary as well.

/// The sorted base forms, one a line. Source and licence: `src/lexicon/README.md`.
static BASE_FORMS: &str = include_str!("../../lexicon/words/english.txt");

/// True for an ordinary English word, given folded.
#[must_use]
pub fn is_ordinary_english(folded: &str) -> bool {
    is_base_form(folded) || is_regular_inflection(folded, is_base_form)
}

/// True for a word put together from two ordinary ones, or from one and a prefix, given folded:
/// `wagonways`, `neurobiological`.
#[must_use]
pub(super) fn is_ordinary_compound(folded: &str) -> bool {
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

/// True for a word that is regularly made from one that `is_base` knows; the list of ordinary
/// words is generated without them.
#[must_use]
pub fn is_regular_inflection(word: &str, is_base: impl Fn(&str) -> bool) -> bool {
    base_forms(word).any(|base| is_base(&base))
}

/// Words that `word` may be a regular inflection or a common derivation of.
fn base_forms(word: &str) -> impl Iterator<Item = String> {
    ENDINGS
        .iter()
        .filter_map(move |(ending, replacement)| {
            let stem = word.strip_suffix(ending)?;
            (stem.len() >= 2).then_some((stem, *replacement))
        })
        .flat_map(|(stem, replacement)| {
            let undoubled = stem
                .as_bytes()
                .last_chunk::<2>()
                .filter(|[one, two]| one == two && replacement.is_empty())
                .map(|_| stem[..stem.len() - 1].to_owned());
            [Some(format!("{stem}{replacement}")), undoubled]
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
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("ings", ""),
    ("ings", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
    ("less", ""),
    ("ness", ""),
    ("ful", ""),
];

fn is_base_form(word: &str) -> bool {
    let (mut low, mut high) = (0, BASE_FORMS.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = BASE_FORMS[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = BASE_FORMS[start..]
            .find('\n')
            .map_or(BASE_FORMS.len(), |len| start + len);
        match BASE_FORMS[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_ordinary_words_and_their_inflections() {
        for word in ["house", "houses", "founded", "stopped", "studies", "the", "making", "quickly"] {
            assert!(is_ordinary_english(word), "{word}");
        }
    }

    #[test]
    fn knows_compounds_of_ordinary_words() {
        for word in ["wagonways", "neurobiological", "preoperative", "workbenches"] {
            assert!(is_ordinary_compound(word), "{word}");
        }
        for word in ["newman", "stockholm", "lindqvist"] {
            assert!(!is_ordinary_compound(word), "{word}");
        }
    }

    #[test]
    fn takes_no_name_for_an_ordinary_word() {
        for word in ["lindqvist", "macron", "stockholm", "zelensky", "", "s", "ing"] {
            assert!(!is_ordinary_english(word), "{word}");
        }
    }
}
