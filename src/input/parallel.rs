//! Two plain-text files, line by line: line 7 of the one is the source of line 7 of the other.
//!
//! The line counts must be equal, for after a lost line every pair is a wrong one. Two files are
//! counted before anything is judged; where one side comes through a pipe the difference shows
//! at the end.

use super::bytes::Bytes;
use super::lines::Lines;
use super::record::{ReadRecord, Record, Records, refuse_nul};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::span::Origin;

/// Plain text holds one side only, so it can't be an input of its own.
pub(super) static FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    open: |bytes, _| {
        Err(Error::usage(format!(
            "{} is plain text, which holds one side only",
            bytes.file
        ))
        .with_hint("give both files: --parallel SOURCE TARGET"))
    },
};

/// Opens two plain-text files; `-` is standard input. Findings are placed in the target, which
/// is the file that a correction goes to.
///
/// # Errors
///
/// When a file can't be opened or the files differ in their number of lines.
pub fn open_parallel(source: &str, target: &str, options: &Options) -> Result<Segments> {
    if source == "-" && target == "-" {
        return Err(Error::usage("standard input can be one side, not both"));
    }
    if source != "-" && target != "-" {
        let counts = (count_lines(source)?, count_lines(target)?);
        if counts.0 != counts.1 {
            return Err(unequal(source, counts.0, target, counts.1));
        }
    }
    let reader = ParallelReader {
        source: Lines::new(Bytes::open(source)?),
        target: Lines::new(Bytes::open(target)?),
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct ParallelReader {
    source: Lines,
    target: Lines,
}

impl ReadRecord for ParallelReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        // Both lines are taken before either is judged, so that one bad line keeps the step.
        let source = next_text(&mut self.source);
        let target = next_text(&mut self.target);
        match (source, target) {
            (Ok(None), Ok(None)) => None,
            (Ok(None), Ok(Some(_)) | Err(_)) | (Ok(Some(_)) | Err(_), Ok(None)) => {
                Some(Err(self.unequal_rest()))
            }
            (Err(error), _) | (_, Err(error)) => Some(Err(error)),
            (Ok(Some(source)), Ok(Some(target))) => Some(Ok(Record {
                origin: self.target.origin().with_target_column(1),
                id: None,
                source,
                target,
                reference: None,
                document: None,
                domain: None,
                is_singular: false,
                waived: Vec::new(),
                source_lang: None,
            })),
        }
    }
}

impl ParallelReader {
    /// The error of a side that goes on when the other has ended.
    fn unequal_rest(&mut self) -> Error {
        match (count_rest(&mut self.source), count_rest(&mut self.target)) {
            (Ok(source), Ok(target)) => {
                unequal(self.source.file(), source, self.target.file(), target)
            }
            (Err(error), _) | (_, Err(error)) => error,
        }
    }
}

fn next_text(lines: &mut Lines) -> Result<Option<String>> {
    let file = lines.file().clone();
    let Some(line) = lines.next_line()? else {
        return Ok(None);
    };
    refuse_nul(&Origin::new(file, line.number), line.text)?;
    Ok(Some(line.text.to_owned()))
}

fn count_lines(path: &str) -> Result<u64> {
    count_rest(&mut Lines::new(Bytes::open(path)?))
}

/// Reads to the end and counts all lines of the input, those that are too long included.
fn count_rest(lines: &mut Lines) -> Result<u64> {
    loop {
        match lines.next_line() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(lines.count()),
            Err(error) if error.kind() == crate::error::ErrorKind::Record => {}
            Err(error) => return Err(error),
        }
    }
}

fn unequal(source: &str, source_count: u64, target: &str, target_count: u64) -> Error {
    Error::file(
        Origin::new(target, source_count.min(target_count) + 1),
        format!(
            "expected as many lines on both sides, found {source_count} in {source} and \
             {target_count} in {target}"
        ),
    )
}
