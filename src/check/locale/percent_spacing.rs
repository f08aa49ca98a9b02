//! The space before the percent sign.

use crate::annotate::Pair;
use crate::check::locale::look::{is_glued, lower};
use crate::check::locale::number::numbers;
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;

check_info!(PERCENT_SPACING, "percent-spacing", Locale);

/// Reports [`PERCENT_SPACING`].
#[derive(Debug)]
pub struct PercentSpacing;

impl Check for PercentSpacing {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&PERCENT_SPACING] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        for number in numbers(target) {
            let sign = number.after;
            if !matches!(lower(target, sign), "%" | "‰") {
                continue;
            }
            let (is_wrong, message, space) = match target.lang {
                Language::Swedish => (
                    is_glued(target, sign),
                    "Swedish has a space before the percent sign",
                    "\u{A0}",
                ),
                Language::English => (
                    !is_glued(target, sign),
                    "English has no space before the percent sign",
                    "",
                ),
            };
            if is_wrong {
                let span = number.span.cover(target.tokens[sign].span);
                let suggestion = format!("{}{space}{}", number.text, lower(target, sign));
                findings.push(slip(
                    &PERCENT_SPACING,
                    pair,
                    span,
                    message.to_owned(),
                    Some(suggestion),
                ));
            }
        }
    }
}
