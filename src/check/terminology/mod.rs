//! Compares the terms of the user's glossary: those of the source must be translated as the
//! glossary says, those that it forbids must not be used, names to keep must stay.
//!
//! `nätverkets` in the source is *nätverk* in the glossary; `datanätverket` in the target is as
//! well. Without a glossary the check does nothing.

mod inflection;

use inflection::{is_compound, is_inflected};

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::glossary::{Demand, Glossary, Term};
use crate::span::Span;

check_info!(TERM_MISSING, "term-missing", Terminology);
check_info!(TERM_FORBIDDEN, "term-forbidden", Terminology);
check_info!(TERM_TRANSLATED, "term-translated", Terminology);

static INFOS: &[&CheckInfo] = &[&TERM_MISSING, &TERM_FORBIDDEN, &TERM_TRANSLATED];

/// Compares glossary terms.
#[derive(Debug)]
pub struct Terminology;

impl Check for Terminology {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        INFOS
    }

    fn run(&self, pair: &Pair<'_>, _context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let Some(glossary) = pair.glossary else {
            return;
        };
        let mut seen: Vec<Mention<'_>> = Vec::new();
        for mention in mentions(glossary, &pair.source) {
            let is_repeated = seen.iter().any(|other| {
                other.term.form(pair.source.lang) == mention.term.form(pair.source.lang)
            });
            if !is_repeated {
                findings.extend(judge(&mention, glossary, pair));
                seen.push(mention);
            }
        }
        for mention in mentions(glossary, &pair.target) {
            let is_banned = mention.term.demand == Demand::Forbid
                && mention.term.words(pair.source.lang).is_empty();
            if is_banned {
                findings.push(forbidden(None, &mention, pair));
            }
        }
    }
}

/// A term in a text.
#[derive(Clone, Debug)]
struct Mention<'g> {
    term: &'g Term,
    span: Span,
}

/// The terms of the glossary that stand in a side, in text order.
fn mentions<'g>(glossary: &'g Glossary, side: &Annotated<'_>) -> Vec<Mention<'g>> {
    let mut found = Vec::new();
    for at in 0..side.words.list.len() {
        for &candidate in glossary.candidates(side.lang, side.words.folded_at(at)) {
            let term = &glossary.terms()[candidate];
            if let Some(span) = stands_at(term, side, at) {
                found.push(Mention { term, span });
            }
        }
    }
    found
}

/// Where `term` stands from the word `at` on; its last word may be inflected, and so may the
/// Swedish adjectives before it.
fn stands_at(term: &Term, side: &Annotated<'_>, at: usize) -> Option<Span> {
    let wanted = term.words(side.lang);
    let window = side.words.list.get(at..at + wanted.len())?;
    let agrees = window
        .iter()
        .zip(wanted)
        .all(|(word, wanted)| is_inflected(side.words.folded(word), wanted, side.lang));
    agrees.then(|| window[0].span.cover(window[window.len() - 1].span))
}

/// What is wrong with the translation of a term of the source.
fn judge(mention: &Mention<'_>, glossary: &Glossary, pair: &Pair<'_>) -> Option<Finding> {
    let rows = rows_like(mention.term, glossary, pair);
    let used = |term: &&Term| stands_in(term, &pair.target);
    if rows
        .iter()
        .any(|term| term.demand != Demand::Forbid && used(term))
    {
        return None;
    }
    let banned = rows
        .iter()
        .find(|term| term.demand == Demand::Forbid && used(term));
    if let Some(term) = banned {
        let place = mentions(glossary, &pair.target)
            .into_iter()
            .find(|other| std::ptr::eq(other.term, *term))?;
        return Some(forbidden(Some(mention), &place, pair));
    }
    let wanted: Vec<&Term> = rows
        .into_iter()
        .filter(|term| term.demand != Demand::Forbid)
        .collect();
    let first = *wanted.first()?;
    Some(missing(mention, first, &wanted, pair))
}

/// All rows of the glossary with the source form of `term`.
fn rows_like<'g>(term: &Term, glossary: &'g Glossary, pair: &Pair<'_>) -> Vec<&'g Term> {
    let lang = pair.source.lang;
    let first = term.words(lang).first().map_or("", String::as_str);
    glossary
        .candidates(lang, first)
        .iter()
        .map(|&at| &glossary.terms()[at])
        .filter(|other| other.words(lang) == term.words(lang))
        .collect()
}

/// True when the term stands anywhere in a side, inflected or inside a compound.
fn stands_in(term: &Term, side: &Annotated<'_>) -> bool {
    let wanted = term.words(side.lang);
    let Some((last, before)) = wanted.split_last() else {
        return false;
    };
    side.words.list.windows(wanted.len()).any(|window| {
        let mut folded = window.iter().map(|word| side.words.folded(word));
        before.iter().all(|wanted| {
            folded
                .next()
                .is_some_and(|word| is_inflected(word, wanted, side.lang))
        }) && folded.next().is_some_and(|word| {
            is_inflected(word, last, side.lang) || is_compound(word, last, side.lang)
        })
    })
}

fn missing(mention: &Mention<'_>, first: &Term, wanted: &[&Term], pair: &Pair<'_>) -> Finding {
    let name = mention.span.of(pair.source.text);
    let forms: Vec<String> = wanted
        .iter()
        .map(|term| format!("“{}”", term.form(pair.target.lang)))
        .collect();
    let (info, message) = match first.demand {
        Demand::Keep => (&TERM_TRANSLATED, format!("“{name}” should stay as it is")),
        _ => (
            &TERM_MISSING,
            format!("“{name}” should be translated as {}", forms.join(" or ")),
        ),
    };
    info.finding(Severity::Major, message).with_evidence(
        vec![Evidence::new(mention.span, pair.source.text)],
        Vec::new(),
    )
}

fn forbidden(source: Option<&Mention<'_>>, target: &Mention<'_>, pair: &Pair<'_>) -> Finding {
    let word = target.span.of(pair.target.text);
    let reason = target.term.note.as_ref();
    let reason = reason.map_or_else(String::new, |note| format!(": {note}"));
    let places = |mention: &Mention<'_>, text: &str| Evidence::new(mention.span, text);
    TERM_FORBIDDEN
        .finding(
            Severity::Major,
            format!("the glossary forbids “{word}” here{reason}"),
        )
        .with_evidence(
            source
                .map(|mention| places(mention, pair.source.text))
                .into_iter()
                .collect(),
            vec![places(target, pair.target.text)],
        )
}
