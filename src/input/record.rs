//! Turns the records of any format into segments: numbers them, fills in ids and languages,
//! shares repeated names and warns of the first duplicate id.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::Options;
use crate::error::{Error, ErrorKind, Result};
use crate::locale::Language;
use crate::segment::Segment;
use crate::span::Origin;

/// One record as its format has it.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) origin: Origin,
    pub(super) id: Option<String>,
    pub(super) source: String,
    pub(super) target: String,
    pub(super) reference: Option<String>,
    pub(super) document: Option<String>,
    pub(super) domain: Option<String>,
    /// What the file says of the language of the source.
    pub(super) source_lang: Option<Language>,
    /// True for the form of a plural that is used for one thing only.
    pub(super) is_singular: bool,
    /// Checks and groups that a comment waives.
    pub(super) waived: Vec<String>,
}

/// The reader of one format.
pub(super) trait ReadRecord {
    /// The next record; `None` at the end. After an error of another kind than `Record` or
    /// `Warning` nothing more is read.
    fn read_record(&mut self) -> Option<Result<Record>>;
}

/// The segments of one input.
pub(super) struct Records<R> {
    reader: R,
    source_lang: Option<Language>,
    number: u64,
    seen_ids: HashSet<u64>,
    has_ids_per_document: bool,
    has_warned: bool,
    /// A segment that waits behind its warning.
    waiting: Option<Segment>,
    document: Option<Arc<str>>,
    domain: Option<Arc<str>>,
    is_done: bool,
}

impl<R: ReadRecord> Records<R> {
    pub(super) fn new(reader: R, options: &Options) -> Self {
        Self {
            reader,
            source_lang: options.source_lang,
            number: 0,
            seen_ids: HashSet::new(),
            has_ids_per_document: false,
            has_warned: false,
            waiting: None,
            document: None,
            domain: None,
            is_done: false,
        }
    }

    /// For formats in which two documents of a file may have the same ids.
    pub(super) const fn with_ids_per_document(mut self) -> Self {
        self.has_ids_per_document = true;
        self
    }

    fn segment(&mut self, record: Record) -> Segment {
        let source_lang = self.source_lang.or(record.source_lang);
        Segment {
            is_numbered: record.id.is_none(),
            id: record.id.unwrap_or_else(|| self.number.to_string()),
            origin: record.origin,
            source_lang: source_lang.unwrap_or(Language::Swedish),
            source: record.source,
            target: record.target,
            reference: record.reference,
            document: shared(&mut self.document, record.document),
            domain: shared(&mut self.domain, record.domain),
            is_singular: record.is_singular,
            waived: record.waived,
        }
    }

    /// The warning that the first duplicate id of an input deserves.
    fn duplicate(&mut self, record: &Record) -> Option<Error> {
        let id = record.id.as_deref()?;
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        if self.has_ids_per_document {
            record.document.hash(&mut hasher);
        }
        let is_new = self.seen_ids.insert(hasher.finish());
        if is_new || self.has_warned {
            return None;
        }
        self.has_warned = true;
        let message =
            format!("id `{id}` occurs again; duplicate ids are kept, and named only once");
        Some(Error::warning(record.origin.clone(), message))
    }
}

impl<R: ReadRecord> Iterator for Records<R> {
    type Item = Result<Segment>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(segment) = self.waiting.take() {
            return Some(Ok(segment));
        }
        if self.is_done {
            return None;
        }
        let record = match self.reader.read_record() {
            Some(Ok(record)) => record,
            Some(Err(error)) => {
                self.number += u64::from(error.kind() == ErrorKind::Record);
                self.is_done = !matches!(error.kind(), ErrorKind::Record | ErrorKind::Warning);
                return Some(Err(error));
            }
            None => {
                self.is_done = true;
                return None;
            }
        };
        self.number += 1;
        let warning = self.duplicate(&record);
        let segment = self.segment(record);
        match warning {
            Some(warning) => {
                self.waiting = Some(segment);
                Some(Err(warning))
            }
            None => Some(Ok(segment)),
        }
    }
}

/// Refuses a text with a NUL byte, which no text holds and many programs stop at.
pub(super) fn refuse_nul(origin: &Origin, text: &str) -> Result<()> {
    match text.find('\0') {
        None => Ok(()),
        Some(at) => {
            let column = text[..at].chars().count() + 1;
            let message = format!("expected text, found a NUL byte at column {column}");
            Err(Error::record(origin.clone(), message))
        }
    }
}

/// The beginning of something in a file, for a message.
pub(super) fn shortened(text: &str) -> String {
    const LEN: usize = 24;
    match text.char_indices().nth(LEN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `text` as a shared string: the one of the record before, where it is the same.
fn shared(last: &mut Option<Arc<str>>, text: Option<String>) -> Option<Arc<str>> {
    if last.as_deref() != text.as_deref() {
        *last = text.map(Arc::from);
    }
    last.clone()
}
