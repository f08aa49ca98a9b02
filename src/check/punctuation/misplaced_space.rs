//! Spaces on the wrong side of a mark, and spaces in a row.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::{Token, TokenKind};

check_info!(MISPLACED_SPACE, "misplaced-space", Punctuation);

/// Reports [`MISPLACED_SPACE`].
#[derive(Debug)]
pub struct MisplacedSpace;

impl Check for MisplacedSpace {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&MISPLACED_SPACE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some((span, message)) = first_slip(&pair.target) else {
            return;
        };
        // A source that is set the same way has its reasons.
        if first_slip(&pair.source).is_some_and(|(_, same)| same == message) {
            return;
        }
        findings.push(
            MISPLACED_SPACE
                .finding(Severity::Minor, message.to_owned())
                .with_evidence(Vec::new(), vec![Evidence::new(span, pair.target.text)]),
        );
    }
}

fn first_slip(side: &Annotated<'_>) -> Option<(Span, &'static str)> {
    double_space(side)
        .map(|span| (span, "more than one space in a row"))
        .or_else(|| space_before(side).map(|span| (span, "a space before a mark")))
        .or_else(|| no_space_after(side).map(|span| (span, "no space after a mark")))
        .or_else(|| space_inside(side).map(|span| (span, "a space inside a bracket")))
}

/// Two spaces between two words.
fn double_space(side: &Annotated<'_>) -> Option<Span> {
    let at = side.text.trim_end().find("  ")?;
    let is_indent = side.text[..at].trim().is_empty();
    let end = at + side.text[at..].len() - side.text[at..].trim_start_matches(' ').len();
    let touches_line_end = side.text[..at].ends_with('\n') || side.text[end..].starts_with('\n');
    (!is_indent && !touches_line_end).then(|| Span::new(at, end))
}

/// `Ja ,vi`: a space between a word and the mark that belongs to it.
fn space_before(side: &Annotated<'_>) -> Option<Span> {
    let pairs = side.tokens.windows(2);
    pairs
        .filter(|two| is_wordlike(two[0]) && !two[1].is_glued)
        .find(|two| {
            let mark = two[1].span.of(side.text);
            let rest = &side.text[two[1].span.end..];
            let is_pausing = matches!(mark, "," | ";" | "!" | "?")
                || matches!(mark, "." | ":") && rest.is_empty()
                || mark == ":" && two[0].kind == TokenKind::Word && rest.starts_with(' ');
            // ".5" and ", , ," begin something of their own.
            is_pausing && !has_placeholder_between(side, two[0], two[1])
        })
        .map(|two| Span::new(two[0].span.end, two[1].span.end))
}

/// `Ja,vi` and `slut.Nästa`: no space between a mark and the next word.
fn no_space_after(side: &Annotated<'_>) -> Option<Span> {
    let triples = side.tokens.windows(3);
    triples
        .filter(|three| three.iter().all(|token| token.kind != TokenKind::Digits))
        .filter(|three| three[1].is_glued && three[2].is_glued)
        .filter(|three| three[0].kind == TokenKind::Word && three[2].kind == TokenKind::Word)
        .find(|three| {
            let next = three[2].span.of(side.text);
            let before = three[0].span.of(side.text);
            match three[1].span.of(side.text) {
                "," | ";" => true,
                "!" | "?" => next.starts_with(char::is_uppercase),
                "." => {
                    next.starts_with(char::is_uppercase)
                        && next.chars().skip(1).any(char::is_lowercase)
                        && before.ends_with(char::is_lowercase)
                        && before.len() > 2
                }
                _ => false,
            }
        })
        .map(|three| three[1].span.cover(three[2].span))
}

/// `( text )`: a space between a bracket and what it holds.
fn space_inside(side: &Annotated<'_>) -> Option<Span> {
    let pairs = side.tokens.windows(2);
    pairs
        .filter(|two| !two[1].is_glued && !has_placeholder_between(side, two[0], two[1]))
        .find(|two| {
            let (first, second) = (two[0].span.of(side.text), two[1].span.of(side.text));
            matches!(first, "(" | "[") && is_wordlike(two[1])
                || matches!(second, ")" | "]") && is_wordlike(two[0])
        })
        .map(|two| two[0].span.cover(two[1].span))
}

fn is_wordlike(token: Token) -> bool {
    token.kind != TokenKind::Mark
}

fn has_placeholder_between(side: &Annotated<'_>, before: Token, after: Token) -> bool {
    let gap = Span::new(before.span.end, after.span.start);
    side.placeholders.iter().any(|one| one.span.overlaps(gap))
}
