//! Keeps the tables of `src/lexicon/quantity/` in the shape that the quantity engine reads: sorted,
//! without repeated keys, and with codes and factors that mean something.
//!
//! A table names its columns, separated by tabs, in the last of the comment lines that open it; what
//! is checked of a field follows from the name of its column.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use num_rational::BigRational;
use num_traits::Signed;

struct Table {
    name: String,
    columns: Vec<String>,
    lines: Vec<String>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("tables are readable UTF-8");
        let (comments, lines): (Vec<_>, Vec<_>) =
            text.lines().partition(|line| line.starts_with('#'));
        let header = comments.last().expect("a table opens with a comment");
        Self {
            name: path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned(),
            columns: header
                .trim_start_matches(['#', ' '])
                .split('\t')
                .map(str::to_owned)
                .collect(),
            lines: lines.into_iter().map(str::to_owned).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = Vec<&str>> {
        self.lines.iter().map(|line| line.split('\t').collect())
    }

    /// The fields of the columns whose names `pick` takes, row by row.
    fn fields(&self, pick: impl Fn(&str) -> bool) -> impl Iterator<Item = Vec<&str>> {
        let picked: Vec<bool> = self.columns.iter().map(|name| pick(name)).collect();
        self.rows().map(move |row| {
            let fields = row.into_iter().zip(&picked).filter(|(_, picked)| **picked);
            fields.map(|(field, _)| field).collect()
        })
    }
}

fn tables() -> Vec<Table> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/quantity");
    let entries = fs::read_dir(folder).expect("the folder of the tables exists");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    paths.iter().map(|path| Table::read(path)).collect()
}

fn table(name: &str) -> Table {
    tables()
        .into_iter()
        .find(|table| table.name == name)
        .expect("the table exists")
}

/// The meaning of each form and language, taken from the third column.
fn meanings(table: &Table) -> BTreeMap<(&str, &str), &str> {
    table.rows().map(|row| ((row[0], row[1]), row[2])).collect()
}

#[test]
fn every_table_is_read() {
    let names: BTreeSet<_> = tables().into_iter().map(|table| table.name).collect();
    for name in [
        "cldr-calendar.tsv",
        "cldr-currencies.tsv",
        "cldr-unit-forms.tsv",
        "currency-forms.tsv",
        "unit-forms.tsv",
        "units.tsv",
    ] {
        assert!(names.contains(name), "{name} is missing");
    }
}

#[test]
fn rows_are_sorted_by_bytes() {
    for table in tables() {
        for pair in table.lines.windows(2) {
            assert!(
                pair[0] < pair[1],
                "{}: {:?} stands before {:?}",
                table.name,
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn every_row_fills_its_columns() {
    for table in tables() {
        for row in table.rows() {
            assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.name);
            assert!(!row[0].is_empty(), "{}: {row:?}", table.name);
            assert!(
                row.iter().all(|field| *field == field.trim()),
                "{}: {row:?}",
                table.name
            );
        }
    }
}

#[test]
fn languages_are_swedish_and_english() {
    for table in tables() {
        for row in table.fields(|column| column == "language") {
            assert!(
                row.iter().all(|language| ["sv", "en"].contains(language)),
                "{}: {row:?}",
                table.name
            );
        }
    }
}

#[test]
fn a_key_stands_once() {
    for table in tables() {
        let mut seen = BTreeSet::new();
        for key in table.fields(|column| ["code", "form", "language", "sense"].contains(&column)) {
            assert!(
                seen.insert(key.clone()),
                "{}: {key:?} stands twice",
                table.name
            );
        }
    }
}

#[test]
fn unit_codes_are_those_of_the_unit_table() {
    let units = table("units.tsv");
    let codes: BTreeSet<_> = units.rows().map(|row| row[0]).collect();
    for table in tables() {
        for code in table.fields(|column| column == "unit code").flatten() {
            // "yr*10": ten of the unit.
            let code = code.split_once('*').map_or(code, |(code, _)| code);
            assert!(codes.contains(code), "{}: {code} is no unit", table.name);
        }
    }
}

#[test]
fn factors_are_exact_and_positive() {
    for table in tables() {
        for factor in table
            .fields(|column| column.starts_with("factor"))
            .flatten()
        {
            let ratio = factor.parse::<BigRational>();
            assert!(
                ratio.is_ok_and(|ratio| ratio.is_positive()),
                "{}: {factor}",
                table.name
            );
        }
    }
}

#[test]
fn currency_codes_are_three_capitals() {
    for table in tables() {
        for code in table.fields(|column| column.starts_with("ISO")).flatten() {
            let is_code = code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
            assert!(is_code, "{}: {code}", table.name);
        }
    }
}

#[test]
fn every_month_and_weekday_is_named_in_both_languages() {
    let calendar = table("cldr-calendar.tsv");
    let found: BTreeSet<_> = calendar.rows().map(|row| row[1..].join(" ")).collect();
    let numbers = (1..=12)
        .map(|month| ("month", month))
        .chain((1..=7).map(|day| ("weekday", day)));
    let wanted = numbers
        .flat_map(|(kind, number)| ["sv", "en"].map(|lang| format!("{lang} {kind} {number}")));
    assert_eq!(found, wanted.collect());
}

#[test]
fn generated_forms_mean_what_ours_mean() {
    for (own, generated) in [
        ("unit-forms.tsv", "cldr-unit-forms.tsv"),
        ("currency-forms.tsv", "cldr-currencies.tsv"),
    ] {
        let (own, generated) = (table(own), table(generated));
        let own = meanings(&own);
        for (form, code) in meanings(&generated) {
            let agrees = own.get(&form).is_none_or(|own| *own == code);
            assert!(agrees, "{form:?} is {code} in {} only", generated.name);
        }
    }
}
