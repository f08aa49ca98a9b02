//! Power: the smallest difference that a test set can see.

use statrs::distribution::{ContinuousCDF, Normal};

/// The chance of seeing a difference that [`detectable_difference`] promises.
pub const POWER: f64 = 0.8;

/// The true difference that a two-sided test at level `alpha` finds with probability [`POWER`],
/// given the standard error of the observed difference: `(z(1-α/2) + z(0.8)) · error`, the normal
/// approximation of Cohen (1988, *Statistical Power Analysis*, 2.2). In the unit of the error.
///
/// ```
/// use parvis::stats::power::detectable_difference;
/// assert!((detectable_difference(1.0, 0.05) - 2.8016).abs() < 1e-4);
/// ```
#[must_use]
pub fn detectable_difference(standard_error: f64, alpha: f64) -> f64 {
    let normal = Normal::standard();
    let tail = (alpha / 2.0).clamp(f64::EPSILON, 0.5);
    (normal.inverse_cdf(1.0 - tail) + normal.inverse_cdf(POWER)) * standard_error
}

/// The smallest p-value that a paired two-sided test can give when `changed` segments differ:
/// of the `2^changed` ways to swap them, the one observed and its mirror image are at least as
/// extreme. 1 when nothing or one segment changed.
///
/// ```
/// use parvis::stats::power::smallest_p_value;
/// assert_eq!(smallest_p_value(3), 0.25);
/// assert!(smallest_p_value(5) > 0.05 && smallest_p_value(6) < 0.05);
/// ```
#[must_use]
pub fn smallest_p_value(changed: usize) -> f64 {
    let doublings = i32::try_from(changed.saturating_sub(1)).unwrap_or(i32::MAX);
    0.5_f64.powi(doublings)
}

/// The smallest number of changed segments with which a test at level `alpha` can reject.
#[must_use]
pub fn changes_needed(alpha: f64) -> usize {
    (1..64)
        .find(|&changed| smallest_p_value(changed) <= alpha)
        .unwrap_or(64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_changes_are_needed_for_five_per_cent() {
        assert_eq!(changes_needed(0.05), 6);
        assert_eq!(changes_needed(0.01), 8);
        assert_eq!(changes_needed(1.0), 1);
        assert_eq!(smallest_p_value(0), 1.0);
        assert_eq!(smallest_p_value(1), 1.0);
    }
}
