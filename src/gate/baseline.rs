//! The file of accepted findings: read by people in a pull request, merged line by line.
//!
//! ```text
//! # a parvis baseline, format 1: accepted findings, one a line, in any order
//! # check  value-mismatch
//! # columns  check  id  severity  source  target  texts  reason
//! # data  3f9a1c55
//! # parvis  0.1.0
//! value-mismatch  n17  critical  Han fick ⟦17⟧ röster  He got ⟦71⟧ votes  9c0e…-51fa…  quoted as printed
//! ```
//!
//! Columns are divided by tabs. Every line stands on its own, so branches that add or drop
//! findings merge without help, and `merge=union` joins what git can't. A line that occurs twice
//! counts once; equal findings are numbered, `…-51fa…#2`. The file is sorted as `LC_ALL=C sort`
//! sorts it, but is read in any order. `# check` names the checks that were looked for when findings were accepted: what a check finds
//! that is not named is not held against the translation until it is accepted. Other lines that
//! begin with `#` are notes and are kept.
//!
//! A finding is known by its check, the fingerprints of both texts and its marked places. The id
//! is there to find the row again when its text has changed, the rest of the line for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::excerpt::{Excerpt, escaped, unescaped};
use super::fingerprint::PairPrint;
use super::row::{Found, Row};
use crate::check;
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::lexicon::version::data_version;
use crate::span::Origin;

/// The accepted findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The findings.
    pub entries: BTreeSet<Entry>,
    /// Checks that were looked for when findings were accepted.
    pub checks: BTreeSet<String>,
    /// Versions of parvis that wrote the file; several after a merge.
    pub versions: BTreeSet<String>,
    /// Versions of its data.
    pub data: BTreeSet<String>,
    notes: BTreeSet<String>,
}

/// An accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The id of the check.
    pub check: String,
    /// The id that the file gives the row; `None` for a row that is only numbered.
    pub id: Option<String>,
    /// How bad the finding was when it was accepted.
    pub severity: Severity,
    /// The source with the places marked.
    pub source: Excerpt,
    /// The target with the places marked.
    pub target: Excerpt,
    /// The fingerprints of both texts.
    pub pair: PairPrint,
    /// Tells equal findings apart, from 1.
    pub number: u32,
    /// Why the finding is accepted.
    pub reason: Option<String>,
}

impl Baseline {
    /// Reads the text of the baseline that stands at `path`.
    ///
    /// # Errors
    ///
    /// A line that is neither entry nor note, with file and line; conflict markers of a merge are
    /// named as such.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let mut baseline = Self::default();
        let mut has_title = false;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            let fail = |message: String| Error::file(Origin::new(path, number), message);
            refuse_conflict(line).map_err(|message| fail(message).with_hint(MERGE_HINT))?;
            match line.strip_prefix('#').map(str::trim_start) {
                Some(header) if header.starts_with(TITLE) => {
                    check_format(header).map_err(fail)?;
                    has_title = true;
                }
                Some(header) => baseline.read_header(header),
                None if line.trim().is_empty() => {}
                None if !has_title => return Err(no_baseline(path, number)),
                None => {
                    baseline.entries.insert(Entry::parse(line).map_err(fail)?);
                }
            }
        }
        if !has_title {
            return Err(no_baseline(path, 1));
        }
        baseline.settle_duplicates();
        baseline.refuse_unknown_checks(path, text)?;
        Ok(baseline)
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and what [`Baseline::parse`] says.
    pub fn read(path: &str) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Self::parse(path, &text)
    }

    /// The text of the file, as this version of parvis writes it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut headers: BTreeSet<String> = self.notes.clone();
        headers.extend(self.checks.iter().map(|check| format!("check\t{check}")));
        headers.insert(format!("columns\t{COLUMNS}"));
        headers.insert(format!("data\t{}", data_version()));
        headers.insert(format!("parvis\t{}", env!("CARGO_PKG_VERSION")));
        let mut text = format!("# {TITLE} {FORMAT}: {MANNERS}\n");
        for header in headers {
            let _ = writeln!(text, "# {header}");
        }
        let lines: BTreeSet<String> = self.entries.iter().map(Entry::to_line).collect();
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    fn read_header(&mut self, header: &str) {
        let (name, value) = header.split_once('\t').unwrap_or((header, ""));
        let list = match name {
            "check" => &mut self.checks,
            "parvis" => &mut self.versions,
            "data" => &mut self.data,
            "columns" => return,
            _ => {
                self.notes.insert(header.to_owned());
                return;
            }
        };
        list.insert(value.to_owned());
    }

    /// Of lines that a merge left with and without a reason, or with two, keeps one.
    fn settle_duplicates(&mut self) {
        let mut kept: BTreeMap<_, Entry> = BTreeMap::new();
        for entry in std::mem::take(&mut self.entries) {
            let name = (entry.id.clone(), entry.key(), entry.number);
            let has_reason = entry.reason.is_some();
            if has_reason || !kept.contains_key(&name) {
                kept.insert(name, entry);
            }
        }
        self.entries.extend(kept.into_values());
    }

    /// Refuses checks that neither this version nor the one that wrote the file has.
    fn refuse_unknown_checks(&self, path: &str, text: &str) -> Result<()> {
        let is_unknown = |entry: &&Entry| {
            check::info(&entry.check).is_none() && !self.checks.contains(&entry.check)
        };
        let Some(entry) = self.entries.iter().find(is_unknown) else {
            return Ok(());
        };
        let start = format!("{}\t", entry.check);
        let line = text.lines().position(|line| line.starts_with(&start));
        let message = match check::Selection::try_new(vec![entry.check.clone()], Vec::new()) {
            Err(error) => error.message().to_owned(),
            Ok(_) => format!("`{}` is a group, not a check", entry.check),
        };
        let line = line.map_or(1, |line| line as u64 + 1);
        Err(Error::file(Origin::new(path, line), message))
    }
}

