//! Tells by the words of the first units of a file which languages its two sides are in, for
//! formats whose header names one side only and is often left over from another file.
//!
//! ```text
//! Language: en_GB    "Open the file" → "Open the file"    both sides English: no pair
//! Language: en_GB    "Öppna filen" → "Open the file"      Swedish → English
//! ```
//!
//! A side counts as being in a language when its words of that language outnumber those of the others
//! by far; labels of one word mostly say nothing, and then the header stands.

use super::direction::Languages;
use crate::lexicon::words::{WordClass, class_of, word_hash};
use crate::locale::Language;

/// Words of the first units of a file, counted by language.
#[derive(Debug, Default)]
pub(super) struct Sample {
    source: Signs,
    target: Signs,
    units: usize,
    /// Units whose sides are the same.
    copies: usize,
}

/// How many words of one side are signs of a language.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// Words that Danish and Norwegian have not.
    swedish: usize,
    scandinavian: usize,
    english: usize,
    third: usize,
}

/// What the signs say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tongue {
    Of(Language),
    Third,
}

impl Sample {
    /// Counts a unit that is translated.
    pub(super) fn add_pair(&mut self, source: &str, target: &str) {
        self.source.add(source);
        self.target.add(target);
        self.units += 1;
        self.copies += usize::from(source == target);
    }

    /// Counts a unit without a translation.
    pub(super) fn add_source(&mut self, source: &str) {
        self.source.add(source);
    }

    /// The language that the sources are in, where they say so.
    pub(super) fn source_language(&self) -> Option<Language> {
        match self.source.tongue() {
            Some(Tongue::Of(language)) => Some(language),
            Some(Tongue::Third) | None => None,
        }
    }
}

impl Languages {
    /// What is left of the words of a header, of which the target is surer than the source, in view
    /// of the texts.
    pub(super) fn borne_out_by(self, sample: &Sample) -> Self {
        let said = match self {
            Self::NoPair => return Self::NoPair,
            Self::From(language) => Some(language),
            Self::Unsaid => None,
        };
        match (sample.source.tongue(), sample.target.tongue()) {
            (Some(Tongue::Third), _) => Self::NoPair,
            (_, Some(Tongue::Third)) if said.is_none() => Self::NoPair,
            (Some(Tongue::Of(source)), Some(Tongue::Of(target))) if source != target => {
                Self::From(source)
            }
            (Some(Tongue::Of(source)), _) => match said {
                Some(said) if said != source => Self::NoPair,
                _ => Self::From(source),
            },
            // Hardly a word tells, but a translation is no copy.
            (None, _) if said == Some(Language::Swedish) && sample.copies * 2 > sample.units => {
                Self::NoPair
            }
            (None, _) => self,
        }
    }
}

impl Signs {
    fn add(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            let class = class_of(word_hash(&word.to_lowercase()));
            self.swedish += usize::from(class.is_any_of(WordClass::SWEDISH_ALONE));
            self.scandinavian += usize::from(class.is_any_of(WordClass::SCANDINAVIAN));
            self.english += usize::from(class.is_any_of(WordClass::ENGLISH));
            self.third += usize::from(class.is_any_of(WordClass::THIRD));
        }
    }

    /// The language with three quarters of the signs.
    fn tongue(self) -> Option<Tongue> {
        let scandinavian = match self.third > self.swedish {
            true => 0,
            false => self.scandinavian,
        };
        let swedish = self.swedish + scandinavian;
        let all = swedish + self.english + self.third;
        [
            (swedish, 1, Tongue::Of(Language::Swedish)),
            (self.english, 1, Tongue::Of(Language::English)),
            // Names and loans look like words of a third language.
            (self.third, 3, Tongue::Third),
        ]
        .into_iter()
        .find(|&(signs, least, _)| signs >= least && signs * 4 >= all * 3)
        .map(|(_, _, tongue)| tongue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWEDISH: &str = "Öppna filen och läs den";
    const ENGLISH: &str = "Open the file and read it";
    const GERMAN: &str =
        "Das Programm kann nicht mehr gestartet werden, wenn seine Datei nicht da ist";
    const DANISH: &str = "Åbn ikke filen hvis du blev bedt om noget, og læs kun af mig selv";

    #[test]
    fn texts_bear_the_header_out_or_not() {
        use Language::{English, Swedish};
        use Languages::{From, NoPair, Unsaid};
        for (header, source, target, expected) in [
            (From(Swedish), SWEDISH, ENGLISH, From(Swedish)),
            (From(Swedish), ENGLISH, ENGLISH, NoPair),
            (From(Swedish), ENGLISH, "", NoPair),
            (From(Swedish), ENGLISH, SWEDISH, From(English)),
            (From(Swedish), "Meny", "Menu", From(Swedish)),
            (From(Swedish), "Dialog", "Dialog", NoPair),
            (From(English), ENGLISH, SWEDISH, From(English)),
            // Left in English: untranslated, which is for a check to say.
            (From(English), ENGLISH, ENGLISH, From(English)),
            (From(English), "Dialog", "Dialog", From(English)),
            (From(English), ENGLISH, DANISH, From(English)),
            (From(English), SWEDISH, ENGLISH, From(Swedish)),
            (From(English), SWEDISH, SWEDISH, NoPair),
            (From(English), GERMAN, SWEDISH, NoPair),
            (Unsaid, SWEDISH, ENGLISH, From(Swedish)),
            (Unsaid, ENGLISH, DANISH, NoPair),
            (Unsaid, "Dialog", "Dialog", Unsaid),
            (NoPair, ENGLISH, SWEDISH, NoPair),
        ] {
            let mut sample = Sample::default();
            sample.add_pair(source, target);
            assert_eq!(
                header.borne_out_by(&sample),
                expected,
                "{header:?}: {source} → {target}"
            );
        }
    }
}
