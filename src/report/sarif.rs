//! Findings as SARIF 2.1.0, the format that code-scanning services read: one run, a result a
//! finding, and a rule for every check that found something, with its explanation as help.
//!
//! ```json
//! {"ruleId":"magnitude-mismatch","ruleIndex":0,"level":"error","message":{"text":"…"},"locations":[…],…}
//! ```
//!
//! Results are written as they come, so that memory does not grow with them. Regions have columns
//! where the file has the target letter for letter, counted in code points as `columnKind` says.
//! The fingerprint of a result is made of its check and its texts, so a finding stays the same
//! when its line moves. Not written: fixes, code flows and the texts of files.
//!
//! The format: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, 2020,
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Output, Renderer, Stream, percent_encoded, terminal};
use crate::check;
use crate::evaluate::Judgement;
use crate::finding::{Evidence, Finding, Group, Severity};
use crate::gate::Fingerprint;
use crate::segment::Segment;
use crate::span::{CodePoints, Origin};
use crate::summary::Summary;

/// `check --format sarif`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "sarif",
    extensions: &[],
    output: Output::Stream(|view| {
        Box::new(Sarif {
            min_severity: view.min_severity,
            rules: Vec::new(),
            occurrences: HashMap::new(),
            has_begun: false,
        })
    }),
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

struct Sarif {
    min_severity: Severity,
    /// Ids of the checks that found something, in the order of their first findings.
    rules: Vec<&'static str>,
    /// How often each fingerprint occurred: pairs repeat, and their findings with them.
    occurrences: HashMap<Fingerprint, u32>,
    has_begun: bool,
}

impl Stream for Sarif {
    fn pair(
        &mut self,
        segment: &Segment,
        judgement: &Judgement,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for finding in &judgement.findings {
            if finding.severity >= self.min_severity {
                self.separate(out)?;
                serde_json::to_writer(&mut *out, &self.result(segment, finding))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_begun {
            begin(out)?;
        }
        write!(out, "\n],\"tool\":")?;
        let rules = self.rules.iter().map(|id| Rule::new(id)).collect();
        serde_json::to_writer(&mut *out, &Tool::new(rules))?;
        write!(out, ",\"invocations\":")?;
        serde_json::to_writer(&mut *out, &[Invocation::new(summary)])?;
        writeln!(out, "}}]}}")
    }
}

impl Sarif {
    /// Writes what stands before a result.
    fn separate(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.has_begun {
            return out.write_all(b",\n");
        }
        self.has_begun = true;
        begin(out)?;
        out.write_all(b"\n")
    }

    fn result<'r>(&mut self, segment: &'r Segment, finding: &'r Finding) -> ResultJson<'r> {
        let rule_index = self.rule_index(finding.check);
        let hash = fingerprint(segment, finding);
        let occurrence = self.occurrences.entry(hash).or_default();
        *occurrence += 1;
        let fingerprint = format!("{hash}:{occurrence}");
        ResultJson {
            rule_id: finding.check,
            rule_index,
            level: level(finding.severity),
            message: Text::new(message(finding)),
            locations: vec![Location::new(segment, finding)],
            partial_fingerprints: Fingerprints {
                primary_location_line_hash: fingerprint.clone(),
                parvis_finding: fingerprint,
            },
            properties: ResultProperties {
                id: &segment.id,
                group: finding.group,
                severity: finding.severity,
                source: &segment.source,
                target: &segment.target,
            },
        }
    }

    fn rule_index(&mut self, check: &'static str) -> usize {
        let known = self.rules.iter().position(|rule| *rule == check);
        known.unwrap_or_else(|| {
            self.rules.push(check);
            self.rules.len() - 1
        })
    }
}

fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"columnKind\":\"unicodeCodePoints\",\"results\":["
    )
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Neutral => "note",
        Severity::Minor => "warning",
        Severity::Major | Severity::Critical => "error",
    }
}

fn message(finding: &Finding) -> String {
    match &finding.suggestion {
        Some(suggestion) => format!("{}; try: {suggestion}", finding.message),
        None => finding.message.clone(),
    }
}

/// The check, both texts and the marked places: what makes a finding this one.
fn fingerprint(segment: &Segment, finding: &Finding) -> Fingerprint {
    let places = finding.source.iter().chain(&finding.target);
    let mut parts = vec![finding.check, &segment.source, &segment.target];
    parts.extend(places.map(|place| &*place.text));
    Fingerprint::of(&parts.join("\0"))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultJson<'r> {
    rule_id: &'r str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location<'r>>,
    partial_fingerprints: Fingerprints,
    properties: ResultProperties<'r>,
}

#[derive(Serialize)]
struct Fingerprints {
    /// The key by which GitHub tells known results from new ones.
    #[serde(rename = "primaryLocationLineHash")]
    primary_location_line_hash: String,
    #[serde(rename = "parvisFinding/v1")]
    parvis_finding: String,
}

