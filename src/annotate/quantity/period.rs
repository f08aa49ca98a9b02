//! Years, decades and centuries, and what a bare number is when nothing follows it.
//!
//! `1998`, `2019–21`, `753 f.Kr.`, `1970-talet`, `'70s`, `the nineties`, `nittonhundratalet`,
//! `the 17th century`, `artonde århundradet`. Swedish counts centuries by their hundreds:
//! *1600-talet* is the 17th century.

use super::amount::Amount;
use super::cursor::{Cursor, is_dash};
use super::digits;
use super::exact::{self, whole};
use super::lexicon::{self, Sense};
use super::numeral::Style;
use super::reference;
use super::words::{self, Atom};
use super::{Comparator, Quantity, Reading, Unit, Value};

/// Reads a decade, a century or a year with its era at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (readings, end) = if cursor.is_swedish() {
        swedish_figures(cursor, at).or_else(|| swedish_word(cursor, at))
    } else {
        english_decade(cursor, at).or_else(|| english_spoken_year(cursor, at))
    }
    .or_else(|| century(cursor, at))
    .or_else(|| year_with_era(cursor, at))
    .or_else(|| short_year(cursor, at))?;
    let (readings, end) = with_era(cursor, readings, end);
    push(cursor, at, end, readings, found);
    Some(end)
}

/// What a bare number can be: a year, part of a name, a plain number.
pub(super) fn plain(cursor: &Cursor<'_>, amount: &Amount) -> Vec<Reading> {
    let mut readings = amount.readings();
    if amount.numeral.style != Style::PlainDigits {
        if let Some(year) = spoken_year(cursor, amount) {
            readings.insert(0, year);
        }
        return readings;
    }
    let digits = cursor.digits(amount.start).unwrap_or_default();
    if digits.len() == 4 && is_year_in_context(cursor, amount) {
        readings[0].unit = Unit::YEAR;
    } else if reference::is_part_of_name(cursor, amount.start, amount.end) {
        readings[0].unit = Unit::ID;
    }
    readings
}

/// The years of a span: `2019–2021`, `2019–21`, `1914 to 1918`.
pub(super) fn years(cursor: &Cursor<'_>, first: &Amount, second: &Amount) -> Option<Reading> {
    let is_joined = cursor.mark(first.end).is_some_and(is_dash);
    let from = plain_year(cursor, first)?;
    let digits = cursor
        .digits(second.start)
        .filter(|_| second.numeral.style == Style::PlainDigits)?;
    let to = match digits.len() {
        4 => plain_year(cursor, second)?,
        // *2023 till 28* is a year and a count.
        2 if is_joined => from / 100 * 100 + digits.parse::<i64>().ok()?,
        _ => return None,
    };
    (from < to).then(|| Reading::new(Value::Range(whole(from), whole(to)), Unit::YEAR))
}

fn plain_year(cursor: &Cursor<'_>, amount: &Amount) -> Option<i64> {
    let digits = cursor
        .digits(amount.start)
        .filter(|digits| digits.len() == 4 && amount.numeral.style == Style::PlainDigits)?;
    digits
        .parse()
        .ok()
        .filter(|year| (1000..=2200).contains(year))
}

/// True when four bare digits are a year and not a count.
fn is_year_in_context(cursor: &Cursor<'_>, amount: &Amount) -> bool {
    let Some(year) = plain_year(cursor, amount) else {
        return false;
    };
    let before = amount
        .start
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .unwrap_or_default();
    if BEFORE_YEARS.contains(&before) {
        return true;
    }
    let Some(next) = cursor
        .word(amount.end)
        .filter(|_| !cursor.is_glued(amount.end))
    else {
        return true;
    };
    let is_function_word = next.len() <= 4;
    is_function_word || (year >= 1500 && !looks_countable(cursor, next))
}

/// Words that years follow.
const BEFORE_YEARS: [&str; 40] = [
    "år", "året", "åren", "sedan", "till", "före", "efter", "fram", "runt", "våren", "hösten",
    "sommaren", "vintern", "mellan", "valet", "in", "since", "year", "by", "until", "before",
    "after", "from", "during", "around", "of", "early", "late", "spring", "summer", "autumn",
    "winter", "fall", "between", "through", "from", "january", "december", "mitten", "slutet",
];

/// A following noun in the plural makes four digits a count.
fn looks_countable(cursor: &Cursor<'_>, next: &str) -> bool {
    if cursor.is_swedish() {
        ["er", "ar", "or", "are", "na", "al", "da", "ka"]
            .iter()
            .any(|ending| next.ends_with(ending))
            && !next.ends_with("ades")
    } else {
        (next.ends_with('s') && !next.ends_with("was") && !next.ends_with("ss"))
            || matches!(next, "people" | "men" | "women" | "children")
    }
}

