//! How much speaks for it that some sentences are translations of some others, in nats: the
//! logarithm of how much likelier their lengths and words are if they are than if they are not.
//!
//! Length is judged by the [`LengthModel`], always from Swedish to English so that exchanging the
//! documents changes nothing. Words are judged by their [`Anchor`]s, each on its own (naive Bayes):
//! a value or name on both sides counts the more the rarer it is in the two documents, and one
//! that is missing on a side counts against the pair.

use rustc_hash::FxHashMap;

use super::document::BlockKind;
use crate::annotate::anchor::{Anchor, AnchorKind};
use crate::locale::Language;
use crate::measure::LengthModel;

/// What the aligner knows of one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Length in characters.
    pub(crate) chars: usize,
    /// What a translation is likely to share.
    pub(crate) anchors: Vec<Anchor>,
    /// What its paragraph is.
    pub(crate) kind: BlockKind,
    /// True for the first of a paragraph.
    pub(crate) is_first: bool,
    /// True for the last of a paragraph.
    pub(crate) is_last: bool,
}

/// The share of anchors of a kind that a translation has too, to the nearest twentieth: of
/// cognates few, of numbers nearly all.
const fn rate(kind: AnchorKind) -> f32 {
    match kind {
        AnchorKind::Number => 0.85,
        AnchorKind::Name => 0.8,
        AnchorKind::Capital => 0.6,
        AnchorKind::Cognate => 0.2,
        AnchorKind::Word => 0.45,
        AnchorKind::Mark => 0.7,
    }
}

/// Sentences are taken for so many more than there are, with every anchor in a few of them, so
/// that in a short text nothing is rare beyond doubt.
const IMAGINED_SENTENCES: f32 = 50.0;
const IMAGINED_OCCURRENCES: f32 = 1.0;
/// Standard deviation of the log length of sentences that have nothing to do with each other.
const CHANCE_DEVIATION: f32 = 0.6;
/// No length speaks more than so many nats against a pair: some translators add and leave out.
const LENGTH_FLOOR: f32 = 12.0;
/// What it costs that a pair begins, or ends, a paragraph on one side only.
const PARAGRAPH_MISMATCH: f32 = 2.0;
/// What common anchors are worth where more than two sentences are taken together: neighbours
/// share words because they share a subject.
const NEIGHBOUR_DISCOUNT: f32 = 0.85;
/// What it costs that one side is a heading, say, and the other is not.
const KIND_MISMATCH: f32 = 2.0;

/// The evidence of two documents.
pub(crate) struct Evidence {
    swedish: SideEvidence,
    english: SideEvidence,
    /// What an anchor that both sentences have says, by its number.
    weights: Vec<f32>,
    mean_log_ratio: f32,
}

struct SideEvidence {
    /// Numbers of the anchors that both documents have, sorted, by sentence.
    shared: Vec<Box<[u32]>>,
    /// Those that the next sentence has as well.
    repeated: Vec<Box<[u32]>>,
    /// By how much the sentences `0..i` speak against any pair, for what they might share.
    doubts: Vec<f32>,
    /// Lengths of the sentence `i`, and of it and the next together.
    lengths: [Vec<Length>; 2],
    kinds: Vec<BlockKind>,
    /// Whether a paragraph ends before sentence `i`; so it does at both ends.
    borders: Vec<bool>,
}

impl Evidence {
    /// Weighs what `swedish` and `english` have in common.
    #[allow(clippy::cast_possible_truncation)] // nats need no more than single precision
    pub(crate) fn new(swedish: &[Unit], english: &[Unit]) -> Self {
        let lexicon = SharedAnchors::of(swedish, english);
        Self {
            swedish: SideEvidence::new(swedish, &lexicon),
            english: SideEvidence::new(english, &lexicon),
            weights: lexicon.weights,
            mean_log_ratio: LengthModel::of(Language::Swedish).mean as f32,
        }
    }

    /// Numbers of Swedish and English sentences.
    pub(crate) fn lens(&self) -> (usize, usize) {
        (self.swedish.shared.len(), self.english.shared.len())
    }

    /// The numbers of the anchors that the Swedish sentence `at` may share.
    pub(crate) fn swedish_anchors(&self, at: usize) -> &[u32] {
        &self.swedish.shared[at]
    }

