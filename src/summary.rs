//! Counts of a run: pairs, words, findings by check and severity, and how the lengths of the two
//! sides relate. Bounded in size, whatever the length of the text.
//!
//! Everything is kept as integers, so that the summaries of shards add up exactly; shares and
//! quantiles are computed when they are asked for.

pub mod distribution;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::distribution::{Distribution, Scale};
use crate::evaluate::Judgement;
use crate::finding::{Finding, Group, Severity};
use crate::locale::Language;
use crate::measure::Measures;
use crate::segment::Segment;
use crate::stats::proportion;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; Severity::ALL.len()]);

impl Counts {
    /// Findings of this severity.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> u64 {
        self.0[severity as usize]
    }

    /// Findings of this severity or a worse one.
    #[must_use]
    pub fn at_least(&self, severity: Severity) -> u64 {
        self.0[severity as usize..].iter().sum()
    }

    /// All findings.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.at_least(Severity::Neutral)
    }

    const fn add(&mut self, severity: Severity) {
        self.0[severity as usize] += 1;
    }
}

/// What a run amounts to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Segments judged.
    pub pairs: u64,
    /// Segments with a finding from `minor` up.
    pub flagged: u64,
    /// The flagged segments by their worst finding.
    pub by_worst: Counts,
    /// Segments by the language of their source.
    pub by_source_lang: BTreeMap<Language, u64>,
    /// Records that could not be read and were left out.
    pub bad_records: u64,
    /// Inputs that could not be read, or not to their end.
    pub unreadable_files: u64,
    /// Words of all sources, as white space divides them.
    pub source_words: u64,
    /// Words of all targets.
    pub target_words: u64,
    /// All findings.
    pub findings: Counts,
    /// Findings by check id.
    pub by_check: BTreeMap<&'static str, (Group, Counts)>,
    /// Findings by group, and pairs that a group flags.
    pub by_group: BTreeMap<Group, GroupCounts>,
    /// What each input that gave a segment amounts to, in input order.
    pub by_file: Vec<FileCounts>,
    /// Length of the target by length of the source, in characters.
    pub length_ratio: RatioCounts,
    /// The other measures, in the order in which they are reported.
    pub measures: Vec<(&'static str, Distribution)>,
}

/// What one input amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCounts {
    /// Its name, as in [`Origin`](crate::span::Origin).
    pub file: Arc<str>,
    /// Its segments.
    pub pairs: u64,
    /// Its segments with a finding from `minor` up.
    pub flagged: u64,
    /// Words of its sources, as white space divides them.
    pub source_words: u64,
    /// Its findings.
    pub findings: Counts,
}

/// What one group of checks amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// Its findings.
    pub findings: Counts,
    /// Pairs with a finding of the group from `minor` up.
    pub flagged: u64,
}

impl Summary {
    /// Counts one judged segment.
    pub fn add(&mut self, segment: &Segment, judgement: &Judgement) {
        let source_words = count_words(&segment.source);
        self.add_to_file(segment, source_words, &judgement.findings);
        self.pairs += 1;
        self.source_words += source_words;
        self.target_words += count_words(&segment.target);
        let source_len = segment.source.chars().count() as u64;
        let target_len = segment.target.chars().count() as u64;
        let is_flagged_at_all = is_flagged(&judgement.findings, None);
        self.length_ratio
            .add(source_len, target_len, is_flagged_at_all);
        self.add_measures(&judgement.scores, is_flagged_at_all);
        *self.by_source_lang.entry(segment.source_lang).or_default() += 1;
        self.flagged += u64::from(is_flagged_at_all);
        if let Some(worst) = worst(&judgement.findings).filter(|_| is_flagged_at_all) {
            self.by_worst.add(worst);
        }
        for finding in &judgement.findings {
            self.add_finding(finding);
        }
        for (group, counts) in &mut self.by_group {
            counts.flagged += u64::from(is_flagged(&judgement.findings, Some(*group)));
        }
    }

