//! Tags that nest in the source and don't in the target.

use crate::annotate::placeholder::PlaceholderKind;
use crate::annotate::{Annotated, Pair};
use crate::check::placeholder::attribute;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

check_info!(TAG_UNBALANCED, "tag-unbalanced", Placeholder);

/// Reports [`TAG_UNBALANCED`].
#[derive(Debug)]
pub struct TagUnbalanced;

impl Check for TagUnbalanced {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&TAG_UNBALANCED] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (tags(&pair.source), tags(&pair.target));
        // Where tags are lost or new, that is the fault to report.
        if source.len() < 2 || names(&source) != names(&target) || misfit(&source).is_some() {
            return;
        }
        let Some((span, message)) = misfit(&target) else {
            return;
        };
        findings.push(
            TAG_UNBALANCED
                .finding(Severity::Major, message)
                .with_evidence(Vec::new(), vec![Evidence::new(span, pair.target.text)]),
        );
    }
}

/// A tag that is one of two.
struct Tag<'t> {
    name: &'t str,
    is_end: bool,
    /// The tag as it is written.
    raw: &'t str,
    /// What both of the two have: the name of an element, or the number of paired codes.
    key: &'t str,
    nesting: Nesting,
    span: Span,
}

/// How the ranges between two tags may stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// An element: one within the other.
    Element,
    /// Paired codes that hold the tags of elements.
    CodedElement,
    /// Paired codes: they may cross.
    Free,
}

/// The start and end tags of a side.
fn tags<'t>(side: &Annotated<'t>) -> Vec<Tag<'t>> {
    let all = side.placeholders.iter();
    all.filter_map(|one| match one.kind {
        PlaceholderKind::Tag => {
            let raw = one.span.of(side.text);
            code(raw, one.span).or_else(|| element(raw, one.span))
        }
        PlaceholderKind::Code => code(one.span.of(side.text), one.span),
        _ => None,
    })
    .collect()
}

/// A tag of an element that has another.
fn element(raw: &str, span: Span) -> Option<Tag<'_>> {
    let inner = raw.strip_prefix('<')?.strip_suffix('>')?;
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    let name = first_word(inner);
    let stands_alone = inner.ends_with('/') || is_void(name) || name.starts_with('!');
    (!stands_alone).then_some(Tag {
        name,
        is_end,
        raw,
        key: name,
        nesting: Nesting::Element,
        span,
    })
}

/// One of two paired codes of TMX or XLIFF: its tag, or the whole element with native code.
fn code(text: &str, span: Span) -> Option<Tag<'_>> {
    let (raw, inside) = text.split_at(text.find('>')? + 1);
    let name = first_word(raw.strip_prefix('<')?.trim_end_matches(['/', '>']));
    let &(_, is_end, ids) = CODES.iter().find(|(code, ..)| *code == name)?;
    let key = ids.iter().find_map(|id| attribute(raw, id))?;
    let nesting = match inside.starts_with("&lt;") {
        true => Nesting::CodedElement,
        false => Nesting::Free,
    };
    Some(Tag {
        name,
        is_end,
        raw,
        key,
        nesting,
        span,
    })
}

/// The paired codes: name, whether it is the second, and the attributes with the number of the pair.
const CODES: [(&str, bool, &[&str]); 6] = [
    ("bpt", false, &["i", "rid", "id"]),
    ("ept", true, &["i", "rid", "id"]),
    ("bx", false, &["rid", "id"]),
    ("ex", true, &["rid", "id"]),
    ("sc", false, &["id"]),
    ("ec", true, &["startRef", "id"]),
];

fn first_word(text: &str) -> &str {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    &text[..end]
}

/// The elements of HTML without an end tag.
fn is_void(name: &str) -> bool {
    ["br", "hr", "img", "input", "wbr", "col"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}

fn names<'t>(tags: &[Tag<'t>]) -> Vec<(&'t str, bool)> {
    let mut names: Vec<_> = tags.iter().map(|tag| (tag.name, tag.is_end)).collect();
    names.sort_unstable();
    names
}

/// The first tag that is out of place, and what is wrong with it.
fn misfit(tags: &[Tag<'_>]) -> Option<(Span, String)> {
    let mut open: Vec<&Tag<'_>> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        if !tag.is_end {
            open.push(tag);
            continue;
        }
        let Some(start) = open.iter().rposition(|start| tag.ends(start)) else {
            let starts_later = tags[at..].iter().any(|start| tag.ends(start));
            return Some((tag.span, tag.without_start(open.last(), starts_later)));
        };
        let mut within = open[start + 1..].iter();
        if let Some(crossed) = within.rfind(|other| tag.may_not_cross(other)) {
            return Some((tag.span, tag.crossing(crossed)));
        }
        open.remove(start);
    }
    let last = open.pop()?;
    Some((last.span, format!("<{}> is never closed", last.name)))
}

impl Tag<'_> {
    /// True for the end of `start`.
    fn ends(&self, start: &Self) -> bool {
        !start.is_end && self.start_name() == start.name && self.key == start.key
    }

    /// The name of the start of this end.
    fn start_name(&self) -> &str {
        match self.name {
            "ept" => "bpt",
            "ex" => "bx",
            "ec" => "sc",
            name => name,
        }
    }

    fn may_not_cross(&self, other: &Self) -> bool {
        self.nesting == other.nesting && self.nesting != Nesting::Free
    }

    /// What is wrong with an end whose start is not open; `last` is.
    fn without_start(&self, last: Option<&&Self>, starts_later: bool) -> String {
        let is_element = |tag: &Self| tag.nesting == Nesting::Element;
        match last.filter(|last| is_element(last) && is_element(self)) {
            Some(last) => self.crossing(last),
            None if starts_later => {
                format!("{} stands before its <{}>", self.raw, self.start_name())
            }
            None => format!("{} has no <{}>", self.raw, self.start_name()),
        }
    }

    /// What is wrong with an end that stands before that of `inner`.
    fn crossing(&self, inner: &Self) -> String {
        match self.nesting {
            Nesting::Element => format!("expected </{}>, found </{}>", inner.name, self.name),
            Nesting::CodedElement | Nesting::Free => {
                format!("the tags in {} and {} cross", inner.raw, self.raw)
            }
        }
    }
}
