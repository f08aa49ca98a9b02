//! Runs segments through annotation, measures and checks, in order, in bounded memory, on
//! rayon's current thread pool.
//!
//! Segments are taken in batches. While one batch is judged in parallel the next is read, and
//! each pair sees its neighbours across batch borders, which fall at the same places for any number
//! of threads; so does what comes out.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::annotate::placeholder::unmasked;
use crate::annotate::{Annotator, Pair};
use crate::check::alignment::Runs;
use crate::check::consistency::{Fingerprint, Log};
use crate::check::settings::SettingsByFile;
use crate::check::{self, CHECKS, CheckInfo, Context, Selection};
use crate::error::{Error, Result};
use crate::finding::{Finding, Group, settle_root_cause};
use crate::glossary::Glossary;
use crate::measure::{Measures, measure, similarities};
use crate::segment::Segment;

/// How the evaluation is done.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which findings are wanted.
    pub selection: Selection,
    /// Whether a pair is judged with its neighbours in view.
    pub use_context: bool,
    /// The user's names and terms.
    pub glossary: Option<Arc<Glossary>>,
    /// Thresholds and norms.
    pub settings: SettingsByFile,
    /// Whether the similarities of the two texts as strings are measured too; slow on long texts.
    pub use_similarity: bool,
}

impl Options {
    /// Ids of the checks that a run looks for.
    #[must_use]
    pub fn checks(&self) -> BTreeSet<&'static str> {
        let is_run = |info: &&CheckInfo| match info.group {
            Group::Terminology => self.glossary.is_some(),
            Group::Consistency => self.use_context,
            _ => true,
        };
        let infos = check::infos().filter(is_run);
        infos
            .filter(|info| self.selection.wants(info))
            .map(|info| info.id)
            .collect()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            use_context: true,
            glossary: None,
            settings: SettingsByFile::default(),
            use_similarity: false,
        }
    }
}

/// What was found out about one segment.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Measures of the pair.
    pub scores: Measures,
    /// Findings, in the order of the checks, then of the text.
    pub findings: Vec<Finding>,
}

/// Receives the results of a run, in input order.
pub trait Sink {
    /// Takes one judged segment.
    ///
    /// # Errors
    ///
    /// An error ends the run.
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()>;

    /// Takes a record or file that could not be read.
    ///
    /// # Errors
    ///
    /// Returning an error ends the run.
    fn failed(&mut self, error: Error) -> Result<()>;
}

/// Judges segments.
pub struct Evaluator {
    annotator: Annotator,
    options: Options,
}

