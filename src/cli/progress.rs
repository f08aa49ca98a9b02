//! Progress on standard error: pairs done and pairs a second, when somebody watches and nothing
//! else is written to the screen.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// A progress line; silent unless standard error is a terminal and standard output is not.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// How many pairs pass between two updates.
    const STEP: u64 = 1024;

    pub(super) fn new() -> Self {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{human_pos} pairs, {per_sec}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub(super) fn set(&self, pairs: u64) {
        if pairs.is_multiple_of(Self::STEP) {
            self.0.set_position(pairs);
        }
    }

    /// Does `print` while the line is out of the way.
    pub(super) fn hidden(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
