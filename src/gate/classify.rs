//! Tells new findings from known ones: the accepted findings on the one side, those of the run on
//! the other.
//!
//! Equal findings are counted, not listed: of three where two were accepted, one is new. What is
//! accepted and no longer found is *fixed* where its row still stands, and gone with its row
//! otherwise; where the row has another text and the same defect at the same words, it is
//! *expired*.
//!
//! A text that has not changed, among texts that have not changed, can't have got worse. What is
//! found there all the same comes from a new version of parvis, from new settings, or from rows that
//! were moved or inserted, so that a name explained next door is now explained far away. It is
//! *excused*, as is all that checks find which are new to the baseline: told, and held against
//! nobody until it is accepted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::baseline::{Baseline, Entry};
use super::excerpt::{Excerpt, marked};
use super::fingerprint::{Fingerprint, PairPrint};
use super::matching::Matches;
use super::row::{Found, Row, Run};
use super::scores::Scores;
use crate::check::{self, Context};
use crate::finding::Group;
use crate::record::FindingRecord;

/// What became of the accepted findings, and what there is besides.
#[derive(Clone, Debug, Default)]
pub struct Findings<'r> {
    /// Found, and never accepted.
    pub new: Vec<Found<'r>>,
    /// Found, but accepted for another text of the row.
    pub expired: Vec<(Found<'r>, &'r Entry)>,
    /// Accepted, and found as it was.
    pub known: Vec<(Found<'r>, &'r Entry)>,
    /// Found, but not because a text changed.
    pub excused: Vec<Found<'r>>,
    /// Accepted, and no longer found.
    pub fixed: Vec<Past<'r>>,
    /// Accepted in rows that have disappeared.
    pub gone: Vec<Past<'r>>,
    /// Accepted, of checks that were not looked for.
    pub unlooked: Vec<&'r Entry>,
}

/// An accepted finding that is no longer there.
#[derive(Clone, Debug, PartialEq)]
pub struct Past<'r> {
    /// The line of the baseline.
    pub entry: &'r Entry,
    /// The id of its row, now or then.
    pub id: String,
    /// The file of its row, now or then; `None` where no row is known.
    pub file: Option<String>,
    /// The finding as it was.
    pub record: FindingRecord<'static>,
    /// Index of the row in the run, where it is still there.
    pub at: Option<usize>,
}

/// Compares the findings of `run` with those accepted; `old` are the rows of the accepted run and
/// `matches` says where they are now.
#[must_use]
pub fn classify<'r>(
    baseline: &'r Baseline,
    old: Option<&'r Scores>,
    run: &'r Run,
    matches: &Matches,
) -> Findings<'r> {
    let mut findings = Findings::default();
    let mut accepted = AcceptedByKey::default();
    for entry in &baseline.entries {
        if run.checks.contains(entry.check.as_str()) {
            accepted.add(entry);
        } else {
            findings.unlooked.push(entry);
        }
    }
    // Of equal findings those in rows of the same id go together, then as many as there are.
    let mut left: Vec<Found<'r>> = run.found().collect();
    for take in [AcceptedByKey::take_of_row, AcceptedByKey::take_any] {
        for found in std::mem::take(&mut left) {
            match take(&mut accepted, &found) {
                Some(entry) => findings.known.push((found, entry)),
                None => left.push(found),
            }
        }
    }
    let unmatched: BTreeSet<&Entry> = accepted.into_rest().collect();
    let rows = Rows::new(old, run, matches);
    let mut unclaimed = Unclaimed::new(left);
    for entry in unmatched {
        findings.settle(entry, &rows, &mut unclaimed);
    }
    for found in unclaimed.into_rest() {
        if rows.is_excused(&found, baseline) {
            findings.excused.push(found);
        } else {
            findings.new.push(found);
        }
    }
    findings.sort();
    findings
}

