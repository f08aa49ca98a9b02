//! Did the scores get worse? Rows that both runs have, with the same reference, are compared by a
//! paired test; the whole of them, and the slices that the settings name.
//!
//! | what | it means | counts as |
//! |---|---|---|
//! | better | the score rose, and chance is ruled out | pass |
//! | not worse | nothing changed, the score rose, or a fall is shown to be below a point | pass |
//! | within tolerance | the fall is no larger than the settings allow | pass |
//! | worse | the fall is larger, and chance is ruled out after Holm's correction for all tests | fail |
//! | inconclusive | the fall is larger, but too few rows, or too few of them changed, to rule out chance | inconclusive |

use serde::Serialize;

use super::matching::Matches;
use super::row::{Row, RowMetric, Run};
use super::scores::Scores;
use super::settings::{Settings, Slice};
use crate::compare::{self, Measured, Options, Paired, number, points};
use crate::report::figures::{count, counted};
use crate::score::Direction;
use crate::stats::power::changes_needed;
use crate::stats::{Table, holm};

/// What a metric says of the rows of a slice, or of all.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreChange {
    /// Name of the metric.
    pub metric: String,
    /// The slice, as `domain legal`; `None` for all rows.
    pub slice: Option<String>,
    /// Rows that were compared.
    pub rows: usize,
    /// Rows that score differently.
    pub changed: usize,
    /// Corpus score of the accepted run.
    pub before: f64,
    /// Corpus score of this run.
    pub after: f64,
    /// Confidence interval of the difference, `after - before`.
    pub interval: Option<(f64, f64)>,
    /// p-value of the paired randomization test.
    pub p_value: f64,
    /// p-value after Holm's correction over all tests of the gate.
    pub p_adjusted: f64,
    /// A fall up to here passes, in points.
    pub tolerance: f64,
    /// What follows.
    pub verdict: ScoreVerdict,
    /// Why, in words.
    pub reason: String,
    /// Rows that lost most, the worst first, where the score fell.
    pub losses: Vec<Loss>,
}

/// What follows from a change of score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreVerdict {
    /// The score rose, and chance is ruled out.
    Better,
    /// Nothing that matters fell.
    NotWorse,
    /// The fall is allowed.
    WithinTolerance,
    /// The score fell, and chance is ruled out.
    Worse,
    /// The score fell, and may have by chance.
    Inconclusive,
}

impl ScoreVerdict {
    /// The words of the verdict.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::NotWorse => "not worse",
            Self::WithinTolerance => "within tolerance",
            Self::Worse => "worse",
            Self::Inconclusive => "inconclusive",
        }
    }
}

/// A row that scores worse than it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The id of the row.
    pub id: String,
    /// Its file.
    pub file: String,
    /// Its score in the accepted run.
    pub before: f64,
    /// Its score now.
    pub after: f64,
}

/// Losses that are listed.
const LISTED: usize = 5;

/// Compares the scores of the rows that both runs have.
///
/// Metrics whose settings differ from those of the accepted run are left out; so are rows without
/// a reference, and rows whose reference changed.
#[must_use]
pub fn score_changes(
    old: &Scores,
    run: &Run,
    matches: &Matches,
    settings: &Settings,
) -> Vec<ScoreChange> {
    let slices = std::iter::once(None).chain(settings.slices.iter().map(Some));
    let mut changes: Vec<(ScoreChange, Direction)> = Vec::new();
    for slice in slices {
        let pairs = paired_rows(old, run, matches, slice);
        for metric in run
            .metrics
            .iter()
            .filter(|metric| is_comparable(old, metric))
        {
            let direction = metric.metric.direction();
            let change = score_change(metric, &pairs, slice, settings);
            changes.extend(change.map(|change| (change, direction)));
        }
    }
    let p_values: Vec<f64> = changes.iter().map(|(change, _)| change.p_value).collect();
    for ((change, direction), p_adjusted) in changes.iter_mut().zip(holm::adjust(&p_values)) {
        change.p_adjusted = p_adjusted;
        (change.verdict, change.reason) = judge(change, *direction);
    }
    changes.into_iter().map(|(change, _)| change).collect()
}

fn is_comparable(old: &Scores, metric: &RowMetric) -> bool {
    let (name, signature) = (metric.metric.name(), metric.signature());
    old.metrics
        .iter()
        .any(|head| head.name == name && head.signature == signature)
}

