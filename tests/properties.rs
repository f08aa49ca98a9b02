//! What holds for any input: no reader panics, every span lies in its text, and neither the order
//! of the segments nor the number of threads changes what is found.

use std::fmt::Write as _;
use std::io::Cursor;

use parvis::annotate::Annotator;
use parvis::evaluate::{Judgement, Sink};
use parvis::input::lines::Lines;
use parvis::input::{self, Bytes, FORMATS};
use parvis::report::json;
use parvis::span::Span;
use parvis::{Error, Evaluator, Language, Options, Result, Segment};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in input_bytes()) {
        let most_items = 2 * bytes.len() + 2;
        for format in FORMATS {
            let Ok(bytes) = Bytes::from_reader("input", Cursor::new(bytes.clone())) else {
                continue;
            };
            if let Ok(segments) = (format.open)(bytes, &input::Options::default()) {
                // Every item uses up input: a reader that stands still would go on for ever.
                prop_assert!(segments.take(most_items + 1).count() <= most_items);
            }
        }
    }

    #[test]
    fn lines_come_back_as_they_are(lines in prop::collection::vec("[^\r\n\u{FEFF}\0]{0,20}", 0..20)) {
        let text = lines.iter().map(|line| format!("{line}\r\n")).collect::<String>();
        let bytes = Bytes::from_reader("input", Cursor::new(text.into_bytes()));
        let mut reader = Lines::new(bytes.expect("memory can be read"));
        let mut read = Vec::new();
        while let Ok(Some(line)) = reader.next_line() {
            read.push(line.text.to_owned());
        }
        prop_assert_eq!(read, lines);
    }

    #[test]
    fn annotations_lie_in_their_text(text in text()) {
        let annotator = Annotator::new();
        for lang in [Language::Swedish, Language::English] {
            let annotated = annotator.annotate(&text, lang);
            prop_assert_eq!(annotated.lower.len(), text.len());
            for token in &annotated.tokens {
                prop_assert!(lies_in(token.span, &text), "{:?} in {:?}", token, text);
            }
            for placeholder in &annotated.placeholders {
                prop_assert!(lies_in(placeholder.span, &text), "{:?} in {:?}", placeholder, text);
            }
            for entity in &annotated.entities {
                prop_assert!(lies_in(entity.span, &text), "{:?} in {:?}", entity, text);
            }
            for quantity in &annotated.quantities {
                prop_assert!(lies_in(quantity.span, &text), "{:?} in {:?}", quantity, text);
            }
        }
    }

    #[test]
    fn findings_lie_in_their_texts(source in text(), target in text(), is_swedish: bool) {
        let lang = if is_swedish { Language::Swedish } else { Language::English };
        let segment = Segment::new(lang, source, target);
        for finding in evaluator().judge(&segment).findings {
            for (evidence, text) in [(&finding.source, &segment.source), (&finding.target, &segment.target)] {
                for item in evidence {
                    prop_assert!(lies_in(item.span, text), "{:?} in {:?}", item, text);
                    prop_assert_eq!(item.span.of(text), &item.text);
                }
            }
        }
    }

    #[test]
    fn order_changes_no_finding(texts in prop::collection::vec((text(), text()), 1..12)) {
        let segments: Vec<Segment> = texts.into_iter().enumerate().map(numbered).collect();
        let options = Options { use_context: false, ..Options::default() };
        let forward = score_lines(options.clone(), segments.clone(), 2);
        let backward = score_lines(options, segments.into_iter().rev().collect(), 2);
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&forward), sorted(&backward));
    }
}

#[test]
fn threads_change_no_byte() {
    let mut segments = Vec::new();
    // More than two batches, with numbers that move between neighbours.
    for number in 0..5000_usize {
        let source = format!(
            "År {} kostade {} hus {},5 miljoner kronor.",
            1900 + number % 120,
            number,
            number % 7
        );
        let shift = usize::from(number % 5 == 0);
        let target = format!(
            "In {} {} houses cost SEK {}.5 million.",
            1900 + number % 120,
            number + shift,
            number % 7
        );
        segments.push(numbered((number, (source, target))));
    }
    let one = score_lines(Options::default(), segments.clone(), 1);
    assert_eq!(one.lines().count(), segments.len());
    for threads in [2, 5] {
        assert!(
            one == score_lines(Options::default(), segments.clone(), threads),
            "{threads} threads"
        );
    }
}

fn evaluator() -> Evaluator {
    Evaluator::new(Options::default())
}

fn numbered((number, (source, target)): (usize, (String, String))) -> Segment {
    Segment {
        id: number.to_string(),
        is_numbered: false,
        ..Segment::new(Language::Swedish, source, target)
    }
}

