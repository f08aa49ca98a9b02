//! The regular Swedish inflections of names and of the words made from them.
//!
//! `japansk` gives *japanskt, japanska, japanske* and the nouns *japanskan, japanskor*; `finländare` gives *finländaren, finländarna*.
//! The genitive is not among them: the look-up removes it.

use super::EntityKind;

/// The inflected forms of a Swedish table form, without the form itself.
pub(super) fn inflect(form: &str, kind: EntityKind) -> Vec<String> {
    if form.contains(' ') || form.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    match kind {
        EntityKind::Nationality if form.ends_with("sk") => {
            with_endings(form, &["t", "a", "e", "an", "or", "orna"])
        }
        EntityKind::Nationality => people(form),
        EntityKind::Language => with_endings(form, &["n"]),
        EntityKind::Calendar if form.ends_with("dag") => with_endings(form, &["en", "ar", "arna"]),
        _ => Vec::new(),
    }
}

fn people(noun: &str) -> Vec<String> {
    if let Some(stem) = noun.strip_suffix("man") {
        return with_endings(stem, &["mannen", "män", "männen"]);
    }
    if let Some(stem) = noun.strip_suffix("are") {
        return with_endings(stem, &["aren", "arna"]);
    }
    if noun.ends_with("ar") || noun.ends_with("er") || noun.ends_with("or") {
        return with_endings(noun, &["na"]);
    }
    if noun.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'é']) {
        return with_endings(noun, &["n"]);
    }
    with_endings(noun, &["en"])
}

fn with_endings(stem: &str, endings: &[&str]) -> Vec<String> {
    endings
        .iter()
        .map(|ending| format!("{stem}{ending}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(form: &str, kind: EntityKind) -> String {
        inflect(form, kind).join(" ")
    }

    #[test]
    fn inflects_adjectives_and_people() {
        for (form, inflected) in [
            (
                "japansk",
                "japanskt japanska japanske japanskan japanskor japanskorna",
            ),
            ("finländare", "finländaren finländarna"),
            ("norrman", "norrmannen norrmän norrmännen"),
            ("turk", "turken"),
            ("turkar", "turkarna"),
            ("same", "samen"),
            ("maori", "maorin"),
        ] {
            assert_eq!(forms(form, EntityKind::Nationality), inflected, "{form}");
        }
    }

    #[test]
    fn inflects_weekdays_and_languages() {
        assert_eq!(
            forms("måndag", EntityKind::Calendar),
            "måndagen måndagar måndagarna"
        );
        assert_eq!(forms("svenska", EntityKind::Language), "svenskan");
    }

    #[test]
    fn leaves_names_alone() {
        assert_eq!(forms("Sverige", EntityKind::Place), "");
        assert_eq!(forms("Midsommardag", EntityKind::Calendar), "");
        assert_eq!(forms("mars", EntityKind::Calendar), "");
    }
}
