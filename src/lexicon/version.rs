//! Which tables this program has: a change of data can change a finding as much as a change of
//! code, so results that are kept name both.

use std::sync::LazyLock;

use super::words::word_hash;

/// The version of the tables: eight hexadecimal digits that change with any letter of any table.
///
/// ```
/// assert_eq!(parvis::lexicon::version::data_version().len(), 8);
/// ```
#[must_use]
pub fn data_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let hash = TABLES.iter().fold(0, |hash: u64, (_, text)| {
            hash.rotate_left(1) ^ word_hash(text)
        });
        format!("{:08x}", hash >> 32)
    });
    &VERSION
}

macro_rules! tables {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!($path))),*]
    };
}

/// Every table that findings depend on, by its path in this folder.
static TABLES: &[(&str, &str)] = tables![
    "abbreviations.tsv",
    "antonyms.tsv",
    "bilingual.tsv",
    "length_model.tsv",
    "lower_case.tsv",
    "names/calendar.tsv",
    "names/cities.tsv",
    "names/countries.tsv",
    "names/given_names.txt",
    "names/languages.tsv",
    "names/laws.tsv",
    "names/more_languages.tsv",
    "names/nationalities.tsv",
    "names/organisations.tsv",
    "names/people.tsv",
    "names/products.tsv",
    "names/regions.tsv",
    "names/terms.tsv",
    "names/territories.tsv",
    "names/works.tsv",
    "names/zone_cities.tsv",
    "negation.tsv",
    "norms.tsv",
    "quantity/cldr-calendar.tsv",
    "quantity/cldr-currencies.tsv",
    "quantity/cldr-unit-forms.tsv",
    "quantity/currency-forms.tsv",
    "quantity/idioms.tsv",
    "quantity/unit-forms.tsv",
    "quantity/units.tsv",
    "quantity/words.tsv",
    "sentence_ends.tsv",
    "words/en_common.txt",
    "words/en_function.txt",
    "words/english_common.txt",
    "words/english_rare.txt",
    "words/loans.txt",
    "words/nordic.txt",
    "words/other.txt",
    "words/scandinavian.txt",
    "words/shared.txt",
    "words/species.txt",
    "words/sv_common.txt",
    "words/sv_function.txt",
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Paths of the tables below `folder`.
    fn tables_in(folder: &Path, root: &Path, found: &mut Vec<String>) {
        let entries = std::fs::read_dir(folder).expect("the folder of the tables can be read");
        for path in entries.map(|entry| entry.expect("an entry can be read").path()) {
            let relative = path.strip_prefix(root).expect("the path is below the root");
            let name = relative.display().to_string().replace('\\', "/");
            let is_table = [".tsv", ".txt"].iter().any(|end| name.ends_with(end));
            if path.is_dir() {
                tables_in(&path, root, found);
            } else if is_table && !name.contains("LICENSE") {
                found.push(name);
            }
        }
    }

    #[test]
    fn knows_every_table() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
        let mut found = Vec::new();
        tables_in(&root, &root, &mut found);
        found.sort();
        let mut known: Vec<&str> = TABLES.iter().map(|(path, _)| *path).collect();
        known.sort_unstable();
        assert_eq!(known, found, "add the new table to TABLES in this file");
    }
}
