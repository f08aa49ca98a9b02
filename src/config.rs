//! Settings in a file: which checks run and how bad their findings are.
//!
//! The nearest `parvis.toml` up the tree from an input wins whole; files are not merged. For one
//! input a [`Config`] becomes its [`Rules`]: what is said for the path of the input goes before
//! what is said for all, and that before the profile.
//!
//! ```toml
//! profile = "news"
//! select = ["quantity", "entity"]
//! ignore = ["misplaced-space"]
//!
//! norm = ["tt", "us"]
//!
//! [severity]
//! percent-spacing = "neutral"
//!
//! [threshold]
//! length-deviation = 4.0
//!
//! [[override]]
//! paths = ["legal/*"]
//! ignore = ["length"]
//! ```
//!
//! `[gate]` stands for the whole folder; see [`gate::Settings`].
//!
//! Paths are those from the folder of the file, with `/` between folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::check::Selection;
use crate::check::norm::Norms;
use crate::check::settings::{Settings, SettingsByFile, Thresholds};
use crate::error::{Error, Result};
use crate::evaluate::Options;
use crate::finding::{Finding, Severity};
use crate::gate;
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
    /// The norms that texts are held to, by name.
    pub norm: Norms,
    /// From where on a check speaks.
    pub threshold: Thresholds,
    /// Rules for some paths; of several that fit all apply, in order.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
    /// What the gate holds against a translation.
    pub gate: gate::Settings,
    /// The folder of the file, absolute; empty for settings that stand in no file.
    #[serde(skip)]
    folder: PathBuf,
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
    /// Interface strings: one word may well have several translations, and several one.
    Software,
    /// Statutes and contracts: all checks that have no eye for interfaces.
    Legal,
    /// Text that is filtered for training: looks alone don't matter.
    Corpus,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 4] = [Self::News, Self::Software, Self::Legal, Self::Corpus];

    /// The name in files and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Software => "software",
            Self::Legal => "legal",
            Self::Corpus => "corpus",
        }
    }

    /// The profile with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// Checks and groups that it leaves out.
    #[must_use]
    pub const fn ignored(self) -> &'static [&'static str] {
        match self {
            Self::News => &["consistency", "accelerator-missing"],
            Self::Software => &["inconsistent-source", "repeated-phrase"],
            Self::Legal => &["accelerator-missing"],
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
        let mut config: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            Error::file(origin(path, text, at), error.message())
        })?;
        for name in config.names() {
            if let Err(error) = Selection::try_new(vec![name.clone()], Vec::new()) {
                let at = text.find(name).unwrap_or(0);
                return Err(Error::file(origin(path, text, at), error.message()));
            }
        }
        if let Err(error) = config.gate.metrics() {
            let at = text.find("[gate").unwrap_or(0);
            return Err(Error::file(origin(path, text, at), error.message()));
        }
        config.folder = folder_of(Path::new(path));
        Ok(config)
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and what [`Config::parse`] says.
    pub fn read(path: &str) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Self::parse(path, &text)
    }

    /// Reads the nearest `parvis.toml` in the folder of `input` or above it; standard input, `-`,
    /// counts as a file in the current folder.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub fn nearest(input: &str) -> Result<Option<Self>> {
        let folder = folder_of(Path::new(input));
        let mut candidates = folder.ancestors().map(|folder| folder.join(FILE_NAME));
        match candidates.find(|path| path.is_file()) {
            Some(path) => Self::read(&path.display().to_string()).map(Some),
            None => Ok(None),
        }
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

    /// What holds for the input at `path`, which is relative to the current folder, absolute, or
    /// `-` for standard input.
    ///
    /// # Errors
    ///
    /// Names in lists that were filled by hand and that no check or group has.
    pub fn rules(&self, path: &str) -> Result<Rules> {
        let path = self.path_from_folder(path);
        let mut selection = Selection::try_new(self.select.clone(), self.ignore.clone())?;
        if let Some(profile) = self.profile {
            let ignored = profile.ignored().iter().map(|&name| name.to_owned());
            selection = selection.or(Selection::try_new(Vec::new(), ignored.collect())?);
        }
        let mut severities = vec![self.severity.clone()];
        for rules in self.fitting(&path) {
            selection = Selection::try_new(Vec::new(), rules.ignore.clone())?.or(selection);
            severities.push(rules.severity.clone());
        }
        Ok(Rules {
            selection,
            severities,
            settings: Settings {
                threshold: self.threshold,
                norms: self.norm,
            },
        })
    }

    /// The path as patterns describe it; that of an input outside the folder stays absolute.
    fn path_from_folder(&self, path: &str) -> String {
        if path == "-" {
            return path.to_owned();
        }
        let path = Path::new(path);
        let absolute = folder_of(path).join(path.file_name().unwrap_or_default());
        let relative = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        relative.display().to_string().replace('\\', "/")
    }

    fn fitting<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Override> {
        let fits = move |rules: &&Override| rules.paths.iter().any(|one| matches(one, path));
        self.overrides.iter().filter(fits)
    }
}

