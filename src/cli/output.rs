//! Standard output and standard error: colours on terminals only, messages in one form, and a
//! closed pipe told from other failures.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};

use crate::error::{Error, ErrorKind, Result};
use crate::text::visible::visible_text;

/// A buffered writer to a file or to standard output, whose failures are [`Error`]s.
pub(super) struct Output {
    name: String,
    writer: BufWriter<Box<dyn Write + Send>>,
}

impl Output {
    pub(super) fn stdout() -> Self {
        Self {
            name: "standard output".to_owned(),
            writer: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())),
        }
    }

    /// Creates or truncates the file at `path`; `-` is standard output.
    pub(super) fn create(path: &str) -> Result<Self> {
        if path == "-" {
            return Ok(Self::stdout());
        }
        let file = File::create(path).map_err(|error| Error::output(path, error))?;
        Ok(Self {
            name: path.to_owned(),
            writer: BufWriter::new(Box::new(file)),
        })
    }

    /// Lets `write` write.
    pub(super) fn write(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        write(&mut self.writer).map_err(|error| Error::output(&self.name, error))
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        self.write(|out| out.flush())
    }
}

/// True when standard output takes colours: a terminal, and no `NO_COLOR`.
pub(super) fn stdout_takes_color() -> bool {
    !matches!(
        anstream::AutoStream::choice(&io::stdout()),
        ColorChoice::Never
    )
}

/// Columns to write for: those of the terminal, else 100.
pub(super) fn page_width() -> usize {
    const PAGE: usize = 100;
    const NARROWEST: usize = 40;
    if !io::stdout().is_terminal() {
        return PAGE;
    }
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(PAGE).max(NARROWEST)
}

/// Writes `error: place: message`, its causes and its hint to standard error.
pub(super) fn print_error(error: &Error) {
    let (label, color) = match error.kind() {
        ErrorKind::Warning => ("warning", AnsiColor::Yellow),
        _ => ("error", AnsiColor::Red),
    };
    let style = color.on_default().bold();
    let message = error.to_string();
    // Some messages have several lines; texts of the input in them may have anything.
    let lines: Vec<_> = message.lines().map(visible_text).collect();
    let message = lines.join("\n");
    let mut text = format!("{style}{label}:{style:#} {message}\n");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(&format!("  caused by: {inner}\n"));
        cause = inner.source();
    }
    if let Some(hint) = error.hint() {
        let bold = Style::new().bold();
        text.push_str(&format!("  {bold}hint:{bold:#} {hint}\n"));
    }
    print_note(&text);
}

/// Writes `text` to standard error, without its colours where they don't belong.
pub(super) fn print_note(text: &str) {
    // Nobody is left to be told when standard error is closed.
    let _ = anstream::AutoStream::auto(io::stderr().lock()).write_all(text.as_bytes());
}
