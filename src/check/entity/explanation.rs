//! Places and nationalities that a translator adds or leaves out for the reader's sake: they say
//! where something is that the other side names too.
//!
//! *Prague's Charles Bridge*, *Ukrainian President Volodymyr Zelensky*, *the Swedish Tax Agency*;
//! a Swedish text need not say that something is Swedish.

use std::ops::Range;

use super::agreement::{Agreement, agreement};
use super::lonely::Lonely;
use crate::annotate::entity::{Entity, EntityKind};
use crate::annotate::{Annotated, Pair};
use crate::locale::Language;

/// A country or nationality beside an institution, *Government Offices of Sweden* and *Swedish Tax
/// Agency*, and any place right before one: *Stockholm District Court*.
pub(super) fn is_implied(name: &Lonely<'_>, here: &Annotated<'_>) -> bool {
    let (Some(&first), Some(&last)) = (name.words.first(), name.words.last()) else {
        return false;
    };
    let is_institution = |entity: &&Entity<'_>| {
        matches!(
            entity.kind,
            EntityKind::Organisation | EntityKind::Law | EntityKind::Title
        )
    };
    let is_country = |&id: &_| here.gazetteer.entry(id).is_country();
    let is_national = name.kind == EntityKind::Nationality || name.entries.iter().any(is_country);
    name.kind.is_geographic()
        && here.entities.iter().filter(is_institution).any(|entity| {
            let end = entity.words.end;
            entity.words.start == last + 1 || is_national && (end..=end + 1).contains(&first)
        })
}

/// *Swedish* before a noun and *Sweden's* in the English text.
pub(super) fn is_home(name: &Lonely<'_>, here: &Annotated<'_>) -> bool {
    let is_sweden = |&id: &_| &*here.gazetteer.entry(id).id == "SE";
    let Some(&last) = name
        .words
        .last()
        .filter(|_| name.entries.iter().any(is_sweden))
    else {
        return false;
    };
    let precedes_word = || {
        let next = here.words.list.get(last + 1);
        next.is_some_and(|next| next.token == here.words.list[last].token + 1)
    };
    let qualifies = match name.kind {
        EntityKind::Nationality => precedes_word(),
        _ => is_owned(here, last),
    };
    here.lang == Language::English && qualifies
}

/// A place or nationality of the target beside a name that the source has: *Prague's Charles
/// Bridge*, *Ukrainian President Volodymyr Zelensky*, *Visby on the island of Gotland*.
pub(super) fn is_explained(name: &Lonely<'_>, pair: &Pair<'_>) -> bool {
    const REACH: usize = 3;
    let (Some(&first), Some(&last)) = (name.words.first(), name.words.last()) else {
        return false;
    };
    let target = &pair.target;
    let agrees = |entity: &&Entity<'_>| {
        !entity.is_weak && agreement(target, entity, &pair.source) == Agreement::Agrees
    };
    let goes_on = |from: usize, to: usize| {
        let list = &target.words.list;
        list[to].token - list[from].token <= to - from + 1
    };
    let mut entities = target.entities.iter();
    name.kind.is_geographic()
        && entities.any(|entity| {
            let (start, end) = (entity.words.start, entity.words.end);
            let is_before = start > last
                && start - last <= REACH
                && goes_on(last, start)
                && !entity.kind.is_geographic() | is_owned(target, last);
            let is_behind = end <= first
                && first - end <= REACH + 1
                && first > end
                && matches!(entity.kind, EntityKind::Place | EntityKind::Organisation)
                && goes_on(end - 1, first)
                && is_located(target, end..first);
            (is_before || is_behind) && agrees(&entity)
        })
}

/// True before an English genitive, which is a word of its own: *Prague's*.
fn is_owned(side: &Annotated<'_>, at: usize) -> bool {
    let next = side.words.list.get(at + 1);
    next.is_some_and(|next| next.is_tied && side.words.folded(next) == "s")
}

/// *on the island of*, *i landskapet*: what leads from a place to the one that it lies in.
fn is_located(side: &Annotated<'_>, between: Range<usize>) -> bool {
    let mut words = between.map(|at| side.words.folded_at(at));
    let begins = words
        .next()
        .is_some_and(|word| matches!(word, "in" | "on" | "i" | "pa"));
    begins && words.all(|word| LOCATIONS.contains(&word))
}

/// Words of a place within another, folded.
const LOCATIONS: &[&str] = &[
    "city",
    "county",
    "delstaten",
    "district",
    "island",
    "kommun",
    "landskapet",
    "of",
    "on",
    "peninsula",
    "province",
    "provinsen",
    "region",
    "regionen",
    "state",
    "staden",
    "the",
];
