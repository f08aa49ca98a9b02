//! Amounts: a numeral with its currency, unit or per cent sign, alone or as the end of a span.
//!
//! `$6.3 billion`, `6,3 miljarder dollar`, `SEK 120`, `3,5-procentig`, `−5 °C`, `5–10 dagar`,
//! `mellan 10 och 12 grader`, `från 1 till 2 miljoner kronor`, `seven in ten`.

use num_traits::{One, Zero};

use super::compound;
use super::cursor::{Cursor, is_dash};
use super::exact::{Exact, power_of_ten, ratio, whole};
use super::lexicon::{self, Sense};
use super::numeral::{self, Numeral, Style};
use super::period;
use super::reference;
use super::{Quantity, Reading, Unit, Value};

/// A numeral with what it counts.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub start: usize,
    pub end: usize,
    pub numeral: Numeral,
    /// Units that it can have, with the factor that the form brings; the likeliest first.
    /// Empty for a plain number.
    pub units: Vec<(Unit, Exact)>,
}

/// What follows or precedes a numeral and gives it a unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    pub units: Vec<(Unit, Exact)>,
    pub end: usize,
}

/// Reads an amount or a span of amounts at `at`; the end of what was read.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let opener = opener(cursor, at);
    let begin = at + usize::from(opener != Opener::None);
    let mut first = parse(cursor, begin)?;
    if is_rate(cursor, &first, found) {
        return Some(first.end);
    }
    add_age(cursor, &mut first);
    if let Some(end) = share(cursor, &first, found) {
        return Some(end);
    }
    if let Some(end) = span(cursor, at, opener, first.clone(), found) {
        return Some(end);
    }
    if opener != Opener::None {
        return None;
    }
    if let Some(end) = list(cursor, &first, found) {
        return Some(end);
    }
    let end = first.end;
    found.push(single(cursor, &first));
    Some(end)
}

/// *SEK 25 an hour*, *12 TWh a year*: what the amount before is per.
fn is_rate(cursor: &Cursor<'_>, amount: &Amount, found: &[Quantity]) -> bool {
    let is_article = amount.numeral.style == Style::Article
        && matches!(cursor.word(amount.start), Some("a" | "an"));
    let is_period = amount.units.first().is_some_and(|(unit, _)| unit.is_time());
    const LINKS: [&str; 18] = [
        "and", "or", "for", "in", "after", "within", "than", "about", "over", "of", "is", "was",
        "takes", "took", "lasts", "to", "by", "nearly",
    ];
    let before = amount.start.checked_sub(1).and_then(|at| cursor.word(at));
    let is_linked = before.is_some_and(|word| LINKS.contains(&word));
    let is_near = found.last().is_some_and(|last| {
        let start = cursor.tokens[amount.start].span.start;
        let between = cursor.text.get(last.span.end..start).unwrap_or_default();
        between.split_whitespace().count() <= 3 && !between.contains([',', '.', ';', ':'])
    });
    is_article && is_period && is_near && !is_linked
}

/// A bare number of years: *aged 6 to 12*, *must be at least 18*, *children under 6*.
fn add_age(cursor: &Cursor<'_>, amount: &mut Amount) {
    let is_possible = amount.is_bare()
        && amount.numeral.style != Style::Article
        && amount.numeral.is_within(1..120);
    if is_possible && states_age(cursor, amount) {
        amount.units.push((Unit::YEARS, Exact::one()));
        amount.units.push((Unit::NONE, Exact::one()));
    }
}

fn states_age(cursor: &Cursor<'_>, amount: &Amount) -> bool {
    let before = |back: usize| {
        amount
            .start
            .checked_sub(back)
            .and_then(|at| cursor.word(at))
    };
    const PEOPLE: [&str; 14] = [
        "children", "kids", "people", "adults", "those", "anyone", "persons", "barn", "ungdomar",
        "personer", "women", "men", "girls", "boys",
    ];
    let is_person = |word: Option<&str>| word.is_some_and(|word| PEOPLE.contains(&word));
    let next = cursor.word(amount.end);
    let stands_alone = next.is_none_or(|next| {
        matches!(
            next,
            "to" | "or"
                | "and"
                | "travel"
                | "years"
                | "for"
                | "get"
                | "can"
                | "may"
                | "are"
                | "when"
        )
    }) || cursor.glued_mark(amount.end).is_some();
    if stands_between_commas(cursor, amount) {
        return true;
    }
    match before(1) {
        Some(
            "aged" | "age" | "ages" | "fyller" | "fyllde" | "fyllt" | "turns" | "turned"
            | "turning",
        ) => next.is_none_or(|next| next != "and"),
        Some("under" | "over" | "above" | "below") if is_person(before(2)) => stands_alone,
        Some("least" | "than" | "under" | "over") if stands_alone => {
            (2..=4).any(|back| before(back) == Some("be")) && next != Some("and")
        }
        _ => false,
    }
}

/// *Kvinnan, 43, dömdes*: newspapers put the age between commas.
fn stands_between_commas(cursor: &Cursor<'_>, amount: &Amount) -> bool {
    let is_word = |at: Option<usize>| at.is_some_and(|at| cursor.word(at).is_some());
    let is_plain = amount.numeral.style == Style::PlainDigits && amount.numeral.is_within(10..);
    is_plain
        && amount.start.checked_sub(1).and_then(|at| cursor.mark(at)) == Some(',')
        && cursor.glued_mark(amount.end) == Some(',')
        && is_word(amount.start.checked_sub(2))
        && is_word(Some(amount.end + 1))
}

