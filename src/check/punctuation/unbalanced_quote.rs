//! Quotation marks that lost their partner.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(UNBALANCED_QUOTE, "unbalanced-quote", Punctuation);

/// Reports [`UNBALANCED_QUOTE`].
#[derive(Debug)]
pub struct UnbalancedQuote;

impl Check for UnbalancedQuote {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&UNBALANCED_QUOTE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = quotes(&pair.target);
        let Some(&last) = target.last() else { return };
        // A quotation that goes on in the next segment is open on both sides.
        if target.len().is_multiple_of(2) || !quotes(&pair.source).len().is_multiple_of(2) {
            return;
        }
        findings.push(
            UNBALANCED_QUOTE
                .finding(
                    Severity::Minor,
                    "a quotation mark has no partner in the target".to_owned(),
                )
                .with_evidence(Vec::new(), vec![Evidence::new(last, pair.target.text)]),
        );
    }
}

/// Where the double quotation marks of any style stand, inch and second marks after digits left
/// out.
fn quotes(side: &Annotated<'_>) -> Vec<Span> {
    let mut previous = ' ';
    let mut found = Vec::new();
    for (at, letter) in side.lower.char_indices() {
        let is_quote = matches!(letter, '”' | '“' | '„' | '»' | '«')
            || letter == '"' && !previous.is_ascii_digit();
        if is_quote {
            found.push(Span::new(at, at + letter.len_utf8()));
        }
        previous = letter;
    }
    found
}
