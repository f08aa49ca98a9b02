//! How a project tests the translations it ships: `cargo test --example translation_test`.
//!
//! `translations/app.tsv` is the file that is shipped, `translations/baseline.tsv` what the team
//! accepted of it, written by
//!
//! ```text
//! parvis accept examples/translations/app.tsv --baseline examples/translations/baseline.tsv --reason 'priced for Sweden'
//! ```
//!
//! Run as a program, it prints the findings.

const TRANSLATIONS: &str = "examples/translations/app.tsv";

#[allow(clippy::print_stdout)] // the findings are for the user's shell
fn main() -> parvis::Result<()> {
    print!("{}", parvis::testing::listing(&[TRANSLATIONS])?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::TRANSLATIONS;

    /// Fails when something is worse than what was accepted.
    #[test]
    fn translations_are_as_good_as_accepted() {
        parvis::assert_translations!(TRANSLATIONS; baseline = "examples/translations/baseline.tsv");
    }

    /// Shows every change of a finding in a review, the good ones too.
    #[test]
    fn findings_are_those_of_the_snapshot() {
        let findings = parvis::testing::findings(&[TRANSLATIONS]).expect("the file can be read");
        insta::assert_json_snapshot!(findings);
    }
}
