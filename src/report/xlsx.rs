//! Findings as an Excel workbook for reviewers: a sheet of findings with a filter, a frozen
//! header, wrapped texts in which the places are marked and an empty column for comments; and a
//! sheet of counts.
//!
//! Texts are written as texts, so that none can be a formula or a link. Nothing in the file tells
//! when it was made: the same report gives the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::figures::{decimal, percent};
use super::{Output, Renderer, Report, View, table, terminal, verdict};
use crate::finding::{Evidence, Finding, Group, Severity};
use crate::segment::Segment;
use crate::summary::{Counts, Summary};

/// `report -o x.xlsx`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "xlsx",
    extensions: &["xlsx"],
    output: Output::Document(write_report),
};

/// The longest text that a cell takes, in UTF-16 code units.
const MOST_UNITS: usize = 32_767;
/// The rows that a sheet takes below its header.
const MOST_ROWS: usize = 1_048_575;

fn write_report(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<(&Segment, &Finding)> = report
        .findings()
        .filter(|(_, finding)| finding.severity >= view.min_severity)
        .collect();
    if shown.len() > MOST_ROWS {
        let message = "a sheet takes 1,048,575 findings; write .csv, or leave checks out";
        return Err(io::Error::other(message));
    }
    let bytes = workbook(report, &shown).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(report: &Report, shown: &[(&Segment, &Finding)]) -> Result<Vec<u8>, XlsxError> {
    // The format wants a date; this is the day from which it counts them.
    let epoch = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(verdict::sentence(&report.summary))
        .set_creation_datetime(&epoch);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    write_findings(workbook.add_worksheet().set_name("Findings")?, shown)?;
    write_summary(workbook.add_worksheet().set_name("Summary")?, report)?;
    workbook.save_to_buffer()
}

/// Widths of the columns of [`table::COLUMNS`], in characters.
const WIDTHS: [f64; table::COLUMNS.len()] = [
    10.0, 13.0, 24.0, 42.0, 60.0, 60.0, 20.0, 20.0, 24.0, 18.0, 11.0, 14.0, 26.0, 8.0, 18.0,
];
const SOURCE: usize = 4;
const TARGET: usize = 5;
const LINE: usize = 13;
const COMMENT: (&str, f64) = ("comment", 40.0);

fn write_findings(sheet: &mut Worksheet, shown: &[(&Segment, &Finding)]) -> Result<(), XlsxError> {
    let head = head_format();
    let names = table::COLUMNS.into_iter().chain([COMMENT.0]);
    let widths = WIDTHS.into_iter().chain([COMMENT.1]);
    for ((column, name), width) in (0..).zip(names).zip(widths) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, (segment, finding)) in (1..).zip(shown) {
        write_finding(sheet, row, segment, finding)?;
    }
    let last_row = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let last_column = table::COLUMNS.len() as u16;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_finding(
    sheet: &mut Worksheet,
    row: u32,
    segment: &Segment,
    finding: &Finding,
) -> Result<(), XlsxError> {
    let plain = cell_format();
    for (at, text) in table::row(segment, finding).iter().enumerate() {
        let column = at as u16;
        match at {
            0 => {
                let colored = plain.clone().set_background_color(color(finding.severity));
                sheet.write_string_with_format(row, column, text, &colored)?;
            }
            SOURCE => write_marked(sheet, (row, column), text, &finding.source)?,
            TARGET => write_marked(sheet, (row, column), text, &finding.target)?,
            LINE => {
                let line = segment.origin.line as f64;
                sheet.write_number_with_format(row, column, line, &plain)?;
            }
            _ => {
                sheet.write_string_with_format(row, column, fitting(text), &plain)?;
            }
        }
    }
    Ok(())
}

/// Writes a text with its places in bold red, where it fits into a cell.
fn write_marked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    evidence: &[Evidence],
) -> Result<(), XlsxError> {
    let plain = cell_format();
    let parts = parts(text, evidence);
    // Rich text of one part is refused by the format.
    if parts.len() < 2 || fitting(text).len() < text.len() {
        sheet.write_string_with_format(row, column, fitting(text), &plain)?;
        return Ok(());
    }
    let marked = Format::new().set_bold().set_font_color(ACCENT);
    let usual = Format::new();
    let rich: Vec<(&Format, &str)> = parts
        .into_iter()
        .map(|(part, is_marked)| (if is_marked { &marked } else { &usual }, part))
        .collect();
    sheet.write_rich_string_with_format(row, column, &rich, &plain)?;
    Ok(())
}

