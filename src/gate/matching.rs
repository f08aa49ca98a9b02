//! Finds every row of the accepted run again, wherever it stands now.
//!
//! A row is what it says: order, record numbers and names of files may change. So texts come
//! first, ids second, and record numbers never count:
//!
//! 1. Equal texts, best with the same id and file. A row that moved is the same row, and so is one
//!    whose file has a new name. Of equal rows, as many are found again as there still are.
//! 2. The same id from the file itself, in the same file: the text has changed.
//! 3. The same id, where only one row on either side has it: the row changed and moved.
//! 4. The same source, best in the same file: the translation has changed.
//! 5. The same target among numbered rows of a file: the source has changed.
//!
//! What is left of the old rows has disappeared. A numbered row whose two texts have both changed
//! is not found again: nothing is left to know it by.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::Hash;
use std::sync::Arc;

use super::fingerprint::Fingerprint;
use super::row::Row;

/// Which rows are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// For each old row the index of the new one, if it is still there.
    pub new_of: Vec<Option<usize>>,
    /// For each new row the index of the old one, if it was there.
    pub old_of: Vec<Option<usize>>,
}

impl Matches {
    /// Matches the rows of two runs, one to one.
    #[must_use]
    pub fn between(old: &[Row], new: &[Row]) -> Self {
        let mut matcher = Matcher {
            old,
            new,
            files: HashMap::new(),
            matches: Self {
                new_of: vec![None; old.len()],
                old_of: vec![None; new.len()],
            },
        };
        matcher.pass(|row, file| Some((row.pair, file.clone(), row.id.clone())));
        matcher.pass(|row, _| Some((row.pair, row.own_id()?.to_owned())));
        matcher.pass(|row, file| Some((row.pair, file.clone())));
        matcher.pass(|row, _| Some(row.pair));
        matcher.files = matcher.renamed_files();
        matcher.pass(|row, file| Some((row.own_id()?.to_owned(), file.clone())));
        matcher.unique_pass(|row, _| Some(row.own_id()?.to_owned()));
        matcher.pass(|row, file| Some((text(row.pair.source)?, file.clone())));
        matcher.pass(|row, _| text(row.pair.source));
        matcher.pass(|row, file| {
            let target = text(row.pair.target).filter(|_| row.is_numbered)?;
            Some((target, file.clone()))
        });
        matcher.matches
    }
}

/// The fingerprint of a text that is not empty, since the empty one says nothing.
fn text(fingerprint: Fingerprint) -> Option<Fingerprint> {
    (fingerprint != Fingerprint::of("")).then_some(fingerprint)
}

struct Matcher<'r> {
    old: &'r [Row],
    new: &'r [Row],
    /// New names of files that have one.
    files: HashMap<Arc<str>, Arc<str>>,
    matches: Matches,
}

