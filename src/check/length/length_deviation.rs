//! A target far longer or shorter than its source leads one to expect.

use crate::annotate::{Annotated, Pair};
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};
use crate::measure::LengthModel;
use crate::span::Span;
use crate::text::token::TokenKind;

check_info!(LENGTH_DEVIATION, "length-deviation", Length);

/// Reports [`LENGTH_DEVIATION`].
#[derive(Debug)]
pub struct LengthDeviation;

/// A term or heading has to be this far from its source, as the logarithm of the ratio: one
/// compound can stand for five words.
const FRAGMENT_LOG_RATIO: f64 = 1.2;
/// One word can stand for a whole clause: *Vabba?*
const TERM_LOG_RATIO: f64 = 2.5;
/// A short sentence has to be this far off, and any sentence that far: a third more or a quarter
/// less is style.
const SHORT_LOG_RATIO: f64 = 0.9;
const LEAST_LOG_RATIO: f64 = 0.3;
/// Characters below which a sentence is short.
const SHORT: usize = 50;

impl Check for LengthDeviation {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&LENGTH_DEVIATION] }
    }

    fn run(&self, pair: &Pair<'_>, context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (pair.source.text.trim(), pair.target.text.trim());
        let (source_len, target_len) = (source.chars().count(), target.chars().count());
        let model = LengthModel::of(pair.source.lang);
        let Some(z) = model.z_score(source_len, target_len) else {
            return;
        };
        let threshold = context.settings.threshold;
        let log_ratio = (z * model.deviation(source_len)).abs();
        let least = if is_term(pair) {
            TERM_LOG_RATIO
        } else if is_fragment(pair) {
            FRAGMENT_LOG_RATIO
        } else if source_len < SHORT {
            SHORT_LOG_RATIO
        } else {
            LEAST_LOG_RATIO
        };
        if z.abs() < threshold.length_deviation || log_ratio < least {
            return;
        }
        let severity = if z.abs() < threshold.length_deviation_major {
            Severity::Minor
        } else {
            Severity::Major
        };
        let (low, high) = model.expected(source_len, threshold.length_deviation);
        let how = if z < 0.0 { "short" } else { "long" };
        let message = format!(
            "suspiciously {how}: {target_len} characters for {source_len}, where {low} to {high} are usual"
        );
        let whole = |text: &str| vec![Evidence::new(Span::new(0, text.len()), text)];
        findings.push(
            LENGTH_DEVIATION
                .finding(severity, message)
                .with_evidence(whole(pair.source.text), whole(pair.target.text)),
        );
    }
}

/// True where either side is a single word.
fn is_term(pair: &Pair<'_>) -> bool {
    word_count(&pair.source).min(word_count(&pair.target)) <= 1
}

fn word_count(side: &Annotated<'_>) -> usize {
    let tokens = side.tokens.iter();
    tokens.filter(|token| token.kind == TokenKind::Word).count()
}

/// True for terms, labels and headings: few words and no mark that ends a sentence.
fn is_fragment(pair: &Pair<'_>) -> bool {
    let is_short = |side: &Annotated<'_>| {
        word_count(side) <= 6 && !side.text.trim_end().ends_with(['.', '!', '?', '…'])
    };
    is_short(&pair.source) || is_short(&pair.target)
}
