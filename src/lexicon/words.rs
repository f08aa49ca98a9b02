//! What is known of a word by its look alone: which language it belongs to.
//!
//! The lists hold words that are common in one language and are not words of the other, so a
//! single hit means something: `the` is English wherever it stands, `man`, `i` and `for` say
//! nothing and are in a list of their own. Written for this project; the lists are sorted, one word a line.

use std::sync::LazyLock;

/// What a word can be a sign of; a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass(u16);

impl WordClass {
    /// Nothing is known.
    pub const NONE: Self = Self(0);
    /// A Swedish word of grammar that is not English.
    pub const SWEDISH_FUNCTION: Self = Self(1);
    /// A frequent Swedish word that is not English.
    pub const SWEDISH_COMMON: Self = Self(1 << 1);
    /// An English word of grammar that is not Swedish.
    pub const ENGLISH_FUNCTION: Self = Self(1 << 2);
    /// A frequent English word that is not Swedish.
    pub const ENGLISH_COMMON: Self = Self(1 << 3);
    /// A frequent Danish or Norwegian word that is neither Swedish nor English.
    pub const NORDIC: Self = Self(1 << 4);
    /// A word of grammar in another European language.
    pub const OTHER: Self = Self(1 << 5);
    /// A Swedish word that Danish or Norwegian has too, and English has not.
    pub const SCANDINAVIAN: Self = Self(1 << 6);
    /// A word of grammar in Swedish or English that the other language has with another meaning:
    /// *for*, *i*, *man*.
    pub const SHARED: Self = Self(1 << 7);
    /// A Swedish word that denies: *inte*, *aldrig*.
    pub const SWEDISH_NEGATOR: Self = Self(1 << 8);
    /// A word that can take the place of a negation: *saknar*, *knappt*, *fail*, *without*.
    pub const NEGATIVE: Self = Self(1 << 9);
    /// A negative word that only another negative word or a negation can render: *without*,
    /// *unable*.
    pub const FIRM: Self = Self(1 << 10);
    /// An English word that denies: *not*, *never*; a Swedish *not* is a note.
    pub const ENGLISH_NEGATOR: Self = Self(1 << 11);

    /// Any sign of Swedish.
    pub const SWEDISH: Self = Self::SWEDISH_ALONE.with(Self::SCANDINAVIAN);
    /// A sign of Swedish that is none of Danish or Norwegian.
    pub const SWEDISH_ALONE: Self = Self::SWEDISH_FUNCTION.with(Self::SWEDISH_COMMON);
    /// Any sign of English.
    pub const ENGLISH: Self = Self::ENGLISH_FUNCTION.with(Self::ENGLISH_COMMON);
    /// Any sign of a third language.
    pub const THIRD: Self = Self::NORDIC.with(Self::OTHER);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the sets share a sign.
    #[must_use]
    pub const fn is_any_of(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Hashes a lower-case word (FNV-1a, 64 bits): equal words, equal hashes; that two different
/// words of a run share one is less likely than a memory fault.
#[must_use]
pub fn word_hash(lower: &str) -> u64 {
    prefix_hashes(lower.as_bytes()).last().unwrap_or(EMPTY_HASH)
}

/// The [`word_hash`]es of the beginnings of a word, by length in bytes, from one byte on. Those
/// that cut a letter in two are the hash of no word.
pub(crate) fn prefix_hashes(lower: &[u8]) -> impl Iterator<Item = u64> {
    lower.iter().scan(EMPTY_HASH, |hash, &byte| {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Some(*hash)
    })
}

/// The [`word_hash`] of nothing.
const EMPTY_HASH: u64 = 0xcbf2_9ce4_8422_2325;

/// The class of the word with this [`word_hash`].
#[must_use]
pub fn class_of(hash: u64) -> WordClass {
    TABLE.get(hash)
}

static LISTS: [(WordClass, &str); 8] = [
    (
        WordClass::SWEDISH_FUNCTION,
        include_str!("words/sv_function.txt"),
    ),
    (
        WordClass::SWEDISH_COMMON,
        include_str!("words/sv_common.txt"),
    ),
    (
        WordClass::ENGLISH_FUNCTION,
        include_str!("words/en_function.txt"),
    ),
    (
        WordClass::ENGLISH_COMMON,
        include_str!("words/en_common.txt"),
    ),
    (
        WordClass::SCANDINAVIAN,
        include_str!("words/scandinavian.txt"),
    ),
    (WordClass::NORDIC, include_str!("words/nordic.txt")),
    (WordClass::SHARED, include_str!("words/shared.txt")),
    (WordClass::OTHER, include_str!("words/other.txt")),
];

/// Word, language and class between tabs.
static NEGATION: &str = include_str!("negation.tsv");

fn negations() -> impl Iterator<Item = (&'static str, WordClass)> {
    NEGATION.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let word = fields.next()?;
        let class = match (fields.next()?, fields.next()?) {
            ("sv", "negator") => WordClass::SWEDISH_NEGATOR,
            (_, "negator") => WordClass::ENGLISH_NEGATOR,
            (_, "firm") => WordClass::NEGATIVE.with(WordClass::FIRM),
            _ => WordClass::NEGATIVE,
        };
        Some((word, class))
    })
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::from_lists);

