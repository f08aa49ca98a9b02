//! Numbers inside Swedish words: *femårsplan*, *fyrhjulsdrift*, *femtioåriga*, *40-årsåldern*,
//! and their hyphenated English counterparts (*two-state*, *four-wheel*).

use super::cursor::{Cursor, is_dash};
use super::exact::whole;
use super::numeral::Style;
use super::period;
use super::value::Clock;
use super::words;
use super::{Comparator, Quantity, Reading, Unit, Value};

/// Reads a number that is part of a word at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(end) = age_band(cursor, at, found) {
        return Some(end);
    }
    if cursor.is_swedish() {
        swedish(cursor, at, found)
    } else {
        english(cursor, at, found)
    }
}

/// Beginnings of compound heads and the unit that they give the number before them.
const HEADS: [(&str, &str); 44] = [
    ("årig", "yr"),
    ("åring", "yr"),
    ("års", "yr"),
    ("år", "yr"),
    ("dagar", "d"),
    ("dags", "d"),
    ("dygns", "d"),
    ("veckor", "week"),
    ("vecko", "week"),
    ("månad", "month"),
    ("timm", "h"),
    ("minut", "min"),
    ("sekund", "s"),
    ("procent", "percent"),
    ("kilometer", "km"),
    ("centimeter", "cm"),
    ("millimeter", "mm"),
    ("meter", "m"),
    ("kvadratmeter", "m2"),
    ("kubikmeter", "m3"),
    ("kilo", "kg"),
    ("gram", "g"),
    ("tons", "t"),
    ("liter", "l"),
    ("deciliter", "dl"),
    ("centiliter", "cl"),
    ("grader", "°C"),
    ("gradig", "deg"),
    ("tums", "in"),
    ("fots", "ft"),
    ("mils", "mil"),
    ("watt", "W"),
    ("kilowatt", "kW"),
    ("volt", "V"),
    ("hektar", "ha"),
    ("kronor", "SEK"),
    ("krons", "SEK"),
    ("dollar", "USD"),
    ("euro", "EUR"),
    ("pund", "GBP"),
    ("faldig", "times"),
    ("faldigt", "times"),
    ("dubbl", "times"),
    ("falt", "times"),
];

/// The unit that a Swedish compound head gives its number: *årsplan* gives years.
pub(super) fn head_unit(head: &str) -> Option<Unit> {
    let is_period = head.starts_with("årsdag") || head == "årsåldern" || head.starts_with("årstid");
    let longest = HEADS
        .iter()
        .filter(|(form, _)| head.starts_with(form))
        .max_by_key(|(form, _)| form.len());
    let rest = longest.map(|(form, _)| &head[form.len()..])?;
    let is_other_word = longest
        .is_some_and(|(form, _)| *form == "år" && !matches!(rest, "" | "en" | "iga" | "igt"));
    (!is_other_word || is_period)
        .then(|| longest.map(|(_, code)| Unit::from_static(code)))
        .flatten()
}

/// Heads that are counted without a unit, by their beginning.
const COUNTED: [&str; 64] = [
    "akt",
    "dimension",
    "stat",
    "hjul",
    "parti",
    "part",
    "person",
    "mans",
    "manna",
    "kropp",
    "rum",
    "våning",
    "stjärn",
    "dörr",
    "sits",
    "cylindr",
    "punkt",
    "steg",
    "del",
    "siffr",
    "sid",
    "språk",
    "kant",
    "hörn",
    "spann",
    "takt",
    "led",
    "fas",
    "barn",
    "poäng",
    "ben",
    "vägs",
    "radig",
    "radar",
    "fil",
    "sträng",
    "stämm",
    "rätters",
    "kamp",
    "partner",
    "plans",
    "nivå",
    "delad",
    "kärn",
    "bädds",
    "familjs",
    "motor",
    "växlad",
    "axl",
    "ledad",
    "blads",
    "mastad",
    "åker",
    "setar",
    "manna",
    "kontinent",
    "barns",
    "gångs",
    "talig",
    "stjärnig",
    "delning",
    "lag",
    "pack",
    "sidors",
];

