//! Whether a name of one side has its counterpart on the other.

use super::romanisation::stands_romanised;
use crate::annotate::Annotated;
use crate::annotate::entity::{
    Entity, EntityKind, Form, Shape, Word, is_given_name, is_ordinary_english,
};
use crate::locale::Language;
use crate::text::fold::transliteration_key;

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
    if entity.entries.is_empty() {
        return if begins_with_name(here, entity, there) {
            Agreement::Agrees
        } else {
            agreement_by_shape(here, entity, there)
        };
    }
    let is_same = there
        .entities
        .iter()
        .any(|other| shares_entry(here, entity, other));
    if is_same {
        return Agreement::Agrees;
    }
    match agreement_by_form(here, entity, there) {
        Some(agreement) => agreement,
        None => agreement_by_shape(here, entity, there),
    }
}

/// True when both may be the same thing.
pub(super) fn shares_entry(side: &Annotated<'_>, one: &Entity<'_>, other: &Entity<'_>) -> bool {
    one.entries.iter().any(|&id| {
        other
            .entries
            .iter()
            .any(|&other| side.gazetteer.is_same(id, other))
    })
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
        form.is_capital() && stems.any(|stem| is_compound_of(compound, stem, Language::Swedish))
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
    if stands_as_acronym(here, entity, there) {
        return Agreement::Agrees;
    }
    let is_partial = !is_known && last_match > lonely.last().copied();
    Agreement::Lonely(LonelyWords {
        words: lonely,
        is_partial,
    })
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
        let is_tail = first.len() >= 5 && folded.ends_with(&**first);
        // *Mälardalsbönder*, of *Mälardalen*.
        let is_indefinite = definite_stems(first).any(|stem| {
            let is_beginning = stem.len() >= 6 && folded.starts_with(stem);
            let is_name = form.is_capital();
            is_beginning && (!is_name || is_compound_of(folded, stem, Language::Swedish))
        });
        (is_tail || is_indefinite || is_compound_of(folded, first, there.lang))
            && !is_rival(kind, there, at)
    })
}

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

/// *försvarsdepartement* of *försvarsdepartementet*: after a genitive the article is gone.
fn definite_stems(word: &str) -> impl Iterator<Item = &str> {
    ["et", "en", "na", "n"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.len() >= 4)
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
        };
        if is_equal && !word.is_capital && !may_be_lower() {
            lowered = WordAgreement::LowerCased(at);
        } else if is_equal
            || !is_rival(kind, there, at) && are_related(here.lang, folded, word, other)
        {
            return WordAgreement::Stands;
        }
    }
    lowered
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

/// True for `word` or its genitive, plural or Swedish definite form.
fn is_form_of(word: &str, base: &str) -> bool {
    word.strip_prefix(base)
        .is_some_and(|ending| ending.is_empty() || ending == "s")
}

/// True for a Swedish compound that begins with the name (*Trumpadministrationen*) or an English
/// or Swedish derivation of it (*Londoners*, *londonbo*).
fn is_compound_of(word: &str, name: &str, lang: Language) -> bool {
    let Some(rest) = word.strip_prefix(name) else {
        return false;
    };
    match lang {
        Language::Swedish => {
            name.len() >= 3 && rest.len() >= 3 || name.len() >= 4 && SWEDISH_ENDINGS.contains(&rest)
        }
        Language::English => name.len() >= 4 && ENGLISH_ENDINGS.contains(&rest),
    }
}

const SWEDISH_ENDINGS: &[&str] = &["ar", "bo", "en", "er", "et", "n", "ns", "or", "sk"];
const ENGLISH_ENDINGS: &[&str] = &[
    "an", "ans", "ean", "er", "ers", "es", "ese", "ian", "ians", "ish", "ism", "ist", "ists", "n",
    "ns", "ns",
];

/// Whether two unequal words may be one name in the two languages.
fn are_related(here: Language, folded: &str, word: &Word, other: &str) -> bool {
    let (swedish, english) = match here {
        Language::Swedish => (folded, other),
        Language::English => (other, folded),
    };
    // *Anderna* is no compound of *and*.
    let is_name = here == Language::English || word.is_capital || english.len() >= 4;
    is_name && is_compound_of(swedish, english, Language::Swedish)
        || is_compound_of(english, swedish, Language::English)
        || english.len() >= 5 && swedish.ends_with(english)
        || are_cognates(swedish, english) && !(word.is_capital && differ_in_last(swedish, english))
        || are_greek(swedish, english)
        || word.is_capital && are_transliterations(swedish, english)
}

fn are_transliterations(swedish: &str, english: &str) -> bool {
    let is_transliterated = swedish.contains('j') || swedish.contains("ch");
    is_transliterated
        && swedish.as_bytes().first() != english.as_bytes().last()
        && transliteration_key(swedish) == transliteration_key(english)
}

/// A Greek name in Swedish form and in Latin form: *Aristarchos* and *Aristarchus*.
fn are_greek(swedish: &str, english: &str) -> bool {
    let stems = (swedish.strip_suffix("os"), english.strip_suffix("us"));
    matches!(stems, (Some(one), Some(other)) if one.len() >= 4 && one.replace('k', "c") == other.replace('k', "c"))
}

/// Words of one root with the endings of the two languages: *Atlanten* and *Atlantic*,
/// *renässansen* and *Renaissance*.
fn are_cognates(swedish: &str, english: &str) -> bool {
    let Some((shared, swedish_rest, english_rest)) = split_at_difference(swedish, english) else {
        return false;
    };
    shared >= 4
        && COGNATE_ENDINGS
            .iter()
            .any(|(sv, en)| sv.contains(&swedish_rest) && en.contains(&english_rest))
}

/// *Maria* and *Marie* are two names, as *Europa* and *Europe* are not.
fn differ_in_last(swedish: &str, english: &str) -> bool {
    swedish.len() == english.len() && swedish[..swedish.len() - 1] == english[..english.len() - 1]
}

/// Length of the common beginning in bytes, and the two rests.
fn split_at_difference<'a>(one: &'a str, other: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    Some((shared, one.get(shared..)?, other.get(shared..)?))
}

/// Endings that correspond, Swedish and English.
const COGNATE_ENDINGS: &[(&[&str], &[&str])] = &[(
    &[
        "en", "erna", "arna", "a", "e", "i", "isk", "iska", "iskt", "ien", "et",
    ],
    &["", "s", "ic", "a", "e", "y", "ia", "an", "ian", "us"],
)];

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

fn has_initials(side: &Annotated<'_>, acronym: &str) -> bool {
    // Function words would spell any acronym somewhere.
    let len = acronym.chars().count();
    len >= 2
        && side.words.list.windows(len).any(|window| {
            window.iter().zip(acronym.chars()).all(|(word, letter)| {
                let folded = side.words.folded(word);
                folded.len() >= 4 && folded.starts_with(letter)
            })
        })
}
