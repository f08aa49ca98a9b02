//! The part of a text that a line of the baseline shows: the marked places between `⟦` and `⟧`
//! with some words around them.
//!
//! ```text
//! A bid of ⟦$6.3 billion⟧ shows how much Tokyo …
//! ```
//!
//! The marked places are also part of what a finding is known by, so how they are written never
//! changes within a format of the baseline; the words around them may.

use std::fmt;

use crate::finding::Evidence;
use crate::span::Span;

/// A text cut down to its marked places and their surroundings, on one line without tabs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt(String);

impl Excerpt {
    /// The excerpt of `text` around the places of `evidence`; its beginning where there are none.
    #[must_use]
    pub fn new(text: &str, evidence: &[Evidence]) -> Self {
        let spans = merged(evidence);
        let mut excerpt = String::new();
        let Some((first, last)) = spans.first().zip(spans.last()) else {
            excerpt.push_str(&escaped(&head(text, OPENING)));
            return Self(excerpt);
        };
        excerpt.push_str(&escaped(&tail(&text[..first.start], CONTEXT)));
        let mut done = first.start;
        for span in &spans {
            excerpt.push_str(&between(&text[done..span.start]));
            excerpt.push(OPEN);
            excerpt.push_str(&marked(span.of(text)));
            excerpt.push(CLOSE);
            done = span.end;
        }
        excerpt.push_str(&escaped(&head(&text[last.end..], CONTEXT)));
        Self(excerpt)
    }

    /// An excerpt as a line of the baseline has it.
    pub(super) fn from_line(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The marked places in their order, shortened and escaped as in a line.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            let start = position(rest, OPEN)? + OPEN.len_utf8();
            let end = start + position(&rest[start..], CLOSE)?;
            let mark = &rest[start..end];
            rest = &rest[end + CLOSE.len_utf8()..];
            Some(mark)
        })
    }

    /// True when the whole text is one marked place, as when a target is in the wrong language.
    #[must_use]
    pub fn is_all_marked(&self) -> bool {
        let inner = self.0.strip_prefix(OPEN);
        inner.is_some_and(|inner| position(inner, CLOSE) == Some(inner.len() - CLOSE.len_utf8()))
    }

    /// True when both point to the same words, or both to all of a text.
    pub(super) fn points_like(&self, other: &Self) -> bool {
        let is_marked = self.marks().next().is_some();
        is_marked && self.marks().eq(other.marks()) || self.is_all_marked() && other.is_all_marked()
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A marked place as a line has it.
pub(super) fn marked(text: &str) -> String {
    let (chars, room) = (text.chars().count(), MARK_START + MARK_END);
    if chars <= room {
        return escaped(text);
    }
    let start = char_offset(text, MARK_START);
    let end = char_offset(text, chars - MARK_END);
    format!("{} … {}", escaped(&text[..start]), escaped(&text[end..]))
}

/// Text without what divides lines, columns and marked places.
pub(super) fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            '\\' | OPEN | CLOSE => line.extend(['\\', letter]),
            _ => line.push(letter),
        }
    }
    line
}

/// The text behind [`escaped`].
pub(super) fn unescaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next().map(|escaped| match escaped {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => escaped,
            })),
            _ => text.push(letter),
        }
    }
    text
}

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// Characters shown of a text without marked places.
const OPENING: usize = 48;
/// Characters shown before and after the marked places, and on both sides of a gap.
const CONTEXT: usize = 24;
/// Characters kept of the start and the end of a long marked place.
const MARK_START: usize = 40;
const MARK_END: usize = 16;

