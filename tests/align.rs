//! Alignment as a user meets it, and what holds for any two documents.

use std::io::Cursor;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use parvis::align::write::{Aligned, write_jsonl, write_tmx, write_tsv};
use parvis::align::{AlignedPair, Document, Markup, align};
use parvis::annotate::Annotator;
use parvis::input::{self, Bytes, Format};
use parvis::{Language, Segment};
use proptest::prelude::*;

const ARTICLE: [&str; 2] = ["corpora/article.en.txt", "corpora/article.sv.txt"];

#[test]
fn the_article_is_aligned() {
    assert_snapshot!(run(&["align", ARTICLE[0], ARTICLE[1]]));
}

#[test]
fn markdown_is_aligned() {
    let files =
        ["align/guide.sv.md", "align/guide.en.md"].map(|name| format!("tests/inputs/{name}"));
    assert_snapshot!(run(&["align", &files[0], &files[1]]));
}

#[test]
fn documents_are_checked_in_one_go() {
    let files =
        ["align/letter.sv.txt", "align/letter.en.txt"].map(|name| format!("tests/inputs/{name}"));
    let args = ["check", "--isolated", "--parallel", &files[0], &files[1]];
    assert_snapshot!(run(&[&args[..], &["--align"]].concat()));
    for command in ["score", "report"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let report = folder.path().join("r.md").display().to_string();
        let output = match command {
            "report" => vec!["-o", &report],
            _ => Vec::new(),
        };
        let args = [&[command][..], &args[1..], &["--align"], &output].concat();
        assert_eq!(finish(&args).status.code(), Some(0), "{command}");
    }
}

#[test]
fn says_what_is_wrong() {
    for (name, args) in [
        ("missing", &["align", "nowhere.txt", ARTICLE[1]][..]),
        (
            "extension",
            &["align", ARTICLE[0], ARTICLE[1], "-o", "a.docx"],
        ),
        ("two_pipes", &["align", "-", "-"]),
        (
            "languages",
            &[
                "align",
                ARTICLE[0],
                ARTICLE[1],
                "--source-lang",
                "sv",
                "--target-lang",
                "sv",
            ],
        ),
        (
            "latin1",
            &["align", "tests/inputs/text/err_latin1.sv.txt", ARTICLE[0]],
        ),
        (
            "nul",
            &["align", "tests/inputs/text/err_nul.sv.txt", ARTICLE[0]],
        ),
        ("align_alone", &["check", "--align", "a.tsv"]),
    ] {
        assert_snapshot!(format!("align_error_{name}"), run(args));
    }
}

#[test]
fn every_format_is_read_again() {
    let (source, target) = article();
    let pairs = align(&Annotator::new(), &source, &target);
    let aligned = Aligned {
        source: &source,
        target: &target,
        pairs: &pairs,
    };
    let texts: Vec<(String, String)> = pairs
        .iter()
        .map(|pair| {
            (
                source.text(pair.source.clone()),
                target.text(pair.target.clone()),
            )
        })
        .collect();
    let mut written = [Vec::new(), Vec::new(), Vec::new()];
    write_tsv(&aligned, &mut written[0]).expect("memory can be written");
    write_jsonl(&aligned, &mut written[1]).expect("memory can be written");
    write_tmx(&aligned, &mut written[2]).expect("memory can be written");
    for (name, bytes) in ["tsv", "jsonl", "tmx"].into_iter().zip(written) {
        let format = Format::from_name(name).expect("there is such a format");
        let bytes = Bytes::from_reader("x", Cursor::new(bytes)).expect("memory can be read");
        let options = input::Options {
            source_lang: Some(Language::English),
            ..input::Options::default()
        };
        let segments = (format.open)(bytes, &options).expect("the format can be read");
        let read: Vec<(String, String)> = segments
            .map(|segment| segment.expect("every record is good"))
            .map(|segment: Segment| (segment.source, segment.target))
            .collect();
        assert_eq!(read, texts, "{name}");
    }
}

