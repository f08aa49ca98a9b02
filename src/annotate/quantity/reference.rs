//! Numbers that name rather than count: references to laws and pages, versions, telephone
//! numbers, scores, ratios, list numbers, addresses, models.
//!
//! `artikel 5.2`, `Article 5(2)`, `3 kap. 5 §`, `v4.12.1`, `08-465 004 12`, `3–1`, `1:50 000`,
//! `1.` at the start of a step, `114 55 Stockholm`, `COVID-19`, `Boeing 737`.

use super::amount;
use super::calendar;
use super::cursor::{Cursor, is_dash};
use super::exact::whole;
use super::lexicon::{self, Sense};
use super::numeral;
use super::ordinal;
use super::{Quantity, Reading, Unit, Value};
use crate::text::token::TokenKind;

type Reference = (Vec<Reading>, usize);

/// Reads a reference at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (begin, (readings, end)) = match cursor.kind(at)? {
        TokenKind::Digits => (at, in_digits(cursor, at)?),
        TokenKind::Word => behind_word(cursor, at)?,
        TokenKind::Mark => behind_mark(cursor, at)?,
    };
    if !readings.is_empty() {
        found.push(Quantity::new(cursor.span(begin, end), readings));
    }
    Some(end)
}

fn in_digits(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    list_number(cursor, at)
        .or_else(|| phone(cursor, at))
        .or_else(|| document(cursor, at))
        .or_else(|| version(cursor, at))
        .or_else(|| emergency_number(cursor, at))
        .or_else(|| street_number(cursor, at))
        .or_else(|| section_mark(cursor, at))
        .or_else(|| post_code(cursor, at))
        .or_else(|| ratio(cursor, at))
        .or_else(|| score(cursor, at))
        .or_else(|| model(cursor, at))
}

/// The reference and where it begins: some leave out the word that announces them.
fn behind_word(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    let at_word = |reference| (at, reference);
    version(cursor, at)
        .map(at_word)
        .or_else(|| announced(cursor, at))
        .or_else(|| named_version(cursor, at))
        .or_else(|| post_code(cursor, at).map(at_word))
        .or_else(|| ratio(cursor, at).map(at_word))
        .or_else(|| model(cursor, at).map(at_word))
}

fn behind_mark(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    let at_mark = |reference| (at, reference);
    list_number(cursor, at)
        .or_else(|| phone(cursor, at))
        .map(at_mark)
        .or_else(|| announced(cursor, at))
}

/// True for plain digits that belong to the name before them: *Boeing 737*, *Storgatan 12*.
pub(super) fn is_part_of_name(cursor: &Cursor<'_>, start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let hyphen = usize::from(cursor.mark(before) == Some('-') && cursor.is_glued(start));
    let Some(name) = before.checked_sub(hyphen) else {
        return false;
    };
    let is_joined = cursor.glued_mark(end).is_some_and(is_dash) && cursor.is_glued(end + 1);
    let is_opening = cursor.begins_sentence(name) && !is_joined;
    let is_named = is_product(cursor, name) || is_street(cursor, name);
    let is_name = cursor.is_capitalised(name) && (!is_opening || is_named);
    let is_ordinary = calendar::month(cursor, name).is_some() || lexicon_word(cursor, name);
    let counts = cursor.word(end).is_some_and(|next| {
        next.len() > 4
            && (next.ends_with('s') && !cursor.is_swedish()
                || next.ends_with("er")
                || next.ends_with("ar"))
            && !cursor.is_capitalised(end)
    });
    is_name
        && !is_ordinary
        && cursor.raw_word(name).is_none_or(|word| word.len() != 1)
        && !(counts && cursor.begins_sentence(name))
}

/// A Swedish street by its last part: *Sveavägen*, *Storgatan*.
fn is_street(cursor: &Cursor<'_>, at: usize) -> bool {
    const PARTS: [&str; 8] = [
        "gatan", "vägen", "torget", "gränd", "stigen", "plan", "allén", "backen",
    ];
    cursor
        .word(at)
        .is_some_and(|word| PARTS.iter().any(|part| word.ends_with(part)))
}

/// Sentence-initial names that numbers follow; other first words are capitalised by their place.
fn is_product(cursor: &Cursor<'_>, at: usize) -> bool {
    const PRODUCTS: [&str; 12] = [
        "windows",
        "apollo",
        "boeing",
        "airbus",
        "android",
        "formula",
        "formel",
        "iphone",
        "playstation",
        "article",
        "channel",
        "level",
    ];
    cursor.word(at).is_some_and(|word| PRODUCTS.contains(&word))
}

