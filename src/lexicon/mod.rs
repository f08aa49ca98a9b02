//! Facts as data: sorted, tab-separated tables with a source note each, read only by the
//! annotators and checks. Lines that begin with `#` are notes.

pub(crate) mod antonyms;
pub(crate) mod bilingual;
pub mod names;
pub mod version;
pub(crate) mod words;

/// The rows of a table of `N` columns.
///
/// # Panics
///
/// When a row has another number of columns: the tables are part of the program, and a test
/// reads every one.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let row =
                std::array::from_fn(|_| columns.next().expect("a table row has all its columns"));
            assert!(
                columns.next().is_none(),
                "a table row has no more columns than it should: {line}"
            );
            row
        })
}
