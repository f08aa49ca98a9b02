//! What `check`, `score` and `report` share: which input, which findings, how many threads; and
//! the run itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Args as ClapArgs, ValueHint};

use super::Status;
use super::align::note_pairs;
use super::output::{print_error, print_note};
use super::progress::Progress;
use crate::align::{align, read_documents, segments};
use crate::annotate::Annotator;
use crate::check::Selection;
use crate::check::norm::Norms;
use crate::config::{Config, Profile, Rules};
use crate::error::{Error, ErrorKind, Result};
use crate::evaluate::{Evaluator, Judgement, Options, Sink};
use crate::glossary::Glossary;
use crate::input::{self, FORMATS, Format, Segments};
use crate::locale::Language;
use crate::report::Report;
use crate::report::terminal::left_out;
use crate::segment::Segment;
use crate::summary::Summary;

const INPUT: &str = "Input";
const WHAT: &str = "What to look for";
const RUN: &str = "Run";

/// Arguments that say what is judged and how.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct EvaluationArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Judge every pair alone: no neighbours, no evidence from the document
    #[arg(long, help_heading = WHAT)]
    no_context: bool,
    /// Names and terms of your own, as TSV or CSV: source, target, note, flags (keep, forbidden)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = WHAT)]
    glossary: Option<String>,
    /// Add the similarities of the two texts as strings to the scores; slow on long texts
    #[arg(long, help_heading = WHAT)]
    similarity: bool,
    #[command(flatten)]
    run: RunArgs,
    /// Exit with status 2 when a record had to be left out
    #[arg(long, help_heading = RUN)]
    strict: bool,
}

/// Arguments that say where the pairs are and how they are written.
#[derive(Clone, Debug, ClapArgs)]
struct InputArgs {
    /// Files with aligned pairs, or - for standard input
    #[arg(required_unless_present = "parallel", value_hint = ValueHint::FilePath)]
    input: Vec<String>,
    /// Two plain-text files instead of INPUT: line 7 of the one is the source of line 7 of the other
    #[arg(long, num_args = 2, value_names = ["SOURCE", "TARGET"], conflicts_with_all = ["input", "input_format"],
          value_hint = ValueHint::FilePath, help_heading = INPUT)]
    parallel: Option<Vec<String>>,
    /// Take the two files of --parallel as documents, and align their sentences first
    #[arg(long, requires = "parallel", conflicts_with = "input", help_heading = INPUT)]
    align: bool,
    /// Format of every INPUT [default: by extension; jsonl for -]
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)),
          help_heading = INPUT)]
    input_format: Option<String>,
    #[command(flatten)]
    languages: LanguageArgs,
    /// Column or key of the source: a name, or a number from 1
    #[arg(long, value_name = "COLUMN", help_heading = INPUT)]
    source_column: Option<String>,
    /// Column or key of the target
    #[arg(long, value_name = "COLUMN", help_heading = INPUT)]
    target_column: Option<String>,
    /// Column or key of the id
    #[arg(long, value_name = "COLUMN", help_heading = INPUT)]
    id_column: Option<String>,
    /// Judge translations that the file marks as unfinished, too: fuzzy in PO, new in XLIFF
    #[arg(long, help_heading = INPUT)]
    unfinished: bool,
}

/// Arguments that say which side is in which language.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct LanguageArgs {
    /// Language of the source, sv or en [default: what the file says, else sv]
    #[arg(long, value_name = "LANG", value_parser = parse_language, help_heading = INPUT)]
    source_lang: Option<Language>,
    /// Language of the target, sv or en [default: the other one]
    #[arg(long, value_name = "LANG", value_parser = parse_language, help_heading = INPUT)]
    target_lang: Option<Language>,
}

/// Arguments that choose checks; they go before what a file of settings says.
#[derive(Clone, Debug, ClapArgs)]
struct SelectionArgs {
    /// Only these checks or groups, separated by commas
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', help_heading = WHAT)]
    select: Vec<String>,
    /// All but these checks or groups; the more precise name wins over --select
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', help_heading = WHAT)]
    ignore: Vec<String>,
    /// Kind of text; leaves out the checks that make no sense in it
    #[arg(long, value_name = "PROFILE", value_parser = PossibleValuesParser::new(Profile::ALL.map(Profile::name)),
          help_heading = WHAT)]
    profile: Option<String>,
    /// Norms to hold the targets to, separated by commas: isof, tt, uk, us, or for both languages eu, cldr
    #[arg(long, value_name = "NORM,…", value_delimiter = ',', help_heading = WHAT)]
    norm: Vec<String>,
    /// Settings to go by [default: the nearest parvis.toml in the folder of INPUT or above]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "isolated", help_heading = WHAT)]
    config: Option<String>,
    /// Go by no parvis.toml
    #[arg(long, help_heading = WHAT)]
    isolated: bool,
}

/// Arguments that change how the work is done, never what comes out.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct RunArgs {
    /// Number of threads [default: one per core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = RUN)]
    jobs: Option<u16>,
}

/// Takes the results of a run.
pub(super) trait Consumer: Send {
    /// Takes one judged segment, in input order.
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()>;
}

