//! How much of one side's vocabulary the other side has: words and numbers that are the same,
//! cognates that begin alike, and frequent words with their translations.
//!
//! Two texts that say the same nearly always share a quarter of their longer words in this sense,
//! two that do not share next to none.

use crate::annotate::Annotated;
use crate::annotate::anchor::folded_beginning;
use crate::lexicon::bilingual::{is_form, swedish_rows};
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
        Vocabularies::new(one, other).agreement(has_counterpart)
    }

    /// The agreement of two sides where it is below so many per cent. Most translations reach a
    /// low bar by what looks alike, before a word is looked up.
    pub(super) fn below(
        percent: usize,
        one: &Annotated<'_>,
        other: &Annotated<'_>,
    ) -> Option<Self> {
        let vocabularies = Vocabularies::new(one, other);
        let is_below = |agreement: &Self| agreement.percent() < percent;
        Some(vocabularies.agreement(has_lookalike))
            .filter(is_below)
            .map(|_| vocabularies.agreement(has_counterpart))
            .filter(is_below)
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

impl Word<'_> {
    fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }
}

struct Vocabularies<'a> {
    swedish: Vec<Word<'a>>,
    english: Vec<Word<'a>>,
}

impl<'a> Vocabularies<'a> {
    fn new(one: &'a Annotated<'_>, other: &'a Annotated<'_>) -> Self {
        let (swedish, english) = match one.lang {
            Language::Swedish => (one, other),
            Language::English => (other, one),
        };
        Self {
            swedish: vocabulary(swedish),
            english: vocabulary(english),
        }
    }

    fn agreement(&self, is_match: fn(&Word<'_>, &[Word<'_>]) -> bool) -> Agreement {
        let longer = |words: &[Word<'_>]| words.iter().filter(|word| word.is_longer).count();
        let swedish = self.swedish.iter();
        Agreement {
            matched: swedish.filter(|word| is_match(word, &self.english)).count(),
            words: longer(&self.swedish).min(longer(&self.english)),
        }
    }
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

fn has_counterpart(swedish: &Word<'_>, english: &[Word<'_>]) -> bool {
    has_lookalike(swedish, english)
        || !swedish.is_number() && has_translation(swedish.lower, english)
}

fn has_lookalike(swedish: &Word<'_>, english: &[Word<'_>]) -> bool {
    let has_weight = swedish.is_longer || swedish.is_number();
    english.iter().any(|word| {
        word.hash == swedish.hash && has_weight
            || swedish.beginning != 0 && word.beginning == swedish.beginning
    })
}

fn has_translation(swedish: &str, english: &[Word<'_>]) -> bool {
    swedish_rows(swedish).any(|row| english.iter().any(|word| is_form(word.lower, row.english)))
}

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
