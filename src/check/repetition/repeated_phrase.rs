//! A phrase said twice in a row.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(REPEATED_PHRASE, "repeated-phrase", Repetition);

/// Reports [`REPEATED_PHRASE`].
#[derive(Debug)]
pub struct RepeatedPhrase;

/// The longest phrase looked for, in tokens.
const LONGEST: usize = 24;

impl Check for RepeatedPhrase {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&REPEATED_PHRASE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some((first, second)) = first_repeated(&pair.target) else {
            return;
        };
        // A source that repeats itself too has a reason: verse, chants, "again and again".
        if first_repeated(&pair.source).is_some() {
            return;
        }
        let text = first.of(pair.target.text);
        findings.push(
            REPEATED_PHRASE
                .finding(Severity::Major, format!("“{text}” is said twice in a row"))
                .with_evidence(Vec::new(), vec![Evidence::new(second, pair.target.text)]),
        );
    }
}

/// The places of the first phrase of two words or more and of its repetition.
fn first_repeated(side: &Annotated<'_>) -> Option<(Span, Span)> {
    let words = &side.facts;
    for start in 0..words.len() {
        let longest = LONGEST.min((words.len() - start) / 2);
        for len in 2..=longest {
            let again = start + len;
            if words[start].hash == words[again].hash
                && (1..len).all(|at| words[start + at].hash == words[again + at].hash)
                && is_phrase(side, start, len)
            {
                let tokens = &side.tokens;
                let span = |from: usize| tokens[from].span.cover(tokens[from + len - 1].span);
                return Some((span(start), span(again)));
            }
        }
    }
    None
}

/// True for two words or more, or a number and a word; "1, 1, 1" and "nej, nej" are none.
fn is_phrase(side: &Annotated<'_>, start: usize, len: usize) -> bool {
    let tokens = &side.tokens[start..start + len];
    let of_kind = |kind| tokens.iter().filter(|token| token.kind == kind).count();
    let words = of_kind(TokenKind::Word);
    let is_new_sentence = tokens
        .iter()
        .any(|token| matches!(token.span.of(side.text), "." | "!" | "?"));
    let is_long_enough = words > 0 && words + of_kind(TokenKind::Digits) >= 2;
    is_long_enough && !(is_new_sentence && words < 3)
}
