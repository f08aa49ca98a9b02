//! The words of a text with what their letters say: folded form, capital, place in the sentence.

use std::ops::Range;

use super::Entity;
use super::given_names::is_given_name;
use super::ordinary::{is_common_english, is_ordinary_compound, is_ordinary_english};
use super::species::is_species;
use crate::locale::Language;
use crate::span::Span;
use crate::text::fold::fold_into;
use crate::text::token::{Token, TokenKind};

/// What the letters of a word say about its being a name, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Lower case, or a capital that means nothing.
    Plain,
    /// Part of a gazetteer name.
    Known,
    /// A capital at the beginning of a sentence, on a word that may be an ordinary one.
    Initial,
    /// A capital inside a sentence on an ordinary word: part of a title, or a name.
    Titled,
    /// A capital that an ordinary word would not have there.
    Name,
    /// Two or more capitals only.
    Acronym,
}

/// How a text uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Names and beginnings of sentences.
    Running,
    /// Every word of weight, as in an English heading.
    TitleCase,
    /// All letters.
    AllCaps,
}

/// A word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Its index among the tokens.
    pub token: usize,
    /// True when a capital stands first.
    pub is_capital: bool,
    /// True when it begins a sentence, a quotation or a heading.
    pub is_initial: bool,
    /// True when a hyphen ties it to the word before.
    pub is_tied: bool,
    /// What its letters say.
    pub shape: Shape,
    folded: Range<usize>,
}

/// The words of a text, in order.
#[derive(Clone, Debug)]
pub struct Words {
    /// The words.
    pub list: Vec<Word>,
    /// How the text uses capitals.
    pub style: Style,
    folded: String,
}