fn lexicon_word(cursor: &Cursor<'_>, at: usize) -> bool {
    lexicon::of(cursor.lang)
        .longest(cursor, at, |sense| {
            matches!(sense, Sense::Bound(_) | Sense::Currency { .. }).then_some(())
        })
        .is_some()
}

/// `1.`, `2)`, `(3)` before a step: at the start, or after the end of a sentence.
fn list_number(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let paren = usize::from(cursor.mark(at) == Some('(') && cursor.is_glued(at + 1));
    let begin = at + paren;
    let digits = cursor.digits(begin).filter(|digits| digits.len() <= 2)?;
    let mark = cursor
        .glued_mark(begin + 1)
        .filter(|mark| matches!(mark, '.' | ')'))?;
    let next = begin + 2;
    let starts_line = cursor.gap_before(at).contains('\n') || at == 0;
    let follows_mark = at
        .checked_sub(1)
        .and_then(|before| cursor.mark(before))
        .is_some();
    let follows_and = matches!(
        at.checked_sub(1).and_then(|at| cursor.word(at)),
        Some("and" | "och")
    );
    let is_step = mark == ')' && cursor.word(next).is_some() || cursor.is_capitalised(next);
    let is_date = cursor.is_swedish() && calendar::month(cursor, next).is_some();
    let may_stand = starts_line || follows_mark || (paren == 1 && follows_and);
    (may_stand && is_step && !cursor.is_glued(next) && !is_date && (paren == 0 || mark == ')'))
        .then(|| (number(digits, Unit::LIST), next))
}

fn number(digits: &str, unit: Unit) -> Vec<Reading> {
    digits.parse::<i64>().map_or_else(
        |_| Vec::new(),
        |value| vec![Reading::new(Value::Number(whole(value)), unit)],
    )
}

fn text(value: impl Into<String>, unit: Unit) -> Vec<Reading> {
    vec![Reading::new(Value::Text(value.into()), unit)]
}

/// `08-465 004 12`, `+46 8 465 004 12`, `(212) 555-0143`, `070-123 45 67`.
fn phone(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let plus = cursor.mark(at) == Some('+') && cursor.is_glued(at + 1);
    let paren = cursor.mark(at) == Some('(')
        && cursor.digits(at + 1).is_some()
        && cursor.glued_mark(at + 2) == Some(')');
    let begin = at + usize::from(plus || paren);
    let first = cursor.digits(begin)?;
    let mut digits = first.to_owned();
    let mut end = begin + 1 + usize::from(paren);
    let (mut groups, mut has_hyphen) = (1, paren);
    loop {
        let has_zero = plus && is_national_zero(cursor, end);
        if has_zero {
            end += 3;
        }
        let separated = cursor
            .mark(end)
            .is_some_and(|mark| matches!(mark, '-' | '–' | '/' | '‑' | '(' | ')'))
            && cursor.digits(end + 1).is_some();
        let next = end + usize::from(separated);
        let Some(group) = cursor
            .digits(next)
            .filter(|group| group.len() <= 8 && (separated || has_zero || !cursor.is_glued(next)))
        else {
            break;
        };
        if !separated && cursor.gap_before(next).chars().count() > 1 {
            break;
        }
        has_hyphen |= separated;
        digits.push_str(group);
        groups += 1;
        end = next + 1;
        if cursor.glued_mark(end) == Some(')') && cursor.digits(end + 1).is_some() {
            end += 1;
        }
    }
    let is_local = first.starts_with('0')
        && first.len() <= 4
        && groups > 1
        && (7..=12).contains(&digits.len())
        && has_hyphen
        || first.starts_with('0')
            && first.len() <= 4
            && groups >= 3
            && (9..=11).contains(&digits.len())
        || first.starts_with("07") && digits.len() == 10
        || first.starts_with("00") && digits.len() >= 9;
    let is_american = groups >= 2
        && has_hyphen
        && (paren || groups >= 3)
        && matches!(digits.len(), 10 | 11)
        && first.len() <= 3;
    let is_international = plus && digits.len() >= 7;
    let number = if plus { format!("+{digits}") } else { digits };
    (is_local || is_american || is_international).then(|| (text(number, Unit::PHONE), end))
}

