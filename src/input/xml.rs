//! Reads XML node by node for the formats made of it: where each node begins, how deep it
//! stands, and what is wrong with it, in bounded memory.
//!
//! quick-xml finds the nodes; this layer counts lines, keeps the stack of open elements, and
//! tells faults that spoil one record (a wrong end tag, an entity that is not defined, a text
//! beyond [`MAX_NODE`]) from those that end the file (a tag that never ends, more than
//! [`MAX_DEPTH`] elements within each other). After a fault of the first kind the stack is
//! set right and reading goes on.
//!
//! Entities of a document type are never expanded, so they can't blow up. Comments, processing
//! instructions and the document type are passed over. Names are compared without their prefix.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::bytes::Bytes;
use super::decode::decoded;
use super::record::shortened;
use super::utf8::{Utf8Reader, read_error};
use crate::error::{Error, ErrorKind, Result};
use crate::span::Origin;

/// The longest text or tag that is read, in bytes: 16 MiB.
pub(super) const MAX_NODE: u64 = 16 << 20;

/// How many elements may stand within each other.
pub(super) const MAX_DEPTH: usize = 256;

/// What was read; the reader holds the particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A start tag.
    Open,
    /// A tag that is start and end in one, `<x/>`; no [`Node::Close`] follows.
    Empty,
    /// An end tag; the element is no longer on the stack.
    Close,
    /// Text without references.
    Text,
    /// An entity or character reference.
    Reference,
    /// The inside of a CDATA section.
    Literal,
    /// The end of the file, with every element closed.
    End,
}

/// The nodes of one XML file.
pub(super) struct XmlReader {
    file: Arc<str>,
    reader: Reader<Counted>,
    buffer: Vec<u8>,
    /// What the current node says: a tag without its brackets, a name, a text.
    content: String,
    /// How long the name in a tag is.
    name_len: usize,
    is_empty: bool,
    line: u64,
    open: Vec<Element>,
    /// The error that ended the file.
    failed: Option<Error>,
}

struct Element {
    name: Box<str>,
    line: u64,
}

