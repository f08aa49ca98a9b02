//! The correction of a changed quantity, written in the conventions of the target language:
//! `6,3 miljarder dollar`, `den 3 juli 2023`, `kl. 14.30`, `SEK 6.3 million`.
//!
//! Only what is certain is suggested: one reading in the source, and a form that every style
//! guide of the target language accepts.

use num_integer::Integer;
use num_traits::Signed;

use crate::annotate::Pair;
use crate::annotate::quantity::exact::{self, Exact, power_of_ten, whole};
use crate::annotate::quantity::value::{Clock, Date};
use crate::annotate::quantity::{Quantity, Reading, Unit, Value};
use crate::locale::Language;

/// What the target should say for `source` where it says `target`.
pub(super) fn correction(source: &Quantity, target: &Quantity, pair: &Pair<'_>) -> Option<String> {
    let first = source.first();
    let is_certain = source
        .readings
        .iter()
        .all(|reading| reading.unit == first.unit || reading.is_foreign);
    let written = target.span.of(pair.target.text);
    let is_joined =
        written.contains('-') && !matches!(first.value, Value::Range(..) | Value::Date(_));
    if !is_certain || is_joined {
        return None;
    }
    write(first, pair.target.lang)
}

fn write(reading: &Reading, lang: Language) -> Option<String> {
    match &reading.value {
        Value::Number(value) => number_with_unit(value, reading.unit, lang),
        Value::Date(date) => full_date(*date, lang),
        Value::Time(time) => Some(clock(*time, lang)).filter(|_| time.is_half_known),
        _ => None,
    }
}

fn number_with_unit(value: &Exact, unit: Unit, lang: Language) -> Option<String> {
    match unit {
        Unit::NONE => number(value, lang),
        Unit::YEAR => value.is_positive().then(|| value.to_integer().to_string()),
        Unit::PERCENT => Some(format!("{} {}", number(value, lang)?, percent(lang))),
        Unit::DECADE => Some(period(value, lang)),
        Unit::CENTURY => century(value, lang),
        Unit::ORDINAL => ordinal(value, lang),
        _ if unit.is_currency() => money(value, unit, lang),
        _ => None,
    }
}

const fn percent(lang: Language) -> &'static str {
    match lang {
        Language::Swedish => "procent",
        Language::English => "per cent",
    }
}

/// A number in digits, from a million up with its magnitude word where that is shorter.
fn number(value: &Exact, lang: Language) -> Option<String> {
    if let Some((digits, word)) = scaled(value, lang) {
        return Some(format!("{digits} {word}"));
    }
    digits(value, lang)
}

/// `6,3` and `miljarder`.
fn scaled(value: &Exact, lang: Language) -> Option<(String, &'static str)> {
    let words = match lang {
        Language::Swedish => [
            (12, "biljon", "biljoner"),
            (9, "miljard", "miljarder"),
            (6, "miljon", "miljoner"),
        ],
        Language::English => [
            (12, "trillion", "trillion"),
            (9, "billion", "billion"),
            (6, "million", "million"),
        ],
    };
    let (exponent, one, many) = words
        .into_iter()
        .find(|(exponent, ..)| value.abs() >= power_of_ten(*exponent))?;
    let mantissa = value / power_of_ten(exponent);
    let is_short = (&mantissa * whole(100)).is_integer() && mantissa < whole(1000);
    let word = if mantissa == whole(1) { one } else { many };
    is_short
        .then(|| Some((digits(&mantissa, lang)?, word)))
        .flatten()
}

