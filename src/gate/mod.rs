//! The gate: did this translation get worse than the one that was accepted?
//!
//! ```text
//! run ─▶ rows, findings ─▶ match with the accepted rows ─▶ new, expired, fixed, known ─▶ verdict
//!                          baseline, scores beside it  ─▶ score changes, missing rows ─┘
//! ```
//!
//! A [`Run`] takes judged segments; [`compare`] holds it against a [`Baseline`] and the [`Scores`]
//! beside it and gives an [`Outcome`]: a verdict with its reasons. [`accept`] makes the run the next
//! baseline. The files are read and written as text; nothing here prints or reads a clock.
//!
//! ```
//! use parvis::gate::{Baseline, Run, Scope, Settings, Verdict, accept, compare};
//! use parvis::{Evaluator, Language, Options, Segment};
//!
//! let options = Options::default();
//! let evaluator = Evaluator::new(options.clone());
//! let run = |target: &str| {
//!     let mut run = Run::new(options.checks(), Vec::new());
//!     let segment = Segment::new(Language::Swedish, "Det kostade 17 kronor.", target);
//!     run.add(&segment, evaluator.judge(&segment));
//!     run
//! };
//!
//! let (first, empty) = (run("It cost 17 kronor."), Baseline::default());
//! let accepted = accept(&empty, None, &first, &Scope::default(), None);
//! let later = run("It cost 71 kronor.");
//! let outcome = compare(&accepted.baseline, Some(&accepted.scores), &later, &Settings::default());
//! assert_eq!(outcome.verdict, Verdict::Fail);
//! assert_eq!(outcome.findings.new[0].finding.check, "value-mismatch");
//! assert_eq!(outcome.reasons[0].text, "1 new finding at or above major: value-mismatch");
//! ```
//!
//! Left out: neutral findings, which flag nothing, and measures such as the length ratio, which
//! are no quality.

mod accept;
mod baseline;
mod changes;
mod classify;
mod excerpt;
mod fingerprint;
mod matching;
mod regression;
mod row;
mod scores;
mod settings;
mod verdict;

pub use accept::{Acceptance, Scope, accept};
pub use baseline::{Baseline, Entry};
pub use changes::{Changes, changes};
pub use classify::{Findings, Past};
pub use excerpt::Excerpt;
pub use fingerprint::{Fingerprint, PairPrint};
pub use matching::Matches;
pub use regression::{Loss, ScoreChange, ScoreVerdict};
pub use row::{Found, Row, RowMetric, Run};
pub use scores::{MetricHead, Scores, path_of_scores};
pub use settings::{Settings, Slice, Tolerance};
pub use verdict::{Proof, Reason, Verdict, Weight};

use classify::classify;
use regression::score_changes;

/// What the gate says of a run.
#[derive(Clone, Debug)]
pub struct Outcome<'r> {
    /// The decision.
    pub verdict: Verdict,
    /// Why, the heaviest first.
    pub reasons: Vec<Reason>,
    /// What became of the accepted findings, and what there is besides.
    pub findings: Findings<'r>,
    /// Accepted rows that have disappeared, in their order.
    pub missing: Vec<&'r Row>,
    /// How the scores changed.
    pub scores: Vec<ScoreChange>,
}

