//! Compares the names of the two sides by whom they mean.
//!
//! Every name that is sure on one side is looked for on the other ([`agreement`]): the same
//! gazetteer entry, the same form, a transliteration, the name inside a Swedish compound, an
//! acronym for its expansion. What stays alone on both sides is paired: near-copies are garbled,
//! others of one type are swapped, the rest is missing or added.
//!
//! Presence is compared, not frequency: a repeated name may become a pronoun. Numbers inside
//! names are quantities. Roles (*who beat whom*) are beyond it.

mod agreement;

use agreement::Agreement;

use crate::annotate::entity::{Entity, EntityKind, Shape, is_common_english};
use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::locale::Language;
use crate::span::Span;

check_info!(ENTITY_MISSING, "entity-missing", Entity);
check_info!(ENTITY_ADDED, "entity-added", Entity);
check_info!(ENTITY_SWAPPED, "entity-swapped", Entity);
check_info!(ENTITY_GARBLED, "entity-garbled", Entity);
check_info!(NAME_LOWERCASED, "name-lowercased", Entity);

static INFOS: &[&CheckInfo] = &[
    &ENTITY_MISSING,
    &ENTITY_ADDED,
    &ENTITY_SWAPPED,
    &ENTITY_GARBLED,
    &NAME_LOWERCASED,
];

/// The check.
#[derive(Debug)]
pub struct Entities;

impl Check for Entities {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        INFOS
    }

    fn run(&self, pair: &Pair<'_>, _context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (&pair.source, &pair.target);
        let mut missing = lonely_names(source, target, findings, Direction::FromSource);
        let mut added = lonely_names(target, source, findings, Direction::FromTarget);
        report_garbled(pair, &mut missing, &mut added, findings);
        report_garbled_repetitions(pair, findings);
        absorb_translations(pair, &mut missing, &mut added);
        report_swapped(pair, &mut missing, &mut added, findings);
        findings.extend(missing.iter().map(|name| name.missing(source)));
        findings.extend(added.iter().map(|name| name.added(target)));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    FromSource,
    FromTarget,
}

/// A name without a counterpart.
#[derive(Clone, Debug)]
struct Lonely {
    span: Span,
    kind: EntityKind,
    id: Option<String>,
    /// Indices of its words that stand alone.
    words: Vec<usize>,
    /// True when its last word agrees: only a near-copy or a rival makes it an error.
    is_partial: bool,
}

impl Lonely {
    fn evidence(&self, side: &Annotated<'_>) -> Evidence {
        Evidence {
            value: self.id.clone(),
            ..Evidence::new(self.span, side.text)
        }
    }

    fn missing(&self, source: &Annotated<'_>) -> Finding {
        let name = self.span.of(source.text);
        ENTITY_MISSING
            .finding(
                Severity::Major,
                format!("“{name}” ({}) is missing in the translation", self.kind),
            )
            .with_evidence(vec![self.evidence(source)], Vec::new())
    }

    fn added(&self, target: &Annotated<'_>) -> Finding {
        let name = self.span.of(target.text);
        ENTITY_ADDED
            .finding(
                Severity::Major,
                format!("“{name}” ({}) is not in the source", self.kind),
            )
            .with_evidence(Vec::new(), vec![self.evidence(target)])
    }
}

/// The sure names of `here` without a counterpart in `there`; reports lower-cased ones.
fn lonely_names(
    here: &Annotated<'_>,
    there: &Annotated<'_>,
    findings: &mut Vec<Finding>,
    direction: Direction,
) -> Vec<Lonely> {
    let mut lonely = Vec::new();
    for entity in here.entities.iter().filter(|entity| !entity.is_weak) {
        match agreement::agreement(here, entity, there) {
            Agreement::Agrees => {}
            Agreement::LowerCased(at) if direction == Direction::FromSource => {
                findings.push(lower_cased(here, entity, there, at));
            }
            Agreement::LowerCased(_) => {}
            Agreement::Lonely { words, is_partial } => {
                lonely.push(lonely_part(here, entity, words, is_partial));
            }
        }
    }
    lonely
}

