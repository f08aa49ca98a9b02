//! The mark of the access key in menus and buttons.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(ACCELERATOR_MISSING, "accelerator-missing", Placeholder);

/// Reports [`ACCELERATOR_MISSING`].
#[derive(Debug)]
pub struct AcceleratorMissing;

/// Longer texts are no labels.
const LONGEST_LABEL: usize = 80;

impl Check for AcceleratorMissing {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&ACCELERATOR_MISSING] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        for mark in ['_', '&'] {
            let Some(lost) = only(&pair.source, mark) else {
                continue;
            };
            if pair.target.lower.contains(mark) || pair.target.tokens.is_empty() {
                continue;
            }
            findings.push(
                ACCELERATOR_MISSING
                    .finding(
                        Severity::Minor,
                        format!("the access key marked with “{mark}” is missing"),
                    )
                    .with_evidence(vec![Evidence::new(lost, pair.source.text)], Vec::new()),
            );
        }
    }
}

/// The one place where `mark` stands before the letter of a label; `None` in code and prose.
fn only(side: &Annotated<'_>, mark: char) -> Option<Span> {
    if side.lower.len() > LONGEST_LABEL {
        return None;
    }
    let mut places = side.lower.match_indices(mark);
    let (at, _) = places.next()?;
    let after = side.text[at + 1..].chars().next()?;
    let before = side.text[..at].chars().next_back();
    // snake_case, AT&T and R&D are no labels.
    let is_inside_word = before.is_some_and(char::is_alphanumeric);
    let is_label = after.is_alphanumeric() && !is_inside_word && places.next().is_none();
    is_label.then(|| Span::new(at, at + 1 + after.len_utf8()))
}
