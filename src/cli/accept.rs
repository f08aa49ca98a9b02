//! `parvis accept`: makes the findings of a run the baseline of the gate, all or some of them.

use clap::{Args as ClapArgs, ValueHint};

use super::Status;
use super::evaluation::EvaluationArgs;
use super::gate::collect;
use super::output::{Output, print_error};
use crate::check::Selection;
use crate::error::{Error, Result};
use crate::gate::{Baseline, Run, Scope, Scores, accept, path_of_scores};
use crate::report::gate::{AcceptanceReport, write_acceptance, write_rows};

const EXAMPLES: &str = "\
Examples:
  parvis accept sv/*.tsv --baseline parvis-baseline.tsv
  parvis accept sv/*.tsv --baseline parvis-baseline.tsv --id n07 --reason 'agreed with the client'
  parvis accept sv/*.tsv --baseline parvis-baseline.tsv --check name-lowercased,locale
  parvis accept sv/*.tsv --baseline parvis-baseline.tsv --file sv/legal.tsv

The baseline is a sorted text file, one finding a line, for a review; the last column is the reason
and may be edited. Beside it stands a generated file, FILE.scores.jsonl, with what the rows are
remembered by and their scores. Commit both. Without --check, --id or --file the given inputs
become the baseline as a whole, so give all of them: findings that are fixed, and rows that are
gone, are dropped. With them, everything else stays as it was. Reasons are kept.

In .gitattributes, so that branches merge:
  parvis-baseline.tsv merge=union
  parvis-baseline.scores.jsonl -diff -merge
and after a merge, to bring the second file up to date, accept with --scores-only.

Exit status: 0 done, 2 usage or unreadable input; then nothing is written.";

const SCOPE: &str = "What is accepted";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    evaluation: EvaluationArgs,
    /// The file of accepted findings to write or bring up to date
    #[arg(long, value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    baseline: String,
    /// Only findings of these checks or groups, separated by commas
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', help_heading = SCOPE)]
    check: Vec<String>,
    /// Only findings in rows of this id; may be repeated
    #[arg(long, value_name = "ID", help_heading = SCOPE)]
    id: Vec<String>,
    /// Only findings in this file, named as in INPUT; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = SCOPE)]
    file: Vec<String>,
    /// Why: kept with the findings that have no reason yet
    #[arg(long, value_name = "TEXT", help_heading = SCOPE)]
    reason: Option<String>,
    /// Accept no finding, only write the rows and scores beside the baseline anew
    #[arg(long, conflicts_with_all = ["check", "id", "file", "reason"], help_heading = SCOPE)]
    scores_only: bool,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let scope = self.scope()?;
        let baseline = self.read_baseline()?;
        let scores_path = path_of_scores(&self.baseline);
        let scores = self.read_scores(&scores_path, &scope)?;
        let (run, status) = collect(&self.evaluation, self.metrics(scores.as_ref(), &scope)?)?;
        if status == Status::Failed {
            let message = "nothing is accepted, for not everything could be read";
            return Err(Error::usage(message));
        }
        if self.scores_only {
            let scores = Scores::new(&run.metrics, run.rows);
            write(&scores_path, &scores.to_text())?;
            let mut out = Output::stdout();
            out.write(|out| write_rows(&scores_path, &scores, out))?;
            out.flush()?;
            return Ok(Status::Passed);
        }
        self.refuse_empty_scope(&scope, &run)?;
        let accepted = accept(
            &baseline,
            scores.as_ref(),
            &run,
            &scope,
            self.reason.as_deref(),
        );
        write(&self.baseline, &accepted.baseline.to_text())?;
        write(&scores_path, &accepted.scores.to_text())?;
        let report = AcceptanceReport {
            acceptance: &accepted,
            baseline: &self.baseline,
            scores: &scores_path,
        };
        let mut out = Output::stdout();
        out.write(|out| write_acceptance(&report, out))?;
        out.flush()?;
        Ok(Status::Passed)
    }

    fn scope(&self) -> Result<Scope> {
        let checks = match self.check.is_empty() {
            true => None,
            false => Some(Selection::try_new(self.check.clone(), Vec::new())?),
        };
        Ok(Scope {
            checks,
            ids: self.id.clone(),
            files: self.file.clone(),
        })
    }

    /// The baseline; an empty one where there is no file, or nothing in it.
    fn read_baseline(&self) -> Result<Baseline> {
        match std::fs::metadata(&self.baseline) {
            Ok(file) if file.len() > 0 => Baseline::read(&self.baseline),
            _ => Ok(Baseline::default()),
        }
    }

    /// The accepted rows. Where all are replaced, a broken file is no obstacle.
    fn read_scores(&self, path: &str, scope: &Scope) -> Result<Option<Scores>> {
        match Scores::read(path) {
            Err(error) if scope.is_all() => {
                let origin = error.origin().cloned();
                let message = format!("{}; the file is written anew", error.message());
                print_error(&origin.map_or_else(
                    || Error::usage(message.clone()),
                    |origin| Error::warning(origin, message.clone()),
                ));
                Ok(None)
            }
            read => read,
        }
    }

    /// Option names of the metrics: those of the settings, or of the rows that stay.
    fn metrics(&self, scores: Option<&Scores>, scope: &Scope) -> Result<Vec<String>> {
        let settings = self.evaluation.config_near(&self.baseline)?.gate;
        Ok(match scores.filter(|_| !scope.is_all()) {
            Some(scores) => scores
                .metrics
                .iter()
                .map(|metric| metric.option.clone())
                .collect(),
            None => settings.metrics,
        })
    }

    /// Refuses ids and files that no row has: most likely they are mistyped.
    fn refuse_empty_scope(&self, scope: &Scope, run: &Run) -> Result<()> {
        let has_id = |id: &&String| run.rows.iter().any(|row| row.id == **id);
        if let Some(id) = scope.ids.iter().find(|id| !has_id(id)) {
            return Err(Error::usage(format!("no row has the id `{id}`")));
        }
        let has_file = |file: &&String| run.rows.iter().any(|row| *row.file == **file);
        if let Some(file) = scope.files.iter().find(|file| !has_file(file)) {
            return Err(Error::usage(format!("no row is from {file}"))
                .with_hint("name the file as in INPUT"));
        }
        Ok(())
    }
}

fn write(path: &str, text: &str) -> Result<()> {
    let mut out = Output::create(path)?;
    out.write(|out| out.write_all(text.as_bytes()))?;
    out.flush()
}
