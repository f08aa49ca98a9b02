//! Checks: each compares the annotated sides of a pair and reports [`Finding`]s.
//!
//! A [`Check`] is the code of one comparison; the defects that it can report are its
//! [`CheckInfo`]s, each with an id of its own and an explanation in a Markdown file beside the
//! code. That file is the one source for `parvis explain`, the API documentation and the reports.
//! Adding a check: a folder or file here and one line in [`CHECKS`].

pub mod alignment;
pub mod consistency;
pub mod entity;
pub mod length;
pub mod locale;
pub mod negation;
pub mod norm;
pub mod placeholder;
pub mod punctuation;
pub mod quantity;
pub mod repetition;
pub mod settings;
pub mod terminology;
pub mod untranslated;

use std::fmt;

use crate::annotate::Pair;
use crate::error::{Error, Result};
use crate::finding::{Evidence, Finding, Group, Severity};
use settings::Settings;

/// Every check, in the order in which findings of one pair are listed.
pub static CHECKS: &[&dyn Check] = &[
    &alignment::MisalignedPair,
    &quantity::Quantities,
    &entity::Entities,
    &terminology::Terminology,
    &length::EmptyTarget,
    &length::DoubledSegment,
    &length::LengthDeviation,
    &untranslated::Untranslated,
    &untranslated::WrongLanguage,
    &untranslated::PartlyUntranslated,
    &placeholder::PlaceholderMismatch,
    &placeholder::PlaceholderOrder,
    &placeholder::TagUnbalanced,
    &placeholder::AcceleratorMissing,
    &placeholder::AddressChanged,
    &negation::Negations,
    &repetition::RepeatedPhrase,
    &repetition::RepeatedWord,
    &punctuation::TerminalMarkMismatch,
    &punctuation::UnbalancedBracket,
    &punctuation::UnbalancedQuote,
    &punctuation::MisplacedSpace,
    &punctuation::DoubledMark,
    &locale::ForeignDecimalMark,
    &locale::ForeignGroupingMark,
    &locale::ForeignMagnitude,
    &locale::PercentSpacing,
    &locale::CurrencyPosition,
    &locale::ForeignDate,
    &locale::ForeignTime,
    &locale::ForeignQuotationMark,
    &locale::GenitiveApostrophe,
    &locale::ForeignCapital,
    &locale::ForeignAbbreviation,
    &locale::NormDeviation,
    // Looks at what the others found.
    &alignment::Displaced,
    &consistency::Consistency,
];

/// The code of one comparison.
pub trait Check: Sync {
    /// The defects that this check can report.
    fn infos(&self) -> &'static [&'static CheckInfo];

    /// Adds what it finds in `pair` to `findings`.
    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>);
}

/// One defect: its id, its family and its explanation.
pub struct CheckInfo {
    /// Stable id in kebab case that names the defect.
    pub id: &'static str,
    /// The family it belongs to.
    pub group: Group,
    /// Markdown: what it finds, why, an example pair, limits, sources.
    pub explanation: &'static str,
}

impl CheckInfo {
    /// The first sentence of the explanation, on one line, up to a colon where it goes on.
    #[must_use]
    pub fn summary(&self) -> String {
        let is_prose =
            |paragraph: &&str| !paragraph.trim().is_empty() && !paragraph.starts_with('#');
        let mut paragraphs = self.explanation.split("\n\n");
        let prose = paragraphs.find(is_prose).unwrap_or_default();
        let line = prose.split_whitespace().collect::<Vec<_>>().join(" ");
        let stops = [". ", ": "].into_iter();
        let stop = stops.filter_map(|stop| line.find(stop)).min();
        let end = stop.unwrap_or(line.len());
        line[..end].trim_end_matches('.').to_owned()
    }

    /// A finding of this defect, without evidence yet.
    #[must_use]
    pub fn finding(&self, severity: Severity, message: String) -> Finding {
        Finding {
            check: self.id,
            group: self.group,
            severity,
            message,
            source: Vec::new(),
            target: Vec::new(),
            suggestion: None,
            because: None,
            is_root_cause: false,
        }
    }
}

impl fmt::Debug for CheckInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Finding {
    /// The finding with these marked places.
    #[must_use]
    pub fn with_evidence(mut self, source: Vec<Evidence>, target: Vec<Evidence>) -> Self {
        self.source = source;
        self.target = target;
        self
    }

