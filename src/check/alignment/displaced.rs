//! Targets in the wrong row: shifted, swapped, split over two rows or merged into one.
//!
//! Aligning a window of rows anew tells which sentences belong together; where that differs from the
//! rows as they are, by more than chance allows, the difference is the defect. It is done only for
//! pairs that something is wrong with already, and then only where a neighbour has words in common.

use crate::align::{Bead, BlockKind, Evidence, Unit, best_path, loss_of};
use crate::annotate::anchor::anchors;
use crate::annotate::{Annotated, Pair};
use crate::check::alignment::agreement::Agreement;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence as Mark, Finding, Group, Severity};
use crate::locale::Language;
use crate::segment::Side;
use crate::span::Span;

check_info!(SHIFTED_SEGMENT, "shifted-segment", Alignment);
check_info!(SWAPPED_SEGMENT, "swapped-segment", Alignment);
check_info!(SPLIT_SEGMENT, "split-segment", Alignment);
check_info!(MERGED_SEGMENT, "merged-segment", Alignment);

/// Reports [`SHIFTED_SEGMENT`], [`SWAPPED_SEGMENT`], [`SPLIT_SEGMENT`] and [`MERGED_SEGMENT`].
/// Runs after the checks whose findings make a pair suspect; its own finding is put first.
#[derive(Debug)]
pub struct Displaced;

/// Rows on either side that are aligned anew, and those of a pair whose sides have words in common.
const WINDOW: usize = 8;
const NEAR: usize = 2;
/// Per cent of a neighbour's words, and words, that make a closer look worth while.
const COMMON_PERCENT: usize = 25;
const COMMON_WORDS: usize = 2;
/// Words that swapped sides have in common beyond those of the sides as they are.
const SWAPPED_WORDS: usize = 4;
/// By so many nats the rows as they are must be worse than the best alignment. Of right pairs in running
/// text none is beyond.
const PROOF: f32 = 8.0;

impl Check for Displaced {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const {
            &[
                &SHIFTED_SEGMENT,
                &SWAPPED_SEGMENT,
                &SPLIT_SEGMENT,
                &MERGED_SEGMENT,
            ]
        }
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if !is_suspect(findings) {
            return;
        }
        let own = Agreement::between(&pair.source, &pair.target);
        let window = Window::new(pair, context, reach(own));
        let Some((info, message)) = window.defect(own) else {
            return;
        };
        let whole = |text: &str| match text.len() {
            0 => Vec::new(),
            len => vec![Mark::new(Span::new(0, len), text)],
        };
        let finding = info
            .finding(Severity::Critical, message)
            .with_evidence(whole(pair.source.text), whole(pair.target.text))
            .as_root_cause();
        findings.insert(0, finding);
    }
}

/// True for findings that a target in the wrong row would cause.
fn is_suspect(findings: &[Finding]) -> bool {
    let is_symptom = |finding: &Finding| {
        let is_meant = !matches!(
            finding.group,
            Group::Locale | Group::Repetition | Group::Terminology | Group::Consistency
        );
        is_meant && finding.severity > Severity::Neutral
    };
    findings.iter().any(is_symptom)
}

/// How many rows on either side to look at: a pair that says the same is at most split or merged,
/// with the row beside it.
fn reach(own: Agreement) -> usize {
    if own.percent() >= COMMON_PERCENT {
        NEAR
    } else {
        WINDOW
    }
}

/// A pair among its neighbours.
struct Window<'w, 's> {
    rows: Vec<&'w Pair<'s>>,
    /// The index of the pair that is judged.
    at: usize,
}

impl<'w, 's> Window<'w, 's> {
    fn new(pair: &'w Pair<'s>, context: &Context<'w, 's>, reach: usize) -> Self {
        let before = &context.before[context.before.len().saturating_sub(reach)..];
        let after = &context.after[..context.after.len().min(reach)];
        Self {
            rows: before
                .iter()
                .chain(std::iter::once(pair))
                .chain(after)
                .collect(),
            at: before.len(),
        }
    }

    fn defect(&self, own: Agreement) -> Option<(&'static CheckInfo, String)> {
        let mut others = (0..self.rows.len()).filter(|&row| row != self.at);
        if !others.clone().any(|row| self.has_common_words(row, own)) {
            return None;
        }
        let swapped = others.find(|&row| self.is_swapped_with(row, own));
        if let Some(row) = swapped {
            let id = self.id(row);
            let message =
                format!("the target translates the source of {id}, and the target there this one");
            return Some((&SWAPPED_SEGMENT, message));
        }
        self.realigned()
    }

    fn id(&self, row: usize) -> &str {
        &self.rows[row].segment.id
    }

