//! The file beside the baseline: every row with its fingerprints, scores and findings, one JSON
//! object a line after a first line with versions and metrics.
//!
//! It is written by `parvis accept` and never edited or merged: when branches disagree, it is
//! written anew. From it the gate knows which rows have disappeared and whether scores fell.
//!
//! ```json
//! {"format":1,"parvis":"0.1.0","data":"3f9a1c55","metrics":[{"name":"chrF","option":"chrf","signature":"nrefs:1|case:mixed"}]}
//! {"id":"n01","file":"p.tsv","pair":"9c0e…-51fa…","reference":"81d2…","scores":{"chrF":61.2},"statistics":{"chrF":[31,30,22]}}
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::baseline::refuse_conflict;
use super::fingerprint::{Fingerprint, PairPrint};
use super::row::{Row, RowMetric};
use crate::error::{Error, Result};
use crate::input::json_message;
use crate::lexicon::version::data_version;
use crate::record::FindingRecord;
use crate::report::figures::rounded;
use crate::span::Origin;

/// The rows of the run that was accepted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Version of parvis that wrote the file.
    pub version: String,
    /// Version of its data.
    pub data: String,
    /// The metrics, in the order in which they were asked for.
    pub metrics: Vec<MetricHead>,
    /// The rows, in input order.
    pub rows: Vec<Row>,
}

/// A metric that rows were scored by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricHead {
    /// Its published name.
    pub name: String,
    /// Its name in options.
    pub option: String,
    /// Its settings.
    pub signature: String,
}

/// Where the scores of the baseline at `path` stand: `ci/baseline.tsv` has
/// `ci/baseline.scores.jsonl`.
#[must_use]
pub fn path_of_scores(path: &str) -> String {
    let name_start = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let stem = match path[name_start..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name_start + dot],
        _ => path,
    };
    format!("{stem}.scores.jsonl")
}

impl Scores {
    /// The scores of `rows`, as this version of parvis writes them.
    #[must_use]
    pub fn new(metrics: &[RowMetric], rows: Vec<Row>) -> Self {
        let head = |metric: &RowMetric| MetricHead {
            name: metric.metric.name(),
            option: metric.option.clone(),
            signature: metric.signature(),
        };
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data: data_version().to_owned(),
            metrics: metrics.iter().map(head).collect(),
            rows,
        }
    }

    /// True when another version of parvis or of its data wrote the file.
    #[must_use]
    pub fn is_of_another_version(&self) -> bool {
        self.version != env!("CARGO_PKG_VERSION") || self.data != data_version()
    }

    /// Reads the text of the file at `path`.
    ///
    /// # Errors
    ///
    /// A line that is no row, with file and line; conflict markers are named as such.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let fail = |number: u64, message: String| {
            Error::file(Origin::new(path, number), message).with_hint(REGENERATE)
        };
        let mut lines = (1..).zip(text.lines());
        let head = lines.next().map_or("", |(_, line)| line);
        refuse_conflict(head).map_err(|message| fail(1, message))?;
        let head: Head =
            serde_json::from_str(head).map_err(|error| fail(1, json_message(&error)))?;
        if head.format != FORMAT {
            let message = format!("expected scores of format {FORMAT}, found {}", head.format);
            return Err(fail(1, message));
        }
        let mut rows = Vec::new();
        let mut files = Files::default();
        for (number, line) in lines {
            refuse_conflict(line).map_err(|message| fail(number, message))?;
            let row: RowLine<'_> =
                serde_json::from_str(line).map_err(|error| fail(number, json_message(&error)))?;
            rows.push(row.into_row(&mut files));
        }
        Ok(Self {
            version: head.parvis,
            data: head.data,
            metrics: head.metrics,
            rows,
        })
    }

    /// Reads the file at `path`; `None` where there is none.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and what [`Scores::parse`] says.
    pub fn read(path: &str) -> Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io(path, error)),
        }
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let head = Head {
            format: FORMAT,
            parvis: self.version.clone(),
            data: self.data.clone(),
            metrics: self.metrics.clone(),
        };
        let mut text = json_line(&head);
        let metrics: Vec<RowMetric> = self
            .metrics
            .iter()
            .filter_map(|head| RowMetric::try_new(&head.option).ok())
            .collect();
        for row in &self.rows {
            text.push_str(&json_line(&RowLine::new(row, &metrics)));
        }
        text
    }
}

