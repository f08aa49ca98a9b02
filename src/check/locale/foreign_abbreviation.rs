//! Abbreviations that only the other language has.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

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
        findings.extend(foreign.find(&pair.target.lower).map(|(span, own)| {
            let text = span.of(pair.target.text);
            let message = format!("“{text}” is an abbreviation of the other language");
            let suggestion = Some(own.to_owned());
            slip(&FOREIGN_ABBREVIATION, pair, span, message, suggestion)
        }));
    }
}

/// The Swedish abbreviations and the English ones.
static TABLE: LazyLock<(Abbreviations, Abbreviations)> =
    LazyLock::new(|| (Abbreviations::of("sv"), Abbreviations::of("en")));

/// The abbreviations of one language, found in one pass over a text.
struct Abbreviations {
    automaton: AhoCorasick,
    /// What stands for each in the other language.
    counterparts: Vec<&'static str>,
}

impl Abbreviations {
    fn of(lang: &str) -> Self {
        let table = rows::<3>(include_str!("../../lexicon/abbreviations.tsv"));
        let (forms, counterparts): (Vec<_>, Vec<_>) = table
            .filter(|row| row[0] == lang)
            .map(|row| (row[1], row[2]))
            .unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(forms)
            .expect("a table of a few dozen short forms fits");
        Self {
            automaton,
            counterparts,
        }
    }

    /// Where abbreviations stand as words of their own, with their counterparts.
    fn find<'t>(&'static self, lower: &'t str) -> impl Iterator<Item = (Span, &'static str)> + 't {
        self.automaton
            .find_iter(lower)
            .filter(|found| is_alone(lower, found.start(), found.end()))
            .map(|found| {
                let span = Span::new(found.start(), found.end());
                (span, self.counterparts[found.pattern()])
            })
    }
}

fn is_alone(lower: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    !lower[..start].ends_with(|c: char| is_letter(c) || c == '.')
        && !lower[end..].starts_with(is_letter)
}