/// Reads one amount at `at`: currency prefix, numeral, unit.
pub(super) fn parse(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    if let Some((currency, after)) = currency_prefix(cursor, at) {
        let mut numeral = cursor
            .numeral(after)
            .filter(|numeral| numeral.style != Style::Article)?
            .clone();
        let has_letter = short_magnitude(cursor, &mut numeral);
        let mut end = numeral.end;
        if !has_letter {
            // "$6.3 billion dollars" and "SEK 5 kronor" say it twice.
            if let Some(tail) = tail(cursor, end, &numeral)
                .filter(|tail| tail.units.iter().all(|(unit, _)| *unit == currency.0))
            {
                end = tail.end;
            }
        }
        return Some(Amount {
            start: at,
            end,
            numeral,
            units: vec![currency],
        });
    }
    if let Some(money) = negative_money(cursor, at).or_else(|| colon_price(cursor, at)) {
        return Some(money);
    }
    let numeral = cursor.numeral(at)?.clone();
    let tail = tail(cursor, numeral.end, &numeral);
    if numeral.style == Style::Article && tail.is_none() {
        return (cursor.word(at) == Some("one") || cursor.is_swedish()).then(|| Amount {
            start: at,
            end: numeral.end,
            numeral,
            units: Vec::new(),
        });
    }
    let end = tail.as_ref().map_or(numeral.end, |tail| tail.end);
    let units = tail.map_or_else(Vec::new, |tail| tail.units);
    let is_other =
        is_year_of(cursor, &numeral, &units) || is_named_before_verb(cursor, &numeral, &units);
    let (units, end) = if is_other {
        (Vec::new(), numeral.end)
    } else {
        (units, end)
    };
    let mut amount = Amount {
        start: at,
        end,
        numeral,
        units,
    };
    add_fraction_behind_unit(cursor, &mut amount);
    add_subunits(cursor, &mut amount);
    Some(amount)
}

/// *Apollo 11 bar tre astronauter*: a soft unit behind a name is another word.
fn is_named_before_verb(cursor: &Cursor<'_>, numeral: &Numeral, units: &[(Unit, Exact)]) -> bool {
    let is_soft = units.iter().any(|(unit, _)| *unit == Unit::NONE);
    is_soft && reference::is_part_of_name(cursor, numeral.start, numeral.end)
}

/// *1968 års studenter*: the year's, not so many years.
fn is_year_of(cursor: &Cursor<'_>, numeral: &Numeral, units: &[(Unit, Exact)]) -> bool {
    let is_years = units.first().is_some_and(|(unit, _)| *unit == Unit::YEARS);
    let is_genitive = cursor.word(numeral.end) == Some("års") && !cursor.is_glued(numeral.end);
    is_years && is_genitive && numeral.style == Style::PlainDigits && numeral.is_within(1000..2200)
}

/// Swedish `32:50` before *kr*, or after words of prices where it is no time of day.
pub(super) fn colon_price(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    let kronor = cursor.digits(at).filter(|_| cursor.is_swedish())?;
    cursor.glued_mark(at + 1).filter(|mark| *mark == ':')?;
    let ore = cursor
        .glued_digits(at + 2)
        .filter(|digits| digits.len() == 2)?;
    const PRICED: [&str; 8] = [
        "kostade", "kostar", "priset", "pris", "betalade", "betala", "för", "bara",
    ];
    let is_priced = (at.saturating_sub(5)..at)
        .filter_map(|at| cursor.word(at))
        .any(|word| PRICED.contains(&word));
    let is_time = kronor.parse::<u32>().is_ok_and(|hour| hour < 25)
        && ore.parse::<u32>().is_ok_and(|minute| minute < 60);
    let goes_on = cursor
        .glued_mark(at + 3)
        .is_some_and(|mark| matches!(mark, '.' | ',' | ':'))
        && cursor.glued_digits(at + 4).is_some();
    let krona = matches!(cursor.word(at + 3), Some("kr" | "kronor" | "sek"));
    let is_price = krona || is_priced && !is_time;
    let value = super::exact::from_digits(kronor, ore).filter(|_| is_price && !goes_on)?;
    let numeral = Numeral {
        start: at,
        end: at + 3,
        value,
        foreign: None,
        style: Style::Digits,
        magnitude: 0,
    };
    Some(Amount {
        start: at,
        end: at + 3 + usize::from(krona),
        numeral,
        units: vec![(Unit::from_static("SEK"), Exact::one())],
    })
}

/// `−£240.50`, `minus $5`.
fn negative_money(cursor: &Cursor<'_>, at: usize) -> Option<Amount> {
    let is_minus = cursor.word(at) == Some("minus")
        || cursor
            .mark(at)
            .is_some_and(|mark| matches!(mark, '-' | '−') && !cursor.is_glued(at));
    currency_prefix(cursor, at + 1).filter(|_| is_minus)?;
    let mut amount = parse(cursor, at + 1)?;
    amount.start = at;
    amount.numeral.value *= whole(-1);
    Some(amount)
}

