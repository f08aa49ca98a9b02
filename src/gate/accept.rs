//! Accepts what a run found: the next baseline, and the scores beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::baseline::{Baseline, Entry};
use super::classify::{Findings, Past, classify};
use super::matching::Matches;
use super::row::{Found, Row, Run};
use super::scores::Scores;
use crate::check::{self, Selection};

/// What is accepted: all where nothing is named, else what fits every list that is not empty.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Checks and groups.
    pub checks: Option<Selection>,
    /// Ids of rows.
    pub ids: Vec<String>,
    /// Files as the user names them.
    pub files: Vec<String>,
}

impl Scope {
    /// True when everything is accepted.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.checks.is_none() && self.ids.is_empty() && self.files.is_empty()
    }

    fn holds_check(&self, check: &str) -> bool {
        let checks = self.checks.as_ref();
        checks.is_none_or(|checks| checks.wants_id(check))
    }

    fn holds_place(&self, id: &str, file: Option<&str>) -> bool {
        let is_named = |list: &[String], name| {
            list.is_empty() || list.iter().any(|item| Some(item.as_str()) == name)
        };
        is_named(&self.ids, Some(id)) && is_named(&self.files, file)
    }

    fn holds_row(&self, row: &Row) -> bool {
        self.holds_place(&row.id, Some(&row.file))
    }

    fn holds_found(&self, found: &Found<'_>) -> bool {
        self.holds_check(found.finding.check) && self.holds_row(found.row)
    }

    fn holds_past(&self, past: &Past<'_>) -> bool {
        self.holds_check(&past.entry.check) && self.holds_place(&past.id, past.file.as_deref())
    }
}

/// The next baseline, and how it differs from the last.
#[derive(Clone, Debug)]
pub struct Acceptance<'r> {
    /// The next baseline.
    pub baseline: Baseline,
    /// The scores that go beside it.
    pub scores: Scores,
    /// Findings that are accepted for the first time.
    pub added: Vec<Found<'r>>,
    /// Findings that had been accepted for another text.
    pub renewed: Vec<Found<'r>>,
    /// Entries dropped because their finding is gone.
    pub fixed: Vec<Past<'r>>,
    /// Entries dropped because their row is gone.
    pub gone: Vec<Past<'r>>,
    /// Entries that stay.
    pub kept: usize,
    /// Entries that got a reason.
    pub reasoned: usize,
    /// Checks that the baseline did not know.
    pub checks: BTreeSet<&'static str>,
}

/// Accepts what `scope` names of a run. What it does not name stays as it was; entries keep their
/// reasons, also where their text has changed, and `reason` goes to those that have none: the
/// added ones, and all others that a scope names.
#[must_use]
pub fn accept<'r>(
    baseline: &'r Baseline,
    scores: Option<&'r Scores>,
    run: &'r Run,
    scope: &Scope,
    reason: Option<&str>,
) -> Acceptance<'r> {
    let old: &[Row] = scores.map_or(&[], |scores| &scores.rows);
    let matches = Matches::between(old, &run.rows);
    let findings = classify(baseline, scores, run, &matches);
    let mut draft = Draft {
        scope,
        reason: reason.map(str::to_owned),
        entries: Vec::new(),
        touched: BTreeSet::new(),
        reasoned: 0,
    };
    let kept = draft.keep(&findings);
    let (added, renewed) = draft.take(&findings);
    let (fixed, gone) = draft.drop(findings);
    let checks = new_checks(baseline, run, scope);
    let mut next = baseline.clone();
    next.checks
        .extend(checks.iter().map(|&check| check.to_owned()));
    next.entries = numbered(draft.entries);
    Acceptance {
        scores: next_scores(scores, run, scope, &matches, &draft.touched),
        baseline: next,
        added,
        renewed,
        fixed,
        gone,
        kept,
        reasoned: draft.reasoned,
        checks,
    }
}

/// The next baseline as it grows.
struct Draft<'s> {
    scope: &'s Scope,
    reason: Option<String>,
    entries: Vec<Entry>,
    /// Rows of the run with findings that were taken or dropped.
    touched: BTreeSet<usize>,
    reasoned: usize,
}

