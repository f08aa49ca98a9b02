//! Abbreviations that only the other language has.

use std::sync::LazyLock;

use crate::annotate::Pair;
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::lexicon::rows;
use crate::locale::Language;
use crate::span::Span;

check_info!(FOREIGN_ABBREVIATION, "foreign-abbreviation", Locale);

/// Reports [`FOREIGN_ABBREVIATION`].
#[derive(Debug)]
pub struct ForeignAbbreviation;

impl Check for ForeignAbbreviation {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_ABBREVIATION] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let foreign = match pair.source.lang {
            Language::Swedish => &TABLE.0,
            Language::English => &TABLE.1,
        };
        for (abbreviation, own) in foreign {
            if let Some(span) = find(&pair.target.lower, abbreviation) {
                let text = span.of(pair.target.text);
                let message = format!("“{text}” is an abbreviation of the other language");
                let suggestion = Some((*own).to_owned());
                findings.push(slip(&FOREIGN_ABBREVIATION, pair, span, message, suggestion));
            }
        }
    }
}

/// Abbreviation and what stands for it in the other language: the Swedish ones, the English ones.
static TABLE: LazyLock<(Vec<Row>, Vec<Row>)> = LazyLock::new(|| {
    let table = include_str!("../../lexicon/abbreviations.tsv");
    let of = |lang: &str| {
        rows::<3>(table)
            .filter(|row| row[0] == lang)
            .map(|row| (row[1], row[2]))
            .collect()
    };
    (of("sv"), of("en"))
});

type Row = (&'static str, &'static str);

/// Where the abbreviation stands as a word of its own.
fn find(lower: &str, abbreviation: &str) -> Option<Span> {
    let at = lower.find(abbreviation)?;
    let end = at + abbreviation.len();
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    let is_alone = !lower[..at].ends_with(|c: char| is_letter(c) || c == '.')
        && !lower[end..].starts_with(is_letter);
    is_alone.then(|| Span::new(at, end))
}
