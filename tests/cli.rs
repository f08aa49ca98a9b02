//! The command as a user meets it: arguments, standard output, standard error and exit status.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;

#[test]
fn help() {
    assert_snapshot!("help", run(&["--help"], ""));
    for command in [
        "check",
        "score",
        "report",
        "gate",
        "accept",
        "align",
        "annotate",
        "challenge",
        "compare",
        "explain",
        "schema",
        "completions",
    ] {
        assert_snapshot!(format!("help_{command}"), run(&[command, "--help"], ""));
    }
}

#[test]
fn score_prints_a_line_per_pair() {
    let line = |args: &[&str]| stdout(&[&["score", "--select", "terminology"], args].concat(), "");
    for (args, expected) in [
        (&["tsv/two_columns.tsv"][..], 4),
        (&["tsv/two_columns.tsv", "csv/quoted.csv"][..], 7),
        (&["tsv/packed.tsv.gz", "tsv/packed.tsv.zst"][..], 2),
        (&["tmx/all_languages.tmx", "po/app.po"][..], 11),
        (&["--unfinished", "po/app.po", "xliff/one_two.xlf"][..], 18),
        (&["--source-lang", "sv", "xliff/two.xliff"][..], 5),
        (
            &["--parallel", "text/equal.sv.txt", "text/equal.en.txt"][..],
            4,
        ),
        (&["tsv/empty.tsv"][..], 0),
    ] {
        assert_eq!(line(args).lines().count(), expected, "{args:?}");
    }
    assert_snapshot!(line(&[
        "--with-text",
        "--source-lang",
        "en",
        "tsv/header_languages.tsv"
    ]));
}