/// *35 kr och 60 öre*, *thirty dollars and sixty cents*: one sum of money.
fn add_subunits(cursor: &Cursor<'_>, amount: &mut Amount) {
    let is_main = |(unit, factor): &&(Unit, Exact)| unit.is_currency() && factor.is_one();
    let Some(&(currency, _)) = amount.units.first().filter(is_main) else {
        return;
    };
    let link = usize::from(matches!(cursor.word(amount.end), Some("och" | "and")));
    let rest = cursor
        .numeral(amount.end + link)
        .filter(|rest| rest.is_within(..100));
    let Some(rest) = rest else { return };
    let Some((units, end)) = longest_unit(cursor, rest.end) else {
        return;
    };
    if let Some((_, factor)) = units.iter().find(|(unit, _)| *unit == currency)
        && !factor.is_one()
    {
        amount.numeral.value += &rest.value * factor;
        amount.numeral.foreign = None;
        amount.end = end;
    }
}

/// *An hour and a half*, *en timme och en kvart*.
fn add_fraction_behind_unit(cursor: &Cursor<'_>, amount: &mut Amount) {
    let words = [
        cursor.word(amount.end),
        cursor.word(amount.end + 1),
        cursor.word(amount.end + 2),
    ];
    let (fraction, len) = match words {
        [Some("and"), Some("a"), Some("half")]
        | [Some("och"), Some("en" | "ett"), Some("halv" | "halvt")] => (ratio(1, 2), 3),
        [Some("and"), Some("a"), Some("quarter")] | [Some("och"), Some("en"), Some("kvart")] => {
            (ratio(1, 4), 3)
        }
        _ => return,
    };
    let goes_on = cursor
        .word(amount.end + 3)
        .is_some_and(|word| word == "of" || word.starts_with("tim") || word.starts_with("hour"));
    if amount.is_bare() || goes_on {
        return;
    }
    amount.numeral.value += fraction;
    amount.numeral.style = Style::Words;
    amount.end += len;
}

impl Amount {
    /// Every reading: native before foreign, the likelier unit before the less likely.
    pub fn readings(&self) -> Vec<Reading> {
        let plain = [(Unit::NONE, Exact::one())];
        let units = if self.units.is_empty() {
            &plain[..]
        } else {
            &self.units
        };
        let value = |number: &Exact, factor: &Exact| {
            // Nearly every factor is one, and a product has to be reduced.
            Value::Number(if factor.is_one() {
                number.clone()
            } else {
                number * factor
            })
        };
        let native = units
            .iter()
            .map(|(unit, factor)| Reading::new(value(&self.numeral.value, factor), *unit));
        let foreign = self.numeral.foreign.iter().flat_map(|number| {
            units.iter().map(move |(unit, factor)| Reading {
                is_foreign: true,
                ..Reading::new(value(number, factor), *unit)
            })
        });
        native.chain(foreign).collect()
    }

    /// True for a number that counts nothing that the text names as a unit.
    pub fn is_bare(&self) -> bool {
        self.units.is_empty()
    }

    fn is_age(&self) -> bool {
        self.units
            .first()
            .is_some_and(|(unit, _)| *unit == Unit::YEARS)
    }

    fn is_small_integer(&self) -> bool {
        self.is_bare() && self.numeral.is_within(..=1000) && self.numeral.magnitude == 0
    }
}

/// The readings of two of what stands at `at`, and one past its unit: *a couple of weeks*.
pub(super) fn couple_units(cursor: &Cursor<'_>, at: usize) -> (Vec<Reading>, usize) {
    let two = Numeral {
        start: at,
        end: at,
        value: whole(2),
        foreign: None,
        magnitude: 0,
        style: Style::Words,
    };
    let numeral = numeral::finish(cursor, two);
    let at = numeral.end;
    let tail = tail(cursor, at, &numeral);
    let end = tail.as_ref().map_or(at, |tail| tail.end);
    let units = tail.map_or_else(Vec::new, |tail| tail.units);
    (
        Amount {
            start: at,
            end,
            numeral,
            units,
        }
        .readings(),
        end,
    )
}

/// The unit at `at`, glued, spaced or behind a hyphen.
pub(super) fn tail(cursor: &Cursor<'_>, at: usize, numeral: &Numeral) -> Option<Tail> {
    if let Some(tail) = behind_hyphen(cursor, at) {
        return Some(tail);
    }
    if let Some(tail) = metre_or_million(cursor, at, numeral) {
        return Some(tail);
    }
    if matches!(cursor.word(at), Some("gånger" | "times" | "ggr"))
        || (cursor.glued_word(at) == Some("x") && cursor.digits(at + 1).is_none())
    {
        let is_plus = cursor.digits(at + 1).is_some();
        return (!is_plus).then(|| Tail {
            units: vec![(Unit::TIMES, Exact::one())],
            end: at + 1,
        });
    }
    if matches!(
        [cursor.word(at), cursor.word(at + 1)],
        [Some("below"), Some("zero")]
    ) {
        let below = vec![
            (Unit::from_static("°C"), whole(-1)),
            (Unit::from_static("°F"), whole(-1)),
        ];
        return Some(Tail {
            units: below,
            end: at + 2,
        });
    }
    if matches!(cursor.word(at), Some("points" | "point")) && cursor.word(at - 1) != Some("per") {
        // Journalists drop the "percentage".
        let points = Unit::from_static("percentage_point");
        let units = vec![(Unit::NONE, Exact::one()), (points, Exact::one())];
        return (!cursor.is_swedish()).then_some(Tail { units, end: at });
    }
    let Some((units, end)) = longest_unit(cursor, at) else {
        return behind_adjective(cursor, at);
    };
    if is_other_word(cursor, at, end, numeral) || begins_compound(cursor, at, end) {
        return None;
    }
    let mut tail = Tail { units, end };
    add_alternative(cursor, &mut tail);
    weather(cursor, &mut tail, at);
    Some(tail)
}

