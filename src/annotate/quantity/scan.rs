//! The main loop: at each token the recognisers are asked in turn, the most specific first.

use num_traits::Signed;

use super::cursor::Cursor;
use super::exact;
use super::lexicon::{self, Sense, Sign};
use super::{Quantity, Reading, Unit, Value};
use super::{amount, bound, calendar, clock, compound, ordinal, period, reference, vague};
use crate::annotate::word::WordFact;
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
/// with every byte in its place, `facts` those of the tokens.
pub(crate) fn scan(
    text: &str,
    lower: &str,
    tokens: &[Token],
    facts: &[WordFact],
    lang: Language,
) -> Vec<Quantity> {
    let lexicon = lexicon::of(lang);
    let forms: Vec<_> = tokens
        .iter()
        .zip(facts)
        .map(|(token, fact)| lexicon.forms(token.span.of(lower), *fact, lang))
        .collect();
    let cursor = Cursor {
        text,
        lower,
        tokens,
        lang,
        forms: &forms,
        signs: &[],
    };
    let signs: Vec<_> = (0..tokens.len()).map(|at| sign(&cursor, at)).collect();
    let cursor = Cursor {
        signs: &signs,
        ..cursor
    };
    let mut quantities = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let recognisers = recognisers(&cursor, at);
        at = step(&cursor, at, recognisers, &mut quantities);
    }
    share_units(&mut quantities);
    quantities
}

/// *−31 °C … below minus 20*, *12,5 miljoner euro … ytterligare tre miljoner*: where a text has a
/// temperature, a bare negative number may be one, and where it has money, bare millions.
fn share_units(quantities: &mut [Quantity]) {
    let (mut warmth, mut money) = (None, None);
    for quantity in quantities {
        let unit = quantity.first().unit;
        if matches!(unit.code(), "°C" | "°F") {
            warmth = Some(unit);
        } else if unit.is_currency() {
            money = Some(unit);
        } else if let Value::Number(value) = &quantity.first().value
            && unit == Unit::NONE
        {
            let shared = if value.is_negative() {
                warmth
            } else {
                money.filter(|_| *value >= exact::power_of_ten(6))
            };
            let value = quantity.first().value.clone();
            let reading = shared.map(|unit| Reading::new(value, unit));
            quantity.readings.extend(reading);
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

/// A cheap test that most tokens fail: digits, fractions, words that are in a table or begin a
/// numeral.
fn sign(cursor: &Cursor<'_>, at: usize) -> Sign {
    match cursor.kind(at) {
        Some(TokenKind::Digits) => Sign::Beginning,
        Some(TokenKind::Word) => cursor
            .word(at)
            .map_or(Sign::None, |word| lexicon::sign_of_word(cursor, at, word)),
        Some(TokenKind::Mark) => sign_of_mark(cursor, at),
        None => Sign::None,
    }
}

/// A fraction begins a quantity, and any mark may stand before one that it is glued to.
fn sign_of_mark(cursor: &Cursor<'_>, at: usize) -> Sign {
    let is_fraction = cursor
        .mark(at)
        .is_some_and(|mark| "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞".contains(mark));
    if is_fraction {
        return Sign::Beginning;
    }
    let stands_before = cursor.is_glued(at + 1) || cursor.mark(at) == Some('−');
    let least = if stands_before {
        Sign::Opener
    } else {
        Sign::None
    };
    lexicon::sign_of_forms(cursor, at).max(least)
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
