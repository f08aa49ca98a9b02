//! Lets only UTF-8 through: a [`BufRead`] over bytes that drops a byte-order mark and fails at
//! the first byte that is not UTF-8, with its offset and line.
//!
//! Legacy encodings are refused, not guessed: a wrong guess would turn `å` into another letter
//! and raise findings that are none. Formats that declare theirs are decoded before this, by
//! [`decoded`](super::decode::decoded).

use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

use super::bytes::Bytes;
use crate::error::Error;
use crate::span::Origin;

/// Checked text from a byte stream.
pub(super) struct Utf8Reader {
    inner: Box<dyn Read + Send>,
    buffer: Box<[u8]>,
    /// What `consume` has taken of the buffer.
    start: usize,
    /// How far the buffer is known to be UTF-8.
    valid: usize,
    /// How far the buffer is filled.
    filled: usize,
    /// Bytes of the stream before the buffer.
    offset: u64,
    /// Line breaks of the stream before the buffer.
    breaks: u64,
}

impl Utf8Reader {
    const CAPACITY: usize = 1 << 16;
    const MARK: &[u8] = b"\xEF\xBB\xBF";

    pub(super) fn new(bytes: Bytes) -> (Arc<str>, Self) {
        let reader = Self {
            inner: bytes.reader,
            buffer: vec![0; Self::CAPACITY].into(),
            start: 0,
            valid: 0,
            filled: 0,
            offset: 0,
            breaks: 0,
        };
        (bytes.file, reader)
    }

    /// What was read and checked but not consumed yet.
    pub(super) fn buffered(&self) -> &[u8] {
        &self.buffer[self.start..self.valid]
    }

    /// Reads once more into the buffer; 0 at the end.
    fn read_more(&mut self) -> io::Result<usize> {
        loop {
            match self.inner.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(len) => {
                    self.filled += len;
                    return Ok(len);
                }
            }
        }
    }

    /// Reads the head of the stream, drops its mark and recognises the wide encodings.
    fn begin(&mut self) -> io::Result<()> {
        const HEAD: usize = 64;
        while self.filled < HEAD && self.read_more()? > 0 {}
        let head = &self.buffer[..self.filled.min(HEAD)];
        if let Some(encoding) = wide_encoding(head) {
            return Err(Undecodable::wide(encoding).into());
        }
        if head.starts_with(Self::MARK) {
            self.start = Self::MARK.len();
        }
        Ok(())
    }

    /// Forgets what was consumed and keeps the bytes of a character cut in two.
    fn shift(&mut self) {
        let consumed = &self.buffer[..self.valid];
        let breaks = consumed.iter().filter(|&&byte| byte == b'\n').count();
        self.breaks += breaks as u64;
        self.offset += self.valid as u64;
        self.buffer.copy_within(self.valid..self.filled, 0);
        self.filled -= self.valid;
        (self.start, self.valid) = (0, 0);
    }

    /// Moves `valid` as far as the unread part of the buffer holds whole characters.
    fn validate(&mut self, is_at_end: bool) -> io::Result<()> {
        let unread = &self.buffer[self.start..self.filled];
        let (len, is_broken) = match std::str::from_utf8(unread) {
            Ok(text) => (text.len(), false),
            Err(error) => (
                error.valid_up_to(),
                error.error_len().is_some() || is_at_end,
            ),
        };
        self.valid = self.start + len;
        if len > 0 || !is_broken {
            return Ok(());
        }
        let offset = self.offset + self.start as u64;
        Err(Undecodable::byte("UTF-8", unread[0], offset, self.breaks + 1).into())
    }
}

impl BufRead for Utf8Reader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.valid {
            let mut is_at_end = false;
            if self.offset == 0 && self.filled == 0 {
                self.begin()?;
                self.validate(false)?;
            } else {
                self.shift();
            }
            while self.start == self.valid && !is_at_end {
                is_at_end = self.read_more()? == 0;
                self.validate(is_at_end)?;
            }
        }
        Ok(&self.buffer[self.start..self.valid])
    }

    fn consume(&mut self, amount: usize) {
        self.start += amount;
    }
}

impl Read for Utf8Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = self.fill_buf()?.read(out)?;
        self.consume(len);
        Ok(len)
    }
}

/// Turns a failure to read `file` into an error with its place, where it has one.
pub(super) fn read_error(file: &Arc<str>, error: io::Error) -> Error {
    let undecodable = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Undecodable>());
    match undecodable {
        Some(undecodable) => undecodable.to_error(file),
        None => Error::io(file, error),
    }
}

/// Where a stream stops being what it should be.
#[derive(Debug)]
pub(super) struct Undecodable {
    expected: &'static str,
    offset: u64,
    line: u64,
    found: Found,
}

#[derive(Debug)]
enum Found {
    /// A wide encoding, by its mark or its zero bytes.
    Wide(&'static str),
    /// A byte that continues nothing or begins nothing.
    Byte(u8),
}

impl Undecodable {
    fn wide(encoding: &'static str) -> Self {
        Self {
            expected: "UTF-8",
            offset: 0,
            line: 1,
            found: Found::Wide(encoding),
        }
    }

