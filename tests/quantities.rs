//! What holds for any number: what is spelled out is read back, equal quantities agree however
//! they are written, and a changed one is found.

mod spelling;

use std::sync::LazyLock;

use parvis::annotate::quantity::{Unit, Value, exact, read};
use parvis::{Evaluator, Group, Language, Options, Segment, Severity};
use proptest::prelude::*;
use rayon::prelude::*;

/// The value of the only quantity in `text`, if it is a plain number.
fn only_number(text: &str, lang: Language) -> Option<String> {
    let quantities = read(text, lang);
    let [quantity] = quantities.as_slice() else {
        return None;
    };
    let is_whole = quantity.span.len() == text.len();
    let plain = quantity
        .readings
        .iter()
        .find(|reading| reading.unit == Unit::NONE)?;
    match &plain.value {
        Value::Number(value) if is_whole => Some(exact::format(value)),
        _ => None,
    }
}

fn assert_read_back(lang: Language, number: u64) {
    for text in spelling::all(number, lang) {
        let read = only_number(&text, lang);
        assert_eq!(read.as_deref(), Some(number.to_string().as_str()), "{text}");
    }
}

#[test]
fn reads_back_every_swedish_numeral_to_a_million() {
    (0..=1_000_000)
        .into_par_iter()
        .for_each(|number| assert_read_back(Language::Swedish, number));
}

#[test]
fn reads_back_every_english_numeral_to_a_million() {
    (0..=1_000_000)
        .into_par_iter()
        .for_each(|number| assert_read_back(Language::English, number));
}

/// How a quantity can be written in one of the languages.
fn forms(kind: usize, number: u64, lang: Language) -> Vec<String> {
    let swedish = lang == Language::Swedish;
    let digits = spelling::digits(number, lang);
    let words = spelling::words(number, lang);
    match (kind, swedish) {
        (0, true) => vec![format!("{digits} skolor"), format!("{words} skolor")],
        (0, false) => vec![format!("{digits} schools"), format!("{words} schools")],
        (1, true) => vec![
            format!("{digits} procent"),
            format!("{digits} %"),
            format!("{words} procent"),
        ],
        (1, false) => vec![
            format!("{digits}%"),
            format!("{digits} per cent"),
            format!("{words} percent"),
        ],
        (2, true) => vec![
            format!("{digits} dollar"),
            format!("{digits} US-dollar"),
            format!("{words} dollar"),
        ],
        (2, false) => vec![
            format!("${digits}"),
            format!("{digits} US dollars"),
            format!("USD {digits}"),
        ],
        (3, true) => vec![
            format!("{digits} miljoner kronor"),
            format!("{digits} mkr"),
            format!("{digits} MSEK"),
        ],
        (3, false) => vec![
            format!("SEK {digits} million"),
            format!("{digits} million Swedish kronor"),
        ],
        (4, true) => vec![format!("{digits} kilometer"), format!("{digits} km")],
        (4, false) => vec![
            format!("{digits} kilometres"),
            format!("{digits} km"),
            format!("{digits} kilometers"),
        ],
        (5, true) => vec![format!("{digits} timmar"), format!("{words} timmar")],
        (5, false) => vec![format!("{digits} hours"), format!("{words} hours")],
        (_, true) => vec![
            format!("{digits} miljarder euro"),
            format!("{digits} mdr euro"),
        ],
        (_, false) => vec![
            format!("€{digits} billion"),
            format!("€{digits}bn"),
            format!("{digits} billion euros"),
        ],
    }
}

const KINDS: usize = 7;

static EVALUATOR: LazyLock<Evaluator> = LazyLock::new(|| Evaluator::new(Options::default()));

fn is_flagged(source: &str, target: &str, source_lang: Language) -> bool {
    let segment = Segment::new(source_lang, source, target);
    let judgement = EVALUATOR.judge(&segment);
    let counts = |finding: &&parvis::Finding| {
        finding.group == Group::Quantity && finding.severity >= Severity::Minor
    };
    judgement.findings.iter().filter(counts).count() > 0
}

fn sentence(form: &str, lang: Language) -> String {
    match lang {
        Language::Swedish => format!("Enligt rapporten rör det sig om {form} i hela landet."),
        Language::English => format!("According to the report it is {form} in the whole country."),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_back_random_numerals(number in 0..1_000_000_000_000_000_u64) {
        assert_read_back(Language::Swedish, number);
        assert_read_back(Language::English, number);
    }

    #[test]
    fn equal_quantities_raise_nothing(kind in 0..KINDS, number in 2..100_000_u64, a in 0..9_usize, b in 0..9_usize, from_swedish: bool) {
        let (source, target) = if from_swedish { (Language::Swedish, Language::English) } else { (Language::English, Language::Swedish) };
        let (left, right) = (forms(kind, number, source), forms(kind, number, target));
        let (left, right) = (sentence(&left[a % left.len()], source), sentence(&right[b % right.len()], target));
        prop_assert!(!is_flagged(&left, &right, source), "{left} | {right}");
    }

    #[test]
    fn a_changed_quantity_is_found(kind in 0..KINDS, number in 2..100_000_u64, other in 2..100_000_u64, a in 0..9_usize, b in 0..9_usize, from_swedish: bool) {
        prop_assume!(number != other);
        let (source, target) = if from_swedish { (Language::Swedish, Language::English) } else { (Language::English, Language::Swedish) };
        let (left, right) = (forms(kind, number, source), forms(kind, other, target));
        let (left, right) = (sentence(&left[a % left.len()], source), sentence(&right[b % right.len()], target));
        prop_assert!(is_flagged(&left, &right, source), "{left} | {right}");
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}", numbers in "[0-9.,:/ –−-]{0,30}", from_swedish: bool) {
        let lang = if from_swedish { Language::Swedish } else { Language::English };
        let text = format!("{text} {numbers} {text}");
        let quantities = read(&text, lang);
        let mut end = 0;
        for quantity in &quantities {
            prop_assert!(quantity.span.start >= end && quantity.span.end <= text.len(), "{text}");
            prop_assert!(text.is_char_boundary(quantity.span.start) && text.is_char_boundary(quantity.span.end));
            prop_assert!(!quantity.readings.is_empty());
            end = quantity.span.end;
        }
    }
}

#[test]
fn survives_huge_numbers() {
    for text in [
        "10^400",
        "10^99999999999",
        "2^40000",
        "1e5000",
        "9".repeat(10_000).as_str(),
        "9".repeat(100_000).as_str(),
        "million ".repeat(2_000).as_str(),
    ] {
        let quantities = read(text, Language::English);
        assert!(
            quantities
                .iter()
                .all(|quantity| quantity.span.end <= text.len())
        );
    }
    let quantities = read("10^400", Language::English);
    assert_eq!(quantities[0].first().canonical_value().len(), 401);
}
