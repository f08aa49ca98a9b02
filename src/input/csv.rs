//! Comma-separated values by RFC 4180: fields may be quoted, quoted fields may hold commas,
//! quotation marks and line breaks. A header that is divided by semicolons makes them the
//! delimiter.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::csv::{ReaderBuilder, StringRecord};

use super::bytes::Bytes;
use super::layout::{FirstRow, Layout, first_row, no_sides};
use super::lines::MAX_LEN;
use super::record::{ReadRecord, Record, Records, refuse_nul};
use super::utf8::{Utf8Reader, read_error};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let (file, mut text) = Utf8Reader::new(bytes);
    let head = text.fill_buf().map_err(|error| read_error(&file, error))?;
    let delimiter = delimiter(&String::from_utf8_lossy(head), options);
    let allowed = Arc::new(AtomicU64::new(0));
    let bounded = Bounded {
        inner: text.chain(END),
        seen: 0,
        allowed: allowed.clone(),
    };
    let reader = CsvReader {
        file,
        rows: ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(bounded),
        allowed,
        row: StringRecord::new(),
        options: options.clone(),
        layout: None,
        rows_seen: 0,
    };
    Ok(Box::new(Records::new(reader, options)))
}

/// A semicolon where the header names two sides with it and not with a comma, as spreadsheets
/// write it in countries with a decimal comma; else the comma of RFC 4180.
fn delimiter(head: &str, options: &Options) -> u8 {
    let header = head.lines().next().unwrap_or_default();
    let names_sides = |delimiter: char| {
        let names: Vec<&str> = header
            .split(delimiter)
            .map(|name| name.trim_matches('"'))
            .collect();
        Layout::from_names(&names, options).is_some()
    };
    if names_sides(';') && !names_sides(',') {
        b';'
    } else {
        b','
    }
}

/// Put after the input: where it becomes a record of its own, every quotation mark was closed.
const END: &[u8] = b"\n\0";

struct CsvReader {
    file: Arc<str>,
    rows: ::csv::Reader<Bounded<io::Chain<Utf8Reader, &'static [u8]>>>,
    allowed: Arc<AtomicU64>,
    row: StringRecord,
    options: Options,
    layout: Option<Layout>,
    rows_seen: u64,
}

impl ReadRecord for CsvReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            match self.next_row() {
                Ok(false) => {
                    return no_sides(&self.file, self.layout.as_ref(), &mut self.rows_seen)
                        .map(Err);
                }
                Ok(true) => self.rows_seen += 1,
                Err(error) => return Some(Err(error)),
            }
            if let Some(record) = self.read_row().transpose() {
                return Some(record);
            }
        }
    }
}

impl CsvReader {
    /// Reads the next row; false at the end.
    fn next_row(&mut self) -> Result<bool> {
        let start = self.rows.position().byte();
        self.allowed
            .store(start + MAX_LEN as u64, Ordering::Relaxed);
        let line = self.rows.position().line();
        let is_row = match self.rows.read_record(&mut self.row) {
            Ok(is_row) => is_row,
            Err(error) => return Err(self.row_error(error, line)),
        };
        Ok(is_row && !(self.row.len() == 1 && &self.row[0] == "\0"))
    }

    fn row_error(&self, error: ::csv::Error, line: u64) -> Error {
        match error.into_kind() {
            ::csv::ErrorKind::Io(error)
                if error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) =>
            {
                Error::file(
                    Origin::new(self.file.clone(), line),
                    format!("expected records of at most {MAX_LEN} bytes, found a longer one"),
                )
                .with_hint("look for a quotation mark that is never closed")
            }
            ::csv::ErrorKind::Io(error) => read_error(&self.file, error),
            kind => Error::file(Origin::new(self.file.clone(), line), format!("{kind:?}")),
        }
    }

    /// Reads the current row; `None` for the header.
    fn read_row(&mut self) -> Result<Option<Record>> {
        let line = self.row.position().map_or(0, ::csv::Position::line);
        let origin = Origin::new(self.file.clone(), line);
        if self
            .row
            .iter()
            .next_back()
            .is_some_and(|field| field.ends_with('\0'))
        {
            let message = "a quotation mark is opened in this record and never closed";
            return Err(Error::record(origin, message));
        }
        for field in &self.row {
            refuse_nul(&origin, field)?;
        }
        let layout = match &mut self.layout {
            Some(layout) => layout,
            None => {
                let fields: Vec<&str> = self.row.iter().collect();
                match first_row(&fields, &origin, &self.options)? {
                    FirstRow::Header(header) => {
                        self.layout = Some(header);
                        return Ok(None);
                    }
                    FirstRow::Record(found) => self.layout.insert(found),
                    FirstRow::Unusable => {
                        let message = "expected at least 2 comma-separated fields, found 1";
                        return Err(Error::record(origin, message));
                    }
                }
            }
        };
        layout.expect_width(&origin, self.row.len(), "comma-separated fields")?;
        layout.record(origin, |column| &self.row[column]).map(Some)
    }
}

/// Fails when a record grows beyond what is allowed, which is what an open quotation mark does.
struct Bounded<R> {
    inner: R,
    seen: u64,
    allowed: Arc<AtomicU64>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.seen > self.allowed.load(Ordering::Relaxed) {
            return Err(io::Error::other(TooLong));
        }
        let len = self.inner.read(out)?;
        self.seen += len as u64;
        Ok(len)
    }
}

#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("record too long")
    }
}

impl std::error::Error for TooLong {}
