//! n-grams of characters and words as sorted integer keys, and how many two texts share.
//!
//! Every position of a text becomes one key that holds the symbols from there on, the first in
//! the highest bits, with zeros where the text has ended. Sorted, all n-grams of every order lie
//! in groups: two neighbours that agree in their first `n` slots begin with the same n-gram. One
//! sort and one merge therefore count the matches of *all* orders, where a table of n-grams would
//! be filled and searched once for each order.
//!
//! ```
//! use parvis::text::ngram::{CharKeys, Matches};
//! let (a, b) = (CharKeys::new("hejsan".chars()), CharKeys::new("hejdå".chars()));
//! // Shared: h, e, j; he, ej; hej.
//! assert_eq!(a.matches(&b), [3, 2, 1, 0, 0, 0] as Matches<6>);
//! ```

use crate::text::pysplit::is_python_space;

/// Matches per order: element `n - 1` is the number of n-grams that two texts share, each counted
/// as often as it occurs in both.
pub type Matches<const N: usize> = [u32; N];

/// Longest character n-gram that a key holds.
pub const MAX_CHAR_ORDER: usize = 6;
/// Longest word n-gram that a key holds.
pub const MAX_WORD_ORDER: usize = 4;

/// The character n-grams of one text, orders 1 to [`MAX_CHAR_ORDER`].
#[derive(Clone, Debug)]
pub struct CharKeys(Repertoire);

/// Keys of 64 bits serve text in the Latin script with common punctuation; anything else takes
/// 128 bits. Characters must come along for the case that the other text needs the wide form.
#[derive(Clone, Debug)]
enum Repertoire {
    Narrow(Vec<Narrow>),
    Wide(Vec<Wide>),
}

impl CharKeys {
    /// The n-grams over `chars`, white space included where it is passed in.
    #[must_use]
    pub fn new(chars: impl Iterator<Item = char>) -> Self {
        let chars: Vec<char> = chars.collect();
        let mut ids = Vec::with_capacity(chars.len());
        ids.extend(chars.iter().map_while(|&c| narrow_id(c)));
        Self(if ids.len() == chars.len() {
            Repertoire::Narrow(sorted_keys(&ids))
        } else {
            Repertoire::Wide(sorted_keys(&wide_ids(&chars)))
        })
    }

    /// The n-grams over the characters of `text` that are not white space.
    #[must_use]
    pub fn without_spaces(text: &str) -> Self {
        Self::new(text.chars().filter(|&c| !is_python_space(c)))
    }

    /// Number of characters, which is the number of 1-grams.
    #[must_use]
    pub fn char_len(&self) -> usize {
        match &self.0 {
            Repertoire::Narrow(keys) => keys.len(),
            Repertoire::Wide(keys) => keys.len(),
        }
    }

    /// How many n-grams of each order the two texts share.
    #[must_use]
    pub fn matches(&self, other: &Self) -> Matches<MAX_CHAR_ORDER> {
        match (&self.0, &other.0) {
            (Repertoire::Narrow(a), Repertoire::Narrow(b)) => shared_ngrams(a, b),
            _ => shared_ngrams(&self.widened(), &other.widened()),
        }
    }

    fn widened(&self) -> Vec<Wide> {
        match &self.0 {
            Repertoire::Narrow(keys) => {
                let mut wide: Vec<Wide> = keys.iter().map(|key| key.widen()).collect();
                wide.sort_unstable();
                wide
            }
            Repertoire::Wide(keys) => keys.clone(),
        }
    }
}

/// The word n-grams of one text, orders 1 to [`MAX_WORD_ORDER`], over word numbers that the
/// caller hands out: equal words, equal numbers, none of them 0.
#[derive(Clone, Debug)]
pub struct WordKeys(Vec<Words>);

impl WordKeys {
    /// The n-grams over `words`.
    #[must_use]
    pub fn new(words: &[u32]) -> Self {
        debug_assert!(!words.contains(&0), "0 marks the end of the text");
        let ids: Vec<u128> = words.iter().map(|&word| u128::from(word)).collect();
        Self(sorted_keys(&ids))
    }

