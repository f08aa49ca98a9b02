//! The figures of a [`Challenge`] as a table, as JSON and as Markdown.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::figures::{percent, rounded};
use crate::challenge::{Challenge, CheckFigures, Extraction, Figures, GoldQuantity, Mistake};
use crate::finding::Group;
use crate::locale::Language;

/// Writes tables for a terminal; `with_mistakes` lists the items that were judged wrong.
///
/// # Errors
///
/// What `out` reports.
pub fn write_terminal(
    challenge: &Challenge,
    with_mistakes: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (&group, figures) in shown(&challenge.all) {
        let head: String = COLUMNS.iter().map(|name| format!("{name:>11}")).collect();
        writeln!(out, "{:<26}{head}", group.name())?;
        for (phenomenon, figures) in &figures.phenomena {
            writeln!(out, "  {phenomenon:<24}{}", terminal_cells(figures))?;
        }
        writeln!(out, "  {:<24}{}", "all", terminal_cells(&figures.total))?;
        if let Some(easy) = challenge
            .without_hard
            .get(&group)
            .filter(|easy| easy.total != figures.total)
        {
            writeln!(
                out,
                "  {:<24}{}",
                "without hard items",
                terminal_cells(&easy.total)
            )?;
        }
        writeln!(out, "  {}\n", summary_line(figures))?;
    }
    if !challenge.extraction.is_empty() {
        let head: String = EXTRACTION
            .iter()
            .map(|name| format!("{name:>11}"))
            .collect();
        writeln!(out, "{:<26}{head}", "quantities as read")?;
        for (lang, extraction) in &challenge.extraction {
            let cells = extraction_cells(extraction);
            let cells: String = cells.iter().map(|cell| format!("{cell:>11}")).collect();
            writeln!(out, "  {:<24}{cells}", lang.code())?;
        }
        writeln!(out)?;
    }
    if with_mistakes {
        write_mistakes(challenge, out)?;
    }
    Ok(())
}

/// Writes Markdown tables.
///
/// # Errors
///
/// What `out` reports.
pub fn write_markdown(
    challenge: &Challenge,
    with_mistakes: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "| check | {} | macro F1 | groups right |",
        COLUMNS.join(" | ")
    )?;
    writeln!(out, "|---|{}--:|--:|", "--:|".repeat(COLUMNS.len()))?;
    for (group, figures) in shown(&challenge.all) {
        let macro_f1 = percent(figures.macro_f1());
        writeln!(
            out,
            "| {group} | {} | {macro_f1} | {} |",
            cells(&figures.total).join(" | "),
            groups(figures)
        )?;
    }
    for (group, figures) in shown(&challenge.all) {
        writeln!(out, "\n### {group}\n")?;
        writeln!(out, "| phenomenon | {} |", COLUMNS.join(" | "))?;
        writeln!(out, "|---|{}", "--:|".repeat(COLUMNS.len()))?;
        for (phenomenon, figures) in &figures.phenomena {
            writeln!(out, "| {phenomenon} | {} |", cells(figures).join(" | "))?;
        }
        if let Some(easy) = challenge
            .without_hard
            .get(group)
            .filter(|easy| easy.total != figures.total)
        {
            writeln!(
                out,
                "| *without hard items* | {} |",
                cells(&easy.total).join(" | ")
            )?;
        }
    }
    if !challenge.extraction.is_empty() {
        writeln!(out, "\n### quantities as read\n")?;
        writeln!(out, "| language | {} |", EXTRACTION.join(" | "))?;
        writeln!(out, "|---|{}", "--:|".repeat(EXTRACTION.len()))?;
        for (lang, extraction) in &challenge.extraction {
            writeln!(
                out,
                "| {lang} | {} |",
                extraction_cells(extraction).join(" | ")
            )?;
        }
    }
    if with_mistakes {
        writeln!(out, "\n### Judged wrong\n\n```text")?;
        write_mistakes(challenge, out)?;
        writeln!(out, "```")?;
    }
    Ok(())
}

