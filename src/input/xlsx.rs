//! XLSX: the rows of the first worksheet, with the columns of [`layout`](super::layout) as in TSV.
//!
//! The origin is file and row, the unit sheet and row (`Blad1!12`). Rows without any text are not records; further worksheets
//! are named in a warning. A cell counts with its value, not with its looks: a number as digits
//! with a point, a date as `2023-07-03`. The format is a ZIP archive with a table of strings
//! that must be known first, so a file is read as a whole; one that claims to unpack to more than
//! [`MAX_UNPACKED`] bytes is refused.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::vec;

use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, Xlsx};

use super::bytes::Bytes;
use super::layout::{FirstRow, Layout, first_row, no_sides};
use super::record::{ReadRecord, Record, Records, refuse_nul};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "xlsx",
    extensions: &["xlsx", "xlsm"],
    open,
};

/// The largest file, in bytes: 256 MiB.
const MAX_PACKED: u64 = 256 << 20;
/// The largest sum of what the archive says that its parts unpack to, in bytes: 1 GiB.
const MAX_UNPACKED: u64 = 1 << 30;

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let file = bytes.file.clone();
    let sheet = Sheet::read(bytes)?;
    let reader = XlsxReader {
        file,
        sheet: sheet.name.into(),
        rows: sheet.rows.into_iter(),
        warning: sheet.others,
        options: options.clone(),
        layout: None,
        rows_seen: 0,
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct XlsxReader {
    file: Arc<str>,
    sheet: Arc<str>,
    rows: vec::IntoIter<Row>,
    /// What is said of the worksheets that are not read.
    warning: Option<String>,
    options: Options,
    layout: Option<Layout>,
    rows_seen: u64,
}

/// The first worksheet.
struct Sheet {
    name: String,
    rows: Vec<Row>,
    others: Option<String>,
}

/// One row that is not empty.
#[derive(Debug, Default)]
struct Row {
    /// 1-based.
    number: u64,
    /// The cells with a value, by their 0-based columns.
    cells: Vec<(usize, Cell)>,
}

#[derive(Debug, PartialEq)]
enum Cell {
    Text(String),
    Error(CellErrorType),
}

impl ReadRecord for XlsxReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        if let Some(message) = self.warning.take() {
            let origin = Origin::new(self.file.clone(), 1);
            return Some(Err(Error::warning(origin, message)));
        }
        loop {
            let Some(row) = self.rows.next() else {
                return no_sides(&self.file, self.layout.as_ref(), &mut self.rows_seen).map(Err);
            };
            self.rows_seen += 1;
            if let Some(record) = self.read_row(&row).transpose() {
                return Some(record);
            }
        }
    }
}

impl XlsxReader {
    /// Reads one row; `None` for the header.
    fn read_row(&mut self, row: &Row) -> Result<Option<Record>> {
        let origin = Origin {
            unit: Some(format!("{}!{}", self.sheet, row.number).into()),
            ..Origin::new(self.file.clone(), row.number)
        };
        let width = self.layout.as_ref().map_or(0, |layout| layout.width);
        let fields = row.fields(width);
        let layout = match &self.layout {
            Some(layout) => layout,
            None => match first_row(&fields, &origin, &self.options)? {
                FirstRow::Header(header) => {
                    self.layout = Some(header);
                    return Ok(None);
                }
                FirstRow::Record(found) => self.layout.insert(found),
                FirstRow::Unusable => {
                    let message = "expected at least 2 cells, found 1";
                    return Err(Error::record(origin, message));
                }
            },
        };
        layout.expect_width(&origin, fields.len(), "cells")?;
        for (column, cell) in row.cells.iter().filter(|(at, _)| layout.is_read(*at)) {
            refuse_nul(&origin, cell.as_str())?;
            if let Cell::Error(error) = cell {
                let message = format!("expected text in column {}, found {error}", column + 1);
                return Err(Error::record(origin, message));
            }
        }
        layout.record(origin, |column| fields[column]).map(Some)
    }
}

