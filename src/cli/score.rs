//! `parvis score`: one JSON object per pair, in input order.

use clap::Args as ClapArgs;

use super::Status;
use super::evaluation::{Consumer, EvaluationArgs, note_left_out};
use super::output::Output;
use crate::error::Result;
use crate::evaluate::Judgement;
use crate::report::json;
use crate::segment::Segment;

const EXAMPLES: &str = "\
Examples:
  parvis score news.tsv > scores.jsonl
  parvis score --with-text --select quantity news.tsv | jq 'select(.findings != [])'
  parvis score --no-context --jobs 8 dump.jsonl.zst > scores.jsonl

A line: {\"id\":…,\"origin\":{\"file\":…,\"line\":…},\"scores\":{\"length_ratio\":…},\"findings\":[…]}.
Offsets count Unicode code points, end exclusive. `parvis schema` prints the JSON Schema.

Exit status: 0 done, 2 usage or unreadable input.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// Add the two texts to each line
    #[arg(long)]
    with_text: bool,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let mut lines = PairLines {
            with_text: self.with_text,
            out: Output::stdout(),
        };
        let (summary, status) = self.evaluation.run(&mut lines)?;
        lines.out.flush()?;
        note_left_out(&summary);
        Ok(status)
    }
}

struct PairLines {
    with_text: bool,
    out: Output,
}

impl Consumer for PairLines {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        let with_text = self.with_text;
        self.out
            .write(|out| json::write_pair(segment, &judgement, with_text, out))
    }
}
