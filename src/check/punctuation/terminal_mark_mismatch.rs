//! The mark that ends the segment.

use crate::annotate::{Annotated, Pair};
use crate::check::punctuation::has_text;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(
    TERMINAL_MARK_MISMATCH,
    "terminal-mark-mismatch",
    Punctuation
);
check_info!(
    QUESTION_MARK_MISMATCH,
    "question-mark-mismatch",
    Punctuation
);

/// Reports [`TERMINAL_MARK_MISMATCH`] and [`QUESTION_MARK_MISMATCH`].
#[derive(Debug)]
pub struct TerminalMarkMismatch;

impl Check for TerminalMarkMismatch {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&TERMINAL_MARK_MISMATCH, &QUESTION_MARK_MISMATCH] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if !has_text(&pair.source) || !has_text(&pair.target) {
            return;
        }
        let (source, source_span) = ending(&pair.source);
        let (target, target_span) = ending(&pair.target);
        if source == target {
            findings.extend(lost_question_inside(pair));
            return;
        }
        let finding = match (source, target) {
            (Ending::Question, _) if !has_question(&pair.target) => QUESTION_MARK_MISMATCH
                .finding(Severity::Major, "the question mark is lost".to_owned()),
            (_, Ending::Question) if !has_question(&pair.source) => QUESTION_MARK_MISMATCH.finding(
                Severity::Minor,
                "the target asks, the source does not".to_owned(),
            ),
            (Ending::Question, _) | (_, Ending::Question) => return,
            // A translator who ends a sentence that the source left open does well.
            (Ending::Nothing, Ending::FullStop) if is_sentence(&pair.source) => return,
            _ => {
                let severity = severity(source, target);
                let message = format!("the source ends {source}, the target {target}");
                TERMINAL_MARK_MISMATCH.finding(severity, message)
            }
        };
        let place = |side: &Annotated<'_>, span: Span| vec![Evidence::new(span, side.text)];
        findings.push(finding.with_evidence(
            place(&pair.source, source_span),
            place(&pair.target, target_span),
        ));
    }
}

/// How a segment ends, closing quotation marks and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Nothing,
    FullStop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
    Pause,
}

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Nothing => "without a mark",
            Self::FullStop => "with a full stop",
            Self::Question => "with a question mark",
            Self::Exclamation => "with an exclamation mark",
            Self::Colon => "with a colon",
            Self::Ellipsis => "with an ellipsis",
            Self::Pause => "with a comma, semicolon or dash",
        })
    }
}

/// How the side ends and where that mark stands (an empty place where there is none).
fn ending(side: &Annotated<'_>) -> (Ending, Span) {
    let text = side.text;
    let is_closing = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '”' | '“' | '’' | '\'' | '»' | '«' | ')' | ']' | '*'
            )
    };
    let mut bare = text.trim_end_matches(is_closing);
    while let Some(tag) = side.placeholders.iter().find(|one| {
        one.span.end == bare.len() && one.kind == crate::annotate::placeholder::PlaceholderKind::Tag
    }) {
        bare = bare[..tag.span.start].trim_end_matches(is_closing);
    }
    let (kind, len) = match bare.chars().next_back() {
        Some('…') => (Ending::Ellipsis, '…'.len_utf8()),
        Some('.') if bare.ends_with("..") => (Ending::Ellipsis, dots(bare)),
        Some('.') => (Ending::FullStop, 1),
        Some('?') => (Ending::Question, 1),
        Some('!') if bare.ends_with("?!") => (Ending::Question, 2),
        Some('!') => (Ending::Exclamation, 1),
        Some(':') => (Ending::Colon, 1),
        Some(mark @ (',' | ';' | '–' | '—' | '-')) => (Ending::Pause, mark.len_utf8()),
        _ => (Ending::Nothing, 0),
    };
    (kind, Span::new(bare.len() - len, bare.len()))
}

fn dots(text: &str) -> usize {
    text.len() - text.trim_end_matches('.').len()
}

/// True for a text too long to be a label or heading.
fn is_sentence(side: &Annotated<'_>) -> bool {
    let words = side.tokens.iter();
    let words = words.filter(|token| token.kind == TokenKind::Word);
    words.count() >= LEAST_WORDS
}

/// A text with fewer words may be a label.
const LEAST_WORDS: usize = 8;

fn has_question(side: &Annotated<'_>) -> bool {
    side.lower.contains('?')
}

/// A question inside the segment that the target no longer asks, with the end unchanged.
fn lost_question_inside(pair: &Pair<'_>) -> Option<Finding> {
    let at = pair.source.lower.find('?')?;
    if has_question(&pair.target) {
        return None;
    }
    let span = Span::new(at, at + 1);
    Some(
        QUESTION_MARK_MISMATCH
            .finding(Severity::Minor, "a question mark is lost".to_owned())
            .with_evidence(vec![Evidence::new(span, pair.source.text)], Vec::new()),
    )
}

/// A lost mark is a slip; a full stop for an exclamation mark is a matter of taste.
fn severity(source: Ending, target: Ending) -> Severity {
    use Ending::{Exclamation, FullStop, Nothing, Pause};
    match (source, target) {
        (Exclamation, FullStop) | (FullStop, Exclamation) => Severity::Neutral,
        (Nothing | Pause, Pause) | (Pause, Nothing) => Severity::Neutral,
        _ => Severity::Minor,
    }
}
