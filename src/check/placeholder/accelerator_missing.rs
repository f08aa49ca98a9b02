//! The mark of the access key in menus and buttons.

use crate::annotate::placeholder::PlaceholderKind;
use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(ACCELERATOR_MISSING, "accelerator-missing", Placeholder);

/// Reports [`ACCELERATOR_MISSING`].
#[derive(Debug)]
pub struct AcceleratorMissing;

impl Check for AcceleratorMissing {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&ACCELERATOR_MISSING] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some(lost) = accelerator(&pair.source) else {
            return;
        };
        let mark = lost.of(pair.source.text);
        let target = &pair.target;
        // A second mark, in code perhaps, makes the target no plain label, but may be the key.
        let is_there = target.text.contains(mark) || target.tokens.is_empty();
        if is_there || accelerator(target).is_some() {
            return;
        }
        let letter = pair.source.text[lost.end..].chars().next();
        let key = Span::new(lost.start, lost.end + letter.map_or(0, char::len_utf8));
        findings.push(
            ACCELERATOR_MISSING
                .finding(
                    Severity::Minor,
                    format!("the access key marked with “{mark}” is missing"),
                )
                .with_evidence(vec![Evidence::new(key, pair.source.text)], Vec::new()),
        );
    }
}

/// The mark of the access key of a label.
fn accelerator(side: &Annotated<'_>) -> Option<Span> {
    let marks = side.placeholders.iter();
    marks
        .filter(|one| one.kind == PlaceholderKind::Accelerator)
        .map(|one| one.span)
        .next()
}
