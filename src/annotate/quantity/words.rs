//! Numbers written in words, in both languages: words become [`Atom`]s, atoms become a value.
//!
//! Swedish joins atoms into one word (*etthundrafemtiotre*), English strings them with hyphens
//! and *and* (*one hundred and fifty-three*). What may follow what is the same in both: each atom
//! must fit into the room that the one before it leaves.

use num_bigint::BigInt;
use num_traits::{One, ToPrimitive, Zero};

use super::exact::Exact;

/// A piece of a spelled number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// 0–99.
    Small(u32),
    /// A hundred.
    Hundred,
    /// Ten to the power of this; at least 3.
    Power(u32),
}

impl Atom {
    /// A magnitude by its power of ten, at least 2.
    pub const fn of_exponent(exponent: u32) -> Self {
        match exponent {
            2 => Self::Hundred,
            _ => Self::Power(exponent),
        }
    }

    /// Its value, where that is below a hundred.
    pub const fn small(self) -> Option<u32> {
        match self {
            Self::Small(value) => Some(value),
            Self::Hundred | Self::Power(_) => None,
        }
    }
}

/// An English word as an atom, *hundred* and magnitudes included.
pub(super) fn english(word: &str) -> Option<Atom> {
    let small = match word {
        "zero" | "nought" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => return Some(Atom::Hundred),
        _ => return None,
    };
    Some(Atom::Small(small))
}

/// A cheap test by the first letters: nearly every word that is no English numeral or ordinal
/// fails it.
pub(super) fn may_be_english(word: &str) -> bool {
    let first = word.as_bytes().first_chunk::<3>();
    first.is_some_and(|first| {
        matches!(
            first,
            b"bil"
                | b"eig"
                | b"ele"
                | b"fif"
                | b"fir"
                | b"fiv"
                | b"for"
                | b"fou"
                | b"hun"
                | b"mil"
                | b"nin"
                | b"nou"
                | b"one"
                | b"sec"
                | b"sev"
                | b"six"
                | b"ten"
                | b"thi"
                | b"tho"
                | b"thr"
                | b"twe"
                | b"two"
                | b"zer"
        )
    })
}

/// An English ordinal word: the atom that it ends on.
pub(super) fn english_ordinal(word: &str) -> Option<Atom> {
    let small = match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fifth" => 5,
        "eighth" => 8,
        "ninth" => 9,
        "twelfth" => 12,
        "hundredth" => return Some(Atom::Hundred),
        "thousandth" => return Some(Atom::Power(3)),
        "millionth" => return Some(Atom::Power(6)),
        "billionth" => return Some(Atom::Power(9)),
        _ => {
            let stem = word.strip_suffix("th")?;
            let cardinal = stem
                .strip_suffix("ie")
                .map_or_else(|| stem.to_owned(), |tens| format!("{tens}y"));
            return english(&cardinal).filter(|atom| *atom != Atom::Hundred);
        }
    };
    Some(Atom::Small(small))
}

/// A form and the number that it stands for.
type Numerals = &'static [(&'static str, u32)];

/// Swedish cardinal stems by their first letter, those that begin like another one first.
const fn swedish_cardinals(first: char) -> Numerals {
    match first {
        'a' => &[("aderton", 18), ("arton", 18)],
        'e' => &[("elva", 11)],
        'f' => &[
            ("fyrtio", 40),
            ("fyrti", 40),
            ("förtio", 40),
            ("förti", 40),
            ("femtio", 50),
            ("femti", 50),
            ("femton", 15),
            ("fjorton", 14),
            ("fyra", 4),
            ("fyr", 4),
            ("fem", 5),
        ],
        'n' => &[
            ("nittio", 90),
            ("nitti", 90),
            ("nitton", 19),
            ("noll", 0),
            ("nio", 9),
        ],
        's' => &[
            ("sextio", 60),
            ("sexti", 60),
            ("sexton", 16),
            ("sjuttio", 70),
            ("sjutti", 70),
            ("sjutton", 17),
            ("sex", 6),
            ("sju", 7),
        ],
        't' => &[
            ("tjugo", 20),
            ("tjuge", 20),
            ("trettio", 30),
            ("tretti", 30),
            ("tretton", 13),
            ("tolv", 12),
            ("två", 2),
            ("tre", 3),
            ("tio", 10),
        ],
        'å' => &[("åttio", 80), ("åtti", 80), ("åtta", 8)],
        _ => &[],
    }
}

