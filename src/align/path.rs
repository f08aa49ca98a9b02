//! Finds the best path through the corridor by dynamic programming, and how sure each of its
//! steps is.
//!
//! The steps are those of Gale and Church (A Program for Aligning Sentences in Bilingual Corpora,
//! Computational Linguistics 19, 1993): one sentence becomes one, nothing, or two, and the
//! reverse, or two become two. What a step is worth is said by [`Evidence`]. The probability of a step
//! is its share of all paths (the forward and backward sums of a hidden Markov model), with the
//! evidence taken down by [`TEMPERATURE`], because words that go together are counted as if each came
//! by itself, and with a [`plausibility`] of its own: where both sides lack a sentence at the same place,
//! the two that are left are the best step there is, and still no pair.

use std::ops::Range;

use super::corridor::Corridor;
use super::evidence::Evidence;

/// A piece of an alignment: which Swedish sentences are which English ones.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bead {
    /// Indices of Swedish sentences; at most two.
    pub(crate) swedish: Range<usize>,
    /// Indices of English sentences; at most two.
    pub(crate) english: Range<usize>,
    /// How probable it is that they belong together, 0 to 1.
    pub(crate) confidence: f64,
}

/// The best alignment: every sentence of both sides once, in order.
pub(crate) fn best_path(evidence: &Evidence) -> Vec<Bead> {
    const WIDENINGS: [usize; 3] = [1, 3, 9];
    let mut beads = Vec::new();
    for widening in WIDENINGS {
        let grid = Grid::new(evidence, Corridor::new(evidence, widening));
        beads = grid.beads();
        if !grid.touches_wall(&beads) {
            break;
        }
    }
    beads
}

/// By how many nats the path that takes these steps, so many Swedish and English sentences each, is
/// worth less than the best one; infinite for a step that there is not.
pub(crate) fn loss_of(evidence: &Evidence, given: impl Iterator<Item = (usize, usize)>) -> f32 {
    let grid = Grid::new(evidence, Corridor::new(evidence, 1));
    let mut from = (0, 0);
    let mut worth = 0.0;
    for (swedish, english) in given.filter(|step| *step != (0, 0)) {
        let step = STEPS
            .iter()
            .find(|step| (step.swedish, step.english) == (swedish, english));
        let own = step.and_then(|step| grid.worth(from, step));
        worth += own.unwrap_or(IMPOSSIBLE);
        from = (from.0 + swedish, from.1 + english);
    }
    grid.best - worth
}

/// How many sentences of each side a step takes, and the logarithm of its frequency.
struct Step {
    swedish: usize,
    english: usize,
    prior: f32,
}

const fn step(swedish: usize, english: usize, prior: f32) -> Step {
    Step {
        swedish,
        english,
        prior,
    }
}

/// The frequencies are lower than those of Gale and Church for all but one to one, and lowest for two
/// to two: their sentences were split worse, and lengths alone could not tell two pairs from one. Fitted
/// on joined and damaged text, see `reports/alignment.md`.
static STEPS: [Step; 6] = [
    step(1, 1, -0.05),
    step(1, 0, -5.0),
    step(0, 1, -5.0),
    step(1, 2, -4.0),
    step(2, 1, -4.0),
    step(2, 2, -9.0),
];

/// By how much the evidence is taken down for probabilities, fitted on the same text.
const TEMPERATURE: f32 = 1.5;

/// How probable it is that sentences with this evidence are translations of each other, whatever else
/// they might be: a logistic curve, fitted on the same text. What stands between sure pairs is a pair
/// more often than its words say.
fn plausibility(evidence: f32) -> f32 {
    const EVEN: f32 = -3.5;
    const LEAST: f32 = 0.25;
    (1.0 / (1.0 + (EVEN - evidence).exp())).max(LEAST)
}

const IMPOSSIBLE: f32 = f32::NEG_INFINITY;

/// A place between sentences: so many Swedish and so many English ones lie before it.
type Place = (usize, usize);

/// The corridor with what is known of every place in it.
struct Grid<'e> {
    evidence: &'e Evidence,
    corridor: Corridor,
    /// What the anchors common to the two sentences before the place say.
    common: Vec<f32>,
    /// Index in [`STEPS`] of the last step of the best path to the place.
    steps: Vec<u8>,
    /// The worth of the best path to the last place.
    best: f32,
    /// Logarithm of the sum of all paths to the place.
    forward: Vec<f32>,
}

impl<'e> Grid<'e> {
    fn new(evidence: &'e Evidence, corridor: Corridor) -> Self {
        let mut grid = Self {
            evidence,
            common: vec![0.0; corridor.size()],
            steps: vec![0; corridor.size()],
            forward: vec![IMPOSSIBLE; corridor.size()],
            best: IMPOSSIBLE,
            corridor,
        };
        grid.compare();
        grid.fill();
        grid
    }

