//! Numerals: a bare number in digits or words with its magnitude and fraction, before any unit.
//!
//! `6,3 miljarder`, `one and a half million`, `etthundra fem`, `2 1/2`, `3 × 10^8`, `−0,8`,
//! `två komma fem`, `half a million`, `two dozen`.

use std::borrow::Cow;
use std::ops::RangeBounds;

use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::cursor::{Cursor, is_dash};
use super::digits;
use super::exact::{self, Exact, MAX_EXPONENT, power_of_ten, ratio, whole};
use super::lexicon::{self, Sense, Sign};
use super::ordinal;
use super::words::{self, Atom, Sum};

/// A number before its unit.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    /// First token, the sign included.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The likeliest value.
    pub value: Exact,
    /// The value by the other language's conventions, where both are possible.
    pub foreign: Option<Exact>,
    /// How it is written.
    pub style: Style,
    /// The power of ten that its magnitude words stand for; 0 without.
    pub magnitude: u32,
}

impl Numeral {
    /// Its value, where that is whole and fits.
    pub fn integer(&self) -> Option<i64> {
        exact::integer(&self.value)
    }

    /// True for a whole number in `range`.
    pub fn is_within(&self, range: impl RangeBounds<i64>) -> bool {
        self.integer().is_some_and(|value| range.contains(&value))
    }
}

/// How a numeral is written, which decides what can follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// An article or pronoun that may count: *en*, *one*, *a*.
    Article,
    /// Digits without marks or magnitude: may be a year, an hour, an id.
    PlainDigits,
    /// Digits with grouping, decimals, sign or magnitude.
    Digits,
    /// Words.
    Words,
}

/// Reads the numeral that begins at `at`.
pub(super) fn parse(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let (sign, begin) = sign(cursor, at);
    let mut numeral = unsigned(cursor, begin)?;
    if begin > at {
        numeral.start = at;
        numeral.value *= whole(sign);
        numeral.foreign = numeral.foreign.map(|value| value * whole(sign));
        if numeral.style == Style::PlainDigits {
            numeral.style = Style::Digits;
        }
    }
    Some(numeral)
}

/// The power of ten of a magnitude at `at`, and one past it: *miljarder*, *bn*, *k*.
pub(super) fn magnitude(cursor: &Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Magnitude(exponent) => Some(*exponent),
        _ => None,
    })
}

fn sign(cursor: &Cursor<'_>, at: usize) -> (i64, usize) {
    match (cursor.mark(at), cursor.word(at)) {
        (Some('-' | '−' | '–'), _)
            if cursor.glued_digits(at + 1).is_some() && stands_free(cursor, at) =>
        {
            (-1, at + 1)
        }
        (Some('−'), _) if cursor.digits(at + 1).is_some() && stands_free(cursor, at) => {
            (-1, at + 1)
        }
        (Some('+'), _) if cursor.glued_digits(at + 1).is_some() && !cursor.is_glued(at) => {
            (1, at + 1)
        }
        (_, Some("minus" | "negative")) => (-1, at + 1),
        (_, Some("plus")) if cursor.digits(at + 1).is_some() => (1, at + 1),
        _ => (1, at),
    }
}

/// A dash is a minus sign when nothing that it could join stands before it.
fn stands_free(cursor: &Cursor<'_>, at: usize) -> bool {
    (!cursor.is_glued(at) && cursor.digits(at.wrapping_sub(1)).is_none())
        || at
            .checked_sub(1)
            .and_then(|before| cursor.mark(before))
            .is_some_and(|mark| matches!(mark, '(' | '[' | '=' | ':' | '/' | '$' | '€' | '£'))
}

fn unsigned(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    // Few tokens say anything, and the recognisers try a numeral at many.
    if cursor.sign(at) < Sign::Opener {
        return None;
    }
    from_digits(cursor, at)
        .or_else(|| from_half(cursor, at))
        .or_else(|| from_words(cursor, at))
}

