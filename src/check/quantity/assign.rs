//! Pairs the quantities of the two sides at the lowest cost, so that what stays over is what
//! differs.

use std::collections::HashMap;

use super::agree;
use crate::annotate::quantity::{Comparator, Quantity, Reading, Unit, Value};

/// One end of a quantity: a span counts as its two ends, so that *5–10* matches *between 5 and
/// 10* and two single numbers alike.
#[derive(Clone, Debug)]
pub(super) struct Item<'q> {
    /// The mention.
    pub quantity: &'q Quantity,
    /// Its single readings, the likeliest first.
    pub readings: Vec<Reading>,
    /// Whether it must have a counterpart.
    pub is_weak: bool,
}

impl Item<'_> {
    pub(super) fn first(&self) -> &Reading {
        &self.readings[0]
    }

    pub(super) fn comparator(&self) -> Option<Comparator> {
        self.quantity.comparator
    }
}

/// A pair of items that agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// Index of the source item.
    pub source: usize,
    /// Index of the target item.
    pub target: usize,
    /// True where only a foreign reading of the target makes them agree.
    pub is_open: bool,
}

/// The ends of all quantities of a side.
pub(super) fn items(quantities: &[Quantity]) -> Vec<Item<'_>> {
    quantities.iter().flat_map(ends).collect()
}

fn ends(quantity: &Quantity) -> impl Iterator<Item = Item<'_>> {
    let item = |readings: Vec<Reading>| {
        (!readings.is_empty()).then_some(Item {
            quantity,
            readings,
            is_weak: quantity.is_weak,
        })
    };
    let end = |pick: fn(&Value) -> Option<Value>| {
        let single = |reading: &Reading| {
            Some(Reading {
                value: pick(&reading.value)?,
                ..*reading
            })
        };
        quantity
            .readings
            .iter()
            .filter_map(single)
            .collect::<Vec<_>>()
    };
    let first = item(end(|value| Some(value.ends().0)));
    let second = item(end(|value| value.ends().1));
    first.into_iter().chain(second)
}

/// Above this many items on a side, only equal canonical forms are paired: the search below is
/// quadratic, and a table of figures needs none.
const MAX_SEARCHED: usize = 64;

/// The best pairing: as many items as possible, the cheapest agreements first.
pub(super) fn assign(source: &[Item<'_>], target: &[Item<'_>]) -> Vec<Match> {
    if source.is_empty() || target.is_empty() {
        return Vec::new();
    }
    if source.len().max(target.len()) > MAX_SEARCHED {
        return assign_equal(source, target);
    }
    let mut edges = edges(source, target);
    edges.sort_by_key(|edge| (edge.cost, edge.distance));
    let mut matching = Matching::new(source.len(), target.len());
    for cost in edge_costs(&edges) {
        matching.extend(&edges, cost);
    }
    matching.matches(&edges)
}

struct Edge {
    source: usize,
    target: usize,
    cost: u32,
    /// How far apart the two stand in their texts, in items.
    distance: usize,
}

/// Agreements that only a foreign reading allows cost more than any other.
const OPEN: u32 = 100;

fn edges(source: &[Item<'_>], target: &[Item<'_>]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (s, left) in source.iter().enumerate() {
        for (t, right) in target.iter().enumerate() {
            if let Some(cost) = item_cost(left, right) {
                edges.push(Edge {
                    source: s,
                    target: t,
                    cost,
                    distance: s.abs_diff(t),
                });
            }
        }
    }
    edges
}

/// The cheapest agreement of two items over their readings. Only a translation can have kept a
/// foreign convention, so foreign readings of the source do not count.
pub(super) fn item_cost(source: &Item<'_>, target: &Item<'_>) -> Option<u32> {
    let native = source
        .readings
        .iter()
        .filter(|reading| !reading.is_foreign)
        .enumerate();
    native
        .flat_map(|(s, left)| {
            target
                .readings
                .iter()
                .enumerate()
                .map(move |(t, right)| (s, left, t, right))
        })
        .filter_map(|(s, left, t, right)| {
            let cost = agree::cost((&left.value, left.unit), (&right.value, right.unit))?;
            let rank = u32::try_from(s + t).unwrap_or(OPEN - 1).min(10);
            let contradiction = u32::from(contradict(source, target)) * 6;
            Some(cost + rank + contradiction + if right.is_foreign { OPEN } else { 0 })
        })
        .min()
}

pub(super) fn contradict(source: &Item<'_>, target: &Item<'_>) -> bool {
    source
        .comparator()
        .zip(target.comparator())
        .is_some_and(|(left, right)| left.contradicts(right))
}

fn edge_costs(edges: &[Edge]) -> Vec<u32> {
    let mut costs: Vec<u32> = edges.iter().map(|edge| edge.cost).collect();
    costs.dedup();
    costs
}

/// A bipartite matching that grows by augmenting paths (Kuhn 1955): items once matched stay
/// matched, so the cheap agreements win.
struct Matching {
    by_source: Vec<Option<usize>>,
    by_target: Vec<Option<usize>>,
}

impl Matching {
    fn new(sources: usize, targets: usize) -> Self {
        Self {
            by_source: vec![None; sources],
            by_target: vec![None; targets],
        }
    }

    /// Matches what it can with edges up to `cost`.
    fn extend(&mut self, edges: &[Edge], cost: u32) {
        for edge in edges.iter().filter(|edge| edge.cost == cost) {
            if self.by_source[edge.source].is_none() && self.by_target[edge.target].is_none() {
                self.join(edge.source, edge.target);
            }
        }
        for source in 0..self.by_source.len() {
            if self.by_source[source].is_none() {
                let mut visited = vec![false; self.by_target.len()];
                self.augment(source, edges, cost, &mut visited);
            }
        }
    }

    fn augment(&mut self, source: usize, edges: &[Edge], cost: u32, visited: &mut [bool]) -> bool {
        for edge in edges
            .iter()
            .filter(|edge| edge.source == source && edge.cost <= cost)
        {
            if std::mem::replace(&mut visited[edge.target], true) {
                continue;
            }
            let is_free = match self.by_target[edge.target] {
                None => true,
                Some(other) => self.augment(other, edges, cost, visited),
            };
            if is_free {
                self.join(source, edge.target);
                return true;
            }
        }
        false
    }

    fn join(&mut self, source: usize, target: usize) {
        self.by_source[source] = Some(target);
        self.by_target[target] = Some(source);
    }

    fn matches(&self, edges: &[Edge]) -> Vec<Match> {
        let is_open = |source: usize, target: usize| {
            edges
                .iter()
                .any(|edge| (edge.source, edge.target) == (source, target) && edge.cost >= OPEN)
        };
        let paired = self
            .by_source
            .iter()
            .enumerate()
            .filter_map(|(source, target)| Some((source, (*target)?)));
        paired
            .map(|(source, target)| Match {
                source,
                target,
                is_open: is_open(source, target),
            })
            .collect()
    }
}

/// Pairs equal first readings by hash; linear.
fn assign_equal(source: &[Item<'_>], target: &[Item<'_>]) -> Vec<Match> {
    let key =
        |item: &Item<'_>| -> (String, Unit) { (item.first().canonical_value(), item.first().unit) };
    let mut waiting: HashMap<(String, Unit), Vec<usize>> = HashMap::new();
    for (at, item) in target.iter().enumerate().rev() {
        waiting.entry(key(item)).or_default().push(at);
    }
    let paired = source
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((at, waiting.get_mut(&key(item))?.pop()?)));
    paired
        .map(|(source, target)| Match {
            source,
            target,
            is_open: false,
        })
        .collect()
}
