//! The tables of names, and how a table is read.
//!
//! A table is sorted text: comment lines with `#`, among them `# kind: …`, then rows of three
//! columns divided by tabs: id, Swedish forms, English forms. Forms are divided by `|`, the usual
//! one first; [`crate::annotate::entity::Gazetteer`] tells what their letters mean.

use crate::annotate::entity::EntityKind;

/// A built-in table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its file name.
    pub name: &'static str,
    /// Its contents.
    pub text: &'static str,
}

macro_rules! tables {
    ($($name:literal),* $(,)?) => {
        &[$(Table { name: $name, text: include_str!($name) }),*]
    };
}

/// All tables of names. Where two know one form, the meaning in the earlier table comes first.
pub static TABLES: &[Table] = tables![
    "countries.tsv",
    "territories.tsv",
    "nationalities.tsv",
    "languages.tsv",
    "more_languages.tsv",
    "cities.tsv",
    "zone_cities.tsv",
    "regions.tsv",
    "people.tsv",
    "organisations.tsv",
    "laws.tsv",
    "products.tsv",
    "works.tsv",
    "calendar.tsv",
    "terms.tsv",
];

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow<'t> {
    /// Stable id of what the names mean.
    pub id: &'t str,
    /// Swedish forms, the usual one first.
    pub swedish: Vec<&'t str>,
    /// English forms, the usual one first.
    pub english: Vec<&'t str>,
}

/// Reads a table: its kind and its rows.
///
/// # Errors
///
/// The 1-based line and what is wrong with it.
pub fn parse_table(text: &str) -> Result<(EntityKind, Vec<NameRow<'_>>), (usize, String)> {
    let mut kind = None;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(name) = comment.trim().strip_prefix("kind: ") {
                let known = EntityKind::from_name(name);
                kind = Some(known.ok_or_else(|| (number, format!("no kind is called `{name}`")))?);
            }
            continue;
        }
        rows.push(parse_row(line).map_err(|message| (number, message))?);
    }
    match kind {
        Some(kind) => Ok((kind, rows)),
        None => Err((1, "expected a line `# kind: …`".to_owned())),
    }
}

fn parse_row(line: &str) -> Result<NameRow<'_>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, swedish, english] = columns[..] else {
        return Err(format!(
            "expected 3 tab-separated columns, found {}",
            columns.len()
        ));
    };
    Ok(NameRow {
        id,
        swedish: swedish.split('|').collect(),
        english: english.split('|').collect(),
    })
}
