//! For the tests of a Rust project that ships translations: `cargo test` fails when one of them
//! goes wrong.
//!
//! Three ways, from the strictest to the one that asks for nothing but a look at the diff:
//!
//! - [`assert_translations!`](crate::assert_translations) with a file: no finding from `major` up.
//! - The same with a baseline that `parvis accept` wrote: nothing worse than what was accepted.
//! - A snapshot of [`findings`] or [`listing`] with insta: every change shows in a review.
//!
//! ```no_run
//! # fn main() -> parvis::Result<()> {
//! parvis::assert_translations!("i18n/sv.tsv");
//! parvis::assert_translations!("i18n/sv.tsv", "i18n/legal.tsv"; baseline = "parvis-baseline.tsv");
//! # macro_rules! assert_snapshot { ($($arg:tt)*) => { let _ = $($arg)*; } }
//! // insta::
//! assert_snapshot!(parvis::testing::listing(&["i18n/sv.tsv"])?);
//! # Ok(())
//! # }
//! ```
//!
//! Files are judged as `parvis check` judges them: the nearest `parvis.toml` counts. A record that
//! can't be read is an error here, since nobody would see it counted. Results depend on nothing
//! but the files and the version of parvis.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::{Config, Rules};
use crate::error::{Error, ErrorKind, Result};
use crate::evaluate::{Evaluator, Judgement, Sink};
use crate::finding::Severity;
use crate::gate::{Baseline, Run, Scores, Settings, Verdict, compare, path_of_scores};
use crate::input;
use crate::record::{FindingRecord, Recorder};
use crate::report::gate::{GateReport, write_terminal};
use crate::report::{Output, RENDERERS, Report, View};
use crate::segment::Segment;

/// Fails a test when translations are wrong, with the findings as `parvis check` shows them.
///
/// With files alone, any finding from `major` up fails. With `baseline`, what `parvis gate` calls
/// a failure does; the settings are those of the `parvis.toml` nearest to the baseline.
///
/// # Panics
///
/// That is its purpose; also when a file or record can't be read.
#[macro_export]
macro_rules! assert_translations {
    ($($path:expr),+ $(,)?) => {
        if let Err(message) = $crate::testing::check(&[$($path),+]) {
            panic!("{message}");
        }
    };
    ($($path:expr),+ ; baseline = $baseline:expr $(,)?) => {
        if let Err(message) = $crate::testing::gate(&[$($path),+], $baseline) {
            panic!("{message}");
        }
    };
}

/// A finding with the id of its pair; serialises like a line of `parvis check --format jsonl`
/// without its place in the file, so that a moved line changes no snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairFinding {
    /// The id of the pair.
    pub id: String,
    /// The finding.
    #[serde(flatten)]
    pub finding: FindingRecord<'static>,
}

/// The findings from `minor` up in some files, in input order, as data to make a snapshot of.
///
/// # Errors
///
/// A file or record that can't be read, and settings that are wrong.
pub fn findings(paths: &[&str]) -> Result<Vec<PairFinding>> {
    let judged = judge(paths, Vec::new())?;
    let pairs = judged.report.pairs.iter();
    let findings = pairs.flat_map(|(segment, judgement)| {
        let recorder = Recorder::new(segment);
        let flagging = judgement.findings.iter();
        flagging
            .filter(|finding| finding.severity >= Severity::Minor)
            .map(|finding| PairFinding {
                id: segment.id.clone(),
                finding: recorder.record(finding).into_owned(),
            })
            .collect::<Vec<_>>()
    });
    Ok(findings.collect())
}

/// What `parvis check` prints for some files, as text to make a snapshot of.
///
/// # Errors
///
/// As [`findings`].
pub fn listing(paths: &[&str]) -> Result<String> {
    let judged = judge(paths, Vec::new())?;
    Ok(shown(&judged.report, Severity::Minor))
}

/// What [`assert_translations!`](crate::assert_translations) does with files alone.
///
/// # Errors
///
/// The findings from `major` up, or why a file can't be read, in words.
pub fn check(paths: &[&str]) -> std::result::Result<(), String> {
    const FAIL_ON: Severity = Severity::Major;
    let judged = judge(paths, Vec::new()).map_err(|error| error.to_string())?;
    if judged.report.summary.findings.at_least(FAIL_ON) == 0 {
        return Ok(());
    }
    Err(shown(&judged.report, FAIL_ON))
}

