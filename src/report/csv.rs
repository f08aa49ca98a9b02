//! Findings as CSV for spreadsheets and data frames: RFC 4180, UTF-8, a header and a finding a
//! row, with the columns of [`table`].
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe, which most of
//! them hide: a translation must not run code on the machine of whoever reviews it. Programs that
//! need texts byte for byte read the JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::{Output, Renderer, Report, View, table};

/// `report -o x.csv`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "csv",
    extensions: &["csv"],
    output: Output::Document(write_report),
};

fn write_report(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(table::COLUMNS)?;
    let shown = report
        .findings()
        .filter(|(_, finding)| finding.severity >= view.min_severity);
    for (segment, finding) in shown {
        let row = table::row(segment, finding);
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.flush()
}

/// The text, with an apostrophe before what begins a formula: `=`, `+`, `-`, `@`, a tab or a
/// carriage return, after OWASP's list for CSV injection.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("-5 °C", "'-5 °C"),
            ("+46 8 508 290 00", "'+46 8 508 290 00"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("−5 °C", "−5 °C"),
            ("2 = 2", "2 = 2"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }
}
