//! Cuts a text to the width of the page around the places that matter, and says in which
//! columns they stand.

use unicode_width::UnicodeWidthChar;

use crate::span::Span;
use crate::text::visible::visible;

/// As much of a text as fits on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text, with `…` for what is left out and pictures for control characters.
    pub(super) text: String,
    /// Columns of the marked places, in the order of the spans, end exclusive, never empty.
    pub(super) marks: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Cuts `text` to about `width` columns so that every span, or its ends, stays visible.
    pub(super) fn new(text: &str, spans: &[Span], width: usize) -> Self {
        let cells = cells(text);
        let whole: usize = cells.iter().map(|cell| cell.width).sum();
        let places: Vec<(usize, usize)> = spans
            .iter()
            .map(|span| (index_of(&cells, span.start), index_of(&cells, span.end)))
            .collect();
        let keep = if whole <= width {
            vec![(0, cells.len())]
        } else {
            windows(&cells, &places, width)
        };
        draw(&cells, &places, &keep)
    }
}

/// A text without marked places, on at most `lines` lines of about `width` columns.
pub(super) fn wrapped(text: &str, width: usize, lines: usize) -> Vec<String> {
    let cells = cells(text);
    let (mut rows, mut start) = (Vec::new(), 0);
    while start < cells.len() {
        if rows.len() + 1 == lines {
            rows.push(draw(&cells[start..], &[], &head(&cells[start..], width)).text);
            break;
        }
        let end = start + fitting(&cells[start..], width);
        let end = word_end(&cells, start, end, end);
        rows.push(cells[start..end].iter().map(|cell| cell.shown).collect());
        let is_space = |cell: &Cell| cell.shown == ' ';
        start = end
            + cells[end..]
                .iter()
                .take_while(|cell| is_space(cell))
                .count();
    }
    rows
}

/// What stands for text that is left out.
const GAP: &str = " … ";
/// Its columns.
const GAP_WIDTH: usize = 3;

/// One character as shown.
struct Cell {
    /// Byte offset in the text.
    at: usize,
    shown: char,
    width: usize,
}

fn cells(text: &str) -> Vec<Cell> {
    let cell = |(at, letter)| {
        let shown = visible(letter);
        let width = shown.width().unwrap_or(0);
        Cell { at, shown, width }
    };
    text.char_indices().map(cell).collect()
}

/// The index of the cell that begins at byte `at` or after it.
fn index_of(cells: &[Cell], at: usize) -> usize {
    cells.partition_point(|cell| cell.at < at)
}

/// How many cells fit into `width` columns, at least one.
fn fitting(cells: &[Cell], width: usize) -> usize {
    let mut column = 0;
    let overflow = cells.iter().position(|cell| {
        column += cell.width;
        column > width
    });
    overflow.unwrap_or(cells.len()).max(1)
}

/// The whole, or the beginning and room for a gap.
fn head(cells: &[Cell], width: usize) -> Vec<(usize, usize)> {
    if fitting(cells, width) == cells.len() {
        return vec![(0, cells.len())];
    }
    let end = fitting(cells, width.saturating_sub(GAP_WIDTH));
    vec![(0, word_end(cells, 0, end, end))]
}

/// The ranges of cells that are kept: the places with as much around them as there is room for.
fn windows(cells: &[Cell], places: &[(usize, usize)], width: usize) -> Vec<(usize, usize)> {
    if places.is_empty() {
        return head(cells, width);
    }
    // A long place keeps its two ends; that bounds what each place can take.
    let room = (width / places.len()).saturating_sub(4 * GAP_WIDTH).max(12);
    let parts: Vec<(usize, usize)> = places
        .iter()
        .flat_map(|&(start, end)| ends_of(cells, start, end, room))
        .collect();
    let kept = |context: usize| {
        let wide = parts.iter().map(|&(start, end)| {
            let low = start.saturating_sub(context);
            let high = (end + context).min(cells.len());
            (
                word_start(cells, low, start),
                word_end(cells, end, high, end),
            )
        });
        let mut wide: Vec<(usize, usize)> = wide.collect();
        wide.sort_unstable();
        merge(wide)
    };
    let fits = |ranges: &Vec<(usize, usize)>| {
        let taken = |&(start, end): &(usize, usize)| {
            let cells: usize = cells[start..end].iter().map(|cell| cell.width).sum();
            cells + GAP_WIDTH
        };
        ranges.iter().map(taken).sum::<usize>() + GAP_WIDTH <= width
    };
    (1..width)
        .map(kept)
        .take_while(fits)
        .last()
        .unwrap_or_else(|| kept(0))
}

/// A place itself, or its two ends where it is longer than `room`.
fn ends_of(cells: &[Cell], start: usize, end: usize, room: usize) -> Vec<(usize, usize)> {
    if end - start <= room {
        return vec![(start, end)];
    }
    let half = room / 2;
    vec![
        (start, word_end(cells, start, start + half, start + half)),
        (word_start(cells, end - half, end), end),
    ]
}