    /// Whether the pair has as much in common with the other row as a part of it would have.
    fn has_common_words(&self, row: usize, own: Agreement) -> bool {
        let (this, other) = (self.rows[self.at], self.rows[row]);
        let is_common = |agreement: Agreement| {
            agreement.matched >= COMMON_WORDS
                && agreement.percent() >= COMMON_PERCENT
                && (own.percent() >= COMMON_PERCENT || agreement.matched > own.matched)
        };
        is_common(Agreement::between(&this.source, &other.target))
            || is_common(Agreement::between(&other.source, &this.target))
    }

    fn is_swapped_with(&self, row: usize, own: Agreement) -> bool {
        let (this, other) = (self.rows[self.at], self.rows[row]);
        let others_own = Agreement::between(&other.source, &other.target);
        let crossed = [
            Agreement::between(&this.source, &other.target),
            Agreement::between(&other.source, &this.target),
        ];
        let is_better = |agreement: &Agreement| {
            agreement.percent() >= COMMON_PERCENT
                && agreement.percent() > own.percent().max(others_own.percent())
        };
        crossed.iter().all(is_better)
            && crossed[0].matched + crossed[1].matched
                >= own.matched + others_own.matched + SWAPPED_WORDS
    }

    /// Aligns the window anew and says in what the row of the pair differs from it.
    fn realigned(&self) -> Option<(&'static CheckInfo, String)> {
        let sources = self.texts(Side::Source);
        let targets = self.texts(Side::Target);
        let units = |side| self.units(side);
        let is_from_swedish = self.rows[self.at].source.lang == Language::Swedish;
        let (swedish, english) = if is_from_swedish {
            (units(&sources), units(&targets))
        } else {
            (units(&targets), units(&sources))
        };
        let evidence = Evidence::new(&swedish, &english);
        let given = self.rows.iter().map(|row| {
            let counts = (
                usize::from(!row.source.text.is_empty()),
                usize::from(!row.target.text.is_empty()),
            );
            if is_from_swedish {
                counts
            } else {
                (counts.1, counts.0)
            }
        });
        if loss_of(&evidence, given) < PROOF {
            return None;
        }
        let beads = best_path(&evidence);
        let rows_of = |bead: &Bead| {
            let (source, target) = if is_from_swedish {
                (&bead.swedish, &bead.english)
            } else {
                (&bead.english, &bead.swedish)
            };
            Rows {
                source: sources[source.clone()].iter().map(|text| text.0).collect(),
                target: targets[target.clone()].iter().map(|text| text.0).collect(),
            }
        };
        beads
            .iter()
            .map(rows_of)
            .find_map(|rows| self.difference(&rows))
    }

    /// The row and the text of every side that has one.
    fn texts(&self, side: Side) -> Vec<(usize, &'w Annotated<'s>)> {
        let texts = self.rows.iter().map(|pair| match side {
            Side::Source => &pair.source,
            Side::Target => &pair.target,
        });
        texts
            .enumerate()
            .filter(|(_, text)| !text.text.is_empty())
            .collect()
    }

    fn units(&self, texts: &[(usize, &Annotated<'_>)]) -> Vec<Unit> {
        let unit = |(_, side): &(usize, &Annotated<'_>)| Unit {
            chars: side.text.chars().count(),
            anchors: anchors(side),
            kind: BlockKind::Paragraph,
            is_first: true,
            is_last: true,
        };
        texts.iter().map(unit).collect()
    }

    /// What is wrong with the row of the pair if these rows belong together.
    fn difference(&self, rows: &Rows) -> Option<(&'static CheckInfo, String)> {
        let is_meant = rows.source.contains(&self.at) || rows.target.contains(&self.at);
        match (rows.source[..].as_ref(), rows.target[..].as_ref()) {
            _ if !is_meant => None,
            ([source], [target]) if source != target => Some((
                &SHIFTED_SEGMENT,
                shift_message(source.abs_diff(*target), source > target),
            )),
            ([source], [first, second]) => {
                let other = if *first == self.at { second } else { first };
                let message = format!("this and the target of {} are one", self.id(*other));
                let is_here = *source == self.at || *first == self.at;
                is_here.then_some((&SPLIT_SEGMENT, message))
            }
            ([first, second], [_]) => {
                let other = if *first == self.at { second } else { first };
                let id = self.id(*other);
                let message = format!("the sources of this and of {id} have one target");
                Some((&MERGED_SEGMENT, message))
            }
            ([_, _], [_, second]) if *second > self.at => {
                let message = format!(
                    "the translation goes on in the target of {}",
                    self.id(*second)
                );
                Some((&SPLIT_SEGMENT, message))
            }
            _ => None,
        }
    }
}

/// Rows whose sources and targets belong together.
struct Rows {
    source: Vec<usize>,
    target: Vec<usize>,
}

/// The same for every row of a run, by which the run is known.
fn shift_message(rows: usize, is_early: bool) -> String {
    let plural = if rows == 1 { "" } else { "s" };
    let side = if is_early { "early" } else { "late" };
    format!("from here on the targets stand {rows} row{plural} too {side}")
}
