//! Finds out which column, or JSON key, holds what.
//!
//! The first row is a header if it names two sides: `source` and `target`, or two language tags
//! such as `sv` and `en`, of which the first is the source unless the options say otherwise.
//! Without a header two columns are source and target, three are id, source and target.
//! `--source-column` and its kin choose other columns by name or by 1-based number.

use std::sync::Arc;

use super::Options;
use super::record::{Record, shortened};
use crate::error::{Error, Result};
use crate::locale::Language;
use crate::span::Origin;

/// Where the parts of a record stand, as 0-based columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// How many fields a record has.
    pub(super) width: usize,
    source: usize,
    target: usize,
    id: Option<usize>,
    reference: Option<usize>,
    document: Option<usize>,
    domain: Option<usize>,
    source_lang: Option<usize>,
    target_lang: Option<usize>,
    /// The language of the source, where the names of the columns tell it.
    language: Option<Language>,
    /// True where both sides are named by their language and nobody chose the direction, so that a
    /// record that says its own goes by that.
    is_open: bool,
}

/// What the first row of a table turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FirstRow {
    /// Names of columns.
    Header(Layout),
    /// A record.
    Record(Layout),
    /// A record with too few fields to tell the layout.
    Unusable,
}

/// [`FirstRow::try_new`] with the place of the row.
pub(super) fn first_row(fields: &[&str], origin: &Origin, options: &Options) -> Result<FirstRow> {
    FirstRow::try_new(fields, options).map_err(|(message, hint)| {
        let error = Error::file(origin.clone(), message);
        match hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    })
}

/// The error of a table that ends and had rows, but none with two sides; told once.
pub(super) fn no_sides(
    file: &Arc<str>,
    layout: Option<&Layout>,
    rows_seen: &mut u64,
) -> Option<Error> {
    let rows = std::mem::take(rows_seen);
    (layout.is_none() && rows > 0).then(|| {
        let origin = Origin::new(file.clone(), 1);
        Error::file(origin, "expected rows with two sides, found none")
    })
}

impl FirstRow {
    /// Reads the first row of a table.
    ///
    /// # Errors
    ///
    /// A message when the options or the row leave open which columns are the sides.
    fn try_new(
        row: &[&str],
        options: &Options,
    ) -> std::result::Result<Self, (String, Option<String>)> {
        let choices = [
            &options.source_column,
            &options.target_column,
            &options.id_column,
        ];
        let mut named = choices
            .into_iter()
            .flatten()
            .filter(|name| number(name).is_none());
        let names_sides = Layout::from_names(row, &without_choices(options)).is_some();
        if names_sides || named.next().is_some() {
            return match Layout::from_names(row, options) {
                Some(layout) => Ok(Self::Header(layout)),
                None => Err((missing_columns(row, options), None)),
            };
        }
        if row.len() < 2 {
            return Ok(Self::Unusable);
        }
        if row.len() > 2 && row[0].trim().eq_ignore_ascii_case("id") {
            let hint = "name them with --source-column and --target-column".to_owned();
            return Err((
                format!("the header names no two sides, found {}", list(row)),
                Some(hint),
            ));
        }
        Layout::from_width(row.len(), options).map(Self::Record)
    }
}

impl Layout {
    /// The layout of records whose fields have these names; `None` when they name no two sides.
    pub(super) fn from_names(names: &[&str], options: &Options) -> Option<Self> {
        let find = |wanted: &str| position(names, wanted);
        let languages = language_columns(names, options);
        let side = |choice: Option<&str>, name, by_language| match choice {
            Some(choice) => find(choice),
            None => find(name).or(by_language),
        };
        let source = side(
            options.source_column.as_deref(),
            "source",
            languages.map(|pair| pair.0),
        )?;
        let target = side(
            options.target_column.as_deref(),
            "target",
            languages.map(|pair| pair.1),
        )?;
        let id = match options.id_column.as_deref() {
            Some(choice) => Some(find(choice)?),
            None => find("id"),
        };
        let of_target = || Language::from_tag(names[target]).map(Language::other);
        (source != target).then(|| Self {
            width: names.len(),
            source,
            target,
            id,
            reference: find("reference"),
            document: find("document"),
            domain: find("domain"),
            source_lang: find("source_lang"),
            target_lang: find("target_lang"),
            language: Language::from_tag(names[source]).or_else(of_target),
            is_open: languages == Some((source, target)) && !has_direction(options),
        })
    }

