//! Words whose opposite stands on the other side: *oacceptabel* and *acceptable*.

use crate::annotate::Annotated;
use crate::lexicon::antonyms::{Opposites, opposites};
use crate::span::Span;
use crate::text::token::TokenKind;

/// Where `negative` has the negative and `positive` the positive word of one pair of opposites,
/// and neither has the other.
pub(super) fn flipped(negative: &Annotated<'_>, positive: &Annotated<'_>) -> Option<(Span, Span)> {
    let has = |side: &Annotated<'_>, stem: &str| find(side, stem);
    opposites().find_map(|pair: Opposites| {
        let denied = has(negative, pair.negative(negative.lang))?;
        let affirmed = has(positive, pair.positive(positive.lang))?;
        let is_both = has(positive, pair.negative(positive.lang)).is_some()
            || has(negative, pair.positive(negative.lang)).is_some();
        (!is_both).then_some((denied, affirmed))
    })
}

/// The first word that begins with `stem`.
fn find(side: &Annotated<'_>, stem: &str) -> Option<Span> {
    let words = side.tokens.iter();
    words
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.span)
        .find(|span| span.of(&side.lower).starts_with(stem))
}
