//! Source↔target measures: numbers about a pair that are reported, not judged.

use crate::annotate::Pair;

/// The measures of one pair, by name, in the order in which they are reported. `None` where a
/// measure is undefined for the pair.
pub type Measures = Vec<(&'static str, Option<f64>)>;

/// Measures one pair.
///
/// - `length_ratio`: characters of the target by characters of the source; undefined for an
///   empty source.
#[must_use]
pub fn measure(pair: &Pair<'_>) -> Measures {
    vec![(
        "length_ratio",
        length_ratio(pair.source.text, pair.target.text),
    )]
}

#[allow(clippy::cast_precision_loss)] // lengths are far below 2^52
fn length_ratio(source: &str, target: &str) -> Option<f64> {
    let source_len = source.chars().count();
    (source_len > 0).then(|| target.chars().count() as f64 / source_len as f64)
}
