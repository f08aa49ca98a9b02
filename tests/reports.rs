//! Every renderer on one small report made by hand, and every JSON that parvis writes against the
//! schema that it publishes.

use insta::assert_snapshot;
use parvis::align::write::{Aligned, write_jsonl};
use parvis::align::{Document, Markup, align};
use parvis::annotate::Annotator;
use parvis::evaluate::Judgement;
use parvis::finding::Evidence;
use parvis::report::{Changes, Output, RENDERERS, Report, View, json, schema};
use parvis::span::{Origin, Span};
use parvis::summary::Summary;
use parvis::{Evaluator, Finding, Group, Language, Options, Segment, Severity};

#[test]
fn terminal() {
    assert_snapshot!(streamed("terminal", &view(Severity::Minor, false)));
}

#[test]
fn terminal_with_neutral_findings() {
    assert_snapshot!(streamed("terminal", &view(Severity::Neutral, false)));
}

#[test]
fn terminal_in_colour() {
    let colourful = streamed("terminal", &view(Severity::Critical, true));
    assert_snapshot!(colourful.replace('\x1B', "␛"));
}

#[test]
fn terminal_without_findings() {
    let mut report = report();
    report.pairs.clear();
    report.summary = Summary::default();
    assert_snapshot!(stream(&report, "terminal", &view(Severity::Minor, false)));
}

#[test]
fn jsonl() {
    assert_snapshot!(streamed("jsonl", &view(Severity::Neutral, false)));
}

#[test]
fn json_report() {
    assert_snapshot!(document("json"));
}

#[test]
fn markdown() {
    assert_snapshot!(document("md"));
}

#[test]
fn sarif() {
    assert_snapshot!(streamed("sarif", &view(Severity::Neutral, false)));
}

#[test]
fn sarif_follows_its_schema() {
    // A stray bracket in the published schema makes one of its patterns no regular expression.
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema = parsed(&schema);
    let schema = jsonschema::validator_for(&schema).expect("the schema is valid");
    for report in [report(), judged_texts(), Report::default()] {
        let written = stream(&report, "sarif", &view(Severity::Neutral, false));
        let value = parsed(&written);
        if let Err(error) = schema.validate(&value) {
            panic!("{error} at {}", error.instance_path());
        }
        let run = &value["runs"][0];
        let results = run["results"].as_array().expect("results are a list");
        let findings = report
            .pairs
            .iter()
            .map(|(_, judgement)| judgement.findings.len());
        assert_eq!(results.len(), findings.sum::<usize>());
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("a result has a rule");
            let rule = &run["tool"]["driver"]["rules"][index as usize];
            assert_eq!(result["ruleId"], rule["id"]);
            assert!(rule["help"]["markdown"].is_string(), "{rule}");
        }
    }
}

#[test]
fn sarif_of_severities_that_are_shown() {
    let written = parsed(&streamed("sarif", &view(Severity::Critical, false)));
    let levels: Vec<&str> = written["runs"][0]["results"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|result| result["level"].as_str())
        .collect();
    assert_eq!(levels, ["error", "error"]);
}

#[test]
fn junit() {
    assert_snapshot!(document("junit"));
}

#[test]
fn junit_is_read_back() {
    let texts = document("junit");
    let document = roxmltree::Document::parse(&texts).expect("JUnit is XML");
    let cases: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .map(|case| {
            let child = case.first_element_child();
            let outcome = child.map_or("passed", |child| child.tag_name().name());
            (case.attribute("name").unwrap_or_default(), outcome)
        })
        .collect();
    assert_eq!(
        cases,
        [
            ("n01: magnitude-mismatch", "failure"),
            ("n02: entity-missing", "failure"),
            ("n02: misplaced-space", "skipped"),
            ("n02: quantity-moved", "skipped"),
            ("n03: empty-target", "failure"),
            ("n03: question-mark-mismatch", "skipped"),
            ("everything was read", "error"),
        ]
    );
    let root = document.root_element();
    let attribute = |name| root.attribute(name).unwrap_or_default();
    assert_eq!((attribute("tests"), attribute("failures")), ("7", "3"));
}