impl Words {
    /// The words among `tokens`.
    #[must_use]
    pub fn new(text: &str, lang: Language, tokens: &[Token]) -> Self {
        let mut words = Self {
            list: Vec::with_capacity(tokens.len()),
            style: Style::Running,
            folded: String::with_capacity(text.len()),
        };
        let mut opening = true;
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word => {
                    words.push(text, tokens, at, opening);
                    opening = false;
                }
                TokenKind::Digits => opening = false,
                TokenKind::Mark => opening = opens_after(text, tokens, at, opening),
            }
        }
        words.style = words.style_of(text);
        words.judge_shapes(text, lang, tokens);
        words.promote_given_names();
        words.promote_surnames();
        words
    }

    /// A word without case and diacritics.
    #[must_use]
    pub fn folded(&self, word: &Word) -> &str {
        &self.folded[word.folded.clone()]
    }

    /// The folded form of the word at `index`.
    #[must_use]
    pub fn folded_at(&self, index: usize) -> &str {
        self.folded(&self.list[index])
    }

    /// The words at `indices` as one, folded.
    #[must_use]
    pub fn joined(&self, indices: impl Iterator<Item = usize>) -> String {
        indices.map(|index| self.folded_at(index)).collect()
    }

    /// The end of the run of name-like words that begins at `start`; `start` itself when the word
    /// there is none. Words of one run stand side by side with at most a hyphen, an apostrophe or
    /// the point of an initial between them.
    pub(super) fn run_end(&self, start: usize) -> usize {
        let mut end = start;
        while end < self.list.len() && self.list[end].shape >= Shape::Titled {
            if end > start && self.list[end].token > self.list[end - 1].token + 2 {
                break;
            }
            if end > start && !self.is_side_by_side(end) {
                break;
            }
            end += 1;
        }
        end
    }

    /// True when the word at `index` is money or an old unit, so that the name before it only
    /// qualifies it: *australiska dollar*, *engelska mil*.
    pub(super) fn is_money(&self, text: &str, index: usize) -> bool {
        self.list
            .get(index)
            .is_some_and(|word| is_code(word.span.of(text)) || MONEY.contains(&self.folded(word)))
    }

    /// True when the word at `index` is an animal or plant, which the English name before it only
    /// tells from others: *Arctic fox*.
    pub(super) fn is_species(&self, index: usize) -> bool {
        self.list
            .get(index)
            .is_some_and(|word| is_species(self.folded(word)))
    }

    /// True for a month or day in a date, which is a quantity: *den 3 mars*, *March 3rd*.
    pub(super) fn is_beside_number(&self, tokens: &[Token], range: &Range<usize>) -> bool {
        let (first, last) = (self.list[range.start].token, self.list[range.end - 1].token);
        let is_number = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Digits)
        };
        is_number(last + 1) || (1..=3).any(|back| first >= back && is_number(first - back))
    }

    /// True when the word at `index` is what a firm does: *Amazon says so*, where a common noun
    /// would have an article.
    pub(super) fn is_before_verb(&self, index: usize) -> bool {
        const VERBS: &[&str] = &[
            "accused",
            "accuses",
            "acquired",
            "acquires",
            "adds",
            "admits",
            "admitted",
            "agreed",
            "agrees",
            "aims",
            "announced",
            "announces",
            "argues",
            "backs",
            "blamed",
            "blames",
            "bought",
            "buys",
            "claims",
            "confirmed",
            "confirms",
            "cuts",
            "denied",
            "denies",
            "expects",
            "faces",
            "fined",
            "fires",
            "has",
            "hires",
            "hopes",
            "insists",
            "intends",
            "introduces",
            "invests",
            "is",
            "launched",
            "launches",
            "loses",
            "lost",
            "offers",
            "opens",
            "owes",
            "owns",
            "pays",
            "plans",
            "pledges",
            "posted",
            "posts",
            "promised",
            "promises",
            "raised",
            "raises",
            "recalled",
            "recalls",
            "refused",
            "refuses",
            "rejected",
            "rejects",
            "reported",
            "reports",
            "said",
            "says",
            "seeks",
            "sees",
            "sells",
            "shuts",
            "signed",
            "signs",
            "sold",
            "sued",
            "sues",
            "tells",
            "unveiled",
            "unveils",
            "urges",
            "wants",
            "warned",
            "warns",
            "was",
            "will",
            "wins",
            "withdraws",
            "won",
        ];
        let word = self.list.get(index);
        word.is_some_and(|word| !word.is_capital && VERBS.contains(&self.folded(word)))
    }

    /// True when the word at `index` follows directly in lower case, *and* aside.
    pub(super) fn goes_on_in_lower_case(&self, index: usize) -> bool {
        let word = self.list.get(index);
        word.is_some_and(|word| {
            let is_next = word.token == self.list[index - 1].token + 1;
            is_next && !word.is_capital && self.folded(word) != "and"
        })
    }

    /// True when the word at `index` stands beside another capitalised one.
    pub(super) fn has_capital_neighbour(&self, index: usize) -> bool {
        let before = index > 0 && self.is_side_by_side(index) && self.list[index - 1].is_capital;
        let after = self.list.get(index + 1).is_some_and(|next| next.is_capital)
            && self.is_side_by_side(index + 1);
        before || after
    }

    /// True when the word at `index` goes on from a capitalised one that is no nationality.
    pub(super) fn follows_capital(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| &self.list[before]) else {
            return false;
        };
        before.is_capital && before.shape == Shape::Titled && self.is_side_by_side(index)
    }

    /// True when the word at `index` follows directly as part of a title: *the Swedish Interest
    /// Act*.
    pub(super) fn precedes_title(&self, index: usize) -> bool {
        let word = self.list.get(index);
        word.is_some_and(|word| word.shape == Shape::Titled && self.is_side_by_side(index))
    }

    /// True when a hyphen ties the word at `index` to another one.
    #[must_use]
    pub fn is_part(&self, index: usize) -> bool {
        // Not the -s of *Larsson's*.
        let is_joined = |next: &Word| next.is_tied && next.span.len() > 1;
        self.list[index].is_tied || self.list.get(index + 1).is_some_and(is_joined)
    }

    fn is_side_by_side(&self, index: usize) -> bool {
        let (before, word) = (&self.list[index - 1], &self.list[index]);
        word.token == before.token + 1 || word.is_tied
    }

    /// Marks the words that gazetteer names cover.
    pub(super) fn mark_known(&mut self, entities: &[Entity<'_>]) {
        for entity in entities {
            for word in &mut self.list[entity.words.clone()] {
                word.shape = Shape::Known;
            }
        }
    }

    fn push(&mut self, text: &str, tokens: &[Token], at: usize, is_initial: bool) {
        let token = tokens[at];
        let start = self.folded.len();
        let word = token.span.of(text);
        fold_into(&mut self.folded, word);
        let is_tied = at >= 2
            && token.is_glued
            && tokens[at - 1].is_glued
            && matches!(tokens[at - 1].span.of(text), "-" | "‐" | "‑" | "'" | "’");
        self.list.push(Word {
            span: token.span,
            token: at,
            is_capital: word.chars().next().is_some_and(char::is_uppercase),
            is_initial,
            is_tied,
            shape: Shape::Plain,
            folded: start..self.folded.len(),
        });
    }

    fn style_of(&self, text: &str) -> Style {
        let long = || self.list.iter().filter(|word| word.span.len() >= 4);
        let count = long().count();
        let is_heading = count >= 2 || self.list.len() == 1 && self.folded.len() > 6;
        let is_label = || {
            // *VARNING: HET YTA*
            let all_upper = || self.list.iter().all(|word| is_upper(word.span.of(text)));
            count == 1 && self.list.len() > 1 && self.folded.len() > 9 && all_upper()
        };
        if is_label() || is_heading && long().all(|word| is_upper(word.span.of(text))) {
            return Style::AllCaps;
        }
        if count >= 3 && long().all(|word| word.is_capital) {
            return Style::TitleCase;
        }
        Style::Running
    }

    fn judge_shapes(&mut self, text: &str, lang: Language, tokens: &[Token]) {
        for at in 0..self.list.len() {
            if self.list[at].is_capital {
                self.list[at].shape = self.shape_of(&self.list[at], text, lang, tokens);
            }
        }
    }

    /// A given name before another capital is a name even where a sentence begins.
    fn promote_given_names(&mut self) {
        for at in 0..self.list.len().saturating_sub(1) {
            let is_name = self.list[at].shape == Shape::Initial
                && self.list[at + 1].is_capital
                && self.is_side_by_side(at + 1)
                && self.style == Style::Running
                && is_given_name(self.folded_at(at));
            if is_name {
                self.list[at].shape = Shape::Name;
            }
        }
    }

    /// Ordinary words after a given name are surnames: *Emma Stone*, but not the last word of
    /// *Anne Frank Museum*.
    fn promote_surnames(&mut self) {
        for at in 1..self.list.len() {
            let is_surname = self.list[at].shape == Shape::Titled
                && self.is_side_by_side(at)
                && self.begins_person(at - 1)
                && !TITLE_HEADS.contains(&self.folded_at(at));
            if is_surname {
                self.list[at].shape = Shape::Name;
            }
        }
    }

    /// True for a given name at the beginning of a run of capitals.
    fn begins_person(&self, at: usize) -> bool {
        let word = &self.list[at];
        let is_first = at == 0
            || !self.is_side_by_side(at)
            || !self.list[at - 1].is_capital
            || self.list[at - 1].is_initial;
        word.is_capital && !word.is_tied && is_first && is_given_name(self.folded(word))
    }

    fn shape_of(&self, word: &Word, text: &str, lang: Language, tokens: &[Token]) -> Shape {
        let letters = word.span.of(text);
        let is_fragment = letters.chars().nth(1).is_none()
            || is_roman(letters)
            || is_code(letters)
            || is_beside_digits(tokens, word.token);
        if is_fragment || self.style == Style::AllCaps {
            return Shape::Plain;
        }
        if is_upper(letters) {
            let is_label = letters.len() >= 4 && text[word.span.end..].starts_with(':');
            return if word.is_initial && is_label || self.is_emphasis(word, letters, lang) {
                Shape::Initial
            } else {
                Shape::Acronym
            };
        }
        if ADDRESSES.contains(&letters) || matches!(letters, "Celsius" | "Fahrenheit") {
            return Shape::Plain;
        }
        if letters.chars().skip(1).any(char::is_uppercase) {
            return Shape::Name;
        }
        match lang {
            Language::English => self.english_shape(word, text, tokens),
            Language::Swedish
                if word.is_initial
                    || self.style == Style::TitleCase
                    || FUNCTION_WORDS.contains(&self.folded(word)) =>
            {
                if is_surname(self.folded(word)) {
                    Shape::Name
                } else {
                    Shape::Initial
                }
            }
            Language::Swedish => Shape::Name,
        }
    }

    /// True for an ordinary word in capitals for emphasis.
    fn is_emphasis(&self, word: &Word, letters: &str, lang: Language) -> bool {
        let folded = self.folded(word);
        match lang {
            Language::English => folded.len() >= 3 && is_common_english(folded),
            Language::Swedish => !letters.is_ascii() || FUNCTION_WORDS.contains(&folded),
        }
    }

    fn english_shape(&self, word: &Word, text: &str, tokens: &[Token]) -> Shape {
        let folded = self.folded(word);
        if is_contraction(text, tokens, word.token) {
            return Shape::Initial;
        }
        if word.is_initial {
            let is_ordinary = is_ordinary_english(folded)
                || is_ordinary_compound(folded)
                || is_prefix(text, tokens, word.token);
            return if is_ordinary {
                Shape::Initial
            } else {
                Shape::Name
            };
        }
        let stands_bare =
            is_bare_genitive(text, tokens, word.token) || is_bare_subject(text, tokens, word.token);
        if is_common_english(folded) && !stands_bare {
            Shape::Titled
        } else {
            Shape::Name
        }
    }
}

