//! Segment scores of other tools, read from their own output: COMET, MetricX, judges.
//!
//! | format | recognised by |
//! |---|---|
//! | COMET `--to_json` | one JSON object, `{"hyp.txt": [{"COMET": 0.83, …}, …]}` |
//! | COMET standard output | `hyp.txt<TAB>Segment 0<TAB>score: 0.8312` |
//! | MetricX, judges | JSONL, the score in `prediction` or a field of your choice |
//! | mt-metrics-eval | `system<TAB>0.83`, segments grouped by system |
//! | table | TSV with a header and a field of your choice, perhaps a column `system` |
//! | plain | one number a line |
//!
//! ```
//! use parvis::metric::import::read_scores;
//! let systems = read_scores("{\"prediction\": 2.5}\n{\"prediction\": 0.0}\n", "x.jsonl", None)?;
//! assert_eq!(systems[0].scores, [2.5, 0.0]);
//! # Ok::<(), parvis::Error>(())
//! ```
//!
//! A score that is missing or not a number is an error with its line: a mean over fewer segments
//! would look like any other mean.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::score::{Direction, Range, Signature};
use crate::span::Origin;
use crate::stats::{Table, fixed};

/// Scores of one system, one a segment, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemScores {
    /// The system, if the file names it.
    pub system: Option<String>,
    /// One score a segment.
    pub scores: Vec<f64>,
}

impl SystemScores {
    /// The scores as a table whose mean they can be resampled by.
    #[must_use]
    pub fn table(&self) -> Table {
        let cells = self.scores.iter().flat_map(|&score| fixed::cells(score));
        Table::from_cells(fixed::WIDTH, cells.collect())
    }
}

/// An imported metric: what must be known beside the numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Name under which the scores are reported.
    pub name: String,
    /// Which way the metric improves; no file says so.
    pub direction: Direction,
    /// The values that occur in it.
    pub range: Range,
}

impl Imported {
    /// Directions of metrics that are known by name; `None` for others, whose direction the user
    /// must declare.
    #[must_use]
    pub fn known_direction(name: &str) -> Option<Direction> {
        let name = name.to_ascii_lowercase();
        let is_any = |known: &[&str]| known.iter().any(|known| name.starts_with(known));
        if is_any(&["metricx", "ter", "wer", "cer", "mqm"]) {
            Some(Direction::Lower)
        } else if is_any(&[
            "comet",
            "xcomet",
            "cometkiwi",
            "bleurt",
            "bertscore",
            "gemba",
        ]) {
            Some(Direction::Higher)
        } else {
            None
        }
    }

    /// A signature that says where the numbers come from.
    #[must_use]
    pub fn signature(&self) -> Signature {
        Signature::default()
            .with("scores", "imported")
            .with("avg", "macro")
    }
}

/// Reads the scores in `text`, the content of `file`. `field` chooses a field of JSON records or a
/// column of a table with a header; without it `COMET`, `prediction` and `score` are tried, then a
/// record's only number.
///
/// # Errors
///
/// When the text has none of the formats, when a score is missing, not a number, not finite or
/// beyond [`fixed::LIMIT`], or when segments of COMET's standard output are out of order.
pub fn read_scores(text: &str, file: &str, field: Option<&str>) -> Result<Vec<SystemScores>> {
    let reader = Reader { file, field };
    let systems = if text.trim_start().starts_with(['{', '[']) {
        reader.json(text)?
    } else {
        reader.lines(text)?
    };
    if systems.iter().all(|system| system.scores.is_empty()) {
        return Err(reader.error(1, "expected scores, found none"));
    }
    Ok(systems)
}

struct Reader<'r> {
    file: &'r str,
    field: Option<&'r str>,
}

