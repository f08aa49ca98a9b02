//! Times of day in the manner of the other language.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_digits, is_glued, lower};
use crate::check::locale::number::{Number, numbers};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;

check_info!(FOREIGN_TIME, "foreign-time", Locale);

/// Reports [`FOREIGN_TIME`].
#[derive(Debug)]
pub struct ForeignTime;

impl Check for ForeignTime {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_TIME] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        for number in numbers(target) {
            let (first, last, message) = match target.lang {
                Language::Swedish => {
                    let Some(last) = half_of_day(target, number.after) else {
                        continue;
                    };
                    (
                        number.first,
                        last,
                        "Swedish counts 24 hours and has no a.m. or p.m.",
                    )
                }
                Language::English => {
                    let first = clock_word(target, number.first)
                        .or_else(|| is_kept_point(pair, number).then_some(number.first));
                    let Some(first) = first else { continue };
                    (first, number.after - 1, "a Swedish way to write the time")
                }
            };
            let span = target.tokens[first].span.cover(target.tokens[last].span);
            findings.push(slip(&FOREIGN_TIME, pair, span, message.to_owned(), None));
        }
    }
}

/// The last token of `a.m.`, `pm` and the like at `at`.
fn half_of_day(side: &Annotated<'_>, at: usize) -> Option<usize> {
    match lower(side, at) {
        "am" | "pm" => Some(at),
        "a" | "p"
            if lower(side, at + 1) == "."
                && lower(side, at + 2) == "m"
                && is_glued(side, at + 2) =>
        {
            Some(at + 2)
        }
        _ => None,
    }
}

/// `16.15` on both sides, in the source as a time: English has a colon between hours and minutes.
fn is_kept_point(pair: &Pair<'_>, number: Number<'_>) -> bool {
    let is_pointed = number.parts('.').is_some_and(|parts| parts.len() == 2);
    let mut same = numbers(&pair.source).filter(|other| other.text == number.text);
    is_pointed
        && half_of_day(&pair.target, number.after).is_none()
        && same.any(|other| clock_word(&pair.source, other.first).is_some())
}

/// The first token of `kl.` or `klockan` before the digits at `at`.
fn clock_word(side: &Annotated<'_>, at: usize) -> Option<usize> {
    let is_time = is_digits(side, at) && side.tokens[at].span.len() <= 2;
    let before = at.checked_sub(1)?;
    let word = if lower(side, before) == "." {
        before.checked_sub(1)?
    } else {
        before
    };
    (is_time && matches!(lower(side, word), "kl" | "klockan")).then_some(word)
}
