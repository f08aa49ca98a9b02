//! What denies in a text, and what could stand for a denial.

use crate::annotate::Annotated;
use crate::annotate::entity::is_given_name;
use crate::lexicon::antonyms::{Opposites, with_negative};
use crate::lexicon::words::WordClass;
use crate::locale::Language;
use crate::span::Span;
use crate::text::token::TokenKind;

/// The negations of one side.
#[derive(Debug)]
pub(super) struct Polarity<'p, 's> {
    /// The side itself.
    pub(super) side: &'p Annotated<'s>,
    /// Words that deny something that the other side has to deny as well.
    pub(super) negators: Vec<Span>,
    /// The first negative word that the other side can't render without one of its own.
    firm: Option<Span>,
    /// The pairs of opposites whose negative word the side has.
    pub(super) opposites: Vec<&'static Opposites>,
}

impl<'p, 's> Polarity<'p, 's> {
    pub(super) fn of(side: &'p Annotated<'s>) -> Self {
        let (mut negators, mut firm, mut opposites) = (Vec::new(), None, Vec::new());
        for at in words(side) {
            opposites.extend(with_negative(word(side, at), side.lang));
            match denial(side, at) {
                Denial::Strong(span) => negators.push(span),
                Denial::Soft if is_firm(side, at) => {
                    firm.get_or_insert(side.tokens[at].span);
                }
                Denial::Soft | Denial::None => {}
            }
        }
        Self {
            side,
            negators,
            firm,
            opposites,
        }
    }

    /// How much else the text holds that could render a negation: words such as *saknar* or
    /// *unless*, affixes (o-, un-, -lös, -less), negations within idioms. Counted on request:
    /// most pairs have no negation that asks for it.
    fn soft(&self) -> usize {
        let is_soft = |&at: &usize| match denial(self.side, at) {
            Denial::None => has_negative_affix(self.side, at),
            Denial::Soft => true,
            Denial::Strong(_) => false,
        };
        words(self.side).filter(is_soft).count()
    }

    /// True when nothing in the text denies or could.
    pub(super) fn is_positive(&self) -> bool {
        self.negators.is_empty() && self.soft() == 0
    }

    /// True when there is a firm word whose part nothing in `other` can have.
    pub(super) fn firm_beyond(&self, other: &Self) -> Option<Span> {
        self.firm.filter(|_| {
            other.negators.is_empty() && other.firm.is_none() && self.soft() > other.soft()
        })
    }

    /// True when `other` denies less often, by its negators and by all it has.
    pub(super) fn exceeds(&self, other: &Self) -> bool {
        self.negators.len() > other.negators.len()
            && self.negators.len() + self.soft() > other.negators.len() + other.soft()
    }
}

/// The places of the words of a side.
fn words(side: &Annotated<'_>) -> impl Iterator<Item = usize> {
    let tokens = side.tokens.iter().enumerate();
    tokens.filter_map(|(at, token)| (token.kind == TokenKind::Word).then_some(at))
}

/// True for a negative word that asks for one on the other side, *fail to* among them.
fn is_firm(side: &Annotated<'_>, at: usize) -> bool {
    let fails_to = side.lang == Language::English
        && word(side, at).starts_with("fail")
        && word(side, at + 1) == "to";
    fails_to || side.facts[at].class.is_any_of(WordClass::FIRM)
}

/// True for a word that denies in its own language.
pub(super) fn is_negator(side: &Annotated<'_>, at: usize) -> bool {
    side.facts[at].class.is_any_of(negators(side.lang))
}

const fn negators(lang: Language) -> WordClass {
    match lang {
        Language::Swedish => WordClass::SWEDISH_NEGATOR,
        Language::English => WordClass::ENGLISH_NEGATOR,
    }
}

enum Denial {
    None,
    /// Could render a negation, but asks for none.
    Soft,
    Strong(Span),
}