/// What holds for one input: which findings are wanted, and how bad they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Which findings are wanted.
    pub selection: Selection,
    /// Severities by check or group; the last that names a check decides.
    severities: Vec<BTreeMap<String, Severity>>,
    /// Thresholds and norms.
    pub settings: Settings,
}

impl Rules {
    /// These rules, with what `selection` says before what they say.
    #[must_use]
    pub fn under(mut self, selection: Selection) -> Self {
        self.selection = selection.or(self.selection);
        self
    }

    /// Drops the findings that are not wanted and gives the others their severities; consequences
    /// of a root cause stay neutral.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| self.selection.wants_id(finding.check));
        for finding in findings {
            if let Some(severity) = self.severity(finding)
                && finding.because.is_none()
            {
                finding.severity = severity;
            }
        }
    }

    /// What the rules of all inputs, by the name that origins carry, ask of a run. Where selections
    /// differ, all checks run, for [`Rules::apply`] to filter.
    #[must_use]
    pub fn options(rules: &BTreeMap<String, Self>) -> Options {
        let mut selections = rules.values().map(|rules| &rules.selection);
        let first = selections.next();
        let common = first.filter(|first| selections.all(|other| other == *first));
        let settings = rules.iter();
        let settings = settings.map(|(file, rules)| (file.clone(), rules.settings.clone()));
        Options {
            selection: common.cloned().unwrap_or_default(),
            settings: SettingsByFile {
                of_file: settings.collect(),
                ..SettingsByFile::default()
            },
            ..Options::default()
        }
    }

    /// Ids of the checks that a run by `options` looks for in any of the inputs.
    #[must_use]
    pub fn wanted_checks(
        rules: &BTreeMap<String, Self>,
        options: &Options,
    ) -> BTreeSet<&'static str> {
        let is_wanted = |id: &str| rules.values().any(|rules| rules.selection.wants_id(id));
        let mut checks = options.checks();
        checks.retain(|id| is_wanted(id));
        checks
    }

    fn severity(&self, finding: &Finding) -> Option<Severity> {
        self.severities.iter().rev().find_map(|severities| {
            let of_check = severities.get(finding.check);
            of_check
                .or_else(|| severities.get(finding.group.name()))
                .copied()
        })
    }
}

