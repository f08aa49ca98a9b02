//! Reads a document: plain text or Markdown becomes a list of [`Sentence`]s that know their
//! paragraph and their lines.
//!
//! In plain text a blank line ends a paragraph. In a text without blank lines every line is a
//! paragraph of its own; so is it between blank lines, unless most lines there go on in the next
//! one, as in text that is wrapped at a fixed width. Markdown follows CommonMark: headings,
//! paragraphs, list items and table cells are paragraphs of different kinds; code, HTML and front
//! matter are no prose and are left out.

use std::ops::Range;
use std::sync::Arc;

use super::markdown;
use super::sentences::sentences;
use crate::error::{Error, ErrorKind, Result};
use crate::input::Bytes;
use crate::input::lines::Lines;
use crate::lexicon::words::{WordClass, class_of, word_hash};
use crate::locale::Language;
use crate::span::Origin;
use crate::text::token::{TokenKind, lower_in_place, tokenize};

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Nothing but text.
    Plain,
    /// CommonMark with tables and YAML front matter.
    Markdown,
}

impl Markup {
    /// What the extension of `path` says, compression aside: Markdown for `.md` and `.markdown`.
    ///
    /// ```
    /// use parvis::align::Markup;
    /// assert_eq!(Markup::of_path("README.sv.md"), Markup::Markdown);
    /// assert_eq!(Markup::of_path("brev.txt.gz"), Markup::Plain);
    /// ```
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let lower = path.to_lowercase();
        let stem = lower
            .strip_suffix(".gz")
            .or_else(|| lower.strip_suffix(".zst"))
            .unwrap_or(&lower);
        match stem.rsplit_once('.') {
            Some((_, "md" | "markdown")) => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// What a paragraph is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading.
    Heading,
    /// The text of a list item.
    Item,
    /// A cell of a table.
    Cell,
}

/// A paragraph as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'t> {
    pub(super) kind: BlockKind,
    /// Its lines with their 1-based numbers, without what marks the paragraph.
    pub(super) lines: Vec<(u64, &'t str)>,
}

/// A sentence of a document, or the whole of a paragraph that has only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The text on one line: a line break in it is a space.
    pub text: String,
    /// The 1-based lines that it stands on, first and last.
    pub lines: (u64, u64),
    /// What its paragraph is.
    pub kind: BlockKind,
    /// True for the first sentence of a paragraph.
    pub is_first: bool,
    /// True for the last sentence of a paragraph.
    pub is_last: bool,
}

/// A text to align.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The path as the user gave it, or `-`.
    pub file: Arc<str>,
    /// The language that it is read as.
    pub lang: Language,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// Reads a text that is in memory.
    ///
    /// ```
    /// use parvis::Language;
    /// use parvis::align::{Document, Markup};
    ///
    /// let text = "# Resan\n\nVi for kl. 9. Det\nregnade.\n";
    /// let document = Document::parse("resa.md", text, Markup::Markdown, Language::Swedish);
    /// let texts: Vec<&str> = document.sentences.iter().map(|sentence| &*sentence.text).collect();
    /// assert_eq!(texts, ["Resan", "Vi for kl. 9.", "Det regnade."]);
    /// assert_eq!(document.sentences[2].lines, (3, 4));
    /// ```
    #[must_use]
    pub fn parse(file: &str, text: &str, markup: Markup, lang: Language) -> Self {
        let blocks = match markup {
            Markup::Plain => plain_blocks(text),
            Markup::Markdown => markdown::blocks(text),
        };
        Self {
            file: file.into(),
            lang,
            sentences: blocks
                .iter()
                .flat_map(|block| block_sentences(block, lang))
                .collect(),
        }
    }

    /// The sentences `range` as one text; empty for an empty range.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> String {
        let texts: Vec<&str> = self.sentences[range]
            .iter()
            .map(|sentence| &*sentence.text)
            .collect();
        texts.join(" ")
    }

    /// The first and the last line of the sentences `range`; `None` for an empty range.
    #[must_use]
    pub fn lines(&self, range: Range<usize>) -> Option<(u64, u64)> {
        let sentences = &self.sentences[range];
        Some((sentences.first()?.lines.0, sentences.last()?.lines.1))
    }
}