/// *60 day-fines*, but *60-day-old*.
fn begins_compound(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    let is_joined = matches!(cursor.glued_mark(end), Some('-' | '‑'));
    is_joined && cursor.glued_word(end + 1).is_some() && !cursor.is_glued(at)
}

/// *De två sista veckorna*, *three more years*: the time that is counted behind an adjective,
/// which the other side may do without.
fn behind_adjective(cursor: &Cursor<'_>, at: usize) -> Option<Tail> {
    cursor
        .word(at)
        .filter(|word| is_adjective(cursor, at, word))?;
    let (mut units, end) = longest_unit(cursor, at + 1)?;
    if cursor.word(at).is_some_and(is_hedge) {
        return Some(Tail { units, end });
    }
    let is_time = |(unit, _): &(Unit, Exact)| unit.is_time();
    units.retain(is_time);
    let is_free = !cursor.is_glued(at) && !cursor.is_glued(at + 1) && !units.is_empty();
    units.push((Unit::NONE, Exact::one()));
    is_free.then_some(Tail { units, end })
}

/// *En dryg mil*, *ett knappt år*.
fn is_hedge(word: &str) -> bool {
    matches!(word, "dryg" | "drygt" | "knapp" | "knappt")
}

/// Swedish adjectives end on a vowel in the plural; the English ones are in the tables.
fn is_adjective(cursor: &Cursor<'_>, at: usize, word: &str) -> bool {
    if cursor.is_swedish() {
        return word.len() > 3 && word.ends_with(['a', 'e']) || is_hedge(word);
    }
    let between = |sense: &Sense| matches!(sense, Sense::Between).then_some(());
    lexicon::of(cursor.lang)
        .longest(cursor, at, between)
        .is_some()
}

/// `100 yards/meters`: either unit will do.
fn add_alternative(cursor: &Cursor<'_>, tail: &mut Tail) {
    if cursor.glued_mark(tail.end) != Some('/') || !cursor.is_glued(tail.end + 1) {
        return;
    }
    if let Some((units, end)) = longest_unit(cursor, tail.end + 1) {
        tail.units.extend(units);
        tail.end = end;
    }
}

/// The unit or currency forms at `at`, longest first; a soft noun adds the plain number.
pub(super) fn longest_unit(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<(Unit, Exact)>, usize)> {
    let lexicon = lexicon::of(cursor.lang);
    let unit = lexicon.longest(cursor, at, |sense| match sense {
        Sense::Unit {
            unit,
            factor,
            is_soft,
        } => Some((*unit, factor.clone(), *is_soft)),
        _ => None,
    });
    let currency = lexicon
        .longest(cursor, at, |sense| match sense {
            Sense::Currency { unit, factor } => Some((*unit, factor.clone())),
            _ => None,
        })
        .filter(|_| cursor.word(at) != Some("p") || cursor.is_glued(at));
    let mut units = Vec::new();
    let end = unit
        .as_ref()
        .map_or(0, |(_, end)| *end)
        .max(currency.as_ref().map_or(0, |(_, end)| *end));
    if let Some((currency, _)) = currency.filter(|(_, to)| *to == end) {
        units.push(currency);
    }
    if let Some(((unit, factor, is_soft), _)) = unit.filter(|(_, to)| *to == end) {
        let is_weighed = !units.is_empty() && is_about_weight(cursor, at);
        let place = if is_weighed { 0 } else { units.len() };
        units.insert(place, (unit, factor));
        if is_soft && unit.code() != "lb" {
            units.push((Unit::NONE, Exact::one()));
        }
    }
    (!units.is_empty()).then(|| (angles(cursor, at, units), end))
}

/// Bare degrees are of temperature unless the text turns; English ones can be Fahrenheit.
fn angles(cursor: &Cursor<'_>, at: usize, mut units: Vec<(Unit, Exact)>) -> Vec<(Unit, Exact)> {
    let is_bare = matches!(
        cursor.lower(at),
        Some("grader" | "grad" | "degrees" | "degree" | "°" | "graders")
    ) && units[0].0.code() == "°C";
    let is_temperature = matches!(
        cursor.lower(at + 1),
        Some("c" | "celsius" | "f" | "fahrenheit" | "centigrade")
    );
    if is_bare && !is_temperature {
        let angle = (Unit::from_static("deg"), Exact::one());
        let place = if is_about_angles(cursor, at) { 0 } else { 1 };
        units.insert(place, angle);
        if !cursor.is_swedish() {
            units.push((Unit::from_static("°F"), Exact::one()));
        }
    }
    units
}

