//! Quotation marks of the other language.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;
use crate::span::Span;

check_info!(FOREIGN_QUOTATION_MARK, "foreign-quotation-mark", Locale);

/// Reports [`FOREIGN_QUOTATION_MARK`].
#[derive(Debug)]
pub struct ForeignQuotationMark;

impl Check for ForeignQuotationMark {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_QUOTATION_MARK] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some((span, own)) = first_foreign(&pair.target) else {
            return;
        };
        let mark = span.of(pair.target.text);
        findings.push(slip(
            &FOREIGN_QUOTATION_MARK,
            pair,
            span,
            format!("“{mark}” opens no quotation in this language"),
            Some(own.to_owned()),
        ));
    }
}

/// The first mark that the language does not use there, and the one that it does.
fn first_foreign(side: &Annotated<'_>) -> Option<(Span, &'static str)> {
    if side.text.is_ascii() {
        return None;
    }
    let found = |at: usize, mark: char, own| Some((Span::new(at, at + mark.len_utf8()), own));
    let mut previous = ' ';
    for (at, mark) in side.text.char_indices() {
        let opens = !previous.is_alphanumeric() && !matches!(previous, '.' | ',' | '!' | '?' | '…');
        let own = match (side.lang, mark) {
            (Language::Swedish, '“' | '„') => Some("”"),
            (Language::Swedish, '‘') if opens => Some("’"),
            (Language::English, '”') if opens && begins_word(side.text, at + mark.len_utf8()) => {
                Some("“")
            }
            (Language::English, '„' | '»' | '«') => Some("“"),
            _ => None,
        };
        if let Some(own) = own {
            return found(at, mark, own);
        }
        previous = mark;
    }
    None
}

fn begins_word(text: &str, at: usize) -> bool {
    text[at..].starts_with(char::is_alphanumeric)
}