#[test]
fn junit_of_a_good_file_passes() {
    let mut report = report();
    report.pairs.clear();
    report.summary.bad_records = 0;
    let passed = render(&report, "junit");
    assert!(
        passed.contains(r#"<testcase name="no finding" classname="news.tsv"/>"#),
        "{passed}"
    );
    assert!(!passed.contains("<failure"), "{passed}");
}

#[test]
fn html() {
    assert_snapshot!(without_assets(&document("html")));
}

#[test]
fn html_without_findings() {
    let mut report = report();
    report.pairs.clear();
    report.summary = Summary::default();
    let page = without_assets(&render(&report, "html"));
    let body = page.split("<body>").nth(1).unwrap_or_default();
    assert!(body.contains("There were no pairs to judge"), "{body}");
    assert!(body.contains("No check found anything"), "{body}");
}

#[test]
fn html_lets_no_text_be_code() {
    let mut report = report();
    let attack = "</script><img src=x onerror=alert(1)>";
    for (segment, judgement) in &mut report.pairs {
        segment.source.push_str(attack);
        segment.id.push_str(attack);
        for finding in &mut judgement.findings {
            finding.message.push_str(attack);
            finding.suggestion = Some(attack.to_owned());
        }
    }
    report.inputs.push(attack.to_owned());
    assert!(!render(&report, "html").contains("<img"));
}

#[test]
fn html_grows_by_a_kilobyte_a_finding() {
    const COPIES: usize = 700;
    let mut report = report();
    let pairs = report.pairs.clone();
    report.pairs = pairs
        .iter()
        .cycle()
        .take(COPIES * pairs.len())
        .cloned()
        .collect();
    let findings = report.findings().count();
    assert!(render(&report, "html").len() < (1 << 20) + findings * 1024);
}

#[test]
fn csv() {
    let table = document("csv");
    assert_snapshot!(table.replace('\r', ""));
    assert_eq!(table.matches("\r\n").count(), table.matches('\n').count());
}

#[test]
fn xlsx_is_read_back() {
    use calamine::{Reader, Xlsx};
    let bytes = rendered(&report(), "xlsx");
    assert_eq!(bytes, rendered(&report(), "xlsx"), "no clock is read");
    let mut book: Xlsx<_> =
        Xlsx::new(std::io::Cursor::new(bytes)).expect("the workbook can be opened");
    let text = |name: &str, book: &mut Xlsx<_>| {
        let sheet = book.worksheet_range(name).expect("the sheet is there");
        let rows = sheet.rows().map(|row| {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            cells.join(" | ")
        });
        rows.collect::<Vec<_>>().join("\n")
    };
    let sheets = [text("Findings", &mut book), text("Summary", &mut book)];
    assert_snapshot!(sheets.join("\n\n"));
}

#[test]
fn what_changed_since_an_earlier_run() {
    let report = compared();
    let page = render(&report, "html");
    assert!(page.contains("Against old.tsv: 1 finding is new, 1 is fixed, 3 are still there"));
    for (change, count) in [("new", 1), ("still there", 3), ("fixed", 1)] {
        let marked = format!(r#""change":"{change}""#);
        assert_eq!(page.matches(&marked).count(), count, "{change}");
    }
    assert_valid("report", &render(&report, "json"));
    let changes = &parsed(&render(&report, "json"))["changes"];
    assert_eq!(changes["new"][0]["check"], "entity-missing");
    assert_eq!(changes["fixed"][0]["id"], "n04");
    assert_snapshot!(render(&report, "md"));
}

/// The report compared with a run in which a name stood and another pair was wrong.
fn compared() -> Report {
    let mut report = report();
    let (segment, _) = quiet();
    let fixed = finding(
        "terminal-mark-mismatch",
        Group::Punctuation,
        Severity::Minor,
        "the full stop is lost",
    );
    report.changes = Some(Changes {
        against: vec!["old.tsv".to_owned()],
        new: [1].into(),
        fixed: vec![(segment, fixed)],
        gone: 0,
    });
    report
}

#[test]
fn github() {
    assert_snapshot!(streamed("github", &view(Severity::Neutral, false)));
}

#[test]
fn schema_is_the_published_one() {
    assert_snapshot!(format!("{:#}", schema::schema()));
}

#[test]
fn output_follows_the_schema() {
    let annotator = Annotator::new();
    let report = judged_texts();
    for (at, (segment, judgement)) in report.pairs.iter().enumerate() {
        let line = written(|out| json::write_pair(segment, judgement, at % 2 == 0, out));
        assert_valid("pair", &line);
        let annotated = annotator.annotate(&segment.source, segment.source_lang);
        assert_valid(
            "annotated",
            &written(|out| json::write_annotated(&annotated, out)),
        );
    }
    for line in stream(&report, "jsonl", &view(Severity::Neutral, false)).lines() {
        assert_valid("finding_line", line);
    }
    assert_valid("report", &render(&report, "json"));
    for line in aligned().lines() {
        assert_valid("aligned_pair", line);
    }
}

/// An alignment with a pair and a sentence that only the source has.
fn aligned() -> String {
    let document = |text, lang| Document::parse("d", text, Markup::Plain, lang);
    let source = document("Det regnade 1907.\nKarin läste.", Language::Swedish);
    let target = document("It rained in 1907.", Language::English);
    let pairs = align(&Annotator::new(), &source, &target);
    let aligned = Aligned {
        source: &source,
        target: &target,
        pairs: &pairs,
    };
    written(|out| write_jsonl(&aligned, out))
}

#[test]
fn the_schema_refuses_what_parvis_does_not_write() {
    for line in [
        r#"{"id":"1","origin":{"file":"p","line":1},"findings":[]}"#,
        r#"{"id":1,"origin":{"file":"p","line":1},"scores":{"length_ratio":1},"findings":[]}"#,
        r#"{"id":"1","origin":{"file":"p","line":1},"scores":{"length_ratio":1,"beauty":1},"findings":[]}"#,
        r#"{"id":"1","origin":{"file":"p","line":1},"scores":{"length_ratio":1},"findings":[],"more":1}"#,
    ] {
        assert!(!validator("pair").is_valid(&parsed(line)), "{line}");
    }
}

/// Pairs in which much is wrong, Swedish first.
const TEXTS: [(&str, &str); 8] = [
    (
        "Bolaget tog in 6,3 miljarder dollar den 3 juli 2023.",
        "The company raised $6.3 million on 4 July 2023.",
    ),
    (
        "Över 40 procent av de 1 200 hushållen i Nederländerna väntade i 90 minuter.",
        "Under 40 per cent of the 1,500 households in Norway waited for two hours.",
    ),
    (
        "Avståndet är 3 mil enligt artikel 5.2, se s. 14.",
        "The distance is 3 miles under Article 5(3), see p. 15.",
    ),
    (
        "På 1800-talet låg räntan på 2 procentenheter (jfr 90-talet).",
        "In the 18th century the rate was 2 per cent (cf. the 1980s",
    ),
    ("Klicka på <b>{name}</b>!", "Click on <b>name</b>"),
    (
        "Regeringen sade i går att den inte väntar sig några förseningar.",
        "Regeringen sade i går att den inte väntar sig några förseningar.",
    ),
    ("Kommer hon?", ""),
    ("", "Nobody knows."),
];

/// [`TEXTS`] judged in both directions.
fn judged_texts() -> Report {
    let evaluator = Evaluator::new(Options::default());
    let mut report = Report::default();
    for (id, (sv, en)) in TEXTS.iter().enumerate() {
        for (lang, source, target) in [(Language::Swedish, sv, en), (Language::English, en, sv)] {
            let mut segment = Segment::new(lang, *source, *target);
            segment.id = format!("{lang}-{id}");
            segment.origin = Origin::new("texts.tsv", id as u64 + 1);
            let judgement = evaluator.judge(&segment);
            report.summary.add(&segment, &judgement);
            report.pairs.push((segment, judgement));
        }
    }
    report
}

fn view(min_severity: Severity, use_color: bool) -> View {
    View {
        min_severity,
        use_color,
        width: 80,
        ..View::default()
    }
}

/// A report with a finding of each severity.
fn report() -> Report {
    let mut report = Report {
        inputs: vec!["news.tsv".to_owned()],
        ..Report::default()
    };
    for (segment, findings) in [money(), street(), empty(), quiet()] {
        let judgement = Judgement {
            scores: vec![("length_ratio", Some(1.0 / 3.0)), ("length_z", None)],
            findings,
        };
        report.summary.add(&segment, &judgement);
        if !judgement.findings.is_empty() {
            report.pairs.push((segment, judgement));
        }
    }
    report.summary.bad_records = 1;
    report
}

fn money() -> (Segment, Vec<Finding>) {
    let source = "Efter två års förhandlingar tog bolaget in 6,3 miljarder dollar när det börsnoterades i Amsterdam i somras.";
    let target = "After two years of talks the company raised $6.3 million when it was listed in Amsterdam this summer.";
    let segment = segment("n01", 12, source, target);
    let finding = Finding {
        source: vec![evidence(
            source,
            "6,3 miljarder dollar",
            "6300000000",
            "USD",
        )],
        target: vec![evidence(target, "$6.3 million", "6300000", "USD")],
        suggestion: Some("$6.3 billion".to_owned()),
        ..finding(
            "magnitude-mismatch",
            Group::Quantity,
            Severity::Critical,
            "6.3 billion USD became 6.3 million USD",
        )
    };
    (segment, vec![finding])
}

fn street() -> (Segment, Vec<Finding>) {
    let source = "Åsa Öberg bor på Storgatan 7 i Härnösand tillsammans med sina tre barn, två hundar och en katt som ingen vet namnet på.";
    let target = "Asa lives at *Storgatan* 7 with three <b>children</b> & a cat .";
    let segment = segment("n02", 13, source, target);
    let missing = Finding {
        source: vec![evidence(source, "Härnösand", "place", "")],
        ..finding(
            "entity-missing",
            Group::Entity,
            Severity::Major,
            "Härnösand has no counterpart",
        )
    };
    let space = Finding {
        target: vec![Evidence::new(span(target, " ."), target)],
        ..finding(
            "misplaced-space",
            Group::Punctuation,
            Severity::Minor,
            "space before a full stop",
        )
    };
    let moved = Finding {
        source: vec![evidence(source, "två", "2", "")],
        ..finding(
            "quantity-moved",
            Group::Quantity,
            Severity::Neutral,
            "2 stands in the next pair",
        )
    };
    (segment, vec![missing, space, moved])
}

fn empty() -> (Segment, Vec<Finding>) {
    let source = "Kommer du?";
    let segment = segment("n03", 14, source, "");
    let root = Finding {
        source: vec![Evidence::new(Span::new(0, source.len()), source)],
        is_root_cause: true,
        ..finding(
            "empty-target",
            Group::Length,
            Severity::Critical,
            "the target is empty",
        )
    };
    let mark = Finding {
        source: vec![Evidence::new(span(source, "?"), source)],
        because: Some("empty-target"),
        ..finding(
            "question-mark-mismatch",
            Group::Punctuation,
            Severity::Neutral,
            "the question mark is lost",
        )
    };
    (segment, vec![root, mark])
}

fn quiet() -> (Segment, Vec<Finding>) {
    (segment("n04", 15, "Hon log.", "She smiled."), Vec::new())
}

fn segment(id: &str, line: u64, source: &str, target: &str) -> Segment {
    Segment {
        id: id.to_owned(),
        is_numbered: false,
        origin: Origin::new("news.tsv", line).with_target_column(source.chars().count() + 2),
        ..Segment::new(Language::Swedish, source, target)
    }
}

fn finding(check: &'static str, group: Group, severity: Severity, message: &str) -> Finding {
    Finding {
        check,
        group,
        severity,
        message: message.to_owned(),
        source: Vec::new(),
        target: Vec::new(),
        suggestion: None,
        because: None,
        is_root_cause: false,
    }
}

fn evidence(text: &str, part: &str, value: &str, unit: &str) -> Evidence {
    Evidence {
        value: Some(value.to_owned()),
        unit: Some(unit.to_owned()),
        ..Evidence::new(span(text, part), text)
    }
}

fn span(text: &str, part: &str) -> Span {
    let start = text.find(part).expect("the part occurs in the text");
    Span::new(start, start + part.len())
}

fn streamed(name: &str, view: &View) -> String {
    stream(&report(), name, view)
}

fn stream(report: &Report, name: &str, view: &View) -> String {
    let Output::Stream(make) = output(name) else {
        panic!("{name} is a stream");
    };
    let mut stream = make(view);
    written(|out| {
        for (segment, judgement) in &report.pairs {
            stream.pair(segment, judgement, out)?;
        }
        stream.finish(&report.summary, out)
    })
}

fn document(name: &str) -> String {
    render(&report(), name)
}

fn render(report: &Report, name: &str) -> String {
    String::from_utf8(rendered(report, name)).expect("output is UTF-8")
}

fn rendered(report: &Report, name: &str) -> Vec<u8> {
    let Output::Document(render) = output(name) else {
        panic!("{name} is a document");
    };
    let mut bytes = Vec::new();
    render(report, &View::default(), &mut bytes).expect("writing into memory succeeds");
    bytes
}

/// The page without its style and script, which are files of their own, and their hashes.
fn without_assets(page: &str) -> String {
    let mut page = page.to_owned();
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
        let from = page.rfind(start).expect("the page has assets") + start.len();
        let to = from + page[from..].find(end).expect("an element ends");
        page.replace_range(from..to, "…");
    }
    let is_policy = |line: &&str| !line.contains("Content-Security-Policy");
    page.lines()
        .filter(is_policy)
        .collect::<Vec<_>>()
        .join("\n")
}

fn output(name: &str) -> &'static Output {
    let renderer = RENDERERS.iter().find(|renderer| renderer.name == name);
    &renderer.expect("the renderer is registered").output
}

fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("writing into memory succeeds");
    String::from_utf8(bytes).expect("output is UTF-8")
}

fn parsed(json: &str) -> serde_json::Value {
    serde_json::from_str(json).expect("output is JSON")
}

/// A validator for one of the definitions of the schema.
fn validator(definition: &str) -> jsonschema::Validator {
    let mut schema = schema::schema();
    let object = schema.as_object_mut().expect("a schema is an object");
    object.remove("anyOf");
    object.insert("$ref".to_owned(), format!("#/$defs/{definition}").into());
    jsonschema::validator_for(&schema).expect("the schema is valid")
}

fn assert_valid(definition: &str, json: &str) {
    let value = parsed(json);
    if let Err(error) = validator(definition).validate(&value) {
        panic!("{definition}: {error} at {}\n{json}", error.instance_path());
    }
}
