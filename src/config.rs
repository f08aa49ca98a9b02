//! Settings in a file: which checks run and how bad their findings are.
//!
//! The nearest `parvis.toml` up the tree from an input wins whole; files are not merged.
//!
//! ```toml
//! profile = "news"
//! select = ["quantity", "entity"]
//! ignore = ["misplaced-space"]
//!
//! [severity]
//! percent-spacing = "neutral"
//!
//! [[override]]
//! paths = ["legal/*"]
//! ignore = ["length"]
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::check::{Selection, info};
use crate::error::{Error, Result};
use crate::finding::{Finding, Group, Severity};
use crate::span::Origin;

/// The name of the file.
pub const FILE_NAME: &str = "parvis.toml";

/// What a `parvis.toml` says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The kind of text.
    pub profile: Option<Profile>,
    /// Checks and groups that run; all where empty.
    pub select: Vec<String>,
    /// Checks and groups that don't.
    pub ignore: Vec<String>,
    /// Severities by check or group, the check's own word first.
    pub severity: BTreeMap<String, Severity>,
    /// Rules for some paths; of several that fit all apply, in order.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
}

/// Rules for the inputs whose path fits one of the patterns.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Override {
    /// Patterns in which `*` stands for any characters.
    pub paths: Vec<String>,
    /// Checks and groups that don't run there.
    pub ignore: Vec<String>,
    /// Severities there.
    pub severity: BTreeMap<String, Severity>,
}

/// A kind of text, with the checks that make no sense in it left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Running text by journalists: translators vary their words.
    News,
    /// Interface strings: all checks.
    Software,
    /// Statutes and contracts: all checks.
    Legal,
    /// Text that is filtered for training: looks alone don't matter.
    Corpus,
}

impl Profile {
    /// The profile with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "news" => Some(Self::News),
            "software" => Some(Self::Software),
            "legal" => Some(Self::Legal),
            "corpus" => Some(Self::Corpus),
            _ => None,
        }
    }

    /// Checks and groups that it leaves out.
    #[must_use]
    pub const fn ignored(self) -> &'static [&'static str] {
        match self {
            Self::News => &["consistency", "accelerator-missing"],
            Self::Software | Self::Legal => &[],
            Self::Corpus => &["consistency", "misplaced-space", "doubled-mark", "locale"],
        }
    }
}

impl Config {
    /// Reads the text of a `parvis.toml` that stands at `path`.
    ///
    /// # Errors
    ///
    /// Text that is no TOML, an unknown key, and a name that no check or group has, with file and
    /// line.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            Error::file(origin(path, text, at), error.message())
        })?;
        for name in config.names() {
            if info(name).is_none() && Group::from_name(name).is_none() {
                let at = text.find(name).unwrap_or(0);
                let message = format!("no check or group is called `{name}`");
                return Err(Error::file(origin(path, text, at), message));
            }
        }
        Ok(config)
    }

    /// Every name of a check or group in the file.
    fn names(&self) -> impl Iterator<Item = &String> {
        let own = self
            .select
            .iter()
            .chain(&self.ignore)
            .chain(self.severity.keys());
        let others = self.overrides.iter();
        own.chain(others.flat_map(|rules| rules.ignore.iter().chain(rules.severity.keys())))
    }

    /// The nearest `parvis.toml` in the folder of `input` or above it.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and what [`Config::parse`] says.
    pub fn nearest(input: &Path) -> Result<Option<Self>> {
        let folder = input.parent().unwrap_or(Path::new(""));
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let candidates = folder.ancestors().map(|folder| folder.join(FILE_NAME));
        let Some(path) = candidates.into_iter().find(|path: &PathBuf| path.is_file()) else {
            return Ok(None);
        };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|error| Error::io(&name, error))?;
        Self::parse(&name, &text).map(Some)
    }

    /// The selection for the input at `path`.
    ///
    /// # Errors
    ///
    /// As [`Selection::try_new`].
    pub fn selection(&self, path: &str) -> Result<Selection> {
        let mut ignore = self.ignore.clone();
        for name in self.profile.map_or(&[][..], Profile::ignored) {
            ignore.push((*name).to_owned());
        }
        for rules in self.fitting(path) {
            ignore.extend_from_slice(&rules.ignore);
        }
        Selection::try_new(self.select.clone(), ignore)
    }

    /// Gives `findings` of the input at `path` the severities of the file; consequences of a
    /// root cause stay neutral.
    pub fn settle_severities(&self, path: &str, findings: &mut [Finding]) {
        for finding in findings
            .iter_mut()
            .filter(|finding| finding.because.is_none())
        {
            let fitting = self.fitting(path).map(|rules| &rules.severity);
            for severities in std::iter::once(&self.severity).chain(fitting) {
                let of_check = severities.get(finding.check);
                if let Some(&severity) = of_check.or_else(|| severities.get(finding.group.name())) {
                    finding.severity = severity;
                }
            }
        }
    }

    fn fitting<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Override> {
        let fits = move |rules: &&Override| rules.paths.iter().any(|one| matches(one, path));
        self.overrides.iter().filter(fits)
    }
}

fn origin(path: &str, text: &str, at: usize) -> Origin {
    let lines = text.get(..at).unwrap_or_default().matches('\n').count();
    Origin::new(path, lines as u64 + 1)
}

/// True when `pattern` describes all of `path`; `*` stands for any characters, also none.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = pattern.contains('*').then(|| parts.next_back()).flatten() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "profile = \"news\"\nignore = [\"locale\"]\n\n[severity]\nnegation = \"critical\"\n\n\
        [[override]]\npaths = [\"legal/*\"]\nignore = [\"length\"]\n";

    #[test]
    fn resolves_profile_and_overrides_by_path() {
        let config = Config::parse("parvis.toml", TEXT).expect("the file is right");
        let wants = |path, id| config.selection(path).expect("names exist").wants_id(id);
        assert!(wants("a.tsv", "empty-target"));
        assert!(!wants("legal/a.tsv", "empty-target"));
        assert!(!wants("a.tsv", "percent-spacing"));
        assert!(!wants("a.tsv", "inconsistent-target"));
    }

    #[test]
    fn says_where_a_file_is_wrong() {
        for (text, expected) in [
            (
                "\nselect = [\"lenght\"]",
                "p:2: no check or group is called `lenght`",
            ),
            ("a = 1", "p:1: unknown field `a`"),
            ("[severity]\nlength = \"bad\"", "p:2: unknown variant `bad`"),
        ] {
            let error = Config::parse("p", text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn patterns_match_whole_paths() {
        for (pattern, path, fits) in [
            ("legal/*", "legal/a.tsv", true),
            ("*.po", "ui/sv.po", true),
            ("a*b*c", "a1b2c", true),
            ("legal/*", "news/a.tsv", false),
            ("a.tsv", "a.tsv", true),
            ("a.tsv", "b/a.tsv", false),
        ] {
            assert_eq!(matches(pattern, path), fits, "{pattern} {path}");
        }
    }
}
