//! What the names cost: loading the tables, finding the names of a text, comparing two sides.
//! Ids are `entity/<stage>/<what>`.

mod data;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parvis::annotate::entity::{Gazetteer, scan};
use parvis::annotate::{Annotator, Pair};
use parvis::check::entity::Entities;
use parvis::check::settings::Settings;
use parvis::check::{Check, Context};
use parvis::text::token::{Token, tokenize};
use parvis::{Language, Segment};

fn load(criterion: &mut Criterion) {
    assert!(Gazetteer::built_in().len() > 4000);
    criterion.bench_function("entity/load/tables", |bencher| {
        bencher.iter(Gazetteer::load);
    });
}

fn find(criterion: &mut Criterion) {
    let pairs = data::pairs(data::SIZES[1]);
    let gazetteer = Gazetteer::built_in();
    for lang in [Language::Swedish, Language::English] {
        let texts: Vec<(&str, Vec<Token>)> = pairs
            .iter()
            .map(|pair| text_in(pair, lang))
            .map(|text| (text, tokenize(text)))
            .collect();
        let bytes = texts.iter().map(|(text, _)| text.len() as u64).sum();
        let mut group = criterion.benchmark_group("entity/find");
        group.throughput(Throughput::ElementsAndBytes {
            elements: texts.len() as u64,
            bytes,
        });
        group.bench_function(BenchmarkId::from_parameter(lang), |bencher| {
            bencher.iter(|| {
                let found = texts
                    .iter()
                    .map(|(text, tokens)| scan(text, lang, tokens, gazetteer).1.len());
                found.sum::<usize>()
            });
        });
        group.finish();
    }
}

fn text_in(pair: &Segment, lang: Language) -> &str {
    if pair.source_lang == lang {
        &pair.source
    } else {
        &pair.target
    }
}

fn compare(criterion: &mut Criterion) {
    let segments = data::pairs(data::SIZES[1]);
    let annotator = Annotator::new();
    let pairs: Vec<Pair<'_>> = segments
        .iter()
        .map(|segment| annotator.annotate_pair(segment))
        .collect();
    let settings = Settings::default();
    let mut group = criterion.benchmark_group("entity/compare");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("pairs", |bencher| {
        bencher.iter(|| {
            let mut findings = Vec::new();
            for pair in &pairs {
                Entities.run(black_box(pair), &Context::alone(&settings), &mut findings);
            }
            findings.len()
        });
    });
    group.finish();
}

criterion_group!(benches, load, find, compare);
criterion_main!(benches);
