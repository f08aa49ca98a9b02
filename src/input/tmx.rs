//! TMX 1.4, the exchange format of translation memories: each `<tu>` is a record, its `tuid`
//! the id, its `<tuv>`s in Swedish and in English the two sides.
//!
//! ```xml
//! <tu tuid="hus"><tuv xml:lang="sv-SE"><seg>Ett hus</seg></tuv><tuv xml:lang="en-GB"><seg>A house</seg></tuv></tu>
//! ```
//!
//! The source is in the `srclang` of the unit or of the header; with `*all*`, in the language
//! that comes first. Of several variants of a language the one that `srclang` names is taken, else
//! the first. Units without the pair are counted and left out. Notes and properties are not read.

use super::bytes::Bytes;
use super::inline::read_content;
use super::left_out::LeftOut;
use super::record::{ReadRecord, Record, Records};
use super::waiver::waived;
use super::xml::{Node, XmlReader, within};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::locale::Language;
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "tmx",
    extensions: &["tmx"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let reader = TmxReader {
        xml: XmlReader::open(bytes)?,
        wanted: options.source_lang,
        has_root: false,
        source_tag: None,
        next_unit: None,
        left_out: LeftOut::default(),
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct TmxReader {
    xml: XmlReader,
    /// The language of the source that the user asked for.
    wanted: Option<Language>,
    has_root: bool,
    /// The `srclang` of the header.
    source_tag: Option<String>,
    /// A unit whose start tag was found within the one before.
    next_unit: Option<Unit>,
    left_out: LeftOut,
}

/// One `<tu>`, as far as it was read.
struct Unit {
    origin: Origin,
    /// How many elements are open around it.
    outside: usize,
    source_tag: Option<String>,
    variants: Vec<Variant>,
    waived: Vec<String>,
}

/// One `<tuv>`.
struct Variant {
    tag: String,
    text: Option<String>,
}

impl ReadRecord for TmxReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(unit) = self.next_unit.take() {
                match self.read_unit(unit) {
                    Ok(None) => continue,
                    Ok(Some(record)) => return Some(Ok(record)),
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.xml.next() {
                Ok(Node::Open | Node::Empty) if !self.has_root => {
                    if let Err(error) = self.read_root() {
                        return Some(Err(error));
                    }
                }
                Ok(Node::Open) if self.xml.name() == "tu" => self.next_unit = Some(self.unit()),
                Ok(Node::Open | Node::Empty) if self.xml.name() == "header" => {
                    self.source_tag = self.xml.attribute("srclang");
                }
                Ok(Node::End) if !self.has_root => return Some(Err(self.xml.no_root("tmx"))),
                Ok(Node::End) => return self.left_out.next_message().map(Err),
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl TmxReader {
    fn read_root(&mut self) -> Result<()> {
        self.has_root = true;
        self.xml.expect_root("tmx")
    }

    /// The unit whose start tag was just read.
    fn unit(&self) -> Unit {
        let origin = Origin {
            unit: self.xml.attribute("tuid").map(Into::into),
            ..self.xml.origin()
        };
        Unit {
            origin,
            outside: self.xml.depth() - 1,
            source_tag: self.xml.attribute("srclang"),
            variants: Vec::new(),
            waived: Vec::new(),
        }
    }

    /// Reads the rest of `unit`; `None` when it is left out.
    fn read_unit(&mut self, mut unit: Unit) -> Result<Option<Record>> {
        match self.read_variants(&mut unit) {
            Ok(()) => Ok(self.record(unit)),
            Err(error) => {
                if self.next_unit.is_none() {
                    self.xml.leave(unit.outside);
                }
                Err(within(error, &unit.origin))
            }
        }
    }

    fn read_variants(&mut self, unit: &mut Unit) -> Result<()> {
        loop {
            match self.xml.next()? {
                Node::Open => match self.xml.name() {
                    "note" => {
                        let note = read_content(&mut self.xml, false)?.text;
                        unit.waived.extend(waived(&note));
                    }
                    "tuv" => unit.variants.push(self.variant()?),
                    "seg" => {
                        let text = read_content(&mut self.xml, false)?.text;
                        if let Some(variant) = unit.variants.last_mut() {
                            variant.text = Some(text);
                        }
                    }
                    "tu" => {
                        self.xml.close_before(unit.outside);
                        self.next_unit = Some(self.unit());
                        return Err(Error::record(
                            self.xml.origin(),
                            "expected </tu>, found <tu>",
                        ));
                    }
                    _ => self.xml.skip()?,
                },
                Node::Empty if self.xml.name() == "seg" => {
                    if let Some(variant) = unit.variants.last_mut() {
                        variant.text = Some(String::new());
                    }
                }
                Node::Close if self.xml.depth() <= unit.outside => return Ok(()),
                _ => {}
            }
        }
    }

    fn variant(&self) -> Result<Variant> {
        // TMX before 1.4 has the attribute without its prefix.
        let tag = self.xml.attribute("xml:lang");
        let tag = tag.or_else(|| self.xml.attribute("lang"));
        let missing = || Error::record(self.xml.origin(), "expected an xml:lang in <tuv>");
        Ok(Variant {
            tag: tag.ok_or_else(missing)?,
            text: None,
        })
    }

    fn record(&mut self, unit: Unit) -> Option<Record> {
        let source_tag = unit.source_tag.as_ref().or(self.source_tag.as_ref());
        let swedish = best(&unit.variants, Language::Swedish, source_tag);
        let english = best(&unit.variants, Language::English, source_tag);
        let (Some(swedish), Some(english)) = (swedish, english) else {
            let tags = unit.variants.iter().map(|variant| variant.tag.as_str());
            self.left_out.add_no_pair(unit.origin, tags);
            return None;
        };
        let named = source_tag.and_then(|tag| Language::from_tag(tag));
        let first = if swedish < english {
            Language::Swedish
        } else {
            Language::English
        };
        let source_lang = self.wanted.or(named).unwrap_or(first);
        let (source, target) = match source_lang {
            Language::Swedish => (swedish, english),
            Language::English => (english, swedish),
        };
        let mut variants = unit.variants;
        let mut text = |at: usize| variants[at].text.take().unwrap_or_default();
        self.left_out.add_pair();
        Some(Record {
            id: unit.origin.unit.as_deref().map(str::to_owned),
            source_lang: Some(source_lang),
            source: text(source),
            target: text(target),
            origin: unit.origin,
            reference: None,
            document: None,
            domain: None,
            is_singular: false,
            waived: unit.waived,
        })
    }
}

/// The variant of a language: the one with the tag of the source, else the first.
fn best(variants: &[Variant], lang: Language, source_tag: Option<&String>) -> Option<usize> {
    let is_lang = |variant: &Variant| Language::from_tag(&variant.tag) == Some(lang);
    let is_named = |variant: &Variant| {
        is_lang(variant) && source_tag.is_some_and(|tag| tag.eq_ignore_ascii_case(&variant.tag))
    };
    variants
        .iter()
        .position(is_named)
        .or_else(|| variants.iter().position(is_lang))
}
