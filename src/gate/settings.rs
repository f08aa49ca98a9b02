//! What a team holds against a translation: `[gate]` in `parvis.toml`.
//!
//! ```toml
//! [gate]
//! fail-on = "major"
//! fail-on-missing = true
//! metrics = ["chrf", "ter"]
//! tolerance = { chrf = 0.5, ter = "2 %" }
//!
//! [[gate.slice]]
//! domain = "legal"
//! tolerance = { chrf = 0 }
//! ```
//!
//! A tolerance is a number of points, or a share of the accepted score as `"2 %"`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::row::{RowMetric, Run};
use crate::error::Result;
use crate::finding::Severity;

/// The settings; the defaults are the recommended ones.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// New and expired findings fail from here up.
    pub fail_on: Severity,
    /// Whether a fall of scores that is not proved fails too.
    pub fail_on_inconclusive: bool,
    /// Whether rows that have disappeared fail.
    pub fail_on_missing: bool,
    /// Option names of the metrics that rows with a reference are scored by.
    pub metrics: Vec<String>,
    /// Falls that pass, by option name of the metric.
    pub tolerance: BTreeMap<String, Tolerance>,
    /// Slices that are scored on their own too.
    #[serde(rename = "slice")]
    pub slices: Vec<Slice>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            fail_on: Severity::Major,
            fail_on_inconclusive: false,
            fail_on_missing: false,
            metrics: vec!["chrf".to_owned()],
            tolerance: BTreeMap::new(),
            slices: Vec::new(),
        }
    }
}

impl Settings {
    /// The metrics.
    ///
    /// # Errors
    ///
    /// A usage error for a name that no metric has, also among the tolerances.
    pub fn metrics(&self) -> Result<Vec<RowMetric>> {
        let slices = self.slices.iter();
        let others = slices.flat_map(|slice| slice.tolerance.keys());
        for name in self.tolerance.keys().chain(others) {
            RowMetric::try_new(name)?;
        }
        self.metrics
            .iter()
            .map(|name| RowMetric::try_new(name))
            .collect()
    }

    /// The fall of a metric that passes; that of the slice goes before that of all.
    #[must_use]
    pub fn tolerance_of(&self, metric: &str, slice: Option<&Slice>) -> Tolerance {
        let of_slice = slice.and_then(|slice| slice.tolerance.get(metric));
        let tolerance = of_slice.or_else(|| self.tolerance.get(metric));
        tolerance.copied().unwrap_or_default()
    }
}

/// How far a score may fall.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "ToleranceText")]
pub enum Tolerance {
    /// By so many points.
    Points(f64),
    /// By this share of the accepted score, 0–1.
    Share(f64),
}

impl Tolerance {
    /// The points that a score of `before` may lose.
    #[must_use]
    pub fn points(self, before: f64) -> f64 {
        match self {
            Self::Points(points) => points,
            Self::Share(share) => share * before.abs(),
        }
    }
}

impl Default for Tolerance {
    fn default() -> Self {
        Self::Points(0.0)
    }
}

impl FromStr for Tolerance {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let share = text.trim_end().strip_suffix('%');
        let number = share.unwrap_or(text).trim();
        let number = number.parse::<f64>().ok();
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        match (number, share) {
            (Some(points), None) => Ok(Self::Points(points)),
            (Some(percent), Some(_)) => Ok(Self::Share(percent / 100.0)),
            (None, _) => Err(format!(
                "expected points as 0.5 or a share as 2 %, found `{text}`"
            )),
        }
    }
}

/// A tolerance as TOML has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum ToleranceText {
    Number(f64),
    Text(String),
}

impl TryFrom<ToleranceText> for Tolerance {
    type Error = String;

    fn try_from(text: ToleranceText) -> std::result::Result<Self, String> {
        match text {
            ToleranceText::Number(points) => points.to_string().parse(),
            ToleranceText::Text(text) => text.parse(),
        }
    }
}

/// Rows that are scored on their own: those that have every value that is given.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Slice {
    /// The domain that the input states.
    pub domain: Option<String>,
    /// The document that the input names.
    pub document: Option<String>,
    /// The file as the user names it.
    pub file: Option<String>,
    /// Falls that pass in the slice, by option name of the metric.
    pub tolerance: BTreeMap<String, Tolerance>,
}

impl Slice {
    /// True when a row of `run` is in the slice.
    #[must_use]
    pub fn holds(&self, run: &Run, row: usize) -> bool {
        let fits = |wanted: &Option<String>, value: Option<&str>| {
            wanted.is_none() || wanted.as_deref() == value
        };
        fits(&self.domain, run.domain(row))
            && fits(&self.document, run.document(row))
            && fits(&self.file, Some(&run.rows[row].file))
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = ["domain", "document", "file"];
        let values = [&self.domain, &self.document, &self.file];
        let named = names.iter().zip(values);
        let parts: Vec<String> = named
            .filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?)))
            .collect();
        f.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tolerances() {
        for (text, expected) in [
            ("0.5", Some(0.5)),
            ("0", Some(0.0)),
            ("2 %", Some(1.2)),
            ("2%", Some(1.2)),
            ("-1", None),
            ("NaN", None),
            ("%", None),
            ("a bit", None),
        ] {
            let tolerance = text.parse::<Tolerance>().ok();
            let points = tolerance.map(|tolerance| tolerance.points(60.0));
            assert_eq!(points, expected, "{text}");
        }
    }

    #[test]
    fn the_slice_goes_before_the_whole() {
        let settings: Settings = toml::from_str(
            "tolerance = { chrf = 1, ter = \"5 %\" }\n[[slice]]\ndomain = \"legal\"\ntolerance = { chrf = 0.25 }",
        )
        .expect("the settings are right");
        let slice = &settings.slices[0];
        assert_eq!(slice.to_string(), "domain legal");
        for (metric, slice, expected) in [
            ("chrf", None, Tolerance::Points(1.0)),
            ("chrf", Some(slice), Tolerance::Points(0.25)),
            ("ter", Some(slice), Tolerance::Share(0.05)),
            ("bleu", None, Tolerance::Points(0.0)),
        ] {
            assert_eq!(settings.tolerance_of(metric, slice), expected, "{metric}");
        }
    }

    #[test]
    fn refuses_what_is_no_metric_of_quality() {
        for text in [
            "metrics = [\"beauty\"]",
            "metrics = [\"length-ratio\"]",
            "tolerance = { beauty = 1 }",
            "[[slice]]\ntolerance = { beauty = 1 }",
        ] {
            let settings: Settings = toml::from_str(text).expect("the form is right");
            assert!(settings.metrics().is_err(), "{text}");
        }
        for text in [
            "fail-on = \"terrible\"",
            "tolerance = { chrf = -1 }",
            "metric = []",
        ] {
            assert!(toml::from_str::<Settings>(text).is_err(), "{text}");
        }
    }
}
