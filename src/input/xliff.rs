//! XLIFF 1.2, 2.0 and 2.1: the segments of `<trans-unit>` and `<unit>` become records.
//!
//! ```xml
//! <trans-unit id="hus"><source>A house</source><target>Ett hus</target></trans-unit>
//! <unit id="hus"><segment><source>A house</source><target>Ett hus</target></segment></unit>
//! ```
//!
//! The languages are those of the `<file>` (1.2) or of the `<xliff>` (2.x). The id is that of the unit,
//! followed by `#` and the id of the segment where a unit has several: the `mid` of the
//! `<mrk mtype="seg">` in `<seg-source>` and `<target>`, or the id of the `<segment>`. The name that
//! people know the unit by, `resname` or `name`, is its place. Each `<file>` is a document.
//!
//! Left out with a count: units without a target or with an empty one that nobody calls translated,
//! and, unless the options ask for them, targets in the state `new` or `needs-translation`. Left out
//! as they should be: `translate="no"`, `<alt-trans>`, matches, notes, original data, skeletons,
//! binary units, the header of a converted PO file.

use std::collections::VecDeque;

use super::bytes::Bytes;
use super::direction::Languages;
use super::inline::{Content, preserves, read_content};
use super::left_out::{LeftOut, Reason};
use super::record::{ReadRecord, Record, Records};
use super::waiver::waived;
use super::xml::{Node, XmlReader, within};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::locale::Language;
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "xliff",
    extensions: &["xlf", "xliff", "sdlxliff", "mxliff", "mqxliff"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let reader = XliffReader {
        xml: XmlReader::open(bytes)?,
        wanted: options.source_lang,
        takes_unfinished: options.unfinished,
        has_root: false,
        document: Surroundings::default(),
        file: Surroundings::default(),
        locked_depth: None,
        next_unit: None,
        waiting: VecDeque::new(),
        left_out: LeftOut::default(),
    };
    Ok(Box::new(
        Records::new(reader, options).with_ids_per_document(),
    ))
}

struct XliffReader {
    xml: XmlReader,
    /// The language of the source that the user asked for.
    wanted: Option<Language>,
    takes_unfinished: bool,
    has_root: bool,
    /// What the `<xliff>` says.
    document: Surroundings,
    /// What the `<file>` says.
    file: Surroundings,
    /// The depth of the element whose units are not for translation.
    locked_depth: Option<usize>,
    /// A unit whose start tag was found within the one before.
    next_unit: Option<Unit>,
    /// The rest of a unit with several segments.
    waiting: VecDeque<Record>,
    left_out: LeftOut,
}

/// What an element says for the units in it.
#[derive(Clone, Default)]
struct Surroundings {
    name: Option<String>,
    source_tag: Option<String>,
    target_tag: Option<String>,
    keeps_space: bool,
}

/// One `<trans-unit>` or `<unit>`, as far as it was read.
struct Unit {
    origin: Origin,
    id: Option<String>,
    /// How many elements are open around it.
    outside: usize,
    is_locked: bool,
    keeps_space: bool,
    /// True where somebody calls the whole unit translated.
    is_approved: bool,
    source_tag: Option<String>,
    target_tag: Option<String>,
    source: Content,
    divided_source: Option<Content>,
    target: Option<Content>,
    state: Option<String>,
    /// The segments of XLIFF 2.
    segments: Vec<Draft>,
    waived: Vec<String>,
}

/// A pair that may turn out to be no record.
#[derive(Debug, Default)]
struct Draft {
    id: Option<String>,
    line: u64,
    source: String,
    target: Option<String>,
    state: Option<String>,
}