    /// Share of the pairs that are flagged, 0–1; `None` without pairs.
    #[must_use]
    pub fn flagged_share(&self) -> Option<f64> {
        share(self.flagged, self.pairs)
    }

    /// The 95 % interval of [`Summary::flagged_share`], after Clopper and Pearson, for the text
    /// that these pairs are a sample of; `None` without pairs.
    #[must_use]
    pub fn flagged_interval(&self) -> Option<(f64, f64)> {
        const LEVEL: f64 = 0.95;
        (self.pairs > 0).then(|| proportion::interval(self.flagged, self.pairs, LEVEL))
    }

    /// Findings from `minor` up per 1 000 words of the source; `None` without words.
    #[must_use]
    pub fn findings_per_1000_words(&self) -> Option<f64> {
        let findings = self.findings.at_least(Severity::Minor);
        share(findings * 1000, self.source_words)
    }

    /// Inputs that gave at least one segment.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.by_file.len() as u64
    }

    fn add_measures(&mut self, measures: &Measures, is_flagged: bool) {
        // Length ratios are counted from whole numbers of characters, see `RatioCounts`.
        for &(name, value) in measures.iter().filter(|(name, _)| *name != LENGTH_RATIO) {
            let at = self.measures.iter().position(|(known, _)| *known == name);
            let at = at.unwrap_or_else(|| {
                let fresh = Distribution::new(scale_of(name));
                self.measures.push((name, fresh));
                self.measures.len() - 1
            });
            if let Some(value) = value {
                self.measures[at].1.add(value, is_flagged);
            }
        }
    }

    fn add_to_file(&mut self, segment: &Segment, source_words: u64, findings: &[Finding]) {
        let is_next = self
            .by_file
            .last()
            .is_none_or(|counts| counts.file != segment.origin.file);
        if is_next {
            self.by_file.push(FileCounts::new(&segment.origin.file));
        }
        if let Some(counts) = self.by_file.last_mut() {
            counts.pairs += 1;
            counts.flagged += u64::from(is_flagged(findings, None));
            counts.source_words += source_words;
            for finding in findings {
                counts.findings.add(finding.severity);
            }
        }
    }

    fn add_finding(&mut self, finding: &Finding) {
        self.findings.add(finding.severity);
        let fresh = (finding.group, Counts::default());
        let by_check = self.by_check.entry(finding.check).or_insert(fresh);
        by_check.1.add(finding.severity);
        let by_group = self.by_group.entry(finding.group).or_default();
        by_group.findings.add(finding.severity);
    }
}

impl FileCounts {
    /// Share of its segments that are flagged, 0–1; `None` without segments.
    #[must_use]
    pub fn flagged_share(&self) -> Option<f64> {
        share(self.flagged, self.pairs)
    }

    fn new(file: &Arc<str>) -> Self {
        Self {
            file: file.clone(),
            pairs: 0,
            flagged: 0,
            source_words: 0,
            findings: Counts::default(),
        }
    }
}

/// The distribution of length ratios in steps of 0.01.
#[derive(Clone, Debug)]
pub struct RatioCounts {
    distribution: Distribution,
    source_chars: u64,
    target_chars: u64,
}

impl Default for RatioCounts {
    fn default() -> Self {
        Self {
            distribution: Distribution::new(Scale::RATIO),
            source_chars: 0,
            target_chars: 0,
        }
    }
}

impl RatioCounts {
    /// Pairs with a ratio, that is, with a source that is not empty.
    #[must_use]
    pub const fn pairs(&self) -> u64 {
        self.distribution.pairs()
    }

    /// Characters of all targets by characters of all sources; `None` without a source.
    #[must_use]
    pub fn overall(&self) -> Option<f64> {
        share(self.target_chars, self.source_chars)
    }

