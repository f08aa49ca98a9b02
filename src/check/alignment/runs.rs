//! One alarm for a run of targets in the wrong row: the first finding of a run keeps its severity,
//! those of the rows after it become its consequences.
//!
//! A missing row shifts all that follow, and so does a target that is split or merged. A run ends
//! where the shift changes, or after [`GAP`] rows in which nothing was wrong.

use super::{MERGED_SEGMENT, SHIFTED_SEGMENT, SPLIT_SEGMENT, SWAPPED_SEGMENT};
use crate::finding::{Finding, Severity};
use crate::segment::Segment;

/// Rows without a finding, short ones or lucky ones, that a run may have in it.
const GAP: usize = 12;

/// What is known of the rows so far; one for a whole input, in order.
#[derive(Debug, Default)]
pub struct Runs {
    row: usize,
    open: Option<Run>,
}

/// A run that may go on.
#[derive(Debug)]
struct Run {
    /// The check that reported its first row.
    check: &'static str,
    /// By how much it is shifted, in words; open until the first shifted row.
    shift: Option<String>,
    /// A segment of its document.
    segment: Segment,
    /// The last row with a finding.
    last: usize,
}

impl Runs {
    /// Takes the next segment, and quiets what belongs to a run that was reported before.
    pub fn settle(&mut self, segment: &Segment, findings: &mut [Finding]) {
        self.row += 1;
        let Some(finding) = findings.iter_mut().find(|finding| is_displaced(finding)) else {
            return;
        };
        let shift = (finding.check == SHIFTED_SEGMENT.id).then(|| finding.message.clone());
        match self.open.as_mut() {
            Some(run) if run.goes_on(self.row, segment, shift.as_deref()) => {
                finding.severity = Severity::Neutral;
                finding.because = Some(run.check);
                run.last = self.row;
                run.shift = shift.or(run.shift.take());
            }
            _ => {
                self.open = Some(Run {
                    check: finding.check,
                    shift,
                    segment: segment.clone(),
                    last: self.row,
                });
            }
        }
    }
}

impl Run {
    fn goes_on(&self, row: usize, segment: &Segment, shift: Option<&str>) -> bool {
        let is_same = match (shift, self.shift.as_deref()) {
            (Some(shift), Some(own)) => shift == own,
            // The second row of a swap, or what a split has shifted.
            (_, None) => true,
            (None, Some(_)) => row == self.last + 1,
        };
        is_same && row <= self.last + GAP && self.segment.shares_document_with(segment)
    }
}

fn is_displaced(finding: &Finding) -> bool {
    [
        &SHIFTED_SEGMENT,
        &SWAPPED_SEGMENT,
        &SPLIT_SEGMENT,
        &MERGED_SEGMENT,
    ]
    .iter()
    .any(|info| info.id == finding.check)
}
