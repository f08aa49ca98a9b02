//! Words that were left in the source language, or that are in a third one.

mod partly_untranslated;
mod whole_segment;
mod wrong_language;

pub use partly_untranslated::{PARTLY_UNTRANSLATED, PartlyUntranslated};
pub use whole_segment::{UNTRANSLATED, Untranslated};
pub(in crate::check) use wrong_language::is_foreign_to_its_language;
pub use wrong_language::{WRONG_LANGUAGE, WrongLanguage};

use crate::annotate::Annotated;
use crate::lexicon::words::WordClass;
use crate::locale::Language;
use crate::text::token::TokenKind;

/// Words of grammar that belong to `lang` alone.
const fn function_words(lang: Language) -> WordClass {
    match lang {
        Language::Swedish => WordClass::SWEDISH_FUNCTION.with(WordClass::SCANDINAVIAN),
        Language::English => WordClass::ENGLISH_FUNCTION,
    }
}

/// All listed words that belong to `lang` alone.
const fn words_of(lang: Language) -> WordClass {
    match lang {
        Language::Swedish => WordClass::SWEDISH,
        Language::English => WordClass::ENGLISH,
    }
}

/// How many words of `side` are of this class.
fn count(side: &Annotated<'_>, class: WordClass) -> usize {
    let hits = side.facts.iter().filter(|word| word.class.is_any_of(class));
    hits.count()
}

/// How many words `side` has.
fn word_count(side: &Annotated<'_>) -> usize {
    let words = side.tokens.iter();
    words.filter(|token| token.kind == TokenKind::Word).count()
}
