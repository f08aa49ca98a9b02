//! Words that count without being numerals: indefinite plurals, multipliers, pairs, amounts in
//! one word, and words that may stand for a number.
//!
//! *hundratals*, *tens of thousands*; *doubled*, *halverats*; *ett par veckor*, *a couple of
//! weeks*; *halvtimme*, *half-hour*; *both*, *duo*, *slutade tia*, *näst störst*.

use super::amount;
use super::cursor::Cursor;
use super::exact::{Exact, whole};
use super::lexicon::{self, Sense};
use super::{Comparator, Quantity, Reading, Unit, Value};

/// Reads such a word at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (quantity, end) = couple(cursor, at)
        .or_else(|| amount_word(cursor, at))
        .or_else(|| counting_word(cursor, at))
        .or_else(|| next_best(cursor, at))?;
    found.push(quantity);
    Some(end)
}

/// *hundratals*, *doubled*, *both*, *tia*.
fn counting_word(cursor: &Cursor<'_>, at: usize) -> Option<(Quantity, usize)> {
    let ((value, units, is_weak), end) =
        lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
            Sense::Indefinite(value) => Some((value.clone(), vec![Unit::INDEFINITE], false)),
            Sense::Times(value) => Some((value.clone(), vec![Unit::TIMES], false)),
            Sense::Implied(value) => Some((value.clone(), vec![Unit::NONE, Unit::ORDINAL], true)),
            Sense::Place(value) => Some((value.clone(), vec![Unit::ORDINAL, Unit::NONE], true)),
            _ => None,
        })?;
    let is_implied = is_weak && units[0] == Unit::NONE;
    let is_weak = is_weak || is_loose(cursor, at, end, units[0]);
    let readings = units.into_iter().map(|unit| number(&value, unit)).collect();
    let quantity = mention(cursor, at, end, readings, is_weak);
    Some((
        Quantity {
            is_implied,
            ..quantity
        },
        end,
    ))
}

/// Words that count only in some places: *double* as an adjective, *miljoner* as a mere plural,
/// *thousands of miles*, which good translators turn into *hundratals mil*.
fn is_loose(cursor: &Cursor<'_>, at: usize, end: usize, unit: Unit) -> bool {
    const DOUBLES: [&str; 5] = ["double", "dubbla", "triple", "treble", "dubbelt"];
    const DOUBLED: [&str; 10] = [
        "the",
        "what",
        "that",
        "its",
        "their",
        "så",
        "as",
        "upp",
        "production",
        "output",
    ];
    const MERE_PLURALS: [&str; 3] = ["miljoner", "miljarder", "biljoner"];
    let is = |at: usize, words: &[&str]| cursor.word(at).is_some_and(|word| words.contains(&word));
    if unit == Unit::TIMES {
        return is(at, &DOUBLES) && !is(end, &DOUBLED);
    }
    is(at, &MERE_PLURALS) || is(end, &["mil", "miles"]) || is(end + 1, &["miles"])
}

/// *halvtimme* is half an hour.
fn amount_word(cursor: &Cursor<'_>, at: usize) -> Option<(Quantity, usize)> {
    let article = usize::from(matches!(cursor.word(at), Some("en" | "ett" | "a" | "an")));
    if matches!(cursor.word(at + article), Some("trekvarts" | "kvarts")) {
        return None;
    }
    let (reading, end) =
        lexicon::of(cursor.lang).longest(cursor, at + article, |sense| match sense {
            Sense::Amount(value, unit) => Some(number(value, *unit)),
            _ => None,
        })?;
    Some((mention(cursor, at, end, vec![reading], article == 0), end))
}

/// *näst störst* is second largest.
fn next_best(cursor: &Cursor<'_>, at: usize) -> Option<(Quantity, usize)> {
    let superlative = cursor
        .word(at + 1)
        .filter(|_| cursor.word(at) == Some("näst"))?;
    let is_superlative = ["st", "sta", "ste", "mest", "sist", "minst"]
        .iter()
        .any(|ending| superlative.ends_with(ending));
    let readings = vec![number(&whole(2), Unit::ORDINAL)];
    is_superlative.then(|| (mention(cursor, at, at + 1, readings, false), at + 1))
}

/// *ett par veckor*, *a couple of weeks*: two, give or take. Without a unit it is as vague as
/// *some*.
fn couple(cursor: &Cursor<'_>, at: usize) -> Option<(Quantity, usize)> {
    let after = match [cursor.word(at), cursor.word(at + 1), cursor.word(at + 2)] {
        [Some("ett"), Some("par"), Some("av")]
        | [Some("a"), Some("couple" | "pair"), Some("of")] => at + 3,
        [Some("couple"), Some("of"), _] => at + 2,
        [Some("ett"), Some("par"), _] | [Some("a"), Some("couple"), _] => at + 2,
        _ => return None,
    };
    let (readings, end) = amount::couple_units(cursor, after);
    let is_weak = readings[0].unit == Unit::NONE;
    let quantity = mention(cursor, at, end, readings, is_weak);
    Some((quantity.with_comparator(Some(Comparator::About)), end))
}

fn number(value: &Exact, unit: Unit) -> Reading {
    Reading::new(Value::Number(value.clone()), unit)
}

fn mention(
    cursor: &Cursor<'_>,
    at: usize,
    end: usize,
    readings: Vec<Reading>,
    is_weak: bool,
) -> Quantity {
    Quantity::new(cursor.span(at, end), readings).with_weakness(is_weak)
}