/// Joins ranges that touch, or nearly so.
fn merge(ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 + GAP_WIDTH => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// The first start of a word in `low..=start`, so that no word is cut; else `start`.
fn word_start(cells: &[Cell], low: usize, start: usize) -> usize {
    if low == 0 {
        return 0;
    }
    let is_start = |&at: &usize| cells[at - 1].shown == ' ' && cells[at].shown != ' ';
    (low..start).find(is_start).unwrap_or(start)
}

/// The last end of a word in `end..=high`; else `otherwise`.
fn word_end(cells: &[Cell], end: usize, high: usize, otherwise: usize) -> usize {
    if high == cells.len() {
        return high;
    }
    let is_end = |&at: &usize| cells[at - 1].shown != ' ' && cells[at].shown == ' ';
    (end + 1..=high).rev().find(is_end).unwrap_or(otherwise)
}

fn draw(cells: &[Cell], places: &[(usize, usize)], keep: &[(usize, usize)]) -> Excerpt {
    // The column of each cell; a cell left out has that of the gap that stands for it.
    let mut columns = vec![0; cells.len() + 1];
    let (mut text, mut column, mut next) = (String::new(), 0, 0);
    for &(start, end) in keep {
        if start > next {
            let gap = if next == 0 { GAP.trim_start() } else { GAP };
            text.push_str(gap);
            columns[next..start].fill(column);
            column += gap.chars().count();
        }
        for at in start..end {
            columns[at] = column;
            text.push(cells[at].shown);
            column += cells[at].width;
        }
        next = end;
    }
    columns[next..].fill(column);
    if next < cells.len() {
        text.push_str(GAP.trim_end());
    }
    let mark = |&(start, end): &(usize, usize)| {
        let from = columns[start];
        (from, columns[end].max(from + 1))
    };
    Excerpt {
        text,
        marks: places.iter().map(mark).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws `text` with its `<places>` marked below.
    fn drawn(text: &str, width: usize) -> String {
        let mut plain = String::new();
        let mut spans = Vec::new();
        for letter in text.chars() {
            match letter {
                '<' => spans.push(Span::new(plain.len(), plain.len())),
                '>' => {
                    if let Some(span) = spans.last_mut() {
                        span.end = plain.len();
                    }
                }
                _ => plain.push(letter),
            }
        }
        let excerpt = Excerpt::new(&plain, &spans, width);
        let mut line = String::new();
        for (start, end) in excerpt.marks {
            line.push_str(&" ".repeat(start - line.chars().count()));
            line.push_str(&"━".repeat(end - start));
        }
        format!("{}\n{line}", excerpt.text)
    }

    #[test]
    fn marks_columns_not_bytes() {
        for (text, expected) in [
            ("på <två> år", "på två år\n   ━━━"),
            ("a <b> c <d>", "a b c d\n  ━   ━"),
            ("日本 <5>", "日本 5\n     ━"),
            ("e\u{301} <5>", "e\u{301} 5\n  ━"),
            ("end<>", "end\n   ━"),
            ("", "\n"),
        ] {
            assert_eq!(drawn(text, 40), expected);
        }
    }

    #[test]
    fn shows_what_can_not_be_seen() {
        assert_eq!(drawn("a\tb\x1B[31m\n\u{202E}", 40), "a␉b␛[31m␊\u{FFFD}\n");
    }

    #[test]
    fn cuts_around_the_places() {
        let filler = "och så vidare ".repeat(5);
        for (text, width, expected) in [
            (
                format!("{filler}<sju> hus {filler}"),
                40,
                "… och så vidare sju hus och så …\n                ━━━",
            ),
            (
                format!("<sju> hus {filler}"),
                40,
                "sju hus och så vidare och så …\n━━━",
            ),
            (
                format!("{filler}<sju> {filler}<åtta> {filler}"),
                50,
                "… så vidare sju och så … så vidare åtta och så …\n            ━━━                    ━━━━",
            ),
            (filler.clone(), 30, "och så vidare och så vidare …\n"),
        ] {
            assert_eq!(drawn(&text, width), expected);
        }
    }

    #[test]
    fn wraps_at_words() {
        for (text, width, lines, expected) in [
            ("ett två tre", 20, 3, "ett två tre"),
            ("ett två tre", 8, 3, "ett två|tre"),
            ("ett två tre fyra fem", 8, 2, "ett två|tre …"),
            ("abcdefghij", 4, 3, "abcd|efgh|ij"),
            ("", 4, 3, ""),
        ] {
            assert_eq!(wrapped(text, width, lines).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn a_long_place_keeps_its_ends() {
        let text = format!("ett <{}> två", "och så vidare ".repeat(5));
        let drawing = drawn(&text, 50);
        let (shown, marks) = drawing.split_once('\n').unwrap_or_default();
        assert!(shown.chars().count() <= 50, "{shown}");
        assert_eq!(marks.matches('━').count(), marks.trim().chars().count());
    }
}