/// Accepted findings by what they are known by, then by the id of their row; no list is empty.
#[derive(Default)]
struct AcceptedByKey<'r>(HashMap<String, BTreeMap<Option<&'r str>, Vec<&'r Entry>>>);

impl<'r> AcceptedByKey<'r> {
    fn add(&mut self, entry: &'r Entry) {
        let by_id = self.0.entry(entry.key()).or_default();
        by_id.entry(entry.id.as_deref()).or_default().push(entry);
    }

    /// Takes an entry that equals a finding, of a row with the same id.
    fn take_of_row(&mut self, found: &Found<'r>) -> Option<&'r Entry> {
        let by_id = self.0.get_mut(&found.key())?;
        Self::take(by_id, found.row.own_id())
    }

    /// Takes any entry that equals a finding.
    fn take_any(&mut self, found: &Found<'r>) -> Option<&'r Entry> {
        let by_id = self.0.get_mut(&found.key())?;
        let id = *by_id.first_key_value()?.0;
        Self::take(by_id, id)
    }

    fn take(
        by_id: &mut BTreeMap<Option<&'r str>, Vec<&'r Entry>>,
        id: Option<&'r str>,
    ) -> Option<&'r Entry> {
        let entries = by_id.get_mut(&id)?;
        let entry = entries.pop();
        if entries.is_empty() {
            by_id.remove(&id);
        }
        entry
    }

    fn into_rest(self) -> impl Iterator<Item = &'r Entry> {
        let by_id = self.0.into_values();
        by_id.flat_map(BTreeMap::into_values).flatten()
    }
}

impl<'r> Findings<'r> {
    /// Finds out what became of an entry that no finding equals.
    fn settle(&mut self, entry: &'r Entry, rows: &Rows<'r, '_>, unclaimed: &mut Unclaimed<'r>) {
        let places = rows.places_of(entry);
        let mut changed = places.changed.iter();
        if let Some(found) = changed.find_map(|&at| unclaimed.take_like(entry, at)) {
            self.expired.push((found, entry));
            return;
        }
        let has_gone = places.changed.is_empty() && (places.is_missing || places.same.is_empty());
        let at = places.changed.first().or(places.same.first()).copied();
        let past = rows.past(entry, at.filter(|_| !has_gone));
        if has_gone {
            self.gone.push(past);
        } else {
            self.fixed.push(past);
        }
    }

    /// The worst first, else in input order.
    fn sort(&mut self) {
        let order = |found: &Found<'_>| (std::cmp::Reverse(found.finding.severity), found.at);
        self.new.sort_by_key(order);
        self.excused.sort_by_key(order);
        self.expired.sort_by_key(|(found, _)| order(found));
        self.known.sort_by_key(|(found, _)| order(found));
        for list in [&mut self.fixed, &mut self.gone] {
            list.sort_by_key(|past| (std::cmp::Reverse(past.entry.severity), past.at));
        }
    }
}

/// Findings that no entry accounts for yet, by row.
struct Unclaimed<'r>(BTreeMap<usize, Vec<Found<'r>>>);

impl<'r> Unclaimed<'r> {
    fn new(found: Vec<Found<'r>>) -> Self {
        let mut by_row: BTreeMap<usize, Vec<Found<'r>>> = BTreeMap::new();
        for found in found {
            by_row.entry(found.at).or_default().push(found);
        }
        Self(by_row)
    }

    /// Takes the finding of a row that is the accepted one in another text: the same check at the
    /// same words of a side, or neither pointing anywhere.
    fn take_like(&mut self, entry: &Entry, at: usize) -> Option<Found<'r>> {
        let row = self.0.get_mut(&at)?;
        let likeness = |found: &Found<'_>| {
            let is_same_check = found.finding.check == entry.check;
            let sides = [
                (&found.source, &entry.source),
                (&found.target, &entry.target),
            ];
            let likeness = sides.iter().filter(|(now, then)| now.points_like(then));
            let is_bare = |side: &Excerpt| side.marks().next().is_none();
            let is_all_bare = sides
                .iter()
                .all(|(now, then)| is_bare(now) && is_bare(then));
            usize::from(is_same_check) * (likeness.count() + usize::from(is_all_bare))
        };
        let likest = row
            .iter()
            .enumerate()
            .map(|(index, found)| (likeness(found), std::cmp::Reverse(index)))
            .max()?;
        let (likeness, std::cmp::Reverse(index)) = likest;
        (likeness > 0).then(|| row.remove(index))
    }

    fn into_rest(self) -> impl Iterator<Item = Found<'r>> {
        self.0.into_values().flatten()
    }
}

