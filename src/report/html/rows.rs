//! The findings as the page's script reads them: JSON in which texts are written once a pair.
//!
//! Offsets count UTF-16 code units, as strings of scripts do.

use std::io;

use serde::Serialize;

use crate::finding::{Evidence, Finding, Group, Severity};
use crate::locale::Language;
use crate::report::{Report, figures};
use crate::segment::Segment;

/// The findings as JSON without `<`, so that no text can end the element that holds it.
pub(super) fn json(report: &Report) -> io::Result<String> {
    let mut page = PageJson::default();
    let mut compared = report.changed();
    for (segment, judgement) in &report.pairs {
        let change = |finding: &Finding| {
            if report.changes.is_none() || finding.severity < Severity::Minor {
                return None;
            }
            // What is compared comes in the same order.
            let (.., is_new) = compared.next()?;
            Some(if is_new { "new" } else { "still there" })
        };
        page.add(segment, &judgement.findings, change);
    }
    for (segment, finding) in report.changes.iter().flat_map(|changes| &changes.fixed) {
        page.add(segment, std::slice::from_ref(finding), |_| Some("fixed"));
    }
    let json = serde_json::to_string(&page)?;
    Ok(json.replace('<', "\\u003c"))
}

#[derive(Serialize)]
struct PageJson<'r> {
    severities: [&'static str; 4],
    languages: [LanguageJson; 2],
    checks: Vec<CheckJson<'r>>,
    files: Vec<&'r str>,
    pairs: Vec<PairJson<'r>>,
    findings: Vec<FindingJson<'r>>,
}

impl Default for PageJson<'_> {
    fn default() -> Self {
        Self {
            severities: super::worst_first().map(Severity::name),
            languages: LANGUAGES.map(|language| LanguageJson {
                code: language.code(),
                name: language.name(),
            }),
            checks: Vec::new(),
            files: Vec::new(),
            pairs: Vec::new(),
            findings: Vec::new(),
        }
    }
}

const LANGUAGES: [Language; 2] = [Language::Swedish, Language::English];

impl<'r> PageJson<'r> {
    fn add(
        &mut self,
        segment: &'r Segment,
        findings: &'r [Finding],
        mut change: impl FnMut(&Finding) -> Option<&'static str>,
    ) {
        let file = index_of(
            &mut self.files,
            |file| **file == *segment.origin.file,
            || &*segment.origin.file,
        );
        for finding in findings {
            let check = index_of(
                &mut self.checks,
                |check| check.id == finding.check,
                || CheckJson {
                    id: finding.check,
                    group: finding.group,
                },
            );
            let pair = self.pairs.len();
            let change = change(finding);
            self.findings
                .push(FindingJson::new(pair, check, segment, finding, change));
        }
        self.pairs.push(PairJson {
            file,
            line: segment.origin.line,
            id: &segment.id,
            from: usize::from(segment.source_lang != LANGUAGES[0]),
            source: &segment.source,
            target: &segment.target,
        });
    }
}

/// Where the first item stands that is the one; it is added where there is none.
fn index_of<T>(items: &mut Vec<T>, is_it: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> usize {
    items.iter().position(is_it).unwrap_or_else(|| {
        items.push(make());
        items.len() - 1
    })
}

#[derive(Serialize)]
struct LanguageJson {
    code: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct CheckJson<'r> {
    id: &'r str,
    group: Group,
}

#[derive(Serialize)]
struct PairJson<'r> {
    file: usize,
    line: u64,
    id: &'r str,
    /// The index of the language of the source.
    from: usize,
    source: &'r str,
    target: &'r str,
}

#[derive(Serialize)]
struct FindingJson<'r> {
    pair: usize,
    check: usize,
    /// An index, worst first.
    severity: usize,
    message: &'r str,
    source: Vec<Place>,
    target: Vec<Place>,
    #[serde(rename = "try", skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<&'static str>,
}

impl<'r> FindingJson<'r> {
    fn new(
        pair: usize,
        check: usize,
        segment: &Segment,
        finding: &'r Finding,
        change: Option<&'static str>,
    ) -> Self {
        Self {
            pair,
            check,
            severity: Severity::ALL.len() - 1 - finding.severity as usize,
            message: &finding.message,
            source: places(&segment.source, &finding.source),
            target: places(&segment.target, &finding.target),
            suggestion: finding.suggestion.as_deref(),
            because: finding.because,
            change,
        }
    }
}

/// Start, end and, where something was understood there, the value for people.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Place {
    Valued(usize, usize, String),
    Plain(usize, usize),
}

fn places(text: &str, evidence: &[Evidence]) -> Vec<Place> {
    let place = |item: &Evidence| {
        let start = utf16_len(&text[..item.span.start]);
        let end = start + utf16_len(item.span.of(text));
        match figures::value(item) {
            Some(value) => Place::Valued(start, end, value),
            None => Place::Plain(start, end),
        }
    };
    evidence.iter().map(place).collect()
}

fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::infos;
    use crate::evaluate::Judgement;
    use crate::span::Span;

    #[test]
    fn places_count_as_scripts_do() {
        let text = "😀 på 5 %";
        let at = text.find('5').expect("the digit is there");
        let mut item = Evidence::new(Span::new(at, at + 1), text);
        assert_eq!(
            places(text, std::slice::from_ref(&item)),
            [Place::Plain(6, 7)]
        );
        item.value = Some("5".to_owned());
        item.unit = Some("percent".to_owned());
        let valued = Place::Valued(6, 7, "5 percent".to_owned());
        assert_eq!(places(text, &[item]), [valued]);
    }

    #[test]
    fn no_text_ends_the_script() {
        let mut report = Report::default();
        let segment = Segment::new(Language::Swedish, "</script><!--", "");
        let info = infos().next().expect("there are checks");
        let judgement = Judgement {
            scores: Vec::new(),
            findings: vec![info.finding(Severity::Minor, "<script>".to_owned())],
        };
        report.pairs.push((segment, judgement));
        let json = json(&report).expect("memory takes all");
        assert!(!json.contains('<'), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(value["pairs"][0]["source"], "</script><!--");
    }
}
