//! The public [`Error`]: what went wrong while reading, and where.

use std::fmt;
use std::io;
use std::sync::Arc;

use crate::span::Origin;

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Something that could not be read, with its place.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    origin: Option<Origin>,
    source: Option<Arc<io::Error>>,
    hint: Option<String>,
}

/// What kind of failure an [`Error`] is, and so what follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// One record is unusable; the records around it are fine and the run goes on.
    Record,
    /// The file can't be read or decoded from here on; other files are still processed.
    File,
    /// The options contradict each other or the input; nothing can run.
    Usage,
    /// Worth telling, nothing is lost: a duplicate id.
    Warning,
    /// The results can't be written; the run ends.
    Output,
}

impl Error {
    /// An unusable record at `origin`.
    #[must_use]
    pub fn record(origin: Origin, message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Record,
            message: message.into(),
            origin: Some(origin),
            source: None,
            hint: None,
        }
    }

    /// A file that can't be read on from `origin`.
    #[must_use]
    pub fn file(origin: Origin, message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::File,
            message: message.into(),
            origin: Some(origin),
            source: None,
            hint: None,
        }
    }

    /// An operating-system failure on the file at `path`.
    #[must_use]
    pub fn io(path: &str, error: io::Error) -> Self {
        Self {
            kind: ErrorKind::File,
            message: format!("cannot read {path}"),
            origin: None,
            source: Some(Arc::new(error)),
            hint: None,
        }
    }

    /// An operating-system failure while writing results to `path`.
    #[must_use]
    pub fn output(path: &str, error: io::Error) -> Self {
        Self {
            kind: ErrorKind::Output,
            message: format!("cannot write {path}"),
            origin: None,
            source: Some(Arc::new(error)),
            hint: None,
        }
    }

    /// Something at `origin` that the user should know.
    #[must_use]
    pub fn warning(origin: Origin, message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Warning,
            message: message.into(),
            origin: Some(origin),
            source: None,
            hint: None,
        }
    }

    /// The error with advice that is sure to help: what to do, as a sentence.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Options that can't be followed.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Usage,
            message: message.into(),
            origin: None,
            source: None,
            hint: None,
        }
    }

    /// What follows from the failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The place, where the failure has one.
    #[must_use]
    pub const fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// The advice that goes with the failure.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// True when whoever read the output has stopped reading.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        let kind = self.source.as_ref().map(|error| error.kind());
        self.kind == ErrorKind::Output && kind == Some(io::ErrorKind::BrokenPipe)
    }

    /// The message without its place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.origin {
            write!(f, "{origin}: ")?;
            if let Some(unit) = &origin.unit {
                write!(f, "unit {unit}: ")?;
            }
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|error| error as _)
    }
}
