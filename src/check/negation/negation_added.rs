//! The source affirms, the target denies.

use crate::annotate::Pair;
use crate::check::negation::flip::flipped;
use crate::check::negation::polarity::Polarity;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};

check_info!(NEGATION_ADDED, "negation-added", Negation);

/// Reports [`NEGATION_ADDED`].
#[derive(Debug)]
pub struct NegationAdded;

impl Check for NegationAdded {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&NEGATION_ADDED] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (Polarity::of(&pair.source), Polarity::of(&pair.target));
        if pair.source.tokens.is_empty() {
            return;
        }
        let finding = |severity, denied, affirmed: Option<_>| {
            let denied = Evidence::new(denied, pair.target.text);
            let message = format!("“{}” has no counterpart in the source", denied.text);
            let affirmed = affirmed.map(|span| Evidence::new(span, pair.source.text));
            NEGATION_ADDED
                .finding(severity, message)
                .with_evidence(affirmed.into_iter().collect(), vec![denied])
        };
        if let Some(&denied) = target.negators.first() {
            if source.is_positive() {
                findings.push(finding(Severity::Major, denied, None));
            } else if target.exceeds(&source) {
                findings.push(finding(Severity::Minor, denied, None));
            }
            return;
        }
        if let Some(denied) = target.firm_beyond(&source) {
            findings.push(finding(Severity::Minor, denied, None));
            return;
        }
        if source.negators.is_empty()
            && let Some((denied, affirmed)) = flipped(&pair.target, &pair.source)
        {
            findings.push(finding(Severity::Major, denied, Some(affirmed)));
        }
    }
}