/// Swedish ordinals that end a numeral, by their first letter, the longest first.
const fn swedish_ordinals(first: char) -> Numerals {
    match first {
        'a' => &[
            ("adertonde", 18),
            ("artonde", 18),
            ("andra", 2),
            ("andre", 2),
        ],
        'e' => &[("elfte", 11)],
        'f' => &[
            ("fjortonde", 14),
            ("fyrtionde", 40),
            ("femtionde", 50),
            ("femtonde", 15),
            ("första", 1),
            ("förste", 1),
            ("fjärde", 4),
            ("femte", 5),
        ],
        'h' => &[("hundrade", 100)],
        'm' => &[("miljonte", 1_000_000)],
        'n' => &[("nittionde", 90), ("nittonde", 19), ("nionde", 9)],
        's' => &[
            ("sjuttionde", 70),
            ("sjuttonde", 17),
            ("sextionde", 60),
            ("sextonde", 16),
            ("sjätte", 6),
            ("sjunde", 7),
        ],
        't' => &[
            ("trettionde", 30),
            ("trettonde", 13),
            ("tjugonde", 20),
            ("tjugonda", 20),
            ("tusende", 1000),
            ("tredje", 3),
            ("tionde", 10),
            ("tolfte", 12),
        ],
        'å' => &[("åttionde", 80), ("åttonde", 8)],
        _ => &[],
    }
}

/// Exponents of the powers of ten that a numeral word may go on with, the longest form first.
const fn swedish_powers(first: char) -> Numerals {
    match first {
        'b' => &[("biljoner", 12), ("biljon", 12)],
        'm' => &[
            ("miljarder", 9),
            ("miljoner", 6),
            ("miljard", 9),
            ("miljon", 6),
        ],
        _ => &[],
    }
}

/// The first form that `word` begins with.
fn beginning_of(word: &str, forms: fn(char) -> Numerals) -> Option<(&'static str, u32)> {
    let forms = forms(word.chars().next()?);
    forms
        .iter()
        .copied()
        .find(|(form, _)| word.starts_with(form))
}

/// The numeral that a Swedish word begins with, and what is left of the word.
#[derive(Debug)]
pub(super) struct SwedishStem<'w> {
    pub atoms: Vec<Atom>,
    /// True when the numeral ends on an ordinal: *tjugoförsta*.
    pub is_ordinal: bool,
    pub rest: &'w str,
}

impl SwedishStem<'_> {
    /// The atoms of a word that is a cardinal to its last letter.
    pub fn cardinal(&self) -> Option<&[Atom]> {
        (self.rest.is_empty() && !self.is_ordinal).then_some(&self.atoms)
    }
}

/// Takes a Swedish lower-case word apart: *femårsplan* is 5 and `årsplan`.
pub(super) fn swedish(word: &str) -> Option<SwedishStem<'_>> {
    if !may_begin_numeral(word) {
        return None;
    }
    let (mut atoms, mut rest) = (Vec::new(), word);
    loop {
        if let Some(tail) = swedish_ordinal(rest, &mut atoms) {
            return Some(SwedishStem {
                atoms,
                is_ordinal: true,
                rest: tail,
            });
        }
        match swedish_atom(rest, atoms.last()) {
            Some((atom, tail)) => {
                atoms.push(atom);
                rest = tail;
            }
            None => break,
        }
    }
    (!atoms.is_empty()).then_some(SwedishStem {
        atoms,
        is_ordinal: false,
        rest,
    })
}

