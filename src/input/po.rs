//! gettext PO: every translation of an entry is a record.
//!
//! ```text
//! msgctxt "menu"
//! msgid "%d file"            →  menu|%d file[0]: "%d file"  → "%d fil"
//! msgid_plural "%d files"       menu|%d file[1]: "%d files" → "%d filer"
//! msgstr[0] "%d fil"
//! msgstr[1] "%d filer"
//! ```
//!
//! Form 0 of a plural belongs to `msgid` and the others to `msgid_plural`, as both languages count; the
//! only form of a file with `nplurals=1` belongs to `msgid_plural`. The id is context, `|`, `msgid` and the number
//! of the form; a long one is cut and told apart by a hash. The target is in the `Language` of the
//! header, or else in what `Language-Team` names; the source in `X-Source-Language`, or else in the
//! other one, and in English where the header says nothing. The first entries have to bear that
//! out: `en_GB` over English `msgid`s is no pair, whatever a reader might infer from the header.
//! Its `charset` is decoded. Strings are unescaped.
//!
//! Left out with a count: entries without a translation and, unless the options ask for them,
//! fuzzy ones. Obsolete entries (`#~`) and previous strings (`#|`) are comments here.
//!
//! The crates for PO read a file as a whole and give it up, or panic, at the first
//! broken line; this reader goes on with the next entry and holds one at a time.

use std::collections::VecDeque;

use super::bytes::Bytes;
use super::decode::decoded;
use super::direction::Languages;
use super::left_out::{LeftOut, Reason};
use super::lines::{Lines, MAX_LEN};
use super::record::{ReadRecord, Record, Records, refuse_nul, shortened};
use super::sample::Sample;
use super::waiver::waived;
use super::{Format, Options, Segments};
use crate::error::{Error, ErrorKind, Result};
use crate::locale::Language;
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "po",
    extensions: &["po", "pot"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let (file, text) = decoded(bytes, declared_charset)?;
    let reader = PoReader {
        lines: Lines::from_text(file, text),
        held: None,
        wanted: options.source_lang,
        takes_unfinished: options.unfinished,
        header: Header::default(),
        languages: None,
        ahead: VecDeque::new(),
        waiting: VecDeque::new(),
        left_out: LeftOut::default(),
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct PoReader {
    lines: Lines,
    /// A line that was read and belongs to the next entry.
    held: Option<(u64, String)>,
    /// The language of the source that the user asked for.
    wanted: Option<Language>,
    takes_unfinished: bool,
    header: Header,
    /// What header and texts say of the languages; `None` before the first entry.
    languages: Option<Languages>,
    /// Entries that were read to learn their languages.
    ahead: VecDeque<Result<Entry>>,
    /// The rest of an entry with several forms.
    waiting: VecDeque<Record>,
    left_out: LeftOut,
}

/// What the first entry says of the file.
#[derive(Debug, Default)]
struct Header {
    source_tag: Option<String>,
    target_tag: Option<String>,
    has_one_form: bool,
}

/// One entry.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    /// The line of its first keyword; 0 before that.
    line: u64,
    is_fuzzy: bool,
    context: Option<String>,
    msgid: Option<String>,
    plural: Option<String>,
    /// The translations with the numbers of their forms.
    forms: Vec<(usize, String)>,
    /// Checks and groups that comments waive.
    waived: Vec<String>,
    last: Option<Field>,
    len: usize,
}

/// The string to which a line that is nothing but a string belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Context,
    Msgid,
    Plural,
    /// The last of the forms.
    Form,
}

impl ReadRecord for PoReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Some(Ok(record));
            }
            let Some(entry) = self.next_entry() else {
                return self.left_out.next_message().map(Err);
            };
            if let Err(error) = entry.and_then(|entry| self.add_records(entry)) {
                return Some(Err(error));
            }
        }
    }
}

impl PoReader {
    fn next_entry(&mut self) -> Option<Result<Entry>> {
        let read_ahead = self.ahead.pop_front();
        read_ahead.or_else(|| self.read_entry().transpose())
    }