/// Words that only look like a number and a head.
const OTHER_WORDS: [&str; 25] = [
    "trevlig",
    "trend",
    "tresor",
    "treenig",
    "trettan",
    "fyrverkeri",
    "fyrtorn",
    "fyrbåk",
    "sexuell",
    "sexual",
    "sexig",
    "sexism",
    "femin",
    "femma",
    "niob",
    "tvång",
    "tvåla",
    "tvålen",
    "tvålet",
    "tvålk",
    "tvåt",
    "tredsk",
    "treva",
    "trekung",
    "sexist",
];

fn swedish(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let word = cursor.word(at)?;
    let stem = cursor
        .stem(at)
        .filter(|stem| !stem.is_ordinal && !stem.rest.is_empty())?;
    if OTHER_WORDS.iter().any(|other| word.starts_with(other)) || cursor.is_glued(at) {
        return None;
    }
    if stem.rest == "tiden" {
        return hour(cursor, at, words::integer_of(&stem.atoms)?, found);
    }
    let number = words::value_of(&stem.atoms)?;
    let head = stem.rest;
    let unit = head_unit(head);
    let is_counted = COUNTED.iter().any(|form| head.starts_with(form));
    let is_plain_year = unit == Some(Unit::YEARS) && head.starts_with("årsdag");
    let is_known = unit.is_some() || is_counted;
    let is_unknown_count =
        !is_known && head.len() >= 4 && !stem.atoms.is_empty() && has_plain_stem(word);
    if !(is_known || is_unknown_count) || (number == whole(0)) {
        return None;
    }
    let value = Value::Number(number);
    let mut readings = vec![Reading::new(value.clone(), unit.unwrap_or(Unit::NONE))];
    if is_plain_year {
        readings.push(Reading::new(value, Unit::ORDINAL));
    }
    let is_weak = !is_known || is_said_otherwise(head);
    found.push(Quantity::new(cursor.span(at, at + 1), readings).with_weakness(is_weak));
    Some(at + 1)
}

/// *Vid sextiden*: around six o'clock.
fn hour(cursor: &Cursor<'_>, at: usize, hour: i64, found: &mut Vec<Quantity>) -> Option<usize> {
    let clock = Clock::new(u32::try_from(hour).ok().filter(|hour| *hour > 0)?, 0)?;
    let readings = vec![
        Reading::new(Value::Time(clock), Unit::TIME),
        Reading::new(Value::Number(whole(hour)), Unit::NONE),
    ];
    let quantity = Quantity::new(cursor.span(at, at + 1), readings);
    found.push(quantity.with_comparator(Some(Comparator::About)));
    Some(at + 1)
}

/// Heads that English says in one word of Latin or Greek (*octagonal*, *bilingual*), and names.
fn is_said_otherwise(head: &str) -> bool {
    const HEADS: [&str; 7] = [
        "kant",
        "hörn",
        "språk",
        "kamp",
        "kriget",
        "dagarskrig",
        "stämm",
    ];
    HEADS
        .iter()
        .any(|form| head.starts_with(form) || head.ends_with("kriget"))
}

