//! Times of day: 24-hour and 12-hour figures, and what people say.
//!
//! `kl. 14.30`, `14:30`, `2:30 p.m.`, `9 a.m.`, *halv tre*, *kvart i fem*, *fem över halv två*,
//! *half past two*, *a quarter to five*, *midnight*. Swedish *halv tre* is half past two.

use super::amount;
use super::cursor::{Cursor, is_dash};
use super::lexicon::{self, Sense};
use super::numeral;
use super::reference;
use super::value::Clock;
use super::{Quantity, Reading, Unit, Value};

/// Reads a time or a span of times at `at`.
pub(super) fn scan(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some(end) = bare_span(cursor, at, found) {
        return Some(end);
    }
    let opener = usize::from(matches!(
        cursor.word(at),
        Some("mellan" | "between" | "från" | "from")
    ));
    let first = time(cursor, at + opener, false)
        .or_else(|| expected(cursor, at + opener).filter(|_| opener > 0))?;
    if let Some(second) = second(cursor, &first, opener > 0) {
        let first = if first.clock.is_half_known {
            first.clock
        } else {
            in_half_of(cursor, &first, &second)
        };
        let readings = vec![Reading::new(Value::Times(first, second.clock), Unit::TIME)];
        found.push(Quantity::new(cursor.span(at, second.end), readings));
        return Some(second.end);
    }
    if opener > 0 {
        return None;
    }
    let mut readings = vec![Reading::new(Value::Time(first.clock), Unit::TIME)];
    if !first.is_announced {
        readings.extend(reference::bare_ratio(cursor, first.start, first.end));
    }
    found.push(
        Quantity::new(cursor.span(first.start, first.end), readings).with_weakness(first.is_weak),
    );
    Some(first.end)
}

/// The `19.45` of *från 19.45 till halv sex*: a time because the other end says that it is one.
fn expected(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let first = time(cursor, at, true)?;
    let is_link = matches!(cursor.word(first.end), Some("till" | "to" | "until"));
    let second = time(cursor, first.end + 1, false).filter(|_| is_link)?;
    second.is_announced.then_some(first)
}

/// `8.00–16.30`: two Swedish times joined by a dash need no *kl.*
fn bare_span(cursor: &Cursor<'_>, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let opener = usize::from(matches!(
        cursor.word(at),
        Some("mellan" | "från" | "between" | "from")
    ));
    let begin = at + opener;
    let (hour, minute, after, zero) = full_time(cursor, begin)?;
    let is_link = cursor.mark(after).is_some_and(is_dash)
        || (opener == 1 && matches!(cursor.word(after), Some("till" | "och" | "to" | "and")));
    let (to_hour, to_minute, end, to_zero) = full_time(cursor, after + 1).filter(|_| is_link)?;
    let is_measured = counts_units(cursor, end) || cursor.mark(end) == Some('%');
    let clock = |hour, minute, zero| {
        let clock = Clock::new(hour, minute)?;
        Some(Clock {
            is_half_known: zero || clock.is_half_known,
            ..clock
        })
    };
    let value = Value::Times(
        clock(hour, minute, zero)?,
        clock(to_hour, to_minute, to_zero)?,
    );
    if is_measured || hour * 60 + minute >= to_hour * 60 + to_minute {
        return None;
    }
    let readings = vec![Reading::new(value, Unit::TIME)];
    found.push(Quantity::new(cursor.span(at, end), readings));
    Some(end)
}

/// Hour and minutes, both written.
fn full_time(cursor: &Cursor<'_>, at: usize) -> Option<(u32, u32, usize, bool)> {
    let mark = cursor.glued_mark(at + 1)?;
    let is_time_mark = mark == ':' || (mark == '.' && cursor.is_swedish());
    hour_and_minute(cursor, at, true).filter(|(_, _, end, _)| is_time_mark && *end == at + 3)
}

/// A time as read.
struct Time {
    clock: Clock,
    start: usize,
    end: usize,
    is_weak: bool,
    /// True where the text says that it is a time: *kl.*, *p.m.*, *o'clock*.
    is_announced: bool,
}

fn time(cursor: &Cursor<'_>, at: usize, is_expected: bool) -> Option<Time> {
    named(cursor, at)
        .or_else(|| {
            if cursor.is_swedish() {
                spoken_swedish(cursor, at)
            } else {
                spoken_english(cursor, at)
            }
        })
        .or_else(|| figures(cursor, at, is_expected))
}

