//! Ordinals and fractions in words, and Roman numerals.
//!
//! `21:a`, `21st`, `tjugoförsta`, `den tredje`, `Carl XVI`, `World War II`; `en tredjedel`,
//! `two thirds`, `3/4`, `hälften`, `var femte`.

use num_traits::ToPrimitive;

use super::amount;
use super::cursor::{Cursor, is_dash};
use super::exact::{Exact, ratio, whole};
use super::lexicon::{self, Sense};
use super::numeral::{self, Style};
use super::words::{self, Sum};
use super::{Quantity, Reading, Unit, Value};

/// Reads an ordinal at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(end) = every_nth(cursor, at, found) {
        return Some(end);
    }
    if let Some(end) = joined(cursor, at, found) {
        return Some(end);
    }
    let ((number, end), is_weak) = match roman(cursor, at) {
        Some(roman) => (roman, false),
        None => {
            let (number, end) = cursor.ordinal(at)?;
            let is_weak = certainty(cursor, at, end, number)? == Certainty::Weak;
            ((number, end), is_weak)
        }
    };
    let value = Value::Number(whole(number));
    push(cursor, at, end, value, Unit::ORDINAL, is_weak, found);
    Some(end)
}

/// Reads a fraction in words at `at`: *två tredjedelar*, *a quarter*, *tre hundradels sekund*.
pub(super) fn fraction(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    // "A quarter of a million" is a number with a magnitude.
    if numeral::from_half(cursor, at).is_some() {
        return None;
    }
    let (value, end, is_weak) = spoken_fraction(cursor, at)?;
    Some(push_measured(cursor, at, end, value, is_weak, found))
}

/// Reads a fraction in figures at `at`: `3/4`, `3/4 kopp`.
pub(super) fn figure_fraction(
    cursor: &Cursor<'_>,
    at: usize,
    found: &mut Vec<Quantity>,
) -> Option<usize> {
    let minus = usize::from(
        cursor
            .mark(at)
            .is_some_and(|mark| matches!(mark, '-' | '−'))
            && !cursor.is_glued(at),
    );
    let (value, end) = written_fraction(cursor, at + minus, minus == 1)?;
    let value = if minus == 1 { value * whole(-1) } else { value };
    Some(push_measured(cursor, at, end, value, false, found))
}

/// Adds a fraction with the unit behind it, if there is one: *of a second*, *kopp*.
fn push_measured(
    cursor: &Cursor<'_>,
    at: usize,
    end: usize,
    value: Exact,
    is_weak: bool,
    found: &mut Vec<Quantity>,
) -> usize {
    let of = match [cursor.word(end), cursor.word(end + 1)] {
        [Some("of"), Some("a" | "an" | "one")] | [Some("av"), Some("en" | "ett")] => 2,
        _ => 0,
    };
    let unit = amount::longest_unit(cursor, end + of)
        .filter(|(units, _)| units[0].0.measure().is_some())
        .filter(|_| of > 0 || cursor.word(end) != Some("second"));
    let Some((units, end)) = unit else {
        let mut readings = vec![Reading::new(Value::Number(value.clone()), Unit::NONE)];
        if cursor.word(end - 1) == Some("kvarts") {
            // *Tre kvarts väntan* is of hours.
            let minutes = Value::Number(value * whole(60));
            readings.insert(0, Reading::new(minutes, Unit::from_static("min")));
        }
        found.push(Quantity::new(cursor.span(at, end), readings).with_weakness(is_weak));
        return end;
    };
    let (unit, factor) = &units[0];
    push(
        cursor,
        at,
        end,
        Value::Number(value * factor),
        *unit,
        is_weak,
        found,
    );
    end
}