    /// The finding with a certain correction.
    #[must_use]
    pub fn with_suggestion(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// The finding marked as the reason for all others of its pair.
    #[must_use]
    pub fn as_root_cause(mut self) -> Self {
        self.is_root_cause = true;
        self
    }
}

/// Declares a [`CheckInfo`] whose explanation is the Markdown file `<id>.md` beside the code.
macro_rules! check_info {
    ($name:ident, $id:literal, $group:ident) => {
        #[doc = include_str!(concat!($id, ".md"))]
        pub static $name: crate::check::CheckInfo = crate::check::CheckInfo {
            id: $id,
            group: crate::finding::Group::$group,
            explanation: include_str!(concat!($id, ".md")),
        };
    };
}
pub(crate) use check_info;

/// The neighbours of a pair within its document, for checks that look around: at most
/// [`Context::REACH`] pairs on either side, in text order. Empty with `--no-context`. And what the
/// user has set.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c, 's> {
    /// The pairs before, the nearest last.
    pub before: &'c [Pair<'s>],
    /// The pairs after, the nearest first.
    pub after: &'c [Pair<'s>],
    /// Thresholds and norms.
    pub settings: &'c Settings,
}

impl<'c> Context<'c, '_> {
    /// How many neighbours on either side a check can see.
    pub const REACH: usize = 32;

    /// No neighbours.
    #[must_use]
    pub const fn alone(settings: &'c Settings) -> Self {
        Self {
            before: &[],
            after: &[],
            settings,
        }
    }
}

/// Every defect that any check reports, in registry order.
pub fn infos() -> impl Iterator<Item = &'static CheckInfo> {
    CHECKS
        .iter()
        .flat_map(|check| check.infos().iter().copied())
}

/// The defect with this id.
#[must_use]
pub fn info(id: &str) -> Option<&'static CheckInfo> {
    infos().find(|info| info.id == id)
}

/// Which findings are wanted: `--select` and `--ignore` by check id or group.
///
/// The more precise word wins, so `--ignore quantity --select magnitude-mismatch` keeps that one
/// check; of two equally precise ones, ignoring wins. Without `select`, all are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The first that says anything about a check decides on it.
    layers: Vec<Layer>,
}

impl Selection {
    /// A selection by names of checks and groups.
    ///
    /// # Errors
    ///
    /// A name that is neither gives a usage error with the nearest name that exists.
    pub fn try_new(select: Vec<String>, ignore: Vec<String>) -> Result<Self> {
        for name in select.iter().chain(&ignore) {
            if Group::from_name(name).is_none() && info(name).is_none() {
                return Err(unknown_name(name));
            }
        }
        let layers = vec![Layer { select, ignore }];
        Ok(Self { layers })
    }

    /// This selection, with `fallback` for the checks that it says nothing about.
    #[must_use]
    pub fn or(mut self, fallback: Self) -> Self {
        self.layers.extend(fallback.layers);
        self
    }

    /// True when findings of this check are wanted.
    #[must_use]
    pub fn wants(&self, info: &CheckInfo) -> bool {
        let mut words = self.layers.iter().filter_map(|layer| layer.word_on(info));
        words.next().unwrap_or(true)
    }

    /// [`Selection::wants`] by id; an id that no check has is not wanted.
    #[must_use]
    pub fn wants_id(&self, id: &str) -> bool {
        info(id).is_some_and(|info| self.wants(info))
    }
}

/// The two lists of one place: the command line, a file, a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Layer {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl Layer {
    /// Whether findings of this check are wanted; `None` where nothing is said about it.
    fn word_on(&self, info: &CheckInfo) -> Option<bool> {
        let names = |list: &[String], name: &str| list.iter().any(|item| item == name);
        for name in [info.id, info.group.name()] {
            if names(&self.ignore, name) {
                return Some(false);
            }
            if names(&self.select, name) {
                return Some(true);
            }
        }
        (!self.select.is_empty()).then_some(false)
    }
}

fn unknown_name(name: &str) -> Error {
    let known = infos()
        .map(|info| info.id)
        .chain(Group::ALL.iter().map(|group| group.name()));
    let nearest = known
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    let hint = nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    });
    Error::usage(format!("no check or group is called `{name}`{hint}"))
}
