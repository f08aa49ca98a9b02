//! A target that is still in the source language.

use crate::annotate::{Annotated, Pair};
use crate::check::untranslated::partly_untranslated::is_unmistakable;
use crate::check::untranslated::{count, function_words, word_count, words_of};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(UNTRANSLATED, "untranslated", Untranslated);

/// Reports [`UNTRANSLATED`].
#[derive(Debug)]
pub struct Untranslated;

impl Check for Untranslated {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&UNTRANSLATED] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        let is_untranslated = is_in_source_language(pair)
            || is_copy(pair) && !is_command(target) && has_translatable_words(target);
        if !is_untranslated {
            return;
        }
        let language = match pair.source.lang {
            crate::Language::Swedish => "Swedish",
            crate::Language::English => "English",
        };
        let whole = Span::new(0, target.text.len());
        findings.push(
            UNTRANSLATED
                .finding(
                    Severity::Critical,
                    format!("the target is still in {language}"),
                )
                .with_evidence(Vec::new(), vec![Evidence::new(whole, target.text)])
                .as_root_cause(),
        );
    }
}

/// True when words of grammar say so: several of the source language, none of the target's.
fn is_in_source_language(pair: &Pair<'_>) -> bool {
    let (own, foreign) = (pair.target.lang, pair.source.lang);
    let signs = count(&pair.target, function_words(foreign));
    signs >= 2
        && count(&pair.target, words_of(own)) == 0
        && count(&pair.target, words_of(foreign)) * 4 >= word_count(&pair.target)
}

/// True for a line that a program reads: `git commit --amend`.
fn is_command(side: &Annotated<'_>) -> bool {
    let mut words = side.text.split_whitespace();
    words.any(|word| word.len() > 2 && word.starts_with("--"))
}

/// True when the target has the very words of the source.
fn is_copy(pair: &Pair<'_>) -> bool {
    let (source, target) = (&pair.source, &pair.target);
    !target.facts.is_empty()
        && source.facts.len() == target.facts.len()
        && source
            .facts
            .iter()
            .zip(&target.facts)
            .all(|(a, b)| a.hash == b.hash)
}

/// True when a copied text holds words that ought to have been translated: a listed word of the
/// source language, or two words that no capital marks as names.
fn has_translatable_words(target: &Annotated<'_>) -> bool {
    let foreign = target.lang.other();
    if count(target, words_of(target.lang)) > count(target, words_of(foreign)) {
        return false;
    }
    if count(target, function_words(foreign)) > 0 {
        return true;
    }
    let words = target
        .tokens
        .iter()
        .zip(&target.facts)
        .filter(|(token, _)| token.kind == TokenKind::Word);
    let is_small = |span: Span| span.of(target.text).starts_with(char::is_lowercase);
    let (mut small, mut listed, mut foreign_words) = (0, 0, 0);
    for (token, word) in words {
        small += usize::from(is_small(token.span) && token.span.len() > 3);
        listed += usize::from(word.class.is_any_of(words_of(foreign)));
        foreign_words += usize::from(
            is_small(token.span) && is_unmistakable(token.span.of(&target.lower), target.lang),
        );
    }
    let is_listed = listed > 0 && (small > 0 || word_count(target) == 1);
    is_listed || small >= 3 || foreign_words > 0
}
