//! Names from Chinese and Arabic in different romanisations: *Zhou Enlai* and *Chou En-lai*,
//! *Yanan* and *Yan'an*, *Yassir* and *Yasser*.
//!
//! Chinese follows the correspondences of pinyin and Wade–Giles. Arabic short vowels are written
//! at will, but merging vowels in every name would hide slips, so the usual spellings of frequent
//! names are listed. Cyrillic has rules of its own in [`crate::text::fold`].

use crate::annotate::Annotated;
use crate::annotate::entity::Words;

/// True when the word `index` of `here`, with what a hyphen or an apostrophe ties to it, stands on
/// the other side in another romanisation.
pub(super) fn stands_romanised(here: &Annotated<'_>, index: usize, there: &Annotated<'_>) -> bool {
    let name = joined(&here.words, index);
    let is_tied = here.words.is_part(index);
    (0..there.words.list.len()).any(|at| {
        let word = &there.words.list[at];
        word.is_capital && !word.is_tied && {
            let other = joined(&there.words, at);
            let ties_differ = is_tied != there.words.is_part(at);
            are_spellings(&name, &other, ties_differ)
        }
    })
}

/// The word at `at` and those tied to it as one, without a genitive.
fn joined(words: &Words, at: usize) -> String {
    let is_tied = |index: &usize| words.list[*index].is_tied;
    let start = (0..=at)
        .rev()
        .find(|index| !is_tied(index))
        .unwrap_or_default();
    let tail = (start + 1..words.list.len()).take_while(is_tied);
    let parts = std::iter::once(start).chain(tail);
    words.joined(parts.filter(|&index| words.folded_at(index) != "s"))
}

fn are_spellings(one: &str, other: &str, ties_differ: bool) -> bool {
    if one == other {
        return ties_differ && one.len() >= 4;
    }
    are_arabic_spellings(one, other)
        || (ties_differ || is_pinyin(one) != is_pinyin(other))
            && one.len().min(other.len()) >= 4
            && mandarin_key(one) == mandarin_key(other)
}

fn are_arabic_spellings(one: &str, other: &str) -> bool {
    ARABIC_NAMES
        .iter()
        .any(|name| name.contains(&one) && name.contains(&other))
}

/// True for a word with letters that pinyin has and Wade–Giles does not.
fn is_pinyin(word: &str) -> bool {
    word.contains(['q', 'x']) || word.contains("zh") || word.starts_with('z')
}

/// What the pinyin and the Wade–Giles spelling of a folded word have in common.
fn mandarin_key(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let plain = &rest[..first.len_utf8()];
        let (letters, sound) = MANDARIN_RULES
            .iter()
            .find(|(letters, _)| rest.starts_with(letters))
            .copied()
            .unwrap_or((plain, plain));
        key.push_str(sound);
        rest = &rest[letters.len()..];
    }
    key
}

/// Letters and the sound they stand for in one system or the other, longest first.
const MANDARIN_RULES: &[(&str, &str)] = &[
    ("ung", "oN"),
    ("ong", "oN"),
    ("ien", "ian"),
    ("ieh", "ie"),
    ("ueh", "ue"),
    ("uei", "ui"),
    ("ng", "N"),
    ("uo", "o"),
    ("ih", "i"),
    ("eh", "e"),
    ("zh", "C"),
    ("ch", "C"),
    ("hs", "S"),
    ("ts", "Z"),
    ("tz", "Z"),
    ("z", "Z"),
    ("q", "C"),
    ("j", "C"),
    ("x", "S"),
    ("d", "t"),
    ("b", "p"),
    ("g", "k"),
];

/// Spellings of one Arabic or Persian name, folded.
const ARABIC_NAMES: &[&[&str]] = &[
    &["abdullah", "abdallah", "abdulla", "abdollah"],
    &["ahmed", "ahmad", "achmed"],
    &["aisha", "aysha", "aicha", "ayesha"],
    &["assad", "asad"],
    &["bashar", "bachar"],
    &["faisal", "faysal", "feisal"],
    &["hafez", "hafiz"],
    &["hamid", "hameed"],
    &["hosni", "husni"],
    &["hussein", "husayn", "hussain", "husein", "hossein"],
    &["ibrahim", "ebrahim"],
    &["jamal", "gamal", "djamal"],
    &["khaled", "khalid"],
    &["khamenei", "khamenej", "chamenei"],
    &["khomeini", "khomeyni", "chomeini", "khomeiny"],
    &["mahmoud", "mahmud", "machmud"],
    &[
        "mohammed", "muhammed", "mohammad", "muhammad", "mohamed", "muhamed", "mohamad",
    ],
    &["muammar", "moammar", "moamar"],
    &["muqtada", "moqtada", "moktada"],
    &["mustafa", "mustapha", "moustafa", "mostafa"],
    &["nasser", "nasir", "naser"],
    &["omar", "umar"],
    &["osama", "usama"],
    &["rashid", "rasheed", "rachid", "rashed"],
    &["rouhani", "rohani", "ruhani"],
    &["sharif", "shareef", "cherif"],
    &["suleiman", "sulayman", "soleiman", "suleyman"],
    &["tariq", "tarek", "tarik", "tareq"],
    &["walid", "waleed"],
    &["yasser", "yassir", "yasir", "jasser", "jassir"],
    &["yusuf", "yousef", "youssef", "yusef", "yousuf", "jusuf"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_romanisations_of_one_name() {
        for (one, other, ties_differ) in [
            ("zhou", "chou", false),
            ("zedong", "tsetung", true),
            ("enlai", "enlai", true),
            ("guofeng", "kuofeng", true),
            ("xiaoping", "hsiaoping", true),
            ("yanan", "yanan", true),
            ("yassir", "yasser", false),
            ("muhammed", "mohammad", false),
        ] {
            assert!(are_spellings(one, other, ties_differ), "{one} {other}");
            assert!(are_spellings(other, one, ties_differ), "{other} {one}");
        }
    }

    #[test]
    fn keeps_other_names_apart() {
        for (one, other) in [
            ("dina", "tina"),
            ("maria", "marie"),
            ("qiang", "xiang"),
            ("jiang", "qian"),
            ("hassan", "hussein"),
            ("zara", "cara"),
            ("xi", "hsi"),
        ] {
            assert!(!are_spellings(one, other, false), "{one} {other}");
        }
    }
}
