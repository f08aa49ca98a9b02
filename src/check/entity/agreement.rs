//! Whether a name of one side has its counterpart on the other.

use super::relation::{are_related, definite_stems, is_compound_of, is_form_of};
use super::romanisation::stands_romanised;
use crate::annotate::Annotated;
use crate::annotate::entity::{
    Entity, EntityKind, Form, Shape, Word, is_given_name, is_ordinary_english,
};
use crate::locale::Language;

/// What was found for a name on the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// The name, or something that stands for it.
    Agrees,
    /// The name in lower case: the index of that word.
    LowerCased(usize),
    /// Nothing for some words of it.
    Lonely(LonelyWords),
}

/// The words of a name without a counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LonelyWords {
    /// Their indices.
    pub(super) words: Vec<usize>,
    /// True when a later word of the name agrees.
    pub(super) is_partial: bool,
}

/// Looks for `entity` of `here` on the side `there`.
pub(super) fn agreement(
    here: &Annotated<'_>,
    entity: &Entity<'_>,
    there: &Annotated<'_>,
) -> Agreement {
    let is_compound = || begins_with_name(here, entity, there);
    if entity.entries.is_empty() {
        return if is_compound() {
            Agreement::Agrees
        } else {
            agreement_by_shape(here, entity, there)
        };
    }
    let is_same = there
        .entities
        .iter()
        .any(|other| here.gazetteer.may_be_same(entity, other));
    if is_same {
        return Agreement::Agrees;
    }
    match agreement_by_form(here, entity, there) {
        Some(agreement) => agreement,
        None if opens_expansion(here, entity, there) => Agreement::Agrees,
        // *Köpenhamnsbörsen*, and *the Copenhagen exchange*.
        None if (!entity.kind.is_geographic() || names_feature(here, entity)) && is_compound() => {
            Agreement::Agrees
        }
        None => agreement_by_shape(here, entity, there),
    }
}

/// True when the word `index` of `here` stands on the other side, in whatever form.
pub(super) fn has_counterpart(here: &Annotated<'_>, index: usize, there: &Annotated<'_>) -> bool {
    let agreement = word_agreement(here, index, EntityKind::Name, there);
    !matches!(agreement, WordAgreement::None)
}

/// True for a Swedish compound that begins with the name of something that the other side names
/// in its own way: *Kinamarknaden* and *the Chinese market*.
fn begins_with_name(here: &Annotated<'_>, entity: &Entity<'_>, there: &Annotated<'_>) -> bool {
    if here.lang == Language::English || entity.words.len() != 1 {
        return false;
    }
    let compound = here.words.folded_at(entity.words.start);
    let ids = there.entities.iter().flat_map(|other| other.entries);
    let twins = ids.flat_map(|&id| there.gazetteer.twins(id));
    twins.flat_map(|twin| twin.forms(here.lang)).any(|form| {
        let [word] = &form.words[..] else {
            return false;
        };
        let mut stems = definite_stems(word).chain([&**word]);
        // *sitt Frihetsparti*, of *Frihetspartiet*
        let begins = |stem| compound == stem || is_compound_of(compound, stem, Language::Swedish);
        form.is_capital() && stems.any(begins)
    })
}

/// How often `name` stands in a side, genitives included.
pub(super) fn count_forms(side: &Annotated<'_>, name: &str) -> usize {
    side.words
        .list
        .iter()
        .filter(|word| is_form_of(side.words.folded(word), name))
        .count()
}

