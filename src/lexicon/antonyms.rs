//! Pairs of opposites that differ by an affix in both languages: *oacceptabel* and *acceptabel*,
//! *unacceptable* and *acceptable*. Written for this project.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::locale::Language;

/// Stems of one pair of opposites, the negative and the positive one in each language. A stem
/// stands for every word that begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opposites {
    sv_negative: &'static str,
    sv_positive: &'static str,
    en_negative: &'static str,
    en_positive: &'static str,
}

impl Opposites {
    /// The stem with the negative meaning.
    #[must_use]
    pub const fn negative(&self, lang: Language) -> &'static str {
        match lang {
            Language::Swedish => self.sv_negative,
            Language::English => self.en_negative,
        }
    }

    /// The stem with the positive meaning.
    #[must_use]
    pub const fn positive(&self, lang: Language) -> &'static str {
        match lang {
            Language::Swedish => self.sv_positive,
            Language::English => self.en_positive,
        }
    }
}

/// The pairs whose negative word begins `lower`; nearly always none, and then cheap.
pub fn with_negative(lower: &str, lang: Language) -> impl Iterator<Item = &'static Opposites> {
    let index = match lang {
        Language::Swedish => &INDEX.swedish,
        Language::English => &INDEX.english,
    };
    index.pairs_of(lower)
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let pairs: Vec<Opposites> = TABLE.lines().filter_map(parse).collect();
    Index {
        swedish: Stems::new(&pairs, Language::Swedish),
        english: Stems::new(&pairs, Language::English),
    }
});

static TABLE: &str = include_str!("antonyms.tsv");

fn parse(line: &'static str) -> Option<Opposites> {
    let mut stems = line.split('\t');
    Some(Opposites {
        sv_negative: stems.next()?,
        sv_positive: stems.next()?,
        en_negative: stems.next()?,
        en_positive: stems.next()?,
    })
}

struct Index {
    swedish: Stems,
    english: Stems,
}

/// The pairs by their negative stem in one language.
struct Stems {
    /// Pairs by the first letters of the stem, as many as [`beginning`] takes.
    by_beginning: FxHashMap<[u8; BEGINNING], Vec<Opposites>>,
    lang: Language,
}

impl Stems {
    fn new(pairs: &[Opposites], lang: Language) -> Self {
        let mut by_beginning: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for pair in pairs {
            let beginning = beginning(pair.negative(lang));
            let beginning = beginning.expect("no stem is shorter; a test checks it");
            by_beginning.entry(beginning).or_default().push(*pair);
        }
        Self { by_beginning, lang }
    }

    fn pairs_of<'a>(
        &'static self,
        lower: &'a str,
    ) -> impl Iterator<Item = &'static Opposites> + use<'a> {
        let pairs = beginning(lower).and_then(|beginning| self.by_beginning.get(&beginning));
        let lang = self.lang;
        pairs
            .into_iter()
            .flatten()
            .filter(move |pair| lower.starts_with(pair.negative(lang)))
    }
}

/// Bytes of a stem that its pairs are looked up by.
const BEGINNING: usize = 4;

/// The first bytes of a word that has as many.
fn beginning(word: &str) -> Option<[u8; BEGINNING]> {
    word.as_bytes().first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_whole() {
        assert!(TABLE.lines().is_sorted_by(|a, b| a < b));
        assert!(TABLE.lines().all(|line| line.split('\t').count() == 4));
        for pair in TABLE.lines().filter_map(parse) {
            for lang in [Language::Swedish, Language::English] {
                assert!(beginning(pair.negative(lang)).is_some(), "{pair:?}");
            }
        }
    }

    #[test]
    fn finds_pairs_by_their_negative_word() {
        let positives = |word, lang| -> Vec<&str> {
            let pairs = with_negative(word, lang);
            pairs.map(|pair| pair.positive(lang)).collect()
        };
        assert_eq!(positives("oacceptabelt", Language::Swedish), ["acceptab"]);
        assert_eq!(positives("unlawful", Language::English), ["lawful"]);
        for word in ["och", "under", "å", ""] {
            assert!(positives(word, Language::Swedish).is_empty(), "{word}");
        }
    }
}