impl XmlReader {
    /// Starts reading; the encoding is that of the XML declaration.
    pub(super) fn open(bytes: Bytes) -> Result<Self> {
        let (file, text) = decoded(bytes, declared_encoding)?;
        let mut reader = Reader::from_reader(Counted::new(text, MAX_NODE));
        let config = reader.config_mut();
        // The stack is kept here, for quick-xml's can't be set right after a fault.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Ok(Self {
            file,
            reader,
            buffer: Vec::new(),
            content: String::new(),
            name_len: 0,
            is_empty: false,
            line: 1,
            open: Vec::new(),
            failed: None,
        })
    }

    /// The 1-based line on which the current node begins.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// The place of the current node.
    pub(super) fn origin(&self) -> Origin {
        Origin::new(self.file.clone(), self.line)
    }

    /// How many elements are open, the one of the current [`Node::Open`] included.
    pub(super) const fn depth(&self) -> usize {
        self.open.len()
    }

    /// True when the current tag is start and end in one.
    pub(super) const fn is_empty_tag(&self) -> bool {
        self.is_empty
    }

    /// The name of the current tag without its prefix.
    pub(super) fn name(&self) -> &str {
        local(&self.content[..self.name_len])
    }

    /// The content of the current node: a tag as written but without its brackets, a text with
    /// its line ends as written, the name of a reference.
    pub(super) fn content(&self) -> &str {
        &self.content
    }

    /// An attribute of the current start tag by its whole name, such as `xml:lang`.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let tag = BytesStart::from_content(&*self.content, self.name_len);
        let mut attributes = tag.attributes();
        // Looking for duplicates costs the square of their number.
        attributes.with_checks(false);
        let found = attributes.flatten().find(|one| one.key.as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
    }

    /// The character of the current [`Node::Reference`].
    ///
    /// # Errors
    ///
    /// One of kind `Record` for an entity that XML does not define and for what is no character.
    pub(super) fn character(&self) -> Result<char> {
        let known = match &*self.content {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => BytesRef::new(&*self.content)
                .resolve_char_ref()
                .ok()
                .flatten(),
        };
        known.ok_or_else(|| {
            let name = shortened(&self.content);
            let message = if name.starts_with('#') {
                format!("expected a character, found `&{name};`")
            } else {
                format!("entity `&{name};` is not one of XML's own, and others are not expanded")
            };
            Error::record(self.origin(), message)
        })
    }

    /// Moves on to the next node.
    ///
    /// # Errors
    ///
    /// One of kind `Record` for a fault that reading gets over; else the file ends with it, and
    /// every later call returns it again.
    pub(super) fn next(&mut self) -> Result<Node> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let node = self.read_node();
        if let Err(error) = &node
            && error.kind() != ErrorKind::Record
        {
            self.failed = Some(error.clone());
        }
        node
    }

    /// Reads on until no more than `depth` elements are open, past faults of the kind `Record`;
    /// a worse one is left for the next call of [`next`](Self::next).
    pub(super) fn leave(&mut self, depth: usize) {
        while self.open.len() > depth && self.failed.is_none() {
            // Whatever stands there is left out together with what was wrong before it.
            let _ = self.next();
        }
    }

    /// Reads past the element that was just opened.
    ///
    /// # Errors
    ///
    /// What [`next`](Self::next) returns.
    pub(super) fn skip(&mut self) -> Result<()> {
        let outside = self.open.len() - 1;
        while self.open.len() > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Closes all elements beyond `depth` but the one that was just opened: it belongs beside
    /// them, since their end tags are missing.
    pub(super) fn close_before(&mut self, depth: usize) {
        if let Some(last) = self.open.pop() {
            self.open.truncate(depth);
            self.open.push(last);
        }
    }

    /// Refuses a file whose first element, the current one, is not `name`.
    pub(super) fn expect_root(&self, name: &str) -> Result<()> {
        if self.name() == name {
            return Ok(());
        }
        let message = format!("expected <{name}>, found <{}>", shortened(self.name()));
        Err(Error::file(self.origin(), message))
    }

    /// The error of a file without elements.
    pub(super) fn no_root(&self, name: &str) -> Error {
        let origin = Origin::new(self.file.clone(), 1);
        Error::file(origin, format!("expected <{name}>, found no element"))
    }

    fn read_node(&mut self) -> Result<Node> {
        loop {
            self.buffer.clear();
            self.content.clear();
            self.line = self.reader.get_mut().begin_node();
            let event = self.reader.read_event_into(&mut self.buffer);
            let node = match event {
                Ok(event) => keep(event, &mut self.content, &mut self.name_len),
                Err(error) => return Err(self.fault(error)),
            };
            if std::mem::take(&mut self.reader.get_mut().has_cut) {
                let message =
                    format!("expected texts of at most {MAX_NODE} bytes, found a longer one");
                return Err(Error::record(self.origin(), message));
            }
            if let Some(node) = node {
                self.is_empty = node == Node::Empty;
                return self.track(node);
            }
        }
    }

    /// Keeps the stack of open elements.
    fn track(&mut self, node: Node) -> Result<Node> {
        match node {
            Node::Open | Node::Empty if !self.begins_with_name() => {
                let message = "expected a name after `<`, or `&lt;`";
                Err(Error::record(self.origin(), message))
            }
            Node::Open if self.open.len() == MAX_DEPTH => {
                let message = format!("expected at most {MAX_DEPTH} elements within each other");
                Err(Error::file(self.origin(), message))
            }
            Node::Open => {
                self.open.push(Element {
                    name: self.content[..self.name_len].into(),
                    line: self.line,
                });
                Ok(node)
            }
            Node::Close => self.close(),
            Node::End => match self.open.last() {
                Some(Element { name, line }) => {
                    let message = format!("the file ends within <{name}> of line {line}");
                    Err(Error::file(self.origin(), message))
                }
                None => Ok(node),
            },
            _ => Ok(node),
        }
    }

    fn begins_with_name(&self) -> bool {
        let first = self.content.chars().next();
        first.is_some_and(|first| first.is_alphabetic() || first == '_' || first == ':')
    }

    fn close(&mut self) -> Result<Node> {
        let is_closed = |element: &Element| *element.name == *self.content;
        let message = match self.open.iter().rposition(is_closed) {
            Some(at) => {
                let expected = self.open.last().map(|last| last.name.clone());
                let is_last = at + 1 == self.open.len();
                self.open.truncate(at);
                if is_last {
                    return Ok(Node::Close);
                }
                format!(
                    "expected </{}>, found </{}>",
                    expected.unwrap_or_default(),
                    self.content
                )
            }
            None => format!("expected no end tag, found </{}>", shortened(&self.content)),
        };
        Err(Error::record(self.origin(), message))
    }

    /// What an error of the parser means for the file.
    fn fault(&self, error: XmlError) -> Error {
        match error {
            XmlError::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) => {
                let message =
                    format!("expected tags of at most {MAX_NODE} bytes, found a longer one");
                Error::file(self.origin(), message)
            }
            XmlError::Io(error) => {
                let kind = error.kind();
                let text = error.to_string();
                let error = Arc::try_unwrap(error).unwrap_or_else(|_| io::Error::new(kind, text));
                read_error(&self.file, error)
            }
            XmlError::IllFormed(quick_xml::errors::IllFormedError::UnclosedReference) => {
                let message = "expected a `;` after `&` and a name, or `&amp;`";
                Error::record(self.origin(), message)
            }
            XmlError::IllFormed(fault) => Error::record(self.origin(), fault.to_string()),
            XmlError::Syntax(fault) => Error::file(self.origin(), fault.to_string()),
            other => Error::file(self.origin(), other.to_string()),
        }
    }
}

