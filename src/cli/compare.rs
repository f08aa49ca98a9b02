//! `parvis compare`: scores systems against references and says whether a difference is real.

use std::path::Path;

use clap::{Args as ClapArgs, ValueEnum, ValueHint};

use super::Status;
use super::evaluation::RunArgs;
use super::output::{Output, print_error};
use crate::compare::calibration::{Rejections, calibrate};
use crate::compare::changes::{Texts, changes};
use crate::compare::slices::{Column, columns_of, slices};
use crate::compare::{self, Measured, Test};
use crate::error::{Error, Result};
use crate::input::Bytes;
use crate::input::lines::Lines;
use crate::metric::import::{Imported, SystemScores, read_scores};
use crate::metric::{self, Bleu, Chrf, Metric, Smoothing, Ter};
use crate::report::comparison::{
    Document, write_calibration, write_json, write_markdown, write_terminal,
};
use crate::score::{Direction, Range};
use crate::span::Origin;
use crate::text::mt_tokenizer::Tokenizer;
use crate::text::pysplit::trim_end;

const EXAMPLES: &str = "\
Examples:
  parvis compare --reference ref.txt old.txt new.txt
  parvis compare --reference ref.txt --metric bleu,chrf,wer --format json old.txt new.txt
  parvis compare --reference ref.txt --details --columns domains.tsv old.txt new.txt
  parvis compare --reference ref.txt --scores COMET=comet.json --scores judge:higher:grade=old.jsonl,new.jsonl old.txt new.txt
  parvis compare --reference ref.txt --calibrate 4000 --trials 1000 old.txt new.txt

Files are plain text, one segment a line, the same number of lines in each. The first system is the
baseline. A verdict is better, worse, no difference shown (nothing changed, or the interval of the
difference lies within --margin) or inconclusive (too few segments changed, or too wide an interval).

Exit status: 0 done, 2 usage or unreadable input.";

const METRICS: &str = "Metrics";
const STATISTICS: &str = "Statistics";
const OUTPUT: &str = "Output";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Outputs of the systems, one segment a line; the first is the baseline
    #[arg(required = true, value_name = "HYP", value_hint = ValueHint::FilePath)]
    systems: Vec<String>,
    /// Reference translation, one segment a line; may be repeated
    #[arg(long, required = true, value_name = "REF", value_hint = ValueHint::FilePath)]
    reference: Vec<String>,
    #[command(flatten)]
    metrics: MetricArgs,
    #[command(flatten)]
    statistics: StatisticsArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, ClapArgs)]
struct MetricArgs {
    /// Metrics, separated by commas: bleu, chrf, chrf++, ter, wer, cer, rouge-l, exact-match,
    /// length-ratio, levenshtein, damerau-levenshtein, jaro-winkler, sorensen-dice
    #[arg(long, value_name = "METRICS", value_delimiter = ',', default_value = "bleu,chrf,chrf++,ter", help_heading = METRICS)]
    metric: Vec<String>,
    /// Scores of another tool: NAME[:higher|lower[:FIELD]]=FILE[,FILE…], one file a system or one
    /// that names the systems (COMET JSON or output, MetricX or judge JSONL, TSV, plain numbers)
    #[arg(long, value_name = "SCORES", help_heading = METRICS)]
    scores: Vec<String>,
    /// How BLEU cuts segments into tokens
    #[arg(long, value_enum, default_value = "13a", help_heading = METRICS)]
    tokenize: Tokenize,
    /// Lower-case for BLEU and chrF (TER always does, unless --ter-case-sensitive)
    #[arg(long, help_heading = METRICS)]
    lowercase: bool,
    /// What BLEU takes for a precision of 0
    #[arg(long, value_enum, default_value = "exp", help_heading = METRICS)]
    smooth: Smooth,
    /// Parameter of floor [default: 0.1] and add-k [default: 1]
    #[arg(long, value_name = "NUMBER", help_heading = METRICS)]
    smooth_value: Option<f64>,
    /// Leave out n-grams longer than all hypotheses from corpus BLEU (from segments they always are)
    #[arg(long, help_heading = METRICS)]
    effective_order: bool,
    /// How many times recall weighs as much as precision in chrF
    #[arg(long, value_name = "NUMBER", default_value_t = 2.0, value_parser = parse_beta, help_heading = METRICS)]
    chrf_beta: f64,
    /// Count white space as characters in chrF
    #[arg(long, help_heading = METRICS)]
    chrf_whitespace: bool,
    /// Average the F-scores of all orders in chrF, as chrF++.py, NLTK and Moses do
    #[arg(long, help_heading = METRICS)]
    chrf_eps_smoothing: bool,
    /// Split off punctuation before TER
    #[arg(long, help_heading = METRICS)]
    ter_normalized: bool,
    /// Remove punctuation before TER
    #[arg(long, help_heading = METRICS)]
    ter_no_punct: bool,
    /// Extend the two options above to Chinese and Japanese
    #[arg(long, help_heading = METRICS)]
    ter_asian_support: bool,
    /// Tell upper from lower case in TER
    #[arg(long, help_heading = METRICS)]
    ter_case_sensitive: bool,
}

