//! Quantiles of resampled values.

/// The interval that holds the middle `level` (0 to 1) of `values`, by the nearest order
/// statistics: with `n` values and `t = (1 - level) / 2`, the values of rank `⌊n·t⌋` from either
/// end (the percentile interval of Efron and Tibshirani 1993, chapter 13).
///
/// `None` for no values. NaN is sorted last and should not occur.
///
/// ```
/// use parvis::stats::quantile::percentile_interval;
/// let values: Vec<f64> = (0..1000).map(f64::from).collect();
/// assert_eq!(percentile_interval(&values, 0.95), Some((25.0, 974.0)));
/// ```
#[must_use]
pub fn percentile_interval(values: &[f64], level: f64) -> Option<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let tail = (1.0 - level.clamp(0.0, 1.0)) / 2.0;
    // The small addend undoes the rounding of 1 - 0.95, which would turn rank 25 into 24.
    let cut = (sorted.len() as f64 * tail + 1e-9).floor() as usize;
    let cut = cut.min(last / 2);
    Some((sorted[cut], sorted[last - cut]))
}

/// Mean and standard deviation (divisor `n - 1`) of `values`; a deviation of 0 for fewer than two.
#[must_use]
pub fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_of_few_values_stays_inside_them() {
        assert_eq!(percentile_interval(&[], 0.95), None);
        assert_eq!(percentile_interval(&[3.0], 0.95), Some((3.0, 3.0)));
        assert_eq!(percentile_interval(&[2.0, 1.0], 0.5), Some((1.0, 2.0)));
        assert_eq!(percentile_interval(&[2.0, 1.0, 3.0], 0.0), Some((2.0, 2.0)));
    }

    #[test]
    fn deviation_divides_by_one_less() {
        assert_eq!(mean_and_deviation(&[1.0, 3.0]), (2.0, 2f64.sqrt()));
        assert_eq!(mean_and_deviation(&[5.0]), (5.0, 0.0));
    }
}