/// Words near a number of degrees that make them an angle.
fn is_about_angles(cursor: &Cursor<'_>, at: usize) -> bool {
    const TURNING: [&str; 22] = [
        "vinkel",
        "vrid",
        "vrids",
        "rotera",
        "roteras",
        "roterade",
        "lutar",
        "lutning",
        "latitud",
        "longitud",
        "breddgrad",
        "angle",
        "rotate",
        "rotated",
        "turn",
        "turned",
        "tilt",
        "tilted",
        "latitude",
        "longitude",
        "slope",
        "sväng",
    ];
    near(cursor, at, 8, &TURNING)
        || matches!(
            cursor.word(at + 1),
            Some(
                "north"
                    | "south"
                    | "east"
                    | "west"
                    | "nordlig"
                    | "sydlig"
                    | "nord"
                    | "syd"
                    | "norr"
            )
        )
}

/// Words near *pounds* that make them a weight.
fn is_about_weight(cursor: &Cursor<'_>, at: usize) -> bool {
    const WEIGHING: [&str; 22] = [
        "weigh", "weighs", "weighed", "weighing", "weight", "heavy", "heavier", "lift", "lifted",
        "vägde", "väger", "väga", "vägt", "vikt", "tung", "tungt", "tunga", "lost", "gained",
        "gick", "catch", "load",
    ];
    let is_counted = at
        .checked_sub(1)
        .is_none_or(|before| numeral::magnitude(cursor, before).is_none());
    // *14 pounds of potatoes*, but *a million pounds of debt*.
    let is_stuff = is_counted && cursor.word(at + 1) == Some("of");
    is_stuff || near(cursor, at, 8, &WEIGHING)
}

fn near(cursor: &Cursor<'_>, at: usize, reach: usize, words: &[&str]) -> bool {
    (at.saturating_sub(reach)..at + reach)
        .filter_map(|at| cursor.word(at))
        .any(|word| words.contains(&word))
}

/// `40-year`, `3,5-procentig`, `2-liters`: the unit behind a hyphen.
fn behind_hyphen(cursor: &Cursor<'_>, at: usize) -> Option<Tail> {
    cursor.glued_mark(at).filter(|mark| is_dash(*mark))?;
    let word = cursor.glued_word(at + 1)?;
    if cursor.is_swedish() {
        if let Some(unit) = compound::head_unit(word) {
            return Some(Tail {
                units: vec![(unit, Exact::one())],
                end: at + 2,
            });
        }
        if word.starts_with("miljon") || word.starts_with("miljard") {
            let exponent = if word.starts_with("miljon") { 6 } else { 9 };
            return Some(Tail {
                units: vec![(Unit::NONE, power_of_ten(exponent))],
                end: at + 2,
            });
        }
    }
    let is_fold = word == "fold" || word.starts_with("faldig");
    if is_fold {
        return Some(Tail {
            units: vec![(Unit::TIMES, Exact::one())],
            end: at + 2,
        });
    }
    if cursor.is_swedish() && word.len() < 4 {
        return None;
    }
    let (units, end) = longest_unit(cursor, at + 1)?;
    let is_age = matches!(cursor.glued_mark(end), Some('-' | '‑'))
        && cursor.glued_word(end + 1) == Some("old");
    let is_plural_age =
        is_age || (cursor.glued_mark(end).is_some() && cursor.glued_word(end + 1) == Some("olds"));
    Some(Tail {
        units,
        end: if is_plural_age { end + 2 } else { end },
    })
}

/// English `2.3m`: metres, or millions where nothing is measured.
fn metre_or_million(cursor: &Cursor<'_>, at: usize, numeral: &Numeral) -> Option<Tail> {
    let letter = cursor
        .raw_word(at)
        .filter(|_| cursor.is_glued(at) && !cursor.is_swedish())?;
    let exponent = short_exponent(letter)?;
    if numeral.style == Style::Words {
        return None;
    }
    let million = (Unit::NONE, power_of_ten(exponent));
    if letter == "M" {
        return Some(Tail {
            units: vec![million],
            end: at + 1,
        });
    }
    let next = cursor.word(at + 1);
    let counts_things = next.is_some_and(|next| {
        next == "people" || (next.len() > 3 && next.ends_with('s') && !MEASURED.contains(&next))
    });
    if letter != "m" {
        return counts_things.then(|| Tail {
            units: vec![million],
            end: at + 1,
        });
    }
    let metre = (Unit::from_static("m"), Exact::one());
    let units = if counts_things {
        vec![million, metre]
    } else {
        vec![metre, million]
    };
    Some(Tail { units, end: at + 1 })
}

/// Words behind *100m* that leave it metres.
const MEASURED: [&str; 9] = [
    "hurdles", "metres", "finals", "heats", "runners", "sprints", "this", "across", "always",
];

/// `£2m`, `$3B`: applies the letter behind an amount of money.
fn short_magnitude(cursor: &Cursor<'_>, numeral: &mut Numeral) -> bool {
    // *SEK 75 m*: behind a currency nothing is measured.
    let Some(exponent) = cursor
        .raw_word(numeral.end)
        .and_then(short_exponent)
        .filter(|_| numeral.magnitude == 0)
    else {
        return false;
    };
    numeral.value *= power_of_ten(exponent);
    numeral.foreign = None;
    numeral.magnitude = exponent;
    numeral.end += 1;
    true
}

