//! The JSON Schema of everything that parvis writes as JSON, with the ids, groups and names that
//! exist filled in from the registries.

use serde_json::{Value, json};

use crate::annotate::entity::EntityKind;
use crate::annotate::quantity::Kind;
use crate::annotate::quantity::unit::measure_codes;
use crate::check;
use crate::compare::Verdict;
use crate::evaluate::{Evaluator, Options};
use crate::finding::{Group, Severity};
use crate::locale::Language;
use crate::segment::Segment;

/// Version of the schema; a key that is added keeps it, a change of meaning raises it.
pub const VERSION: &str = "1";

/// The schema (JSON Schema 2020-12). Its `$defs` describe a `score` line (`pair`), a
/// `check --format jsonl` line (`finding_line`), an `annotate` line (`annotated`), a line that
/// `align` writes (`aligned_pair`), the JSON report (`report`), that of `compare` (`comparison`) and
/// what `gate --format json` prints (`gate`); the schema as a whole accepts any of them.
#[must_use]
pub fn schema() -> Value {
    let mut schema: Value =
        serde_json::from_str(FRAME).expect("the frame is a constant that a test reads");
    let defs = &mut schema["$defs"];
    defs["check"]["enum"] = check::infos().map(|info| json!(info.id)).collect();
    defs["group"]["enum"] = Group::ALL.iter().map(|group| json!(group.name())).collect();
    defs["severity"]["enum"] = Severity::ALL
        .iter()
        .map(|severity| json!(severity.name()))
        .collect();
    defs["quantity_kind"]["enum"] = Kind::ALL.iter().map(|kind| json!(kind.name())).collect();
    defs["entity_kind"]["enum"] = EntityKind::ALL
        .iter()
        .map(|kind| json!(kind.name()))
        .collect();
    defs["measure"]["enum"] = measure_codes().into();
    defs["scores"]["propertyNames"]["enum"] = score_names().into();
    defs["metric"]["properties"]["verdict"]["enum"] = Verdict::ALL
        .iter()
        .map(|verdict| json!(verdict.words()))
        .collect();
    schema
}

/// The names of all scores, those on request included.
fn score_names() -> Vec<Value> {
    let evaluator = Evaluator::new(Options {
        use_similarity: true,
        ..Options::default()
    });
    let scores = evaluator
        .judge(&Segment::new(Language::Swedish, "", ""))
        .scores;
    scores.iter().map(|(name, _)| json!(name)).collect()
}

const FRAME: &str = include_str!("schema-1.json");
