//! The command `parvis`: reads arguments, runs the library, prints, and chooses the exit status.
//!
//! Adding a command: a file here with its arguments and a `run`, and one line in [`Command`] and
//! in [`Command::run`].

mod accept;
mod align;
mod annotate;
mod challenge;
mod check;
mod compare;
mod completions;
mod evaluation;
mod explain;
mod gate;
mod output;
mod progress;
mod report;
mod schema;
mod score;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Result;

/// Parses the arguments of the process, does what they say, and returns the exit status.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    match args.command.run() {
        Ok(status) => status.into(),
        // Whoever reads the output has seen enough; that is no failure.
        Err(error) if error.is_broken_pipe() => Status::Passed.into(),
        Err(error) => {
            output::print_error(&error);
            Status::Failed.into()
        }
    }
}

/// How a run ended, as the exit status tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// 0: done.
    Passed,
    /// 1: findings at or above `--fail-on`, or a gate that fails.
    Found,
    /// 2: usage, unreadable input, or, with `--strict`, a bad record.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Passed => Self::SUCCESS,
            Status::Found => Self::from(1),
            Status::Failed => Self::from(2),
        }
    }
}

const ABOUT: &str =
    "Checks and scores Swedish–English translations by what their numbers and names mean";

const EXAMPLES: &str = "\
Examples:
  parvis check news.tsv                      findings for people; exit status 1 from major up
  parvis check --fail-on critical *.jsonl    a stricter or laxer build
  parvis score news.tsv > scores.jsonl       a JSON object a pair, for programs
  parvis report news.tsv -o news.html        counts, plots and findings in one file
  parvis gate news.tsv --baseline b.tsv      what is new since `parvis accept`; 1 when it got worse
  echo 'i 6,3 miljarder dollar' | parvis annotate --lang sv
  parvis explain                             what each check finds, and why

Exit status: 0 done, 1 findings at or above --fail-on (check, gate), 2 usage or unreadable input.";

#[derive(Debug, Parser)]
#[command(name = "parvis", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print findings for people, or for programs with --format jsonl|sarif|junit|github
    Check(check::Args),
    /// Print one JSON object per pair, in input order
    Score(score::Args),
    /// Write a report to a file: .html, .md, .json, .xlsx, .csv
    Report(report::Args),
    /// Fail a build when a translation got worse than the accepted one
    Gate(Box<gate::Args>),
    /// Accept findings: write or update the baseline of the gate
    Accept(Box<accept::Args>),
    /// Align two documents, plain text or Markdown, into pairs
    Align(align::Args),
    /// Print the quantities and names of each input line as JSON
    Annotate(annotate::Args),
    /// Measure the checks on gold-labelled pairs
    Challenge(challenge::Args),
    /// Score systems against references and say whether a difference is real
    Compare(Box<compare::Args>),
    /// Explain a check, or list them all
    Explain(explain::Args),
    /// Print the JSON Schema of the output
    Schema,
    /// Print shell completions
    Completions(completions::Args),
}

impl Command {
    fn run(self) -> Result<Status> {
        match self {
            Self::Check(args) => args.run(),
            Self::Score(args) => args.run(),
            Self::Report(args) => args.run(),
            Self::Gate(args) => args.run(),
            Self::Accept(args) => args.run(),
            Self::Align(args) => args.run(),
            Self::Annotate(args) => args.run(),
            Self::Challenge(args) => args.run(),
            Self::Compare(args) => args.run(),
            Self::Explain(args) => args.run(),
            Self::Schema => schema::run(),
            Self::Completions(args) => args.run(),
        }
    }
}