/// The `(0)` of `+46 (0)31`, which nobody dials from abroad.
fn is_national_zero(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.mark(at) == Some('(')
        && cursor.digits(at + 1) == Some("0")
        && cursor.glued_mark(at + 2) == Some(')')
}

/// `(EU) 2016/679`, `2018:218`, `C-311/18`, `2019/20:1`.
fn document(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let first = cursor.digits(at)?;
    let mark = cursor
        .glued_mark(at + 1)
        .filter(|mark| matches!(mark, '/' | ':'))?;
    let second = cursor.glued_digits(at + 2)?;
    let is_year = |digits: &str| {
        digits.len() == 4
            && digits
                .parse::<u32>()
                .is_ok_and(|year| (1600..2100).contains(&year))
    };
    if first.len() == 4 && is_year(first) && mark == '/' && second.len() == 2 {
        if cursor.glued_mark(at + 3) == Some(':') {
            let third = cursor.glued_digits(at + 4)?;
            return Some((
                text(format!("{first}/{second}:{third}"), Unit::DOCUMENT),
                at + 5,
            ));
        }
        let from: i64 = first.parse().ok()?;
        let to = from / 100 * 100 + second.parse::<i64>().ok()?;
        return (to == from + 1).then(|| {
            (
                vec![Reading::new(
                    Value::Range(whole(from), whole(to)),
                    Unit::YEAR,
                )],
                at + 3,
            )
        });
    }
    let is_act = is_year(first) && second.len() <= 5 && (mark == ':' || !is_year(second));
    let is_eu_act = mark == '/' && is_year(second) && first.len() <= 4 && !is_year(first);
    let is_case = mark == '/'
        && second.len() == 2
        && at >= 2
        && cursor.is_glued(at)
        && cursor.mark(at - 1).is_some_and(is_dash)
        && cursor
            .raw_word(at - 2)
            .is_some_and(|court| matches!(court, "C" | "T" | "F" | "B" | "Ö"));
    let is_dated = second.len() <= 2 && mark == '/' && cursor.glued_mark(at + 3) == Some('/');
    ((is_act || is_eu_act || is_case) && !is_dated).then(|| {
        (
            text(format!("{first}{mark}{second}"), Unit::DOCUMENT),
            at + 3,
        )
    })
}

/// `v4.12`, `4.12.1`.
fn version(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let has_v =
        cursor.word(at).is_some_and(|word| word == "v") && cursor.glued_digits(at + 1).is_some();
    let begin = at + usize::from(has_v);
    let (value, end) = dotted(cursor, begin)?;
    if let Some(end) = standard(cursor, end, &value) {
        return Some((text(value, Unit::VERSION), end));
    }
    let parts = value.matches('.').count() + 1;
    let is_date = parts == 3 && value.rsplit('.').next().is_some_and(|year| year.len() == 4);
    let groups = value.split('.').skip(1).all(|part| part.len() == 3) && parts >= 3;
    ((has_v || parts >= 3) && !is_date && !groups).then(|| (text(value, Unit::VERSION), end))
}

/// `802.11b`: the number of a standard ends on a letter that is no unit of a decimal.
fn standard(cursor: &Cursor<'_>, end: usize, value: &str) -> Option<usize> {
    let letter = cursor
        .raw_word(end)
        .filter(|letter| cursor.is_glued(end) && letter.len() == 1)?;
    let (integer, _) = value.split_once('.')?;
    (integer.len() >= 3 && !matches!(letter, "m" | "s" | "l")).then_some(end + 1)
}

/// Digits joined by points, and one past them.
fn dotted(cursor: &Cursor<'_>, at: usize) -> Option<(String, usize)> {
    let mut value = cursor.digits(at)?.to_owned();
    let mut end = at + 1;
    while let (Some('.'), Some(part)) = (cursor.glued_mark(end), cursor.glued_digits(end + 1)) {
        value.push('.');
        value.push_str(part);
        end += 2;
    }
    Some((value, end))
}

