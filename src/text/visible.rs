//! Text for a screen: what would move the cursor, colour the screen or turn the direction of
//! writing becomes a picture of itself. A file that is checked may hold anything.

use std::borrow::Cow;

/// `letter`, or a picture of it where it acts on the screen.
#[must_use]
pub fn visible(letter: char) -> char {
    match letter {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('␀'),
        '\x7F' => '␡',
        '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        '\u{2028}' | '\u{2029}' => '␤',
        _ => letter,
    }
}

/// `text` with pictures for the characters that act on the screen.
///
/// ```
/// use parvis::text::visible::visible_text;
/// assert_eq!(visible_text("a\x1B[31m\0"), "a␛[31m␀");
/// ```
#[must_use]
pub fn visible_text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| visible(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}
