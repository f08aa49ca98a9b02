//! `parvis report`: the whole result in files, each in the format of its extension.

use clap::{Args as ClapArgs, ValueHint};

use super::Status;
use super::evaluation::{EvaluationArgs, note_left_out};
use super::output::Output;
use crate::error::{Error, Result};
use crate::report::{self, RENDERERS, Renderer, View};

const EXAMPLES: &str = "\
Examples:
  parvis report news.tsv -o news.html              one page to read, filter and pass on
  parvis report news.tsv -o news.md                counts and findings for a pull request
  parvis report news.tsv -o news.xlsx              findings for reviewers, with room for comments
  parvis report news.tsv -o news.md -o news.json   several files from one run

Exit status: 0 done, 2 usage or unreadable input.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// Where to write: .html, .md, .json, .xlsx or .csv; may be repeated
    #[arg(long, short, value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    output: Vec<String>,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        // An extension that can't be written is told before the work, not after.
        let renderers: Vec<&Renderer> = self
            .output
            .iter()
            .map(|path| renderer_of(path))
            .collect::<Result<_>>()?;
        let (report, status) = self.evaluation.report()?;
        for (path, renderer) in self.output.iter().zip(renderers) {
            let report::Output::Document(render) = renderer.output else {
                continue;
            };
            let mut out = Output::create(path)?;
            out.write(|out| render(&report, &View::default(), out))?;
            out.flush()?;
        }
        note_left_out(&report.summary);
        Ok(status)
    }
}

fn renderer_of(path: &str) -> Result<&'static Renderer> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    Renderer::for_extension(extension).ok_or_else(|| {
        let known: Vec<String> = RENDERERS
            .iter()
            .flat_map(|renderer| renderer.extensions)
            .map(|extension| format!(".{extension}"))
            .collect();
        let message = format!("cannot tell the format of {path} by its extension");
        Error::usage(message).with_hint(format!("reports are written as {}", known.join(", ")))
    })
}
