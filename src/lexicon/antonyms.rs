//! Pairs of opposites that differ by an affix in both languages: *oacceptabel* and *acceptabel*,
//! *unacceptable* and *acceptable*. Written for this project.

use std::sync::LazyLock;

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

/// The pairs sorted by their negative stem in one language.
struct Stems {
    lang: Language,
    pairs: Vec<Opposites>,
    /// The pairs of first letters, as a bit for each second letter: rules out most words.
    beginnings: [u32; 26],
}

impl Stems {
    fn new(pairs: &[Opposites], lang: Language) -> Self {
        let mut pairs = pairs.to_vec();
        pairs.sort_unstable_by_key(|pair| pair.negative(lang));
        let mut beginnings = [0; 26];
        for pair in &pairs {
            if let Some((first, second)) = beginning(pair.negative(lang)) {
                beginnings[first] |= 1 << second;
            }
        }
        Self {
            lang,
            pairs,
            beginnings,
        }
    }

    fn pairs_of<'a>(
        &'static self,
        lower: &'a str,
    ) -> impl Iterator<Item = &'static Opposites> + use<'a> {
        let is_listed = beginning(lower)
            .is_some_and(|(first, second)| self.beginnings[first] & (1 << second) != 0);
        let pairs = if is_listed { &self.pairs[..] } else { &[] };
        let lang = self.lang;
        pairs
            .iter()
            .filter(move |pair| lower.starts_with(pair.negative(lang)))
    }
}

/// The first two letters as numbers, letters beyond a–z as the last of them.
fn beginning(word: &str) -> Option<(usize, u32)> {
    let mut letters = word.bytes();
    let (first, second) = (letters.next()?, letters.next()?);
    let first = first
        .is_ascii_lowercase()
        .then(|| usize::from(first - b'a'))?;
    let second = if second.is_ascii_lowercase() {
        u32::from(second - b'a')
    } else {
        31
    };
    Some((first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_whole() {
        assert!(TABLE.lines().is_sorted_by(|a, b| a < b));
        assert!(TABLE.lines().all(|line| line.split('\t').count() == 4));
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