/// Holds `run` against what was accepted. Without `scores`, missing rows and scores are not told.
#[must_use]
pub fn compare<'r>(
    baseline: &'r Baseline,
    scores: Option<&'r Scores>,
    run: &'r Run,
    settings: &Settings,
) -> Outcome<'r> {
    let old: &[Row] = scores.map_or(&[], |scores| &scores.rows);
    let matches = Matches::between(old, &run.rows);
    let findings = classify(baseline, scores, run, &matches);
    let is_missing = old.iter().zip(&matches.new_of);
    let is_missing = is_missing.filter(|(_, new)| new.is_none());
    let missing: Vec<&Row> = is_missing.map(|(row, _)| row).collect();
    let changes = scores.map_or_else(Vec::new, |scores| {
        score_changes(scores, run, &matches, settings)
    });
    let evidence = verdict::Evidence {
        findings: &findings,
        missing: &missing,
        scores: &changes,
        has_rows: scores.is_some(),
    };
    let (verdict, reasons) = verdict::judge(&evidence, settings);
    Outcome {
        verdict,
        reasons,
        findings,
        missing,
        scores: changes,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check;
    use crate::evaluate::Judgement;
    use crate::finding::{Evidence, Finding, Severity};
    use crate::locale::Language;
    use crate::segment::Segment;
    use crate::span::Span;

    /// A run of pairs written as `id=source/target`; an id of digits is a record number. A word
    /// with `!` in the target is a critical finding, one with `?` a minor one.
    fn run(pairs: &str) -> Run {
        let checks: BTreeSet<&str> = ["value-mismatch", "repeated-word"].into();
        let mut run = Run::new(checks, Vec::new());
        for pair in pairs.split(' ').filter(|pair| !pair.is_empty()) {
            let (id, texts) = pair.split_once('=').expect("a pair has an id");
            let (source, target) = texts.split_once('/').expect("a pair has two sides");
            let mut segment = Segment::new(Language::Swedish, source, target);
            id.clone_into(&mut segment.id);
            segment.is_numbered = id.bytes().all(|byte| byte.is_ascii_digit());
            let judgement = Judgement {
                scores: Vec::new(),
                findings: findings(target),
            };
            run.add(&segment, judgement);
        }
        run
    }

    fn findings(target: &str) -> Vec<Finding> {
        let mut start = 0;
        let mut findings = Vec::new();
        for word in target.split_inclusive('_') {
            let span = Span::new(start, start + word.len());
            start = span.end;
            let (check, severity) = match word.trim_end_matches('_').chars().last() {
                Some('!') => ("value-mismatch", Severity::Critical),
                Some('?') => ("repeated-word", Severity::Minor),
                _ => continue,
            };
            let info = check::info(check).expect("the check exists");
            let finding = info.finding(severity, format!("{word} is wrong"));
            findings.push(finding.with_evidence(Vec::new(), vec![Evidence::new(span, target)]));
        }
        findings
    }

    /// What the gate says of `new` when `old` was accepted: counts by class.
    fn classes(old: &str, new: &str) -> String {
        let (old, new) = (run(old), run(new));
        let empty = Baseline::default();
        let accepted = accept(&empty, None, &old, &Scope::default(), None);
        let scores = Some(&accepted.scores);
        let outcome = compare(&accepted.baseline, scores, &new, &Settings::default());
        let found = &outcome.findings;
        let counts = [
            ("new", found.new.len()),
            ("expired", found.expired.len()),
            ("fixed", found.fixed.len()),
            ("known", found.known.len()),
            ("gone", found.gone.len()),
            ("excused", found.excused.len()),
            ("missing", outcome.missing.len()),
        ];
        let counts = counts.iter().filter(|(_, number)| *number > 0);
        let counts = counts.map(|(class, number)| format!("{class}:{number}"));
        counts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tells_findings_apart() {
        for (what, old, new, expected) in [
            ("known", "n=a/x!", "n=a/x!", "known:1"),
            (
                "new in an old text is new",
                "n=a/x",
                "n=a/x m=b/y!",
                "new:1",
            ),
            ("fixed", "n=a/x!", "n=a/x", "fixed:1"),
            ("expired", "n=a/x!_rest", "n=a/x!_other", "expired:1"),
            (
                "expired where the source changed",
                "n=a/_x!_",
                "n=b/_x!_",
                "expired:1",
            ),
            (
                "another error in the row",
                "n=a/x!_rest",
                "n=a/y!_rest",
                "new:1 fixed:1",
            ),
            (
                "all of a text is wrong, and still is",
                "n=a/x!",
                "n=a/y!",
                "expired:1",
            ),
            (
                "numbered, moved and changed",
                "1=a/x!_b",
                "1=z/z 2=a/x!_c",
                "expired:1",
            ),
            ("gone", "n=a/x! m=b/y", "m=b/y", "gone:1 missing:1"),
            (
                "twice where once was accepted",
                "n=a/x!",
                "n=a/x! m=a/x!",
                "new:1 known:1",
            ),
            (
                "once where twice was accepted",
                "n=a/x! m=a/x!",
                "m=a/x!",
                "known:1 gone:1 missing:1",
            ),
            ("twice in one row", "n=a/x!_x!", "n=a/x!_x!", "known:2"),
            (
                "one of two equal rows changed",
                "1=a/x!_b 2=a/x!_b",
                "1=a/x!_b 2=a/x!_c",
                "expired:1 known:1",
            ),
            (
                "one of two equal rows put right",
                "1=a/x!_b 2=a/x!_b",
                "1=a/x!_b 2=a/x_b",
                "fixed:1 known:1",
            ),
            (
                "texts of two rows exchanged",
                "n=a/x! m=b/y!",
                "n=b/y! m=a/x!",
                "known:2",
            ),
            ("other checks", "n=a/x?_r", "n=a/x?_s", "expired:1"),
            ("nothing", "", "", ""),
        ] {
            assert_eq!(classes(old, new), expected, "{what}");
        }
    }

    #[test]
    fn reasons_stand_in_order_of_weight() {
        let old = run("n=a/x!_b m=c/y? o=d/z");
        let new = run("n=a/x!_c p=e/u! q=f/v?");
        let empty = Baseline::default();
        let accepted = accept(&empty, None, &old, &Scope::default(), None);
        let verdict = |settings: Settings| {
            let outcome = compare(&accepted.baseline, Some(&accepted.scores), &new, &settings);
            let reasons = outcome.reasons.into_iter();
            let texts: Vec<String> = reasons.map(|reason| reason.text).collect();
            format!("{}\n{}", outcome.verdict, texts.join("\n"))
        };
        let usual = "\
            fail\n\
            1 new finding at or above major: value-mismatch\n\
            1 expired finding at or above major, the text having changed since: value-mismatch\n\
            2 rows gone from -, and 1 accepted finding with them\n\
            1 new or expired finding below major: repeated-word";
        assert_eq!(verdict(Settings::default()), usual);
        let strict = verdict(Settings {
            fail_on: Severity::Minor,
            fail_on_missing: true,
            ..Settings::default()
        });
        assert!(
            strict.starts_with(
                "fail\n2 new findings at or above minor: repeated-word, value-mismatch\n"
            ),
            "{strict}"
        );
    }

    #[test]
    fn accepting_all_makes_the_run_pass() {
        for (old, new) in [
            ("", "n=a/x!_x!"),
            ("n=a/x!_b", "n=a/x!_c"),
            ("1=a/x! 2=a/x!", "1=a/x!"),
            ("1=a/x!", "1=a/x! 2=a/x!"),
        ] {
            let (old, new) = (run(old), run(new));
            let (empty, all) = (Baseline::default(), Scope::default());
            let first = accept(&empty, None, &old, &all, Some("seen"));
            let next = accept(&first.baseline, Some(&first.scores), &new, &all, None);
            let settings = Settings {
                fail_on: Severity::Minor,
                fail_on_missing: true,
                ..Settings::default()
            };
            let outcome = compare(&next.baseline, Some(&next.scores), &new, &settings);
            assert_eq!(outcome.verdict, Verdict::Pass);
            assert_eq!(outcome.findings.known.len(), next.baseline.entries.len());
            let fresh = accept(&empty, None, &new, &all, None);
            assert_eq!(next.scores, fresh.scores);
        }
    }
}
