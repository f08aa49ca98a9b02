//! What other norms allow and the chosen one does not.

use crate::annotate::quantity::{Quantity, Unit};
use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_word, lower, text};
use crate::check::locale::number::numbers;
use crate::check::locale::slip;
use crate::check::norm::Rule;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::span::Span;

check_info!(NORM_DEVIATION, "norm-deviation", Locale);

/// Reports [`NORM_DEVIATION`].
#[derive(Debug)]
pub struct NormDeviation;

impl Check for NormDeviation {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&NORM_DEVIATION] }
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        for rule in context.settings.norms.rules(pair.target.lang) {
            let Deviation { places, suggest } = deviation(&pair.target, rule);
            findings.extend(places.into_iter().map(|span| {
                let written = span.of(pair.target.text);
                let message = format!("“{written}” is not as {} writes it", rule.source);
                slip(
                    &NORM_DEVIATION,
                    pair,
                    span,
                    message,
                    suggest(written, rule.form),
                )
            }));
        }
    }
}

/// Where a text deviates from a rule, and how a place is corrected.
struct Deviation {
    places: Vec<Span>,
    suggest: fn(&str, &str) -> Option<String>,
}

fn deviation(side: &Annotated<'_>, rule: &Rule) -> Deviation {
    let (places, suggest): (_, fn(&str, &str) -> _) = match rule.feature {
        "time-mark" => (times(side, rule.form), other_time_mark),
        "percent" => (percents(side, rule.form), with_form_at_end),
        "date-order" => (dates(side, rule.form == "day-first"), no_suggestion),
        "currency-code" => (codes(side, rule.form == "before"), no_suggestion),
        "krona" => (abbreviated_kronor(side), with_form_at_end),
        "quotation-mark" => (quotation_marks(side, rule.form), no_suggestion),
        _ => (Vec::new(), no_suggestion),
    };
    Deviation { places, suggest }
}

/// Times of day with another mark between hours and minutes.
fn times(side: &Annotated<'_>, mark: &str) -> Vec<Span> {
    let other = if mark == "." { ':' } else { '.' };
    let has_other_mark = |span: &Span| {
        let times = numbers(side).filter(|number| span.overlaps(number.span));
        times
            .into_iter()
            .any(|number| number.parts(other).is_some_and(|parts| parts.len() == 2))
    };
    of_unit(side, Unit::TIME)
        .map(|quantity| quantity.span)
        .filter(has_other_mark)
        .collect()
}

fn other_time_mark(written: &str, mark: &str) -> Option<String> {
    Some(written.replace([':', '.'], mark)).filter(|_| !written.contains(char::is_alphabetic))
}

/// Percentages of a number in digits with another sign or word.
fn percents(side: &Annotated<'_>, form: &str) -> Vec<Span> {
    let deviates = |at: usize| {
        let written = match lower(side, at) {
            "per" if lower(side, at + 1) == "cent" => "per cent",
            other => other,
        };
        matches!(written, "%" | "procent" | "percent" | "per cent") && written != form
    };
    numbers(side)
        .filter(|number| deviates(number.after))
        .map(|number| {
            let last = number.after + usize::from(lower(side, number.after) == "per");
            number.span.cover(side.tokens[last].span)
        })
        .collect()
}

/// Dates with the month in words in another order than day and month.
fn dates(side: &Annotated<'_>, is_day_first: bool) -> Vec<Span> {
    let spans = of_unit(side, Unit::DATE).map(|quantity| quantity.span);
    spans
        .filter(|span| {
            let written = span.of(side.text);
            let begins_with_day = written.starts_with(|c: char| c.is_ascii_digit());
            let has_day = written
                .split(|c: char| !c.is_ascii_digit())
                .any(|digits| matches!(digits.len(), 1 | 2));
            written.contains(char::is_alphabetic) && has_day && begins_with_day != is_day_first
        })
        .collect()
}

