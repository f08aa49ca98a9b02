//! The tokenisers that BLEU scores are published with: `13a`, `intl`, `char` and `none`.
//!
//! They are defined by the NIST scripts `mteval-v13a.pl` and `mteval-v14.pl` and agree with
//! sacreBLEU 2.6.0 token for token; so do their oddities: `13a` treats ASCII punctuation only and
//! leaves ” – … € glued to their words, `intl` leaves a full stop at the end of a line glued to a
//! number.
//!
//! ```
//! use parvis::text::mt_tokenizer::Tokenizer;
//! let line = Tokenizer::ThirteenA.tokenize("Hej, världen 3,14!");
//! let tokens: Vec<&str> = line.split_whitespace().collect();
//! assert_eq!(tokens, ["Hej", ",", "världen", "3,14", "!"]);
//! ```

use std::borrow::Cow;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::text::pysplit::is_python_space;

/// How a segment is cut into tokens before BLEU counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tokenizer {
    /// `13a`, after `mteval-v13a.pl`: entities resolved, ASCII punctuation split off, except a
    /// full stop, comma or hyphen within a number.
    #[default]
    ThirteenA,
    /// `intl`, after `mteval-v14.pl`: Unicode punctuation and symbols split off, except
    /// punctuation between digits.
    International,
    /// `char`: every character but white space is a token.
    Characters,
    /// `none`: tokens stand between white space.
    Whitespace,
}

impl Tokenizer {
    /// The name in options and signatures.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThirteenA => "13a",
            Self::International => "intl",
            Self::Characters => "char",
            Self::Whitespace => "none",
        }
    }

    /// `line` with white space between its tokens; split it with
    /// [`split_whitespace`](crate::text::pysplit::split_whitespace).
    #[must_use]
    pub fn tokenize(self, line: &str) -> Cow<'_, str> {
        match self {
            Self::ThirteenA => Cow::Owned(thirteen_a(line)),
            Self::International => Cow::Owned(international(line)),
            Self::Characters => Cow::Owned(characters(line)),
            Self::Whitespace => Cow::Borrowed(line),
        }
    }
}

/// `text` with the four entities of the NIST scripts resolved, in their order, so that `&amp;lt;`
/// becomes `<`.
#[must_use]
pub fn resolve_entities(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    let mut resolved = text.into_owned();
    for (entity, character) in [
        ("&quot;", "\""),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        if resolved.contains(entity) {
            resolved = resolved.replace(entity, character);
        }
    }
    Cow::Owned(resolved)
}

/// True for the ASCII punctuation that the NIST scripts always split off: all but `' , - .`.
#[must_use]
pub const fn is_split_punctuation(byte: u8) -> bool {
    matches!(byte, b'{'..=b'~' | b'['..=b'`' | b'!'..=b'&' | b'('..=b'+' | b':'..=b'@' | b'/')
}

/// Splits off the full stops, commas and hyphens that do not belong to a number: three passes,
/// each over the outcome of the one before, each taking its matches from left to right without
/// overlap. All patterns are ASCII, so bytes do.
#[must_use]
pub fn split_numeric_punctuation(text: Vec<u8>) -> Vec<u8> {
    let is_mark = |byte: u8| matches!(byte, b'.' | b',');
    // ([^0-9])([.,]) → \1 \2
    let text = replace_pairs(
        &text,
        |first, second| is_mark(second) && !first.is_ascii_digit(),
        |first, second| [first, b' ', second, b' '],
    );
    // ([.,])([^0-9]) → \1 \2
    let text = replace_pairs(
        &text,
        |first, second| is_mark(first) && !second.is_ascii_digit(),
        |first, second| [b' ', first, b' ', second],
    );
    // ([0-9])(-) → \1 \2
    replace_pairs(
        &text,
        |first, second| second == b'-' && first.is_ascii_digit(),
        |first, second| [first, b' ', second, b' '],
    )
}

/// `text` with a space on either side, and around every mark of [`is_split_punctuation`].
#[must_use]
pub fn pad(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut padded = Vec::with_capacity(bytes.len() * 2);
    padded.push(b' ');
    let mut copied = 0;
    for (at, &byte) in bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| is_split_punctuation(**byte))
    {
        padded.extend_from_slice(&bytes[copied..at]);
        padded.extend_from_slice(&[b' ', byte, b' ']);
        copied = at + 1;
    }
    padded.extend_from_slice(&bytes[copied..]);
    padded.push(b' ');
    padded
}

