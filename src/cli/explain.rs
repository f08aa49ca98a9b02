//! `parvis explain`: the explanation of a check, from the same text as the API documentation.

use std::fmt::Write as _;

use anstyle::Style;
use clap::Args as ClapArgs;

use super::Status;
use super::output::{Output, stdout_takes_color};
use crate::check::{self, CheckInfo, Selection};
use crate::error::Result;
use crate::finding::Group;

const EXAMPLES: &str = "\
Examples:
  parvis explain                       all checks, by group
  parvis explain quantity              the checks of a group
  parvis explain magnitude-mismatch    one check: what, why, an example, its limits";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A check or a group
    check: Option<String>,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let text = match self.check.as_deref() {
            None => list(check::infos()),
            Some(name) => match (check::info(name), Group::from_name(name)) {
                (Some(info), _) => {
                    format!("# {} ({})\n\n{}", info.id, info.group, info.explanation)
                }
                (None, Some(group)) => list(check::infos().filter(|info| info.group == group)),
                (None, None) => return Err(unknown(name)),
            },
        };
        let text = styled(&text, stdout_takes_color());
        let mut out = Output::stdout();
        out.write(|out| out.write_all(text.as_bytes()))?;
        out.flush()?;
        Ok(Status::Passed)
    }
}

/// The error that a selection by this name gives too.
fn unknown(name: &str) -> crate::Error {
    match Selection::try_new(vec![name.to_owned()], Vec::new()) {
        Err(error) => error,
        Ok(_) => unreachable!("a name that is neither check nor group selects nothing"),
    }
}

/// Checks by group, each with the first sentence of its explanation.
fn list(infos: impl Iterator<Item = &'static CheckInfo>) -> String {
    let infos: Vec<_> = infos.collect();
    let width = infos.iter().map(|info| info.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for group in Group::ALL {
        let mut of_group = infos.iter().filter(|info| info.group == group).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "# {group}");
        for info in of_group {
            let _ = writeln!(text, "  {:<width$}  {}", info.id, info.summary());
        }
        text.push('\n');
    }
    text.push_str("parvis explain CHECK says more.\n");
    text
}

/// Markdown with its headings in bold, where colours are taken.
fn styled(text: &str, use_color: bool) -> String {
    let bold = Style::new().bold();
    let mut styled = String::with_capacity(text.len());
    for line in text.lines() {
        let heading = line.trim_start_matches('#');
        if use_color && heading.len() < line.len() {
            let _ = writeln!(styled, "{bold}{}{bold:#}", heading.trim_start());
        } else {
            styled.push_str(line);
            styled.push('\n');
        }
    }
    styled
}
