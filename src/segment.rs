//! A [`Segment`] is one aligned unit: a source text and its translation, as read.

use std::sync::Arc;

use crate::locale::Language;
use crate::span::Origin;

/// Which text of a segment something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The original.
    Source,
    /// The translation under test.
    Target,
}

/// One aligned unit. Texts are kept exactly as the user has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The id from the file, else the 1-based record number.
    pub id: String,
    /// True when the id is the record number, which shifts when records are inserted.
    pub is_numbered: bool,
    /// Where the segment was read.
    pub origin: Origin,
    /// Language of the source; the target is in the other one.
    pub source_lang: Language,
    /// The original text.
    pub source: String,
    /// The translation under test.
    pub target: String,
    /// A trusted translation, where the input has one.
    pub reference: Option<String>,
    /// The document that the segment belongs to, where the input names one within the file.
    pub document: Option<Arc<str>>,
    /// The domain or genre that the input states.
    pub domain: Option<Arc<str>>,
    /// True for the form of a plural that is used for one thing only, so that the number itself
    /// may be left out: *1 fil* or *en fil*.
    pub is_singular: bool,
    /// Checks and groups that a comment in the input waives for this segment.
    pub waived: Vec<String>,
}

impl Segment {
    /// A pair without a file behind it: id `1`, origin `-`, line 1.
    #[must_use]
    pub fn new(
        source_lang: Language,
        source: impl Into<String>,
        target: impl Into<String>,
    ) -> Self {
        Self {
            id: "1".to_owned(),
            is_numbered: true,
            origin: Origin::new("-", 1),
            source_lang,
            source: source.into(),
            target: target.into(),
            reference: None,
            document: None,
            domain: None,
            is_singular: false,
            waived: Vec::new(),
        }
    }

    /// Language of the target.
    #[must_use]
    pub const fn target_lang(&self) -> Language {
        self.source_lang.other()
    }

    /// True when both belong to one document: the same file and the same `document` value.
    #[must_use]
    pub fn shares_document_with(&self, other: &Self) -> bool {
        self.origin.file == other.origin.file && self.document == other.document
    }
}
