//! A currency sign or code on the wrong side of its amount.

use crate::annotate::Pair;
use crate::check::locale::look::{is_digits, is_glued, lower, lower_before, text};
use crate::check::locale::number::numbers;
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;

check_info!(CURRENCY_POSITION, "currency-position", Locale);

/// Reports [`CURRENCY_POSITION`].
#[derive(Debug)]
pub struct CurrencyPosition;

impl Check for CurrencyPosition {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&CURRENCY_POSITION] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        for number in numbers(target) {
            let (sign, message) = match target.lang {
                Language::Swedish if is_sign(lower_before(target, number.first)) => (
                    number.first - 1,
                    "Swedish has the currency after the amount",
                ),
                Language::Swedish
                    if number.first > 0 && is_code(text(target, number.first - 1)) =>
                {
                    (
                        number.first - 1,
                        "Swedish has the currency after the amount",
                    )
                }
                Language::English
                    if is_sign(lower(target, number.after))
                        && !leads_amount(pair, number.after) =>
                {
                    (
                        number.after,
                        "English has the currency sign before the amount",
                    )
                }
                Language::English if lower(target, number.after) == "kr" => {
                    (number.after, "English writes SEK or kronor")
                }
                _ => continue,
            };
            let span = number.span.cover(target.tokens[sign].span);
            findings.push(slip(
                &CURRENCY_POSITION,
                pair,
                span,
                message.to_owned(),
                None,
            ));
        }
    }
}

fn is_sign(mark: &str) -> bool {
    matches!(mark, "$" | "€" | "£" | "¥")
}

/// ISO 4217 codes that stand before an amount in English.
fn is_code(word: &str) -> bool {
    matches!(
        word,
        "SEK" | "EUR" | "USD" | "GBP" | "NOK" | "DKK" | "CHF" | "JPY"
    )
}

/// True when the sign at `at` belongs to the number after it.
fn leads_amount(pair: &Pair<'_>, at: usize) -> bool {
    is_digits(&pair.target, at + 1) && is_glued(&pair.target, at + 1)
}
