//! What changed between two systems: which segments lost and gained most and in which words, how
//! many moved up and down, and which n-grams of the references are now found or missed.

use std::collections::BTreeMap;

use serde::Serialize;
use similar::{Algorithm, DiffTag};

use super::Measured;
use crate::stats::sign_test::sign_test;
use crate::text::mt_tokenizer::Tokenizer;
use crate::text::pysplit::split_whitespace;

/// The texts behind a comparison, all lists of the same length.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    /// One list of segments for each system.
    pub systems: &'t [Vec<String>],
    /// One list of segments for each reference.
    pub references: &'t [Vec<String>],
}

/// What changed from the baseline to one system under one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    /// Name of the system.
    pub system: String,
    /// Name of the metric that decides what is a gain.
    pub metric: String,
    /// Segments that score better than in the baseline.
    pub improved: usize,
    /// Segments that score the same.
    pub equal: usize,
    /// Segments that score worse.
    pub worse: usize,
    /// p-value of the sign test on improved and worse.
    pub sign_test_p: f64,
    /// Segments that lost most, the largest loss first.
    pub losses: Vec<SegmentChange>,
    /// Segments that gained most, the largest gain first.
    pub gains: Vec<SegmentChange>,
    /// How segments moved between ranges of scores.
    pub migration: Migration,
    /// n-grams of the references that are found less often, the most lost first.
    pub lost_ngrams: Vec<NgramChange>,
    /// n-grams of the references that are found more often, the most gained first.
    pub gained_ngrams: Vec<NgramChange>,
}

/// One segment that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SegmentChange {
    /// 1-based line.
    pub line: usize,
    /// Score in the baseline.
    pub baseline: f64,
    /// Score in the system.
    pub score: f64,
    /// From the words of the baseline to those of the system.
    pub diff: Vec<WordDiff>,
    /// The first reference.
    pub reference: String,
}

/// A run of words in a diff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordDiff {
    /// What became of them.
    pub change: WordChange,
    /// The words, with single spaces.
    pub text: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WordChange {
    /// They stand in both.
    Kept,
    /// They stand in the baseline only.
    Removed,
    /// They stand in the system only.
    Added,
}

/// A table of segments by the range of their score before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Migration {
    /// Lower ends of the ranges, rising; the last range has no upper end.
    pub from: Vec<f64>,
    /// `counts[before][after]` segments.
    pub counts: Vec<Vec<usize>>,
}

/// An n-gram of the references that is found more or less often than in the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NgramChange {
    /// The tokens, with single spaces.
    pub ngram: String,
    /// Times that it is found more often; negative for less often.
    pub change: i64,
}

/// Longest n-gram that is compared.
const LONGEST_NGRAM: usize = 4;
/// Number of ranges in a [`Migration`].
const RANGES: usize = 5;

/// What changed from the first system to the one at `system`, with up to `examples` entries in each
/// list. Scores that differ by less than 1e-9 are equal.
///
/// # Panics
///
/// When the texts do not belong to what was measured.
#[must_use]
pub fn changes(
    measured: &Measured<'_>,
    names: &[String],
    system: usize,
    texts: Texts<'_>,
    examples: usize,
) -> Changes {
    let count = measured.tables[system].row_count();
    let scores: Vec<(f64, f64)> = (0..count)
        .map(|line| {
            (
                measured.segment_score(0, line),
                measured.segment_score(system, line),
            )
        })
        .collect();
    let gains: Vec<f64> = scores
        .iter()
        .map(|(old, new)| measured.direction.goodness(*new) - measured.direction.goodness(*old))
        .collect();
    let improved = gains.iter().filter(|gain| **gain > EQUAL).count();
    let worse = gains.iter().filter(|gain| **gain < -EQUAL).count();
    let mut order: Vec<usize> = (0..count)
        .filter(|&line| gains[line].abs() > EQUAL)
        .collect();
    order.sort_by(|&a, &b| gains[a].total_cmp(&gains[b]).then(a.cmp(&b)));
    let change = |&line: &usize| segment_change(texts, system, line, scores[line]);
    let (lost_ngrams, gained_ngrams) = ngram_changes(texts, system, examples);
    Changes {
        system: names[system].clone(),
        metric: measured.name.clone(),
        improved,
        equal: count - improved - worse,
        worse,
        sign_test_p: sign_test(improved as u64, worse as u64),
        losses: order
            .iter()
            .take_while(|&&line| gains[line] < 0.0)
            .take(examples)
            .map(change)
            .collect(),
        gains: order
            .iter()
            .rev()
            .take_while(|&&line| gains[line] > 0.0)
            .take(examples)
            .map(change)
            .collect(),
        migration: Migration::of(&scores, measured.is_percent()),
        lost_ngrams,
        gained_ngrams,
    }
}

