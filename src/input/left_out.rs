//! Counts the units of a file that are sound but nothing to judge, so that nothing disappears
//! without a word: one message a reason, at the end of the file and with the place of the first.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::span::Origin;

/// Why a unit is nothing to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is not in both Swedish and English.
    NoPair,
    /// It has no translation yet.
    Untranslated,
    /// Its translation is marked as unfinished.
    Unfinished,
}

/// The units of one file that were left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    counts: Vec<Count>,
    /// Languages of units that are no pair.
    languages: BTreeSet<String>,
    /// Why they are no pair, where the tags don't say it.
    explanation: Option<String>,
    has_pairs: bool,
}

#[derive(Debug)]
struct Count {
    reason: Reason,
    units: u64,
    first: Origin,
}

impl LeftOut {
    /// Counts a unit that is left out.
    pub(super) fn add(&mut self, reason: Reason, origin: Origin) {
        match self.counts.iter_mut().find(|count| count.reason == reason) {
            Some(count) => count.units += 1,
            None => self.counts.push(Count {
                reason,
                units: 1,
                first: origin,
            }),
        }
    }

    /// Counts a unit that is in other languages, `tags`, than those of a pair.
    pub(super) fn add_no_pair<'t>(
        &mut self,
        origin: Origin,
        tags: impl IntoIterator<Item = &'t str>,
    ) {
        const REMEMBERED: usize = 8;
        for tag in tags {
            if self.languages.len() < REMEMBERED {
                self.languages.insert(tag.chars().take(16).collect());
            }
        }
        self.add(Reason::NoPair, origin);
    }

    /// Says why units are no pair, where their tags don't say it.
    pub(super) fn explain(&mut self, explanation: String) {
        self.explanation = Some(explanation);
    }

    /// Notes that the file has a pair.
    pub(super) const fn add_pair(&mut self) {
        self.has_pairs = true;
    }

    /// The next message of those that the end of the file brings: an error for a file in which
    /// no unit is a pair, else warnings.
    pub(super) fn next_message(&mut self) -> Option<Error> {
        let count = (!self.counts.is_empty()).then(|| self.counts.remove(0))?;
        let Count {
            reason,
            units,
            first,
        } = count;
        let languages = self.language_list();
        if reason == Reason::NoPair && !self.has_pairs && self.counts.is_empty() {
            let units = match units {
                1 => "1 unit".to_owned(),
                _ => format!("{units} units"),
            };
            let languages = languages.unwrap_or_else(|| "other languages".to_owned());
            let why = self.explanation.take();
            let why = why.map_or_else(String::new, |why| format!(": {why}"));
            let message =
                format!("expected units in Swedish and English, found {units} in {languages}{why}");
            return Some(Error::file(first, message));
        }
        let found = languages.map_or_else(String::new, |list| format!(", found {list}"));
        let (what, found) = match reason {
            Reason::NoPair => ("not in both Swedish and English", &*found),
            Reason::Untranslated => ("without a translation", ""),
            Reason::Unfinished => ("marked as unfinished", ""),
        };
        let message = match units {
            1 => format!("left out 1 unit {what}{found}"),
            _ => format!("left out {units} units {what}{found}; the first is here"),
        };
        let warning = Error::warning(first, message);
        Some(match reason {
            Reason::Unfinished => warning.with_hint("judge them too with --unfinished"),
            _ => warning,
        })
    }

    /// The languages of units that are no pair: `` `de`, `fr` ``.
    fn language_list(&self) -> Option<String> {
        let tags: Vec<String> = self
            .languages
            .iter()
            .map(|tag| format!("`{tag}`"))
            .collect();
        (!tags.is_empty()).then(|| tags.join(", "))
    }
}
