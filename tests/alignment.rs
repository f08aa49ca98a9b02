//! How well the aligner does: pairs are joined into paragraphs of ten, split and aligned again.
//!
//! ```text
//! cargo test --release --test alignment -- --nocapture
//! PARVIS_CORPORA=… cargo test --release --test alignment -- --nocapture
//! ```
//!
//! The first measures on `corpora/`, the second also on the FLORES-200 devtest, for whoever has
//! `flores.sv-en.tsv` (id, sv, en with a header) in that folder. The figures are those of
//! `reports/alignment.md`; `PARVIS_UPDATE_REPORTS=1` writes them anew.

#![expect(
    clippy::print_stderr,
    reason = "a measurement that is skipped or made says so"
)]

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;

use parvis::align::{AlignedPair, Document, Markup, align};
use parvis::annotate::Annotator;
use parvis::evaluate::{Judgement, Sink};
use parvis::{Error, Evaluator, Language, Options, Result, Segment, Severity};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Sentences in a paragraph.
const PARAGRAPH: usize = 10;
/// Each damaged text is made so many times, with another seed each time.
const SEEDS: u64 = 4;

#[test]
fn own_text_is_aligned() {
    let pairs = own_pairs();
    let section = section(
        "Faultless pairs of `corpora/` that are sentences",
        &pairs,
        [0.97, 0.94],
    );
    assert_section("## Own text", &section);
}

#[test]
fn rows_in_the_wrong_place_are_found_in_own_text() {
    assert_section("## Wrong rows in own text", &wrong_rows(&own_pairs()));
}

#[test]
fn flores_is_aligned() {
    let Some(folder) = std::env::var_os("PARVIS_CORPORA") else {
        eprintln!("SKIPPED: set PARVIS_CORPORA to a folder of corpora to align real text");
        return;
    };
    let pairs = flores_pairs(Path::new(&folder));
    let section = section("FLORES-200 devtest", &pairs, [0.98, 0.95]);
    assert_section("## FLORES-200", &section);
    assert_section("## Wrong rows in FLORES-200", &wrong_rows(&pairs));
}

fn flores_pairs(folder: &Path) -> Vec<[String; 2]> {
    let path = folder.join("flores.sv-en.tsv");
    let text = fs::read_to_string(path).expect("the folder has flores.sv-en.tsv");
    text.lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t').skip(1);
            Some([columns.next()?.to_owned(), columns.next()?.to_owned()])
        })
        .collect()
}

/// Swedish and English sides of the faultless pairs in `corpora/*.jsonl` that end as sentences do: what
/// has no full stop can't be told from what follows.
fn own_pairs() -> Vec<[String; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let domains = [
        "finance",
        "government",
        "news",
        "product",
        "science",
        "sport",
    ];
    let mut pairs = Vec::new();
    for domain in domains {
        let path = folder.join(format!("{domain}.jsonl"));
        let text = fs::read_to_string(path).expect("a corpus is text");
        for line in text.lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            if record["errors"].as_array().is_some_and(Vec::is_empty) {
                let side = |lang: &str| record[lang].as_str().unwrap_or_default().to_owned();
                let sides = [side("sv"), side("en")];
                if sides
                    .iter()
                    .all(|side| side.ends_with(['.', '!', '?', '”']))
                {
                    pairs.push(sides);
                }
            }
        }
    }
    pairs
}

/// A way to spoil a text before it is aligned.
#[derive(Clone, Copy)]
struct Damage {
    name: &'static str,
    /// Share of the sentences of either side that are left out.
    dropped: f64,
    /// Share of the sentences of either side that are merged with the next one.
    merged: f64,
    /// Whether the paragraphs are given up: one sentence after another.
    is_one_paragraph: bool,
}

const fn damage(name: &'static str, dropped: f64, merged: f64) -> Damage {
    Damage {
        name,
        dropped,
        merged,
        is_one_paragraph: false,
    }
}

static DAMAGES: [Damage; 6] = [
    damage("none", 0.0, 0.0),
    damage("5 % dropped", 0.05, 0.0),
    damage("5 % merged", 0.0, 0.05),
    damage("2.5 % dropped, 2.5 % merged", 0.025, 0.025),
    damage("5 % dropped, 5 % merged", 0.05, 0.05),
    Damage {
        is_one_paragraph: true,
        ..damage("2.5 % dropped, 2.5 % merged, no paragraphs", 0.025, 0.025)
    },
];