/// Whether the word after the mark at `at` begins a sentence, given whether one did before it.
fn opens_after(text: &str, tokens: &[Token], at: usize, opening: bool) -> bool {
    let is_free = tokens.get(at + 1).is_none_or(|next| !next.is_glued);
    match tokens[at].span.of(text) {
        "." => ends_sentence(text, tokens, at),
        ":" | ";" => is_free,
        "!" | "?" | "…" | "•" | "*" | "|" | "=" | ">" | "“" | "”" | "\"" | "«" | "»" | "‘"
        | "[" | "(" | "¿" | "¡" => true,
        "–" | "—" | "-" => is_free,
        _ => opening,
    }
}

/// Whether a point ends a sentence: followed by white space and after no abbreviation, or one of
/// several.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_free = tokens.get(at + 1).is_none_or(|next| !next.is_glued);
    let is_ellipsis = at > 0 && tokens[at - 1].span.of(text) == ".";
    is_ellipsis || is_free && !is_abbreviation(text, tokens, at)
}

/// True for the point of a form of address or of an initial, after which a name goes on.
fn is_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| tokens[before]) else {
        return false;
    };
    let word = before.span.of(text);
    before.kind == TokenKind::Word
        && tokens[at].is_glued
        && !before.is_glued
        && (word.chars().nth(1).is_none() || ADDRESSES.contains(&word))
}