    /// Number of words, which is the number of 1-grams.
    #[must_use]
    pub fn word_len(&self) -> usize {
        self.0.len()
    }

    /// How many n-grams of each order the two texts share.
    #[must_use]
    pub fn matches(&self, other: &Self) -> Matches<MAX_WORD_ORDER> {
        shared_ngrams(&self.0, &other.0)
    }

    /// How many n-grams of each order occur in any of `references`, each counted at most as often
    /// as in the reference that has it most often (the clipping of BLEU).
    #[must_use]
    pub fn clipped_matches(&self, references: &[Self]) -> Matches<MAX_WORD_ORDER> {
        if let [only] = references {
            return self.matches(only);
        }
        let sides = 1 + references.len();
        let mut all: Vec<(Words, usize)> = Vec::new();
        all.extend(self.0.iter().map(|&key| (key, 0)));
        for (side, reference) in (1..).zip(references) {
            all.extend(reference.0.iter().map(|&key| (key, side)));
        }
        all.sort_unstable();
        let mut matches = [0; MAX_WORD_ORDER];
        let mut open = vec![0; sides * MAX_WORD_ORDER];
        let mut close = |open: &mut [u32], from: usize| {
            for (order, counts) in open.chunks_exact_mut(sides).enumerate().skip(from) {
                let most = counts[1..].iter().copied().max().unwrap_or(0);
                matches[order] += counts[0].min(most);
                counts.fill(0);
            }
        };
        let mut previous = Words(0);
        for (key, side) in all {
            close(&mut open, previous.shared_slots(key));
            for order in 0..key.slots() {
                open[order * sides + side] += 1;
            }
            previous = key;
        }
        close(&mut open, 0);
        matches
    }
}

/// A position of a text: its next symbols in slots from the highest bits down, 0 past the end.
trait Key: Copy + Ord {
    type Bits: Copy;
    /// The key of `symbol` followed by what `next`, the key one position later, begins with.
    fn prepend(symbol: Self::Bits, next: Self) -> Self;
    fn end() -> Self;
    /// Number of leading slots in which the two agree.
    fn shared_slots(self, other: Self) -> usize;
    /// Number of slots that hold a symbol.
    fn slots(self) -> usize;
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $bits:ty, slots: $slots:expr, width: $width:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        struct $name($bits);

        impl Key for $name {
            type Bits = $bits;

            fn prepend(symbol: $bits, next: Self) -> Self {
                let unused = <$bits>::BITS - $slots * $width;
                let kept = next.0 >> $width >> unused << unused;
                Self(symbol << (<$bits>::BITS - $width) | kept)
            }

            fn end() -> Self {
                Self(0)
            }

            fn shared_slots(self, other: Self) -> usize {
                ((self.0 ^ other.0).leading_zeros() / $width).min($slots) as usize
            }

            fn slots(self) -> usize {
                if self.0 == 0 {
                    return 0;
                }
                ((<$bits>::BITS - 1 - self.0.trailing_zeros()) / $width + 1) as usize
            }
        }
    };
}

key!(
    /// Six characters of ten bits.
    Narrow, u64, slots: 6, width: 10
);
key!(
    /// Six characters of 21 bits: every code point, shifted by one to keep 0 free.
    Wide, u128, slots: 6, width: 21
);
key!(
    /// Four words of 32 bits.
    Words, u128, slots: 4, width: 32
);

impl Narrow {
    fn widen(self) -> Wide {
        let slot = |n: u32| self.0 >> (54 - 10 * n) & 0x3ff;
        (0..6).rev().fold(Wide::end(), |next, n| match slot(n) {
            0 => next,
            id => Wide::prepend(u128::from(u32::from(narrow_char(id))) + 1, next),
        })
    }
}

/// The blocks that ten bits can number: Latin with its diacritics, general punctuation, common
/// currency signs and the minus sign; each with the number of its first character.
const NARROW_BLOCKS: [(u32, u32, u64); 4] = [
    (0, 0x36f, 1),
    (0x2000, 0x206f, 881),
    (0x20a0, 0x20bd, 993),
    (0x2212, 0x2212, 1023),
];