    /// The same for the English one.
    pub(crate) fn english_anchors(&self, at: usize) -> &[u32] {
        &self.english.shared[at]
    }

    /// What the anchors say that both sentences have; 0 or more.
    pub(crate) fn common(&self, swedish: usize, english: usize) -> f32 {
        self.weight_of_both(self.swedish_anchors(swedish), self.english_anchors(english))
    }

    /// What speaks for the sentences `from..to`, at most two a side, being translations of each
    /// other; `common` is the sum of [`Evidence::common`] over all their pairs.
    pub(crate) fn of(&self, from: (usize, usize), to: (usize, usize), common: f32) -> f32 {
        let doubt = self
            .swedish
            .doubt(from.0, to.0)
            .min(self.english.doubt(from.1, to.1));
        let common = common - self.counted_twice(from, to);
        let is_single = to.0 - from.0 + to.1 - from.1 == 2;
        let worth = if is_single { 1.0 } else { NEIGHBOUR_DISCOUNT };
        worth * common - doubt + self.length(from, to) - self.layout(from, to)
    }

    /// What the sum over pairs has too much where two sentences of a side share an anchor.
    fn counted_twice(&self, from: (usize, usize), to: (usize, usize)) -> f32 {
        let ours = &self.swedish.repeated[from.0];
        let theirs = &self.english.repeated[from.1];
        let is_double = (to.0 - from.0 > 1, to.1 - from.1 > 1);
        let mut sum = 0.0;
        if is_double.0 && !ours.is_empty() {
            let english = (from.1..to.1).map(|at| self.english_anchors(at));
            sum += english
                .map(|theirs| self.weight_of_both(ours, theirs))
                .sum::<f32>();
        }
        if is_double.1 && !theirs.is_empty() {
            let swedish = (from.0..to.0).map(|at| self.swedish_anchors(at));
            sum += swedish
                .map(|ours| self.weight_of_both(ours, theirs))
                .sum::<f32>();
        }
        if is_double == (true, true) {
            sum -= self.weight_of_both(ours, theirs);
        }
        sum
    }

    /// The weight of the numbers that stand in both sorted lists.
    fn weight_of_both(&self, mut ours: &[u32], mut theirs: &[u32]) -> f32 {
        let mut sum = 0.0;
        while let (Some((&our, rest)), Some((&their, others))) =
            (ours.split_first(), theirs.split_first())
        {
            if our == their {
                sum += self.weights[our as usize];
            }
            if our <= their {
                ours = rest;
            }
            if their <= our {
                theirs = others;
            }
        }
        sum
    }

    fn length(&self, from: (usize, usize), to: (usize, usize)) -> f32 {
        let swedish = &self.swedish.lengths[to.0 - from.0 - 1][from.0];
        let english = &self.english.lengths[to.1 - from.1 - 1][from.1];
        let z = (english.log - swedish.log - self.mean_log_ratio) / swedish.deviation;
        CHANCE_DEVIATION.ln() - swedish.log_deviation - (z * z / 2.0).min(LENGTH_FLOOR)
    }

    fn layout(&self, from: (usize, usize), to: (usize, usize)) -> f32 {
        let differs = |at: (usize, usize)| {
            let is_other = self.swedish.borders[at.0] != self.english.borders[at.1];
            f32::from(u8::from(is_other)) * PARAGRAPH_MISMATCH
        };
        let is_other_kind = self.swedish.kinds[from.0] != self.english.kinds[from.1];
        differs(from) + differs(to) + f32::from(u8::from(is_other_kind)) * KIND_MISMATCH
    }
}

impl SideEvidence {
    fn new(units: &[Unit], lexicon: &SharedAnchors) -> Self {
        let shared: Vec<Box<[u32]>> = units.iter().map(|unit| lexicon.numbers(unit)).collect();
        let repeated = (0..shared.len())
            .map(|at| in_both(&shared[at], shared.get(at + 1).map(|next| &**next)));
        let doubts = units.iter().map(|unit| doubt(&unit.anchors));
        let borders = units
            .iter()
            .enumerate()
            .map(|(at, unit)| at == 0 || unit.is_first || units[at - 1].is_last);
        Self {
            repeated: repeated.collect(),
            shared,
            doubts: running_sums(doubts),
            lengths: [1, 2].map(|count| {
                let stretches = units.windows(count).map(|stretch| {
                    let chars = stretch.iter().map(|unit| unit.chars);
                    Length::of(chars.sum())
                });
                stretches.collect()
            }),
            kinds: units.iter().map(|unit| unit.kind).collect(),
            borders: borders.chain(std::iter::once(true)).collect(),
        }
    }

