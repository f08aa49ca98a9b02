//! Turns judged segments and their [`Summary`] into what people and programs read.
//!
//! A renderer computes nothing: it writes what the findings and the summary say. Some renderers
//! write pair by pair ([`Output::Stream`]), some need the whole [`Report`] ([`Output::Document`]).
//! Adding one: a file here and one line in [`RENDERERS`].

pub mod challenge;
pub mod comparison;
pub mod figures;
pub mod gate;
pub mod github;
pub mod json;
pub mod schema;
pub mod terminal;
pub mod verdict;

mod csv;
#[cfg(feature = "reports")]
mod html;
#[cfg(feature = "reports")]
mod junit;
mod markdown;
mod sarif;
mod table;
#[cfg(feature = "reports")]
mod xlsx;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};

use crate::evaluate::Judgement;
use crate::finding::{Finding, Severity};
use crate::segment::Segment;
use crate::summary::Summary;

/// Every renderer, in the order in which help lists them.
pub static RENDERERS: &[&Renderer] = &[
    &terminal::RENDERER,
    &json::LINES,
    &sarif::RENDERER,
    #[cfg(feature = "reports")]
    &junit::RENDERER,
    &github::RENDERER,
    &json::DOCUMENT,
    &markdown::RENDERER,
    #[cfg(feature = "reports")]
    &html::RENDERER,
    #[cfg(feature = "reports")]
    &xlsx::RENDERER,
    &csv::RENDERER,
];

/// One way to write results.
pub struct Renderer {
    /// The name for `--format`.
    pub name: &'static str,
    /// Extensions of the files that `report -o` writes this way; none for a stream.
    pub extensions: &'static [&'static str],
    /// How it writes.
    pub output: Output,
}

/// How a renderer writes.
pub enum Output {
    /// Pair by pair, as they come.
    Stream(fn(&View) -> Box<dyn Stream>),
    /// All at once.
    Document(fn(&Report, &View, &mut dyn Write) -> io::Result<()>),
}

impl Renderer {
    /// The renderer that writes files with this extension.
    #[must_use]
    pub fn for_extension(extension: &str) -> Option<&'static Self> {
        let extension = extension.to_lowercase();
        RENDERERS
            .iter()
            .copied()
            .find(|renderer| renderer.extensions.contains(&extension.as_str()))
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// What is shown, and on what.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Findings below this are counted, not shown.
    pub min_severity: Severity,
    /// Findings from here up fail the run.
    pub fail_on: Severity,
    /// Whether to write ANSI colours.
    pub use_color: bool,
    /// Columns of the terminal, or of the page.
    pub width: usize,
}

impl Default for View {
    /// All findings, as plain text on a page of 100 columns; they fail the run from `major` up.
    fn default() -> Self {
        Self {
            min_severity: Severity::Neutral,
            fail_on: Severity::Major,
            use_color: false,
            width: 100,
        }
    }
}

/// Writes results pair by pair.
pub trait Stream: Send {
    /// Writes one judged segment.
    ///
    /// # Errors
    ///
    /// What `out` reports.
    fn pair(
        &mut self,
        segment: &Segment,
        judgement: &Judgement,
        out: &mut dyn Write,
    ) -> io::Result<()>;

    /// Writes the end.
    ///
    /// # Errors
    ///
    /// What `out` reports.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// A finished run: what every document renders.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The inputs as the user named them.
    pub inputs: Vec<String>,
    /// The counts.
    pub summary: Summary,
    /// The segments that have findings, in input order.
    pub pairs: Vec<(Segment, Judgement)>,
    /// What changed since an earlier run, where there is one to compare with.
    pub changes: Option<Changes>,
}

/// What changed from an earlier run to that of the report; findings below `minor` are of no
/// concern.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The inputs of the earlier run as the user named them.
    pub against: Vec<String>,
    /// The new findings, by their index in [`Report::flagging`].
    pub new: BTreeSet<usize>,
    /// Findings of the earlier run that are fixed, in the texts of then.
    pub fixed: Vec<(Segment, Finding)>,
    /// Findings of the earlier run whose pairs have disappeared.
    pub gone: u64,
}

impl Report {
    /// The findings from `minor` up, each with its segment, in input order.
    pub fn flagging(&self) -> impl Iterator<Item = (&Segment, &Finding)> {
        self.findings()
            .filter(|(_, finding)| finding.severity >= Severity::Minor)
    }

    /// The findings from `minor` up, each with its segment and whether it is new; none are where
    /// nothing is compared with.
    pub fn changed(&self) -> impl Iterator<Item = (&Segment, &Finding, bool)> {
        let changes = self.changes.as_ref();
        self.flagging()
            .enumerate()
            .map(move |(at, (segment, finding))| {
                let is_new = changes.is_some_and(|changes| changes.new.contains(&at));
                (segment, finding, is_new)
            })
    }

    /// Every finding with its segment, in input order.
    pub fn findings(&self) -> impl Iterator<Item = (&Segment, &Finding)> {
        self.pairs.iter().flat_map(|(segment, judgement)| {
            let findings = judgement.findings.iter();
            findings.map(move |finding| (segment, finding))
        })
    }
}

/// Text as part of a URI: everything but unreserved characters (RFC 3986, section 2.3) and
/// slashes becomes percent codes.
fn percent_encoded(text: &str) -> String {
    let mut uri = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