/// Amounts with the ISO 4217 code on the other side.
fn codes(side: &Annotated<'_>, is_before: bool) -> Vec<Span> {
    let is_code = |at: usize| {
        let code = text(side, at);
        code.len() == 3 && is_word(side, at) && code.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let money = side
        .quantities
        .iter()
        .filter(|quantity| quantity.first().unit.is_currency());
    money
        .filter_map(|quantity| {
            let tokens = side.tokens.iter();
            let first = tokens
                .clone()
                .position(|token| token.span.start >= quantity.span.start)?;
            let last = tokens
                .rev()
                .position(|token| token.span.end <= quantity.span.end)?;
            let other = if is_before {
                side.tokens.len() - 1 - last
            } else {
                first
            };
            is_code(other).then_some(quantity.span)
        })
        .collect()
}

/// Amounts in *kr*.
fn abbreviated_kronor(side: &Annotated<'_>) -> Vec<Span> {
    numbers(side)
        .filter(|number| lower(side, number.after) == "kr")
        .map(|number| number.span.cover(side.tokens[number.after].span))
        .collect()
}

/// The first quotation mark that opens with another sign.
fn quotation_marks(side: &Annotated<'_>, form: &str) -> Vec<Span> {
    let mut previous = ' ';
    let opening = side.text.char_indices().find(|&(_, mark)| {
        let opens = !previous.is_alphanumeric();
        previous = mark;
        opens && matches!(mark, '"' | '“' | '”' | '‘' | '«' | '»')
    });
    let deviating = opening.filter(|(_, mark)| !form.contains(*mark));
    deviating
        .map(|(at, mark)| Span::new(at, at + mark.len_utf8()))
        .into_iter()
        .collect()
}

/// What is written, with the norm's word after its number.
fn with_form_at_end(written: &str, form: &str) -> Option<String> {
    let end = written.rfind(|c: char| c.is_ascii_digit())? + 1;
    let space = if form == "%" { "" } else { " " };
    Some(format!("{}{space}{form}", &written[..end]))
}

const fn no_suggestion(_: &str, _: &str) -> Option<String> {
    None
}

fn of_unit<'a>(side: &'a Annotated<'_>, unit: Unit) -> impl Iterator<Item = &'a Quantity> {
    let quantities = side.quantities.iter();
    quantities.filter(move |quantity| quantity.first().unit == unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::annotate::Annotator;
    use crate::check::norm::Norms;
    use crate::locale::Language;

    /// What is reported in `text` under `norm`, with the suggestions.
    fn found(norm: &str, lang: Language, text: &str) -> Vec<(String, Option<String>)> {
        let norms = Norms::try_new(&[norm.to_owned()]).expect("the norm exists");
        let annotator = Annotator::new();
        let side = annotator.annotate(text, lang);
        norms
            .rules(lang)
            .flat_map(|rule| {
                let Deviation { places, suggest } = deviation(&side, rule);
                let found = places.into_iter().map(move |span| {
                    let written = span.of(text);
                    (written.to_owned(), suggest(written, rule.form))
                });
                found.collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn norms_differ_on_purpose() {
        use Language::{English, Swedish};
        for (norm, lang, text, expected) in [
            (
                "tt",
                Swedish,
                "Det steg med 5 %.",
                &[("5 %", "5 procent")][..],
            ),
            ("tt", Swedish, "Det steg med 5 procent.", &[]),
            ("isof", Swedish, "Det steg med 5 %.", &[]),
            (
                "tt",
                Swedish,
                "Den kostar 40 kr.",
                &[("40 kr", "40 kronor")],
            ),
            (
                "cldr",
                Swedish,
                "Det steg med 5 procent.",
                &[("5 procent", "5%")],
            ),
            (
                "cldr",
                Swedish,
                "Mötet börjar kl. 14.30.",
                &[("14.30", "14:30")],
            ),
            ("isof", Swedish, "Mötet börjar kl. 14.30.", &[]),
            (
                "isof",
                Swedish,
                "Mötet börjar kl. 14:30.",
                &[("14:30", "14.30")],
            ),
            (
                "us",
                English,
                "It opened on 3 July 2023.",
                &[("3 July 2023", "")],
            ),
            ("us", English, "It opened on July 3, 2023.", &[]),
            ("us", English, "It opened in July 2023.", &[]),
            (
                "uk",
                English,
                "It opened on July 3, 2023.",
                &[("July 3, 2023", "")],
            ),
            (
                "uk",
                English,
                "It rose by 5 percent.",
                &[("5 percent", "5 per cent")],
            ),
            ("uk", English, "“Yes,” she said.", &[("“", "")]),
            ("uk", English, "‘Yes,’ she said.", &[]),
            ("eu", English, "It cost 30 EUR.", &[("30 EUR", "")]),
            ("eu", English, "It cost EUR 30.", &[]),
            ("eu", Swedish, "Det kostar EUR 30.", &[("EUR 30", "")]),
            ("eu", Swedish, "Det kostar 30 EUR.", &[]),
            ("eu", Swedish, "Det kostar 30 euro.", &[]),
        ] {
            let found = found(norm, lang, text);
            let found: Vec<_> = found
                .iter()
                .map(|(text, form)| (text.as_str(), form.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(found, expected, "{norm}: {text}");
        }
    }
}
