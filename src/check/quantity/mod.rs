//! Quantities: numbers, money, dates, times and units must mean the same on both sides.
//!
//! `compare` says how the sides differ, this module says how bad it is and tells people.

mod agree;
mod assign;
mod compare;
mod suggest;

use crate::annotate::Pair;
use crate::annotate::entity::Entity;
use crate::annotate::quantity::{Quantity, Reading, Unit, Value};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::segment::Side;
use crate::text::token::TokenKind;
use assign::Item;
use compare::{Difference, compare};

check_info!(VALUE_MISMATCH, "value-mismatch", Quantity);
check_info!(MAGNITUDE_MISMATCH, "magnitude-mismatch", Quantity);
check_info!(UNIT_MISMATCH, "unit-mismatch", Quantity);
check_info!(QUANTITY_MISSING, "quantity-missing", Quantity);
check_info!(QUANTITY_ADDED, "quantity-added", Quantity);
check_info!(BOUND_FLIPPED, "bound-flipped", Quantity);
check_info!(QUANTITY_UNDECIDABLE, "quantity-undecidable", Quantity);
check_info!(QUANTITY_MOVED, "quantity-moved", Quantity);

static INFOS: [&CheckInfo; 8] = [
    &VALUE_MISMATCH,
    &MAGNITUDE_MISMATCH,
    &UNIT_MISMATCH,
    &QUANTITY_MISSING,
    &QUANTITY_ADDED,
    &BOUND_FLIPPED,
    &QUANTITY_UNDECIDABLE,
    &QUANTITY_MOVED,
];

/// Compares the quantities of the two sides.
pub struct Quantities;

impl Check for Quantities {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        &INFOS
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.source.quantities.is_empty() && pair.target.quantities.is_empty() {
            return;
        }
        for difference in compare(&pair.source.quantities, &pair.target.quantities) {
            if is_shared_word(&difference, pair) || is_in_shared_name(&difference, pair) {
                continue;
            }
            findings.push(Reporter { pair, context }.report(&difference));
        }
    }
}

/// True for a number in a name that the other side has without it: *Gustav II Adolf*, *Gustavus
/// Adolphus*.
fn is_in_shared_name(difference: &Difference<'_>, pair: &Pair<'_>) -> bool {
    let (item, own, other) = match difference {
        Difference::Missing(item) => (item, &pair.source, &pair.target),
        Difference::Added(item) => (item, &pair.target, &pair.source),
        _ => return false,
    };
    let around = |name: &&Entity<'_>| name.span.contains(item.quantity.span);
    let mut names = own.entities.iter().filter(around);
    names.any(|name| {
        let mut others = other.entities.iter();
        others.any(|other| own.gazetteer.may_be_same(name, other))
    })
}

/// True for a number word alone that stands in the same letters on the other side, where it is
/// none: *sex* in *sex and money*.
fn is_shared_word(difference: &Difference<'_>, pair: &Pair<'_>) -> bool {
    let (item, own, other) = match difference {
        Difference::Missing(item) => (item, &pair.source, &pair.target),
        Difference::Added(item) => (item, &pair.target, &pair.source),
        _ => return false,
    };
    let words = own.tokens.iter().zip(&own.facts);
    let mut alone = words.filter(|(token, _)| token.span == item.quantity.span);
    alone.any(|(token, word)| {
        token.kind == TokenKind::Word && other.facts.iter().any(|same| same.hash == word.hash)
    })
}

/// Turns differences into findings.
struct Reporter<'r, 's> {
    pair: &'r Pair<'s>,
    context: &'r Context<'r, 's>,
}

impl Reporter<'_, '_> {
    fn report(&self, difference: &Difference<'_>) -> Finding {
        match difference {
            Difference::Changed(source, target) => self.changed(source, target),
            Difference::Missing(source) => self.missing(source),
            Difference::Added(target) => self.added(target),
            Difference::BoundFlipped(source, target) => {
                let message = format!(
                    "{} is bounded the other way by {}",
                    self.source(source),
                    self.target(target)
                );
                self.finding(
                    &BOUND_FLIPPED,
                    Severity::Major,
                    message,
                    Some(source),
                    Some(target),
                )
            }
            Difference::Undecidable(source, target) => {
                let message = format!(
                    "{} equals {} only if its mark keeps the convention of the source language",
                    self.target(target),
                    self.source(source)
                );
                self.finding(
                    &QUANTITY_UNDECIDABLE,
                    Severity::Neutral,
                    message,
                    Some(source),
                    Some(target),
                )
            }
        }
    }

    fn changed(&self, source: &Item<'_>, target: &Item<'_>) -> Finding {
        let (info, severity) = classify(source, target);
        let message = format!("{} became {}", self.source(source), self.target(target));
        let suggestion = suggest::correction(source.quantity, target.quantity, self.pair);
        self.finding(info, severity, message, Some(source), Some(target))
            .with_suggestion(suggestion)
    }

    fn missing(&self, source: &Item<'_>) -> Finding {
        let message = format!("{} has no counterpart in the target", self.source(source));
        if self.stands_nearby(source, Side::Target) {
            return self.finding(
                &QUANTITY_MOVED,
                Severity::Neutral,
                self.moved(&message),
                Some(source),
                None,
            );
        }
        let severity = severity_alone(source.quantity, self.pair.source.text);
        self.finding(&QUANTITY_MISSING, severity, message, Some(source), None)
    }

