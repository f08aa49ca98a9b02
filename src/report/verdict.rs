//! What a run amounts to, in sentences: the head of the reports for people.

use super::Report;
use super::figures::{count, counted, decimal, percent};
use crate::finding::{Group, Severity};
use crate::locale::Language;
use crate::summary::Summary;

/// The verdict in one sentence without a full stop: `3 of 120 pairs are suspected of a serious
/// error, 5 more of a slip`. Serious is what is major or critical.
#[must_use]
pub fn sentence(summary: &Summary) -> String {
    let serious = summary.by_worst.at_least(Severity::Major);
    let slips = summary.flagged - serious;
    let pairs = counted(summary.pairs, "pair");
    match (summary.pairs, serious, slips) {
        (0, ..) => "There were no pairs to judge".to_owned(),
        (_, 0, 0) => format!("Nothing was found in {pairs}"),
        (_, 0, _) => format!(
            "No serious error is suspected in {pairs}; {} {} suspected of a slip",
            count(slips),
            are(slips)
        ),
        (_, _, 0) => format!(
            "{} of {pairs} {} suspected of a serious error",
            count(serious),
            are(serious)
        ),
        _ => format!(
            "{} of {pairs} {} suspected of a serious error, {} more of a slip",
            count(serious),
            are(serious),
            count(slips)
        ),
    }
}

/// What the findings are about and how many of each severity there are, in one or two sentences.
#[must_use]
pub fn details(summary: &Summary) -> String {
    let findings = summary.findings.at_least(Severity::Minor);
    if findings == 0 {
        return format!(
            "{} of source and {} of target were compared.",
            counted(summary.source_words, "word"),
            count(summary.target_words)
        );
    }
    let by_severity: Vec<String> = [Severity::Critical, Severity::Major, Severity::Minor]
        .into_iter()
        .filter(|&severity| summary.findings.of(severity) > 0)
        .map(|severity| format!("{} {severity}", count(summary.findings.of(severity))))
        .collect();
    let mut sentences = format!(
        "{}: {}.",
        counted(findings, "finding"),
        listed(&by_severity)
    );
    if let Some(topics) = topics(summary) {
        sentences.push_str(&format!(" {topics}."));
    }
    sentences
}

/// What changed since the run that the report is compared with: `Against old.tsv: 3 findings are
/// new, 5 are fixed, 12 are still there`; `None` without one.
#[must_use]
pub fn changes(report: &Report) -> Option<String> {
    let changes = report.changes.as_ref()?;
    let new = changes.new.len() as u64;
    let still = report.flagging().count() as u64 - new;
    let fixed = changes.fixed.len() as u64;
    let mut sentence = format!(
        "Against {}: {} {} new, {} {} fixed, {} {} still there",
        changes.against.join(", "),
        counted(new, "finding"),
        are(new),
        count(fixed),
        are(fixed),
        count(still),
        are(still),
    );
    if changes.gone > 0 {
        sentence.push_str(&format!(", {} went with their pairs", count(changes.gone)));
    }
    Some(sentence)
}

/// The directions of translation: `English → Swedish`, or both.
#[must_use]
pub fn direction(summary: &Summary) -> String {
    let mut sources = summary.by_source_lang.keys();
    match (sources.next(), sources.next()) {
        (Some(&source), None) => format!("{} → {}", source.name(), source.other().name()),
        _ => format!(
            "{} ↔ {}",
            Language::Swedish.name(),
            Language::English.name()
        ),
    }
}

/// The interval of the share of flagged pairs: `95 % interval 4.0 to 6.8 %`; `None` without pairs.
#[must_use]
pub fn interval(summary: &Summary) -> Option<String> {
    let (low, high) = summary.flagged_interval()?;
    let (low, high) = (percent(Some(low)), percent(Some(high)));
    Some(format!(
        "95 % interval {} to {high}",
        low.trim_end_matches(" %")
    ))
}

