//! Names that were garbled: nearly the same word stands on the other side.

use super::agreement::{count_forms, has_counterpart};
use super::lonely::Lonely;
use super::{ENTITY_GARBLED, Unpaired};
use crate::annotate::entity::{Shape, is_common_english};
use crate::annotate::{Annotated, Pair};
use crate::finding::{Evidence, Finding, Severity};
use crate::locale::Language;
use crate::segment::Side;

/// Reports near-copies and removes them from the unpaired names. The copy may stand where a
/// capital proves nothing, and a name may be right in one place and garbled in the next.
pub(super) fn report(pair: &Pair<'_>, names: &mut Unpaired<'_>, findings: &mut Vec<Finding>) {
    let (source, target) = (&pair.source, &pair.target);
    let added = &mut names.added;
    names.missing.retain(|name| {
        let copy =
            near_copy(source, name, target).filter(|&(_, at)| !has_counterpart(target, at, source));
        let Some((from, to)) = copy else { return true };
        findings.push(garbled(pair, Some(name), from, to));
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
    report_repetitions(pair, Side::Source, findings);
    report_repetitions(pair, Side::Target, findings);
}

/// A word of `name` and a capitalised one of the other side that is nearly the same.
fn near_copy(
    here: &Annotated<'_>,
    name: &Lonely<'_>,
    there: &Annotated<'_>,
) -> Option<(usize, usize)> {
    name.words.iter().find_map(|&one| {
        let is_copy = |two: &usize| {
            let word = &there.words.list[*two];
            let is_rival = name.is_known() && word.shape == Shape::Known;
            word.is_capital
                && !is_rival
                && is_near(here.words.folded_at(one), there.words.folded_at(*two))
                && !are_cognate((here, one), (there, *two))
        };
        let two = (0..there.words.list.len()).find(is_copy)?;
        Some((one, two))
    })
}

/// Reports names of `side` that are repeated there and garbled once on the other side, where a
/// capital proves nothing: *Anna Berg vann. Borg jublade.*
fn report_repetitions(pair: &Pair<'_>, side: Side, findings: &mut Vec<Finding>) {
    let (here, there) = match side {
        Side::Source => (&pair.source, &pair.target),
        Side::Target => (&pair.target, &pair.source),
    };
    for copy in 0..there.words.list.len() {
        if there.words.list[copy].shape != Shape::Initial {
            continue;
        }
        let Some(name) = repeated_name_like(here, there, copy) else {
            continue;
        };
        if has_counterpart(there, copy, here) {
            continue;
        }
        findings.push(match side {
            Side::Source => garbled(pair, None, name, copy),
            Side::Target => garbled(pair, None, copy, name),
        });
    }
}

/// A name of `here` that occurs there fewer times and that the word `copy` is nearly equal to.
fn repeated_name_like(here: &Annotated<'_>, there: &Annotated<'_>, copy: usize) -> Option<usize> {
    let copied = there.words.folded_at(copy);
    (0..here.words.list.len()).rev().find(|&at| {
        let name = here.words.folded_at(at);
        here.words.list[at].shape == Shape::Name
            && (is_near(name, copied) || is_slip_of(name, copied))
            && (1..count_forms(here, name)).contains(&count_forms(there, name))
    })
}

/// Two slips at most, and no more than one in four letters; or the same letters in another order.
fn is_near(one: &str, other: &str) -> bool {
    let len = one.len().min(other.len());
    len >= 4 && one.len().abs_diff(other.len()) <= 2 && {
        let slips = strsim::damerau_levenshtein(one, other);
        (1..=2).contains(&slips) && (slips * 4 <= len || is_reordered(one, other))
    }
}

/// More slips are let pass where the right name stands beside the wrong one: *Okonkwo*, *Okonjo*.
fn is_slip_of(name: &str, copy: &str) -> bool {
    let is_long = name.len().min(copy.len()) >= 6;
    is_long && shared_prefix(name, copy) >= 4 && strsim::damerau_levenshtein(name, copy) == 2
}

/// How many bytes both begin with.
fn shared_prefix(one: &str, other: &str) -> usize {
    let letters = one.bytes().zip(other.bytes());
    letters.take_while(|(a, b)| a == b).count()
}

/// True for the same letters in another order between the same first and last ones.
fn is_reordered(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters = word.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let (first, second) = (one.as_bytes(), other.as_bytes());
    first.len() >= 6
        && first.first() == second.first()
        && first.last() == second.last()
        && sorted(one) == sorted(other)
}

/// True for a common English word and a Swedish one that only differ in their endings:
/// *Universe* and *Universum*.
fn are_cognate(one: (&Annotated<'_>, usize), other: (&Annotated<'_>, usize)) -> bool {
    let (first, second) = (
        one.0.words.folded_at(one.1),
        other.0.words.folded_at(other.1),
    );
    let english = match one.0.lang {
        Language::English => first,
        Language::Swedish => second,
    };
    shared_prefix(first, second) + 2 >= first.len().min(second.len()) && is_common_english(english)
}

fn garbled(pair: &Pair<'_>, name: Option<&Lonely<'_>>, from: usize, to: usize) -> Finding {
    let place =
        |side: &Annotated<'_>, at: usize| Evidence::new(side.words.list[at].span, side.text);
    let mut original = place(&pair.source, from);
    original.value = name.and_then(|name| name.evidence(&pair.source).value);
    let copy = place(&pair.target, to);
    ENTITY_GARBLED
        .finding(
            Severity::Major,
            format!("“{}” is garbled to “{}”", original.text, copy.text),
        )
        .with_evidence(vec![original], vec![copy])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_near_only_with_few_slips() {
        for (one, other, near) in [
            ("lindqvist", "lundqvist", true),
            ("taiwan", "tawian", true),
            ("siminoff", "smirnoff", true),
            ("berg", "borg", true),
            ("lagarde", "largade", true),
            ("steiner", "strenie", false),
            ("berg", "berg", false),
            ("ek", "ok", false),
            ("iran", "oman", false),
            ("merkel", "macron", false),
            ("anders", "andersson", false),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
        }
    }
}