fn narrow_id(c: char) -> Option<u64> {
    let code = u32::from(c);
    // Nearly all characters are in the first block.
    if code <= NARROW_BLOCKS[0].1 {
        return Some(u64::from(code) + 1);
    }
    let (first, _, id) = NARROW_BLOCKS
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&code))?;
    Some(id + u64::from(code - first))
}

fn narrow_char(id: u64) -> char {
    let block = NARROW_BLOCKS.iter().rev().find(|block| block.2 <= id);
    let code = block.map(|(first, _, from)| u64::from(*first) + id - from);
    code.and_then(|code| u32::try_from(code).ok())
        .and_then(char::from_u32)
        .expect("a number that narrow_id gave out")
}

fn wide_ids(chars: &[char]) -> Vec<u128> {
    chars
        .iter()
        .map(|&c| u128::from(u32::from(c)) + 1)
        .collect()
}

fn sorted_keys<K: Key>(symbols: &[K::Bits]) -> Vec<K> {
    let mut next = K::end();
    let mut keys: Vec<K> = symbols
        .iter()
        .rev()
        .map(|&symbol| {
            next = K::prepend(symbol, next);
            next
        })
        .collect();
    keys.sort_unstable();
    keys
}

/// For every group of equal n-grams in two sorted lists, the smaller count, summed by order.
fn shared_ngrams<K: Key, const N: usize>(a: &[K], b: &[K]) -> Matches<N> {
    if a.len().max(b.len()) <= LANE_MAX {
        shared_ngrams_in_lanes(a, b)
    } else {
        shared_ngrams_of_any_len(a, b)
    }
}

/// Bits of a counter: six fit into 64 bits.
const LANE_BITS: usize = 10;
const LANE_MAX: usize = (1 << LANE_BITS) - 1;

/// Lanes below `order`, each holding `value`.
const fn lanes(order: usize, value: u64) -> u64 {
    let mut lanes = 0;
    let mut lane = 0;
    while lane < order {
        lanes |= value << (lane * LANE_BITS);
        lane += 1;
    }
    lanes
}

/// Walks two sorted lists in one order: the key, and whether it is of the second list.
fn merge<K: Key>(a: &[K], b: &[K], mut visit: impl FnMut(K, bool)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let from_b = b[j] < a[i];
        visit(if from_b { b[j] } else { a[i] }, from_b);
        i += usize::from(!from_b);
        j += usize::from(from_b);
    }
    a[i..].iter().for_each(|&key| visit(key, false));
    b[j..].iter().for_each(|&key| visit(key, true));
}

/// With the counters of all orders side by side in one integer. Most n-grams occur once, so that
/// the smaller counts of all orders are one `&`.
fn shared_ngrams_in_lanes<K: Key, const N: usize>(a: &[K], b: &[K]) -> Matches<N> {
    const { assert!(N * LANE_BITS <= 64) };
    let below: [u64; 8] = const {
        let mut below = [0; 8];
        let mut order = 0;
        while order < 8 {
            below[order] = lanes(if order < 6 { order } else { 6 }, LANE_MAX as u64);
            order += 1;
        }
        below
    };
    let ones = lanes(6, 1);
    let mut open = [0_u64; 2];
    let mut matched = 0_u64;
    let mut close = |open: [u64; 2]| {
        if (open[0] | open[1]) & !ones == 0 {
            matched += open[0] & open[1];
        } else {
            for lane in (0..N).map(|order| order * LANE_BITS) {
                let count = |open: u64| open >> lane & LANE_MAX as u64;
                matched += count(open[0]).min(count(open[1])) << lane;
            }
        }
    };
    let mut previous = K::end();
    merge(a, b, |key, from_b| {
        let kept = below[previous.shared_slots(key) & 7];
        close(open.map(|counts| counts & !kept));
        open = open.map(|counts| counts & kept);
        open[usize::from(from_b)] += ones & below[key.slots() & 7];
        previous = key;
    });
    close(open);
    std::array::from_fn(|order| (matched >> (order * LANE_BITS) & LANE_MAX as u64) as u32)
}

