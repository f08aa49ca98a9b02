//! Findings as GitHub workflow commands, which a workflow run shows as annotations of the file.
//!
//! ```text
//! ::error file=news.tsv,line=12,col=42,endColumn=54,title=magnitude-mismatch (n01)::6.3 billion …
//! ```
//!
//! GitHub shows ten errors, ten warnings and ten notices a step; `--min-severity` leaves room for
//! the worst. The syntax: GitHub Docs, *Workflow commands for GitHub Actions*.

use std::io::{self, Write};

use super::{Output, Renderer, Stream};
use crate::evaluate::Judgement;
use crate::finding::{Finding, Severity};
use crate::segment::Segment;
use crate::span::CodePoints;
use crate::summary::Summary;

/// `check --format github`.
pub(super) static RENDERER: Renderer = Renderer {
    name: "github",
    extensions: &[],
    output: Output::Stream(|view| {
        Box::new(Annotations {
            min_severity: view.min_severity,
        })
    }),
};

/// Writes one finding as an annotation of its line: `neutral` as a notice, `minor` as a warning,
/// the rest as errors.
///
/// # Errors
///
/// What `out` reports.
pub fn write_finding(segment: &Segment, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let mut properties = place(segment, finding);
    properties.push(("title", format!("{} ({})", finding.check, segment.id)));
    let message = match &finding.suggestion {
        Some(suggestion) => format!("{}\ntry: {suggestion}", finding.message),
        None => finding.message.clone(),
    };
    write_command(command(finding.severity), &properties, &message, out)
}

/// Writes one workflow command with what stands for characters that would end it.
///
/// # Errors
///
/// What `out` reports.
pub fn write_command(
    command: &str,
    properties: &[(&str, String)],
    message: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let pairs = properties.iter();
    let pairs: Vec<String> = pairs
        .map(|(key, value)| format!("{key}={}", escaped_property(value)))
        .collect();
    let gap = if pairs.is_empty() { "" } else { " " };
    let (pairs, message) = (pairs.join(","), escaped(message));
    writeln!(out, "::{command}{gap}{pairs}::{message}")
}

struct Annotations {
    min_severity: Severity,
}

impl Stream for Annotations {
    fn pair(
        &mut self,
        segment: &Segment,
        judgement: &Judgement,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut shown = judgement
            .findings
            .iter()
            .filter(|finding| finding.severity >= self.min_severity);
        shown.try_for_each(|finding| write_finding(segment, finding, out))
    }

    fn finish(&mut self, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// File, line and, where the file has the target letter for letter, columns; nothing for
/// standard input.
fn place(segment: &Segment, finding: &Finding) -> Vec<(&'static str, String)> {
    let origin = &segment.origin;
    if &*origin.file == "-" {
        return Vec::new();
    }
    let mut place = vec![
        ("file", origin.file.to_string()),
        ("line", origin.line.to_string()),
    ];
    if let (Some(column), Some(item)) = (origin.target_column, finding.target.first()) {
        let (start, end) = CodePoints::new(&segment.target).range(item.span);
        // The end column is that of the last character, not the one behind it.
        let last = (column + end).saturating_sub(1).max(column + start);
        place.push(("col", (column + start).to_string()));
        place.push(("endColumn", last.to_string()));
    }
    place
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Neutral => "notice",
        Severity::Minor => "warning",
        Severity::Major | Severity::Critical => "error",
    }
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(properties: &[(&str, &str)], message: &str) -> String {
        let properties: Vec<(&str, String)> = properties
            .iter()
            .map(|&(key, value)| (key, value.to_owned()))
            .collect();
        let mut bytes = Vec::new();
        write_command("error", &properties, message, &mut bytes).expect("memory takes all");
        String::from_utf8(bytes).expect("output is UTF-8")
    }

    #[test]
    fn escapes_what_would_end_a_command() {
        for (properties, message, expected) in [
            (&[][..], "5 % of\r\nall", "::error::5 %25 of%0D%0Aall\n"),
            (&[], "a: b, c::d", "::error::a: b, c::d\n"),
            (
                &[("file", "a,b:c%.tsv"), ("line", "7")],
                "",
                "::error file=a%2Cb%3Ac%25.tsv,line=7::\n",
            ),
        ] {
            assert_eq!(written(properties, message), expected);
        }
    }
}