/// *nittonhundraåttiofyra* is a year rather than a count.
fn spoken_year(cursor: &Cursor<'_>, amount: &Amount) -> Option<Reading> {
    let year = amount
        .numeral
        .integer()
        .filter(|year| (1100..2100).contains(year))?;
    let is_single_word =
        amount.numeral.end == amount.numeral.start + 1 && amount.numeral.style == Style::Words;
    let counts_hundreds = cursor
        .word(amount.start)
        .and_then(|word| word.split_once("hundra"))
        .is_some_and(|(hundreds, _)| hundreds.ends_with("ton") || hundreds.ends_with("tjugo"));
    (is_single_word && counts_hundreds)
        .then(|| Reading::new(Value::Number(whole(year)), Unit::YEAR))
}

/// *nineteen eighty-four*, *twenty twenty-three*, *nineteen oh five*.
fn english_spoken_year(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let Some(Atom::Small(hundreds @ 10..=20)) = words::english(cursor.word(at)?) else {
        return None;
    };
    let is_oh = matches!(cursor.word(at + 1), Some("oh" | "o"));
    let rest = cursor
        .numeral(at + 1 + usize::from(is_oh))
        .filter(|rest| rest.style == Style::Words && !cursor.is_glued(rest.start))?;
    let years = rest.integer().filter(|years| {
        if is_oh {
            (1..10).contains(years)
        } else {
            (10..100).contains(years)
        }
    })?;
    let value = Value::Number(whole(i64::from(hundreds) * 100 + years));
    Some((vec![Reading::new(value, Unit::YEAR)], rest.end))
}

/// `1970-talet`, `90-talet`, `1800-talsmålning`, `ett 90-tal`.
fn swedish_figures(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let digits = cursor.digits(at)?;
    cursor.glued_mark(at + 1).filter(|mark| is_dash(*mark))?;
    let number: i64 = digits.parse().ok()?;
    if let Some(joined) = joined_figures(cursor, at, number, digits.len()) {
        return Some(joined);
    }
    let Some(tail) = cursor.glued_word(at + 2) else {
        return elliptic_figures(cursor, at, number, digits.len());
    };
    let is_count = tail == "tal" && (digits.len() < 3 || number < 1000);
    if is_count {
        return Some((
            vec![Reading::new(Value::Number(whole(number)), Unit::NONE)],
            at + 3,
        ));
    }
    let is_period = [
        "talet", "talets", "talen", "talens", "talist", "talister", "talisten",
    ]
    .contains(&tail)
        || tail.starts_with("tals")
        || tail == "tal";
    let mut readings =
        hundreds_or_decade(number, digits.len()).filter(|_| is_period && number % 10 == 0)?;
    if number == 2000 && has_decade_nearby(cursor, at) {
        readings.reverse();
    }
    Some((readings, at + 3))
}

/// `1100–1200-talet`: a span of periods.
fn joined_figures(
    cursor: &Cursor<'_>,
    at: usize,
    number: i64,
    digits: usize,
) -> Option<(Vec<Reading>, usize)> {
    cursor.digits(at + 2).filter(|_| number % 10 == 0)?;
    let (last, end) = swedish_figures(cursor, at + 2)?;
    let first = hundreds_or_decade(number, digits)?.swap_remove(0);
    let last = last
        .into_iter()
        .next()
        .filter(|last| last.unit == first.unit)?;
    let value = Value::span(first.value, last.value)?;
    Some((vec![Reading::new(value, first.unit)], end))
}

/// The first of `1700- och 1800-talet`.
fn elliptic_figures(
    cursor: &Cursor<'_>,
    at: usize,
    number: i64,
    digits: usize,
) -> Option<(Vec<Reading>, usize)> {
    let is_linked = matches!(cursor.word(at + 2), Some("och" | "till" | "eller" | "samt"));
    let (next, _) = swedish_figures(cursor, at + 3).filter(|_| is_linked && number % 10 == 0)?;
    (next[0].unit != Unit::NONE)
        .then(|| Some((hundreds_or_decade(number, digits)?, at + 2)))
        .flatten()
}