fn agreement_by_shape(
    here: &Annotated<'_>,
    entity: &Entity<'_>,
    there: &Annotated<'_>,
) -> Agreement {
    let (mut lonely, mut last_match) = (Vec::new(), None);
    let mut lowered = None;
    let is_known = !entity.entries.is_empty();
    let has_proper_part = is_known
        && entity.words.len() > 1
        && (has_common_part(here, entity)
            || !matches!(entity.kind, EntityKind::Place | EntityKind::Nationality))
        && entity
            .words
            .clone()
            .any(|index| is_proper_part(here, index));
    for index in entity.words.clone() {
        let word = &here.words.list[index];
        let counts = if has_proper_part {
            is_proper_part(here, index)
        } else {
            is_known || word.shape >= Shape::Name
        };
        if !counts {
            continue;
        }
        match word_agreement(here, index, entity.kind, there) {
            WordAgreement::Stands => last_match = Some(index),
            WordAgreement::LowerCased(at) => lowered = Some(at),
            WordAgreement::None => lonely.push(index),
        }
    }
    lonely.retain(|&index| !stands_romanised(here, index, there));
    if lonely.is_empty() {
        return lowered.map_or(Agreement::Agrees, Agreement::LowerCased);
    }
    if stands_as_acronym(here, entity, there) || stands_respaced(here, entity, there) {
        return Agreement::Agrees;
    }
    let is_partial = !is_known && last_match > lonely.last().copied();
    Agreement::Lonely(LonelyWords {
        words: lonely,
        is_partial,
    })
}

/// True for a name whose words the other side writes as one, alone or in a compound, or as several
/// what is one here: *San Remo* and *Sanremo*, *Höga Kusten* and *Högakustenbron*.
fn stands_respaced(here: &Annotated<'_>, entity: &Entity<'_>, there: &Annotated<'_>) -> bool {
    const LEAST: usize = 5;
    let is_proper = |&index: &usize| here.words.list[index].shape != Shape::Titled;
    let proper: Vec<usize> = entity.words.clone().filter(is_proper).collect();
    let joined = here.words.joined(proper.iter().copied());
    let last = there.words.list.len();
    let is_respaced = |at: usize| {
        let mut ends = (at + 1..=last)
            .take(3)
            .filter(|end| end - at != proper.len());
        ends.any(|end| {
            let other = there.words.joined(at..end);
            is_form_of(&other, &joined)
                || proper.len() > 1 && is_compound_of(&other, &joined, there.lang)
        })
    };
    joined.len() >= LEAST && (0..last).any(|at| there.words.list[at].is_capital && is_respaced(at))
}

/// True for a Swedish name that ends on a common noun: *Uppsala domkyrka*.
fn has_common_part(here: &Annotated<'_>, entity: &Entity<'_>) -> bool {
    let words = &here.words.list[entity.words.clone()];
    here.lang == Language::Swedish && words.last().is_some_and(|word| !word.is_capital)
}

/// A capitalised word of a longer name that is not translated: *Camp David* in *Camp David
/// Accords*.
fn is_proper_part(here: &Annotated<'_>, index: usize) -> bool {
    here.words.list[index].is_capital
        && (here.lang == Language::Swedish || !is_ordinary_english(here.words.folded_at(index)))
}

/// A form of the entry that the other language has, in any inflection or compound.
fn agreement_by_form(
    here: &Annotated<'_>,
    entity: &Entity<'_>,
    there: &Annotated<'_>,
) -> Option<Agreement> {
    let twins = entity
        .entries
        .iter()
        .flat_map(|&id| here.gazetteer.twins(id));
    let forms: Vec<&Form> = twins.flat_map(|twin| twin.forms(there.lang)).collect();
    let mut lowered = None;
    for form in &forms {
        match find_form(form, entity.kind, there) {
            Some(Agreement::Agrees) => return Some(Agreement::Agrees),
            found => lowered = lowered.or(found),
        }
    }
    // A lower-case *ryssland* would be a compound of *ryss*.
    lowered.or_else(|| {
        let is_inside = |form: &&Form| stands_inside(form, entity.kind, there);
        forms
            .into_iter()
            .any(|form| is_inside(&form))
            .then_some(Agreement::Agrees)
    })
}

/// The form itself, in its case or in lower case.
fn find_form(form: &Form, kind: EntityKind, there: &Annotated<'_>) -> Option<Agreement> {
    let (first, rest) = form.words.split_first()?;
    let mut lowered = None;
    for (at, word) in there.words.list.iter().enumerate() {
        // The *FN* of *FN:s klimatpanel* is the UN.
        if is_rival(kind, there, at) && !form.is_acronym()
            || !is_form_of(there.words.folded(word), first) && rest.is_empty()
        {
            continue;
        }
        if !rest.is_empty() {
            if stands_at(form, there, at) {
                return Some(Agreement::Agrees);
            }
            continue;
        }
        let may_be_lower =
            form.is_weak || there.words.is_part(at) || is_ordinary_word(there, word, first);
        if !form.is_capital() || word.is_capital || may_be_lower {
            return Some(Agreement::Agrees);
        }
        lowered = Some(Agreement::LowerCased(at));
    }
    lowered
}

