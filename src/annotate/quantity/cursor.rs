//! Reading access to the tokens of one side, by position. Positions beyond the end give nothing,
//! so a recogniser can look ahead without counting.

use super::clue::Clue;
use super::lexicon::{Forms, Sign};
use super::numeral::{self, Numeral};
use super::ordinal;
use super::words::{self, SwedishStem};
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::{Token, TokenKind};

/// One side under the scanner.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub text: &'a str,
    pub lower: &'a str,
    pub tokens: &'a [Token],
    pub lang: Language,
    /// What each token says about a quantity at its place.
    pub clues: &'a [Clue<'a>],
}

impl<'a> Cursor<'a> {
    pub fn is_swedish(&self) -> bool {
        self.lang == Language::Swedish
    }

    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// What the token at `at` says about a quantity there.
    pub fn sign(&self, at: usize) -> Sign {
        self.clues.get(at).map_or(Sign::None, |clue| clue.sign)
    }

    /// What the tables know of the token at `at`.
    pub fn forms(&self, at: usize) -> Option<Forms> {
        self.clues.get(at).map(|clue| clue.forms)
    }

    /// The numeral that the Swedish word at `at` begins with.
    pub fn stem(&self, at: usize) -> Option<&'a SwedishStem<'a>> {
        self.clues.get(at)?.stem.as_ref()
    }

    /// The value of a single number word below a hundred.
    pub fn small(&self, at: usize) -> Option<u32> {
        if !self.is_swedish() {
            return words::english(self.word(at)?)?.small();
        }
        match self.stem(at)?.cardinal()? {
            [atom] => atom.small(),
            _ => None,
        }
    }

    /// The numeral that begins at `at`; read once, however many recognisers ask.
    pub fn numeral(&self, at: usize) -> Option<&'a Numeral> {
        let clue = self.clues.get(at)?;
        let read = || numeral::parse(self, at).map(Box::new);
        clue.numeral.get_or_init(read).as_deref()
    }

    /// The ordinal that begins at `at`, in figures or words, and one past it; read once.
    pub fn ordinal(&self, at: usize) -> Option<(i64, usize)> {
        let clue = self.clues.get(at)?;
        *clue.ordinal.get_or_init(|| ordinal::parse(self, at))
    }

    /// The word at `at` in lower case.
    pub fn word(&self, at: usize) -> Option<&'a str> {
        self.of_kind(at, TokenKind::Word)
            .map(|token| token.span.of(self.lower))
    }

    /// The word at `at` as written.
    pub fn raw_word(&self, at: usize) -> Option<&'a str> {
        self.of_kind(at, TokenKind::Word)
            .map(|token| token.span.of(self.text))
    }

    pub fn digits(&self, at: usize) -> Option<&'a str> {
        self.of_kind(at, TokenKind::Digits)
            .map(|token| token.span.of(self.text))
    }

    pub fn mark(&self, at: usize) -> Option<char> {
        self.of_kind(at, TokenKind::Mark)
            .and_then(|token| token.span.of(self.text).chars().next())
    }

    /// The token at `at` in lower case, whatever it is.
    pub fn lower(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).map(|token| token.span.of(self.lower))
    }

    pub fn raw(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).map(|token| token.span.of(self.text))
    }

    /// True when the token at `at` follows the one before it without white space.
    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_glued)
    }

    /// The mark at `at` when it is glued to the token before it.
    pub fn glued_mark(&self, at: usize) -> Option<char> {
        self.mark(at).filter(|_| self.is_glued(at))
    }

    /// The digits at `at` when they are glued to the token before them.
    pub fn glued_digits(&self, at: usize) -> Option<&'a str> {
        self.digits(at).filter(|_| self.is_glued(at))
    }

    /// The word at `at` when it is glued to the token before it.
    pub fn glued_word(&self, at: usize) -> Option<&'a str> {
        self.word(at).filter(|_| self.is_glued(at))
    }

    /// The text between the token at `at` and the one before it.
    pub fn gap_before(&self, at: usize) -> &'a str {
        match (
            at.checked_sub(1).and_then(|before| self.tokens.get(before)),
            self.tokens.get(at),
        ) {
            (Some(before), Some(token)) => &self.text[before.span.end..token.span.start],
            _ => "",
        }
    }

    /// Bytes covered by the tokens `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].span.start, self.tokens[to - 1].span.end)
    }

    /// True when a word with an initial capital stands at `at`.
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.raw_word(at)
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase)
    }

    /// True when the token at `at` begins the text or follows the end of a sentence.
    pub fn begins_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            matches!(
                self.mark(before),
                Some(
                    '.' | '!'
                        | '?'
                        | ':'
                        | '"'
                        | '”'
                        | '“'
                        | '•'
                        | '–'
                        | '—'
                        | '('
                        | '*'
                        | '>'
                        | '»'
                        | '«'
                )
            )
        })
    }

    fn of_kind(&self, at: usize, kind: TokenKind) -> Option<&'a Token> {
        self.tokens.get(at).filter(|token| token.kind == kind)
    }
}

pub(super) const fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '–' | '—' | '‑' | '‒' | '−')
}