fn short_exponent(letter: &str) -> Option<u32> {
    match letter {
        "m" | "M" => Some(6),
        "b" | "B" => Some(9),
        _ => None,
    }
}

/// `$`, `SEK`, `kr`: a currency sign or code before a number.
fn currency_prefix(cursor: &Cursor<'_>, at: usize) -> Option<((Unit, Exact), usize)> {
    let is_sign = |sense: &Sense| match sense {
        Sense::Currency { unit, factor } => Some((*unit, factor.clone())),
        _ => None,
    };
    let raw = cursor.raw(at)?;
    let looks_like_sign = raw == "kr"
        || raw == "Rs"
        || !raw.chars().any(char::is_lowercase) && cursor.digits(at).is_none();
    if !looks_like_sign || matches!(raw, "%" | "-") {
        return None;
    }
    let (currency, end) = lexicon::of(cursor.lang).longest(cursor, at, is_sign)?;
    // "AUD$45": the code says more than the sign.
    let end = end + usize::from(end == at + 1 && cursor.glued_mark(end) == Some('$'));
    let has_number = cursor.digits(end).is_some()
        || cursor
            .mark(end)
            .is_some_and(|mark| is_dash(mark) || mark == '.')
            && cursor.glued_digits(end + 1).is_some();
    (has_number && (raw != "kr" || !cursor.is_glued(at))).then_some((currency, end))
}

/// Forms that are a unit only sometimes: *second* as an ordinal, *in* as a preposition,
/// *kap* …; and articles before nouns that are rarely measured (*a bar*, *en dag*).
fn is_other_word(cursor: &Cursor<'_>, at: usize, end: usize, numeral: &Numeral) -> bool {
    let word = cursor.word(at).unwrap_or_default();
    if numeral.style == Style::Article {
        let is_one = cursor.word(numeral.start) == Some("one");
        let is_moment = matches!(word, "second" | "sekund" | "minute" | "minut") && !is_one;
        let counts = cursor.word(end) == Some("and") && cursor.word(end + 1) == Some("a")
            || cursor.word(end) == Some("och");
        let has_half = counts
            && matches!(
                cursor.word(end + 2),
                Some("half" | "halv" | "quarter" | "kvart")
            );
        let is_soft = longest_unit(cursor, at)
            .is_some_and(|(units, _)| units.len() > 1 && units[1].0 == Unit::NONE);
        let is_symbol = word.chars().count() < 3 && word != "år" && end == at + 1;
        return (is_moment || is_soft || is_symbol) && !has_half;
    }
    match word {
        "second" => {
            cursor.glued_mark(at).is_none()
                && numeral.value != Exact::one()
                && cursor.glued_mark(at + 1).is_none()
        }
        "m" | "g" | "l" | "t" | "h" | "s" | "w" | "v" | "a" | "j" | "n"
            if !cursor.is_swedish() && !cursor.is_glued(at) =>
        {
            numeral.style == Style::Words
        }
        "ha" | "kn" | "hr" | "ton" | "ft" | "kt" => {
            numeral.style == Style::Words && word.len() == 2
        }
        _ => false,
    }
}

/// *5 grader kallt*, *5 degrees below zero*, *minusgrader*.
fn weather(cursor: &Cursor<'_>, tail: &mut Tail, at: usize) {
    let is_temperature = tail
        .units
        .first()
        .is_some_and(|(unit, _)| matches!(unit.code(), "°C" | "°F"));
    if !is_temperature {
        return;
    }
    let after = [cursor.word(tail.end), cursor.word(tail.end + 1)];
    let (sign, len) = match after {
        [Some("below"), Some("zero" | "freezing")]
        | [Some("under"), Some("noll" | "nollan" | "fryspunkten")] => (-1, 2),
        [Some("above"), Some("zero" | "freezing")]
        | [Some("över"), Some("noll" | "nollan" | "fryspunkten")] => (1, 2),
        [Some("kallt"), _] => (-1, 1),
        [Some("varmt"), _] => (1, 1),
        _ if cursor.word(at) == Some("minusgrader") => (-1, 0),
        _ => return,
    };
    tail.end += len;
    for (_, factor) in &mut tail.units {
        *factor *= whole(sign);
    }
}

/// What announces a span before its first number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opener {
    None,
    Between,
    From,
}

fn opener(cursor: &Cursor<'_>, at: usize) -> Opener {
    match cursor.word(at) {
        Some("mellan" | "between") => Opener::Between,
        Some("från" | "from") => Opener::From,
        _ => Opener::None,
    }
}

