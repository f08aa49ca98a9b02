//! The names that parvis knows, and the look-up that finds them in a text.
//!
//! A table row is one thing that has names: `NL`, `Nederländerna|Holland`, `Netherlands|Holland`.
//! All tables are loaded once into one word trie per language; finding all names of a text takes
//! one look-up a word, and the longest name wins.
//!
//! How a form is written in the table says when it is recognised: `USA` wants capitals, `Sverige`
//! a first capital, `japansk` takes any case. A `?` before a form marks one that may as well be
//! something else (`?Reading`): it can agree with the other side, but is no proof by itself.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::inflection::inflect;
use super::words::{Style, Words};
use super::{Entity, EntityKind};
use crate::lexicon::names::{NameRow, TABLES, parse_table};
use crate::locale::Language;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Token, TokenKind, lower_in_place, tokenize};

/// Index of an [`Entry`] in its [`Gazetteer`].
pub type EntryId = u32;

/// Something that has names.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable id: an ISO code for countries and languages, else the English name in kebab case.
    /// The same id in two tables is the same thing: `JP` is Japan and the Japanese.
    pub id: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Number of the thing, shared by all entries with this id.
    referent: u32,
    swedish: Vec<Form>,
    english: Vec<Form>,
}

impl Entry {
    /// True for a country, whose name is rarely anything else.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.id.len() == 2 && self.id.bytes().all(|letter| letter.is_ascii_uppercase())
    }

    /// Its names in a language, the usual one first.
    #[must_use]
    pub fn forms(&self, lang: Language) -> &[Form] {
        match lang {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }
}

/// One name of an [`Entry`].
#[derive(Clone, Debug)]
pub struct Form {
    /// The name as one writes it.
    pub text: Box<str>,
    /// Its words, folded.
    pub words: Vec<Box<str>>,
    /// True where the name may as well be something else.
    pub is_weak: bool,
    /// When the form is recognised.
    letters: Letters,
}

impl Form {
    /// True for a name that is written with a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.letters != Letters::Any
    }

    /// True for a name of capitals only.
    #[must_use]
    pub fn is_acronym(&self) -> bool {
        self.letters == Letters::AllCapital
    }

    fn new(text: &str) -> Self {
        let (is_weak, text) = match text.strip_prefix('?') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let words = tokenize(text)
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .map(|token| key(token.span.of(text)))
            .collect();
        Self {
            text: text.into(),
            words,
            is_weak,
            letters: Letters::of(text),
        }
    }
}

/// Which letters a text must have for a form to be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Any,
    FirstCapital,
    AllCapital,
}

impl Letters {
    fn of(form: &str) -> Self {
        let mut letters = form.chars().filter(|letter| letter.is_alphabetic());
        if !form.chars().any(char::is_lowercase) && letters.clone().count() > 1 {
            Self::AllCapital
        } else if letters.next().is_some_and(char::is_uppercase) {
            Self::FirstCapital
        } else {
            Self::Any
        }
    }

    fn admit(self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::FirstCapital => text
                .chars()
                .find(|letter| letter.is_alphabetic())
                .is_some_and(char::is_uppercase),
            Self::AllCapital => {
                let stem = text.strip_suffix('s').filter(|stem| stem.len() > 1);
                !stem.unwrap_or(text).chars().any(char::is_lowercase)
            }
        }
    }
}

/// All known names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Numbers of things by id, and the entries of each.
    referents: FxHashMap<Box<str>, u32>,
    entries_by_referent: Vec<Vec<EntryId>>,
    swedish: Index,
    english: Index,
}

/// Phrases by their first token, folded.
type Index = FxHashMap<Box<str>, Phrases>;

/// The phrases that begin with one token. Hundreds begin with *European* or *the*, so those that
/// go on are found by the token that follows.
#[derive(Debug, Default)]
struct Phrases {
    single: Vec<Phrase>,
    by_second: FxHashMap<Box<str>, Vec<Phrase>>,
}

impl Phrases {
    /// Those that go on with this token, which may have a genitive or plural -s.
    fn going_on(&self, second: &str) -> impl Iterator<Item = &Phrase> {
        let keys = [Some(second), second.strip_suffix('s')];
        let lists = keys
            .into_iter()
            .flatten()
            .map(|key| self.by_second.get(key));
        lists.flatten().flatten()
    }
}

