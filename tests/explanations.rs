//! Every check keeps the promise of its explanation: the first pair under `## Example` sets it
//! off, the pairs after it do not.

use std::sync::Arc;

use parvis::check::norm::Norms;
use parvis::check::settings::{Settings, SettingsByFile};
use parvis::check::{CheckInfo, infos};
use parvis::evaluate::{Judgement, Sink};
use parvis::glossary::Glossary;
use parvis::{Error, Evaluator, Group, Language, Options, Result, Segment, Severity};

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
        settings: tt(),
        ..Options::default()
    });
    // What a whole run or the neighbours show has no single pair for an example.
    let has_pair = |info: &&CheckInfo| {
        info.group != Group::Consistency && info.id != "quantity-moved" && !needs_neighbours(info)
    };
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

/// Checks whose example is a piece of a file.
fn needs_neighbours(info: &CheckInfo) -> bool {
    info.group == Group::Alignment && info.id.ends_with("-segment")
}

#[test]
fn examples_with_neighbours_do_what_they_say() {
    for info in infos().filter(|info| needs_neighbours(info)) {
        let (shown, right) = info
            .explanation
            .split_once("Not reported:")
            .expect("there is a counter-example");
        let alarms = alarms(&pairs(shown));
        assert_eq!(alarms, [info.id], "{}", info.id);
        assert_eq!(self::alarms(&pairs(right)), [""; 0], "{}", info.id);
    }
}

/// The checks of all findings from `minor` up in a file of these pairs.
fn alarms(segments: &[Segment]) -> Vec<&'static str> {
    struct Alarms(Vec<&'static str>);
    impl Sink for Alarms {
        fn judged(&mut self, _: &Segment, judgement: Judgement) -> Result<()> {
            let loud = judgement.findings.into_iter();
            let loud = loud.filter(|finding| finding.severity > Severity::Neutral);
            self.0.extend(loud.map(|finding| finding.check));
            Ok(())
        }

        fn failed(&mut self, error: Error) -> Result<()> {
            Err(error)
        }
    }
    let mut alarms = Alarms(Vec::new());
    let evaluator = Evaluator::new(Options::default());
    let run = evaluator.run(segments.iter().cloned().map(Ok), &mut alarms);
    run.expect("nothing fails");
    alarms.0
}

/// The norm that the explanation of `norm-deviation` speaks of.
fn tt() -> SettingsByFile {
    let norms = Norms::try_new(&["tt".to_owned()]).expect("the norm exists");
    SettingsByFile {
        common: Settings {
            norms,
            ..Settings::default()
        },
        ..SettingsByFile::default()
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
    pairs(section.split("\n## ").next().unwrap_or_default())
}

/// The pairs of a list.
fn pairs(section: &str) -> Vec<Segment> {
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
