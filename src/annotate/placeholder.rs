//! Finds what a program fills in or interprets: `{name}`, `%s`, `<b>`, `&nbsp;`, `\n`, `$HOME`,
//! ICU plural and select messages, web and mail addresses, the inline elements of TMX and XLIFF,
//! the marks of access keys.
//!
//! These are blanked out, byte for byte, before the other annotators see the text, so `{0}` is no
//! number and `href` no word. Text between tags and inside the branches of an ICU message stays,
//! since it is translated, and so does `<sub>` within the native code of a TMX `<ph>` or `<bpt>`.
//!
//! Sources: printf(3) and the Objective-C `%@`; Unicode MessageFormat as ICU implements it; the
//! HTML standard on tags and character references; TMX 1.4b; XLIFF 1.2 and 2.1. Left out: Laravel's `:name` and other forms
//! that prose also has.

use std::borrow::Cow;

use crate::span::Span;

/// What kind of placeholder something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceholderKind {
    /// `{0}`, `{name}`, `{{count}}`, `${path}`, `%{user}`, `{% if %}`.
    Brace,
    /// The head of an ICU message, `{n, plural,`.
    Icu,
    /// The words and braces between the branches of an ICU message; each language has its own.
    IcuSyntax,
    /// `%s`, `%1$d`, `%(name)s`, `%.2f`.
    Printf,
    /// `<b>`, `</a>`, `<br/>`, `<1>`, `<g id="1">`.
    Tag,
    /// Native code in its element, `<ph id="1">%s</ph>`, up to the first `<sub>` in it.
    Code,
    /// What follows a `<sub>` within native code.
    CodeRest,
    /// `<file>` in a usage text: a word for people, in the brackets of a tag.
    Metavariable,
    /// The `_` or `&` before the letter of an access key: `_File`, `Cance_l`.
    Accelerator,
    /// `&nbsp;`, `&#160;`.
    Entity,
    /// `\n`, `\t`, `\u00e5`.
    Escape,
    /// `$HOME`, `%PATH%`.
    Variable,
    /// `https://example.org`, `www.example.org`.
    Url,
    /// `info@example.org`.
    Email,
}

/// One placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// What it is.
    pub kind: PlaceholderKind,
    /// Where it stands.
    pub span: Span,
    /// True within a branch of an ICU message, of which languages have different numbers.
    pub is_in_branch: bool,
}

/// The placeholders of `text`, in text order; linear in its length for all but nested ICU messages.
///
/// ```
/// use parvis::annotate::placeholder::placeholders;
/// let found = placeholders("Hej {name}, 50 % av %d kvar");
/// let texts: Vec<&str> = found.iter().map(|one| one.span.of("Hej {name}, 50 % av %d kvar")).collect();
/// assert_eq!(texts, ["{name}", "%d"]);
/// ```
#[must_use]
pub fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        found: Vec::new(),
        unclosed: [false; CODE_ELEMENTS.len()],
    };
    if text.bytes().any(is_trigger) {
        scanner.scan(0, text.len(), false);
        scanner.drop_lonely_tags();
    }
    scanner.add_accelerator();
    scanner.found
}

/// `text` with each placeholder overwritten by as many spaces as it has bytes.
///
/// The letters that follow an access key within a word move up to close the gap: `Cance_l` becomes
/// `Cancel␠`.
#[must_use]
pub fn masked<'t>(text: &'t str, placeholders: &[Placeholder]) -> Cow<'t, str> {
    if placeholders.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for one in placeholders {
        out.push_str(&text[out.len()..one.span.start]);
        if one.kind == PlaceholderKind::Accelerator {
            out.push_str(rest_of_word(text, *one));
        }
        out.extend(std::iter::repeat_n(' ', one.span.len()));
    }
    out.push_str(&text[out.len()..]);
    Cow::Owned(out)
}