const ADDRESSES: &[&str] = &[
    "Capt", "Col", "Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Ms", "Mt", "Prof", "Rep", "Rev", "Sen",
    "Sankt", "Sankta", "Sgt", "Sir", "St", "Ste", "dr", "fd", "fr", "hr", "prof", "sir", "st",
];

/// `Pre` in `Pre-modern`: tied to a word in lower case.
fn is_prefix(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(mark), Some(rest)) = (tokens.get(at + 1), tokens.get(at + 2)) else {
        return false;
    };
    mark.is_glued
        && rest.is_glued
        && mark.span.of(text) == "-"
        && rest.span.of(text).starts_with(char::is_lowercase)
}

/// `Isn` before `'t`, `We` before `'ve`.
fn is_contraction(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(mark), Some(rest)) = (tokens.get(at + 1), tokens.get(at + 2)) else {
        return false;
    };
    mark.is_glued
        && rest.is_glued
        && matches!(mark.span.of(text), "'" | "’")
        && matches!(rest.span.of(text), "t" | "re" | "ve" | "ll" | "d" | "m")
}

/// `Swift` in *by Swift's lawyers*: a common noun would have an article before it, and *Children's
/// Hospital* is a title.
fn is_bare_genitive(text: &str, tokens: &[Token], at: usize) -> bool {
    let is = |at: usize, words: &[&str]| {
        let word = tokens.get(at).map(|token| token.span.of(text));
        word.is_some_and(|word| words.contains(&word))
    };
    const LINKS: &[&str] = &[
        "after", "against", "and", "as", "at", "before", "by", "for", "from", "in", "of", "on",
        "or", "over", "than", "that", "to", "under", "with",
    ];
    let is_genitive = is(at + 1, &["'", "’"]) && is(at + 2, &["s"]) && tokens[at + 2].is_glued;
    let is_title = tokens
        .get(at + 3)
        .is_some_and(|next| next.span.of(text).starts_with(char::is_uppercase));
    is_genitive && !is_title && at > 0 && is(at - 1, LINKS) && !is(at, RELATIVES)
}