/// Grouped digits: a no-break space and a comma in Swedish, commas and a point in English.
fn digits(value: &Exact, lang: Language) -> Option<String> {
    let canonical = exact::format(value);
    if canonical.contains('/') || canonical.len() > 40 {
        return None;
    }
    let (sign, unsigned) = canonical
        .strip_prefix('-')
        .map_or(("", canonical.as_str()), |rest| ("−", rest));
    let (integer, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (group, mark) = match lang {
        Language::Swedish => ("\u{A0}", ","),
        Language::English => (",", "."),
    };
    let mut text = format!("{sign}{}", grouped(integer, group, lang));
    if !decimals.is_empty() {
        text.push_str(mark);
        text.push_str(decimals);
    }
    Some(text)
}

fn grouped(integer: &str, group: &str, lang: Language) -> String {
    // Swedish writes four digits in one: 5000, but 50 000.
    if integer.len() < 4 || (integer.len() == 4 && lang == Language::Swedish) {
        return integer.to_owned();
    }
    let head = integer.len() % 3;
    let mut parts: Vec<&str> = Vec::new();
    if head > 0 {
        parts.push(&integer[..head]);
    }
    parts.extend(
        (head..integer.len())
            .step_by(3)
            .map(|at| &integer[at..at + 3]),
    );
    parts.join(group)
}

/// `6,3 miljarder dollar`, `$6.3 billion`; other currencies by their code.
fn money(value: &Exact, unit: Unit, lang: Language) -> Option<String> {
    let amount = number(value, lang)?;
    Some(match (lang, unit.code()) {
        (Language::Swedish, "SEK") => format!("{amount} kronor"),
        (Language::Swedish, "USD") => format!("{amount} dollar"),
        (Language::Swedish, "EUR") => format!("{amount} euro"),
        (Language::Swedish, "GBP") => format!("{amount} pund"),
        (Language::Swedish, code) => format!("{amount} {code}"),
        (Language::English, "USD") => format!("${amount}"),
        (Language::English, "EUR") => format!("€{amount}"),
        (Language::English, "GBP") => format!("£{amount}"),
        (Language::English, code) => format!("{code} {amount}"),
    })
}

const SWEDISH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `den 3 juli 2023`, `3 July 2023`, `maj 2021`.
fn full_date(date: Date, lang: Language) -> Option<String> {
    let names = if lang == Language::Swedish {
        SWEDISH_MONTHS
    } else {
        ENGLISH_MONTHS
    };
    let month = names.get(usize::try_from(date.month).ok()?.checked_sub(1)?)?;
    let year = date
        .year
        .map_or_else(String::new, |year| format!(" {year}"));
    Some(match (date.day, lang) {
        (Some(day), Language::Swedish) => format!("den {day} {month}{year}"),
        (Some(day), Language::English) => format!("{day} {month}{year}"),
        (None, _) => format!("{month}{year}"),
    })
}

/// `kl. 14.30`, `2:30 p.m.`.
fn clock(time: Clock, lang: Language) -> String {
    let (hour, minute) = time.minutes.div_rem(&60);
    match lang {
        Language::Swedish => format!("kl. {hour}.{minute:02}"),
        Language::English => {
            let dial = if hour % 12 == 0 { 12 } else { hour % 12 };
            format!(
                "{dial}:{minute:02} {}",
                if hour < 12 { "a.m." } else { "p.m." }
            )
        }
    }
}

fn period(value: &Exact, lang: Language) -> String {
    match lang {
        Language::Swedish => format!("{}-talet", value.to_integer()),
        Language::English => format!("the {}s", value.to_integer()),
    }
}

/// `1600-talet` is the 17th century; Swedish has no such name for the first hundred years.
fn century(value: &Exact, lang: Language) -> Option<String> {
    if !value.is_positive() {
        return None;
    }
    Some(match lang {
        Language::Swedish => period(value, lang),
        Language::English => {
            let number = value / whole(100) + whole(1);
            format!("the {} century", ordinal(&number, lang)?)
        }
    })
}

/// `21:a`, `21st`.
fn ordinal(value: &Exact, lang: Language) -> Option<String> {
    let number: u64 = value.to_integer().try_into().ok()?;
    let is_teen = (11..=13).contains(&(number % 100));
    let suffix = match (lang, number % 10) {
        (Language::Swedish, 1 | 2) if !is_teen => ":a",
        (Language::Swedish, _) => ":e",
        (Language::English, 1) if !is_teen => "st",
        (Language::English, 2) if !is_teen => "nd",
        (Language::English, 3) if !is_teen => "rd",
        (Language::English, _) => "th",
    };
    Some(format!("{number}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str, unit: &'static str, lang: Language) -> Option<String> {
        let reading = Reading::new(Value::Number(exact::parse(value)?), Unit::from_static(unit));
        write(&reading, lang)
    }

    #[test]
    fn writes_in_the_conventions_of_the_target() {
        for (value, unit, swedish, english) in [
            ("6300000000", "USD", "6,3 miljarder dollar", "$6.3 billion"),
            ("1000000", "SEK", "1 miljon kronor", "SEK 1 million"),
            ("12450", "", "12\u{A0}450", "12,450"),
            ("5000", "", "5000", "5,000"),
            ("8.1", "percent", "8,1 procent", "8.1 per cent"),
            ("-0.8", "percent", "−0,8 procent", "−0.8 per cent"),
            ("1600", "century", "1600-talet", "the 17th century"),
            ("1970", "decade", "1970-talet", "the 1970s"),
            ("21", "ordinal", "21:a", "21st"),
            ("12", "ordinal", "12:e", "12th"),
            ("300", "NOK", "300 NOK", "NOK 300"),
        ] {
            assert_eq!(
                written(value, unit, Language::Swedish).as_deref(),
                Some(swedish),
                "{value} {unit}"
            );
            assert_eq!(
                written(value, unit, Language::English).as_deref(),
                Some(english),
                "{value} {unit}"
            );
        }
    }

    #[test]
    fn suggests_nothing_uncertain() {
        assert_eq!(written("1/3", "", Language::Swedish), None);
        assert_eq!(written("5", "km", Language::Swedish), None);
    }

    #[test]
    fn writes_dates_and_times() {
        let date = Date::new(Some(2023), 7, Some(3)).expect("a date");
        assert_eq!(
            full_date(date, Language::Swedish).as_deref(),
            Some("den 3 juli 2023")
        );
        assert_eq!(
            full_date(date, Language::English).as_deref(),
            Some("3 July 2023")
        );
        let time = Clock::new(14, 30).expect("a time");
        assert_eq!(clock(time, Language::Swedish), "kl. 14.30");
        assert_eq!(clock(time, Language::English), "2:30 p.m.");
    }
}