/// A cheap test by the first letters: nearly every other word ends here.
fn may_begin_numeral(word: &str) -> bool {
    let bytes = word.as_bytes();
    let Some((first, rest)) = bytes.split_first_chunk::<3>() else {
        return word == "en";
    };
    match first {
        [b'e', b'n', _] | b"ett" | b"elv" | b"elf" => true,
        b"tv\xC3" | b"tre" | b"tio" | b"tol" | b"tju" | b"tus" => true,
        b"fyr" | b"fem" | b"fjo" | b"fj\xC3" => true,
        b"f\xC3\xB6" => rest.starts_with(b"rt") || rest.starts_with(b"rs"),
        b"sex" | b"sju" | b"sj\xC3" => true,
        b"\xC3\xA5t" => true,
        b"nio" | b"nit" | b"nol" => true,
        b"art" | b"ade" | b"and" => true,
        b"hun" | b"mil" => true,
        _ => false,
    }
}

/// Numerals that begin the short forms of their tens: *femti*, *sexti*.
const SHORTER: [(&str, u32); 2] = [("fem", 5), ("sex", 6)];

/// What is left of *femtimmars* and *femtiden* behind the wrong numeral.
fn is_time_head(rest: &str) -> bool {
    rest.starts_with("mm") || rest == "den"
}

fn swedish_ordinal<'w>(word: &'w str, atoms: &mut Vec<Atom>) -> Option<&'w str> {
    let (form, value) = beginning_of(word, swedish_ordinals)?;
    atoms.push(match value {
        100 => Atom::Hundred,
        1000 => Atom::Power(3),
        1_000_000 => Atom::Power(6),
        small => Atom::Small(small),
    });
    Some(&word[form.len()..])
}

fn swedish_atom<'w>(word: &'w str, before: Option<&Atom>) -> Option<(Atom, &'w str)> {
    if let Some(rest) = word.strip_prefix("hundra") {
        return Some((Atom::Hundred, rest));
    }
    if let Some(rest) = word.strip_prefix("tusen").or_else(|| {
        word.strip_prefix("usen")
            .filter(|_| before == Some(&Atom::Small(1)))
    }) {
        return Some((Atom::Power(3), rest));
    }
    let after_numeral = before.is_some();
    if after_numeral && let Some((form, exponent)) = beginning_of(word, swedish_powers) {
        return Some((Atom::Power(exponent), &word[form.len()..]));
    }
    if let Some((form, value)) = beginning_of(word, swedish_cardinals) {
        let rest = &word[form.len()..];
        // "tretti" only before a unit: trettiett is right, trettifest is not.
        let is_short = form.ends_with("ti") && swedish_unit(rest).is_none();
        if is_short {
            let (form, value) = SHORTER
                .into_iter()
                .find(|(shorter, _)| form.starts_with(shorter) && is_time_head(rest))?;
            return Some((Atom::Small(value), &word[form.len()..]));
        }
        return Some((Atom::Small(value), rest));
    }
    swedish_unit(word).filter(|(_, rest)| {
        after_numeral
            || rest.is_empty()
            || rest.starts_with("hundra")
            || rest.starts_with("tusen")
            || rest.starts_with("usen")
            || is_counted_head(rest)
    })
}

/// *en* or *ett* as the last or only part of a numeral.
fn swedish_unit(word: &str) -> Option<(Atom, &str)> {
    word.strip_prefix("ett")
        .or_else(|| word.strip_prefix("en"))
        .map(|rest| (Atom::Small(1), rest))
}

/// Heads before which *en-* and *ett-* are numerals: *ettårig*, *enstatslösning*.
fn is_counted_head(rest: &str) -> bool {
    [
        "års",
        "årig",
        "åring",
        "stat",
        "parti",
        "dags",
        "vecko",
        "månad",
        "timm",
        "minut",
        "rum",
        "plans",
        "barns",
        "procentig",
    ]
    .iter()
    .any(|head| rest.starts_with(head))
}

/// Adds up the atoms of one spelled number, refusing what can't follow what came before.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    /// Parts in falling order: value, and the power of ten below which more may follow.
    parts: Vec<(BigInt, u32)>,
}

impl Sum {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds one atom; `false`, and no change, where it does not fit.
    pub fn push(&mut self, atom: Atom) -> bool {
        match atom {
            Atom::Small(value) => self.push_small(value),
            Atom::Hundred => self.push_hundred(),
            Atom::Power(exponent) => self.push_power(exponent),
        }
    }

