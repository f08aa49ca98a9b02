//! Facts about each word, one per token: its hash, so that words compare as numbers, and what
//! its look says about its language.

pub use crate::lexicon::words::WordClass;
use crate::lexicon::words::{class_of, word_hash};
use crate::text::token::{Token, TokenKind};

/// What is known of one token by its look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordFact {
    /// [`word_hash`] of the token in lower case.
    pub hash: u64,
    /// What the word is a sign of; empty for digits and marks.
    pub class: WordClass,
}

/// The facts of `tokens`, in the same order; `lower` is the text in lower case.
#[must_use]
pub fn word_facts(lower: &str, tokens: &[Token]) -> Vec<WordFact> {
    tokens
        .iter()
        .map(|token| {
            let hash = word_hash(token.span.of(lower));
            let class = match token.kind {
                TokenKind::Word => class_of(hash),
                TokenKind::Digits | TokenKind::Mark => WordClass::NONE,
            };
            WordFact { hash, class }
        })
        .collect()
}
