//! `reports/samples/` shows every format on the machine translation of an article in `corpora/`.
//! Write the samples anew with `PARVIS_UPDATE_REPORTS=1 cargo test --test samples`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const INPUT: [&str; 5] = [
    "--source-lang",
    "en",
    "--parallel",
    "corpora/article.en.txt",
    "corpora/article-mt.sv.txt",
];

/// What `check` prints, by format and file.
const PRINTED: [(&str, &str); 5] = [
    ("terminal", "article.txt"),
    ("jsonl", "article.jsonl"),
    ("sarif", "article.sarif"),
    ("junit", "article.junit.xml"),
    ("github", "article.github.txt"),
];

/// What `report` writes. The workbook is not among them, being packed; another test reads it.
const WRITTEN: [&str; 4] = ["article.html", "article.md", "article.json", "article.csv"];

/// What changed since the good translation.
const CHANGES: &str = "changes.md";

#[test]
fn the_samples_are_current() {
    let fresh = tempfile::tempdir().expect("a folder can be made");
    for (format, name) in PRINTED {
        let output = parvis(&["check", "--isolated", "--format", format]);
        fs::write(fresh.path().join(name), output).expect("a file can be written");
    }
    let paths: Vec<PathBuf> = WRITTEN.iter().map(|name| fresh.path().join(name)).collect();
    let mut arguments = vec!["report", "--isolated"];
    for path in &paths {
        arguments.extend(["-o", path.to_str().expect("the path is UTF-8")]);
    }
    parvis(&arguments);
    let changes = fresh.path().join(CHANGES);
    let changes = changes.to_str().expect("the path is UTF-8");
    parvis(&[
        "report",
        "--isolated",
        "--against",
        "corpora/article.sv.txt",
        "-o",
        changes,
    ]);
    let names = PRINTED.iter().map(|(_, name)| *name);
    let names = names.chain(WRITTEN).chain([CHANGES]);
    let stale: Vec<&str> = names
        .filter(|name| !is_current(fresh.path(), name))
        .collect();
    assert!(
        stale.is_empty(),
        "out of date, see the top of this file: {stale:?}"
    );
}

/// Compares a sample with the committed one, or writes it.
fn is_current(fresh: &Path, name: &str) -> bool {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports/samples")
        .join(name);
    let sample = fs::read(fresh.join(name)).expect("the sample was written");
    if std::env::var_os("PARVIS_UPDATE_REPORTS").is_some() {
        fs::write(&committed, &sample).expect("the sample can be written");
    }
    fs::read(&committed).is_ok_and(|bytes| bytes == sample)
}

fn parvis(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(arguments)
        .args(INPUT)
        .env_remove("CLICOLOR_FORCE")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    let status = output.status.code();
    assert!(status.is_some_and(|code| code < 2), "{arguments:?} fails");
    output.stdout
}
