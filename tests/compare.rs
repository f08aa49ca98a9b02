//! `parvis compare` as a user meets it: the table, the JSON of the contract, refusals.

use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parvis"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs/compare"))
        .env("NO_COLOR", "1")
        .arg("compare")
        .args(args)
        .output()
        .expect("the command runs")
}

fn stdout(args: &[&str]) -> String {
    let output = run(args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.replace(env!("CARGO_PKG_VERSION"), "[version]")
}

fn json(args: &[&str]) -> Value {
    let args = [&["--reference", "ref.txt", "--format", "json"], args].concat();
    serde_json::from_str(&stdout(&args)).expect("valid JSON")
}

#[test]
fn json_follows_the_published_schema() {
    let mut schema = parvis::report::schema::schema();
    let object = schema.as_object_mut().expect("a schema is an object");
    object.remove("anyOf");
    object.insert("$ref".to_owned(), "#/$defs/comparison".into());
    let schema = jsonschema::validator_for(&schema).expect("the schema is valid");
    for args in [
        &["old.txt", "new.txt"][..],
        &["--trials", "0", "old.txt", "new.txt"],
        &[
            "--test",
            "bootstrap",
            "--compat",
            "sacrebleu",
            "old.txt",
            "new.txt",
        ],
        &["--metric", "bleu,wer,rouge-l", "old.txt"],
        &[
            "--segments",
            "--details",
            "--columns",
            "domains.tsv",
            "old.txt",
            "new.txt",
        ],
        &["--scores", "COMET=comet.json", "old.txt", "new.txt"],
    ] {
        let value = json(args);
        if let Err(error) = schema.validate(&value) {
            panic!("{args:?}: {error} at {}", error.instance_path());
        }
        let mut odd = value.clone();
        odd["systems"][0]["beauty"] = 1.into();
        assert!(!schema.is_valid(&odd), "{args:?}");
    }
}

/// Status and message of a refusal.
fn refusal(args: &[&str]) -> (Option<i32>, String) {
    let output = run(args);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn table_and_details() {
    let details = [
        "--details",
        "--columns",
        "domains.tsv",
        "--examples",
        "2",
        "--scores",
        "COMET=comet.json",
    ];
    let args = [
        &[
            "--reference",
            "ref.txt",
            "--metric",
            "bleu,chrf",
            "old.txt",
            "new.txt",
        ],
        &details[..],
    ]
    .concat();
    assert_snapshot!("compare_terminal", stdout(&args));
    assert_snapshot!(
        "compare_markdown",
        stdout(&[&args[..], &["--format", "md"]].concat())
    );
}

#[test]
fn json_follows_the_contract() {
    let found = json(&["old.txt", "new.txt"]);
    let (old, new) = (&found["systems"][0], &found["systems"][1]);
    assert_eq!(
        (&old["name"], &new["name"]),
        (&Value::from("old.txt"), &Value::from("new.txt"))
    );
    let names: Vec<&Value> = old["metrics"]
        .as_array()
        .expect("metrics")
        .iter()
        .map(|metric| &metric["name"])
        .collect();
    assert_eq!(names, ["BLEU", "chrF", "chrF++", "TER"]);
    for metric in old["metrics"].as_array().expect("metrics") {
        assert!(
            metric["low"].as_f64() <= metric["score"].as_f64()
                && metric["score"].as_f64() <= metric["high"].as_f64()
        );
        assert!(
            metric["signature"]
                .as_str()
                .is_some_and(|text| text.contains("|version:parvis-"))
        );
        assert_eq!(metric.get("p_value"), None);
    }
    for metric in new["metrics"].as_array().expect("metrics") {
        // Three changed segments can't give less, and four tests are corrected for.
        assert_eq!(metric["smallest_p"], 0.25);
        assert_eq!(metric["verdict"], "inconclusive");
        assert!(metric["p_adjusted"].as_f64() >= metric["p_value"].as_f64());
    }
    assert_eq!(found.get("segments"), None);
}

#[test]
fn identical_outputs_differ_in_nothing() {
    let found = json(&["old.txt", "./old.txt"]);
    assert_eq!(found["systems"][1]["name"], "./old.txt");
    for metric in found["systems"][1]["metrics"].as_array().expect("metrics") {
        assert_eq!(
            (&metric["p_value"], &metric["verdict"]),
            (&Value::from(1.0), &Value::from("no difference shown"))
        );
    }
    let compat = json(&[
        "old.txt",
        "./old.txt",
        "--compat",
        "sacrebleu",
        "--test",
        "bootstrap",
        "--metric",
        "bleu",
    ]);
    assert_eq!(compat["systems"][1]["metrics"][0]["p_value"], 1.0 / 1001.0);
}

#[test]
fn segments_carry_the_scores_of_all_systems() {
    let found = json(&["old.txt", "new.txt", "--segments", "--metric", "bleu,ter"]);
    let segments = found["segments"].as_array().expect("segments");
    assert_eq!(segments.len(), 8);
    assert_eq!(segments[2]["line"], 3);
    assert_eq!(segments[2]["scores"]["new.txt"]["TER"], 0.0);
    assert!(segments[2]["scores"]["old.txt"]["BLEU"].as_f64() < Some(100.0));
}

#[test]
fn without_trials_there_is_no_test_and_no_interval() {
    let found = json(&["old.txt", "new.txt", "--trials", "0"]);
    let metric = &found["systems"][1]["metrics"][0];
    for key in ["low", "high", "p_value", "p_adjusted", "verdict"] {
        assert_eq!(metric.get(key), None, "{key}");
    }
    let untested = json(&["old.txt", "new.txt", "--test", "none", "--trials", "100"]);
    let metric = &untested["systems"][1]["metrics"][0];
    assert!(metric.get("low").is_some() && metric.get("p_value").is_none());
}

#[test]
fn settings_reach_the_metrics() {
    let score = |args: &[&str]| {
        let found = json(&[&["old.txt", "--trials", "0", "--metric", "bleu,chrf"], args].concat());
        let metrics = &found["systems"][0]["metrics"];
        [&metrics[0]["score"], &metrics[1]["score"]].map(|score| score.as_f64().expect("a score"))
    };
    let [bleu, chrf] = score(&[]);
    for args in [
        ["--tokenize", "char"],
        ["--smooth", "add-k"],
        ["--tokenize", "none"],
    ] {
        assert_ne!(score(&args)[0].to_bits(), bleu.to_bits(), "{args:?}");
    }
    assert_ne!(score(&["--chrf-beta", "3"])[1].to_bits(), chrf.to_bits());
    assert_eq!(
        score(&["--reference", "old.txt"])[1].to_bits(),
        100.0_f64.to_bits()
    );
}

#[test]
fn jobs_change_no_byte() {
    let args = [
        "--reference",
        "ref.txt",
        "old.txt",
        "new.txt",
        "--trials",
        "2500",
        "--jobs",
    ];
    let with = |jobs| stdout(&[&args[..], &[jobs]].concat());
    assert_eq!(with("1"), with("3"));
}

#[test]
fn refuses_what_does_not_fit() {
    for (args, message) in [
        (
            &["old.txt", "short.txt"][..],
            "error: short.txt:7: expected 8 lines as in ref.txt, found 6",
        ),
        (
            &["old.txt", "nowhere.txt"],
            "error: cannot read nowhere.txt",
        ),
        (
            &["old.txt", "--metric", "bleurt"],
            "error: unknown metric `bleurt`, expected one of bleu, chrf",
        ),
        (
            &["old.txt", "new.txt", "--scores", "judge=judge-new.txt"],
            "say which way it improves",
        ),
        (
            &[
                "old.txt",
                "new.txt",
                "--scores",
                "judge:higher=judge-old.txt,judge-new.txt",
            ],
            "error: judge-old.txt:4: the score is not a finite number",
        ),
        (
            &[
                "old.txt",
                "new.txt",
                "--scores",
                "judge:higher=judge-new.txt",
            ],
            "expected scores for 2 systems, found 1",
        ),
        (
            &["old.txt", "short.txt", "--reference", "short.txt"],
            "error: short.txt:7: expected 8 lines as in ref.txt, found 6",
        ),
    ] {
        let (status, stderr) = refusal(&[&["--reference", "ref.txt"], args].concat());
        assert_eq!(status, Some(2), "{args:?}");
        assert!(stderr.contains(message), "{args:?}: {stderr}");
    }
}

#[test]
fn an_empty_reference_is_scored_with_a_warning() {
    let output = run(&[
        "--reference",
        "ref-empty.txt",
        "old.txt",
        "--trials",
        "0",
        "--format",
        "json",
    ]);
    assert!(output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .starts_with("warning: ref-empty.txt:4: the reference is empty")
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"warnings\""));
}

#[test]
fn calibration_prints_rates() {
    let table = stdout(&[
        "--reference",
        "ref.txt",
        "old.txt",
        "new.txt",
        "--metric",
        "chrf",
        "--calibrate",
        "50",
        "--trials",
        "99",
    ]);
    assert!(table.contains("| chrF | 1 | 50 | 0.00 % |"), "{table}");
}