/// *sjuttiotalet*, *nittonhundratalet*, *tjugotalet*.
fn swedish_word(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let stem = cursor.stem(at).filter(|stem| !stem.is_ordinal)?;
    let is_count = stem.rest == "tal" || stem.rest == "tals" || stem.rest == "talet";
    let number = words::integer_of(&stem.atoms)?;
    let is_definite = stem.rest == "talet"
        || stem.rest == "talets"
        || stem.rest == "talen"
        || (stem.rest.starts_with("tals") && stem.rest.len() > 5);
    if is_definite && number % 10 == 0 && (20..100).contains(&number) {
        return Some((hundreds_or_decade(number, 2)?, at + 1));
    }
    if is_definite && number % 100 == 0 && number >= 500 {
        return Some((hundreds_or_decade(number, 4)?, at + 1));
    }
    // "ett tjugotal", "ett hundratal": about as many.
    let is_round = number >= 10 && is_count && stem.rest == "tal";
    is_round.then(|| {
        (
            vec![Reading::new(Value::Number(whole(number)), Unit::NONE)],
            at + 1,
        )
    })
}

/// The period that begins with this year: a century where it ends on 00, else a decade.
fn hundreds_or_decade(number: i64, digits: usize) -> Option<Vec<Reading>> {
    let reading = |year: i64, unit| Reading::new(Value::Number(whole(year)), unit);
    match digits {
        1 => None,
        2 => {
            let year = if number < 20 {
                2000 + number
            } else {
                1900 + number
            };
            Some(vec![
                reading(year, Unit::DECADE),
                reading(year - 100, Unit::DECADE),
                reading(year + 100, Unit::DECADE),
            ])
        }
        _ if number % 100 == 0 => Some(vec![
            reading(number, Unit::CENTURY),
            reading(number, Unit::DECADE),
        ]),
        _ => Some(vec![reading(number, Unit::DECADE)]),
    }
}

/// `1970s`, `'70s`, `1970's`, *the nineties*, *mid-1990s*.
fn english_decade(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    if let Some(reading) = decade_word(cursor, at) {
        return Some((reading, at + 1));
    }
    let apostrophe = usize::from(matches!(cursor.mark(at), Some('\'' | '’' | '‘')));
    let digits = cursor
        .digits(at + apostrophe)
        .filter(|_| apostrophe == 0 || cursor.is_glued(at + 1))?;
    let after = at + apostrophe + 1;
    let possessive = usize::from(matches!(cursor.glued_mark(after), Some('\'' | '’')));
    cursor
        .glued_word(after + possessive)
        .filter(|word| *word == "s")?;
    let number: i64 = digits.parse().ok().filter(|number| number % 10 == 0)?;
    let is_short = digits.len() == 2 && (apostrophe == 1 || possessive == 0);
    if !(is_short || digits.len() == 4) || is_age_band(cursor, at) {
        return None;
    }
    let mut readings = hundreds_or_decade(number, digits.len())?;
    if number == 2000 && digits.len() == 4 && has_decade_nearby(cursor, at) {
        readings.reverse();
    }
    Some((readings, after + possessive + 1))
}

fn decade_word(cursor: &Cursor<'_>, at: usize) -> Option<Vec<Reading>> {
    let number = tens_plural(cursor.word(at)?)?;
    (!is_age_band(cursor, at))
        .then(|| hundreds_or_decade(number, 2))
        .flatten()
}

/// *forties* is 40.
pub(super) fn tens_plural(word: &str) -> Option<i64> {
    let stem = word.strip_suffix("ies")?;
    match words::english(&format!("{stem}y"))? {
        Atom::Small(tens) if tens >= 20 => Some(i64::from(tens)),
        _ => None,
    }
}

/// *in her forties*, *a man in his 40s*: an age, not a decade.
pub(super) fn is_age_band(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| cursor.word(at));
    const OWNERS: [&str; 6] = ["his", "her", "their", "my", "your", "our"];
    let is_owner = |word: Option<&str>| word.is_some_and(|word| OWNERS.contains(&word));
    is_owner(before(1))
        || (matches!(before(1), Some("early" | "late" | "mid")) && is_owner(before(2)))
        || (at
            .checked_sub(1)
            .and_then(|at| cursor.mark(at))
            .is_some_and(is_dash)
            && before(2) == Some("mid")
            && is_owner(before(3)))
}

/// True where another decade stands near, which makes *the 2000s* and *2000-talet* one too.
fn has_decade_nearby(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_decade = |near: usize| {
        let number = cursor
            .digits(near)
            .filter(|digits| digits.ends_with('0') && !digits.ends_with("00"));
        let suffix = usize::from(cursor.is_swedish()) + 1;
        let tail = cursor.glued_word(near + suffix).unwrap_or_default();
        number.is_some_and(|digits| matches!(digits.len(), 2 | 4))
            && (tail == "s" || tail.starts_with("tal"))
    };
    (at.saturating_sub(8)..at + 8).any(|near| near != at && is_decade(near))
}

