//! Words as small numbers, so that comparing two words is comparing two integers.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::text::pysplit::split_whitespace;

/// Numbers words in the order in which they are first seen, from 1.
///
/// ```
/// use parvis::text::vocabulary::Vocabulary;
/// let mut words = Vocabulary::default();
/// assert_eq!(words.numbers("en katt och en hund"), [1, 2, 3, 1, 4]);
/// ```
#[derive(Debug, Default)]
pub struct Vocabulary<'t> {
    numbers: HashMap<&'t str, u32, FxBuildHasher>,
}

impl<'t> Vocabulary<'t> {
    /// The number of `word`, a new one if it has not been seen before.
    pub fn number(&mut self, word: &'t str) -> u32 {
        let next = u32::try_from(self.numbers.len() + 1).unwrap_or(u32::MAX);
        *self.numbers.entry(word).or_insert(next)
    }

    /// The numbers of the words of `text`, split at white space.
    pub fn numbers(&mut self, text: &'t str) -> Vec<u32> {
        split_whitespace(text)
            .map(|word| self.number(word))
            .collect()
    }

    /// Number of different words seen.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.numbers.len()
    }
}
