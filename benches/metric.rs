//! Speed of every metric on the Swedish segments of `corpora/sacrebleu`, and of the paired tests.
//!
//! `cargo bench --bench metric`; throughput is in segments.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use parvis::compare::Measured;
use parvis::metric::{self, Options};
use parvis::stats::bootstrap::resampled_scores;
use parvis::stats::randomization::randomization_test;
use serde_json::Value;

/// References and hypotheses of one case.
struct Texts {
    references: Vec<String>,
    hypotheses: Vec<String>,
}

fn texts() -> Texts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/sacrebleu/golden.json");
    let text = std::fs::read_to_string(path).expect("the golden file");
    let golden: Value = serde_json::from_str(&text).expect("valid JSON");
    let cases = golden["cases"].as_array().expect("a list of cases");
    let case = cases
        .iter()
        .find(|case| case["name"] == "swedish")
        .expect("the Swedish case");
    let lines = |value: &Value| -> Vec<String> {
        let lines = value.as_array().expect("a list of lines").iter();
        lines
            .map(|line| line.as_str().expect("a line").to_owned())
            .collect()
    };
    Texts {
        references: lines(&case["references"][0]),
        hypotheses: lines(&case["systems"]["heavy"]),
    }
}

fn repeated(lines: &[String], copies: usize) -> Vec<String> {
    std::iter::repeat_n(lines, copies)
        .flatten()
        .cloned()
        .collect()
}

fn metrics(criterion: &mut Criterion) {
    let texts = texts();
    let mut group = criterion.benchmark_group("metric");
    group.throughput(Throughput::Elements(texts.references.len() as u64));
    for name in metric::names() {
        let metric =
            metric::from_name(name, &Options::default()).expect("a metric of the registry");
        let mut row = vec![0; metric.width()];
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for (hypothesis, reference) in texts.hypotheses.iter().zip(&texts.references) {
                    row.fill(0);
                    metric.statistics(&[black_box(hypothesis)], &[black_box(reference)], &mut row);
                }
                black_box(row[0])
            });
        });
    }
    group.finish();
}

fn tests(criterion: &mut Criterion) {
    const COPIES: usize = 40;
    let texts = texts();
    let chrf = metric::from_name("chrf", &Options::default()).expect("chrF");
    let references = repeated(&texts.references, COPIES);
    let systems = [repeated(&texts.hypotheses, COPIES), references.clone()];
    let measured = Measured::by(chrf.as_ref(), &systems, &[references]);
    let score = |sums: &[i64]| measured.score(sums);
    let [a, b] = &measured.tables[..] else {
        unreachable!("two systems were measured")
    };
    let mut group = criterion.benchmark_group("test/1000-trials");
    group.bench_function("randomization", |bencher| {
        bencher.iter(|| randomization_test(black_box(a), black_box(b), &score, 1000, 1));
    });
    group.bench_function("bootstrap", |bencher| {
        bencher
            .iter(|| resampled_scores(&[(black_box(a), &score), (black_box(b), &score)], 1000, 1));
    });
    group.finish();
}

criterion_group!(benches, metrics, tests);
criterion_main!(benches);
