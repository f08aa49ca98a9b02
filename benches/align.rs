//! How fast documents are aligned: `align/<stage>/<sentences>`, paragraphs of ten. One thread.

mod data;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parvis::Language;
use parvis::align::sentences::sentences;
use parvis::align::{Document, Markup, align};
use parvis::annotate::Annotator;

const PARAGRAPH: usize = 10;

fn benches(criterion: &mut Criterion) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global();
    pool.expect("no other pool was started");
    let annotator = Annotator::new();
    for size in data::SIZES {
        let [swedish, english] = texts(size);
        let documents = [
            document(&swedish, Language::Swedish),
            document(&english, Language::English),
        ];
        let mut group = criterion.benchmark_group("align");
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::new("split", size), |bencher| {
            bencher.iter(|| sentences(&swedish, Language::Swedish).len());
        });
        group.bench_function(BenchmarkId::new("align", size), |bencher| {
            bencher.iter(|| {
                let pairs = align(&annotator, &documents[0], &documents[1]);
                assert!(pairs.len() >= size / 2, "most sentences have a pair");
                pairs.len()
            });
        });
        group.finish();
    }
}

/// The pairs of the corpora as two texts.
fn texts(size: usize) -> [String; 2] {
    let mut texts = [String::new(), String::new()];
    for (at, pair) in data::pairs(size).iter().enumerate() {
        let end = if (at + 1) % PARAGRAPH == 0 {
            "\n\n"
        } else {
            " "
        };
        for (text, side) in texts.iter_mut().zip([&pair.source, &pair.target]) {
            text.push_str(side);
            text.push_str(end);
        }
    }
    texts
}

fn document(text: &str, lang: Language) -> Document {
    Document::parse("bench", text, Markup::Plain, lang)
}

criterion_group!(all, benches);
criterion_main!(all);
