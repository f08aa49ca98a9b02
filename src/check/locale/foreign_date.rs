//! Dates in the manner of the other language.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_digits, is_glued, is_word, lower, lower_before, text};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;
use crate::span::Span;

check_info!(FOREIGN_DATE, "foreign-date", Locale);

/// Reports [`FOREIGN_DATE`].
#[derive(Debug)]
pub struct ForeignDate;

impl Check for ForeignDate {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_DATE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        for at in (0..target.tokens.len()).filter(|&at| is_digits(target, at)) {
            let slip_at = match target.lang {
                Language::Swedish => swedish_slip(target, at),
                Language::English => english_slip(target, at),
            };
            if let Some((first, last, message)) = slip_at {
                if is_quoted(target, target.tokens[first].span) {
                    continue;
                }
                let span = Span::cover(target.tokens[first].span, target.tokens[last].span);
                findings.push(slip(&FOREIGN_DATE, pair, span, message.to_owned(), None));
                return;
            }
        }
    }
}

/// True after an odd number of quotation marks: what is quoted may be quoted in the original.
fn is_quoted(side: &Annotated<'_>, span: Span) -> bool {
    let before = side.text[..span.start].chars();
    let marks = before.filter(|mark| matches!(mark, '"' | '”' | '“' | '»'));
    !marks.count().is_multiple_of(2)
}

/// First and last token of the slip, and what it is.
type Slip = (usize, usize, &'static str);

/// A slip around the digits at `at` of a Swedish text.
fn swedish_slip(side: &Annotated<'_>, at: usize) -> Option<Slip> {
    if is_ordinal(side, at, &["st", "nd", "rd", "th"]) {
        return Some((at, at + 1, "an English ordinal ending"));
    }
    let is_day = side.tokens[at].span.len() <= 2;
    let month_first = is_month(lower_before(side, at)) && !is_glued(side, at) && is_day;
    if month_first && lower(side, at + 1) == "," && is_year(side, at + 2) {
        return Some((at - 1, at + 2, "Swedish has the day before the month"));
    }
    let month = at + 1 + usize::from(lower(side, at + 1) == ":") * 2;
    if is_day
        && is_month(lower(side, month))
        && lower(side, month + 1) == ","
        && is_year(side, month + 2)
    {
        return Some((at, month + 2, "Swedish has no comma before the year"));
    }
    if is_day && is_english_month(text(side, at + 1)) {
        return Some((at, at + 1, "an English month"));
    }
    if at > 0 && is_day && is_english_month(text(side, at - 1)) && !is_glued(side, at) {
        return Some((at - 1, at, "an English month"));
    }
    let is_slashed = |mark: usize| lower(side, mark) == "/" && is_glued(side, mark + 1);
    let day = text(side, at + 2).parse::<u32>().unwrap_or(0);
    if is_day
        && is_slashed(at + 1)
        && is_slashed(at + 3)
        && is_year(side, at + 4)
        && (13..=31).contains(&day)
    {
        return Some((at, at + 4, "Swedish has the day before the month"));
    }
    None
}

/// A slip around the digits at `at` of an English text.
fn english_slip(side: &Annotated<'_>, at: usize) -> Option<Slip> {
    if lower(side, at + 1) == ":"
        && is_glued(side, at + 2)
        && matches!(lower(side, at + 2), "e" | "a" | "de")
    {
        return Some((at, at + 2, "a Swedish ordinal ending"));
    }
    let is_day = side.tokens[at].span.len() <= 2;
    let is_swedish = |at: usize| {
        let month = lower(side, at);
        SWEDISH_MONTHS.contains(&month) && !ENGLISH_MONTHS.contains(&month)
    };
    if is_day && is_swedish(at + 1) {
        return Some((at, at + 1, "a Swedish month"));
    }
    if is_day && lower_before(side, at) == "den" && is_month(lower(side, at + 1)) {
        return Some((at - 1, at + 1, "a Swedish article before the date"));
    }
    let is_point = |mark: usize| lower(side, mark) == "." && !is_glued(side, mark + 1);
    if is_day && is_point(at + 1) && is_month(lower(side, at + 2)) && is_year(side, at + 3) {
        return Some((at, at + 3, "English has no point after the day"));
    }
    if is_pointed_date(side, at) {
        return Some((at, at + 4, "a Swedish date"));
    }
    let is_month_number = text(side, at + 2)
        .parse()
        .is_ok_and(|month: u32| (1..=12).contains(&month));
    if is_day
        && lower(side, at + 1) == "/"
        && is_month_number
        && is_year(side, at + 3)
        && !is_glued(side, at + 3)
    {
        return Some((at, at + 3, "a Swedish date"));
    }
    None
}

/// `30.9.2024`.
fn is_pointed_date(side: &Annotated<'_>, at: usize) -> bool {
    let is_point = |mark: usize| lower(side, mark) == "." && is_glued(side, mark + 1);
    let number = |at: usize| text(side, at).parse::<u32>().unwrap_or(0);
    (1..=31).contains(&number(at))
        && is_point(at + 1)
        && (1..=12).contains(&number(at + 2))
        && is_point(at + 3)
        && is_year(side, at + 4)
}

fn is_ordinal(side: &Annotated<'_>, at: usize, endings: &[&str]) -> bool {
    is_glued(side, at + 1) && is_word(side, at + 1) && endings.contains(&lower(side, at + 1))
}

fn is_year(side: &Annotated<'_>, at: usize) -> bool {
    is_digits(side, at) && side.tokens[at].span.len() == 4
}

fn is_month(lower: &str) -> bool {
    SWEDISH_MONTHS.contains(&lower) || ENGLISH_MONTHS.contains(&lower)
}

/// A month by a name that only English has, with its capital: *may* and *march* are other words.
fn is_english_month(text: &str) -> bool {
    let is_english =
        |month: &&str| !SWEDISH_MONTHS.contains(month) && month.eq_ignore_ascii_case(text);
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && ENGLISH_MONTHS.iter().any(is_english)
}

static SWEDISH_MONTHS: [&str; 12] = [
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
static ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
