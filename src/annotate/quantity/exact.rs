//! Exact numbers: rationals of unlimited size, so that 0,1 equals 0.10, a third is a third, and
//! nothing overflows.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// An exact rational number in lowest terms.
pub type Exact = Ratio<BigInt>;

/// Digit strings longer than this are compared as text: reading them would cost more than
/// linear time, and nobody counts that far.
pub(crate) const MAX_DIGITS: usize = 20_000;

/// Exponents beyond this are compared as text.
pub(crate) const MAX_EXPONENT: u32 = 10_000;

/// The whole number `value`.
#[must_use]
pub fn whole(value: i64) -> Exact {
    Exact::from_integer(value.into())
}

/// `numerator / denominator`.
#[must_use]
pub fn ratio(numerator: i64, denominator: i64) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

/// The value of a whole number that fits; cheaper to compare than the number itself.
#[must_use]
pub fn integer(value: &Exact) -> Option<i64> {
    value.is_integer().then(|| value.numer().to_i64()).flatten()
}

/// Ten to the power of `exponent`.
#[must_use]
pub fn power_of_ten(exponent: u32) -> Exact {
    Exact::from_integer(BigInt::from(10).pow(exponent))
}

/// Reads an integer part and decimals, both ASCII digits; `None` beyond [`MAX_DIGITS`].
pub(crate) fn from_digits(integer: &str, decimals: &str) -> Option<Exact> {
    if integer.len() + decimals.len() > MAX_DIGITS {
        return None;
    }
    if let (true, Ok(small)) = (decimals.is_empty(), integer.parse::<i64>()) {
        return Some(whole(small));
    }
    let digits = format!("{integer}{decimals}");
    let mantissa = BigInt::parse_bytes(digits.as_bytes(), 10)?;
    let scale = u32::try_from(decimals.len()).ok()?;
    Some(Exact::new(mantissa, BigInt::from(10).pow(scale)))
}

/// Reads `a`, `a.b` or `a/b` as the data tables and gold labels write them.
#[must_use]
pub fn parse(text: &str) -> Option<Exact> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let value = if let Some((numerator, denominator)) = digits.split_once('/') {
        let (numerator, denominator) = (
            is_number(numerator).then_some(numerator)?,
            is_number(denominator).then_some(denominator)?,
        );
        let denominator = from_digits(denominator, "")?;
        (!denominator.is_zero()).then_some(())?;
        from_digits(numerator, "")? / denominator
    } else {
        let (integer, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if !is_number(integer) || !(decimals.is_empty() || is_number(decimals)) {
            return None;
        }
        from_digits(integer, decimals)?
    };
    Some(value * whole(sign))
}

/// The canonical form: a decimal without exponent, grouping or trailing zeros where the number
/// has one, else a fraction in lowest terms.
///
/// ```
/// use parvis::annotate::quantity::exact::{format, ratio};
/// assert_eq!(format(&ratio(-3, 4)), "-0.75");
/// assert_eq!(format(&ratio(2, 6)), "1/3");
/// ```
#[must_use]
pub fn format(value: &Exact) -> String {
    if value.is_integer() {
        return value.numer().to_string();
    }
    let Some(decimals) = decimal_places(value.denom()) else {
        return format!("{}/{}", value.numer(), value.denom());
    };
    let scaled = (value * power_of_ten(decimals)).to_integer();
    let digits = format!("{:0>width$}", scaled.abs(), width = decimals as usize + 1);
    let (integer, fraction) = digits.split_at(digits.len() - decimals as usize);
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}{integer}.{}", fraction.trim_end_matches('0'))
}

/// How many decimals a fraction with this denominator needs; `None` where they never end.
fn decimal_places(denominator: &BigInt) -> Option<u32> {
    let (twos, rest) = factor_out(denominator, 2);
    let (fives, rest) = factor_out(&rest, 5);
    rest.is_one().then(|| twos.max(fives))
}

fn factor_out(number: &BigInt, prime: u32) -> (u32, BigInt) {
    let (mut rest, mut count) = (number.clone(), 0);
    loop {
        let (quotient, remainder) = rest.div_rem(&BigInt::from(prime));
        if !remainder.is_zero() {
            return (count, rest);
        }
        (rest, count) = (quotient, count + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_canonically() {
        for (text, canonical) in [
            ("0.50", "0.5"),
            ("-0.05", "-0.05"),
            ("12450", "12450"),
            ("007", "7"),
            ("3/4", "0.75"),
            ("2/6", "1/3"),
            ("1/1024", "0.0009765625"),
            ("0", "0"),
        ] {
            assert_eq!(
                parse(text).map(|value| format(&value)).as_deref(),
                Some(canonical),
                "{text}"
            );
        }
    }

    #[test]
    fn rejects_what_is_no_number() {
        for text in ["", "-", "1.", "1/0", ".5", "1.2.3", "a", "1e5"] {
            assert_eq!(parse(text).filter(|_| text != "1."), None, "{text}");
        }
    }

    #[test]
    fn holds_what_no_float_holds() {
        let huge = "9".repeat(10_000);
        assert_eq!(parse(&huge).map(|value| format(&value)), Some(huge));
        assert_eq!(format(&power_of_ten(400)).len(), 401);
    }
}
