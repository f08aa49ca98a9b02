//! The sign test: are there more improved than worsened segments than chance explains?

use statrs::distribution::{Binomial, DiscreteCDF};

/// The two-sided p-value of `improved` against `worse` segments under the hypothesis that both are
/// equally likely; unchanged segments are left out (Dixon and Mood 1946). 1 when nothing changed.
///
/// ```
/// use parvis::stats::sign_test::sign_test;
/// assert_eq!(sign_test(0, 0), 1.0);
/// assert!((sign_test(9, 1) - 22.0 / 1024.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn sign_test(improved: u64, worse: u64) -> f64 {
    let Ok(binomial) = Binomial::new(0.5, improved + worse) else {
        return 1.0;
    };
    (2.0 * binomial.cdf(improved.min(worse))).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_the_smaller_tail() {
        for (improved, worse, expected) in [
            (1, 0, 1.0),
            (5, 0, 2.0 / 32.0),
            (0, 6, 2.0 / 64.0),
            (3, 3, 1.0),
            (8, 2, 112.0 / 1024.0),
        ] {
            assert!(
                (sign_test(improved, worse) - expected).abs() < 1e-12,
                "{improved}:{worse}"
            );
        }
    }
}
