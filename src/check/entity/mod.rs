//! Compares the names of the two sides by whom they mean.
//!
//! Every name that is sure on one side is looked for on the other ([`agreement`]): the same
//! gazetteer entry, the same form, a transliteration, the name inside a Swedish compound, an
//! acronym for its expansion. What stays alone is paired: near-copies are garbled ([`near_copy`]),
//! others of one type are swapped, the rest is missing or added. English capitals prove little, so
//! a Swedish title may be the translation of an English one that looks like ordinary words
//! ([`title`]); the neighbours can excuse a name that stands alone ([`evidence`]).
//!
//! Presence is compared, not frequency: a repeated name may become a pronoun. Numbers inside
//! names are quantities. Roles (*who beat whom*) are beyond it.

mod agreement;
mod evidence;
mod explanation;
mod lonely;
mod near_copy;
mod relation;
mod romanisation;
#[cfg(test)]
mod tests;
mod title;

use agreement::Agreement;
use lonely::Lonely;

use crate::annotate::Pair;
use crate::annotate::entity::Entity;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::segment::Side;

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

/// Compares names.
#[derive(Debug)]
pub struct Entities;

impl Check for Entities {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        INFOS
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let mut names = Unpaired::default();
        for entity in sure(&pair.source.entities) {
            match agreement::agreement(&pair.source, entity, &pair.target) {
                Agreement::Agrees => {}
                Agreement::LowerCased(at) => findings.push(lower_cased(pair, entity, at)),
                Agreement::Lonely(words) => {
                    names.missing.push(Lonely::new(&pair.source, entity, words));
                }
            }
        }
        for entity in sure(&pair.target.entities) {
            if let Agreement::Lonely(words) =
                agreement::agreement(&pair.target, entity, &pair.source)
            {
                names.added.push(Lonely::new(&pair.target, entity, words));
            }
        }
        near_copy::report(pair, &mut names, findings);
        title::absorb(pair, &mut names);
        report_swapped(pair, &mut names, findings);
        report_alone(pair, context, &names, findings);
    }
}

/// Names of each side that the other does not have, in text order.
#[derive(Debug, Default)]
struct Unpaired<'t> {
    missing: Vec<Lonely<'t>>,
    added: Vec<Lonely<'t>>,
}

fn sure<'e, 't>(entities: &'e [Entity<'t>]) -> impl Iterator<Item = &'e Entity<'t>> {
    entities.iter().filter(|entity| !entity.is_weak)
}

fn lower_cased(pair: &Pair<'_>, entity: &Entity<'_>, at: usize) -> Finding {
    let word = Evidence::new(pair.target.words.list[at].span, pair.target.text);
    let name = Evidence::new(entity.span, pair.source.text);
    let message = format!(
        "the name “{}” stands in lower case: “{}”",
        name.text, word.text
    );
    NAME_LOWERCASED
        .finding(Severity::Minor, message)
        .with_evidence(vec![name], vec![word])
}

/// Reports pairs of one type and removes them.
fn report_swapped(pair: &Pair<'_>, names: &mut Unpaired<'_>, findings: &mut Vec<Finding>) {
    let added = &mut names.added;
    names.missing.retain(|name| {
        let rival = added.iter().position(|other| name.is_like(other));
        let Some(rival) = rival else { return true };
        findings.push(swapped(pair, name, &added.remove(rival)));
        false
    });
}

fn swapped(pair: &Pair<'_>, name: &Lonely<'_>, other: &Lonely<'_>) -> Finding {
    let (one, two) = (name.evidence(&pair.source), other.evidence(&pair.target));
    let severity = if name.is_known() && other.is_known() {
        Severity::Critical
    } else {
        Severity::Major
    };
    ENTITY_SWAPPED
        .finding(severity, format!("“{}” became “{}”", one.text, two.text))
        .with_evidence(vec![one], vec![two])
}

/// Reports what is left: names that the other side lacks. Part of a name that may just have been
/// shortened is let pass.
fn report_alone(
    pair: &Pair<'_>,
    context: &Context<'_, '_>,
    names: &Unpaired<'_>,
    findings: &mut Vec<Finding>,
) {
    for name in names.missing.iter().filter(|name| !name.is_partial) {
        let place = name.evidence(&pair.source);
        let message = format!(
            "“{}” ({}) is missing in the translation",
            place.text, name.kind
        );
        let excuse = evidence::excuse(name, Side::Source, pair, context);
        let finding = weighed(&ENTITY_MISSING, message, excuse);
        findings.push(finding.with_evidence(vec![place], Vec::new()));
    }
    for name in names.added.iter().filter(|name| !name.is_partial) {
        let place = name.evidence(&pair.target);
        let message = format!("“{}” ({}) is not in the source", place.text, name.kind);
        let excuse = evidence::excuse(name, Side::Target, pair, context);
        let finding = weighed(&ENTITY_ADDED, message, excuse);
        findings.push(finding.with_evidence(Vec::new(), vec![place]));
    }
}

fn weighed(info: &CheckInfo, message: String, excuse: Option<&str>) -> Finding {
    match excuse {
        Some(reason) => info.finding(Severity::Neutral, format!("{message}: {reason}")),
        None => info.finding(Severity::Major, message),
    }
}