/// Where in the text itself something stands that was found at `span` of its [`masked`] form, in
/// which the letters after an access key have moved.
///
/// ```
/// use parvis::annotate::placeholder::{masked, placeholders, unmasked};
/// use parvis::span::Span;
/// let text = "Cance_l now";
/// let found = placeholders(text);
/// assert_eq!(masked(text, &found), "Cancel  now");
/// assert_eq!(unmasked(text, &found, Span::new(0, 6)).of(text), "Cance_l");
/// ```
#[must_use]
pub fn unmasked(text: &str, placeholders: &[Placeholder], span: Span) -> Span {
    let mut marks = placeholders.iter();
    let Some(mark) = marks.find(|one| one.kind == PlaceholderKind::Accelerator) else {
        return span;
    };
    let start = mark.span.start;
    let end = start + rest_of_word(text, *mark).len();
    Span::new(
        span.start + usize::from((start..end).contains(&span.start)),
        span.end + usize::from((start + 1..=end).contains(&span.end)),
    )
}

/// The letters after an access key that stands within a word; none at the beginning of a word.
fn rest_of_word(text: &str, accelerator: Placeholder) -> &str {
    let Span { start, end } = accelerator.span;
    let rest = &text[end..];
    let len = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let is_within = text[..start].ends_with(char::is_alphabetic);
    if is_within { &rest[..len] } else { "" }
}

/// A byte that can begin a placeholder, or stand inside an address.
const fn is_trigger(byte: u8) -> bool {
    matches!(
        byte,
        b'{' | b'%' | b'<' | b'&' | b'$' | b'\\' | b'#' | b':' | b'@' | b'w' | b'W'
    )
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    found: Vec<Placeholder>,
    /// The elements with native code that have no end tag in what follows, so that it is not
    /// looked for again.
    unclosed: [bool; CODE_ELEMENTS.len()],
}

