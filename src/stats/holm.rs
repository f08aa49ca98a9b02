//! Holm's correction for testing several hypotheses at once.

/// The p-values adjusted by the step-down method of Holm (1979, *A simple sequentially rejective
/// multiple test procedure*, Scandinavian Journal of Statistics 6): the k-th smallest of `m` is
/// multiplied by `m - k + 1`, made monotone and capped at 1. Rejecting those at or below α keeps
/// the chance of any false rejection at α, whatever the dependence between the tests.
///
/// The order of the input is kept.
///
/// ```
/// use parvis::stats::holm::adjust;
/// assert_eq!(adjust(&[0.5, 0.01, 0.03]), [0.5, 0.03, 0.06]);
/// ```
#[must_use]
pub fn adjust(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut at_least = 0.0_f64;
    for (rank, &index) in order.iter().enumerate() {
        let factor = (p_values.len() - rank) as f64;
        at_least = at_least.max((p_values[index] * factor).min(1.0));
        adjusted[index] = at_least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjusts_by_rank_and_stays_monotone() {
        for (p_values, expected) in [
            (&[][..], &[][..]),
            (&[0.04], &[0.04]),
            (&[0.04, 0.04], &[0.08, 0.08]),
            (&[0.9, 0.8], &[1.0, 1.0]),
            (&[0.01, 0.02, 0.022], &[0.03, 0.04, 0.04]),
        ] {
            assert_eq!(adjust(p_values), expected);
        }
    }
}