/// `5–10 dagar`, `fem till tio dagar`, `between 5 and 10 days`, `3 or 4 hours`.
fn span(
    cursor: &Cursor<'_>,
    at: usize,
    opener: Opener,
    mut first: Amount,
    found: &mut Vec<Quantity>,
) -> Option<usize> {
    let joint = joint(cursor, &first, opener)?;
    let mut second = parse(cursor, joint.next)?;
    if first.is_age() && second.is_bare() {
        second.units.clone_from(&first.units);
    }
    if second.numeral.style == Style::Article && second.is_bare() {
        return None;
    }
    // *45 procent till 2030*
    let ends_in_year =
        !joint.is_dash && !first.is_bare() && second.is_bare() && is_year_like(&second);
    if ends_in_year && opener == Opener::None {
        return None;
    }
    let is_neighbour = joint.is_alternative && !are_neighbours(&first, &second);
    if is_neighbour
        || (joint.is_dash
            && !is_dash_span(&first, &second)
            && period::years(cursor, &first, &second).is_none())
    {
        return None;
    }
    share_units(&mut first, &mut second);
    let end = second.end;
    if opener == Opener::From
        && (first.is_bare() && second.is_bare())
            .then(|| period::years(cursor, &first, &second))
            .flatten()
            .is_none()
    {
        found.push(quantity(
            cursor,
            at + 1,
            first.end,
            first.readings(),
            &first,
        ));
        found.push(quantity(
            cursor,
            second.start,
            end,
            second.readings(),
            &second,
        ));
        return Some(end);
    }
    let readings = joined_readings(cursor, &first, &second);
    if readings.is_empty() {
        return None;
    }
    found.push(quantity(cursor, at, end, readings, &first).with_weakness(false));
    Some(end)
}

/// One past the hyphen that leaves the unit to a later number: *50- and 100-metre*.
fn after_suspension(cursor: &Cursor<'_>, at: usize) -> usize {
    let is_suspended = cursor.glued_mark(at).is_some_and(is_dash) && !cursor.is_glued(at + 1);
    at + usize::from(is_suspended && cursor.word(at + 1).is_some())
}

struct Joint {
    next: usize,
    is_dash: bool,
    is_alternative: bool,
}

fn joint(cursor: &Cursor<'_>, first: &Amount, opener: Opener) -> Option<Joint> {
    let at = first.end;
    let joint = |next, is_dash, is_alternative| {
        Some(Joint {
            next,
            is_dash,
            is_alternative,
        })
    };
    let at = after_suspension(cursor, at);
    if cursor.mark(at).is_some_and(is_dash) && opener != Opener::Between {
        let is_number = cursor.digits(at + 1).is_some()
            || currency_prefix(cursor, at + 1).is_some()
            || first.numeral.style == Style::Words && cursor.small(at + 1).is_some();
        let is_even = cursor.is_glued(at) == cursor.is_glued(at + 1);
        return (is_number && is_even)
            .then_some(())
            .and_then(|()| joint(at + 1, true, false));
    }
    match (cursor.word(at)?, opener) {
        ("och" | "and", Opener::Between) => joint(at + 1, false, false),
        ("till" | "to" | "till och med" | "until" | "through" | "à" | "a", opener)
            if opener != Opener::Between =>
        {
            let skip = usize::from(
                cursor.word(at + 1) == Some("och") && cursor.word(at + 2) == Some("med"),
            ) * 2;
            joint(at + 1 + skip, false, false)
        }
        ("eller" | "or", Opener::None) => joint(at + 1, false, true),
        _ => None,
    }
}

/// *Three or four hours* is one span; *two or twenty* are two numbers.
fn are_neighbours(first: &Amount, second: &Amount) -> bool {
    let (low, high) = (&first.numeral.value, &second.numeral.value);
    low < high
        && high <= &(low * whole(2)).max(low + whole(1))
        && first.numeral.style != Style::Article
}

/// A dash joins a span when it rises; falling figures are scores or dates.
fn is_dash_span(first: &Amount, second: &Amount) -> bool {
    let rises = first.numeral.value < second.numeral.value
        || first.numeral.magnitude < second.numeral.magnitude;
    rises || !first.is_bare() || second.numeral.value.is_zero()
}

/// Carries units and magnitudes back to the first number and, from a currency sign, forward.
fn share_units(first: &mut Amount, second: &mut Amount) {
    let is_smaller = first.numeral.magnitude == 0 && first.numeral.value < whole(1000);
    let is_carried = first.is_bare()
        || second.is_bare()
        || first
            .units
            .iter()
            .all(|(unit, _)| second.units.iter().any(|(other, _)| unit == other));
    if second.numeral.magnitude >= 3 && is_smaller && is_carried {
        first.numeral.value *= power_of_ten(second.numeral.magnitude);
        first.numeral.magnitude = second.numeral.magnitude;
        first.numeral.foreign = None;
    }
    share_thousands(first, second);
    if first.is_bare() && first.numeral.style != Style::Article {
        first.units.clone_from(&second.units);
    } else if second.is_bare() {
        second.units.clone_from(&first.units);
    }
}

/// `5–7 000 pund`: the first number is in thousands too.
fn share_thousands(first: &mut Amount, second: &Amount) {
    let thousands = &second.numeral.value / whole(1000);
    let is_grouped = second.numeral.style == Style::Digits && second.numeral.magnitude == 0;
    let is_short = first.numeral.style == Style::PlainDigits && first.numeral.value < thousands;
    if is_grouped && is_short && thousands.is_integer() && !second.is_bare() {
        first.numeral.value *= whole(1000);
    }
}

