//! Conventions of the source language that were kept in the target: marks in numbers, quotation
//! marks, dates, times, capitals, abbreviations.
//!
//! What a convention is comes from Svenska skrivregler (Språkrådet, Isof), TT-språket, the EU's
//! Interinstitutional Style Guide and CLDR for Swedish, and from New Hart's Rules and The Chicago
//! Manual of Style for English. Where these differ a check accepts them all,
//! but for [`NormDeviation`], which asks for the one that the user chose.

mod currency_position;
mod foreign_abbreviation;
mod foreign_capital;
mod foreign_date;
mod foreign_decimal_mark;
mod foreign_grouping_mark;
mod foreign_magnitude;
mod foreign_quotation_mark;
mod foreign_time;
mod genitive_apostrophe;
mod look;
mod norm_deviation;
mod number;
mod percent_spacing;

pub use currency_position::{CURRENCY_POSITION, CurrencyPosition};
pub use foreign_abbreviation::{FOREIGN_ABBREVIATION, ForeignAbbreviation};
pub use foreign_capital::{FOREIGN_CAPITAL, ForeignCapital};
pub use foreign_date::{FOREIGN_DATE, ForeignDate};
pub use foreign_decimal_mark::{FOREIGN_DECIMAL_MARK, ForeignDecimalMark};
pub use foreign_grouping_mark::{FOREIGN_GROUPING_MARK, ForeignGroupingMark};
pub use foreign_magnitude::{FOREIGN_MAGNITUDE, ForeignMagnitude};
pub use foreign_quotation_mark::{FOREIGN_QUOTATION_MARK, ForeignQuotationMark};
pub use foreign_time::{FOREIGN_TIME, ForeignTime};
pub use genitive_apostrophe::{GENITIVE_APOSTROPHE, GenitiveApostrophe};
pub use norm_deviation::{NORM_DEVIATION, NormDeviation};
pub use percent_spacing::{PERCENT_SPACING, PercentSpacing};

use crate::annotate::Pair;
use crate::check::CheckInfo;
use crate::finding::{Evidence, Finding, Severity};
use crate::span::Span;

/// A finding at a place in the target, with a correction where one is certain.
fn slip(
    info: &CheckInfo,
    pair: &Pair<'_>,
    span: Span,
    message: String,
    suggestion: Option<String>,
) -> Finding {
    info.finding(Severity::Minor, message)
        .with_evidence(Vec::new(), vec![Evidence::new(span, pair.target.text)])
        .with_suggestion(suggestion)
}