    /// The languages of the file, by its header and by its entries from `first` on.
    fn learn_languages(&mut self, first: &Entry) -> Languages {
        let sample = self.read_ahead(first);
        let said = self.header.languages();
        let languages = said.borne_out_by(&sample);
        if languages == Languages::NoPair && said != Languages::NoPair {
            self.left_out.explain(match sample.source_language() {
                Some(language) => format!("the msgids are in {}", language.name()),
                None => "the texts are in another language".to_owned(),
            });
        }
        self.languages = Some(languages);
        languages
    }

    /// Counts the words of `first` and of some entries after it, which are kept for later.
    fn read_ahead(&mut self, first: &Entry) -> Sample {
        const ENTRIES: usize = 100;
        const BYTES: usize = 1 << 18;
        let mut sample = Sample::default();
        first.add_to(&mut sample);
        let mut bytes = first.len;
        while self.ahead.len() < ENTRIES && bytes < BYTES {
            let Some(entry) = self.read_entry().transpose() else {
                break;
            };
            let is_last = match &entry {
                Ok(entry) => {
                    entry.add_to(&mut sample);
                    bytes += entry.len;
                    entry.is_header()
                }
                Err(error) => error.kind() != ErrorKind::Record,
            };
            self.ahead.push_back(entry);
            if is_last {
                break;
            }
        }
        sample
    }

    /// Reads the next entry; `None` at the end.
    fn read_entry(&mut self) -> Result<Option<Entry>> {
        let mut entry = Entry::default();
        loop {
            let Some((number, line)) = self.next_line()? else {
                return Ok((entry.line > 0).then_some(entry));
            };
            let text = line.trim();
            if entry.is_ended_by(text) {
                self.held = Some((number, line));
                return Ok(Some(entry));
            }
            if let Err(message) = entry.add_line(text, number) {
                let origin = Origin {
                    unit: entry.msgid.is_some().then(|| entry.id().into()),
                    ..Origin::new(self.lines.file().clone(), number)
                };
                self.skip_entry()?;
                return Err(Error::record(origin, message));
            }
        }
    }

    fn next_line(&mut self) -> Result<Option<(u64, String)>> {
        if let Some(line) = self.held.take() {
            return Ok(Some(line));
        }
        match self.lines.next_line() {
            Ok(line) => Ok(line.map(|line| (line.number, line.text.to_owned()))),
            Err(error) => {
                if error.kind() == ErrorKind::Record {
                    self.skip_entry()?;
                }
                Err(error)
            }
        }
    }