    /// Adds all of a word's atoms, or none of them.
    pub fn push_all(&mut self, atoms: &[Atom]) -> bool {
        if let [atom] = atoms {
            return self.push(*atom);
        }
        let mut longer = self.clone();
        let fits = atoms.iter().all(|atom| longer.push(*atom));
        if fits {
            *self = longer;
        }
        fits
    }

    pub fn value(&self) -> BigInt {
        self.parts.iter().map(|(value, _)| value).sum()
    }

    /// The power of ten below which more may follow; 0 when the number is complete.
    pub fn room(&self) -> u32 {
        self.parts.last().map_or(0, |(_, room)| *room)
    }

    /// The power of ten of the smallest magnitude word, where the number ends on it.
    pub fn magnitude(&self) -> u32 {
        self.parts
            .last()
            .map_or(0, |(_, room)| if *room >= 3 { *room } else { 0 })
    }

    fn push_small(&mut self, value: u32) -> bool {
        let room = if value < 20 || !value.is_multiple_of(10) {
            0
        } else {
            1
        };
        match self.parts.last_mut() {
            None => self.parts.push((value.into(), room)),
            Some((_, free)) if value == 0 || value >= 10_u32.saturating_pow(*free) => return false,
            Some((tens, free)) if *free == 1 => {
                *tens += value;
                *free = 0;
            }
            Some(_) => self.parts.push((value.into(), room)),
        }
        true
    }

    fn push_hundred(&mut self) -> bool {
        match self.parts.last_mut() {
            Some((value, free)) if *free < 2 && *value < BigInt::from(1000) && !value.is_zero() => {
                *value *= 100;
                *free = 2;
            }
            Some((_, free)) if *free <= 2 => return false,
            _ => self.parts.push((100.into(), 2)),
        }
        true
    }

    fn push_power(&mut self, exponent: u32) -> bool {
        let unit = BigInt::from(10).pow(exponent);
        let split = self
            .parts
            .iter()
            .position(|(value, _)| *value < unit)
            .unwrap_or(self.parts.len());
        let factor: BigInt = self.parts[split..].iter().map(|(value, _)| value).sum();
        let is_bare = split == self.parts.len();
        if (is_bare && self.parts.last().is_some_and(|(_, free)| *free <= exponent))
            || (!is_bare && factor.is_zero())
        {
            return false;
        }
        self.parts.truncate(split);
        self.parts
            .push((if is_bare { unit } else { factor * unit }, exponent));
        true
    }
}

/// The value of a whole list of atoms, where they make a number.
pub(super) fn value_of(atoms: &[Atom]) -> Option<Exact> {
    let mut sum = Sum::default();
    atoms
        .iter()
        .all(|atom| sum.push(*atom))
        .then(|| Exact::new(sum.value(), BigInt::one()))
}

/// The same as a machine integer, where it fits.
pub(super) fn integer_of(atoms: &[Atom]) -> Option<i64> {
    match atoms {
        [Atom::Small(value)] => Some(i64::from(*value)),
        _ => value_of(atoms)?.numer().to_i64(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish_value(word: &str) -> Option<(String, String)> {
        let stem = swedish(word)?;
        Some((value_of(&stem.atoms)?.to_string(), stem.rest.to_owned()))
    }

    #[test]
    fn takes_swedish_words_apart() {
        for (word, value, rest) in [
            ("tjugofem", "25", ""),
            ("etthundrafemtiotre", "153", ""),
            ("hundrafemtiotre", "153", ""),
            ("nittonhundraåttiofyra", "1984", ""),
            ("tvåtusen", "2000", ""),
            ("ettusen", "1000", ""),
            ("hundratusen", "100000", ""),
            ("femårsplan", "5", "årsplan"),
            ("fyrhjulsdrift", "4", "hjulsdrift"),
            ("enstatslösning", "1", "statslösning"),
            ("tjugoförsta", "21", ""),
            ("trettiett", "31", ""),
        ] {
            assert_eq!(
                swedish_value(word),
                Some((value.into(), rest.into())),
                "{word}"
            );
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for word in [
            "enorm",
            "entusiast",
            "etta",
            "hund",
            "mitten",
            "anders",
            "elefant",
        ] {
            assert_eq!(swedish_value(word), None, "{word}");
        }
    }
}