fn from_digits(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    if let Some((value, end)) = vulgar(cursor, at) {
        return Some(finish(
            cursor,
            Numeral {
                start: at,
                end,
                value,
                foreign: None,
                magnitude: 0,
                style: Style::Digits,
            },
        ));
    }
    let number = digits::parse(cursor, at, |end| makes_decimal(cursor, end))?;
    let style = if number.is_plain {
        Style::PlainDigits
    } else {
        Style::Digits
    };
    let mut numeral = Numeral {
        start: at,
        end: number.end,
        value: number.value,
        foreign: number.foreign,
        magnitude: 0,
        style,
    };
    if number.is_plain {
        add_written_fraction(cursor, &mut numeral);
    }
    scientific(cursor, &mut numeral);
    Some(finish(cursor, numeral))
}

/// What follows a decimal number but not a grouped one: magnitudes and per cent.
fn makes_decimal(cursor: &Cursor<'_>, at: usize) -> bool {
    magnitude(cursor, at).is_some_and(|(exponent, end)| {
        exponent >= 3 && (end > at + 1 || cursor.lower(at).is_some_and(|word| word.len() > 1))
    }) || cursor.mark(at) == Some('%')
        || cursor
            .word(at)
            .is_some_and(|word| word.starts_with("procent") || word == "percent")
}

/// `½` alone, and a plain fraction `3/4` where it can't be a date.
fn vulgar(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize)> {
    cursor
        .mark(at)
        .and_then(vulgar_sign)
        .map(|value| (value, at + 1))
}

fn vulgar_sign(mark: char) -> Option<Exact> {
    let (numerator, denominator) = match mark {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(ratio(numerator, denominator))
}

/// `1½` and `2 1/2`.
fn add_written_fraction(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    if let Some(fraction) = cursor.mark(numeral.end).and_then(vulgar_sign) {
        numeral.value += fraction;
        numeral.end += 1;
        numeral.style = Style::Digits;
    } else if let Some((fraction, end)) =
        slash_fraction(cursor, numeral.end).filter(|_| !cursor.is_glued(numeral.end))
    {
        numeral.value += fraction;
        numeral.end = end;
        numeral.style = Style::Digits;
    }
}

/// A proper fraction in digits below twenty: `3/4`, `1/16`.
pub(super) fn slash_fraction(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize)> {
    let numerator: i64 = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 2)?
        .parse()
        .ok()?;
    cursor
        .glued_mark(at + 1)
        .filter(|mark| matches!(mark, '/' | '⁄'))?;
    let denominator: i64 = cursor
        .glued_digits(at + 2)
        .filter(|digits| digits.len() <= 3)?
        .parse()
        .ok()?;
    let goes_on = cursor
        .glued_mark(at + 3)
        .is_some_and(|mark| matches!(mark, '/' | '-' | '–'))
        && cursor.glued_digits(at + 4).is_some();
    (0 < numerator && numerator < denominator && !goes_on)
        .then(|| (ratio(numerator, denominator), at + 3))
}

/// `× 10^8`, `·10⁸`, `e8`, and a bare `10^8`.
fn scientific(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    let at = numeral.end;
    let is_times = matches!(cursor.mark(at), Some('×' | '·' | '⋅' | '*'))
        || matches!(cursor.word(at), Some("x" | "gånger" | "times"));
    if is_times && cursor.digits(at + 1) == Some("10") {
        if let Some((power, end)) = exponent(cursor, at + 2) {
            numeral.value *= power;
            numeral.foreign = None;
            (numeral.end, numeral.style) = (end, Style::Digits);
        }
    } else if cursor.glued_word(at) == Some("e") {
        let signed = cursor
            .glued_mark(at + 1)
            .filter(|mark| is_dash(*mark) || *mark == '+');
        let digits_at = at + 1 + usize::from(signed.is_some());
        if let Some(power) = cursor
            .glued_digits(digits_at)
            .and_then(|digits| power(digits, signed.is_some_and(is_dash)))
        {
            numeral.value *= power;
            (numeral.end, numeral.style) = (digits_at + 1, Style::Digits);
        }
    } else if numeral.style == Style::PlainDigits
        && (cursor.glued_mark(at) == Some('^') || superscript(cursor, at).is_some())
    {
        let base = numeral.value.to_integer();
        if let Some((digits, is_negative, end)) = exponent_digits(cursor, at)
            && let Some(value) = raise(&base, &digits, is_negative)
        {
            (numeral.value, numeral.end, numeral.style) = (value, end, Style::Digits);
        }
    }
}