fn denial(side: &Annotated<'_>, at: usize) -> Denial {
    if is_in_name(side, at) {
        return Denial::None;
    }
    if word(side, at) == "yet" && word(side, at + 1) == "to" {
        return Denial::Soft;
    }
    if is_negator(side, at) {
        let is_idiom = match side.lang {
            Language::Swedish => is_swedish_idiom(side, at),
            Language::English => is_english_idiom(side, at),
        };
        return if is_idiom || is_double(side, at) {
            Denial::Soft
        } else {
            Denial::Strong(side.tokens[at].span)
        };
    }
    if is_negative(side, at) || is_prevention(side, at) {
        return if is_part_of_denial(side, at) {
            Denial::None
        } else {
            Denial::Soft
        };
    }
    contraction(side, at).map_or(Denial::None, |span| {
        let is_set_phrase = is_question_tag(side, at)
            || is_invitation(side, at)
            || is_superlative(side, at - 2)
            || word(side, at + 1) == "hesitate";
        if is_set_phrase || is_double(side, at) {
            Denial::Soft
        } else {
            Denial::Strong(span)
        }
    })
}

/// True for a word that can take the place of a negation; *Tom* is none, though *tom* is empty.
fn is_negative(side: &Annotated<'_>, at: usize) -> bool {
    let written = side.tokens[at].span.of(side.text);
    let is_person = written.starts_with(char::is_uppercase) && is_given_name(word(side, at));
    side.facts[at].class.is_any_of(WordClass::NEGATIVE) && !is_person
}

/// True within a name or title: *Läkare utan gränser*, *Did Not Finish*.
fn is_in_name(side: &Annotated<'_>, at: usize) -> bool {
    let span = side.tokens[at].span;
    let is_capital = |at: usize| {
        let word = side.tokens[at].span.of(side.text);
        word.starts_with(char::is_uppercase)
    };
    let is_in_title = at > 0 && is_capital(at) && is_capital(at - 1);
    is_in_title || side.entities.iter().any(|name| name.span.overlaps(span))
}

/// True before a negative word: *don't forget*, *not uncommon* and *inte omöjligt* affirm.
fn is_double(side: &Annotated<'_>, at: usize) -> bool {
    let end = side.tokens.len().min(at + 3);
    (at + 1..end)
        .take_while(|&next| side.tokens[next].kind == TokenKind::Word)
        .any(|next| {
            let is_negative = is_negative(side, next);
            is_negative && !is_part_of_denial(side, next) && word(side, next) != "free"
                || has_negative_affix(side, next)
        })
}

/// *inte heller*, and *utan* in the sense of "but": they go with a negation and are none.
fn is_part_of_denial(side: &Annotated<'_>, at: usize) -> bool {
    let follows_negator = side.facts[..at]
        .iter()
        .any(|word| word.class.is_any_of(negators(side.lang)));
    match word(side, at) {
        "heller" => true,
        "nor" => follows_negator,
        "utan" => follows_negator,
        _ => false,
    }
}

/// *from being*: what somebody is kept or saved from.
fn is_prevention(side: &Annotated<'_>, at: usize) -> bool {
    word(side, at) == "from" && word(side, at + 1).ends_with("ing")
}

/// `n't`, when the token at `at` is its `t`.
fn contraction(side: &Annotated<'_>, at: usize) -> Option<Span> {
    if side.lang != Language::English || at < 2 || word(side, at) != "t" {
        return None;
    }
    let is_glued = side.tokens[at].is_glued && side.tokens[at - 1].is_glued;
    let is_apostrophe = matches!(word(side, at - 1), "'" | "’");
    (is_glued && is_apostrophe && word(side, at - 2).ends_with('n'))
        .then(|| side.tokens[at - 2].span.cover(side.tokens[at].span))
}

/// `Why don't we …`, which asks for no negation, though it may get one.
fn is_invitation(side: &Annotated<'_>, at: usize) -> bool {
    at > 2 && word(side, at - 3) == "why"
}

/// *couldn't agree more*, *could not be happier*: as much as can be.
fn is_superlative(side: &Annotated<'_>, at: usize) -> bool {
    let is_comparative = |word: &str| matches!(word, "more" | "better") || word.ends_with("ier");
    word(side, at).starts_with("could")
        && (at + 1..at + 6).any(|ahead| is_comparative(word(side, ahead)))
}

/// `isn't it?`, `don't you?`: at most two words between the negation and the question mark.
fn is_question_tag(side: &Annotated<'_>, at: usize) -> bool {
    let rest = &side.tokens[at + 1..];
    let mark = rest
        .iter()
        .position(|token| token.kind == TokenKind::Mark && token.span.of(side.text) == "?");
    mark.is_some_and(|mark| mark <= 2)
}

