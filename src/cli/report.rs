//! `parvis report`: the whole result in files, each in the format of its extension.

use clap::{Args as ClapArgs, ValueHint};

use super::evaluation::{Consumer, EvaluationArgs, note_left_out};
use super::output::Output;
use super::{Status, gate};
use crate::error::{Error, Result};
use crate::evaluate::Judgement;
use crate::gate::{Run, changes};
use crate::report::{self, Changes, RENDERERS, Renderer, Report, View};
use crate::segment::Segment;

const EXAMPLES: &str = "\
Examples:
  parvis report news.tsv -o news.html              one page to read, filter and pass on
  parvis report news.tsv -o news.md                counts and findings for a pull request
  parvis report news.tsv -o news.xlsx              findings for reviewers, with room for comments
  parvis report news.tsv -o news.md -o news.json   several files from one run
  parvis report new.tsv --against old.tsv -o changes.html
                                                   what is new, fixed and still there

Exit status: 0 done, 2 usage or unreadable input.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// Where to write: .html, .md, .json, .xlsx or .csv; may be repeated
    #[arg(long, short, value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    output: Vec<String>,
    /// The same text as it was, to tell new findings from old ones in .html, .md and .json; the
    /// earlier TARGET with --parallel; may be repeated
    #[arg(long, value_name = "INPUT", value_hint = ValueHint::FilePath)]
    against: Vec<String>,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        // An extension that can't be written is told before the work, not after.
        let renderers: Vec<&Renderer> = self
            .output
            .iter()
            .map(|path| renderer_of(path))
            .collect::<Result<_>>()?;
        let (report, status) = if self.against.is_empty() {
            self.evaluation.report()?
        } else {
            self.compared()?
        };
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

impl Args {
    /// The report with what changed since the earlier text.
    fn compared(&self) -> Result<(Report, Status)> {
        let earlier = self.evaluation.of(&self.against)?;
        let (old, old_status) = gate::collect(&earlier, Vec::new())?;
        let mut keeper = RunKeeper {
            run: Run::new(self.evaluation.checks()?, Vec::new()),
            pairs: Vec::new(),
        };
        let (summary, status) = self.evaluation.run(&mut keeper)?;
        let changes = changes(&old, &keeper.run);
        let fixed = old.found().enumerate();
        let fixed = fixed.filter(|(at, _)| changes.fixed.contains(at));
        let report = Report {
            inputs: self.evaluation.inputs(),
            summary,
            pairs: keeper.pairs,
            changes: Some(Changes {
                against: self.against.clone(),
                fixed: fixed
                    .map(|(_, found)| (found.segment.clone(), found.finding.clone()))
                    .collect(),
                gone: changes.gone.len() as u64,
                new: changes.new,
            }),
        };
        let status = if old_status == Status::Passed {
            status
        } else {
            old_status
        };
        Ok((report, status))
    }
}

/// Keeps the pairs that have findings, and the run as the gate sees it.
struct RunKeeper {
    run: Run,
    pairs: Vec<(Segment, Judgement)>,
}

impl Consumer for RunKeeper {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        if !judgement.findings.is_empty() {
            self.pairs.push((segment.clone(), judgement.clone()));
        }
        self.run.add(segment, judgement);
        Ok(())
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
