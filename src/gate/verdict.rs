//! From what changed to a decision, with the reasons in order of weight.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::baseline::Entry;
use super::classify::Findings;
use super::regression::{ScoreChange, ScoreVerdict};
use super::row::{Found, Row};
use super::settings::Settings;
use crate::compare::number;
use crate::finding::Severity;
use crate::report::figures::counted;

/// The decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing that counts got worse.
    Pass,
    /// Something got worse.
    Fail,
    /// A score fell, and chance can't be ruled out.
    Inconclusive,
}

impl Verdict {
    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Inconclusive => "inconclusive",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One reason for the verdict, or a note on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it amounts to.
    pub weight: Weight,
    /// One line for people.
    pub text: String,
    /// How to see it with one's own eyes; `None` where there is nothing to see.
    pub proof: Option<Proof>,
}

/// What a reason amounts to, heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It alone makes the gate fail.
    Fail,
    /// It alone makes the gate inconclusive.
    Doubt,
    /// It changes nothing.
    Note,
}

/// The command that shows what a reason says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// `check` on these files for these checks, failing as the gate does.
    Check {
        /// The files as the user named them.
        files: BTreeSet<String>,
        /// Ids of the checks.
        checks: BTreeSet<String>,
        /// The mildest finding that counts.
        fail_on: Severity,
    },
    /// `accept` for these checks.
    Accept {
        /// Ids of the checks.
        checks: BTreeSet<String>,
    },
    /// `accept` that only writes the scores.
    AcceptScores,
    /// The gate itself.
    Gate,
}

/// What is weighed.
pub(super) struct Evidence<'e, 'r> {
    pub(super) findings: &'e Findings<'r>,
    pub(super) missing: &'e [&'r Row],
    pub(super) scores: &'e [ScoreChange],
    /// False where the accepted rows are not known.
    pub(super) has_rows: bool,
}

/// Weighs what changed.
pub(super) fn judge(evidence: &Evidence<'_, '_>, settings: &Settings) -> (Verdict, Vec<Reason>) {
    let mut reasons: Vec<Reason> = Vec::new();
    reasons.extend(new_findings(evidence.findings, settings));
    reasons.extend(expired_findings(evidence.findings, settings));
    reasons.extend(
        evidence
            .scores
            .iter()
            .filter_map(|change| score(change, settings)),
    );
    reasons.extend(missing_rows(evidence, settings));
    reasons.extend(mild_findings(evidence.findings, settings));
    reasons.extend(excused(evidence.findings));
    reasons.extend(unlooked(&evidence.findings.unlooked));
    if !evidence.has_rows {
        reasons.push(no_rows());
    }
    let weighs = |weight| reasons.iter().any(|reason| reason.weight == weight);
    let verdict = match (weighs(Weight::Fail), weighs(Weight::Doubt)) {
        (true, _) => Verdict::Fail,
        (false, true) => Verdict::Inconclusive,
        (false, false) => Verdict::Pass,
    };
    if verdict == Verdict::Pass {
        reasons.push(Reason {
            // Before the notes.
            weight: Weight::Doubt,
            text: format!("no new or expired finding at or above {}", settings.fail_on),
            proof: None,
        });
    }
    reasons.sort_by_key(|reason| reason.weight);
    (verdict, reasons)
}

fn new_findings(findings: &Findings<'_>, settings: &Settings) -> Option<Reason> {
    let bad = at_least(settings.fail_on, findings.new.iter());
    let text = |number, checks| format!("{number} at or above {}: {checks}", settings.fail_on);
    reason_of(&bad, "new finding", Weight::Fail, settings.fail_on, text)
}

fn expired_findings(findings: &Findings<'_>, settings: &Settings) -> Option<Reason> {
    let expired = findings.expired.iter().map(|(found, _)| found);
    let bad = at_least(settings.fail_on, expired);
    let text = |number, checks| {
        format!(
            "{number} at or above {}, the text having changed since: {checks}",
            settings.fail_on
        )
    };
    reason_of(
        &bad,
        "expired finding",
        Weight::Fail,
        settings.fail_on,
        text,
    )
}