fn named(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let (clock, end) = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::NamedTime(clock) => Some(*clock),
        _ => None,
    })?;
    Some(Time {
        clock,
        start: at,
        end,
        is_weak: cursor.is_glued(at),
        is_announced: true,
    })
}

/// `kl. 14.30`, `klockan 9`, `14:30`, `2:30 p.m.`, `9am`.
fn figures(cursor: &Cursor<'_>, at: usize, is_expected: bool) -> Option<Time> {
    if let Some(time) = military(cursor, at) {
        return Some(time);
    }
    let begin = after_announcement(cursor, at);
    let is_announced = begin > at || is_expected || follows_announcement(cursor, at);
    if begin == at && amount::colon_price(cursor, at).is_some() {
        return None;
    }
    let (hour, minute, end, has_zero) = hour_and_minute(cursor, begin, is_announced)
        .or_else(|| hour_in_words(cursor, begin, begin > at))?;
    let clock = Clock::new(hour, minute)?;
    let clock = if has_zero {
        Clock {
            is_half_known: true,
            ..clock
        }
    } else {
        clock
    };
    let oclock = if cursor.word(end) == Some("o") && cursor.word(end + 2) == Some("clock") {
        3
    } else {
        0
    };
    let (clock, after) = with_day_part(cursor, clock, end + oclock);
    let says_part = after > end + oclock;
    let is_full = minute > 0 || end > begin + 1;
    let has_colon = cursor.glued_mark(begin + 1) == Some(':');
    let is_spoken = cursor.word(begin).is_some()
        || hour <= 12 && cursor.word(begin.wrapping_sub(1)) == Some("at");
    let is_sure = is_announced
        || (says_part && is_spoken)
        || says_part && is_english_part(cursor, end + oclock)
        || oclock > 0
        || (has_colon && is_full)
        || (says_part && is_full);
    let has_point = cursor.glued_mark(begin + 1) == Some('.');
    let point_only = has_point && end == begin + 3 && looks_like_time(cursor, begin, after);
    (is_sure || point_only).then_some(Time {
        clock,
        start: begin,
        end: after,
        is_weak: false,
        is_announced: is_announced || says_part || oclock > 0,
    })
}

/// `1200 GMT`, `0530 hours`.
fn military(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let digits = cursor.digits(at).filter(|digits| digits.len() == 4)?;
    let zone = cursor.raw_word(at + 1)?;
    if !matches!(
        zone,
        "GMT" | "UTC" | "CET" | "EST" | "BST" | "hours" | "hrs"
    ) {
        return None;
    }
    let clock = Clock::new(digits[..2].parse().ok()?, digits[2..].parse().ok()?)?;
    let clock = Clock {
        is_half_known: true,
        ..clock
    };
    Some(Time {
        clock,
        start: at,
        end: at + 1,
        is_weak: false,
        is_announced: true,
    })
}

/// `14.30`, `14:30`, `9`: hour, minute, one past, and whether the hour is written with a zero.
fn hour_and_minute(
    cursor: &Cursor<'_>,
    at: usize,
    is_announced: bool,
) -> Option<(u32, u32, usize, bool)> {
    let digits = cursor.digits(at).filter(|digits| digits.len() <= 2)?;
    let hour: u32 = digits.parse().ok().filter(|hour| *hour <= 24)?;
    let has_zero = digits.len() == 2 && digits.starts_with('0');
    let mark = cursor
        .glued_mark(at + 1)
        .filter(|mark| matches!(mark, ':' | '.'));
    let minutes = mark.and_then(|_| cursor.glued_digits(at + 2));
    let Some(minutes) = minutes else {
        return Some((hour, 0, at + 1, has_zero)).filter(|_| {
            cursor.glued_mark(at + 1) != Some(',') || cursor.glued_digits(at + 2).is_none()
        });
    };
    if mark == Some(':') && reference::speaks_of_ratio(cursor, at) {
        return None;
    }
    let minute: u32 = minutes
        .parse()
        .ok()
        .filter(|minute| minutes.len() == 2 && *minute < 60)?;
    let is_joined = |mark: char| matches!(mark, ':' | '.' | ',');
    let goes_on = (cursor.glued_mark(at + 3).is_some_and(is_joined)
        && cursor.glued_digits(at + 4).is_some())
        || cursor.digits(at + 3).is_some_and(|next| next.len() == 3);
    let is_measured = !is_announced
        && (cursor.mark(at + 3) == Some('%') || numeral::magnitude(cursor, at + 3).is_some());
    (!goes_on && !is_measured).then_some((hour, minute, at + 3, has_zero))
}

