//! The JSON of the gate; its keys are a contract.

use std::io::{self, Write};

use serde::Serialize;

use super::GateReport;
use crate::gate::{Entry, Found, Loss, Past, Row, ScoreChange, ScoreVerdict, Verdict};
use crate::record::{FindingRecord, Recorder};
use crate::report::figures::rounded;
use crate::report::json::OriginJson;
use crate::report::schema::VERSION;

/// Writes the outcome as one JSON object.
///
/// # Errors
///
/// What `out` reports.
pub fn write_json(report: &GateReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &GateJson::new(report))?;
    writeln!(out)
}

#[derive(Serialize)]
struct GateJson<'r> {
    schema: &'static str,
    parvis: &'static str,
    verdict: Verdict,
    reasons: Vec<&'r str>,
    /// For each reason the command that shows it.
    commands: &'r [Option<String>],
    new: Vec<FindingJson<'r>>,
    fixed: Vec<PastJson<'r>>,
    known: Vec<FindingJson<'r>>,
    expired: Vec<FindingJson<'r>>,
    missing_rows: Vec<&'r str>,
    /// The missing rows again, with their files.
    missing: Vec<RowJson<'r>>,
    /// Accepted findings of missing rows.
    gone: Vec<PastJson<'r>>,
    /// Findings that no change of a text explains.
    excused: Vec<FindingJson<'r>>,
    scores: Vec<ScoreJson<'r>>,
}

impl<'r> GateJson<'r> {
    fn new(report: &'r GateReport<'_>) -> Self {
        let outcome = report.outcome;
        let findings = &outcome.findings;
        let plain = |found: &'r [Found<'_>]| -> Vec<_> {
            let found = found.iter();
            found.map(|found| FindingJson::new(found, None)).collect()
        };
        let accepted = |list: &'r [(Found<'_>, &Entry)]| -> Vec<_> {
            let reason = |entry: &'r Entry| entry.reason.as_deref();
            let list = list.iter();
            list.map(|(found, entry)| FindingJson::new(found, reason(entry)))
                .collect()
        };
        let missing = outcome.missing.iter();
        Self {
            schema: VERSION,
            parvis: env!("CARGO_PKG_VERSION"),
            verdict: outcome.verdict,
            reasons: outcome
                .reasons
                .iter()
                .map(|reason| reason.text.as_str())
                .collect(),
            commands: &report.commands,
            new: plain(&findings.new),
            fixed: findings.fixed.iter().map(PastJson::new).collect(),
            known: accepted(&findings.known),
            expired: accepted(&findings.expired),
            missing_rows: missing.clone().map(|row| row.id.as_str()).collect(),
            missing: missing.map(|row| RowJson::new(row)).collect(),
            gone: findings.gone.iter().map(PastJson::new).collect(),
            excused: plain(&findings.excused),
            scores: outcome.scores.iter().map(ScoreJson::new).collect(),
        }
    }
}

/// A finding of the run.
#[derive(Serialize)]
struct FindingJson<'r> {
    id: &'r str,
    origin: OriginJson<'r>,
    #[serde(flatten)]
    finding: FindingRecord<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
}

impl<'r> FindingJson<'r> {
    fn new(found: &'r Found<'_>, reason: Option<&'r str>) -> Self {
        Self {
            id: &found.segment.id,
            origin: (&found.segment.origin).into(),
            finding: Recorder::new(found.segment).record(found.finding),
            reason,
        }
    }
}

/// A finding that is no longer there.
#[derive(Serialize)]
struct PastJson<'r> {
    id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    #[serde(flatten)]
    finding: &'r FindingRecord<'static>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
}

impl<'r> PastJson<'r> {
    fn new(past: &'r Past<'_>) -> Self {
        Self {
            id: &past.id,
            file: past.file.as_deref(),
            finding: &past.record,
            reason: past.entry.reason.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct RowJson<'r> {
    id: &'r str,
    file: &'r str,
}

impl<'r> RowJson<'r> {
    fn new(row: &'r Row) -> Self {
        Self {
            id: &row.id,
            file: &row.file,
        }
    }
}

#[derive(Serialize)]
struct ScoreJson<'r> {
    metric: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slice: Option<&'r str>,
    rows: usize,
    changed: usize,
    before: f64,
    after: f64,
    difference: f64,
    low: Option<f64>,
    high: Option<f64>,
    p_value: f64,
    p_adjusted: f64,
    tolerance: f64,
    verdict: ScoreVerdict,
    reason: &'r str,
    losses: Vec<LossJson<'r>>,
}

impl<'r> ScoreJson<'r> {
    fn new(change: &'r ScoreChange) -> Self {
        Self {
            metric: &change.metric,
            slice: change.slice.as_deref(),
            rows: change.rows,
            changed: change.changed,
            before: change.before,
            after: change.after,
            difference: change.after - change.before,
            low: change.interval.map(|(low, _)| low),
            high: change.interval.map(|(_, high)| high),
            p_value: change.p_value,
            p_adjusted: change.p_adjusted,
            tolerance: change.tolerance,
            verdict: change.verdict,
            reason: &change.reason,
            losses: change.losses.iter().map(LossJson::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct LossJson<'r> {
    id: &'r str,
    file: &'r str,
    before: Option<f64>,
    after: Option<f64>,
}

impl<'r> LossJson<'r> {
    fn new(loss: &'r Loss) -> Self {
        Self {
            id: &loss.id,
            file: &loss.file,
            before: rounded(loss.before),
            after: rounded(loss.after),
        }
    }
}
