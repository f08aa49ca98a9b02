//! Tags that nest in the source and don't in the target.

use crate::annotate::placeholder::PlaceholderKind;
use crate::annotate::{Annotated, Pair};
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
    span: Span,
}

/// The start and end tags of a side.
fn tags<'t>(side: &Annotated<'t>) -> Vec<Tag<'t>> {
    let is_tag = |kind| kind == PlaceholderKind::Tag;
    let all = side.placeholders.iter().filter(|one| is_tag(one.kind));
    all.filter_map(|one| {
        let inner = one
            .span
            .of(side.text)
            .strip_prefix('<')?
            .strip_suffix('>')?;
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inner),
        };
        let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let name = &inner[..end];
        let stands_alone = inner.ends_with('/') || is_void(name) || name.starts_with('!');
        (!stands_alone).then_some(Tag {
            name,
            is_end,
            span: one.span,
        })
    })
    .collect()
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

/// The first tag that does not nest, and what is wrong with it.
fn misfit(tags: &[Tag<'_>]) -> Option<(Span, String)> {
    let mut open: Vec<&Tag<'_>> = Vec::new();
    for tag in tags {
        if !tag.is_end {
            open.push(tag);
            continue;
        }
        let name = tag.name;
        match open.pop() {
            Some(last) if last.name == name => {}
            Some(last) => {
                let message = format!("expected </{}>, found </{name}>", last.name);
                return Some((tag.span, message));
            }
            None => {
                let message = format!("</{name}> stands before its <{name}>");
                return Some((tag.span, message));
            }
        }
    }
    let last = open.pop()?;
    Some((last.span, format!("<{}> is never closed", last.name)))
}