    fn doubt(&self, from: usize, to: usize) -> f32 {
        self.doubts[to] - self.doubts[from]
    }
}

/// The numbers of a sorted list that the other has too.
fn in_both(ours: &[u32], theirs: Option<&[u32]>) -> Box<[u32]> {
    let is_theirs =
        |number: &&u32| theirs.is_some_and(|theirs| theirs.binary_search(number).is_ok());
    ours.iter().filter(is_theirs).copied().collect()
}

/// A length and what follows from it, with its logarithms.
struct Length {
    log: f32,
    /// Standard deviation of the log length of a translation from Swedish.
    deviation: f32,
    log_deviation: f32,
}

impl Length {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // of a sentence
    fn of(chars: usize) -> Self {
        let deviation = LengthModel::of(Language::Swedish).deviation(chars);
        Self {
            log: (chars as f32).ln(),
            deviation: deviation as f32,
            log_deviation: deviation.ln() as f32,
        }
    }
}

/// 0 and the sums of the first, the first two … values.
fn running_sums(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let sums = values.scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    });
    std::iter::once(0.0).chain(sums).collect()
}

/// What it says against a pair when the other sentence has none of these.
fn doubt(anchors: &[Anchor]) -> f32 {
    let own = anchors.iter().filter(|anchor| !anchor.is_alternative);
    own.map(|anchor| absence(anchor.kind)).sum()
}

/// What a missing counterpart says against a pair.
fn absence(kind: AnchorKind) -> f32 {
    -(1.0 - rate(kind)).ln()
}

/// The anchors that both documents have.
struct SharedAnchors {
    /// Their numbers.
    numbers: FxHashMap<u64, u32>,
    weights: Vec<f32>,
}

/// In how many sentences of each side an anchor stands, and its surest kind.
#[derive(Clone, Copy)]
struct Occurrences {
    swedish: u32,
    english: u32,
    kind: AnchorKind,
}

impl SharedAnchors {
    #[allow(clippy::cast_precision_loss)] // counts of sentences
    fn of(swedish: &[Unit], english: &[Unit]) -> Self {
        let mut counts: FxHashMap<u64, Occurrences> = FxHashMap::default();
        for anchor in swedish.iter().flat_map(|unit| &unit.anchors) {
            count(&mut counts, anchor).swedish += 1;
        }
        for anchor in english.iter().flat_map(|unit| &unit.anchors) {
            count(&mut counts, anchor).english += 1;
        }
        counts.retain(|_, found| found.swedish > 0 && found.english > 0);
        let mut shared: Vec<(u64, Occurrences)> = counts.into_iter().collect();
        shared.sort_unstable_by_key(|(key, _)| *key);
        let share = |occurrences: u32, sentences: usize| {
            (occurrences as f32 + IMAGINED_OCCURRENCES) / (sentences as f32 + IMAGINED_SENTENCES)
        };
        let weight = |found: &Occurrences| {
            let chance =
                share(found.swedish, swedish.len()).max(share(found.english, english.len()));
            (rate(found.kind) / chance).ln().max(0.0) + absence(found.kind)
        };
        Self {
            weights: shared.iter().map(|(_, found)| weight(found)).collect(),
            numbers: (0..)
                .zip(&shared)
                .map(|(at, (key, _))| (*key, at))
                .collect(),
        }
    }

    fn numbers(&self, unit: &Unit) -> Box<[u32]> {
        let keys = unit.anchors.iter().map(|anchor| anchor.key);
        let mut numbers: Vec<u32> = keys
            .filter_map(|key| self.numbers.get(&key).copied())
            .collect();
        numbers.sort_unstable();
        numbers.into()
    }
}

fn count<'c>(counts: &'c mut FxHashMap<u64, Occurrences>, anchor: &Anchor) -> &'c mut Occurrences {
    let found = counts.entry(anchor.key).or_insert(Occurrences {
        swedish: 0,
        english: 0,
        kind: anchor.kind,
    });
    found.kind = found.kind.min(anchor.kind);
    found
}
