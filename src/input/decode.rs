//! Decodes the formats that declare their encoding, XML and gettext PO, into UTF-8 on the fly.
//!
//! A byte-order mark or the zero bytes of UTF-16 go before what the file declares, and the
//! declaration before UTF-8. A file that declares UTF-16 in plain bytes was converted since and
//! is read as UTF-8. An encoding that nobody knows and bytes that don't belong to the declared
//! one end the reading: they are never replaced.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::bytes::Bytes;
use super::utf8::{Undecodable, Utf8Reader, read_error, wide_encoding};
use crate::error::{Error, Result};
use crate::span::Origin;

/// The text of `bytes`; `declared` finds the name of the encoding in the head of the file.
///
/// # Errors
///
/// When the head can't be read or declares an encoding that is not known.
pub(super) fn decoded(
    mut bytes: Bytes,
    declared: fn(&str) -> Option<&str>,
) -> Result<(Arc<str>, Utf8Reader)> {
    let head = read_head(&mut bytes.reader).map_err(|error| read_error(&bytes.file, error))?;
    let encoding = encoding_of(&head, declared)
        .map_err(|message| Error::file(Origin::new(bytes.file.clone(), 1), message))?;
    let whole = Cursor::new(head).chain(bytes.reader);
    let reader: Box<dyn Read + Send> = if encoding == UTF_8 {
        Box::new(whole)
    } else {
        Box::new(Transcoder::new(encoding, whole))
    };
    Ok(Utf8Reader::new(Bytes {
        file: bytes.file,
        reader,
    }))
}

const HEAD: u64 = 4096;

fn read_head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn encoding_of(
    head: &[u8],
    declared: fn(&str) -> Option<&str>,
) -> std::result::Result<&'static Encoding, String> {
    match wide_encoding(head) {
        Some("UTF-16LE") => return Ok(UTF_16LE),
        Some("UTF-16BE") => return Ok(UTF_16BE),
        _ => {}
    }
    let text = String::from_utf8_lossy(head);
    let Some(name) = declared(&text) else {
        return Ok(UTF_8);
    };
    match Encoding::for_label(name.as_bytes()) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(format!("expected a known encoding, found `{name}`")),
    }
}

/// Bytes of another encoding as UTF-8.
struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    buffer: Box<[u8]>,
    start: usize,
    filled: usize,
    is_at_end: bool,
    /// Bytes decoded so far.
    offset: u64,
    /// Line breaks decoded so far.
    breaks: u64,
    /// What stands in the way of the next read.
    failed: Option<Undecodable>,
}

impl<R: Read> Transcoder<R> {
    fn new(encoding: &'static Encoding, inner: R) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            buffer: vec![0; 1 << 13].into(),
            start: 0,
            filled: 0,
            is_at_end: false,
            offset: 0,
            breaks: 0,
            failed: None,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.start = 0;
        self.filled = self.inner.read(&mut self.buffer)?;
        self.is_at_end = self.filled == 0;
        Ok(())
    }

    /// Decodes what the buffer holds into `out`; returns the bytes written.
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let input = &self.buffer[self.start..self.filled];
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(input, out, self.is_at_end);
        let breaks = out[..written].iter().filter(|&&byte| byte == b'\n').count();
        self.offset += read as u64;
        self.breaks += breaks as u64;
        match result {
            DecoderResult::Malformed(bad, after) => {
                let back = usize::from(bad) + usize::from(after);
                let found = read.checked_sub(back).and_then(|at| input.get(at));
                self.failed = Some(Undecodable::byte(
                    self.decoder.encoding().name(),
                    found.copied().unwrap_or_default(),
                    self.offset.saturating_sub(back as u64),
                    self.breaks + 1,
                ));
            }
            DecoderResult::OutputFull if written == 0 && !out.is_empty() => {
                return Err(io::Error::other("no room for a decoded character"));
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
        self.start += read;
        Ok(written)
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(failed) = self.failed.take() {
                return Err(failed.into());
            }
            if self.is_at_end || out.is_empty() {
                return Ok(0);
            }
            if self.start == self.filled {
                self.refill()?;
            }
            let written = self.decode(out)?;
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(head: &str) -> Option<&str> {
        head.strip_prefix("encoding=")?.split(';').next()
    }

    fn read(bytes: &[u8]) -> std::result::Result<String, String> {
        let bytes = Bytes::from_reader("p.xml", Cursor::new(bytes.to_vec()))
            .map_err(|error| error.to_string())?;
        let (file, mut reader) = decoded(bytes, declared).map_err(|error| error.to_string())?;
        let mut text = String::new();
        match reader.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(read_error(&file, error).to_string()),
        }
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn decodes_by_mark_by_declaration_and_by_default() {
        let text =
            "<?xml version=\"1.0\"?><p>Älvsjö och Åre, 5 €</p> and plain letters for the head";
        let long = text.repeat(3000);
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), text),
            (format!("\u{FEFF}{text}").into_bytes(), text),
            (utf16(text, u16::to_le_bytes), text),
            (utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes), text),
            (utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes), text),
            (utf16(&long, u16::to_be_bytes), &long),
            (
                b"encoding=latin1;\xC5\xE4\xF6".to_vec(),
                "encoding=latin1;Åäö",
            ),
            (
                "encoding=UTF-16;Åäö".as_bytes().to_vec(),
                "encoding=UTF-16;Åäö",
            ),
            (b"".to_vec(), ""),
        ] {
            assert_eq!(read(&bytes).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn refuses_what_it_cannot_decode() {
        let cases: [(&[u8], &str); 4] = [
            (
                b"encoding=klingon;",
                "p.xml:1: expected a known encoding, found `klingon`",
            ),
            (
                b"encoding=utf-8;\n\xE5",
                "p.xml:2: expected UTF-8, found byte 0xE5 at byte offset 16",
            ),
            (
                b"encoding=shift_jis;\n\n\xFF\xFF",
                "p.xml:3: expected Shift_JIS, found byte 0xFF at byte offset 21",
            ),
            (
                b"\xFF\xFE\0\0a\0\0\0",
                "p.xml:1: expected UTF-8, found UTF-32LE at byte offset 0",
            ),
        ];
        for (bytes, message) in cases {
            assert_eq!(read(bytes), Err(message.to_owned()));
        }
    }
}