/// *the 17th century*, *19th-century*, *tolfte århundradet*; before another one, as in *17th and
/// 18th centuries*, the ordinal alone.
fn century(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let (number, after) = cursor
        .ordinal(at)
        .filter(|(number, _)| (1..=30).contains(number))?;
    if let Some(end) = century_noun(cursor, after) {
        return Some((vec![century_reading(number)], end));
    }
    let first_end = after;
    let mut after = after;
    while cursor.glued_mark(after) == Some(',') {
        let skip = usize::from(matches!(cursor.word(after + 1), Some("and" | "och")));
        let Some((_, next)) = cursor.ordinal(after + 1 + skip) else {
            break;
        };
        if century_noun(cursor, next).is_some() {
            return Some((vec![century_reading(number)], first_end));
        }
        after = next;
    }
    let is_link = matches!(
        cursor.word(after),
        Some("and" | "or" | "to" | "och" | "till" | "eller")
    ) || cursor
        .mark(after)
        .is_some_and(|mark| is_dash(mark) || mark == ',');
    let (_, next) = cursor.ordinal(after + 1).filter(|_| is_link)?;
    century_noun(cursor, next).map(|_| (vec![century_reading(number)], first_end))
}

fn century_noun(cursor: &Cursor<'_>, after: usize) -> Option<usize> {
    let at = after + usize::from(cursor.glued_mark(after).is_some_and(is_dash));
    let is_century = match cursor.word(at)? {
        "century" | "centuries" => !cursor.is_swedish(),
        "århundradet" | "seklet" | "århundradets" | "seklets" | "århundrade" => {
            cursor.is_swedish()
        }
        _ => false,
    };
    is_century.then_some(at + 1)
}

fn century_reading(ordinal: i64) -> Reading {
    Reading::new(Value::Number(whole((ordinal - 1) * 100)), Unit::CENTURY)
}

/// `753 BC`, `44 f.Kr.`, `AD 79`.
fn year_with_era(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    if let Some(named) = year_behind_era(cursor, at) {
        return Some(named);
    }
    let number = digits::parse(cursor, at, |_| false)?;
    let (sign, end) = era(cursor, number.end)?;
    let year = exact::integer(&number.value)?;
    Some((
        vec![Reading::new(
            Value::Number(whole(year * i64::from(sign))),
            Unit::YEAR,
        )],
        end,
    ))
}

/// `AD 79`.
fn year_behind_era(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let year: i64 = cursor
        .digits(at + 1)
        .filter(|digits| digits.len() <= 4)?
        .parse()
        .ok()?;
    (cursor.raw_word(at) == Some("AD")).then(|| {
        (
            vec![Reading::new(Value::Number(whole(year)), Unit::YEAR)],
            at + 2,
        )
    })
}

/// `’68`, *från -68*: a year without its century.
fn short_year(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<Reading>, usize)> {
    let mark = cursor.mark(at).filter(|_| !cursor.is_glued(at))?;
    let digits = cursor
        .glued_digits(at + 1)
        .filter(|digits| digits.len() == 2)?;
    let before = at
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .unwrap_or_default();
    let is_marked = match mark {
        '\'' | '’' | '‘' => cursor.glued_word(at + 2).is_none(),
        '-' | '–' => cursor.is_swedish() && BEFORE_YEARS.contains(&before) | (before == "från"),
        _ => false,
    };
    let year: i64 = digits.parse().ok().filter(|_| is_marked)?;
    let reading = |century| Reading::new(Value::Number(whole(century + year)), Unit::YEAR);
    let centuries = if year < 30 {
        [2000, 1900]
    } else {
        [1900, 2000]
    };
    Some((centuries.map(reading).to_vec(), at + 2))
}

fn era(cursor: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Era(sign) => Some(*sign),
        _ => None,
    })
}

/// Turns a decade or century before Christ negative.
fn with_era(cursor: &Cursor<'_>, mut readings: Vec<Reading>, end: usize) -> (Vec<Reading>, usize) {
    let Some((sign, end)) = era(cursor, end).filter(|_| readings[0].unit != Unit::YEAR) else {
        return (readings, end);
    };
    for reading in &mut readings {
        if let Value::Number(value) = &mut reading.value {
            *value *= whole(sign.into());
        }
    }
    (readings, end)
}

fn push(
    cursor: &Cursor<'_>,
    at: usize,
    end: usize,
    readings: Vec<Reading>,
    found: &mut Vec<Quantity>,
) {
    let is_about = readings[0].unit == Unit::NONE;
    let comparator = is_about.then_some(Comparator::About);
    found.push(Quantity::new(cursor.span(at, end), readings).with_comparator(comparator));
}
