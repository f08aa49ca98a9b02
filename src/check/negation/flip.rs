//! Words whose opposite stands on the other side: *oacceptabel* and *acceptable*.

use crate::annotate::Annotated;
use crate::lexicon::antonyms::with_negative;
use crate::span::Span;
use crate::text::token::TokenKind;

/// Where `negative` has the negative and `positive` the positive word of one pair of opposites,
/// and neither has the other.
pub(super) fn flipped(negative: &Annotated<'_>, positive: &Annotated<'_>) -> Option<(Span, Span)> {
    let words = negative.tokens.iter();
    words
        .filter(|token| token.kind == TokenKind::Word)
        .find_map(|token| flip_of(token.span, negative, positive))
}

fn flip_of(
    denied: Span,
    negative: &Annotated<'_>,
    positive: &Annotated<'_>,
) -> Option<(Span, Span)> {
    with_negative(denied.of(&negative.lower), negative.lang).find_map(|pair| {
        let affirmed = find(positive, pair.positive(positive.lang))?;
        let is_both = find(positive, pair.negative(positive.lang)).is_some()
            || find(negative, pair.positive(negative.lang)).is_some();
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
