//! Metrics: hypotheses and references in, integers per segment out, scores from their sums.
//!
//! A metric scores in two steps. [`Metric::statistics`] reduces one segment to a row of integers;
//! [`Metric::score`] turns the column sums of any rows into the score. So one pass over the text
//! serves the corpus score, every segment, slice, shard and resample, and all of them are exact.
//!
//! ```
//! use parvis::metric::{self, Metric};
//! let chrf = metric::from_name("chrF", &metric::Options::default()).unwrap();
//! let score = chrf.segment("Katten sitter där.", &["Katten satt där."]);
//! assert!(score > 50.0 && score < 100.0);
//! assert_eq!(chrf.segment("Katten.", &["Katten."]), 100.0);
//! ```
//!
//! Scores from elsewhere (COMET, MetricX, judges) are read by [`import`] and take part as
//! [`import::Imported`]. Adding a metric: its file and one line in the registry below.

pub mod bleu;
pub mod cer;
pub mod chrf;
pub mod exact_match;
pub mod import;
pub mod length_ratio;
pub mod rouge_l;
pub mod sacrebleu;
pub mod similarity;
pub mod ter;
pub mod wer;

use crate::score::{Direction, Range, Score, Signature};
use crate::stats::Table;

pub use bleu::{Bleu, Smoothing};
pub use cer::Cer;
pub use chrf::Chrf;
pub use exact_match::ExactMatch;
pub use length_ratio::LengthRatio;
pub use rouge_l::RougeL;
pub use sacrebleu::Replica;
pub use similarity::Similarity;
pub use ter::Ter;
pub use wer::Wer;

/// A measure of how near hypotheses are to references.
pub trait Metric: Send + Sync {
    /// Published name in its published case.
    fn name(&self) -> String;

    /// Which way it improves.
    fn direction(&self) -> Direction {
        Direction::Higher
    }

    /// The values it can take.
    fn range(&self) -> Range {
        Range::PERCENT
    }

    /// The settings, for scores against `references` references a segment.
    fn signature(&self, references: usize) -> Signature;

    /// Number of integers in a row.
    fn width(&self) -> usize;

    /// Writes one row for each of `hypotheses`, the outputs of several systems for the same
    /// segment, so that work on the references is done once. `rows` holds
    /// `hypotheses.len() * width()` zeros. All segments of a corpus have the same number of
    /// references, at least one.
    ///
    /// # Panics
    ///
    /// When a text has more than 2^31 characters, or `rows` is too short.
    fn statistics(&self, hypotheses: &[&str], references: &[&str], rows: &mut [i32]);

    /// The score of a corpus whose rows sum to `sums`; a number for any sums, all zeros included.
    fn score(&self, sums: &[i64]) -> f64;

    /// The score of a single row. It differs from [`Metric::score`] where a metric is defined
    /// differently for segments (BLEU then stops at the length of the hypothesis).
    fn segment_score(&self, row: &[i32]) -> f64 {
        self.score(&row.iter().map(|&cell| i64::from(cell)).collect::<Vec<_>>())
    }

    /// The metric as sacreBLEU computes it on resamples, if sacreBLEU has it.
    fn replica(&self) -> Option<Replica> {
        None
    }

    /// The score of one hypothesis.
    fn segment(&self, hypothesis: &str, references: &[&str]) -> f64 {
        let mut row = vec![0; self.width()];
        self.statistics(&[hypothesis], references, &mut row);
        self.segment_score(&row)
    }

    /// The corpus score of `table`.
    fn corpus(&self, table: &Table, references: usize) -> Score {
        Score {
            metric: self.name(),
            value: self.score(&table.sums()),
            signature: self.signature(references),
        }
    }
}

/// Settings of the metrics in the registry; the defaults are those of sacreBLEU.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Settings of BLEU.
    pub bleu: Bleu,
    /// Settings of chrF, and of chrF++ but for its word order.
    pub chrf: Chrf,
    /// Settings of TER.
    pub ter: Ter,
}

type Make = fn(&Options) -> Box<dyn Metric>;

/// The registry: option name, and how the metric is made.
const METRICS: [(&str, Make); 13] = [
    ("bleu", |options| Box::new(options.bleu.clone())),
    ("chrf", |options| Box::new(options.chrf.clone())),
    ("chrf++", |options| {
        Box::new(Chrf {
            word_order: 2,
            ..options.chrf.clone()
        })
    }),
    ("ter", |options| Box::new(options.ter.clone())),
    ("wer", |_| Box::new(Wer)),
    ("cer", |_| Box::new(Cer)),
    ("rouge-l", |_| Box::new(RougeL)),
    ("exact-match", |_| Box::new(ExactMatch)),
    ("length-ratio", |_| Box::new(LengthRatio)),
    ("levenshtein", |_| Box::new(Similarity::Levenshtein)),
    ("damerau-levenshtein", |_| {
        Box::new(Similarity::DamerauLevenshtein)
    }),
    ("jaro-winkler", |_| Box::new(Similarity::JaroWinkler)),
    ("sorensen-dice", |_| Box::new(Similarity::SorensenDice)),
];

/// The option names of all metrics, in the order of the registry.
pub fn names() -> impl Iterator<Item = &'static str> {
    METRICS.iter().map(|(name, _)| *name)
}

/// The metric with this option name, whatever its case; `None` if there is none.
#[must_use]
pub fn from_name(name: &str, options: &Options) -> Option<Box<dyn Metric>> {
    let (_, make) = METRICS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(make(options))
}

/// A length as a cell of a row.
fn cell(count: usize) -> i32 {
    i32::try_from(count).expect("a text has fewer than 2^31 characters")
}

/// `100 * part / whole`; 0 for nothing of nothing.
fn percent(part: i64, whole: i64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

/// An error rate: `100 * errors / length`; where there is no reference text, 100 for any error
/// and 0 for none, as sacreBLEU has it for TER.
fn error_rate(errors: f64, length: f64) -> f64 {
    if length > 0.0 {
        100.0 * (errors / length)
    } else if errors > 0.0 {
        100.0
    } else {
        0.0
    }
}