/// What `score` would print, on so many threads.
fn score_lines(options: Options, segments: Vec<Segment>, threads: usize) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let mut sink = Printed(Vec::new());
    let run = || Evaluator::new(options).run(segments.into_iter().map(Ok), &mut sink);
    pool.expect("a few threads can be started")
        .install(run)
        .expect("printing into memory succeeds");
    String::from_utf8(sink.0).expect("JSON is UTF-8")
}

struct Printed(Vec<u8>);

impl Sink for Printed {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        json::write_pair(segment, &judgement, true, &mut self.0)
            .map_err(|error| Error::output("memory", error))
    }

    fn failed(&mut self, error: Error) -> Result<()> {
        Err(error)
    }
}

fn lies_in(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

/// Bytes that look like one of the formats in places, and are broken in others.
fn input_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..16),
        "\\PC{0,12}".prop_map(String::into_bytes),
        prop::sample::select(
            &[
                "\t",
                "\n",
                "\r\n",
                "\"",
                "\"\"",
                ",",
                ";",
                "{",
                "}",
                "[",
                "\\",
                "\\u00e5",
                "\\ud800",
                "\0",
                "id",
                "sv",
                "en",
                "source",
                "target",
                "\u{FEFF}",
                "åäö",
                "{\"source\":\"Hus\",\"target\":\"House\"}\n",
                "{\"sv\":1,\"en\":null}\n",
                "id\tsv\ten\n",
                "id,sv,en\n",
                "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
                "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>",
                "<!DOCTYPE tmx [<!ENTITY a \"&a;\">]>",
                "<tmx><header srclang=\"sv\"/><body>",
                "<tu tuid=\"a\">",
                "<tuv xml:lang=\"sv\"><seg>",
                "<tuv xml:lang=\"en\"><seg>",
                "</seg></tuv>",
                "</tu>",
                "<xliff srcLang=\"sv\" trgLang=\"en\">",
                "<file source-language=\"sv\" target-language=\"en\"><body>",
                "<trans-unit id=\"a\">",
                "<unit id=\"a\">",
                "<segment>",
                "<source>",
                "</source><target>",
                "</target>",
                "<seg-source>",
                "<mrk mtype=\"seg\" mid=\"0\">",
                "</mrk>",
                "</unit>",
                "</trans-unit>",
                "<ph id=\"1\">&lt;",
                "<sub>",
                "</ph>",
                "<x/>",
                "&#0;",
                "&a;",
                "<![CDATA[",
                "]]>",
                "<!--",
                "msgctxt \"",
                "msgid \"a\"\n",
                "msgid_plural \"b\"\n",
                "msgstr \"c\"\n",
                "msgstr[1] \"d\"\n",
                "#, fuzzy\n",
                "#~ ",
                "charset=latin1",
                "PK\u{3}\u{4}",
            ][..]
        )
        .prop_map(|text| text.as_bytes().to_vec()),
        Just(vec![0x1F, 0x8B]),
        Just(vec![0x28, 0xB5, 0x2F, 0xFD]),
        Just(vec![0xFF, 0xFE]),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Texts of what the annotators look for, joined in ways that nobody would write.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(
            &[
                "6,3", "1 000", "1\u{A0}000", "−5", "3/4", "10–12", "2023-07-03", "14.30", "1900-talet", "20th", "XII",
                "miljarder", "billion", "kronor", "$", "€", "%", "kr", "procent", "två", "twenty-one", "tjugofem", "halv tre",
                "km", "°C", "mil", "år", "years", "artikel", "Article", "EU:s", "Nederländerna", "the Netherlands",
                "Stockholm", "Åland", "slut.Åsa", "Volvos", "Zelenskyj", "FN", "{0}", "%s", "\\n", "\\server", "_Arkiv", "Av_bryt", "Sp&ara", "Ö_ppna", "_", "&", "<ph id=\"1\">", "</ph>", "<sub>", "</sub>", "<fil>", "{n, plural, one {", "}}", "<b>", "</b>", "&nbsp;", "inte", "not", "the", "och",
                "(", ")", "”", "\"", "…", ".", ",", ":", "?", "!", "-", "–", "\u{301}", "\u{200B}", "ﬁ", "İ", "ẞ", "🎉", "日本",
            ][..]
        )
        .prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<u64>().prop_map(|number| number.to_string()),
    ];
    let joined = (
        piece,
        prop::sample::select(&["", " ", " ", " ", "\u{A0}", "\n"][..]),
    );
    prop::collection::vec(joined, 0..14).prop_map(|pieces| {
        pieces.iter().fold(String::new(), |mut text, (piece, gap)| {
            let _ = write!(text, "{piece}{gap}");
            text
        })
    })
}
