//! Numbers written in digits: grouping and decimal marks of both languages.
//!
//! In Swedish a single comma is decimal and a point before exactly three digits groups in the old
//! way; in English a comma before three digits groups and a point is decimal. Spaces of every kind group on
//! both sides. What MT leaves behind from the other convention is read where it can't be misread
//! (`6.3 miljarder`, `1,200,000`); a Swedish point before three digits stays open, and the less
//! likely reading is kept.

use super::cursor::Cursor;
use super::exact::{Exact, from_digits};

/// A number in digits.
pub(super) struct DigitNumber {
    /// One past its last token.
    pub end: usize,
    /// The value by the conventions of the language.
    pub value: Exact,
    /// The value by the conventions of the other one, where `value` is open to doubt.
    pub foreign: Option<Exact>,
    /// True for bare digits without marks or grouping.
    pub is_plain: bool,
}

/// Reads the number at `at`. `is_scaled` tells that a magnitude, per cent sign or the like
/// follows, which makes a point decimal in any language ("1.234 miljarder").
pub(super) fn parse(
    cursor: &Cursor<'_>,
    at: usize,
    is_scaled: impl Fn(usize) -> bool,
) -> Option<DigitNumber> {
    if let Some(number) = leading_mark(cursor, at) {
        return Some(number);
    }
    let first = cursor.digits(at)?;
    let groups = groups(cursor, at, first);
    let end = at + 1 + groups.len() * 2 - groups.iter().filter(|group| group.mark == ' ').count();
    if is_dotted(cursor, &groups) {
        return None;
    }
    read(cursor, first, &groups, end, is_scaled(end)).or_else(|| {
        let value = from_digits(first, "")?;
        Some(DigitNumber {
            end: at + 1,
            value,
            foreign: None,
            is_plain: true,
        })
    })
}

/// A separator and the digits after it.
struct Group<'a> {
    mark: char,
    digits: &'a str,
}

/// `.08`, and `,5` in Swedish.
fn leading_mark(cursor: &Cursor<'_>, at: usize) -> Option<DigitNumber> {
    let mark = cursor.mark(at)?;
    let is_decimal = mark == '.' || (mark == ',' && cursor.is_swedish());
    if !is_decimal || cursor.is_glued(at) {
        return None;
    }
    let value = from_digits("0", cursor.glued_digits(at + 1)?)?;
    Some(DigitNumber {
        end: at + 2,
        value,
        foreign: None,
        is_plain: false,
    })
}

fn groups<'a>(cursor: &Cursor<'a>, at: usize, first: &str) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut next = at + 1;
    loop {
        if let (Some(mark @ ('.' | ',' | '’' | '\'')), Some(digits)) =
            (cursor.glued_mark(next), cursor.glued_digits(next + 1))
        {
            groups.push(Group { mark, digits });
            next += 2;
        } else if let Some(digits) =
            spaced_group(cursor, next).filter(|_| may_group_by_space(first, &groups))
        {
            groups.push(Group { mark: ' ', digits });
            next += 1;
        } else {
            return groups;
        }
    }
}

/// Three digits after exactly one space.
fn spaced_group<'a>(cursor: &Cursor<'a>, at: usize) -> Option<&'a str> {
    let digits = cursor
        .digits(at)
        .filter(|digits| digits.len() == 3 && !cursor.is_glued(at))?;
    let mut gap = cursor.gap_before(at).chars();
    let is_space = matches!(
        gap.next(),
        Some(' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' | '\u{2008}')
    );
    let goes_on = cursor
        .glued_mark(at + 1)
        .is_some_and(|mark| matches!(mark, '-' | '–' | '/' | ':'))
        && cursor
            .glued_digits(at + 2)
            .is_some_and(|digits| digits.len() > 3);
    (is_space && gap.next().is_none() && !goes_on).then_some(digits)
}

fn may_group_by_space(first: &str, groups: &[Group<'_>]) -> bool {
    first.len() <= 3 && !first.starts_with('0') && groups.iter().all(|group| group.mark == ' ')
}

/// Versions, dates and addresses: several points (or commas) that do not group by three.
fn is_dotted(cursor: &Cursor<'_>, groups: &[Group<'_>]) -> bool {
    let points = groups.iter().filter(|group| group.mark == '.').count();
    points > 1
        && !groups.iter().all(|group| group.digits.len() == 3)
        && !(groups.last().is_some_and(|group| group.mark == ',') && cursor.is_swedish())
}

fn read(
    cursor: &Cursor<'_>,
    first: &str,
    groups: &[Group<'_>],
    end: usize,
    is_scaled: bool,
) -> Option<DigitNumber> {
    let number = |integer: &str, decimals: &str| from_digits(integer, decimals);
    let grouped =
        || first.to_owned() + &groups.iter().map(|group| group.digits).collect::<String>();
    let is_groupable = first.len() <= 3
        && !first.starts_with('0')
        && groups.iter().all(|group| group.digits.len() == 3);
    let done = |value, foreign, is_plain| {
        Some(DigitNumber {
            end,
            value,
            foreign,
            is_plain,
        })
    };
    let Some((last, earlier)) = groups.split_last() else {
        return done(number(first, "")?, None, true);
    };
    if earlier.is_empty() && last.mark != ' ' {
        let grouping = if is_groupable {
            number(&grouped(), "")
        } else {
            None
        };
        let decimal = if matches!(last.mark, '.' | ',') {
            number(first, last.digits)
        } else {
            None
        };
        let is_native_decimal = (last.mark == ',') == cursor.is_swedish();
        return match (decimal, grouping) {
            // A point before three digits groups in older Swedish, or was kept from English.
            (Some(decimal), Some(grouping))
                if !is_native_decimal && last.mark == '.' && !is_scaled =>
            {
                let is_round = last.digits == "000";
                done(grouping, (!is_round).then_some(decimal), false)
            }
            (Some(decimal), Some(_)) if is_native_decimal || (is_scaled && last.mark == '.') => {
                done(decimal, None, false)
            }
            (_, Some(grouping)) => done(grouping, None, false),
            (Some(decimal), None) => done(decimal, None, false),
            (None, None) => None,
        };
    }
    if is_groupable && groups.iter().all(|group| group.mark == last.mark) {
        return done(number(&grouped(), "")?, None, false);
    }
    let is_decimal_tail = matches!(last.mark, '.' | ',')
        && earlier.iter().all(|group| {
            group.mark != last.mark && group.mark == earlier[0].mark && group.digits.len() == 3
        });
    if is_decimal_tail && !earlier.is_empty() && first.len() <= 3 {
        let integer =
            first.to_owned() + &earlier.iter().map(|group| group.digits).collect::<String>();
        return done(number(&integer, last.digits)?, None, false);
    }
    None
}
