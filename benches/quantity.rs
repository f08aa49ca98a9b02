//! What reading quantities costs: `quantity/read/<language>`, sentences of the corpora.

mod data;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parvis::Language;
use parvis::annotate::quantity::read;

fn sentences(criterion: &mut Criterion) {
    let pairs = data::pairs(data::SIZES[1]);
    for lang in [Language::Swedish, Language::English] {
        let texts: Vec<&str> = pairs
            .iter()
            .map(|pair| {
                if pair.source_lang == lang {
                    pair.source.as_str()
                } else {
                    &pair.target
                }
            })
            .collect();
        let bytes = texts.iter().map(|text| text.len() as u64).sum();
        let found: usize = texts.iter().map(|text| read(text, lang).len()).sum();
        assert!(found > texts.len() / 2, "the corpora hold numbers");
        let mut group = criterion.benchmark_group("quantity/read");
        group.throughput(Throughput::ElementsAndBytes {
            elements: texts.len() as u64,
            bytes,
        });
        group.bench_function(BenchmarkId::from_parameter(lang), |bencher| {
            bencher.iter(|| {
                texts
                    .iter()
                    .map(|text| read(black_box(text), lang).len())
                    .sum::<usize>()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, sentences);
criterion_main!(benches);
