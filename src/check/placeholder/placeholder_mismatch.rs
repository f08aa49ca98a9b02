//! Placeholders, tags, entities and escapes that one side has and the other has not.

use std::borrow::Cow;

use quick_xml::escape::{resolve_html5_entity, unescape, unescape_with};

use crate::annotate::placeholder::{Placeholder, PlaceholderKind, placeholders};
use crate::annotate::{Annotated, Pair};
use crate::check::placeholder::attribute;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};

check_info!(PLACEHOLDER_MISMATCH, "placeholder-mismatch", Placeholder);

/// Reports [`PLACEHOLDER_MISMATCH`].
#[derive(Debug)]
pub struct PlaceholderMismatch;

impl Check for PlaceholderMismatch {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&PLACEHOLDER_MISMATCH] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        if pair.source.placeholders.is_empty() && pair.target.placeholders.is_empty() {
            return;
        }
        let (mut missing, mut added) = difference(keys(&pair.source), keys(&pair.target));
        cancel_translated(&mut missing, &mut added);
        missing.retain(|lost| !is_spelled_out(lost, pair.target.text));
        added.retain(|new| !is_spelled_out(new, pair.source.text));
        if pair.segment.is_singular && is_one_number(&missing, &added) {
            return;
        }
        for lost in missing {
            let same_kind = added.iter().position(|new| new.0.kind == lost.0.kind);
            let new = same_kind.map(|at| added.remove(at));
            findings.extend(finding(pair, Some(lost), new));
        }
        for new in added {
            findings.extend(finding(pair, None, Some(new)));
        }
    }
}

/// A placeholder with what has to be equal on the other side.
type Keyed<'t> = (Placeholder, Cow<'t, str>);

/// The placeholders that must return. Those in branches of an ICU message count once, since a
/// language may have more branches than the other.
fn keys<'t>(side: &Annotated<'t>) -> Vec<Keyed<'t>> {
    let mut keyed: Vec<Keyed<'t>> = Vec::new();
    for &one in &side.placeholders {
        let Some(key) = key(one, side.text) else {
            continue;
        };
        let is_repeated = one.is_in_branch
            && keyed
                .iter()
                .any(|(other, same)| other.is_in_branch && *same == key);
        if !is_repeated {
            keyed.push((one, key));
        }
    }
    keyed
}

/// What has to be equal: the name of a tag with the id that TMX and XLIFF give it but without its other
/// attributes, a brace without its inner spaces; `None` for what each language has its own way with.
fn key(one: Placeholder, text: &str) -> Option<Cow<'_, str>> {
    use PlaceholderKind::{
        Accelerator, Brace, Code, CodeRest, Email, Entity, Escape, Icu, IcuSyntax, Metavariable,
        Printf, Tag, Url, Variable,
    };
    let raw = one.span.of(text);
    match one.kind {
        Printf | Variable | Escape | Metavariable => Some(Cow::Borrowed(raw)),
        Brace | Icu => Some(Cow::Owned(raw.split_whitespace().collect())),
        Tag => tag_key(raw).map(Cow::Owned),
        Code => Some(Cow::Owned(code_key(raw))),
        Entity => (!is_typographic(raw)).then_some(Cow::Borrowed(raw)),
        IcuSyntax | Url | Email | CodeRest | Accelerator => None,
    }
}

/// The name of a tag, with its id where it is an inline element of TMX or XLIFF; `None` for
/// the marks of annotators (`<mrk>`), which say nothing of the text.
fn tag_key(tag: &str) -> Option<String> {
    let name = tag_name(tag);
    match name.trim_start_matches('<') {
        "mrk" | "/mrk" | "sm" => None,
        "g" | "x" | "bx" | "ex" | "bpt" | "ept" | "ph" | "it" | "ut" | "hi" | "pc" | "sc"
        | "ec" | "cp" => Some(match id(tag) {
            Some(id) => format!("{name}#{id}"),
            None => name,
        }),
        _ => Some(name),
    }
}

/// Native code by its element, its id (if it is no end) and what it does: the placeholders in it, or its text.
fn code_key(code: &str) -> String {
    let open_end = code.find('>').map_or(code.len(), |at| at + 1);
    let (open, rest) = code.split_at(open_end);
    let inside = rest.find("</").map_or(rest, |end| &rest[..end]);
    let inside = unescape(inside).unwrap_or(Cow::Borrowed(inside));
    let keys: Vec<Cow<'_, str>> = placeholders(&inside)
        .into_iter()
        .filter_map(|one| key(one, &inside))
        .collect();
    let inside = match keys.is_empty() {
        true => inside.trim().to_owned(),
        false => keys.concat(),
    };
    let name = tag_name(open);
    // The number of an end is good for finding its start, and may be another on the other side.
    let id = id(open).filter(|_| name != "<ept").unwrap_or_default();
    format!("{name}#{id}#{inside}")
}

/// What an inline element is known by on both sides: `x` in TMX, `id`, `rid` and their kin in XLIFF.
fn id(tag: &str) -> Option<&str> {
    let mut names = ["x", "id", "rid", "startRef", "i", "hex"].into_iter();
    names.find_map(|name| attribute(tag, name))
}

