//! A decimal point in Swedish, a decimal comma in English.

use crate::annotate::{Annotated, Pair};
use crate::check::locale::look::{is_capital, is_glued, is_word, lower, lower_before};
use crate::check::locale::number::{Number, numbers};
use crate::check::locale::slip;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::Finding;
use crate::locale::Language;

check_info!(FOREIGN_DECIMAL_MARK, "foreign-decimal-mark", Locale);

/// Reports [`FOREIGN_DECIMAL_MARK`].
#[derive(Debug)]
pub struct ForeignDecimalMark;

impl Check for ForeignDecimalMark {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&FOREIGN_DECIMAL_MARK] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (foreign, own) = match pair.target.lang {
            Language::Swedish => ('.', ","),
            Language::English => (',', "."),
        };
        for number in numbers(&pair.target) {
            let Some(parts) = number.parts(foreign) else {
                continue;
            };
            if parts.len() == 2 && is_decimal(pair, number, &parts) {
                let message = format!("{} has the decimal mark of the source", number.text);
                let suggestion = Some(parts.join(own));
                findings.push(slip(
                    &FOREIGN_DECIMAL_MARK,
                    pair,
                    number.span,
                    message,
                    suggestion,
                ));
            }
        }
    }
}

/// True when the mark can only be a decimal one: a unit follows, or the source has the very same
/// number, and it is no time, version, section or group of thousands.
fn is_decimal(pair: &Pair<'_>, number: Number<'_>, parts: &[&str]) -> bool {
    let target = &pair.target;
    let (whole, fraction) = (parts[0], parts[1]);
    let could_be_grouped = fraction.len() == 3 && whole.len() <= 3 && whole != "0";
    let same = numbers(&pair.source).find(|other| other.text == number.text);
    if same.is_some_and(|same| is_reference(lower_before(&pair.source, same.first))) {
        return false;
    }
    let has_unit = is_unit(lower(target, number.after));
    let is_named = is_capital(target, number.first.saturating_sub(1)) && number.first > 0;
    match target.lang {
        Language::Swedish => {
            (has_unit || same.is_some() && !is_named && !looks_like_time(parts))
                && !is_part_of_word(target, number.after)
                && !could_be_grouped
                && !is_clock(pair, number)
                && !is_reference(lower_before(target, number.first))
        }
        Language::English => (has_unit || same.is_some()) && !could_be_grouped,
    }
}

/// `15.00`, `8.30`: what could be hours and minutes, for want of a unit.
fn looks_like_time(parts: &[&str]) -> bool {
    let hour = parts[0].parse::<u32>().is_ok_and(|hour| hour <= 24);
    let minutes = parts[1].parse::<u32>().is_ok_and(|minutes| minutes < 60);
    let is_round = matches!(parts[1], "00" | "15" | "30" | "45");
    hour && minutes && parts[1].len() == 2 && (parts[0].len() == 2 || is_round)
}

/// `802.11n`: a letter follows directly.
fn is_part_of_word(side: &Annotated<'_>, after: usize) -> bool {
    let word = lower(side, after);
    is_glued(side, after) && is_word(side, after) && (word.len() == 1 || !is_unit(word))
}

/// `kl. 14.30`, `10.15–12.00`: hours and minutes.
fn is_clock(pair: &Pair<'_>, number: Number<'_>) -> bool {
    let target = &pair.target;
    let before = lower_before(target, number.first);
    let has_point = before == "." && number.first > 1 && lower(target, number.first - 2) == "kl";
    has_point
        || matches!(before, "kl" | "klockan" | "–" | "-")
        || lower(target, number.after) == "–"
}

/// Words before numbers that are names of places in a text or of versions.
fn is_reference(before: &str) -> bool {
    matches!(
        before,
        "version"
            | "v"
            | "avsnitt"
            | "kapitel"
            | "artikel"
            | "figur"
            | "tabell"
            | "bilaga"
            | "punkt"
            | "section"
            | "chapter"
            | "article"
            | "figure"
            | "fig"
            | "table"
            | "annex"
            | "point"
            | "release"
            | "utgåva"
            | "kap"
            | "art"
            | "steg"
            | "step"
            | "paragraph"
            | "§"
    )
}

/// What follows an amount, in both languages.
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "%" | "‰"
            | "procent"
            | "procentenheter"
            | "promille"
            | "percent"
            | "per"
            | "°"
            | "kr"
            | "mkr"
            | "mdkr"
            | "kronor"
            | "dollar"
            | "dollars"
            | "euro"
            | "euros"
            | "pund"
            | "pounds"
            | "kg"
            | "g"
            | "mg"
            | "ton"
            | "tons"
            | "tonnes"
            | "km"
            | "m"
            | "cm"
            | "mm"
            | "meter"
            | "metres"
            | "meters"
            | "kilometer"
            | "kilometres"
            | "kilometers"
            | "mil"
            | "miles"
            | "liter"
            | "litres"
            | "liters"
            | "l"
            | "dl"
            | "cl"
            | "ml"
            | "grader"
            | "degrees"
            | "gånger"
            | "times"
            | "tusen"
            | "thousand"
            | "miljon"
            | "miljoner"
            | "million"
            | "miljard"
            | "miljarder"
            | "billion"
            | "biljoner"
            | "trillion"
            | "timmar"
            | "hours"
            | "minuter"
            | "minutes"
            | "sekunder"
            | "seconds"
            | "år"
            | "years"
            | "hektar"
            | "hectares"
            | "kwh"
            | "mwh"
            | "gwh"
            | "twh"
            | "kw"
            | "mw"
            | "gw"
            | "gb"
            | "mb"
            | "tb"
            | "ghz"
            | "mhz"
            | "poäng"
            | "points"
            | "sek"
            | "usd"
            | "eur"
            | "$"
            | "€"
            | "£"
            | "barn"
            | "children"
            | "tum"
            | "inches"
            | "hk"
    )
}
