//! Aligns two documents that are translations of each other, sentence by sentence.
//!
//! ```text
//! text ─▶ paragraphs ─▶ sentences ─▶ anchors ─▶ corridor ─▶ best path ─▶ pairs ─▶ TSV, JSONL, TMX
//! ```
//!
//! [`Document`] splits each text, [`align`] finds which sentences belong together, and the writers
//! of [`write`](mod@write) or [`segments`], which the checks read, take the result. Dynamic programming weighs
//! lengths, numbers, names and cognates of all sentences at once; time and memory grow with the
//! length of the documents, not with its square.
//!
//! ```
//! use parvis::Language;
//! use parvis::align::{Document, Markup, align};
//! use parvis::annotate::Annotator;
//!
//! let sv = "Huset byggdes 1907. Det är gult och har två våningar. Ingen bor där.";
//! let en = "The house was built in 1907. It is yellow. It has two storeys. Nobody lives there.";
//! let sv = Document::parse("sv", sv, Markup::Plain, Language::Swedish);
//! let en = Document::parse("en", en, Markup::Plain, Language::English);
//! let pairs = align(&Annotator::new(), &sv, &en);
//! assert_eq!(pairs.len(), 3);
//! assert_eq!(en.text(pairs[1].target.clone()), "It is yellow. It has two storeys.");
//! ```
//!
//! Left out: sentences whose order the translator changed, and steps of more than two sentences.

pub mod sentences;
pub mod write;

mod corridor;
mod document;
mod evidence;
mod markdown;
mod path;

use std::ops::Range;

use rayon::prelude::*;

use crate::annotate::Annotator;
use crate::annotate::anchor::anchors;
use crate::error::{Error, Result};
use crate::locale::Language;
use crate::segment::Segment;
use crate::span::Origin;

pub use document::{BlockKind, Document, Markup, RawDocument, Sentence};
pub(crate) use evidence::{Evidence, Unit};
pub(crate) use path::{Bead, best_path, loss_of};

/// Sentences that belong together; one side is empty for what only the other has.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedPair {
    /// Indices into the sentences of the source; at most two.
    pub source: Range<usize>,
    /// Indices into the sentences of the target; at most two.
    pub target: Range<usize>,
    /// How probable it is that exactly these belong together, 0 to 1.
    pub confidence: f64,
}

impl AlignedPair {
    /// True where the other side has nothing.
    #[must_use]
    pub fn is_lonely(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }
}

/// Aligns two documents, one of which is Swedish and the other English: every sentence of both
/// once, in order.
///
/// Annotates on rayon's current thread pool; the result is the same for any number of threads, and
/// with the documents exchanged it is the same with the sides exchanged.
#[must_use]
pub fn align(annotator: &Annotator, source: &Document, target: &Document) -> Vec<AlignedPair> {
    let is_from_swedish = source.lang == Language::Swedish;
    let (swedish, english) = if is_from_swedish {
        (source, target)
    } else {
        (target, source)
    };
    let evidence = Evidence::new(&units(annotator, swedish), &units(annotator, english));
    let pair = |bead: Bead| {
        let (source, target) = if is_from_swedish {
            (bead.swedish, bead.english)
        } else {
            (bead.english, bead.swedish)
        };
        AlignedPair {
            source,
            target,
            confidence: bead.confidence,
        }
    };
    best_path(&evidence).into_iter().map(pair).collect()
}

fn units(annotator: &Annotator, document: &Document) -> Vec<Unit> {
    let unit = |sentence: &Sentence| Unit {
        chars: sentence.text.chars().count(),
        anchors: anchors(&annotator.annotate(&sentence.text, document.lang)),
        kind: sentence.kind,
        is_first: sentence.is_first,
        is_last: sentence.is_last,
    };
    document.sentences.par_iter().map(unit).collect()
}

/// The pairs as segments to be judged, numbered from 1.
///
/// They are placed where a correction goes: on the first line of the target, or, where the target
/// lacks the sentence, on the line that it should follow.
#[must_use]
pub fn segments(pairs: &[AlignedPair], source: &Document, target: &Document) -> Vec<Segment> {
    let mut line = 1;
    let segment = |(number, pair): (usize, &AlignedPair)| {
        if let Some((first, _)) = target.lines(pair.target.clone()) {
            line = first;
        }
        Segment {
            id: (number + 1).to_string(),
            origin: Origin::new(target.file.clone(), line),
            ..Segment::new(
                source.lang,
                source.text(pair.source.clone()),
                target.text(pair.target.clone()),
            )
        }
    };
    pairs.iter().enumerate().map(segment).collect()
}

/// Reads the two documents at these paths, of which one may be `-` for standard input.
///
/// A language that is not given is told by the words, as long as they tell two different ones, and
/// else Swedish for the source.
///
/// # Errors
///
/// When a document can't be read, or both are standard input.
pub fn read_documents(
    source: &str,
    target: &str,
    source_lang: Option<Language>,
) -> Result<(Document, Document)> {
    if source == "-" && target == "-" {
        return Err(Error::usage("standard input can be one side, not both"));
    }
    let (source, target) = (RawDocument::read(source)?, RawDocument::read(target)?);
    let lang = source_lang.unwrap_or_else(|| source_lang_of(&source, &target));
    Ok((
        source.into_document(lang),
        target.into_document(lang.other()),
    ))
}

fn source_lang_of(source: &RawDocument, target: &RawDocument) -> Language {
    match (source.guessed_lang(), target.guessed_lang()) {
        (Some(lang), other) if other != Some(lang) => lang,
        (None, Some(lang)) => lang.other(),
        _ => Language::Swedish,
    }
}