/// The figures as Markdown; those without and with 5 % damage must reach `least`.
fn section(name: &str, pairs: &[[String; 2]], least: [f64; 2]) -> String {
    let mut text = format!(
        "{name}: {} pairs, {PARAGRAPH} to a paragraph.\n\n\
         | damage | pairs | precision | recall | F1 | F1, every sentence its own pair | lonely found |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
        pairs.len()
    );
    let mut bins = Bins::default();
    let mut divided = String::new();
    for (at, damage) in DAMAGES.iter().enumerate() {
        let seeds = if damage.dropped + damage.merged > 0.0 {
            SEEDS
        } else {
            1
        };
        let mut counts = Counts::default();
        for seed in 0..seeds {
            let trial = Trial::new(pairs, *damage, seed);
            trial.judge(&mut counts, &mut bins);
        }
        let f1 = counts.f1();
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            damage.name,
            counts.gold,
            percent(counts.exact, counts.found),
            percent(counts.exact, counts.gold),
            fixed(f1),
            fixed(counts.strict_f1()),
            lonely(&counts),
        )
        .expect("memory can be written");
        if at == 0 {
            let others = counts.gold - counts.divided;
            divided = format!(
                "Without damage {} pairs are several sentences, each paired within its own; of the other {others}, \
                 {} are found as one pair of sentences.\n",
                counts.divided,
                percent(counts.strict.1, others),
            );
        }
        let least = if at == 0 { least[0] } else { least[1] };
        assert!(at > 3 || f1 >= least, "{}: {f1:.4}\n{text}", damage.name);
    }
    write!(text, "\n{divided}\n{}", bins.table()).expect("memory can be written");
    text
}

