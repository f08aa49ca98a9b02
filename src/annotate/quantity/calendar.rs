//! Calendar dates: day, month and year in the orders of both languages.
//!
//! `den 3 juli 2023`, `3:e juli`, `July 3, 2023`, `3rd of July`, `2023-07-03`, `3/7`,
//! `12/24/2022`, `maj 2021`, `3–5 juli`. Figures with a slash are day first in Swedish and month
//! first in English; the other order is kept as a less likely reading.

use super::cursor::{Cursor, is_dash};
use super::lexicon::{self, Sense};
use super::value::Date;
use super::{Quantity, Reading, Unit, Value};

/// Reads a date or a span of dates at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (readings, end) = iso(cursor, at)
        .or_else(|| day_span(cursor, at))
        .or_else(|| dated_span(cursor, at))
        .or_else(|| single(cursor, at))
        .or_else(|| dotted(cursor, at))
        .or_else(|| slashed(cursor, at))?;
    found.push(Quantity::new(cursor.span(at, end), readings));
    Some(end)
}

/// The month at `at`. English *May* and *March* must have their capital.
pub(super) fn month(cursor: &Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    let (month, mut end) = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Month(number) => Some(*number),
        _ => None,
    })?;
    if !cursor.is_swedish() && !cursor.is_capitalised(at) {
        return None;
    }
    let is_short = cursor.word(at).is_some_and(|word| word.len() <= 4)
        && cursor.word(at) != Some("may")
        && cursor.word(at) != Some("juli");
    if is_short
        && cursor.glued_mark(end) == Some('.')
        && (cursor.digits(end + 1).is_some() || cursor.mark(end + 1) == Some(','))
    {
        end += 1;
    }
    Some((month, end))
}

fn dates(date: Date) -> Vec<Reading> {
    vec![Reading::new(Value::Date(date), Unit::DATE)]
}

/// `2023-07-03`, `2023-07`.
fn iso(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let year: i32 = cursor
        .digits(at)
        .filter(|digits| digits.len() == 4)?
        .parse()
        .ok()?;
    cursor.glued_mark(at + 1).filter(|mark| is_dash(*mark))?;
    let month: u32 = cursor
        .glued_digits(at + 2)
        .filter(|digits| digits.len() == 2)?
        .parse()
        .ok()?;
    let day = cursor
        .glued_mark(at + 3)
        .filter(|mark| is_dash(*mark))
        .and_then(|_| cursor.glued_digits(at + 4))
        .filter(|digits| digits.len() == 2);
    let day: u32 = day?.parse().ok()?;
    Some((dates(Date::new(Some(year), month, Some(day))?), at + 5))
}

/// `3 juli 2023`, `July 3, 2023`, `juli 2023`.
fn single(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let (date, end) = day_first(cursor, at).or_else(|| month_first(cursor, at))?;
    Some((dates(date), end))
}

/// The day of the month at `at`: `3`, `3:e`, `3rd`, *tredje*.
fn day(cursor: &Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some((number, end)) = cursor.ordinal(at) {
        return u32::try_from(number)
            .ok()
            .filter(|day| (1..=31).contains(day))
            .map(|day| (day, end));
    }
    let digits = cursor.digits(at).filter(|digits| digits.len() <= 2)?;
    let is_part = cursor
        .glued_mark(at + 1)
        .is_some_and(|mark| matches!(mark, '.' | ',' | ':' | '/'))
        && cursor.glued_digits(at + 2).is_some();
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && !is_part)
        .map(|day| (day, at + 1))
}