impl Evaluator {
    /// An evaluator with the built-in tables.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let annotator = match &options.glossary {
            Some(glossary) => Annotator::new().with_glossary(glossary.clone()),
            None => Annotator::new(),
        };
        Self { annotator, options }
    }

    /// What annotates the texts.
    #[must_use]
    pub const fn annotator(&self) -> &Annotator {
        &self.annotator
    }

    /// Judges one segment without neighbours.
    #[must_use]
    pub fn judge(&self, segment: &Segment) -> Judgement {
        let pair = self.annotator.annotate_pair(segment);
        let mut judgement = self.judge_pair(&pair, &self.alone(segment));
        self.keep_wanted(segment, &mut judgement);
        judgement
    }

    /// Judges all `segments` and hands the results to `sink` in input order.
    ///
    /// # Errors
    ///
    /// The first error that `sink` returns.
    pub fn run(
        &self,
        segments: impl Iterator<Item = Result<Segment>> + Send,
        sink: &mut impl Sink,
    ) -> Result<()> {
        let mut reader = BatchReader { segments };
        let mut log = self.is_consistency_wanted().then(Log::default);
        let mut runs = Runs::default();
        let mut before = Vec::new();
        let mut current = reader.next_batch(sink)?;
        let mut next = reader.next_batch(sink)?;
        while !current.is_empty() {
            let (read, judgements) = rayon::join(
                || reader.read(),
                || self.judge_batch(&before, &current, &next),
            );
            for (segment, (mut judgement, fingerprint)) in current.iter().zip(judgements) {
                runs.settle(segment, &mut judgement.findings);
                if let Some(log) = &mut log {
                    self.compare_with_run(log, segment, fingerprint, &mut judgement);
                }
                self.keep_wanted(segment, &mut judgement);
                warn_of_waivers(segment, sink)?;
                sink.judged(segment, judgement)?;
            }
            before.append(&mut current);
            before = before.split_off(before.len().saturating_sub(Context::REACH));
            current = next;
            next = deliver(read, sink)?;
        }
        Ok(())
    }

    fn is_consistency_wanted(&self) -> bool {
        self.options.use_context && Log::is_wanted(&self.options.selection)
    }

    /// Adds what contradicts earlier pairs; a target that is wrong as a whole is no precedent.
    fn compare_with_run(
        &self,
        log: &mut Log,
        segment: &Segment,
        fingerprint: Option<Fingerprint>,
        judgement: &mut Judgement,
    ) {
        let findings = &mut judgement.findings;
        let is_hopeless = findings.iter().any(|finding| finding.is_root_cause);
        let fingerprint = fingerprint.filter(|_| !is_hopeless);
        log.record(segment, fingerprint, &self.options.selection, findings);
    }

    /// Judges `current`; the other two only lend context. With each judgement comes what the rest
    /// of the run remembers the pair by, where that is wanted.
    fn judge_batch(
        &self,
        before: &[Segment],
        current: &[Segment],
        next: &[Segment],
    ) -> Vec<(Judgement, Option<Fingerprint>)> {
        let after = &next[..next.len().min(Context::REACH)];
        let window: Vec<&Segment> = before.iter().chain(current).chain(after).collect();
        let pairs: Vec<Pair<'_>> = window
            .into_par_iter()
            .map(|segment| self.annotator.annotate_pair(segment))
            .collect();
        let documents = document_numbers(&pairs);
        let wants_log = self.is_consistency_wanted();
        (before.len()..before.len() + current.len())
            .into_par_iter()
            .map(|at| {
                let context = self.context(&pairs, &documents, at);
                let fingerprint = wants_log.then(|| Fingerprint::of(&pairs[at])).flatten();
                (self.judge_pair(&pairs[at], &context), fingerprint)
            })
            .collect()
    }

    fn context<'c, 's>(
        &'c self,
        pairs: &'c [Pair<'s>],
        documents: &[usize],
        at: usize,
    ) -> Context<'c, 's> {
        if !self.options.use_context {
            return self.alone(pairs[at].segment);
        }
        let is_foreign = |other: &usize| *other != documents[at];
        let low = at.saturating_sub(Context::REACH);
        let high = (at + 1 + Context::REACH).min(pairs.len());
        let first = documents[low..at]
            .iter()
            .rposition(is_foreign)
            .map_or(low, |near| low + near + 1);
        let end = documents[at + 1..high]
            .iter()
            .position(is_foreign)
            .map_or(high, |near| at + 1 + near);
        Context {
            before: &pairs[first..at],
            after: &pairs[at + 1..end],
            ..self.alone(pairs[at].segment)
        }
    }

    fn alone<'c, 's>(&'c self, segment: &Segment) -> Context<'c, 's> {
        Context::alone(self.options.settings.of(&segment.origin.file))
    }

    /// Judges a pair by every check: one that is not wanted can still explain what another finds.
    fn judge_pair(&self, pair: &Pair<'_>, context: &Context<'_, '_>) -> Judgement {
        let mut findings = Vec::new();
        for check in CHECKS {
            check.run(pair, context, &mut findings);
        }
        settle_root_cause(&mut findings);
        for finding in &mut findings {
            mark_whole_labels(pair, finding);
        }
        let mut scores = measure(pair);
        if self.options.use_similarity {
            scores.extend(similarities(pair));
        }
        Judgement { scores, findings }
    }

    fn keep_wanted(&self, segment: &Segment, judgement: &mut Judgement) {
        let selection = &self.options.selection;
        let is_waived = |finding: &Finding| {
            let mut waived = segment.waived.iter();
            waived.any(|name| name == finding.check || name == finding.group.name())
        };
        judgement
            .findings
            .retain(|finding| selection.wants_id(finding.check) && !is_waived(finding));
    }
}

/// Lets the marked places take in the mark of an access key where it stands within a word: the
/// checks saw *Cance_l* as *Cancel*. Those of placeholders look at the text itself.
fn mark_whole_labels(pair: &Pair<'_>, finding: &mut Finding) {
    if finding.group == Group::Placeholder {
        return;
    }
    let sides = [
        (&pair.source, &mut finding.source),
        (&pair.target, &mut finding.target),
    ];
    for (side, places) in sides {
        for place in places {
            let span = unmasked(side.text, &side.placeholders, place.span);
            if span != place.span {
                let cut = std::mem::replace(&mut place.text, span.of(side.text).to_owned());
                let (cut, whole) = (format!("“{cut}”"), format!("“{}”", place.text));
                finding.message = finding.message.replace(&cut, &whole);
                place.span = span;
            }
        }
    }
}

/// Says which waivers of a segment waive nothing because of their names.
fn warn_of_waivers(segment: &Segment, sink: &mut impl Sink) -> Result<()> {
    for name in &segment.waived {
        if let Err(error) = Selection::try_new(vec![name.clone()], Vec::new()) {
            sink.failed(Error::warning(segment.origin.clone(), error.message()))?;
        }
    }
    Ok(())
}

