//! Compares the quantities of two sides and says how they differ, before anyone judges how bad
//! that is.

use num_traits::Signed;

use super::agree;
use super::assign::{self, Item, Match};
use crate::annotate::quantity::exact::{Exact, whole};
use crate::annotate::quantity::value::Date;
use crate::annotate::quantity::{Quantity, Unit, Value};

/// One way in which the sides differ.
#[derive(Clone, Debug)]
pub(super) enum Difference<'q> {
    /// A quantity stands in the place of another of like kind.
    Changed(Item<'q>, Item<'q>),
    /// A source quantity without a counterpart.
    Missing(Item<'q>),
    /// A target quantity without a counterpart.
    Added(Item<'q>),
    /// Equal values, one at least and one at most.
    BoundFlipped(Item<'q>, Item<'q>),
    /// Equal only if the target kept the conventions of the source language.
    Undecidable(Item<'q>, Item<'q>),
}

/// All differences, those of the source in text order first.
pub(super) fn compare<'q>(source: &'q [Quantity], target: &'q [Quantity]) -> Vec<Difference<'q>> {
    let (left, right) = (assign::items(source), assign::items(target));
    let matches = assign::assign(&left, &right);
    let mut differences = of_matched(&left, &right, &matches);
    let mut missing = unmatched(&left, |at| matches.iter().any(|paired| paired.source == at));
    let mut added = unmatched(&right, |at| {
        matches.iter().any(|paired| paired.target == at)
    });
    explain_sums(&mut missing, &mut added);
    explain_parts(&mut missing, &mut added);
    explain_parts(&mut added, &mut missing);
    let partner_unit = |paired: &Match| right[paired.target].first().unit;
    missing.retain(|item| {
        !is_conversion(item, &left, &matches, |paired| {
            (paired.source, partner_unit(paired))
        })
    });
    let partner_unit = |paired: &Match| left[paired.source].first().unit;
    added.retain(|item| {
        !is_conversion(item, &right, &matches, |paired| {
            (paired.target, partner_unit(paired))
        })
    });
    differences.extend(pair_changed(&mut missing, &mut added));
    differences.extend(
        missing
            .into_iter()
            .filter(|item| !item.is_weak)
            .map(Difference::Missing),
    );
    differences.extend(
        added
            .into_iter()
            .filter(|item| !item.is_weak)
            .map(Difference::Added),
    );
    one_per_mention(differences)
}

fn of_matched<'q>(left: &[Item<'q>], right: &[Item<'q>], matches: &[Match]) -> Vec<Difference<'q>> {
    let mut differences = Vec::new();
    for paired in matches {
        let (source, target) = (&left[paired.source], &right[paired.target]);
        if paired.is_open {
            differences.push(Difference::Undecidable(source.clone(), target.clone()));
        } else if assign::contradict(source, target) {
            differences.push(Difference::BoundFlipped(source.clone(), target.clone()));
        }
    }
    differences
}

fn unmatched<'q>(items: &[Item<'q>], is_matched: impl Fn(usize) -> bool) -> Vec<Item<'q>> {
    items
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_matched(*at))
        .map(|(_, item)| item.clone())
        .collect()
}

/// *Two hours and fifteen minutes* is 135 minutes, *6 feet 2 inches* 188 cm, *49 kronor och 90
/// öre* SEK 49.90: one amount of one side against the sum of the other's.
fn explain_sums(missing: &mut Vec<Item<'_>>, added: &mut Vec<Item<'_>>) {
    if missing.len().min(added.len()) == 0 || missing.len().max(added.len()) < 2 {
        return;
    }
    for_single(missing, added);
    for_single(added, missing);
}

fn for_single(wholes: &mut Vec<Item<'_>>, parts: &mut Vec<Item<'_>>) {
    wholes.retain(|item| {
        let Some((base, dimension)) = in_base(item) else {
            return true;
        };
        let members: Vec<bool> = parts
            .iter()
            .map(|part| in_base(part).is_some_and(|(_, other)| other == dimension))
            .collect();
        let sum: Exact = parts
            .iter()
            .zip(&members)
            .filter(|(_, is_member)| **is_member)
            .filter_map(|(part, _)| Some(in_base(part)?.0))
            .sum();
        let is_sum = members.iter().filter(|is_member| **is_member).count() > 1
            && (&sum - &base).abs() * whole(50) <= base.abs();
        if is_sum {
            let mut member = members.iter();
            parts.retain(|_| !member.next().copied().unwrap_or(false));
        }
        !is_sum
    });
}

