//! The words around numbers — units, currencies, magnitudes, months, comparators — looked up by
//! the tokens that spell them, the longest form first.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Comparator;
use super::cursor::Cursor;
use super::exact::{self, Exact};
use super::unit::Unit;
use super::value::Clock;
use super::words;
use crate::lexicon::rows;
use crate::locale::Language;
use crate::text::token::tokenize;

/// What a form can mean beside a number.
#[derive(Clone, Debug)]
pub(super) enum Sense {
    /// A unit, and how many of it the form stands for (10 years for *decade*); soft ones are also
    /// nouns that can be counted (*koppar*, *pounds*).
    Unit {
        unit: Unit,
        factor: Exact,
        is_soft: bool,
    },
    /// A currency, and how many main units the form stands for (1/100 for *öre*).
    Currency { unit: Unit, factor: Exact },
    /// A power of ten.
    Magnitude(u32),
    /// An indefinite plural with its smallest member.
    Indefinite(Exact),
    /// A counting noun: *dussin*, *score*.
    Dozen(u32),
    /// A multiplier.
    Times(Exact),
    /// *hälften*, *half*.
    Fraction(Exact),
    /// A comparator before the number.
    Bound(Comparator),
    /// A comparator after it.
    BoundAfter(Comparator),
    /// A part of the day after a time; true for the second half.
    DayPart(bool),
    /// A named time of day.
    NamedTime(Clock),
    /// *f.Kr.*, *AD*: −1 or 1.
    Era(i32),
    /// What a number refers to: article, chapter, week, version.
    Reference(Unit),
    /// A month.
    Month(u32),
    /// A set phrase in which nothing is counted.
    Idiom,
    /// A word that implies a number: *both*, *duo*.
    Implied(Exact),
    /// A place in a ranking or a thing by its number: *trea*, *tia*.
    Place(Exact),
    /// A word that holds an amount: *halvtimme*.
    Amount(Exact, Unit),
}

/// The forms of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    by_first_token: FxHashMap<String, Vec<Entry>>,
    /// Words that are part of a quantity by the rules of the recognisers.
    parts: FxHashSet<&'static str>,
    /// Words that say nothing unless a sign of a quantity follows.
    openers: FxHashSet<&'static str>,
}

/// What the tables know of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Forms {
    /// Forms that begin with it.
    exact: &'static [Entry],
    /// Forms that begin with it less a Swedish genitive -s.
    genitive: &'static [Entry],
}

/// One form of the tables.
#[derive(Debug)]
pub(super) struct Entry {
    /// The tokens as written in the table.
    tokens: Vec<String>,
    lower: Vec<String>,
    /// Abbreviations and symbols: `m` is not `M`.
    is_case_sensitive: bool,
    /// Sloppy capitals are forgiven: `KM` and `Kr` are plain, `K` for `k` is another unit.
    forgives_case: bool,
    sense: Sense,
}

static SWEDISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load("sv"));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load("en"));

/// The forms of a language, loaded on first use.
pub(super) fn of(lang: Language) -> &'static Lexicon {
    match lang {
        Language::Swedish => &SWEDISH,
        Language::English => &ENGLISH,
    }
}

/// True when the word at `at` is a sign of a quantity: it begins a form of the tables, begins a
/// numeral, or is an ordinal.
pub(super) fn is_sign(cursor: &Cursor<'_>, at: usize, word: &str) -> bool {
    if of(cursor.lang).parts.contains(word) || begins_form(cursor, at) || joins_digits(cursor, at) {
        return true;
    }
    if cursor.is_swedish() {
        words::swedish(word).is_some()
            || word.ends_with("del")
            || word.ends_with("delar")
            || is_roman(cursor, at)
    } else {
        words::english(word).is_some()
            || words::english_ordinal(word).is_some()
            || word.ends_with("ies")
            || is_roman(cursor, at)
    }
}

/// True when a form of the tables stands at `at`, whatever its letters' case.
pub(super) fn begins_form(cursor: &Cursor<'_>, at: usize) -> bool {
    let mut forms = cursor.forms[at].exact.iter();
    forms.any(|entry| entry.is_at(cursor, at))
}

/// True for `Q1`, `G20` and `F-16`.
fn joins_digits(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.glued_digits(at + 1).is_some()
        || cursor.digits(at + 1).is_some()
        || (cursor.glued_mark(at + 1).is_some() && cursor.glued_digits(at + 2).is_some())
}