/// A number behind the word that says what it refers to: *artikel 5.2*, *week 12*, *Annex II*.
fn announced(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    let (unit, after) = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Reference(unit) => Some(*unit),
        _ => None,
    })?;
    let skip = usize::from(matches!(
        cursor.word(after),
        Some("nr" | "no" | "nummer" | "number")
    ));
    let begin = after + skip + usize::from(skip == 1 && cursor.mark(after + 1) == Some('.'));
    let is_unit_like = matches!(
        unit.code(),
        "article" | "chapter" | "section" | "annex" | "version"
    );
    let keeps_word = matches!(
        unit.code(),
        "article" | "chapter" | "section" | "annex" | "recital"
    );
    let start = if keeps_word { at } else { begin };
    if let Some((number, end)) = ordinal::roman_number(cursor, begin).filter(|_| has_roman(unit)) {
        let value = Value::Number(whole(number));
        return Some((start, (vec![Reading::new(value, unit)], end)));
    }
    let (value, mut end) = dotted(cursor, begin).filter(|(value, _)| value.len() < 16)?;
    if let Some((readings, end)) = span_of(cursor, &value, end, unit) {
        return Some((start, (readings, end)));
    }
    let is_measured = numeral::magnitude(cursor, end)
        .is_some_and(|(_, to)| to > 0 && cursor.word(end).is_some_and(|word| word.len() > 2));
    let goes_on = cursor
        .glued_mark(end)
        .is_some_and(|mark| mark == ',' || mark == ':' || mark == '/')
        && cursor.glued_digits(end + 1).is_some();
    if is_measured || counts_units(cursor, end) || (goes_on && !is_unit_like) {
        return None;
    }
    let mut value = value;
    while cursor.glued_mark(end) == Some('(') && cursor.glued_mark(end + 2) == Some(')') {
        let Some(part) = cursor.digits(end + 1) else {
            break;
        };
        value.push('.');
        value.push_str(part);
        end += 3;
    }
    if unit == Unit::WEEK_NUMBER
        && !value
            .parse::<u32>()
            .is_ok_and(|week| (1..=53).contains(&week))
    {
        return None;
    }
    let readings = if unit == Unit::VERSION || value.contains('.') {
        text(value, unit)
    } else {
        number(&value, unit)
    };
    Some((start, (readings, end)))
}

/// `iOS 15.4`, `Python 3.11`: a decimal behind a name is a version.
fn named_version(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Reference)> {
    let name = cursor
        .raw_word(at)
        .filter(|name| name.chars().any(char::is_uppercase))?;
    let (value, end) = dotted(cursor, at + 1).filter(|(value, _)| value.contains('.'))?;
    let is_opener = cursor.begins_sentence(at) && name.chars().skip(1).all(char::is_lowercase);
    let is_other = calendar::month(cursor, at).is_some()
        || lexicon_word(cursor, at)
        || cursor.is_glued(at + 1);
    let is_amount = counts_units(cursor, end) || numeral::magnitude(cursor, end).is_some();
    let goes_on = cursor
        .glued_mark(end)
        .is_some_and(|mark| matches!(mark, ',' | ':' | '%' | '/'))
        && cursor.is_glued(end + 1);
    (!is_opener && !is_other && !is_amount && !goes_on && name.len() > 1)
        .then(|| (at + 1, (text(value, Unit::VERSION), end)))
}

/// What is numbered in Roman figures: *Annex III*, *bilaga II*, *kapitel IV*.
fn has_roman(unit: Unit) -> bool {
    matches!(unit.code(), "annex" | "chapter" | "section" | "article")
}

/// `pp. 12–18`, `vecka 33–35`, *articles 3 to 5*: a span of what is referred to.
fn span_of(cursor: &Cursor<'_>, first: &str, at: usize, unit: Unit) -> Option<Reference> {
    let is_joined =
        cursor.mark(at).is_some_and(is_dash) || matches!(cursor.word(at), Some("to" | "till"));
    is_joined.then_some(())?;
    let last: i64 = cursor
        .digits(at + 1)
        .filter(|last| last.len() <= 4)?
        .parse()
        .ok()?;
    let first: i64 = first.parse().ok().filter(|first| *first < last)?;
    let is_counted = matches!(
        unit.code(),
        "page" | "week_no" | "article" | "section" | "chapter" | "point" | "recital"
    );
    let value = Value::Range(whole(first), whole(last));
    (is_counted && !counts_units(cursor, at + 2)).then(|| (vec![Reading::new(value, unit)], at + 2))
}

/// *A section 100 feet wide* refers to nothing.
fn counts_units(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_word = cursor
        .raw(at)
        .is_some_and(|word| word.chars().count() > 2 || word == "%");
    is_word && amount::longest_unit(cursor, at).is_some()
}

