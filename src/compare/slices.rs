//! Scores of slices: segments of one length, with or without numbers, of one domain.
//!
//! Scores of a slice are exact, being computed from its summed statistics. They carry no test: with
//! a dozen slices one would look significant by chance.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Measured;
use crate::text::pysplit::split_whitespace;

/// A property that divides the segments, with the value that each has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the property is: `length`, `domain`.
    pub name: String,
    /// One value a segment.
    pub values: Vec<String>,
}

/// The segments that have one value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slice {
    /// Name of the column.
    pub column: String,
    /// The value.
    pub value: String,
    /// Number of segments.
    pub segments: usize,
    /// Scores, by metric and then by system.
    pub scores: Vec<SliceScores>,
}

/// Scores of a slice under one metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SliceScores {
    /// Name of the metric.
    pub metric: String,
    /// One score a system, in their order.
    pub systems: Vec<f64>,
}

/// The slices of `columns` under every metric, values in order.
///
/// # Panics
///
/// When a column does not have one value a segment.
#[must_use]
pub fn slices(measured: &[Measured<'_>], columns: &[Column]) -> Vec<Slice> {
    let mut slices = Vec::new();
    for column in columns {
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (segment, value) in column.values.iter().enumerate() {
            members.entry(value).or_default().push(segment);
        }
        slices.extend(members.into_iter().map(|(value, segments)| {
            Slice {
                column: column.name.clone(),
                value: value.to_owned(),
                segments: segments.len(),
                scores: measured
                    .iter()
                    .map(|measured| scores(measured, &segments))
                    .collect(),
            }
        }));
    }
    slices
}

fn scores(measured: &Measured<'_>, segments: &[usize]) -> SliceScores {
    let score =
        |table: &crate::stats::Table| measured.score(&table.sums_of(segments.iter().copied()));
    SliceScores {
        metric: measured.name.clone(),
        systems: measured.tables.iter().map(score).collect(),
    }
}

/// What can be told from the references themselves: their length in words, and whether they hold a
/// number (a digit), a name (a capital letter within a sentence) and rare words (that occur once in
/// all references).
#[must_use]
pub fn columns_of(references: &[String]) -> Vec<Column> {
    let mut counts: FxHashMap<String, u32> = FxHashMap::default();
    for word in references.iter().flat_map(|text| words(text)) {
        *counts.entry(word).or_insert(0) += 1;
    }
    let column = |name: &str, value: &dyn Fn(&str) -> &'static str| Column {
        name: name.to_owned(),
        values: references
            .iter()
            .map(|text| value(text).to_owned())
            .collect(),
    };
    vec![
        column("length", &length),
        column("number", &|text| {
            yes_or_no(text.contains(|c: char| c.is_ascii_digit()))
        }),
        column("name", &|text| yes_or_no(has_name(text))),
        column("rare words", &|text| rarity(text, &counts)),
    ]
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn length(text: &str) -> &'static str {
    match split_whitespace(text).count() {
        0..10 => "0–9 words",
        10..20 => "10–19 words",
        20..30 => "20–29 words",
        30..40 => "30–39 words",
        _ => "40 words and more",
    }
}

/// True if a word other than the first of a sentence begins with a capital letter.
fn has_name(text: &str) -> bool {
    let mut begins_sentence = true;
    split_whitespace(text).any(|word| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_capital = bare.starts_with(char::is_uppercase);
        let opens_speech = bare.len() < word.len();
        let is_name = is_capital && !begins_sentence && !opens_speech;
        begins_sentence = word.ends_with(['.', '!', '?', ':', '–', '-', '…']);
        is_name
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    split_whitespace(text)
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
}

fn rarity(text: &str, counts: &FxHashMap<String, u32>) -> &'static str {
    let (mut rare, mut all) = (0, 0);
    for word in words(text) {
        all += 1;
        rare += usize::from(counts.get(&word) == Some(&1));
    }
    match (rare, all) {
        (0, _) => "none",
        (rare, all) if rare * 4 < all => "under a quarter",
        _ => "a quarter or more",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::ExactMatch;

    #[test]
    fn finds_names_by_capitals_within_sentences() {
        for (text, expected) in [
            ("Regeringen träffade Volvo i går.", true),
            ("Det regnar. Himlen är grå.", false),
            ("”Kom hit!” sade hon.", false),
            ("Hon sade: ”Kom hit!”", false),
            ("hennes vän Åsa", true),
            ("", false),
        ] {
            assert_eq!(has_name(text), expected, "{text}");
        }
    }

    #[test]
    fn columns_have_a_value_for_every_segment() {
        let references: Vec<String> = ["Vi köpte 3 bilar", "vi köpte hus och hus igen", ""]
            .map(str::to_owned)
            .into();
        let values: Vec<Vec<String>> = columns_of(&references)
            .into_iter()
            .map(|column| column.values)
            .collect();
        assert_eq!(values[0], ["0–9 words"; 3]);
        assert_eq!(values[1], ["yes", "no", "no"]);
        assert_eq!(
            values[3],
            ["a quarter or more", "a quarter or more", "none"]
        );
    }

    #[test]
    fn slices_are_scored_from_their_own_segments() {
        let (references, system) = ([["a", "b", "c"]], [["a", "x", "c"]]);
        let exact = ExactMatch;
        let measured = [Measured::by(&exact, &system, &references)];
        let values = ["law", "news", "news"].map(str::to_owned).into();
        let slices = slices(
            &measured,
            &[Column {
                name: "domain".to_owned(),
                values,
            }],
        );
        let found: Vec<_> = slices
            .iter()
            .map(|slice| {
                (
                    slice.value.as_str(),
                    slice.segments,
                    slice.scores[0].systems[0],
                )
            })
            .collect();
        assert_eq!(found, [("law", 1, 100.0), ("news", 2, 50.0)]);
    }
}
