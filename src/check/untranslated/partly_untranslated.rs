//! Words of the source language within a target that is otherwise translated.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::annotate::entity::{is_ordinary_compound, is_ordinary_english};
use crate::annotate::{Annotated, Pair};
use crate::check::untranslated::{function_words, words_of};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::lexicon::words::WordClass;
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(PARTLY_UNTRANSLATED, "partly-untranslated", Untranslated);

/// Reports [`PARTLY_UNTRANSLATED`].
#[derive(Debug)]
pub struct PartlyUntranslated;

impl Check for PartlyUntranslated {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&PARTLY_UNTRANSLATED] }
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let foreign = ForeignWords::new(pair);
        let mut at = 0;
        while at < pair.target.tokens.len() {
            let end = foreign.run_end(at);
            if end - at >= context.settings.threshold.partly_untranslated.max(1)
                && let Some(finding) = foreign.judge(at, end)
            {
                findings.push(finding);
            }
            at = end.max(at + 1);
        }
    }
}

/// Tells which words of the target are the source's.
struct ForeignWords<'p, 's> {
    target: &'p Annotated<'s>,
    source: &'p Annotated<'s>,
    /// A bit for each hash of a source word, modulo 128: most words are ruled out by it alone.
    filter: u128,
}

impl<'p, 's> ForeignWords<'p, 's> {
    fn new(pair: &'p Pair<'s>) -> Self {
        let words = pair.source.facts.iter();
        Self {
            target: &pair.target,
            source: &pair.source,
            filter: words.fold(0, |filter, word| filter | bit(word.hash)),
        }
    }

    /// The end of the run of foreign words that begins at token `start`; `start` itself if there
    /// is none.
    fn run_end(&self, start: usize) -> usize {
        (start..self.target.tokens.len())
            .find(|&at| !self.is_foreign(at))
            .unwrap_or(self.target.tokens.len())
    }

    /// True for a word that is listed for the source language, or copied from the source in lower
    /// case without being one of the target's.
    fn is_foreign(&self, at: usize) -> bool {
        let (token, word) = (self.target.tokens[at], self.target.facts[at]);
        token.kind == TokenKind::Word
            && (word.class.is_any_of(words_of(self.source.lang))
                || !word.class.is_any_of(words_of(self.target.lang)) && self.is_copied(at))
    }

    fn is_copied(&self, at: usize) -> bool {
        let hash = self.target.facts[at].hash;
        let is_capital = |at: usize| {
            let word = self.target.tokens[at].span.of(self.target.text);
            word.starts_with(char::is_uppercase)
        };
        self.filter & bit(hash) != 0
            && !is_capital(at)
            && self.source.facts.iter().enumerate().any(|(at, word)| {
                let word_there = self.source.tokens[at].span.of(self.source.text);
                // A name that lost its capital is no untranslated word.
                word.hash == hash && !word_there.starts_with(char::is_uppercase)
            })
    }

    /// True for a copied word that the target's language can't have.
    fn is_unmistakable(&self, at: usize) -> bool {
        let word = self.target.tokens[at].span.of(&self.target.lower);
        self.is_copied(at) && is_unmistakable(word, self.target.lang)
    }

    /// The finding for the run of tokens `start..end`, if it is long and sure enough.
    fn judge(&self, start: usize, end: usize) -> Option<Finding> {
        let of_class = |class| {
            let words = &self.target.facts[start..end];
            let hits = words.iter().filter(|word| word.class.is_any_of(class));
            hits.count()
        };
        let has_function_word = of_class(function_words(self.source.lang)) > 0;
        let has_unmistakable = || (start..end).any(|at| self.is_unmistakable(at));
        let copied = (start..end).filter(|&at| self.is_copied(at)).count();
        let has_listed = of_class(words_of(self.source.lang).with(WordClass::SHARED)) > 0;
        let opens_both = || {
            let first = |side: &Annotated<'_>| side.facts.first().map(|word| word.hash);
            start == 0 && has_listed && first(self.source) == first(self.target)
        };
        let is_enough = opens_both()
            || has_function_word
            || has_listed && copied >= LEAST_COPIED
            || has_unmistakable();
        if !is_enough || is_name_or_quotation(self.target, start, end) {
            return None;
        }
        let severity = if end - start >= 2 {
            Severity::Major
        } else {
            Severity::Minor
        };
        let tokens = &self.target.tokens;
        let span = tokens[start].span.cover(tokens[end - 1].span);
        let text = span.of(self.target.text);
        Some(
            PARTLY_UNTRANSLATED
                .finding(severity, format!("“{text}” is left untranslated"))
                .with_evidence(Vec::new(), vec![Evidence::new(span, self.target.text)]),
        )
    }
}

