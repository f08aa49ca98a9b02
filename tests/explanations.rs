//! Every check keeps the promise of its explanation: the first pair under `## Example` sets it
//! off, the pairs after it do not.

use std::sync::Arc;

use parvis::check::{CheckInfo, infos};
use parvis::glossary::Glossary;
use parvis::{Evaluator, Group, Language, Options, Segment};

#[test]
fn every_check_is_explained_under_the_fixed_headings() {
    for info in infos() {
        for heading in ["## What it finds", "## Why", "## Example", "## Limits"] {
            assert!(info.explanation.contains(heading), "{}: {heading}", info.id);
        }
    }
}

#[test]
fn examples_do_what_they_say() {
    let evaluator = Evaluator::new(Options {
        glossary: Some(glossary()),
        ..Options::default()
    });
    // What a whole run or the neighbours show has no single pair for an example.
    let has_pair =
        |info: &&CheckInfo| info.group != Group::Consistency && info.id != "quantity-moved";
    for info in infos().filter(has_pair) {
        let examples = examples(info);
        assert!(examples.len() > 1, "{} has no counter-example", info.id);
        for (at, segment) in examples.iter().enumerate() {
            let found = evaluator.judge(segment).findings;
            let is_found = found.iter().any(|finding| finding.check == info.id);
            assert_eq!(
                is_found,
                at == 0,
                "{}: {} => {}: {found:?}",
                info.id,
                segment.source,
                segment.target
            );
        }
    }
}

/// The rows that the explanations of the glossary checks speak of.
fn glossary() -> Arc<Glossary> {
    let rows = "sv\ten\tnote\tflags\n\
                nätverk\tnetwork\n\
                kommun\tmunicipality\n\
                kommun\tcommune\t\tforbidden\n\
                Stormvakt\tStormvakt\t\tkeep\n";
    let glossary = Glossary::parse(rows, &"glossary.tsv".into(), false, Language::Swedish);
    Arc::new(glossary.expect("the rows are valid"))
}

/// The pairs of the example section; the first line of a pair is its source.
fn examples(info: &CheckInfo) -> Vec<Segment> {
    let section = info
        .explanation
        .split("## Example")
        .nth(1)
        .unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let sides: Vec<(Language, &str)> = section.lines().filter_map(side).collect();
    sides
        .chunks_exact(2)
        .map(|pair| Segment::new(pair[0].0, pair[0].1, pair[1].1))
        .collect()
}

fn side(line: &str) -> Option<(Language, &str)> {
    let (tag, text) = line.strip_prefix("- ")?.split_once(':')?;
    Some((Language::from_tag(tag)?, text.trim()))
}
