//! Words whose opposite stands on the other side: *oacceptabel* and *acceptable*.

use super::polarity::{Polarity, is_negator};
use crate::annotate::Annotated;
use crate::lexicon::antonyms::Opposites;
use crate::span::Span;
use crate::text::token::TokenKind;

/// Where one pair of opposites denies on the side `negative` and affirms on the side `positive`,
/// each all the time. *Inte ovanligt* affirms.
pub(super) fn flipped(
    negative: &Polarity<'_, '_>,
    positive: &Polarity<'_, '_>,
) -> Option<(Span, Span)> {
    let mut pairs = negative.opposites.iter().chain(&positive.opposites);
    pairs.find_map(|pair| {
        let denied = stance(negative.side, pair).filter(|stance| stance.denies)?;
        let affirmed = stance(positive.side, pair).filter(|stance| !stance.denies)?;
        Some((denied.span, affirmed.span))
    })
}

/// What a side says by one pair of opposites.
struct Stance {
    denies: bool,
    /// The first word of the pair.
    span: Span,
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
