//! Which of the two texts of a unit is the source, by what the file and the user say.

use super::record::Record;
use crate::locale::Language;

/// What a file says of the languages of its two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Languages {
    /// A pair whose source is in this language.
    From(Language),
    /// Nothing.
    Unsaid,
    /// Other languages than those of a pair.
    NoPair,
}

impl Languages {
    /// Reads the tags of both texts; an empty one says nothing.
    pub(super) fn of_tags(source: Option<&str>, target: Option<&str>) -> Self {
        let (source, target) = (said(source), said(target));
        let known = |tag: Option<&str>| tag.and_then(Language::from_tag);
        match (known(source), known(target)) {
            (Some(source), Some(target)) if source != target => Self::From(source),
            (Some(source), None) if target.is_none() => Self::From(source),
            (None, Some(target)) if source.is_none() => Self::From(target.other()),
            (None, None) if source.is_none() && target.is_none() => Self::Unsaid,
            _ => Self::NoPair,
        }
    }
}

/// What a tag says that is there and not empty.
fn said(tag: Option<&str>) -> Option<&str> {
    tag.map(str::trim).filter(|tag| !tag.is_empty())
}

impl Record {
    /// The record with its sides exchanged where the user `wanted` the other direction.
    pub(super) fn oriented(mut self, wanted: Option<Language>) -> Self {
        if let (Some(said), Some(wanted)) = (self.source_lang, wanted)
            && said != wanted
        {
            std::mem::swap(&mut self.source, &mut self.target);
            self.source_lang = Some(wanted);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        use Language::{English, Swedish};
        for (source, target, expected) in [
            (Some("en-US"), Some("sv"), Languages::From(English)),
            (Some("swe"), Some("EN_gb"), Languages::From(Swedish)),
            (Some("sv"), None, Languages::From(Swedish)),
            (None, Some("sv"), Languages::From(English)),
            (Some("en"), Some(" "), Languages::From(English)),
            (None, None, Languages::Unsaid),
            (Some("en"), Some("en-GB"), Languages::NoPair),
            (Some("de"), Some("sv"), Languages::NoPair),
            (Some("en"), Some("nb"), Languages::NoPair),
            (Some("de"), None, Languages::NoPair),
        ] {
            assert_eq!(
                Languages::of_tags(source, target),
                expected,
                "{source:?} {target:?}"
            );
        }
    }
}
