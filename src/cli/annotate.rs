//! `parvis annotate`: what is understood in each line of a text.

use clap::{Args as ClapArgs, ValueHint};
use rayon::prelude::*;

use super::Status;
use super::evaluation::{RunArgs, parse_language};
use super::output::{Output, print_error};
use crate::annotate::{Annotated, Annotator};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{Bytes, lines::Lines};
use crate::locale::Language;
use crate::report::json;

const EXAMPLES: &str = "\
Examples:
  parvis annotate --lang sv nyheter.txt
  echo 'It raised $6.3 billion in the Netherlands.' | parvis annotate --lang en

A line: {\"text\":…,\"quantities\":[{\"start\":…,\"end\":…,\"text\":…,\"kind\":…,\"value\":…,\"unit\":…}],
\"entities\":[{\"start\":…,\"end\":…,\"text\":…,\"kind\":…,\"id\":…}]}. Offsets count Unicode code points.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Language of the text, sv or en
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    lang: Language,
    /// A plain-text file, or - for standard input
    #[arg(default_value = "-", value_hint = ValueHint::FilePath)]
    file: String,
    #[command(flatten)]
    run: RunArgs,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        self.run.in_pool(|| self.annotate())
    }

    fn annotate(&self) -> Result<Status> {
        let annotator = Annotator::new();
        let mut lines = Lines::new(Bytes::open(&self.file)?);
        let mut out = Output::stdout();
        let mut status = Status::Passed;
        loop {
            let (texts, errors) = read_batch(&mut lines);
            if texts.is_empty() && errors.is_empty() {
                break;
            }
            let written: Vec<Vec<u8>> = texts
                .par_iter()
                .map(|text| line(&annotator.annotate(text, self.lang)))
                .collect();
            out.write(|out| written.iter().try_for_each(|line| out.write_all(line)))?;
            for error in &errors {
                print_error(error);
                status = Status::Failed;
            }
            if errors.iter().any(|error| error.kind() != ErrorKind::Record) {
                break;
            }
        }
        out.flush()?;
        Ok(status)
    }
}

fn line(annotated: &Annotated<'_>) -> Vec<u8> {
    let mut line = Vec::new();
    json::write_annotated(annotated, &mut line).expect("a vector takes what is written");
    line
}

/// Reads some lines, and the errors met on the way; nothing at the end.
fn read_batch(lines: &mut Lines) -> (Vec<String>, Vec<Error>) {
    const LINES: usize = 2048;
    const BYTES: usize = 4 << 20;
    let (mut texts, mut errors, mut bytes) = (Vec::new(), Vec::new(), 0);
    while texts.len() < LINES && bytes < BYTES {
        match lines.next_line() {
            Ok(Some(line)) => {
                bytes += line.text.len();
                texts.push(line.text.to_owned());
            }
            Ok(None) => break,
            Err(error) => {
                let is_final = error.kind() != ErrorKind::Record;
                errors.push(error);
                if is_final {
                    break;
                }
            }
        }
    }
    (texts, errors)
}