#[derive(Debug, ClapArgs)]
struct StatisticsArgs {
    /// Paired test against the first system
    #[arg(long, value_enum, default_value = "randomization", help_heading = STATISTICS)]
    test: TestName,
    /// Trials of the test and resamples for intervals; 0 for no test and no interval [default:
    /// 10000; 1000 with --compat sacrebleu --test bootstrap or --calibrate]
    #[arg(long, value_name = "N", help_heading = STATISTICS)]
    trials: Option<usize>,
    /// Seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = 12_345, help_heading = STATISTICS)]
    seed: u64,
    /// Level of confidence in per cent; tests are significant at 100 minus it
    #[arg(long, value_name = "PERCENT", default_value_t = 95.0, value_parser = parse_level, help_heading = STATISTICS)]
    level: f64,
    /// Differences up to so many points do not matter (per cent of the scale of imported scores)
    #[arg(long, value_name = "POINTS", default_value_t = 1.0, value_parser = parse_margin, help_heading = STATISTICS)]
    margin: f64,
    /// Repeat the tests and intervals of sacreBLEU 2.6.0, bit for bit
    #[arg(long, value_enum, value_name = "TOOL", help_heading = STATISTICS)]
    compat: Option<Compat>,
    /// Measure instead how often the test calls a difference where there is none: so many pairs are
    /// made of the first two systems for each number of changed segments
    #[arg(long, value_name = "PAIRS", help_heading = STATISTICS)]
    calibrate: Option<usize>,
}