/// The rows of a slice that both runs have with the same reference, old and new.
fn paired_rows<'r>(
    old: &'r Scores,
    run: &'r Run,
    matches: &Matches,
    slice: Option<&Slice>,
) -> Vec<(&'r Row, &'r Row)> {
    let new_of = matches.new_of.iter().zip(&old.rows);
    let pairs = new_of.filter_map(|(new, old)| Some((old, (*new)?)));
    pairs
        .filter(|(_, new)| slice.is_none_or(|slice| slice.holds(run, *new)))
        .map(|(old, new)| (old, &run.rows[new]))
        .filter(|(old, new)| old.reference.is_some() && old.reference == new.reference)
        .collect()
}

/// The change under one metric, not judged yet; `None` where no two rows can be compared.
fn score_change(
    metric: &RowMetric,
    pairs: &[(&Row, &Row)],
    slice: Option<&Slice>,
    settings: &Settings,
) -> Option<ScoreChange> {
    let (name, width) = (metric.metric.name(), metric.metric.width());
    let mut tables = vec![Table::new(width), Table::new(width)];
    let mut compared = Vec::new();
    for &(old, new) in pairs {
        let rows = old.statistics.get(&name).zip(new.statistics.get(&name));
        if let Some((before, after)) = rows.filter(|(before, _)| before.len() == width) {
            tables[0].push(before);
            tables[1].push(after);
            compared.push((new, before, after));
        }
    }
    if compared.is_empty() {
        return None;
    }
    let measured = Measured::of_tables(&*metric.metric, 1, tables);
    let names = ["accepted".to_owned(), "now".to_owned()];
    let mut systems = compare::compare(&names, &[measured], &Options::default()).systems;
    let now = systems.pop()?.metrics.pop()?;
    let Paired {
        difference,
        interval,
        changed,
        p_value,
        ..
    } = now.paired?;
    let before = now.score - difference;
    let losses = losses(metric, &compared);
    Some(ScoreChange {
        tolerance: settings.tolerance_of(&metric.option, slice).points(before),
        metric: name,
        slice: slice.map(Slice::to_string),
        rows: compared.len(),
        changed,
        before,
        after: now.score,
        interval,
        p_value,
        p_adjusted: p_value,
        verdict: ScoreVerdict::Inconclusive,
        reason: String::new(),
        losses,
    })
}

/// A row with its statistics then and now.
type Compared<'r> = (&'r Row, &'r Vec<i32>, &'r Vec<i32>);

