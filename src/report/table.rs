//! Findings as rows of a table, a finding a row: what the spreadsheet formats share.

use super::figures;
use crate::finding::{Evidence, Finding};
use crate::segment::Segment;

/// The names of the columns, in order.
pub(super) const COLUMNS: [&str; 15] = [
    "severity",
    "group",
    "check",
    "message",
    "source",
    "target",
    "source_value",
    "target_value",
    "suggestion",
    "because",
    "source_lang",
    "id",
    "file",
    "line",
    "document",
];

/// The cells of one finding, one for each of [`COLUMNS`]; what a finding does not have is empty.
/// Several values of a side stand behind each other, divided by semicolons.
pub(super) fn row(segment: &Segment, finding: &Finding) -> [String; COLUMNS.len()] {
    [
        finding.severity.to_string(),
        finding.group.to_string(),
        finding.check.to_owned(),
        finding.message.clone(),
        segment.source.clone(),
        segment.target.clone(),
        values(&finding.source),
        values(&finding.target),
        finding.suggestion.clone().unwrap_or_default(),
        finding.because.unwrap_or_default().to_owned(),
        segment.source_lang.to_string(),
        segment.id.clone(),
        segment.origin.file.to_string(),
        segment.origin.line.to_string(),
        segment.document.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// What was read at the marked places, and the places themselves where nothing was.
fn values(evidence: &[Evidence]) -> String {
    let value = |item: &Evidence| figures::value(item).unwrap_or_else(|| item.text.clone());
    let values: Vec<String> = evidence.iter().map(value).collect();
    values.join("; ")
}
