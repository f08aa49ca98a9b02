//! Units: codes, dimensions and exact conversion factors, from `lexicon/quantity/units.tsv`.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::exact::{self, Exact};
use crate::lexicon;

/// A unit code as output and gold labels write it: `""` for plain numbers, `percent`, `km`,
/// `SEK`, `year` …
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(&'static str);

impl Unit {
    /// A plain number.
    pub const NONE: Self = Self("");
    /// Hundredths.
    pub const PERCENT: Self = Self("percent");
    /// Thousandths.
    pub const PER_MILLE: Self = Self("per_mille");
    /// A multiplier.
    pub const TIMES: Self = Self("times");
    /// A place in an order.
    pub const ORDINAL: Self = Self("ordinal");
    /// A calendar year.
    pub const YEAR: Self = Self("year");
    /// Ten calendar years, by their first.
    pub const DECADE: Self = Self("decade");
    /// A hundred calendar years, by their first.
    pub const CENTURY: Self = Self("century");
    /// A calendar date.
    pub const DATE: Self = Self("date");
    /// A time of day.
    pub const TIME: Self = Self("time");
    /// An indefinite plural: hundreds, tusentals.
    pub const INDEFINITE: Self = Self("indef");
    /// A match result.
    pub const SCORE: Self = Self("score");
    /// A ratio or scale.
    pub const RATIO: Self = Self("ratio");
    /// A telephone number.
    pub const PHONE: Self = Self("phone");
    /// A software version.
    pub const VERSION: Self = Self("version");
    /// The number of an act or case.
    pub const DOCUMENT: Self = Self("doc");
    /// An article of a law.
    pub const ARTICLE: Self = Self("article");
    /// A section of a law.
    pub const SECTION: Self = Self("section");
    /// A chapter of a law or book.
    pub const CHAPTER: Self = Self("chapter");
    /// A numbered list item.
    pub const LIST: Self = Self("list");
    /// A post code.
    pub const POSTCODE: Self = Self("postcode");
    /// A week of the year.
    pub const WEEK_NUMBER: Self = Self("week_no");
    /// A number in a name.
    pub const ID: Self = Self("id");
    /// Years of age or duration.
    pub const YEARS: Self = Self("yr");

    /// The code; every unit that is not a measure or currency has a constant above.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// A unit by a code that lives as long as the program: table codes and currency codes.
    pub(crate) const fn from_static(code: &'static str) -> Self {
        Self(code)
    }

    /// The measure behind the code, for units that convert.
    #[must_use]
    pub fn measure(self) -> Option<&'static Measure> {
        MEASURES.get(self.0)
    }

    /// True for units of time, the calendar's among them.
    #[must_use]
    pub fn is_time(self) -> bool {
        let dimension = self.measure().map(|measure| measure.dimension);
        matches!(dimension, Some("duration" | "calendar"))
    }

    /// True for ISO 4217 codes.
    #[must_use]
    pub fn is_currency(self) -> bool {
        self.0.len() == 3
            && self.0.bytes().all(|byte| byte.is_ascii_uppercase())
            && self.measure().is_none()
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// A unit that converts to others of its dimension.
#[derive(Debug)]
pub struct Measure {
    /// What is measured: `length`, `mass`, `duration` …
    pub dimension: &'static str,
    /// How many base units of the dimension one of this unit is; exact.
    pub factor: Exact,
}

static MEASURES: LazyLock<HashMap<&'static str, Measure>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/quantity/units.tsv"))
        .map(|[code, dimension, factor]| {
            let factor =
                exact::parse(factor).expect("units.tsv holds exact factors; a test checks it");
            (code, Measure { dimension, factor })
        })
        .collect()
});

/// Every unit code of the tables, sorted.
pub fn measure_codes() -> Vec<&'static str> {
    let mut codes: Vec<_> = lexicon::rows(include_str!("../../lexicon/quantity/units.tsv"))
        .map(|[code, _, _]| code)
        .collect();
    codes.sort_unstable();
    codes
}