/// A form inside another word: in a compound or without its article. Of two words, the compound
/// takes both: *rödakorsvolontär*.
fn stands_inside(form: &Form, kind: EntityKind, there: &Annotated<'_>) -> bool {
    let first = match &form.words[..] {
        [first] => first,
        [first, second] if there.lang == Language::Swedish => {
            let words = there.words.list.iter().map(|word| there.words.folded(word));
            let mut rests = words.filter_map(|word| word.strip_prefix(&**first));
            return rests.any(|rest| {
                let mut stems = definite_stems(second).chain([&**second]);
                stems.any(|stem| is_compound_of(rest, stem, Language::Swedish))
            });
        }
        _ => return false,
    };
    there.words.list.iter().enumerate().any(|(at, word)| {
        let folded = there.words.folded(word);
        let is_tail = first.len() >= 5
            && (folded.ends_with(&**first)
                // *rosenmåndagen*
                || kind == EntityKind::Calendar
                    && definite_stems(folded).any(|stem| stem.ends_with(&**first)));
        // *Mälardalsbönder*, of *Mälardalen*.
        let is_indefinite = definite_stems(first).any(|stem| {
            let is_beginning = stem.len() >= 6 && folded.starts_with(stem);
            let is_whole = !form.is_capital() || folded == stem;
            is_beginning && (is_whole || is_compound_of(folded, stem, Language::Swedish))
        });
        let is_feature = folded.strip_prefix(&**first).is_some_and(is_feature);
        is_feature
            || (is_tail || is_indefinite || is_compound_of(folded, first, there.lang))
                && !is_rival(kind, there, at)
    })
}

/// True for a Swedish compound that says what it names: *Yukonfloden*.
fn names_feature(here: &Annotated<'_>, entity: &Entity<'_>) -> bool {
    let name = here.words.folded_at(entity.words.start);
    entity.words.len() == 1 && FEATURES.iter().any(|feature| name.ends_with(feature))
}

fn is_feature(head: &str) -> bool {
    FEATURES.contains(&head)
}

/// What a Swedish compound can say that it names, folded.
const FEATURES: [&str; 16] = [
    "alven",
    "bergen",
    "berget",
    "bukten",
    "dalen",
    "deltat",
    "floden",
    "halvon",
    "kanalen",
    "kusten",
    "oarna",
    "oknen",
    "provinsen",
    "sjon",
    "slatten",
    "viken",
];

/// True where the word `at` belongs to another known name of the same kind as the one looked for:
/// the entries were compared already. *Nigeria* is no compound of *Niger*, *Europeiska rådet* not
/// the Council of Europe.
fn is_rival(kind: EntityKind, there: &Annotated<'_>, at: usize) -> bool {
    there.words.list[at].shape == Shape::Known
        && there.entities.iter().any(|other| {
            let is_alike = other.kind == kind || other.kind.is_geographic() && kind.is_geographic();
            is_alike && other.words.contains(&at)
        })
}