/// What has a capital as a form of address and no article either.
const RELATIVES: &[&str] = &[
    "Dad", "God", "Grandma", "Grandpa", "Heaven", "Lord", "Mom", "Mum",
];

/// `Subway` in *but only Subway charges extra*: a common noun would have an article before it.
fn is_bare_subject(text: &str, tokens: &[Token], at: usize) -> bool {
    const LINKS: &[&str] = &["as", "but", "only", "than", "that", "when", "while"];
    const VERBS: &[&str] = &["has", "is", "was", "will", "says", "said", "had"];
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let is_verb = |word: &str| {
        VERBS.contains(&word) || word.ends_with("ed") || word.ends_with('s') && word.len() > 4
    };
    let is_name = !word(at).ends_with('s') && !RELATIVES.contains(&word(at));
    is_name && at > 0 && LINKS.contains(&word(at - 1)) && is_verb(word(at + 1))
}

/// Letters of a designation such as `F16` or `H5N1`, which is compared as an identifier.
fn is_beside_digits(tokens: &[Token], at: usize) -> bool {
    let is_number = |token: &Token| token.kind == TokenKind::Digits;
    let after = tokens.get(at + 1);
    after.is_some_and(|next| next.is_glued && is_number(next))
        || (tokens[at].is_glued && is_number(&tokens[at - 1]))
}

/// Ordinary words that end the names of places and institutions called after people.
const TITLE_HEADS: &[&str] = &[
    "act",
    "airport",
    "avenue",
    "award",
    "bay",
    "beach",
    "bridge",
    "building",
    "castle",
    "center",
    "centre",
    "church",
    "city",
    "college",
    "county",
    "court",
    "cup",
    "falls",
    "foundation",
    "garden",
    "gardens",
    "hall",
    "harbor",
    "harbour",
    "hospital",
    "hotel",
    "house",
    "institute",
    "island",
    "islands",
    "lake",
    "library",
    "medal",
    "memorial",
    "museum",
    "palace",
    "park",
    "peak",
    "place",
    "prize",
    "river",
    "road",
    "school",
    "show",
    "society",
    "square",
    "stadium",
    "station",
    "street",
    "theater",
    "theatre",
    "theory",
    "trophy",
    "university",
];

