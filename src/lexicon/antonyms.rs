//! Pairs of opposites that differ by an affix in both languages: *oacceptabel* and *acceptabel*,
//! *unacceptable* and *acceptable*. Written for this project.

use crate::locale::Language;

/// Stems of one pair of opposites, the negative and the positive one in each language. A stem
/// stands for every word that begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opposites {
    sv_negative: &'static str,
    sv_positive: &'static str,
    en_negative: &'static str,
    en_positive: &'static str,
}

impl Opposites {
    /// The stem with the negative meaning.
    #[must_use]
    pub const fn negative(&self, lang: Language) -> &'static str {
        match lang {
            Language::Swedish => self.sv_negative,
            Language::English => self.en_negative,
        }
    }

    /// The stem with the positive meaning.
    #[must_use]
    pub const fn positive(&self, lang: Language) -> &'static str {
        match lang {
            Language::Swedish => self.sv_positive,
            Language::English => self.en_positive,
        }
    }
}

/// All pairs, sorted by the Swedish negative stem.
pub fn opposites() -> impl Iterator<Item = Opposites> {
    include_str!("antonyms.tsv").lines().filter_map(|line| {
        let mut stems = line.split('\t');
        Some(Opposites {
            sv_negative: stems.next()?,
            sv_positive: stems.next()?,
            en_negative: stems.next()?,
            en_positive: stems.next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_whole() {
        let table = include_str!("antonyms.tsv");
        assert!(table.lines().is_sorted_by(|a, b| a < b));
        assert!(table.lines().all(|line| line.split('\t').count() == 4));
        assert_eq!(opposites().count(), table.lines().count());
    }
}
