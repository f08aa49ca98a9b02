//! Unnumbered printf conversions of different types in another order.

use crate::annotate::placeholder::PlaceholderKind;
use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(PLACEHOLDER_ORDER, "placeholder-order", Placeholder);

/// Reports [`PLACEHOLDER_ORDER`].
#[derive(Debug)]
pub struct PlaceholderOrder;

impl Check for PlaceholderOrder {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&PLACEHOLDER_ORDER] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.source.placeholders.len() < 2 {
            return;
        }
        let (source, target) = (unnumbered(&pair.source), unnumbered(&pair.target));
        let texts = |side: &[Span], text: &str| -> Vec<String> {
            side.iter().map(|span| span.of(text).to_owned()).collect()
        };
        let (mut wanted, mut found) = (
            texts(&source, pair.source.text),
            texts(&target, pair.target.text),
        );
        if wanted == found {
            return;
        }
        wanted.sort_unstable();
        found.sort_unstable();
        if wanted != found {
            return;
        }
        let places = |side: Vec<Span>, text: &str| -> Vec<Evidence> {
            side.into_iter()
                .map(|span| Evidence::new(span, text))
                .collect()
        };
        findings.push(
            PLACEHOLDER_ORDER
                .finding(
                    Severity::Critical,
                    "arguments of different types changed places".to_owned(),
                )
                .with_evidence(
                    places(source, pair.source.text),
                    places(target, pair.target.text),
                ),
        );
    }
}

/// The printf conversions that take their argument by order.
fn unnumbered(side: &Annotated<'_>) -> Vec<Span> {
    let conversions = side
        .placeholders
        .iter()
        .filter(|one| one.kind == PlaceholderKind::Printf);
    conversions
        .map(|one| one.span)
        .filter(|span| !span.of(side.text).contains(['$', '(']))
        .collect()
}