    /// A byte that has no place in the encoding that was `expected`.
    pub(super) fn byte(expected: &'static str, found: u8, offset: u64, line: u64) -> Self {
        Self {
            expected,
            offset,
            line,
            found: Found::Byte(found),
        }
    }

    fn to_error(&self, file: &Arc<str>) -> Error {
        let Self {
            expected,
            offset,
            line,
            found,
        } = self;
        let message = format!("expected {expected}, found {found} at byte offset {offset}");
        let error = Error::file(Origin::new(file.clone(), *line), message);
        if *expected == "UTF-8" {
            let encoding = found.encoding();
            error.with_hint(format!(
                "convert the file first: iconv -f {encoding} -t UTF-8"
            ))
        } else {
            error
        }
    }
}

impl Found {
    /// The encoding that the file most likely has, as iconv calls it.
    fn encoding(&self) -> &'static str {
        match self {
            Self::Wide(name) => name,
            Self::Byte(_) => "WINDOWS-1252",
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wide(name) => f.write_str(name),
            Self::Byte(byte) => write!(f, "byte 0x{byte:02X}"),
        }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {} at byte offset {}", self.expected, self.offset)
    }
}

impl std::error::Error for Undecodable {}

impl From<Undecodable> for io::Error {
    fn from(error: Undecodable) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}

/// The encoding of a text that begins with `head` in units wider than a byte.
pub(super) fn wide_encoding(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16BE"),
        // Without a mark: ASCII letters with a zero byte each, for the whole of the head.
        [_, 0, _, 0, ..] if zeros(head, 1) => Some("UTF-16LE"),
        [0, _, 0, _, ..] if zeros(head, 0) => Some("UTF-16BE"),
        _ => None,
    }
}

/// True when most units of two bytes have a zero at `place`.
fn zeros(head: &[u8], place: usize) -> bool {
    let units = head.chunks_exact(2);
    let count = units.len();
    units
        .filter(|unit| unit[place] == 0 && unit[1 - place] != 0)
        .count()
        * 4
        > count * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte per read, so that every character is cut.
    struct Dribble(Vec<u8>, usize);

    impl Read for Dribble {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let Some(&byte) = self.0.get(self.1) else {
                return Ok(0);
            };
            out[0] = byte;
            self.1 += 1;
            Ok(1)
        }
    }

    fn read(bytes: &[u8]) -> std::result::Result<String, String> {
        let raw = Dribble(bytes.to_vec(), 0);
        let bytes = Bytes::from_reader("p.tsv", raw).map_err(|error| error.to_string())?;
        let (file, mut reader) = Utf8Reader::new(bytes);
        let mut text = String::new();
        match reader.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(read_error(&file, error).to_string()),
        }
    }

    #[test]
    fn passes_utf8_and_drops_the_mark() {
        for (bytes, text) in [
            ("".as_bytes(), ""),
            ("a".as_bytes(), "a"),
            ("åäö €🎉\n".as_bytes(), "åäö €🎉\n"),
            (b"\xEF\xBB\xBFsv\ten".as_slice(), "sv\ten"),
            (b"\xEF\xBB\xBF".as_slice(), ""),
            (b"a\0b".as_slice(), "a\0b"),
        ] {
            assert_eq!(read(bytes).as_deref(), Ok(text));
        }
        let long = "å".repeat(3 * Utf8Reader::CAPACITY + 1);
        assert_eq!(read(long.as_bytes()), Ok(long));
    }

    #[test]
    fn names_the_offset_of_what_is_not_utf8() {
        let cases: [(&[u8], &str); 9] = [
            (
                b"ab\nc\xE4d",
                "p.tsv:2: expected UTF-8, found byte 0xE4 at byte offset 4",
            ),
            (
                b"\xE4",
                "p.tsv:1: expected UTF-8, found byte 0xE4 at byte offset 0",
            ),
            (
                b"\xEF\xBB\xBF\xE4",
                "p.tsv:1: expected UTF-8, found byte 0xE4 at byte offset 3",
            ),
            (
                b"a\xC3",
                "p.tsv:1: expected UTF-8, found byte 0xC3 at byte offset 1",
            ),
            (
                b"\xFF\xFEa\0",
                "p.tsv:1: expected UTF-8, found UTF-16LE at byte offset 0",
            ),
            (
                b"\xFE\xFF\0a",
                "p.tsv:1: expected UTF-8, found UTF-16BE at byte offset 0",
            ),
            (
                b"\xFF\xFE\0\0",
                "p.tsv:1: expected UTF-8, found UTF-32LE at byte offset 0",
            ),
            (
                b"s\0v\0\t\0e\0",
                "p.tsv:1: expected UTF-8, found UTF-16LE at byte offset 0",
            ),
            (
                b"\0s\0v\0\t\0e",
                "p.tsv:1: expected UTF-8, found UTF-16BE at byte offset 0",
            ),
        ];
        for (bytes, message) in cases {
            assert_eq!(read(bytes), Err(message.to_owned()));
        }
    }
}