#[derive(Debug)]
struct Phrase {
    /// The tokens after the first, folded.
    rest: Vec<Box<str>>,
    /// The first token with its diacritics, in lower case.
    first: Box<str>,
    letters: Letters,
    is_weak: bool,
    entries: Vec<EntryId>,
}

impl Phrase {
    /// True where a genitive or plural -s may follow the first word; *majs* (maize) is no May.
    fn may_take_s(&self) -> bool {
        self.rest.is_empty() && (self.letters != Letters::Any || self.first.len() > 3)
    }

    fn admits(&self, word: &str, lang: Language) -> bool {
        let has_same_letters = || match lang {
            Language::Swedish => swedish_letters(word).eq(swedish_letters(&self.first)),
            // Written without its marks, *Åre* would be an ordinary word.
            Language::English => {
                self.first.is_ascii() || !word.is_ascii() || {
                    !super::is_ordinary_english(&word.to_ascii_lowercase())
                }
            }
        };
        self.letters.admit(word) && has_same_letters()
    }
}

/// The letters å, ä and ö of a word, which Swedish never leaves out: *gäller* (is valid) is not
/// *galler* (bars).
fn swedish_letters(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|letter| !letter.is_ascii())
        .flat_map(char::to_lowercase)
        .filter(|letter| matches!(letter, 'å' | 'ä' | 'ö'))
}

