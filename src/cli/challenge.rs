//! `parvis challenge`: how often the checks are right, on pairs whose verdict is known.

use clap::{Args as ClapArgs, ValueEnum, ValueHint};

use super::Status;
use super::evaluation::RunArgs;
use super::output::Output;
use crate::challenge::{Challenge, read_gold};
use crate::error::Result;
use crate::evaluate::{Evaluator, Options};
use crate::input::Bytes;
use crate::report::challenge as render;

const EXAMPLES: &str = "\
Examples:
  parvis challenge gold.jsonl
  parvis challenge --format json gold.jsonl | jq .checks
  parvis challenge --errors gold.jsonl      also lists every item that is judged wrong

Gold lines carry id, source_lang, sv, en and either check, verdict, phenomenon and group, or
errors, a list of {\"group\",\"sv\",\"en\"} that holds all that is wrong with the pair.
Every item is judged alone, and findings count from minor up.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Gold-labelled pairs as JSON lines, or - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    gold: String,
    /// How the figures are written
    #[arg(long, value_enum, default_value = "terminal")]
    format: Format,
    /// List the items that are judged wrong
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Terminal,
    Json,
    Md,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let gold = read_gold(Bytes::open(&self.gold)?)?;
        let evaluator = Evaluator::new(Options::default());
        let challenge = self.run.in_pool(|| Challenge::run(&evaluator, &gold));
        let mut out = Output::stdout();
        out.write(|out| match self.format {
            Format::Terminal => render::write_terminal(&challenge, self.errors, out),
            Format::Json => render::write_json(&challenge, self.errors, out),
            Format::Md => render::write_markdown(&challenge, self.errors, out),
        })?;
        out.flush()?;
        Ok(Status::Passed)
    }
}