impl Reader<'_> {
    fn error(&self, line: usize, message: impl Into<String>) -> Error {
        Error::file(Origin::new(self.file, line as u64), message)
    }

    fn json(&self, text: &str) -> Result<Vec<SystemScores>> {
        match serde_json::from_str(text) {
            Ok(Value::Object(systems)) if systems.values().all(Value::is_array) => {
                let named = |(system, records): (String, Value)| match records {
                    Value::Array(records) => self.records(Some(system), &records),
                    _ => Err(self.error(1, "expected a list of segments for each system")),
                };
                systems.into_iter().map(named).collect()
            }
            Ok(Value::Array(records)) => Ok(vec![self.records(None, &records)?]),
            _ => self.json_lines(text),
        }
    }

    fn records(&self, system: Option<String>, records: &[Value]) -> Result<SystemScores> {
        let scores = (1..).zip(records).map(|(number, record)| {
            let score = self
                .score_of(record)
                .map_err(|problem| format!("segment {number}: {problem}"));
            let score = score.and_then(|score| {
                check(score).map_err(|problem| format!("segment {number}: {problem}"))
            });
            score.map_err(|problem| {
                let system = system
                    .as_deref()
                    .map(|name| format!("{name}, "))
                    .unwrap_or_default();
                self.error(1, format!("{system}{problem}"))
            })
        });
        Ok(SystemScores {
            scores: scores.collect::<Result<_>>()?,
            system: system.clone(),
        })
    }

    fn json_lines(&self, text: &str) -> Result<Vec<SystemScores>> {
        let mut systems = Grouped::default();
        for (number, line) in (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let record: Value = serde_json::from_str(line).map_err(|error| {
                let is_nan = line.contains("NaN") || line.contains("Infinity");
                let problem = if is_nan {
                    NOT_FINITE.to_owned()
                } else {
                    format!("not valid JSON: {error}")
                };
                self.error(number, problem)
            })?;
            let score = self
                .score_of(&record)
                .and_then(check)
                .map_err(|problem| self.error(number, problem))?;
            let system = record.get("system").and_then(Value::as_str);
            systems.push(system, score);
        }
        Ok(systems.into_scores())
    }

    fn score_of(&self, record: &Value) -> std::result::Result<f64, String> {
        let found = match record {
            Value::Object(record) => self.chosen(record)?,
            other => other,
        };
        match found {
            Value::Number(number) => number
                .as_f64()
                .ok_or_else(|| format!("{number} is no number")),
            Value::String(text) => parse(text),
            other => Err(format!("expected a score, found {other}")),
        }
    }

    fn chosen<'v>(&self, record: &'v Map<String, Value>) -> std::result::Result<&'v Value, String> {
        if let Some(field) = self.field {
            return record
                .get(field)
                .ok_or_else(|| format!("no field `{field}`"));
        }
        if let Some(value) = ["COMET", "prediction", "score"]
            .iter()
            .find_map(|&known| record.get(known))
        {
            return Ok(value);
        }
        let mut numbers = record.values().filter(|value| value.is_number());
        match (numbers.next(), numbers.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(
                "which field holds the score? none of `COMET`, `prediction` and `score` is there"
                    .to_owned(),
            ),
        }
    }

    fn lines(&self, text: &str) -> Result<Vec<SystemScores>> {
        let mut lines = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .peekable();
        let mut systems = Grouped::default();
        let columns = lines.peek().and_then(|(_, header)| self.columns(header));
        if columns.is_some() {
            lines.next();
        }
        for (number, line) in lines {
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let parsed = match (columns, &fields[..]) {
                (Some((score, system)), _) => fields
                    .get(score)
                    .ok_or_else(|| {
                        format!("expected {} columns, found {}", score + 1, fields.len())
                    })
                    .and_then(|score| parse(score))
                    .map(|score| (system.and_then(|column| fields.get(column).copied()), score)),
                (None, [score]) => parse(score).map(|score| (None, score)),
                (None, [system, segment, score]) if segment.starts_with("Segment ") => {
                    comet_line(&systems, system, segment, score).map(|score| (Some(*system), score))
                }
                (None, [_, mean]) if mean.starts_with("score:") => continue,
                (None, [system, score]) => parse(score).map(|score| (Some(*system), score)),
                (None, _) => Err(format!(
                    "expected a score, or a system and its score, found {} columns",
                    fields.len()
                )),
            };
            let (system, score) = parsed
                .and_then(|(system, score)| Ok((system, check(score)?)))
                .map_err(|problem| self.error(number, problem))?;
            systems.push(system, score);
        }
        Ok(systems.into_scores())
    }

    /// The columns of score and system, if `header` names the chosen field.
    fn columns(&self, header: &str) -> Option<(usize, Option<usize>)> {
        let position = |name: &str| header.split('\t').position(|column| column.trim() == name);
        Some((position(self.field?)?, position("system")))
    }
}

/// `score: 0.8312` of segment `Segment 7`, which must be the next of its system (0-based).
fn comet_line(
    systems: &Grouped,
    system: &str,
    segment: &str,
    score: &str,
) -> std::result::Result<f64, String> {
    let next = systems.scores_of(Some(system)).len();
    if segment
        .strip_prefix("Segment ")
        .and_then(|number| number.parse().ok())
        != Some(next)
    {
        return Err(format!(
            "expected Segment {next} of {system}, found {segment}"
        ));
    }
    parse(score.strip_prefix("score:").unwrap_or(score).trim())
}

const NOT_FINITE: &str = "the score is not a finite number";

fn parse(text: &str) -> std::result::Result<f64, String> {
    text.parse()
        .map_err(|_| format!("expected a score, found `{text}`"))
}

fn check(score: f64) -> std::result::Result<f64, String> {
    if !score.is_finite() {
        return Err(NOT_FINITE.to_owned());
    }
    if score.abs() >= fixed::LIMIT {
        return Err(format!("the score {score} is beyond ±{}", fixed::LIMIT));
    }
    Ok(score)
}

/// Scores by system, systems in the order of their first score.
#[derive(Default)]
struct Grouped {
    index: BTreeMap<Option<String>, usize>,
    systems: Vec<SystemScores>,
}