/// The text cut at its marked places, without empty parts, and whether each is marked.
fn parts<'t>(text: &'t str, evidence: &[Evidence]) -> Vec<(&'t str, bool)> {
    let mut parts = Vec::new();
    let mut done = 0;
    for item in evidence {
        if item.span.start < done || item.span.is_empty() {
            continue;
        }
        parts.push((&text[done..item.span.start], false));
        parts.push((item.span.of(text), true));
        done = item.span.end;
    }
    parts.push((&text[done..], false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// As much of the text as a cell takes.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    let overflow = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > MOST_UNITS
    });
    overflow.map_or(text, |(at, _)| &text[..at])
}

fn write_summary(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    let summary = &report.summary;
    let title = Format::new().set_bold().set_font_size(14);
    sheet.set_column_width(0, 30)?;
    sheet.set_column_range_width(1, 6, 12)?;
    sheet.write_string_with_format(0, 0, verdict::sentence(summary), &title)?;
    sheet.write_string(1, 0, verdict::details(summary))?;
    let mut row = 3;
    for (name, value) in figures(report) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
        row += 1;
    }
    row = write_counts(sheet, row + 1, "group", by_group(summary))?;
    write_counts(sheet, row + 1, "file", by_file(summary))?;
    Ok(())
}

fn figures(report: &Report) -> Vec<(&'static str, String)> {
    let summary = &report.summary;
    let mut figures = vec![
        ("inputs", report.inputs.join(", ")),
        ("direction", verdict::direction(summary)),
        ("pairs", summary.pairs.to_string()),
        ("pairs flagged", summary.flagged.to_string()),
        ("share flagged", percent(summary.flagged_share())),
        ("", verdict::interval(summary).unwrap_or_default()),
        (
            "findings per 1,000 words",
            decimal(summary.findings_per_1000_words()),
        ),
        ("length ratio", decimal(summary.length_ratio.overall())),
    ];
    if summary.bad_records + summary.unreadable_files > 0 {
        figures.push(("not judged", terminal::left_out(summary)));
    }
    figures
}

/// A name, its pairs that are flagged and its findings.
type Row = (String, u64, Counts);

fn by_group(summary: &Summary) -> Vec<Row> {
    let found = |group: Group| Some((group, summary.by_group.get(&group)?));
    let groups = Group::ALL.into_iter().filter_map(found);
    groups
        .map(|(group, counts)| (group.to_string(), counts.flagged, counts.findings))
        .collect()
}

fn by_file(summary: &Summary) -> Vec<Row> {
    let files = summary.by_file.iter();
    files
        .map(|counts| (counts.file.to_string(), counts.flagged, counts.findings))
        .collect()
}

/// Writes a table of counts with its header from `row` on; the row below it.
fn write_counts(
    sheet: &mut Worksheet,
    row: u32,
    name: &'static str,
    rows: Vec<Row>,
) -> Result<u32, XlsxError> {
    let head = head_format();
    let severities = Severity::ALL.into_iter().rev();
    let names = severities.clone().map(|severity| severity.name());
    let columns = [name, "pairs flagged"].into_iter().chain(names);
    for (column, name) in (0..).zip(columns) {
        sheet.write_string_with_format(row, column, name, &head)?;
    }
    let mut next = row + 1;
    for (name, flagged, counts) in rows {
        sheet.write_string(next, 0, fitting(&name))?;
        let numbers = [flagged].into_iter();
        let numbers = numbers.chain(severities.clone().map(|severity| counts.of(severity)));
        for (column, number) in (1..).zip(numbers) {
            sheet.write_number(next, column, number as f64)?;
        }
        next += 1;
    }
    Ok(next)
}

const ACCENT: Color = Color::RGB(0xA4161A);

/// A quiet background, the stronger the graver.
const fn color(severity: Severity) -> Color {
    match severity {
        Severity::Critical => Color::RGB(0xF0B5AE),
        Severity::Major => Color::RGB(0xF6D3CD),
        Severity::Minor => Color::RGB(0xFBEBE8),
        Severity::Neutral => Color::RGB(0xF3F1EC),
    }
}

fn head_format() -> Format {
    Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin)
        .set_background_color(Color::RGB(0xF3F1EC))
}

fn cell_format() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn cuts_at_the_marked_places() {
        for (text, spans, expected) in [
            (
                "på två år",
                &[(4, 8)][..],
                &[("på ", false), ("två", true), (" år", false)][..],
            ),
            ("två", &[(0, 4)], &[("två", true)]),
            ("hus", &[(3, 3)], &[("hus", false)]),
            ("abc", &[(0, 2), (1, 3)], &[("ab", true), ("c", false)]),
            ("", &[], &[]),
        ] {
            let evidence: Vec<Evidence> = spans
                .iter()
                .map(|&(start, end)| Evidence::new(Span::new(start, end), text))
                .collect();
            assert_eq!(parts(text, &evidence), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_to_the_cell() {
        let long = "😀".repeat(MOST_UNITS);
        assert_eq!(fitting(&long).chars().count(), MOST_UNITS / 2);
        assert_eq!(fitting("kort"), "kort");
    }
}
