//! The user's own names and terms: a table that says how a term is translated, which words are
//! forbidden and what stays as it is.
//!
//! A file is TSV (by extension `.tsv`, `.tab`, `.txt`) or CSV, with the columns source, target,
//! note, flags, of which the first two must be there:
//!
//! ```text
//! sv          en              note         flags
//! nätverk     network
//! kommun      municipality
//! kommun      commune         French only  forbidden
//! Parvis      Parvis                       keep
//! ```
//!
//! The first row is a header if it names the sides by language (`sv`, `en`) or by `source` and
//! `target`; without languages the first column is in the source language of the run. Several rows
//! with one source allow each of their targets. Lines that begin with `#` are notes.
//!
//! Terms are found in any regular inflection, genitives included; in a translation they count
//! inside compounds too. Plurals with another vowel (*bok*, *böcker*) need a row of their own.

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::input::Bytes;
use crate::input::lines::Lines;
use crate::lexicon::names::NameRow;
use crate::locale::Language;
use crate::span::Origin;
use crate::text::fold::fold;
use crate::text::token::{TokenKind, tokenize};

/// Terms with their translations.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// Terms by the beginning of the first word of their form, per language.
    index: [HashMap<Box<str>, Vec<usize>>; 2],
}

/// One row of a glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// The Swedish side as the user wrote it.
    pub swedish: String,
    /// The English side.
    pub english: String,
    /// The user's remark.
    pub note: Option<String>,
    /// What the row asks for.
    pub demand: Demand,
    swedish_words: Vec<String>,
    english_words: Vec<String>,
}

/// What a row asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    /// The source is translated with the target, or with that of another row.
    #[default]
    Translate,
    /// The source is not translated with the target. An empty source forbids the target anywhere.
    Forbid,
    /// The source stays as it is.
    Keep,
}

impl Term {
    /// The form in a language.
    #[must_use]
    pub fn form(&self, lang: Language) -> &str {
        match lang {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }

    /// The words of that form, folded.
    #[must_use]
    pub fn words(&self, lang: Language) -> &[String] {
        match lang {
            Language::Swedish => &self.swedish_words,
            Language::English => &self.english_words,
        }
    }
}

impl Glossary {
    /// Reads the glossary at `path`. `source_lang` is the language of the first column where the
    /// header does not say.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and the first row that can't, with its line.
    pub fn read(path: &str, source_lang: Language) -> Result<Self> {
        let mut lines = Lines::new(Bytes::open(path)?);
        let file = lines.file().clone();
        let mut text = String::new();
        while let Some(line) = lines.next_line()? {
            text.push_str(line.text);
            text.push('\n');
        }
        let plain = path.trim_end_matches(".gz").trim_end_matches(".zst");
        let is_csv = plain
            .rsplit('.')
            .next()
            .is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        Self::parse(&text, &file, is_csv, source_lang)
    }

    /// Reads a glossary from its text; `file` is for messages.
    ///
    /// # Errors
    ///
    /// The first row that can't be read, with its line.
    pub fn parse(text: &str, file: &Arc<str>, is_csv: bool, source_lang: Language) -> Result<Self> {
        let rows = if is_csv {
            csv_rows(text, file)?
        } else {
            tsv_rows(text)
        };
        let mut glossary = Self::default();
        let mut languages = (source_lang, source_lang.other());
        for (number, (line, row)) in rows.into_iter().enumerate() {
            if number == 0
                && let Some(named) = header(&row, source_lang)
            {
                languages = named;
                continue;
            }
            let term = term(&row, languages)
                .map_err(|message| Error::file(Origin::new(file.clone(), line), message))?;
            glossary.add(term);
        }
        Ok(glossary)
    }

    /// All rows, in file order.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms whose form in `lang` may begin with `word`, given folded: all that begin with
    /// the same letters.
    pub(crate) fn candidates(&self, lang: Language, word: &str) -> &[usize] {
        let found = self.index[slot(lang)].get(beginning(word));
        found.map_or(&[], Vec::as_slice)
    }

    /// The rows that are names, for the gazetteer: written with a capital, and not forbidden.
    pub(crate) fn names(&self) -> Vec<NameRow<'_>> {
        let is_name = |term: &&Term| {
            term.demand != Demand::Forbid
                && term.english.starts_with(char::is_uppercase)
                && !term.swedish.is_empty()
        };
        self.terms
            .iter()
            .filter(is_name)
            .map(|term| NameRow {
                id: &term.english,
                swedish: vec![&term.swedish],
                english: vec![&term.english],
            })
            .collect()
    }

    fn add(&mut self, term: Term) {
        for lang in [Language::Swedish, Language::English] {
            if let Some(first) = term.words(lang).first() {
                self.index[slot(lang)]
                    .entry(beginning(first).into())
                    .or_default()
                    .push(self.terms.len());
            }
        }
        self.terms.push(term);
    }
}

