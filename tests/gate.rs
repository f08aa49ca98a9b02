//! The gate as a team meets it: a baseline is accepted and committed, translations change, and
//! every change gets the verdict that a reviewer would give.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use insta::assert_snapshot;
use parvis::report::schema;
use serde_json::Value;
use tempfile::TempDir;

const NEWS: &str = "\
id\tsv\ten
n01\tBolaget tog in 6,3 miljarder dollar i maj.\tThe company raised $6.3 billion in May.
n02\tStatsministern besökte Göteborg i går.\tThe Prime Minister visited Gothenburg yesterday.
n03\tMötet hölls den 3 juli 2023.\tThe meeting was held on 4 July 2023.
n04\tDet är 40 km till närmaste sjukhus.\tThe nearest hospital is 40 miles away.
n05\tHon köpte två hus i fjol.\tShe she bought two houses last year.
";

const LEGAL: &str = "\
Avgiften är 500 kronor.\tThe fee is SEK 500.
Beslutet gäller i 30 dagar.\tThe decision applies for 60 days.
Avgiften är 500 kronor.\tThe fee is SEK 500.
";

/// A folder with translations and what the gate needs.
struct Project(TempDir);

impl Project {
    /// Two files whose findings are accepted.
    fn accepted() -> Self {
        let project = Self::new();
        project.accept(&[]);
        project
    }

    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a folder can be made"));
        project.write("news.tsv", NEWS);
        project.write("legal.tsv", LEGAL);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// Replaces text in a file, in which it has to be.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has {from}");
        self.write(name, &text.replace(from, to));
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command.args(args).current_dir(self.0.path());
        command.output().expect("parvis starts")
    }

    fn accept(&self, options: &[&str]) -> String {
        let output = self.run(&[&["accept"], &INPUTS[..], options].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What the gate prints, and its exit status.
    fn gate(&self, options: &[&str]) -> String {
        shown(&self.run(&[&["gate"], &INPUTS[..], options].concat()))
    }

    fn status(&self, options: &[&str]) -> i32 {
        let output = self.run(&[&["gate"], &INPUTS[..], options].concat());
        output.status.code().unwrap_or(-1)
    }

    /// What the gate says as JSON, which is valid.
    fn json(&self, options: &[&str]) -> Value {
        let json = ["--format", "json"];
        let output = self.run(&[&["gate"], &INPUTS[..], &json[..], options].concat());
        let value = serde_json::from_slice(&output.stdout).expect("output is JSON");
        assert_valid(&value);
        value
    }

    /// Verdict, and `class: id check` for every finding and missing row that matters.
    fn outcome(&self, options: &[&str]) -> String {
        let json = self.json(options);
        let mut lines = json["verdict"].as_str().unwrap_or_default().to_owned();
        for class in ["new", "expired", "fixed", "gone", "excused"] {
            for finding in json[class].as_array().expect("it is a list") {
                let [id, check] = ["id", "check"].map(|key| finding[key].as_str().unwrap_or("?"));
                let _ = write!(lines, " {class}:{id}:{check}");
            }
        }
        for id in json["missing_rows"].as_array().expect("it is a list") {
            let _ = write!(lines, " missing:{}", id.as_str().unwrap_or("?"));
        }
        lines
    }
}

const INPUTS: [&str; 4] = ["--baseline", "baseline.tsv", "news.tsv", "legal.tsv"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

fn shown(output: &Output) -> String {
    let mut shown = text(&output.stdout);
    if !output.stderr.is_empty() {
        let _ = write!(shown, "--- stderr\n{}", text(&output.stderr));
    }
    let _ = write!(shown, "--- status {}", output.status.code().unwrap_or(-1));
    shown
}

fn assert_valid(json: &Value) {
    let mut schema = schema::schema();
    let object = schema.as_object_mut().expect("a schema is an object");
    object.remove("anyOf");
    object.insert("$ref".to_owned(), "#/$defs/gate".into());
    let validator = jsonschema::validator_for(&schema).expect("the schema is valid");
    if let Err(error) = validator.validate(json) {
        panic!("{error} at {}\n{json:#}", error.instance_path());
    }
}

/// The baseline without what changes with every version of the data.
fn without_versions(baseline: &str) -> String {
    let is_stable = |line: &&str| !line.starts_with("# data") && !line.starts_with("# parvis");
    let lines: Vec<&str> = baseline.lines().filter(is_stable).collect();
    lines.join("\n")
}

#[test]
fn a_first_run_accepts_a_baseline() {
    let project = Project::new();
    assert_snapshot!("no_baseline", project.gate(&[]));
    assert_snapshot!("accept", project.accept(&[]));
    let baseline = project.read("baseline.tsv");
    let entries: Vec<&str> = baseline
        .lines()
        .filter(|line| !line.starts_with("# check"))
        .collect();
    assert_snapshot!("baseline", without_versions(&entries.join("\n")));
    let mut sorted: Vec<&str> = baseline.lines().collect();
    sorted.sort_unstable();
    assert_eq!(sorted.join("\n"), baseline.trim_end());
    assert_snapshot!("pass", project.gate(&[]));
    assert_eq!(
        project.accept(&[]),
        "baseline.tsv: 4 findings accepted (nothing changed)\nbaseline.scores.jsonl: 8 rows\n"
    );
    assert_eq!(project.read("baseline.tsv"), baseline);
}

#[test]
fn a_fixed_typo_passes() {
    let project = Project::accepted();
    project.edit("news.tsv", "She she", "She");
    assert_eq!(project.outcome(&[]), "pass fixed:n05:repeated-word");
    let fixed = &project.json(&[])["fixed"][0];
    assert_eq!(fixed["target"][0]["text"], "She she");
    assert_eq!(fixed["target"][0]["start"], 0);
    let accepted = project.accept(&[]);
    assert!(
        accepted.contains("3 findings accepted (1 dropped as fixed)"),
        "{accepted}"
    );
    assert_eq!(project.outcome(&[]), "pass");
}

#[test]
fn a_broken_number_fails() {
    let project = Project::accepted();
    project.edit("news.tsv", "$6.3 billion", "$6.3 million");
    assert_snapshot!("broken_number", project.gate(&[]));
    for format in ["json", "junit", "github", "md"] {
        let shown = project.gate(&["--format", format]);
        assert_snapshot!(format!("broken_number_{format}"), shown);
    }
    assert_eq!(project.status(&["--fail-on", "critical"]), 1);
    let command = project.json(&[])["commands"][0].clone();
    let command = command.as_str().expect("the reason has a command");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let shown = shown(&project.run(&words));
    assert!(
        shown.contains("critical[magnitude-mismatch]") && shown.ends_with("status 1"),
        "{shown}"
    );
}

#[test]
fn a_new_typo_counts_only_from_minor_up() {
    let project = Project::accepted();
    project.edit(
        "news.tsv",
        "visited Gothenburg",
        "visited visited Gothenburg",
    );
    assert_eq!(project.outcome(&[]), "pass new:n02:repeated-word");
    assert_eq!(project.status(&[]), 0);
    assert_eq!(project.status(&["--fail-on", "minor"]), 1);
    project.write("parvis.toml", "[gate]\nfail-on = \"minor\"\n");
    assert_eq!(project.status(&[]), 1);
    assert_eq!(project.status(&["--isolated"]), 0);
    assert_eq!(project.status(&["--fail-on", "major"]), 0);
}

#[test]
fn order_insertions_and_names_of_files_change_nothing() {
    let project = Project::accepted();
    let lines: Vec<&str> = NEWS.lines().collect();
    let moved = [lines[0], lines[4], lines[5], lines[1], lines[3], lines[2]].join("\n");
    let inserted = format!("Tack för hjälpen.\tThank you for your help.\n{LEGAL}");
    for (what, news, legal) in [
        ("a row moved", moved.as_str(), LEGAL),
        ("a row inserted", NEWS, inserted.as_str()),
        ("files exchanged their names", LEGAL, NEWS),
    ] {
        project.write("news.tsv", news);
        project.write("legal.tsv", legal);
        assert_eq!(project.outcome(&[]), "pass", "{what}");
    }
    let project = Project::accepted();
    fs::rename(project.path("legal.tsv"), project.path("law.tsv")).expect("a file can be renamed");
    let inputs = ["--baseline", "baseline.tsv", "news.tsv", "law.tsv"];
    let output = project.run(&[&["gate", "--fail-on-missing"], &inputs[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn a_neighbour_out_of_sight_is_no_change() {
    let project = Project::new();
    let pair = "I mars såldes 40 bilar.\tCars were sold in March.\n";
    let next = "Det var rekord för firman.\tIt was a record for the firm, 40 in all.\n";
    let filler = "Sedan blev det lugnt på gatan.\tThen the street fell silent.\n".repeat(40);
    project.write("legal.tsv", &format!("{pair}{next}{filler}"));
    project.accept(&[]);
    project.write("legal.tsv", &format!("{pair}{filler}{next}"));
    let apart = "pass excused:1:quantity-missing excused:42:quantity-added";
    assert_eq!(project.outcome(&[]), apart);
    project.edit("legal.tsv", ", 40 in all", "");
    assert_eq!(project.outcome(&[]), "fail new:1:quantity-missing");
}

#[test]
fn equal_findings_are_counted() {
    let project = Project::new();
    let wrong = "Beslutet gäller i 30 dagar.\tThe decision applies for 60 days.\n";
    project.write("legal.tsv", &wrong.repeat(2));
    project.accept(&[]);
    assert!(project.read("baseline.tsv").contains("#2"));
    for (times, expected) in [
        (1, "pass gone:2:value-mismatch missing:2"),
        (2, "pass"),
        (3, "fail new:3:value-mismatch"),
    ] {
        project.write("legal.tsv", &wrong.repeat(times));
        assert_eq!(project.outcome(&[]), expected, "{times} times");
    }
}

#[test]
fn a_deleted_file_is_reported() {
    let project = Project::accepted();
    let only_news = ["--baseline", "baseline.tsv", "news.tsv"];
    let gate =
        |options: &[&str]| shown(&project.run(&[&["gate"], &only_news[..], options].concat()));
    assert_snapshot!("deleted_file", gate(&[]));
    assert!(gate(&["--fail-on-missing"]).ends_with("status 1"));
    project.write("legal.tsv", LEGAL.lines().next().unwrap_or_default());
    assert_eq!(
        project.outcome(&[]),
        "pass gone:2:value-mismatch missing:2 missing:3"
    );
}

#[test]
fn a_waiver_expires_with_its_text() {
    let project = Project::new();
    project.accept(&["--reason", "checked with the desk"]);
    assert_snapshot!("waived", project.gate(&[]));
    project.edit("news.tsv", "The meeting was held", "The meeting took place");
    assert_snapshot!("expired", project.gate(&[]));
    assert_eq!(project.outcome(&[]), "fail expired:n03:value-mismatch");
    assert_eq!(
        project.json(&[])["expired"][0]["reason"],
        "checked with the desk"
    );
    let accepted = project.accept(&["--id", "n03"]);
    assert!(accepted.contains("(1 with its text changed)"), "{accepted}");
    assert_eq!(project.outcome(&[]), "pass");
    let known = project.json(&[])["known"].clone();
    let reasons = known.as_array().expect("it is a list").iter();
    assert!(
        reasons
            .clone()
            .all(|known| known["reason"] == "checked with the desk")
    );
    // Another error in place of the accepted one is another finding.
    project.edit(
        "news.tsv",
        "The nearest hospital is 40 miles away.",
        "It is 40 km to the nearest 30 hospitals.",
    );
    assert_eq!(
        project.outcome(&[]),
        "fail new:n04:quantity-added fixed:n04:unit-mismatch"
    );
}

#[test]
fn numbered_rows_expire_too() {
    let project = Project::accepted();
    project.edit("legal.tsv", "The decision applies", "This decision applies");
    project.write(
        "legal.tsv",
        &format!("Välkommen!\tWelcome!\n{}", project.read("legal.tsv")),
    );
    assert_eq!(project.outcome(&[]), "fail expired:3:value-mismatch");
    fs::remove_file(project.path("baseline.scores.jsonl")).expect("the file is there");
    assert_eq!(project.outcome(&[]), "fail expired:3:value-mismatch");
    assert!(project.gate(&[]).contains("--scores-only"));
}

#[test]
fn an_upgrade_breaks_no_build() {
    let project = Project::accepted();
    let accepted = project.read("baseline.tsv");
    // A check that the older version did not have.
    let is_older = |line: &&str| !line.contains("repeated-word");
    let older: Vec<&str> = accepted.lines().filter(is_older).collect();
    project.write("baseline.tsv", &format!("{}\n", older.join("\n")));
    assert_eq!(
        project.outcome(&["--fail-on", "minor"]),
        "pass excused:n05:repeated-word"
    );
    assert_snapshot!("upgrade", project.gate(&[]));
    project.edit("legal.tsv", "SEK 500", "SEK SEK 500");
    assert!(
        project
            .outcome(&["--fail-on", "minor"])
            .starts_with("pass excused:n05")
    );
    project.accept(&["--check", "repeated-word"]);
    assert_eq!(project.outcome(&["--fail-on", "minor"]), "pass");
    project.edit(
        "legal.tsv",
        "30 dagar.\tThe decision",
        "30 dagar.\tThe the decision",
    );
    assert_eq!(project.status(&["--fail-on", "minor"]), 1);
}

#[test]
fn better_data_break_no_build() {
    let project = Project::accepted();
    let drop_lines = |name: &str, part: &str| {
        let text = project.read(name);
        let kept: Vec<&str> = text.lines().filter(|line| !line.contains(part)).collect();
        project.write(name, &format!("{}\n", kept.join("\n")));
    };
    // As if an older version had not found what is wrong with n04.
    drop_lines("baseline.tsv", "\tn04\t");
    assert_eq!(project.outcome(&[]), "fail new:n04:unit-mismatch");
    let scores = project.read("baseline.scores.jsonl");
    let lines = scores
        .lines()
        .map(|line| match line.split_once(",\"findings\"") {
            Some((row, _)) if line.contains("n04") => format!("{row}}}"),
            _ => line.to_owned(),
        });
    let scores: Vec<String> = lines.collect();
    project.write("baseline.scores.jsonl", &scores.join("\n"));
    assert_eq!(project.outcome(&[]), "pass excused:n04:unit-mismatch");
    project.edit("news.tsv", "visited Gothenburg", "went to Gothenburg");
    assert_eq!(project.outcome(&[]), "fail new:n04:unit-mismatch");
    project.edit(
        "baseline.scores.jsonl",
        "\"parvis\":\"",
        "\"parvis\":\"0.0.",
    );
    assert_eq!(project.outcome(&[]), "pass excused:n04:unit-mismatch");
    // What is wrong in a text that has changed is no matter of the version.
    project.edit("news.tsv", "miles away", "miles off");
    assert_eq!(project.outcome(&[]), "fail new:n04:unit-mismatch");
}

#[test]
fn only_what_is_looked_for_can_be_fixed() {
    let project = Project::accepted();
    let options = ["--select", "repetition"];
    assert_eq!(project.outcome(&options), "pass");
    project.edit("news.tsv", "She she", "She");
    assert_eq!(project.outcome(&options), "pass fixed:n05:repeated-word");
    let accepted = project.accept(&options);
    assert!(
        accepted.contains("3 findings accepted (1 dropped as fixed)"),
        "{accepted}"
    );
    assert_eq!(project.outcome(&[]), "pass");
}

#[test]
fn accepts_a_part_and_leaves_the_rest() {
    let project = Project::accepted();
    project.edit("news.tsv", "$6.3 billion", "$6.3 million");
    project.edit(
        "news.tsv",
        "visited Gothenburg",
        "visited visited Gothenburg",
    );
    project.edit("legal.tsv", "for 60 days", "for 90 days");
    let all = "fail new:n01:magnitude-mismatch new:n02:repeated-word expired:2:value-mismatch";
    assert_eq!(project.outcome(&[]), all);
    let before = project.read("baseline.tsv");
    for (options, left) in [
        (
            &["--id", "n01", "--reason", "as\tprinted"][..],
            "fail new:n02:repeated-word expired:2:value-mismatch",
        ),
        (&["--file", "legal.tsv"], "pass new:n02:repeated-word"),
        (
            &["--check", "repetition", "--file", "legal.tsv"],
            "pass new:n02:repeated-word",
        ),
        (&["--check", "repetition"], "pass"),
    ] {
        assert_snapshot!(
            format!(
                "accept_{}",
                options.join(" ").replace(['-', ' ', '\t', '.'], "")
            ),
            project.accept(options)
        );
        // The row 2 of legal.tsv is expired at 2 or known, n03 to n05 are never touched.
        assert_eq!(project.outcome(&[]), left, "{options:?}");
        for line in before.lines().filter(|line| line.contains("\tn0")) {
            assert!(
                project.read("baseline.tsv").contains(line),
                "{options:?}: {line}"
            );
        }
    }
    assert!(project.read("baseline.tsv").contains("\tas\\tprinted\n"));
    for (options, message) in [
        (&["--id", "n99"][..], "no row has the id `n99`"),
        (&["--file", "./legal.tsv"], "no row is from ./legal.tsv"),
        (
            &["--check", "repetitions"],
            "no check or group is called `repetitions`",
        ),
    ] {
        let output = project.run(&[&["accept"], &INPUTS[..], options].concat());
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(
            text(&output.stderr).contains(message),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn a_first_part_excuses_nothing_else() {
    for options in [&["--id", "n05"][..], &["--check", "repetition"]] {
        let project = Project::new();
        project.accept(options);
        assert_eq!(
            project.outcome(&[]),
            "fail new:n03:value-mismatch new:n04:unit-mismatch new:2:value-mismatch",
            "{options:?}"
        );
    }
}

#[test]
fn accepts_nothing_from_half_a_run() {
    let project = Project::accepted();
    let before = project.read("baseline.tsv");
    fs::remove_file(project.path("legal.tsv")).expect("the file is there");
    let output = project.run(&[&["accept"], &INPUTS[..]].concat());
    assert_snapshot!("unreadable_input", shown(&output));
    assert_eq!(project.read("baseline.tsv"), before);
    assert_eq!(project.status(&[]), 2);
}

#[test]
fn branches_merge_their_baselines() {
    let project = Project::accepted();
    let base = project.read("baseline.tsv");
    project.edit("news.tsv", "$6.3 billion", "$6.3 million");
    project.accept(&[]);
    let ours = project.read("baseline.tsv");
    project.write("baseline.tsv", &base);
    project.write("news.tsv", NEWS);
    project.accept(&["--id", "n03", "--reason", "by the old calendar"]);
    let theirs = project.read("baseline.tsv");
    let Some(merged) = merged(&project, &[&base, &ours, &theirs], &[]) else {
        return;
    };
    project.write("baseline.tsv", &merged);
    project.edit("news.tsv", "$6.3 billion", "$6.3 million");
    assert_eq!(project.outcome(&[]), "pass");
    assert_eq!(merged.matches("by the old calendar").count(), 1);
    project.accept(&["--scores-only"]);
    assert_eq!(project.outcome(&["--fail-on-missing"]), "pass");
    assert_eq!(project.read("baseline.tsv"), merged);
}

#[test]
fn a_union_joins_changes_side_by_side() {
    let project = Project::accepted();
    let base = project.read("baseline.tsv");
    project.edit("news.tsv", "She she", "She");
    project.accept(&[]);
    let ours = project.read("baseline.tsv");
    project.write("baseline.tsv", &base);
    project.write("news.tsv", NEWS);
    project.accept(&["--id", "n04", "--reason", "by road"]);
    let theirs = project.read("baseline.tsv");
    let Some(merged) = merged(&project, &[&base, &ours, &theirs], &["--union"]) else {
        return;
    };
    project.write("baseline.tsv", &merged);
    project.edit("news.tsv", "She she", "She");
    // The line that one branch dropped beside the one that the other changed is back, to no harm.
    assert_eq!(project.outcome(&[]), "pass fixed:n05:repeated-word");
    project.accept(&[]);
    assert_eq!(project.outcome(&[]), "pass");
    assert_eq!(project.read("baseline.tsv").matches("by road").count(), 1);
}

/// What git makes of three versions of a file: base, ours, theirs. `None`, with a word, without git.
#[allow(clippy::print_stderr)] // a test that is skipped says so
fn merged(project: &Project, versions: &[&str; 3], options: &[&str]) -> Option<String> {
    let names = ["base", "ours", "theirs"];
    for (name, version) in names.iter().zip(versions) {
        project.write(name, version);
    }
    let [base, ours, theirs] = names;
    let output = Command::new("git")
        .args(["merge-file", "-p"])
        .args(options)
        .args([ours, base, theirs])
        .current_dir(project.0.path())
        .output();
    match output {
        Ok(output) if output.status.code() == Some(0) => Some(text(&output.stdout)),
        Ok(output) => panic!("git can't merge: {}", text(&output.stderr)),
        Err(error) => {
            eprintln!("skipped: git can't be run ({error})");
            None
        }
    }
}

#[test]
fn says_where_a_baseline_is_broken() {
    let project = Project::accepted();
    let (baseline, scores) = (
        project.read("baseline.tsv"),
        project.read("baseline.scores.jsonl"),
    );
    let head = baseline
        .lines()
        .filter(|line| line.starts_with('#'))
        .count();
    let cut = baseline
        .trim_end()
        .rsplit_once('\t')
        .map_or("", |(start, _)| start);
    let conflict = baseline.replacen("unit-mismatch\t", "<<<<<<< HEAD\nunit-mismatch\t", 1);
    for (name, baseline, scores) in [
        ("conflict", conflict.as_str(), scores.as_str()),
        ("cut_line", cut, &scores),
        ("other_table", NEWS, &scores),
        ("scores_conflict", &baseline, "<<<<<<< HEAD\n"),
    ] {
        project.write("baseline.tsv", baseline);
        project.write("baseline.scores.jsonl", scores);
        let shown = project
            .gate(&[])
            .replace(&format!(":{}:", head + 4), ":[last]:");
        assert_snapshot!(format!("broken_{name}"), shown);
        assert!(shown.ends_with("status 2"), "{shown}");
    }
    let output = project.run(&[&["accept", "--scores-only"], &INPUTS[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(project.outcome(&[]), "pass");
}

/// Rows with references, the first `worse` of which are translated worse.
fn scored(rows: usize, worse: usize) -> String {
    let nouns = [
        "bridge", "harbour", "school", "station", "theatre", "library", "market", "tower",
    ];
    let mut text = String::new();
    for row in 0..rows {
        let noun = nouns[row % nouns.len()];
        let reference = format!(
            "The new {noun} was opened by the mayor after {} long years of work.",
            row + 12
        );
        let target = if row < worse {
            format!(
                "New {noun} opening by mayor after {} year long work.",
                row + 12
            )
        } else {
            reference.clone()
        };
        let source = format!(
            "Borgmästaren invigde {noun} nummer {row} efter {} långa års arbete.",
            row + 12
        );
        let domain = if row % 2 == 0 { "news" } else { "legal" };
        let _ = writeln!(
            text,
            r#"{{"id":"r{row}","source":"{source}","target":"{target}","reference":"{reference}","domain":"{domain}"}}"#
        );
    }
    text
}

/// What the gate says when `worse` of `rows` rows got worse.
fn score_outcome(rows: usize, worse: usize, options: &[&str], settings: &str) -> Output {
    let project = Project(tempfile::tempdir().expect("a folder can be made"));
    project.write("parvis.toml", &format!("select = [\"length\"]\n{settings}"));
    let inputs = ["scored.jsonl", "--baseline", "baseline.tsv"];
    project.write("scored.jsonl", &scored(rows, 0));
    let output = project.run(&[&["accept"], &inputs[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    project.write("scored.jsonl", &scored(rows, worse));
    project.run(&[&["gate"], &inputs[..], options].concat())
}

#[test]
fn a_score_is_worse_only_when_that_is_proved() {
    assert_snapshot!("score_worse", shown(&score_outcome(40, 20, &[], "")));
    assert_snapshot!("score_inconclusive", shown(&score_outcome(40, 4, &[], "")));
    let gate = |worse, options: &[&str], settings: &str| {
        let options = [&["--format", "json"], options].concat();
        let output = score_outcome(40, worse, &options, settings);
        let json: Value = serde_json::from_slice(&output.stdout).expect("output is JSON");
        assert_valid(&json);
        let scores = json["scores"].as_array().expect("it is a list").clone();
        let verdicts = scores
            .iter()
            .map(|score| score["verdict"].as_str().unwrap_or("?").to_owned());
        let verdicts: Vec<String> = verdicts.collect();
        let verdict = json["verdict"].as_str().unwrap_or("?");
        format!(
            "{verdict} {} {}",
            verdicts.join(" "),
            output.status.code().unwrap_or(-1)
        )
    };
    for (worse, options, settings, expected) in [
        (0, &[][..], "", "pass not-worse 0"),
        (20, &[], "", "fail worse 1"),
        (
            20,
            &["--tolerance", "chrf=40"],
            "",
            "pass within-tolerance 0",
        ),
        (
            20,
            &["--tolerance", "chrf=60%"],
            "",
            "pass within-tolerance 0",
        ),
        (20, &["--tolerance", "chrf=1"], "", "fail worse 1"),
        (
            20,
            &[],
            "[gate]\ntolerance = { chrf = 40 }",
            "pass within-tolerance 0",
        ),
        (
            20,
            &["--tolerance", "chrf=1"],
            "[gate]\ntolerance = { chrf = 40 }",
            "fail worse 1",
        ),
        (4, &[], "", "inconclusive inconclusive 0"),
        (4, &["--fail-on-inconclusive"], "", "fail inconclusive 1"),
        (
            4,
            &["--tolerance", "chrf=10"],
            "",
            "pass within-tolerance 0",
        ),
        (
            20,
            &[],
            "[gate]\nmetrics = [\"bleu\", \"ter\"]",
            "fail worse worse 1",
        ),
        (
            20,
            &[],
            "[gate]\ntolerance = { chrf = 40 }\n[[gate.slice]]\ndomain = \"legal\"\ntolerance = { chrf = 0 }",
            "fail within-tolerance worse 1",
        ),
    ] {
        assert_eq!(
            gate(worse, options, settings),
            expected,
            "{worse} {options:?} {settings}"
        );
    }
    // Too small to matter, whether chance or not.
    let output = score_outcome(2000, 1, &[], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output.stdout).starts_with("PASS"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn a_changed_reference_says_nothing_of_the_translation() {
    let project = Project(tempfile::tempdir().expect("a folder can be made"));
    let inputs = [
        "scored.jsonl",
        "--baseline",
        "baseline.tsv",
        "--select",
        "length",
    ];
    project.write("scored.jsonl", &scored(40, 0));
    project.run(&[&["accept"], &inputs[..]].concat());
    project.edit(
        "scored.jsonl",
        "\"reference\":\"The new",
        "\"reference\":\"Our latest",
    );
    let output = project.run(&[&["gate"], &inputs[..]].concat());
    assert!(
        text(&output.stdout).starts_with("PASS"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn messages_of_usage() {
    let project = Project::accepted();
    for (name, options) in [
        ("tolerance_of_no_metric", &["--tolerance", "beauty=1"][..]),
        ("tolerance_without_number", &["--tolerance", "chrf"]),
    ] {
        assert_snapshot!(name, project.gate(options));
    }
    project.write(
        "parvis.toml",
        "ignore = []\n\n[gate]\nmetrics = [\"beauty\"]\n",
    );
    assert_snapshot!(
        "settings_of_no_metric",
        project
            .gate(&[])
            .replace(&*project.0.path().to_string_lossy(), "[folder]")
    );
}
