//! The source denies, the target affirms.

use crate::annotate::Pair;
use crate::check::negation::flip::flipped;
use crate::check::negation::polarity::Polarity;
use crate::check::{Check, CheckInfo, Context, check_info};
use crate::finding::{Evidence, Finding, Severity};

check_info!(NEGATION_LOST, "negation-lost", Negation);

/// Reports [`NEGATION_LOST`].
#[derive(Debug)]
pub struct NegationLost;

impl Check for NegationLost {
    fn infos(&self) -> &'static [&'static CheckInfo] {
        const { &[&NEGATION_LOST] }
    }

    fn run(&self, pair: &Pair<'_>, _: &Context<'_, '_>, findings: &mut Vec<Finding>) {
        let (source, target) = (Polarity::of(&pair.source), Polarity::of(&pair.target));
        if pair.target.tokens.is_empty() {
            return;
        }
        let finding = |severity, denied, affirmed: Option<_>| {
            let denied = Evidence::new(denied, pair.source.text);
            let message = format!("“{}” has no counterpart in the target", denied.text);
            let affirmed = affirmed.map(|span| Evidence::new(span, pair.target.text));
            NEGATION_LOST
                .finding(severity, message)
                .with_evidence(vec![denied], affirmed.into_iter().collect())
        };
        if let Some(&denied) = source.negators.first() {
            if target.is_positive() {
                findings.push(finding(Severity::Major, denied, None));
            } else if source.exceeds(&target) {
                findings.push(finding(Severity::Minor, denied, None));
            }
            return;
        }
        if let Some(denied) = source.firm_beyond(&target) {
            findings.push(finding(Severity::Minor, denied, None));
            return;
        }
        if target.negators.is_empty()
            && let Some((denied, affirmed)) = flipped(&pair.source, &pair.target)
        {
            findings.push(finding(Severity::Major, denied, Some(affirmed)));
        }
    }
}
