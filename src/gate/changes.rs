//! What changed from one run to another: which findings are new, which are fixed, which went with
//! their row.

use std::collections::BTreeSet;

use super::accept::{Scope, accept};
use super::baseline::Baseline;
use super::classify::classify;
use super::matching::Matches;
use super::row::{Found, Run};

/// The difference between two runs of the same checks. Findings are named by their index in
/// [`Run::found`]; those of the later run that are not new were there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Findings of the later run that the earlier one does not have.
    pub new: BTreeSet<usize>,
    /// Findings of the earlier run that the later one no longer has, in rows that it still has.
    pub fixed: BTreeSet<usize>,
    /// Findings of the earlier run in rows that have disappeared.
    pub gone: BTreeSet<usize>,
}

/// Compares two runs: a finding is the same where the gate would know it, or call it expired, were
/// the other run accepted.
#[must_use]
pub fn changes(old: &Run, new: &Run) -> Changes {
    let lost = fresh(new, old);
    let rows = Matches::between(&old.rows, &new.rows);
    let at: Vec<usize> = old.found().map(|found| found.at).collect();
    let (fixed, gone) = lost
        .into_iter()
        .partition(|&index| rows.new_of[at[index]].is_some());
    Changes {
        new: fresh(old, new),
        fixed,
        gone,
    }
}

/// The findings of `run` that are new where `accepted` was accepted.
fn fresh(accepted: &Run, run: &Run) -> BTreeSet<usize> {
    let empty = Baseline::default();
    let accepted = accept(&empty, None, accepted, &Scope::default(), None);
    let matches = Matches::between(&accepted.scores.rows, &run.rows);
    let findings = classify(&accepted.baseline, Some(&accepted.scores), run, &matches);
    let is_new = |found: &Found<'_>| {
        let mut new = findings.new.iter();
        new.any(|new| std::ptr::eq(new.finding, found.finding))
    };
    let found = run.found().enumerate();
    found
        .filter(|(_, found)| is_new(found))
        .map(|(index, _)| index)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Evaluator, Options};
    use crate::locale::Language;
    use crate::segment::Segment;

    const SOURCES: [&str; 3] = [
        "Det kostade 17 kronor.",
        "Hon väntade i 90 minuter.",
        "Bolaget har 1 200 anställda.",
    ];

    /// A run over the sources that have a target.
    fn run(targets: &[Option<&str>]) -> Run {
        let options = Options {
            use_context: false,
            ..Options::default()
        };
        let evaluator = Evaluator::new(options.clone());
        let mut run = Run::new(options.checks(), Vec::new());
        for (source, target) in SOURCES.iter().zip(targets) {
            if let Some(target) = target {
                let segment = Segment::new(Language::Swedish, *source, *target);
                run.add(&segment, evaluator.judge(&segment));
            }
        }
        run
    }

    #[test]
    fn tells_what_changed() {
        const RIGHT: [Option<&str>; 3] = [
            Some("It cost 17 kronor."),
            Some("She waited for 90 minutes."),
            Some("The company has 1,200 employees."),
        ];
        const WRONG: [Option<&str>; 3] = [
            Some("It cost 71 kronor."),
            Some("She waited for 9 minutes."),
            Some("The company has 1,500 employees."),
        ];
        for (old, new, counts) in [
            (RIGHT, RIGHT, [0, 0, 0]),
            (RIGHT, WRONG, [3, 0, 0]),
            (WRONG, RIGHT, [0, 3, 0]),
            (WRONG, WRONG, [0, 0, 0]),
            (
                [WRONG[0], WRONG[1], RIGHT[2]],
                [WRONG[0], RIGHT[1], WRONG[2]],
                [1, 1, 0],
            ),
            (
                [WRONG[0], WRONG[1], None],
                [None, WRONG[1], None],
                [0, 0, 1],
            ),
            ([None; 3], WRONG, [3, 0, 0]),
        ] {
            let found = changes(&run(&old), &run(&new));
            let found = [&found.new, &found.fixed, &found.gone].map(BTreeSet::len);
            assert_eq!(found, counts, "{old:?} {new:?}");
        }
    }
}