/// *klockan tolv*, *five o'clock*, *five in the morning*.
fn hour_in_words(
    cursor: &Cursor<'_>,
    at: usize,
    is_announced: bool,
) -> Option<(u32, u32, usize, bool)> {
    let hour = small_number(cursor, at)?;
    let is_clock = is_announced
        || (cursor.word(at + 1) == Some("o") && cursor.word(at + 3) == Some("clock"))
        || is_english_part(cursor, at + 1)
        || (!cursor.is_swedish() && with_part_follows(cursor, at + 1));
    (is_clock && (1..=24).contains(&hour)).then_some((hour, 0, at + 1, false))
}

/// One word or up to two figures, 1–59.
fn small_number(cursor: &Cursor<'_>, at: usize) -> Option<u32> {
    if let Some(digits) = cursor.digits(at) {
        return digits
            .parse()
            .ok()
            .filter(|number| *number < 60 && digits.len() <= 2);
    }
    let numeral = cursor.numeral(at).filter(|numeral| {
        numeral.end == at + 1 || (numeral.end == at + 3 && cursor.is_glued(at + 1))
    })?;
    u32::try_from(numeral.integer()?)
        .ok()
        .filter(|number| *number < 60)
}

/// One past *kl.*, *klockan*, or `at`.
fn after_announcement(cursor: &Cursor<'_>, at: usize) -> usize {
    match cursor.word(at) {
        Some("kl") => at + 1 + usize::from(cursor.glued_mark(at + 1) == Some('.')),
        Some("klockan") => at + 1,
        _ => at,
    }
}

/// True when *kl.* stands before `at` or a span of times leads up to it.
fn follows_announcement(cursor: &Cursor<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| cursor.word(at));
    matches!(before(1), Some("klockan" | "kl"))
        || (before(2) == Some("kl")
            && at.checked_sub(1).and_then(|at| cursor.mark(at)) == Some('.'))
}