impl EvaluationArgs {
    /// Judges the input; the summary, and whether the input was read as it should be.
    pub(super) fn run(&self, consumer: &mut impl Consumer) -> Result<(Summary, Status)> {
        let rules = self.rules()?;
        let evaluator = Evaluator::new(self.options(&rules)?);
        let segments = self
            .run
            .in_pool(|| self.input.open(evaluator.annotator()))?;
        let mut sink = CountingSink {
            consumer,
            rules,
            summary: Summary::default(),
            progress: Progress::new(),
        };
        self.run.in_pool(|| evaluator.run(segments, &mut sink))?;
        sink.progress.finish();
        let summary = sink.summary;
        let is_broken = summary.unreadable_files > 0 || (self.strict && summary.bad_records > 0);
        let status = if is_broken {
            Status::Failed
        } else {
            Status::Passed
        };
        Ok((summary, status))
    }

    /// Judges the input and keeps what has findings.
    pub(super) fn report(&self) -> Result<(Report, Status)> {
        let mut keeper = Keeper::default();
        let (summary, status) = self.run(&mut keeper)?;
        let report = Report {
            inputs: self.inputs(),
            summary,
            pairs: keeper.0,
            changes: None,
        };
        Ok((report, status))
    }

    /// The same evaluation of other inputs; of the same source and another target, where the
    /// inputs are parallel texts.
    pub(super) fn of(&self, inputs: &[String]) -> Result<Self> {
        let mut other = self.clone();
        match (&mut other.input.parallel, inputs) {
            (Some(parallel), [target]) => {
                parallel.truncate(1);
                parallel.push(target.clone());
            }
            (Some(_), _) => {
                let message = "expected one earlier target for two parallel texts";
                return Err(Error::usage(message));
            }
            (None, inputs) => other.input.input = inputs.to_vec(),
        }
        Ok(other)
    }

    /// The inputs as the user named them.
    pub(super) fn inputs(&self) -> Vec<String> {
        let parallel = self.input.parallel.iter().flatten();
        parallel.chain(&self.input.input).cloned().collect()
    }

    /// Ids of the checks that are looked for in any of the inputs.
    pub(super) fn checks(&self) -> Result<BTreeSet<&'static str>> {
        let rules = self.rules()?;
        Ok(Rules::wanted_checks(&rules, &self.options(&rules)?))
    }

    /// The settings that hold for the file at `path`.
    pub(super) fn config_near(&self, path: &str) -> Result<Config> {
        self.selection.config(path)
    }

    /// The line that runs another command on the same input in the same way, or on some of its
    /// `files` and for some checks only.
    pub(super) fn command(
        &self,
        command: &str,
        files: Option<&BTreeSet<String>>,
        select: Option<&str>,
    ) -> String {
        let mut words = vec!["parvis".to_owned(), command.to_owned()];
        let mut option = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                words.extend([name.to_owned(), quoted(value)]);
            }
        };
        let (input, selection) = (&self.input, &self.selection);
        option("--input-format", input.input_format.as_deref());
        option(
            "--source-lang",
            input.languages.source_lang.map(Language::code),
        );
        option(
            "--target-lang",
            input.languages.target_lang.map(Language::code),
        );
        option("--source-column", input.source_column.as_deref());
        option("--target-column", input.target_column.as_deref());
        option("--id-column", input.id_column.as_deref());
        option("--glossary", self.glossary.as_deref());
        option("--profile", selection.profile.as_deref());
        option("--config", selection.config.as_deref());
        let list = |names: &[String]| (!names.is_empty()).then(|| names.join(","));
        option("--norm", list(&selection.norm).as_deref());
        option("--select", select.or(list(&selection.select).as_deref()));
        let ignore = list(&selection.ignore).filter(|_| select.is_none());
        option("--ignore", ignore.as_deref());
        let switches = [
            ("--align", input.align),
            ("--unfinished", input.unfinished),
            ("--no-context", self.no_context),
            ("--isolated", selection.isolated),
            ("--unfinished", input.unfinished),
            ("--align", input.align),
        ];
        let switches = switches.iter().filter(|(_, is_on)| *is_on);
        words.extend(switches.map(|(name, _)| (*name).to_owned()));
        if let Some(parallel) = &input.parallel {
            words.push("--parallel".to_owned());
            words.extend(parallel.iter().map(|file| quoted(file)));
        } else {
            let is_meant = |file: &&String| files.is_none_or(|files| files.contains(*file));
            let files = input.input.iter().filter(is_meant);
            words.extend(files.map(|file| quoted(file)));
        }
        words.join(" ")
    }

    fn glossary(&self) -> Result<Option<Arc<Glossary>>> {
        let Some(path) = &self.glossary else {
            return Ok(None);
        };
        let source_lang = self.input.languages.source_lang()?;
        let glossary = Glossary::read(path, source_lang.unwrap_or(Language::Swedish))?;
        Ok(Some(Arc::new(glossary)))
    }

    /// The rules of every input, by the name that its segments carry.
    fn rules(&self) -> Result<BTreeMap<String, Rules>> {
        let names = match self.input.parallel.as_deref() {
            // Origins of findings are lines of the target.
            Some([_, target]) => std::slice::from_ref(target),
            _ => &self.input.input[..],
        };
        let with_rules = |name: &String| Ok((name.clone(), self.selection.rules(name)?));
        names.iter().map(with_rules).collect()
    }

    fn options(&self, rules: &BTreeMap<String, Rules>) -> Result<Options> {
        Ok(Options {
            use_context: !self.no_context,
            use_similarity: self.similarity,
            glossary: self.glossary()?,
            ..Rules::options(rules)
        })
    }
}