#[test]
fn reads_standard_input() {
    let pair = "{\"id\":\"a\",\"source\":\"Hus\",\"target\":\"House\"}\n";
    assert_eq!(status(&["score", "-"], pair), 0);
    assert!(
        stdout(&["score", "-"], pair).starts_with(r#"{"id":"a","origin":{"file":"-","line":1}"#)
    );
    assert!(
        stdout(&["score", "--input-format", "tsv", "-"], "Hus\tHouse\n").contains(r#""line":1"#)
    );
    let tmx = "<tmx><body><tu><tuv xml:lang=\"sv\"><seg>Hus</seg></tuv>\
               <tuv xml:lang=\"en\"><seg>House</seg></tuv></tu></body></tmx>";
    assert!(stdout(&["score", "--input-format", "tmx", "-"], tmx).contains(r#""line":1"#));
    let po = "msgctxt \"menu\"\nmsgid \"House\"\nmsgstr \"Hus\"\n";
    assert!(
        stdout(&["score", "--input-format", "po", "-"], po)
            .contains(r#""line":1,"unit":"menu|House""#)
    );
    assert!(
        stdout(&["annotate", "--lang", "sv"], "6,3 miljarder\n")
            .contains(r#""value":"6300000000""#)
    );
}

#[test]
fn jobs_change_no_byte() {
    let line = |jobs| stdout(&["score", "--jobs", jobs, "tsv/duplicate_ids.tsv"], "");
    assert_eq!(line("1"), line("2"));
    assert_eq!(line("1"), line("5"));
}

#[test]
fn tells_what_is_wrong() {
    // No check belongs to `terminology` without a glossary, so that only messages are left.
    const QUIET: [&str; 5] = ["check", "--format", "jsonl", "--select", "terminology"];
    let cases: &[(&str, &[&str])] = &[
        ("no_command", &[]),
        ("no_input", &["check"]),
        ("missing_file", &["score", "nowhere.tsv"]),
        ("directory", &["score", "--input-format", "tsv", "tsv"]),
        ("unknown_extension", &["score", "notes.docx"]),
        ("plain_text", &["score", "text/equal.sv.txt"]),
        (
            "unknown_check",
            &["check", "--select", "quantiti", "tsv/two_columns.tsv"],
        ),
        (
            "unknown_language",
            &["score", "--source-lang", "de", "tsv/two_columns.tsv"],
        ),
        (
            "equal_languages",
            &[
                "score",
                "--source-lang",
                "sv",
                "--target-lang",
                "sv",
                "tsv/two_columns.tsv",
            ],
        ),
        (
            "unknown_column",
            &[
                "score",
                "--source-column",
                "text",
                "tsv/header_languages.tsv",
            ],
        ),
        (
            "unequal_lines",
            &[
                "score",
                "--parallel",
                "text/err_unequal.sv.txt",
                "text/err_unequal.en.txt",
            ],
        ),
        ("two_pipes", &["score", "-", "-"]),
        ("two_pipes_in_parallel", &["score", "--parallel", "-", "-"]),
        (
            "parallel_and_input",
            &["score", "tsv/two_columns.tsv", "--parallel", "a", "b"],
        ),
        (
            "unknown_report",
            &["report", "tsv/two_columns.tsv", "-o", "report.doc"],
        ),
        (
            "unwritable_report",
            &["report", "tsv/two_columns.tsv", "-o", "nowhere/report.md"],
        ),
        ("no_gold", &["challenge", "tsv/two_columns.tsv"]),
        ("explain_unknown", &["explain", "quantiti"]),
        (
            "annotate_not_utf8",
            &["annotate", "--lang", "sv", "text/err_latin1.sv.txt"],
        ),
        ("jobs", &["score", "--jobs", "0", "tsv/two_columns.tsv"]),
    ];
    for (name, args) in cases {
        assert_snapshot!(format!("error_{name}"), run(args, ""));
    }
    let quiet_cases: &[(&str, &[&str])] = &[
        ("bad_records", &["tsv/err_field_counts.tsv"]),
        (
            "bad_records_strict",
            &["--strict", "tsv/err_field_counts.tsv"],
        ),
        ("not_utf8", &["tsv/err_latin1.tsv", "tsv/packed.tsv.gz"]),
        ("utf16", &["tsv/err_utf16.tsv"]),
        ("duplicate_ids", &["tsv/duplicate_ids.tsv"]),
    ];
    for (name, args) in quiet_cases {
        let args = [&QUIET, *args].concat();
        assert_snapshot!(format!("error_{name}"), run(&args, ""));
    }
}

#[test]
fn exit_statuses() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let wrong = folder.path().join("wrong.tsv");
    std::fs::write(
        &wrong,
        "Det kostade 6,3 miljarder dollar.\tIt cost $6.3 million.\n",
    )
    .expect("a file can be written");
    let wrong = wrong.display().to_string();
    let cases: &[(&[&str], i32)] = &[
        (&["check", "tsv/packed.tsv.gz"], 0),
        (&["check", &wrong], 1),
        (&["check", "--format", "jsonl", &wrong], 1),
        (
            &["check", "--format", "md", "--fail-on", "minor", &wrong],
            1,
        ),
        (&["check", "--ignore", "quantity", &wrong], 0),
        (&["check", "nowhere.tsv", &wrong], 2),
        (&["score", &wrong], 0),
        (&["check", "tsv/err_field_counts.tsv"], 0),
        (&["check", "--strict", "tsv/err_field_counts.tsv"], 2),
        (&["check", "tsv/err_latin1.tsv"], 2),
        (&["check", "nowhere.tsv", "tsv/packed.tsv.gz"], 2),
        (&["check", "--no-such-option"], 2),
        (&["--version"], 0),
        (&["explain"], 0),
        (&["schema"], 0),
        (&["completions", "bash"], 0),
    ];
    for (args, expected) in cases {
        assert_eq!(status(args, ""), *expected, "{args:?}");
    }
}

#[test]
fn goes_by_the_nearest_settings() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let at = |path: &str| folder.path().join(path).display().to_string();
    let write = |path: &str, text: &str| {
        std::fs::write(at(path), text).expect("a file can be written");
    };
    std::fs::create_dir(at("legal")).expect("a folder can be made");
    let pair = "Det kostade 6,3 miljarder dollar.\tIt cost $6.3 million.\n";
    for path in ["a.tsv", "legal/b.tsv"] {
        write(path, pair);
    }
    let legal = "[[override]]\npaths = [\"legal/*\"]\nignore = [\"quantity\"]\n";
    write("parvis.toml", legal);
    write("mild.toml", "[severity]\nquantity = \"minor\"\n");
    write("names.toml", "select = [\"entity\"]\n");
    write("wrong.toml", "\nselect = [\"quantiti\"]\n");
    let [a, b] = ["a.tsv", "legal/b.tsv"].map(at);
    let [mild, names, wrong] = ["mild.toml", "names.toml", "wrong.toml"].map(at);
    let cases: &[(&[&str], i32)] = &[
        (&[&a], 1),
        (&[&b], 0),
        (&["--isolated", &b], 1),
        (&["--select", "quantity", &b], 1),
        (&["--config", &mild, &a], 0),
        (&["--config", &mild, "--fail-on", "minor", &a], 1),
        (&["--config", &names, &a], 0),
        (&["--config", &names, "--select", "quantity", &a], 1),
        (&["--config", &wrong, &a], 2),
        (&["--config", &mild, "--isolated", &a], 2),
        (&["--config", "nowhere.toml", &a], 2),
        (&["--profile", "poetry", &a], 2),
    ];
    for (args, expected) in cases {
        assert_eq!(
            status(&[&["check"], *args].concat(), ""),
            *expected,
            "{args:?}"
        );
    }
    let lines = stdout(&["check", "--format", "jsonl", &a, &b], "");
    assert!(
        lines.contains("a.tsv") && !lines.contains("b.tsv"),
        "{lines}"
    );
    let error = run(&["check", "--config", &wrong, &a], "");
    assert!(
        error.contains("wrong.toml:2: no check or group is called `quantiti`"),
        "{error}"
    );
}

#[test]
fn profiles_leave_checks_out() {
    let pairs = "{\"source\":\"Avbryt\",\"target\":\"Cancel\"}\n{\"source\":\"Avbryt\",\"target\":\"Abort\"}\n";
    let found = |profile| stdout(&["score", "--isolated", "--profile", profile, "-"], pairs);
    assert!(found("software").contains("inconsistent-target"));
    assert!(!found("news").contains("inconsistent-target"));
}

#[test]
fn writes_several_reports_at_once() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let [md, json] = ["a.md", "a.json"].map(|name| folder.path().join(name));
    let [md_path, json_path] = [&md, &json].map(|path| path.display().to_string());
    let args = [
        "report",
        "tsv/two_columns.tsv",
        "-o",
        &md_path,
        "-o",
        &json_path,
    ];
    assert_eq!(status(&args, ""), 0);
    let read = |path| std::fs::read_to_string(path).expect("the report was written");
    assert!(read(&md).starts_with("# Translation check"));
    assert!(read(&json).contains(r#""schema": "1""#));
}

#[test]
fn a_report_tells_new_findings_from_old_ones() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, target: &str| {
        let path = folder.path().join(name).display().to_string();
        let pairs =
            format!("a\tDet kostade 17 kronor.\t{target}\nb\tHon har 3 hus.\tShe has 4 houses.\n");
        std::fs::write(&path, pairs).expect("a file can be written");
        path
    };
    let (good, bad) = (
        write("good.tsv", "It cost 17 kronor."),
        write("bad.tsv", "It cost 71 kronor."),
    );
    let path = folder.path().join("changes.md").display().to_string();
    for (new, old, expected) in [
        (
            &bad,
            &good,
            "1 finding is new, 0 are fixed, 1 is still there",
        ),
        (
            &good,
            &bad,
            "0 findings are new, 1 is fixed, 1 is still there",
        ),
        (
            &good,
            &good,
            "0 findings are new, 0 are fixed, 1 is still there",
        ),
    ] {
        assert_eq!(
            status(&["report", new, "--against", old, "-o", &path], ""),
            0
        );
        let report = std::fs::read_to_string(&path).expect("the report was written");
        assert!(report.contains(expected), "{report}");
    }
    let lost = ["report", &good, "--against", "nowhere.tsv", "-o", &path];
    assert_eq!(status(&lost, ""), 2);
}

#[test]
fn build_servers_learn_the_place_in_the_file() {
    let pair = "a\tDet kostade 6,3 miljarder dollar.\tIt cost $6.3 million.\n";
    let place = |format| {
        let args = ["check", "--format", format, "--input-format", "tsv"];
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("a.tsv").display().to_string();
        std::fs::write(&file, pair).expect("a file can be written");
        stdout(&[&args[..], &[&file]].concat(), "")
    };
    assert!(place("github").contains("line=1,col=45,endColumn=56,"));
    assert!(place("sarif").contains(r#""startLine":1,"startColumn":45,"endColumn":57,"#));
    assert!(place("junit").contains(r#"line="1""#));
    let piped = ["check", "--format", "github", "--input-format", "tsv", "-"];
    assert!(stdout(&piped, pair).starts_with("::error title=magnitude-mismatch (a)::"));
}

#[test]
fn colours_are_for_terminals() {
    let pair = "{\"source\":\"Det kostar 5 kronor.\",\"target\":\"\"}\n{";
    for color in [None, Some(("NO_COLOR", "1")), Some(("CLICOLOR", "1"))] {
        let mut command = command(&["check", "-"]);
        command.envs(color);
        let output = finish(command, pair);
        let text = [output.stdout, output.stderr].concat();
        assert!(!text.contains(&0x1B), "{color:?}");
    }
    let mut command = command(&["check", "-"]);
    command.env("CLICOLOR_FORCE", "1");
    assert!(finish(command, pair).stdout.contains(&0x1B));
    let mut command = self::command(&["check", "-"]);
    command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!finish(command, pair).stdout.contains(&0x1B));
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let mut child = command(&["score", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("parvis starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let pairs = "{\"source\":\"Hus\",\"target\":\"House\"}\n".repeat(20_000);
    // It may stop reading before everything is written.
    let _ = stdin.write_all(pairs.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("parvis ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Command, standard output, standard error and exit status, as in a terminal.
fn run(args: &[&str], stdin: &str) -> String {
    let output = finish(command(args), stdin);
    let mut text = format!("$ parvis {}\n", args.join(" "));
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    if !output.stderr.is_empty() {
        let _ = write!(
            text,
            "--- stderr\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let _ = write!(text, "--- status {}", output.status.code().unwrap_or(-1));
    text
}

fn stdout(args: &[&str], stdin: &str) -> String {
    String::from_utf8_lossy(&finish(command(args), stdin).stdout).into_owned()
}

fn status(args: &[&str], stdin: &str) -> i32 {
    finish(command(args), stdin).status.code().unwrap_or(-1)
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .args(args)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inputs"))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn finish(mut command: Command, stdin: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("parvis starts");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    // A run that fails early does not read its input.
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    child.wait_with_output().expect("parvis ends")
}
