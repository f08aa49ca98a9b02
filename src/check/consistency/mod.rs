//! The same text translated in different ways, over a whole run.
//!
//! A pair alone can't be inconsistent, so the [`Check`] here only names the defects. Each pair is
//! reduced to two hashes, its [`Fingerprint`], while pairs are judged in parallel; then a
//! [`Log`] goes through them in input order. It keeps some 50 bytes for each distinct text and no text.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, Selection, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::lexicon::words::word_hash;
use crate::segment::Segment;
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(INCONSISTENT_TARGET, "inconsistent-target", Consistency);
check_info!(INCONSISTENT_SOURCE, "inconsistent-source", Consistency);

/// Names [`INCONSISTENT_TARGET`] and [`INCONSISTENT_SOURCE`], which a [`Log`] reports.
#[derive(Debug)]
pub struct Consistency;

impl Check for Consistency {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&INCONSISTENT_TARGET, &INCONSISTENT_SOURCE] }
    }

    /// Finds nothing: there is nothing in one pair to be inconsistent with.
    fn run(&self, _: &Pair<'_>, _: &Context<'_, '_>, _: &mut Vec<Finding>) {}
}

/// What a pair is remembered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    source: Key,
    target: Key,
}

impl Fingerprint {
    /// The fingerprint of a pair; `None` where a side has no words.
    #[must_use]
    pub fn of(pair: &Pair<'_>) -> Option<Self> {
        Some(Self {
            source: Key::of(&pair.source)?,
            target: Key::of(&pair.target)?,
        })
    }
}

/// A text without its marks and capitals, and without inflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    exact: u64,
    stemmed: u64,
}

impl Key {
    fn of(side: &Annotated<'_>) -> Option<Self> {
        let mut key = Self {
            exact: u64::from(side.lang == crate::Language::Swedish),
            stemmed: 0,
        };
        let mut has_word = false;
        for (token, fact) in side.tokens.iter().zip(&side.facts) {
            if token.kind == TokenKind::Mark {
                continue;
            }
            has_word |= token.kind == TokenKind::Word;
            key.exact = mix(key.exact, fact.hash);
            key.stemmed = mix(key.stemmed, word_hash(stem(token.span.of(&side.lower))));
        }
        has_word.then_some(key)
    }
}

/// A word without the letters that Swedish and English endings are made of, down to three
/// letters: enough to tell words apart, too little to tell their forms apart.
fn stem(word: &str) -> &str {
    const ENDINGS: [char; 8] = ['a', 'd', 'e', 'n', 'o', 'r', 's', 't'];
    let third = word.char_indices().nth(3);
    let shortest = third.map_or(word.len(), |(at, _)| at);
    &word[..word.trim_end_matches(ENDINGS).len().max(shortest)]
}

const fn mix(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Remembers the pairs of a run in a few bytes each.
#[derive(Debug, Default)]
pub struct Log {
    records: u32,
    by_source: FxHashMap<u64, Seen>,
    by_target: FxHashMap<u64, Seen>,
}

/// The stemmed other side of a text when it was first seen, and the record it was seen in.
#[derive(Clone, Copy, Debug)]
struct Seen {
    other: u64,
    record: u32,
}

impl Log {
    /// Whether any of the defects is wanted.
    #[must_use]
    pub fn is_wanted(selection: &Selection) -> bool {
        selection.wants(&INCONSISTENT_TARGET) || selection.wants(&INCONSISTENT_SOURCE)
    }

    /// Takes the next pair of the run; adds what it contradicts to `findings`.
    pub fn record(
        &mut self,
        segment: &Segment,
        fingerprint: Option<Fingerprint>,
        selection: &Selection,
        findings: &mut Vec<Finding>,
    ) {
        self.records = self.records.saturating_add(1);
        let Some(Fingerprint { source, target }) = fingerprint else {
            return;
        };
        let record = self.records;
        let first = conflict(&mut self.by_source, source.exact, target.stemmed, record);
        if let Some(first) = first.filter(|_| selection.wants(&INCONSISTENT_TARGET)) {
            let message = format!("record {first} has another target for the same source");
            findings.push(finding(
                &INCONSISTENT_TARGET,
                Severity::Minor,
                message,
                segment,
            ));
        }
        let first = conflict(&mut self.by_target, target.exact, source.stemmed, record);
        if let Some(first) = first.filter(|_| selection.wants(&INCONSISTENT_SOURCE)) {
            let message = format!("record {first} has the same target for another source");
            findings.push(finding(
                &INCONSISTENT_SOURCE,
                Severity::Neutral,
                message,
                segment,
            ));
        }
    }
}

/// Notes that `text` goes with `other`; the record that first had it with something else.
fn conflict(seen: &mut FxHashMap<u64, Seen>, text: u64, other: u64, record: u32) -> Option<u32> {
    match seen.entry(text) {
        Entry::Vacant(entry) => {
            entry.insert(Seen { other, record });
            None
        }
        Entry::Occupied(entry) => {
            let first = entry.get();
            (first.other != other).then_some(first.record)
        }
    }
}

fn finding(info: &CheckInfo, severity: Severity, message: String, segment: &Segment) -> Finding {
    let whole = |text: &str| vec![Evidence::new(Span::new(0, text.len()), text)];
    info.finding(severity, message)
        .with_evidence(whole(&segment.source), whole(&segment.target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;
    use crate::locale::Language;

    /// The ids that each pair in turn sets off.
    fn run(pairs: &[(&str, &str)]) -> Vec<Vec<&'static str>> {
        let (annotator, mut log) = (Annotator::new(), Log::default());
        let mut found = Vec::new();
        for (source, target) in pairs {
            let segment = Segment::new(Language::English, *source, *target);
            let fingerprint = Fingerprint::of(&annotator.annotate_pair(&segment));
            let mut findings = Vec::new();
            log.record(&segment, fingerprint, &Selection::default(), &mut findings);
            found.push(findings.iter().map(|finding| finding.check).collect());
        }
        found
    }

    #[test]
    fn reports_the_later_pair() {
        let found = run(&[
            ("Cancel order", "Avbryt order"),
            ("Cancel order", "Ångra köp"),
        ]);
        assert_eq!(found, [vec![], vec!["inconsistent-target"]]);
        let found = run(&[("Close", "Stäng"), ("Shut", "Stäng")]);
        assert_eq!(found, [vec![], vec!["inconsistent-source"]]);
    }

    #[test]
    fn is_quiet_about_inflection_capitals_and_marks() {
        for (first, second) in [
            (("Open file", "Öppna filen"), ("open file", "Öppna filen.")),
            (
                ("New message", "Nytt meddelande"),
                ("New message", "Nytt meddelandet"),
            ),
            (("12", "12"), ("12", "13")),
        ] {
            assert_eq!(run(&[first, second]), [vec![""; 0], vec![]], "{first:?}");
        }
    }
}