/// The amount in base units and what it measures.
fn in_base(item: &Item<'_>) -> Option<(Exact, &'static str)> {
    let reading = item.first();
    let Value::Number(value) = &reading.value else {
        return None;
    };
    if reading.unit.is_currency() {
        return Some((value.clone(), reading.unit.code()));
    }
    let measure = reading.unit.measure()?;
    matches!(
        measure.dimension,
        "duration" | "calendar" | "length" | "mass"
    )
    .then(|| (value * &measure.factor, measure.dimension))
}

/// One mention of this side that the other writes in parts: a date and its year, a score and
/// its two figures, a share and its two counts.
fn explain_parts(wholes: &mut Vec<Item<'_>>, parts: &mut Vec<Item<'_>>) {
    wholes.retain(|item| {
        let explained = date_and_year(item, parts).or_else(|| two_numbers(item, parts));
        let Some(mut used) = explained else {
            return true;
        };
        used.sort_unstable();
        for at in used.into_iter().rev() {
            parts.remove(at);
        }
        false
    });
}

/// *3 July 2023* against *den 3 juli* with *2023* elsewhere in the text; *May 2021* against
/// *2021*, the month being a name.
fn date_and_year(item: &Item<'_>, parts: &[Item<'_>]) -> Option<Vec<usize>> {
    let Value::Date(
        date @ Date {
            year: Some(year), ..
        },
    ) = item.first().value
    else {
        return None;
    };
    let is_year = |part: &Item<'_>| part.first().value == Value::Number(whole(year.into()));
    let year_at = parts.iter().position(is_year)?;
    if date.day.is_none() {
        return Some(vec![year_at]);
    }
    let is_day = |part: &Item<'_>| {
        part.readings.iter().any(|reading| matches!(reading.value, Value::Date(other) if other.year.is_none() && agree::dates_fit(date, other)))
    };
    Some(vec![year_at, parts.iter().position(is_day)?])
}

/// *3–1* against *3* and *1*; *7 av 10* against *7* and *10*.
fn two_numbers(item: &Item<'_>, parts: &[Item<'_>]) -> Option<Vec<usize>> {
    let number = |at: usize| match &parts[at].first().value {
        Value::Number(value) if parts[at].first().unit == Unit::NONE => Some(value),
        _ => None,
    };
    let reading = item.first();
    let pairs = (0..parts.len())
        .flat_map(|a| (0..parts.len()).map(move |b| (a, b)))
        .filter(|(a, b)| a != b);
    let fits = |a: &Exact, b: &Exact| match &reading.value {
        Value::Text(text) if matches!(reading.unit, Unit::SCORE | Unit::RATIO) => {
            *text == format!("{a}-{b}") || *text == format!("{a}:{b}")
        }
        Value::Number(share)
            if reading.unit == Unit::NONE && *share > whole(0) && *share < whole(1) =>
        {
            *b > whole(1) && *a < *b && &(a / b) == share
        }
        _ => false,
    };
    let is_inverse = |at: &usize| {
        let count = number(*at).filter(|count| **count > whole(1));
        count.is_some_and(|count| reading.value == Value::Number(count.recip()))
    };
    if let Some(at) = (0..parts.len()).find(is_inverse) {
        return Some(vec![at]);
    }
    pairs
        .filter_map(|(a, b)| Some((a, b, number(a)?, number(b)?)))
        .find(|(_, _, a, b)| fits(a, b))
        .map(|(a, b, _, _)| vec![a, b])
}

