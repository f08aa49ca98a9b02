//! Polarity: what the source denies the target denies, and nothing else.

mod flip;
mod polarity;

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::segment::Side;
use crate::span::Span;
use flip::flipped;
use polarity::Polarity;

check_info!(NEGATION_LOST, "negation-lost", Negation);
check_info!(NEGATION_ADDED, "negation-added", Negation);

/// Reports [`NEGATION_LOST`] and [`NEGATION_ADDED`].
#[derive(Debug)]
pub struct Negations;

impl Check for Negations {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&NEGATION_LOST, &NEGATION_ADDED] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.source.tokens.is_empty() || pair.target.tokens.is_empty() {
            return;
        }
        let (source, target) = (Polarity::of(&pair.source), Polarity::of(&pair.target));
        let lost = denial_beyond(&source, &target);
        findings.extend(lost.map(|denial| finding(pair, Side::Source, denial)));
        let added = denial_beyond(&target, &source);
        findings.extend(added.map(|denial| finding(pair, Side::Target, denial)));
    }
}

/// What one side denies and the other does not.
struct Denial {
    severity: Severity,
    denied: Span,
    /// The opposite on the other side, where it is known.
    affirmed: Option<Span>,
}

/// The first denial of `one` for which `other` has nothing that could render it.
fn denial_beyond(one: &Polarity<'_, '_>, other: &Polarity<'_, '_>) -> Option<Denial> {
    let denial = |severity, denied| Denial {
        severity,
        denied,
        affirmed: None,
    };
    if let Some(&denied) = one.negators.first() {
        return if other.is_positive() {
            Some(denial(Severity::Major, denied))
        } else {
            (one.exceeds(other)).then(|| denial(Severity::Minor, denied))
        };
    }
    if let Some(denied) = one.firm_beyond(other) {
        return Some(denial(Severity::Minor, denied));
    }
    let flip = other.negators.is_empty().then(|| flipped(one, other))?;
    flip.map(|(denied, affirmed)| Denial {
        affirmed: Some(affirmed),
        ..denial(Severity::Major, denied)
    })
}

/// Reports what `side` denies.
fn finding(pair: &Pair<'_>, side: Side, denial: Denial) -> Finding {
    let (info, own, other, other_name) = match side {
        Side::Source => (&NEGATION_LOST, &pair.source, &pair.target, "target"),
        Side::Target => (&NEGATION_ADDED, &pair.target, &pair.source, "source"),
    };
    let evidence = |span, of: &Annotated<'_>| Evidence::new(span, of.text);
    let denied = evidence(denial.denied, own);
    let message = format!("“{}” has no counterpart in the {other_name}", denied.text);
    let affirmed: Vec<_> = denial
        .affirmed
        .map(|span| evidence(span, other))
        .into_iter()
        .collect();
    let (source, target) = match side {
        Side::Source => (vec![denied], affirmed),
        Side::Target => (affirmed, vec![denied]),
    };
    info.finding(denial.severity, message)
        .with_evidence(source, target)
}
