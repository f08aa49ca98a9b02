//! Measures the checks on gold-labelled pairs: what they find of what is wrong, and how much of
//! what they flag is right.
//!
//! Two kinds of gold are read. An item of a challenge set speaks about one group of checks and
//! says whether its pair is consistent in that respect. A record of a fully labelled corpus lists
//! all errors of its pair, so it is an item for every group, with its domain as the phenomenon.
//!
//! Where the gold lists the quantities of its sentences, the extraction of quantities is measured
//! too, by value and unit.
//!
//! Each pair is judged alone; an item is flagged by a finding of its own group from `minor` up.

mod extraction;
mod gold;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evaluate::Evaluator;
use crate::finding::Group;
use crate::locale::Language;
use crate::summary::is_flagged;

pub use extraction::{Extraction, ExtractionMistake};
pub use gold::{GoldPair, GoldQuantity, Item, read_gold};

/// The figures of a run over gold-labelled pairs.
#[derive(Clone, Debug, Default)]
pub struct Challenge {
    /// Figures over all items, by group of checks.
    pub all: BTreeMap<Group, CheckFigures>,
    /// The same without the items that are hard.
    pub without_hard: BTreeMap<Group, CheckFigures>,
    /// The items that were judged wrong, in the order of the file.
    pub mistakes: Vec<Mistake>,
    /// How the quantities of the sentences were read, by language.
    pub extraction: BTreeMap<Language, Extraction>,
}

/// An item that was judged wrong.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// The id of the pair.
    pub id: String,
    /// What the item speaks about.
    pub check: Group,
    /// What the pair is an example of.
    pub phenomenon: String,
    /// True for an error that was missed, false for a false alarm.
    pub is_miss: bool,
    /// The source text.
    pub source: String,
    /// The target text.
    pub target: String,
    /// The findings of the group, those below `minor` included.
    pub messages: Vec<String>,
}

impl Challenge {
    /// Judges all `gold` on rayon's current thread pool.
    #[must_use]
    pub fn run(evaluator: &Evaluator, gold: &[GoldPair]) -> Self {
        let flags: Vec<Vec<Flag>> = gold.par_iter().map(|pair| flags(evaluator, pair)).collect();
        let mut challenge = Self::default();
        for (pair, flags) in gold.iter().zip(&flags) {
            for (item, flag) in pair.items.iter().zip(flags) {
                challenge.add(pair, item, flag);
            }
        }
        challenge.extraction = extraction::measure(evaluator.annotator(), gold);
        challenge
    }

    fn add(&mut self, pair: &GoldPair, item: &Item, flag: &Flag) {
        self.all
            .entry(item.check)
            .or_default()
            .add(item, flag.is_flagged);
        if !item.is_hard {
            let figures = self.without_hard.entry(item.check).or_default();
            figures.add(item, flag.is_flagged);
        }
        if item.is_inconsistent != flag.is_flagged {
            self.mistakes.push(Mistake {
                id: pair.segment.id.clone(),
                check: item.check,
                phenomenon: item.phenomenon.clone(),
                is_miss: item.is_inconsistent,
                source: pair.segment.source.clone(),
                target: pair.segment.target.clone(),
                messages: flag.messages.clone(),
            });
        }
    }
}

/// The figures of one group of checks.
#[derive(Clone, Debug, Default)]
pub struct CheckFigures {
    /// Over all its items (micro).
    pub total: Figures,
    /// By phenomenon.
    pub phenomena: BTreeMap<String, Figures>,
    /// Whether all items of a group were judged right.
    groups: BTreeMap<String, bool>,
}

impl CheckFigures {
    /// The mean of the F1 of the phenomena that hold both verdicts; `None` without such.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let scores: Vec<f64> = self
            .phenomena
            .values()
            .filter(|figures| figures.has_both_verdicts())
            .filter_map(Figures::f1)
            .collect();
        share(scores.iter().sum(), scores.len() as u64)
    }

    /// Groups in which every item was judged right, and all groups.
    #[must_use]
    pub fn groups_right(&self) -> (u64, u64) {
        let right = self.groups.values().filter(|&&is_right| is_right).count();
        (right as u64, self.groups.len() as u64)
    }

    fn add(&mut self, item: &Item, is_flagged: bool) {
        self.total.add(item.is_inconsistent, is_flagged);
        let phenomenon = self.phenomena.entry(item.phenomenon.clone()).or_default();
        phenomenon.add(item.is_inconsistent, is_flagged);
        let is_right = self.groups.entry(item.group.clone()).or_insert(true);
        *is_right &= item.is_inconsistent == is_flagged;
    }
}

