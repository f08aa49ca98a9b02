//! A target that translates something else.

use crate::annotate::Pair;
use crate::annotate::anchor::{Anchor, AnchorKind, anchors};
use crate::check::alignment::agreement::Agreement;
use crate::check::untranslated::is_foreign_to_its_language;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::measure::LengthModel;
use crate::span::Span;

check_info!(MISALIGNED_PAIR, "misaligned-pair", Alignment);

/// Reports [`MISALIGNED_PAIR`].
#[derive(Debug)]
pub struct MisalignedPair;

/// Sides with fewer longer words are too short to tell.
const LEAST_WORDS: usize = 6;
/// From this many longer words, having nothing in common is proof enough.
const PLENTY: usize = 12;
/// Per cent of matched words below which the pair is suspect, and below which hardly anything more
/// is needed to report it without a neighbour that fits.
const SUSPECT: usize = 25;
const UNRELATED: usize = 9;
/// How many names, numbers and capitals a suspect pair has at least, none of them on both sides.
const LEAST_LONELY: usize = 3;
/// From this many longer words, of which so many are frequent ones on either side, common words
/// are enough: free translations and words that parvis doesn't know come in shorter texts.
const TELLING_WORDS: usize = 8;
const FREQUENT_WORDS: usize = 3;
/// Standard deviations from which the length speaks against a pair.
const ODD_LENGTH: f64 = 2.5;
/// Per cent that a neighbour has to reach to fit, and how many neighbours are tried on each side.
const FITTING: usize = 50;
const NEIGHBOURS: usize = 2;

impl Check for MisalignedPair {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&MISALIGNED_PAIR] }
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let least_tokens = pair.source.tokens.len().min(pair.target.tokens.len());
        if least_tokens < LEAST_WORDS {
            return;
        }
        let own = Agreement::below(SUSPECT, &pair.source, &pair.target);
        let Some(own) = own.filter(|own| own.words >= LEAST_WORDS) else {
            return;
        };
        if let Some(message) = fitting_neighbour(pair, context, own) {
            findings.push(finding(pair, Severity::Critical, message).as_root_cause());
            return;
        }
        if !is_unrelated(pair, own) {
            return;
        }
        let message = "the two sides have next to no words in common".to_owned();
        let is_sure =
            own.matched == 0 && own.words >= PLENTY && !is_foreign_to_its_language(&pair.target);
        findings.push(if is_sure {
            finding(pair, Severity::Major, message).as_root_cause()
        } else {
            finding(pair, Severity::Minor, message)
        });
    }
}

/// True when a suspect pair also differs in what a translation keeps: names and numbers, frequent
/// words, length.
fn is_unrelated(pair: &Pair<'_>, own: Agreement) -> bool {
    let (source, target) = (anchors(&pair.source), anchors(&pair.target));
    let count = |side: &[Anchor], is_meant: fn(AnchorKind) -> bool| {
        let own = side.iter().filter(|anchor| !anchor.is_alternative);
        own.filter(|anchor| is_meant(anchor.kind)).count()
    };
    let lonely = [&source, &target].map(|side| count(side, is_kept));
    if own.percent() >= UNRELATED {
        let is_shared = |anchor: &Anchor| {
            let place = target.binary_search_by_key(&anchor.key, |other| other.key);
            is_kept(anchor.kind) && place.is_ok()
        };
        let all_differ = !source.iter().any(is_shared);
        return all_differ && !lonely.contains(&0) && lonely.iter().sum::<usize>() >= LEAST_LONELY;
    }
    let is_frequent = |kind| kind == AnchorKind::Word;
    let are_frequent = [&source, &target].map(|side| count(side, is_frequent) >= FREQUENT_WORDS);
    lonely != [0, 0]
        || own.words >= TELLING_WORDS && are_frequent == [true, true]
        || length_z(pair).is_some_and(|z| z.abs() >= ODD_LENGTH)
}

/// What nearly every translation has too.
const fn is_kept(kind: AnchorKind) -> bool {
    matches!(
        kind,
        AnchorKind::Number | AnchorKind::Name | AnchorKind::Capital
    )
}

fn length_z(pair: &Pair<'_>) -> Option<f64> {
    let [source, target] = [&pair.source, &pair.target].map(|side| side.text.chars().count());
    LengthModel::of(pair.source.lang).z_score(source, target)
}

fn finding(pair: &Pair<'_>, severity: Severity, message: String) -> Finding {
    let whole = |text: &str| vec![Evidence::new(Span::new(0, text.len()), text)];
    MISALIGNED_PAIR
        .finding(severity, message)
        .with_evidence(whole(pair.source.text), whole(pair.target.text))
}

/// Says which neighbour's target fits this source, or which neighbour's source this target, far
/// better than the two fit each other.
fn fitting_neighbour(pair: &Pair<'_>, context: &Context<'_, '_>, own: Agreement) -> Option<String> {
    let before = context.before.iter().rev().take(NEIGHBOURS);
    let after = context.after.iter().take(NEIGHBOURS);
    let fits = |agreement: Agreement| {
        agreement.words >= LEAST_WORDS
            && agreement.percent() >= FITTING
            && agreement.matched >= own.matched + 3
    };
    before.chain(after).find_map(|other| {
        if fits(Agreement::between(&pair.source, &other.target)) {
            let id = &other.segment.id;
            Some(format!("the source fits the target of {id}, not its own"))
        } else if fits(Agreement::between(&other.source, &pair.target)) {
            let id = &other.segment.id;
            Some(format!("the target fits the source of {id}, not its own"))
        } else {
            None
        }
    })
}
