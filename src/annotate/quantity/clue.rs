//! What each token says about a quantity at its place, worked out once before the recognisers
//! are asked: the table forms that begin with it, the numeral that a Swedish word begins with,
//! whether a quantity may begin here at all. The numeral and the ordinal at a token are
//! read when the first recogniser asks for them and kept for the others.

use std::cell::OnceCell;

use super::cursor::Cursor;
use super::lexicon::{self, Forms, Sign};
use super::numeral::Numeral;
use super::period;
use super::words::{self, SwedishStem};
use crate::annotate::word::WordFact;
use crate::text::token::TokenKind;

/// One token under the scanner.
pub(super) struct Clue<'a> {
    /// What the tables know of it.
    pub forms: Forms,
    /// The numeral that it begins with, where it is a Swedish word that does.
    pub stem: Option<SwedishStem<'a>>,
    /// Whether a quantity may begin here.
    pub sign: Sign,
    /// The numeral that begins here, once somebody has asked.
    pub numeral: OnceCell<Option<Box<Numeral>>>,
    /// The ordinal that begins here and one past it, once somebody has asked.
    pub ordinal: OnceCell<Option<(i64, usize)>>,
}

/// The clues of the tokens under `cursor`, which has none yet.
pub(super) fn clues<'a>(cursor: &Cursor<'a>, facts: &[WordFact]) -> Vec<Clue<'a>> {
    let tokens = cursor.tokens.iter().zip(facts).enumerate();
    tokens
        .map(|(at, (token, fact))| {
            let lower = token.span.of(cursor.lower);
            let forms = lexicon::of(cursor.lang).forms(lower, *fact, cursor.lang);
            let is_swedish_word = cursor.is_swedish() && token.kind == TokenKind::Word;
            let stem = is_swedish_word.then(|| words::swedish(lower)).flatten();
            let sign = match token.kind {
                TokenKind::Digits => Sign::Beginning,
                TokenKind::Word if stem.is_some() => Sign::Beginning,
                TokenKind::Word => sign_of_word(cursor, at, lower, forms),
                TokenKind::Mark => sign_of_mark(cursor, at, forms),
            };
            Clue {
                forms,
                stem,
                sign,
                numeral: OnceCell::new(),
                ordinal: OnceCell::new(),
            }
        })
        .collect()
}

/// What a word says that is no Swedish numeral: by the forms of the tables, or as a number word.
fn sign_of_word(cursor: &Cursor<'_>, at: usize, lower: &str, forms: Forms) -> Sign {
    let sign = forms.sign(cursor, at);
    let is_number = || {
        joins_digits(cursor, at)
            || if cursor.is_swedish() {
                lower.ends_with("del") || lower.ends_with("delar")
            } else {
                is_english_number(lower)
            }
            || is_roman(cursor, at)
    };
    if sign < Sign::Beginning && is_number() {
        return Sign::Beginning;
    }
    sign
}

fn is_english_number(word: &str) -> bool {
    // *under-fives*
    let singular = word.strip_suffix('s').unwrap_or(word);
    words::may_be_english(word)
        && (words::english(singular).is_some()
            || words::english_ordinal(word).is_some()
            || period::tens_plural(word).is_some())
}

/// True for `Q1`, `G20` and `F-16`.
fn joins_digits(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.kind(at + 1) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Mark) => cursor.is_glued(at + 1) && cursor.glued_digits(at + 2).is_some(),
        _ => false,
    }
}

fn is_roman(cursor: &Cursor<'_>, at: usize) -> bool {
    let span = cursor.tokens[at].span;
    let mut letters = cursor.text.as_bytes()[span.start..span.end].iter();
    letters.all(|byte| b"IVXLC".contains(byte))
}

/// A fraction begins a quantity, and any mark may stand before one that it is glued to.
fn sign_of_mark(cursor: &Cursor<'_>, at: usize, forms: Forms) -> Sign {
    let mark = cursor.mark(at);
    let is_fraction = mark.is_some_and(|mark| "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞".contains(mark));
    if is_fraction {
        return Sign::Beginning;
    }
    let stands_before = cursor.is_glued(at + 1) || mark == Some('−');
    let least = if stands_before {
        Sign::Opener
    } else {
        Sign::None
    };
    forms.sign(cursor, at).max(least)
}