/// *60 miles (97 km)*: an amount beside a matched one that says the same in another unit. Where
/// the partner has this very unit, it is this amount that changed.
fn is_conversion(
    item: &Item<'_>,
    all: &[Item<'_>],
    matches: &[Match],
    side: impl Fn(&Match) -> (usize, Unit),
) -> bool {
    let unit = item.first().unit;
    matches.iter().any(|paired| {
        let (at, partner_unit) = side(paired);
        let other = &all[at];
        let (one, two) = (item.quantity.span, other.quantity.span);
        let gap = one.start.abs_diff(two.end).min(two.start.abs_diff(one.end));
        let is_other_unit = other.first().unit != unit && partner_unit != unit;
        is_other_unit && gap <= 4 && unit.measure().is_some() && nearly_equal(item, other)
    })
}

/// Equal within a quarter: writers round freely when they convert in brackets.
fn nearly_equal(left: &Item<'_>, right: &Item<'_>) -> bool {
    if assign::item_cost(left, right).is_some() {
        return true;
    }
    let amounts = in_base(left).zip(in_base(right));
    amounts.is_some_and(|((a, one), (b, other))| {
        one == other && (&a - &b).abs() * whole(4) <= a.abs().max(b.abs())
    })
}

/// Joins what stayed over on both sides into changes, the likest first.
fn pair_changed<'q>(missing: &mut Vec<Item<'q>>, added: &mut Vec<Item<'q>>) -> Vec<Difference<'q>> {
    let mut changed = Vec::new();
    loop {
        let candidates = missing.iter().enumerate().flat_map(|(s, left)| {
            added
                .iter()
                .enumerate()
                .filter_map(move |(t, right)| Some((unlikeness(left, right)?, s.abs_diff(t), s, t)))
        });
        let Some((_, _, s, t)) = candidates.min() else {
            return changed;
        };
        changed.push(Difference::Changed(missing.remove(s), added.remove(t)));
    }
}

/// How unlike two quantities are that may stand for each other: 0 for the same number with
/// another unit. `None` where they are of different kinds or neither must be there.
fn unlikeness(left: &Item<'_>, right: &Item<'_>) -> Option<u32> {
    let (a, b) = (left.first(), right.first());
    let is_one = |item: &Item<'_>| item.is_weak && item.first().value == Value::Number(whole(1));
    if (left.is_weak && right.is_weak) || is_one(left) || is_one(right) {
        return None;
    }
    let is_same_value = a.value == b.value;
    if is_same_value {
        return Some(0);
    }
    if a.unit == b.unit {
        return Some(if left.is_weak || right.is_weak { 4 } else { 1 });
    }
    let dimension = |unit: Unit| unit.measure().map(|measure| measure.dimension);
    let is_same_dimension = dimension(a.unit).is_some() && dimension(a.unit) == dimension(b.unit);
    let is_money = a.unit.is_currency() && b.unit.is_currency();
    if is_same_dimension || is_money || family(a.unit).is_some() && family(a.unit) == family(b.unit)
    {
        return Some(2);
    }
    let is_loose =
        |unit: Unit| matches!(unit, Unit::NONE | Unit::TIMES | Unit::INDEFINITE | Unit::ID);
    let both_numbers = matches!((&a.value, &b.value), (Value::Number(_), Value::Number(_)));
    (both_numbers && (is_loose(a.unit) || is_loose(b.unit)) && !left.is_weak && !right.is_weak)
        .then_some(3)
}

/// Units that answer the same question.
fn family(unit: Unit) -> Option<u32> {
    let dimension = unit.measure().map(|measure| measure.dimension);
    match unit {
        Unit::YEAR | Unit::DECADE | Unit::CENTURY | Unit::DATE => Some(1),
        Unit::PERCENT | Unit::PER_MILLE => Some(2),
        Unit::ARTICLE | Unit::SECTION | Unit::CHAPTER => Some(3),
        _ if dimension == Some("point") => Some(2),
        _ if matches!(dimension, Some("duration" | "calendar")) => Some(4),
        _ if matches!(dimension, Some("temperature" | "angle")) => Some(5),
        _ => None,
    }
}

/// A span has two ends but is one mention: one difference is enough.
fn one_per_mention(differences: Vec<Difference<'_>>) -> Vec<Difference<'_>> {
    let mut kept: Vec<Difference<'_>> = Vec::with_capacity(differences.len());
    for difference in differences {
        let mentions = difference.mentions();
        let is_repeated = kept.iter().any(|other| {
            let others = other.mentions();
            let same = |a: Option<&Quantity>, b: Option<&Quantity>| {
                a.is_none() || a.map(|quantity| quantity.span) == b.map(|quantity| quantity.span)
            };
            same(mentions.0, others.0) && same(mentions.1, others.1)
        });
        if !is_repeated {
            kept.push(difference);
        }
    }
    kept
}

impl<'q> Difference<'q> {
    /// The mention of each side.
    pub(super) fn mentions(&self) -> (Option<&'q Quantity>, Option<&'q Quantity>) {
        match self {
            Self::Changed(source, target)
            | Self::BoundFlipped(source, target)
            | Self::Undecidable(source, target) => (Some(source.quantity), Some(target.quantity)),
            Self::Missing(source) => (Some(source.quantity), None),
            Self::Added(target) => (None, Some(target.quantity)),
        }
    }
}
