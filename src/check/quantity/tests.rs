//! The check on pairs, one line per case: what is found, then what must not be.

use crate::finding::Severity;
use crate::{Evaluator, Group, Language, Options, Segment};

/// The names of what the check reports in a Swedish source and its English translation.
fn found(evaluator: &Evaluator, swedish: &str, english: &str) -> Vec<String> {
    let segment = Segment::new(Language::Swedish, swedish, english);
    let findings = evaluator.judge(&segment).findings.into_iter();
    findings
        .filter(|finding| finding.group == Group::Quantity && finding.severity > Severity::Neutral)
        .map(|finding| finding.check.to_owned())
        .collect()
}

#[test]
fn finds_wrong_quantities() {
    let evaluator = Evaluator::new(Options::default());
    for (swedish, english, check) in [
        ("Den väger 5 kg.", "It weighs 6 kg.", "value-mismatch"),
        ("Den väger 5 kg.", "It weighs 5 g.", "unit-mismatch"),
        (
            "Det kostar 20 kronor.",
            "It costs 20 euros.",
            "unit-mismatch",
        ),
        ("6,3 miljarder dollar", "$6.3 million", "magnitude-mismatch"),
        ("En biljon kronor", "SEK 1 billion", "magnitude-mismatch"),
        (
            "Minst 20 personer kom.",
            "At most 20 people came.",
            "bound-flipped",
        ),
        ("Han vann 12 lopp.", "He won races.", "quantity-missing"),
        ("Han vann lopp.", "He won 12 races.", "quantity-added"),
        (
            "Vi ses halv tre.",
            "See you at half past three.",
            "value-mismatch",
        ),
        ("På 1600-talet", "In the 16th century", "value-mismatch"),
        ("Fyra lediga dagar", "Four weeks off", "unit-mismatch"),
        (
            "Karl XII stupade.",
            "Charles XI was killed.",
            "value-mismatch",
        ),
        ("De förlorade med 1–2.", "They won 2–1.", "value-mismatch"),
    ] {
        assert_eq!(found(&evaluator, swedish, english), [check], "{swedish}");
    }
}

#[test]
fn lets_right_quantities_pass() {
    let evaluator = Evaluator::new(Options::default());
    for (swedish, english) in [
        ("6.3 miljarder dollar", "$6.3 billion"),
        ("Det är 3 mil till Umeå.", "It is 30 kilometres to Umeå."),
        ("Klockan 14.30 den 3/7", "At 2:30 p.m. on 3 July"),
        ("Bara en av tio svarade.", "Only 10 per cent answered."),
        ("På 1600-talet", "In the 17th century"),
        ("Gustav II Adolf stupade.", "Gustavus Adolphus was killed."),
        ("De förlorade med 11–12.", "They lost 12–11."),
        (
            "Tillväxten blir 2,8 procent, mot tidigare 3,3.",
            "Growth will be 2.8%, down from 3.3%.",
        ),
        ("Ytterligare fyra lediga dagar", "Four more days off"),
        ("Det är fyra lediga dagar.", "There are four days off."),
        ("Sveriges andra stad växer.", "Gothenburg is growing."),
        ("De två sista veckorna", "The last two weeks"),
        ("Vid sextiden åt de.", "They ate at around six."),
        (
            "Hon sålde halva sitt innehav.",
            "She sold half of her holding.",
        ),
        ("", ""),
    ] {
        assert_eq!(found(&evaluator, swedish, english), [""; 0], "{swedish}");
    }
}