#[derive(Debug, ClapArgs)]
struct OutputArgs {
    /// How the comparison is written
    #[arg(long, value_enum, default_value = "terminal", help_heading = OUTPUT)]
    format: Format,
    /// List the scores of every segment
    #[arg(long, help_heading = OUTPUT)]
    segments: bool,
    /// Show what changed: segments that lost and gained most with their words, n-grams, slices
    #[arg(long, help_heading = OUTPUT)]
    details: bool,
    /// Number of segments and n-grams in each list of --details
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = OUTPUT)]
    examples: usize,
    /// Metric that sorts the segments in --details [default: chrF if there, else the first]
    #[arg(long, value_name = "METRIC", help_heading = OUTPUT)]
    by: Option<String>,
    /// TSV with a header and one row a segment: every column is a slice in --details
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = OUTPUT)]
    columns: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tokenize {
    #[value(name = "13a")]
    ThirteenA,
    Intl,
    Char,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Smooth {
    Exp,
    Floor,
    #[value(name = "add-k")]
    AddK,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TestName {
    Randomization,
    Bootstrap,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Compat {
    Sacrebleu,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Terminal,
    Json,
    Md,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let mut out = Output::stdout();
        self.run.in_pool(|| self.compare(&mut out))?;
        out.flush()?;
        Ok(Status::Passed)
    }

    fn compare(&self, out: &mut Output) -> Result<()> {
        let references = read_texts(&self.reference)?;
        let systems = read_texts(&self.systems)?;
        let count = references[0].len();
        check_counts(&self.reference, &references, (&self.reference[0], count))?;
        check_counts(&self.systems, &systems, (&self.reference[0], count))?;
        let warnings = empty_references(&self.reference, &references);
        let names = system_names(&self.systems);
        let metrics = self.metrics.metrics()?;
        let mut measured: Vec<Measured<'_>> = metrics
            .iter()
            .map(|metric| Measured::by(metric.as_ref(), &systems, &references))
            .collect();
        for scores in &self.metrics.scores {
            measured.push(imported(scores, &names, &self.systems, count)?);
        }
        let options = self.statistics.options();
        if let Some(pairs) = self.statistics.calibrate {
            return write_calibrations(&measured, pairs, &options, out);
        }
        let comparison = compare::compare(&names, &measured, &options);
        let texts = Texts {
            systems: &systems,
            references: &references,
        };
        let (changes, slices) = if self.output.details {
            let by = self.output.deciding(&measured)?;
            let mut columns = columns_of(&references[0]);
            if let Some(path) = &self.output.columns {
                columns.extend(read_columns(path, count)?);
            }
            let changed = (1..names.len())
                .map(|system| changes(by, &names, system, texts, self.output.examples));
            (changed.collect(), slices(&measured, &columns))
        } else {
            (Vec::new(), Vec::new())
        };
        let document = Document {
            comparison: &comparison,
            options: &options,
            warnings: &warnings,
            segments: self.output.segments.then_some(&measured[..]),
            changes: &changes,
            slices: &slices,
        };
        out.write(|out| match self.output.format {
            Format::Terminal => write_terminal(&document, out),
            Format::Json => write_json(&document, out),
            Format::Md => write_markdown(&document, out),
        })
    }
}

impl MetricArgs {
    fn metrics(&self) -> Result<Vec<Box<dyn Metric>>> {
        let options = self.options();
        let metric = |name: &String| {
            metric::from_name(name.trim(), &options).ok_or_else(|| {
                let known: Vec<_> = metric::names().collect();
                Error::usage(format!(
                    "unknown metric `{name}`, expected one of {}",
                    known.join(", ")
                ))
            })
        };
        self.metric
            .iter()
            .filter(|name| !name.trim().is_empty())
            .map(metric)
            .collect()
    }

    fn options(&self) -> metric::Options {
        let tokenizer = match self.tokenize {
            Tokenize::ThirteenA => Tokenizer::ThirteenA,
            Tokenize::Intl => Tokenizer::International,
            Tokenize::Char => Tokenizer::Characters,
            Tokenize::None => Tokenizer::Whitespace,
        };
        let smoothing = match self.smooth {
            Smooth::Exp => Smoothing::Exponential,
            Smooth::Floor => Smoothing::Floor(self.smooth_value.unwrap_or(Smoothing::FLOOR)),
            Smooth::AddK => Smoothing::AddK(self.smooth_value.unwrap_or(Smoothing::ADD_K)),
            Smooth::None => Smoothing::None,
        };
        metric::Options {
            bleu: Bleu {
                tokenizer,
                smoothing,
                lowercase: self.lowercase,
                effective_order: self.effective_order,
            },
            chrf: Chrf {
                beta: self.chrf_beta,
                lowercase: self.lowercase,
                whitespace: self.chrf_whitespace,
                epsilon_smoothing: self.chrf_eps_smoothing,
                ..Chrf::default()
            },
            ter: Ter {
                normalized: self.ter_normalized,
                no_punctuation: self.ter_no_punct,
                asian_support: self.ter_asian_support,
                case_sensitive: self.ter_case_sensitive,
            },
        }
    }
}

impl StatisticsArgs {
    fn options(&self) -> compare::Options {
        let test = match self.test {
            TestName::Randomization => Test::Randomization,
            TestName::Bootstrap => Test::Bootstrap,
            TestName::None => Test::None,
        };
        let is_short =
            self.calibrate.is_some() || (self.compat.is_some() && test == Test::Bootstrap);
        compare::Options {
            test,
            trials: self.trials.unwrap_or(if is_short { 1000 } else { 10_000 }),
            seed: self.seed,
            level: self.level / 100.0,
            margin: self.margin / 100.0,
            like_sacrebleu: self.compat.is_some() && test != Test::None,
        }
    }
}

impl OutputArgs {
    /// The metric that decides which segments gained and lost.
    fn deciding<'m, 'd>(&self, measured: &'d [Measured<'m>]) -> Result<&'d Measured<'m>> {
        let find = |name: &str| {
            measured
                .iter()
                .find(|measured| measured.name.eq_ignore_ascii_case(name))
        };
        match &self.by {
            Some(name) => find(name)
                .ok_or_else(|| Error::usage(format!("--by {name}: no such metric in this run"))),
            None => find("chrF")
                .or(measured.first())
                .ok_or_else(|| Error::usage("no metric to compare by")),
        }
    }
}

fn write_calibrations(
    measured: &[Measured<'_>],
    pairs: usize,
    options: &compare::Options,
    out: &mut Output,
) -> Result<()> {
    if measured
        .first()
        .is_none_or(|measured| measured.tables.len() < 2)
    {
        return Err(Error::usage("--calibrate needs two systems"));
    }
    let count = measured[0].tables[0].row_count();
    let mut rejections: Vec<Rejections> = Vec::new();
    for measured in measured {
        for changed in [1, 3, 10, count / 10, count] {
            rejections.push(calibrate(measured, changed, pairs, options));
        }
    }
    out.write(|out| write_calibration(&rejections, options, out))
}

fn read_texts(paths: &[String]) -> Result<Vec<Vec<String>>> {
    paths.iter().map(|path| read_text(path)).collect()
}

/// The lines of a file, without white space at their ends.
fn read_text(path: &str) -> Result<Vec<String>> {
    let mut lines = Lines::new(Bytes::open(path)?);
    let mut text = Vec::new();
    while let Some(line) = lines.next_line()? {
        text.push(trim_end(line.text).to_owned());
    }
    if text.is_empty() {
        return Err(Error::file(
            Origin::new(path, 1),
            "expected one segment a line, found an empty file",
        ));
    }
    Ok(text)
}

fn check_counts(
    paths: &[String],
    texts: &[Vec<String>],
    (first, expected): (&str, usize),
) -> Result<()> {
    let mut files = paths.iter().zip(texts);
    let Some((path, text)) = files.find(|(_, text)| text.len() != expected) else {
        return Ok(());
    };
    let line = text.len().min(expected) + 1;
    let message = format!(
        "expected {expected} lines as in {first}, found {}",
        text.len()
    );
    Err(Error::file(
        Origin::new(path.as_str(), line as u64),
        message,
    ))
}

/// Warns of references without text, once a file.
fn empty_references(paths: &[String], references: &[Vec<String>]) -> Vec<String> {
    let mut warnings = Vec::new();
    for (path, lines) in paths.iter().zip(references) {
        let mut empty = (1..)
            .zip(lines)
            .filter(|(_, line)| line.is_empty())
            .map(|(number, _)| number);
        let Some(first) = empty.next() else { continue };
        let more = match empty.count() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let message = format!(
            "the reference is empty{more}; scored as sacreBLEU does, which counts it against the system"
        );
        let warning = Error::warning(Origin::new(path.as_str(), first), message);
        print_error(&warning);
        warnings.push(warning.to_string());
    }
    warnings
}

/// File names, or paths where two files have the same name.
fn system_names(paths: &[String]) -> Vec<String> {
    let file_name = |path: &String| {
        Path::new(path)
            .file_name()
            .map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned())
    };
    let names: Vec<String> = paths.iter().map(file_name).collect();
    let is_unique = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    names
        .iter()
        .zip(paths)
        .map(|(name, path)| {
            if is_unique(name) {
                name.clone()
            } else {
                path.clone()
            }
        })
        .collect()
}

/// Reads `NAME[:DIRECTION[:FIELD]]=FILE[,FILE…]`.
fn imported<'m>(
    argument: &str,
    names: &[String],
    paths: &[String],
    count: usize,
) -> Result<Measured<'m>> {
    let usage = |problem: &str| Error::usage(format!("--scores {argument}: {problem}"));
    let (metric, files) = argument
        .split_once('=')
        .ok_or_else(|| usage("expected NAME[:higher|lower[:FIELD]]=FILE"))?;
    let mut parts = metric.splitn(3, ':');
    let name = parts.next().unwrap_or_default().to_owned();
    let direction = match parts.next() {
        Some("higher") => Direction::Higher,
        Some("lower") => Direction::Lower,
        Some(other) => return Err(usage(&format!("expected higher or lower, found `{other}`"))),
        None => Imported::known_direction(&name).ok_or_else(|| {
            usage(&format!(
                "say which way it improves: {name}:higher or {name}:lower"
            ))
        })?,
    };
    let field = parts.next();
    let mut read = Vec::new();
    for file in files.split(',') {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut Bytes::open(file)?.reader, &mut text)
            .map_err(|error| Error::io(file, error))?;
        read.extend(read_scores(&text, file, field)?);
    }
    let scores = by_system(read, names, paths).map_err(|problem| usage(&problem))?;
    let mut systems = scores.iter().zip(names);
    if let Some((scores, name)) = systems.find(|(scores, _)| scores.scores.len() != count) {
        let found = scores.scores.len();
        return Err(usage(&format!(
            "expected {count} scores for {name}, found {found}"
        )));
    }
    Ok(Measured::imported(
        &Imported {
            name,
            direction,
            range: Range::UNBOUNDED,
        },
        &scores,
    ))
}

