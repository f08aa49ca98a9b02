//! What is read in running text, one line per case: the first reading of each quantity.

use crate::annotate::quantity::read;
use crate::locale::Language;

/// Value and unit of every quantity that a reader would list.
fn readings(text: &str, lang: Language) -> Vec<String> {
    let quantities = read(text, lang);
    let listed = quantities.iter().filter(|quantity| !quantity.is_implied);
    listed
        .map(|quantity| {
            let first = quantity.first();
            let unit = first.unit.code();
            format!("{} {unit}", first.canonical_value())
                .trim_end()
                .to_owned()
        })
        .collect()
}

fn assert_readings(lang: Language, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(readings(text, lang), *expected, "{text}");
    }
}

#[test]
fn reads_swedish() {
    assert_readings(
        Language::Swedish,
        &[
            ("Bolaget tog in 6,3 miljarder dollar.", &["6300000000 USD"]),
            ("Bolaget tog in 6.3 miljarder dollar.", &["6300000000 USD"]),
            (
                "Den kostade 142:50 kr och vägde 2 hg.",
                &["142.5 SEK", "2 hg"],
            ),
            ("Det blev 35 kronor och 60 öre.", &["35.6 SEK"]),
            (
                "Vi ses halv tre den 3 juli 2023.",
                &["02:30 time", "2023-07-03 date"],
            ),
            ("Öppet från 19.45 till halv sex.", &["19:45..05:30 time"]),
            ("Grindarna öppnar vid sextiden.", &["06:00 time"]),
            ("Efter tre kvarts väntan gick tåget.", &["45 min"]),
            ("De två sista veckorna regnade det.", &["2 week"]),
            (
                "En sextimmarsdag och en femtimmarsresa",
                &["1", "6 h", "1", "5 h"],
            ),
            ("Sextio år och sextiett dagar", &["60 yr", "61 d"]),
            ("Ett halvdussin ägg, hälften av dem kokta", &["6", "0.5"]),
            (
                "Flera tusen kom, i tusental.",
                &["1000 indef", "1000 indef"],
            ),
            ("Det tar två–tre timmar.", &["2..3 h"]),
            (
                "Under 1970-talet och på 1600-talet",
                &["1970s decade", "1600s century"],
            ),
            (
                "En 40-årig man i 50-årsåldern",
                &["1", "40 yr", "50..59 yr"],
            ),
            ("Vartannat hushåll, vart tredje år", &["0.5", "1/3"]),
            (
                "Utsläppen ska ner 45 procent till 2030.",
                &["45 percent", "2030 year"],
            ),
            ("År 2023 fanns 28 bon.", &["2023 year", "28"]),
            ("Var och en fick fem euro.", &["5 EUR"]),
            (
                "Enligt 2 kap. 4 § och artikel 5.2",
                &["2 chapter", "4 section", "5.2 article"],
            ),
            ("De vann med 3–1 på −5 °C.", &["3-1 score", "-5 °C"]),
        ],
    );
}

#[test]
fn reads_english() {
    assert_readings(
        Language::English,
        &[
            ("It raised $6.3 billion.", &["6300000000 USD"]),
            ("They set aside SEK 75 m.", &["75000000 SEK"]),
            (
                "Half past two on July 3, 2023",
                &["02:30 time", "2023-07-03 date"],
            ),
            ("We met at six-thirty.", &["06:30 time"]),
            (
                "The last two full weeks, three more years",
                &["2 week", "3 yr"],
            ),
            ("The 50- and 100-metre races", &["50 m", "100 m"]),
            ("Four-and-twenty blackbirds", &["24"]),
            ("Half a dozen eggs, two dozen plates", &["6", "24"]),
            (
                "Several thousand people, tens of thousands",
                &["1000 indef", "10000 indef"],
            ),
            (
                "In the 1970s and the 17th century",
                &["1970s decade", "1600s century"],
            ),
            ("A 40-year-old in his fifties", &["40 yr", "50..59 yr"]),
            ("Every fifth child, one in ten adults", &["0.2", "0.1"]),
            (
                "Emissions must fall by 45% by 2030.",
                &["45 percent", "2030 year"],
            ),
            (
                "Articles 3 to 5 of Regulation (EU) 2016/679",
                &["3..5 article", "2016/679 doc"],
            ),
            ("They lost 12–11 at −5 °C.", &["12-11 score", "-5 °C"]),
            (
                "Nineteen eighty-four was in 1984.",
                &["1984 year", "1984 year"],
            ),
        ],
    );
}

#[test]
fn leaves_other_words_alone() {
    assert_readings(
        Language::Swedish,
        &[
            ("De andra kom också, både han och hon.", &[]),
            ("Mellan fyra ögon sade han sanningen.", &[]),
            ("Fyren lyser, tvålen doftar och fyrverkeriet smäller.", &[]),
            ("Sexuell hälsa, tvång och trevliga människor", &[]),
            ("Utsläppen av CO2 minskar.", &[]),
        ],
    );
    assert_readings(
        Language::English,
        &[
            ("Two litres flow every second.", &["2 l"]),
            ("Carbon has a half-life.", &[]),
            ("Wait a second, he said at once.", &[]),
            ("She was on cloud nine.", &[]),
            ("The quarter-final was tense.", &[]),
        ],
    );
}