fn exponent(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize)> {
    let (digits, is_negative, end) = exponent_digits(cursor, at)?;
    Some((power(&digits, is_negative)?, end))
}

/// The exponent at `at`: `^−27`, `^8`, `⁸`; its digits, its sign and one past it.
fn exponent_digits(cursor: &Cursor<'_>, at: usize) -> Option<(String, bool, usize)> {
    if cursor.glued_mark(at) == Some('^') {
        let sign = cursor
            .glued_mark(at + 1)
            .filter(|mark| is_dash(*mark) || *mark == '+');
        let digits_at = at + 1 + usize::from(sign.is_some());
        let digits = cursor.glued_digits(digits_at)?;
        return Some((digits.to_owned(), sign.is_some_and(is_dash), digits_at + 1));
    }
    let is_negative = cursor.glued_mark(at) == Some('⁻');
    let mut end = at + usize::from(is_negative);
    let mut digits = String::new();
    while let Some(digit) = superscript(cursor, end) {
        digits.push(digit);
        end += 1;
    }
    (!digits.is_empty()).then_some((digits, is_negative, end))
}

fn superscript(cursor: &Cursor<'_>, at: usize) -> Option<char> {
    Some(match cursor.glued_mark(at)? {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

fn power(digits: &str, is_negative: bool) -> Option<Exact> {
    raise(&BigInt::from(10), digits, is_negative)
}

fn raise(base: &BigInt, digits: &str, is_negative: bool) -> Option<Exact> {
    let exponent: u32 = digits
        .parse()
        .ok()
        .filter(|exponent| *exponent <= MAX_EXPONENT)?;
    let is_bounded = base.bits() * u64::from(exponent) <= u64::from(MAX_EXPONENT) * 4;
    if !is_bounded || (is_negative && base.is_zero()) {
        return None;
    }
    let power = Exact::from_integer(base.pow(exponent));
    Some(if is_negative { power.recip() } else { power })
}

/// Magnitudes, fractions and counting nouns after the bare number.
pub(super) fn finish(cursor: &Cursor<'_>, mut numeral: Numeral) -> Numeral {
    scale(cursor, &mut numeral);
    add_spoken_fraction(cursor, &mut numeral);
    scale(cursor, &mut numeral);
    numeral
}

/// Applies magnitudes and what follows them: `2 million 300 thousand`.
fn scale(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    while let Some((exponent, end)) = magnitude(cursor, numeral.end) {
        if !is_scalable(cursor, numeral, end) {
            return;
        }
        let factor = power_of_ten(exponent);
        numeral.value *= &factor;
        numeral.magnitude += exponent;
        numeral.foreign = None;
        numeral.end = end;
        if numeral.style != Style::Words {
            numeral.style = if numeral.style == Style::Article {
                Style::Words
            } else {
                Style::Digits
            };
        }
        add_rest(cursor, numeral, exponent);
    }
    count_by_dozens(cursor, numeral);
}

/// An abbreviated magnitude must hug its number or stand before a currency; a word need not.
fn is_scalable(cursor: &Cursor<'_>, numeral: &Numeral, end: usize) -> bool {
    let is_word = cursor
        .raw(numeral.end)
        .is_some_and(|word| word.chars().count() > 2)
        || end > numeral.end + 1;
    let is_indefinite = cursor.word(numeral.end).is_some_and(|word| {
        matches!(
            word,
            "hundreds" | "thousands" | "millions" | "billions" | "trillions"
        ) && cursor.word(end) == Some("of")
    });
    if is_indefinite {
        return false;
    }
    if is_word {
        return true;
    }
    let is_closing = cursor.tokens.get(end).is_none() && numeral.style == Style::Digits;
    let hugs = cursor.is_glued(numeral.end) || is_closing;
    let is_abbreviation = cursor
        .raw(numeral.end)
        .is_some_and(|word| word.chars().count() == 2);
    numeral.style != Style::Words && numeral.style != Style::Article && (hugs || is_abbreviation)
}

/// The smaller rest after a magnitude: *två miljoner trehundratusen*, *a thousand and one*.
fn add_rest(cursor: &Cursor<'_>, numeral: &mut Numeral, exponent: u32) {
    let has_and = matches!(cursor.word(numeral.end), Some("and" | "och"));
    let at = numeral.end + usize::from(has_and);
    if (has_and && !cursor.is_swedish() && cursor.digits(at).is_some()) || exponent < 2 {
        return;
    }
    let rest = if cursor.digits(at).is_some() {
        // Digits only where they are scaled themselves: "2 million 300 thousand".
        from_digits(cursor, at).filter(|rest| {
            rest.value >= power_of_ten(3) && magnitude(cursor, rest.end - 1).is_some()
        })
    } else {
        from_words(cursor, at).filter(|rest| rest.style == Style::Words)
    };
    let limit = if has_and {
        power_of_ten(exponent.min(3))
    } else {
        power_of_ten(exponent)
    };
    if let Some(rest) =
        rest.filter(|rest| rest.value < limit && rest.value.is_integer() && !rest.value.is_zero())
    {
        numeral.value += rest.value;
        numeral.end = rest.end;
    }
}

/// *two dozen*, *ett tjog*, *half a dozen*.
fn count_by_dozens(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    let dozen = lexicon::of(cursor.lang).longest(cursor, numeral.end, |sense| match sense {
        Sense::Dozen(count) => Some(i64::from(*count)),
        _ => None,
    });
    let Some((count, end)) = dozen else {
        return;
    };
    // "The score", "a score of 3": only "a score of" people and "four score" count by twenties.
    let is_score = cursor.word(numeral.end) == Some("score");
    let is_gross = cursor.word(numeral.end) == Some("gross") && cursor.word(end) != Some("of");
    let is_count = cursor.word(end) == Some("of") && cursor.digits(end + 1).is_none()
        || numeral.style == Style::Words && cursor.word(end) != Some("of");
    if (is_score && !is_count) || is_gross {
        return;
    }
    numeral.value *= whole(count);
    numeral.end = end;
    numeral.style = Style::Words;
}

/// *and a half*, *och en halv*, *and three quarters*, *och en sjundedel*.
fn add_spoken_fraction(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    let Some((fraction, end)) = spoken_fraction(cursor, numeral.end) else {
        return;
    };
    let is_long = cursor
        .digits(numeral.start)
        .is_some_and(|digits| digits.len() > 3);
    if (numeral.style == Style::PlainDigits && is_long) || !numeral.value.is_integer() {
        return;
    }
    numeral.value += fraction * last_scale(&numeral.value);
    numeral.end = end;
    let is_digits = numeral.style == Style::PlainDigits;
    numeral.style = if is_digits {
        Style::Digits
    } else {
        Style::Words
    };
}

/// A fraction behind *and*, and one past it.
fn spoken_fraction(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize)> {
    cursor
        .word(at)
        .filter(|word| matches!(*word, "and" | "och"))?;
    match [cursor.word(at + 1), cursor.word(at + 2)] {
        [Some("en" | "ett"), Some("halv" | "halvt" | "halva")] => {
            return Some((ratio(1, 2), at + 3));
        }
        [Some("halv" | "halvt"), _] => return Some((ratio(1, 2), at + 2)),
        _ => {}
    }
    let count = match cursor.word(at + 1)? {
        "a" | "one" | "en" | "ett" => 1,
        _ => match cursor.small(at + 1) {
            Some(count @ 2..=9) => i64::from(count),
            _ => return None,
        },
    };
    let noun = at + 2 + usize::from(cursor.glued_mark(at + 2).is_some_and(is_dash));
    let denominator =
        ordinal::denominator(cursor, noun).filter(|denominator| *denominator > count)?;
    let is_part = cursor.is_swedish()
        || count == 1
        || cursor
            .word(noun)
            .is_some_and(|word| word.ends_with('s') || word == "quarter");
    let is_clock = matches!(
        cursor.word(noun + 1),
        Some("to" | "past" | "of" | "av" | "i" | "över")
    );
    (is_part && !is_clock).then(|| (ratio(count, denominator), noun + 1))
}

/// *A million and a half* is half a million more; *three and a half* half a one.
fn last_scale(value: &Exact) -> Exact {
    let mut scale = power_of_ten(6);
    if value < &scale || !value.is_integer() {
        return Exact::one();
    }
    while (value / (&scale * whole(1000))).is_integer() {
        scale *= whole(1000);
    }
    if (value / &scale).is_integer() {
        scale
    } else {
        Exact::one()
    }
}

/// *half a million*, *en halv miljon*, *en kvarts miljon*, *half a dozen*.
pub(super) fn from_half(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let words = [cursor.word(at), cursor.word(at + 1), cursor.word(at + 2)];
    let (fraction, end) = match words {
        [Some("half"), Some("a" | "an"), _] => (ratio(1, 2), at + 2),
        [Some("a"), Some("half"), _] => (ratio(1, 2), at + 2),
        [Some("a"), Some("quarter"), Some("of")] if cursor.word(at + 3) == Some("a") => {
            (ratio(1, 4), at + 4)
        }
        [Some("three"), Some("quarters"), Some("of")] if cursor.word(at + 3) == Some("a") => {
            (ratio(3, 4), at + 4)
        }
        [Some("en" | "ett"), Some("halv" | "halvt"), _] => (ratio(1, 2), at + 2),
        [Some("en"), Some("kvarts"), _] => (ratio(1, 4), at + 2),
        [Some("halv" | "halvt"), _, _] if cursor.is_swedish() => (ratio(1, 2), at + 1),
        [Some("trekvarts"), _, _] => (ratio(3, 4), at + 1),
        [Some("halvannan" | "halvannat"), _, _] => (ratio(3, 2), at + 1),
        _ => return None,
    };
    let mut numeral = Numeral {
        start: at,
        end,
        value: fraction,
        foreign: None,
        magnitude: 0,
        style: Style::Words,
    };
    let before = end;
    scale(cursor, &mut numeral);
    let is_scaled = numeral.end > before;
    (is_scaled
        || lexicon::of(cursor.lang)
            .longest(cursor, end, |sense| {
                matches!(sense, Sense::Unit { .. } | Sense::Currency { .. }).then_some(())
            })
            .is_some())
    .then_some(numeral)
}

fn from_words(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let mut numeral = if cursor.is_swedish() {
        swedish(cursor, at)?
    } else {
        english(cursor, at)?
    };
    spoken_decimals(cursor, &mut numeral);
    Some(finish(cursor, numeral))
}

fn swedish(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let word = cursor.word(at)?;
    if matches!(word, "en" | "ett") && !continues_number(cursor, at + 1) {
        return Some(article(at));
    }
    let mut sum = Sum::default();
    let mut end = at;
    while let Some(atoms) = whole_swedish_word(cursor, end, at) {
        if !sum.push_all(&atoms) {
            break;
        }
        end += 1;
        let is_and = cursor.word(end) == Some("och") && sum.room() >= 2;
        if is_and
            && whole_swedish_word(cursor, end + 1, at)
                .is_some_and(|atoms| fits_after_and(&sum, &atoms, is_between(cursor, at)))
        {
            end += 1;
        }
    }
    spelled(at, end, &sum)
}

/// The atoms of a word that is a numeral to its last letter.
fn whole_swedish_word<'a>(cursor: &Cursor<'a>, at: usize, first: usize) -> Option<Cow<'a, [Atom]>> {
    let word = cursor.word(at)?;
    let is_joined = at > first && cursor.is_glued(at);
    if is_joined || cursor.glued_mark(at + 1) == Some(':') && cursor.glued_word(at + 2).is_some() {
        return None;
    }
    if word == "en" || word == "ett" {
        return Some(Cow::Borrowed(&[Atom::Small(1)][..]))
            .filter(|_| at == first || !matches!(cursor.word(at + 1), Some("av" | "och")));
    }
    if at > first
        && let Some((exponent, _)) = magnitude(cursor, at).filter(|_| word.len() > 4)
    {
        return Some(Cow::Owned(vec![Atom::of_exponent(exponent)]));
    }
    let atoms = cursor.stem(at)?.cardinal()?;
    let is_ordinary = word == "sex"
        && cursor
            .word(at + 1)
            .is_none_or(|next| matches!(next, "och" | "är" | "med" | "som" | "i" | "på"))
        && !continues_number(cursor, at + 1)
        && !cursor.is_capitalised(at)
        && at > 0
        && !matches!(
            cursor.word(at - 1),
            Some("klockan" | "kl" | "halv" | "av" | "de" | "alla" | "till" | "på")
        )
        && !follows_minutes(cursor, at);
    (!is_ordinary && word != "fyr").then_some(Cow::Borrowed(atoms))
}

/// *tio i sex*, *kvart över sex*: the hour behind its minutes.
fn follows_minutes(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_minutes = |at: usize| cursor.word(at) == Some("kvart") || cursor.small(at).is_some();
    matches!(cursor.word(at - 1), Some("i" | "över")) && at.checked_sub(2).is_some_and(is_minutes)
}

fn english(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let word = cursor.word(at)?;
    let is_article = matches!(word, "a" | "an" | "one");
    if is_article && !continues_number(cursor, at + 1) {
        return Some(article(at));
    }
    if let Some(numeral) = small_before_tens(cursor, at) {
        return Some(numeral);
    }
    let mut sum = Sum::default();
    let mut end = at;
    if matches!(word, "a" | "an") {
        sum.push(Atom::Small(1));
        end += 1;
    }
    while let Some((atom, next)) = english_atom(cursor, end, at) {
        if !sum.push(atom) {
            break;
        }
        end = next;
        let after_and = end + 1;
        if cursor.word(end) == Some("and")
            && sum.room() >= 2
            && let Some(rest) = english_run(cursor, after_and)
                .filter(|atoms| fits_after_and(&sum, atoms, is_between(cursor, at)))
        {
            debug_assert!(!rest.is_empty());
            end = after_and;
        }
    }
    spelled(at, end, &sum)
}

/// *Four-and-twenty*.
fn small_before_tens(cursor: &Cursor<'_>, at: usize) -> Option<Numeral> {
    let is_tied = |at: usize| cursor.glued_mark(at).is_some_and(is_dash);
    let small = cursor.small(at).filter(|small| (1..10).contains(small))?;
    cursor
        .glued_word(at + 2)
        .filter(|word| *word == "and" && is_tied(at + 1) && is_tied(at + 3))?;
    let tens = cursor
        .small(at + 4)
        .filter(|tens| *tens >= 20 && tens % 10 == 0)?;
    let mut sum = Sum::default();
    sum.push(Atom::Small(tens + small));
    spelled(at, at + 5, &sum)
}

/// The atom at `at`, or behind a hyphen there when the number goes on.
fn english_atom(cursor: &Cursor<'_>, at: usize, first: usize) -> Option<(Atom, usize)> {
    let behind_hyphen = at > first
        && cursor.glued_mark(at).is_some_and(is_dash)
        && cursor.glued_word(at + 1).is_some();
    let at = at + usize::from(behind_hyphen);
    let word = cursor.word(at)?;
    if at > first
        && matches!(word, "thousands" | "millions" | "billions" | "hundreds")
        && cursor.word(at + 1) == Some("of")
    {
        return None;
    }
    let atom = words::english(word).or_else(|| {
        let is_bare = at == first;
        let (exponent, _) = magnitude(cursor, at).filter(|_| word.len() > 4 && !is_bare)?;
        Some(Atom::of_exponent(exponent))
    })?;
    Some((atom, at + 1))
}

/// All atoms from `at` on, as far as they make one number.
fn english_run(cursor: &Cursor<'_>, at: usize) -> Option<Vec<Atom>> {
    let (mut atoms, mut sum, mut end) = (Vec::new(), Sum::default(), at);
    while let Some((atom, next)) = english_atom(cursor, end, at) {
        if !sum.push(atom) {
            break;
        }
        atoms.push(atom);
        end = next;
    }
    (!atoms.is_empty()).then_some(atoms)
}

/// *one hundred and fifty* goes on, and so does *two hundred and two thousand*; *between one
/// hundred and two hundred* does not.
fn fits_after_and(sum: &Sum, atoms: &[Atom], is_between: bool) -> bool {
    let room = sum.room().min(3);
    let is_power = |atom: &Atom| matches!(atom, Atom::Power(_));
    let head = atoms.split(is_power).next().unwrap_or_default();
    let rest = if is_between { atoms } else { head };
    words::value_of(rest).is_some_and(|rest| rest < power_of_ten(room) && !rest.is_zero())
}

fn is_between(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| cursor.word(at));
    matches!(before, Some("between" | "mellan" | "both" | "både"))
}

