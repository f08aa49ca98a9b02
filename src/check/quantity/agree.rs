//! When two readings mean the same: by value, by conversion, by rounding.
//!
//! The rules follow how the two languages write things: a percentage equals its fraction, a
//! duration converts exactly, other units within 2 %, a time without its half of the day fits
//! either. Currencies never convert.

use num_traits::{Signed, Zero};

use crate::annotate::quantity::exact::{self, Exact, ratio, whole};
use crate::annotate::quantity::value::{Clock, Date};
use crate::annotate::quantity::{Unit, Value};

/// How well two readings agree: 0 for the same thing said the same way, more for each liberty.
/// `None` where they say different things.
pub(super) fn cost(left: (&Value, Unit), right: (&Value, Unit)) -> Option<u32> {
    match (left.0, right.0) {
        (Value::Number(a), Value::Number(b)) => numbers((a, left.1), (b, right.1)),
        (Value::Date(a), Value::Date(b)) => (a == b).then_some(0),
        (Value::Time(a), Value::Time(b)) => a
            .agrees_with(*b)
            .then(|| u32::from(a.is_half_known != b.is_half_known)),
        (Value::Time(time), Value::Number(number)) => time_and_number(*time, number, right.1),
        (Value::Number(number), Value::Time(time)) => time_and_number(*time, number, left.1),
        (Value::Text(a), Value::Text(b)) => texts((a, left.1), (b, right.1)),
        (Value::Text(text), Value::Number(number)) => text_and_number(text, number, right.1),
        (Value::Number(number), Value::Text(text)) => text_and_number(text, number, left.1),
        _ => None,
    }
}

/// True when the fields that both dates state are the same.
pub(super) fn dates_fit(left: Date, right: Date) -> bool {
    let fits = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
    left.month == right.month
        && fits(left.day, right.day)
        && (left.year.is_none() || right.year.is_none() || left.year == right.year)
}

fn numbers(left: (&Exact, Unit), right: (&Exact, Unit)) -> Option<u32> {
    if left.1 == right.1 {
        return (left.0 == right.0).then_some(0);
    }
    if let Some(cost) = interchangeable(left.1, right.1) {
        return (left.0 == right.0).then_some(cost);
    }
    shares(left, right)
        .or_else(|| shares(right, left))
        .or_else(|| converted(left, right))
}

/// Units that the languages use for the same number; the liberty it takes.
fn interchangeable(left: Unit, right: Unit) -> Option<u32> {
    let either = |test: fn(Unit) -> bool| {
        (left == Unit::NONE && test(right)) || (right == Unit::NONE && test(left))
    };
    let pair = |a: Unit, b: Unit| (left, right) == (a, b) || (left, right) == (b, a);
    if either(|unit| unit == Unit::TIMES || unit == Unit::YEAR) {
        Some(1)
    } else if either(|unit| unit == Unit::YEARS || names_something(unit)) {
        Some(3)
    } else if either(|unit| unit == Unit::ORDINAL)
        || pair(Unit::ID, Unit::YEAR)
        || (left == Unit::ORDINAL && names_something(right))
        || (right == Unit::ORDINAL && names_something(left))
    {
        Some(4)
    } else {
        let is_loose_pair = (is_loose(left) && names_something(right))
            || (is_loose(right) && names_something(left));
        is_loose_pair.then_some(5)
    }
}

/// Units of numbers that name something rather than count.
fn names_something(unit: Unit) -> bool {
    unit.measure().is_none()
        && !unit.is_currency()
        && !matches!(
            unit,
            Unit::NONE
                | Unit::TIMES
                | Unit::ORDINAL
                | Unit::INDEFINITE
                | Unit::YEAR
                | Unit::DECADE
                | Unit::CENTURY
                | Unit::DATE
                | Unit::TIME
        )
}

/// Kinds of references that a text need not name: an item number, a point, a number in a name.
fn is_loose(unit: Unit) -> bool {
    matches!(unit, Unit::ID | Unit::LIST) || unit.code() == "point"
}

/// A percentage or per mille against a fraction, and against each other.
fn shares(share: (&Exact, Unit), plain: (&Exact, Unit)) -> Option<u32> {
    let hundredths = match share.1 {
        Unit::PERCENT => share.0.clone(),
        Unit::PER_MILLE => share.0 / whole(10),
        _ => return None,
    };
    match plain.1 {
        Unit::PERCENT => (hundredths == *plain.0).then_some(0),
        Unit::NONE | Unit::TIMES => {
            let other = plain.0 * whole(100);
            if hundredths == other {
                return Some(1);
            }
            let is_fraction = !plain.0.is_integer();
            let rounds = (&hundredths - &other).abs() <= ratio(1, 2);
            (is_fraction && rounds).then_some(2)
        }
        _ => None,
    }
}

/// The same amount in another unit of its dimension.
fn converted(left: (&Exact, Unit), right: (&Exact, Unit)) -> Option<u32> {
    let (a, b) = (left.1.measure()?, right.1.measure()?);
    if a.dimension != b.dimension {
        return None;
    }
    if a.dimension == "temperature" {
        return temperatures(left, right);
    }
    let (low, high) = (left.0 * &a.factor, right.0 * &b.factor);
    if low == high {
        return Some(1);
    }
    let is_exact_family = matches!(
        a.dimension,
        "duration" | "calendar" | "share" | "point" | "data"
    );
    if is_exact_family || is_power_of_ten(&(&a.factor / &b.factor)) {
        return None;
    }
    let difference = (&low - &high).abs();
    let largest = low.abs().max(high.abs());
    (difference * whole(50) <= largest).then_some(2)
}