impl Sheet {
    /// Reads the first worksheet of a file.
    fn read(bytes: Bytes) -> Result<Self> {
        let file = bytes.file;
        let packed = read_all(&file, bytes.reader)?;
        let broken = |error: &dyn std::fmt::Display| {
            let origin = Origin::new(file.clone(), 1);
            Error::file(origin, format!("expected an XLSX workbook: {error}"))
        };
        refuse_bomb(&file, &packed).map_err(|error| broken(&error))??;
        let mut workbook =
            Xlsx::new(Cursor::new(packed)).map_err(|error: calamine::XlsxError| broken(&error))?;
        let mut names = workbook.sheet_names().into_iter();
        let Some(name) = names.next() else {
            return Err(broken(&"found no worksheet"));
        };
        let others: Vec<String> = names.map(|other| format!("`{other}`")).collect();
        let rows = read_rows(&mut workbook, &name).map_err(|error| broken(&error))?;
        Ok(Self {
            others: (!others.is_empty()).then(|| {
                format!(
                    "read only the worksheet `{name}`, not {}",
                    others.join(", ")
                )
            }),
            name,
            rows,
        })
    }
}

fn read_all(file: &Arc<str>, reader: Box<dyn Read + Send>) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let len = reader
        .take(MAX_PACKED + 1)
        .read_to_end(&mut packed)
        .map_err(|error| Error::io(file, error))?;
    if len as u64 > MAX_PACKED {
        let origin = Origin::new(file.clone(), 1);
        let message =
            format!("expected a workbook of at most {MAX_PACKED} bytes, found a larger one");
        return Err(Error::file(origin, message));
    }
    Ok(packed)
}

/// Refuses an archive that is small and unpacks to something that fills the memory.
fn refuse_bomb(file: &Arc<str>, packed: &[u8]) -> zip::result::ZipResult<Result<()>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(packed))?;
    let mut unpacked = 0_u64;
    for part in 0..archive.len() {
        unpacked = unpacked.saturating_add(archive.by_index_raw(part)?.size());
    }
    if unpacked <= MAX_UNPACKED {
        return Ok(Ok(()));
    }
    let origin = Origin::new(file.clone(), 1);
    let message = format!(
        "expected a workbook that unpacks to at most {MAX_UNPACKED} bytes, found {unpacked}"
    );
    Ok(Err(Error::file(origin, message)))
}

fn read_rows(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
) -> std::result::Result<Vec<Row>, calamine::XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let Some(value) = Cell::from_value(cell.get_value()) else {
            continue;
        };
        let number = u64::from(row) + 1;
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
        if let Some(row) = rows.last_mut() {
            row.cells.push((column as usize, value));
        }
    }
    Ok(rows)
}

impl Row {
    /// The texts of all columns, at least `width` of them: empty cells are not stored.
    fn fields(&self, width: usize) -> Vec<&str> {
        let len = self.cells.iter().map(|(column, _)| column + 1).max();
        let mut fields = vec![""; len.unwrap_or(0).max(width)];
        for (column, cell) in &self.cells {
            fields[*column] = cell.as_str();
        }
        fields
    }
}

impl Cell {
    /// The value as text; `None` for nothing.
    fn from_value(value: &DataRef<'_>) -> Option<Self> {
        let text = match value {
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.clone()
            }
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(truth) => truth.to_string().to_uppercase(),
            DataRef::DateTime(moment) => date_and_time(moment),
            DataRef::Error(error) => return Some(Self::Error(error.clone())),
            DataRef::Empty => return None,
        };
        (!text.is_empty()).then_some(Self::Text(text))
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Error(_) => "",
        }
    }
}

/// A moment in the form of ISO 8601, without the part that is not there.
fn date_and_time(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    let days = moment.as_f64();
    if days.fract() == 0.0 {
        date
    } else if days < 1.0 {
        time
    } else {
        format!("{date} {time}")
    }
}