/// The places in order, those that overlap or are empty joined or left out.
fn merged(evidence: &[Evidence]) -> Vec<Span> {
    let mut spans: Vec<Span> = evidence.iter().map(|item| item.span).collect();
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// The words between two marked places.
fn between(text: &str) -> String {
    if text.chars().count() <= 2 * CONTEXT {
        return escaped(text);
    }
    let (start, end) = (head(text, CONTEXT), tail(text, CONTEXT));
    // One mark for the gap is enough.
    escaped(&format!("{start}{}", end.trim_start_matches('…')))
}

/// The first words, up to so many characters, with a mark where there is more.
fn head(text: &str, chars: usize) -> String {
    let cut = char_offset(text, chars);
    if cut == text.len() {
        return text.to_owned();
    }
    let end = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!("{} …", &text[..end])
}

/// The last words, up to so many characters, with a mark where there is more.
fn tail(text: &str, chars: usize) -> String {
    let cut = char_offset(text, text.chars().count().saturating_sub(chars));
    if cut == 0 {
        return text.to_owned();
    }
    let start = text[cut..]
        .find(char::is_whitespace)
        .map_or(cut, |at| cut + at);
    format!("…{}", &text[start..])
}

/// The byte at which character `index` begins; the end of the text beyond the last.
fn char_offset(text: &str, index: usize) -> usize {
    let nth = text.char_indices().nth(index);
    nth.map_or(text.len(), |(at, _)| at)
}

/// The first `letter` that no backslash escapes.
fn position(line: &str, letter: char) -> Option<usize> {
    let mut is_escaped = false;
    line.char_indices().find_map(|(at, other)| {
        let is_it = other == letter && !is_escaped;
        is_escaped = other == '\\' && !is_escaped;
        is_it.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt of `text` with its `<places>` marked.
    fn excerpt(text: &str) -> Excerpt {
        let mut plain = String::new();
        let mut places = Vec::new();
        for letter in text.chars() {
            match letter {
                '<' => places.push(Span::new(plain.len(), plain.len())),
                '>' => {
                    if let Some(place) = places.last_mut() {
                        place.end = plain.len();
                    }
                }
                _ => plain.push(letter),
            }
        }
        let evidence: Vec<Evidence> = places
            .into_iter()
            .map(|place| Evidence::new(place, &plain))
            .collect();
        Excerpt::new(&plain, &evidence)
    }

    #[test]
    fn shows_places_in_their_surroundings() {
        for (text, expected) in [
            ("<6,3 miljarder> kronor", "⟦6,3 miljarder⟧ kronor"),
            ("Det kostade <5> och <7> kr", "Det kostade ⟦5⟧ och ⟦7⟧ kr"),
            ("", ""),
            ("Slut<>", "Slut"),
            (
                "Enligt den senaste rapporten från myndigheten kostade det <5> kronor",
                "… kostade det ⟦5⟧ kronor",
            ),
            (
                "<Ett> hus som stod tomt i många år trots att det låg i en stad med stor brist på bostäder, <två>",
                "⟦Ett⟧ hus som stod tomt i … brist på bostäder, ⟦två⟧",
            ),
            (
                "Kommittén gav sitt besked i går efter ett långt möte om budgeten",
                "Kommittén gav sitt besked i går efter ett långt …",
            ),
            ("a\tb\\⟦<c⟧>", "a\\tb\\\\\\⟦⟦c\\⟧⟧"),
        ] {
            assert_eq!(excerpt(text).to_string(), expected);
        }
    }

    #[test]
    fn knows_its_places_again() {
        for (text, expected) in [
            ("<6,3> och <a⟧b> kr", "6,3|a\\⟧b"),
            ("inget", ""),
            (
                "<en hel mening som är så lång att bara början och slutet av den får plats>",
                "en hel mening som är så lång att bara bö … av den får plats",
            ),
        ] {
            let excerpt = excerpt(text);
            assert_eq!(excerpt.marks().collect::<Vec<_>>().join("|"), expected);
        }
        for text in ["a\tb\r\n", "\\t", "⟦x⟧", "Åsa"] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
    }

    #[test]
    fn points_to_the_same_words_or_to_all() {
        for (one, other, expected) in [
            ("det <5> kr", "nu <5> kronor", true),
            ("det <5> kr", "det <6> kr", false),
            ("det", "det", false),
            ("<allt detta>", "<allt detta och mer>", true),
            ("<allt detta>", "<allt> detta", false),
        ] {
            assert_eq!(excerpt(one).points_like(&excerpt(other)), expected, "{one}");
        }
    }
}