impl Grouped {
    fn scores_of(&self, system: Option<&str>) -> &[f64] {
        let index = self.index.get(&system.map(str::to_owned));
        index.map_or(&[], |&index| &self.systems[index].scores)
    }

    fn push(&mut self, system: Option<&str>, score: f64) {
        let system = system.map(str::to_owned);
        let index = *self.index.entry(system.clone()).or_insert_with(|| {
            self.systems.push(SystemScores {
                system,
                scores: Vec::new(),
            });
            self.systems.len() - 1
        });
        self.systems[index].scores.push(score);
    }

    fn into_scores(self) -> Vec<SystemScores> {
        self.systems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, field: Option<&str>) -> Vec<(Option<String>, Vec<f64>)> {
        let systems = read_scores(text, "f", field).expect("readable scores");
        systems
            .into_iter()
            .map(|system| (system.system, system.scores))
            .collect()
    }

    fn assert_error(text: &str, field: Option<&str>, expected: &str) {
        let error = read_scores(text, "f", field).expect_err(text).to_string();
        assert_eq!(error, expected, "{text:?}");
    }

    #[test]
    fn reads_every_format() {
        let one = |scores: &[f64]| vec![(None, scores.to_vec())];
        let two = vec![
            (Some("a".to_owned()), vec![0.5, 0.6]),
            (Some("b".to_owned()), vec![0.7, 0.8]),
        ];
        for (text, field, expected) in [
            (
                r#"{"a":[{"mt":"x","COMET":0.5},{"COMET":0.6}],"b":[{"COMET":0.7},{"COMET":0.8}]}"#,
                None,
                two.clone(),
            ),
            (
                "a\tSegment 0\tscore: 0.5\na\tSegment 1\tscore: 0.6\nb\tSegment 0\tscore: 0.7\nb\tSegment 1\tscore: 0.8\na\tscore: 0.55\n",
                None,
                two.clone(),
            ),
            ("a\t0.5\na\t0.6\nb\t0.7\nb\t0.8\n", None, two.clone()),
            (
                "system\tquality\na\t0.5\na\t0.6\nb\t0.7\nb\t0.8\n",
                Some("quality"),
                two.clone(),
            ),
            (
                "{\"system\":\"a\",\"q\":0.5}\n{\"system\":\"a\",\"q\":0.6}\n{\"system\":\"b\",\"q\":0.7}\n{\"system\":\"b\",\"q\":0.8}",
                Some("q"),
                two,
            ),
            (
                "{\"source\":\"s\",\"prediction\":2.5}\n{\"prediction\":\"0\"}\n",
                None,
                one(&[2.5, 0.0]),
            ),
            ("{\"grade\":88}", None, one(&[88.0])),
            ("[{\"score\":1},{\"score\":-2}]", None, one(&[1.0, -2.0])),
            ("0.25\r\n-3\n", None, one(&[0.25, -3.0])),
        ] {
            assert_eq!(read(text, field), expected, "{text:?}");
        }
    }

    #[test]
    fn refuses_what_would_falsify_a_mean() {
        for (text, field, expected) in [
            ("0.5\nNaN\n", None, "f:2: the score is not a finite number"),
            (
                "a\t0.5\na\tNone\n",
                None,
                "f:2: expected a score, found `None`",
            ),
            (
                "{\"score\":1}\n{\"score\":NaN}\n",
                None,
                "f:2: the score is not a finite number",
            ),
            (
                "{\"score\":1}\n{\"score\":null}\n",
                None,
                "f:2: expected a score, found null",
            ),
            ("{\"x\":1}\n", Some("score"), "f:1: no field `score`"),
            (
                "{\"x\":1,\"y\":2}\n",
                None,
                "f:1: which field holds the score? none of `COMET`, `prediction` and `score` is there",
            ),
            (
                "{\"a\":[{\"COMET\":0.5},{\"COMET\":\"nan\"}]}",
                None,
                "f:1: a, segment 2: the score is not a finite number",
            ),
            (
                "a\tSegment 0\tscore: 1\na\tSegment 2\tscore: 1\n",
                None,
                "f:2: expected Segment 1 of a, found Segment 2",
            ),
            ("1e9\n", None, "f:1: the score 1000000000 is beyond ±32768"),
            (
                "a\tb\tc\td\n",
                None,
                "f:1: expected a score, or a system and its score, found 4 columns",
            ),
            ("\n", None, "f:1: expected scores, found none"),
        ] {
            assert_error(text, field, expected);
        }
    }

    #[test]
    fn directions_are_known_by_name_or_not_at_all() {
        assert_eq!(
            Imported::known_direction("MetricX-24"),
            Some(Direction::Lower)
        );
        assert_eq!(Imported::known_direction("COMET"), Some(Direction::Higher));
        assert_eq!(Imported::known_direction("judge"), None);
    }
}