/// Swedish words that stand with a capital in titles and after unmarked quotations, folded.
const FUNCTION_WORDS: &[&str] = &[
    "aldrig",
    "all",
    "alla",
    "allt",
    "allting",
    "att",
    "atta",
    "av",
    "bara",
    "bland",
    "darfor",
    "de",
    "dem",
    "den",
    "denna",
    "der",
    "dess",
    "det",
    "detta",
    "dig",
    "din",
    "dina",
    "ditt",
    "dom",
    "du",
    "efter",
    "en",
    "er",
    "era",
    "ert",
    "ett",
    "fem",
    "for",
    "fore",
    "fran",
    "fyra",
    "genom",
    "han",
    "hans",
    "har",
    "hennes",
    "hon",
    "honom",
    "hos",
    "hur",
    "i",
    "ingen",
    "ingenting",
    "inget",
    "innan",
    "inte",
    "ja",
    "jag",
    "kan",
    "man",
    "maste",
    "med",
    "medan",
    "mellan",
    "men",
    "mig",
    "min",
    "mina",
    "mitt",
    "mot",
    "mycket",
    "nagon",
    "nagot",
    "nagra",
    "nar",
    "nej",
    "ni",
    "nio",
    "nu",
    "och",
    "om",
    "oss",
    "over",
    "pa",
    "sa",
    "sex",
    "sin",
    "sina",
    "sitt",
    "sju",
    "ska",
    "som",
    "till",
    "tio",
    "tre",
    "tva",
    "under",
    "ur",
    "utan",
    "vad",
    "var",
    "vara",
    "varje",
    "vem",
    "vi",
    "vid",
    "vill",
];

/// True for a folded word with an ending that only Swedish surnames have.
fn is_surname(folded: &str) -> bool {
    let name = folded.strip_suffix('s').unwrap_or(folded);
    [
        "sson", "qvist", "kvist", "stedt", "feldt", "crantz", "hielm", "hjelm",
    ]
    .iter()
    .any(|ending| name.len() > ending.len() + 1 && name.ends_with(ending))
}

/// Codes of currencies and signs of units, which are quantities.
fn is_code(word: &str) -> bool {
    CODES.binary_search(&word).is_ok()
}

const CODES: &[&str] = &[
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GB", "GBP", "GHz", "GW", "GWh",
    "Gbit", "Gbps", "HKD", "HUF", "Hz", "ILS", "INR", "ISK", "JPY", "KB", "KRW", "MB", "MHz", "MW",
    "MWh", "MXN", "Mbit", "Mbps", "NOK", "NZD", "PLN", "RUB", "SEK", "SGD", "TB", "THB", "TRY",
    "TW", "TWh", "UAH", "USD", "ZAR", "dB", "kHz", "kW", "kWh",
];

/// Names of money and of units that a nationality qualifies, folded.
const MONEY: &[&str] = &[
    "cent",
    "cents",
    "crown",
    "crowns",
    "dollar",
    "dollarn",
    "dollars",
    "dong",
    "dinar",
    "dinarer",
    "dinars",
    "dirham",
    "dirhams",
    "franc",
    "francs",
    "krona",
    "kronan",
    "krone",
    "kroner",
    "kronor",
    "kronors",
    "krooner",
    "lira",
    "liras",
    "mil",
    "miles",
    "mile",
    "peso",
    "pesos",
    "pound",
    "pounds",
    "pund",
    "punds",
    "pundet",
    "rand",
    "real",
    "rials",
    "riyal",
    "riyals",
    "rubel",
    "ruble",
    "rubles",
    "roubles",
    "rubler",
    "rupee",
    "rupees",
    "rupier",
    "shekel",
    "shekels",
    "shilling",
    "shillings",
    "sterling",
    "won",
    "yen",
    "yuan",
    "zloty",
];

fn is_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 6 && word.bytes().all(|letter| b"IVXLC".contains(&letter))
}
