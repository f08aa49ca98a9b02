//! The main loop: at each token the recognisers are asked in turn, the most specific first.

use super::cursor::Cursor;
use super::lexicon::{self, Sense};
use super::{Comparator, Quantity, Reading, Unit, Value};
use super::{amount, bound, calendar, clock, compound, ordinal, period, reference};
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::{Token, TokenKind};

/// A recogniser reads the quantities that begin at a token and says where the next one starts.
type Recogniser = fn(&Cursor<'_>, usize, &mut Vec<Quantity>) -> Option<usize>;

const RECOGNISERS: [Recogniser; 10] = [
    ordinal::figure_fraction,
    calendar::scan,
    clock::scan,
    period::scan,
    reference::scan,
    ordinal::fraction,
    vague,
    compound::scan,
    ordinal::scan,
    amount::scan,
];

/// The quantities of one side, in text order, not overlapping. `lower` is `text` in lower case
/// with every byte in its place.
pub(crate) fn scan(text: &str, lower: &str, tokens: &[Token], lang: Language) -> Vec<Quantity> {
    let cursor = Cursor {
        text,
        lower,
        tokens,
        lang,
    };
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if may_begin(&cursor, at) {
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

/// A cheap test that most tokens fail: marks that begin no number, words that are in no table
/// and begin no numeral.
fn may_begin(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.kind(at) {
        Some(TokenKind::Digits) => true,
        Some(TokenKind::Word) => cursor
            .word(at)
            .is_some_and(|word| lexicon::may_begin(cursor, at, word)),
        Some(TokenKind::Mark) => cursor.mark(at).is_some_and(|mark| {
            !matches!(
                mark,
                ',' | '"' | '”' | '“' | '’' | ')' | ';' | '?' | '!' | ':'
            )
        }),
        None => false,
    }
}

/// *hundratals*, *tens of thousands*; *doubled*, *halverats*; *ett par*, *a couple of*.
fn vague(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(end) = couple(cursor, at, found) {
        return Some(end);
    }
    let (reading, end) = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Indefinite(value) => {
            Some(Reading::new(Value::Number(value.clone()), Unit::INDEFINITE))
        }
        Sense::Times(value) => Some(Reading::new(Value::Number(value.clone()), Unit::TIMES)),
        _ => None,
    })?;
    let is_weak = matches!(
        cursor.word(at),
        Some("double" | "dubbla" | "triple" | "treble" | "dubbelt")
    ) && !matches!(
        cursor.word(end),
        Some(
            "the"
                | "what"
                | "that"
                | "its"
                | "their"
                | "så"
                | "as"
                | "upp"
                | "production"
                | "output"
        )
    );
    found.push(Quantity {
        span: cursor.span(at, end),
        readings: vec![reading],
        comparator: None,
        is_weak,
    });
    Some(end)
}

/// *ett par veckor*, *a couple of weeks*: two, give or take.
fn couple(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let end = match [cursor.word(at), cursor.word(at + 1), cursor.word(at + 2)] {
        [Some("ett"), Some("par"), Some("av")] => at + 3,
        [Some("ett"), Some("par"), _] => at + 2,
        [Some("a"), Some("couple"), Some("of")] => at + 3,
        [Some("a"), Some("couple"), _] => at + 2,
        [Some("a"), Some("pair"), Some("of")] => at + 3,
        _ => return None,
    };
    let (units, end) = amount::couple_units(cursor, end);
    let has_unit = units[0].unit != Unit::NONE;
    found.push(Quantity {
        span: cursor.span(at, end),
        readings: units,
        comparator: Some(Comparator::About),
        is_weak: !has_unit,
    });
    Some(end)
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
