//! Words whose opposite stands on the other side: *oacceptabel* and *acceptable*.

use super::polarity::is_negator;
use crate::annotate::Annotated;
use crate::lexicon::antonyms::{Opposites, with_negative};
use crate::span::Span;
use crate::text::token::TokenKind;

/// Where one pair of opposites denies on the side `negative` and affirms on the side `positive`,
/// each all the time. *Inte ovanligt* affirms.
pub(super) fn flipped(negative: &Annotated<'_>, positive: &Annotated<'_>) -> Option<(Span, Span)> {
    let pairs = opposites(negative).chain(opposites(positive));
    pairs.into_iter().find_map(|pair| {
        let denied = stance(negative, pair).filter(|stance| stance.denies)?;
        let affirmed = stance(positive, pair).filter(|stance| !stance.denies)?;
        Some((denied.span, affirmed.span))
    })
}

/// What a side says by one pair of opposites.
struct Stance {
    denies: bool,
    /// The first word of the pair.
    span: Span,
}

/// The pairs whose negative word stands on a side.
fn opposites<'a>(side: &'a Annotated<'_>) -> impl Iterator<Item = &'static Opposites> + use<'a> {
    let words = side.tokens.iter();
    words
        .filter(|token| token.kind == TokenKind::Word)
        .flat_map(|token| with_negative(token.span.of(&side.lower), side.lang))
}

/// What the words of `pair` say on a side; `None` where there are none, or they contradict each
/// other.
fn stance(side: &Annotated<'_>, pair: &Opposites) -> Option<Stance> {
    let mut stances = (0..side.tokens.len()).filter_map(|at| stance_of(side, at, pair));
    let first = stances.next()?;
    stances
        .all(|other| other.denies == first.denies)
        .then_some(first)
}

fn stance_of(side: &Annotated<'_>, at: usize, pair: &Opposites) -> Option<Stance> {
    let token = side.tokens[at];
    let word = token.span.of(&side.lower);
    let is_negative = word.starts_with(pair.negative(side.lang));
    let is_one = is_negative || word.starts_with(pair.positive(side.lang));
    (token.kind == TokenKind::Word && is_one).then(|| Stance {
        denies: is_negative != is_denied(side, at),
        span: token.span,
    })
}

/// True when one of the three words before it denies the word at `at`.
fn is_denied(side: &Annotated<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|before| is_negator(side, before))
}
