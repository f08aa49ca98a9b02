//! Marks typed twice.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(DOUBLED_MARK, "doubled-mark", Punctuation);

/// Reports [`DOUBLED_MARK`].
#[derive(Debug)]
pub struct DoubledMark;

impl Check for DoubledMark {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&DOUBLED_MARK] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some(span) = first_doubled(&pair.target) else {
            return;
        };
        if first_doubled(&pair.source).is_some() {
            return;
        }
        let mark = span.of(pair.target.text);
        findings.push(
            DOUBLED_MARK
                .finding(Severity::Minor, format!("“{mark}” is doubled"))
                .with_evidence(Vec::new(), vec![Evidence::new(span, pair.target.text)]),
        );
    }
}

/// The first `,,`, `;;`, `::` or `..` that is part of nothing longer, or one pausing mark right
/// after another.
fn first_doubled(side: &Annotated<'_>) -> Option<Span> {
    let text = side.lower.as_bytes();
    let is_mark = |byte: u8| matches!(byte, b',' | b';' | b':' | b'.');
    let mut at = 0;
    while at < text.len() {
        let run = text[at..].iter().take_while(|&&byte| is_mark(byte)).count();
        if run == 2 && is_slip(&text[at..at + 2]) && !is_code(text, at, at + 2) {
            return Some(Span::new(at, at + 2));
        }
        at += run.max(1);
    }
    None
}

/// True for two marks that never stand together; an abbreviation may take `,` `;` or `:`.
fn is_slip(marks: &[u8]) -> bool {
    marks[0] == marks[1] || marks[0] != b'.'
}

/// `std::fmt`, `../a`, `1..5`: marks glued to something on both sides, or to a slash.
fn is_code(text: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = text.get(end);
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'<' | b'_');
    after.is_some_and(is_word) || before.is_none_or(|byte| byte == b' ' || byte == b'/')
}