fn thirteen_a(line: &str) -> String {
    let mut line = Cow::Borrowed(line);
    if line.contains("<skipped>") {
        line = Cow::Owned(line.replace("<skipped>", ""));
    }
    if line.contains('\n') {
        line = Cow::Owned(line.replace("-\n", "").replace('\n', " "));
    }
    let line = resolve_entities(line);
    String::from_utf8(split_numeric_punctuation(pad(&line)))
        .expect("only ASCII was put in, between characters")
}

fn international(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let chars = replace_pairs(
        &chars,
        |first, second| is_punctuation(second) && !is_number(first),
        |first, second| [first, ' ', second, ' '],
    );
    let chars = replace_pairs(
        &chars,
        |first, second| is_punctuation(first) && !is_number(second),
        |first, second| [' ', first, ' ', second],
    );
    let mut out = String::with_capacity(chars.len() * 2);
    for c in chars {
        if is_symbol(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// Replaces pairs of neighbours that satisfy `matches`, from left to right without overlap.
fn replace_pairs<T: Copy>(
    text: &[T],
    matches: impl Fn(T, T) -> bool,
    replace: impl Fn(T, T) -> [T; 4],
) -> Vec<T> {
    let mut out = Vec::with_capacity(text.len() + 32);
    let mut copied = 0;
    let mut at = 0;
    while let [first, second, ..] = text[at..] {
        if matches(first, second) {
            out.extend_from_slice(&text[copied..at]);
            out.extend_from_slice(&replace(first, second));
            at += 2;
            copied = at;
        } else {
            at += 1;
        }
    }
    out.extend_from_slice(&text[copied..]);
    out
}

fn is_number(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        group(c) == Some(GeneralCategoryGroup::Number)
    }
}

fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_punctuation() && !is_ascii_symbol(c)
    } else {
        group(c) == Some(GeneralCategoryGroup::Punctuation)
    }
}

fn is_symbol(c: char) -> bool {
    if c.is_ascii() {
        is_ascii_symbol(c)
    } else {
        group(c) == Some(GeneralCategoryGroup::Symbol)
    }
}

const fn is_ascii_symbol(c: char) -> bool {
    matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
}

/// The Unicode group of a character beyond ASCII; `None` at once for the Latin letters.
fn group(c: char) -> Option<GeneralCategoryGroup> {
    let is_latin_letter = matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ');
    (!is_latin_letter).then(|| c.general_category_group())
}

fn characters(line: &str) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for c in line.chars().filter(|&c| !is_python_space(c)) {
        out.extend([c, ' ']);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pysplit::split_whitespace;

    /// Expected tokens are those of sacreBLEU 2.6.0.
    fn assert_tokens(tokenizer: Tokenizer, cases: &[(&str, &str)]) {
        for (line, expected) in cases {
            let tokens: Vec<_> = split_whitespace(&tokenizer.tokenize(line))
                .map(str::to_owned)
                .collect();
            assert_eq!(
                tokens.join(" "),
                *expected,
                "{line:?} by {}",
                tokenizer.name()
            );
        }
    }

    #[test]
    fn thirteen_a_splits_ascii_punctuation_only() {
        assert_tokens(
            Tokenizer::ThirteenA,
            &[
                ("", ""),
                ("År 2024.", "År 2024 ."),
                (
                    "Priset: 3,50 kr (inkl. moms)!",
                    "Priset : 3,50 kr ( inkl . moms ) !",
                ),
                ("1990-talet, 2,5 %", "1990 - talet , 2,5 %"),
                ("ett e-brev från A.B.", "ett e-brev från A . B ."),
                ("”Hej” – sade hon…", "”Hej” – sade hon…"),
                ("&quot;x&quot; &amp;lt; y", "\" x \" < y"),
                ("<skipped>klart", "klart"),
                ("rad-\nbrytning\nhär", "radbrytning här"),
                ("a...b,,c", "a . . . b , , c"),
                ("10\u{a0}000 it's", "10 000 it's"),
            ],
        );
    }

    #[test]
    fn international_splits_all_punctuation_and_symbols() {
        assert_tokens(
            Tokenizer::International,
            &[
                ("År 2024.", "År 2024."),
                ("Slut.", "Slut ."),
                ("”Hej” – sade hon…", "” Hej ” – sade hon …"),
                ("pris 3,50 €5 a+b=c", "pris 3,50 € 5 a + b = c"),
                ("snake_case e-post", "snake _ case e - post"),
                ("½ 2.½ x", "½ 2.½ x"),
            ],
        );
    }

    #[test]
    fn characters_and_whitespace_need_no_rules() {
        assert_tokens(Tokenizer::Characters, &[("å 1\u{1f}b", "å 1 b"), (" ", "")]);
        assert_tokens(Tokenizer::Whitespace, &[("a.b  c\u{a0}d", "a.b c d")]);
    }
}
