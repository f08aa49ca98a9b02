//! Frequent Swedish words and the English words that translate them, by their stems, from
//! `bilingual.tsv`.
//!
//! A [`Row`] is one pair of stems: *sjukhus* and *hospital*. [`swedish_rows`] gives the rows that a
//! Swedish word may stand in, inflected or as the last part of a compound (*barnsjukhusets*);
//! [`english_rows`] those of an English word. Two words translate each other where they share a row.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;
use super::words::{prefix_hashes, word_hash};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    /// Its place in the table.
    pub(crate) number: u32,
    /// The English stem.
    pub(crate) english: &'static str,
}

/// A Swedish word has at most this many bytes beyond its stem in the table.
const LONGEST_ENDING: usize = 7;
/// What inflection adds to the last part of a compound.
const SHORT_ENDING: usize = 3;
/// The first part of a compound, and the stem of its last part, have at least so many.
const LEAST_PART: usize = 4;

/// The rows of a Swedish word in lower case.
pub(crate) fn swedish_rows(word: &str) -> impl Iterator<Item = Row> {
    let tails = (LEAST_PART..word.len().saturating_sub(LEAST_PART - 1))
        .map(|start| &word.as_bytes()[start..]);
    stems(word.as_bytes(), 2, LONGEST_ENDING)
        .chain(tails.flat_map(|tail| stems(tail, LEAST_PART, SHORT_ENDING)))
        .filter_map(|stem| TABLE.swedish.get(&stem))
        .flatten()
        .copied()
}

/// The rows of an English word in lower case.
pub(crate) fn english_rows(word: &str) -> impl Iterator<Item = Row> {
    stems(word.as_bytes(), 2, word.len())
        .filter_map(|stem| TABLE.english.get(&stem))
        .flatten()
        .filter(|row| is_form(word, row.english))
        .copied()
}

/// True for an English word that begins with the stem; a short stem has to be the word but for
/// an *-s*.
pub(crate) fn is_form(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem)
        .is_some_and(|ending| stem.len() > 3 || matches!(ending, "" | "s"))
}

/// The hashes of the beginnings of `word` of at least `least` bytes that leave no more than
/// `ending` of it; one shorter than three bytes only where it is the whole word.
fn stems(word: &[u8], least: usize, ending: usize) -> impl Iterator<Item = u64> {
    let least = word.len().saturating_sub(ending).max(least);
    (1..)
        .zip(prefix_hashes(word))
        .filter(move |&(end, _)| end >= least && (end > 2 || end == word.len()))
        .map(|(_, hash)| hash)
}

/// The rows by the [`word_hash`] of their stem.
struct Table {
    swedish: FxHashMap<u64, Vec<Row>>,
    english: FxHashMap<u64, Vec<Row>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        swedish: FxHashMap::default(),
        english: FxHashMap::default(),
    };
    for (number, [swedish, english]) in (0..).zip(rows::<2>(include_str!("bilingual.tsv"))) {
        let row = Row { number, english };
        let swedish = table.swedish.entry(word_hash(swedish));
        swedish.or_default().push(row);
        let english = table.english.entry(word_hash(english));
        english.or_default().push(row);
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_translate_each_other_share_a_row() {
        for (swedish, english, is_shared) in [
            ("sjukhusets", "hospitals", true),
            ("barnsjukhus", "hospital", true),
            ("aldrig", "never", true),
            ("huvudstaden", "capital", true),
            ("bara", "lonely", false),
            ("", "", false),
            ("å", "a", false),
        ] {
            let rows: Vec<Row> = english_rows(english).collect();
            let shared = swedish_rows(swedish).any(|row| rows.contains(&row));
            assert_eq!(shared, is_shared, "{swedish} {english}");
        }
    }
}