const fn slot(lang: Language) -> usize {
    match lang {
        Language::Swedish => 0,
        Language::English => 1,
    }
}

/// The letters of a word that no inflection touches.
fn beginning(word: &str) -> &str {
    word.char_indices()
        .nth(2)
        .map_or(word, |(end, _)| &word[..end])
}

type Row = (u64, Vec<String>);

fn tsv_rows(text: &str) -> Vec<Row> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(number, line)| {
            (
                number,
                line.split('\t')
                    .map(|cell| cell.trim().to_owned())
                    .collect(),
            )
        })
        .collect()
}

fn csv_rows(text: &str, file: &Arc<str>) -> Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            Error::file(Origin::new(file.clone(), line), error.to_string())
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        Ok((line, record.iter().map(str::to_owned).collect()))
    });
    rows.collect()
}

/// The languages of the first two columns, where `row` is a header.
fn header(row: &[String], source_lang: Language) -> Option<(Language, Language)> {
    let [first, second, ..] = row else {
        return None;
    };
    if first.eq_ignore_ascii_case("source") && second.eq_ignore_ascii_case("target") {
        return Some((source_lang, source_lang.other()));
    }
    let languages = (Language::from_tag(first)?, Language::from_tag(second)?);
    (languages.0 != languages.1).then_some(languages)
}

fn term(row: &[String], (first, _): (Language, Language)) -> std::result::Result<Term, String> {
    let cell = |at: usize| row.get(at).map_or("", String::as_str);
    if row.len() < 2 || row.len() > 4 {
        return Err(format!(
            "expected source, target, note and flags, found {} fields",
            row.len()
        ));
    }
    let demand = demand(cell(3))?;
    if cell(0).is_empty() && demand != Demand::Forbid {
        return Err("expected a source term, found an empty field".to_owned());
    }
    let target = match (cell(1), demand) {
        ("", Demand::Keep) => cell(0),
        ("", _) => return Err("expected a target term, found an empty field".to_owned()),
        (target, _) => target,
    };
    let (swedish, english) = match first {
        Language::Swedish => (cell(0), target),
        Language::English => (target, cell(0)),
    };
    Ok(Term {
        swedish: swedish.to_owned(),
        english: english.to_owned(),
        note: Some(cell(2).to_owned()).filter(|note| !note.is_empty()),
        demand,
        swedish_words: words(swedish),
        english_words: words(english),
    })
}

fn demand(flags: &str) -> std::result::Result<Demand, String> {
    match flags.to_ascii_lowercase().as_str() {
        "" => Ok(Demand::Translate),
        "forbidden" => Ok(Demand::Forbid),
        "keep" | "dnt" | "do-not-translate" => Ok(Demand::Keep),
        other => Err(format!(
            "expected the flag `forbidden` or `keep`, found `{other}`"
        )),
    }
}

fn words(form: &str) -> Vec<String> {
    tokenize(form)
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| fold(token.span.of(form)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, is_csv: bool) -> Result<Glossary> {
        Glossary::parse(text, &"terms".into(), is_csv, Language::English)
    }

    fn listed(text: &str, is_csv: bool) -> Vec<String> {
        let glossary = parse(text, is_csv).expect("the rows are valid");
        let terms = glossary.terms().iter();
        terms
            .map(|term| format!("{}={} {:?}", term.swedish, term.english, term.demand))
            .collect()
    }

    #[test]
    fn reads_rows_with_and_without_header() {
        for (text, is_csv, terms) in [
            (
                "sv\ten\nnät\tnetwork\n",
                false,
                vec!["nät=network Translate"],
            ),
            ("network\tnät\n", false, vec!["nät=network Translate"]),
            (
                "source\ttarget\nnetwork\tnät\n",
                false,
                vec!["nät=network Translate"],
            ),
            (
                "# note\n\nsv,en,note,flags\nnät,\"network, net\",,forbidden\n",
                true,
                vec!["nät=network, net Forbid"],
            ),
            (
                "sv\ten\tnote\tflags\nParvis\t\t\tkeep\n",
                false,
                vec!["Parvis=Parvis Keep"],
            ),
            ("\tfolk\t\tforbidden\n", false, vec!["folk= Forbid"]),
            ("", false, vec![]),
        ] {
            assert_eq!(listed(text, is_csv), terms, "{text}");
        }
    }

    #[test]
    fn tells_what_is_wrong_and_where() {
        for (text, message) in [
            (
                "nät\n",
                "terms:1: expected source, target, note and flags, found 1 fields",
            ),
            (
                "# n\na\tb\t\tbad\n",
                "terms:2: expected the flag `forbidden` or `keep`, found `bad`",
            ),
            (
                "a\t\n",
                "terms:1: expected a target term, found an empty field",
            ),
            (
                "\tb\n",
                "terms:1: expected a source term, found an empty field",
            ),
        ] {
            let error = parse(text, false).expect_err("the row is wrong");
            assert_eq!(error.to_string(), message);
        }
    }
}
