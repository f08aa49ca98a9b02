//! Finds the quantities of a text: numbers, money, dates, times, units, ordinals and references,
//! in digits and in words, in Swedish and English.
//!
//! `6,3 miljarder dollar` becomes a [`Quantity`] with the reading 6 300 000 000 USD. A mention
//! keeps every reading that its language allows, the likeliest first: `1.500` in Swedish is 1 500
//! and, if the point was left over from English, 1.5. `scan` walks the tokens once; at each
//! token the recognisers of one phenomenon each are asked in turn, the most specific first.
//!
//! Left out on purpose: articles and pronouns (*en*, *one of them*), *andra* in the sense of
//! other, vague amounts (*några*, *several*), digits of chemical formulas.

mod amount;
mod bound;
mod calendar;
mod clock;
mod clue;
mod compound;
mod cursor;
mod digits;
pub mod exact;
mod lexicon;
mod numeral;
mod ordinal;
mod period;
mod reference;
mod scan;
pub mod unit;
mod vague;
pub mod value;
mod words;

pub(crate) use scan::scan;
pub use unit::Unit;
pub use value::Value;

use crate::annotate::word::word_facts;
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::{lower_in_place, tokenize};

/// The quantities of a text by themselves, in text order, not overlapping.
///
/// ```
/// use parvis::Language;
/// use parvis::annotate::quantity::read;
///
/// let quantities = read("Bolaget tog in 6,3 miljarder dollar.", Language::Swedish);
/// assert_eq!(quantities[0].first().canonical_value(), "6300000000");
/// assert_eq!(quantities[0].first().unit.code(), "USD");
/// ```
#[must_use]
pub fn read(text: &str, lang: Language) -> Vec<Quantity> {
    let lower = lower_in_place(text);
    let tokens = tokenize(text);
    let facts = word_facts(&lower, &tokens);
    scan(text, &lower, &tokens, &facts, lang)
}

/// One mention of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// What it can mean, the likeliest first; never empty.
    pub readings: Vec<Reading>,
    /// How the text bounds or hedges it.
    pub comparator: Option<Comparator>,
    /// True for mentions that may match but never raise a finding alone: *en*, *one*, the *tre*
    /// in an unknown compound.
    pub is_weak: bool,
    /// True for words that only imply a number (*both*, *duo*, *freezing*); they are weak too, and
    /// no reader would list them.
    pub is_implied: bool,
}

impl Quantity {
    /// A mention that must have a counterpart, unbounded.
    pub(super) fn new(span: Span, readings: Vec<Reading>) -> Self {
        debug_assert!(!readings.is_empty(), "a mention has a reading");
        Self {
            span,
            readings,
            comparator: None,
            is_weak: false,
            is_implied: false,
        }
    }

    pub(super) fn with_weakness(self, is_weak: bool) -> Self {
        Self { is_weak, ..self }
    }

    pub(super) fn with_comparator(self, comparator: Option<Comparator>) -> Self {
        Self { comparator, ..self }
    }

    /// The likeliest reading.
    #[must_use]
    pub fn first(&self) -> &Reading {
        &self.readings[0]
    }
}

/// One meaning of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The value.
    pub value: Value,
    /// Its unit.
    pub unit: Unit,
    /// True for a reading by the conventions of the other language, which only a translation can
    /// have kept.
    pub is_foreign: bool,
}

impl Reading {
    /// A reading by the conventions of the text's own language.
    #[must_use]
    pub const fn new(value: Value, unit: Unit) -> Self {
        Self {
            value,
            unit,
            is_foreign: false,
        }
    }

    /// The value in canonical form, as `annotate` writes it.
    #[must_use]
    pub fn canonical_value(&self) -> String {
        match (&self.value, self.unit) {
            (Value::Range(low, high), Unit::DECADE | Unit::CENTURY) => {
                format!("{}s..{}s", exact::format(low), exact::format(high))
            }
            (value, Unit::DECADE | Unit::CENTURY) => format!("{value}s"),
            (value, _) => value.to_string(),
        }
    }

    /// What kind of quantity this is, for people and for the `kind` of `annotate`.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match (self.unit, &self.value) {
            (_, Value::Range(..) | Value::Dates(..) | Value::Times(..)) => Kind::Range,
            (Unit::NONE, Value::Number(value)) if value.is_integer() => Kind::Cardinal,
            (Unit::NONE, Value::Number(_)) => Kind::Decimal,
            (Unit::ORDINAL, _) => Kind::Ordinal,
            (Unit::TIMES, _) => Kind::Multiple,
            (Unit::INDEFINITE, _) => Kind::Indefinite,
            (Unit::YEAR, _) => Kind::Year,
            (Unit::DECADE, _) => Kind::Decade,
            (Unit::CENTURY, _) => Kind::Century,
            (Unit::DATE, _) => Kind::Date,
            (Unit::TIME, _) => Kind::Time,
            (Unit::SCORE, _) => Kind::Score,
            (Unit::RATIO, _) => Kind::Ratio,
            (unit, _) if unit.is_currency() => Kind::Money,
            (unit, _) => match unit.measure().map(|measure| measure.dimension) {
                Some("share" | "point") => Kind::Percent,
                Some("duration" | "calendar") => Kind::Duration,
                Some(_) => Kind::Measure,
                None => Kind::Identifier,
            },
        }
    }
}

/// The kinds of quantities, as `annotate` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A whole number.
    Cardinal,
    /// A number that is not whole, or a fraction.
    Decimal,
    /// A place in an order.
    Ordinal,
    /// How many times.
    Multiple,
    /// Hundreds, tusentals.
    Indefinite,
    /// Per cent, per mille, percentage points, basis points.
    Percent,
    /// An amount of money.
    Money,
    /// An amount with a unit.
    Measure,
    /// A length of time or an age.
    Duration,
    /// A calendar year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A span of any of these.
    Range,
    /// A match result.
    Score,
    /// A ratio or scale.
    Ratio,
    /// A number that names something: article, version, telephone, model.
    Identifier,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Cardinal,
        Self::Decimal,
        Self::Ordinal,
        Self::Multiple,
        Self::Indefinite,
        Self::Percent,
        Self::Money,
        Self::Measure,
        Self::Duration,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Date,
        Self::Time,
        Self::Range,
        Self::Score,
        Self::Ratio,
        Self::Identifier,
    ];

    /// The name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Decimal => "decimal",
            Self::Ordinal => "ordinal",
            Self::Multiple => "multiple",
            Self::Indefinite => "indefinite",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Date => "date",
            Self::Time => "time",
            Self::Range => "range",
            Self::Score => "score",
            Self::Ratio => "ratio",
            Self::Identifier => "identifier",
        }
    }
}

/// How a text bounds or hedges a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// More than.
    More,
    /// At least.
    AtLeast,
    /// Less than.
    Less,
    /// At most.
    AtMost,
    /// About.
    About,
}

impl Comparator {
    /// The code in output and tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::More => "gt",
            Self::AtLeast => "ge",
            Self::Less => "lt",
            Self::AtMost => "le",
            Self::About => "approx",
        }
    }

    /// The comparator with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::More,
            Self::AtLeast,
            Self::Less,
            Self::AtMost,
            Self::About,
        ]
        .into_iter()
        .find(|comparator| comparator.code() == code)
    }

    /// What *not* makes of it: not more than is at most.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::About => Self::About,
        }
    }

    /// True when one is a lower and the other an upper bound.
    #[must_use]
    pub const fn contradicts(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::More | Self::AtLeast, Self::Less | Self::AtMost)
                | (Self::Less | Self::AtMost, Self::More | Self::AtLeast)
        )
    }
}