/// `18 Baker Street`.
fn street_number(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    const STREETS: [&str; 10] = [
        "street",
        "road",
        "avenue",
        "lane",
        "square",
        "drive",
        "st",
        "boulevard",
        "terrace",
        "row",
    ];
    let digits = cursor.digits(at).filter(|digits| digits.len() <= 4)?;
    let is_street = |at: usize| {
        cursor.is_capitalised(at) && cursor.word(at).is_some_and(|word| STREETS.contains(&word))
    };
    let is_named = cursor.is_capitalised(at + 1) && (is_street(at + 2) || is_street(at + 3));
    is_named.then(|| (number(digits, Unit::ID), at + 1))
}

/// `call 112`, `ring 911`.
fn emergency_number(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let digits = cursor
        .digits(at)
        .filter(|digits| matches!(digits.len(), 3..=5))?;
    let before = at.checked_sub(1).and_then(|at| cursor.word(at))?;
    let is_known =
        matches!(digits, "112" | "911" | "1177") && matches!(before, "på" | "on" | "via");
    let is_called = is_known
        || matches!(
            before,
            "ring" | "ringa" | "ringer" | "slå" | "call" | "dial" | "larmnumret" | "phone"
        );
    (is_called && !counts_units(cursor, at + 1)).then(|| (text(digits, Unit::PHONE), at + 1))
}

/// `5 §`, `3 kap.`, `5 och 6 §§`.
fn section_mark(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let digits = cursor.digits(at).filter(|digits| digits.len() <= 4)?;
    let letter = usize::from(
        cursor
            .word(at + 1)
            .is_some_and(|word| word.len() == 1 && matches!(word, "a" | "b" | "c" | "d" | "e"))
            && cursor.mark(at + 2) == Some('§'),
    );
    let after = at + 1 + letter;
    if cursor.mark(after) == Some('§') {
        return Some((number(digits, Unit::SECTION), after + 1));
    }
    let is_chapter = matches!(cursor.word(after), Some("kap" | "kapitlet"));
    let point = usize::from(cursor.glued_mark(after + 1) == Some('.'));
    (is_chapter && cursor.is_swedish()).then(|| (number(digits, Unit::CHAPTER), after + 1 + point))
}

/// `114 55 Stockholm`, `SE-114 55`.
fn post_code(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let prefix = usize::from(
        matches!(cursor.raw_word(at), Some("SE" | "S"))
            && cursor.glued_mark(at + 1).is_some_and(is_dash),
    ) * 2;
    let first = cursor
        .digits(at + prefix)
        .filter(|digits| digits.len() == 3 && !digits.starts_with('0'))?;
    let second = cursor
        .digits(at + prefix + 1)
        .filter(|digits| digits.len() == 2 && !cursor.is_glued(at + prefix + 1))?;
    let names_town = cursor.is_capitalised(at + prefix + 2);
    (prefix > 0 || names_town).then(|| {
        (
            text(format!("{first}{second}"), Unit::POSTCODE),
            at + prefix + 2,
        )
    })
}

/// `1:50 000`, `1:4`, *in the ratio 1 to 4*, *in the proportion one to nine*.
fn ratio(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let is_spoken = matches!(cursor.word(at + 1), Some("to" | "till" | "mot" | "på"))
        && speaks_of_ratio(cursor, at);
    if is_spoken {
        let (first, second) = (small_whole(cursor, at)?, small_whole(cursor, at + 2)?);
        return Some((text(format!("{first}:{second}"), Unit::RATIO), at + 3));
    }
    if amount::colon_price(cursor, at).is_some() {
        return None;
    }
    let first = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 3 && !digits.starts_with('0'))?;
    cursor.glued_mark(at + 1).filter(|mark| *mark == ':')?;
    let digits = cursor.glued_digits(at + 2)?;
    let second = cursor
        .numeral(at + 2)
        .filter(|second| second.value.is_integer())?;
    let is_below =
        |digits: &str, limit: u32| digits.parse::<u32>().is_ok_and(|number| number < limit);
    let is_clock = digits.len() == 2 && is_below(first, 25) && is_below(digits, 60);
    let is_time = is_clock && second.end == at + 3 && !speaks_of_ratio(cursor, at);
    let is_suffix = cursor.glued_mark(second.end) == Some(':');
    let value = format!("{first}:{}", second.value.to_integer());
    (!is_time && !is_suffix).then(|| (text(value, Unit::RATIO), second.end))
}

