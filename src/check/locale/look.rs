//! Looks at single tokens of a side by their number; beyond the end there is nothing.

use crate::annotate::Annotated;
use crate::text::token::TokenKind;

/// The token at `at` in lower case; empty where there is none.
pub(super) fn lower<'a>(side: &'a Annotated<'_>, at: usize) -> &'a str {
    let token = side.tokens.get(at);
    token.map_or("", |token| token.span.of(&side.lower))
}

/// The token before `at` in lower case; empty at the beginning.
pub(super) fn lower_before<'a>(side: &'a Annotated<'_>, at: usize) -> &'a str {
    at.checked_sub(1).map_or("", |before| lower(side, before))
}

/// The token at `at` as written; empty where there is none.
pub(super) fn text<'t>(side: &Annotated<'t>, at: usize) -> &'t str {
    let token = side.tokens.get(at);
    token.map_or("", |token| token.span.of(side.text))
}

pub(super) fn is_word(side: &Annotated<'_>, at: usize) -> bool {
    has_kind(side, at, TokenKind::Word)
}

pub(super) fn is_digits(side: &Annotated<'_>, at: usize) -> bool {
    has_kind(side, at, TokenKind::Digits)
}

fn has_kind(side: &Annotated<'_>, at: usize, kind: TokenKind) -> bool {
    side.tokens.get(at).is_some_and(|token| token.kind == kind)
}

/// True for a word that begins with a capital.
pub(super) fn is_capital(side: &Annotated<'_>, at: usize) -> bool {
    text(side, at).starts_with(char::is_uppercase)
}

/// True when the token at `at` follows the one before it directly.
pub(super) fn is_glued(side: &Annotated<'_>, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|token| token.is_glued)
}

/// True for a word in the middle of a sentence: another word, a number or a comma stands before it.
pub(super) fn is_mid_sentence(side: &Annotated<'_>, at: usize) -> bool {
    let before = lower_before(side, at);
    let follows_word = before.starts_with(char::is_alphanumeric) && !is_glued(side, at);
    at > 0 && (follows_word || before == ",")
}
