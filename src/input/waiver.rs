//! Waivers in comments: `parvis: ignore value-mismatch, locale` in a comment of a PO entry or a
//! `<note>` of TMX or XLIFF names checks and groups that are not wanted for that segment.
//!
//! What follows ` -- ` is the reason, for people. Whether the names exist is for the evaluation to say.

/// What begins a waiver.
const OPENING: &str = "parvis: ignore ";

/// The names that `comment` waives; a waiver ends with its line.
pub(super) fn waived(comment: &str) -> impl Iterator<Item = String> {
    let waivers = comment
        .lines()
        .filter_map(|line| line.split_once(OPENING))
        .map(|(_, names)| names.split_once(" -- ").map_or(names, |(names, _)| names));
    let names = waivers.flat_map(|names| names.split(|c: char| c == ',' || c.is_whitespace()));
    names.filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_leaves_the_reason() {
        for (comment, expected) in [
            (" parvis: ignore value-mismatch", &["value-mismatch"][..]),
            (
                ". parvis: ignore locale, length -- as agreed",
                &["locale", "length"],
            ),
            ("Seen by two.\nparvis: ignore entity\nDone.", &["entity"]),
            ("parvis is a checker", &[]),
            ("parvis: ignored", &[]),
            ("", &[]),
        ] {
            assert_eq!(waived(comment).collect::<Vec<_>>(), expected, "{comment}");
        }
    }
}