/// The ratio that `1:10` may be as well as a time of day; none for `01:10`.
pub(super) fn bare_ratio(cursor: &Cursor<'_>, start: usize, end: usize) -> Option<Reading> {
    let first = cursor
        .digits(start)
        .filter(|digits| !digits.starts_with('0') && end == start + 3)?;
    cursor.glued_mark(start + 1).filter(|mark| *mark == ':')?;
    let second = cursor
        .glued_digits(start + 2)
        .filter(|digits| !digits.starts_with('0'))?;
    text(format!("{first}:{second}"), Unit::RATIO).pop()
}

pub(super) fn speaks_of_ratio(cursor: &Cursor<'_>, at: usize) -> bool {
    const WORDS: [&str; 19] = [
        "mix",
        "blanda",
        "ratio",
        "ratios",
        "scale",
        "odds",
        "förhållandet",
        "förhållande",
        "skala",
        "skalan",
        "oddsen",
        "oddset",
        "proportion",
        "proportions",
        "proportionerna",
        "blandning",
        "diluted",
        "späd",
        "aspect",
    ];
    (at.saturating_sub(6)..at)
        .filter_map(|near| cursor.word(near))
        .any(|word| WORDS.contains(&word))
}

/// A whole number of one token, in figures or words.
fn small_whole(cursor: &Cursor<'_>, at: usize) -> Option<String> {
    let number = cursor.numeral(at).filter(|number| number.end == at + 1)?;
    number
        .value
        .is_integer()
        .then(|| number.value.to_integer().to_string())
}

/// `3–1`: a result, where the figures do not rise or the sentence speaks of a match.
fn score(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    let first = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 3 && !digits.starts_with("00"))?;
    cursor.mark(at + 1).filter(|mark| is_dash(*mark))?;
    let second = cursor.digits(at + 2).filter(|digits| digits.len() <= 3)?;
    if cursor.is_glued(at + 1) != cursor.is_glued(at + 2) || cursor.is_glued(at) {
        return None;
    }
    let goes_on = cursor.glued_mark(at + 3).is_some_and(|mark| {
        is_dash(mark) || matches!(mark, '/' | ':' | '%') || matches!(mark, '.' | ',')
    }) && (cursor.glued_digits(at + 4).is_some() || cursor.mark(at + 3) == Some('%'));
    let (high, low): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let has_unit = lexicon::of(cursor.lang)
        .longest(cursor, at + 3, |sense| {
            matches!(
                sense,
                Sense::Unit { is_soft: false, .. }
                    | Sense::Currency { .. }
                    | Sense::Magnitude(_)
                    | Sense::Month(_)
            )
            .then_some(())
        })
        .is_some();
    let is_fallen = high >= low && !(first.len() == 2 && second.len() == 2 && high > 31);
    let is_small = high < 200 && low < 200;
    let is_nil = low > 0 && high == 0 && low < 20;
    let is_score =
        (is_fallen || is_nil || is_match(cursor, at)) && is_small && !goes_on && !has_unit;
    if !is_score {
        return None;
    }
    let mut readings = text(format!("{high}-{low}"), Unit::SCORE);
    if is_lost(cursor, at) {
        // English may name the winner's figure first: *lost 12–11*.
        readings.extend(text(format!("{low}-{high}"), Unit::SCORE));
    }
    Some((readings, at + 3))
}

/// True where an English text tells of a defeat just before.
fn is_lost(cursor: &Cursor<'_>, at: usize) -> bool {
    const WORDS: [&str; 8] = [
        "lose", "loses", "losing", "lost", "loss", "fell", "beaten", "defeat",
    ];
    let mut near = (at.saturating_sub(10)..at).filter_map(|near| cursor.word(near));
    !cursor.is_swedish() && near.any(|word| WORDS.contains(&word))
}