    /// Compares the sentences of every place.
    fn compare(&mut self) {
        for row in 1..self.corridor.height() {
            for column in self.corridor.row(row) {
                if let (Some(cell), Some(english)) =
                    (self.corridor.cell(row, column), column.checked_sub(1))
                {
                    self.common[cell] = self.evidence.common(row - 1, english);
                }
            }
        }
    }

    fn fill(&mut self) {
        let mut best = vec![IMPOSSIBLE; self.corridor.size()];
        for row in 0..self.corridor.height() {
            for column in self.corridor.row(row) {
                let Some(cell) = self.corridor.cell(row, column) else {
                    continue;
                };
                if (row, column) == (0, 0) {
                    (best[cell], self.forward[cell]) = (0.0, 0.0);
                    continue;
                }
                let mut sums = [IMPOSSIBLE; STEPS.len()];
                for (index, step) in (0..).zip(&STEPS) {
                    let Some((before, worth)) = self.step_to((row, column), step) else {
                        continue;
                    };
                    let path = best[before] + worth;
                    if path > best[cell] {
                        (best[cell], self.steps[cell]) = (path, index);
                    }
                    sums[usize::from(index)] = self.forward[before] + worth / TEMPERATURE;
                }
                self.forward[cell] = log_sum(&sums);
            }
        }
        self.best = best.last().copied().unwrap_or(0.0);
    }

    /// The cell that `step` comes from to reach `place`, and what it is worth.
    fn step_to(&self, place: Place, step: &Step) -> Option<(usize, f32)> {
        let from = (
            place.0.checked_sub(step.swedish)?,
            place.1.checked_sub(step.english)?,
        );
        Some((self.corridor.cell(from.0, from.1)?, self.worth(from, step)?))
    }

    /// What the step from a place is worth; `None` where it leaves the corridor.
    fn worth(&self, from: Place, step: &Step) -> Option<f32> {
        let to = (from.0 + step.swedish, from.1 + step.english);
        self.corridor.cell(to.0, to.1)?;
        if step.swedish == 0 || step.english == 0 {
            return Some(step.prior);
        }
        let mut common = 0.0;
        for row in from.0 + 1..=to.0 {
            for column in from.1 + 1..=to.1 {
                // A corner outside the corridor was never compared and adds nothing.
                let cell = self.corridor.cell(row, column);
                common += cell.map_or(0.0, |cell| self.common[cell]);
            }
        }
        Some(step.prior + self.evidence.of(from, to, common))
    }

    /// The beads of the best path with their probabilities.
    fn beads(&self) -> Vec<Bead> {
        let backward = self.backward();
        let all = self.forward.last().copied().unwrap_or(0.0);
        let mut beads = Vec::new();
        let (swedish, english) = self.evidence.lens();
        let mut place = (swedish, english);
        while let Some(cell) = self.corridor.cell(place.0, place.1)
            && place != (0, 0)
        {
            let step = &STEPS[usize::from(self.steps[cell])];
            let Some((before, worth)) = self.step_to(place, step) else {
                break;
            };
            let share = self.forward[before] + worth / TEMPERATURE + backward[cell] - all;
            let from = (place.0 - step.swedish, place.1 - step.english);
            let is_lonely = step.swedish == 0 || step.english == 0;
            let own = if is_lonely {
                1.0
            } else {
                plausibility(worth - step.prior)
            };
            beads.push(Bead {
                swedish: from.0..place.0,
                english: from.1..place.1,
                confidence: f64::from(share.exp() * own).clamp(0.0, 1.0),
            });
            place = from;
        }
        beads.reverse();
        beads
    }

    /// Logarithm of the sum of all paths from every place to the end.
    fn backward(&self) -> Vec<f32> {
        let mut backward = vec![IMPOSSIBLE; self.corridor.size()];
        for row in (0..self.corridor.height()).rev() {
            for column in self.corridor.row(row).rev() {
                let Some(cell) = self.corridor.cell(row, column) else {
                    continue;
                };
                if cell + 1 == self.corridor.size() {
                    backward[cell] = 0.0;
                    continue;
                }
                let sums = STEPS.each_ref().map(|step| {
                    let to = (row + step.swedish, column + step.english);
                    let worth = self.worth((row, column), step);
                    match (self.corridor.cell(to.0, to.1), worth) {
                        (Some(after), Some(worth)) => backward[after] + worth / TEMPERATURE,
                        _ => IMPOSSIBLE,
                    }
                });
                backward[cell] = log_sum(&sums);
            }
        }
        backward
    }

    fn touches_wall(&self, beads: &[Bead]) -> bool {
        let mut places = beads
            .iter()
            .map(|bead| (bead.swedish.end, bead.english.end));
        places.any(|(row, column)| self.corridor.is_at_wall(row, column))
    }
}

/// The logarithm of the sum of what these are logarithms of.
fn log_sum(values: &[f32]) -> f32 {
    let most = values.iter().copied().fold(IMPOSSIBLE, f32::max);
    if most == IMPOSSIBLE {
        return IMPOSSIBLE;
    }
    let sum: f32 = values.iter().map(|value| (value - most).exp()).sum();
    most + sum.ln()
}
