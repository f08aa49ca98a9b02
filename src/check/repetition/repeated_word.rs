//! A word said twice in a row.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(REPEATED_WORD, "repeated-word", Repetition);

/// Reports [`REPEATED_WORD`].
#[derive(Debug)]
pub struct RepeatedWord;

impl Check for RepeatedWord {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&REPEATED_WORD] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some(span) = first_repeated(&pair.target) else {
            return;
        };
        // "very very good" may well be "mycket mycket bra".
        if has_any(&pair.source) {
            return;
        }
        let word = span.of(pair.target.text);
        findings.push(
            REPEATED_WORD
                .finding(Severity::Minor, format!("“{word}” stands twice in a row"))
                .with_evidence(Vec::new(), vec![Evidence::new(span, pair.target.text)])
                .with_suggestion(word.split_whitespace().next().map(str::to_owned)),
        );
    }
}

/// Where a word follows itself with nothing but a space between, words that may do so left out.
fn first_repeated(side: &Annotated<'_>) -> Option<Span> {
    pairs(side).find(|span| {
        let text = span.of(&side.lower);
        let word = text.split_whitespace().next().unwrap_or_default();
        !may_follow_itself(word, side.lang) && !is_name(span.of(side.text))
    })
}

fn has_any(side: &Annotated<'_>) -> bool {
    pairs(side).next().is_some()
}

fn pairs<'a>(side: &'a Annotated<'_>) -> impl Iterator<Item = Span> + 'a {
    let is_word = |at: usize| side.tokens[at].kind == TokenKind::Word;
    (1..side.tokens.len())
        .filter(move |&at| side.facts[at].hash == side.facts[at - 1].hash && is_word(at))
        .filter(|&at| !side.tokens[at].is_glued)
        .map(|at| side.tokens[at - 1].span.cover(side.tokens[at].span))
}

/// Two capitals: Duran Duran, Pago Pago.
fn is_name(text: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    text.split_whitespace().all(is_capital)
}

/// Words that grammar lets stand twice: a particle before a preposition, a pronoun before an
/// article, "that that".
fn may_follow_itself(lower: &str, lang: Language) -> bool {
    match lang {
        Language::Swedish => matches!(
            lower,
            "det"
                | "den"
                | "de"
                | "på"
                | "i"
                | "till"
                | "om"
                | "av"
                | "för"
                | "så"
                | "är"
                | "var"
                | "har"
                | "hade"
                | "upp"
                | "in"
                | "ut"
                | "ha"
                | "nej"
                | "ja"
                | "hej"
                | "bla"
                | "tick"
                | "hon"
                | "han"
                | "mycket"
                | "med"
                | "under"
                | "över"
                | "man"
                | "får"
                | "ner"
                | "fram"
        ),
        Language::English => matches!(
            lower,
            "that"
                | "had"
                | "is"
                | "in"
                | "on"
                | "her"
                | "do"
                | "you"
                | "very"
                | "ha"
                | "bye"
                | "no"
                | "yes"
                | "blah"
                | "tick"
                | "long"
                | "many"
                | "so"
        ),
    }
}