impl ReadRecord for XliffReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Some(Ok(record));
            }
            match self.step() {
                Ok(true) => {}
                Ok(false) => return self.left_out.next_message().map(Err),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl XliffReader {
    /// Reads one unit, or past one tag; false at the end.
    fn step(&mut self) -> Result<bool> {
        if let Some(unit) = self.next_unit.take() {
            return self.read_unit(unit).map(|()| true);
        }
        match self.xml.next()? {
            Node::Open | Node::Empty if !self.has_root => {
                self.has_root = true;
                self.xml.expect_root("xliff")?;
                self.document = self.surroundings("srcLang", "trgLang");
            }
            Node::Open => self.enter()?,
            Node::Close
                if self
                    .locked_depth
                    .is_some_and(|depth| self.xml.depth() < depth) =>
            {
                self.locked_depth = None;
            }
            Node::End if !self.has_root => return Err(self.xml.no_root("xliff")),
            Node::End => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// Goes into what holds units and past everything else.
    fn enter(&mut self) -> Result<()> {
        match self.xml.name() {
            "trans-unit" | "unit" => self.next_unit = Some(self.unit()),
            "file" => {
                self.file = self.surroundings("source-language", "target-language");
                self.lock();
            }
            "group" => self.lock(),
            "body" => {}
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    fn lock(&mut self) {
        if self.locked_depth.is_none() && is_locked(&self.xml) {
            self.locked_depth = Some(self.xml.depth());
        }
    }

    fn surroundings(&self, source: &str, target: &str) -> Surroundings {
        let name = self.xml.attribute("original");
        Surroundings {
            name: name.or_else(|| self.xml.attribute("id")),
            source_tag: self.xml.attribute(source),
            target_tag: self.xml.attribute(target),
            keeps_space: preserves(&self.xml),
        }
    }

    /// The unit whose start tag was just read.
    fn unit(&self) -> Unit {
        let attribute = |name| self.xml.attribute(name);
        let id = attribute("id");
        let name = attribute("resname").or_else(|| attribute("name"));
        let tag = |of_file: &Option<String>, of_document: &Option<String>| {
            of_file.as_ref().or(of_document.as_ref()).cloned()
        };
        Unit {
            origin: Origin {
                unit: name.or_else(|| id.clone()).map(Into::into),
                ..self.xml.origin()
            },
            id,
            outside: self.xml.depth() - 1,
            // Converters from PO keep its header as a unit.
            is_locked: self.locked_depth.is_some()
                || is_locked(&self.xml)
                || attribute("restype").as_deref() == Some("x-gettext-domain-header"),
            keeps_space: self.file.keeps_space || preserves(&self.xml),
            is_approved: attribute("approved").as_deref() == Some("yes"),
            source_tag: tag(&self.file.source_tag, &self.document.source_tag),
            target_tag: tag(&self.file.target_tag, &self.document.target_tag),
            source: Content::default(),
            divided_source: None,
            target: None,
            state: None,
            segments: Vec::new(),
            waived: Vec::new(),
        }
    }

    /// Reads the rest of `unit` and puts its records into the queue.
    fn read_unit(&mut self, mut unit: Unit) -> Result<()> {
        match self.read_parts(&mut unit) {
            Ok(()) if unit.is_locked => Ok(()),
            Ok(()) => {
                self.add_records(unit);
                Ok(())
            }
            Err(error) => {
                if self.next_unit.is_none() {
                    self.xml.leave(unit.outside);
                }
                Err(within(error, &unit.origin))
            }
        }
    }

    fn read_parts(&mut self, unit: &mut Unit) -> Result<()> {
        loop {
            match self.xml.next()? {
                Node::Open | Node::Empty
                    if self.xml.name() == "target" && unit.target.is_none() =>
                {
                    unit.state = self.xml.attribute("state");
                    unit.target_tag = self.xml.attribute("xml:lang").or(unit.target_tag.take());
                    unit.target = Some(self.content(unit)?);
                }
                Node::Open => match self.xml.name() {
                    "source" => unit.source = self.content(unit)?,
                    "notes" => {}
                    "note" => {
                        let note = self.content(unit)?;
                        unit.waived.extend(waived(&note.text));
                    }
                    "seg-source" => unit.divided_source = Some(self.content(unit)?),
                    "segment" => {
                        let draft = self.segment(unit)?;
                        unit.segments.push(draft);
                    }
                    "trans-unit" | "unit" => {
                        self.xml.close_before(unit.outside);
                        let name = self.xml.name().to_owned();
                        self.next_unit = Some(self.unit());
                        let message = format!("expected </{name}>, found <{name}>");
                        return Err(Error::record(self.xml.origin(), message));
                    }
                    _ => self.xml.skip()?,
                },
                Node::Close if self.xml.depth() <= unit.outside => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the rest of a `<segment>`.
    fn segment(&mut self, unit: &Unit) -> Result<Draft> {
        let mut draft = Draft {
            id: self.xml.attribute("id"),
            line: self.xml.line(),
            state: self.xml.attribute("state"),
            ..Draft::default()
        };
        let outside = self.xml.depth() - 1;
        loop {
            match self.xml.next()? {
                Node::Open | Node::Empty if self.xml.name() == "source" => {
                    draft.source = self.content(unit)?.text;
                }
                Node::Open | Node::Empty if self.xml.name() == "target" => {
                    draft.target = Some(self.content(unit)?.text);
                }
                Node::Open => self.xml.skip()?,
                Node::Close if self.xml.depth() <= outside => return Ok(draft),
                _ => {}
            }
        }
    }

    /// The content of the element whose tag was just read.
    fn content(&mut self, unit: &Unit) -> Result<Content> {
        if self.xml.is_empty_tag() {
            return Ok(Content::default());
        }
        read_content(&mut self.xml, unit.keeps_space)
    }

    fn add_records(&mut self, mut unit: Unit) {
        let languages = Languages::of_tags(unit.source_tag.as_deref(), unit.target_tag.as_deref());
        let source_lang = match languages {
            Languages::From(lang) => Some(lang),
            Languages::Unsaid => None,
            Languages::NoPair => {
                let tags = [&unit.source_tag, &unit.target_tag];
                let tags = tags.into_iter().flatten().map(String::as_str);
                return self.left_out.add_no_pair(unit.origin, tags);
            }
        };
        for draft in unit.drafts() {
            let origin = Origin {
                line: draft.line,
                ..unit.origin.clone()
            };
            match draft.obstacle(unit.is_approved, self.takes_unfinished) {
                Some(reason) => self.left_out.add(reason, origin),
                None => {
                    self.left_out.add_pair();
                    let record = Record {
                        origin,
                        id: draft.id,
                        source: draft.source,
                        target: draft.target.unwrap_or_default(),
                        reference: None,
                        document: self.file.name.clone(),
                        domain: None,
                        is_singular: false,
                        waived: unit.waived.clone(),
                        source_lang,
                    };
                    self.waiting.push_back(record.oriented(self.wanted));
                }
            }
        }
    }
}

impl Unit {
    /// The pairs of the unit, with their full ids.
    fn drafts(&mut self) -> Vec<Draft> {
        let mut segments = std::mem::take(&mut self.segments);
        if segments.is_empty() {
            segments = self.marked_segments();
        }
        let is_single = segments.len() == 1;
        for (at, draft) in segments.iter_mut().enumerate() {
            let own = draft.id.take();
            draft.id = match (&self.id, own) {
                (Some(unit), _) if is_single => Some(unit.clone()),
                (Some(unit), Some(own)) => Some(format!("{unit}#{own}")),
                (Some(unit), None) => Some(format!("{unit}#{}", at + 1)),
                (None, own) => own,
            };
        }
        segments
    }

    /// The segments of XLIFF 1.2: those that both sides mark, else the whole.
    fn marked_segments(&mut self) -> Vec<Draft> {
        let draft = |id: Option<&str>, source: &str, target: Option<&str>| Draft {
            id: id.map(str::to_owned),
            line: self.origin.line,
            source: source.to_owned(),
            target: target.map(str::to_owned),
            state: self.state.clone(),
        };
        let is_marked = |content: &Content| content.segments().next().is_some();
        let target = self.target.as_ref();
        match &self.divided_source {
            Some(source) if is_marked(source) && target.is_none_or(is_marked) => source
                .segments()
                .map(|(mid, text)| {
                    let translation = target.and_then(|target| target.segment(mid));
                    draft(Some(mid), text, translation)
                })
                .collect(),
            _ => {
                let target = target.map(|content| content.text.as_str());
                vec![draft(None, &self.source.text, target)]
            }
        }
    }
}

impl Draft {
    /// What keeps the pair from being judged.
    fn obstacle(&self, is_approved: bool, takes_unfinished: bool) -> Option<Reason> {
        let state = self.state.as_deref().unwrap_or_default();
        let is_done =
            is_approved || matches!(state, "translated" | "reviewed" | "final" | "signed-off");
        match self.target.as_deref() {
            None => Some(Reason::Untranslated),
            Some("") if !is_done => Some(Reason::Untranslated),
            Some(_) if takes_unfinished => None,
            Some(_) => matches!(state, "new" | "needs-translation").then_some(Reason::Unfinished),
        }
    }
}

fn is_locked(xml: &XmlReader) -> bool {
    xml.attribute("translate").as_deref() == Some("no")
}