/// New and expired findings that don't fail.
fn mild_findings(findings: &Findings<'_>, settings: &Settings) -> Option<Reason> {
    let expired = findings.expired.iter().map(|(found, _)| found);
    let all = findings.new.iter().chain(expired);
    let mild: Vec<&Found<'_>> = all
        .filter(|found| found.finding.severity < settings.fail_on)
        .collect();
    let text = |number, checks| format!("{number} below {}: {checks}", settings.fail_on);
    let noun = "new or expired finding";
    reason_of(&mild, noun, Weight::Note, Severity::Minor, text)
}

fn at_least<'a, 'r: 'a>(
    severity: Severity,
    found: impl Iterator<Item = &'a Found<'r>>,
) -> Vec<&'a Found<'r>> {
    found
        .filter(|found| found.finding.severity >= severity)
        .collect()
}

/// The reason that some findings are; `None` for none.
fn reason_of(
    found: &[&Found<'_>],
    noun: &str,
    weight: Weight,
    fail_on: Severity,
    text: impl Fn(String, String) -> String,
) -> Option<Reason> {
    let number = counted(found.len() as u64, noun);
    let checks: BTreeSet<String> = found
        .iter()
        .map(|found| found.finding.check.to_owned())
        .collect();
    let files = found.iter().map(|found| found.row.file.to_string());
    (!found.is_empty()).then(|| Reason {
        weight,
        text: text(number, listed(&checks)),
        proof: Some(Proof::Check {
            files: files.collect(),
            checks,
            fail_on,
        }),
    })
}

/// A score that fell or may have; nothing for those that did not.
fn score(change: &ScoreChange, settings: &Settings) -> Option<Reason> {
    let weight = match change.verdict {
        ScoreVerdict::Worse => Weight::Fail,
        ScoreVerdict::Inconclusive if settings.fail_on_inconclusive => Weight::Fail,
        ScoreVerdict::Inconclusive => Weight::Doubt,
        ScoreVerdict::WithinTolerance => Weight::Note,
        ScoreVerdict::Better | ScoreVerdict::NotWorse => return None,
    };
    let slice = change.slice.as_ref();
    let of_slice = slice.map_or_else(String::new, |slice| format!(" of {slice}"));
    Some(Reason {
        weight,
        text: format!(
            "{}{of_slice} went from {} to {}: {}",
            change.metric,
            number(change.before),
            number(change.after),
            change.reason
        ),
        proof: Some(Proof::Gate),
    })
}

fn missing_rows(evidence: &Evidence<'_, '_>, settings: &Settings) -> Option<Reason> {
    let missing = evidence.missing;
    let files: BTreeSet<&str> = missing.iter().map(|row| &*row.file).collect();
    let files: Vec<&str> = files.into_iter().collect();
    let weight = if settings.fail_on_missing {
        Weight::Fail
    } else {
        Weight::Note
    };
    let gone = evidence.findings.gone.len() as u64;
    let with_them = match gone {
        0 => String::new(),
        gone => format!(", and {} with them", counted(gone, "accepted finding")),
    };
    (!missing.is_empty()).then(|| Reason {
        weight,
        text: format!(
            "{} gone from {}{with_them}",
            counted(missing.len() as u64, "row"),
            files.join(", ")
        ),
        proof: Some(Proof::Gate),
    })
}

fn excused(findings: &Findings<'_>) -> Option<Reason> {
    let found = &findings.excused;
    let checks: BTreeSet<String> = found
        .iter()
        .map(|found| found.finding.check.to_owned())
        .collect();
    (!found.is_empty()).then(|| Reason {
        weight: Weight::Note,
        text: format!(
            "{} in unchanged text or of checks new to the baseline, held against nobody: {}",
            counted(found.len() as u64, "finding"),
            listed(&checks)
        ),
        proof: Some(Proof::Accept { checks }),
    })
}

fn unlooked(entries: &[&Entry]) -> Option<Reason> {
    let checks: BTreeSet<String> = entries.iter().map(|entry| entry.check.clone()).collect();
    (!entries.is_empty()).then(|| Reason {
        weight: Weight::Note,
        text: format!(
            "{} left aside, their checks not being looked for: {}",
            counted(entries.len() as u64, "accepted finding"),
            listed(&checks)
        ),
        proof: None,
    })
}

fn no_rows() -> Reason {
    Reason {
        weight: Weight::Note,
        text: "the scores beside the baseline are missing: rows that disappeared and scores that \
               fell can't be told"
            .to_owned(),
        proof: Some(Proof::AcceptScores),
    }
}

fn listed(names: &BTreeSet<String>) -> String {
    names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}
