//! Splits a paragraph into sentences: the rules of Unicode (UAX #29), corrected for Swedish and
//! English abbreviations, initials and quotations.
//!
//! *Mötet med dr. Ek började kl. 9. Alla kom.* is two sentences, though the rules of Unicode alone
//! make four of it. What stands between two sentences is white space only, so that the sentences
//! joined by spaces are the paragraph. Left out are sentences that begin without a space before
//! them, and those that begin in lower case.

use std::sync::LazyLock;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::rows;
use crate::lexicon::words::{WordClass, class_of, word_hash};
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::lower_in_place;

/// The sentences of `text`, in order, without the white space around them; none for white space.
///
/// ```
/// use parvis::Language;
/// use parvis::align::sentences::sentences;
///
/// let text = "Dr. Ek talade, t.ex. om kl. 9. Alla lyssnade.";
/// let found: Vec<&str> = sentences(text, Language::Swedish).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Dr. Ek talade, t.ex. om kl. 9.", "Alla lyssnade."]);
/// ```
#[must_use]
pub fn sentences(text: &str, lang: Language) -> Vec<Span> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found = Vec::new();
    let (mut start, mut seen) = (0, 0);
    for end in segmenter.segment_str(text) {
        let before_digits = (seen..end).filter(|&at| is_before_digit(text, at));
        for end in before_digits.chain(std::iter::once(end)) {
            let end = end + stray_mark_len(&text[end..]);
            if end > start && is_break(&text[start..end], &text[end..], lang) {
                found.extend(trimmed(text, Span::new(start, end)));
                start = end;
            }
        }
        seen = end;
    }
    found.extend(trimmed(text, Span::new(start, text.len())));
    found
}

/// True between a full stop with a space and a digit. Unicode sees no end of a sentence there if a
/// word in lower case follows the digits: *Det var då. 1956 flyttade hon.*
fn is_before_digit(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at > 1 && bytes[at].is_ascii_digit() && bytes[at - 1] == b' ' && bytes[at - 2] == b'.'
}

/// The length of a closing mark with the space after it, which belongs to the sentence before:
/// *Vi går. ” Hon reste sig.*
fn stray_mark_len(right: &str) -> usize {
    let rest = right.trim_start_matches(['"', '”', '»', ')']);
    let space = rest.len() - rest.trim_start().len();
    if rest.len() < right.len() && space > 0 {
        right.len() - rest.len() + space
    } else {
        0
    }
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start().len();
    let span = Span::new(start, start + inner.trim().len());
    (!span.is_empty()).then_some(span)
}

/// Whether a sentence ends between `left`, which begins where the last one ended, and `right`.
fn is_break(left: &str, right: &str, lang: Language) -> bool {
    let words = left.trim_end();
    if words.len() == left.len() || !words.contains(char::is_alphanumeric) {
        return false;
    }
    let Some(next) = right.split_whitespace().next() else {
        return true;
    };
    let next = next.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    // `°C.` is a unit and no initial.
    let is_degrees = last.starts_with('°');
    let last = last.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    match ending(last, lang) {
        Ending::Either if is_degrees => true,
        Ending::Full => !is_numbering(words),
        Ending::Inner => false,
        Ending::BeforeNumber => !next.starts_with(|letter: char| letter.is_ascii_digit()),
        Ending::BeforeDay => !is_day_or_zone(next),
        Ending::Either => begins_a_sentence(next, lang),
    }
}

/// What the last word of a would-be sentence says of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Nothing: the full stop is one.
    Full,
    /// The sentence goes on.
    Inner,
    /// The sentence goes on if a number follows.
    BeforeNumber,
    /// The sentence goes on if a day, a month or a time zone follows.
    BeforeDay,
    /// Only what follows can tell.
    Either,
}

fn ending(last: &str, lang: Language) -> Ending {
    if !last.ends_with('.') {
        return Ending::Full;
    }
    let lower = lower_in_place(last);
    match ENDINGS.get(&(lang, &*lower)) {
        Some(&ending) => ending,
        None if is_initials(last) => Ending::Either,
        None => Ending::Full,
    }
}

/// True for `J.`, `J.K.` and the `t.` of `t. ex.`: single letters with a full stop each.
fn is_initials(word: &str) -> bool {
    let mut parts = word.trim_end_matches('.').split(['.', '-']);
    parts.all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

/// True where all that stands there is the number of a list item or paragraph: `3.`, `IV.`, `2.1.`.
fn is_numbering(words: &str) -> bool {
    const LONGEST: usize = 6;
    words.len() <= LONGEST
        && words.ends_with('.')
        && words
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | 'I' | 'V' | 'X' | '§'))
}

/// True for a word with a capital that no name begins with: *The*, *Det*.
fn begins_a_sentence(next: &str, lang: Language) -> bool {
    let word = next.split(|letter: char| !letter.is_alphabetic()).next();
    let class = class_of(word_hash(&lower_in_place(word.unwrap_or_default())));
    let own = match lang {
        Language::Swedish => WordClass::SWEDISH,
        Language::English => WordClass::ENGLISH,
    };
    class.is_any_of(own.with(WordClass::SHARED))
}

