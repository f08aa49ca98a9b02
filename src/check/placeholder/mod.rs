//! Placeholders, tags, entities, escapes and addresses that the target has to keep.

mod accelerator_missing;
mod address_changed;
mod placeholder_mismatch;
mod placeholder_order;
mod tag_unbalanced;

pub use accelerator_missing::{ACCELERATOR_MISSING, AcceleratorMissing};
pub use address_changed::{ADDRESS_CHANGED, AddressChanged};
pub use placeholder_mismatch::{PLACEHOLDER_MISMATCH, PlaceholderMismatch};
pub use placeholder_order::{PLACEHOLDER_ORDER, PlaceholderOrder};
pub use tag_unbalanced::{TAG_UNBALANCED, TagUnbalanced};

/// The value of an attribute of a start tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut words = tag.split(char::is_whitespace);
    words.find_map(|word| {
        let value = word.strip_prefix(name)?.strip_prefix('=')?;
        let quote = value.chars().next()?;
        value[quote.len_utf8()..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use crate::{Evaluator, Group, Language, Options, Segment};

    /// What the checks of this group find in an English source and its translation.
    fn findings(segment: &Segment) -> Vec<(&'static str, String)> {
        let findings = Evaluator::new(Options::default()).judge(segment).findings;
        findings
            .into_iter()
            .filter(|finding| finding.group == Group::Placeholder)
            .map(|finding| (finding.check, finding.message))
            .collect()
    }

    fn pair(source: &str, target: &str) -> Segment {
        Segment::new(Language::English, source, target)
    }

    #[test]
    fn reports_what_was_lost_or_changed() {
        for (source, target, check, message) in [
            (
                "Open <g id=\"1\">the file</g> now",
                "Öppna <g id=\"2\">filen</g> nu",
                "placeholder-mismatch",
                "<g id=\"1\"> became <g id=\"2\">",
            ),
            (
                "Print <ph id=\"1\">%d</ph> pages",
                "Skriv ut <ph id=\"1\">%s</ph> sidor",
                "placeholder-mismatch",
                "<ph id=\"1\">%d</ph> became <ph id=\"1\">%s</ph>",
            ),
            (
                "Save the page <x id=\"1\"/> now",
                "Spara sidan nu",
                "placeholder-mismatch",
                "<x id=\"1\"/> is missing in the target",
            ),
            (
                "Press <b>Return</b> to go on",
                "Tryck </b>Retur<b> för att fortsätta",
                "tag-unbalanced",
                "</b> stands before its <b>",
            ),
            (
                "<b>Bold and <i>slanted</i></b> text",
                "<b>Fet och <i>lutande</b></i> text",
                "tag-unbalanced",
                "expected </i>, found </b>",
            ),
            (
                "Click <bpt i=\"1\">&lt;b&gt;</bpt>here<ept i=\"1\">&lt;/b&gt;</ept> now",
                "Klicka <ept i=\"1\">&lt;/b&gt;</ept>här<bpt i=\"1\">&lt;b&gt;</bpt> nu",
                "tag-unbalanced",
                "<ept i=\"1\"> stands before its <bpt>",
            ),
            (
                "Click <bpt i=\"1\">&lt;b&gt;</bpt>here<ept i=\"1\">&lt;/b&gt;</ept> now",
                "Klicka <bpt i=\"1\">&lt;b&gt;</bpt>här<ept i=\"2\">&lt;/b&gt;</ept> nu",
                "tag-unbalanced",
                "<ept i=\"2\"> has no <bpt>",
            ),
            (
                "Click <bpt i=\"1\">&lt;b&gt;</bpt>on <bpt i=\"2\">&lt;i&gt;</bpt>this<ept i=\"2\">&lt;/i&gt;</ept><ept i=\"1\">&lt;/b&gt;</ept>",
                "Klicka <bpt i=\"1\">&lt;b&gt;</bpt>på <bpt i=\"2\">&lt;i&gt;</bpt>det<ept i=\"1\">&lt;/b&gt;</ept><ept i=\"2\">&lt;/i&gt;</ept>",
                "tag-unbalanced",
                "the tags in <bpt i=\"2\"> and <ept i=\"1\"> cross",
            ),
            (
                "Click <bx id=\"1\" rid=\"7\"/>here<ex id=\"2\" rid=\"7\"/> now",
                "Klicka <ex id=\"2\" rid=\"7\"/>här<bx id=\"1\" rid=\"7\"/> nu",
                "tag-unbalanced",
                "<ex id=\"2\" rid=\"7\"/> stands before its <bx>",
            ),
            (
                "Click <sc id=\"1\"/>here<ec startRef=\"1\"/> now",
                "Klicka <ec startRef=\"1\"/>här<sc id=\"1\"/> nu",
                "tag-unbalanced",
                "<ec startRef=\"1\"/> stands before its <sc>",
            ),
            (
                "_Open recent file",
                "Öppna senaste fil",
                "accelerator-missing",
                "the access key marked with “_” is missing",
            ),
            (
                "Cance_l the download",
                "Avbryt hämtningen",
                "accelerator-missing",
                "the access key marked with “_” is missing",
            ),
            (
                "All rights reserved &copy; here",
                "Alla rättigheter förbehållna här",
                "placeholder-mismatch",
                "&copy; is missing in the target",
            ),
        ] {
            let found = findings(&pair(source, target));
            assert_eq!(found, [(check, message.to_owned())], "{source}");
        }
    }

    #[test]
    fn leaves_alone_what_translators_do() {
        for (source, target) in [
            ("Write to <file> now", "Skriv till <fil> nu"),
            (
                "&copy; the authors, &amp; others",
                "© författarna och andra",
            ),
            ("Cance_l the download", "A_vbryt hämtningen"),
            ("Time is %H:%M now", "Klockan är %H.%M nu"),
            (
                "Use --by={name|number} here",
                "Använd --by={namn|nummer} här",
            ),
            ("<mrk mtype=\"term\">House</mrk> for sale", "Hus till salu"),
            (
                "Click <bpt i=\"1\" x=\"1\">&lt;b class=\"en\"&gt;</bpt>here<ept i=\"1\">&lt;/b&gt;</ept>",
                "Klicka <bpt i=\"1\" x=\"1\">&lt;b class=\"sv\"&gt;</bpt>här<ept i=\"1\">&lt;/b&gt;</ept>",
            ),
            (
                "<b>Name</b> and <i>address</i>",
                "<i>Adress</i> och <b>namn</b>",
            ),
            ("Two lines<br>in one text", "Två rader<br>i en text"),
            // Marks of ranges may cross, and a translation may number its own.
            (
                "<bx id=\"1\" rid=\"1\"/>Red and <bx id=\"2\" rid=\"2\"/>slanted<ex id=\"3\" rid=\"2\"/><ex id=\"4\" rid=\"1\"/>",
                "<bx id=\"1\" rid=\"1\"/>Röd och <bx id=\"2\" rid=\"2\"/>lutande<ex id=\"4\" rid=\"1\"/><ex id=\"3\" rid=\"2\"/>",
            ),
            (
                "Click <bpt i=\"1\" x=\"1\">{\\b </bpt>here<ept i=\"1\">}</ept>",
                "Klicka <bpt i=\"2\" x=\"1\">{\\b </bpt>här<ept i=\"2\">}</ept>",
            ),
        ] {
            assert_eq!(findings(&pair(source, target)), [], "{source}");
        }
    }

    #[test]
    fn a_singular_may_leave_its_number_out() {
        for (source, target, is_found) in [
            (
                "Delete the %d selected item?",
                "Ta bort det valda objektet?",
                false,
            ),
            (
                "Delete the selected item?",
                "Ta bort %d valt objekt?",
                false,
            ),
            ("Delete %d of %s now?", "Ta bort nu?", true),
            ("Delete %d items now?", "Ta bort %s objekt nu?", true),
        ] {
            let plural = pair(source, target);
            let singular = Segment {
                is_singular: true,
                ..plural.clone()
            };
            assert_eq!(!findings(&singular).is_empty(), is_found, "{source}");
            assert!(!findings(&plural).is_empty(), "{source}");
        }
    }

    #[test]
    fn inline_elements_and_access_keys_are_invisible_to_the_other_checks() {
        for (source, target) in [
            (
                "Open <g id=\"17\">the file</g> at once<x id=\"4\"/>",
                "Öppna <g id=\"17\">filen</g> genast<x id=\"4\"/>",
            ),
            (
                "Click <bpt i=\"1\">&lt;font size=\"12\"&gt;</bpt>here<ept i=\"1\">&lt;/font&gt;</ept>",
                "Klicka <bpt i=\"1\">&lt;font size=\"12\"&gt;</bpt>här<ept i=\"1\">&lt;/font&gt;</ept>",
            ),
            ("Reset to De_fault", "Återställ till _standard"),
            ("Cance_l", "Avbr_yt"),
        ] {
            let judgement = Evaluator::new(Options::default()).judge(&pair(source, target));
            assert_eq!(judgement.findings, [], "{source}");
        }
    }
}
