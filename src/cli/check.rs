//! `parvis check`: findings as they come, and an exit status that a build can act on.

use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, ValueEnum};

use super::Status;
use super::evaluation::{Consumer, EvaluationArgs, note_left_out};
use super::output::{Output, page_width, stdout_takes_color};
use crate::error::Result;
use crate::evaluate::Judgement;
use crate::finding::Severity;
use crate::report::{self, RENDERERS, Report, Stream, View};
use crate::segment::Segment;
use crate::summary::Summary;

const EXAMPLES: &str = "\
Examples:
  parvis check news.tsv                          a table with id, source and target
  parvis check --source-lang en mt.csv.gz        the source is English
  parvis check --parallel src.sv.txt mt.en.txt   two text files, line by line
  parvis check --select quantity,entity news.tsv only numbers and names
  parvis check --format jsonl news.tsv | jq -r .check | sort | uniq -c
  parvis check --format github news.tsv          annotations in a GitHub workflow
  parvis check --format sarif news.tsv > news.sarif
  zcat dump.jsonl.gz | parvis check -            JSON lines from a pipe

Input: .tsv, .csv, .jsonl, also as .gz or .zst. A header may name the columns id, source, target,
reference, domain, document, or call the sides sv and en. Without one, two columns are source and
target, three are id, source and target. JSON lines use the same names as keys.

Exit status: 0 no finding at or above --fail-on, 1 at least one, 2 usage or unreadable input.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "terminal",
          value_parser = PossibleValuesParser::new(RENDERERS.iter().map(|renderer| renderer.name)))]
    format: String,
    /// Exit with status 1 for findings from here up
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "major")]
    fail_on: FailOn,
    /// Show findings from here up [default: minor for terminal, neutral for programs]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    min_severity: Option<MinSeverity>,
}

/// What can fail a build.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    Minor,
    Major,
    Critical,
}

/// What can be shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum MinSeverity {
    Neutral,
    Minor,
    Major,
    Critical,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let renderer = RENDERERS
            .iter()
            .find(|renderer| renderer.name == self.format);
        let (summary, status) = match renderer.map(|renderer| &renderer.output) {
            Some(report::Output::Stream(make)) => self.stream(make(&self.view()))?,
            Some(report::Output::Document(render)) => self.document(*render)?,
            None => unreachable!("clap accepts only names of renderers"),
        };
        let has_failed = summary.findings.at_least(self.fail_on.into()) > 0;
        Ok(match status {
            Status::Passed if has_failed => Status::Found,
            status => status,
        })
    }

    /// Writes findings as they come.
    fn stream(&self, stream: Box<dyn Stream>) -> Result<(Summary, Status)> {
        let mut consumer = StreamConsumer {
            stream,
            out: Output::stdout(),
        };
        let (summary, status) = self.evaluation.run(&mut consumer)?;
        let StreamConsumer {
            mut stream,
            mut out,
        } = consumer;
        out.write(|out| stream.finish(&summary, out))?;
        out.flush()?;
        if self.format != "terminal" {
            note_left_out(&summary);
        }
        Ok((summary, status))
    }

    /// Writes everything at the end.
    fn document(&self, render: Render) -> Result<(Summary, Status)> {
        let (report, status) = self.evaluation.report()?;
        let mut out = Output::stdout();
        out.write(|out| render(&report, &self.view(), out))?;
        out.flush()?;
        note_left_out(&report.summary);
        Ok((report.summary, status))
    }

    fn view(&self) -> View {
        let is_for_people = self.format == "terminal";
        let usual = if is_for_people {
            Severity::Minor
        } else {
            Severity::Neutral
        };
        View {
            min_severity: self.min_severity.map_or(usual, Severity::from),
            fail_on: self.fail_on.into(),
            use_color: is_for_people && stdout_takes_color(),
            width: page_width(),
        }
    }
}

type Render = fn(&Report, &View, &mut dyn Write) -> io::Result<()>;

struct StreamConsumer {
    stream: Box<dyn Stream>,
    out: Output,
}

impl Consumer for StreamConsumer {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        let stream = &mut self.stream;
        self.out.write(|out| stream.pair(segment, &judgement, out))
    }
}

impl From<FailOn> for Severity {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Minor => Self::Minor,
            FailOn::Major => Self::Major,
            FailOn::Critical => Self::Critical,
        }
    }
}

impl From<MinSeverity> for Severity {
    fn from(level: MinSeverity) -> Self {
        match level {
            MinSeverity::Neutral => Self::Neutral,
            MinSeverity::Minor => Self::Minor,
            MinSeverity::Major => Self::Major,
            MinSeverity::Critical => Self::Critical,
        }
    }
}
