//! Opens a path, or standard input, as a stream of plain bytes: gzip and Zstandard are unpacked
//! as they come, told by their first bytes and not by the name, so that pipes work too.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use crate::error::{Error, Result};

/// The bytes of one input and the name that messages give it.
pub struct Bytes {
    /// The path as the user gave it, or `-`.
    pub file: Arc<str>,
    /// What is in it, decompressed.
    pub reader: Box<dyn Read + Send>,
}

impl Bytes {
    /// Opens `path`, or standard input for `-`.
    ///
    /// # Errors
    ///
    /// When the file can't be opened or its first bytes can't be read.
    pub fn open(path: &str) -> Result<Self> {
        let unreadable = |error| Error::io(path, error);
        let raw: Box<dyn Read + Send> = if path == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).map_err(unreadable)?)
        };
        Self::from_reader(path, raw).map_err(unreadable)
    }

    /// Takes bytes that are already open, compressed or not.
    ///
    /// # Errors
    ///
    /// When the first bytes can't be read.
    pub fn from_reader(name: &str, raw: impl Read + Send + 'static) -> io::Result<Self> {
        Ok(Self {
            file: Arc::from(name),
            reader: unpack(raw)?,
        })
    }
}

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

fn unpack(raw: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut reader = BufReader::with_capacity(1 << 16, raw);
    // Neither signature can begin a text in UTF-8.
    let head = reader.fill_buf()?;
    if head.starts_with(GZIP) {
        Ok(Box::new(flate2::bufread::MultiGzDecoder::new(reader)))
    } else if head.starts_with(ZSTD) {
        Ok(Box::new(zstd::Decoder::with_buffer(reader)?))
    } else {
        Ok(Box::new(reader))
    }
}