/// *andraplats*, *femteseedade*, *förstahandsval*; *WWII*.
fn joined(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let word = cursor.word(at)?;
    let (number, is_weak) = match word {
        "wwi" => (1, false),
        "wwii" => (2, false),
        _ => {
            let stem = cursor.stem(at).filter(|stem| stem.is_ordinal)?;
            let number = words::integer_of(&stem.atoms)?;
            let is_place = stem.rest.starts_with("plats") || stem.rest.starts_with("seed");
            let is_part = stem.rest.starts_with("del");
            // Who has *förstaplatsen* may be said to be *number one* or just to lead.
            let is_weak = !is_place || number == 1;
            (stem.rest.len() > 3 && !is_part).then_some((number, is_weak))?
        }
    };
    push(
        cursor,
        at,
        at + 1,
        Value::Number(whole(number)),
        Unit::ORDINAL,
        is_weak,
        found,
    );
    Some(at + 1)
}

/// The ordinal at `at`, in figures or words, and one past it.
pub(super) fn parse(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    figures(cursor, at).or_else(|| {
        if cursor.is_swedish() {
            swedish(cursor, at)
        } else {
            english(cursor, at)
        }
    })
}

/// `21:a`, `12:e`, `21st`.
fn figures(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let number: i64 = cursor
        .digits(at)
        .filter(|digits| digits.len() <= 9)?
        .parse()
        .ok()?;
    if cursor.is_swedish() {
        cursor.glued_mark(at + 1).filter(|mark| *mark == ':')?;
        return matches!(cursor.glued_word(at + 2), Some("a" | "e" | "as" | "es"))
            .then_some((number, at + 3));
    }
    matches!(cursor.glued_word(at + 1), Some("st" | "nd" | "rd" | "th")).then_some((number, at + 2))
}

fn swedish(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let stem = cursor.stem(at).filter(|stem| stem.is_ordinal)?;
    let is_whole = stem.rest.is_empty() || stem.rest == "s";
    let value = words::integer_of(&stem.atoms).filter(|_| is_whole)?;
    Some((value, at + 1))
}

