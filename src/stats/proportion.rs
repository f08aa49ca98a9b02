//! Proportions with their uncertainty.

use statrs::distribution::{Beta, ContinuousCDF};

/// The interval of a share of `hits` in `count` at confidence `level`, after Clopper and Pearson
/// (1934): never too narrow. 0 to 1 for a count of 0.
///
/// ```
/// use parvis::stats::proportion::interval;
/// let (low, high) = interval(5, 100, 0.95);
/// assert!((low - 0.0164).abs() < 1e-3 && (high - 0.1128).abs() < 1e-3);
/// ```
#[must_use]
pub fn interval(hits: u64, count: u64, level: f64) -> (f64, f64) {
    let tail = (1.0 - level) / 2.0;
    let (hits_f, misses_f) = (hits as f64, count.saturating_sub(hits) as f64);
    let quantile = |a: f64, b: f64, p: f64| Beta::new(a, b).map(|beta| beta.inverse_cdf(p)).ok();
    let low = if hits == 0 {
        None
    } else {
        quantile(hits_f, misses_f + 1.0, tail)
    };
    let high = if hits >= count {
        None
    } else {
        quantile(hits_f + 1.0, misses_f, 1.0 - tail)
    };
    (low.unwrap_or(0.0), high.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_closed_where_all_or_none_hit() {
        assert_eq!(interval(0, 0, 0.95), (0.0, 1.0));
        assert_eq!(interval(0, 10, 0.95).0, 0.0);
        assert_eq!(interval(10, 10, 0.95).1, 1.0);
        assert!((interval(0, 10, 0.95).1 - 0.3085).abs() < 1e-3);
    }
}
