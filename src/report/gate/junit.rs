//! The outcome as JUnit XML: a case for every finding, score and reason that a build server
//! should remember.
//!
//! The suite `gate` has one case, the verdict. Findings that are new or expired fail from the
//! severity that fails the gate and are skipped below it; known ones are skipped with the reason
//! that somebody gave. Scores that are worse fail, those in doubt are skipped.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCaseStatus, TestSuite};

use super::{GateReport, line_of_found};
use crate::gate::{Findings, Found, ScoreChange, ScoreVerdict, Verdict};
use crate::report::View;
use crate::report::junit::{case, status};

/// Writes the outcome; findings fail from `view.fail_on` up.
///
/// # Errors
///
/// What `out` reports.
pub fn write_junit(report: &GateReport<'_>, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome;
    let mut document = quick_junit::Report::new(env!("CARGO_PKG_NAME"));
    document.add_test_suite(verdict(report));
    document.add_test_suite(findings(&outcome.findings, view));
    if !outcome.scores.is_empty() {
        let mut suite = TestSuite::new("scores");
        suite.add_test_cases(outcome.scores.iter().map(score));
        document.add_test_suite(suite);
    }
    document.serialize(&mut *out).map_err(io::Error::other)
}

fn verdict(report: &GateReport<'_>) -> TestSuite {
    let outcome = report.outcome;
    let mut status = match outcome.verdict {
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::Fail => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Inconclusive => TestCaseStatus::skipped(),
    };
    if outcome.verdict != Verdict::Pass {
        let first = outcome.reasons.first();
        status.set_message(first.map_or("", |reason| reason.text.as_str()));
        let reasons = outcome.reasons.iter().zip(&report.commands);
        let lines = reasons.flat_map(|(reason, command)| {
            let command = command.as_ref().map(|command| format!("  {command}"));
            std::iter::once(reason.text.clone()).chain(command)
        });
        status.set_description(lines.collect::<Vec<_>>().join("\n"));
    }
    let mut suite = TestSuite::new("gate");
    suite.add_test_case(case("gate", "nothing got worse", status));
    suite
}

fn findings(findings: &Findings<'_>, view: &View) -> TestSuite {
    let mut suite = TestSuite::new("findings");
    let open = |class: &str, found: &Found<'_>| {
        let name = format!("{}: {} ({class})", found.segment.id, found.finding.check);
        let status = status(found.segment, &[found.finding], view);
        case(&found.segment.origin.file, &name, status)
    };
    let expired = findings.expired.iter();
    suite.add_test_cases(findings.new.iter().map(|found| open("new", found)));
    suite.add_test_cases(expired.map(|(found, _)| open("expired", found)));
    let accepted = findings.known.iter().map(|(found, entry)| {
        let reason = entry.reason.as_deref().unwrap_or("accepted");
        skipped(found, reason)
    });
    suite.add_test_cases(accepted);
    let excused = findings.excused.iter();
    suite.add_test_cases(excused.map(|found| {
        skipped(
            found,
            "in unchanged text, or of a check that is new to the baseline",
        )
    }));
    suite
}

fn skipped(found: &Found<'_>, why: &str) -> quick_junit::TestCase {
    let mut status = TestCaseStatus::skipped();
    status.set_message(why);
    status.set_description(line_of_found(found));
    let name = format!("{}: {}", found.segment.id, found.finding.check);
    case(&found.segment.origin.file, &name, status)
}

fn score(change: &ScoreChange) -> quick_junit::TestCase {
    let mut status = match change.verdict {
        ScoreVerdict::Worse => TestCaseStatus::non_success(NonSuccessKind::Failure),
        ScoreVerdict::Inconclusive => TestCaseStatus::skipped(),
        ScoreVerdict::Better | ScoreVerdict::NotWorse | ScoreVerdict::WithinTolerance => {
            TestCaseStatus::success()
        }
    };
    if matches!(
        change.verdict,
        ScoreVerdict::Worse | ScoreVerdict::Inconclusive
    ) {
        status.set_message(change.reason.as_str());
    }
    let slice = change.slice.as_deref().unwrap_or("all rows");
    case("scores", &format!("{}: {slice}", change.metric), status)
}