/// What [`assert_translations!`](crate::assert_translations) does with a baseline.
///
/// # Errors
///
/// What `parvis gate` prints when it fails, or why a file can't be read, in words.
pub fn gate(paths: &[&str], baseline: &str) -> std::result::Result<(), String> {
    let words = |error: Error| error.to_string();
    let settings = Config::nearest(baseline).map_err(words)?;
    let settings: Settings = settings.unwrap_or_default().gate;
    let accepted = Baseline::read(baseline).map_err(words)?;
    let scores = Scores::read(&path_of_scores(baseline)).map_err(words)?;
    let metrics = scores.iter().flat_map(|scores| &scores.metrics);
    let metrics = metrics.map(|metric| metric.option.clone()).collect();
    let judged = judge(paths, metrics).map_err(words)?;
    let outcome = compare(&accepted, scores.as_ref(), &judged.run, &settings);
    if outcome.verdict != Verdict::Fail {
        return Ok(());
    }
    let report = GateReport {
        commands: vec![None; outcome.reasons.len()],
        accept: format!("parvis accept {} --baseline {baseline}", paths.join(" ")),
        rows: judged.run.rows.len() as u64,
        outcome: &outcome,
    };
    Err(written(|out| {
        write_terminal(&report, &View::default(), out)
    }))
}

/// What some files amount to.
struct Judged {
    report: Report,
    run: Run,
    rules: BTreeMap<String, Rules>,
}

fn judge(paths: &[&str], metrics: Vec<String>) -> Result<Judged> {
    let mut rules = BTreeMap::new();
    for path in paths {
        let config = Config::nearest(path)?.unwrap_or_default();
        rules.insert((*path).to_owned(), config.rules(path)?);
    }
    let options = Rules::options(&rules);
    let settings = Settings {
        metrics,
        ..Settings::default()
    };
    let paths: Vec<String> = paths.iter().map(|&path| path.to_owned()).collect();
    let mut judged = Judged {
        report: Report {
            inputs: paths.clone(),
            ..Report::default()
        },
        run: Run::new(Rules::wanted_checks(&rules, &options), settings.metrics()?),
        rules,
    };
    let segments = input::open_all(paths, input::Options::default());
    Evaluator::new(options).run(segments, &mut judged)?;
    Ok(judged)
}

impl Sink for Judged {
    fn judged(&mut self, segment: &Segment, mut judgement: Judgement) -> Result<()> {
        if let Some(rules) = self.rules.get(&*segment.origin.file) {
            rules.apply(&mut judgement.findings);
        }
        self.report.summary.add(segment, &judgement);
        if !judgement.findings.is_empty() {
            self.report.pairs.push((segment.clone(), judgement.clone()));
        }
        self.run.add(segment, judgement);
        Ok(())
    }

    fn failed(&mut self, error: Error) -> Result<()> {
        match error.kind() {
            ErrorKind::Warning => Ok(()),
            _ => Err(error),
        }
    }
}

/// The report as the terminal shows it.
fn shown(report: &Report, min_severity: Severity) -> String {
    let view = View {
        min_severity,
        ..View::default()
    };
    let terminal = RENDERERS
        .iter()
        .find_map(|renderer| match &renderer.output {
            Output::Stream(make) if renderer.name == "terminal" => Some(make(&view)),
            _ => None,
        });
    let mut terminal = terminal.expect("a renderer is called terminal");
    written(|out| {
        for (segment, judgement) in &report.pairs {
            terminal.pair(segment, judgement, out)?;
        }
        terminal.finish(&report.summary, out)
    })
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes all that is written");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::Builder::new().suffix(".tsv").tempfile();
        let file = file.expect("a file can be made");
        std::fs::write(file.path(), text).expect("a file can be written");
        file
    }

    #[test]
    fn right_translations_pass() {
        let file = file("Det kostade 17 kronor.\tIt cost 17 kronor.\n");
        let path = file.path().display().to_string();
        crate::assert_translations!(&path);
        assert_eq!(findings(&[&path]).ok(), Some(Vec::new()));
    }

    #[test]
    fn wrong_ones_fail_with_what_is_wrong() {
        let file = file("Det kostade 17 kronor.\tIt cost 71 kronor.\n");
        let path = file.path().display().to_string();
        let message = check(&[&path]).expect_err("a number is wrong");
        assert!(message.contains("critical[value-mismatch]"), "{message}");
        let found = findings(&[&path]).expect("the file can be read");
        assert_eq!(found[0].finding.check, "value-mismatch");
    }

    #[test]
    fn what_can_not_be_read_fails() {
        let file = file("Det kostade 17 kronor.\tIt cost 17 kronor.\nbara en kolumn\n");
        let path = file.path().display().to_string();
        for (paths, expected) in [
            (&["nowhere.tsv"][..], "cannot read nowhere.tsv"),
            (&[&path], ":2: expected 2"),
        ] {
            let message = check(paths).expect_err("it can't be read");
            assert!(message.contains(expected), "{message}");
        }
        assert!(gate(&[&path], "nowhere-baseline.tsv").is_err());
    }
}
