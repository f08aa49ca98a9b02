//! What a check reports: a [`Finding`] with its [`Severity`], its [`Group`] and the
//! [`Evidence`] on both sides.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How bad a finding is, after MQM. A pair counts as flagged from `Minor` up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, not an error: undecidable, moved, or a consequence of another finding.
    Neutral,
    /// A slip, or an error that is not sure.
    Minor,
    /// An error that a reader would notice or be misled by.
    Major,
    /// An error that changes what the text says.
    Critical,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Self; 4] = [Self::Neutral, Self::Minor, Self::Major, Self::Critical];

    /// The name in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The family a check belongs to; the unit of `--select`, of the gold labels and of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Pairs that belong elsewhere.
    Alignment,
    /// Too short, too long, empty or doubled.
    Length,
    /// Words left in the source language or in a third one.
    Untranslated,
    /// Numbers, money, dates, times and units.
    Quantity,
    /// People, places, organisations, nationalities.
    Entity,
    /// Placeholders, tags, entities, accelerators.
    Placeholder,
    /// Polarity lost or added.
    Negation,
    /// Doubled words and loops.
    Repetition,
    /// Glossary terms.
    Terminology,
    /// Terminal marks, brackets, quotation marks, spacing.
    Punctuation,
    /// Conventions of the target language.
    Locale,
    /// One source with several targets and the reverse.
    Consistency,
}

impl Group {
    /// All groups, in the order in which reports list them.
    pub const ALL: [Self; 12] = [
        Self::Alignment,
        Self::Length,
        Self::Untranslated,
        Self::Quantity,
        Self::Entity,
        Self::Placeholder,
        Self::Negation,
        Self::Repetition,
        Self::Terminology,
        Self::Punctuation,
        Self::Locale,
        Self::Consistency,
    ];

    /// The name in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Length => "length",
            Self::Untranslated => "untranslated",
            Self::Quantity => "quantity",
            Self::Entity => "entity",
            Self::Placeholder => "placeholder",
            Self::Negation => "negation",
            Self::Repetition => "repetition",
            Self::Terminology => "terminology",
            Self::Punctuation => "punctuation",
            Self::Locale => "locale",
            Self::Consistency => "consistency",
        }
    }

    /// The group with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A marked place in one side, with what was understood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Byte range in the side.
    pub span: Span,
    /// The text in that range.
    pub text: String,
    /// The canonical value, where the place holds a quantity; the entity id, where it is a name.
    pub value: Option<String>,
    /// The unit of the value; empty for plain numbers.
    pub unit: Option<String>,
}

impl Evidence {
    /// A place without a parsed value.
    #[must_use]
    pub fn new(span: Span, text: &str) -> Self {
        Self {
            span,
            text: span.of(text).to_owned(),
            value: None,
            unit: None,
        }
    }
}

/// One place where a check found its defect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the check.
    pub check: &'static str,
    /// The family of the check.
    pub group: Group,
    /// How bad it is.
    pub severity: Severity,
    /// One line for people: what was expected and what was found.
    pub message: String,
    /// Marked places in the source, in text order.
    pub source: Vec<Evidence>,
    /// Marked places in the target, in text order.
    pub target: Vec<Evidence>,
    /// The correction, in the conventions of the target language, where it is certain.
    pub suggestion: Option<String>,
    /// The check whose finding explains this one.
    pub because: Option<&'static str>,
    /// True when the defect makes every other finding of the pair a consequence: an empty,
    /// foreign or misaligned target.
    pub is_root_cause: bool,
}

/// Sets the consequences of a root cause to neutral, so that one fault is one alarm.
///
/// Where several findings claim to be the root, the first group of [`Group::ALL`] wins.
pub fn settle_root_cause(findings: &mut [Finding]) {
    let root = findings
        .iter()
        .filter(|finding| finding.is_root_cause)
        .min_by_key(|finding| finding.group);
    let Some((check, group)) = root.map(|root| (root.check, root.group)) else {
        return;
    };
    for finding in findings
        .iter_mut()
        .filter(|finding| (finding.check, finding.group) != (check, group))
    {
        finding.severity = Severity::Neutral;
        finding.because = Some(check);
    }
}