    /// Reads past the rest of a broken entry: up to the next blank line.
    fn skip_entry(&mut self) -> Result<()> {
        loop {
            match self.lines.next_line() {
                Ok(Some(line)) if !line.text.trim().is_empty() => {}
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Record => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts the records of `entry` into the queue.
    fn add_records(&mut self, mut entry: Entry) -> Result<()> {
        let origin = Origin {
            unit: Some(entry.id().into()),
            ..Origin::new(self.lines.file().clone(), entry.line)
        };
        if entry.msgid.is_none() {
            let message = "expected a msgid in the entry, found none";
            return Err(Error::record(origin, message));
        }
        let Some((_, first)) = entry.forms.first() else {
            let message = "expected a msgstr in the entry, found none";
            return Err(Error::record(origin, message));
        };
        if entry.is_header() {
            self.header = Header::parse(first);
            self.languages = None;
            return Ok(());
        }
        let languages = match self.languages {
            Some(languages) => languages,
            None => self.learn_languages(&entry),
        };
        if languages == Languages::NoPair {
            self.left_out.add_no_pair(origin, self.header.tags());
            return Ok(());
        }
        self.left_out.add_pair();
        if entry.forms.iter().any(|(_, text)| text.is_empty()) {
            self.left_out.add(Reason::Untranslated, origin.clone());
        }
        if entry.is_fuzzy && !self.takes_unfinished {
            self.left_out.add(Reason::Unfinished, origin);
            return Ok(());
        }
        for (number, text) in std::mem::take(&mut entry.forms) {
            if !text.is_empty() {
                let record = self.record(&entry, number, text, &origin)?;
                self.waiting.push_back(record);
            }
        }
        Ok(())
    }

    /// The record of one form.
    fn record(
        &self,
        entry: &Entry,
        number: usize,
        target: String,
        origin: &Origin,
    ) -> Result<Record> {
        let is_singular = number == 0 && !self.header.has_one_form;
        let plural = entry.plural.as_ref().filter(|_| !is_singular);
        let source = plural.or(entry.msgid.as_ref()).cloned().unwrap_or_default();
        refuse_nul(origin, &source)?;
        refuse_nul(origin, &target)?;
        let id = match entry.plural {
            Some(_) => format!("{}[{number}]", entry.id()),
            None => entry.id(),
        };
        let record = Record {
            origin: Origin {
                unit: Some(id.as_str().into()),
                ..origin.clone()
            },
            id: Some(id),
            source,
            target,
            reference: None,
            document: None,
            domain: None,
            is_singular: is_singular && entry.plural.is_some(),
            waived: entry.waived.clone(),
            source_lang: match self.languages {
                Some(Languages::From(lang)) => Some(lang),
                // Programs are written in English.
                _ => Some(Language::English),
            },
        };
        Ok(record.oriented(self.wanted))
    }
}

impl Header {
    /// Reads the translation of the empty string: a field a line.
    fn parse(text: &str) -> Self {
        let field = |wanted: &str| {
            let mut fields = text.lines().filter_map(|line| line.split_once(':'));
            let found = fields.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
            found
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        };
        let team = || field("Language-Team").and_then(language_of_team);
        let target = field("Language").map(str::to_owned);
        let plurals = field("Plural-Forms").unwrap_or_default();
        let count = plurals
            .split(';')
            .find_map(|part| part.trim().strip_prefix("nplurals"));
        Self {
            // `C` is how programs call the language that they are written in.
            source_tag: field("X-Source-Language")
                .filter(|tag| !matches!(*tag, "C" | "POSIX"))
                .map(str::to_owned),
            target_tag: target.or_else(|| team().map(|lang| lang.code().to_owned())),
            has_one_form: count.is_some_and(|count| count.trim_start_matches([' ', '=']) == "1"),
        }
    }

    fn languages(&self) -> Languages {
        Languages::of_tags(self.source_tag.as_deref(), self.target_tag.as_deref())
    }

    fn tags(&self) -> impl Iterator<Item = &str> {
        let tags = [&self.source_tag, &self.target_tag];
        tags.into_iter().flatten().map(String::as_str)
    }
}

/// `Swedish <tp-sv@example.org>`.
fn language_of_team(team: &str) -> Option<Language> {
    let word = team.split_whitespace().next()?;
    match word.to_lowercase().as_str() {
        "swedish" | "svenska" => Some(Language::Swedish),
        "english" => Some(Language::English),
        _ => None,
    }
}

impl Entry {
    /// True for the entry that says what the file is.
    fn is_header(&self) -> bool {
        self.context.is_none() && self.msgid.as_deref() == Some("")
    }

    /// Counts the entry among those that show the languages of the file.
    fn add_to(&self, sample: &mut Sample) {
        let Some(msgid) = &self.msgid else { return };
        match self.forms.first() {
            Some((_, text)) if !text.is_empty() && !self.is_fuzzy => sample.add_pair(msgid, text),
            _ => sample.add_source(msgid),
        }
    }

    /// True for a line that belongs to the next entry.
    fn is_ended_by(&self, text: &str) -> bool {
        let begins = text.is_empty()
            || text.starts_with('#')
            || text.starts_with("msgctxt")
            || (text.starts_with("msgid") && !text.starts_with("msgid_plural"));
        match self.last {
            None => false,
            Some(Field::Form) => begins,
            // A comment among the strings is odd, and no reason to lose them.
            Some(_) => text.is_empty(),
        }
    }

    /// Takes in a line.
    fn add_line(&mut self, text: &str, number: u64) -> std::result::Result<(), String> {
        self.len += text.len();
        if self.len > MAX_LEN {
            return Err(format!(
                "expected entries of at most {MAX_LEN} bytes, found a longer one"
            ));
        }
        if text.is_empty() {
            // Flags above a blank line belong to nothing.
            self.is_fuzzy = false;
            self.waived.clear();
            return Ok(());
        }
        if let Some(comment) = text.strip_prefix('#') {
            self.add_comment(comment);
            return Ok(());
        }
        if text.starts_with('"') {
            return self.extend(&unquoted(text)?);
        }
        let end = text.find(|c: char| c == '"' || c.is_whitespace());
        let (keyword, rest) = text.split_at(end.unwrap_or(text.len()));
        let string = || unquoted(rest.trim_start());
        if self.line == 0 {
            self.line = number;
        }
        match keyword {
            "msgctxt" if self.last.is_none() => {
                self.context = Some(string()?);
                self.last = Some(Field::Context);
            }
            "msgid" if self.msgid.is_none() => {
                self.msgid = Some(string()?);
                self.last = Some(Field::Msgid);
            }
            "msgid_plural" if self.last == Some(Field::Msgid) => {
                self.plural = Some(string()?);
                self.last = Some(Field::Plural);
            }
            _ if keyword.starts_with("msgstr") && self.msgid.is_some() => {
                let form = form_number(keyword, self.plural.is_some())?;
                self.forms.push((form, string()?));
                self.last = Some(Field::Form);
            }
            "domain" => {}
            "msgctxt" | "msgid" | "msgid_plural" => {
                return Err(format!("expected another keyword here, found {keyword}"));
            }
            _ if keyword.starts_with("msgstr") => {
                return Err("expected a msgid before the msgstr".to_owned());
            }
            _ => {
                return Err(format!(
                    "expected a keyword or a string, found `{}`",
                    shortened(text)
                ));
            }
        }
        Ok(())
    }

    fn add_comment(&mut self, comment: &str) {
        if let Some(flags) = comment.strip_prefix(',') {
            self.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else if comment.starts_with('~') {
            // Flags above an obsolete entry are its own.
            self.is_fuzzy = false;
            self.waived.clear();
        } else {
            self.waived.extend(waived(comment));
        }
    }

    /// Adds to the string of the line before.
    fn extend(&mut self, text: &str) -> std::result::Result<(), String> {
        let string = match self.last {
            Some(Field::Context) => self.context.as_mut(),
            Some(Field::Msgid) => self.msgid.as_mut(),
            Some(Field::Plural) => self.plural.as_mut(),
            Some(Field::Form) => self.forms.last_mut().map(|(_, text)| text),
            None => None,
        };
        let string = string.ok_or("expected a keyword before the string")?;
        string.push_str(text);
        Ok(())
    }

    /// Context and `msgid` as one name, on one line and of bounded length.
    fn id(&self) -> String {
        const LONGEST: usize = 80;
        const SHOWN: usize = 60;
        let msgid = self.msgid.as_deref().unwrap_or_default();
        let full = match &self.context {
            Some(context) => format!("{context}|{msgid}"),
            None => msgid.to_owned(),
        };
        let line = full.replace('\n', "\\n");
        match line.char_indices().nth(SHOWN) {
            Some((end, _)) if line.chars().count() > LONGEST => {
                format!("{}…{:08x}", &line[..end], fnv1a(&full))
            }
            _ => line,
        }
    }
}

/// The form that `msgstr` or `msgstr[1]` is.
fn form_number(keyword: &str, has_plural: bool) -> std::result::Result<usize, String> {
    let number = keyword
        .strip_prefix("msgstr[")
        .and_then(|rest| rest.strip_suffix(']'))
        .and_then(|digits| digits.parse().ok());
    match (number, has_plural) {
        (Some(number), true) => Ok(number),
        (None, false) if keyword == "msgstr" => Ok(0),
        (_, true) => Err(format!("expected msgstr[0], msgstr[1], …, found {keyword}")),
        (_, false) => Err(format!("expected msgstr, found {keyword}")),
    }
}

/// The text of a string in quotation marks; escapes that C does not have stay as they are.
fn unquoted(text: &str) -> std::result::Result<String, String> {
    let missing = || {
        format!(
            "expected a string in quotation marks, found `{}`",
            shortened(text)
        )
    };
    let inner = text.strip_prefix('"').ok_or_else(missing)?;
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find(['"', '\\']) {
        out.push_str(&rest[..at]);
        if rest[at..].starts_with('"') {
            let is_end = rest[at + 1..].is_empty();
            let message = "a quotation mark within a string is written `\\\"`".to_owned();
            return if is_end { Ok(out) } else { Err(message) };
        }
        rest = unescape(&rest[at + 1..], &mut out);
    }
    Err(missing())
}

/// Adds what the escape stands for whose backslash was just read; returns what follows it.
fn unescape<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let Some(letter) = rest.chars().next() else {
        return rest;
    };
    let plain = match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\x07',
        'b' => '\x08',
        'v' => '\x0B',
        'f' => '\x0C',
        '"' | '\\' => letter,
        _ => {
            out.push('\\');
            letter
        }
    };
    out.push(plain);
    &rest[letter.len_utf8()..]
}

/// The hash of Fowler, Noll and Vo, folded to 32 bits: short, and the same for ever.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The charset of the header; `CHARSET` stands in templates for one that is not chosen yet.
fn declared_charset(head: &str) -> Option<&str> {
    let value = head.split_once("charset=")?.1;
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c));
    let name = &value[..end.unwrap_or(value.len())];
    (!name.is_empty() && name != "CHARSET").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unescapes_strings() {
        for (text, expected) in [
            (r#""""#, Some("")),
            (r#""a\nb\t\"c\"\\""#, Some("a\nb\t\"c\"\\")),
            (r#""\a\b\v\f""#, Some("\x07\x08\x0B\x0C")),
            (r#""50\% \d""#, Some("50\\% \\d")),
            (r#""å" "#, None),
            (r#""open"#, None),
            (r#""a"b""#, None),
            (r#""\""#, None),
            ("open", None),
            ("", None),
        ] {
            assert_eq!(unquoted(text).ok().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_headers() {
        for (header, source, target, has_one_form) in [
            ("Language: sv_SE\n", None, Some("sv_SE"), false),
            (
                "Language:\nLanguage-Team: Swedish <a@example.org>\n",
                None,
                Some("sv"),
                false,
            ),
            (
                "Language: en\nX-Source-Language: sv",
                Some("sv"),
                Some("en"),
                false,
            ),
            (
                "Language: sv\nX-Source-Language: C\n",
                None,
                Some("sv"),
                false,
            ),
            ("Plural-Forms: nplurals=1; plural=0;\n", None, None, true),
            (
                "Plural-Forms: nplurals=2; plural=(n != 1);\n",
                None,
                None,
                false,
            ),
            ("", None, None, false),
        ] {
            let read = Header::parse(header);
            assert_eq!(read.source_tag.as_deref(), source, "{header}");
            assert_eq!(read.target_tag.as_deref(), target, "{header}");
            assert_eq!(read.has_one_form, has_one_form, "{header}");
        }
    }

    #[test]
    fn names_entries_briefly_and_apart() {
        let named = |context: Option<&str>, msgid: &str| {
            let entry = Entry {
                context: context.map(str::to_owned),
                msgid: Some(msgid.to_owned()),
                ..Entry::default()
            };
            entry.id()
        };
        assert_eq!(named(None, "Open"), "Open");
        assert_eq!(named(Some("menu"), "Open\nfile"), "menu|Open\\nfile");
        let long = "å".repeat(100);
        assert_eq!(named(None, &long).chars().count(), 69);
        assert_ne!(named(None, &long), named(None, &format!("{long}ä")));
    }
}