/// An error of kind `Record` with the unit in which it happened; others as they are.
pub(super) fn within(error: Error, unit: &Origin) -> Error {
    match error.origin() {
        Some(origin) if error.kind() == ErrorKind::Record => {
            let origin = Origin {
                unit: unit.unit.clone(),
                ..origin.clone()
            };
            Error::record(origin, error.message())
        }
        _ => error,
    }
}

/// Keeps what `event` says; `None` for what is passed over.
fn keep(event: Event<'_>, content: &mut String, name_len: &mut usize) -> Option<Node> {
    *name_len = 0;
    let (text, node): (&str, Node) = match &event {
        Event::Start(tag) | Event::Empty(tag) => {
            *name_len = tag.name().as_ref().len();
            let is_empty = matches!(event, Event::Empty(_));
            (tag, if is_empty { Node::Empty } else { Node::Open })
        }
        Event::End(tag) => {
            let name = tag.name().into_inner();
            *name_len = name.len();
            content.push_str(name);
            return Some(Node::Close);
        }
        Event::Text(text) => (text, Node::Text),
        Event::GeneralRef(name) => (name, Node::Reference),
        Event::CData(text) => (text, Node::Literal),
        Event::Eof => ("", Node::End),
        Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => return None,
    };
    content.push_str(text);
    Some(node)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The encoding that the XML declaration names.
fn declared_encoding(head: &str) -> Option<&str> {
    let declaration = head.trim_start_matches('\u{FEFF}').strip_prefix("<?xml")?;
    let declaration = declaration.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    value[1..].split(quote).next()
}

/// Counts the lines that were read and bounds the nodes: a text beyond the limit is cut short at
/// its end, a tag beyond it is an error.
struct Counted {
    inner: Utf8Reader,
    max_node: u64,
    breaks: u64,
    /// Bytes of the current node so far.
    node_len: u64,
    is_markup: bool,
    /// True when the current node is longer than what was passed on.
    has_cut: bool,
}

impl Counted {
    const fn new(inner: Utf8Reader, max_node: u64) -> Self {
        Self {
            inner,
            max_node,
            breaks: 0,
            node_len: 0,
            is_markup: false,
            has_cut: false,
        }
    }

    /// Starts a node; returns its 1-based line.
    const fn begin_node(&mut self) -> u64 {
        self.node_len = 0;
        self.breaks + 1
    }

    /// Leaves the rest of a text unread.
    fn skip_text(&mut self) -> io::Result<()> {
        loop {
            let rest = self.inner.fill_buf()?;
            if rest.is_empty() {
                return Ok(());
            }
            let end = rest.iter().position(|&byte| byte == b'<');
            let len = end.unwrap_or(rest.len());
            self.breaks += breaks(&rest[..len]);
            self.inner.consume(len);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.node_len > self.max_node {
            if self.is_markup {
                return Err(io::Error::other(TooLong));
            }
            self.has_cut = true;
            self.skip_text()?;
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let consumed = &self.inner.buffered()[..amount];
        if self.node_len == 0 {
            self.is_markup = consumed.first() == Some(&b'<');
        }
        self.breaks += breaks(consumed);
        self.node_len += amount as u64;
        self.inner.consume(amount);
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = self.fill_buf()?.read(out)?;
        self.consume(len);
        Ok(len)
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte == b'\n').count() as u64
}

#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("node too long")
    }
}

impl std::error::Error for TooLong {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nodes of `text`, with nodes of at most 64 bytes: `line:content`, faults in words.
    fn nodes(text: &str) -> Vec<String> {
        let bytes = Bytes::from_reader("p", io::Cursor::new(text.to_owned().into_bytes()));
        let mut xml = XmlReader::open(bytes.expect("memory can be read")).expect("known encoding");
        xml.reader.get_mut().max_node = 64;
        let mut out = Vec::new();
        loop {
            let node = xml.next();
            let content = xml.content();
            match node {
                Ok(Node::End) => return out,
                Ok(Node::Open) => out.push(format!("{}:<{content}>", xml.line())),
                Ok(Node::Empty) => out.push(format!("{}:<{content}/>", xml.line())),
                Ok(Node::Close) => out.push(format!("{}:</{content}>", xml.line())),
                Ok(Node::Text | Node::Literal) => out.push(format!("{}:{content:?}", xml.line())),
                Ok(Node::Reference) => out.push(format!("{}:&{content};", xml.line())),
                Err(error) => {
                    out.push(error.to_string());
                    if error.kind() != ErrorKind::Record {
                        return out;
                    }
                }
            }
        }
    }

    #[test]
    fn reads_nodes_with_their_lines() {
        assert_eq!(
            nodes("<a b='>'>\n<c/>x&amp;<![CDATA[<d>]]>\n<!-- e --></a>"),
            [
                "1:<a b='>'>",
                "1:\"\\n\"",
                "2:<c/>",
                "2:\"x\"",
                "2:&amp;",
                "2:\"<d>\"",
                "2:\"\\n\"",
                "3:</a>"
            ]
        );
    }

    #[test]
    fn cuts_long_texts_and_goes_on() {
        // The reader is fed in pieces larger than the limit, so that the cut comes after one.
        let long = "å\n".repeat(1 << 17);
        let found = nodes(&format!("<a><b>{long}</b><c>d</c></a>"));
        assert_eq!(found[..2], ["1:<a>", "1:<b>"]);
        assert!(
            found[2].starts_with("p:1: expected texts of at most"),
            "{}",
            found[2]
        );
        let line = (1 << 17) + 1;
        let rest = ["</b>", "<c>", "\"d\"", "</c>", "</a>"];
        assert_eq!(found[3..], rest.map(|node| format!("{line}:{node}")));
    }

    #[test]
    fn ends_at_a_long_tag() {
        let long = "b='c' ".repeat(1 << 17);
        let found = nodes(&format!("<a>\n<d {long}/></a>"));
        assert_eq!(found.len(), 3);
        assert!(
            found[2].starts_with("p:2: expected tags of at most"),
            "{}",
            found[2]
        );
    }

    #[test]
    fn sets_the_stack_right() {
        for (text, fault) in [
            ("<a><b></a>", "p:1: expected </b>, found </a>"),
            ("<a></b></a>", "p:1: expected no end tag, found </b>"),
            (
                "<a>&b</a>",
                "p:1: expected a `;` after `&` and a name, or `&amp;`",
            ),
            ("<a><1></a>", "p:1: expected a name after `<`, or `&lt;`"),
        ] {
            let found = nodes(text);
            assert!(found.iter().any(|node| node == fault), "{text}: {found:?}");
            assert!(
                !found.iter().any(|node| node.contains("ends within")),
                "{text}: {found:?}"
            );
        }
    }
}
