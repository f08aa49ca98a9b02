//! Comparators around a quantity: *över*, *at least*, *drygt*, *or more*.

use super::cursor::{Cursor, is_dash};
use super::lexicon::{self, Sense};
use super::{Comparator, Unit};

/// The comparator of the quantity in the tokens `start..end`.
pub(super) fn find(
    cursor: &Cursor<'_>,
    start: usize,
    end: usize,
    unit: Unit,
) -> Option<Comparator> {
    behind(cursor, end).or_else(|| before(cursor, start, unit))
}

/// The longest comparator that ends right before the quantity, articles aside.
fn before(cursor: &Cursor<'_>, start: usize, unit: Unit) -> Option<Comparator> {
    const ARTICLES: [&str; 8] = ["the", "a", "an", "en", "ett", "de", "den", "som"];
    let is_article = |at: &usize| {
        cursor
            .word(*at)
            .is_some_and(|word| ARTICLES.contains(&word))
    };
    let stop = start.checked_sub(1).filter(is_article).unwrap_or(start);
    let (comparator, at) = (1..=4)
        .rev()
        .filter_map(|back| stop.checked_sub(back))
        .find_map(|at| {
            let (comparator, _) = lexicon::of(cursor.lang)
                .longest(cursor, at, |sense| match sense {
                    Sense::Bound(comparator) => Some(*comparator),
                    _ => None,
                })
                .filter(|(_, end)| *end == stop)?;
            (!is_preposition(cursor, at, unit)).then_some((comparator, at))
        })?;
    Some(if is_negated(cursor, at) {
        comparator.negated()
    } else {
        comparator
    })
}

/// *May not exceed*, *får inte understiga*, *not be shorter than*; and, as a negation goes on
/// behind *or*, *must not exceed 5 cm, or weigh more than 8 kg*.
fn is_negated(cursor: &Cursor<'_>, at: usize) -> bool {
    let near = at.saturating_sub(4);
    let is_alternative = (near..at).any(|at| matches!(cursor.word(at), Some("or" | "eller")));
    let from = if is_alternative {
        sentence_start(cursor, near)
    } else {
        near
    };
    (from..at).filter_map(|at| cursor.word(at)).any(negates)
}

fn negates(word: &str) -> bool {
    matches!(
        word,
        "not" | "inte" | "ej" | "icke" | "never" | "aldrig" | "cannot"
    )
}

/// The first token of the sentence that the one at `at` is in.
fn sentence_start(cursor: &Cursor<'_>, at: usize) -> usize {
    let ends = |at: &usize| matches!(cursor.mark(*at), Some('.' | ';' | '!' | '?'));
    (0..at).rev().find(ends).map_or(0, |end| end + 1)
}

/// *Under 2010-talet*, *under tre dagar*, *over the past 5 years*: time, not a bound.
fn is_preposition(cursor: &Cursor<'_>, at: usize, unit: Unit) -> bool {
    let is_period = matches!(
        unit,
        Unit::YEAR | Unit::DECADE | Unit::CENTURY | Unit::DATE | Unit::ORDINAL | Unit::TIME
    );
    let is_duration = unit.is_time();
    match cursor.word(at) {
        Some("under") if cursor.is_swedish() => {
            is_period || (is_duration && !is_about_people(cursor, at))
        }
        Some(
            "över" | "over" | "around" | "runt" | "kring" | "about" | "some" | "above" | "below"
            | "nära" | "beyond" | "ovanför",
        ) => is_period,
        _ => false,
    }
}

fn behind(cursor: &Cursor<'_>, end: usize) -> Option<Comparator> {
    if cursor.glued_mark(end) == Some('+') && !cursor.is_glued(end + 1) {
        return Some(Comparator::AtLeast);
    }
    let after = |at: usize| {
        lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
            Sense::BoundAfter(comparator) => Some(*comparator),
            _ => None,
        })
    };
    // "100 personer eller fler": one noun may stand between.
    let is_next = |found: &(Comparator, usize)| {
        cursor.digits(found.1).is_none()
            && cursor.glued_mark(found.1).is_none_or(|mark| !is_dash(mark))
    };
    after(end)
        .filter(is_next)
        .or_else(|| after(end + 1).filter(|_| cursor.word(end).is_some()))
        .map(|(comparator, _)| comparator)
}

/// *Barn under fem år*: an age, not a stretch of time.
fn is_about_people(cursor: &Cursor<'_>, at: usize) -> bool {
    const PEOPLE: [&str; 10] = [
        "barn",
        "besökare",
        "personer",
        "ungdomar",
        "elever",
        "den",
        "alla",
        "de",
        "vuxna",
        "barnen",
    ];
    let before = at.checked_sub(1).and_then(|at| cursor.word(at));
    before.is_some_and(|word| PEOPLE.contains(&word))
}
