//! Numbers as written: digits with the points, commas and colons between them.

use crate::annotate::Annotated;
use crate::check::locale::look::{is_digits, is_glued, lower};
use crate::span::Span;

/// A number in digits as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'t> {
    /// Its text: `3.75`, `245,000`, `14:30`.
    pub(super) text: &'t str,
    /// Where it stands.
    pub(super) span: Span,
    /// The number of its first token.
    pub(super) first: usize,
    /// The number of the token after it.
    pub(super) after: usize,
}

impl<'t> Number<'t> {
    /// The parts around `mark`, if the number has nothing else between its digits.
    pub(super) fn parts(&self, mark: char) -> Option<Vec<&'t str>> {
        let parts: Vec<&str> = self.text.split(mark).collect();
        let is_whole = parts.len() > 1
            && parts
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        is_whole.then_some(parts)
    }

    /// The digits alone.
    pub(super) fn digits(&self) -> String {
        self.text.chars().filter(char::is_ascii_digit).collect()
    }
}

/// The numbers of a side, in text order.
pub(super) fn numbers<'t>(side: &Annotated<'t>) -> impl Iterator<Item = Number<'t>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < side.tokens.len() && !is_digits(side, at) {
            at += 1;
        }
        let first = at;
        side.tokens.get(first)?;
        at += 1;
        while is_glued(side, at)
            && matches!(lower(side, at), "." | "," | ":")
            && is_glued(side, at + 1)
            && is_digits(side, at + 1)
        {
            at += 2;
        }
        let span = side.tokens[first].span.cover(side.tokens[at - 1].span);
        Some(Number {
            text: span.of(side.text),
            span,
            first,
            after: at,
        })
    })
}

/// Groups of three digits after a first group of one to three.
pub(super) fn is_grouped(parts: &[&str]) -> bool {
    let (first, rest) = (parts[0], &parts[1..]);
    !first.starts_with('0') && first.len() <= 3 && rest.iter().all(|part| part.len() == 3)
}
