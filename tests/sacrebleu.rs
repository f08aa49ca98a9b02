//! Agreement with sacreBLEU 2.6.0: every metric, every option, corpus and segments.
//!
//! `corpora/sacrebleu/golden.json` holds texts written for this project and the scores that
//! `corpora/sacrebleu/generate.py` got for them. More texts can be compared by listing files of
//! the same form in `PARVIS_GOLDEN`, separated by `:`.

// A test has no other way to say what it left out.
#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parvis::compare::{Measured, MetricResult, Options, Test, compare};
use parvis::metric::{Bleu, Chrf, Metric, Smoothing, Ter};
use parvis::stats::Table;
use parvis::text::mt_tokenizer::Tokenizer;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Largest difference from sacreBLEU's score that passes, on the scale from 0 to 100.
const TOLERANCE: f64 = 1e-9;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    references: Vec<Vec<String>>,
    systems: BTreeMap<String, Vec<String>>,
    scores: BTreeMap<String, Vec<Scores>>,
    tests: Vec<Paired>,
}

/// A paired test, and what sacreBLEU says of every system, the baseline first.
#[derive(Deserialize)]
struct Paired {
    test: String,
    trials: usize,
    metric: String,
    results: Vec<PairedResult>,
}

#[derive(Deserialize)]
struct PairedResult {
    p: Option<f64>,
    mean: f64,
    ci: f64,
}

#[derive(Deserialize)]
struct Scores {
    metric: String,
    options: Map<String, Value>,
    corpus: f64,
    segments: Vec<f64>,
}

fn golden_files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/sacrebleu/golden.json");
    let more = std::env::var_os("PARVIS_GOLDEN").unwrap_or_default();
    let more: Vec<PathBuf> = std::env::split_paths(&more)
        .filter(|path| !path.as_os_str().is_empty())
        .collect();
    if more.is_empty() {
        eprintln!("SKIPPED: agreement on other texts, since PARVIS_GOLDEN names no files");
    }
    std::iter::once(own).chain(more).collect()
}

fn read(path: &Path) -> Golden {
    let text = std::fs::read_to_string(path).expect("a golden file");
    serde_json::from_str(&text).expect("golden scores")
}

fn metric(scores: &Scores) -> Box<dyn Metric> {
    let options = &scores.options;
    let switch = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let number = |name: &str| options.get(name).and_then(Value::as_f64);
    let order = |name: &str, default: usize| number(name).map_or(default, |order| order as usize);
    match scores.metric.as_str() {
        "BLEU" => Box::new(Bleu {
            tokenizer: match options.get("tokenize").and_then(Value::as_str) {
                Some("intl") => Tokenizer::International,
                Some("char") => Tokenizer::Characters,
                Some("none") => Tokenizer::Whitespace,
                _ => Tokenizer::ThirteenA,
            },
            smoothing: match options.get("smooth_method").and_then(Value::as_str) {
                Some("floor") => {
                    Smoothing::Floor(number("smooth_value").unwrap_or(Smoothing::FLOOR))
                }
                Some("add-k") => {
                    Smoothing::AddK(number("smooth_value").unwrap_or(Smoothing::ADD_K))
                }
                Some("none") => Smoothing::None,
                _ => Smoothing::Exponential,
            },
            lowercase: switch("lowercase"),
            effective_order: switch("effective_order"),
        }),
        "chrF" => Box::new(Chrf {
            char_order: order("char_order", 6),
            word_order: order("word_order", 0),
            beta: number("beta").unwrap_or(2.0),
            lowercase: switch("lowercase"),
            whitespace: switch("whitespace"),
            epsilon_smoothing: switch("eps_smoothing"),
        }),
        "TER" => Box::new(Ter {
            normalized: switch("normalized"),
            no_punctuation: switch("no_punct"),
            asian_support: switch("asian_support"),
            case_sensitive: switch("case_sensitive"),
        }),
        other => panic!("unknown metric {other}"),
    }
}

