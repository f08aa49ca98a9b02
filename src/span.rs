//! Places: a [`Span`] is a byte range in one side of a segment, an [`Origin`] is where the
//! segment was read.
//!
//! Spans are bytes everywhere inside the library. Output counts Unicode code points, so the
//! report writers convert with [`CodePoints`], and nothing else does.

use std::fmt;
use std::sync::Arc;

/// A byte range, end exclusive, on character boundaries of the text as the user has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a range without bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when the two ranges share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies within this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text that the range covers.
    ///
    /// # Panics
    ///
    /// When the range is not within `text` or not on character boundaries, that is, when it was
    /// made for another text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Where a segment was read: file, line and, where the format has them, unit id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as the user gave it, or `-`.
    pub file: Arc<str>,
    /// 1-based line on which the record begins.
    pub line: u64,
    /// The unit's own id in formats that have one (TMX `tu`, XLIFF `unit`, PO message).
    pub unit: Option<Arc<str>>,
    /// 1-based column, in code points, at which the target begins on that line; only where the
    /// file has it letter for letter, not quoted or escaped, so that places in the target are
    /// places in the file.
    pub target_column: Option<usize>,
}

impl Origin {
    /// A place in a file without a unit id.
    #[must_use]
    pub fn new(file: impl Into<Arc<str>>, line: u64) -> Self {
        Self {
            file: file.into(),
            line,
            unit: None,
            target_column: None,
        }
    }

    /// The place with the column at which the target begins.
    #[must_use]
    pub fn with_target_column(mut self, column: usize) -> Self {
        self.target_column = Some(column);
        self
    }
}

impl fmt::Display for Origin {
    /// `file:line`, which terminals and editors make clickable.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Turns byte offsets of one text into code-point offsets.
///
/// ```
/// use parvis::span::{CodePoints, Span};
/// let text = "å 6";
/// assert_eq!(CodePoints::new(text).range(Span::new(3, 4)), (2, 3));
/// ```
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    is_ascii: bool,
}

impl<'t> CodePoints<'t> {
    /// Prepares the conversion for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            is_ascii: text.is_ascii(),
        }
    }

    /// Start and end of `span` in code points, end exclusive.
    #[must_use]
    pub fn range(&self, span: Span) -> (usize, usize) {
        if self.is_ascii {
            return (span.start, span.end);
        }
        let start = self.text[..span.start].chars().count();
        (start, start + span.of(self.text).chars().count())
    }
}
