//! Reads aligned pairs: a path, or `-`, becomes a stream of [`Segment`]s and of errors with
//! their places.
//!
//! ```text
//! path ─▶ bytes (decompressed) ─▶ UTF-8 ─▶ records of one format ─▶ segments
//! ```
//!
//! Every reader but that of XLSX streams: it holds one record at a time, at most [`lines::MAX_LEN`]
//! bytes. An unusable record is an item of its own and the next one follows; a file that can't be read on
//! ends with its error. Units that are sound but no finished Swedish–English pair are counted, and
//! named in a warning at the end of their file. Adding a format: a file here and one line in [`FORMATS`].
//!
//! ```no_run
//! use parvis::input::{self, Options};
//! for segment in input::open("news.tsv", &Options::default())? {
//!     println!("{}", segment?.source);
//! }
//! # Ok::<(), parvis::Error>(())
//! ```

pub mod lines;

mod bytes;
mod csv;
mod decode;
mod direction;
mod inline;
mod jsonl;
mod layout;
mod left_out;
mod parallel;
mod po;
mod record;
mod sample;
mod tmx;
mod tsv;
mod utf8;
mod waiver;
mod xliff;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

use std::fmt;

use crate::error::{Error, Result};
use crate::locale::Language;
use crate::segment::Segment;

pub use bytes::Bytes;
pub(crate) use jsonl::json_message;
pub use parallel::open_parallel;

/// Every format, in the order in which help lists them.
pub static FORMATS: &[&Format] = &[
    &tsv::FORMAT,
    &csv::FORMAT,
    &jsonl::FORMAT,
    &tmx::FORMAT,
    &xliff::FORMAT,
    &po::FORMAT,
    #[cfg(feature = "xlsx")]
    &xlsx::FORMAT,
    &parallel::FORMAT,
];

/// A stream of segments and of the errors met on the way.
pub type Segments = Box<dyn Iterator<Item = Result<Segment>> + Send>;

/// A file format: its name, the extensions that announce it, and its reader.
pub struct Format {
    /// The name for `--input-format`.
    pub name: &'static str,
    /// Extensions in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Starts reading.
    pub open: fn(Bytes, &Options) -> Result<Segments>,
}

impl Format {
    /// The format with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// The format that the extension of `path` announces, compression aside; JSONL for `-`.
    ///
    /// ```
    /// use parvis::input::Format;
    /// assert_eq!(Format::of_path("news.TSV.gz").unwrap().name, "tsv");
    /// assert_eq!(Format::of_path("-").unwrap().name, "jsonl");
    /// ```
    ///
    /// # Errors
    ///
    /// A usage error for an extension that no format has.
    pub fn of_path(path: &str) -> Result<&'static Self> {
        if path == "-" {
            return Ok(&jsonl::FORMAT);
        }
        let lower = path.to_lowercase();
        let stem = lower
            .strip_suffix(".gz")
            .or_else(|| lower.strip_suffix(".zst"))
            .unwrap_or(&lower);
        let name = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        FORMATS
            .iter()
            .copied()
            .find(|format| extension.is_some_and(|word| format.extensions.contains(&word)))
            .ok_or_else(|| unknown_extension(path))
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// How input is read; the defaults follow the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format of every input; by extension when `None`.
    pub format: Option<&'static Format>,
    /// The language of the source; what the file says, else Swedish, when `None`.
    pub source_lang: Option<Language>,
    /// The column or key of the source: a name, or a 1-based number.
    pub source_column: Option<String>,
    /// The column or key of the target.
    pub target_column: Option<String>,
    /// The column or key of the id.
    pub id_column: Option<String>,
    /// Whether translations that the file marks as unfinished are read too: fuzzy entries of PO,
    /// targets of XLIFF in the state `new` or `needs-translation`.
    pub unfinished: bool,
}

/// Opens one input: a path, or `-` for standard input.
///
/// # Errors
///
/// A file that can't be opened, an unknown extension, or options that the format can't follow.
/// What goes wrong later is an item of the stream.
pub fn open(path: &str, options: &Options) -> Result<Segments> {
    let format = options.format.map_or_else(|| Format::of_path(path), Ok)?;
    (format.open)(Bytes::open(path)?, options)
}

/// Opens the inputs one after another; an input that can't be opened is an item of the stream.
pub fn open_all(paths: Vec<String>, options: Options) -> Segments {
    Box::new(paths.into_iter().flat_map(move |path| {
        open(&path, &options).unwrap_or_else(|error| Box::new(std::iter::once(Err(error))))
    }))
}

fn unknown_extension(path: &str) -> Error {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    Error::usage(format!("cannot tell the format of {path} by its extension"))
        .with_hint(format!("name it with --input-format {}", names.join("|")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_extension() {
        let cases = [
            ("a.tsv", Some("tsv")),
            ("a.tab", Some("tsv")),
            ("dir.csv/a.jsonl", Some("jsonl")),
            ("a.ndjson.zst", Some("jsonl")),
            ("A.CSV.GZ", Some("csv")),
            ("a.txt", Some("text")),
            ("a.tmx.zst", Some("tmx")),
            ("a.sv.xlf", Some("xliff")),
            ("a.SDLXLIFF", Some("xliff")),
            ("sv.po.gz", Some("po")),
            ("a.pot", Some("po")),
            ("-", Some("jsonl")),
            ("a.docx", None),
            ("tsv", None),
            ("dir.tsv/a", None),
            ("a.gz", None),
        ];
        for (path, name) in cases {
            let format = Format::of_path(path).ok().map(|format| format.name);
            assert_eq!(format, name, "{path}");
        }
    }
}