/// A text that was read but not split yet, since its language may not be known.
#[derive(Clone, Debug)]
pub struct RawDocument {
    file: Arc<str>,
    text: String,
    markup: Markup,
}

impl RawDocument {
    /// Reads `path`, or standard input for `-`; compressed or not, in UTF-8.
    ///
    /// # Errors
    ///
    /// When the file can't be read or is not UTF-8, or a line is too long or holds a NUL byte.
    pub fn read(path: &str) -> Result<Self> {
        let mut lines = Lines::new(Bytes::open(path)?);
        let file = lines.file().clone();
        let mut text = String::new();
        while let Some(line) = lines.next_line().map_err(as_file_error)? {
            if line.text.contains('\0') {
                let origin = Origin::new(file, line.number);
                return Err(Error::file(origin, "expected text, found a NUL byte"));
            }
            text.push_str(line.text);
            text.push('\n');
        }
        Ok(Self {
            markup: Markup::of_path(path),
            file,
            text,
        })
    }

    /// The language that most of its telling words belong to; `None` where neither has twice as
    /// many as the other.
    #[must_use]
    pub fn guessed_lang(&self) -> Option<Language> {
        const ENOUGH: usize = 64 << 10;
        let beginning: String = self.text.chars().take(ENOUGH).collect();
        let lower = lower_in_place(&beginning);
        let (mut swedish, mut english) = (0, 0);
        for token in tokenize(&lower) {
            if token.kind == TokenKind::Word {
                let class = class_of(word_hash(token.span.of(&lower)));
                swedish += usize::from(class.is_any_of(WordClass::SWEDISH));
                english += usize::from(class.is_any_of(WordClass::ENGLISH));
            }
        }
        if swedish > 2 * english {
            Some(Language::Swedish)
        } else if english > 2 * swedish {
            Some(Language::English)
        } else {
            None
        }
    }

    /// The document in this language.
    #[must_use]
    pub fn into_document(self, lang: Language) -> Document {
        Document::parse(&self.file, &self.text, self.markup, lang)
    }
}

/// A line that can't be used makes the document unusable: the lines after it would pair wrongly.
fn as_file_error(error: Error) -> Error {
    match (error.kind(), error.origin()) {
        (ErrorKind::Record, Some(origin)) => Error::file(origin.clone(), error.message()),
        _ => error,
    }
}

fn plain_blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<(u64, &str)> = (1..).zip(text.lines().map(str::trim)).collect();
    let stanzas: Vec<&[(u64, &str)]> = lines
        .split(|(_, line)| line.is_empty())
        .filter(|stanza| !stanza.is_empty())
        .collect();
    let is_wrapped = is_wrapped(&stanzas);
    let paragraphs = stanzas
        .into_iter()
        .flat_map(|stanza| stanza.chunks(if is_wrapped { stanza.len() } else { 1 }));
    paragraphs
        .map(|lines| Block {
            kind: BlockKind::Paragraph,
            lines: lines.to_vec(),
        })
        .collect()
}

/// True where most line breaks inside stanzas fall inside sentences.
fn is_wrapped(stanzas: &[&[(u64, &str)]]) -> bool {
    if stanzas.len() < 2 {
        return false;
    }
    let breaks = stanzas.iter().flat_map(|stanza| stanza.windows(2));
    let (mut all, mut inside) = (0, 0);
    for window in breaks {
        all += 1;
        inside += usize::from(goes_on(window[0].1, window[1].1));
    }
    2 * inside > all
}

/// True where the sentence at the end of `line` most likely goes on in `next`.
fn goes_on(line: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase)
        && !line.ends_with(['.', '!', '?', ':', ';', '”', '"', '…', ')'])
}