    /// The ratio that `per_cent` of the pairs stay below or reach, to 0.01 downwards; 10 stands
    /// for all from 10 up. `None` without pairs.
    #[must_use]
    pub fn quantile(&self, per_cent: u64) -> Option<f64> {
        self.distribution.quantile(per_cent)
    }

    /// The pairs by ratio.
    #[must_use]
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    fn add(&mut self, source_len: u64, target_len: u64, is_flagged: bool) {
        if source_len == 0 {
            return;
        }
        let step = target_len * 100 / source_len;
        let step = usize::try_from(step).unwrap_or(usize::MAX);
        self.distribution.add_step(step, is_flagged);
        self.source_chars += source_len;
        self.target_chars += target_len;
    }
}

/// The measure that [`RatioCounts`] counts.
const LENGTH_RATIO: &str = "length_ratio";

/// How finely a measure is counted.
fn scale_of(measure: &str) -> Scale {
    match measure {
        LENGTH_RATIO | "word_ratio" => Scale::RATIO,
        "length_z" => Scale::DEVIATIONS,
        _ => Scale::SHARE,
    }
}

/// The severity of the worst finding.
#[must_use]
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}

/// True when `findings` flag their pair: one from `minor` up, of `group` where one is given.
#[must_use]
pub fn is_flagged(findings: &[Finding], group: Option<Group>) -> bool {
    findings.iter().any(|finding| {
        finding.severity >= Severity::Minor && group.is_none_or(|group| finding.group == group)
    })
}

fn count_words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

#[allow(clippy::cast_precision_loss)] // counts are far below 2^52
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Evaluator, Options};
    use crate::locale::Language;

    fn ratios(lengths: &[(u64, u64)]) -> RatioCounts {
        let mut counts = RatioCounts::default();
        for &(source, target) in lengths {
            counts.add(source, target, false);
        }
        counts
    }

    #[test]
    fn quantiles_are_ranks() {
        let counts = ratios(&[(100, 50), (100, 100), (100, 150), (100, 200)]);
        for (per_cent, ratio) in [
            (0, 0.5),
            (25, 0.5),
            (26, 1.0),
            (50, 1.0),
            (75, 1.5),
            (100, 2.0),
        ] {
            assert_eq!(counts.quantile(per_cent), Some(ratio), "{per_cent}");
        }
        assert_eq!(counts.overall(), Some(1.25));
    }

    #[test]
    fn odd_lengths_have_a_place() {
        assert_eq!(ratios(&[]).quantile(50), None);
        assert_eq!(ratios(&[(0, 7)]).quantile(50), None);
        assert_eq!(ratios(&[(7, 0)]).quantile(50), Some(0.0));
        assert_eq!(ratios(&[(1, 4000)]).quantile(50), Some(10.0));
    }

    #[test]
    fn counts_pairs_words_and_files() {
        let evaluator = Evaluator::new(Options::default());
        let mut summary = Summary::default();
        for (file, source, target) in [
            ("a", "Ett hus.", "A house."),
            ("a", "", ""),
            ("b", "Två hus till.", "Two more houses."),
        ] {
            let mut segment = Segment::new(Language::Swedish, source, target);
            segment.origin.file = file.into();
            summary.add(&segment, &evaluator.judge(&segment));
        }
        assert_eq!((summary.files(), summary.pairs), (2, 3));
        let pairs: Vec<u64> = summary.by_file.iter().map(|file| file.pairs).collect();
        assert_eq!(pairs, [2, 1]);
        assert_eq!((summary.source_words, summary.target_words), (5, 5));
        assert_eq!(Summary::default().flagged_share(), None);
        assert_eq!(Summary::default().flagged_interval(), None);
        let measured = summary
            .measures
            .iter()
            .map(|(name, counts)| (*name, counts.pairs()));
        assert_eq!(
            measured.collect::<Vec<_>>(),
            [("word_ratio", 2), ("length_z", 2), ("copied_share", 2)]
        );
    }
}
