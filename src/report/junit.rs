//! Findings as JUnit XML, the format that build servers read as test results: a suite a file, a
//! case for each check that found something in a pair.
//!
//! A case fails when its finding would fail the run, and is skipped with its message otherwise.
//! Its name is the id of the pair and the check, which stay when lines move, so that a build
//! server can tell a new failure from an old one. A file without findings has one case that
//! passes.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::{Output, Renderer, Report, View, terminal};
use crate::finding::Finding;
use crate::segment::Segment;
use crate::summary::Summary;

/// `check --format junit`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "junit",
    extensions: &[],
    output: Output::Document(write_report),
};

fn write_report(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut document = quick_junit::Report::new(env!("CARGO_PKG_NAME"));
    let mut pairs = report.pairs.iter().peekable();
    for counts in &report.summary.by_file {
        let mut suite = TestSuite::new(&*counts.file);
        while let Some((segment, judgement)) =
            pairs.next_if(|(segment, _)| segment.origin.file == counts.file)
        {
            suite.add_test_cases(cases(segment, &judgement.findings, view));
        }
        if suite.test_cases.is_empty() {
            suite.add_test_case(case(&counts.file, "no finding", TestCaseStatus::success()));
        }
        document.add_test_suite(suite);
    }
    document.add_test_suites(gaps(&report.summary));
    document.serialize(&mut *out).map_err(io::Error::other)
}

/// The cases of one pair, in the order of its findings.
fn cases(segment: &Segment, findings: &[Finding], view: &View) -> Vec<TestCase> {
    let mut by_check: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in findings
        .iter()
        .filter(|finding| finding.severity >= view.min_severity)
    {
        match by_check
            .iter_mut()
            .find(|(check, _)| *check == finding.check)
        {
            Some((_, found)) => found.push(finding),
            None => by_check.push((finding.check, vec![finding])),
        }
    }
    let with_place = |(check, found): (&str, Vec<&Finding>)| {
        let name = format!("{}: {check}", segment.id);
        let mut case = case(&segment.origin.file, &name, status(segment, &found, view));
        let line = segment.origin.line.to_string();
        for (key, value) in [("file", &*segment.origin.file), ("line", &line)] {
            case.extra
                .insert(XmlString::new(key), XmlString::new(value));
        }
        case
    };
    by_check.into_iter().map(with_place).collect()
}

/// A case of a suite that is named like `file`.
pub(super) fn case(file: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case
}

/// How findings of one check in one pair end their case.
pub(super) fn status(segment: &Segment, findings: &[&Finding], view: &View) -> TestCaseStatus {
    let does_fail = findings
        .iter()
        .any(|finding| finding.severity >= view.fail_on);
    let mut status = if does_fail {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    };
    let messages: Vec<&str> = findings.iter().map(|finding| &*finding.message).collect();
    status.set_message(messages.join("; "));
    if let Some(worst) = findings.iter().map(|finding| finding.severity).max() {
        status.set_type(worst.name());
    }
    status.set_description(description(segment, findings));
    status
}

fn description(segment: &Segment, findings: &[&Finding]) -> String {
    let mut lines = vec![
        segment.origin.to_string(),
        format!("{}: {}", segment.source_lang, segment.source),
        format!("{}: {}", segment.target_lang(), segment.target),
    ];
    let suggestions = findings
        .iter()
        .filter_map(|finding| finding.suggestion.as_ref());
    lines.extend(suggestions.map(|suggestion| format!("try: {suggestion}")));
    lines.join("\n")
}

/// What could not be read, as an error of the run.
fn gaps(summary: &Summary) -> Option<TestSuite> {
    if summary.bad_records + summary.unreadable_files == 0 {
        return None;
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(terminal::left_out(summary));
    let mut suite = TestSuite::new("input");
    suite.add_test_case(case("input", "everything was read", status));
    Some(suite)
}
