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
/// Per cent of matched words below which the pair is suspect, and below which it is more than that.
const SUSPECT: usize = 25;
const UNLIKELY: usize = 15;
const UNRELATED: usize = 9;
/// How many names, numbers and capitals a suspect pair has at least, none of them on both sides.
const LEAST_LONELY: usize = 3;
/// How many frequent words an unlikely pair has on either side, of which one may agree by chance.
const LEAST_FREQUENT: usize = 4;
/// The same for an unrelated one, and how many longer words: free translations and words that
/// parvis doesn't know come in shorter texts.
const SOME_FREQUENT: usize = 3;
const TELLING_WORDS: usize = 7;
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
    // A known name on both sides says that they belong together, however freely the rest is put.
    let sides = [&pair.source, &pair.target].map(anchors);
    if Anchors::of(&sides, |kind| kind == AnchorKind::Name).shared > 0 {
        return false;
    }
    let kept = Anchors::of(&sides, is_kept);
    let frequent = Anchors::of(&sides, |kind| kind == AnchorKind::Word);
    match own.percent() {
        ..UNRELATED => {
            kept.source + kept.target > 0
                || frequent.are_at_least(SOME_FREQUENT) && own.words >= TELLING_WORDS
                || length_z(pair).is_some_and(|z| z.abs() >= ODD_LENGTH)
        }
        percent => {
            let differs_in_names = kept.shared == 0
                && kept.are_at_least(1)
                && kept.source + kept.target >= LEAST_LONELY;
            let differs_in_words = percent < UNLIKELY
                && frequent.are_at_least(LEAST_FREQUENT)
                && kept.shared + frequent.shared <= 1;
            differs_in_names || differs_in_words
        }
    }
}

/// How many anchors of some kinds the sides have, and both of them.
struct Anchors {
    source: usize,
    target: usize,
    shared: usize,
}

impl Anchors {
    /// Counts the anchors of the source and the target whose kinds `is_meant` takes.
    fn of([source, target]: &[Vec<Anchor>; 2], is_meant: fn(AnchorKind) -> bool) -> Self {
        let meant = |side: &[Anchor]| -> Vec<Anchor> {
            let anchors = side.iter().filter(|anchor| is_meant(anchor.kind));
            anchors.copied().collect()
        };
        let own = |side: &[Anchor]| side.iter().filter(|one| !one.is_alternative).count();
        let (source, target) = (meant(source), meant(target));
        let is_shared = |anchor: &&Anchor| {
            let place = target.binary_search_by_key(&anchor.key, |other| other.key);
            place.is_ok()
        };
        Self {
            source: own(&source),
            target: own(&target),
            shared: source.iter().filter(is_shared).count(),
        }
    }

    /// True when both sides have as many.
    const fn are_at_least(&self, count: usize) -> bool {
        self.source >= count && self.target >= count
    }
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