    /// The layout of a table without a header.
    fn from_width(
        width: usize,
        options: &Options,
    ) -> std::result::Result<Self, (String, Option<String>)> {
        let choice = |choice: &Option<String>| choice.as_deref().and_then(number);
        let (source, target) = match (
            choice(&options.source_column),
            choice(&options.target_column),
        ) {
            (None | Some(_), None) | (None, Some(_)) if width > 3 => return Err(too_wide(width)),
            (source, target) => (source.unwrap_or(width - 2), target.unwrap_or(width - 1)),
        };
        let first = (width == 3 && source != 0 && target != 0).then_some(0);
        let id = choice(&options.id_column).or(first);
        let last = source.max(target).max(id.unwrap_or(0));
        if last >= width {
            let message = format!("there is no column {}, the first row has {width}", last + 1);
            return Err((message, None));
        }
        if source == target {
            let message = format!("source and target are the same column, {}", source + 1);
            return Err((message, None));
        }
        Ok(Self {
            width,
            source,
            target,
            id,
            ..Self::default()
        })
    }

    /// Picks the parts of a record out of its fields.
    ///
    /// # Errors
    ///
    /// An error of kind `Record` for a language that parvis does not read.
    pub(super) fn record<'f>(
        &self,
        origin: Origin,
        field: impl Fn(usize) -> &'f str,
    ) -> Result<Record> {
        let optional = |column: Option<usize>| column.map(&field).filter(|text| !text.is_empty());
        let owned = |column| optional(column).map(str::to_owned);
        let source_lang = record_language(&origin, optional(self.source_lang), "source_lang")?;
        let target_lang = record_language(&origin, optional(self.target_lang), "target_lang")?;
        if let (Some(source), Some(target)) = (source_lang, target_lang)
            && source == target
        {
            let message = format!("expected two languages, found `{source}` for both sides");
            return Err(Error::record(origin, message));
        }
        let named = source_lang.or(target_lang.map(Language::other));
        let is_turned = self.is_open && named.is_some() && named != self.language;
        let (source, target) = if is_turned {
            (self.target, self.source)
        } else {
            (self.source, self.target)
        };
        Ok(Record {
            id: owned(self.id),
            source: field(source).to_owned(),
            target: field(target).to_owned(),
            reference: self.reference.map(|column| field(column).to_owned()),
            document: owned(self.document),
            domain: owned(self.domain),
            is_singular: false,
            waived: Vec::new(),
            source_lang: named.or(self.language),
            origin,
        })
    }

    /// The 1-based column, in code points, at which the target begins on a line of `fields` that
    /// are divided by single characters.
    pub(super) fn target_column(&self, fields: &[&str]) -> usize {
        let before = fields.iter().take(self.target);
        1 + before.map(|field| field.chars().count() + 1).sum::<usize>()
    }

    /// Refuses a record that has another number of fields.
    pub(super) fn expect_width(&self, origin: &Origin, found: usize, fields: &str) -> Result<()> {
        if found == self.width {
            return Ok(());
        }
        let message = format!("expected {} {fields}, found {found}", self.width);
        Err(Error::record(origin.clone(), message))
    }

    /// True when `column` holds anything that a segment keeps.
    pub(super) fn is_read(&self, column: usize) -> bool {
        let optional = [
            self.id,
            self.reference,
            self.document,
            self.domain,
            self.source_lang,
            self.target_lang,
        ];
        self.is_side(column) || optional.contains(&Some(column))
    }

    /// True when `column` holds one of the sides.
    pub(super) fn is_side(&self, column: usize) -> bool {
        column == self.source || column == self.target
    }
}

/// Names in a sentence: `` `id`, `de`, `en` ``.
pub(super) fn list(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut words: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", shortened(name)))
        .collect();
    if names.len() > SHOWN {
        words.push(format!("{} more", names.len() - SHOWN));
    }
    words.join(", ")
}

/// True where the user said which side is the source.
const fn has_direction(options: &Options) -> bool {
    options.source_lang.is_some()
        || options.source_column.is_some()
        || options.target_column.is_some()
}

/// Source and target among columns that are called by a language.
fn language_columns(names: &[&str], options: &Options) -> Option<(usize, usize)> {
    let tag = |choice: &Option<String>| choice.as_deref().and_then(Language::from_tag);
    let wanted = options
        .source_lang
        .or_else(|| tag(&options.source_column))
        .or_else(|| tag(&options.target_column).map(Language::other));
    let column_of = |language| {
        names
            .iter()
            .position(|name| Language::from_tag(name) == Some(language))
    };
    let (swedish, english) = (column_of(Language::Swedish)?, column_of(Language::English)?);
    let is_swedish_first = wanted.map_or(swedish < english, |lang| lang == Language::Swedish);
    Some(if is_swedish_first {
        (swedish, english)
    } else {
        (english, swedish)
    })
}

fn position(names: &[&str], wanted: &str) -> Option<usize> {
    let is_wanted = |name: &&str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
    let by_number = || number(wanted).filter(|&column| column < names.len());
    names.iter().position(is_wanted).or_else(by_number)
}

