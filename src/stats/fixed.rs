//! Real numbers as cells of a [`Table`](super::Table), so that their mean is exact in any order.
//!
//! A number is kept in units of 2^-40, divided over two cells: sums of integers do not depend on
//! the order of addition, sums of floating-point numbers do.

/// Number of cells that a number takes.
pub const WIDTH: usize = 3;

/// Numbers must be smaller than this in absolute value.
pub const LIMIT: f64 = 32_768.0;

const UNIT: f64 = (1_i64 << 40) as f64;
const LOW_BITS: u32 = 24;

/// The cells of `value`, a number below [`LIMIT`] in absolute value, rounded to 2^-40; larger
/// numbers are cut to the limit.
#[must_use]
pub fn cells(value: f64) -> [i32; WIDTH] {
    let units = ((value * UNIT).round() as i64).clamp(-(1 << 55), (1 << 55) - 1);
    let high = units >> LOW_BITS;
    let low = units & ((1 << LOW_BITS) - 1);
    [
        i32::try_from(high).expect("clamped to 56 bits"),
        i32::try_from(low).expect("24 bits"),
        1,
    ]
}

/// The mean of the numbers whose cells sum to `sums`; 0 for none.
#[must_use]
pub fn mean(sums: &[i64]) -> f64 {
    let units = (i128::from(sums[0]) << LOW_BITS) + i128::from(sums[1]);
    if sums[2] == 0 {
        0.0
    } else {
        units as f64 / UNIT / sums[2] as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_is_exact_to_twelve_digits() {
        for values in [&[0.1, 0.2, 0.7][..], &[-25.0, 0.0], &[100.0], &[-0.3], &[]] {
            let mut sums = vec![0_i64; WIDTH];
            for &value in values {
                for (sum, cell) in sums.iter_mut().zip(cells(value)) {
                    *sum += i64::from(cell);
                }
            }
            let expected = values.iter().sum::<f64>() / values.len().max(1) as f64;
            assert!((mean(&sums) - expected).abs() < 1e-12, "{values:?}");
        }
    }

    #[test]
    fn numbers_beyond_the_limit_are_cut() {
        let sums: Vec<i64> = cells(1e9).iter().map(|&cell| cell.into()).collect();
        assert!((mean(&sums) - LIMIT).abs() < 1e-6);
    }
}
