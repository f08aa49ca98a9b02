//! How fast pairs are judged, from segments in memory to JSON lines: `evaluate/<stage>/<pairs>`.
//! One thread, so that the figures are pairs a second and core.

mod data;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parvis::evaluate::{Judgement, Sink};
use parvis::report::json;
use parvis::{Error, Evaluator, Options, Result, Segment};

fn evaluate(criterion: &mut Criterion) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global();
    pool.expect("no other pool was started");
    let evaluator = Evaluator::new(Options::default());
    bench(criterion, "annotate", |pairs| annotate(&evaluator, pairs));
    bench(criterion, "judge", |pairs| judge(&evaluator, pairs));
    bench(criterion, "score", |pairs| score(&evaluator, pairs));
}

/// Times `work` on pairs at every size; it must see them all.
fn bench(criterion: &mut Criterion, stage: &str, work: impl Fn(&[Segment]) -> usize) {
    let mut group = criterion.benchmark_group(format!("evaluate/{stage}"));
    for size in data::SIZES {
        let pairs = data::pairs(size);
        assert_eq!(work(&pairs), size);
        let bytes = byte_len(&pairs);
        group.throughput(Throughput::ElementsAndBytes {
            elements: size as u64,
            bytes,
        });
        group.bench_with_input(
            BenchmarkId::from_parameter(size),
            &pairs,
            |bencher, pairs| {
                bencher.iter(|| work(pairs));
            },
        );
    }
    group.finish();
}

/// Annotates both sides of each pair.
fn annotate(evaluator: &Evaluator, pairs: &[Segment]) -> usize {
    let annotated = pairs
        .iter()
        .map(|pair| evaluator.annotator().annotate_pair(pair));
    annotated
        .filter(|pair| pair.source.text.len() <= pair.segment.source.len())
        .count()
}

/// Annotates and checks each pair alone.
fn judge(evaluator: &Evaluator, pairs: &[Segment]) -> usize {
    let judged = pairs.iter().map(|pair| evaluator.judge(pair));
    judged
        .filter(|judgement| !judgement.scores.is_empty())
        .count()
}

/// The whole of `score` but reading: batches, context, checks, JSON.
fn score(evaluator: &Evaluator, pairs: &[Segment]) -> usize {
    let mut sink = Lines {
        bytes: Vec::new(),
        count: 0,
    };
    let run = evaluator.run(pairs.iter().cloned().map(Ok), &mut sink);
    run.expect("memory can be written");
    sink.count
}

/// Bytes of both sides.
fn byte_len(pairs: &[Segment]) -> u64 {
    let lens = pairs
        .iter()
        .map(|pair| pair.source.len() + pair.target.len());
    lens.sum::<usize>() as u64
}

struct Lines {
    bytes: Vec<u8>,
    count: usize,
}

impl Sink for Lines {
    fn judged(&mut self, segment: &Segment, judgement: Judgement) -> Result<()> {
        self.count += 1;
        self.bytes.clear();
        json::write_pair(segment, &judgement, false, &mut self.bytes)
            .map_err(|error| Error::output("memory", error))
    }

    fn failed(&mut self, error: Error) -> Result<()> {
        Err(error)
    }
}

criterion_group!(benches, evaluate);
criterion_main!(benches);
