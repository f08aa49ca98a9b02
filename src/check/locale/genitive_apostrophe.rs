//! The English genitive apostrophe in Swedish, and the Swedish colon in English.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_capital, is_glued, is_word, lower, text};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::lexicon::words::WordClass;
use crate::locale::Language;
use crate::span::Span;

check_info!(GENITIVE_APOSTROPHE, "genitive-apostrophe", Locale);

/// Reports [`GENITIVE_APOSTROPHE`].
#[derive(Debug)]
pub struct GenitiveApostrophe;

impl Check for GenitiveApostrophe {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&GENITIVE_APOSTROPHE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        if target.lang == Language::English {
            findings.extend(colon_genitive(pair).or_else(|| bare_genitive(pair)));
            return;
        }
        if !target.text.contains(['\'', '’']) {
            return;
        }
        for at in 1..target.tokens.len() {
            if !is_genitive(target, at) || is_name_or_english(target, at) {
                continue;
            }
            let noun = text(target, at - 1);
            let span = target.tokens[at - 1].span.cover(target.tokens[at + 1].span);
            if ends_name(pair, at, span) {
                continue;
            }
            findings.push(slip(
                &GENITIVE_APOSTROPHE,
                pair,
                span,
                "Swedish has no apostrophe in the genitive".to_owned(),
                Some(genitive(noun)),
            ));
        }
    }
}

/// *EU:s* in an English target.
fn colon_genitive(pair: &Pair<'_>) -> Option<Finding> {
    let target = &pair.target;
    let at = (1..target.tokens.len()).find(|&at| {
        lower(target, at) == ":"
            && is_glued(target, at)
            && lower(target, at + 1) == "s"
            && is_glued(target, at + 1)
            && is_capital(target, at - 1)
    })?;
    let span = target.tokens[at - 1].span.cover(target.tokens[at + 1].span);
    let suggestion = format!("{}’s", text(target, at - 1));
    let message = "English has an apostrophe in the genitive, no colon".to_owned();
    Some(slip(
        &GENITIVE_APOSTROPHE,
        pair,
        span,
        message,
        Some(suggestion),
    ))
}

/// *childrens*, which is no English word without its apostrophe.
fn bare_genitive(pair: &Pair<'_>) -> Option<Finding> {
    let target = &pair.target;
    let at = (0..target.tokens.len()).find(|&at| BARE_GENITIVES.contains(&lower(target, at)))?;
    let noun = text(target, at).trim_end_matches('s');
    let message = "English has an apostrophe in the genitive".to_owned();
    let suggestion = Some(format!("{noun}’s"));
    Some(slip(
        &GENITIVE_APOSTROPHE,
        pair,
        target.tokens[at].span,
        message,
        suggestion,
    ))
}

/// Genitives of plurals that have no -s of their own.
const BARE_GENITIVES: [&str; 4] = ["childrens", "gentlemens", "mens", "womens"];

/// True when `'s` begins with the mark at `at` and a word ends there.
fn is_genitive(side: &Annotated<'_>, at: usize) -> bool {
    matches!(lower(side, at), "'" | "’")
        && is_glued(side, at)
        && is_word(side, at - 1)
        && lower(side, at + 1) == "s"
        && is_glued(side, at + 1)
}

/// *Lord’s*: a name that the source has in the same letters, before no noun that it owns.
fn ends_name(pair: &Pair<'_>, at: usize, span: Span) -> bool {
    let target = &pair.target;
    let is_function = target.facts.get(at + 2).is_some_and(|word| {
        word.class
            .is_any_of(WordClass::SWEDISH_FUNCTION.with(WordClass::SCANDINAVIAN))
    });
    let owns = is_word(target, at + 2) && !is_function;
    !owns && pair.source.text.contains(span.of(target.text))
}

/// Brands, and names and phrases that are English as a whole: *King's College*, *let's dance*.
fn is_name_or_english(side: &Annotated<'_>, at: usize) -> bool {
    let noun = lower(side, at - 1);
    let is_english = |at: usize| {
        let class = side.facts.get(at).map(|word| word.class);
        class.is_some_and(|class| class.is_any_of(WordClass::ENGLISH))
    };
    let begins_name = is_capital(side, at + 2) && is_capital(side, at - 1);
    BRANDS.binary_search(&noun).is_ok()
        || begins_name
        || is_english(at + 2)
        || is_english(at - 1)
        || at > 1 && is_english(at - 2)
}

/// `EU` → `EU:s`, `Sverige` → `Sveriges`, `Lars` → `Lars`.
fn genitive(noun: &str) -> String {
    let is_acronym = noun.chars().count() > 1 && noun.chars().all(char::is_uppercase);
    if is_acronym {
        format!("{noun}:s")
    } else if noun.ends_with(['s', 'x', 'z']) {
        noun.to_owned()
    } else {
        format!("{noun}s")
    }
}

/// Names that are written with `'s` in any language, and English contractions; sorted.
static BRANDS: [&str; 44] = [
    "arby",
    "bailey",
    "carl",
    "chili",
    "christie",
    "claire",
    "denny",
    "domino",
    "dunkin",
    "gordon",
    "harrod",
    "he",
    "here",
    "hershey",
    "how",
    "it",
    "jerry",
    "jones",
    "kellogg",
    "kohl",
    "land",
    "lay",
    "let",
    "levi",
    "lloyd",
    "lowe",
    "macy",
    "martha",
    "mcdonald",
    "moody",
    "peet",
    "poor",
    "reese",
    "sainsbury",
    "she",
    "sotheby",
    "st",
    "that",
    "there",
    "trader",
    "wendy",
    "what",
    "where",
    "who",
];