const EQUAL: f64 = 1e-9;

fn segment_change(
    texts: Texts<'_>,
    system: usize,
    line: usize,
    scores: (f64, f64),
) -> SegmentChange {
    SegmentChange {
        line: line + 1,
        baseline: scores.0,
        score: scores.1,
        diff: word_diff(&texts.systems[0][line], &texts.systems[system][line]),
        reference: texts
            .references
            .first()
            .map_or_else(String::new, |lines| lines[line].clone()),
    }
}

/// The words of `old` and `new`, in runs that were kept, removed and added; removed before added.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<WordDiff> {
    let old: Vec<&str> = split_whitespace(old).collect();
    let new: Vec<&str> = split_whitespace(new).collect();
    let mut diff = Vec::new();
    let mut push = |change, words: &[&str]| {
        if !words.is_empty() {
            diff.push(WordDiff {
                change,
                text: words.join(" "),
            });
        }
    };
    for op in similar::capture_diff_slices(Algorithm::Myers, &old, &new) {
        if op.tag() == DiffTag::Equal {
            push(WordChange::Kept, &old[op.old_range()]);
        } else {
            push(WordChange::Removed, &old[op.old_range()]);
            push(WordChange::Added, &new[op.new_range()]);
        }
    }
    diff
}

impl Migration {
    /// Ranges of twenty points for scores in per cent, else a fifth of the span that occurs.
    fn of(scores: &[(f64, f64)], is_percent: bool) -> Self {
        let all = || scores.iter().flat_map(|(old, new)| [*old, *new]);
        let (low, high) = if is_percent {
            (0.0, 100.0)
        } else {
            (
                all().fold(f64::INFINITY, f64::min),
                all().fold(f64::NEG_INFINITY, f64::max),
            )
        };
        let low = if low.is_finite() { low } else { 0.0 };
        let step = ((high - low) / RANGES as f64).max(f64::MIN_POSITIVE);
        let from: Vec<f64> = (0..RANGES).map(|range| low + step * range as f64).collect();
        let range_of = |score: f64| from.iter().rposition(|&from| score >= from).unwrap_or(0);
        let mut counts = vec![vec![0; RANGES]; RANGES];
        for &(old, new) in scores {
            counts[range_of(old)][range_of(new)] += 1;
        }
        Self { from, counts }
    }
}

/// The n-grams most lost and most gained: matches with the references (clipped as in BLEU, `intl`
/// tokens) in the system minus those in the baseline.
fn ngram_changes(
    texts: Texts<'_>,
    system: usize,
    limit: usize,
) -> (Vec<NgramChange>, Vec<NgramChange>) {
    let mut changes: BTreeMap<String, i64> = BTreeMap::new();
    for (line, (old, new)) in texts.systems[0]
        .iter()
        .zip(&texts.systems[system])
        .enumerate()
    {
        if old == new {
            continue;
        }
        let (old, new) = (ngrams(old), ngrams(new));
        let mut reference: BTreeMap<String, i64> = BTreeMap::new();
        for (ngram, count) in texts
            .references
            .iter()
            .flat_map(|lines| ngrams(&lines[line]))
        {
            let most = reference.entry(ngram).or_insert(0);
            *most = count.max(*most);
        }
        for (ngram, most) in reference {
            let found =
                |counts: &BTreeMap<String, i64>| counts.get(&ngram).copied().unwrap_or(0).min(most);
            let change = found(&new) - found(&old);
            if change != 0 {
                *changes.entry(ngram).or_insert(0) += change;
            }
        }
    }
    let mut changes: Vec<NgramChange> = changes
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(|(ngram, change)| NgramChange { ngram, change })
        .collect();
    changes.sort_by_key(|change| change.change);
    let lost = changes
        .iter()
        .take_while(|change| change.change < 0)
        .take(limit)
        .cloned()
        .collect();
    // From the end, yet equal changes in the order of their n-grams.
    changes.sort_by_key(|change| -change.change);
    let gained = changes
        .into_iter()
        .take_while(|change| change.change > 0)
        .take(limit)
        .collect();
    (lost, gained)
}