/// A copied stretch without a word of grammar has to be this many words long: the languages
/// share plenty of words, and pairs such as *second hand* and *heavy metal*.
const LEAST_COPIED: usize = 3;

/// True for a word, in lower case, of the other language that `lang` can't have.
pub(super) fn is_unmistakable(word: &str, lang: Language) -> bool {
    word.len() >= LEAST_LETTERS
        && match lang {
            Language::Swedish => is_only_english(word),
            Language::English => is_only_swedish(word),
        }
}

/// A shorter word alone is too often a symbol, a code or a name.
const LEAST_LETTERS: usize = 4;

/// True for an English word spelled as no Swedish one is, loans excepted.
fn is_only_english(word: &str) -> bool {
    let has_foreign_letters = ["th", "sh", "wh", "w", "ough", "aigh"]
        .iter()
        .any(|letters| word.contains(letters));
    let has_foreign_ending = ["ly", "ity", "ed", "ness", "ous", "able", "ure", "ings"]
        .iter()
        .any(|ending| word.len() >= ending.len() + 4 && word.ends_with(ending));
    (has_foreign_letters || has_foreign_ending) && is_ordinary_english(word) && !is_loan(word)
}

/// True for a word with Swedish letters, or with a Swedish ending that no English word list has.
fn is_only_swedish(word: &str) -> bool {
    let has_foreign_ending = [
        "ande", "ade", "arna", "erna", "orna", "het", "heten", "heter", "lig", "liga", "ligt",
        "ning", "ningar", "ningen", "sk", "ska", "skt", "aren", "iska", "skap", "else", "elser",
        "igt", "iga",
    ]
    .iter()
    .any(|ending| word.len() >= ending.len() + 3 && word.ends_with(ending));
    word.contains(['å', 'ä', 'ö'])
        || has_foreign_ending && !is_ordinary_english(word) && !is_ordinary_compound(word)
}

/// English words that Swedish uses as they are: *workshop*, *thriller*.
fn is_loan(word: &str) -> bool {
    static LOANS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        include_str!("../../lexicon/words/loans.txt")
            .lines()
            .collect()
    });
    let stem = ["en", "et", "ar", "er", "s", "n"]
        .iter()
        .find_map(|ending| {
            word.strip_suffix(ending)
                .filter(|stem| LOANS.contains(stem))
        });
    LOANS.contains(word) || stem.is_some()
}

const fn bit(hash: u64) -> u128 {
    1 << (hash & 127)
}

/// True for titles, names and quotations: a capital within the run or at its side, a hyphen that
/// joins it to something, or quotation marks around it.
fn is_name_or_quotation(target: &Annotated<'_>, start: usize, end: usize) -> bool {
    let is_capital = |at: usize| {
        target.tokens[at]
            .span
            .of(target.text)
            .starts_with(char::is_uppercase)
    };
    let is_capital_inside = (start..end).any(|at| at > 0 && is_capital(at));
    let is_capital_beside =
        start > 1 && is_capital(start - 1) || end < target.tokens.len() && is_capital(end);
    let is_joined = target.tokens[start].is_glued
        || target.tokens.get(end).is_some_and(|next| {
            next.is_glued && ["-", "/", "_", "’", "'"].contains(&next.span.of(target.text))
        });
    is_capital_inside
        || is_capital_beside
        || is_joined
        || is_quoted(target, target.tokens[start].span)
}

/// True when an odd number of quotation marks stands before the place.
fn is_quoted(target: &Annotated<'_>, span: Span) -> bool {
    let marks = target.text[..span.start]
        .chars()
        .filter(|c| matches!(c, '"' | '“' | '”' | '»' | '«' | '„'));
    marks.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_words_are_told_by_their_spelling() {
        use Language::{English, Swedish};
        for (word, lang, expected) in [
            ("nevertheless", Swedish, true),
            ("withdraw", Swedish, true),
            ("workshop", Swedish, false),
            ("workshopen", Swedish, false),
            ("person", Swedish, false),
            ("tidning", Swedish, false),
            ("the", Swedish, false),
            ("samtliga", English, true),
            ("företag", English, true),
            ("smorgasbord", English, false),
            ("hanami", English, false),
            ("flourish", English, false),
        ] {
            assert_eq!(is_unmistakable(word, lang), expected, "{word}");
        }
    }

    #[test]
    fn the_loans_are_sorted() {
        let loans = include_str!("../../lexicon/words/loans.txt");
        assert!(loans.lines().is_sorted_by(|a, b| a < b));
    }
}