/// *third*, *twenty-first*, *one hundred and fifth*.
fn english(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let (mut sum, mut end) = (Sum::default(), at);
    for _ in 0..12 {
        let is_hyphen = end > at && cursor.glued_mark(end).is_some_and(is_dash);
        let is_and = end > at && cursor.word(end) == Some("and") && sum.room() >= 2;
        let next = end + usize::from(is_hyphen || is_and);
        let word = cursor.word(next)?;
        if let Some(atom) = words::english_ordinal(word) {
            return (sum.push(atom))
                .then(|| sum.value().to_i64().map(|value| (value, next + 1)))?;
        }
        let atom = words::english(word).or_else(|| {
            numeral::magnitude(cursor, next)
                .filter(|_| end > at && word.len() > 4)
                .map(|(exponent, _)| words::Atom::Power(exponent))
        })?;
        sum.push(atom).then_some(())?;
        end = next + 1;
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Sure,
    Weak,
}

/// Whether the ordinal counts: *andra* is mostly *other*, *second* can be a moment and *first*
/// an adverb. `None` where it surely is no ordinal.
fn certainty(cursor: &Cursor<'_>, at: usize, end: usize, number: i64) -> Option<Certainty> {
    let before = at
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .unwrap_or_default();
    let next = cursor.word(end).unwrap_or_default();
    // "Second, …" orders a text as *för det andra* does, and a translator may say *dessutom*.
    if !cursor.is_swedish() && cursor.begins_sentence(at) && cursor.glued_mark(end) == Some(',') {
        return Some(Certainty::Weak);
    }
    match (cursor.word(at).unwrap_or_default(), cursor.is_swedish()) {
        // "Den andres underskrift": the other one's.
        ("andres", true) => None,
        ("andra" | "andre", true) => swedish_second(cursor, at, before, next),
        ("andras", true) => None,
        ("första", true)
            if before == "det"
                && at.checked_sub(2).and_then(|at| cursor.word(at)) == Some("för") =>
        {
            None
        }
        ("första" | "förste", true) => {
            let is_loose = next.starts_with("tid") || next.starts_with("hjälp") || next.is_empty();
            Some(if is_loose {
                Certainty::Weak
            } else {
                Certainty::Sure
            })
        }
        ("tredje", true) if next == "part" || next == "världen" || before == "var" => {
            Some(Certainty::Weak)
        }
        ("first", false) => english_first(before, next),
        ("second", false) => english_second(cursor, end, before, next),
        ("third" | "fourth" | "fifth", false) if next == "parties" || next == "party" => {
            Some(Certainty::Weak)
        }
        _ if number > 0 => Some(Certainty::Sure),
        _ => None,
    }
}

/// Nouns that come in numbered order, by their beginning.
const NUMBERED: [&str; 54] = [
    "halvlek",
    "kvartal",
    "världskrig",
    "plats",
    "gång",
    "stycke",
    "kapit",
    "avsnitt",
    "omgång",
    "säsong",
    "våning",
    "rad",
    "upplag",
    "halvår",
    "period",
    "set",
    "etapp",
    "fas",
    "akt",
    "sats",
    "version",
    "generation",
    "grad",
    "klass",
    "dag",
    "årskurs",
    "mandat",
    "punkt",
    "led",
    "semifinal",
    "match",
    "mål",
    "försök",
    "del",
    "bok",
    "bandet",
    "barn",
    "advent",
    "hand",
    "led",
    "raka",
    "största",
    "bästa",
    "steg",
    "test",
    "vice",
    "kvinna",
    "segern",
    "seger",
    "vinst",
    "titel",
    "medalj",
    "utgåva",
    "kvartslek",
];

/// *andra* is an ordinal before what comes in numbered order and before a definite noun in the
/// singular; before other nouns it is *other*.
fn swedish_second(cursor: &Cursor<'_>, at: usize, before: &str, next: &str) -> Option<Certainty> {
    const OTHER_SIDES: [&str; 8] = [
        "sidan", "hållet", "änden", "ändan", "handen", "vägen", "parten", "hälften",
    ];
    let is_numbered = NUMBERED.iter().any(|noun| next.starts_with(noun));
    let ends_on = |endings: &[&str]| endings.iter().any(|ending| next.ends_with(ending));
    let is_plural = ends_on(&["or", "ar", "er", "arna", "erna", "orna", "ena"]);
    let follows_other = (at.saturating_sub(5)..at)
        .any(|near| matches!(cursor.word(near), Some("ena" | "ene" | "alla")));
    if follows_other || (is_plural && !matches!(before, "den" | "det" | "en" | "ett")) {
        return None;
    }
    match before {
        "en" | "ett" => Some(Certainty::Sure),
        "den" | "det" if is_numbered => Some(Certainty::Sure),
        "den" | "det" => Some(Certainty::Weak)
            .filter(|_| !next.is_empty() && !matches!(next, "är" | "var" | "har" | "hade" | "som")),
        _ if OTHER_SIDES.contains(&next) => None,
        _ if leads_to_ordinal(cursor, at) => Some(Certainty::Sure),
        _ if is_numbered || follows_first(cursor, at) => Some(Certainty::Sure),
        _ if next.len() > 4 && ends_on(&["en", "et"]) => Some(Certainty::Weak),
        // *FN:s andre generalsekreterare*, *Sveriges andra stad*
        _ if before.ends_with('s') && next.len() > 4 => Some(Certainty::Weak),
        _ => None,
    }
}

/// *från andra till tredje kvartalet*: an ordinal on the other end.
fn leads_to_ordinal(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_link = matches!(cursor.word(at + 1), Some("till" | "och" | "eller"));
    is_link && swedish(cursor, at + 2).is_some()
}

/// *i första halvlek och fem i andra*: the ordinal follows a first one.
fn follows_first(cursor: &Cursor<'_>, at: usize) -> bool {
    let has_first = (at.saturating_sub(9)..at)
        .any(|near| matches!(cursor.word(near), Some("första" | "förste")));
    let ends_phrase = cursor.word(at + 1).is_none_or(|word| word.len() <= 3);
    has_first && ends_phrase
}

fn english_first(before: &str, next: &str) -> Option<Certainty> {
    match (before, next) {
        ("at" | "come" | "comes" | "came", _) | (_, "of" | "aid" | "and") => Some(Certainty::Weak),
        ("the" | "a" | "his" | "her" | "its" | "their" | "my" | "our" | "in" | "for", next)
            if !next.is_empty() =>
        {
            Some(Certainty::Sure)
        }
        ("was" | "were" | "is" | "are" | "be" | "been" | "had" | "have" | "has", _)
        | ("", _)
        | (_, "") => Some(Certainty::Weak),
        _ => Some(Certainty::Sure),
    }
}

fn english_second(cursor: &Cursor<'_>, end: usize, before: &str, next: &str) -> Option<Certainty> {
    let is_hyphenated = cursor.glued_mark(end).is_some_and(is_dash);
    match before {
        "per" | "every" | "each" | "split" | "last" | "any" => None,
        "a" | "one" => (next.len() > 3
            && !matches!(
                next,
                "while" | "later" | "before" | "after" | "when" | "until" | "longer"
            ))
        .then_some(Certainty::Weak),
        _ if is_hyphenated => Some(Certainty::Weak),
        _ => Some(Certainty::Sure),
    }
}

/// *var femte*, *every fifth*, *varannan*, *every other*: a share, and before a time how long it
/// takes: *vart tredje år* is every three years.
fn every_nth(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (number, end, is_weak) = match [cursor.word(at), cursor.word(at + 1)] {
        [Some("varannan" | "vartannat"), _] => (2, at + 1, is_period(cursor, at + 1)),
        [Some("every"), Some("other")] => (2, at + 2, !is_counted_by(cursor, at + 2)),
        [Some("every"), Some("second")] if !is_counting(cursor, at + 2) => return None,
        [Some("var" | "vart" | "every"), _] => {
            let (number, end) = cursor.ordinal(at + 1).filter(|(number, _)| *number > 1)?;
            (number, end, is_period(cursor, end))
        }
        _ => return None,
    };
    let reading = |value, unit| Reading::new(Value::Number(value), unit);
    let mut readings = vec![reading(ratio(1, number), Unit::NONE)];
    readings.extend(time_unit(cursor, end).map(|unit| reading(whole(number), unit)));
    found.push(Quantity::new(cursor.span(at, end), readings).with_weakness(is_weak));
    Some(end)
}

/// *Every second year* counts; *two litres every second* does not.
fn is_counting(cursor: &Cursor<'_>, noun: usize) -> bool {
    let is_function =
        |word: &str| word.len() <= 3 || matches!(word, "from" | "that" | "when" | "with");
    cursor
        .word(noun)
        .is_some_and(|word| matches!(word, "day" | "man" | "boy") || !is_function(word))
}

fn is_period(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor
        .word(at)
        .is_some_and(|word| word.starts_with("år") || matches!(word, "year" | "gång" | "time"))
}

/// The unit of time at `at`.
fn time_unit(cursor: &Cursor<'_>, at: usize) -> Option<Unit> {
    let (units, _) = amount::longest_unit(cursor, at)?;
    let (unit, _) = units.first()?;
    unit.is_time().then_some(*unit)
}

/// *Every other week* is one in two; *every other point* is all the rest.
fn is_counted_by(cursor: &Cursor<'_>, at: usize) -> bool {
    const COUNTED: [&str; 14] = [
        "day",
        "week",
        "month",
        "year",
        "time",
        "hour",
        "night",
        "morning",
        "weekend",
        "person",
        "household",
        "swede",
        "child",
        "woman",
    ];
    cursor.word(at).is_some_and(|word| COUNTED.contains(&word))
}

/// A Roman numeral by its letters alone, for places where one is expected.
pub(super) fn roman_number(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let word = cursor.raw_word(at)?;
    let is_roman = word.bytes().all(|byte| b"IVXLC".contains(&byte));
    let number = is_roman.then(|| roman_value(word)).flatten()?;
    Some((number, at + 1))
}

/// A Roman numeral after a name or before a heading: *Carl XVI Gustaf*, *World War II*.
fn roman(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let word = cursor
        .raw_word(at)
        .filter(|word| word.bytes().all(|byte| b"IVXLC".contains(&byte)))?;
    let number = roman_value(word)?;
    let is_glued = cursor.is_glued(at)
        || (cursor
            .glued_mark(at + 1)
            .is_some_and(|mark| matches!(mark, '.' | '\'' | '’'))
            && cursor
                .glued_word(at + 2)
                .is_some_and(|tail| tail.len() < 3 && tail != "s"));
    let before = at
        .checked_sub(1)
        .filter(|before| cursor.is_capitalised(*before))?;
    let previous = cursor.word(before)?;
    let is_shouted = cursor
        .raw_word(before)
        .is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
        && word.len() == 1;
    let names_kind = matches!(
        previous,
        "war"
            | "annex"
            | "bilaga"
            | "kapitel"
            | "chapter"
            | "part"
            | "del"
            | "bowl"
            | "title"
            | "avdelning"
            | "book"
            | "volume"
            | "class"
            | "fas"
            | "phase"
            | "type"
            | "typ"
            | "article"
    );
    let is_initial = cursor.begins_sentence(before) && !names_kind;
    let is_sure = match word {
        "I" => {
            names_kind
                || (!is_initial && ends_name(cursor, at + 1) && !is_english_pronoun_place(previous))
        }
        "C" | "L" => false,
        "V" | "X" => !is_initial || names_kind,
        _ => true,
    };
    (!is_glued && !is_shouted && is_sure).then_some((number, at + 1))
}

fn is_english_pronoun_place(previous: &str) -> bool {
    matches!(
        previous,
        "and"
            | "but"
            | "then"
            | "so"
            | "if"
            | "as"
            | "that"
            | "when"
            | "because"
            | "what"
            | "should"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
    )
}

/// After *Elizabeth I* a verb of the third person or the end of a phrase follows; after the
/// pronoun a verb that English does not inflect.
fn ends_name(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.word(at).is_none_or(|next| {
        matches!(
            next,
            "of" | "was"
                | "is"
                | "and"
                | "in"
                | "av"
                | "i"
                | "blev"
                | "var"
                | "och"
                | "who"
                | "som"
                | "became"
                | "died"
                | "reigned"
                | "ruled"
                | "dog"
        ) || cursor.is_capitalised(at)
    })
}

/// The value of a Roman numeral in its shortest form.
fn roman_value(word: &str) -> Option<i64> {
    let digit = |byte: u8| match byte {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let bytes = word.as_bytes();
    let value = (0..bytes.len()).fold(0, |sum, at| {
        let this = digit(bytes[at]);
        if bytes.get(at + 1).is_some_and(|next| digit(*next) > this) {
            sum - this
        } else {
            sum + this
        }
    });
    (bytes.len() < 9 && to_roman(value) == word).then_some(value)
}

fn to_roman(mut number: i64) -> String {
    let mut roman = String::new();
    for (value, letters) in [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while number >= value {
            roman.push_str(letters);
            number -= value;
        }
    }
    roman
}

/// `3/4` as a fraction, where the language would not rather write a date so.
fn written_fraction(cursor: &Cursor<'_>, at: usize, is_signed: bool) -> Option<(Exact, usize)> {
    let (value, end) =
        numeral::slash_fraction(cursor, at).filter(|_| is_signed || !cursor.is_glued(at))?;
    let denominator: u32 = cursor.digits(at + 2)?.parse().ok()?;
    let is_usual =
        matches!(denominator, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64 | 100) || denominator > 31;
    let dated = at
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .is_some_and(|word| {
            matches!(
                word,
                "den"
                    | "senast"
                    | "före"
                    | "t.o.m"
                    | "fr.o.m"
                    | "by"
                    | "on"
                    | "måndag"
                    | "tisdag"
                    | "onsdag"
                    | "torsdag"
                    | "fredag"
                    | "lördag"
                    | "söndag"
                    | "september"
                    | "mot"
            )
        });
    let goes_on = cursor
        .glued_mark(end)
        .is_some_and(|mark| mark == '/' || mark == '-')
        && cursor.glued_digits(end + 1).is_some();
    (is_usual && !dated && !goes_on).then_some((value, end))
}

/// *en tredjedel*, *två tredjedelar*, *a third*, *three-quarters*, *hälften*, *half*.
fn spoken_fraction(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize, bool)> {
    if let Some(half) = half(cursor, at).or_else(|| swedish_half(cursor, at)) {
        return Some(half);
    }
    if let Some(parts) = mere_parts(cursor, at) {
        return Some(parts);
    }
    if let Some(numeral) = cursor.numeral(at)
        && let Some(count) = numeral.integer().filter(|count| *count < 100)
    {
        let hyphen = usize::from(cursor.glued_mark(numeral.end).is_some_and(is_dash));
        let noun = numeral.end + hyphen;
        let is_open = numeral.foreign.is_some();
        if let Some(denominator) = denominator(cursor, noun)
            .filter(|_| !is_open && fits_count(cursor, at, noun, numeral.style, count))
            .filter(|_| count > 1 || !is_compounded(cursor, noun))
        {
            return Some((ratio(count, denominator), noun + 1, false));
        }
    }
    // "tredjedelen av", "a/the third of": a bare noun is one part.
    let article = usize::from(matches!(
        cursor.word(at),
        Some("a" | "an" | "one" | "the" | "en" | "ett")
    ));
    let noun = at + article;
    let denominator = denominator(cursor, noun)?;
    let is_part = cursor.is_swedish() || (article == 1 && is_english_part(cursor, at, noun));
    (is_part && !is_compounded(cursor, noun)).then(|| (ratio(1, denominator), noun + 1, false))
}

/// *A half-life*, *a quarter-final*.
fn is_compounded(cursor: &Cursor<'_>, noun: usize) -> bool {
    cursor.glued_mark(noun + 1).is_some_and(is_dash) && cursor.glued_word(noun + 2).is_some()
}

/// *The rule of thirds*, *i tredjedelar*: a plural without a count.
fn mere_parts(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize, bool)> {
    let is_plural = cursor.word(at).is_some_and(|word| {
        if cursor.is_swedish() {
            word.ends_with("delar") || word.ends_with("delarna")
        } else {
            (word.ends_with("ths") || word == "thirds")
                && words::english_ordinal(&word[..word.len() - 1]).is_some()
        }
    });
    let denominator = denominator(cursor, at).filter(|_| is_plural)?;
    Some((ratio(1, denominator), at + 1, true))
}

/// *Ett halvt prisbasbelopp*, *en halv apelsin*: of what no table knows.
fn swedish_half(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize, bool)> {
    let is_half = matches!(
        [cursor.word(at), cursor.word(at + 1)],
        [Some("en"), Some("halv")] | [Some("ett"), Some("halvt")]
    );
    (is_half && cursor.is_swedish()).then(|| (ratio(1, 2), at + 2, true))
}

fn half(cursor: &Cursor<'_>, at: usize) -> Option<(Exact, usize, bool)> {
    let (value, end) = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::Fraction(value) => Some(value.clone()),
        _ => None,
    })?;
    if cursor.is_swedish() {
        return Some((value, end, cursor.word(at) == Some("halva")));
    }
    let before = at
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .unwrap_or_default();
    let is_hyphenated = cursor.glued_mark(end).is_some_and(is_dash) || cursor.is_glued(at);
    if cursor.numeral(at).is_some() {
        return None;
    }
    let is_match_half = matches!(
        before,
        "first"
            | "second"
            | "other"
            | "latter"
            | "and"
            | "better"
            | "top"
            | "bottom"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "upper"
            | "lower"
    );
    let counts = matches!(
        cursor.word(end),
        Some("of" | "the" | "its" | "his" | "her" | "their" | "a" | "an" | "as" | "that")
    );
    (!is_hyphenated && !is_match_half).then_some((value, end, !counts))
}

