//! A target that is its own translation twice over.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(DOUBLED_SEGMENT, "doubled-segment", Length);

/// Reports [`DOUBLED_SEGMENT`].
#[derive(Debug)]
pub struct DoubledSegment;

impl Check for DoubledSegment {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&DOUBLED_SEGMENT] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let words = words(&pair.target);
        let Some(unit) = period(&words) else { return };
        let times = words.len() / unit;
        let source = self::words(&pair.source);
        let source_says_it_again = period(&source).is_some();
        // "Tack, tack!" may well stand for one thanks; a longer unit never does.
        let is_interjection = unit == 1 && source.len() > 1;
        if source_says_it_again || is_interjection && times == 2 {
            return;
        }
        let text = pair.target.text;
        let first = words[0].1;
        let copy = Span::new(words[unit].1.start, words[words.len() - 1].1.end);
        let once = text[first.start..words[unit].1.start].trim_end();
        findings.push(
            DOUBLED_SEGMENT
                .finding(
                    Severity::Major,
                    format!("the target says the same {times} times over"),
                )
                .with_evidence(Vec::new(), vec![Evidence::new(copy, text)])
                .with_suggestion(Some(once.to_owned())),
        );
    }
}

/// Hash and place of every word and number.
fn words(side: &Annotated<'_>) -> Vec<(u64, Span)> {
    let tokens = side.tokens.iter().zip(&side.facts);
    tokens
        .filter(|(token, _)| token.kind != TokenKind::Mark)
        .map(|(token, word)| (word.hash, token.span))
        .collect()
}

/// The length of the shortest unit that repeats to make up all of `words`, if there is one.
fn period(words: &[(u64, Span)]) -> Option<usize> {
    let repeats = |unit: &usize| {
        words.len().is_multiple_of(*unit)
            && (*unit..words.len()).all(|at| words[at].0 == words[at - unit].0)
    };
    (1..=words.len() / 2).find(repeats)
}
