//! The check on pairs, one line per case: what is found, then what must not be.

use crate::{Evaluator, Group, Language, Options, Segment};

/// The names of what the check finds in a Swedish source and its English translation.
fn found(evaluator: &Evaluator, swedish: &str, english: &str) -> Vec<String> {
    let segment = Segment::new(Language::Swedish, swedish, english);
    let findings = evaluator.judge(&segment).findings;
    let names = findings
        .iter()
        .filter(|finding| finding.group == Group::Entity);
    names.map(|finding| finding.check.to_owned()).collect()
}

#[test]
fn finds_wrong_names() {
    let evaluator = Evaluator::new(Options::default());
    for (swedish, english, check) in [
        (
            "Tåget går till Gent.",
            "The train goes to The Hague.",
            "entity-swapped",
        ),
        (
            "Niger lättar på reglerna.",
            "Nigeria is easing the rules.",
            "entity-swapped",
        ),
        ("Hon är norrman.", "She is an Estonian.", "entity-swapped"),
        (
            "Mötet är på torsdag.",
            "The meeting is on Tuesday.",
            "entity-swapped",
        ),
        (
            "Boken finns på finska.",
            "The book is available in Estonian.",
            "entity-swapped",
        ),
        (
            "Europeiska rådet protesterade.",
            "The Council of Europe protested.",
            "entity-swapped",
        ),
        (
            "Skatteverket granskar Ek & Son.",
            "Statistics Sweden is auditing Ek & Son.",
            "entity-swapped",
        ),
        (
            "Boken skrevs av Eva Dahl.",
            "The book was written by Eva Holm.",
            "entity-swapped",
        ),
        (
            "Eva Lagergren talade. Lagergren log.",
            "Eva Lagergren spoke. Lagregern smiled.",
            "entity-garbled",
        ),
        ("Zhou Enlai log.", "Zhou Chenlai smiled.", "entity-swapped"),
        (
            "Boken skrevs av Eva Dahlgren.",
            "The book was written by Eva Dahlgern.",
            "entity-garbled",
        ),
        (
            "Ada Berg vann. Berg grät.",
            "Ada Berg won. Borg cried.",
            "entity-garbled",
        ),
        (
            "Bidenregeringen föll.",
            "The government fell under Obama.",
            "entity-added",
        ),
        (
            "Mötet hölls i Bryssel.",
            "The meeting was held yesterday.",
            "entity-missing",
        ),
        (
            "Karlsson lämnar laget.",
            "The captain is leaving the team.",
            "entity-missing",
        ),
        ("Bolaget anställer.", "Ericsson is hiring.", "entity-added"),
        ("STÄNGT I NORGE", "CLOSED IN DENMARK", "entity-swapped"),
        ("STÄNGT I SÄFFLE", "CLOSED IN SUNNE", "entity-swapped"),
        (
            "Para ihop den med din iPad.",
            "Pair it with your iPhone.",
            "entity-swapped",
        ),
        (
            "Hägg, Palm och Rosén vann.",
            "Hägg, palm and Rosén won.",
            "name-lowercased",
        ),
        (
            "Bara tunnelbanan tar betalt.",
            "I hear that only Subway charges extra.",
            "entity-added",
        ),
        (
            "Ada Okonkwo bor här. Okonkwo skriver.",
            "Ada Okonkwo lives here. Okonjo writes.",
            "entity-added",
        ),
        (
            "Enligt Åkerlund är det klart.",
            "According to åkerlund, it is done.",
            "name-lowercased",
        ),
    ] {
        assert_eq!(found(&evaluator, swedish, english), [check], "{swedish}");
    }
}

