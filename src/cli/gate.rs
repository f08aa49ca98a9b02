//! `parvis gate`: fails a build when the translation got worse than the one that was accepted.

use clap::{Args as ClapArgs, ValueEnum, ValueHint};

use super::Status;
use super::check::FailOn;
use super::evaluation::{Consumer, EvaluationArgs, note_left_out};
use super::output::{Output, page_width, stdout_takes_color};
use crate::error::{Error, Result};
use crate::evaluate::Judgement;
use crate::finding::Severity;
use crate::gate::{
    Baseline, Proof, Reason, Run, Scores, Settings, Tolerance, Verdict, compare, path_of_scores,
};
use crate::report::View;
#[cfg(feature = "reports")]
use crate::report::gate::write_junit;
use crate::report::gate::{GateReport, write_github, write_json, write_markdown, write_terminal};
use crate::segment::Segment;

const EXAMPLES: &str = "\
Examples:
  parvis accept sv/*.tsv --baseline parvis-baseline.tsv    once; commit what it writes
  parvis gate sv/*.tsv --baseline parvis-baseline.tsv      in every build
  parvis gate sv/*.tsv --baseline parvis-baseline.tsv --fail-on minor --fail-on-missing
  parvis gate sv/*.tsv --baseline parvis-baseline.tsv --tolerance chrf=0.5 --tolerance 'ter=2 %'
  parvis gate sv/*.tsv --baseline parvis-baseline.tsv --format md > comment.md    for a pull request
  parvis gate sv/*.tsv --baseline parvis-baseline.tsv --format json | jq -r '.new[].id'

A finding is new, known (accepted, text unchanged), expired (accepted, but the text of its row has
changed since) or fixed. Rows are known by what they say, so order and inserted rows change
nothing, and what an upgrade finds in unchanged text is listed apart. Where rows have a reference,
a score counts as worse only if a paired test proves it. [gate] in the parvis.toml nearest to the
baseline sets fail-on, fail-on-inconclusive, fail-on-missing, metrics, tolerance, [[gate.slice]].

Exit status: 0 pass, or inconclusive without --fail-on-inconclusive; 1 fail; 2 usage or unreadable
input.";

const GATE: &str = "What fails";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// The accepted findings, as `parvis accept` writes them
    #[arg(long, value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    baseline: String,
    /// How the outcome is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "terminal")]
    format: Format,
    /// Fail for new and expired findings from here up [default: major]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = GATE)]
    fail_on: Option<FailOn>,
    /// Fail where a score fell and too few rows tell whether by chance
    #[arg(long, help_heading = GATE)]
    fail_on_inconclusive: bool,
    /// Fail where rows have disappeared
    #[arg(long, help_heading = GATE)]
    fail_on_missing: bool,
    /// How far a score may fall: METRIC=POINTS, or METRIC=SHARE% of the accepted score; may be repeated
    #[arg(long, value_name = "METRIC=AMOUNT", value_parser = parse_tolerance, help_heading = GATE)]
    tolerance: Vec<(String, Tolerance)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Terminal,
    Json,
    #[cfg(feature = "reports")]
    Junit,
    Github,
    Md,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let settings = self.settings()?;
        let baseline = read_baseline(&self.baseline)?;
        let scores = Scores::read(&path_of_scores(&self.baseline))?;
        let metrics = scores.iter().flat_map(|scores| &scores.metrics);
        let options = metrics.map(|metric| metric.option.clone()).collect();
        let (run, status) = collect(&self.evaluation, options)?;
        let outcome = compare(&baseline, scores.as_ref(), &run, &settings);
        let report = GateReport {
            commands: outcome
                .reasons
                .iter()
                .map(|reason| self.command(reason))
                .collect(),
            accept: self.with_baseline("accept"),
            rows: run.rows.len() as u64,
            outcome: &outcome,
        };
        self.write(&report, settings.fail_on)?;
        Ok(match (status, outcome.verdict) {
            (Status::Passed, Verdict::Fail) => Status::Found,
            (status, _) => status,
        })
    }

    fn write(&self, report: &GateReport<'_>, fail_on: Severity) -> Result<()> {
        let view = View {
            min_severity: Severity::Minor,
            fail_on,
            use_color: self.format == Format::Terminal && stdout_takes_color(),
            width: page_width(),
        };
        let mut out = Output::stdout();
        out.write(|out| match self.format {
            Format::Terminal => write_terminal(report, &view, out),
            Format::Json => write_json(report, out),
            #[cfg(feature = "reports")]
            Format::Junit => write_junit(report, &view, out),
            Format::Github => write_github(report, out),
            Format::Md => write_markdown(report, out),
        })?;
        out.flush()
    }

    /// What the file of settings says, and before it the command line.
    fn settings(&self) -> Result<Settings> {
        let mut settings = self.evaluation.config_near(&self.baseline)?.gate;
        if let Some(severity) = self.fail_on {
            settings.fail_on = severity.into();
        }
        settings.fail_on_inconclusive |= self.fail_on_inconclusive;
        settings.fail_on_missing |= self.fail_on_missing;
        settings.tolerance.extend(self.tolerance.iter().cloned());
        settings.metrics()?;
        Ok(settings)
    }

    /// The command that shows what a reason says.
    fn command(&self, reason: &Reason) -> Option<String> {
        let join = |names: &std::collections::BTreeSet<String>| {
            names
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(",")
        };
        match reason.proof.as_ref()? {
            Proof::Check {
                files,
                checks,
                fail_on,
            } => {
                let mut line = self
                    .evaluation
                    .command("check", Some(files), Some(&join(checks)));
                if *fail_on != Severity::Major {
                    line.push_str(&format!(" --fail-on {fail_on}"));
                }
                Some(line)
            }
            Proof::Accept { checks } => {
                Some(self.accept_command(&[&format!("--check {}", join(checks))]))
            }
            Proof::AcceptScores => Some(self.accept_command(&["--scores-only"])),
            Proof::Gate => Some(self.with_baseline("gate")),
        }
    }

    fn accept_command(&self, options: &[&str]) -> String {
        format!("{} {}", self.with_baseline("accept"), options.join(" "))
    }

    fn with_baseline(&self, command: &str) -> String {
        let line = self.evaluation.command(command, None, None);
        format!(
            "{line} --baseline {}",
            super::evaluation::quoted(&self.baseline)
        )
    }
}

/// Judges the input, scoring by the metrics of these option names.
pub(super) fn collect(evaluation: &EvaluationArgs, metrics: Vec<String>) -> Result<(Run, Status)> {
    let settings = Settings {
        metrics,
        ..Settings::default()
    };
    let run = Run::new(evaluation.checks()?, settings.metrics()?);
    let mut collector = Collector(run);
    let (summary, status) = evaluation.run(&mut collector)?;
    note_left_out(&summary);
    Ok((collector.0, status))
}

struct Collector(Run);

impl Consumer for Collector {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        self.0.add(segment, judgement);
        Ok(())
    }
}

fn read_baseline(path: &str) -> Result<Baseline> {
    if std::path::Path::new(path).exists() {
        return Baseline::read(path);
    }
    let message = format!("there is no baseline {path}");
    let hint = format!(
        "look through `parvis check INPUT…`, then write it: parvis accept INPUT… --baseline {path}"
    );
    Err(Error::usage(message).with_hint(hint))
}

fn parse_tolerance(text: &str) -> std::result::Result<(String, Tolerance), String> {
    let (metric, amount) = text
        .split_once('=')
        .ok_or_else(|| "expected METRIC=AMOUNT, as chrf=0.5 or 'ter=2 %'".to_owned())?;
    Ok((metric.to_lowercase(), amount.parse()?))
}