#[derive(Serialize)]
struct ResultProperties<'r> {
    id: &'r str,
    group: Group,
    severity: Severity,
    source: &'r str,
    target: &'r str,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Text {
    fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            markdown: None,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<PhysicalLocation<'r>>,
    logical_locations: [LogicalLocation<'r>; 1],
}

impl<'r> Location<'r> {
    fn new(segment: &'r Segment, finding: &'r Finding) -> Self {
        // Standard input is no file that a service could show.
        let is_file = &*segment.origin.file != "-";
        Self {
            physical_location: is_file.then(|| PhysicalLocation {
                artifact_location: ArtifactLocation::new(&segment.origin.file),
                region: Region::new(&segment.origin, &segment.target, finding.target.first()),
            }),
            logical_locations: [LogicalLocation {
                name: &segment.id,
                kind: "segment",
            }],
        }
    }
}

#[derive(Serialize)]
struct LogicalLocation<'r> {
    name: &'r str,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'r> {
    artifact_location: ArtifactLocation,
    region: Region<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl ArtifactLocation {
    /// The path as a URI: relative to the root of the sources, where it is relative.
    fn new(path: &str) -> Self {
        let path = path.replace('\\', "/");
        if path.starts_with('/') {
            return Self {
                uri: format!("file://{}", percent_encoded(&path)),
                uri_base_id: None,
            };
        }
        Self {
            uri: percent_encoded(path.trim_start_matches("./")),
            uri_base_id: Some("%SRCROOT%"),
        }
    }
}

/// A line, or the marked place on it: columns are 1-based, the end is the column behind it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'r> {
    start_line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'r>>,
}

impl<'r> Region<'r> {
    fn new(origin: &Origin, target: &str, place: Option<&'r Evidence>) -> Self {
        let columns = origin.target_column.zip(place).map(|(first, place)| {
            let (start, end) = CodePoints::new(target).range(place.span);
            (first + start, first + end)
        });
        Self {
            start_line: origin.line,
            start_column: columns.map(|columns| columns.0),
            end_column: columns.map(|columns| columns.1),
            snippet: columns
                .and(place)
                .map(|place| Snippet { text: &place.text }),
        }
    }
}

#[derive(Serialize)]
struct Snippet<'r> {
    text: &'r str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

impl Tool {
    fn new(rules: Vec<Rule>) -> Self {
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules,
        };
        Self { driver }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<RuleProperties>,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 1],
}

impl Rule {
    fn new(id: &'static str) -> Self {
        let info = check::info(id);
        Self {
            id,
            short_description: info.map(|info| Text::new(info.summary())),
            help: info.map(|info| Text {
                text: info.explanation.to_owned(),
                markdown: Some(info.explanation.to_owned()),
            }),
            properties: info.map(|info| RuleProperties {
                tags: [info.group.name()],
            }),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

impl Invocation {
    fn new(summary: &Summary) -> Self {
        let has_gaps = summary.bad_records + summary.unreadable_files > 0;
        let notification = has_gaps.then(|| Notification {
            level: "error",
            message: Text::new(terminal::left_out(summary)),
        });
        Self {
            execution_successful: summary.unreadable_files == 0,
            tool_execution_notifications: notification.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::span::Span;

    #[test]
    fn paths_become_uris() {
        for (path, uri) in [
            ("news.tsv", "news.tsv"),
            ("./data/news.tsv", "data/news.tsv"),
            ("data\\news.tsv", "data/news.tsv"),
            (
                "nyheter från i går.tsv",
                "nyheter%20fr%C3%A5n%20i%20g%C3%A5r.tsv",
            ),
            ("a:b%.tsv", "a%3Ab%25.tsv"),
            ("/srv/news.tsv", "file:///srv/news.tsv"),
        ] {
            assert_eq!(ArtifactLocation::new(path).uri, uri);
        }
    }

    #[test]
    fn columns_count_code_points_from_where_the_target_begins() {
        let target = "på 😀 två";
        let at = target.find("två").expect("the word is there");
        let place = Evidence::new(Span::new(at, at + "två".len()), target);
        let columns = |column: Option<usize>| {
            let mut origin = Origin::new("news.tsv", 1);
            origin.target_column = column;
            let region = Region::new(&origin, target, Some(&place));
            region.start_column.zip(region.end_column)
        };
        assert_eq!(columns(Some(1)), Some((6, 9)));
        assert_eq!(columns(Some(11)), Some((16, 19)));
        assert_eq!(columns(None), None);
    }

    #[test]
    fn fingerprints_are_made_of_content() {
        let segment = Segment::new(Language::Swedish, "Hus", "House");
        let mut moved = segment.clone();
        moved.origin.line = 7;
        let mut changed = segment.clone();
        changed.target.push('s');
        let info = check::infos().next().expect("there are checks");
        let finding = info.finding(Severity::Minor, "no matter".to_owned());
        assert_eq!(
            fingerprint(&segment, &finding),
            fingerprint(&moved, &finding)
        );
        assert_ne!(
            fingerprint(&segment, &finding),
            fingerprint(&changed, &finding)
        );
    }
}