/// A numeral before a fraction noun must agree with it: *two thirds*, not *2 third*.
fn fits_count(cursor: &Cursor<'_>, start: usize, noun: usize, style: Style, count: i64) -> bool {
    let is_plural = cursor
        .word(noun)
        .is_some_and(|word| word.ends_with('s') || word.ends_with("ar") || word.ends_with("arna"));
    let is_one = count == 1;
    if cursor.is_swedish() {
        return true;
    }
    (is_plural && !is_one && count > 0)
        || (is_one && style == Style::Article && is_english_part(cursor, start, noun))
}

/// *A third of*, *a quarter to* …: English fraction nouns are ordinals and quarters too.
fn is_english_part(cursor: &Cursor<'_>, at: usize, noun: usize) -> bool {
    let next = cursor.word(noun + 1).unwrap_or_default();
    let is_quarter = cursor.word(noun) == Some("quarter");
    let is_clock = is_quarter && matches!(next, "to" | "past" | "after" | "before");
    if matches!(cursor.word(at), Some("the")) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|at| cursor.word(at));
    !is_clock
        && (next == "of"
            || matches!(before, Some("by"))
            || next.is_empty()
            || (is_quarter && next != "century")
            || cursor.word(at) == Some("one")
            || matches!(
                next,
                "as" | "for"
                    | "is"
                    | "less"
                    | "more"
                    | "were"
                    | "was"
                    | "are"
                    | "say"
                    | "said"
                    | "in"
                    | "have"
                    | "had"
            ))
}