/// Open addressing over word hashes: every word of every text is looked up, and most are in no
/// list, so a miss has to cost one probe.
struct Table {
    slots: Vec<(u64, WordClass)>,
    mask: usize,
}

impl Table {
    fn from_lists() -> Self {
        let listed = LISTS.iter().map(|(_, list)| list.lines().count());
        let words = listed.sum::<usize>() + NEGATION.lines().count();
        let size = (words * 4).next_power_of_two();
        let mut table = Self {
            slots: vec![(0, WordClass::NONE); size],
            mask: size - 1,
        };
        for (class, list) in &LISTS {
            for word in list.lines() {
                table.insert(word_hash(word), *class);
            }
        }
        for (word, class) in negations() {
            table.insert(word_hash(word), class);
        }
        table
    }

    fn insert(&mut self, hash: u64, class: WordClass) {
        let slot = self.slot_of(hash);
        self.slots[slot] = (hash, self.slots[slot].1.with(class));
    }

    fn get(&self, hash: u64) -> WordClass {
        self.slots[self.slot_of(hash)].1
    }

    /// The slot that holds `hash`, else the free one where it belongs.
    #[allow(clippy::cast_possible_truncation)] // the high bits are folded in first
    fn slot_of(&self, hash: u64) -> usize {
        let mut slot = (hash ^ (hash >> 32)) as usize & self.mask;
        while self.slots[slot].1 != WordClass::NONE && self.slots[slot].0 != hash {
            slot = (slot + 1) & self.mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(word: &str) -> WordClass {
        class_of(word_hash(word))
    }

    #[test]
    fn knows_signs_of_each_language() {
        assert_eq!(class("och"), WordClass::SWEDISH_FUNCTION);
        assert_eq!(class("the"), WordClass::ENGLISH_FUNCTION);
        assert!(class("inte").is_any_of(WordClass::SWEDISH_NEGATOR));
        assert_eq!(class("ikke"), WordClass::NORDIC);
        assert_eq!(class("nicht"), WordClass::OTHER);
        assert_eq!(class("for"), WordClass::SHARED);
        for unknown in ["film", "zebra", ""] {
            assert_eq!(class(unknown), WordClass::NONE, "{unknown}");
        }
    }

    #[test]
    fn lists_are_sorted_and_no_word_is_in_two() {
        let mut all = Vec::new();
        for (_, list) in &LISTS {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{list:.40}");
            all.extend(words);
        }
        assert!(NEGATION.lines().is_sorted_by(|a, b| a < b));
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
