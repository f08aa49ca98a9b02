//! A side without text.

use crate::annotate::Pair;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(EMPTY_TARGET, "empty-target", Length);
check_info!(EMPTY_SOURCE, "empty-source", Length);

/// Reports [`EMPTY_TARGET`] and [`EMPTY_SOURCE`].
#[derive(Debug)]
pub struct EmptyTarget;

impl Check for EmptyTarget {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&EMPTY_TARGET, &EMPTY_SOURCE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (pair.source.text, pair.target.text);
        let finding = match (is_blank(source), is_blank(target)) {
            (false, true) => EMPTY_TARGET
                .finding(Severity::Critical, "the target is empty".to_owned())
                .with_evidence(vec![whole(source)], Vec::new()),
            (true, false) => EMPTY_SOURCE
                .finding(Severity::Major, "the target has no source".to_owned())
                .with_evidence(Vec::new(), vec![whole(target)]),
            _ => return,
        };
        findings.push(finding.as_root_cause());
    }
}

/// Nothing but white space and characters that leave no ink.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    })
}

fn whole(text: &str) -> Evidence {
    Evidence::new(Span::new(0, text.len()), text)
}
