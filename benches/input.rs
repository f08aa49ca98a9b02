//! How fast pairs are read, by format: `input/<format>/<pairs>`.

mod data;

use std::io::{Cursor, Write};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parvis::Segment;
use parvis::input::{Bytes, Format, Options};

/// Writes pairs in the form of a format.
type Writer = fn(&[Segment]) -> Vec<u8>;

fn input(criterion: &mut Criterion) {
    let formats: [(&str, Writer); 3] = [("tsv", tsv), ("csv", csv), ("jsonl", jsonl)];
    for (name, write) in formats {
        let format = Format::from_name(name).expect("the format is registered");
        let mut group = criterion.benchmark_group(format!("input/{name}"));
        for size in data::SIZES {
            let file = write(&data::pairs(size));
            assert_eq!(read(format, file.clone()), size);
            group.throughput(Throughput::ElementsAndBytes {
                elements: size as u64,
                bytes: file.len() as u64,
            });
            group.bench_with_input(BenchmarkId::from_parameter(size), &file, |bencher, file| {
                bencher.iter_batched(
                    || file.clone(),
                    |file| read(format, file),
                    criterion::BatchSize::LargeInput,
                );
            });
        }
        group.finish();
    }
}

/// Reads a whole file and counts its pairs.
fn read(format: &Format, file: Vec<u8>) -> usize {
    let bytes = Bytes::from_reader("bench", Cursor::new(file)).expect("memory can be read");
    let segments = (format.open)(bytes, &Options::default()).expect("the file has a header");
    segments.filter(Result::is_ok).count()
}

fn tsv(pairs: &[Segment]) -> Vec<u8> {
    let mut file = b"id\tsv\ten\n".to_vec();
    for pair in pairs {
        writeln!(file, "{}\t{}\t{}", pair.id, pair.source, pair.target)
            .expect("memory can be written");
    }
    file
}

fn csv(pairs: &[Segment]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = b"id,sv,en\n".to_vec();
    for pair in pairs {
        writeln!(
            file,
            "{},{},{}",
            pair.id,
            quoted(&pair.source),
            quoted(&pair.target)
        )
        .expect("memory can be written");
    }
    file
}

fn jsonl(pairs: &[Segment]) -> Vec<u8> {
    let mut file = Vec::new();
    for pair in pairs {
        let line = serde_json::json!({"id": pair.id, "source": pair.source, "target": pair.target});
        writeln!(file, "{line}").expect("memory can be written");
    }
    file
}

criterion_group!(benches, input);
criterion_main!(benches);