fn is_power_of_ten(factor: &Exact) -> bool {
    let larger = if *factor < whole(1) {
        factor.recip()
    } else {
        factor.clone()
    };
    larger.is_integer() && larger.to_integer().to_string().trim_end_matches('0') == "1"
}

/// Degrees of different scales agree within half a degree Celsius.
fn temperatures(left: (&Exact, Unit), right: (&Exact, Unit)) -> Option<u32> {
    let difference = (celsius(left)? - celsius(right)?).abs();
    (difference <= ratio(1, 2)).then_some(2)
}

fn celsius((value, unit): (&Exact, Unit)) -> Option<Exact> {
    match unit.code() {
        "°C" => Some(value.clone()),
        "°F" => Some((value - whole(32)) * ratio(5, 9)),
        "K" => Some(value - ratio(27315, 100)),
        _ => None,
    }
}

/// `klockan 9` against a bare *nine*, and `14.30` that was read as a decimal.
fn time_and_number(time: Clock, number: &Exact, unit: Unit) -> Option<u32> {
    if unit != Unit::NONE {
        return None;
    }
    let hour = number.to_integer();
    let minutes = (number - Exact::from_integer(hour.clone())) * whole(100);
    let hour: u32 = hour.try_into().ok()?;
    let minute: u32 = minutes
        .is_integer()
        .then(|| minutes.to_integer().try_into().ok())??;
    let clock = Clock::new(hour, minute)?;
    clock.agrees_with(time).then_some(4)
}

fn texts(left: (&str, Unit), right: (&str, Unit)) -> Option<u32> {
    if left.1 == Unit::PHONE && right.1 == Unit::PHONE {
        return (national(left.0) == national(right.0)).then_some(0);
    }
    if left.0 != right.0 {
        return None;
    }
    if left.1 == right.1 {
        return Some(0);
    }
    (names_something(left.1)
        && names_something(right.1)
        && (is_loose(left.1)
            || is_loose(right.1)
            || left.1 == Unit::VERSION
            || right.1 == Unit::VERSION))
        .then_some(3)
}

/// A Swedish number in its national form: `+46 8 …` is `08 …`.
fn national(phone: &str) -> String {
    let digits = phone
        .strip_prefix("+46")
        .or_else(|| phone.strip_prefix("0046"));
    digits.map_or_else(
        || phone.trim_start_matches('+').to_owned(),
        |rest| format!("0{}", rest.trim_start_matches('0')),
    )
}

fn text_and_number(text: &str, number: &Exact, unit: Unit) -> Option<u32> {
    let is_plain = matches!(
        unit,
        Unit::NONE | Unit::ID | Unit::VERSION | Unit::LIST | Unit::ORDINAL
    );
    // A runner's 29:41 is 29.41 in Swedish papers.
    let is_same = |text: &str| exact::parse(text).is_some_and(|value| value == *number);
    (is_plain && (is_same(text) || is_same(&text.replacen(':', ".", 1)))).then_some(3)
}

/// The factor between two numbers, larger over smaller; `None` beside zero.
pub(super) fn factor(left: &Exact, right: &Exact) -> Option<Exact> {
    if left.is_zero() || right.is_zero() {
        return None;
    }
    let factor = left.abs() / right.abs();
    Some(if factor < whole(1) {
        factor.recip()
    } else {
        factor
    })
}

/// True for 1 000, 1 000 000 …: the factor that a wrong magnitude word makes.
pub(super) fn is_magnitude(factor: &Exact) -> bool {
    let digits = factor.is_integer().then(|| factor.to_integer().to_string());
    digits.is_some_and(|digits| {
        digits.len() > 3 && digits.len() % 3 == 1 && digits.trim_end_matches('0') == "1"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(left: (&str, &'static str), right: (&str, &'static str)) -> bool {
        let value = |text: &str| Value::Number(exact::parse(text).expect("a number"));
        let unit = Unit::from_static;
        cost(
            (&value(left.0), unit(left.1)),
            (&value(right.0), unit(right.1)),
        )
        .is_some()
    }

    #[test]
    fn agrees_by_meaning() {
        for (left, right) in [
            (("2", "times"), ("2", "")),
            (("1.2", "per_mille"), ("0.12", "percent")),
            (("50", "percent"), ("1/2", "")),
            (("33", "percent"), ("1/3", "")),
            (("1.5", "h"), ("90", "min")),
            (("18", "month"), ("1.5", "yr")),
            (("12", "mil"), ("75", "mi")),
            (("97", "km"), ("60", "mi")),
            (("40", "°C"), ("104", "°F")),
            (("9", "m"), ("30", "ft")),
            (("100", "bp"), ("1", "percentage_point")),
            (("300000", "km/s"), ("300000000", "m/s")),
            (("18", "yr"), ("18", "")),
        ] {
            assert!(agree(left, right), "{left:?} {right:?}");
        }
    }

    #[test]
    fn differs_where_meaning_does() {
        for (left, right) in [
            (("2", "percent"), ("2", "percentage_point")),
            (("62", "percent"), ("62", "")),
            (("60", "mil"), ("60", "mi")),
            (("42", "m"), ("42", "km")),
            (("41.9", "km"), ("42000", "m")),
            (("120", "SEK"), ("120", "NOK")),
            (("100", "indef"), ("100", "")),
            (("1990", "decade"), ("1990", "year")),
            (("3", "chapter"), ("3", "section")),
            (("45", "s"), ("45", "min")),
        ] {
            assert!(!agree(left, right), "{left:?} {right:?}");
        }
    }
}