fn lonely(counts: &Counts) -> String {
    match counts.lonely {
        (_, 0) => "–".to_owned(),
        (found, all) => format!("{found} of {all}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> String {
    fixed(part as f64 / whole.max(1) as f64)
}

fn fixed(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

#[derive(Default)]
struct Counts {
    /// Pairs that there are, that were found, and of those found the ones that there are.
    gold: usize,
    found: usize,
    exact: usize,
    /// Found and exact where the sentences of one pair are not counted together.
    strict: (usize, usize),
    /// Pairs found whole as several pairs of sentences.
    divided: usize,
    /// Sentences that only one side has: found as such, and all.
    lonely: (usize, usize),
}

impl Counts {
    fn f1(&self) -> f64 {
        f1(self.exact, self.found, self.gold)
    }

    fn strict_f1(&self) -> f64 {
        f1(self.strict.1, self.strict.0, self.gold)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn f1(exact: usize, found: usize, gold: usize) -> f64 {
    2.0 * exact as f64 / (found + gold).max(1) as f64
}

/// Pairs by their confidence, and how many of them are right.
#[derive(Default)]
struct Bins([(usize, usize, f64); 6]);

/// Lower ends of the bins.
const BINS: [f64; 6] = [0.0, 0.5, 0.7, 0.9, 0.95, 0.99];

impl Bins {
    fn add(&mut self, confidence: f64, is_right: bool) {
        let bin = BINS.iter().rposition(|&low| confidence >= low).unwrap_or(0);
        self.0[bin].0 += 1;
        self.0[bin].1 += usize::from(is_right);
        self.0[bin].2 += confidence;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
    fn table(&self) -> String {
        let mut text = String::from("| confidence | pairs | mean | right |\n|---|--:|--:|--:|\n");
        for (at, (count, right, sum)) in self.0.iter().enumerate() {
            let high = BINS.get(at + 1).copied().unwrap_or(1.0);
            let mean = sum / (*count).max(1) as f64;
            writeln!(
                text,
                "| {:.2}–{high:.2} | {count} | {mean:.3} | {} |",
                BINS[at],
                percent(*right, *count)
            )
            .expect("memory can be written");
        }
        text
    }
}

/// Characters of a document, white space left out, end exclusive.
type Chars = Range<usize>;

/// Two documents, and where the pairs that they were made of stand in them.
struct Trial {
    documents: [Document; 2],
    /// Swedish and English side of each pair; one is empty where it was dropped.
    gold: Vec<[Chars; 2]>,
}

impl Trial {
    fn new(pairs: &[[String; 2]], damage: Damage, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let sides = [0, 1].map(|side| SpoiltSide::new(pairs, side, damage, &mut rng));
        let documents = [0, 1].map(|side| {
            let lang = [Language::Swedish, Language::English][side];
            Document::parse("joined", &sides[side].text, Markup::Plain, lang)
        });
        Self {
            documents,
            gold: gold(&sides),
        }
    }

    fn judge(&self, counts: &mut Counts, bins: &mut Bins) {
        let [swedish, english] = &self.documents;
        let pairs = align(&Annotator::new(), swedish, english);
        let ends = [swedish, english].map(char_ends);
        let mut covered = vec![[0, 0]; self.gold.len()];
        let mut parts = vec![0; self.gold.len()];
        for pair in &pairs {
            let sides = [chars(&ends[0], &pair.source), chars(&ends[1], &pair.target)];
            let home = self.home(&sides);
            if let Some(home) = home {
                covered[home][0] += sides[0].len();
                covered[home][1] += sides[1].len();
                parts[home] += 1;
            }
            if pair.is_lonely() {
                continue;
            }
            bins.add(pair.confidence, self.belong_together(&sides));
            counts.strict.0 += 1;
            counts.strict.1 += usize::from(home.is_some_and(|home| self.gold[home] == sides));
            counts.found += usize::from(home.is_none());
        }
        for ((gold, covered), parts) in self.gold.iter().zip(covered).zip(parts) {
            let is_whole = covered == [gold[0].len(), gold[1].len()];
            if gold.iter().any(Range::is_empty) {
                counts.lonely.0 += usize::from(is_whole);
                counts.lonely.1 += 1;
            } else {
                counts.gold += 1;
                counts.exact += usize::from(is_whole);
                counts.divided += usize::from(is_whole && parts > 1);
                counts.found += usize::from(covered != [0, 0]);
            }
        }
    }

    /// True for sides that lie in one pair, or are several pairs in a row.
    fn belong_together(&self, sides: &[Chars; 2]) -> bool {
        let find = |is_wanted: &dyn Fn(&[Chars; 2]) -> bool| self.gold.iter().position(is_wanted);
        let first = find(&|gold| (0..2).all(|side| gold[side].start == sides[side].start));
        let last = find(&|gold| (0..2).all(|side| gold[side].end == sides[side].end));
        let are_in_a_row = matches!((first, last), (Some(first), Some(last)) if first <= last);
        self.home(sides).is_some() || are_in_a_row
    }

    /// The pair that both sides lie in; what has one side only must lie in what has one side only.
    fn home(&self, sides: &[Chars; 2]) -> Option<usize> {
        let contains = |gold: &Chars, side: &Chars| {
            side.is_empty() || gold.start <= side.start && side.end <= gold.end
        };
        let is_lonely = |sides: &[Chars; 2]| sides.iter().any(Range::is_empty);
        self.gold.iter().position(|gold| {
            is_lonely(gold) == is_lonely(sides)
                && contains(&gold[0], &sides[0])
                && contains(&gold[1], &sides[1])
        })
    }
}

/// One side of the pairs as a document, with its damage.
struct SpoiltSide {
    text: String,
    /// Which pairs each piece of the text holds, in order: one, or two where they were merged.
    pieces: Vec<(Range<usize>, Chars)>,
}

impl SpoiltSide {
    fn new(pairs: &[[String; 2]], side: usize, damage: Damage, rng: &mut ChaCha8Rng) -> Self {
        let mut spoilt = Self {
            text: String::new(),
            pieces: Vec::new(),
        };
        let (mut at, mut chars) = (0, 0);
        while at < pairs.len() {
            let chance: f64 = rng.random();
            let can_merge = at + 1 < pairs.len() && (at + 1) % PARAGRAPH != 0;
            let mut held = at..at + 1;
            let mut piece = pairs[at][side].trim().to_owned();
            if can_merge && chance >= damage.dropped && chance < damage.dropped + damage.merged {
                piece = merged(&piece, pairs[at + 1][side].trim(), side);
                held.end += 1;
            }
            if chance >= damage.dropped {
                let len = visible_len(&piece);
                spoilt.pieces.push((held.clone(), chars..chars + len));
                spoilt.text.push_str(&piece);
                chars += len;
            }
            at = held.end;
            let is_end = at % PARAGRAPH == 0 && !damage.is_one_paragraph;
            spoilt.text.push_str(if is_end { "\n\n" } else { " " });
        }
        spoilt
    }
}

/// Two sentences as one.
fn merged(first: &str, second: &str, side: usize) -> String {
    let first = first.trim_end_matches(['.', '!', '?', '”', '"']);
    let and = ["och", "and"][side];
    let mut letters = second.chars();
    let initial = letters
        .next()
        .map(|letter| letter.to_lowercase().to_string());
    format!(
        "{first}, {and} {}{}",
        initial.unwrap_or_default(),
        letters.as_str()
    )
}

fn visible_len(text: &str) -> usize {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .count()
}

/// The pairs that are there: pieces of both sides that hold the same sentences, and those that
/// hold what the other side has not.
fn gold(sides: &[SpoiltSide; 2]) -> Vec<[Chars; 2]> {
    let mut gold: Vec<[Chars; 2]> = Vec::new();
    let mut next = [0, 0];
    loop {
        let heads = [0, 1].map(|side| sides[side].pieces.get(next[side]));
        let start = [0, 1].map(|side| heads[side].map_or(usize::MAX, |(held, _)| held.start));
        let first = start[0].min(start[1]);
        if first == usize::MAX {
            return gold;
        }
        // Takes pieces from either side for as long as they reach beyond each other.
        let mut reach = first + 1;
        let mut taken = [None::<Chars>, None];
        loop {
            let mut has_grown = false;
            for side in 0..2 {
                while let Some((held, chars)) = sides[side].pieces.get(next[side])
                    && held.start < reach
                {
                    reach = reach.max(held.end);
                    let start = taken[side]
                        .as_ref()
                        .map_or(chars.start, |taken| taken.start);
                    taken[side] = Some(start..chars.end);
                    next[side] += 1;
                    has_grown = true;
                }
            }
            if !has_grown {
                break;
            }
        }
        gold.push(taken.map(Option::unwrap_or_default));
    }
}

/// Where each sentence ends, in visible characters.
fn char_ends(document: &Document) -> Vec<usize> {
    let lens = document
        .sentences
        .iter()
        .map(|sentence| visible_len(&sentence.text));
    let ends = lens.scan(0, |sum, len| {
        *sum += len;
        Some(*sum)
    });
    std::iter::once(0).chain(ends).collect()
}

fn chars(ends: &[usize], sentences: &Range<usize>) -> Chars {
    if sentences.is_empty() {
        return 0..0;
    }
    ends[sentences.start]..ends[sentences.end]
}

/// Compares a section of the report with what was measured, or writes it.
fn assert_section(heading: &str, measured: &str) {
    static REPORT: Mutex<()> = Mutex::new(());
    let _guard = REPORT.lock();
    eprintln!("{heading}\n\n{measured}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/alignment.md");
    let report = fs::read_to_string(&path).expect("the report is there");
    let start = report.find(heading).expect("the report has the section") + heading.len();
    let end = report[start..]
        .find("\n## ")
        .map_or(report.len(), |len| start + len);
    let section = format!("\n\n{measured}");
    if std::env::var_os("PARVIS_UPDATE_REPORTS").is_some() {
        let text = format!("{}{section}{}", &report[..start], &report[end..]);
        fs::write(&path, text).expect("the report can be written");
    } else {
        assert!(
            report[start..end] == section,
            "reports/alignment.md is out of date: see the top of this file"
        );
    }
}

/// What is done to the targets of a file, from one row on.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Lost,
    Added,
    Swapped,
    Split,
    Merged,
}

impl Fault {
    const ALL: [Self; 5] = [
        Self::Lost,
        Self::Added,
        Self::Swapped,
        Self::Split,
        Self::Merged,
    ];
    /// Rows before the fault, rows until the sides are in step again, rows in all.
    const AT: usize = 15;
    const SHIFTED: usize = 12;
    const ROWS: usize = 40;

    /// Spoils the targets; `stranger` is the target of a row far away.
    fn spoil(self, targets: &mut Vec<String>, stranger: &str) {
        let end = Self::AT + Self::SHIFTED;
        match self {
            Self::Lost => {
                targets.remove(Self::AT);
                targets.insert(end, stranger.to_owned());
            }
            Self::Added => {
                targets.insert(Self::AT, stranger.to_owned());
                targets.remove(end);
            }
            Self::Swapped => targets.swap(Self::AT, Self::AT + 1),
            Self::Split => {
                let target = targets.remove(Self::AT);
                let middle = target.len() / 2;
                let space = target
                    .match_indices(' ')
                    .min_by_key(|(at, _)| at.abs_diff(middle));
                let (first, second) = target.split_at(space.map_or(0, |(at, _)| at));
                targets.insert(Self::AT, second.trim().to_owned());
                targets.insert(Self::AT, first.to_owned());
                targets.remove(end);
            }
            Self::Merged => {
                let second = targets.remove(Self::AT + 1);
                targets[Self::AT] = format!("{} {second}", targets[Self::AT]);
                targets.insert(end, stranger.to_owned());
            }
        }
    }
}

/// How the checks of displaced targets do on English rows with Swedish targets, as Markdown.
fn wrong_rows(pairs: &[[String; 2]]) -> String {
    let mut text = format!(
        "{} pairs as they are: {} displaced.\n\n\
         | fault | places | first row | 1–3 rows late | alarms a place |\n|---|--:|--:|--:|--:|\n",
        pairs.len(),
        displaced(pairs.to_vec()).len()
    );
    for fault in Fault::ALL {
        let (mut places, mut first, mut late, mut alarms) = (0, 0, 0, 0);
        for start in (0..pairs.len() - Fault::ROWS).step_by(23) {
            let mut rows = pairs[start..start + Fault::ROWS].to_vec();
            let mut targets = rows.iter().map(|[sv, _]| sv.clone()).collect();
            let stranger = &pairs[(start + pairs.len() / 2) % pairs.len()][0];
            fault.spoil(&mut targets, stranger);
            for (row, target) in rows.iter_mut().zip(targets) {
                row[0] = target;
            }
            let found = displaced(rows);
            places += 1;
            alarms += found.len();
            first += usize::from(found.contains(&Fault::AT));
            late += usize::from(
                !found.contains(&Fault::AT)
                    && found.iter().any(|row| row.abs_diff(Fault::AT + 2) <= 1),
            );
        }
        writeln!(
            text,
            "| {fault:?} | {places} | {} | {} | {} |",
            percent(first, places),
            percent(late, places),
            mean(alarms, places)
        )
        .expect("memory can be written");
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few hundred")]
fn mean(sum: usize, count: usize) -> String {
    format!("{:.2}", sum as f64 / count.max(1) as f64)
}

/// The rows with an alarm that a target is in the wrong place.
fn displaced(rows: Vec<[String; 2]>) -> Vec<usize> {
    struct Rows(usize, Vec<usize>);
    impl Sink for Rows {
        fn judged(&mut self, _: &Segment, judgement: Judgement) -> Result<()> {
            let is_alarm = judgement.findings.iter().any(|finding| {
                finding.check.ends_with("-segment")
                    && finding.group == parvis::Group::Alignment
                    && finding.severity > Severity::Neutral
            });
            if is_alarm {
                self.1.push(self.0);
            }
            self.0 += 1;
            Ok(())
        }

        fn failed(&mut self, error: Error) -> Result<()> {
            Err(error)
        }
    }
    let segments = rows
        .into_iter()
        .map(|[sv, en]| Ok(Segment::new(Language::English, en, sv)));
    let mut found = Rows(0, Vec::new());
    let run = Evaluator::new(Options::default()).run(segments, &mut found);
    run.expect("nothing fails");
    found.1
}

#[test]
fn every_sentence_is_in_one_pair() {
    let trial = Trial::new(&own_pairs(), DAMAGES[3], 7);
    let [swedish, english] = &trial.documents;
    let pairs: Vec<AlignedPair> = align(&Annotator::new(), swedish, english);
    let (mut source, mut target) = (0, 0);
    for pair in &pairs {
        assert_eq!((pair.source.start, pair.target.start), (source, target));
        (source, target) = (pair.source.end, pair.target.end);
    }
    assert_eq!(source, swedish.sentences.len());
    assert_eq!(target, english.sentences.len());
}