fn is_english_idiom(side: &Annotated<'_>, at: usize) -> bool {
    let (next, after) = (word(side, at + 1), word(side, at + 2));
    let before = at.checked_sub(1).map_or("", |before| word(side, before));
    let is_sentence = side.tokens[at].span.end;
    match word(side, at) {
        // "No. 5", "No 10"
        "no" if next == "." && after.starts_with(|c: char| c.is_ascii_digit()) => true,
        "no" => {
            next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    next,
                    "doubt" | "matter" | "sooner" | "less" | "fewer" | "wonder"
                )
                || after == "than"
                || (next == "one" || next == "other") && matches!(after, "but" | "than")
        }
        "not" => {
            matches!(
                next,
                "only" | "just" | "merely" | "simply" | "least" | "until" | "unlike" | "hesitate"
            ) || next == "to" && after == "mention"
                || before == "could" && is_superlative(side, at - 1)
                || matches!(before, "if" | "why" | "whether")
                || before == "or" && !next.starts_with(char::is_alphabetic)
                || side.lower[is_sentence..].contains(" until ")
        }
        "nothing" => matches!(next, "but" | "less" | "short" | "more" | "like"),
        "none" => matches!(next, "other" | "the"),
        "never" => matches!(next, "mind"),
        _ => false,
    }
}

fn is_swedish_idiom(side: &Annotated<'_>, at: usize) -> bool {
    let (next, after) = (word(side, at + 1), word(side, at + 2));
    let before = at.checked_sub(1).map_or("", |before| word(side, before));
    match word(side, at) {
        "icke" if next == "-" => true,
        "inte" | "icke" | "ej" => {
            matches!(
                next,
                "lika"
                    | "bara"
                    | "enbart"
                    | "endast"
                    | "minst"
                    | "förrän"
                    | "sant"
                    | "desto"
                    | "blott"
            ) || matches!(next, "mindre" | "färre" | "mer" | "fler") && after == "än"
                || matches!(before, "om" | "eller" | "varför")
                || (1..4).any(|ahead| word(side, at + ahead) == "lika")
                || side.lower[side.tokens[at].span.end..].contains(" förrän ")
        }
        "ingen" | "inget" | "inga" | "ingenting" => {
            matches!(next, "mindre" | "annan" | "annat") && after == "än" || next == "tvekan"
        }
        _ => false,
    }
}

/// The word or mark at `at` in lower case, empty beyond the end.
fn word<'a>(side: &'a Annotated<'_>, at: usize) -> &'a str {
    let token = side.tokens.get(at);
    token.map_or("", |token| token.span.of(&side.lower))
}

/// An affix that turns a word into its opposite, or looks like one: taking *oljud* for a negation
/// costs a finding, taking *okänd* for none costs the reader's trust.
fn has_negative_affix(side: &Annotated<'_>, at: usize) -> bool {
    let word = word(side, at);
    if word == "non" {
        return true;
    }
    if word.len() < 6 {
        return false;
    }
    let begins_with = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let has_affix = match side.lang {
        Language::Swedish => {
            let is_o_word = word.starts_with('o') && !word.starts_with("om");
            is_o_word && !begins_with(&SWEDISH_O)
                || word.starts_with("miss")
                || ends_with(&["lös", "löst", "lösa", "löshet", "fri", "fritt", "fria"])
        }
        Language::English => {
            word.starts_with("un") && !begins_with(&ENGLISH_UN)
                || begins_with(&["dis", "mis", "non"])
                || word.ends_with("less")
        }
    };
    has_affix || with_negative(word, side.lang).next().is_some()
}

/// Beginnings of Swedish words whose o- denies nothing.
static SWEDISH_O: [&str; 33] = [
    "oblig", "observ", "objekt", "också", "offen", "offer", "offic", "offra", "ofta", "oktob",
    "olika", "olik", "olja", "olje", "oljan", "olycka", "olycko", "olycks", "olymp", "opera",
    "opini", "option", "ord", "organ", "orient", "origin", "orkan", "orke", "orsak", "orter",
    "ostlig", "ovan", "oväder",
];

/// Beginnings of English words whose un- denies nothing.
static ENGLISH_UN: [&str; 9] = [
    "under", "until", "unit", "univ", "union", "uniq", "unif", "unanim", "unicorn",
];