fn block_sentences(block: &Block<'_>, lang: Language) -> Vec<Sentence> {
    let (text, starts) = joined(block);
    let line_at = |at: usize| {
        let index = starts.partition_point(|&(start, _)| start <= at);
        starts[index.saturating_sub(1)].1
    };
    let spans = sentences(&text, lang);
    let count = spans.len();
    spans
        .into_iter()
        .enumerate()
        .map(|(at, span)| Sentence {
            text: span.of(&text).to_owned(),
            lines: (line_at(span.start), line_at(span.end - 1)),
            kind: block.kind,
            is_first: at == 0,
            is_last: at + 1 == count,
        })
        .collect()
}

/// The paragraph as one line, and where each of its lines begins in it.
fn joined(block: &Block<'_>) -> (String, Vec<(usize, u64)>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(block.lines.len());
    for (number, line) in &block.lines {
        if !text.is_empty() {
            text.push(' ');
        }
        starts.push((text.len(), *number));
        text.push_str(line.trim());
    }
    (text, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines, kind and text of every sentence; `|` before the first of a paragraph.
    fn outline(text: &str, markup: Markup) -> Vec<String> {
        let document = Document::parse("d", text, markup, Language::English);
        let line = |sentence: &Sentence| {
            let (first, last) = sentence.lines;
            let bar = if sentence.is_first { "|" } else { "" };
            format!("{bar}{first}-{last} {:?} {}", sentence.kind, sentence.text)
        };
        document.sentences.iter().map(line).collect()
    }

    #[test]
    fn without_blank_lines_every_line_is_a_paragraph() {
        assert_eq!(
            outline("One. Two.\nthree\nFour.", Markup::Plain),
            [
                "|1-1 Paragraph One.",
                "1-1 Paragraph Two.",
                "|2-2 Paragraph three",
                "|3-3 Paragraph Four."
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text =
            "A title\n\nThis line goes\non here. And\nso does this.\n\n\nThe end is\nnot near.\n";
        assert_eq!(
            outline(text, Markup::Plain),
            [
                "|1-1 Paragraph A title",
                "|3-4 Paragraph This line goes on here.",
                "4-5 Paragraph And so does this.",
                "|8-9 Paragraph The end is not near."
            ]
        );
    }

    #[test]
    fn whole_sentences_on_lines_are_not_joined() {
        let text = "A title\n\nFirst line.\nSecond line.\n\nThird line.\n";
        assert_eq!(
            outline(text, Markup::Plain)[1..],
            [
                "|3-3 Paragraph First line.",
                "|4-4 Paragraph Second line.",
                "|6-6 Paragraph Third line."
            ]
        );
    }

    #[test]
    fn markdown_keeps_kinds_apart() {
        let text = "---\ntitle: Not prose\n---\n# A *title*\nText that\ngoes on. More.\n\n\
                    - one\n- two\n  words\n\n> quoted\n> text\n\n```\ncode\n```\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n<div>html</div>\n\nSetext\n======\n";
        insta::assert_snapshot!(outline(text, Markup::Markdown).join("\n"), @r"
        |4-4 Heading A *title*
        |5-6 Paragraph Text that goes on.
        6-6 Paragraph More.
        |8-8 Item one
        |9-10 Item two words
        |12-13 Paragraph quoted text
        |19-19 Cell a
        |19-19 Cell b
        |21-21 Cell c
        |21-21 Cell d
        |25-25 Heading Setext
        ");
    }

    #[test]
    fn nothing_has_no_sentences() {
        for text in ["", "\n\n", " \u{A0}\n"] {
            for markup in [Markup::Plain, Markup::Markdown] {
                assert_eq!(outline(text, markup), [""; 0]);
            }
        }
    }

    #[test]
    fn language_shows_in_the_words() {
        let guess = |text: &str| {
            let raw = RawDocument {
                file: "d".into(),
                text: text.to_owned(),
                markup: Markup::Plain,
            };
            raw.guessed_lang()
        };
        assert_eq!(
            guess("Det är en bok som ligger på bordet."),
            Some(Language::Swedish)
        );
        assert_eq!(
            guess("There is a book that lies on the table."),
            Some(Language::English)
        );
        assert_eq!(guess("AI 2024"), None);
    }
}
