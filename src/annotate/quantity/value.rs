//! What a quantity can be: a [`Value`] of one of a few shapes, and its canonical form.

use std::fmt;

use super::exact::{self, Exact};

/// A typed value. Numbers are exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One number.
    Number(Exact),
    /// A span of numbers, both ends included.
    Range(Exact, Exact),
    /// A calendar date.
    Date(Date),
    /// A span of dates.
    Dates(Date, Date),
    /// A time of day.
    Time(Clock),
    /// A span of times of day.
    Times(Clock, Clock),
    /// Digits and letters that are compared as they stand: versions, references, phone numbers,
    /// scores, ratios.
    Text(String),
}

/// A date with the fields that the text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Calendar year.
    pub year: Option<i32>,
    /// 1–12.
    pub month: u32,
    /// 1–31.
    pub day: Option<u32>,
}

impl Date {
    /// A date whose fields are possible; 29 February always is.
    #[must_use]
    pub fn new(year: Option<i32>, month: u32, day: Option<u32>) -> Option<Self> {
        const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let days = *DAYS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
        day.is_none_or(|day| (1..=days).contains(&day))
            .then_some(Self { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.day) {
            (Some(year), Some(day)) => write!(f, "{year:04}-{:02}-{day:02}", self.month),
            (Some(year), None) => write!(f, "{year:04}-{:02}", self.month),
            (None, Some(day)) => write!(f, "--{:02}-{day:02}", self.month),
            (None, None) => write!(f, "--{:02}", self.month),
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since midnight, 0–1439.
    pub minutes: u32,
    /// False where the text leaves open which half of the day it is ("kl. 9", "2:30").
    pub is_half_known: bool,
}

impl Clock {
    /// A time of day, `hour` 0–24; hours above 12 and midnight say which half of the day it is.
    #[must_use]
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        (hour <= 24 && minute < 60 && (hour < 24 || minute == 0)).then_some(Self {
            minutes: hour % 24 * 60 + minute,
            is_half_known: hour > 12 || hour == 0,
        })
    }

    /// The time in the stated half of the day; `None` where the hour is not on a 12-hour dial.
    #[must_use]
    pub fn in_half(self, is_afternoon: bool) -> Option<Self> {
        let hour = self.minutes / 60;
        (hour <= 12).then(|| Self {
            minutes: hour % 12 * 60 + self.minutes % 60 + if is_afternoon { 720 } else { 0 },
            is_half_known: true,
        })
    }

    /// True when both can be the same moment of the day.
    #[must_use]
    pub const fn agrees_with(self, other: Self) -> bool {
        if self.is_half_known && other.is_half_known {
            self.minutes == other.minutes
        } else {
            self.minutes % 720 == other.minutes % 720
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

impl Value {
    /// The two ends of a span, or the value twice.
    #[must_use]
    pub fn ends(&self) -> (Self, Option<Self>) {
        match self {
            Self::Range(low, high) => (Self::Number(low.clone()), Some(Self::Number(high.clone()))),
            Self::Dates(from, to) => (Self::Date(*from), Some(Self::Date(*to))),
            Self::Times(from, to) => (Self::Time(*from), Some(Self::Time(*to))),
            single => (single.clone(), None),
        }
    }

    /// The span between two single values of the same shape.
    #[must_use]
    pub fn span(from: Self, to: Self) -> Option<Self> {
        match (from, to) {
            (Self::Number(low), Self::Number(high)) => Some(Self::Range(low, high)),
            (Self::Date(from), Self::Date(to)) => Some(Self::Dates(from, to)),
            (Self::Time(from), Self::Time(to)) => Some(Self::Times(from, to)),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    /// The canonical form; decades and centuries get their `s` from the unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => f.write_str(&exact::format(value)),
            Self::Range(low, high) => write!(f, "{}..{}", exact::format(low), exact::format(high)),
            Self::Date(date) => date.fmt(f),
            Self::Dates(from, to) => write!(f, "{from}..{to}"),
            Self::Time(time) => time.fmt(f),
            Self::Times(from, to) => write!(f, "{from}..{to}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}
