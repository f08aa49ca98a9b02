//! Tab-separated values: a record is a line, a field is what stands between tabs, and a
//! quotation mark is a quotation mark. Lines without any character are not records.

use super::bytes::Bytes;
use super::layout::{FirstRow, Layout, first_row, no_sides};
use super::lines::Lines;
use super::record::{ReadRecord, Record, Records, refuse_nul};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "tsv",
    extensions: &["tsv", "tab"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let reader = TsvReader {
        lines: Lines::new(bytes),
        options: options.clone(),
        layout: None,
        rows_seen: 0,
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct TsvReader {
    lines: Lines,
    options: Options,
    layout: Option<Layout>,
    rows_seen: u64,
}

impl ReadRecord for TsvReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            let file = self.lines.file().clone();
            let line = match self.lines.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    return no_sides(&file, self.layout.as_ref(), &mut self.rows_seen).map(Err);
                }
                Err(error) => return Some(Err(error)),
            };
            if line.text.is_empty() {
                continue;
            }
            self.rows_seen += 1;
            let origin = Origin::new(file, line.number);
            let record = read_row(line.text, origin, &mut self.layout, &self.options);
            if let Some(record) = record.transpose() {
                return Some(record);
            }
        }
    }
}

/// Reads one line; `None` for the header.
fn read_row(
    text: &str,
    origin: Origin,
    layout: &mut Option<Layout>,
    options: &Options,
) -> Result<Option<Record>> {
    refuse_nul(&origin, text)?;
    let fields: Vec<&str> = text.split('\t').collect();
    let layout = match layout {
        Some(layout) => layout,
        None => match first_row(&fields, &origin, options)? {
            FirstRow::Header(header) => {
                *layout = Some(header);
                return Ok(None);
            }
            FirstRow::Record(found) => layout.insert(found),
            FirstRow::Unusable => {
                let message = "expected at least 2 tab-separated fields, found 1";
                return Err(Error::record(origin, message));
            }
        },
    };
    layout.expect_width(&origin, fields.len(), "tab-separated fields")?;
    let origin = origin.with_target_column(layout.target_column(&fields));
    layout.record(origin, |column| fields[column]).map(Some)
}
