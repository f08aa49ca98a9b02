//! The committed parameters of the length model are those that the corpora give.

use std::path::Path;

use parvis::Language;
use parvis::measure::LengthModel;
use serde_json::Value;

#[test]
fn parameters_are_those_of_the_corpora() {
    let records = records();
    for source_lang in [Language::English, Language::Swedish] {
        let lengths = clean_lengths(&records, source_lang);
        assert!(lengths.len() > 200, "{} pairs", lengths.len());
        let fitted = LengthModel::fit(&lengths).expect("there are enough pairs");
        let committed = LengthModel::of(source_lang);
        for (fitted, committed) in [
            (fitted.mean, committed.mean),
            (fitted.floor, committed.floor),
            (fitted.per_char, committed.per_char),
        ] {
            assert!(
                (fitted - committed).abs() < 1e-4,
                "{source_lang}: {fitted:.4}, committed {committed}; run examples/fit_length_model.rs"
            );
        }
    }
}

fn records() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let files = std::fs::read_dir(folder).expect("the corpora are there");
    let mut paths: Vec<_> = files
        .map(|file| file.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "jsonl")
        })
        .collect();
    paths.sort();
    let mut records = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).expect("a corpus is text");
        records.extend(text.lines().map(|line| {
            serde_json::from_str::<Value>(line).expect("a corpus holds one object a line")
        }));
    }
    records
}

fn clean_lengths(records: &[Value], source_lang: Language) -> Vec<(usize, usize)> {
    let len = |record: &Value, lang: Language| {
        let text = record[lang.code()].as_str().unwrap_or_default();
        text.trim().chars().count()
    };
    records
        .iter()
        .filter(|record| record["errors"].as_array().is_some_and(Vec::is_empty))
        .map(|record| (len(record, source_lang), len(record, source_lang.other())))
        .collect()
}
