//! The paragraphs of a Markdown document, by CommonMark with tables and YAML front matter.
//!
//! Emphasis, links and code within a line stay as they are written, since both sides have them;
//! what marks the paragraph (`#`, `-`, `>`) is left out, and so are code blocks, HTML blocks and
//! front matter.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::{Block, BlockKind};

/// The paragraphs of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut collector = Collector {
        text,
        line_starts: line_starts(text),
        blocks: Vec::new(),
        depth_of_items: 0,
        skipped: 0,
        kind: None,
        pieces: Vec::new(),
        piece: None,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        collector.take(&event, range);
    }
    collector.finish();
    collector.blocks
}

struct Collector<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    blocks: Vec<Block<'t>>,
    depth_of_items: usize,
    /// How many blocks that are no prose are open.
    skipped: usize,
    /// What the open paragraph is, if anything but its container says so.
    kind: Option<BlockKind>,
    /// The finished lines of the open paragraph.
    pieces: Vec<Range<usize>>,
    /// Its last line so far.
    piece: Option<Range<usize>>,
}

impl<'t> Collector<'t> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                self.finish();
                self.skipped += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(tag) => self.end(*tag, range.end),
            Event::SoftBreak | Event::HardBreak => self.pieces.extend(self.piece.take()),
            Event::Rule => self.finish(),
            _ => self.extend(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { .. } => self.begin(Some(BlockKind::Heading)),
            Tag::TableCell => self.begin(Some(BlockKind::Cell)),
            Tag::Item => {
                self.begin(None);
                self.depth_of_items += 1;
            }
            tag if is_inline(tag) => self.extend(at..at),
            _ => self.begin(None),
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => self.extend(at..at),
            TagEnd::Item => {
                self.finish();
                self.depth_of_items = self.depth_of_items.saturating_sub(1);
            }
            _ => self.finish(),
        }
    }

    fn begin(&mut self, kind: Option<BlockKind>) {
        self.finish();
        self.kind = kind;
    }

    fn extend(&mut self, range: Range<usize>) {
        let piece = self.piece.get_or_insert(range.clone());
        piece.start = piece.start.min(range.start);
        piece.end = piece.end.max(range.end);
    }

    fn finish(&mut self) {
        self.pieces.extend(self.piece.take());
        let kind = self.kind.take().unwrap_or(if self.depth_of_items > 0 {
            BlockKind::Item
        } else {
            BlockKind::Paragraph
        });
        let pieces = std::mem::take(&mut self.pieces);
        let lines: Vec<(u64, &'t str)> = pieces
            .into_iter()
            .flat_map(|piece| self.lines_of(piece))
            .collect();
        if !lines.is_empty() {
            self.blocks.push(Block { kind, lines });
        }
    }

    /// The lines within `piece`: more than one only where a code span or a tag holds a line break.
    fn lines_of(&self, piece: Range<usize>) -> Vec<(u64, &'t str)> {
        let first = self.line_starts.partition_point(|&at| at <= piece.start);
        let lines = (first as u64..).zip(self.text[piece].split('\n').map(str::trim));
        lines.filter(|(_, line)| !line.is_empty()).collect()
    }
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Where each line begins.
fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}