impl Matcher<'_> {
    /// Matches rows that have the same key and no match yet, in order.
    fn pass<K: Eq + Hash>(&mut self, key: impl Fn(&Row, &Arc<str>) -> Option<K>) {
        self.match_by(&key, |_, _| true);
    }

    /// Matches rows whose key no other row without a match has.
    fn unique_pass<K: Eq + Hash>(&mut self, key: impl Fn(&Row, &Arc<str>) -> Option<K>) {
        self.match_by(&key, |old, new| old == 1 && new == 1);
    }

    /// Matches rows by key; `is_fit` looks at how many old and new rows have it.
    fn match_by<K: Eq + Hash>(
        &mut self,
        key: &impl Fn(&Row, &Arc<str>) -> Option<K>,
        is_fit: impl Fn(usize, usize) -> bool,
    ) {
        let mut waiting: HashMap<K, (Vec<usize>, VecDeque<usize>)> = HashMap::new();
        for (at, row) in self.old.iter().enumerate() {
            let file = self.files.get(&row.file).unwrap_or(&row.file);
            if self.matches.new_of[at].is_none()
                && let Some(key) = key(row, file)
            {
                waiting.entry(key).or_default().0.push(at);
            }
        }
        for (at, row) in self.new.iter().enumerate() {
            if self.matches.old_of[at].is_none()
                && let Some(key) = key(row, &row.file)
                && let Some((_, new)) = waiting.get_mut(&key)
            {
                new.push_back(at);
            }
        }
        // The order of the keys does not matter: every row has one.
        #[allow(clippy::iter_over_hash_type)]
        for (old, mut new) in waiting.into_values() {
            if !is_fit(old.len(), new.len()) {
                continue;
            }
            for old in old {
                if let Some(new) = new.pop_front() {
                    self.matches.new_of[old] = Some(new);
                    self.matches.old_of[new] = Some(old);
                }
            }
        }
    }

    /// For each file that is gone the new file that most of its rows are in now.
    fn renamed_files(&self) -> HashMap<Arc<str>, Arc<str>> {
        let names = |rows: &[Row]| -> BTreeSet<Arc<str>> {
            rows.iter().map(|row| row.file.clone()).collect()
        };
        let (old_names, new_names) = (names(self.old), names(self.new));
        let mut counts: BTreeMap<(&Arc<str>, &Arc<str>), usize> = BTreeMap::new();
        for (old, new) in self.old.iter().zip(&self.matches.new_of) {
            let Some(new) = new.map(|new| &self.new[new].file) else {
                continue;
            };
            if !new_names.contains(&old.file) && !old_names.contains(new) {
                *counts.entry((&old.file, new)).or_default() += 1;
            }
        }
        let mut by_rows: Vec<_> = counts.into_iter().collect();
        by_rows.sort_by_key(|(_, rows)| *rows);
        let names = by_rows.into_iter().map(|((old, new), _)| (old, new));
        // Of two new names the one with more rows comes later and stays.
        names.map(|(old, new)| (old.clone(), new.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::fingerprint::PairPrint;

    /// Rows written as `file:id=source/target`; an id of digits is a record number.
    fn rows(text: &str) -> Vec<Row> {
        let row = |text: &str| {
            let (place, texts) = text.split_once('=').expect("a row has a place and texts");
            let (file, id) = place.split_once(':').expect("a place has file and id");
            let (source, target) = texts.split_once('/').expect("there are two texts");
            Row {
                id: id.to_owned(),
                is_numbered: id.bytes().all(|byte| byte.is_ascii_digit()),
                file: file.into(),
                pair: PairPrint {
                    source: Fingerprint::of(source),
                    target: Fingerprint::of(target),
                },
                reference: None,
                statistics: BTreeMap::new(),
                findings: Vec::new(),
            }
        };
        text.split_whitespace().map(row).collect()
    }

    #[test]
    fn finds_rows_again() {
        for (what, old, new, expected) in [
            (
                "nothing changed",
                "f:1=a/A f:2=b/B",
                "f:1=a/A f:2=b/B",
                "0 1",
            ),
            ("reordered", "f:1=a/A f:2=b/B", "f:1=b/B f:2=a/A", "1 0"),
            (
                "inserted",
                "f:1=a/A f:2=b/B",
                "f:1=x/X f:2=a/A f:3=b/B",
                "1 2",
            ),
            (
                "deleted",
                "f:1=a/A f:2=b/B f:3=c/C",
                "f:1=a/A f:2=c/C",
                "0 - 1",
            ),
            (
                "one of two equal rows deleted",
                "f:m=a/A f:n=a/A",
                "f:n=a/A",
                "- 0",
            ),
            (
                "of numbered equal rows the last is gone",
                "f:1=a/A f:2=a/A",
                "f:1=a/A",
                "0 -",
            ),
            (
                "target changed",
                "f:n=a/A f:m=b/B",
                "f:m=b/B f:n=a/X",
                "1 0",
            ),
            ("source and target changed", "f:n=a/A", "f:n=x/X", "0"),
            (
                "numbered, target changed",
                "f:1=a/A f:2=b/B",
                "f:1=x/X f:2=a/Y f:3=b/B",
                "1 2",
            ),
            (
                "numbered, source changed",
                "f:1=a/A f:2=b/B",
                "f:1=x/X f:2=y/A f:3=b/B",
                "1 2",
            ),
            (
                "numbered, both changed",
                "f:1=a/A f:2=b/B",
                "f:1=x/X f:2=b/B",
                "- 1",
            ),
            ("ids exchanged", "f:m=a/A f:n=b/B", "f:n=a/A f:m=b/B", "0 1"),
            (
                "ids counted anew and one row changed",
                "f:n1=a/A f:n2=b/B",
                "f:n1=x/X f:n2=a/A f:n3=b/Y",
                "1 2",
            ),
            ("file deleted", "f:n=a/A g:n=b/B", "f:n=a/A", "0 -"),
            ("file renamed", "f:n=a/A f:m=b/B", "g:n=a/A g:m=b/X", "0 1"),
            (
                "same ids in two files, both renamed",
                "f:n=a/A f:m=b/B g:n=c/C g:m=d/D",
                "y:n=c/C y:m=e/E x:n=a/A x:m=f/F",
                "2 3 0 1",
            ),
            (
                "moved to another file and changed",
                "f:n=a/A f:m=b/B",
                "f:m=b/B g:n=x/X",
                "1 0",
            ),
            (
                "same text in two files",
                "f:1=a/A g:1=a/A",
                "g:1=a/A",
                "- 0",
            ),
            (
                "empty targets say nothing",
                "f:1=a/ f:2=b/",
                "f:1=x/ f:2=b/",
                "- 1",
            ),
            (
                "another row with the same target",
                "f:m=a/A",
                "f:n=b/A",
                "-",
            ),
            ("all deleted", "f:1=a/A", "", "-"),
        ] {
            let matches = Matches::between(&rows(old), &rows(new));
            let found: Vec<String> = matches
                .new_of
                .iter()
                .map(|new| new.map_or("-".to_owned(), |new| new.to_string()))
                .collect();
            assert_eq!(found.join(" "), expected, "{what}");
        }
    }
}