fn joined_readings(cursor: &Cursor<'_>, first: &Amount, second: &Amount) -> Vec<Reading> {
    if first.is_bare()
        && second.is_bare()
        && let Some(reading) = period::years(cursor, first, second)
    {
        return vec![reading];
    }
    let (from, to) = (first.readings(), second.readings());
    from.into_iter()
        .filter_map(|low| {
            let high = to
                .iter()
                .find(|high| high.unit == low.unit && high.is_foreign == low.is_foreign)?;
            let value = Value::span(low.value, high.value.clone())?;
            Some(Reading { value, ..*high })
        })
        .collect()
}

/// `7 av 10`, `seven in ten`, `one in five`, `en av fem`: a share. With a determiner
/// (`12 of the 80`) they stay two counts.
fn share(cursor: &Cursor<'_>, first: &Amount, found: &mut Vec<Quantity>) -> Option<usize> {
    let at = first.end;
    let next = match [cursor.word(at), cursor.word(at + 1), cursor.word(at + 2)] {
        [Some("av"), Some("totalt"), _] => return None,
        [Some("av"), _, _] if cursor.is_swedish() => at + 1,
        [Some("out"), Some("of"), Some("every")] | [Some("in"), Some("every"), Some(_)]
            if cursor.word(at) == Some("out") =>
        {
            at + 3
        }
        [Some("out"), Some("of"), _] | [Some("in" | "of"), Some("every"), _] => at + 2,
        [Some("in"), _, _] => at + 1,
        _ => return None,
    };
    let second = parse(cursor, next).filter(Amount::is_small_integer)?;
    let (count, total) = (first.numeral.integer()?, second.numeral.integer()?);
    let is_round = total <= 10 || total % 5 == 0 || total == 12;
    let is_share = first.is_small_integer()
        && second.numeral.style != Style::Article
        && is_round
        && (1..total).contains(&count);
    let is_year = total > 1000;
    let is_elsewhere = cursor.word(next.wrapping_sub(1)) == Some("in")
        && tail(cursor, second.numeral.end, &second.numeral).is_some();
    if !is_share || is_year || is_elsewhere {
        return None;
    }
    let reading = Reading::new(Value::Number(ratio(count, total)), Unit::NONE);
    found.push(Quantity::new(
        cursor.span(first.start, second.end),
        vec![reading],
    ));
    Some(second.end)
}

/// `5, 10 och 20 procent`: plain numbers before one with a unit share it.
fn list(cursor: &Cursor<'_>, first: &Amount, found: &mut Vec<Quantity>) -> Option<usize> {
    let is_name = reference::is_part_of_name(cursor, first.start, first.end);
    if !first.is_bare() || first.numeral.style == Style::Article || is_year_like(first) || is_name {
        return None;
    }
    let mut members = vec![first.clone()];
    loop {
        let at = after_suspension(cursor, members.last()?.end);
        let is_link = cursor.glued_mark(at) == Some(',')
            || matches!(
                cursor.word(at),
                Some("och" | "and" | "eller" | "or" | "respektive")
            );
        if !is_link || members.len() > 8 {
            return None;
        }
        let skip = usize::from(
            cursor.mark(at) == Some(',') && matches!(cursor.word(at + 1), Some("and" | "och")),
        );
        let next = parse(cursor, at + 1 + skip)?;
        if next.numeral.style == Style::Article || is_year_like(&next) {
            return None;
        }
        let is_last = !next.is_bare();
        members.push(next);
        if is_last {
            break;
        }
    }
    let units = members.last()?.units.clone();
    if units.iter().any(|(unit, _)| *unit == Unit::NONE) {
        return None;
    }
    let end = members.last()?.end;
    for mut member in members {
        if member.is_bare() {
            member.units.clone_from(&units);
        }
        found.push(quantity(
            cursor,
            member.start,
            member.end,
            member.readings(),
            &member,
        ));
    }
    Some(end)
}

fn is_year_like(amount: &Amount) -> bool {
    amount.numeral.style == Style::PlainDigits && amount.numeral.is_within(1000..=2100)
}

fn single(cursor: &Cursor<'_>, amount: &Amount) -> Quantity {
    let readings = if amount.is_bare() {
        period::plain(cursor, amount)
    } else {
        amount.readings()
    };
    quantity(cursor, amount.start, amount.end, readings, amount)
}

fn quantity(
    cursor: &Cursor<'_>,
    start: usize,
    end: usize,
    readings: Vec<Reading>,
    amount: &Amount,
) -> Quantity {
    let is_one = readings.first().is_some_and(|reading| {
        reading.unit == Unit::NONE && reading.value == Value::Number(Exact::one())
    });
    let is_article = amount.numeral.style == Style::Article;
    let is_weak = is_one || is_article || is_known_pair(cursor, amount);
    Quantity::new(cursor.span(start, end), readings).with_weakness(is_weak)
}

/// *The two sides*, *de två parterna*: a pair that is known already, and often just *the sides*.
fn is_known_pair(cursor: &Cursor<'_>, amount: &Amount) -> bool {
    let before = amount.start.checked_sub(1).and_then(|at| cursor.word(at));
    amount.is_bare()
        && amount.numeral.style == Style::Words
        && amount.numeral.is_within(2..=2)
        && matches!(before, Some("the" | "these" | "those" | "de" | "dessa"))
}
