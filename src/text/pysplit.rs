//! White space as Python's `str.split()` sees it, which is how the reference tools of the field
//! cut text into tokens.
//!
//! Python splits at Unicode `White_Space` and at the four information separators U+001C..U+001F;
//! [`char::is_whitespace`] lacks those four and agrees on everything else. So a no-break space or
//! a thin space separates tokens (`10 000` is two), a zero-width space or a soft hyphen does not.
//!
//! ```
//! use parvis::text::pysplit::{split_whitespace, trim_end};
//! let tokens: Vec<_> = split_whitespace("10\u{a0}000\u{1f}kronor ").collect();
//! assert_eq!(tokens, ["10", "000", "kronor"]);
//! assert_eq!(trim_end("klart \u{1c}\r"), "klart");
//! ```

/// True for the code points at which Python's `str.split()` splits.
#[must_use]
pub fn is_python_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The maximal runs of text without white space, in order; never an empty one.
pub fn split_whitespace(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_python_space)
        .filter(|token| !token.is_empty())
}

/// `text` without white space at its end, as Python's `str.rstrip()`.
#[must_use]
pub fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_python_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_where_python_splits() {
        for (text, tokens) in [
            ("", &[][..]),
            (" \t\u{1c}\u{1d}\u{1e}\u{1f}\u{85}\u{2028}\u{3000}", &[]),
            ("en två", &["en", "två"]),
            ("a\u{1c}b\u{1f}c", &["a", "b", "c"]),
            ("10\u{a0}000\u{202f}kr", &["10", "000", "kr"]),
            (
                "noll\u{200b}bredd mjukt\u{ad}streck",
                &["noll\u{200b}bredd", "mjukt\u{ad}streck"],
            ),
        ] {
            assert_eq!(
                split_whitespace(text).collect::<Vec<_>>(),
                tokens,
                "{text:?}"
            );
        }
    }

    #[test]
    fn differs_from_rust_in_four_code_points_only() {
        let extra: Vec<char> = ('\0'..=char::MAX)
            .filter(|&c| is_python_space(c) != c.is_whitespace())
            .collect();
        assert_eq!(extra, ['\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}']);
    }
}
