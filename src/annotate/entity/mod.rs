//! Finds the names in one side of a segment: by the gazetteer and by shape.
//!
//! `"EU-kommissionär Thierry Breton talade japanska"` gives `EU` (organisation, id `eu`),
//! `Thierry Breton` (a name by its capitals) and `japanska` (nationality `JP` or language `ja`).
//! Comparing the two sides is left to the entity check, as are Swedish compounds
//! (*Trumpadministrationen*): what is inside them shows only beside the other side.
//!
//! English capitalises far more than names, so an English capital counts by what the word is: one
//! that is not in the list of ordinary words is a name, an ordinary one may be part of a
//! translatable title (*White House*). A capital inside a Swedish sentence nearly always is a
//! name; one at its beginning says nothing in either language.

mod gazetteer;
mod given_names;
mod inflection;
mod ordinary;
mod species;
mod words;

pub use gazetteer::{Entry, EntryId, Form, Gazetteer};
pub use given_names::is_given_name;
pub use ordinary::{
    is_common_english, is_inflection_of, is_ordinary_compound, is_ordinary_english,
};
pub use words::{Shape, Style, Word, Words};

use std::fmt;
use std::ops::Range;

use crate::locale::Language;
use crate::span::Span;
use crate::text::token::Token;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EntityKind {
    /// Country, city, region, sea, river, mountain, building.
    Place,
    /// The adjective or the people of a place.
    Nationality,
    /// Language.
    Language,
    /// Person, saint, god, royal house.
    Person,
    /// Organisation, authority, company, club.
    Organisation,
    /// Brand or product.
    Product,
    /// Act, treaty, programme.
    Law,
    /// Office or form of address.
    Title,
    /// Book, film, newspaper, prize, event.
    Work,
    /// Month, weekday, feast.
    Calendar,
    /// Term that is written as a name in one of the languages: acronym, faith, era.
    Term,
    /// Name by its shape alone.
    Name,
}

impl EntityKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Place,
        Self::Nationality,
        Self::Language,
        Self::Person,
        Self::Organisation,
        Self::Product,
        Self::Law,
        Self::Title,
        Self::Work,
        Self::Calendar,
        Self::Term,
        Self::Name,
    ];

    /// The name in output and in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Nationality => "nationality",
            Self::Language => "language",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Product => "product",
            Self::Law => "law",
            Self::Title => "title",
            Self::Work => "work",
            Self::Calendar => "calendar",
            Self::Term => "term",
            Self::Name => "name",
        }
    }

    /// True for places, their people and their languages, which stand for each other.
    #[must_use]
    pub const fn is_geographic(self) -> bool {
        matches!(self, Self::Place | Self::Nationality | Self::Language)
    }

    /// True where a Swedish form in lower case is as sure as a name: *japansk*, *måndag*.
    const fn is_lower_case_name(self) -> bool {
        matches!(
            self,
            Self::Place | Self::Nationality | Self::Language | Self::Calendar
        )
    }

    /// True where Swedish writes many of the names in lower case, so that a capital at the
    /// beginning of a sentence is no proof: *Antikens kulturer*.
    const fn is_often_lower_case(self) -> bool {
        matches!(self, Self::Term | Self::Law | Self::Title | Self::Calendar)
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity<'t> {
    /// Where it stands, without a genitive after a colon or an apostrophe.
    pub span: Span,
    /// The words it covers, as indices into [`Words::list`].
    pub words: Range<usize>,
    /// What it is the name of; of several readings, the first.
    pub kind: EntityKind,
    /// The gazetteer entries that it may mean, best first; empty for a name by shape.
    pub entries: &'t [EntryId],
    /// True where the text may hold no name at all: it can agree with a name on the other side,
    /// but its absence there proves nothing.
    pub is_weak: bool,
}

/// Finds the names in a text; linear in its length.
#[must_use]
pub fn scan<'t>(
    text: &str,
    lang: Language,
    tokens: &[Token],
    gazetteer: &'t Gazetteer,
) -> (Words, Vec<Entity<'t>>) {
    let mut words = Words::new(text, lang, tokens);
    let mut entities = gazetteer.find(text, lang, tokens, &words);
    words.mark_known(&entities);
    entities.extend(by_shape(&words, lang));
    entities.sort_by_key(|entity| entity.span.start);
    (words, entities)
}

/// Runs of capitalised words outside the gazetteer that hold at least one sure name.
fn by_shape<'t>(words: &Words, lang: Language) -> Vec<Entity<'t>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        let end = words.run_end(at);
        let run = &words.list[at..end];
        if run.iter().any(|word| word.shape >= Shape::Name) {
            found.push(Entity {
                span: run[0].span.cover(run[run.len() - 1].span),
                words: at..end,
                kind: if is_given_name(words.folded_at(at)) && run.len() > 1 {
                    EntityKind::Person
                } else {
                    EntityKind::Name
                },
                entries: &[],
                is_weak: run.len() == 1 && lang == Language::English && words.is_species(end),
            });
        }
        at = end.max(at + 1);
    }
    found
}