/// True for what stands after a time of day in English: *Monday*, *June*, *EST*, *Eastern*.
fn is_day_or_zone(next: &str) -> bool {
    const ZONES: [&str; 4] = ["Central", "Eastern", "Mountain", "Pacific"];
    let end = next.find(|letter: char| !letter.is_alphabetic());
    let word = &next[..end.unwrap_or(next.len())];
    let is_acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
    is_acronym || ZONES.contains(&word) || ENGLISH_CALENDAR.contains(word)
}

/// The names of days and months.
static ENGLISH_CALENDAR: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows::<4>(include_str!("../lexicon/quantity/cldr-calendar.tsv"))
        .filter(|[_, lang, ..]| *lang == "en")
        .map(|[form, ..]| form)
        .collect()
});

static ENDINGS: LazyLock<FxHashMap<(Language, &str), Ending>> = LazyLock::new(|| {
    rows::<3>(include_str!("../lexicon/sentence_ends.tsv"))
        .map(|[lang, form, kind]| {
            let lang = Language::from_tag(lang).expect("the table has Swedish and English only");
            let ending = match kind {
                "inner" => Ending::Inner,
                "number" => Ending::BeforeNumber,
                "day" => Ending::BeforeDay,
                _ => Ending::Either,
            };
            ((lang, form), ending)
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_sentences(lang: Language, cases: &[&[&str]]) {
        for &expected in cases {
            let text = expected.join(" ");
            let found: Vec<&str> = sentences(&text, lang)
                .iter()
                .map(|span| span.of(&text))
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn splits_swedish() {
        assert_sentences(
            Language::Swedish,
            &[
                &["Tåget gick.", "Ingen såg det."],
                &["Vem såg det?", "Ingen!", "Tyst nu!", "Han gick."],
                &["Vi ses kl. 14.30 på torget.", "Kom i tid."],
                &["Djur, t.ex. Ronja och bl.a. Birk, trivs.", "Andra inte."],
                &["Djur, t. ex. Ronja, och bl. a. Birk trivs."],
                &["Dr. Åsa Ek och prof. Öberg skrev nr. 7 tillsammans."],
                &["Det såldes bröd, smör, m.m.", "Det gick bra."],
                &["Bröd, smör m.m. Ekström sålde allt."],
                &["”Kommer du?” frågade hon.", "Han teg."],
                &["”Kom nu.”", "Hon väntade."],
                &["Priset steg till 1.500 kr. i maj."],
                &["Fraktfritt över 499 kr.", "Leverans i dag."],
                &["Tvättas i 40 °C.", "Tål inte värme."],
                &["År 44 f.Kr. Caesar mördades."],
                &["Det är 3,5 procent.", "4 av 10 svarade."],
                &[
                    "Det var då.",
                    "1956 flyttade hon.",
                    "Den 3 maj 1960 dog hon.",
                ],
                &["”Vi går. ”", "Hon reste sig."],
                &["3. Val av ordförande."],
                &["Avsnitt 3.", "Val av ordförande."],
                &["Läs s. 12 och kap. 3.", "Sedan är det klart."],
                &["En ny art.", "Den är sällsynt."],
                &["Författaren J. K. Rowling läste.", "Publiken lyssnade."],
                &["S:t Eriks bro och S:ta Maria är vackra."],
            ],
        );
    }

    #[test]
    fn splits_english() {
        assert_sentences(
            Language::English,
            &[
                &["The train left.", "Nobody saw it."],
                &["Mr. Ek met Dr. Berg at 9 a.m. on Monday.", "All was well."],
                &["They left at 9 a.m. Monday morning."],
                &["They left at 9 a.m. EST on time."],
                &["It closes at 10 p.m.", "Two guests are left."],
                &["It closes at 5 p.m.", "The shop is small."],
                &["Animals, e.g. Birk and others, i.e. cats, sleep."],
                &["J. K. Rowling and J.R.R. Tolkien wrote."],
                &["The U.S. President spoke.", "Nobody listened."],
                &["He moved to the U.S.", "He stayed there."],
                &["See No. 7 and Fig. 3 on p. 12."],
                &["No.", "He said no.", "Then he left."],
                &["Acme Inc. Chairman Ann Lee resigned."],
                &["St. Louis won.", "“Where?” he asked."],
                &["Wait... what?", "Yes!"],
                &["IV. The end."],
                &["Mail ann@example.com or see example.com/A.B now."],
                &["(He came.)", "She went."],
            ],
        );
    }

    #[test]
    fn the_table_is_sorted_and_well_formed() {
        let table: Vec<[&str; 3]> = rows(include_str!("../lexicon/sentence_ends.tsv")).collect();
        for window in table.windows(2) {
            let [one, other] = [window[0], window[1]].map(|[lang, form, _]| (lang, form));
            assert!(one < other, "{one:?} {other:?}");
        }
        for [_, form, kind] in table {
            assert!(form.ends_with('.') && form == form.to_lowercase(), "{form}");
            assert!(
                matches!(kind, "inner" | "number" | "day" | "either"),
                "{form}"
            );
        }
    }

    #[test]
    fn finds_nothing_in_nothing() {
        for text in ["", " ", "\u{A0}\t"] {
            assert_eq!(sentences(text, Language::Swedish), []);
        }
        assert_sentences(Language::English, &[&["..."], &["Only this"]]);
    }
}
