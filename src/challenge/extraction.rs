//! Measures how quantities are read, sentence by sentence, against the quantities that the gold
//! lists.
//!
//! Every distinct sentence counts once, with the quantities that `annotate` lists. On both sides a range stands for its two ends, a plain 1
//! is left out (an article may or may not be one) and a multiple counts as a plain number.

use std::collections::{BTreeMap, BTreeSet};

use super::Figures;
use super::gold::{GoldPair, GoldQuantity};
use crate::annotate::Annotator;
use crate::annotate::quantity::Quantity;
use crate::locale::Language;

/// How the quantities of one language were read.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Distinct sentences.
    pub sentences: u64,
    /// Quantities by value and unit: found, missed, and made up; nothing passes.
    pub figures: Figures,
    /// Sentences that were read wrong, in the order of the file.
    pub mistakes: Vec<ExtractionMistake>,
}

/// A sentence that was read wrong.
#[derive(Clone, Debug)]
pub struct ExtractionMistake {
    /// The sentence.
    pub text: String,
    /// Quantities of the gold that were not read.
    pub missed: Vec<GoldQuantity>,
    /// Quantities that were read and are not in the gold.
    pub made_up: Vec<GoldQuantity>,
}

/// Reads every distinct sentence of `gold` once, by language.
pub(super) fn measure(annotator: &Annotator, gold: &[GoldPair]) -> BTreeMap<Language, Extraction> {
    let mut by_language: BTreeMap<Language, Extraction> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for pair in gold {
        for (lang, expected) in &pair.quantities {
            let text = if pair.segment.source_lang == *lang {
                &pair.segment.source
            } else {
                &pair.segment.target
            };
            if seen.insert((*lang, text)) {
                let annotated = annotator.annotate(text, *lang);
                let stated = annotated
                    .quantities
                    .iter()
                    .filter(|quantity| !quantity.is_implied);
                let read = stated.map(as_gold).collect();
                let extraction = by_language.entry(*lang).or_default();
                extraction.add(text, canonical(expected.clone()), canonical(read));
            }
        }
    }
    by_language
}

impl Extraction {
    /// Counts one sentence.
    fn add(&mut self, text: &str, mut missed: Vec<GoldQuantity>, read: Vec<GoldQuantity>) {
        let mut made_up = Vec::new();
        for quantity in read {
            match missed.iter().position(|expected| *expected == quantity) {
                Some(at) => {
                    missed.swap_remove(at);
                    self.figures.found += 1;
                }
                None => made_up.push(quantity),
            }
        }
        self.sentences += 1;
        self.figures.missed += missed.len() as u64;
        self.figures.false_alarms += made_up.len() as u64;
        if !missed.is_empty() || !made_up.is_empty() {
            missed.sort();
            self.mistakes.push(ExtractionMistake {
                text: text.to_owned(),
                missed,
                made_up,
            });
        }
    }
}

fn as_gold(quantity: &Quantity) -> GoldQuantity {
    let first = quantity.first();
    GoldQuantity {
        value: first.canonical_value(),
        unit: first.unit.code().to_owned(),
    }
}

/// The quantities in the form in which both sides are compared.
fn canonical(quantities: Vec<GoldQuantity>) -> Vec<GoldQuantity> {
    let ends = quantities.into_iter().flat_map(|quantity| {
        let unit = quantity.unit;
        let ends: Vec<String> = quantity.value.split("..").map(str::to_owned).collect();
        ends.into_iter().map(move |value| GoldQuantity {
            value,
            unit: unit.clone(),
        })
    });
    ends.filter(|quantity| (quantity.value.as_str(), quantity.unit.as_str()) != ("1", ""))
        .map(|quantity| match quantity.unit.as_str() {
            "times" => GoldQuantity {
                unit: String::new(),
                ..quantity
            },
            _ => quantity,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantities(list: &str) -> Vec<GoldQuantity> {
        let quantity = |item: &str| {
            let (value, unit) = item.split_once(' ').unwrap_or((item, ""));
            GoldQuantity {
                value: value.to_owned(),
                unit: unit.to_owned(),
            }
        };
        list.split(", ")
            .filter(|item| !item.is_empty())
            .map(quantity)
            .collect()
    }

    #[test]
    fn compares_in_canonical_form() {
        for (list, expected) in [
            ("5..10 d", "5 d, 10 d"),
            ("2019..2021 year", "2019 year, 2021 year"),
            ("1, 2", "2"),
            ("1 ordinal", "1 ordinal"),
            ("2 times", "2"),
            ("1 times", "1"),
        ] {
            assert_eq!(canonical(quantities(list)), quantities(expected), "{list}");
        }
    }

    #[test]
    fn counts_each_occurrence() {
        let mut extraction = Extraction::default();
        extraction.add("", quantities("2, 2, 3 km"), quantities("2, 3 m, 3 km"));
        let Figures {
            found,
            missed,
            false_alarms,
            ..
        } = extraction.figures;
        assert_eq!((found, missed, false_alarms), (2, 1, 1));
        assert_eq!(extraction.mistakes[0].made_up, quantities("3 m"));
    }
}