/// Lets words in the brackets of a tag stand for each other: they are translated.
fn cancel_translated(missing: &mut Vec<Keyed<'_>>, added: &mut Vec<Keyed<'_>>) {
    let is_word = |keyed: &Keyed<'_>| keyed.0.kind == PlaceholderKind::Metavariable;
    while let (Some(lost), Some(new)) = (
        missing.iter().position(is_word),
        added.iter().position(is_word),
    ) {
        missing.remove(lost);
        added.remove(new);
    }
}

/// True for the reference to a character that stands in the `other` text itself.
fn is_spelled_out((one, raw): &Keyed<'_>, other: &str) -> bool {
    one.kind == PlaceholderKind::Entity
        && unescape_with(raw, resolve_html5_entity)
            .is_ok_and(|character| other.contains(&*character))
}

/// True where all that differs is one number, left out or put in.
fn is_one_number(missing: &[Keyed<'_>], added: &[Keyed<'_>]) -> bool {
    let is_number = |(one, key): &Keyed<'_>| match one.kind {
        PlaceholderKind::Printf => key.ends_with(['d', 'i', 'u', 's', 'n', 'g', 'f']),
        kind => kind == PlaceholderKind::Brace,
    };
    match (missing, added) {
        ([one], []) | ([], [one]) => is_number(one),
        _ => false,
    }
}

/// `<a href="x">` → `<a`, `</a>` → `</a`, `<br/>` → `<br`.
fn tag_name(tag: &str) -> String {
    let end = tag[1..]
        .find(|c: char| c.is_whitespace() || c == '>')
        .map_or(tag.len(), |end| end + 1);
    tag[..end].trim_end_matches('/').to_lowercase()
}

/// Marks and dashes that follow the habits of the language, and the `&amp;` that may become *och*.
fn is_typographic(entity: &str) -> bool {
    matches!(
        entity,
        "&amp;"
            | "&quot;"
            | "&ldquo;"
            | "&rdquo;"
            | "&bdquo;"
            | "&lsquo;"
            | "&rsquo;"
            | "&laquo;"
            | "&raquo;"
            | "&apos;"
            | "&#39;"
            | "&#34;"
            | "&ndash;"
            | "&mdash;"
            | "&hellip;"
            | "&shy;"
    )
}

/// What is left of both lists once equal keys have cancelled each other out.
fn difference<'t>(
    mut source: Vec<Keyed<'t>>,
    mut target: Vec<Keyed<'t>>,
) -> (Vec<Keyed<'t>>, Vec<Keyed<'t>>) {
    unify_positions(&mut source, &mut target);
    source.retain(|(_, key)| {
        let same = target.iter().position(|(_, other)| other == key);
        same.map(|at| target.remove(at)).is_none()
    });
    (source, target)
}

/// Where one side numbers its printf arguments (`%2$s`), numbers those of the other by their order.
fn unify_positions(source: &mut [Keyed<'_>], target: &mut [Keyed<'_>]) {
    let is_numbered = |side: &[Keyed<'_>]| side.iter().any(|(_, key)| is_positional(key));
    if is_numbered(source) != is_numbered(target) {
        number(source);
        number(target);
    }
}

fn number(side: &mut [Keyed<'_>]) {
    let mut position = 0;
    for (one, key) in side {
        if one.kind == PlaceholderKind::Printf && !key.contains(['$', '(']) {
            position += 1;
            *key = Cow::Owned(format!("%{position}${}", &key[1..]));
        }
    }
}

fn is_positional(key: &str) -> bool {
    key.starts_with('%')
        && key[1..]
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with('$')
}

fn finding(pair: &Pair<'_>, lost: Option<Keyed<'_>>, new: Option<Keyed<'_>>) -> Option<Finding> {
    let kind = lost.as_ref().or(new.as_ref())?.0.kind;
    let place = |keyed: &Option<Keyed<'_>>, text: &str| -> Vec<Evidence> {
        let one = keyed.iter().map(|(one, _)| Evidence::new(one.span, text));
        one.collect()
    };
    let source = place(&lost, pair.source.text);
    let target = place(&new, pair.target.text);
    let message = match (source.first(), target.first()) {
        (Some(lost), Some(new)) => format!("{} became {}", lost.text, new.text),
        (Some(lost), None) => format!("{} is missing in the target", lost.text),
        (None, Some(new)) if new.text == "&nbsp;" => return None,
        (None, Some(new)) => format!("the source has no {}", new.text),
        (None, None) => return None,
    };
    let suggestion = source
        .first()
        .filter(|_| !target.is_empty())
        .map(|lost| lost.text.clone());
    Some(
        PLACEHOLDER_MISMATCH
            .finding(severity(kind), message)
            .with_evidence(source, target)
            .with_suggestion(suggestion),
    )
}

/// What a program fills in breaks the program or the sentence; markup breaks the looks.
const fn severity(kind: PlaceholderKind) -> Severity {
    use PlaceholderKind::{Brace, Icu, Metavariable, Printf, Variable};
    match kind {
        Brace | Icu | Printf | Variable => Severity::Critical,
        Metavariable => Severity::Minor,
        _ => Severity::Major,
    }
}
