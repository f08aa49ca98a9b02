//! The content of a translatable element, such as `<seg>` or `<target>`, as the text that is
//! judged and shown.
//!
//! Text is text: entities are resolved, CDATA is taken as it is. Markup stays in sight as it was
//! written, `Klicka <g id="1">här</g>`, so that spans point into a text that the user can find
//! again, and [`placeholder`](crate::annotate::placeholder) tells what is markup. Native code
//! within `<ph>`, `<bpt>`, `<ept>`, `<it>` and `<ut>` stays escaped, but for the translatable
//! `<sub>` in it. Without `xml:space="preserve"` white space around a line break is one space, and none
//! at the ends. The `<mrk mtype="seg">` of XLIFF 1.2 divide the text and are not shown.

use std::ops::Range;

use super::lines::MAX_LEN;
use super::xml::{Node, XmlReader};
use crate::error::{Error, Result};

/// What a translatable element holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// The text with its inline markup.
    pub(super) text: String,
    /// The segments that `<mrk mtype="seg">` marks in it.
    segments: Vec<(String, Range<usize>)>,
}

impl Content {
    /// The segments with their `mid`, in text order; none where the text is not divided.
    pub(super) fn segments(&self) -> impl Iterator<Item = (&str, &str)> {
        let segments = self.segments.iter();
        segments.map(|(mid, range)| (mid.as_str(), &self.text[range.clone()]))
    }

    /// The segment with this `mid`.
    pub(super) fn segment(&self, mid: &str) -> Option<&str> {
        let mut segments = self.segments();
        segments
            .find(|(other, _)| *other == mid)
            .map(|(_, text)| text)
    }
}

/// Reads up to the end of the element that was just opened; `keeps_space` for
/// `xml:space="preserve"` around it.
///
/// # Errors
///
/// What the XML reader returns; of kind `Record` also for a text of more than [`MAX_LEN`] bytes.
pub(super) fn read_content(xml: &mut XmlReader, keeps_space: bool) -> Result<Content> {
    let mut builder = Builder {
        content: Content::default(),
        keeps_space: keeps_space || preserves(xml),
        ends_softly: false,
        modes: Vec::new(),
        divisions: Vec::new(),
    };
    let depth = xml.depth();
    loop {
        let node = xml.next()?;
        if matches!(node, Node::Text | Node::Literal) && xml.content().contains('\0') {
            let message = "expected text, found a NUL byte";
            return Err(Error::record(xml.origin(), message));
        }
        match node {
            Node::Open => builder.open(xml),
            Node::Empty => builder.push_tag(xml, "/>"),
            Node::Close if xml.depth() < depth => return Ok(builder.finish()),
            Node::Close => builder.close(xml),
            Node::Text if builder.is_in_code() => builder.push(xml.content()),
            Node::Text => builder.push_text(xml.content()),
            Node::Literal => builder.push(xml.content()),
            Node::Reference => builder.push_reference(xml)?,
            Node::End => return Ok(builder.finish()),
        }
        if builder.content.text.len() > MAX_LEN {
            let message = format!("expected texts of at most {MAX_LEN} bytes, found a longer one");
            return Err(Error::record(xml.origin(), message));
        }
    }
}

/// True when the tag that was just read asks for its white space to be kept.
pub(super) fn preserves(xml: &XmlReader) -> bool {
    xml.attribute("xml:space").as_deref() == Some("preserve")
}

struct Builder {
    content: Content,
    keeps_space: bool,
    /// True when the text ends with a space that stands for a line break.
    ends_softly: bool,
    /// The depths at which native code and text within it begin; code where their number is odd.
    modes: Vec<usize>,
    /// The depths of the open `<mrk mtype="seg">`, with their place in the list of segments.
    divisions: Vec<(usize, usize)>,
}

impl Builder {
    fn open(&mut self, xml: &XmlReader) {
        if xml.name() == "mrk" && xml.attribute("mtype").as_deref() == Some("seg") {
            let start = self.content.text.len();
            let mid = xml.attribute("mid").unwrap_or_default();
            self.divisions
                .push((xml.depth(), self.content.segments.len()));
            self.content.segments.push((mid, start..start));
            // A line break before the segment is not part of it, nor one at its beginning.
            self.ends_softly = true;
            return;
        }
        self.push_tag(xml, ">");
        let switches = match xml.name() {
            "sub" => self.is_in_code(),
            "ph" | "bpt" | "ept" | "it" | "ut" => !self.is_in_code(),
            _ => false,
        };
        if switches {
            self.modes.push(xml.depth());
        }
    }

    fn close(&mut self, xml: &XmlReader) {
        let depth = xml.depth() + 1;
        if let Some(&(_, at)) = self.divisions.last().filter(|(open, _)| *open == depth) {
            self.divisions.pop();
            self.drop_soft_end();
            let range = &mut self.content.segments[at].1;
            range.end = self.content.text.len().max(range.start);
            return;
        }
        if self.modes.last() == Some(&depth) {
            self.modes.pop();
        }
        self.push("</");
        self.push(xml.content());
        self.push(">");
    }

    fn is_in_code(&self) -> bool {
        self.modes.len() % 2 == 1
    }

    fn push(&mut self, text: &str) {
        self.content.text.push_str(text);
        self.ends_softly &= text.is_empty();
    }

    fn push_tag(&mut self, xml: &XmlReader, end: &str) {
        self.push("<");
        self.push(xml.content());
        self.push(end);
    }

    fn push_reference(&mut self, xml: &XmlReader) -> Result<()> {
        if self.is_in_code() {
            self.push("&");
            self.push(xml.content());
            self.push(";");
        } else {
            self.push(xml.character()?.encode_utf8(&mut [0; 4]));
        }
        Ok(())
    }

    /// Adds text with its line ends as XML reads them.
    fn push_text(&mut self, text: &str) {
        if !text.contains(['\n', '\r']) {
            return self.push(text);
        }
        if self.keeps_space {
            return self.push(&text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        let mut rest = text;
        while let Some(at) = rest.find(['\n', '\r']) {
            let line = rest[..at].trim_end_matches([' ', '\t']);
            self.push(line);
            self.push_soft_space();
            rest = rest[at..].trim_start_matches([' ', '\t', '\n', '\r']);
        }
        self.push(rest);
    }

    fn push_soft_space(&mut self) {
        if !self.content.text.is_empty() && !self.ends_softly {
            self.content.text.push(' ');
            self.ends_softly = true;
        }
    }

    /// Takes back the space of a line break at the end of a text.
    fn drop_soft_end(&mut self) {
        let start = self
            .content
            .segments
            .last()
            .map_or(0, |(_, range)| range.start);
        if self.ends_softly && self.content.text.len() > start && self.content.text.ends_with(' ') {
            self.content.text.pop();
        }
    }

    fn finish(mut self) -> Content {
        if self.content.segments.is_empty() {
            self.drop_soft_end();
        }
        self.content
    }
}