/// The length ratio of the middle half of the pairs: `0.92 to 1.05`.
#[must_use]
pub fn middle_half(summary: &Summary) -> String {
    let ratio = &summary.length_ratio;
    format!(
        "{} to {}",
        decimal(ratio.quantile(25)),
        decimal(ratio.quantile(75))
    )
}

/// What the findings are about: all groups, or those with the most; `None` where none stands out.
fn topics(summary: &Summary) -> Option<String> {
    const NAMED: usize = 3;
    let groups = busiest(summary);
    let lead = match groups.get(NAMED) {
        None => "They concern",
        Some((_, next)) if *next < groups[0].1 => "Most often they concern",
        Some(_) => return None,
    };
    let named = groups.into_iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(group, findings)| format!("{} ({})", topic(group), count(findings)))
        .collect();
    Some(format!("{lead} {}", listed(&named)))
}

/// The groups with findings from `minor` up, those with the most first.
fn busiest(summary: &Summary) -> Vec<(Group, u64)> {
    let groups = summary.by_group.iter();
    let mut groups: Vec<(Group, u64)> = groups
        .map(|(&group, counts)| (group, counts.findings.at_least(Severity::Minor)))
        .filter(|(_, findings)| *findings > 0)
        .collect();
    groups.sort_by_key(|&(group, findings)| (std::cmp::Reverse(findings), group));
    groups
}

/// What the checks of a group are about, for people.
const fn topic(group: Group) -> &'static str {
    match group {
        Group::Alignment => "pairs that belong elsewhere",
        Group::Length => "length",
        Group::Untranslated => "text left untranslated",
        Group::Quantity => "numbers and units",
        Group::Entity => "names",
        Group::Placeholder => "placeholders",
        Group::Negation => "negation",
        Group::Repetition => "repeated words",
        Group::Terminology => "terms",
        Group::Punctuation => "punctuation",
        Group::Locale => "conventions of the language",
        Group::Consistency => "consistency",
    }
}

const fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Judgement;
    use crate::finding::Finding;
    use crate::segment::Segment;

    fn summary(worst: &[Option<Severity>]) -> Summary {
        let mut summary = Summary::default();
        for severity in worst {
            let findings = severity.iter().map(|&severity| Finding {
                check: "quantity-missing",
                group: Group::Quantity,
                severity,
                message: String::new(),
                source: Vec::new(),
                target: Vec::new(),
                suggestion: None,
                because: None,
                is_root_cause: false,
            });
            let judgement = Judgement {
                scores: Vec::new(),
                findings: findings.collect(),
            };
            let segment = Segment::new(Language::Swedish, "Ett hus", "A house");
            summary.add(&segment, &judgement);
        }
        summary
    }

    #[test]
    fn says_how_it_went() {
        use Severity::{Critical, Major, Minor, Neutral};
        for (worst, expected) in [
            (&[][..], "There were no pairs to judge"),
            (&[None], "Nothing was found in 1 pair"),
            (&[Some(Neutral), None], "Nothing was found in 2 pairs"),
            (
                &[Some(Minor), None],
                "No serious error is suspected in 2 pairs; 1 is suspected of a slip",
            ),
            (
                &[Some(Major), None],
                "1 of 2 pairs is suspected of a serious error",
            ),
            (
                &[Some(Major), Some(Critical), Some(Minor)],
                "2 of 3 pairs are suspected of a serious error, 1 more of a slip",
            ),
        ] {
            assert_eq!(sentence(&summary(worst)), expected);
        }
    }

    #[test]
    fn says_what_was_found() {
        let found = summary(&[Some(Severity::Major), Some(Severity::Minor)]);
        assert_eq!(
            details(&found),
            "2 findings: 1 major and 1 minor. They concern numbers and units (2)."
        );
        assert_eq!(
            details(&summary(&[None])),
            "2 words of source and 2 of target were compared."
        );
        assert_eq!(direction(&found), "Swedish → English");
    }
}