fn shared_ngrams_of_any_len<K: Key, const N: usize>(a: &[K], b: &[K]) -> Matches<N> {
    let mut matches = [0; N];
    let mut open = [[0_u32; 2]; N];
    let mut previous = K::end();
    merge(a, b, |key, from_b| {
        for order in previous.shared_slots(key)..N {
            matches[order] += open[order][0].min(open[order][1]);
            open[order] = [0, 0];
        }
        for counts in &mut open[..key.slots().min(N)] {
            counts[usize::from(from_b)] += 1;
        }
        previous = key;
    });
    for (matched, counts) in matches.iter_mut().zip(open) {
        *matched += counts[0].min(counts[1]);
    }
    matches
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn counted<T: Ord + Clone>(symbols: &[T], order: usize) -> BTreeMap<Vec<T>, u32> {
        let mut counts = BTreeMap::new();
        for gram in symbols.windows(order) {
            *counts.entry(gram.to_vec()).or_insert(0) += 1;
        }
        counts
    }

    /// The definition, order by order: the sum of the smaller counts.
    fn defined<T: Ord + Clone, const N: usize>(a: &[T], b: &[T]) -> Matches<N> {
        std::array::from_fn(|n| {
            let (a, b) = (counted(a, n + 1), counted(b, n + 1));
            a.iter()
                .filter_map(|(gram, count)| b.get(gram).map(|other| count.min(other)))
                .sum()
        })
    }

    #[test]
    fn key_counts_its_symbols() {
        let keys: Vec<Words> = sorted_keys(&[7, 8, 9, 10, 11]);
        let mut slots: Vec<usize> = keys.iter().map(|key| key.slots()).collect();
        slots.sort_unstable();
        assert_eq!(slots, [1, 2, 3, 4, 4]);
        assert_eq!(Words::end().slots(), 0);
    }

    #[test]
    fn every_narrow_number_goes_back_to_its_character() {
        for c in ('\0'..='\u{3fff}').filter(|&c| narrow_id(c).is_some()) {
            assert_eq!(narrow_id(c).map(narrow_char), Some(c));
        }
        assert_eq!(narrow_id('日'), None);
    }

    #[test]
    fn long_texts_are_counted_too() {
        let (a, b) = ("ab".repeat(600), "ab".repeat(700));
        let matches = CharKeys::new(a.chars()).matches(&CharKeys::new(b.chars()));
        assert_eq!(matches, [1200, 1199, 1198, 1197, 1196, 1195]);
    }

    #[test]
    fn clips_at_the_most_frequent_reference() {
        let hypothesis = WordKeys::new(&[1, 1, 1, 2]);
        let references = [WordKeys::new(&[1, 2]), WordKeys::new(&[1, 1, 3])];
        assert_eq!(hypothesis.clipped_matches(&references), [3, 2, 0, 0]);
        assert_eq!(hypothesis.clipped_matches(&[]), [0; 4]);
    }

    proptest! {
        #[test]
        fn matches_are_the_sums_of_smaller_counts(a in "[ab€å−日]{0,20}", b in "[ab€å−]{0,20}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let expected: Matches<6> = defined(&chars(&a), &chars(&b));
            let (left, right) = (CharKeys::new(a.chars()), CharKeys::new(b.chars()));
            prop_assert_eq!(left.matches(&right), expected);
            let any_len: Matches<6> = shared_ngrams_of_any_len(&left.widened(), &right.widened());
            prop_assert_eq!(any_len, expected);
        }

        #[test]
        fn word_matches_are_the_sums_of_smaller_counts(
            a in prop::collection::vec(1u32..4, 0..20),
            b in prop::collection::vec(1u32..4, 0..20),
        ) {
            let (left, right) = (WordKeys::new(&a), WordKeys::new(&b));
            let expected: Matches<4> = defined(&a, &b);
            prop_assert_eq!(left.matches(&right), expected);
            prop_assert_eq!(left.clipped_matches(&[right.clone(), right]), expected);
        }
    }
}
