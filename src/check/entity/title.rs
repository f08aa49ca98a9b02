//! English titles of ordinary words and their Swedish translations: *National Treasure*,
//! *Nationalskatten*.
//!
//! An English capital on an ordinary word proves no name, so a title that no table knows can't be
//! compared. What can be said is that a Swedish capital inside a sentence may be its translation:
//! as many Swedish names are let pass as there are English titles without a counterpart.

use super::Unpaired;
use super::agreement::has_counterpart;
use super::lonely::Lonely;
use crate::annotate::entity::{EntityKind, Shape};
use crate::annotate::{Annotated, Pair};
use crate::locale::Language;

/// Removes Swedish names that may translate an English title.
pub(super) fn absorb(pair: &Pair<'_>, names: &mut Unpaired<'_>) {
    let (english, swedish, lonely) = match pair.source.lang {
        Language::English => (&pair.source, &pair.target, &mut names.added),
        Language::Swedish => (&pair.target, &pair.source, &mut names.missing),
    };
    if lonely.is_empty() {
        return;
    }
    let mut open_titles = count_open_titles(english, swedish);
    lonely.retain(|name| {
        let is_translation =
            open_titles > 0 && is_translatable(name.kind) && looks_swedish(name, swedish);
        open_titles -= usize::from(is_translation);
        !is_translation
    });
}

/// Runs of ordinary English words with capitals that have no counterpart in `swedish`.
fn count_open_titles(english: &Annotated<'_>, swedish: &Annotated<'_>) -> usize {
    let is_open = |at: usize| {
        english.words.list[at].shape == Shape::Titled && !has_counterpart(english, at, swedish)
    };
    (0..english.words.list.len())
        .filter(|&at| is_open(at) && (at == 0 || !is_open(at - 1)))
        .count()
}

const fn is_translatable(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Name
            | EntityKind::Organisation
            | EntityKind::Law
            | EntityKind::Title
            | EntityKind::Work
            | EntityKind::Term
    )
}

/// True for a name that ends like a Swedish noun or adjective: *Soltemplet*, *Röda* (korset).
fn looks_swedish(name: &Lonely<'_>, swedish: &Annotated<'_>) -> bool {
    name.words.last().is_some_and(|&last| {
        let word = swedish.words.list[last].span.of(swedish.text);
        let stem = word.strip_suffix('s').unwrap_or(word);
        ENDINGS.iter().any(|ending| stem.ends_with(ending))
            || word.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'])
    })
}

const ENDINGS: &[&str] = &[
    "a", "ade", "are", "avtal", "bank", "berg", "dag", "del", "en", "et", "fond", "gram", "het",
    "hus", "ik", "ing", "krig", "lag", "land", "lig", "ment", "na", "nd", "or", "parti", "pris",
    "sk", "skap", "stad", "tion", "um", "verk",
];