impl Scanner<'_> {
    fn scan(&mut self, start: usize, end: usize, is_in_branch: bool) {
        let mut at = start;
        while at < end {
            if !is_trigger(self.bytes[at]) {
                at += 1;
                continue;
            }
            if let Some(after) = self
                .icu(at, end)
                .or_else(|| self.code(at, end, is_in_branch))
            {
                at = after;
                continue;
            }
            match self.one_at(at, end) {
                Some((kind, span)) if self.is_free(span.start) => {
                    self.push(kind, span, is_in_branch);
                    at = span.end;
                }
                _ => at += 1,
            }
        }
    }

    fn push(&mut self, kind: PlaceholderKind, span: Span, is_in_branch: bool) {
        self.found.push(Placeholder {
            kind,
            span,
            is_in_branch,
        });
    }

    /// False when a placeholder found earlier reaches past `start`.
    fn is_free(&self, start: usize) -> bool {
        self.found.last().is_none_or(|last| last.span.end <= start)
    }

    /// The placeholder that the byte at `at` begins or, in an address, belongs to.
    fn one_at(&self, at: usize, end: usize) -> Option<(PlaceholderKind, Span)> {
        use PlaceholderKind::{Brace, Email, Entity, Escape, Printf, Tag, Url, Variable};
        let here = |kind, end: Option<usize>| end.map(|end| (kind, Span::new(at, end)));
        match self.bytes[at] {
            b'{' => here(Brace, self.brace(at, end)),
            b'#' => here(Brace, self.prefixed_brace(at, end)),
            b'%' => here(Brace, self.prefixed_brace(at, end))
                .or_else(|| here(Variable, self.percent_variable(at, end)))
                .or_else(|| here(Printf, self.printf(at, end))),
            b'$' => here(Brace, self.prefixed_brace(at, end))
                .or_else(|| here(Variable, self.dollar_variable(at, end))),
            b'<' => here(Tag, self.tag(at, end)),
            b'&' => here(Entity, self.entity(at, end)),
            b'\\' => here(Escape, self.escape(at, end)),
            b':' => self.url_at_scheme(at, end).map(|span| (Url, span)),
            b'w' | b'W' => here(Url, self.url_at_www(at, end)),
            b'@' => self.email(at, end).map(|span| (Email, span)),
            _ => None,
        }
    }

    /// An ICU message that begins at `at`: its head and syntax become placeholders, its branches
    /// are scanned like text. Returns where it ends.
    fn icu(&mut self, at: usize, end: usize) -> Option<usize> {
        let head_end = self.icu_head(at, end)?;
        let close = self.closing_brace(at, end)?;
        self.push(PlaceholderKind::Icu, Span::new(at, head_end), false);
        let mut from = head_end;
        while from <= close {
            let open = self.find(b'{', from, close);
            let syntax_end = open.map_or(close + 1, |open| open + 1);
            self.push(
                PlaceholderKind::IcuSyntax,
                Span::new(from, syntax_end),
                false,
            );
            let Some(open) = open else { break };
            let branch_end = self.closing_brace(open, close)?;
            self.scan(open + 1, branch_end, true);
            from = branch_end;
        }
        Some(close + 1)
    }

    /// An element with native code that begins at `at`; what its `<sub>`s hold is scanned like
    /// text. Returns where it ends.
    fn code(&mut self, at: usize, end: usize, is_in_branch: bool) -> Option<usize> {
        let rest = self.text[at..end].strip_prefix('<')?;
        let element = CODE_ELEMENTS.iter().position(|name| {
            let rest = rest.strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with([' ', '>', '\t', '\n']))
        })?;
        if self.unclosed[element] || !self.is_free(at) {
            return None;
        }
        let open_end = self.tag(at, end)?;
        if self.text[..open_end].ends_with("/>") {
            return None;
        }
        let close = format!("</{}>", CODE_ELEMENTS[element]);
        let Some(inside) = self.text[open_end..end].find(&close) else {
            self.unclosed[element] = true;
            return None;
        };
        let code_end = open_end + inside + close.len();
        let (mut from, mut kind) = (at, PlaceholderKind::Code);
        while let Some((sub, after)) = self.next_sub(from, code_end) {
            self.push(kind, Span::new(from, sub), is_in_branch);
            self.scan(sub, after, is_in_branch);
            (from, kind) = (after, PlaceholderKind::CodeRest);
        }
        self.push(kind, Span::new(from, code_end), is_in_branch);
        Some(code_end)
    }

    /// The inside of the next `<sub>…</sub>`.
    fn next_sub(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        let open = from + self.text[from..end].find("<sub")?;
        let start = self.tag(open, end)?;
        let after = start + self.text[start..end].find("</sub>")?;
        Some((start, after))
    }

    /// Tells words in the brackets of a tag from tags: those that HTML, TMX and XLIFF don't have,
    /// with no attribute and no end tag.
    fn drop_lonely_tags(&mut self) {
        let text = self.text;
        let mut ends: Vec<&str> = self
            .found
            .iter()
            .filter(|one| one.kind == PlaceholderKind::Tag)
            .filter_map(|one| one.span.of(text).strip_prefix("</"))
            .collect();
        ends.sort_unstable();
        for one in &mut self.found {
            let raw = one.span.of(text);
            let is_lonely = raw.strip_prefix('<').is_some_and(|name| {
                name.starts_with(char::is_alphabetic)
                    && !name.contains(['/', '=', ' '])
                    && ends.binary_search(&name).is_err()
                    && !is_element(name.trim_end_matches('>'))
            });
            if one.kind == PlaceholderKind::Tag && is_lonely {
                one.kind = PlaceholderKind::Metavariable;
            }
        }
    }

    /// Adds the mark of an access key, where a short text has exactly one.
    fn add_accelerator(&mut self) {
        const LONGEST_LABEL: usize = 80;
        if self.text.len() > LONGEST_LABEL {
            return;
        }
        let marks = ['_', '&'].into_iter();
        let mut places = marks.filter_map(|mark| self.accelerator(mark));
        if let (Some(at), None) = (places.next(), places.next()) {
            let index = self.found.partition_point(|one| one.span.start < at);
            self.found.insert(
                index,
                Placeholder {
                    kind: PlaceholderKind::Accelerator,
                    span: Span::new(at, at + 1),
                    is_in_branch: false,
                },
            );
        }
    }

    /// The one place where `mark` stands before the letter of a label, at the beginning of a word
    /// or before small letters within one; none in `snake_case_names`, `AT&T` and code.
    fn accelerator(&self, mark: char) -> Option<usize> {
        let is_visible = |&at: &usize| {
            self.found
                .iter()
                .all(|one| !one.span.contains(Span::new(at, at + 1)))
        };
        let mut places = self
            .text
            .match_indices(mark)
            .map(|(at, _)| at)
            .filter(is_visible);
        let (at, None) = (places.next()?, places.next()) else {
            return None;
        };
        let before = self.text[..at].chars().next_back();
        let after = &self.text[at + 1..];
        let first = after.chars().next()?;
        let is_within = before.is_some_and(char::is_alphanumeric);
        let small = after
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(after.len());
        // Letters beyond ASCII could not move up without cutting one in two.
        let can_close = before.is_some_and(char::is_alphabetic)
            && after[..small].bytes().all(|byte| byte.is_ascii_lowercase())
            && small > 0;
        let begins = !is_within && first.is_alphanumeric();
        (begins || (is_within && can_close)).then_some(at)
    }

    /// The end of `{name, plural,` at `at`.
    fn icu_head(&self, at: usize, end: usize) -> Option<usize> {
        if self.bytes[at] != b'{' {
            return None;
        }
        let first = self.find(b',', at, end)?;
        let second = self.find(b',', first + 1, end)?;
        let name = self.text[at + 1..first].trim();
        let kind = self.text[first + 1..second].trim();
        let is_head = is_identifier(name) && matches!(kind, "plural" | "select" | "selectordinal");
        is_head.then_some(second + 1)
    }

    /// The brace that closes the one at `open`.
    fn closing_brace(&self, open: usize, end: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in open..end {
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' => depth = depth.checked_sub(1)?,
                _ => continue,
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    fn find(&self, byte: u8, from: usize, end: usize) -> Option<usize> {
        let found = self.bytes[from..end]
            .iter()
            .position(|&other| other == byte);
        found.map(|offset| from + offset)
    }

    fn brace(&self, at: usize, end: usize) -> Option<usize> {
        let close = self.closing_brace(at, end)?;
        let inner = &self.text[at + 1..close];
        let doubled = inner
            .strip_prefix('{')
            .and_then(|inner| inner.strip_suffix('}'));
        // `{{ name|upper }}` has a filter, `{$name|upper}` too, `{name|number}` is a choice.
        let is_choice = doubled.is_none() && inner.contains('|') && !inner.starts_with('$');
        (!is_choice && is_brace_content(doubled.unwrap_or(inner))).then_some(close + 1)
    }

    fn prefixed_brace(&self, at: usize, end: usize) -> Option<usize> {
        let open = at + 1;
        if open < end && self.bytes[open] == b'{' {
            self.brace(open, end)
        } else {
            None
        }
    }

    /// `%PATH%`.
    fn percent_variable(&self, at: usize, end: usize) -> Option<usize> {
        let close = self.find(b'%', at + 1, end)?;
        let name = &self.text[at + 1..close];
        let is_name = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (name.len() > 1 && is_name && !name.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(close + 1)
    }

    /// A printf conversion. `50 % av` and `5 %.` are no conversions: nothing may stand between
    /// the sign and its letter, and no number before the sign.
    fn printf(&self, at: usize, end: usize) -> Option<usize> {
        if self.follows_number(at) {
            return None;
        }
        let mut to = at + 1;
        to = self.printf_argument(to, end).unwrap_or(to);
        to = self.skip(to, end, |byte| b"-+#0'".contains(&byte));
        to = self.skip(to, end, |byte| byte.is_ascii_digit() || byte == b'*');
        if to < end && self.bytes[to] == b'.' {
            to = self.skip(to + 1, end, |byte| byte.is_ascii_digit() || byte == b'*');
        }
        to = self.skip(to, end, |byte| b"hlLqjzt".contains(&byte));
        (to < end && b"diouxXeEfFgGcsSpaA@".contains(&self.bytes[to])).then_some(to + 1)
    }

    /// `1$` or `(name)` after the sign.
    fn printf_argument(&self, from: usize, end: usize) -> Option<usize> {
        let digits_end = self.skip(from, end, |byte| byte.is_ascii_digit());
        if digits_end > from && digits_end < end && self.bytes[digits_end] == b'$' {
            return Some(digits_end + 1);
        }
        if from < end && self.bytes[from] == b'(' {
            let close = self.find(b')', from, end)?;
            return is_identifier(&self.text[from + 1..close]).then_some(close + 1);
        }
        None
    }

    fn skip(&self, from: usize, end: usize, wanted: impl Fn(u8) -> bool) -> usize {
        (from..end)
            .find(|&at| !wanted(self.bytes[at]))
            .unwrap_or(end)
    }

    /// True when a digit stands before `at`, spaces of any kind between them allowed.
    fn follows_number(&self, at: usize) -> bool {
        self.text[..at]
            .trim_end()
            .ends_with(|before: char| before.is_ascii_digit() || before == '%')
    }

    /// `$HOME`, `$user_name`; not `$US`, `$bn` and other money.
    fn dollar_variable(&self, at: usize, end: usize) -> Option<usize> {
        let to = self.skip(at + 1, end, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'_'
        });
        let name = &self.text[at + 1..to];
        let is_money = matches!(
            name,
            "US" | "USD"
                | "AUD"
                | "CAD"
                | "A"
                | "C"
                | "NZ"
                | "HK"
                | "bn"
                | "m"
                | "mn"
                | "k"
                | "billion"
                | "million"
        );
        (name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !is_money).then_some(to)
    }

    fn tag(&self, at: usize, end: usize) -> Option<usize> {
        if self.text[at..end].starts_with("<!--") {
            let close = self.text[at..end].find("-->")?;
            return Some(at + close + 3);
        }
        let name = at + 1 + usize::from(at + 1 < end && self.bytes[at + 1] == b'/');
        let name_end = self.skip(name, end, |byte| {
            byte.is_ascii_alphanumeric() || b":-_.".contains(&byte)
        });
        if name_end == name {
            return None;
        }
        let close = self.find(b'>', name_end, end)?;
        let rest = &self.text[name_end..close];
        let is_tag = !rest.contains('<')
            && !rest.starts_with("//")
            && (rest.is_empty() || rest.starts_with('/') || rest.starts_with(char::is_whitespace));
        is_tag.then_some(close + 1)
    }

    fn entity(&self, at: usize, end: usize) -> Option<usize> {
        let is_numeric = at + 1 < end && self.bytes[at + 1] == b'#';
        let name = at + 1 + usize::from(is_numeric);
        let name_end = self.skip(name, end, |byte| byte.is_ascii_alphanumeric());
        let has_shape = name_end > name + usize::from(!is_numeric)
            && name_end < end
            && self.bytes[name_end] == b';';
        has_shape.then_some(name_end + 1)
    }

    /// `\n` and its kin, outside Windows paths.
    fn escape(&self, at: usize, end: usize) -> Option<usize> {
        let next = *self.bytes[..end].get(at + 1)?;
        let digits = match next {
            b'n' | b'r' | b't' => 0,
            b'x' => 2,
            b'u' => 4,
            _ => return None,
        };
        let to = at + 2 + digits;
        let has_digits = to <= end && self.bytes[at + 2..to].iter().all(u8::is_ascii_hexdigit);
        (has_digits && !self.is_in_path(at)).then_some(to)
    }

    /// True when the run of characters before `at` has begun like `C:\` or `\\server`.
    fn is_in_path(&self, at: usize) -> bool {
        let mut words = self.text[..at].rsplit(char::is_whitespace);
        let word = words.next().unwrap_or_default();
        word.contains(":\\") || word.ends_with(':') || word.starts_with("\\\\")
    }

    /// An address around the `://` at `at`.
    fn url_at_scheme(&self, at: usize, end: usize) -> Option<Span> {
        if !self.text[at..end].starts_with("://") {
            return None;
        }
        let letters = self.bytes[..at]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        (letters > 1).then(|| Span::new(at - letters, self.url_end(at + 3, end)))
    }

    fn url_at_www(&self, at: usize, end: usize) -> Option<usize> {
        let starts_word = at == 0 || !self.bytes[at - 1].is_ascii_alphanumeric();
        let has_prefix = self.bytes[at..end]
            .get(..4)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"www."));
        (starts_word && has_prefix).then(|| self.url_end(at + 4, end))
    }

    /// Where an address ends: at white space, a bracket or a quotation mark, without the marks
    /// that close the sentence.
    fn url_end(&self, from: usize, end: usize) -> usize {
        let stops = |c: char| c.is_whitespace() || "<>\"”“»{}|".contains(c);
        let run = &self.text[from..end];
        let run = run.find(stops).map_or(run, |stop| &run[..stop]);
        let mut run = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        if !run.contains('(') {
            run = run.trim_end_matches(')');
        }
        from + run.trim_end_matches(['.', ',']).len()
    }

    fn email(&self, at: usize, end: usize) -> Option<Span> {
        let is_local = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._-+".contains(byte);
        let local = self.bytes[..at].iter().rev().take_while(is_local).count();
        let host_end = self.skip(at + 1, end, |byte| {
            byte.is_ascii_alphanumeric() || b".-".contains(&byte)
        });
        let host = self.text[at + 1..host_end].trim_end_matches(['.', '-']);
        let has_shape = local > 0 && host.split('.').count() > 1 && !host.starts_with('.');
        has_shape.then(|| Span::new(at - local, at + 1 + host.len()))
    }
}

