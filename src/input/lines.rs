//! Reads checked text line by line in bounded memory.
//!
//! A line ends with LF or CR LF, the last one also with the end of the file. A line longer than
//! [`MAX_LEN`] is an unusable record, and the next line follows.

use std::io::{BufRead, Read};
use std::sync::Arc;

use super::bytes::Bytes;
use super::utf8::{Utf8Reader, read_error};
use crate::error::{Error, Result};
use crate::span::Origin;

/// The longest line or record that is read, in bytes: 64 MiB.
pub const MAX_LEN: usize = 64 << 20;

/// The lines of one input.
pub struct Lines {
    file: Arc<str>,
    reader: Utf8Reader,
    buffer: Vec<u8>,
    number: u64,
    max_len: usize,
}

/// One line without its end.
pub struct Line<'l> {
    /// 1-based.
    pub number: u64,
    /// The text as it stands in the file.
    pub text: &'l str,
}

impl Lines {
    /// The lines of `bytes`.
    #[must_use]
    pub fn new(bytes: Bytes) -> Self {
        let (file, reader) = Utf8Reader::new(bytes);
        Self::from_text(file, reader)
    }

    /// The lines of a text that was opened already.
    pub(super) fn from_text(file: Arc<str>, reader: Utf8Reader) -> Self {
        Self {
            file,
            reader,
            buffer: Vec::new(),
            number: 0,
            max_len: MAX_LEN,
        }
    }

    /// The name of the input.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// How many lines were read so far.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.number
    }

    /// The place of the line read last.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin::new(self.file.clone(), self.number)
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    ///
    /// An error of kind `Record` for a line that is too long, after which the next line can be
    /// read; one of kind `File` where the input can't be read on or is not UTF-8.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>> {
        self.buffer.clear();
        let limit = self.max_len as u64 + 1;
        let mut bounded = self.reader.by_ref().take(limit);
        let len = bounded
            .read_until(b'\n', &mut self.buffer)
            .map_err(|error| read_error(&self.file, error))?;
        if len == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        } else if self.buffer.len() > self.max_len {
            return Err(self.skip_long_line());
        }
        if self.buffer.last() == Some(&b'\r') {
            self.buffer.pop();
        }
        let text = std::str::from_utf8(&self.buffer).expect("the reader passes only UTF-8");
        Ok(Some(Line {
            number: self.number,
            text,
        }))
    }

    /// Leaves the rest of the current line unread.
    fn skip_long_line(&mut self) -> Error {
        let max_len = self.max_len;
        self.buffer = Vec::new();
        match self.reader.skip_until(b'\n') {
            Ok(_) => Error::record(
                self.origin(),
                format!("expected lines of at most {max_len} bytes, found a longer one"),
            ),
            Err(error) => read_error(&self.file, error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, max_len: usize) -> Vec<std::result::Result<String, String>> {
        let bytes = Bytes::from_reader("p", std::io::Cursor::new(text.to_owned().into_bytes()));
        let mut lines = Lines::new(bytes.expect("memory can be read"));
        lines.max_len = max_len;
        let mut out = Vec::new();
        loop {
            match lines.next_line() {
                Ok(Some(line)) => out.push(Ok(format!("{}:{}", line.number, line.text))),
                Ok(None) => return out,
                Err(error) => out.push(Err(error.to_string())),
            }
        }
    }

    fn ok(lines: &[&str]) -> Vec<std::result::Result<String, String>> {
        lines.iter().map(|line| Ok((*line).to_owned())).collect()
    }

    #[test]
    fn splits_at_both_line_ends() {
        assert_eq!(lines("", 9), ok(&[]));
        assert_eq!(lines("a\nb\r\n\nc", 9), ok(&["1:a", "2:b", "3:", "4:c"]));
        assert_eq!(lines("a\rb\n", 9), ok(&["1:a\rb"]));
    }

    #[test]
    fn goes_on_after_a_line_that_is_too_long() {
        let long = "p:2: expected lines of at most 3 bytes, found a longer one";
        assert_eq!(
            lines("abc\nabcdefgh\nab\n", 3),
            [
                Ok("1:abc".to_owned()),
                Err(long.to_owned()),
                Ok("3:ab".to_owned())
            ]
        );
        assert_eq!(lines("åå", 3), [Err(long.replace(":2:", ":1:"))]);
    }
}