impl Gazetteer {
    /// The built-in names, loaded on first use.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);
        &BUILT_IN
    }

    /// Loads the built-in names anew.
    #[must_use]
    pub fn load() -> Self {
        Self::with_names(&[])
    }

    /// The built-in names and `rows` beside them.
    #[must_use]
    pub fn with_names(rows: &[NameRow<'_>]) -> Self {
        let mut gazetteer = Self::default();
        for table in TABLES {
            // A test parses every table, so a built-in one can't fail here.
            let (kind, built_in) = parse_table(table.text).expect("built-in tables are valid");
            for row in &built_in {
                gazetteer.add(row, kind);
            }
        }
        for row in rows {
            gazetteer.add(row, EntityKind::Term);
        }
        gazetteer
    }

    /// The entry behind an id.
    ///
    /// # Panics
    ///
    /// When `id` comes from another gazetteer.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// The number of entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// True for a gazetteer without entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// True when two entries are names of one thing.
    #[must_use]
    pub fn is_same(&self, one: EntryId, other: EntryId) -> bool {
        self.entry(one).referent == self.entry(other).referent
    }

    /// True when two names may be of one thing.
    #[must_use]
    pub fn may_be_same(&self, one: &Entity<'_>, other: &Entity<'_>) -> bool {
        let is_there = |&id| other.entries.iter().any(|&other| self.is_same(id, other));
        one.entries.iter().any(is_there)
    }

    /// All entries that name the same thing as `id` does, itself included.
    pub fn twins(&self, id: EntryId) -> impl Iterator<Item = &Entry> {
        self.entries_by_referent[self.entry(id).referent as usize]
            .iter()
            .map(|&twin| self.entry(twin))
    }

    /// The names in a text, in order, without overlaps.
    pub(super) fn find<'t>(
        &'t self,
        text: &str,
        lang: Language,
        tokens: &[Token],
        words: &Words,
    ) -> Vec<Entity<'t>> {
        let index = match lang {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.list.len() {
            let matched = longest((index, lang), text, tokens, words, at);
            let Some((phrase, end_token)) = matched else {
                at += 1;
                continue;
            };
            let end = words.list[at..]
                .iter()
                .position(|word| word.token >= end_token)
                .map_or(words.list.len(), |len| at + len);
            let span = Span::new(words.list[at].span.start, tokens[end_token - 1].span.end);
            found.push(Entity {
                span,
                words: at..end,
                kind: self.entry(phrase.entries[0]).kind,
                entries: &phrase.entries,
                is_weak: self.is_doubtful(phrase, text, lang, tokens, words, at..end),
            });
            at = end;
        }
        found
    }

    /// Whether the words in `range` may be something else than the name.
    fn is_doubtful(
        &self,
        phrase: &Phrase,
        text: &str,
        lang: Language,
        tokens: &[Token],
        words: &Words,
        range: Range<usize>,
    ) -> bool {
        let entry = self.entry(phrase.entries[0]);
        let first = &words.list[range.start];
        let is_in_date =
            entry.kind == EntityKind::Calendar && words.is_beside_number(tokens, &range);
        let is_species =
            lang == Language::English && entry.kind.is_geographic() && words.is_species(range.end);
        if is_in_date || is_species || words.is_money(text, range.end) {
            return true;
        }
        match (lang, phrase.letters) {
            (_, Letters::Any) => {
                // *iPhone* is spelled like nothing else.
                let has_capital = first.span.of(text).contains(char::is_uppercase);
                phrase.is_weak
                    || !(entry.kind.is_lower_case_name() || has_capital && !first.is_capital)
            }
            (_, Letters::AllCapital) => {
                // In a heading *WHO* may well be the pronoun.
                let is_heading = words.style == Style::AllCaps;
                phrase.is_weak || is_heading && super::is_ordinary_english(words.folded(first))
            }
            (Language::Swedish, Letters::FirstCapital) => {
                // At the beginning of a sentence *Kommunfullmäktige* has its capital from there.
                let is_common = || {
                    let mut forms = entry.swedish.iter();
                    forms.any(|form| {
                        !form.is_capital()
                            && form
                                .words
                                .first()
                                .is_some_and(|word| **word == *words.folded(first))
                    })
                };
                let may_be_lower = entry.kind.is_often_lower_case()
                    || is_common()
                    || is_definite_noun(entry, words.folded(first));
                first.is_initial && (phrase.is_weak || may_be_lower)
            }
            (Language::English, Letters::FirstCapital) => {
                self.may_be_english_word(phrase, words, range)
            }
        }
    }

    /// Whether an English name with a capital may be an ordinary word: at the beginning of a
    /// sentence, or in a title.
    fn may_be_english_word(&self, phrase: &Phrase, words: &Words, range: Range<usize>) -> bool {
        let entry = self.entry(phrase.entries[0]);
        let first = &words.list[range.start];
        let is_alone = !first.is_initial && !words.has_capital_neighbour(range.start);
        if is_alone {
            return phrase.is_weak && entry.kind != EntityKind::Product;
        }
        let acts = first.is_initial && words.is_before_verb(range.end);
        let is_firm = phrase.entries.iter().any(|&id| {
            let kind = self.entry(id).kind;
            matches!(kind, EntityKind::Organisation | EntityKind::Product)
        });
        let folded = words.folded(first);
        let is_word = if entry.is_country() {
            // *Turkey farmers*, *China from the old factory*; *Turkey's* and *Turkey said* are none.
            let goes_on = first.is_initial && words.goes_on_in_lower_case(range.end);
            goes_on && !acts && super::is_common_english(folded)
        } else {
            super::is_ordinary_english(folded)
        };
        // *Patient Data Act* is no *Data Act*.
        let is_tail = entry.kind == EntityKind::Law && words.follows_capital(range.start);
        // English readers are told that it is the *Swedish* Interest Act.
        let is_told = &*entry.id == "SE" && words.precedes_title(range.end);
        (phrase.is_weak || range.len() == 1 && is_word || is_tail || is_told) && !(acts && is_firm)
    }

    fn add(&mut self, row: &NameRow<'_>, kind: EntityKind) {
        let id = EntryId::try_from(self.entries.len()).expect("fewer than 2^32 names");
        let swedish: Vec<Form> = row.swedish.iter().map(|form| Form::new(form)).collect();
        let english: Vec<Form> = row.english.iter().map(|form| Form::new(form)).collect();
        for form in &swedish {
            insert(&mut self.swedish, &form.text, form, id);
            for inflected in inflect(&form.text, kind) {
                insert(&mut self.swedish, &inflected, form, id);
            }
        }
        for form in &english {
            insert(&mut self.english, &form.text, form, id);
        }
        let next = u32::try_from(self.entries_by_referent.len()).expect("fewer than 2^32 things");
        let referent = *self.referents.entry(row.id.into()).or_insert(next);
        if referent == next {
            self.entries_by_referent.push(Vec::new());
        }
        self.entries_by_referent[referent as usize].push(id);
        self.entries.push(Entry {
            id: row.id.into(),
            kind,
            referent,
            swedish,
            english,
        });
    }
}