const FORMAT: u32 = 1;
const REGENERATE: &str = "the file is generated: delete it and write it anew with \
    `parvis accept INPUT… --baseline FILE --scores-only`";

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    parvis: String,
    data: String,
    #[serde(default)]
    metrics: Vec<MetricHead>,
}

/// A row as the file has it.
#[derive(Serialize, Deserialize)]
struct RowLine<'r> {
    id: String,
    #[serde(default, skip_serializing_if = "is_false")]
    numbered: bool,
    file: String,
    pair: PairPrint,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<Fingerprint>,
    /// For people and other programs; the gate computes from the statistics.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    scores: BTreeMap<String, Option<f64>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    statistics: BTreeMap<String, Vec<i32>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingRecord<'r>>,
}

impl<'r> RowLine<'r> {
    fn new(row: &'r Row, metrics: &[RowMetric]) -> Self {
        let score = |metric: &RowMetric| {
            let name = metric.metric.name();
            let statistics = row.statistics.get(&name)?;
            let score = metric.metric.segment_score(statistics);
            Some((name, rounded(score)))
        };
        Self {
            id: row.id.clone(),
            numbered: row.is_numbered,
            file: row.file.to_string(),
            pair: row.pair,
            reference: row.reference,
            scores: metrics.iter().filter_map(score).collect(),
            statistics: row.statistics.clone(),
            findings: row.findings.clone(),
        }
    }

    fn into_row(self, files: &mut Files) -> Row {
        let findings = self.findings.into_iter();
        Row {
            id: self.id,
            is_numbered: self.numbered,
            file: files.shared(self.file),
            pair: self.pair,
            reference: self.reference,
            statistics: self.statistics,
            findings: findings.map(FindingRecord::into_owned).collect(),
        }
    }
}

/// Names of files, each kept once while it recurs.
#[derive(Default)]
struct Files(Option<Arc<str>>);

impl Files {
    fn shared(&mut self, name: String) -> Arc<str> {
        match &self.0 {
            Some(last) if **last == *name => last.clone(),
            _ => self.0.insert(name.into()).clone(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde calls it with a reference
const fn is_false(value: &bool) -> bool {
    !*value
}

fn json_line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("the keys of all maps are texts");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_beside_the_baseline() {
        for (baseline, scores) in [
            ("baseline.tsv", "baseline.scores.jsonl"),
            ("ci/parvis.baseline.tsv", "ci/parvis.baseline.scores.jsonl"),
            ("v1.2/baseline", "v1.2/baseline.scores.jsonl"),
            (".baseline", ".baseline.scores.jsonl"),
        ] {
            assert_eq!(path_of_scores(baseline), scores);
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let metrics = [RowMetric::try_new("chrf").expect("chrF exists")];
        let pair: PairPrint = "cbf29ce484222325-af63dc4c8601ec8c"
            .parse()
            .expect("it is one");
        let row = |id: &str, statistics: BTreeMap<_, _>| Row {
            id: id.to_owned(),
            is_numbered: statistics.is_empty(),
            file: "p.tsv".into(),
            pair,
            reference: (!statistics.is_empty()).then_some(pair.source),
            statistics,
            findings: Vec::new(),
        };
        let width = metrics[0].metric.width();
        let statistics = BTreeMap::from([("chrF".to_owned(), vec![3; width])]);
        let scores = Scores::new(
            &metrics,
            vec![row("n1", statistics), row("2", BTreeMap::new())],
        );
        let text = scores.to_text();
        assert!(text.contains(r#""scores":{"chrF":100.0}"#), "{text}");
        assert_eq!(Scores::parse("s", &text).ok(), Some(scores));
    }

    #[test]
    fn says_where_a_line_is_wrong() {
        let head = r#"{"format":1,"parvis":"0.1.0","data":"0"}"#;
        for (text, expected) in [
            (String::new(), "s:1: expected a JSON object"),
            (
                "{\"format\":9,\"parvis\":\"\",\"data\":\"\"}".to_owned(),
                "s:1: expected scores of format 1, found 9",
            ),
            (
                format!("{head}\n<<<<<<< ours"),
                "s:2: a merge conflict is left here",
            ),
            (
                format!("{head}\n{{\"id\":\"1\"}}"),
                "s:2: expected a JSON object, found an error",
            ),
        ] {
            let error = Scores::parse("s", &text).expect_err("the text is wrong");
            assert!(error.to_string().starts_with(expected), "{error}");
            assert!(error.hint().is_some(), "{text}");
        }
        assert_eq!(
            Scores::parse("s", head).map(|scores| scores.rows).ok(),
            Some(Vec::new())
        );
    }
}
