//! Every reader on small files, good ones and broken ones (`err_*`): what comes out, and with
//! which message.

use std::fmt::Write as _;
use std::path::Path;

use insta::{assert_snapshot, glob};
use parvis::input::{self, Options, Segments};
use parvis::{Error, Result, Segment};

#[test]
fn reads_tsv() {
    glob!("inputs/tsv/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_csv() {
    glob!("inputs/csv/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_jsonl() {
    glob!("inputs/jsonl/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_tmx() {
    glob!("inputs/tmx/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_xliff() {
    glob!("inputs/xliff/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_po() {
    glob!("inputs/po/*", |path| assert_snapshot!(read(path)));
}

#[cfg(feature = "xlsx")]
#[test]
fn reads_xlsx() {
    glob!("inputs/xlsx/*", |path| assert_snapshot!(read(path)));
}

#[test]
fn reads_parallel_text() {
    glob!("inputs/text/*.sv.txt", |source| {
        let source = relative(source);
        let target = source.replace(".sv.", ".en.");
        let segments = input::open_parallel(&source, &target, &Options::default());
        assert_snapshot!(transcript(segments));
    });
}

#[test]
fn plain_text_is_one_side_only() {
    assert_snapshot!(read(Path::new("tests/inputs/text/equal.sv.txt")), @r"
    usage: tests/inputs/text/equal.sv.txt is plain text, which holds one side only
      hint: give both files: --parallel SOURCE TARGET
    ");
}

fn read(path: &Path) -> String {
    transcript(input::open(&relative(path), &Options::default()))
}

/// The path as a user would give it, the same on every machine.
fn relative(path: &Path) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let path = path.display().to_string();
    path.strip_prefix(root).unwrap_or(&path).to_owned()
}

fn transcript(segments: Result<Segments>) -> String {
    match segments {
        Ok(segments) => segments.map(|item| item_line(&item)).collect(),
        Err(error) => error_line(&error),
    }
}

fn item_line(item: &Result<Segment>) -> String {
    match item {
        Ok(segment) => segment_line(segment),
        Err(error) => error_line(error),
    }
}

fn segment_line(segment: &Segment) -> String {
    let lang = segment.source_lang;
    let mut line = format!(
        "{} {} {lang}: {:?} → {:?}",
        segment.origin.line, segment.id, segment.source, segment.target
    );
    let unit = segment.origin.unit.as_deref();
    let waived = segment.waived.join(",");
    for (name, value) in [
        ("unit", unit.filter(|unit| *unit != segment.id)),
        ("reference", segment.reference.as_deref()),
        ("document", segment.document.as_deref()),
        ("domain", segment.domain.as_deref()),
        ("waived", (!waived.is_empty()).then_some(waived.as_str())),
    ] {
        if let Some(value) = value {
            let _ = write!(line, " {name}={value:?}");
        }
    }
    line.push('\n');
    line
}

fn error_line(error: &Error) -> String {
    let mut line = format!(
        "{}: {error}\n",
        format!("{:?}", error.kind()).to_lowercase()
    );
    if let Some(cause) = std::error::Error::source(error) {
        let _ = writeln!(line, "  caused by: {cause}");
    }
    if let Some(hint) = error.hint() {
        let _ = writeln!(line, "  hint: {hint}");
    }
    line
}