impl InputArgs {
    fn open(&self, annotator: &Annotator) -> Result<Segments> {
        let options = self.options()?;
        if let Some([source, target]) = self.parallel.as_deref() {
            if self.align {
                let (source, target) = read_documents(source, target, options.source_lang)?;
                let pairs = align(annotator, &source, &target);
                note_pairs(&source, &target, &pairs);
                return Ok(Box::new(
                    segments(&pairs, &source, &target).into_iter().map(Ok),
                ));
            }
            return input::open_parallel(source, target, &options);
        }
        let pipes = self.input.iter().filter(|path| *path == "-").count();
        if pipes > 1 {
            return Err(Error::usage("standard input can be read only once"));
        }
        Ok(input::open_all(self.input.clone(), options))
    }

    fn options(&self) -> Result<input::Options> {
        Ok(input::Options {
            format: self.input_format.as_deref().and_then(Format::from_name),
            source_lang: self.languages.source_lang()?,
            source_column: self.source_column.clone(),
            target_column: self.target_column.clone(),
            id_column: self.id_column.clone(),
            unfinished: self.unfinished,
        })
    }
}

impl LanguageArgs {
    /// The language of the source, where one of the two is given.
    pub(super) fn source_lang(&self) -> Result<Option<Language>> {
        if let (Some(source), Some(target)) = (self.source_lang, self.target_lang)
            && source == target
        {
            let message = format!("source and target are both {source}");
            return Err(Error::usage(message));
        }
        Ok(self.source_lang.or(self.target_lang.map(Language::other)))
    }
}

impl SelectionArgs {
    /// What holds for `input`.
    fn rules(&self, input: &str) -> Result<Rules> {
        let mut config = self.config(input)?;
        if let Some(profile) = self.profile.as_deref().and_then(Profile::from_name) {
            config.profile = Some(profile);
        }
        if !self.norm.is_empty() {
            config.norm = Norms::try_new(&self.norm)?;
        }
        let selection = Selection::try_new(self.select.clone(), self.ignore.clone())?;
        Ok(config.rules(input)?.under(selection))
    }

    fn config(&self, input: &str) -> Result<Config> {
        match &self.config {
            Some(path) => Config::read(path),
            None if self.isolated => Ok(Config::default()),
            None => Ok(Config::nearest(input)?.unwrap_or_default()),
        }
    }
}

impl RunArgs {
    /// Does `work` on as many threads as are wanted.
    pub(super) fn in_pool<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let jobs = self.jobs.map_or(0, usize::from);
        match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
            Ok(pool) => pool.install(work),
            // Threads can be refused; the calling one is always there.
            Err(_) => work(),
        }
    }
}

/// Says on standard error what was left out, where the output itself has no place for it and
/// something else was read.
pub(super) fn note_left_out(summary: &Summary) {
    if summary.pairs > 0 && summary.bad_records + summary.unreadable_files > 0 {
        print_note(&format!("{}\n", left_out(summary)));
    }
}

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,:=+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

pub(super) fn parse_language(tag: &str) -> std::result::Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "expected sv or en".to_owned())
}

/// Keeps the segments that have findings.
#[derive(Default)]
struct Keeper(Vec<(Segment, Judgement)>);

impl Consumer for Keeper {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        if !judgement.findings.is_empty() {
            self.0.push((segment.clone(), judgement));
        }
        Ok(())
    }
}

/// Settles and counts what passes, and reports what fails as it comes.
struct CountingSink<'c, C> {
    consumer: &'c mut C,
    rules: BTreeMap<String, Rules>,
    summary: Summary,
    progress: Progress,
}

impl<C: Consumer> Sink for CountingSink<'_, C> {
    fn judged(&mut self, segment: &Segment, mut judgement: Judgement) -> Result<()> {
        if let Some(rules) = self.rules.get(&*segment.origin.file) {
            rules.apply(&mut judgement.findings);
        }
        self.summary.add(segment, &judgement);
        self.progress.set(self.summary.pairs);
        self.consumer.judged(segment, judgement)
    }

    fn failed(&mut self, error: Error) -> Result<()> {
        match error.kind() {
            ErrorKind::Record => self.summary.bad_records += 1,
            ErrorKind::Warning => {}
            ErrorKind::File | ErrorKind::Usage => self.summary.unreadable_files += 1,
            ErrorKind::Output => return Err(error),
        }
        self.progress.hidden(|| print_error(&error));
        Ok(())
    }
}