/// The folder that the file at `path` stands in, absolute; without `..` and links where it exists.
fn folder_of(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder))
        .unwrap_or_else(|_| folder.to_path_buf())
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

    use crate::check::info;

    const TEXT: &str = "profile = \"news\"\nignore = [\"locale\"]\n\n[severity]\nnegation = \"critical\"\n\n\
        [[override]]\npaths = [\"legal/*\"]\nignore = [\"length\"]\nseverity = { negation-lost = \"minor\" }\n";

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn rules(text: &str, path: &str) -> Rules {
        let config = Config::parse("parvis.toml", text).expect("the file is right");
        config.rules(path).expect("the names exist")
    }

    #[test]
    fn resolves_profile_and_overrides_by_path() {
        let wants = |path, id| rules(TEXT, path).selection.wants_id(id);
        for (path, id, expected) in [
            ("a.tsv", "empty-target", true),
            ("legal/a.tsv", "empty-target", false),
            ("./legal/a.tsv", "empty-target", false),
            ("news/legal/a.tsv", "empty-target", true),
            ("-", "empty-target", true),
            ("a.tsv", "percent-spacing", false),
            ("a.tsv", "inconsistent-target", false),
            ("a.tsv", "negation-lost", true),
        ] {
            assert_eq!(wants(path, id), expected, "{path} {id}");
        }
    }

    #[test]
    fn the_nearer_word_wins() {
        let text = "profile = \"corpus\"\nselect = [\"locale\", \"length\"]\nignore = [\"percent-spacing\"]\n\
            [[override]]\npaths = [\"*.po\"]\nignore = [\"length\"]";
        for (select, ignore, path, id, expected) in [
            (&[][..], &[][..], "a.tsv", "foreign-date", true),
            (&[], &[], "a.tsv", "percent-spacing", false),
            (&[], &[], "a.tsv", "negation-lost", false),
            (&[], &[], "a.po", "empty-target", false),
            (&["locale"], &[], "a.tsv", "percent-spacing", true),
            (&["locale"], &[], "a.tsv", "empty-target", false),
            (&["length"], &[], "a.po", "empty-target", true),
            (&["consistency"], &[], "a.tsv", "inconsistent-target", true),
            (&[], &["locale"], "a.tsv", "foreign-date", false),
            (&[], &["locale"], "a.tsv", "empty-target", true),
            (&[], &["locale"], "a.tsv", "negation-lost", false),
        ] {
            let command_line = Selection::try_new(names(select), names(ignore));
            let rules = rules(text, path).under(command_line.expect("the names exist"));
            let wants = rules.selection.wants_id(id);
            assert_eq!(wants, expected, "{select:?} {ignore:?} {path} {id}");
        }
    }

    #[test]
    fn severities_are_those_of_the_most_precise_word() {
        for (path, check, because, expected) in [
            ("a.tsv", "negation-lost", None, Severity::Critical),
            ("legal/a.tsv", "negation-lost", None, Severity::Minor),
            ("legal/a.tsv", "negation-added", None, Severity::Critical),
            ("a.tsv", "value-mismatch", None, Severity::Neutral),
            (
                "a.tsv",
                "negation-lost",
                Some("untranslated"),
                Severity::Neutral,
            ),
        ] {
            let info = info(check).expect("the check exists");
            let mut finding = info.finding(Severity::Neutral, String::new());
            finding.because = because;
            let mut findings = vec![finding];
            rules(TEXT, path).apply(&mut findings);
            assert_eq!(findings[0].severity, expected, "{path} {check} {because:?}");
        }
    }

    #[test]
    fn norms_and_thresholds_reach_the_rules() {
        let text = "norm = [\"tt\"]\n[threshold]\nlength-deviation = 4.0";
        let settings = rules(text, "a.tsv").settings;
        assert!((settings.threshold.length_deviation - 4.0).abs() < f64::EPSILON);
        assert!((settings.threshold.length_deviation_major - 4.5).abs() < f64::EPSILON);
        let mut rules = settings.norms.rules(crate::Language::Swedish);
        assert!(rules.all(|rule| rule.norm == "tt"));
        assert_eq!(settings.norms.rules(crate::Language::English).count(), 0);
    }

    #[test]
    fn finds_the_nearest_file() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).expect("folders can be made");
        let write = |path: &str, text| {
            std::fs::write(folder.path().join(path), text).expect("a file can be written");
        };
        write(FILE_NAME, "profile = \"news\"");
        write("a/parvis.toml", "profile = \"legal\"");
        for (input, expected) in [
            ("x.tsv", Profile::News),
            ("a/x.tsv", Profile::Legal),
            ("a/b/x.tsv", Profile::Legal),
            ("a/../x.tsv", Profile::News),
        ] {
            let path = folder.path().join(input).display().to_string();
            let config = Config::nearest(&path).expect("the file is right");
            let profile = config.and_then(|config| config.profile);
            assert_eq!(profile, Some(expected), "{input}");
        }
    }

    #[test]
    fn profiles_name_checks_that_exist() {
        for profile in Profile::ALL {
            assert_eq!(Profile::from_name(profile.name()), Some(profile));
            let ignored = names(profile.ignored());
            assert!(
                Selection::try_new(Vec::new(), ignored).is_ok(),
                "{profile:?}"
            );
        }
        assert_eq!(Profile::from_name("poetry"), None);
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
            (
                "\nnorm = [\"gb\"]",
                "p:2: no norm is called `gb`; there are cldr, eu, isof, tt, uk, us",
            ),
            (
                "[threshold]\nlength = 3",
                "p:2: unknown field `length`, expected",
            ),
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
