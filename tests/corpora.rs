//! What the checks find in `corpora/`, and how good that is. The snapshots change when a finding
//! does, and `reports/` when a figure does; write the reports anew with
//! `PARVIS_UPDATE_REPORTS=1 cargo test --test corpora`.

use std::fs;
use std::path::Path;
use std::process::Command;

fn parvis(arguments: &[&str]) -> String {
    parvis_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn parvis_in(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command runs");
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{arguments:?} fails"
    );
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// Compares a report with the committed one, or writes it.
fn assert_report(name: &str, report: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("reports")
        .join(name);
    if std::env::var_os("PARVIS_UPDATE_REPORTS").is_some() {
        fs::write(&path, report).expect("the report can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == report,
        "{name} is out of date: see the top of this file"
    );
}

/// How well the checks judge a gold file.
fn judged(gold: &str) -> String {
    let table = parvis(&["challenge", "--format", "md", gold]);
    format!("`parvis challenge --format md {gold}`\n\n{table}")
}

#[test]
fn the_challenge_report_is_current() {
    let dev = judged("corpora/challenge/dev.jsonl");
    let fresh = judged("corpora/challenge/fresh.jsonl");
    let report = format!(
        "# Challenge set\n\n{dev}\n\
        What was new when it was written, after it was learnt from; the README has the figures at first sight.\n\n{fresh}"
    );
    assert_report("challenge.md", &report);
}

const DOMAINS: [&str; 6] = [
    "corpora/news.jsonl",
    "corpora/government.jsonl",
    "corpora/finance.jsonl",
    "corpora/product.jsonl",
    "corpora/science.jsonl",
    "corpora/sport.jsonl",
];

#[test]
fn the_corpora_report_is_current() {
    let sections = DOMAINS.map(judged).join("\n");
    assert_report("corpora.md", &format!("# Corpora\n\n{sections}"));
}

#[test]
fn findings_in_the_corpora() {
    for file in DOMAINS {
        let findings = parvis(&["check", "--format", "jsonl", file]);
        let name = Path::new(file)
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a file name");
        insta::assert_snapshot!(format!("findings_{name}"), findings);
    }
}

#[test]
fn findings_in_the_machine_translated_article() {
    let files = [
        "--parallel",
        "corpora/article.en.txt",
        "corpora/article-mt.sv.txt",
    ];
    let arguments: Vec<&str> = ["check", "--source-lang", "en"]
        .into_iter()
        .chain(files)
        .collect();
    insta::assert_snapshot!(parvis(&arguments));
}

#[test]
fn the_good_translation_of_the_article_raises_nothing() {
    let files = [
        "--parallel",
        "corpora/article.en.txt",
        "corpora/article.sv.txt",
    ];
    let arguments: Vec<&str> = ["check", "--source-lang", "en", "--format", "jsonl"]
        .into_iter()
        .chain(files)
        .collect();
    assert_eq!(parvis(&arguments), "");
}

/// The article as it was accepted, and then with a number broken, one put right, a sentence
/// rewritten around an accepted error and the last sentence gone.
#[test]
fn the_gate_samples_are_current() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = ["article.en.txt", "article-mt.sv.txt"];
    let change = |file: &str, change: &dyn Fn(String) -> String| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file was copied");
        fs::write(path, change(text)).expect("a file can be written");
    };
    for file in files {
        let original = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpora")
            .join(file);
        fs::copy(original, folder.path().join(file)).expect("the corpora hold the article");
    }
    let run = |command: &[&str]| {
        let input = [
            "--source-lang",
            "en",
            "--baseline",
            "baseline.tsv",
            "--parallel",
        ];
        parvis_in(folder.path(), &[command, &input, &files].concat())
    };
    let accepted = run(&["accept", "--reason", "known to the desk"]);
    assert_report("gate/accept.txt", &accepted);
    change(files[1], &|text| {
        text.replace("Den 3 juli 2023", "Den 5 juli 2023")
            .replace("6,3 miljoner dollar", "6,3 miljarder dollar")
            .replace("endast veckan innan", "veckan innan")
    });
    for file in files {
        let without_last = |text: String| {
            let lines: Vec<&str> = text.lines().collect();
            lines[..lines.len() - 1].join("\n") + "\n"
        };
        change(file, &without_last);
    }
    for (format, name) in [
        ("terminal", "gate.txt"),
        ("json", "gate.json"),
        ("junit", "gate.xml"),
        ("github", "github.txt"),
        ("md", "gate.md"),
    ] {
        assert_report(&format!("gate/{name}"), &run(&["gate", "--format", format]));
    }
}
