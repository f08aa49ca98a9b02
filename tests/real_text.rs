//! Error rates on real text, for whoever has it: `PARVIS_CORPORA` names a folder with
//! `flores.sv-en.tsv` (id, sv, en with a header; translated from English) and
//! `flores.perturbed.jsonl` (the same with one labelled error each in the Swedish side).
//! Without the folder nothing is measured, and the test says so.

#![expect(
    clippy::print_stderr,
    reason = "a measurement that is skipped or made says so"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use parvis::{Evaluator, Finding, Group, Language, Options, Segment, Severity};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PARVIS_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: set PARVIS_CORPORA to a folder of corpora to measure on real text");
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name))
        .unwrap_or_else(|error| panic!("cannot read {name}: {error}"))
}

fn findings(evaluator: &Evaluator, en: &str, sv: &str) -> Vec<Finding> {
    evaluator
        .judge(&Segment::new(Language::English, en, sv))
        .findings
}

fn flags(findings: &[Finding], group: Option<Group>, severity: Severity) -> bool {
    let is_meant = |finding: &&Finding| group.is_none_or(|group| finding.group == group);
    findings
        .iter()
        .filter(is_meant)
        .any(|finding| finding.severity >= severity)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn clean_translations_are_left_alone() {
    let Some(folder) = folder() else { return };
    let evaluator = Evaluator::new(Options::default());
    let text = read(&folder, "flores.sv-en.tsv");
    let pairs: Vec<Vec<Finding>> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t').skip(1);
            Some((columns.next()?, columns.next()?))
        })
        .map(|(sv, en)| findings(&evaluator, en, sv))
        .collect();
    let share = |group, severity| {
        percent(
            pairs
                .iter()
                .filter(|pair| flags(pair, group, severity))
                .count(),
            pairs.len(),
        )
    };
    eprintln!(
        "| clean pairs flagged (of {}) | minor or above | major or above |\n|---|--:|--:|",
        pairs.len()
    );
    for group in Group::ALL {
        let (minor, major) = (
            share(Some(group), Severity::Minor),
            share(Some(group), Severity::Major),
        );
        eprintln!("| {group} | {minor:.2} % | {major:.2} % |");
    }
    let (minor, major) = (share(None, Severity::Minor), share(None, Severity::Major));
    eprintln!("| **all** | {minor:.2} % | {major:.2} % |\n");
    assert!(
        share(Some(Group::Quantity), Severity::Minor) <= 1.5,
        "quantity flags too much"
    );
    assert!(
        share(Some(Group::Entity), Severity::Minor) <= 3.0,
        "entity flags too much"
    );
    assert!(
        major <= 4.0 && minor <= 10.0,
        "all checks together flag too much"
    );
}

/// The group whose finding counts for a category of errors; `None` for any.
fn group_of(category: &str) -> Option<Group> {
    match category {
        "untranslated" | "wrong_language" => Some(Group::Untranslated),
        "repeat" => Some(Group::Repetition),
        "negation_drop" => Some(Group::Negation),
        "punct_drop" | "bracket_drop" => Some(Group::Punctuation),
        _ if category.starts_with("num_") => Some(Group::Quantity),
        _ if category.starts_with("ent_") => Some(Group::Entity),
        _ => None,
    }
}

#[test]
fn planted_errors_are_found() {
    let Some(folder) = folder() else { return };
    let evaluator = Evaluator::new(Options::default());
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in read(&folder, "flores.perturbed.jsonl").lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a JSON record");
        let field = |name: &str| record[name].as_str().expect("a text field").to_owned();
        let category = field("category");
        let findings = findings(&evaluator, &field("en"), &field("sv"));
        let (hits, total) = found.entry(category.clone()).or_default();
        *hits += usize::from(flags(&findings, group_of(&category), Severity::Minor));
        *total += 1;
    }
    eprintln!("| planted error | found | of |\n|---|--:|--:|");
    for (category, (hits, total)) in &found {
        eprintln!("| {category} | {:.1} % | {total} |", percent(*hits, *total));
    }
    let sum = |prefix: &str| {
        let meant = found
            .iter()
            .filter(|(category, _)| category.starts_with(prefix));
        meant.fold((0, 0), |(hits, total), (_, (hit, of))| {
            (hits + hit, total + of)
        })
    };
    for (prefix, least) in [("num_", 97.0), ("ent_", 88.0)] {
        let (hits, total) = sum(prefix);
        let share = percent(hits, total);
        eprintln!("| {prefix}* | {share:.1} % | {total} |");
        assert!(share >= least, "{prefix}*: {share:.1} % found");
    }
}