#[test]
fn lets_right_names_pass() {
    let evaluator = Evaluator::new(Options::default());
    for (swedish, english) in [
        (
            "Nederländerna och FN möts i Haag.",
            "The Netherlands and the United Nations meet in The Hague.",
        ),
        (
            "EU:s ministrar, Sveriges och Ålands",
            "EU ministers, those of Sweden and the Åland Islands",
        ),
        (
            "De ungerska väljarna talar ungerska.",
            "Hungarian voters speak Hungarian.",
        ),
        ("Två britter och en finländska", "Two Britons and a Finn"),
        ("Chrusjtjov läste Tjechov.", "Khrushchev read Chekhov."),
        (
            "Londonborna reste till Stockholmsbörsen.",
            "Londoners travelled to the Stockholm Stock Exchange.",
        ),
        ("Ada Berg vann. Berg grät.", "Ada Berg won. She cried."),
        (
            "Zhou Enlai och Yassir möttes i Yanan.",
            "Chou En-lai and Yasser met in Yan'an.",
        ),
        ("Radion sänder på dari.", "The radio broadcasts in Dari."),
        (
            "Ideella organisationer och småföretag får stöd.",
            "NGOs and SMEs receive support.",
        ),
        (
            "Rättsakten om digitala tjänster gäller.",
            "The Digital Services Act applies.",
        ),
        (
            "Volkswagen varnar. VW:s aktie föll.",
            "Volkswagen issues a warning. The company's shares fell.",
        ),
        (
            "Vita huset svarade på fredagskvällen.",
            "The White House answered on Friday night.",
        ),
        ("Lärare och bagare sjunger.", "Teachers and bakers sing."),
        ("Volvo bygger ny fabrik", "Volvo to Build New Factory"),
        ("VIKTIGT MEDDELANDE TILL ALLA", "IMPORTANT NOTICE TO ALL"),
        ("Momsen, BNP och vd:n", "VAT, GDP and the CEO"),
        ("Internet, dna och hiv", "The Internet, DNA and HIV"),
        ("Hon fick tio amerikanska dollar.", "She got USD 10."),
        ("Den 3 mars regnade det.", "It rained on 3 March."),
        ("Det gäller bakom galler.", "It holds behind bars."),
        ("Bra! Visa majsen.", "Good! Show the maize."),
        (
            "Förfabricerade hus är billiga.",
            "Pre-fabricated houses are cheap.",
        ),
        ("Universum är stort.", "The Universe is large."),
        ("Skatteverket svarar.", "The Swedish Tax Agency answers."),
        ("Hon bor i San Remo.", "She lives in Sanremo."),
        (
            "Högakustenbron är stängd.",
            "The Höga Kusten Bridge is closed.",
        ),
        ("Paulus skrev till Korint.", "Paul wrote to Corinth."),
        (
            "Sången om Wagnersopranerna",
            "The song of the Wagnerian sopranos",
        ),
        (
            "Fjällräven har fått 38 ungar.",
            "The Arctic fox has had 38 cubs.",
        ),
        ("Han köpte kalabrisk korv.", "He bought Calabrian sausage."),
        ("Sankt Bavos katedral", "St Bavo’s Cathedral"),
        (
            "Institutet AIMS svarar.",
            "The Australian Institute of Marine Science answers.",
        ),
        ("Regeringskansliet", "Government Offices of Sweden"),
        ("", ""),
    ] {
        assert_eq!(found(&evaluator, swedish, english), [""; 0], "{swedish}");
    }
}

/// Judges the pairs as one document and gives the severities of the last one's names.
fn last_severities(pairs: &[(&str, &str)]) -> Vec<String> {
    use crate::annotate::Annotator;
    use crate::check::settings::Settings;
    use crate::check::{Check, Context};

    let annotator = Annotator::new();
    let segments: Vec<Segment> = pairs
        .iter()
        .map(|(english, swedish)| Segment::new(Language::English, *english, *swedish))
        .collect();
    let annotated: Vec<_> = segments
        .iter()
        .map(|segment| annotator.annotate_pair(segment))
        .collect();
    let Some((last, before)) = annotated.split_last() else {
        return Vec::new();
    };
    let settings = Settings::default();
    let context = Context {
        before,
        ..Context::alone(&settings)
    };
    let mut findings = Vec::new();
    super::Entities.run(last, &context, &mut findings);
    findings
        .iter()
        .map(|finding| finding.severity.to_string())
        .collect()
}

#[test]
fn explanations_are_no_errors() {
    for (english, swedish, severity) in [
        (
            "It is kept in Rome.",
            "Den finns i Italien, i Rom.",
            "major",
        ),
        (
            "They left Visby.",
            "De lämnade Visby på Gotland.",
            "neutral",
        ),
        (
            "President Volodymyr Zelensky spoke.",
            "Ukrainas president Volodymyr Zelenskyj talade.",
            "neutral",
        ),
        (
            "The board is in the Swedish capital.",
            "Styrelsen sitter i huvudstaden.",
            "neutral",
        ),
        (
            "The fair is in Sweden.",
            "Mässan är i huvudstaden.",
            "major",
        ),
        (
            "Jönköping County Administrative Board answers, as does Jönköping.",
            "Länsstyrelsen svarar.",
            "major",
        ),
    ] {
        let severities = last_severities(&[(english, swedish)]);
        assert!(
            severities.iter().any(|found| found == severity),
            "{swedish}: {severities:?}"
        );
    }
}

#[test]
fn neighbours_excuse_a_name() {
    let introduced = ("Breton met them.", "Breton mötte dem.");
    for (pairs, severities) in [
        (
            vec![
                introduced,
                ("Breton also revealed plans.", "Han avslöjade också planer."),
            ],
            ["neutral"],
        ),
        (
            vec![
                introduced,
                ("Breton also revealed plans.", "Planer avslöjades också."),
            ],
            ["major"],
        ),
        (
            vec![
                ("It was late.", "Det var sent i Quimper."),
                ("They left Quimper.", "Man gav sig av."),
            ],
            ["neutral"],
        ),
        (
            vec![
                ("Old grobbling is fun.", "Gammal lek är rolig."),
                ("We play Grobbling.", "Vi leker."),
            ],
            ["neutral"],
        ),
    ] {
        assert_eq!(last_severities(&pairs), severities, "{pairs:?}");
    }
}
