//! What excuses a name that stands alone in a pair: the names beside it ([`super::explanation`])
//! and the neighbours of the pair.
//!
//! A name can have moved to the next segment, a pronoun can take up one that was just mentioned,
//! and a capitalised word that stands in lower case elsewhere in the document is no name.

use super::Lonely;
use super::agreement::count_forms;
use super::explanation::{is_explained, is_home, is_implied};
use crate::annotate::entity::Entity;
use crate::annotate::{Annotated, Pair};
use crate::check::Context;
use crate::locale::Language;
use crate::segment::Side;

/// How far back a pronoun can point, in pairs.
const PRONOUN_REACH: usize = 2;

/// A reason not to report a name that stands alone on `side`, for the message.
pub(super) fn excuse(
    name: &Lonely<'_>,
    side: Side,
    pair: &Pair<'_>,
    context: &Context<'_, '_>,
) -> Option<&'static str> {
    let here = side_of(pair, side);
    if is_implied(name, here) {
        Some("the institution beside it implies the country")
    } else if is_home(name, here) {
        Some("a Swedish text need not say that something is Swedish")
    } else if side == Side::Target && is_explained(name, pair) {
        Some("it explains the name beside it")
    } else if is_moved(name, side, here, context) {
        Some("it stands in the neighbouring segment")
    } else if side == Side::Source && is_taken_up(name, pair, context) {
        Some("a pronoun may take it up")
    } else if is_ordinary(name, side, here, context) {
        Some("the document has the word in lower case too")
    } else {
        None
    }
}

fn side_of<'p, 's>(pair: &'p Pair<'s>, side: Side) -> &'p Annotated<'s> {
    match side {
        Side::Source => &pair.source,
        Side::Target => &pair.target,
    }
}

/// The name stands on the other side of a neighbour that does not have it on this side.
fn is_moved(
    name: &Lonely<'_>,
    side: Side,
    here: &Annotated<'_>,
    context: &Context<'_, '_>,
) -> bool {
    let neighbours = context
        .before
        .last()
        .into_iter()
        .chain(context.after.first());
    neighbours.into_iter().any(|neighbour| {
        let (same, other) = match side {
            Side::Source => (&neighbour.source, &neighbour.target),
            Side::Target => (&neighbour.target, &neighbour.source),
        };
        stands_in(name, here, other) && !stands_in(name, here, same)
    })
}

/// The name was translated just before, and the target has a pronoun.
fn is_taken_up(name: &Lonely<'_>, pair: &Pair<'_>, context: &Context<'_, '_>) -> bool {
    let recent = context.before.iter().rev().take(PRONOUN_REACH);
    has_pronoun(&pair.target)
        && recent.into_iter().any(|before| {
            stands_in(name, &pair.source, &before.source)
                && stands_in(name, &pair.source, &before.target)
        })
}

/// A name by shape whose words all stand in lower case somewhere near on the same side.
fn is_ordinary(
    name: &Lonely<'_>,
    side: Side,
    here: &Annotated<'_>,
    context: &Context<'_, '_>,
) -> bool {
    let mut window = context.before.iter().chain(context.after);
    name.entries.is_empty()
        && window.any(|pair| {
            let words = &side_of(pair, side).words;
            name.words.iter().all(|&at| {
                let folded = here.words.folded_at(at);
                let mut others = words.list.iter();
                others.any(|other| !other.is_capital && words.folded(other) == folded)
            })
        })
}

fn stands_in(name: &Lonely<'_>, here: &Annotated<'_>, side: &Annotated<'_>) -> bool {
    let shares_entry = |entity: &Entity<'_>| {
        let mut pairs = name
            .entries
            .iter()
            .flat_map(|&one| entity.entries.iter().map(move |&other| (one, other)));
        pairs.any(|(one, other)| here.gazetteer.is_same(one, other))
    };
    side.entities.iter().any(shares_entry)
        || name
            .words
            .iter()
            .all(|&at| count_forms(side, here.words.folded_at(at)) > 0)
}

fn has_pronoun(side: &Annotated<'_>) -> bool {
    let pronouns = match side.lang {
        Language::Swedish => SWEDISH_PRONOUNS,
        Language::English => ENGLISH_PRONOUNS,
    };
    let mut words = side.words.list.iter();
    words.any(|word| pronouns.contains(&side.words.folded(word)))
}

/// Pronouns of the third person, folded.
const SWEDISH_PRONOUNS: &[&str] = &[
    "de", "dem", "den", "dennes", "dens", "deras", "dess", "det", "han", "hans", "hen", "hennes",
    "henne", "hon", "honom", "sig", "sin", "sina", "sitt",
];
const ENGLISH_PRONOUNS: &[&str] = &[
    "he", "her", "hers", "him", "himself", "his", "it", "its", "she", "their", "them", "they",
];