/// True when what follows *en*, *a* or *one* makes it a number.
fn continues_number(cursor: &Cursor<'_>, at: usize) -> bool {
    let has_hyphen = cursor.glued_mark(at).is_some_and(is_dash);
    let next = at + usize::from(has_hyphen);
    let is_magnitude = |at: usize| {
        magnitude(cursor, at).is_some_and(|(exponent, end)| {
            exponent >= 2 && end == at + 1 && cursor.word(at).is_some_and(|word| word.len() > 4)
        })
    };
    if has_hyphen && !cursor.is_glued(next) {
        return false;
    }
    is_magnitude(next)
        || (cursor.is_swedish()
            && !has_hyphen
            && matches!(cursor.word(next), Some("hundra" | "tusen")))
        || (cursor.is_swedish()
            && !has_hyphen
            && cursor
                .word(next)
                .is_some_and(|word| word.starts_with("hundra"))
            && cursor
                .stem(next)
                .is_some_and(|stem| stem.cardinal().is_some()))
}

fn article(at: usize) -> Numeral {
    Numeral {
        start: at,
        end: at + 1,
        value: Exact::one(),
        foreign: None,
        magnitude: 0,
        style: Style::Article,
    }
}

fn spelled(at: usize, end: usize, sum: &Sum) -> Option<Numeral> {
    (!sum.is_empty()).then(|| Numeral {
        start: at,
        end,
        value: Exact::from_integer(sum.value()),
        foreign: None,
        style: Style::Words,
        magnitude: sum.magnitude(),
    })
}

/// *two point five*, *tre komma fjorton*.
fn spoken_decimals(cursor: &Cursor<'_>, numeral: &mut Numeral) {
    if !matches!(cursor.word(numeral.end), Some("point" | "komma")) {
        return;
    }
    let (mut end, mut decimals) = (numeral.end + 1, String::new());
    while let Some(value) = spoken_decimal(cursor, end) {
        decimals.push_str(&value.to_string());
        end += 1;
    }
    if let Some(fraction) = exact::from_digits("0", &decimals).filter(|_| !decimals.is_empty()) {
        numeral.value += fraction;
        (numeral.end, numeral.style) = (end, Style::Words);
    }
}

/// The digits that a word behind the decimal mark stands for, as a number below a hundred.
fn spoken_decimal(cursor: &Cursor<'_>, at: usize) -> Option<u32> {
    if !cursor.is_swedish() {
        return cursor.small(at);
    }
    match cursor.word(at)? {
        "ett" | "en" => Some(1),
        _ => {
            let atoms = cursor.stem(at)?.cardinal()?;
            let value = u32::try_from(words::integer_of(atoms)?).ok();
            value.filter(|value| *value < 100)
        }
    }
}