fn is_roman(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor
        .raw_word(at)
        .is_some_and(|word| word.bytes().all(|byte| b"IVXLC".contains(&byte)))
}

impl Lexicon {
    /// The longest form at `at` whose sense `pick` takes, and one past its last token.
    pub fn longest<T>(
        &self,
        cursor: &Cursor<'_>,
        at: usize,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let forms = cursor.forms.get(at)?;
        best(forms.exact, cursor, at, &pick).or_else(|| {
            let inflected = forms.genitive.iter();
            inflected
                .filter(|entry| entry.tokens.len() == 1 && !entry.is_case_sensitive)
                .find_map(|entry| pick(&entry.sense))
                .map(|picked| (picked, at + 1))
        })
    }

    /// The forms that begin with a token, looked up once for all recognisers.
    pub fn forms(&'static self, token: &str, lang: Language) -> Forms {
        let starting = |first: &str| {
            self.by_first_token
                .get(first)
                .map_or(&[][..], Vec::as_slice)
        };
        let is_genitive = lang == Language::Swedish && token.len() > 2;
        let stem = token.strip_suffix('s').filter(|_| is_genitive);
        Forms {
            exact: starting(token),
            genitive: stem.map_or(&[], starting),
        }
    }

    /// True for words that a quantity may follow: articles, prepositions, signs.
    pub fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    fn load(lang: &'static str) -> Self {
        let mut lexicon = Self {
            parts: PARTS.iter().copied().collect(),
            openers: OPENERS.iter().copied().collect(),
            ..Self::default()
        };
        lexicon.add_words(lang);
        lexicon.add_units(lang);
        lexicon.add_currencies(lang);
        lexicon.add_months(lang);
        lexicon.add_idioms(lang);
        lexicon
    }

    fn add(&mut self, form: &str, sense: Sense) {
        let tokens: Vec<String> = tokenize(form)
            .iter()
            .map(|token| token.span.of(form).to_owned())
            .collect();
        let lower: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
        let Some(first) = lower.first().cloned() else {
            return;
        };
        let letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_word = letters > 4 || letters > 2 && !form.chars().any(char::is_uppercase);
        let forgives_case = !is_word && form.len() > 1 && form.chars().any(char::is_lowercase);
        let entry = Entry {
            tokens,
            lower,
            is_case_sensitive: !is_word,
            forgives_case,
            sense,
        };
        // The longest form first; of equal ones, the one added first.
        let entries = self.by_first_token.entry(first).or_default();
        let place = entries.partition_point(|other| other.tokens.len() >= entry.tokens.len());
        entries.insert(place, entry);
    }

    fn add_words(&mut self, lang: &str) {
        for [form, _, sense, value] in rows(include_str!("../../lexicon/quantity/words.tsv"))
            .filter(|[_, language, _, _]| *language == lang)
        {
            self.add(form, word_sense(sense, value));
        }
    }

    fn add_units(&mut self, lang: &str) {
        let own = rows(include_str!("../../lexicon/quantity/unit-forms.tsv"))
            .map(|[form, language, code, kind]| (form, language, code, kind == "soft"));
        let cldr = rows(include_str!("../../lexicon/quantity/cldr-unit-forms.tsv"))
            .map(|[form, language, code]| (form, language, code, false));
        for (form, _, code, is_soft) in own
            .chain(cldr)
            .filter(|(_, language, _, _)| *language == lang)
        {
            self.add(form, unit_sense(code, is_soft));
        }
    }

    fn add_currencies(&mut self, lang: &str) {
        let own = rows(include_str!("../../lexicon/quantity/currency-forms.tsv"));
        let cldr = rows(include_str!("../../lexicon/quantity/cldr-currencies.tsv"))
            .map(|[form, language, code]| [form, language, code, "1"]);
        for [form, _, code, factor] in own
            .chain(cldr)
            .filter(|[_, language, _, _]| *language == lang)
        {
            let factor =
                exact::parse(factor).expect("currency tables hold exact factors; a test checks it");
            self.add(
                form,
                Sense::Currency {
                    unit: Unit::from_static(code),
                    factor,
                },
            );
        }
    }

    fn add_idioms(&mut self, lang: &str) {
        let table = rows(include_str!("../../lexicon/quantity/idioms.tsv"));
        for [form, _] in table.filter(|[_, language]| *language == lang) {
            self.add(form, Sense::Idiom);
        }
    }

