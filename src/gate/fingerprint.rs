//! What a text is remembered by when the text itself is not kept.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lexicon::words::word_hash;
use crate::segment::Segment;

/// The hash of a text (FNV-1a, 64 bits), written as 16 hexadecimal digits. A single changed
/// letter or space gives another one, and it is the same on every machine and in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(word_hash(text))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = u64::from_str_radix(text, 16).ok();
        hash.filter(|_| text.len() == 16 && is_hexadecimal)
            .map(Self)
            .ok_or_else(|| format!("expected 16 hexadecimal digits, found `{text}`"))
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

/// The fingerprints of both sides of a pair, written with a hyphen between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PairPrint {
    /// That of the source.
    pub source: Fingerprint,
    /// That of the target.
    pub target: Fingerprint,
}

impl PairPrint {
    /// The fingerprints of the texts of `segment`.
    #[must_use]
    pub fn of(segment: &Segment) -> Self {
        Self {
            source: Fingerprint::of(&segment.source),
            target: Fingerprint::of(&segment.target),
        }
    }
}

impl fmt::Display for PairPrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.source, self.target)
    }
}

impl FromStr for PairPrint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (source, target) = text
            .split_once('-')
            .ok_or_else(|| format!("expected two fingerprints and a hyphen, found `{text}`"))?;
        Ok(Self {
            source: source.parse()?,
            target: target.parse()?,
        })
    }
}

impl TryFrom<String> for PairPrint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<PairPrint> for String {
    fn from(pair: PairPrint) -> Self {
        pair.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Baselines are kept in repositories for years: another hash would expire every waiver.
    #[test]
    fn is_the_same_for_ever() {
        for (text, expected) in [
            ("", "cbf29ce484222325"),
            ("a", "af63dc4c8601ec8c"),
            ("foobar", "85944171f73967e8"),
        ] {
            assert_eq!(Fingerprint::of(text).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let written = "cbf29ce484222325-af63dc4c8601ec8c";
        assert_eq!(
            written.parse::<PairPrint>().map(|pair| pair.to_string()),
            Ok(written.to_owned())
        );
        for wrong in [
            "",
            "cbf29ce484222325",
            "cbf29ce484222325-",
            "cbf29ce484222325-af63dc4c8601ec8",
            "+bf29ce484222325-af63dc4c8601ec8c",
            "cbf29ce48422232z-af63dc4c8601ec8c",
        ] {
            assert!(wrong.parse::<PairPrint>().is_err(), "{wrong}");
        }
    }
}
