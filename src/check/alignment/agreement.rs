//! How much of one side's vocabulary the other side has: words and numbers that are the same,
//! cognates that begin alike, and frequent words with their translations.
//!
//! Two texts that say the same nearly always share a quarter of their longer words in this sense,
//! two that do not share next to none.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::annotate::Annotated;
use crate::lexicon::rows;
use crate::locale::Language;
use crate::text::token::TokenKind;

/// What two sides have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// Swedish words and numbers with a counterpart in the English side.
    pub(super) matched: usize,
    /// Longer words of the side that has fewer of them.
    pub(super) words: usize,
}

impl Agreement {
    /// Compares a Swedish and an English side, in either order.
    pub(super) fn between(one: &Annotated<'_>, other: &Annotated<'_>) -> Self {
        let (swedish, english) = match one.lang {
            Language::Swedish => (one, other),
            Language::English => (other, one),
        };
        let (swedish, english) = (vocabulary(swedish), vocabulary(english));
        let longer = |words: &[Word<'_>]| words.iter().filter(|word| word.is_longer).count();
        Self {
            matched: swedish
                .iter()
                .filter(|word| has_counterpart(word, &english))
                .count(),
            words: longer(&swedish).min(longer(&english)),
        }
    }

    /// Matches per longer word, in per cent; may exceed 100.
    pub(super) fn percent(self) -> usize {
        self.matched * 100 / self.words.max(1)
    }
}

struct Word<'a> {
    lower: &'a str,
    hash: u64,
    /// The first four letters, folded, of a word that has as many; 0 for others.
    beginning: u32,
    is_longer: bool,
}

fn vocabulary<'a>(side: &'a Annotated<'_>) -> Vec<Word<'a>> {
    let tokens = side.tokens.iter().zip(&side.facts);
    tokens
        .filter(|(token, _)| token.kind != TokenKind::Mark)
        .map(|(token, fact)| {
            let lower = token.span.of(&side.lower);
            let beginning = match token.kind {
                TokenKind::Word => folded_beginning(lower),
                _ => 0,
            };
            Word {
                lower,
                hash: fact.hash,
                beginning,
                is_longer: beginning != 0,
            }
        })
        .collect()
}

/// The first four letters as one number, with the letters that Swedish and English spell
/// differently in cognates made equal: *kritik* and *critique*, *teori* and *theory*.
fn folded_beginning(lower: &str) -> u32 {
    let (mut folded, mut count, mut previous) = (0, 0, ' ');
    for letter in lower.chars() {
        let is_mute = letter == 'h' && matches!(previous, 'c' | 't' | 'r');
        previous = folded_letter(letter);
        if is_mute {
            continue;
        }
        folded = (folded << 8) | (u32::from(previous) & 0xFF);
        count += 1;
        if count == 4 {
            return folded;
        }
    }
    0
}

const fn folded_letter(letter: char) -> char {
    match letter {
        'å' | 'ä' | 'à' | 'á' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        'k' | 'q' => 'c',
        'z' => 's',
        'w' => 'v',
        other => other,
    }
}

fn has_counterpart(swedish: &Word<'_>, english: &[Word<'_>]) -> bool {
    let is_number = swedish.lower.starts_with(|c: char| c.is_ascii_digit());
    let is_alike = |word: &Word<'_>| {
        let is_same = word.hash == swedish.hash && (swedish.is_longer || is_number);
        is_same || swedish.beginning != 0 && word.beginning == swedish.beginning
    };
    english.iter().any(is_alike) || !is_number && has_translation(swedish.lower, english)
}

/// A Swedish word has at most this many bytes beyond its stem in the table.
const LONGEST_ENDING: usize = 7;
/// What inflection adds to the last part of a compound.
const SHORT_ENDING: usize = 3;
/// The first part of a compound, and the stem of its last part, have at least so many.
const LEAST_PART: usize = 4;

fn has_translation(swedish: &str, english: &[Word<'_>]) -> bool {
    let tails = (LEAST_PART..swedish.len().saturating_sub(LEAST_PART - 1))
        .filter(|&start| swedish.is_char_boundary(start))
        .map(|start| &swedish[start..]);
    let is_translated = |stem: &str| {
        let translations = TRANSLATIONS.get(stem).into_iter().flatten();
        translations
            .into_iter()
            .any(|stem| english.iter().any(|word| is_form(word.lower, stem)))
    };
    stems(swedish, 2, LONGEST_ENDING).any(is_translated)
        || tails
            .flat_map(|tail| stems(tail, LEAST_PART, SHORT_ENDING))
            .any(is_translated)
}

/// The beginnings of `word` of at least `least` bytes that leave no more than `ending` of it; one
/// shorter than three bytes only where it is the whole word.
fn stems(word: &str, least: usize, ending: usize) -> impl Iterator<Item = &str> {
    let ends = word.len().saturating_sub(ending).max(least)..=word.len();
    ends.filter(move |&end| word.is_char_boundary(end) && (end > 2 || end == word.len()))
        .map(move |end| &word[..end])
}

/// True for a word that begins with the stem; a short stem has to be the word but for an *-s*.
fn is_form(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem)
        .is_some_and(|ending| stem.len() > 3 || matches!(ending, "" | "s"))
}

/// English stems by Swedish stem.
static TRANSLATIONS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<&str>> = HashMap::new();
    for [swedish, english] in rows::<2>(include_str!("../../lexicon/bilingual.tsv")) {
        table.entry(swedish).or_default().push(english);
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;

    fn agreement(sv: &str, en: &str) -> Agreement {
        let annotator = Annotator::new();
        Agreement::between(
            &annotator.annotate(sv, Language::Swedish),
            &annotator.annotate(en, Language::English),
        )
    }

    #[test]
    fn counts_copies_cognates_and_translations() {
        for (sv, en, matched) in [
            ("Volvo 2024", "Volvo 2024", 2),
            ("kritik", "critique", 1),
            ("sjukhusets läkare", "the doctor at the hospital", 2),
            ("huvudstaden", "a city", 1),
            ("han är här", "the sun sets", 0),
            ("", "", 0),
        ] {
            assert_eq!(agreement(sv, en).matched, matched, "{sv}");
        }
    }

    #[test]
    fn counts_longer_words_of_the_shorter_side() {
        assert_eq!(agreement("två långa meningar", "sentences").words, 1);
        assert_eq!(agreement("", "").percent(), 0);
    }
}
