//! The words around numbers — units, currencies, magnitudes, months, comparators — looked up by
//! the tokens that spell them, the longest form first.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Comparator;
use super::cursor::Cursor;
use super::exact::{self, Exact};
use super::unit::Unit;
use super::value::Clock;
use crate::annotate::word::WordFact;
use crate::lexicon::rows;
use crate::lexicon::words::word_hash;
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
    /// A word that the recognisers know as the beginning of a quantity: *halv*, *one*.
    Part,
    /// A word that a quantity may follow: *the*, *mellan*.
    Opener,
    /// A word that may stand between a number and its unit: *de två sista veckorna*.
    Between,
}

impl Sense {
    /// What the form says by itself.
    const fn sign(&self) -> Sign {
        match self {
            Self::Opener => Sign::Opener,
            Self::Unit { .. }
            | Self::Bound(_)
            | Self::BoundAfter(_)
            | Self::DayPart(_)
            | Self::Era(_)
            | Self::Between => Sign::Follower,
            _ => Sign::Beginning,
        }
    }
}

/// What a token says about a quantity at its place, from nothing to a beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Nothing.
    #[default]
    None,
    /// It belongs to a quantity that began before: a unit, a bound.
    Follower,
    /// A quantity may begin here if a sign of one stands soon after.
    Opener,
    /// A quantity may begin here.
    Beginning,
}

/// The forms of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Forms by the [`word_hash`] of their first token in lower case.
    by_first_token: FxHashMap<u64, Vec<Entry>>,
}

/// What the tables know of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Forms {
    /// Forms that begin with it, the longest first.
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

impl Forms {
    /// The strongest sign among the forms that stand at `at`, whatever their case.
    pub fn sign(self, cursor: &Cursor<'_>, at: usize) -> Sign {
        let standing = self
            .exact
            .iter()
            .filter(|entry| entry.stands(cursor, at, false));
        let signs = standing.map(|entry| entry.sense.sign());
        signs.max().unwrap_or_default()
    }
}

impl Lexicon {
    /// The longest form at `at` whose sense `pick` takes, and one past its last token.
    pub fn longest<T>(
        &self,
        cursor: &Cursor<'_>,
        at: usize,
        pick: impl Fn(&Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let forms = cursor.forms(at)?;
        best(forms.exact, cursor, at, &pick).or_else(|| {
            let inflected = forms.genitive.iter();
            inflected
                .filter(|entry| entry.tokens.len() == 1 && !entry.is_case_sensitive)
                .find_map(|entry| pick(&entry.sense))
                .map(|picked| (picked, at + 1))
        })
    }

    /// The forms that begin with a token, looked up once for all recognisers.
    pub fn forms(&'static self, token: &str, fact: WordFact, lang: Language) -> Forms {
        let starting = |first| {
            let entries = self.by_first_token.get(&first);
            entries.map_or(&[][..], Vec::as_slice)
        };
        let is_genitive = lang == Language::Swedish && token.len() > 2;
        let stem = token.strip_suffix('s').filter(|_| is_genitive);
        Forms {
            exact: starting(fact.hash),
            genitive: stem.map_or(&[], |stem| starting(word_hash(stem))),
        }
    }

    fn load(lang: &'static str) -> Self {
        let mut lexicon = Self::default();
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
        let entries = self.by_first_token.entry(word_hash(&first)).or_default();
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
        "part" => Sense::Part,
        "opener" => Sense::Opener,
        "between" => Sense::Between,
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

const MIDNIGHT: Clock = Clock {
    minutes: 0,
    is_half_known: true,
};
const NOON: Clock = Clock {
    minutes: 720,
    is_half_known: true,
};

impl Entry {
    /// True when the tokens from `at` on, of which the first is the form's in some case, spell
    /// this form: in its own letters, or in any case.
    fn stands(&self, cursor: &Cursor<'_>, at: usize, is_exact: bool) -> bool {
        if is_exact {
            let mut tokens = self.tokens.iter().enumerate();
            return tokens.all(|(offset, token)| cursor.raw(at + offset) == Some(token));
        }
        let mut following = self.lower.iter().enumerate().skip(1);
        following.all(|(offset, token)| cursor.lower(at + offset) == Some(token))
    }
}

/// The longest form among `entries`, which all begin with the token at `at`, whose sense `pick`
/// takes; a form in other letters only where the table forgives them.
fn best<T>(
    entries: &[Entry],
    cursor: &Cursor<'_>,
    at: usize,
    pick: &impl Fn(&Sense) -> Option<T>,
) -> Option<(T, usize)> {
    // What the sense is costs less to see than what the tokens are.
    let picked = |entry: &Entry, is_exact: bool| {
        let sense = pick(&entry.sense)?;
        entry
            .stands(cursor, at, is_exact)
            .then(|| (sense, at + entry.tokens.len()))
    };
    let mut written = entries.iter();
    written
        .find_map(|entry| picked(entry, entry.is_case_sensitive))
        .or_else(|| {
            let mut forgiven = entries.iter().filter(|entry| entry.forgives_case);
            forgiven.find_map(|entry| picked(entry, false))
        })
}