    fn added(&self, target: &Item<'_>) -> Finding {
        let message = format!("{} has no counterpart in the source", self.target(target));
        if self.stands_nearby(target, Side::Source) {
            return self.finding(
                &QUANTITY_MOVED,
                Severity::Neutral,
                self.moved(&message),
                None,
                Some(target),
            );
        }
        let severity = severity_alone(target.quantity, self.pair.target.text);
        self.finding(&QUANTITY_ADDED, severity, message, None, Some(target))
    }

    fn moved(&self, message: &str) -> String {
        format!("{message}, but one stands in a neighbouring pair")
    }

    /// True when a pair next to this one has the quantity on `other_side` only.
    fn stands_nearby(&self, item: &Item<'_>, other_side: Side) -> bool {
        const REACH: usize = 2;
        let before = self.context.before.iter().rev().take(REACH);
        let holds = |quantities: &[Quantity]| {
            assign::items(quantities)
                .iter()
                .any(|other| assign::item_cost(item, other).is_some())
        };
        let is_there = |pair: &Pair<'_>| {
            let (other, own) = match other_side {
                Side::Source => (&pair.source, &pair.target),
                Side::Target => (&pair.target, &pair.source),
            };
            holds(&other.quantities) && !holds(&own.quantities)
        };
        before
            .chain(self.context.after.iter().take(REACH))
            .any(is_there)
    }

    fn finding(
        &self,
        info: &CheckInfo,
        severity: Severity,
        message: String,
        source: Option<&Item<'_>>,
        target: Option<&Item<'_>>,
    ) -> Finding {
        let evidence = |item: Option<&Item<'_>>, text: &str| -> Vec<Evidence> {
            item.map(|item| evidence(item.quantity, text))
                .into_iter()
                .collect()
        };
        info.finding(severity, message).with_evidence(
            evidence(source, self.pair.source.text),
            evidence(target, self.pair.target.text),
        )
    }

    fn source(&self, item: &Item<'_>) -> String {
        describe(item.quantity, self.pair.source.text)
    }

    fn target(&self, item: &Item<'_>) -> String {
        describe(item.quantity, self.pair.target.text)
    }
}

fn evidence(quantity: &Quantity, text: &str) -> Evidence {
    let first = quantity.first();
    Evidence {
        value: Some(first.canonical_value()),
        unit: Some(first.unit.code().to_owned()),
        ..Evidence::new(quantity.span, text)
    }
}

/// The mention with its value, where the text does not show it: `“$6.3 billion” (6300000000 USD)`.
fn describe(quantity: &Quantity, text: &str) -> String {
    let written = quantity.span.of(text);
    let value = measured(quantity.first());
    if value == written {
        format!("“{written}”")
    } else {
        format!("“{written}” ({value})")
    }
}

fn measured(reading: &Reading) -> String {
    let value = reading.canonical_value();
    match reading.unit.code() {
        "" => value,
        "date" | "time" | "decade" | "century" | "year" | "score" | "ratio" | "phone" => value,
        unit => format!("{value} {unit}"),
    }
}

/// Which defect a change is, and how bad.
fn classify(source: &Item<'_>, target: &Item<'_>) -> (&'static CheckInfo, Severity) {
    let (a, b) = (source.first(), target.first());
    if a.value == b.value {
        let is_currency = a.unit.is_currency() && b.unit.is_currency();
        return (
            &UNIT_MISMATCH,
            if is_currency {
                Severity::Critical
            } else {
                Severity::Major
            },
        );
    }
    if let (Value::Number(left), Value::Number(right)) = (&a.value, &b.value) {
        let is_large = |value| value >= &crate::annotate::quantity::exact::whole(1000);
        let is_comparable =
            a.unit == b.unit && !matches!(a.unit, Unit::YEAR | Unit::ID | Unit::ORDINAL);
        let factor = agree::factor(left, right).filter(agree::is_magnitude);
        if is_comparable && factor.is_some() && (is_large(left) || is_large(right)) {
            return (&MAGNITUDE_MISMATCH, Severity::Critical);
        }
    }
    let is_unit_lost = a.unit != b.unit && (a.unit == Unit::NONE || b.unit == Unit::NONE);
    let severity = if a.unit.is_currency() && a.unit == b.unit {
        Severity::Critical
    } else if is_unit_lost && (source.is_weak || target.is_weak) {
        Severity::Minor
    } else {
        Severity::Major
    };
    (&VALUE_MISMATCH, severity)
}

/// A number in digits, or with a unit, is seldom left out on purpose; small number words are.
fn severity_alone(quantity: &Quantity, text: &str) -> Severity {
    let is_written = quantity
        .span
        .of(text)
        .bytes()
        .any(|byte| byte.is_ascii_digit());
    let is_exact = quantity.comparator != Some(crate::annotate::quantity::Comparator::About);
    match quantity.first().unit {
        _ if is_written && is_exact => Severity::Major,
        Unit::NONE | Unit::ORDINAL | Unit::TIMES | Unit::INDEFINITE => Severity::Minor,
        _ if is_exact => Severity::Major,
        _ => Severity::Minor,
    }
}

#[cfg(test)]
mod tests;
