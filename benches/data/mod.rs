//! The inputs that all benches share: pairs of real length from `corpora/`, at three sizes.

use std::fs;
use std::path::Path;

use parvis::{Language, Segment};
use serde_json::Value;

/// How many pairs a bench takes; the corpora are repeated as often as needed.
pub(crate) const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// `count` pairs of the corpora, all from Swedish into English, ids numbered.
pub(crate) fn pairs(count: usize) -> Vec<Segment> {
    let texts = texts();
    let pairs = texts.iter().cycle().take(count).enumerate();
    pairs
        .map(|(number, (sv, en))| Segment {
            id: number.to_string(),
            is_numbered: false,
            ..Segment::new(Language::Swedish, sv, en)
        })
        .collect()
}

/// Both sides of every pair in the corpora, the files in order of their names.
fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let entries = fs::read_dir(folder).expect("the repository has corpora");
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    paths.sort();
    let files = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a corpus can be read"));
    files
        .flat_map(|file| file.lines().map(both_sides).collect::<Vec<_>>())
        .collect()
}

fn both_sides(line: &str) -> (String, String) {
    let record: Value = serde_json::from_str(line).expect("a corpus holds JSON lines");
    let side = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    (side("sv"), side("en"))
}