/// The inside of a brace placeholder: nothing, a template statement, or a name with an optional
/// format; a phrase in braces is none of these.
fn is_brace_content(inner: &str) -> bool {
    let trimmed = inner.trim();
    if trimmed.is_empty() {
        return inner.is_empty();
    }
    if trimmed.starts_with('%') && trimmed.ends_with('%') {
        return true;
    }
    let name = trimmed.trim_start_matches(['$', '#', '/', '^', '!', '@', '-', '>', '&']);
    let name_end = name
        .find(|c: char| [':', ',', '|', '!', '('].contains(&c))
        .unwrap_or(name.len());
    is_identifier(name[..name_end].trim()) && is_format(&name[name_end..])
}

/// What may follow the name: `:.2f`, `|upper`, `(1)`, `, number`, but not the rest of an
/// enumeration such as `{name|number}` or `{none(default),all}` in a usage text.
fn is_format(rest: &str) -> bool {
    if rest.starts_with('(') {
        return rest.ends_with(')');
    }
    let Some(format) = rest.strip_prefix(',') else {
        return true;
    };
    let word = format.split(',').next().unwrap_or_default().trim();
    word.parse::<i32>().is_ok()
        || matches!(
            word,
            "number" | "date" | "time" | "spellout" | "ordinal" | "duration" | "choice"
        )
}