fn lonely_part(
    here: &Annotated<'_>,
    entity: &Entity<'_>,
    words: Vec<usize>,
    is_partial: bool,
) -> Lonely {
    let span = if entity.entries.is_empty() {
        let span_of = |index: &usize| here.words.list[*index].span;
        words
            .iter()
            .map(span_of)
            .reduce(Span::cover)
            .unwrap_or(entity.span)
    } else {
        entity.span
    };
    Lonely {
        span,
        kind: entity.kind,
        id: entity
            .entries
            .first()
            .map(|&id| here.gazetteer.entry(id).id.to_string()),
        words,
        is_partial,
    }
}

fn lower_cased(
    source: &Annotated<'_>,
    entity: &Entity<'_>,
    target: &Annotated<'_>,
    at: usize,
) -> Finding {
    let word = Evidence::new(target.words.list[at].span, target.text);
    let name = Evidence::new(entity.span, source.text);
    NAME_LOWERCASED
        .finding(
            Severity::Minor,
            format!(
                "the name “{}” stands in lower case: “{}”",
                name.text, word.text
            ),
        )
        .with_evidence(vec![name], vec![word])
}

/// Drops Swedish names that may be the translation of a title: as many as there are English titles
/// still without a counterpart.
fn absorb_translations(pair: &Pair<'_>, missing: &mut Vec<Lonely>, added: &mut Vec<Lonely>) {
    let (english, swedish, lonely_swedish) = match pair.source.lang {
        Language::English => (&pair.source, &pair.target, added),
        Language::Swedish => (&pair.target, &pair.source, missing),
    };
    let mut open_titles = count_open_titles(english, swedish);
    lonely_swedish.retain(|name| {
        let is_absorbed =
            open_titles > 0 && is_translatable(name.kind) && looks_swedish(name, swedish);
        if is_absorbed {
            open_titles -= 1;
        }
        !is_absorbed
    });
}

/// Runs of ordinary English words with capitals that have no counterpart in `swedish`.
fn count_open_titles(english: &Annotated<'_>, swedish: &Annotated<'_>) -> usize {
    let is_open = |at: usize| {
        english.words.list[at].shape == Shape::Titled
            && !agreement::has_counterpart(english, at, swedish)
    };
    (0..english.words.list.len())
        .filter(|&at| is_open(at) && (at == 0 || !is_open(at - 1)))
        .count()
}

/// True for a name that ends like a Swedish noun or adjective: *Soltemplet*, *Röda* (korset).
fn looks_swedish(name: &Lonely, swedish: &Annotated<'_>) -> bool {
    name.words.last().is_some_and(|&last| {
        let word = swedish.words.list[last].span.of(swedish.text);
        let stem = word.strip_suffix('s').unwrap_or(word);
        SWEDISH_ENDINGS.iter().any(|ending| stem.ends_with(ending))
            || word.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö'])
    })
}

const SWEDISH_ENDINGS: &[&str] = &[
    "a", "are", "avtal", "bank", "berg", "dag", "del", "en", "et", "fond", "het", "hus", "ing",
    "krig", "lag", "land", "lig", "na", "nd", "or", "parti", "pris", "rik", "sk", "skap", "stad",
    "tion", "um", "verk",
];

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

/// Reports near-copies and removes them. The copy may stand where a capital proves nothing, and a
/// name may be right in one place and garbled in the next.
fn report_garbled(
    pair: &Pair<'_>,
    missing: &mut Vec<Lonely>,
    added: &mut Vec<Lonely>,
    findings: &mut Vec<Finding>,
) {
    let (source, target) = (&pair.source, &pair.target);
    missing.retain(|name| {
        let copy = near_copy(source, name, target)
            .filter(|&(_, at)| !agreement::has_counterpart(target, at, source));
        let Some((from, to)) = copy else { return true };
        findings.push(garbled(pair, name.id.clone(), from, to));
        added.retain(|other| !other.words.contains(&to));
        false
    });
    added.retain(|name| {
        let Some((from, to)) = near_copy(target, name, source) else {
            return true;
        };
        findings.push(garbled(pair, None, to, from));
        false
    });
}

/// Reports a repeated name that is garbled where a capital proves nothing: *Anna Berg vann. Borg
/// jublade.*
fn report_garbled_repetitions(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let (source, target) = (&pair.source, &pair.target);
    for (here, there) in [(source, target), (target, source)] {
        for copy in 0..there.words.list.len() {
            if there.words.list[copy].shape != Shape::Initial
                || agreement::has_counterpart(there, copy, here)
            {
                continue;
            }
            let Some(name) = repeated_name_like(here, there, copy) else {
                continue;
            };
            let (from, to) = if std::ptr::eq(here, source) {
                (name, copy)
            } else {
                (copy, name)
            };
            findings.push(garbled(pair, None, from, to));
        }
    }
}

