//! Thousands set apart by the mark of the other language.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_digits, is_glued};
use crate::check::locale::number::{is_grouped, numbers};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;
use crate::span::Span;

check_info!(FOREIGN_GROUPING_MARK, "foreign-grouping-mark", Locale);

/// Reports [`FOREIGN_GROUPING_MARK`].
#[derive(Debug)]
pub struct ForeignGroupingMark;

impl Check for ForeignGroupingMark {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_GROUPING_MARK] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.target.lang == Language::English {
            findings.extend(spaced(pair));
        }
        let (foreign, own) = match pair.target.lang {
            Language::Swedish => ([',', '.'], "\u{A0}"),
            Language::English => (['.', '\''], ","),
        };
        for number in numbers(&pair.target) {
            let Some(parts) = foreign.iter().find_map(|&mark| number.parts(mark)) else {
                continue;
            };
            if is_grouped(&parts) && has_whole(&pair.source, &number.digits(), number.text) {
                let message = format!("{} groups its thousands in a foreign way", number.text);
                let suggestion = Some(parts.join(own));
                findings.push(slip(
                    &FOREIGN_GROUPING_MARK,
                    pair,
                    number.span,
                    message,
                    suggestion,
                ));
            }
        }
    }
}

/// True when the source has these digits as one whole number with its thousands set apart in its
/// own way, or in the way of `written`.
fn has_whole(source: &Annotated<'_>, digits: &str, written: &str) -> bool {
    let own_mark = match source.lang {
        Language::Swedish => '.',
        Language::English => ',',
    };
    let is_marked = numbers(source).any(|number| {
        number.digits() == digits
            && number
                .parts(own_mark)
                .is_some_and(|parts| is_grouped(&parts))
            && (source.lang == Language::English || number.text == written)
    });
    is_marked || source.lang == Language::Swedish && has_spaced(source, digits)
}

/// Groups with spaces between them in an English target, as the source has them.
fn spaced(pair: &Pair<'_>) -> Vec<Finding> {
    let numbers = spaced_numbers(&pair.target).into_iter();
    let kept = numbers.filter(|(_, digits)| has_spaced(&pair.source, digits));
    kept.map(|(span, _)| {
        let text = span.of(pair.target.text);
        let groups: Vec<&str> = text.split_whitespace().collect();
        let message = format!("{text} groups its thousands in a foreign way");
        let suggestion = Some(groups.join(","));
        slip(&FOREIGN_GROUPING_MARK, pair, span, message, suggestion)
    })
    .collect()
}

fn has_spaced(source: &Annotated<'_>, digits: &str) -> bool {
    let mut numbers = spaced_numbers(source).into_iter();
    numbers.any(|(_, other)| other == digits)
}

/// Numbers whose groups of three have spaces between them, with their digits.
fn spaced_numbers(side: &Annotated<'_>) -> Vec<(Span, String)> {
    let text = |at: usize| side.tokens[at].span.of(side.text);
    let is_group = |at: usize| is_digits(side, at) && text(at).len() == 3 && !is_glued(side, at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < side.tokens.len() {
        let first = at;
        at += 1;
        if !is_digits(side, first) || text(first).len() > 3 || text(first).starts_with('0') {
            continue;
        }
        let mut digits = text(first).to_owned();
        while is_group(at) {
            digits.push_str(text(at));
            at += 1;
        }
        if at > first + 1 {
            found.push((
                side.tokens[first].span.cover(side.tokens[at - 1].span),
                digits,
            ));
        }
    }
    found
}
