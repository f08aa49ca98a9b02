//! Words for large numbers in the wrong language.

use crate::annotate::Pair;
use crate::check::locale::look::lower;
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;

check_info!(FOREIGN_MAGNITUDE, "foreign-magnitude", Locale);

/// Reports [`FOREIGN_MAGNITUDE`].
#[derive(Debug)]
pub struct ForeignMagnitude;

impl Check for ForeignMagnitude {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_MAGNITUDE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        for (at, token) in target.tokens.iter().enumerate() {
            let Some(own) = counterpart(lower(target, at), target.lang) else {
                continue;
            };
            let text = token.span.of(target.text);
            let message = format!("“{text}” is “{own}” in this language");
            let suggestion = Some(own.to_owned());
            findings.push(slip(
                &FOREIGN_MAGNITUDE,
                pair,
                token.span,
                message,
                suggestion,
            ));
        }
    }
}

/// What the word of the other language is in `lang`.
fn counterpart(lower: &str, lang: Language) -> Option<&'static str> {
    if lower.len() < 6 {
        return None;
    }
    match (lang, lower) {
        (Language::Swedish, "million") => Some("miljon"),
        (Language::Swedish, "millions") => Some("miljoner"),
        (Language::Swedish, "billion") => Some("miljard"),
        (Language::Swedish, "billions") => Some("miljarder"),
        (Language::Swedish, "trillion") => Some("biljon"),
        (Language::Swedish, "trillions") => Some("biljoner"),
        (Language::English, "miljon" | "miljoner") => Some("million"),
        (Language::English, "milliard" | "milliards" | "miljard" | "miljarder") => Some("billion"),
        (Language::English, "biljon" | "biljoner") => Some("trillion"),
        _ => None,
    }
}
