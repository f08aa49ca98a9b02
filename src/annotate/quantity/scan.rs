//! The main loop: at each token the recognisers are asked in turn, the most specific first.

use num_traits::Signed;

use super::clue::clues;
use super::cursor::Cursor;
use super::exact;
use super::lexicon::{self, Sense, Sign};
use super::{Quantity, Reading, Unit, Value};
use super::{amount, bound, calendar, clock, compound, ordinal, period, reference, vague};
use crate::annotate::word::WordFact;
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::Token;

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
/// with every byte in its place, `facts` those of the tokens.
pub(crate) fn scan(
    text: &str,
    lower: &str,
    tokens: &[Token],
    facts: &[WordFact],
    lang: Language,
) -> Vec<Quantity> {
    let bare = Cursor {
        text,
        lower,
        tokens,
        lang,
        clues: &[],
    };
    let clues = clues(&bare, facts);
    let cursor = Cursor {
        clues: &clues,
        ..bare
    };
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let recognisers = recognisers(&cursor, at);
        at = step(&cursor, at, recognisers, &mut quantities);
    }
    share_units(text, &mut quantities);
    quantities
}

/// *−31 °C … below minus 20*, *12,5 miljoner euro … ytterligare tre miljoner*, *2,8 procent, mot
/// tidigare 3,3*: where a text has a temperature, a bare negative number may be one, where it has
/// money, bare millions, and where it has a percentage, a bare decimal.
fn share_units(text: &str, quantities: &mut [Quantity]) {
    let (mut warmth, mut money, mut share) = (None, None, None);
    for quantity in quantities {
        let unit = quantity.first().unit;
        if matches!(unit.code(), "°C" | "°F") {
            warmth = Some(unit);
        } else if unit.is_currency() {
            money = Some(unit);
        } else if unit.code() == "percent" {
            share = Some(unit);
        } else if let Value::Number(value) = &quantity.first().value
            && unit == Unit::NONE
        {
            let is_decimal = quantity.span.of(text).contains([',', '.']) && !value.is_integer();
            let shared = if value.is_negative() {
                warmth
            } else if is_decimal && share.is_some() {
                share
            } else {
                money.filter(|_| *value >= exact::power_of_ten(6))
            };
            if let Some(unit) = shared {
                let value = quantity.first().value.clone();
                quantity.readings.push(Reading::new(value, unit));
            }
        }
    }
}

/// The recognisers that could read something at `at`: none for nearly every token of a text.
fn recognisers(cursor: &Cursor<'_>, at: usize) -> &'static [Recogniser] {
    let may_begin = match cursor.sign(at) {
        Sign::Beginning if is_one(cursor, at) && !announces(cursor, at, Sign::Follower) => {
            return &[idiom, amount::scan];
        }
        Sign::Beginning => true,
        Sign::Opener => announces(cursor, at, least_after(cursor, at)),
        Sign::Follower | Sign::None => false,
    };
    if may_begin { &RECOGNISERS } else { &[] }
}

/// *en*, *ett* and *one*, which by themselves are hardly a number.
fn is_one(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(cursor.word(at), Some("en" | "ett" | "one"))
}

/// Of *a* and *an* a unit makes a quantity, of other openers only a number.
fn least_after(cursor: &Cursor<'_>, at: usize) -> Sign {
    match cursor.word(at) {
        Some("a" | "an") => Sign::Follower,
        _ => Sign::Beginning,
    }
}

/// True when a sign of at least this strength stands soon after `at`: *the last two thirds*.
fn announces(cursor: &Cursor<'_>, at: usize, least: Sign) -> bool {
    (at + 1..=at + REACH).any(|next| cursor.sign(next) >= least)
}

/// How many tokens an opener looks ahead.
const REACH: usize = 3;

/// Asks the recognisers at one token; one past what was read.
fn step(
    cursor: &Cursor<'_>,
    at: usize,
    recognisers: &[Recogniser],
    quantities: &mut Vec<Quantity>,
) -> usize {
    let known = quantities.len();
    for recognise in recognisers {
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

/// Set phrases in which a number word counts nothing: *cloud nine*, *mellan fyra ögon*.
fn idiom(cursor: &Cursor<'_>, at: usize, _: &mut Vec<Quantity>) -> Option<usize> {
    let is_idiom = |sense: &Sense| matches!(sense, Sense::Idiom).then_some(());
    lexicon::of(cursor.lang)
        .longest(cursor, at, is_idiom)
        .map(|((), end)| end)
        .filter(|&end| !precedes_neuter(cursor, at, end))
}

/// *För det tredje kvartalet*: with a noun behind it the phrase counts after all.
fn precedes_neuter(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    let is_neuter = |word: &str| word.ends_with("et") && word != "det";
    cursor.is_swedish() && cursor.word(at) == Some("för") && cursor.word(end).is_some_and(is_neuter)
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
