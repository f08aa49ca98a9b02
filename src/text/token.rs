//! Splits a text into the small tokens that every annotator reads.
//!
//! `"EU:s 6,3 mdkr"` becomes `EU` `:` `s` `6` `,` `3` `mdkr`. Words are runs of letters, numbers
//! runs of ASCII digits, everything else that is not white space is a mark of one character.
//! Hyphens, apostrophes and colons are marks: whoever wants *Trump-administrationen* whole asks
//! whether the next token is glued to this one.

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and their combining marks.
    Word,
    /// ASCII digits.
    Digits,
    /// One character that is neither, white space excepted.
    Mark,
}

/// A token and whether white space stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
    /// True when it follows the token before it directly.
    pub is_glued: bool,
}

/// The tokens of `text`, in order; linear in its length.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let (mut start, mut is_glued) = (0, false);
    while let Some((kind, len)) = kind_at(text, start) {
        let mut end = start + len;
        start = match kind {
            None => {
                is_glued = false;
                end
            }
            Some(kind) => {
                while let Some(len) = continued(text, end, kind) {
                    end += len;
                }
                let span = Span::new(start, end);
                tokens.push(Token {
                    kind,
                    span,
                    is_glued,
                });
                is_glued = true;
                end
            }
        };
    }
    tokens
}

/// Lower-cases `text` without moving a byte: a letter whose lower-case form has another length
/// in UTF-8 (a handful outside Swedish and English) stays as it is.
#[must_use]
pub fn lower_in_place(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (ascii, other) = rest.split_at(at);
        push_lower(&mut lower, ascii);
        let mut letters = other.chars();
        lower.extend(letters.next().map(lower_letter));
        rest = letters.as_str();
    }
    push_lower(&mut lower, rest);
    lower
}

fn push_lower(lower: &mut String, ascii: &str) {
    let start = lower.len();
    lower.push_str(ascii);
    lower[start..].make_ascii_lowercase();
}

fn lower_letter(letter: char) -> char {
    let mut folded = letter.to_lowercase();
    match (folded.next(), folded.next()) {
        (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
        _ => letter,
    }
}

/// What begins at this byte of `text`, white space as nothing, and its length; `None` at the end.
fn kind_at(text: &str, at: usize) -> Option<(Option<TokenKind>, usize)> {
    let letter = char_at(text, at)?;
    Some((kind_of(letter), letter.len_utf8()))
}

/// The length of the character at this byte of `text` where it belongs to the token before it.
fn continued(text: &str, at: usize, kind: TokenKind) -> Option<usize> {
    let letter = char_at(text, at)?;
    continues(kind, letter).then(|| letter.len_utf8())
}

/// The character at this byte of `text`; most are ASCII, which needs no decoding.
fn char_at(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(byte.into()),
        _ => text[at..].chars().next(),
    }
}

fn kind_of(letter: char) -> Option<TokenKind> {
    if letter.is_ascii_digit() {
        Some(TokenKind::Digits)
    } else if is_letter(letter) {
        Some(TokenKind::Word)
    } else if letter.is_whitespace() || is_invisible(letter) {
        None
    } else {
        Some(TokenKind::Mark)
    }
}

fn continues(kind: TokenKind, next: char) -> bool {
    match kind {
        TokenKind::Word => is_letter(next) || next == '\u{AD}',
        TokenKind::Digits => next.is_ascii_digit(),
        TokenKind::Mark => false,
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || (!letter.is_ascii() && (letter.is_alphabetic() || is_combining(letter)))
}

const fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Characters that a reader does not see and that separate nothing.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokenize(text)
            .iter()
            .map(|token| token.span.of(text))
            .collect()
    }

    #[test]
    fn splits_words_digits_and_marks() {
        assert_eq!(
            texts("EU:s 6,3 mdkr"),
            ["EU", ":", "s", "6", ",", "3", "mdkr"]
        );
        assert_eq!(texts("−5 °C"), ["−", "5", "°", "C"]);
        assert_eq!(
            texts("Trump-administrationen"),
            ["Trump", "-", "administrationen"]
        );
        assert_eq!(texts(" \u{A0}\t"), [""; 0]);
    }

    #[test]
    fn knows_what_is_glued() {
        let glued: Vec<bool> = tokenize("a-b c")
            .iter()
            .map(|token| token.is_glued)
            .collect();
        assert_eq!(glued, [false, true, true, false]);
    }

    #[test]
    fn lowers_without_moving_bytes() {
        assert_eq!(lower_in_place("ÅÄÖ Kelvin"), "åäö kelvin");
        for text in ["İstanbul", "K", "ẞ", "Ⱥ"] {
            assert_eq!(lower_in_place(text).len(), text.len(), "{text}");
        }
    }
}
