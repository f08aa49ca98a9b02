//! sacreBLEU's scores of resamples, down to the last bit.
//!
//! When sacreBLEU 2.6.0 resamples, it sums statistics as 32-bit floats and goes on computing with
//! what NumPy makes of them: an operation with a 32-bit number gives a 32-bit number, whatever the
//! other side (NEP 50), while Python's own numbers stay at 64 bits among themselves. To repeat its
//! p-values exactly, its roundings have to be repeated. Nothing else uses this module.

use std::ops::{Add, Div, Mul};

use crate::metric::{Bleu, Chrf, Smoothing};

/// A metric as sacreBLEU computes it on resamples.
#[derive(Clone, Debug, PartialEq)]
pub enum Replica {
    /// BLEU.
    Bleu(Bleu),
    /// chrF and chrF++.
    Chrf(Chrf),
    /// TER, whose settings matter to the statistics only.
    Ter,
}

/// A number that remembers whether NumPy holds it in 32 bits or Python in 64.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A `numpy.float32`.
    Single(f32),
    /// A Python float or integer.
    Python(f64),
}

impl Number {
    /// The value in 64 bits, which is exact.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Single(value) => value.into(),
            Self::Python(value) => value,
        }
    }

    fn combine(
        self,
        other: Self,
        single: fn(f32, f32) -> f32,
        double: fn(f64, f64) -> f64,
    ) -> Self {
        match (self, other) {
            (Self::Python(a), Self::Python(b)) => Self::Python(double(a, b)),
            (a, b) => Self::Single(single(a.value() as f32, b.value() as f32)),
        }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait for Number {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                self.combine(other, f32::$method, f64::$method)
            }
        }
    };
}

operator!(Add, add);
operator!(Mul, mul);
operator!(Div, div);

impl Replica {
    /// The statistics of a segment as sacreBLEU keeps them, from our row.
    #[must_use]
    pub fn statistics(&self, row: &[i32]) -> Vec<f32> {
        match self {
            Self::Ter => vec![
                row[0] as f32,
                (f64::from(row[1]) / f64::from(row[2].max(1))) as f32,
            ],
            Self::Bleu(_) | Self::Chrf(_) => row.iter().map(|&cell| cell as f32).collect(),
        }
    }

    /// The score of statistics that were summed in 32 bits.
    #[must_use]
    pub fn score(&self, sums: &[f32]) -> Number {
        match self {
            Self::Bleu(bleu) => Number::Python(bleu_score(bleu, sums)),
            Self::Chrf(chrf) => chrf_score(chrf, sums),
            Self::Ter => ter_score(sums[0], sums[1]),
        }
    }
}

fn bleu_score(bleu: &Bleu, sums: &[f32]) -> f64 {
    const ORDERS: usize = 4;
    let (hypothesis_len, reference_len) = (f64::from(sums[0]).trunc(), f64::from(sums[1]).trunc());
    let (matches, totals) = (&sums[2..2 + ORDERS], &sums[2 + ORDERS..]);
    if matches.iter().all(|&matched| matched == 0.0) {
        return 0.0;
    }
    let brevity = if hypothesis_len < reference_len {
        (1.0 - reference_len / hypothesis_len).exp()
    } else {
        1.0
    };
    let mut logs = [-9_999_999_999.0; ORDERS];
    let mut order_reached = ORDERS;
    let mut discount = 1.0_f32;
    for order in 0..ORDERS {
        let (mut matched, mut total) = (matches[order], totals[order]);
        if let (Smoothing::AddK(k), 1..) = (bleu.smoothing, order) {
            matched += k as f32;
            total += k as f32;
        }
        if total == 0.0 {
            break;
        }
        if bleu.effective_order {
            order_reached = order + 1;
        }
        let precision = match bleu.smoothing {
            _ if matched > 0.0 => 100.0 * matched / total,
            Smoothing::Exponential => {
                discount *= 2.0;
                100.0 / (discount * total)
            }
            Smoothing::Floor(value) => (100.0 * value) as f32 / total,
            Smoothing::AddK(_) | Smoothing::None => 0.0,
        };
        if precision > 0.0 {
            logs[order] = f64::from(precision).ln();
        }
    }
    brevity * (logs[..order_reached].iter().sum::<f64>() / order_reached as f64).exp()
}

fn chrf_score(chrf: &Chrf, sums: &[f32]) -> Number {
    let number = Number::Python;
    let factor = number(chrf.beta * chrf.beta);
    let more = number(1.0 + chrf.beta * chrf.beta);
    let epsilon = number(1e-16);
    let (mut sum_of_f, mut precisions, mut recalls) = (number(0.0), number(0.0), number(0.0));
    let mut defined = 0.0;
    for counts in sums.chunks_exact(3) {
        let [in_hypothesis, in_reference, matched] = [counts[0], counts[1], counts[2]];
        let share = |of: f32| {
            if of > 0.0 {
                Number::Single(matched / of)
            } else {
                epsilon
            }
        };
        let (precision, recall) = (share(in_hypothesis), share(in_reference));
        let denominator = factor * precision + recall;
        sum_of_f = sum_of_f
            + if denominator.value() > 0.0 {
                more * precision * recall / denominator
            } else {
                epsilon
            };
        if in_hypothesis > 0.0 && in_reference > 0.0 {
            precisions = precisions + precision;
            recalls = recalls + recall;
            defined += 1.0;
        }
    }
    if chrf.epsilon_smoothing {
        return number(100.0) * sum_of_f / number((sums.len() / 3) as f64);
    }
    if defined == 0.0 {
        return number(0.0);
    }
    let (precision, recall) = (precisions / number(defined), recalls / number(defined));
    if (precision + recall).value() == 0.0 {
        return number(0.0);
    }
    number(100.0) * (more * precision * recall / (factor * precision + recall))
}

fn ter_score(edits: f32, reference_len: f32) -> Number {
    if reference_len > 0.0 {
        Number::Single(100.0 * (edits / reference_len))
    } else if edits > 0.0 {
        Number::Python(100.0)
    } else {
        Number::Python(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_single_makes_the_result_single() {
        let (single, python) = (Number::Single(0.1), Number::Python(0.2));
        assert_eq!(python + python, Number::Python(0.4));
        assert_eq!(single + python, Number::Single(0.1_f32 + 0.2_f32));
        assert_eq!(python / single, Number::Single(0.2_f32 / 0.1_f32));
    }

    #[test]
    fn undefined_scores_stay_python_numbers() {
        assert_eq!(Replica::Ter.score(&[0.0, 0.0]), Number::Python(0.0));
        assert_eq!(
            Replica::Chrf(Chrf::default()).score(&[0.0; 18]),
            Number::Python(0.0)
        );
        assert_eq!(
            Replica::Bleu(Bleu::default()).score(&[0.0; 10]),
            Number::Python(0.0)
        );
    }
}