fn ngrams(text: &str) -> BTreeMap<String, i64> {
    let tokens = Tokenizer::International.tokenize(text);
    let tokens: Vec<&str> = split_whitespace(&tokens).collect();
    let mut counts = BTreeMap::new();
    for window in (1..=LONGEST_NGRAM).flat_map(|len| tokens.windows(len)) {
        *counts.entry(window.join(" ")).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Chrf, Ter};

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn example() -> (Vec<Vec<String>>, Vec<Vec<String>>) {
        let references = lines(&[
            "Priset steg till 90 kronor.",
            "Hon bor i Umeå.",
            "Tåget går nu.",
        ]);
        let old = lines(&[
            "Priset steg till 90 kronor.",
            "Hon bodde i Ume.",
            "Tåget går nu.",
        ]);
        let new = lines(&[
            "Priset föll till 9 kronor.",
            "Hon bor i Umeå.",
            "Tåget går nu.",
        ]);
        (vec![old, new], vec![references])
    }

    #[test]
    fn counts_and_sorts_by_loss_and_gain() {
        let (systems, references) = example();
        let texts = Texts {
            systems: &systems,
            references: &references,
        };
        let names = lines(&["old", "new"]);
        for metric in [
            &Chrf::default() as &dyn crate::metric::Metric,
            &Ter::default(),
        ] {
            let measured = Measured::by(metric, &systems, &references);
            let changes = changes(&measured, &names, 1, texts, 5);
            assert_eq!(
                (changes.improved, changes.equal, changes.worse),
                (1, 1, 1),
                "{}",
                changes.metric
            );
            assert_eq!(
                changes
                    .losses
                    .iter()
                    .map(|change| change.line)
                    .collect::<Vec<_>>(),
                [1]
            );
            assert_eq!(
                changes
                    .gains
                    .iter()
                    .map(|change| change.line)
                    .collect::<Vec<_>>(),
                [2]
            );
            assert_eq!(changes.sign_test_p, 1.0);
            assert_eq!(changes.migration.counts.iter().flatten().sum::<usize>(), 3);
        }
    }

    #[test]
    fn ngrams_tell_what_was_found_before() {
        let (systems, references) = example();
        let texts = Texts {
            systems: &systems,
            references: &references,
        };
        let (lost, gained) = ngram_changes(texts, 1, 100);
        let has =
            |list: &[NgramChange], ngram: &str| list.iter().any(|change| change.ngram == ngram);
        assert!(has(&lost, "90") && has(&lost, "steg till 90 kronor") && !has(&lost, "kronor"));
        assert!(has(&gained, "Umeå") && has(&gained, "Hon bor i Umeå"));
    }

    #[test]
    fn diffs_whole_words() {
        let diff: Vec<String> = word_diff("en röd bil stod här", "en blå bil stod där borta")
            .into_iter()
            .map(|part| {
                let sign = match part.change {
                    WordChange::Kept => ' ',
                    WordChange::Removed => '-',
                    WordChange::Added => '+',
                };
                format!("{sign}{}", part.text)
            })
            .collect();
        assert_eq!(
            diff,
            [" en", "-röd", "+blå", " bil stod", "-här", "+där borta"]
        );
        assert!(word_diff("", " ").is_empty());
    }

    #[test]
    fn ranges_follow_the_scores_where_they_are_no_per_cent() {
        let migration = Migration::of(&[(-0.5, 0.5), (0.5, 0.5)], false);
        assert_eq!(migration.from[0], -0.5);
        assert_eq!((migration.counts[0][4], migration.counts[4][4]), (1, 1));
        assert_eq!(
            Migration::of(&[], false)
                .counts
                .iter()
                .flatten()
                .sum::<usize>(),
            0
        );
    }
}