/// Writes one JSON object.
///
/// # Errors
///
/// What `out` reports.
pub fn write_json(
    challenge: &Challenge,
    with_mistakes: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mistakes = challenge.mistakes.iter().map(MistakeJson::from);
    let json = ChallengeJson {
        checks: checks_json(&challenge.all),
        without_hard: checks_json(&challenge.without_hard),
        extraction: challenge
            .extraction
            .iter()
            .map(ExtractionJson::from)
            .collect(),
        mistakes: with_mistakes.then(|| mistakes.collect()),
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

const COLUMNS: [&str; 8] = [
    "items",
    "found",
    "missed",
    "alarms",
    "precision",
    "recall",
    "F1",
    "alarm rate",
];

/// The groups that were tested or that flagged something.
fn shown(checks: &BTreeMap<Group, CheckFigures>) -> impl Iterator<Item = (&Group, &CheckFigures)> {
    checks.iter().filter(|(_, figures)| {
        figures.total.found + figures.total.missed + figures.total.false_alarms > 0
    })
}

/// The cells below [`COLUMNS`].
fn cells(figures: &Figures) -> [String; 8] {
    // With one verdict only, precision and F1 say nothing.
    let both = |value| percent(value).replace(' ', "\u{A0}");
    let (precision, f1) = if figures.has_both_verdicts() {
        (figures.precision(), figures.f1())
    } else {
        (None, None)
    };
    [
        figures.items().to_string(),
        figures.found.to_string(),
        figures.missed.to_string(),
        figures.false_alarms.to_string(),
        both(precision),
        both(figures.recall()),
        both(f1),
        both(figures.false_alarm_rate()),
    ]
}

fn terminal_cells(figures: &Figures) -> String {
    cells(figures)
        .iter()
        .map(|cell| format!("{cell:>11}"))
        .collect()
}

fn groups(figures: &CheckFigures) -> String {
    let (right, all) = figures.groups_right();
    format!("{right}/{all}")
}

fn summary_line(figures: &CheckFigures) -> String {
    let macro_f1 = percent(figures.macro_f1());
    format!(
        "mean F1 of the phenomena {macro_f1}, groups right {}",
        groups(figures)
    )
}

/// The columns of the extraction of quantities.
const EXTRACTION: [&str; 7] = [
    "sentences",
    "found",
    "missed",
    "made up",
    "precision",
    "recall",
    "F1",
];

fn extraction_cells(extraction: &Extraction) -> [String; 7] {
    let figures = &extraction.figures;
    let share = |value| percent(value).replace(' ', "\u{A0}");
    [
        extraction.sentences.to_string(),
        figures.found.to_string(),
        figures.missed.to_string(),
        figures.false_alarms.to_string(),
        share(figures.precision()),
        share(figures.recall()),
        share(figures.f1()),
    ]
}

fn write_mistakes(challenge: &Challenge, out: &mut dyn Write) -> io::Result<()> {
    for mistake in &challenge.mistakes {
        write_mistake(mistake, out)?;
    }
    for (lang, extraction) in &challenge.extraction {
        for mistake in &extraction.mistakes {
            writeln!(out, "read wrong {lang} {}", mistake.text)?;
            writeln!(
                out,
                "    missed {}; made up {}",
                list(&mistake.missed),
                list(&mistake.made_up)
            )?;
        }
    }
    Ok(())
}

/// Quantities in a line: `6300000000 USD, 3`; `–` for none.
fn list(quantities: &[GoldQuantity]) -> String {
    let words: Vec<String> = quantities
        .iter()
        .map(|quantity| {
            format!("{} {}", quantity.value, quantity.unit)
                .trim_end()
                .to_owned()
        })
        .collect();
    if words.is_empty() {
        "–".to_owned()
    } else {
        words.join(", ")
    }
}

fn write_mistake(mistake: &Mistake, out: &mut dyn Write) -> io::Result<()> {
    let kind = if mistake.is_miss {
        "missed"
    } else {
        "false alarm"
    };
    writeln!(
        out,
        "{kind} {} {} {}",
        mistake.check, mistake.phenomenon, mistake.id
    )?;
    writeln!(out, "  {}\n  {}", mistake.source, mistake.target)?;
    for message in &mistake.messages {
        writeln!(out, "    {message}")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ChallengeJson<'r> {
    checks: Vec<CheckJson<'r>>,
    without_hard: Vec<CheckJson<'r>>,
    extraction: Vec<ExtractionJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistakes: Option<Vec<MistakeJson<'r>>>,
}

#[derive(Serialize)]
struct CheckJson<'r> {
    check: Group,
    #[serde(flatten)]
    figures: FiguresJson,
    macro_f1: Option<f64>,
    groups_right: u64,
    groups: u64,
    phenomena: Vec<PhenomenonJson<'r>>,
}

#[derive(Serialize)]
struct PhenomenonJson<'r> {
    phenomenon: &'r str,
    #[serde(flatten)]
    figures: FiguresJson,
}

#[derive(Serialize)]
struct FiguresJson {
    items: u64,
    found: u64,
    missed: u64,
    false_alarms: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    false_alarm_rate: Option<f64>,
}

#[derive(Serialize)]
struct ExtractionJson {
    lang: &'static str,
    sentences: u64,
    found: u64,
    missed: u64,
    made_up: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

impl From<(&Language, &Extraction)> for ExtractionJson {
    fn from((lang, extraction): (&Language, &Extraction)) -> Self {
        let figures = &extraction.figures;
        Self {
            lang: lang.code(),
            sentences: extraction.sentences,
            found: figures.found,
            missed: figures.missed,
            made_up: figures.false_alarms,
            precision: figures.precision().and_then(rounded),
            recall: figures.recall().and_then(rounded),
            f1: figures.f1().and_then(rounded),
        }
    }
}

#[derive(Serialize)]
struct MistakeJson<'r> {
    id: &'r str,
    check: Group,
    phenomenon: &'r str,
    kind: &'static str,
    source: &'r str,
    target: &'r str,
    findings: &'r [String],
}

fn checks_json(checks: &BTreeMap<Group, CheckFigures>) -> Vec<CheckJson<'_>> {
    shown(checks)
        .map(|(&check, figures)| {
            let (groups_right, groups) = figures.groups_right();
            let phenomena = figures.phenomena.iter();
            CheckJson {
                check,
                figures: (&figures.total).into(),
                macro_f1: figures.macro_f1().and_then(rounded),
                groups_right,
                groups,
                phenomena: phenomena
                    .map(|(phenomenon, figures)| PhenomenonJson {
                        phenomenon,
                        figures: figures.into(),
                    })
                    .collect(),
            }
        })
        .collect()
}

impl From<&Figures> for FiguresJson {
    fn from(figures: &Figures) -> Self {
        Self {
            items: figures.items(),
            found: figures.found,
            missed: figures.missed,
            false_alarms: figures.false_alarms,
            precision: figures.precision().and_then(rounded),
            recall: figures.recall().and_then(rounded),
            f1: figures.f1().and_then(rounded),
            false_alarm_rate: figures.false_alarm_rate().and_then(rounded),
        }
    }
}

impl<'r> From<&'r Mistake> for MistakeJson<'r> {
    fn from(mistake: &'r Mistake) -> Self {
        Self {
            id: &mistake.id,
            check: mistake.check,
            phenomenon: &mistake.phenomenon,
            kind: if mistake.is_miss {
                "miss"
            } else {
                "false_alarm"
            },
            source: &mistake.source,
            target: &mistake.target,
            findings: &mistake.messages,
        }
    }
}