/// Where the row of an entry is now; indices of the run.
#[derive(Debug, Default)]
struct Places {
    /// Rows that were the entry's and have other texts now.
    changed: Vec<usize>,
    /// Rows with the texts of the entry.
    same: Vec<usize>,
    /// True when a row with the texts of the entry has disappeared.
    is_missing: bool,
}

/// Looks rows up for entries.
struct Rows<'r, 'm> {
    old: &'r [Row],
    is_of_another_version: bool,
    run: &'r Run,
    matches: &'m Matches,
    old_by_pair: HashMap<PairPrint, Vec<usize>>,
    new_by_pair: HashMap<PairPrint, Vec<usize>>,
    new_by_id: HashMap<&'r str, Vec<usize>>,
    new_by_text: HashMap<Fingerprint, Vec<usize>>,
}

impl<'r, 'm> Rows<'r, 'm> {
    fn new(old: Option<&'r Scores>, run: &'r Run, matches: &'m Matches) -> Self {
        let mut rows = Self {
            old: old.map_or(&[], |scores| &scores.rows),
            is_of_another_version: old.is_some_and(Scores::is_of_another_version),
            run,
            matches,
            old_by_pair: HashMap::new(),
            new_by_pair: HashMap::new(),
            new_by_id: HashMap::new(),
            new_by_text: HashMap::new(),
        };
        for (at, row) in rows.old.iter().enumerate() {
            rows.old_by_pair.entry(row.pair).or_default().push(at);
        }
        for (at, row) in run.rows.iter().enumerate() {
            rows.new_by_pair.entry(row.pair).or_default().push(at);
            rows.new_by_text
                .entry(row.pair.source)
                .or_default()
                .push(at);
            rows.new_by_text
                .entry(row.pair.target)
                .or_default()
                .push(at);
            if let Some(id) = row.own_id() {
                rows.new_by_id.entry(id).or_default().push(at);
            }
        }
        rows
    }

    fn places_of(&self, entry: &Entry) -> Places {
        let mut places = Places {
            same: listed(&self.new_by_pair, &entry.pair),
            ..Places::default()
        };
        let old = listed(&self.old_by_pair, &entry.pair);
        for new in old.iter().map(|&old| self.matches.new_of[old]) {
            match new {
                Some(new) if self.run.rows[new].pair == entry.pair => {}
                Some(new) => places.changed.push(new),
                None => places.is_missing = true,
            }
        }
        if old.is_empty() && places.same.is_empty() {
            places.changed = self.changed_rows(entry);
        }
        places
    }

    /// Rows that may be the entry's, where nothing is known of the row but what the entry says.
    fn changed_rows(&self, entry: &Entry) -> Vec<usize> {
        if let Some(id) = &entry.id {
            return listed(&self.new_by_id, &id.as_str());
        }
        let empty = Fingerprint::of("");
        let texts = [entry.pair.source, entry.pair.target];
        let texts = texts.into_iter().filter(|&text| text != empty);
        let rows = texts.map(|text| listed(&self.new_by_text, &text));
        rows.into_iter()
            .find(|rows| !rows.is_empty())
            .unwrap_or_default()
    }

