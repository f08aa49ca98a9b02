//! A target in neither of the two languages.

use whatlang::{Detector, Lang};

use crate::annotate::{Annotated, Pair};
use crate::check::untranslated::{count, word_count};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::lexicon::words::WordClass;
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(WRONG_LANGUAGE, "wrong-language", Untranslated);

/// Reports [`WRONG_LANGUAGE`].
#[derive(Debug)]
pub struct WrongLanguage;

/// The languages to choose from; with all that the identifier knows, short Swedish texts come
/// out as anything.
const ALLOWED: [Lang; 9] = [
    Lang::Swe,
    Lang::Eng,
    Lang::Dan,
    Lang::Nob,
    Lang::Deu,
    Lang::Fin,
    Lang::Fra,
    Lang::Spa,
    Lang::Nld,
];

/// A text with fewer words is too short to tell.
const LEAST_WORDS: usize = 4;

impl Check for WrongLanguage {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&WRONG_LANGUAGE] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let target = &pair.target;
        if !is_suspect(target) {
            return;
        }
        let Some(language) = third_language(target) else {
            return;
        };
        let whole = Span::new(0, target.text.len());
        findings.push(
            WRONG_LANGUAGE
                .finding(
                    Severity::Critical,
                    format!("the target seems to be {}", language.eng_name()),
                )
                .with_evidence(Vec::new(), vec![Evidence::new(whole, target.text)])
                .as_root_cause(),
        );
    }
}

/// The cheap test on a text that is long enough to tell.
fn is_suspect(target: &Annotated<'_>) -> bool {
    word_count(target) >= LEAST_WORDS && is_foreign_to_its_language(target)
}

/// At least half as many signs of a third language as of the right one alone, or no sign at all in
/// a text that ought to have some.
pub(in crate::check) fn is_foreign_to_its_language(target: &Annotated<'_>) -> bool {
    let own = count(target, own_signs(target.lang));
    let third = third_signs(target);
    third > 0 && third * 2 >= own || own == 0 && small_words(target) >= 4
}

/// Words that no other of the allowed languages has.
const fn own_signs(lang: Language) -> WordClass {
    match lang {
        Language::Swedish => WordClass::SWEDISH_ALONE,
        Language::English => WordClass::ENGLISH,
    }
}

fn third_signs(target: &Annotated<'_>) -> usize {
    let words = target.tokens.iter().zip(&target.facts).enumerate();
    let is_name =
        |at: usize, span: Span| at > 0 && span.of(target.text).starts_with(char::is_uppercase);
    let signs = words.filter(|&(at, (token, word))| {
        let is_listed = word.class.is_any_of(WordClass::THIRD) && at > 0;
        let is_sign = is_listed || token.span.of(target.text).contains(FOREIGN_LETTERS);
        is_sign && !is_name(at, token.span)
    });
    signs.count()
}

/// Letters that Danish, Norwegian or German has and Swedish and English have not.
const FOREIGN_LETTERS: [char; 4] = ['æ', 'ø', 'ü', 'ß'];

fn small_words(target: &Annotated<'_>) -> usize {
    let words = target
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word);
    words
        .filter(|token| token.span.of(target.text).starts_with(char::is_lowercase))
        .count()
}

/// The third language that the text is in, by the identifier and by what the words say of it.
fn third_language(target: &Annotated<'_>) -> Option<Lang> {
    let detector = Detector::with_allowlist(ALLOWED.to_vec());
    let info = detector.detect(target.text)?;
    let is_third = !matches!(info.lang(), Lang::Swe | Lang::Eng);
    let signs = third_signs(target);
    let own = count(target, own_signs(target.lang));
    let is_sure = signs > own || signs >= 2 || info.is_reliable();
    (is_third && is_sure).then(|| info.lang())
}
