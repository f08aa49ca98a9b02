//! Norms: published rules for how numbers, dates and marks are written, which differ on purpose.
//!
//! The checks of [`locale`](super::locale) accept whatever one of the norms of a language accepts. Who
//! follows one chooses it: `norm = ["tt", "us"]` in `parvis.toml` or `--norm tt,us` asks for TT's Swedish and
//! American English, and [`NORM_DEVIATION`](super::locale::NORM_DEVIATION) reports what the others allow. The rules
//! stand in `src/lexicon/norms.tsv`, each with its source.

use std::sync::LazyLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::error::{Error, Result};
use crate::lexicon::rows;
use crate::locale::Language;

/// One rule: what a norm writes for one feature of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The norm it belongs to.
    pub norm: &'static str,
    /// The language it is for.
    pub lang: Language,
    /// What it is about: `time-mark`, `percent`, `date-order` …
    pub feature: &'static str,
    /// What is written.
    pub form: &'static str,
    /// Where the norm says so.
    pub source: &'static str,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    rows::<5>(include_str!("../lexicon/norms.tsv"))
        .filter_map(|[norm, lang, feature, form, source]| {
            Some(Rule {
                norm,
                lang: Language::from_tag(lang)?,
                feature,
                form,
                source,
            })
        })
        .collect()
});

/// The norm that each language is held to; none unless the user chooses one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Norms {
    swedish: Option<&'static str>,
    english: Option<&'static str>,
}

impl Norms {
    /// The norms with these names; one that has rules for both languages counts for both, and the
    /// later name wins.
    ///
    /// # Errors
    ///
    /// A name that no norm has.
    pub fn try_new(names: &[String]) -> Result<Self> {
        let mut norms = Self::default();
        for name in names {
            let rules = || RULES.iter().filter(|rule| rule.norm == name);
            if rules().next().is_none() {
                return Err(unknown(name));
            }
            for rule in rules() {
                *norms.of_mut(rule.lang) = Some(rule.norm);
            }
        }
        Ok(norms)
    }

    /// Every name, in alphabetical order.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.norm).collect();
        names.dedup();
        names
    }

    /// The rules that texts in `lang` are held to.
    pub fn rules(&self, lang: Language) -> impl Iterator<Item = &'static Rule> + use<> {
        let norm = match lang {
            Language::Swedish => self.swedish,
            Language::English => self.english,
        };
        let rules = norm.map(|norm| {
            RULES
                .iter()
                .filter(move |rule| rule.norm == norm && rule.lang == lang)
        });
        rules.into_iter().flatten()
    }

    const fn of_mut(&mut self, lang: Language) -> &mut Option<&'static str> {
        match lang {
            Language::Swedish => &mut self.swedish,
            Language::English => &mut self.english,
        }
    }
}

impl<'de> Deserialize<'de> for Norms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Self::try_new(&names).map_err(|error| D::Error::custom(error.message()))
    }
}

fn unknown(name: &str) -> Error {
    let names = Norms::names().join(", ");
    Error::usage(format!("no norm is called `{name}`; there are {names}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(names: &[&str], lang: Language, feature: &str) -> Option<&'static str> {
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        let norms = Norms::try_new(&names).expect("the norms exist");
        norms
            .rules(lang)
            .find(|rule| rule.feature == feature)
            .map(|rule| rule.form)
    }

    #[test]
    fn the_table_is_sorted_and_each_feature_is_told_once() {
        let table = include_str!("../lexicon/norms.tsv");
        assert_eq!(table.lines().count(), RULES.len());
        assert!(table.lines().is_sorted());
        let keys: Vec<_> = RULES
            .iter()
            .map(|rule| (rule.norm, rule.lang.code(), rule.feature))
            .collect();
        assert!(keys.windows(2).all(|two| two[0] != two[1]));
        assert!(RULES.iter().all(|rule| !rule.source.is_empty()));
    }

    #[test]
    fn norms_hold_for_the_languages_that_they_have_rules_for() {
        use Language::{English, Swedish};
        for (names, lang, feature, expected) in [
            (&[][..], Swedish, "time-mark", None),
            (&["tt"], Swedish, "time-mark", Some(".")),
            (&["tt"], English, "time-mark", None),
            (&["cldr"], Swedish, "time-mark", Some(":")),
            (&["cldr", "tt"], Swedish, "time-mark", Some(".")),
            (&["tt", "us"], English, "date-order", Some("month-first")),
            (&["eu"], English, "currency-code", Some("before")),
            (&["eu"], Swedish, "currency-code", Some("after")),
        ] {
            assert_eq!(form(names, lang, feature), expected, "{names:?} {feature}");
        }
        let error = Norms::try_new(&["gb".to_owned()]).expect_err("there is none");
        assert_eq!(
            error.message(),
            "no norm is called `gb`; there are cldr, eu, isof, tt, uk, us"
        );
    }
}
