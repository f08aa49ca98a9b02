//! Capitals of the other language: *en Lördag i Mars*, *on a saturday*.

use std::sync::LazyLock;

use crate::annotate::entity::{EntityKind, EntryId};
use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_capital, is_glued, is_mid_sentence, is_word, lower, text};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::lexicon::rows;
use crate::locale::Language;
use crate::span::Span;

check_info!(FOREIGN_CAPITAL, "foreign-capital", Locale);

/// Reports [`FOREIGN_CAPITAL`].
#[derive(Debug)]
pub struct ForeignCapital;

impl Check for ForeignCapital {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_CAPITAL] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        match pair.target.lang {
            Language::Swedish => check_swedish(pair, findings),
            Language::English => check_english(pair, findings),
        }
    }
}

/// A Swedish stem, and the English words that it stands for.
type Row = (&'static str, Vec<&'static str>);

/// Words that Swedish writes in lower case and English with a capital, sorted by stem.
static LOWER_CASE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../lexicon/lower_case.tsv"))
        .map(|[stem, english]| (stem, english.split('|').collect()))
        .collect()
});

fn check_swedish(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let target = &pair.target;
    if is_title_case(pair) {
        let span = Span::new(0, target.text.len());
        let message = "Swedish titles have a capital in the first word only".to_owned();
        findings.push(slip(&FOREIGN_CAPITAL, pair, span, message, None));
        return;
    }
    for at in 1..target.tokens.len() {
        if !is_capital(target, at) || !is_mid_sentence(target, at) {
            continue;
        }
        if let Some(message) = swedish_slip(pair, at) {
            let span = target.tokens[at].span;
            let suggestion = Some(lower(target, at).to_owned());
            findings.push(slip(&FOREIGN_CAPITAL, pair, span, message, suggestion));
        }
    }
}

/// What is wrong with the capital of the word at `at`, if anything is.
fn swedish_slip(pair: &Pair<'_>, at: usize) -> Option<String> {
    let target = &pair.target;
    let word = lower(target, at);
    // The capital that opens a sentence joins nothing: *Varje Torsdag*.
    let follows_capital = is_capital(target, at - 1) && is_mid_sentence(target, at - 1);
    let goes_on_in_capitals = is_capital(target, at + 1) || follows_capital;
    let is_joined = is_glued(target, at + 1)
        && !matches!(
            text(target, at + 1),
            "." | "," | "?" | "!" | ":" | ";" | ")" | "”" | "\""
        );
    if goes_on_in_capitals || is_joined || is_all_capitals(text(target, at)) {
        return None;
    }
    let message = || format!("Swedish writes “{word}” in lower case");
    if names_a_people(pair, at) && !begins_title(target, at) {
        return Some(message());
    }
    let (_, english) = LOWER_CASE.iter().find(|(stem, _)| inflects(word, stem))?;
    let is_common = |at: usize| {
        english.contains(&text(&pair.source, at))
            && !is_capital(&pair.source, at + 1)
            && (at == 0
                || !is_capital(&pair.source, at - 1)
                || !is_mid_sentence(&pair.source, at - 1))
    };
    let source = 0..pair.source.tokens.len();
    source.into_iter().any(is_common).then(message)
}

/// True for the adjective of a Swedish proper name: *Svenska akademien*, *Indiska oceanen*.
fn begins_title(side: &Annotated<'_>, at: usize) -> bool {
    let is_definite = |word: &str| {
        ["en", "et", "n", "na"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    lower(side, at).ends_with("ska") && is_word(side, at + 1) && is_definite(lower(side, at + 1))
}

/// True for a nationality, language, day or month of the gazetteer that the source has too: *ett
/// Senegalesiskt lag*.
fn names_a_people(pair: &Pair<'_>, at: usize) -> bool {
    let (source, target) = (&pair.source, &pair.target);
    let (span, word) = (target.tokens[at].span, lower(target, at));
    // *Filippinerna* is a country, and *filippinerna* its people.
    let is_lower = |&id: &EntryId| {
        let twins = target.gazetteer.twins(id);
        let mut forms = twins.flat_map(|twin| twin.forms(Language::Swedish));
        forms.all(|form| !form.is_capital() || !inflects(word, &form.text.to_lowercase()))
    };
    let stands_in_source = |&id: &EntryId| {
        let mut ids = source.entities.iter().flat_map(|name| name.entries);
        ids.any(|&other| target.gazetteer.is_same(id, other))
    };
    let mut names = target.entities.iter().filter(|name| name.span == span);
    names.any(|name| {
        let is_kind = matches!(
            name.kind,
            EntityKind::Nationality | EntityKind::Language | EntityKind::Calendar
        );
        is_kind && name.entries.iter().all(is_lower) && name.entries.iter().any(stands_in_source)
    })
}

/// True when `word` is `stem` with an ending of at most four letters.
fn inflects(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem)
        .is_some_and(|ending| ending.chars().count() <= 4)
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}

/// A heading or label of two words or more that are all capitalised, none of them taken over from
/// the source: no names, then, but English title case.
fn is_title_case(pair: &Pair<'_>) -> bool {
    let (source, target) = (&pair.source, &pair.target);
    let mut words = 0;
    for at in 0..target.tokens.len() {
        if !is_word(target, at) {
            return false;
        }
        let is_name = at > 0
            && source
                .facts
                .iter()
                .any(|word| word.hash == target.facts[at].hash);
        if !is_capital(target, at) || is_name || is_all_capitals(text(target, at)) {
            return false;
        }
        words += 1;
    }
    (2..=8).contains(&words) && is_in_title_case(source)
}

/// True when no word but short ones of grammar is in lower case.
fn is_in_title_case(side: &Annotated<'_>) -> bool {
    (0..side.tokens.len())
        .filter(|&at| is_word(side, at))
        .all(|at| is_capital(side, at) || side.tokens[at].span.len() <= 3)
}

fn check_english(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let target = &pair.target;
    for at in 0..target.tokens.len() {
        if !is_word(target, at) || is_capital(target, at) || is_glued(target, at) {
            continue;
        }
        let word = text(target, at);
        let is_pronoun = word == "i" && is_lone(target, at);
        if is_pronoun || is_english_name(word) && !is_glued(target, at + 1) {
            let capital = capitalised(word);
            let message = format!("English writes “{capital}” with a capital");
            let span = target.tokens[at].span;
            findings.push(slip(&FOREIGN_CAPITAL, pair, span, message, Some(capital)));
        }
    }
}

/// Between two words, or before an apostrophe as in `i'm`.
fn is_lone(side: &Annotated<'_>, at: usize) -> bool {
    let is_contraction = matches!(text(side, at + 1), "'" | "’") && is_glued(side, at + 1);
    is_contraction || is_word(side, at + 1) && !is_glued(side, at + 1)
}

/// Days, months, languages and nationalities in lower case; words with another meaning left out.
fn is_english_name(word: &str) -> bool {
    if word.len() < 4
        || matches!(
            word,
            "march" | "polish" | "august" | "general" | "king" | "queen" | "pope"
        )
    {
        return false;
    }
    ENGLISH_NAMES
        .binary_search_by(|name| name.as_str().cmp(word))
        .is_ok()
}

static ENGLISH_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let is_name = |stem: &&Row| {
        let ending = ["sk", "dag", "ari", "il", "uni", "uli", "ber"];
        ending.iter().any(|ending| stem.0.ends_with(ending))
    };
    let mut names: Vec<String> = LOWER_CASE
        .iter()
        .filter(is_name)
        .flat_map(|(_, english)| english.iter().map(|word| word.to_lowercase()))
        .filter(|word| word.len() > 3)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
});

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