/// A name of `here` that occurs there fewer times and that the word `copy` is nearly equal to.
fn repeated_name_like(here: &Annotated<'_>, there: &Annotated<'_>, copy: usize) -> Option<usize> {
    let copied = there.words.folded_at(copy);
    (0..here.words.list.len()).rev().find(|&at| {
        let name = here.words.folded_at(at);
        here.words.list[at].shape == Shape::Name
            && is_near(name, copied)
            && (1..agreement::count_forms(here, name))
                .contains(&agreement::count_forms(there, name))
    })
}

/// A word of `name` and a capitalised one of the other side that is nearly the same.
fn near_copy(here: &Annotated<'_>, name: &Lonely, there: &Annotated<'_>) -> Option<(usize, usize)> {
    name.words.iter().find_map(|&one| {
        let folded = here.words.folded_at(one);
        (0..there.words.list.len())
            .find(|&two| {
                let is_rival = name.id.is_some() && there.words.list[two].shape == Shape::Known;
                there.words.list[two].is_capital
                    && !is_rival
                    && is_near(folded, there.words.folded_at(two))
                    && !are_cognate(here, one, there, two)
            })
            .map(|two| (one, two))
    })
}

/// Two slips at most, and no more than one in four letters.
fn is_near(one: &str, other: &str) -> bool {
    let len = one.len().min(other.len());
    len >= 4 && one.len().abs_diff(other.len()) <= 2 && {
        let slips = strsim::damerau_levenshtein(one, other);
        (1..=2).contains(&slips) && slips * 4 <= len
    }
}

/// True for a common English word and a Swedish one that only differ in their endings:
/// *Universe* and *Universum*.
fn are_cognate(here: &Annotated<'_>, one: usize, there: &Annotated<'_>, two: usize) -> bool {
    let (here_word, there_word) = (here.words.folded_at(one), there.words.folded_at(two));
    let is_english_common = match here.lang {
        Language::English => is_common_english(here_word),
        Language::Swedish => is_common_english(there_word),
    };
    let shared = here_word
        .bytes()
        .zip(there_word.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    is_english_common && shared + 2 >= here_word.len().min(there_word.len())
}

fn garbled(pair: &Pair<'_>, id: Option<String>, from: usize, to: usize) -> Finding {
    let place =
        |side: &Annotated<'_>, at: usize| Evidence::new(side.words.list[at].span, side.text);
    let mut name = place(&pair.source, from);
    name.value = id;
    let copy = place(&pair.target, to);
    ENTITY_GARBLED
        .finding(
            Severity::Major,
            format!("“{}” is garbled to “{}”", name.text, copy.text),
        )
        .with_evidence(vec![name], vec![copy])
}

/// Reports pairs of one type and removes them.
fn report_swapped(
    pair: &Pair<'_>,
    missing: &mut Vec<Lonely>,
    added: &mut Vec<Lonely>,
    findings: &mut Vec<Finding>,
) {
    missing.retain(|name| {
        let rival = added
            .iter()
            .position(|other| are_alike(name.kind, other.kind));
        let Some(rival) = rival else { return true };
        findings.push(swapped(pair, name, &added.remove(rival)));
        false
    });
    missing.retain(|name| !name.is_partial);
    added.retain(|name| !name.is_partial);
}

/// True when one may stand in the place of the other.
fn are_alike(one: EntityKind, other: EntityKind) -> bool {
    one == other
        || one.is_geographic() && other.is_geographic()
        || (one == EntityKind::Name || other == EntityKind::Name)
            && one != EntityKind::Calendar
            && other != EntityKind::Calendar
}

fn swapped(pair: &Pair<'_>, name: &Lonely, other: &Lonely) -> Finding {
    let (one, two) = (name.evidence(&pair.source), other.evidence(&pair.target));
    let severity = if name.id.is_some() && other.id.is_some() {
        Severity::Critical
    } else {
        Severity::Major
    };
    ENTITY_SWAPPED
        .finding(severity, format!("“{}” became “{}”", one.text, two.text))
        .with_evidence(vec![one], vec![two])
}
