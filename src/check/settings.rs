//! What the user can set about the checks, from `parvis.toml` and the command line.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::norm::Norms;

/// Thresholds and norms that hold for one input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// From where on a check speaks.
    pub threshold: Thresholds,
    /// The norm that each language is held to.
    pub norms: Norms,
}

/// From where on a check speaks.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Thresholds {
    /// Standard deviations of the length model from which a target is suspiciously long or short;
    /// 3.2 unless set.
    pub length_deviation: f64,
    /// Standard deviations from which that is `major`; 4.5 unless set.
    pub length_deviation_major: f64,
    /// Words left in the source language from which a stretch of them is reported; 1 unless set.
    pub partly_untranslated: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            length_deviation: 3.2,
            length_deviation_major: 4.5,
            partly_untranslated: 1,
        }
    }
}

/// The settings of a run, by the file that a segment comes from.
#[derive(Clone, Debug, Default)]
pub struct SettingsByFile {
    /// What holds for files that are not listed.
    pub common: Settings,
    /// What holds for a file, by the name that origins carry.
    pub of_file: BTreeMap<String, Settings>,
}

impl SettingsByFile {
    /// What holds for segments of `file`.
    #[must_use]
    pub fn of(&self, file: &str) -> &Settings {
        self.of_file.get(file).unwrap_or(&self.common)
    }
}
