//! Scans each side of a segment once into [`Annotated`]: tokens and the typed facts that the
//! checks compare. No check tokenises again.
//!
//! Adding a kind of annotation: a folder here, a field of [`Annotated`], a line in
//! [`Annotator::annotate`].

pub mod anchor;
pub mod entity;
pub mod placeholder;
pub mod quantity;
pub mod word;

use std::sync::Arc;

use crate::glossary::Glossary;
use crate::locale::Language;
use crate::segment::Segment;
use crate::text::token::{Token, lower_in_place, tokenize};
use entity::{Entity, Gazetteer, Words};
use placeholder::{Placeholder, masked, placeholders};
use quantity::Quantity;
use word::{WordFact, word_facts};

/// One side of a segment with everything that was found in it.
#[derive(Clone, Debug)]
pub struct Annotated<'t> {
    /// The text as the user has it; every span points into it.
    pub text: &'t str,
    /// Its language.
    pub lang: Language,
    /// What a program fills in or interprets, in text order.
    pub placeholders: Vec<Placeholder>,
    /// The text in lower case with its placeholders blanked out, byte for byte at the same places.
    pub lower: String,
    /// Its tokens, placeholders left out, in text order.
    pub tokens: Vec<Token>,
    /// What is known of each token as a word, in the order of `tokens`.
    pub facts: Vec<WordFact>,
    /// Its quantities, in text order, not overlapping.
    pub quantities: Vec<Quantity>,
    /// Its words, folded, with what their capitals say.
    pub words: Words,
    /// The names in it, in text order.
    pub entities: Vec<Entity<'t>>,
    /// The names that parvis and the user know.
    pub gazetteer: &'t Gazetteer,
}

/// A segment with both sides annotated: what a check looks at.
#[derive(Clone, Debug)]
pub struct Pair<'s> {
    /// The segment as read.
    pub segment: &'s Segment,
    /// The annotated source.
    pub source: Annotated<'s>,
    /// The annotated target.
    pub target: Annotated<'s>,
    /// The user's terms.
    pub glossary: Option<&'s Glossary>,
}

/// Turns text into annotations. Holds what the annotators look things up in, so it is made once
/// and shared by all threads.
#[derive(Debug, Default)]
pub struct Annotator {
    /// The built-in names with those of the user beside them, where there are any.
    own_names: Option<Gazetteer>,
    glossary: Option<Arc<Glossary>>,
}

impl Annotator {
    /// An annotator with the built-in tables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The annotator with the user's terms; those written with a capital are names as well.
    #[must_use]
    pub fn with_glossary(mut self, glossary: Arc<Glossary>) -> Self {
        self.own_names = Some(Gazetteer::with_names(&glossary.names()));
        self.glossary = Some(glossary);
        self
    }

    fn gazetteer(&self) -> &Gazetteer {
        match &self.own_names {
            Some(names) => names,
            None => Gazetteer::built_in(),
        }
    }

    /// Annotates one text; linear in its length.
    #[must_use]
    pub fn annotate<'t>(&'t self, text: &'t str, lang: Language) -> Annotated<'t> {
        let placeholders = placeholders(text);
        let visible = masked(text, &placeholders);
        let lower = lower_in_place(&visible);
        let tokens = tokenize(&visible);
        let facts = word_facts(&lower, &tokens);
        let quantities = quantity::scan(&visible, &lower, &tokens, &facts, lang);
        let (words, entities) = entity::scan(&visible, lang, &tokens, self.gazetteer());
        Annotated {
            text,
            lang,
            placeholders,
            lower,
            tokens,
            facts,
            words,
            quantities,
            entities,
            gazetteer: self.gazetteer(),
        }
    }

    /// Annotates both sides of a segment.
    #[must_use]
    pub fn annotate_pair<'s>(&'s self, segment: &'s Segment) -> Pair<'s> {
        Pair {
            segment,
            source: self.annotate(&segment.source, segment.source_lang),
            target: self.annotate(&segment.target, segment.target_lang()),
            glossary: self.glossary.as_deref(),
        }
    }
}