/// The denominator that a fraction noun names.
pub(super) fn denominator(cursor: &Cursor<'_>, at: usize) -> Option<i64> {
    let word = cursor.word(at)?;
    if cursor.is_swedish() {
        return swedish_denominator(word);
    }
    match word {
        "half" | "halves" => Some(2),
        "quarter" | "quarters" => Some(4),
        _ => {
            let singular = word.strip_suffix('s').unwrap_or(word);
            if singular == "second" || singular == "first" {
                return None;
            }
            words::integer_of(&[words::english_ordinal(singular)?])
        }
    }
}

/// *tredjedel*, *fjärdedelar*, *åttondel*, *hundradels*, *kvarts*.
fn swedish_denominator(word: &str) -> Option<i64> {
    if word == "kvarts" {
        return Some(4);
    }
    let stem = [
        "delarna", "delarnas", "delars", "delar", "delens", "delen", "dels", "del",
    ]
    .iter()
    .find_map(|ending| word.strip_suffix(ending))?;
    let ordinal = match stem {
        "tredje" | "fjärde" | "femte" | "sjätte" | "sjunde" => stem.to_owned(),
        "sjun" | "åtton" | "nion" | "tion" | "tjugon" | "trettion" | "femtion" | "tretton"
        | "femton" | "sexton" | "tolfte" | "elfte" => {
            if stem.ends_with('e') {
                stem.to_owned()
            } else {
                format!("{stem}de")
            }
        }
        "hundra" => return Some(100),
        "tusen" => return Some(1000),
        "tiotusen" => return Some(10_000),
        "miljon" => return Some(1_000_000),
        "miljard" => return Some(1_000_000_000),
        _ => return None,
    };
    let stem = words::swedish(&ordinal).filter(|stem| stem.is_ordinal && stem.rest.is_empty())?;
    words::integer_of(&stem.atoms)
}

fn push(
    cursor: &Cursor<'_>,
    at: usize,
    end: usize,
    value: Value,
    unit: Unit,
    is_weak: bool,
    found: &mut Vec<Quantity>,
) {
    let readings = vec![Reading::new(value, unit)];
    found.push(Quantity::new(cursor.span(at, end), readings).with_weakness(is_weak));
}
