//! Fits the length model to the pairs of `corpora/*.jsonl` that hold no error, and prints the rows of
//! `src/lexicon/length_model.tsv`:
//!
//! ```text
//! cargo run --example fit_length_model -- corpora/*.jsonl
//! ```

use std::error::Error;

use parvis::Language;
use parvis::measure::LengthModel;
use serde_json::Value;

#[allow(clippy::print_stdout)] // the result is for the user's shell
fn main() -> Result<(), Box<dyn Error>> {
    let mut records = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        for line in text.lines() {
            records.push(serde_json::from_str::<Value>(line)?);
        }
    }
    for source_lang in [Language::English, Language::Swedish] {
        let lengths = clean_lengths(&records, source_lang);
        let model = LengthModel::fit(&lengths).ok_or("too few pairs to fit a model")?;
        println!(
            "{source_lang}\t{}\t{:.4}\t{:.4}\t{:.4}",
            source_lang.other(),
            model.mean,
            model.floor,
            model.per_char
        );
    }
    Ok(())
}

/// Source and target length in characters of the pairs without errors. All are used in both
/// directions: what a language needs for the same content hardly depends on which came first.
fn clean_lengths(records: &[Value], source_lang: Language) -> Vec<(usize, usize)> {
    let is_clean = |record: &&Value| record["errors"].as_array().is_some_and(Vec::is_empty);
    let len = |record: &Value, lang: Language| {
        let text = record[lang.code()].as_str().unwrap_or_default();
        text.trim().chars().count()
    };
    let clean = records.iter().filter(is_clean);
    clean
        .map(|record| (len(record, source_lang), len(record, source_lang.other())))
        .collect()
}