/// Numerals that begin no other common word, so that any head counts: *tvåspråkig*, *elvaårig*.
fn has_plain_stem(word: &str) -> bool {
    const STEMS: [&str; 10] = [
        "två", "fyra", "åtta", "elva", "tolv", "tretton", "femton", "tjugo", "trettio", "femtio",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

/// *five-year* with a unit is an amount; *two-state*, *four-wheel* are counts.
fn english(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(end) = age_group(cursor, at, found) {
        return Some(end);
    }
    let number = cursor.numeral(at).filter(|number| {
        number.foreign.is_none() && number.style != Style::Article && number.end > at
    })?;
    let is_hyphen = cursor
        .glued_mark(number.end)
        .is_some_and(|mark| matches!(mark, '-' | '‑'));
    let head = cursor
        .glued_word(number.end + 1)
        .filter(|head| is_hyphen && head.len() > 2)?;
    let is_other = matches!(head, "and" | "one" | "off" | "something" | "ish" | "plus")
        || super::amount::tail(cursor, number.end, number).is_some();
    let is_numeral = words::english(head).is_some() || words::english_ordinal(head).is_some();
    if is_other
        || is_numeral
        || head.ends_with("ths")
        || matches!(
            head,
            "quarter" | "quarters" | "half" | "halves" | "third" | "thirds"
        )
    {
        return None;
    }
    // *zero-emission* is *utsläppsfri*.
    let one = cursor.word(at) == Some("one") || number.is_within(0..=1);
    let readings = vec![Reading::new(
        Value::Number(number.value.clone()),
        Unit::NONE,
    )];
    found.push(Quantity::new(cursor.span(at, number.end + 2), readings).with_weakness(one));
    Some(number.end + 2)
}

/// *under-fives*, *over-65s*: people by their age.
fn age_group(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let comparator = match cursor.word(at)? {
        "under" => Comparator::Less,
        "over" => Comparator::More,
        _ => return None,
    };
    cursor.glued_mark(at + 1).filter(|mark| is_dash(*mark))?;
    let (age, end) = if let Some(digits) = cursor.glued_digits(at + 2) {
        let end = at + 3 + usize::from(cursor.glued_word(at + 3) == Some("s"));
        (digits.parse().ok().filter(|age| *age < 120)?, end)
    } else {
        let word = cursor.glued_word(at + 2)?;
        let singular = word
            .strip_suffix("es")
            .filter(|_| word == "sixes")
            .or_else(|| word.strip_suffix('s'))?;
        (i64::from(words::english(singular)?.small()?), at + 3)
    };
    let years = Reading::new(Value::Number(whole(age)), Unit::YEARS);
    let plain = Reading::new(Value::Number(whole(age)), Unit::NONE);
    let quantity = Quantity::new(cursor.span(at + 2, end), vec![years, plain]);
    found.push(quantity.with_comparator(Some(comparator)));
    Some(end)
}

/// *40-årsåldern*, *femtioårsåldern*, *in her forties*, *in his 40s*: ten years of age.
fn age_band(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (decade, end) = if cursor.is_swedish() {
        swedish_band(cursor, at)?
    } else {
        english_band(cursor, at)?
    };
    let value = Value::Range(whole(decade), whole(decade + 9));
    // "Between 20 and 30" is the same decade of life.
    let round = Value::Range(whole(decade), whole(decade + 10));
    let readings = vec![
        Reading::new(value, Unit::YEARS),
        Reading::new(round, Unit::YEARS),
    ];
    found.push(Quantity::new(cursor.span(at, end), readings));
    Some(end)
}

fn swedish_band(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let is_band = |head: &str| head.starts_with("årsåldern");
    if let Some(digits) = cursor.digits(at) {
        let joined = cursor.glued_mark(at + 1).is_some_and(is_dash)
            && cursor.glued_word(at + 2).is_some_and(is_band);
        let decade = digits
            .parse::<i64>()
            .ok()
            .filter(|decade| joined && decade % 10 == 0)?;
        return Some((decade, at + 3));
    }
    let stem = cursor.stem(at).filter(|stem| is_band(stem.rest))?;
    let decade = words::integer_of(&stem.atoms).filter(|decade| decade % 10 == 0)?;
    Some((decade, at + 1))
}

fn english_band(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    if !period::is_age_band(cursor, at) {
        return None;
    }
    if let Some(decade) = cursor.word(at).and_then(period::tens_plural) {
        return Some((decade, at + 1));
    }
    let decade = cursor
        .digits(at)
        .filter(|digits| digits.len() == 2)?
        .parse::<i64>()
        .ok()?;
    cursor
        .glued_word(at + 1)
        .filter(|tail| *tail == "s" && decade % 10 == 0)?;
    Some((decade, at + 2))
}