impl Entry {
    /// The entry of a finding; `number` tells equal ones apart.
    #[must_use]
    pub fn new(found: &Found<'_>, number: u32, reason: Option<String>) -> Self {
        Self {
            check: found.finding.check.to_owned(),
            id: found.row.own_id().map(str::to_owned),
            severity: found.finding.severity,
            source: found.source.clone(),
            target: found.target.clone(),
            pair: found.row.pair,
            number,
            reason,
        }
    }

    /// True when the entry was made for a row of this id, or for a numbered one as this is.
    pub(super) fn is_of_row(&self, row: &Row) -> bool {
        self.id.as_deref() == row.own_id()
    }

    /// What the finding is known by; equal findings have equal keys.
    pub(super) fn key(&self) -> String {
        key(&self.check, self.pair, &self.source, &self.target)
    }

    fn parse(line: &str) -> std::result::Result<Self, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [check, id, severity, source, target, texts, reason @ ..] = &columns[..] else {
            let found = columns.len();
            return Err(format!(
                "expected 6 or 7 columns between tabs ({}), found {found}",
                COLUMNS.replace('\t', ", ")
            ));
        };
        if reason.len() > 1 {
            return Err(format!(
                "expected at most 7 columns, found {}",
                columns.len()
            ));
        }
        let known = Severity::ALL.into_iter();
        let severity = known
            .clone()
            .find(|known| known.name() == *severity)
            .ok_or_else(|| format!("expected a severity, found `{severity}`"))?;
        let (pair, number) = texts.split_once('#').unwrap_or((texts, "1"));
        Ok(Self {
            check: (*check).to_owned(),
            id: (*id != NO_ID).then(|| unescaped(id)),
            severity,
            source: Excerpt::from_line(source),
            target: Excerpt::from_line(target),
            pair: pair.parse()?,
            number: number
                .parse()
                .map_err(|_| format!("expected a number after #, found `{number}`"))?,
            reason: reason
                .first()
                .map(|reason| unescaped(reason.trim()))
                .filter(|reason| !reason.is_empty()),
        })
    }

    fn to_line(&self) -> String {
        let id = match self.id.as_deref() {
            None => NO_ID.to_owned(),
            Some(NO_ID) => format!("\\{NO_ID}"),
            Some(id) => escaped(id),
        };
        let mut line = format!(
            "{}\t{id}\t{}\t{}\t{}\t{}",
            self.check, self.severity, self.source, self.target, self.pair
        );
        if self.number > 1 {
            let _ = write!(line, "#{}", self.number);
        }
        if let Some(reason) = &self.reason {
            let _ = write!(line, "\t{}", escaped(reason));
        }
        line
    }
}

impl Found<'_> {
    /// [`Entry::key`] of the finding.
    pub(super) fn key(&self) -> String {
        key(
            self.finding.check,
            self.row.pair,
            &self.source,
            &self.target,
        )
    }
}

fn key(check: &str, pair: PairPrint, source: &Excerpt, target: &Excerpt) -> String {
    let mut key = format!("{check}\t{pair}");
    for side in [source, target] {
        key.push('\t');
        for mark in side.marks() {
            key.push_str(mark);
            // No mark holds it unescaped.
            key.push('⟧');
        }
    }
    key
}

const TITLE: &str = "a parvis baseline, format";
const FORMAT: u32 = 1;
const MANNERS: &str = "accepted findings, one a line, in any order";
const COLUMNS: &str = "check\tid\tseverity\tsource\ttarget\ttexts\treason";
/// The id of a row that is only numbered.
const NO_ID: &str = "-";

fn check_format(header: &str) -> std::result::Result<(), String> {
    let rest = header.strip_prefix(TITLE).unwrap_or_default().trim_start();
    let digits = rest.find(|letter: char| !letter.is_ascii_digit());
    let format = &rest[..digits.unwrap_or(rest.len())];
    if format.parse() == Ok(FORMAT) {
        Ok(())
    } else {
        Err(format!(
            "expected a baseline of format {FORMAT}, found format {format}"
        ))
    }
}

fn no_baseline(path: &str, line: u64) -> Error {
    let message = format!("expected a baseline, which begins with `# {TITLE} {FORMAT}`");
    Error::file(Origin::new(path, line), message)
        .with_hint("`parvis accept` writes one; name another file, or remove this one")
}