/// A 1-based column number as a 0-based one.
fn number(choice: &str) -> Option<usize> {
    choice.trim().parse::<usize>().ok()?.checked_sub(1)
}

fn without_choices(options: &Options) -> Options {
    Options {
        source_column: None,
        target_column: None,
        id_column: None,
        ..options.clone()
    }
}

fn record_language(origin: &Origin, tag: Option<&str>, key: &str) -> Result<Option<Language>> {
    let Some(tag) = tag else { return Ok(None) };
    let unknown = || {
        let message = format!("expected `sv` or `en` as {key}, found `{}`", shortened(tag));
        Error::record(origin.clone(), message)
    };
    Language::from_tag(tag).map(Some).ok_or_else(unknown)
}

fn missing_columns(row: &[&str], options: &Options) -> String {
    let choices = [
        &options.source_column,
        &options.target_column,
        &options.id_column,
    ];
    let missing = choices
        .into_iter()
        .flatten()
        .find(|name| position(row, name).is_none());
    match missing {
        Some(name) => format!("no column is called `{name}`, found {}", list(row)),
        None => format!("the header names no two sides, found {}", list(row)),
    }
}

fn too_wide(width: usize) -> (String, Option<String>) {
    let message = format!("expected a header, or 2 or 3 columns without one, found {width}");
    let hint = "choose the columns, for example --source-column 2 --target-column 4".to_owned();
    (message, Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(source: &str, target: &str, lang: Option<Language>) -> Options {
        let choice = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        Options {
            source_column: choice(source),
            target_column: choice(target),
            source_lang: lang,
            ..Options::default()
        }
    }

    /// `h`eader or `r`ecord, source, target, id as 1-based columns, and the source language.
    fn shape(row: &str, options: &Options) -> String {
        let row: Vec<&str> = row.split_whitespace().collect();
        let (kind, layout) = match FirstRow::try_new(&row, options) {
            Ok(FirstRow::Header(layout)) => ("h", layout),
            Ok(FirstRow::Record(layout)) => ("r", layout),
            Ok(FirstRow::Unusable) => return "unusable".to_owned(),
            Err((message, _)) => return message,
        };
        let id = layout.id.map_or(0, |id| id + 1);
        let lang = layout.language.map_or("", Language::code);
        format!(
            "{kind} {} {} {id} {lang}",
            layout.source + 1,
            layout.target + 1
        )
    }

    #[test]
    fn reads_headers() {
        let plain = Options::default();
        for (row, expected) in [
            ("id source target", "h 2 3 1 "),
            ("Target Source", "h 2 1 0 "),
            ("sv en", "h 1 2 0 sv"),
            ("en sv id", "h 1 2 3 en"),
            ("id en-GB sv_SE domain", "h 2 3 1 en"),
            ("id swe eng", "h 2 3 1 sv"),
            ("source target sv en", "h 1 2 0 "),
            ("hus house", "r 1 2 0 "),
            ("a1 hus house", "r 2 3 1 "),
            ("domain document", "r 1 2 0 "),
            ("sv sv", "r 1 2 0 "),
            ("hus", "unusable"),
            ("", "unusable"),
            (
                "id de en",
                "the header names no two sides, found `id`, `de`, `en`",
            ),
            (
                "a b c d",
                "expected a header, or 2 or 3 columns without one, found 4",
            ),
        ] {
            assert_eq!(shape(row, &plain), expected, "{row}");
        }
    }

    #[test]
    fn languages_choose_the_direction() {
        let from_english = options("", "", Some(Language::English));
        assert_eq!(shape("id sv en", &from_english), "h 3 2 1 en");
        assert_eq!(shape("hus house", &from_english), "r 1 2 0 ");
    }

    #[test]
    fn columns_can_be_chosen() {
        for (source, target, row, expected) in [
            ("3", "2", "id sv en", "h 3 2 1 en"),
            ("en", "", "id sv en", "h 3 2 1 en"),
            ("", "sv", "id sv en", "h 3 2 1 en"),
            ("text", "mt", "id text ref mt", "h 2 4 1 "),
            ("2", "4", "a b c d", "r 2 4 0 "),
            (
                "2",
                "",
                "a b c d",
                "expected a header, or 2 or 3 columns without one, found 4",
            ),
            (
                "2",
                "9",
                "a b c d",
                "there is no column 9, the first row has 4",
            ),
            (
                "2",
                "2",
                "a b c d",
                "source and target are the same column, 2",
            ),
            ("2", "1", "hus house", "r 2 1 0 "),
            (
                "text",
                "mt",
                "id text",
                "no column is called `mt`, found `id`, `text`",
            ),
        ] {
            assert_eq!(
                shape(row, &options(source, target, None)),
                expected,
                "{row}"
            );
        }
    }
}
