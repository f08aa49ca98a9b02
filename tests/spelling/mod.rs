//! Spells numbers out the way people write them, by rules of its own: the tests read back what
//! these write.

use parvis::Language;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const SWEDISH: [&str; 20] = [
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
];
const SWEDISH_TENS: [&str; 10] = [
    "", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio",
];

/// The usual spelling.
pub fn words(number: u64, lang: Language) -> String {
    match lang {
        Language::Swedish => swedish(number),
        Language::English => english(number, " and "),
    }
}

/// Every spelling that the tests read back.
pub fn all(number: u64, lang: Language) -> Vec<String> {
    match lang {
        Language::Swedish => vec![swedish(number)],
        Language::English => vec![english(number, " and "), english(number, " ")],
    }
}

/// Grouped digits.
pub fn digits(number: u64, lang: Language) -> String {
    let text = number.to_string();
    let mark = if lang == Language::Swedish {
        "\u{A0}"
    } else {
        ","
    };
    let mut grouped = String::new();
    for (at, digit) in text.chars().enumerate() {
        if at > 0 && (text.len() - at).is_multiple_of(3) {
            grouped.push_str(mark);
        }
        grouped.push(digit);
    }
    grouped
}

fn english(number: u64, and: &str) -> String {
    for (scale, name) in [
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1000, "thousand"),
    ] {
        if number >= scale {
            let (high, low) = (number / scale, number % scale);
            let link = if low > 0 && low < 100 { and } else { " " };
            let rest = if low == 0 {
                String::new()
            } else {
                format!("{link}{}", english(low, and))
            };
            return format!("{} {name}{rest}", english(high, and));
        }
    }
    if number >= 100 {
        let rest = if number.is_multiple_of(100) {
            String::new()
        } else {
            format!("{and}{}", english(number % 100, and))
        };
        return format!("{} hundred{rest}", ENGLISH[index(number / 100)]);
    }
    if number < 20 {
        return ENGLISH[index(number)].to_owned();
    }
    let tens = ENGLISH_TENS[index(number / 10)];
    if number.is_multiple_of(10) {
        tens.to_owned()
    } else {
        format!("{tens}-{}", ENGLISH[index(number % 10)])
    }
}

/// Svenska skrivregler: one word up to a million, *ettusen* with two t's, then separate words.
fn swedish(number: u64) -> String {
    for (scale, one, many) in [
        (1_000_000_000_000, "biljon", "biljoner"),
        (1_000_000_000, "miljard", "miljarder"),
        (1_000_000, "miljon", "miljoner"),
    ] {
        if number >= scale {
            let (high, low) = (number / scale, number % scale);
            let head = if high == 1 {
                format!("en {one}")
            } else {
                format!("{} {many}", swedish(high))
            };
            let rest = if low == 0 {
                String::new()
            } else {
                format!(" {}", swedish(low))
            };
            return head + &rest;
        }
    }
    below_million(number)
}

fn below_million(number: u64) -> String {
    if number >= 1000 {
        let head = match number / 1000 {
            1 => "ettusen".to_owned(),
            thousands => format!("{}tusen", below_million(thousands)),
        };
        let rest = if number.is_multiple_of(1000) {
            String::new()
        } else {
            below_million(number % 1000)
        };
        return head + &rest;
    }
    if number >= 100 {
        let rest = if number.is_multiple_of(100) {
            String::new()
        } else {
            below_million(number % 100)
        };
        return format!("{}hundra{rest}", SWEDISH[index(number / 100)]);
    }
    if number < 20 {
        return SWEDISH[index(number)].to_owned();
    }
    let tens = SWEDISH_TENS[index(number / 10)];
    if number.is_multiple_of(10) {
        tens.to_owned()
    } else {
        format!("{tens}{}", SWEDISH[index(number % 10)])
    }
}

fn index(number: u64) -> usize {
    usize::try_from(number).expect("below twenty")
}