    fn add_months(&mut self, lang: &str) {
        for [form, _, _, number] in rows(include_str!("../../lexicon/quantity/cldr-calendar.tsv"))
            .filter(|[_, language, kind, _]| *language == lang && *kind == "month")
        {
            self.add(
                form,
                Sense::Month(
                    number
                        .parse()
                        .expect("months are numbered; a test checks it"),
                ),
            );
        }
    }
}

/// The sense of a unit code, or of a code with a factor: `yr*10`.
fn unit_sense(code: &'static str, is_soft: bool) -> Sense {
    let (code, factor) = code.split_once('*').unwrap_or((code, "1"));
    let factor = exact::parse(factor).expect("unit tables hold exact factors; a test checks it");
    Sense::Unit {
        unit: Unit::from_static(code),
        factor,
        is_soft,
    }
}

fn word_sense(sense: &'static str, value: &'static str) -> Sense {
    let exact = || exact::parse(value).expect("words.tsv holds exact values; a test checks it");
    let integer = || {
        value
            .parse()
            .expect("words.tsv holds whole numbers here; a test checks it")
    };
    match sense {
        "magnitude" => Sense::Magnitude(integer()),
        "indef" => Sense::Indefinite(exact()),
        "dozen" => Sense::Dozen(integer()),
        "times" => Sense::Times(exact()),
        "fraction" => Sense::Fraction(exact()),
        "implied" => Sense::Implied(exact()),
        "place" => Sense::Place(exact()),
        "daypart" => Sense::DayPart(value == "pm"),
        "clock" => Sense::NamedTime(if value == "12:00" { NOON } else { MIDNIGHT }),
        "era" => Sense::Era(if value == "-1" { -1 } else { 1 }),
        "ref" => Sense::Reference(Unit::from_static(value)),
        other => match (other.strip_prefix("amount-"), other.strip_suffix("-after")) {
            (Some(unit), _) => Sense::Amount(exact(), Unit::from_static(unit)),
            (None, Some(name)) => Sense::BoundAfter(comparator(name)),
            (None, None) => Sense::Bound(comparator(other)),
        },
    }
}

fn comparator(code: &str) -> Comparator {
    Comparator::from_code(code).expect("words.tsv names senses; a test checks it")
}

/// Words that are part of a quantity and stand in no table.
const PARTS: [&str; 29] = [
    "en",
    "ett",
    "every",
    "half",
    "halv",
    "halvannan",
    "halvannat",
    "halvt",
    "hundredth",
    "hälften",
    "kl",
    "klockan",
    "kvart",
    "näst",
    "oh",
    "one",
    "pair",
    "quarter",
    "quarters",
    "tredjedelen",
    "trekvarts",
    "u",
    "us",
    "var",
    "varannan",
    "vart",
    "vartannat",
    "wwi",
    "wwii",
];

/// Words before a quantity that say nothing by themselves.
const OPENERS: [&str; 16] = [
    "a", "ad", "an", "between", "firmware", "from", "från", "mellan", "minus", "negative", "over",
    "plus", "se", "the", "under", "v",
];

const MIDNIGHT: Clock = Clock {
    minutes: 0,
    is_half_known: true,
};
const NOON: Clock = Clock {
    minutes: 720,
    is_half_known: true,
};

impl Entry {
    /// True when the tokens from `at` on spell this form, whatever their case.
    fn is_at(&self, cursor: &Cursor<'_>, at: usize) -> bool {
        let mut lower = self.lower.iter().enumerate();
        lower.all(|(offset, token)| cursor.lower(at + offset) == Some(token))
    }
}

fn best<T>(
    entries: &[Entry],
    cursor: &Cursor<'_>,
    at: usize,
    pick: &impl Fn(&Sense) -> Option<T>,
) -> Option<(T, usize)> {
    let matches = |entry: &&Entry, is_exact: bool| {
        let end = at + entry.tokens.len();
        end <= cursor.tokens.len()
            && (at..end)
                .zip(&entry.tokens)
                .zip(&entry.lower)
                .all(|((at, raw), lower)| {
                    if is_exact {
                        cursor.raw(at) == Some(raw)
                    } else {
                        cursor.lower(at) == Some(lower)
                    }
                })
    };
    let picked = |entry: &Entry| pick(&entry.sense).map(|sense| (sense, at + entry.tokens.len()));
    let exact = entries
        .iter()
        .filter(|entry| matches(entry, entry.is_case_sensitive))
        .find_map(picked);
    exact.or_else(|| {
        entries
            .iter()
            .filter(|entry| entry.forgives_case)
            .filter(|entry| matches(entry, false))
            .find_map(picked)
    })
}