fn day_first(cursor: &Cursor<'_>, at: usize) -> Option<(Date, usize)> {
    let (day, after) = day(cursor, at)?;
    let of = usize::from(matches!(cursor.word(after), Some("of" | "i")));
    let point = usize::from(cursor.glued_mark(after) == Some('.') && of == 0);
    let (month, end) = month(cursor, after + of + point)?;
    let (year, end) = year(cursor, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((Date::new(year, month, Some(day))?, end))
}

fn month_first(cursor: &Cursor<'_>, at: usize) -> Option<(Date, usize)> {
    let (month, after) = month(cursor, at)?;
    if let Some((year, end)) = year(cursor, after) {
        return Some((Date::new(Some(year), month, None)?, end));
    }
    let the = usize::from(cursor.word(after) == Some("the"));
    let (day, end) =
        day(cursor, after + the).filter(|_| !cursor.is_swedish() && !cursor.is_glued(after))?;
    if counts_something(cursor, end) {
        return None;
    }
    let (year, end) = year(cursor, end).map_or((None, end), |(year, end)| (Some(year), end));
    Some((Date::new(year, month, Some(day))?, end))
}

/// *In May 12 people died*: the number belongs to what follows.
fn counts_something(cursor: &Cursor<'_>, at: usize) -> bool {
    matches!(
        cursor.word(at),
        Some("people" | "million" | "billion" | "percent" | "per" | "countries" | "days")
    ) || cursor.mark(at) == Some('%')
}

/// A year behind a month or day: `2023`, `, 2023`, `-23`, `'23`.
fn year(cursor: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let skip =
        usize::from(cursor.mark(at) == Some(',') || matches!(cursor.word(at), Some("år" | "of")));
    let digits = cursor
        .digits(at + skip)
        .filter(|digits| digits.len() == 4 && !cursor.is_glued(at + skip))?;
    let is_decade = cursor.glued_mark(at + skip + 1).is_some_and(is_dash)
        && cursor
            .glued_word(at + skip + 2)
            .is_some_and(|word| word.starts_with("tal"))
        || cursor.glued_word(at + skip + 1).is_some();
    let is_grouped = cursor
        .glued_mark(at + skip + 1)
        .is_some_and(|mark| mark == ',' || mark == '.')
        && cursor.glued_digits(at + skip + 2).is_some();
    digits
        .parse()
        .ok()
        .filter(|year| (1000..2200).contains(year) && !is_decade && !is_grouped)
        .map(|year| (year, at + skip + 1))
}

/// `3–5 juli 2023`, `den 3 till 5 juli`, `July 3–5, 2023`.
fn day_span(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let is_opened = matches!(
        cursor.word(at),
        Some("mellan" | "between" | "från" | "from")
    );
    let at = at + usize::from(is_opened);
    let link = |at: usize| {
        let is_link = cursor.mark(at).is_some_and(is_dash)
            || matches!(
                cursor.word(at),
                Some("till" | "to" | "och" | "and" | "eller" | "or")
            );
        is_link.then(|| at + 1 + usize::from(matches!(cursor.word(at + 1), Some("den" | "the"))))
    };
    let (from, to, month, end) =
        if let Some((month, after)) = month(cursor, at).filter(|_| !cursor.is_swedish()) {
            let (from, after) = day(cursor, after)?;
            let (to, end) = day(cursor, link(after)?)?;
            (from, to, month, end)
        } else {
            let (from, after) = day(cursor, at)?;
            let (to, after) = day(cursor, link(after)?)?;
            let of = usize::from(cursor.word(after) == Some("of"));
            let (month, end) = month(cursor, after + of)?;
            (from, to, month, end)
        };
    if counts_something(cursor, end) {
        return None;
    }
    let (year, end) = year(cursor, end).map_or((None, end), |(year, end)| (Some(year), end));
    span(
        Date::new(year, month, Some(from))?,
        Date::new(year, month, Some(to))?,
        end,
    )
}

/// `28 juni–3 juli 2023`, `from 28 June to 3 July`.
fn dated_span(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let is_opened = matches!(
        cursor.word(at),
        Some("mellan" | "between" | "från" | "from")
    );
    let den = usize::from(is_opened && cursor.word(at + 1) == Some("den"));
    let begin = at + usize::from(is_opened) + den;
    let (mut from, after) = day_first(cursor, begin).or_else(|| month_first(cursor, begin))?;
    let is_link = cursor.mark(after).is_some_and(is_dash)
        || matches!(cursor.word(after), Some("till" | "to" | "until"))
        || (is_opened && matches!(cursor.word(after), Some("och" | "and")));
    let skip = usize::from(matches!(cursor.word(after + 1), Some("den" | "the")));
    let (to, end) = day_first(cursor, after + 1 + skip)
        .or_else(|| month_first(cursor, after + 1 + skip))
        .filter(|_| is_link)?;
    from.year = from.year.or(to.year);
    span(from, to, end)
}

fn span(from: Date, to: Date, end: usize) -> Option<(Vec<Reading>, usize)> {
    Some((vec![Reading::new(Value::Dates(from, to), Unit::DATE)], end))
}

/// `03.07.2023`, `3.7.2023`: day first, as continental Europe writes it.
fn dotted(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let (first, second, year) = three_numbers(cursor, at, '.')?;
    Some((dates(Date::new(Some(year), second, Some(first))?), at + 5))
}

/// `3/7`, `12/24/2022`, `3/7 2023`.
fn slashed(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    if let Some((first, second, year)) = three_numbers(cursor, at, '/') {
        return Some((orders(cursor, Some(year), first, second)?, at + 5));
    }
    let is_free = !cursor.is_glued(at)
        && at
            .checked_sub(1)
            .and_then(|before| cursor.mark(before))
            .is_none_or(|mark| mark != '/');
    let first: u32 = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 2 && is_free)?
        .parse()
        .ok()?;
    cursor.glued_mark(at + 1).filter(|mark| *mark == '/')?;
    let second: u32 = cursor
        .glued_digits(at + 2)
        .filter(|digits| digits.len() <= 2)?
        .parse()
        .ok()?;
    let goes_on = cursor
        .glued_mark(at + 3)
        .is_some_and(|mark| mark == '/' || is_dash(mark))
        && cursor.tokens.get(at + 4).is_some_and(|next| next.is_glued);
    if goes_on || (first, second) == (24, 7) {
        return None;
    }
    let (year, end) = year(cursor, at + 3).map_or((None, at + 3), |(year, end)| (Some(year), end));
    Some((orders(cursor, year, first, second)?, end))
}

