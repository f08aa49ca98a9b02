//! What a text and its translation are likely to share, as numbers that compare at once: values,
//! names, cognates, acronyms and frequent words with their translations.
//!
//! *Volvo sålde 3 000 bilar* and *Volvo sold 3,000 cars* share the value 3000, the name and, by the
//! table of frequent words, *bil* and *car*. An [`Anchor`] is a hash of what is shared; nothing is
//! compared here. The aligner and the alignment checks read them, on demand: no other check does.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::Annotated;
use super::entity::Shape;
use crate::lexicon::bilingual::{english_rows, swedish_rows};
use crate::locale::Language;
use crate::text::token::{Token, TokenKind};

/// What an anchor is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKind {
    /// The value of a quantity.
    Number,
    /// Something in the gazetteer.
    Name,
    /// The beginning of a word with a capital that means something, or an acronym.
    Capital,
    /// The beginning of another longer word, which a cognate shares.
    Cognate,
    /// A row of the table of frequent words.
    Word,
    /// A question mark, an exclamation mark, a quotation mark, a bracket.
    Mark,
}

/// Something that a translation is likely to have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// Equal for what agrees; the two sides may differ in kind.
    pub key: u64,
    /// What it is made of.
    pub kind: AnchorKind,
    /// True for a further reading of something that has an anchor already.
    pub is_alternative: bool,
}

/// The anchors of a text, sorted by key; every key once.
#[must_use]
pub fn anchors(side: &Annotated<'_>) -> Vec<Anchor> {
    let mut found = Vec::with_capacity(2 * side.tokens.len());
    push_numbers(side, &mut found);
    push_names(side, &mut found);
    push_words(side, &mut found);
    push_marks(side, &mut found);
    found.sort_unstable();
    found.dedup_by_key(|anchor| anchor.key);
    found
}

/// The first four letters as one number, with the letters that Swedish and English spell
/// differently in cognates made equal: *kritik* and *critique*, *teori* and *theory*. 0 for a
/// shorter word.
pub(crate) fn folded_beginning(lower: &str) -> u32 {
    let (mut folded, mut count, mut previous) = (0, 0, ' ');
    for letter in lower.chars() {
        let is_mute = letter == 'h' && matches!(previous, 'c' | 't' | 'r');
        previous = folded_letter(letter);
        if is_mute {
            continue;
        }
        folded = (folded << 8) | (u32::from(previous) & 0xFF);
        count += 1;
        if count == 4 {
            return folded;
        }
    }
    0
}

const fn folded_letter(letter: char) -> char {
    match letter {
        'å' | 'ä' | 'à' | 'á' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        'k' | 'q' => 'c',
        'z' => 's',
        'w' => 'v',
        other => other,
    }
}

/// Kinds of key, so that a year and a row of the table with the same number differ.
#[derive(Hash)]
enum Key<'k> {
    Value(&'k str),
    Entry(&'k str),
    Beginning(u32),
    Acronym(&'k str),
    Row(u32),
    Mark(char),
}

impl Key<'_> {
    fn number(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

fn push(found: &mut Vec<Anchor>, key: &Key<'_>, kind: AnchorKind, is_alternative: bool) {
    found.push(Anchor {
        key: key.number(),
        kind,
        is_alternative,
    });
}

fn push_numbers(side: &Annotated<'_>, found: &mut Vec<Anchor>) {
    for quantity in side.quantities.iter().filter(|quantity| !quantity.is_weak) {
        for (at, reading) in quantity.readings.iter().enumerate() {
            let value = reading.canonical_value();
            push(found, &Key::Value(&value), AnchorKind::Number, at > 0);
        }
    }
}

fn push_names(side: &Annotated<'_>, found: &mut Vec<Anchor>) {
    for entity in &side.entities {
        for (at, &id) in entity.entries.iter().enumerate() {
            let entry = side.gazetteer.entry(id);
            let is_alternative = at > 0 || entity.is_weak;
            let key = Key::Entry(&entry.id);
            push(found, &key, AnchorKind::Name, is_alternative);
        }
    }
}

fn push_words(side: &Annotated<'_>, found: &mut Vec<Anchor>) {
    for word in &side.words.list {
        let lower = word.span.of(&side.lower);
        let beginning = folded_beginning(lower);
        let is_capital = word.shape >= Shape::Titled;
        if beginning != 0 {
            let kind = if is_capital {
                AnchorKind::Capital
            } else {
                AnchorKind::Cognate
            };
            push(found, &Key::Beginning(beginning), kind, false);
        } else if word.shape == Shape::Acronym {
            let key = Key::Acronym(lower);
            push(found, &key, AnchorKind::Capital, false);
        }
        if !is_capital {
            push_rows(lower, side.lang, found);
        }
    }
}

fn push_rows(lower: &str, lang: Language, found: &mut Vec<Anchor>) {
    let mut is_alternative = false;
    let mut push_row = |number| {
        push(found, &Key::Row(number), AnchorKind::Word, is_alternative);
        is_alternative = true;
    };
    match lang {
        Language::Swedish => swedish_rows(lower).for_each(|row| push_row(row.number)),
        Language::English => english_rows(lower).for_each(|row| push_row(row.number)),
    }
}

fn push_marks(side: &Annotated<'_>, found: &mut Vec<Anchor>) {
    let is_mark = |token: &&Token| token.kind == TokenKind::Mark;
    for token in side.tokens.iter().filter(is_mark) {
        let mark = match token.span.of(side.text) {
            "?" => '?',
            "!" => '!',
            "(" | "[" => '(',
            "\"" | "”" | "“" | "»" | "«" => '"',
            ";" => ';',
            _ => continue,
        };
        push(found, &Key::Mark(mark), AnchorKind::Mark, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;

    /// How many keys of the two texts agree, and the kinds of those, mildest first.
    fn shared(sv: &str, en: &str) -> Vec<AnchorKind> {
        let annotator = Annotator::new();
        let english = anchors(&annotator.annotate(en, Language::English));
        let mut kinds: Vec<AnchorKind> = anchors(&annotator.annotate(sv, Language::Swedish))
            .into_iter()
            .filter(|anchor| english.iter().any(|other| other.key == anchor.key))
            .map(|anchor| anchor.kind)
            .collect();
        kinds.sort_unstable();
        kinds
    }

    #[test]
    fn finds_what_both_texts_have() {
        use AnchorKind::{Capital, Cognate, Mark, Name, Number, Word};
        for (sv, en, expected) in [
            ("3 000", "3,000", &[Number][..]),
            ("tjugofem", "25", &[Number]),
            ("i Nederländerna", "in the Netherlands", &[Name]),
            ("om Bråvik", "on Bråvik", &[Capital]),
            ("en sträng kritik", "a harsh critique", &[Cognate]),
            ("bara läkare", "only doctors", &[Word, Word]),
            ("Var?", "Where?", &[Mark]),
            ("han är här", "the sun sets", &[]),
            ("", "", &[]),
        ] {
            assert_eq!(shared(sv, en), expected, "{sv} | {en}");
        }
    }

    #[test]
    fn every_key_stands_once() {
        let annotator = Annotator::new();
        let text = "Kritik, kritik och åter kritik (1990, 1990).";
        let mut keys: Vec<u64> = anchors(&annotator.annotate(text, Language::Swedish))
            .iter()
            .map(|anchor| anchor.key)
            .collect();
        let len = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), len);
    }
}