/// True for a name that both languages spell like a Swedish noun with its article: *Slussen* (the
/// lock), *Klippan* (the rock).
fn is_definite_noun(entry: &Entry, folded: &str) -> bool {
    const ARTICLES: [&str; 5] = ["arna", "en", "erna", "et", "orna"];
    // Of rivers and people hardly any is a common noun too.
    let is_other = entry.kind == EntityKind::Person || folded.ends_with("alven");
    let is_kept = entry.english.iter().any(|form| {
        let [word] = &form.words[..] else {
            return false;
        };
        **word == *folded
    });
    is_kept && !is_other && ARTICLES.iter().any(|article| folded.ends_with(article))
}

fn insert(index: &mut Index, text: &str, form: &Form, id: EntryId) {
    let tokens = tokenize(text);
    let Some((first, rest)) = tokens.split_first() else {
        return;
    };
    let rest: Vec<_> = rest.iter().map(|token| key(token.span.of(text))).collect();
    let first = first.span.of(text);
    let starting = index.entry(key(first)).or_default();
    let phrases = match rest.first() {
        Some(second) => starting.by_second.entry(second.clone()).or_default(),
        None => &mut starting.single,
    };
    let twin = phrases
        .iter_mut()
        .find(|phrase| phrase.letters == form.letters && phrase.rest == rest);
    if let Some(phrase) = twin {
        if !phrase.entries.contains(&id) {
            phrase.entries.push(id);
        }
        phrase.is_weak &= form.is_weak;
    } else {
        phrases.push(Phrase {
            rest,
            first: lower_in_place(first).into(),
            letters: form.letters,
            is_weak: form.is_weak,
            entries: vec![id],
        });
    }
}

/// The longest phrase that begins at the word `at`, with the token after its end.
fn longest<'i>(
    (index, lang): (&'i Index, Language),
    text: &str,
    tokens: &[Token],
    words: &Words,
    at: usize,
) -> Option<(&'i Phrase, usize)> {
    let word = &words.list[at];
    let folded = words.folded(word);
    let second = tokens.get(word.token + 1).map(|token| {
        let next = words.list.get(at + 1);
        let next = next.filter(|next| next.token == word.token + 1);
        next.map_or_else(|| mark(token.span.of(text)), |next| words.folded(next))
    });
    let fits = |phrases: &'i Phrases, is_inflected: bool| {
        let second = second.filter(|_| !is_inflected);
        let longer = second
            .into_iter()
            .flat_map(|second| phrases.going_on(second));
        longer
            .chain(&phrases.single)
            .filter(|phrase| !is_inflected || phrase.may_take_s())
            .filter(|phrase| {
                words.style == Style::AllCaps || phrase.admits(word.span.of(text), lang)
            })
            .filter_map(|phrase| Some((phrase, end_of(phrase, text, tokens, words, at)?)))
            .max_by_key(|(_, end)| *end)
    };
    let plain = index.get(folded).and_then(|phrases| fits(phrases, false));
    plain.or_else(|| {
        // *OBS* is no genitive of the river *Ob*.
        let is_upper = !word.span.of(text).contains(char::is_lowercase);
        let least = if is_upper { 3 } else { 2 };
        let stem = folded
            .strip_suffix('s')
            .filter(|stem| stem.len() >= least)?;
        fits(index.get(stem)?, true)
    })
}

/// The token after `phrase`, where its first word is the one at `at`; the last word may have a
/// genitive or plural -s.
fn end_of(
    phrase: &Phrase,
    text: &str,
    tokens: &[Token],
    words: &Words,
    at: usize,
) -> Option<usize> {
    let first = words.list[at].token;
    let end = first + 1 + phrase.rest.len();
    let mut following = words.list[at + 1..].iter().peekable();
    let places = (first + 1..end).zip(tokens.get(first + 1..end)?);
    for ((place, token), wanted) in places.zip(&phrase.rest) {
        let word = following.next_if(|word| word.token == place);
        let written = word.map_or_else(|| mark(token.span.of(text)), |word| words.folded(word));
        let is_last = place + 1 == end;
        let stem = written.strip_suffix('s').filter(|_| is_last);
        if *written != **wanted && stem != Some(wanted) {
            return None;
        }
    }
    Some(end)
}

/// A token as the trie has it.
fn key(token: &str) -> Box<str> {
    fold(mark(token)).into()
}

/// A mark as the trie has it; anything else as it is.
fn mark(token: &str) -> &str {
    match token {
        "’" | "ʼ" | "´" | "`" => "'",
        "‐" | "‑" | "–" => "-",
        _ => token,
    }
}
