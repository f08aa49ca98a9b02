//! Given names common in Swedish and English text, which tell a person from a title: *Emma Stone*
//! is no stone.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::fold::fold;

/// True for a given name, given folded.
#[must_use]
pub fn is_given_name(folded: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        include_str!("../../lexicon/names/given_names.txt")
            .lines()
            .map(fold)
            .collect()
    });
    NAMES.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_given_names() {
        assert!(is_given_name("emma") && is_given_name("asa"));
        assert!(!is_given_name("stone") && !is_given_name(""));
    }
}