/// True where the words around speak of a match or a vote.
fn is_match(cursor: &Cursor<'_>, at: usize) -> bool {
    const WORDS: [&str; 64] = [
        "vann",
        "vinna",
        "vinner",
        "vunnit",
        "seger",
        "segern",
        "segrade",
        "slog",
        "slår",
        "besegrade",
        "förlorade",
        "förlust",
        "förlusten",
        "förlora",
        "föll",
        "ledde",
        "ledning",
        "leder",
        "oavgjort",
        "kryss",
        "kryssade",
        "mål",
        "målet",
        "matchen",
        "match",
        "finalen",
        "final",
        "derbyt",
        "derby",
        "spelade",
        "slutade",
        "resultat",
        "resultatet",
        "halvlek",
        "kvitterade",
        "reducerade",
        "won",
        "win",
        "wins",
        "winning",
        "victory",
        "beat",
        "defeat",
        "defeated",
        "lost",
        "lose",
        "losing",
        "drew",
        "draw",
        "lead",
        "leading",
        "led",
        "goal",
        "goals",
        "game",
        "played",
        "score",
        "scored",
        "half",
        "tie",
        "loss",
        "aggregate",
        "equalised",
        "serien",
    ];
    (at.saturating_sub(10)..at + 12)
        .filter_map(|near| cursor.word(near))
        .any(|word| WORDS.contains(&word))
}

/// Digits glued to letters: `G20`, `COVID-19`, `F-16`, `B52`, `5G`, `3D`, `H1N1`.
fn model(cursor: &Cursor<'_>, at: usize) -> Option<Reference> {
    if let Some(end) = formula(cursor, at) {
        return Some((Vec::new(), end));
    }
    let word = cursor.raw_word(at).filter(|_| !cursor.is_glued(at));
    if let Some(word) = word {
        let hyphen = usize::from(
            cursor
                .glued_mark(at + 1)
                .is_some_and(|mark| matches!(mark, '-' | '‑'))
                && cursor.glued_digits(at + 2).is_some(),
        );
        let digits = cursor.glued_digits(at + 1 + hyphen)?;
        let end = at + 2 + hyphen;
        let is_year = hyphen == 1 && (digits.len() == 4 || calendar::month(cursor, end).is_some());
        let is_word = hyphen == 0 && word.chars().count() > 6;
        let is_prefix = hyphen == 1 && PREFIXES.contains(&word.to_lowercase().as_str());
        if is_year || is_word || is_prefix {
            return None;
        }
        let goes_on = cursor
            .glued_mark(end)
            .is_some_and(|mark| matches!(mark, ',' | '.' | '/'))
            && cursor.glued_digits(end + 1).is_some();
        return (!goes_on).then(|| {
            (
                number(digits, period_unit(word, digits)),
                skip_model_tail(cursor, end),
            )
        });
    }
    let digits = cursor
        .digits(at)
        .filter(|digits| !cursor.is_glued(at) && digits.len() <= 4)?;
    let letter = cursor
        .raw_word(at + 1)
        .filter(|_| cursor.is_glued(at + 1))?;
    let is_model = matches!(letter, "G" | "D") && digits.len() == 1;
    let is_hyphenated = !is_model;
    (!is_hyphenated).then(|| (number(digits, Unit::ID), at + 2))
}

/// Words that join a number without naming it: *mid-18th-century*, *pre-1945*.
const PREFIXES: [&str; 12] = [
    "mid", "pre", "post", "early", "late", "sub", "non", "under", "over", "top", "plus", "minus",
];

/// Quarters and halves of a year are places in an order: `Q1`, `H2`.
fn period_unit(word: &str, digits: &str) -> Unit {
    match (word, digits) {
        ("Q" | "q" | "KV", "1" | "2" | "3" | "4") | ("H", "1" | "2") => Unit::ORDINAL,
        _ => Unit::ID,
    }
}

/// Letters and digits glued on behind: the `N1` of `H1N1`.
fn skip_model_tail(cursor: &Cursor<'_>, mut end: usize) -> usize {
    while cursor.glued_word(end).is_some_and(|tail| tail.len() < 3)
        && cursor.glued_digits(end + 1).is_some()
    {
        end += 2;
    }
    end
}

/// Chemical formulas hold no quantity: `CO2`, `H2O`, `N2O`.
fn formula(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    const FORMULAS: [&str; 17] = [
        "co2", "h2o", "o2", "o3", "n2", "n2o", "no2", "ch4", "so2", "nh3", "h2so4", "caco3",
        "pm10", "pm2", "co2e", "sf6", "nox",
    ];
    (2..=4).rev().find_map(|len| {
        let end = at + len;
        let is_whole = end <= cursor.tokens.len()
            && (at + 1..end).all(|at| cursor.is_glued(at))
            && !(cursor.is_glued(end) && cursor.mark(end).is_none());
        let spelled = is_whole.then(|| cursor.span(at, end).of(cursor.lower))?;
        (FORMULAS.contains(&spelled) && cursor.word(at).is_some()).then_some(end)
    })
}
