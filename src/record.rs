//! A finding as data: what JSON has of it, written and read back.
//!
//! In a [`Finding`] places are bytes of the text at hand; in a [`FindingRecord`] they are Unicode
//! code points, so that it says the same to other programs, and after the text is gone. Keys keep
//! their order.
//!
//! ```
//! use parvis::record::{FindingRecord, Recorder};
//! use parvis::{Evaluator, Language, Options, Segment};
//!
//! let segment = Segment::new(Language::English, "It raised $6.3 billion.", "Det tog in 6,3 miljoner dollar.");
//! let judgement = Evaluator::new(Options::default()).judge(&segment);
//! let record = Recorder::new(&segment).record(&judgement.findings[0]);
//! assert_eq!((record.source[0].start, record.source[0].end), (10, 22));
//! let json = serde_json::to_string(&record)?;
//! assert_eq!(serde_json::from_str::<FindingRecord>(&json)?, record);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::{Evidence, Finding, Group, Severity};
use crate::segment::Segment;
use crate::span::CodePoints;

/// What JSON has of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRecord<'r> {
    /// The id of the check.
    pub check: Cow<'r, str>,
    /// The family of the check.
    pub group: Group,
    /// How bad it is.
    pub severity: Severity,
    /// One line for people.
    pub message: Cow<'r, str>,
    /// Marked places in the source.
    pub source: Vec<EvidenceRecord<'r>>,
    /// Marked places in the target.
    pub target: Vec<EvidenceRecord<'r>>,
    /// The correction, where it is certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<Cow<'r, str>>,
    /// The check whose finding explains this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Cow<'r, str>>,
}

/// What JSON has of a marked place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord<'r> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text in that range.
    pub text: Cow<'r, str>,
    /// What was understood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Cow<'r, str>>,
    /// The unit of the value; empty for plain numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'r, str>>,
}

/// Makes records of the findings in one segment.
#[derive(Debug)]
pub struct Recorder<'r> {
    source: CodePoints<'r>,
    target: CodePoints<'r>,
}

impl<'r> Recorder<'r> {
    /// Prepares the conversion of places in `segment`.
    #[must_use]
    pub fn new(segment: &'r Segment) -> Self {
        Self {
            source: CodePoints::new(&segment.source),
            target: CodePoints::new(&segment.target),
        }
    }

    /// The record of a finding in the segment.
    #[must_use]
    pub fn record(&self, finding: &'r Finding) -> FindingRecord<'r> {
        FindingRecord {
            check: Cow::Borrowed(finding.check),
            group: finding.group,
            severity: finding.severity,
            message: Cow::Borrowed(&finding.message),
            source: evidence(&self.source, &finding.source),
            target: evidence(&self.target, &finding.target),
            suggestion: finding.suggestion.as_deref().map(Cow::Borrowed),
            because: finding.because.map(Cow::Borrowed),
        }
    }
}

impl FindingRecord<'_> {
    /// The record on its own, when the segment is gone.
    #[must_use]
    pub fn into_owned(self) -> FindingRecord<'static> {
        let all = |items: Vec<EvidenceRecord<'_>>| {
            let items = items.into_iter();
            items.map(EvidenceRecord::into_owned).collect()
        };
        FindingRecord {
            check: owned(self.check),
            group: self.group,
            severity: self.severity,
            message: owned(self.message),
            source: all(self.source),
            target: all(self.target),
            suggestion: self.suggestion.map(owned),
            because: self.because.map(owned),
        }
    }
}

impl EvidenceRecord<'_> {
    fn into_owned(self) -> EvidenceRecord<'static> {
        EvidenceRecord {
            start: self.start,
            end: self.end,
            text: owned(self.text),
            value: self.value.map(owned),
            unit: self.unit.map(owned),
        }
    }
}

fn evidence<'r>(points: &CodePoints<'_>, evidence: &'r [Evidence]) -> Vec<EvidenceRecord<'r>> {
    let record = |item: &'r Evidence| {
        let (start, end) = points.range(item.span);
        EvidenceRecord {
            start,
            end,
            text: Cow::Borrowed(&item.text),
            value: item.value.as_deref().map(Cow::Borrowed),
            unit: item.unit.as_deref().map(Cow::Borrowed),
        }
    };
    evidence.iter().map(record).collect()
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
