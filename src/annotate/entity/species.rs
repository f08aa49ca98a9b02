//! Animals and plants that are called after a place: *Arctic fox*, *Nile perch*, *Norway spruce*.
//! Swedish has names of its own for most of them.

use std::sync::LazyLock;

use super::ordinary::is_inflection_of;

/// True for an English noun, in the singular or plural, of an animal or plant, given folded.
pub(super) fn is_species(folded: &str) -> bool {
    is_inflection_of(folded, &|word| NOUNS.binary_search(&word).is_ok())
}

/// Base forms, sorted.
static NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../lexicon/words/species.txt")
        .lines()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_animals_and_plants() {
        for noun in ["fox", "foxes", "perch", "spruces", "wolf"] {
            assert!(is_species(noun), "{noun}");
        }
        for noun in ["council", "monkeys'", "", "treaty"] {
            assert!(!is_species(noun), "{noun}");
        }
    }

    #[test]
    fn nouns_are_sorted() {
        assert!(NOUNS.is_sorted_by(|a, b| a < b));
    }
}