fn losses(metric: &RowMetric, compared: &[Compared<'_>]) -> Vec<Loss> {
    let direction = metric.metric.direction();
    let changed = compared.iter().filter(|(_, before, after)| before != after);
    let mut losses: Vec<(f64, Loss)> = changed
        .filter_map(|(row, before, after)| {
            let score = |statistics: &[i32]| metric.metric.segment_score(statistics);
            let (before, after) = (score(before), score(after));
            let lost = direction.goodness(before) - direction.goodness(after);
            let loss = Loss {
                id: row.id.clone(),
                file: row.file.to_string(),
                before,
                after,
            };
            (lost > 0.0).then_some((lost, loss))
        })
        .collect();
    losses.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    losses.truncate(LISTED);
    losses.into_iter().map(|(_, loss)| loss).collect()
}

fn judge(change: &ScoreChange, direction: Direction) -> (ScoreVerdict, String) {
    let options = Options::default();
    let (alpha, margin) = (options.alpha(), options.margin * 100.0);
    let gain = direction.goodness(change.after) - direction.goodness(change.before);
    let difference = points(change.after - change.before);
    let is_proved = change.p_adjusted <= alpha;
    // The end of the interval that is worst for the translation, as a gain.
    let worst = change
        .interval
        .map(|(low, high)| direction.goodness(low).min(direction.goodness(high)));
    if change.changed == 0 {
        let rows = counted(change.rows as u64, "row");
        return (
            ScoreVerdict::NotWorse,
            format!("none of {rows} scores differently"),
        );
    }
    if gain >= 0.0 {
        let verdict = if is_proved {
            ScoreVerdict::Better
        } else {
            ScoreVerdict::NotWorse
        };
        return (verdict, format!("{difference} points"));
    }
    if -gain <= change.tolerance {
        let allowed = number(change.tolerance);
        let reason = format!("{difference} points; up to {allowed} are allowed");
        return (ScoreVerdict::WithinTolerance, reason);
    }
    if is_proved {
        let reason = format!("{difference} points, more than chance explains");
        return (ScoreVerdict::Worse, reason);
    }
    if worst.is_some_and(|worst| worst >= -margin.max(change.tolerance)) {
        let reason = format!(
            "{difference} points; any loss is within {} points",
            number(margin)
        );
        return (ScoreVerdict::NotWorse, reason);
    }
    (
        ScoreVerdict::Inconclusive,
        doubt(change, &difference, alpha),
    )
}

/// Why chance can't be ruled out.
fn doubt(change: &ScoreChange, difference: &str, alpha: f64) -> String {
    let needed = changes_needed(alpha);
    if change.changed < needed {
        let (changed, rows) = (
            count(change.changed as u64),
            counted(change.rows as u64, "row"),
        );
        return format!(
            "{difference} points, but only {changed} of {rows} differ; it takes at least {needed} to rule out chance"
        );
    }
    match change.interval {
        Some((low, high)) => format!(
            "{difference} points, but the true difference may be anything from {} to {}",
            points(low),
            points(high)
        ),
        None => format!("{difference} points, which chance may explain"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fall or rise of chrF in 40 rows.
    fn change(after: f64, changed: usize, p_adjusted: f64, interval: (f64, f64)) -> ScoreChange {
        ScoreChange {
            metric: "chrF".to_owned(),
            slice: None,
            rows: 40,
            changed,
            before: 60.0,
            after,
            interval: Some(interval),
            p_value: p_adjusted,
            p_adjusted,
            tolerance: 0.0,
            verdict: ScoreVerdict::Inconclusive,
            reason: String::new(),
            losses: Vec::new(),
        }
    }

    #[test]
    fn a_score_is_worse_only_when_proved_and_not_allowed() {
        for (change, tolerance, verdict, reason) in [
            (
                change(60.0, 0, 1.0, (0.0, 0.0)),
                0.0,
                ScoreVerdict::NotWorse,
                "none of 40 rows scores differently",
            ),
            (
                change(62.0, 30, 0.2, (-1.0, 5.0)),
                0.0,
                ScoreVerdict::NotWorse,
                "+2.00 points",
            ),
            (
                change(62.0, 30, 0.01, (0.5, 3.5)),
                0.0,
                ScoreVerdict::Better,
                "+2.00 points",
            ),
            (
                change(57.0, 30, 0.05, (-5.0, -1.0)),
                0.0,
                ScoreVerdict::Worse,
                "−3.00 points, more than chance explains",
            ),
            (
                change(57.0, 30, 0.01, (-5.0, -1.0)),
                3.0,
                ScoreVerdict::WithinTolerance,
                "−3.00 points; up to 3.00 are allowed",
            ),
            (
                change(57.0, 30, 0.06, (-7.0, 1.0)),
                0.0,
                ScoreVerdict::Inconclusive,
                "−3.00 points, but the true difference may be anything from −7.00 to +1.00",
            ),
            (
                change(57.0, 5, 0.06, (-7.0, 0.0)),
                0.0,
                ScoreVerdict::Inconclusive,
                "−3.00 points, but only 5 of 40 rows differ; it takes at least 6 to rule out chance",
            ),
            (
                change(59.8, 3, 0.25, (-0.6, 0.0)),
                0.0,
                ScoreVerdict::NotWorse,
                "−0.20 points; any loss is within 1.00 points",
            ),
        ] {
            let change = ScoreChange {
                tolerance,
                ..change
            };
            let judged = judge(&change, Direction::Higher);
            assert_eq!(judged, (verdict, reason.to_owned()));
        }
    }

    #[test]
    fn error_rates_get_worse_by_rising() {
        for (after, p_adjusted, interval, verdict) in [
            (63.0, 0.01, (1.0, 5.0), ScoreVerdict::Worse),
            (57.0, 0.01, (-5.0, -1.0), ScoreVerdict::Better),
            (60.5, 0.30, (-0.1, 0.9), ScoreVerdict::NotWorse),
            (60.5, 0.30, (-0.9, 1.9), ScoreVerdict::Inconclusive),
        ] {
            let change = change(after, 30, p_adjusted, interval);
            assert_eq!(judge(&change, Direction::Lower).0, verdict, "{after}");
        }
    }
}
