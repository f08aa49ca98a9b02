//! The main loop: at each token the recognisers are asked in turn, the most specific first.

use super::Quantity;
use super::cursor::Cursor;
use super::lexicon::{self, Sense};
use super::{amount, bound, calendar, clock, compound, ordinal, period, reference, vague};
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::{Token, TokenKind};

/// A recogniser reads the quantities that begin at a token and says where the next one starts.
type Recogniser = fn(&Cursor<'_>, usize, &mut Vec<Quantity>) -> Option<usize>;

const RECOGNISERS: [Recogniser; 11] = [
    idiom,
    ordinal::figure_fraction,
    calendar::scan,
    clock::scan,
    period::scan,
    reference::scan,
    vague::scan,
    ordinal::fraction,
    compound::scan,
    ordinal::scan,
    amount::scan,
];

/// The quantities of one side, in text order, not overlapping. `lower` is `text` in lower case
/// with every byte in its place.
pub(crate) fn scan(text: &str, lower: &str, tokens: &[Token], lang: Language) -> Vec<Quantity> {
    let lexicon = lexicon::of(lang);
    let forms: Vec<_> = tokens
        .iter()
        .map(|token| lexicon.forms(token.span.of(lower), lang))
        .collect();
    let cursor = Cursor {
        text,
        lower,
        tokens,
        lang,
        forms: &forms,
    };
    let signs: Vec<_> = (0..tokens.len()).map(|at| is_sign(&cursor, at)).collect();
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let may_begin = signs[at] || is_opener(&cursor, at) && announces(&signs, at);
        at = if may_begin {
            step(&cursor, at, &mut quantities)
        } else {
            at + 1
        };
    }
    quantities
}

/// Asks the recognisers at one token; one past what was read.
fn step(cursor: &Cursor<'_>, at: usize, quantities: &mut Vec<Quantity>) -> usize {
    let known = quantities.len();
    for recognise in RECOGNISERS {
        if let Some(end) = recognise(cursor, at, quantities) {
            debug_assert!(end > at, "a recogniser moves on");
            for quantity in &mut quantities[known..] {
                add_comparator(cursor, quantity);
            }
            return end;
        }
        quantities.truncate(known);
    }
    at + 1
}

/// A cheap test that most tokens fail: digits, fractions, words that are in a table or begin a
/// numeral.
fn is_sign(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Word) => cursor
            .word(at)
            .is_some_and(|word| lexicon::is_sign(cursor, at, word)),
        Some(TokenKind::Mark) => {
            lexicon::begins_form(cursor, at)
                || cursor
                    .mark(at)
                    .is_some_and(|mark| "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞".contains(mark))
        }
        None => false,
    }
}

/// True for what can stand before the first sign of a quantity: articles, *between*, a minus.
fn is_opener(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.kind(at) {
        Some(TokenKind::Mark) => true,
        Some(TokenKind::Word) => cursor
            .word(at)
            .is_some_and(|word| lexicon::of(cursor.lang).is_opener(word)),
        Some(TokenKind::Digits) | None => false,
    }
}

/// True when a sign stands soon after `at`: *the last two thirds*.
fn announces(signs: &[bool], at: usize) -> bool {
    signs[at + 1..].iter().take(REACH).any(|&is_sign| is_sign)
}

/// How many tokens an opener looks ahead.
const REACH: usize = 3;

/// Set phrases in which a number word counts nothing: *cloud nine*, *mellan fyra ögon*.
fn idiom(cursor: &Cursor<'_>, at: usize, _: &mut Vec<Quantity>) -> Option<usize> {
    let is_idiom = |sense: &Sense| matches!(sense, Sense::Idiom).then_some(());
    lexicon::of(cursor.lang)
        .longest(cursor, at, is_idiom)
        .map(|((), end)| end)
}

fn add_comparator(cursor: &Cursor<'_>, quantity: &mut Quantity) {
    let (start, end) = token_range(cursor, quantity.span);
    let unit = quantity.first().unit;
    quantity.comparator = quantity
        .comparator
        .or_else(|| bound::find(cursor, start, end, unit));
}

/// The tokens that a span covers.
fn token_range(cursor: &Cursor<'_>, span: Span) -> (usize, usize) {
    let start = cursor
        .tokens
        .partition_point(|token| token.span.start < span.start);
    let end = cursor
        .tokens
        .partition_point(|token| token.span.end <= span.end);
    (start, end)
}

#[cfg(test)]
mod tests;
