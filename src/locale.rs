//! The two languages and the tags that name them.

use std::fmt;

/// A language that parvis reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Swedish, `sv`.
    Swedish,
    /// English, `en`.
    English,
}

impl Language {
    /// Reads a language tag: ISO 639 codes or BCP 47 tags in any case, with `-` or `_`
    /// (`sv`, `swe`, `sv-SE`, `en_US`, `eng`). Other languages give `None`.
    ///
    /// ```
    /// use parvis::Language;
    /// assert_eq!(Language::from_tag("sv-SE"), Some(Language::Swedish));
    /// assert_eq!(Language::from_tag("eng"), Some(Language::English));
    /// assert_eq!(Language::from_tag("svenska"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "sv" | "swe" => Some(Self::Swedish),
            "en" | "eng" => Some(Self::English),
            _ => None,
        }
    }

    /// The two-letter code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// The English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Swedish => "Swedish",
            Self::English => "English",
        }
    }

    /// The other language of the pair.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