/// Numbers the runs of pairs that share a document.
fn document_numbers(pairs: &[Pair<'_>]) -> Vec<usize> {
    let mut number = 0;
    let mut numbers = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        if at > 0 && !pair.segment.shares_document_with(pairs[at - 1].segment) {
            number += 1;
        }
        numbers.push(number);
    }
    numbers
}

/// What one reading step brought: segments, and errors to report.
type Batch = (Vec<Segment>, Vec<Error>);

struct BatchReader<I> {
    segments: I,
}

impl<I: Iterator<Item = Result<Segment>>> BatchReader<I> {
    /// A batch ends at this many segments or this much text, whichever comes first.
    const SEGMENTS: usize = 2048;
    const BYTES: usize = 4 << 20;

    /// Reads until a batch is full or the input ends.
    fn read(&mut self) -> Batch {
        let (mut batch, mut errors, mut bytes) = (Vec::new(), Vec::new(), 0);
        while batch.len() < Self::SEGMENTS && bytes < Self::BYTES {
            match self.segments.next() {
                Some(Ok(segment)) => {
                    bytes += segment.source.len() + segment.target.len();
                    batch.push(segment);
                }
                Some(Err(error)) => errors.push(error),
                None => break,
            }
        }
        (batch, errors)
    }

    fn next_batch(&mut self, sink: &mut impl Sink) -> Result<Vec<Segment>> {
        deliver(self.read(), sink)
    }
}

fn deliver((segments, errors): Batch, sink: &mut impl Sink) -> Result<Vec<Segment>> {
    errors
        .into_iter()
        .try_for_each(|error| sink.failed(error))?;
    Ok(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_words_with_the_access_key_in_them() {
        let segment = Segment::new(
            crate::Language::English,
            "Print the docu_ment today",
            "Print the docu_ment idag",
        );
        let judgement = Evaluator::new(Options::default()).judge(&segment);
        let finding = &judgement.findings[0];
        assert_eq!(finding.target[0].text, "the docu_ment");
        assert!(finding.message.contains("“the docu_ment”"));
    }
    use crate::finding::Severity;
    use crate::locale::Language;

    /// Checks and severities of what is found in a Swedish `source` and its `target`.
    fn judge(select: &[&str], source: &str, target: &str) -> Vec<(&'static str, Severity)> {
        let evaluator = Evaluator::new(Options {
            selection: Selection::try_new(names(select), Vec::new()).expect("the names exist"),
            ..Options::default()
        });
        let judgement = evaluator.judge(&Segment::new(Language::Swedish, source, target));
        let findings = judgement.findings.into_iter();
        findings
            .map(|finding| (finding.check, finding.severity))
            .collect()
    }

    #[test]
    fn waived_checks_are_not_reported() {
        let evaluator = Evaluator::new(Options::default());
        let found = |waived: &[&str]| {
            let segment = Segment {
                waived: names(waived),
                ..Segment::new(
                    Language::Swedish,
                    "Den kostar 40 kronor.",
                    "It costs 50 kronor.",
                )
            };
            evaluator.judge(&segment).findings.len()
        };
        for (waived, count) in [
            (&[][..], 1),
            (&["value-mismatch"], 0),
            (&["locale", "quantity"], 0),
            (&["locale"], 1),
        ] {
            assert_eq!(found(waived), count, "{waived:?}");
        }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_root_cause_quiets_the_rest_even_when_it_is_not_selected() {
        let source = "Statsministern besökte Göteborg och Köpenhamn den 3 maj.";
        let french = "Le premier ministre a visité la ville et a parlé avec les élèves de l'école.";
        for target in ["", french] {
            for group in ["entity", "quantity"] {
                let found = judge(&[group], source, target);
                let is_quiet = |(_, severity): &(_, Severity)| *severity == Severity::Neutral;
                assert!(!found.is_empty(), "{group}: {target}");
                assert!(found.iter().all(is_quiet), "{group}: {target}: {found:?}");
            }
        }
    }

    #[test]
    fn an_error_without_root_cause_is_as_loud_alone_as_among_all() {
        let (source, target) = ("Det kostade 6,3 miljarder dollar.", "It cost $6.3 million.");
        let alone = judge(&["quantity"], source, target);
        assert!(
            alone
                .iter()
                .any(|(_, severity)| *severity > Severity::Neutral),
            "{alone:?}"
        );
        let all = judge(&[], source, target);
        assert!(alone.iter().all(|found| all.contains(found)), "{all:?}");
        assert_eq!(judge(&["entity"], source, target), []);
    }
}