/// The scores in the order of the systems: by name where the files name them, else as given.
fn by_system(
    read: Vec<SystemScores>,
    names: &[String],
    paths: &[String],
) -> std::result::Result<Vec<SystemScores>, String> {
    let is_named = read.iter().all(|scores| scores.system.is_some());
    if !is_named || read.len() == 1 && names.len() == 1 {
        if read.len() != names.len() {
            return Err(format!(
                "expected scores for {} systems, found {}",
                names.len(),
                read.len()
            ));
        }
        return Ok(read);
    }
    let stem = |name: &str| {
        Path::new(name)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    let find = |(name, path): (&String, &String)| {
        let is_it = |scores: &&SystemScores| {
            let system = scores.system.as_deref().unwrap_or_default();
            let file = Path::new(system)
                .file_name()
                .map(|file| file.to_string_lossy());
            system == name
                || system == path
                || file.as_deref() == Some(name.as_str())
                || Some(system.to_owned()) == stem(name)
        };
        read.iter().find(is_it).cloned().ok_or_else(|| {
            let systems: Vec<&str> = read
                .iter()
                .filter_map(|scores| scores.system.as_deref())
                .collect();
            format!("no scores for {name}, only for {}", systems.join(", "))
        })
    };
    names.iter().zip(paths).map(find).collect()
}

fn read_columns(path: &str, count: usize) -> Result<Vec<Column>> {
    let rows = read_text(path)?;
    let (header, rows) = rows
        .split_first()
        .ok_or_else(|| Error::usage(format!("{path} has no header")))?;
    if rows.len() != count {
        let message = format!("expected a header and {count} rows, found {}", rows.len());
        return Err(Error::file(
            Origin::new(path, rows.len().min(count) as u64 + 2),
            message,
        ));
    }
    let cell =
        |row: &String, column: usize| row.split('\t').nth(column).unwrap_or_default().to_owned();
    let column = |(index, name): (usize, &str)| Column {
        name: name.to_owned(),
        values: rows.iter().map(|row| cell(row, index)).collect(),
    };
    Ok(header.split('\t').enumerate().map(column).collect())
}

fn parse_level(text: &str) -> std::result::Result<f64, String> {
    let level = text.parse::<f64>().map_err(|error| error.to_string())?;
    if level > 0.0 && level < 100.0 {
        Ok(level)
    } else {
        Err("expected a number between 0 and 100".to_owned())
    }
}

fn parse_margin(text: &str) -> std::result::Result<f64, String> {
    let margin = text.parse::<f64>().map_err(|error| error.to_string())?;
    if margin >= 0.0 && margin.is_finite() {
        Ok(margin)
    } else {
        Err("expected a number from 0 up".to_owned())
    }
}

fn parse_beta(text: &str) -> std::result::Result<f64, String> {
    let beta = text.parse::<f64>().map_err(|error| error.to_string())?;
    if beta > 0.0 && beta.is_finite() {
        Ok(beta)
    } else {
        Err("expected a number above 0".to_owned())
    }
}
