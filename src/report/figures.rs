//! How numbers are written, for people and in JSON; the one place that formats a float.

use crate::finding::Evidence;

/// A float as JSON has it: rounded to six decimals, `None` for what is no number.
#[must_use]
pub fn rounded(value: f64) -> Option<f64> {
    const SCALE: f64 = 1e6;
    // Adding zero turns -0 into 0.
    value
        .is_finite()
        .then(|| (value * SCALE).round() / SCALE + 0.0)
}

/// A share as a percentage: `0.333` is `33.3 %`; `–` for none.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

/// A number with two decimals; `–` for none.
#[must_use]
pub fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// A count with its digits in groups of three: `12,400`.
#[must_use]
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What was understood at a marked place, for people: `6,300,000,000 USD`; `None` where nothing
/// was. Whole numbers of more than four digits are written in groups.
#[must_use]
pub fn value(evidence: &Evidence) -> Option<String> {
    let value = evidence.value.as_deref()?;
    let unit = evidence.unit.as_deref().unwrap_or_default();
    let is_long = value.len() > 4 && !value.starts_with('0');
    let grouped = value.parse().ok().filter(|_| is_long).map(count);
    let value = grouped.unwrap_or_else(|| value.to_owned());
    Some(format!("{value} {unit}").trim_end().to_owned())
}

/// A count with its noun: `1 pair`, `12,400 pairs`.
#[must_use]
pub fn counted(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(number), text);
        }
        assert_eq!(counted(1, "pair"), "1 pair");
        assert_eq!(counted(0, "pair"), "0 pairs");
    }

    #[test]
    fn groups_values() {
        for (value, unit, text) in [
            ("6300000000", "USD", "6,300,000,000 USD"),
            ("1984", "year", "1984 year"),
            ("6.3", "", "6.3"),
            ("00461234567", "phone", "00461234567 phone"),
            ("KR", "", "KR"),
        ] {
            let mut evidence = Evidence::new(crate::span::Span::new(0, 0), "");
            evidence.value = Some(value.to_owned());
            evidence.unit = Some(unit.to_owned());
            assert_eq!(super::value(&evidence).as_deref(), Some(text));
        }
    }

    #[test]
    fn rounds_floats() {
        for (value, text) in [
            (1.04, Some("1.04")),
            (2.0 / 3.0, Some("0.666667")),
            (-0.0, Some("0.0")),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            let written = rounded(value).map(|value| format!("{value:?}"));
            assert_eq!(written.as_deref(), text);
        }
        assert_eq!(percent(Some(1.0 / 3.0)), "33.3 %");
        assert_eq!(percent(None), "–");
    }
}