impl Draft<'_> {
    /// Keeps what is known; the number of entries.
    fn keep(&mut self, findings: &Findings<'_>) -> usize {
        for (found, entry) in &findings.known {
            let is_named = !self.scope.is_all() && self.scope.holds_found(found);
            let mut reason = entry.reason.clone();
            if is_named && reason.is_none() && self.reason.is_some() {
                reason.clone_from(&self.reason);
                self.reasoned += 1;
            }
            self.entries.push(Entry::new(found, 1, reason));
        }
        let unlooked = findings.unlooked.iter().map(|&entry| entry.clone());
        self.entries.extend(unlooked);
        self.entries.len()
    }

    /// Takes what is new and what has expired.
    fn take<'r>(&mut self, findings: &Findings<'r>) -> (Vec<Found<'r>>, Vec<Found<'r>>) {
        let (mut added, mut renewed) = (Vec::new(), Vec::new());
        for found in findings.new.iter().chain(&findings.excused) {
            if self.scope.holds_found(found) {
                self.add(found, self.reason.clone());
                added.push(found.clone());
            }
        }
        for (found, entry) in &findings.expired {
            if self.scope.holds_found(found) {
                self.add(found, self.reason.clone().or_else(|| entry.reason.clone()));
                renewed.push(found.clone());
            } else {
                self.entries.push((*entry).clone());
            }
        }
        (added, renewed)
    }

    /// Drops what is no longer there.
    fn drop<'r>(&mut self, findings: Findings<'r>) -> (Vec<Past<'r>>, Vec<Past<'r>>) {
        let is_dropped = |past: &Past<'_>| self.scope.holds_past(past);
        let (fixed, other): (Vec<_>, Vec<_>) = findings.fixed.into_iter().partition(is_dropped);
        let (gone, another): (Vec<_>, Vec<_>) = findings.gone.into_iter().partition(is_dropped);
        self.touched.extend(fixed.iter().filter_map(|past| past.at));
        let kept = other.iter().chain(&another).map(|past| past.entry.clone());
        self.entries.extend(kept);
        (fixed, gone)
    }

    fn add(&mut self, found: &Found<'_>, reason: Option<String>) {
        self.touched.insert(found.at);
        self.entries.push(Entry::new(found, 1, reason));
    }
}

/// Numbers the entries that are equal.
fn numbered(entries: Vec<Entry>) -> BTreeSet<Entry> {
    let mut counts: BTreeMap<(Option<String>, String), u32> = BTreeMap::new();
    entries
        .into_iter()
        .map(|entry| {
            let count = counts.entry((entry.id.clone(), entry.key())).or_default();
            *count += 1;
            let number = *count;
            Entry { number, ..entry }
        })
        .collect()
}

/// Checks that the baseline knows from now on: those that were looked for, where all is accepted
/// or nothing was before, else those that the scope names.
fn new_checks(baseline: &Baseline, run: &Run, scope: &Scope) -> BTreeSet<&'static str> {
    let is_first = baseline.checks.is_empty();
    let has_places = !scope.ids.is_empty() || !scope.files.is_empty();
    let is_meant = |check: &str| is_first || !has_places && scope.holds_check(check);
    let is_new = |check: &str| run.checks.contains(check) && !baseline.checks.contains(check);
    let all = check::infos().map(|info| info.id);
    all.filter(|check| is_new(check) && is_meant(check))
        .collect()
}

/// All rows of the run, or those of the last scores with the rows of the scope brought up to date.
fn next_scores(
    scores: Option<&Scores>,
    run: &Run,
    scope: &Scope,
    matches: &Matches,
    touched: &BTreeSet<usize>,
) -> Scores {
    let Some(old) = scores.filter(|_| !scope.is_all()) else {
        return Scores::new(&run.metrics, run.rows.clone());
    };
    let is_taken = |at: usize| {
        touched.contains(&at) || scope.checks.is_none() && scope.holds_row(&run.rows[at])
    };
    let mut next = old.clone();
    next.rows.clear();
    for (row, new) in old.rows.iter().zip(&matches.new_of) {
        match new {
            Some(new) if is_taken(*new) => next.rows.push(run.rows[*new].clone()),
            None if scope.checks.is_none() && scope.holds_row(row) => {}
            _ => next.rows.push(row.clone()),
        }
    }
    let unknown = matches
        .old_of
        .iter()
        .zip(0..)
        .filter(|(old, _)| old.is_none());
    let unknown = unknown.map(|(_, at)| at).filter(|&at| is_taken(at));
    next.rows.extend(unknown.map(|at| run.rows[at].clone()));
    next
}
