//! What a metric returns: a number with its direction, its range and the signature that makes it
//! reproducible. Judging the number is left to comparison and gate.

use std::fmt;

use serde::Serialize;

/// One number from a metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Published name of the metric, in its published case: `BLEU`, `chrF++`.
    pub metric: String,
    /// The number, unrounded, in the metric's [`Range`]; never NaN.
    pub value: f64,
    /// The settings behind it.
    pub signature: Signature,
}

/// Which way a metric improves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Direction {
    /// A larger number is better: BLEU, chrF, COMET.
    Higher,
    /// A smaller number is better: TER, WER, MetricX.
    Lower,
    /// The nearer to this value, the better: 100 for a length ratio.
    Towards(f64),
}

impl Direction {
    /// How good `value` is, on a scale on which more is always better and a difference has the
    /// size that it has in the metric.
    #[must_use]
    pub fn goodness(self, value: f64) -> f64 {
        match self {
            Self::Higher => value,
            Self::Lower => -value,
            Self::Towards(best) => -(value - best).abs(),
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Higher => f.write_str("higher is better"),
            Self::Lower => f.write_str("lower is better"),
            Self::Towards(best) => write!(f, "{best} is best"),
        }
    }
}

/// The values that a metric can take, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Smallest possible value; `None` if there is none.
    pub low: Option<f64>,
    /// Largest possible value; `None` if there is none.
    pub high: Option<f64>,
}

impl Range {
    /// 0 to 100.
    pub const PERCENT: Self = Self {
        low: Some(0.0),
        high: Some(100.0),
    };
    /// 0 and up: error rates may exceed 100.
    pub const FROM_ZERO: Self = Self {
        low: Some(0.0),
        high: None,
    };
    /// Any number.
    pub const UNBOUNDED: Self = Self {
        low: None,
        high: None,
    };

    /// Distance between the ends, where there are two.
    #[must_use]
    pub fn width(self) -> Option<f64> {
        Some(self.high? - self.low?)
    }
}

/// The settings that make a score reproducible, as `key:value` pairs joined by `|`, in the form
/// that sacreBLEU gave the field (Post 2018, <https://aclanthology.org/W18-6319>). The last pair
/// is always our own name and version, since another program's numbers are not ours to sign.
///
/// ```
/// use parvis::score::Signature;
/// let signature = Signature::new([("nrefs", "1"), ("case", "mixed")]);
/// assert!(signature.to_string().starts_with("nrefs:1|case:mixed|version:parvis-"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature(Vec<(String, String)>);

impl Signature {
    /// A signature of these pairs, in this order.
    pub fn new<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }

    /// Adds a pair at the end.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.0.push((key.to_owned(), value.to_string()));
        self
    }

    /// Adds a pair whose value is `yes` or `no`.
    #[must_use]
    pub fn with_switch(self, key: &str, is_on: bool) -> Self {
        self.with(key, if is_on { "yes" } else { "no" })
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (key, value) in &self.0 {
            write!(f, "{key}:{value}|")?;
        }
        write!(f, "version:parvis-{}", env!("CARGO_PKG_VERSION"))
    }
}

impl Serialize for Signature {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goodness_rises_towards_the_best() {
        for (direction, worse, better) in [
            (Direction::Higher, 30.0, 31.0),
            (Direction::Lower, 31.0, 30.0),
            (Direction::Towards(100.0), 90.0, 105.0),
            (Direction::Towards(100.0), 112.0, 90.0),
        ] {
            assert!(
                direction.goodness(worse) < direction.goodness(better),
                "{direction}"
            );
        }
    }

    #[test]
    fn signature_ends_in_our_name_and_version() {
        let signature = Signature::default()
            .with("nrefs", 2)
            .with_switch("eff", true);
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            signature.to_string(),
            format!("nrefs:2|eff:yes|version:parvis-{version}")
        );
    }
}