/// All words of `form` from the word `at` on, in any case; the last may be inflected.
fn stands_at(form: &Form, there: &Annotated<'_>, at: usize) -> bool {
    let Some(window) = there.words.list.get(at..at + form.words.len()) else {
        return false;
    };
    window.iter().zip(&form.words).all(|(word, wanted)| {
        let folded = there.words.folded(word);
        is_form_of(folded, wanted) || definite_stems(wanted).any(|stem| stem == folded)
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordAgreement {
    Stands,
    LowerCased(usize),
    None,
}

fn word_agreement(
    here: &Annotated<'_>,
    index: usize,
    kind: EntityKind,
    there: &Annotated<'_>,
) -> WordAgreement {
    let folded = here.words.folded_at(index);
    let is_acronym = here.words.list[index].shape == Shape::Acronym;
    let mut lowered = WordAgreement::None;
    for (at, word) in there.words.list.iter().enumerate() {
        let other = there.words.folded(word);
        let is_equal = is_form_of(other, folded) || is_form_of(folded, other);
        let may_be_lower = || {
            is_acronym
                || here.words.is_part(index)
                || there.words.is_part(at)
                || is_ordinary_word(there, word, folded)
                    && !follows_given_name(here, index, there, at)
                    && !is_listed(here, index)
        };
        if is_equal && !word.is_capital && !may_be_lower() {
            lowered = WordAgreement::LowerCased(at);
        } else if is_equal
            || !is_rival(kind, there, at) && are_related(here.lang, kind, folded, word, other)
        {
            return WordAgreement::Stands;
        }
    }
    lowered
}

/// True for a Swedish name among others: *Hägg, Palm och Rosén*.
fn is_listed(here: &Annotated<'_>, index: usize) -> bool {
    let is_name = |at: usize| {
        let word = here.words.list.get(at);
        word.is_some_and(|word| word.is_capital && !word.is_initial)
    };
    let links = |at: usize| {
        let token = here.words.list[at].token;
        let text = |at: usize| here.tokens.get(at).map(|token| token.span.of(here.text));
        matches!(text(token + 1), Some("," | "och"))
    };
    here.lang == Language::Swedish
        && is_name(index)
        && links(index)
        && (is_name(index + 1) || is_name(index + 2))
}

/// True where the same given name stands before both words: the *strand* of *Olof strand* is no
/// beach.
fn follows_given_name(
    here: &Annotated<'_>,
    index: usize,
    there: &Annotated<'_>,
    at: usize,
) -> bool {
    let before = |side: &Annotated<'_>, at: usize| {
        let word = side.words.list.get(at.checked_sub(1)?)?;
        let is_next = word.is_capital && word.token + 1 == side.words.list[at].token;
        is_next.then(|| side.words.folded(word).to_owned())
    };
    before(here, index)
        .filter(|name| is_given_name(name))
        .is_some_and(|name| before(there, at) == Some(name))
}

/// True for a word that means something without its capital; *åre* does not, though *are* does.
fn is_ordinary_word(side: &Annotated<'_>, word: &Word, folded: &str) -> bool {
    word.span.of(side.text).is_ascii() && is_ordinary_english(folded)
}

/// An acronym on one side and, on the other, neighbouring words with its initials.
fn stands_as_acronym(here: &Annotated<'_>, entity: &Entity<'_>, there: &Annotated<'_>) -> bool {
    let words = &here.words.list[entity.words.clone()];
    if let [word] = words
        && word.shape == Shape::Acronym
    {
        return has_initials(there, here.words.folded(word));
    }
    let initials: String = entity
        .words
        .clone()
        .filter_map(|index| here.words.folded_at(index).chars().next())
        .collect();
    initials.len() >= 3
        && there
            .words
            .list
            .iter()
            .any(|word| word.shape == Shape::Acronym && there.words.folded(word) == initials)
}

/// True for the *Australian* of an *Australian Institute of Marine Science* that is AIMS on the
/// other side.
fn opens_expansion(here: &Annotated<'_>, entity: &Entity<'_>, there: &Annotated<'_>) -> bool {
    let rest = &here.words.list[entity.words.start..];
    let words = || {
        let words = rest.iter().filter(|word| word.is_capital);
        words.map(|word| here.words.folded(word))
    };
    let mut acronyms = there.words.list.iter().filter(|word| {
        let is_long = word.span.len() >= 3 && word.span.len() <= words().count();
        word.shape == Shape::Acronym && is_long
    });
    acronyms.any(|acronym| {
        let letters = there.words.folded(acronym).chars();
        words()
            .zip(letters)
            .all(|(word, letter)| word.starts_with(letter))
    })
}

fn has_initials(side: &Annotated<'_>, acronym: &str) -> bool {
    // Function words would spell any acronym somewhere; within a long one they are left out.
    let len = acronym.chars().count();
    let list = side.words.list.iter().map(|word| side.words.folded(word));
    let words: Vec<&str> = list.filter(|word| len < 3 || word.len() >= 4).collect();
    len >= 2
        && words.windows(len).any(|window| {
            let mut letters = window.iter().zip(acronym.chars());
            letters.all(|(word, letter)| word.len() >= 4 && word.starts_with(letter))
        })
}
