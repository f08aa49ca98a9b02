//! `parvis align`: two documents to pairs.

use clap::{Args as ClapArgs, ValueHint};

use super::Status;
use super::evaluation::{LanguageArgs, RunArgs};
use super::output::{Output, print_note};
use crate::align::write::{Aligned, FORMATS, Format};
use crate::align::{AlignedPair, Document, align, read_documents};
use crate::annotate::Annotator;
use crate::error::{Error, Result};

const EXAMPLES: &str = "\
Examples:
  parvis align report.sv.txt report.en.txt > pairs.tsv
  parvis align guide.sv.md guide.en.md -o guide.tmx
  parvis check --parallel report.sv.txt report.en.txt --align

A row has source, target, confidence (0–1), source_lines and target_lines; what only one document
has is a row with an empty other side. Paragraphs end at a blank line, or, in a text without blank
lines, at the end of every line. Of Markdown (.md) code, HTML and front matter are left out.

Exit status: 0 done, 2 usage or unreadable input.";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The original, a plain-text or Markdown file, or - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    source: String,
    /// The translation
    #[arg(value_hint = ValueHint::FilePath)]
    target: String,
    /// Where to write: .tsv, .jsonl or .tmx [default: TSV to standard output]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<String>,
    #[command(flatten)]
    languages: LanguageArgs,
    #[command(flatten)]
    run: RunArgs,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        // An extension that can't be written is told before the work, not after.
        let format = self.output.as_deref().map_or(Ok(&FORMATS[0]), format_of)?;
        let lang = self.languages.source_lang()?;
        let (source, target) = read_documents(&self.source, &self.target, lang)?;
        let pairs = self
            .run
            .in_pool(|| align(&Annotator::new(), &source, &target));
        let aligned = Aligned {
            source: &source,
            target: &target,
            pairs: &pairs,
        };
        let mut out = match &self.output {
            Some(path) => Output::create(path)?,
            None => Output::stdout(),
        };
        out.write(|out| (format.write)(&aligned, out))?;
        out.flush()?;
        note_pairs(&source, &target, &pairs);
        Ok(Status::Passed)
    }
}

/// Says on standard error how many pairs there are, and what only one document has.
pub(super) fn note_pairs(source: &Document, target: &Document, pairs: &[AlignedPair]) {
    let only_source = pairs.iter().filter(|pair| pair.target.is_empty()).count();
    let only_target = pairs.iter().filter(|pair| pair.source.is_empty()).count();
    print_note(&format!(
        "{} pairs aligned; {only_source} of {} sentences only in {}, {only_target} of {} only in {}\n",
        pairs.len() - only_source - only_target,
        source.sentences.len(),
        source.file,
        target.sentences.len(),
        target.file,
    ));
}

fn format_of(path: &str) -> Result<&'static Format> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    Format::for_extension(extension).ok_or_else(|| {
        let message = format!("cannot tell the format of {path} by its extension");
        Error::usage(message).with_hint("alignments are written as .tsv, .jsonl, .tmx")
    })
}
