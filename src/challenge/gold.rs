//! Reads gold-labelled pairs of either kind.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::finding::Group;
use crate::input::Bytes;
use crate::input::lines::Lines;
use crate::locale::Language;
use crate::segment::Segment;
use crate::span::Origin;

/// A pair whose verdicts are known.
#[derive(Clone, Debug)]
pub struct GoldPair {
    /// The pair.
    pub segment: Segment,
    /// What is known of it.
    pub items: Vec<Item>,
    /// The quantities of each side, where the gold lists them.
    pub quantities: Vec<(Language, Vec<GoldQuantity>)>,
}

/// A quantity as the gold writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct GoldQuantity {
    /// The canonical value.
    pub value: String,
    /// The unit, empty for plain numbers.
    pub unit: String,
}

/// One known verdict: whether a pair is right in one respect.
#[derive(Clone, Debug)]
pub struct Item {
    /// The respect.
    pub check: Group,
    /// What the pair is an example of.
    pub phenomenon: String,
    /// True when the pair is wrong.
    pub is_inconsistent: bool,
    /// True where both sides have the same numbers or names and only their roles differ.
    pub is_hard: bool,
    /// The items that count as right together only.
    pub group: String,
}

/// Reads gold-labelled pairs, a JSON object a line.
///
/// # Errors
///
/// The first line that is not gold, with its place: figures over half a file would mislead.
pub fn read_gold(bytes: Bytes) -> Result<Vec<GoldPair>> {
    let mut lines = Lines::new(bytes);
    let mut pairs = Vec::new();
    loop {
        let file = lines.file().clone();
        let Some(line) = lines.next_line()? else {
            return Ok(pairs);
        };
        if line.text.trim().is_empty() {
            continue;
        }
        let origin = Origin::new(file, line.number);
        let record: Record = serde_json::from_str(line.text)
            .map_err(|error| Error::file(origin.clone(), crate::input::json_message(&error)))?;
        let pair = record.into_pair(origin.clone());
        pairs.push(pair.map_err(|message| Error::file(origin, message))?);
    }
}

/// A line of gold, of either kind.
#[derive(Deserialize)]
struct Record {
    id: String,
    source_lang: String,
    sv: String,
    en: String,
    phenomenon: Option<String>,
    domain: Option<String>,
    check: Option<String>,
    verdict: Option<String>,
    #[serde(default)]
    hard: bool,
    group: Option<String>,
    errors: Option<Vec<LabelledError>>,
    quantities_sv: Option<Vec<GoldQuantity>>,
    quantities_en: Option<Vec<GoldQuantity>>,
}

#[derive(Deserialize)]
struct LabelledError {
    group: String,
}

impl Record {
    fn into_pair(self, origin: Origin) -> std::result::Result<GoldPair, String> {
        let items = match &self.errors {
            Some(errors) => self.items_of_all_groups(errors)?,
            None => vec![self.item()?],
        };
        let source_lang = Language::from_tag(&self.source_lang)
            .ok_or_else(|| expected("`sv` or `en` as source_lang", &self.source_lang))?;
        let quantities = [
            (Language::Swedish, self.quantities_sv),
            (Language::English, self.quantities_en),
        ]
        .into_iter()
        .filter_map(|(lang, quantities)| Some((lang, quantities?)))
        .collect();
        let (source, target) = match source_lang {
            Language::Swedish => (self.sv, self.en),
            Language::English => (self.en, self.sv),
        };
        let segment = Segment {
            id: self.id,
            is_numbered: false,
            origin,
            ..Segment::new(source_lang, source, target)
        };
        Ok(GoldPair {
            segment,
            items,
            quantities,
        })
    }

    /// The item of a challenge set.
    fn item(&self) -> std::result::Result<Item, String> {
        let (Some(check), Some(verdict)) = (&self.check, &self.verdict) else {
            return Err("expected the keys `check` and `verdict`, or `errors`".to_owned());
        };
        let is_inconsistent = match verdict.as_str() {
            "inconsistent" => true,
            "consistent" => false,
            other => return Err(expected("`consistent` or `inconsistent` as verdict", other)),
        };
        Ok(Item {
            check: group_named(check)?,
            phenomenon: self.phenomenon.clone().unwrap_or_default(),
            is_inconsistent,
            is_hard: self.hard,
            group: self.group.clone().unwrap_or_else(|| self.id.clone()),
        })
    }

    /// An item for every group: those without a labelled error are consistent.
    fn items_of_all_groups(
        &self,
        errors: &[LabelledError],
    ) -> std::result::Result<Vec<Item>, String> {
        let labelled: Vec<Group> = errors
            .iter()
            .map(|error| group_named(&error.group))
            .collect::<std::result::Result<_, _>>()?;
        let phenomenon = self.phenomenon.as_ref().or(self.domain.as_ref());
        let item = |check| Item {
            check,
            phenomenon: phenomenon.cloned().unwrap_or_default(),
            is_inconsistent: labelled.contains(&check),
            is_hard: self.hard,
            group: self.group.clone().unwrap_or_else(|| self.id.clone()),
        };
        Ok(Group::ALL.into_iter().map(item).collect())
    }
}

fn group_named(name: &str) -> std::result::Result<Group, String> {
    Group::from_name(name).ok_or_else(|| expected("the name of a group of checks", name))
}

fn expected(what: &str, found: &str) -> String {
    format!("expected {what}, found `{found}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Result<Vec<GoldPair>> {
        let bytes = Bytes::from_reader("gold.jsonl", std::io::Cursor::new(lines.to_owned()));
        read_gold(bytes.expect("memory can be read"))
    }

    #[test]
    fn reads_both_kinds_of_gold() -> Result<()> {
        let gold = read(concat!(
            r#"{"id":"1","phenomenon":"year","source_lang":"sv","sv":"1998","en":"1989","check":"quantity","verdict":"inconsistent","group":"g"}"#,
            "\n\n",
            r#"{"id":"2","domain":"news","source_lang":"en","sv":"Hej","en":"Hello","errors":[{"group":"entity","sv":"","en":""}]}"#,
        ))?;
        assert_eq!(gold.len(), 2);
        assert_eq!(
            (gold[0].items.len(), gold[1].items.len()),
            (1, Group::ALL.len())
        );
        assert_eq!(gold[1].segment.source, "Hello");
        let wrong: Vec<Group> = gold[1]
            .items
            .iter()
            .filter(|item| item.is_inconsistent)
            .map(|item| item.check)
            .collect();
        assert_eq!(wrong, [Group::Entity]);
        Ok(())
    }

    #[test]
    fn names_the_line_that_is_no_gold() {
        for (line, message) in [
            (
                "{",
                "gold.jsonl:1: expected a JSON object, found an error at column 1: EOF while parsing an object",
            ),
            (
                r#"{"id":"1","source_lang":"sv","sv":"","en":""}"#,
                "gold.jsonl:1: expected the keys `check` and `verdict`, or `errors`",
            ),
            (
                r#"{"id":"1","source_lang":"da","sv":"","en":"","errors":[]}"#,
                "gold.jsonl:1: expected `sv` or `en` as source_lang, found `da`",
            ),
            (
                r#"{"id":"1","source_lang":"sv","sv":"","en":"","check":"x","verdict":"consistent"}"#,
                "gold.jsonl:1: expected the name of a group of checks, found `x`",
            ),
        ] {
            let error = read(line)
                .map(|gold| gold.len())
                .map_err(|error| error.to_string());
            assert_eq!(error, Err(message.to_owned()));
        }
    }
}