#[test]
fn tmx_holds_what_xml_can() {
    let source = document("Räven & björnen <b>gick</b>\u{1} hem.", Language::Swedish);
    let target = document("The fox & the bear went home.", Language::English);
    let pairs = align(&Annotator::new(), &source, &target);
    let mut tmx = Vec::new();
    let aligned = Aligned {
        source: &source,
        target: &target,
        pairs: &pairs,
    };
    write_tmx(&aligned, &mut tmx).expect("memory can be written");
    let tmx = String::from_utf8(tmx).expect("TMX is UTF-8");
    assert_snapshot!(tmx.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn what_one_side_lacks_stands_alone() {
    let swedish = "Huset byggdes 1907.\nDet ägs av Karin Öberg.\nI juni såldes 40 biljetter.\n";
    let english = "The house was built in 1907.\nIn June, 40 tickets were sold.\n";
    let (source, target) = (
        document(swedish, Language::Swedish),
        document(english, Language::English),
    );
    let pairs = align(&Annotator::new(), &source, &target);
    let lonely: Vec<&AlignedPair> = pairs.iter().filter(|pair| pair.is_lonely()).collect();
    assert_eq!(pairs.len(), 3);
    assert_eq!(
        source.text(lonely[0].source.clone()),
        "Det ägs av Karin Öberg."
    );
    assert_eq!(target.lines(lonely[0].target.clone()), None);
}

#[test]
fn nothing_aligns_with_nothing() {
    let empty = || document("", Language::English);
    let swedish = |text| document(text, Language::Swedish);
    let annotator = Annotator::new();
    assert_eq!(align(&annotator, &swedish(""), &empty()), []);
    let pairs = align(&annotator, &swedish("Ett.\nTvå.\n"), &empty());
    assert_eq!(pairs.len(), 2);
    assert!(
        pairs
            .iter()
            .all(|pair| pair.is_lonely() && pair.confidence > 0.99)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_word_comes_back_in_order(sv in text(), en in text()) {
        let source = document(&sv, Language::Swedish);
        let target = document(&en, Language::English);
        let pairs = align(&Annotator::new(), &source, &target);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let of_pairs = |texts: Vec<String>| words(&texts.join(" "));
        let sources = pairs.iter().map(|pair| source.text(pair.source.clone())).collect();
        let targets = pairs.iter().map(|pair| target.text(pair.target.clone())).collect();
        prop_assert_eq!(of_pairs(sources), words(&sv));
        prop_assert_eq!(of_pairs(targets), words(&en));
        for pair in &pairs {
            prop_assert!((0.0..=1.0).contains(&pair.confidence));
            prop_assert!(pair.source.len() <= 2 && pair.target.len() <= 2);
            prop_assert!(pair.source.len() + pair.target.len() > 0);
        }
    }

    #[test]
    fn exchanged_documents_give_exchanged_pairs(sv in text(), en in text()) {
        let swedish = document(&sv, Language::Swedish);
        let english = document(&en, Language::English);
        let annotator = Annotator::new();
        let there = align(&annotator, &swedish, &english);
        let back: Vec<AlignedPair> = align(&annotator, &english, &swedish)
            .into_iter()
            .map(|pair| AlignedPair { source: pair.target, target: pair.source, ..pair })
            .collect();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn lines_rise_in_any_markdown(text in "([-#>*`|\\[\\](){}<a-zå .!?0-9]|\\n|\\n\\n|```|---\\n){0,60}") {
        let document = Document::parse("d", &text, Markup::Markdown, Language::Swedish);
        let count = text.lines().count() as u64;
        let mut last = 1;
        for sentence in &document.sentences {
            let (first, end) = sentence.lines;
            prop_assert!(first <= end && end <= count, "{:?}", sentence);
            prop_assert!(last <= first, "{:?}", document.sentences);
            last = first;
        }
    }
}

/// Lines of words of both languages, numbers and marks, some of them blank.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "huset",
        "house",
        "Volvo",
        "1907",
        "3,5",
        "kl.",
        "t.ex.",
        "Dr.",
        "och",
        "and",
        "Öberg.",
        "slut.",
        "end.",
        "Varför?",
        "Stop!",
        "”Ja.”",
        "…",
        "-",
        "#",
        "e\u{301}",
        "\u{A0}",
        "J.",
    ]);
    let line = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
    prop::collection::vec(line, 0..10).prop_map(|lines| lines.join("\n"))
}

fn article() -> (Document, Document) {
    let read = |path: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(path).expect("the article is text")
    };
    (
        document(&read(ARTICLE[0]), Language::English),
        document(&read(ARTICLE[1]), Language::Swedish),
    )
}

fn document(text: &str, lang: Language) -> Document {
    Document::parse("d", text, Markup::Plain, lang)
}

/// Standard output, standard error and exit status.
fn run(args: &[&str]) -> String {
    let output = finish(args);
    format!(
        "$ parvis {}\n{}--- stderr\n{}--- status {}",
        args.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap_or(-1)
    )
}

fn finish(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("parvis runs")
}
