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
