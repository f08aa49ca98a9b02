//! Web and mail addresses that were changed or lost.

use crate::annotate::placeholder::PlaceholderKind;
use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(ADDRESS_CHANGED, "address-changed", Placeholder);

/// Reports [`ADDRESS_CHANGED`].
#[derive(Debug)]
pub struct AddressChanged;

/// Two addresses this alike, from 0 to 1, are one that was damaged.
const ALIKE: f64 = 0.8;

impl Check for AddressChanged {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&ADDRESS_CHANGED] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.source.placeholders.is_empty() {
            return;
        }
        let mut target = addresses(&pair.target);
        for lost in addresses(&pair.source) {
            let wanted = lost.of(pair.source.text);
            let text = |span: &Span| span.of(pair.target.text);
            if let Some(same) = target.iter().position(|span| text(span) == wanted) {
                target.remove(same);
                continue;
            }
            let alike = target
                .iter()
                .position(|span| strsim::normalized_levenshtein(text(span), wanted) >= ALIKE);
            let new = alike.map(|at| target.remove(at));
            if new.is_some_and(|new| is_localised(wanted, text(&new))) {
                continue;
            }
            // An address for readers of the other language may take the place of this one.
            if new.is_none() && !target.is_empty() {
                continue;
            }
            findings.push(finding(pair, lost, new));
        }
    }
}

fn addresses(side: &Annotated<'_>) -> Vec<Span> {
    let is_address = |kind| matches!(kind, PlaceholderKind::Url | PlaceholderKind::Email);
    let all = side.placeholders.iter();
    all.filter(|one| is_address(one.kind))
        .map(|one| one.span)
        .collect()
}

/// True when the addresses differ in nothing but a language code: `/en/` and `/sv/`.
fn is_localised(source: &str, target: &str) -> bool {
    let parts = |address: &str| -> Vec<String> {
        let is_code =
            |part: &&str| !matches!(*part, "en" | "sv" | "se" | "uk" | "us" | "gb" | "com");
        address
            .split(|c: char| !c.is_alphanumeric())
            .filter(is_code)
            .map(str::to_lowercase)
            .collect()
    };
    parts(source) == parts(target)
}

fn finding(pair: &Pair<'_>, lost: Span, new: Option<Span>) -> Finding {
    let wanted = lost.of(pair.source.text);
    let (severity, message) = match new {
        Some(new) => (
            Severity::Major,
            format!("{wanted} became {}", new.of(pair.target.text)),
        ),
        None => (Severity::Minor, format!("{wanted} is missing")),
    };
    let target = new.iter().map(|&new| Evidence::new(new, pair.target.text));
    ADDRESS_CHANGED
        .finding(severity, message)
        .with_evidence(
            vec![Evidence::new(lost, pair.source.text)],
            target.collect(),
        )
        .with_suggestion(new.map(|_| wanted.to_owned()))
}