const MERGE_HINT: &str = "keep the lines of both sides and remove the markers, for no entry depends on \
    another; with `merge=union` for the file in .gitattributes git does so itself";

/// Refuses the lines that git leaves where two branches changed the same place.
pub(super) fn refuse_conflict(line: &str) -> std::result::Result<(), String> {
    let markers = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let is_marker = |marker: &&str| {
        let rest = line.strip_prefix(marker);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    match markers.into_iter().find(is_marker) {
        Some(marker) => Err(format!("a merge conflict is left here: `{marker}`")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "# a parvis baseline, format 1: accepted findings\n# check\tvalue-mismatch\n";
    const PAIR: &str = "cbf29ce484222325-af63dc4c8601ec8c";

    fn line(id: &str, rest: &str) -> String {
        format!("value-mismatch\t{id}\tcritical\tHan fick ⟦17⟧\tHe got ⟦71⟧\t{PAIR}{rest}\n")
    }

    fn parse(lines: &str) -> Result<Baseline> {
        Baseline::parse("b.tsv", &format!("{HEADER}{lines}"))
    }

    #[test]
    fn reads_what_it_writes() {
        let lines = [
            line("n1", ""),
            line("n1", "#2\tas printed"),
            line("-", ""),
            line("\\-", "\ta\\tb"),
        ];
        let baseline = parse(&lines.concat()).expect("the lines are right");
        assert_eq!(baseline.entries.len(), 4);
        let ids: BTreeSet<_> = baseline
            .entries
            .iter()
            .map(|entry| entry.id.as_deref())
            .collect();
        assert_eq!(ids, [None, Some("-"), Some("n1")].into());
        let text = baseline.to_text();
        let again = Baseline::parse("b.tsv", &text).expect("it reads its own");
        assert_eq!(again.entries, baseline.entries);
        assert_eq!(again.to_text(), text);
        let mut sorted: Vec<&str> = text.lines().collect();
        sorted.sort_unstable();
        assert_eq!(sorted, text.lines().collect::<Vec<_>>());
    }

    #[test]
    fn takes_lines_in_any_order_and_twice() {
        let (one, other) = (line("n1", ""), line("n2", "\tno matter"));
        let notes = "# reviewed by the desk\n\n\u{20}\n";
        let straight = parse(&format!("{one}{other}")).expect("the lines are right");
        let merged = parse(&format!("{other}{notes}{one}{}{one}", line("n2", "")));
        let merged = merged.expect("the lines are right");
        assert_eq!(merged.entries, straight.entries);
        assert!(merged.to_text().contains("# reviewed by the desk\n"));
        let windows = format!("\u{FEFF}{HEADER}{one}{other}").replace('\n', "\r\n");
        let windows = Baseline::parse("b.tsv", &windows).expect("the lines are right");
        assert_eq!(windows.entries, straight.entries);
    }

    #[test]
    fn says_where_a_line_is_wrong() {
        for (lines, expected) in [
            (
                "<<<<<<< HEAD\n".to_owned(),
                "b.tsv:3: a merge conflict is left here: `<<<<<<<`",
            ),
            (
                format!("{}=======\n", line("n1", "")),
                "b.tsv:4: a merge conflict is left here: `=======`",
            ),
            (
                "value-mismatch\n".to_owned(),
                "b.tsv:3: expected 6 or 7 columns between tabs (check, id, severity, source, target, texts, reason), found 1",
            ),
            (
                line("n1", "\ta\tb"),
                "b.tsv:3: expected at most 7 columns, found 8",
            ),
            (
                line("n1", "").replace("critical", "terrible"),
                "b.tsv:3: expected a severity, found `terrible`",
            ),
            (
                line("n1", "#x"),
                "b.tsv:3: expected a number after #, found `x`",
            ),
            (
                line("n1", "").replace("cbf29", "cbf2"),
                "b.tsv:3: expected 16 hexadecimal digits, found `cbf2ce484222325`",
            ),
            (
                format!(
                    "{}{}",
                    line("n0", ""),
                    line("n1", "").replace("value-", "valeu-")
                ),
                "b.tsv:4: no check or group is called `valeu-mismatch`; did you mean `value-mismatch`?",
            ),
            (
                line("n1", "").replace("value-mismatch", "quantity"),
                "b.tsv:3: `quantity` is a group, not a check",
            ),
            (
                "# a parvis baseline, format 2: more\n".to_owned(),
                "b.tsv:3: expected a baseline of format 1, found format 2",
            ),
        ] {
            let message = parse(&lines).map_err(|error| error.to_string());
            assert_eq!(message, Err(expected.to_owned()), "{lines}");
        }
        for text in ["", "id\tsource\ttarget\n", "# notes\n"] {
            let error = Baseline::parse("b.tsv", text).expect_err("it is no baseline");
            assert!(error.message().starts_with("expected a baseline"), "{text}");
        }
    }

    #[test]
    fn keeps_checks_that_the_version_does_not_have() {
        let text = format!(
            "# check\tstyle-break\n{}",
            line("n1", "").replace("value-mismatch", "style-break")
        );
        assert!(parse(&text).is_ok());
    }
}