    /// True for what no change of a text explains: of a check that the baseline does not know, or
    /// in a row that has not changed, by another version or with its neighbours unchanged too.
    fn is_excused(&self, found: &Found<'_>, baseline: &Baseline) -> bool {
        if !baseline.checks.contains(found.finding.check) {
            return true;
        }
        let Some(old) = self.matches.old_of[found.at].filter(|&old| !self.has_changed(old)) else {
            return false;
        };
        let is_elsewhere = found.finding.group == Group::Consistency;
        let is_near = |&near: &usize| self.old[near].file == self.old[old].file;
        let low = old.saturating_sub(Context::REACH);
        let high = (old + 1 + Context::REACH).min(self.old.len());
        let mut near = (low..high).filter(is_near);
        let is_same_around = !is_elsewhere && !near.any(|near| self.has_changed(near));
        (self.is_of_another_version || is_same_around) && !was_found(&self.old[old].findings, found)
    }

    /// True when an old row has other texts now, or has disappeared.
    fn has_changed(&self, old: usize) -> bool {
        let new = self.matches.new_of[old];
        new.is_none_or(|new| self.run.rows[new].pair != self.old[old].pair)
    }

    fn past(&self, entry: &'r Entry, at: Option<usize>) -> Past<'r> {
        let old = listed(&self.old_by_pair, &entry.pair);
        // The row that was the entry's; of a finding that is gone, one that is gone too.
        let fitness = |&&old: &&usize| {
            let is_gone = at.is_none() && self.matches.new_of[old].is_none();
            (is_gone, entry.is_of_row(&self.old[old]))
        };
        let old = old.iter().max_by_key(fitness).map(|&at| &self.old[at]);
        let row = at.map(|at| &self.run.rows[at]).or(old);
        let id = match (&entry.id, row) {
            (_, Some(row)) => row.id.clone(),
            (Some(id), None) => id.clone(),
            (None, None) => String::new(),
        };
        let record = old.and_then(|row| recorded(&row.findings, entry));
        Past {
            entry,
            id,
            file: row.map(|row| row.file.to_string()),
            record: record.unwrap_or_else(|| record_of(entry)),
            at,
        }
    }
}

fn listed<K: std::hash::Hash + Eq>(rows: &HashMap<K, Vec<usize>>, key: &K) -> Vec<usize> {
    rows.get(key).cloned().unwrap_or_default()
}

/// True when a finding was there among `records` already.
fn was_found(records: &[FindingRecord<'_>], found: &Found<'_>) -> bool {
    let finding = found.finding;
    let is_same = |record: &FindingRecord<'_>| {
        let source = record.source.iter().map(|item| &*item.text);
        let target = record.target.iter().map(|item| &*item.text);
        record.check == finding.check
            && source.eq(finding.source.iter().map(|item| item.text.as_str()))
            && target.eq(finding.target.iter().map(|item| item.text.as_str()))
    };
    records.iter().any(is_same)
}

/// The record of an accepted finding: that with the same words marked, else of the same check.
fn recorded(records: &[FindingRecord<'static>], entry: &Entry) -> Option<FindingRecord<'static>> {
    let of_check = || records.iter().filter(|record| record.check == entry.check);
    let marks: HashSet<&str> = entry.source.marks().chain(entry.target.marks()).collect();
    let has_marks = |record: &&FindingRecord<'_>| {
        let mut places = record.source.iter().chain(&record.target);
        places.all(|place| marks.contains(&*marked(&place.text)))
    };
    of_check()
        .find(has_marks)
        .or_else(|| of_check().next())
        .cloned()
}

/// What an entry alone tells of the finding: where it stood in the text is not known.
fn record_of(entry: &Entry) -> FindingRecord<'static> {
    let info = check::info(&entry.check).expect("only checks that were looked for get here");
    FindingRecord {
        check: entry.check.clone().into(),
        group: info.group,
        severity: entry.severity,
        message: format!("{} → {}", entry.source, entry.target).into(),
        source: Vec::new(),
        target: Vec::new(),
        suggestion: None,
        because: None,
    }
}