/// `14.30` without *kl.*: with a zero before the hour, or beside words that go with times.
fn looks_like_time(cursor: &Cursor<'_>, at: usize, end: usize) -> bool {
    const NEAR: [&str; 30] = [
        "öppen",
        "öppet",
        "öppna",
        "öppnar",
        "stänger",
        "stängde",
        "börjar",
        "slutar",
        "avgår",
        "ankommer",
        "slaget",
        "tåget",
        "bussen",
        "flyget",
        "tåg",
        "klockslag",
        "ikväll",
        "kväll",
        "train",
        "bus",
        "flight",
        "ferry",
        "bulletin",
        "departs",
        "arrives",
        "departure",
        "avgång",
        "start",
        "avspark",
        "sändning",
    ];
    const DAYS: [&str; 7] = [
        "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    ];
    let is_measured =
        counts_units(cursor, end) && cursor.raw(end).is_some_and(|word| word.len() > 1);
    let has_zero = cursor
        .digits(at)
        .is_some_and(|digits| digits.len() == 2 && digits.starts_with('0') && digits != "00");
    let near = |words: &[&str]| {
        (at.saturating_sub(4)..end + 3)
            .filter_map(|near| cursor.word(near))
            .any(|word| words.contains(&word))
    };
    let before = at
        .checked_sub(1)
        .and_then(|at| cursor.word(at))
        .unwrap_or_default();
    let follows_day = DAYS.iter().any(|day| before.starts_with(day));
    !is_measured && (has_zero || follows_day || near(&NEAR))
}

/// A part of the day behind a time.
fn with_day_part(cursor: &Cursor<'_>, clock: Clock, at: usize) -> (Clock, usize) {
    let part = lexicon::of(cursor.lang).longest(cursor, at, |sense| match sense {
        Sense::DayPart(is_afternoon) => Some(*is_afternoon),
        _ => None,
    });
    let Some((is_afternoon, end)) = part else {
        return (clock, at);
    };
    // Twelve and the small hours at night belong to the morning, twelve at day to noon.
    let says_night = (at..end).any(|at| matches!(cursor.word(at), Some("night" | "natten")));
    let hour = clock.minutes / 60 % 12;
    let is_small_hour = hour < 6;
    let is_afternoon = if says_night {
        !is_small_hour
    } else {
        is_afternoon
    };
    clock
        .in_half(is_afternoon)
        .map_or((clock, end), |clock| (clock, end))
}

/// `a.m.` and the like, which make any number before them a time.
fn is_english_part(cursor: &Cursor<'_>, at: usize) -> bool {
    let is_short = matches!(cursor.word(at), Some("am" | "pm"));
    let is_pointed = matches!(cursor.word(at), Some("a" | "p" | "f" | "e"))
        && cursor.glued_mark(at + 1) == Some('.')
        && cursor.glued_word(at + 2) == Some("m");
    !cursor.is_swedish() && is_short && cursor.word(at - 1) != Some("i") || is_pointed
}

/// *halv tre*, *kvart i fem*, *kvart över ett*, *tio i halv två*, *fem över halv*.
fn spoken_swedish(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let begin = after_announcement(cursor, at);
    let is_announced = begin > at || follows_announcement(cursor, at);
    let (offset, after) = swedish_offset(cursor, begin).unwrap_or((0, begin));
    let is_half = cursor.word(after) == Some("halv");
    let hour_at = after + usize::from(is_half);
    let hour = small_number(cursor, hour_at)
        .filter(|hour| (1..=24).contains(hour) && (is_half || after > begin))?;
    let is_spoken = cursor.word(hour_at).is_some() || is_announced;
    let is_whole = !is_half || after > begin || is_announced || !counts_units(cursor, hour_at + 1);
    let minutes = i64::from(hour % 12) * 60 - if is_half { 30 } else { 0 } + offset;
    let clock = Clock {
        minutes: u32::try_from(minutes.rem_euclid(720)).ok()?,
        is_half_known: false,
    };
    let (clock, end) = with_day_part(cursor, twelve(clock), hour_at + 1);
    (is_spoken && is_whole).then_some(Time {
        clock,
        start: begin,
        end,
        is_weak: false,
        is_announced: true,
    })
}

/// Half past twelve stays on a 12-hour dial.
fn twelve(clock: Clock) -> Clock {
    if clock.minutes < 60 {
        Clock {
            minutes: clock.minutes + 720,
            ..clock
        }
    } else {
        clock
    }
}

/// Minutes before or after the hour: *kvart i*, *tio över*, *fem minuter i*.
fn swedish_offset(cursor: &Cursor<'_>, at: usize) -> Option<(i64, usize)> {
    let (minutes, after) = match cursor.word(at)? {
        "kvart" => (15, at + 1),
        _ => (
            i64::from(small_number(cursor, at).filter(|minutes| *minutes < 30)?),
            at + 1,
        ),
    };
    let unit = usize::from(matches!(cursor.word(after), Some("minuter" | "min")));
    let sign = match cursor.word(after + unit)? {
        "i" | "före" => -1,
        "över" | "efter" => 1,
        _ => return None,
    };
    let next = after + unit + 1;
    let leads_to_hour = cursor.word(next) == Some("halv")
        || small_number(cursor, next)
            .is_some_and(|hour| hour <= 12 && !counts_units(cursor, next + 1));
    let is_clock = minutes == 15
        || cursor.word(at).is_some()
            && matches!(minutes, 5 | 10 | 20 | 25 | 2..=4)
            && !counts_units(cursor, next + 1);
    (leads_to_hour && is_clock && cursor.digits(at).is_none()).then_some((sign * minutes, next))
}

fn counts_units(cursor: &Cursor<'_>, at: usize) -> bool {
    lexicon::of(cursor.lang)
        .longest(cursor, at, |sense| {
            matches!(
                sense,
                Sense::Unit { .. } | Sense::Currency { .. } | Sense::Magnitude(_)
            )
            .then_some(())
        })
        .is_some()
}

/// *half past two*, *a quarter to five*, *ten past three*, *twenty-five to six*.
fn spoken_english(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    if let Some(time) = half_hour(cursor, at).or_else(|| hour_then_minutes(cursor, at)) {
        return Some(time);
    }
    let article = usize::from(cursor.word(at) == Some("a"));
    let (minutes, after) = match cursor.word(at + article)? {
        "half" => (30, at + article + 1),
        "quarter" => (15, at + article + 1),
        _ => {
            let numeral = cursor.numeral(at).filter(|_| cursor.word(at).is_some())?;
            let minutes = numeral
                .integer()
                .filter(|minutes| matches!(minutes, 1..=29))?;
            (
                minutes,
                numeral.end + usize::from(cursor.word(numeral.end) == Some("minutes")),
            )
        }
    };
    let sign = match cursor.word(after)? {
        "past" => 1,
        "to" if minutes < 30 => -1,
        _ => return None,
    };
    let hour = small_number(cursor, after + 1).filter(|hour| (1..=12).contains(hour))?;
    // "Ten to twelve people" and "five to six per cent" are spans.
    let is_span = sign < 0
        && minutes != 15
        && (minutes < i64::from(hour) || !with_part_follows(cursor, after + 2));
    let total = i64::from(hour % 12) * 60 + sign * minutes;
    let clock = Clock {
        minutes: u32::try_from(total.rem_euclid(720)).ok()?,
        is_half_known: false,
    };
    let (clock, end) = with_day_part(cursor, twelve(clock), after + 2);
    (!is_span || with_part_follows(cursor, after + 2)).then_some(Time {
        clock,
        start: at,
        end,
        is_weak: false,
        is_announced: true,
    })
}

/// British *at half six*: half past six.
fn half_hour(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let before = at.checked_sub(1).and_then(|at| cursor.word(at))?;
    let is_clock = matches!(
        before,
        "at" | "around" | "about" | "by" | "until" | "till" | "before" | "after"
    );
    cursor.word(at).filter(|word| *word == "half" && is_clock)?;
    let hour = small_number(cursor, at + 1).filter(|hour| (1..=12).contains(hour))?;
    let clock = Clock {
        minutes: hour % 12 * 60 + 30,
        is_half_known: false,
    };
    let (clock, end) = with_day_part(cursor, twelve(clock), at + 2);
    let is_measured = end == at + 2 && counts_units(cursor, end);
    (!is_measured).then_some(Time {
        clock,
        start: at,
        end,
        is_weak: false,
        is_announced: true,
    })
}

/// *At six-thirty*, *seven fifteen p.m.*
fn hour_then_minutes(cursor: &Cursor<'_>, at: usize) -> Option<Time> {
    let word = |at: usize| cursor.small(at);
    let hour = word(at).filter(|hour| (1..=12).contains(hour))?;
    let hyphen = usize::from(cursor.glued_mark(at + 1).is_some_and(is_dash));
    let tens = word(at + 1 + hyphen).filter(|tens| (10..60).contains(tens))?;
    let after = at + 2 + hyphen;
    let (minute, after) = match word(after + 1) {
        Some(ones @ 1..=9) if tens >= 20 && cursor.glued_mark(after).is_some_and(is_dash) => {
            (tens + ones, after + 2)
        }
        _ => (tens, after),
    };
    let clock = Clock {
        minutes: hour % 12 * 60 + minute,
        is_half_known: false,
    };
    let (clock, end) = with_day_part(cursor, twelve(clock), after);
    let before = at.checked_sub(1).and_then(|at| cursor.word(at));
    let is_clock = matches!(
        before,
        Some("at" | "by" | "until" | "till" | "before" | "after")
    );
    let is_measured = end == after && counts_units(cursor, end);
    (end > after || is_clock && !is_measured).then_some(Time {
        clock,
        start: at,
        end,
        is_weak: false,
        is_announced: true,
    })
}

fn with_part_follows(cursor: &Cursor<'_>, at: usize) -> bool {
    with_day_part(
        cursor,
        Clock {
            minutes: 60,
            is_half_known: false,
        },
        at,
    )
    .1 > at
}

/// The other end of a span: `9–17`, `9 a.m. to 5 p.m.`, *mellan klockan 9 och 17*.
fn second(cursor: &Cursor<'_>, first: &Time, is_between: bool) -> Option<Time> {
    let at = first.end;
    let is_link = cursor.mark(at).is_some_and(is_dash)
        || matches!(cursor.word(at), Some("till" | "to" | "until"))
        || (is_between && matches!(cursor.word(at), Some("och" | "and")));
    if !is_link {
        return None;
    }
    let second = time(cursor, at + 1, first.is_announced)?;
    (first.is_announced || second.is_announced || is_figure_time(cursor, first)).then_some(second)
}

fn is_figure_time(cursor: &Cursor<'_>, time: &Time) -> bool {
    cursor.glued_mark(time.start + 1) == Some(':')
}

/// *9–11 a.m.*: the half that only the second end states holds for both.
fn in_half_of(cursor: &Cursor<'_>, first: &Time, second: &Time) -> Clock {
    let is_english_dial =
        !cursor.is_swedish() && second.clock.is_half_known && first.clock.minutes < 720;
    let is_afternoon = second.clock.minutes >= 720;
    if !is_english_dial {
        return first.clock;
    }
    let same = first
        .clock
        .in_half(is_afternoon)
        .filter(|clock| clock.minutes < second.clock.minutes);
    same.or_else(|| first.clock.in_half(false))
        .unwrap_or(first.clock)
}