/// Both orders of day and month, the one of the language first.
fn orders(cursor: &Cursor<'_>, year: Option<i32>, first: u32, second: u32) -> Option<Vec<Reading>> {
    let day_first = Date::new(year, second, Some(first));
    let month_first = Date::new(year, first, Some(second));
    let (native, other) = if cursor.is_swedish() {
        (day_first, month_first)
    } else {
        (month_first, day_first)
    };
    let reading = |date: Date, is_foreign| Reading {
        value: Value::Date(date),
        unit: Unit::DATE,
        is_foreign,
    };
    match (native, other) {
        (Some(native), Some(other)) if native != other && !cursor.is_swedish() => {
            // British English writes the day first, so the order stays open.
            Some(vec![reading(native, false), reading(other, false)])
        }
        (Some(date), _) => Some(vec![reading(date, false)]),
        (None, Some(date)) => Some(vec![reading(date, cursor.is_swedish())]),
        (None, None) => None,
    }
}

fn three_numbers(cursor: &Cursor<'_>, at: usize, mark: char) -> Option<(u32, u32, i32)> {
    let first = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 2)?
        .parse()
        .ok()?;
    let second = cursor
        .glued_digits(at + 2)
        .filter(|digits| digits.len() <= 2)?
        .parse()
        .ok()?;
    let digits = cursor
        .glued_digits(at + 4)
        .filter(|digits| digits.len() == 4 || (mark == '/' && digits.len() == 2))?;
    let year: i32 = digits.parse().ok()?;
    let year = if digits.len() == 2 {
        year + if year < 70 { 2000 } else { 1900 }
    } else {
        year
    };
    let is_marked =
        cursor.glued_mark(at + 1) == Some(mark) && cursor.glued_mark(at + 3) == Some(mark);
    is_marked.then_some((first, second, year))
}