/// Largest difference over all segments and the corpus, with the place of it.
fn largest_difference(case: &Case, system: &str, scores: &Scores) -> (f64, String) {
    let metric = metric(scores);
    let mut table = Table::new(metric.width());
    let mut largest = (0.0, String::new());
    let mut compare = |place: String, ours: f64, theirs: f64| {
        let difference = (ours - theirs).abs();
        if difference > largest.0 || difference.is_nan() {
            largest = (difference, format!("{place}: {ours}, sacreBLEU {theirs}"));
        }
    };
    for (index, (hypothesis, &expected)) in case.systems[system]
        .iter()
        .zip(&scores.segments)
        .enumerate()
    {
        let references: Vec<&str> = case
            .references
            .iter()
            .map(|lines| lines[index].as_str())
            .collect();
        let mut row = vec![0; metric.width()];
        metric.statistics(&[hypothesis], &references, &mut row);
        table.push(&row);
        compare(
            format!("segment {} {hypothesis:?}", index + 1),
            metric.segment_score(&row),
            expected,
        );
    }
    compare(
        "corpus".to_owned(),
        metric.score(&table.sums()),
        scores.corpus,
    );
    largest
}

#[test]
fn scores_agree_with_sacrebleu() {
    let mut compared = 0;
    let mut failures = Vec::new();
    let mut largest = 0.0_f64;
    for case in golden_files().iter().flat_map(|path| read(path).cases) {
        for (system, all) in &case.scores {
            for scores in all {
                let (difference, place) = largest_difference(&case, system, scores);
                compared += scores.segments.len() + 1;
                largest = largest.max(difference);
                if difference.is_nan() || difference > TOLERANCE {
                    let options = Value::from(scores.options.clone());
                    failures.push(format!(
                        "{} {system} {} {options}: {place}",
                        case.name, scores.metric
                    ));
                }
            }
        }
    }
    eprintln!("{compared} scores compared, largest difference {largest:e}");
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn tested_metric(name: &str) -> Box<dyn Metric> {
    match name {
        "BLEU" => Box::new(Bleu::default()),
        "BLEU floor" => Box::new(Bleu {
            smoothing: Smoothing::Floor(Smoothing::FLOOR),
            ..Bleu::default()
        }),
        "BLEU add-k" => Box::new(Bleu {
            smoothing: Smoothing::AddK(Smoothing::ADD_K),
            ..Bleu::default()
        }),
        "chrF" => Box::new(Chrf::default()),
        "chrF++" => Box::new(Chrf {
            word_order: 2,
            ..Chrf::default()
        }),
        "chrF eps" => Box::new(Chrf {
            epsilon_smoothing: true,
            ..Chrf::default()
        }),
        "TER" => Box::new(Ter::default()),
        other => panic!("unknown metric {other}"),
    }
}

/// Our results with `--compat sacrebleu` for the same test.
fn repeat(case: &Case, paired: &Paired) -> Vec<MetricResult> {
    let metric = tested_metric(&paired.metric);
    let systems: Vec<&Vec<String>> = case.systems.values().collect();
    let measured = Measured::by(metric.as_ref(), &systems, &case.references);
    let names: Vec<String> = case.systems.keys().cloned().collect();
    let options = Options {
        test: if paired.test == "bs" {
            Test::Bootstrap
        } else {
            Test::Randomization
        },
        trials: paired.trials,
        like_sacrebleu: true,
        ..Options::default()
    };
    let comparison = compare(&names, &[measured], &options);
    comparison
        .systems
        .into_iter()
        .flat_map(|system| system.metrics)
        .collect()
}

#[test]
fn tests_repeat_sacrebleu_bit_for_bit() {
    let mut compared = 0;
    for case in golden_files().iter().flat_map(|path| read(path).cases) {
        for paired in &case.tests {
            let place = format!("{} {} {}", case.name, paired.test, paired.metric);
            for (system, (ours, theirs)) in repeat(&case, paired)
                .iter()
                .zip(&paired.results)
                .enumerate()
            {
                let p_value = ours.paired.as_ref().map(|paired| paired.p_value);
                assert_eq!(p_value, theirs.p, "{place}: p of system {system}");
                let expected = Some((theirs.mean - theirs.ci, theirs.mean + theirs.ci));
                assert_eq!(
                    ours.interval, expected,
                    "{place}: interval of system {system}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 0);
}
