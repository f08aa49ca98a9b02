//! Brackets that lost their partner.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(UNBALANCED_BRACKET, "unbalanced-bracket", Punctuation);

/// Reports [`UNBALANCED_BRACKET`].
#[derive(Debug)]
pub struct UnbalancedBracket;

impl Check for UnbalancedBracket {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&UNBALANCED_BRACKET] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some(lone) = first_lone(&pair.target) else {
            return;
        };
        // "1)" and ":)" have no partner on either side.
        if first_lone(&pair.source).is_some() {
            return;
        }
        let mark = lone.of(pair.target.text);
        findings.push(
            UNBALANCED_BRACKET
                .finding(
                    Severity::Minor,
                    format!("“{mark}” has no partner in the target"),
                )
                .with_evidence(Vec::new(), vec![Evidence::new(lone, pair.target.text)]),
        );
    }
}

/// The first bracket without a partner of its kind.
fn first_lone(side: &Annotated<'_>) -> Option<Span> {
    let mut open: Vec<(char, Span)> = Vec::new();
    let marks = side.tokens.iter();
    for token in marks.filter(|token| token.kind == TokenKind::Mark) {
        let mark = token.span.of(side.text).chars().next()?;
        match mark {
            '(' | '[' | '{' => open.push((mark, token.span)),
            ')' | ']' | '}' => match open.pop() {
                Some((opening, _)) if partner(opening) == mark => {}
                _ => return Some(token.span),
            },
            _ => {}
        }
    }
    open.first().map(|&(_, span)| span)
}

const fn partner(opening: char) -> char {
    match opening {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