/// A confusion matrix; `inconsistent` is the positive class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Inconsistent and flagged.
    pub found: u64,
    /// Inconsistent and not flagged.
    pub missed: u64,
    /// Consistent and flagged.
    pub false_alarms: u64,
    /// Consistent and not flagged.
    pub passed: u64,
}

impl Figures {
    /// All items.
    #[must_use]
    pub const fn items(&self) -> u64 {
        self.found + self.missed + self.false_alarms + self.passed
    }

    /// Flagged inconsistent by flagged, 0–1; `None` when nothing is flagged.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.found, self.found + self.false_alarms)
    }

    /// Flagged inconsistent by inconsistent, 0–1; `None` when nothing is inconsistent.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.found, self.found + self.missed)
    }

    /// Harmonic mean of precision and recall, 0–1; `None` when nothing is inconsistent or
    /// flagged.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        ratio(
            2 * self.found,
            2 * self.found + self.missed + self.false_alarms,
        )
    }

    /// Flagged consistent by consistent, 0–1; `None` when nothing is consistent.
    #[must_use]
    pub fn false_alarm_rate(&self) -> Option<f64> {
        ratio(self.false_alarms, self.false_alarms + self.passed)
    }

    /// True when some items are consistent and some are not.
    #[must_use]
    pub const fn has_both_verdicts(&self) -> bool {
        self.found + self.missed > 0 && self.false_alarms + self.passed > 0
    }

    /// Counts one item.
    pub const fn add(&mut self, is_inconsistent: bool, is_flagged: bool) {
        let cell = match (is_inconsistent, is_flagged) {
            (true, true) => &mut self.found,
            (true, false) => &mut self.missed,
            (false, true) => &mut self.false_alarms,
            (false, false) => &mut self.passed,
        };
        *cell += 1;
    }
}

#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn ratio(part: u64, whole: u64) -> Option<f64> {
    share(part as f64, whole)
}

#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn share(part: f64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part / whole as f64)
}

/// What the evaluator says about one item.
struct Flag {
    is_flagged: bool,
    messages: Vec<String>,
}

fn flags(evaluator: &Evaluator, pair: &GoldPair) -> Vec<Flag> {
    let findings = evaluator.judge(&pair.segment).findings;
    let flag = |item: &Item| {
        let of_group = findings
            .iter()
            .filter(|finding| finding.group == item.check);
        Flag {
            is_flagged: is_flagged(&findings, Some(item.check)),
            messages: of_group
                .map(|finding| {
                    format!(
                        "{}[{}]: {}",
                        finding.severity, finding.check, finding.message
                    )
                })
                .collect(),
        }
    };
    pair.items.iter().map(flag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_their_definitions() {
        let figures = Figures {
            found: 6,
            missed: 2,
            false_alarms: 3,
            passed: 9,
        };
        assert_eq!(figures.precision(), Some(6.0 / 9.0));
        assert_eq!(figures.recall(), Some(0.75));
        assert_eq!(figures.f1(), Some(12.0 / 17.0));
        assert_eq!(figures.false_alarm_rate(), Some(0.25));
        let none = Figures::default();
        assert_eq!(
            (none.precision(), none.recall(), none.f1()),
            (None, None, None)
        );
    }

    #[test]
    fn nothing_found_is_zero() {
        let figures = Figures {
            missed: 2,
            passed: 5,
            ..Figures::default()
        };
        assert_eq!(
            (figures.precision(), figures.recall(), figures.f1()),
            (None, Some(0.0), Some(0.0))
        );
    }

    #[test]
    fn a_group_is_right_as_a_whole() {
        let mut check = CheckFigures::default();
        for (phenomenon, group, is_inconsistent, is_flagged) in [
            ("year", "a", false, false),
            ("year", "a", true, true),
            ("year", "b", false, true),
            ("year", "b", true, true),
            ("age", "c", true, false),
        ] {
            let item = Item {
                check: Group::Quantity,
                phenomenon: phenomenon.to_owned(),
                is_inconsistent,
                is_hard: false,
                group: group.to_owned(),
            };
            check.add(&item, is_flagged);
        }
        assert_eq!(check.groups_right(), (1, 3));
        // `age` holds one verdict only and stays out of the mean.
        assert_eq!(check.macro_f1(), Some(0.8));
    }
}