/// The elements that hold native code.
const CODE_ELEMENTS: [&str; 5] = ["ph", "bpt", "ept", "it", "ut"];

/// True for an element of HTML, or an inline element of TMX or XLIFF.
fn is_element(name: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "a",
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "body",
        "bpt",
        "br",
        "button",
        "bx",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "cp",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "ec",
        "em",
        "ept",
        "ex",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hi",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "it",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "mark",
        "mrk",
        "nav",
        "nobr",
        "ol",
        "optgroup",
        "option",
        "p",
        "pc",
        "ph",
        "pre",
        "q",
        "s",
        "samp",
        "sc",
        "section",
        "select",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "ut",
        "var",
        "wbr",
        "x",
    ];
    ELEMENTS
        .binary_search(&name.to_ascii_lowercase().as_str())
        .is_ok()
}

/// Letters, digits and `_.-[]`, at least one.
fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "_.-[]".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for one in placeholders(text) {
            if one.kind != PlaceholderKind::IcuSyntax {
                found.push(one.span.of(text));
            }
        }
        found
    }

    #[test]
    fn finds_each_kind() {
        for (text, expected) in [
            ("Hej {0}!", vec!["{0}"]),
            ("{{count}} av {{ total }}", vec!["{{count}}", "{{ total }}"]),
            ("%{user} och ${path}", vec!["%{user}", "${path}"]),
            ("{} filer", vec!["{}"]),
            ("{price:.2f} kr", vec!["{price:.2f}"]),
            ("%s, %1$d och %(namn)s", vec!["%s", "%1$d", "%(namn)s"]),
            ("%-5.2f %ld %@", vec!["%-5.2f", "%ld", "%@"]),
            ("Tryck <b>Retur</b>.<br/>", vec!["<b>", "</b>", "<br/>"]),
            ("<a href=\"x y\">här</a>", vec!["<a href=\"x y\">", "</a>"]),
            (
                "Läs&nbsp;mer &#160; &#xA0;",
                vec!["&nbsp;", "&#160;", "&#xA0;"],
            ),
            ("rad\\nrad\\tkolumn", vec!["\\n", "\\t"]),
            ("$HOME och %PATH%", vec!["$HOME", "%PATH%"]),
            ("Se https://example.org/a.", vec!["https://example.org/a"]),
            ("(www.example.org)", vec!["www.example.org"]),
            ("Skriv till info@example.org.", vec!["info@example.org"]),
            (
                "<ph id=\"1\">&lt;br&gt; <sub>alt</sub></ph>x<x id=\"2\"/>",
                vec![
                    "<ph id=\"1\">&lt;br&gt; <sub>",
                    "</sub></ph>",
                    "<x id=\"2\"/>",
                ],
            ),
            (
                "<bpt i=\"1\">{\\b </bpt>fet<ept i=\"1\">}</ept>",
                vec!["<bpt i=\"1\">{\\b </bpt>", "<ept i=\"1\">}</ept>"],
            ),
            ("<0>här</0>", vec!["<0>", "</0>"]),
            ("_Arkiv", vec!["_"]),
            ("S&para som…", vec!["&"]),
            ("Flytta (_M)", vec!["_"]),
            (
                "{n, plural, one {# fil i {dir}} other {# filer i {dir}}}",
                vec!["{n, plural,", "{dir}", "{dir}"],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_prose_alone() {
        for text in [
            "50 % av alla",
            "50% discount",
            "5 %.",
            "a < b och c > d",
            "AT&T och R&D",
            "$5 och $US",
            "C:\\new\\temp",
            "{ett, två och tre}",
            "kl. 14:30 i Malmö: sol",
            "AT&T",
            "en_fil_till",
            "--follow[={name|descriptor}]",
            "{none(default),prepend,separate}",
            "%b %e %H.%M".trim_start_matches("%b %e "),
            "@namn",
            "öppna # och ¤",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn masks_byte_for_byte_and_keeps_the_translated_text() {
        let mask = |text: &str| masked(text, &placeholders(text)).into_owned();
        assert_eq!(mask("å <b>ä</b> {0}"), "å    ä        ");
        let icu = "{n, plural, one {# fil} other {# filer}} å";
        assert_eq!(mask(icu).len(), icu.len());
        let words: Vec<String> = mask(icu).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["#", "fil", "#", "filer", "å"]);
    }

    #[test]
    fn survives_unclosed_and_nested_input() {
        for text in [
            "{",
            "{{",
            "{n, plural, one {",
            "%",
            "<",
            "</",
            "&;",
            "\\",
            "://",
            "@",
            "{}}",
            "{n,plural,}",
        ] {
            let found = placeholders(text);
            assert!(
                found
                    .windows(2)
                    .all(|two| two[0].span.end <= two[1].span.start)
            );
            assert_eq!(masked(text, &found).len(), text.len(), "{text}");
        }
    }
}
