//! From p-values and intervals to a verdict, in words for people who release translations.

use serde::Serialize;

use super::Paired;
use crate::report::figures::{count, counted};
use crate::stats::power::changes_needed;

/// What a comparison says about a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Verdict {
    /// The test rules out chance, and the system is ahead.
    #[serde(rename = "better")]
    Better,
    /// The test rules out chance, and the system is behind.
    #[serde(rename = "worse")]
    Worse,
    /// Nothing changed, or no more than the margin can have.
    #[serde(rename = "no difference shown")]
    NoDifference,
    /// There may be a difference that matters; this test set can't tell.
    #[serde(rename = "inconclusive")]
    Inconclusive,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [
        Self::Better,
        Self::Worse,
        Self::NoDifference,
        Self::Inconclusive,
    ];

    /// The words of the verdict.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NoDifference => "no difference shown",
            Self::Inconclusive => "inconclusive",
        }
    }
}

/// The verdict on a paired comparison, and why. `gain` is the difference with its sign turned so
/// that more is better, `margin` the difference in points up to which it does not matter.
pub(super) fn judge(
    paired: &Paired,
    gain: f64,
    margin: f64,
    segments: usize,
    alpha: f64,
) -> (Verdict, String) {
    if paired.changed == 0 {
        let reason = format!(
            "none of {} scores differently",
            counted(segments as u64, "segment")
        );
        return (Verdict::NoDifference, reason);
    }
    if paired.p_adjusted <= alpha {
        let verdict = if gain > 0.0 {
            Verdict::Better
        } else {
            Verdict::Worse
        };
        let reason = format!(
            "a difference of {} points is more than chance explains",
            points(paired.difference)
        );
        return (verdict, reason);
    }
    if paired.smallest_p > alpha {
        let reason = format!(
            "only {} of {} differ; it takes at least {} to rule out chance",
            count(paired.changed as u64),
            counted(segments as u64, "segment"),
            changes_needed(alpha)
        );
        return (Verdict::Inconclusive, reason);
    }
    let Some((low, high)) = paired.interval else {
        return (
            Verdict::Inconclusive,
            "chance may explain the difference".to_owned(),
        );
    };
    if low >= -margin && high <= margin {
        let reason = format!("any difference is within ±{} points", number(margin));
        return (Verdict::NoDifference, reason);
    }
    let mut reason = format!(
        "the true difference may be anything from {} to {} points",
        points(low),
        points(high)
    );
    if let Some(detectable) = paired.detectable {
        reason += &format!(
            "; this test set shows differences from {} up",
            number(detectable)
        );
    }
    (Verdict::Inconclusive, reason)
}

/// A difference with its sign: `+0.31`, `−1.2`.
pub(crate) fn points(difference: f64) -> String {
    let number = number(difference.abs());
    if number.chars().all(|c| matches!(c, '0' | '.')) {
        number
    } else if difference < 0.0 {
        format!("−{number}")
    } else {
        format!("+{number}")
    }
}

/// Two decimals, more for small numbers.
pub(crate) fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size == 0.0 || size >= 0.1 => 2,
        size if size >= 0.001 => 4,
        _ => 6,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(changed: usize, p_adjusted: f64, interval: (f64, f64)) -> Paired {
        Paired {
            difference: f64::midpoint(interval.0, interval.1),
            interval: Some(interval),
            changed,
            p_value: p_adjusted,
            p_adjusted,
            smallest_p: crate::stats::power::smallest_p_value(changed),
            is_exact: false,
            detectable: Some(1.4),
            verdict: Verdict::Inconclusive,
            reason: String::new(),
        }
    }

    #[test]
    fn every_verdict_has_its_reason() {
        for (case, gain, verdict, reason) in [
            (
                paired(0, 1.0, (0.0, 0.0)),
                0.0,
                Verdict::NoDifference,
                "none of 1,012 segments scores differently",
            ),
            (
                paired(3, 0.25, (0.0, 0.1)),
                0.05,
                Verdict::Inconclusive,
                "only 3 of 1,012 segments differ; it takes at least 6 to rule out chance",
            ),
            (
                paired(900, 0.01, (0.5, 1.5)),
                1.0,
                Verdict::Better,
                "a difference of +1.00 points is more than chance explains",
            ),
            (
                paired(900, 0.05, (0.5, 1.5)),
                -1.0,
                Verdict::Worse,
                "a difference of +1.00 points is more than chance explains",
            ),
            (
                paired(900, 0.4, (-0.2, 0.6)),
                0.2,
                Verdict::NoDifference,
                "any difference is within ±1.00 points",
            ),
            (
                paired(900, 0.4, (-0.8, 1.6)),
                0.4,
                Verdict::Inconclusive,
                "the true difference may be anything from −0.80 to +1.60 points; this test set shows differences from 1.40 up",
            ),
        ] {
            assert_eq!(
                judge(&case, gain, 1.0, 1012, 0.05),
                (verdict, reason.to_owned())
            );
        }
    }

    #[test]
    fn small_numbers_get_more_decimals() {
        for (value, text) in [
            (0.0, "0.00"),
            (0.31, "+0.31"),
            (-0.0213, "−0.0213"),
            (0.000_51, "+0.000510"),
            (-12.3, "−12.30"),
        ] {
            assert_eq!(points(value), text);
        }
    }
}
