//! Writes aligned pairs: TSV, JSON Lines or TMX 1.4.
//!
//! A row has the two texts, the confidence, and the lines of the documents that they stand on; what
//! only one document has is a row with an empty other side. parvis reads each of them again as
//! pairs. Adding a format: a function here and one line in [`FORMATS`].

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;

use super::{AlignedPair, Document};

/// An alignment with the documents that it is one of.
#[derive(Clone, Copy, Debug)]
pub struct Aligned<'a> {
    /// The source.
    pub source: &'a Document,
    /// The target.
    pub target: &'a Document,
    /// Their sentences, paired.
    pub pairs: &'a [AlignedPair],
}

/// A way to write an alignment.
#[derive(Debug)]
pub struct Format {
    /// Extensions in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Writes the whole alignment.
    pub write: fn(&Aligned<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every format, the usual one first.
pub static FORMATS: [Format; 3] = [
    Format {
        extensions: &["tsv", "tab"],
        write: write_tsv,
    },
    Format {
        extensions: &["jsonl", "ndjson"],
        write: write_jsonl,
    },
    Format {
        extensions: &["tmx"],
        write: write_tmx,
    },
];

impl Format {
    /// The format that files with this extension have.
    #[must_use]
    pub fn for_extension(extension: &str) -> Option<&'static Self> {
        let extension = extension.to_lowercase();
        FORMATS
            .iter()
            .find(|format| format.extensions.contains(&extension.as_str()))
    }
}

/// Writes a header and a row a pair. A tab in a text becomes a space, for nothing is quoted.
///
/// # Errors
///
/// What `out` reports.
pub fn write_tsv(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "source\ttarget\tconfidence\tsource_lines\ttarget_lines"
    )?;
    for row in rows(aligned) {
        writeln!(
            out,
            "{}\t{}\t{:.3}\t{}\t{}",
            on_one_line(&row.source),
            on_one_line(&row.target),
            row.confidence,
            row.source_lines,
            row.target_lines
        )?;
    }
    Ok(())
}

/// Writes an object a pair, with the languages of the sides.
///
/// # Errors
///
/// What `out` reports.
pub fn write_jsonl(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in rows(aligned) {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes TMX 1.4 with confidence and lines as properties. Control characters, which XML can't
/// hold, are left out.
///
/// # Errors
///
/// What `out` reports.
pub fn write_tmx(aligned: &Aligned<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("tmx")
        .with_attribute(("version", "1.4"))
        .write_inner_content(|writer| {
            write_header(aligned, writer)?;
            writer
                .create_element("body")
                .write_inner_content(|writer| {
                    rows(aligned).try_for_each(|row| row.write_tu(writer))
                })
                .map(drop)
        })?;
    writer.into_inner().write_all(b"\n")
}

type XmlWriter<'w> = Writer<&'w mut dyn Write>;

fn write_header(aligned: &Aligned<'_>, writer: &mut XmlWriter<'_>) -> io::Result<()> {
    let header = writer.create_element("header").with_attributes([
        ("creationtool", "parvis"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "parvis"),
        ("adminlang", "en"),
        ("srclang", aligned.source.lang.code()),
        ("datatype", "plaintext"),
    ]);
    header.write_empty().map(drop)
}

/// A pair as it is written.
#[derive(Serialize)]
struct Row {
    source: String,
    target: String,
    confidence: f64,
    source_lines: String,
    target_lines: String,
    source_lang: &'static str,
    target_lang: &'static str,
}

fn rows<'a>(aligned: &Aligned<'a>) -> impl Iterator<Item = Row> + use<'a> {
    let Aligned {
        source,
        target,
        pairs,
    } = *aligned;
    pairs.iter().map(move |pair| Row {
        source: source.text(pair.source.clone()),
        target: target.text(pair.target.clone()),
        confidence: (pair.confidence * 1000.0).round() / 1000.0,
        source_lines: line_range(source.lines(pair.source.clone())),
        target_lines: line_range(target.lines(pair.target.clone())),
        source_lang: source.lang.code(),
        target_lang: target.lang.code(),
    })
}

impl Row {
    fn write_tu(&self, writer: &mut XmlWriter<'_>) -> io::Result<()> {
        let properties = [
            ("confidence", format!("{:.3}", self.confidence)),
            ("source_lines", self.source_lines.clone()),
            ("target_lines", self.target_lines.clone()),
        ];
        let sides = [
            (self.source_lang, &self.source),
            (self.target_lang, &self.target),
        ];
        writer
            .create_element("tu")
            .write_inner_content(|writer| {
                for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
                    let prop = writer
                        .create_element("prop")
                        .with_attribute(("type", *name));
                    prop.write_text_content(BytesText::new(value))?;
                }
                for (lang, text) in sides {
                    write_tuv(writer, lang, text)?;
                }
                Ok(())
            })
            .map(drop)
    }
}

fn write_tuv(writer: &mut XmlWriter<'_>, lang: &str, text: &str) -> io::Result<()> {
    let text: String = text.chars().filter(|letter| is_xml(*letter)).collect();
    let tuv = writer.create_element("tuv");
    tuv.with_attribute(("xml:lang", lang))
        .write_inner_content(|writer| {
            let seg = writer.create_element("seg");
            seg.write_text_content(BytesText::new(&text)).map(drop)
        })
        .map(drop)
}

/// True for the characters of XML 1.0.
const fn is_xml(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn on_one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// `3` or `3-4`; nothing for no lines.
fn line_range(lines: Option<(u64, u64)>) -> String {
    match lines {
        None => String::new(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}-{last}"),
    }
}
