//! JSON Lines: one object a line, with the keys `source` and `target` (or `sv` and `en`), and,
//! where there are any, `id`, `reference`, `document`, `domain`, `source_lang`, `target_lang`.
//! Other keys are left alone. Blank lines are not records.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::bytes::Bytes;
use super::layout::{Layout, list};
use super::lines::Lines;
use super::record::{ReadRecord, Record, Records};
use super::{Format, Options, Segments};
use crate::error::{Error, Result};
use crate::span::Origin;

pub(super) static FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson", "json"],
    open,
};

fn open(bytes: Bytes, options: &Options) -> Result<Segments> {
    let reader = JsonlReader {
        lines: Lines::new(bytes),
        options: options.clone(),
    };
    Ok(Box::new(Records::new(reader, options)))
}

struct JsonlReader {
    lines: Lines,
    options: Options,
}

impl ReadRecord for JsonlReader {
    fn read_record(&mut self) -> Option<Result<Record>> {
        loop {
            let file = self.lines.file().clone();
            let line = match self.lines.next_line() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            if line.text.trim().is_empty() {
                continue;
            }
            let origin = Origin::new(file, line.number);
            return Some(read_object(line.text, origin, &self.options));
        }
    }
}

fn read_object(text: &str, origin: Origin, options: &Options) -> Result<Record> {
    let object: Object<'_> = serde_json::from_str(text)
        .map_err(|error| Error::record(origin.clone(), json_message(&error)))?;
    let names: Vec<&str> = object.0.iter().map(|(name, _)| name.as_ref()).collect();
    let Some(layout) = Layout::from_names(&names, options) else {
        let message = format!("expected the keys of two sides, found {}", list(&names));
        return Err(Error::record(origin, message));
    };
    for (at, (name, value)) in object.0.iter().enumerate() {
        if let Some(found) = value.misfit(layout.is_side(at))
            && layout.is_read(at)
        {
            let message = format!("expected a string as `{name}`, found {found}");
            return Err(Error::record(origin, message));
        }
    }
    layout.record(origin, |column| object.0[column].1.as_str())
}

/// What is wrong with a line, as `column 7: expected …`.
pub(crate) fn json_message(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = whole.strip_suffix(&place).unwrap_or(&whole);
    format!(
        "expected a JSON object, found an error at column {}: {message}",
        error.column()
    )
}

/// An object in the order of its keys; a null is as good as no key.
struct Object<'l>(Vec<(Cow<'l, str>, Value<'l>)>);

/// A value as far as it can matter here.
enum Value<'l> {
    Text(Cow<'l, str>),
    Number(String),
    Null,
    Other(&'static str),
}

impl Value<'_> {
    /// The text; empty for what is none.
    fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number,
            Self::Null | Self::Other(_) => "",
        }
    }

    /// What the value is instead of a text; an id may be a number, a side may not.
    fn misfit(&self, is_side: bool) -> Option<&'static str> {
        match self {
            Self::Number(_) if is_side => Some("a number"),
            Self::Text(_) | Self::Number(_) | Self::Null => None,
            Self::Other(kind) => Some(kind),
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Object<'de>, A::Error> {
                let mut fields = Vec::with_capacity(8);
                while let Some(Key(key)) = map.next_key()? {
                    match map.next_value()? {
                        Value::Null => {}
                        value => fields.push((key, value)),
                    }
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A string that borrows from the line where it has no escapes.
struct Key<'l>(Cow<'l, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Text(text) => Ok(Self(text)),
            _ => Err(de::Error::custom("expected a string as key")),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_u64<E>(self, number: u64) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_f64<E>(self, _: f64) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Other("a fraction"))
            }

            fn visit_bool<E>(self, _: bool) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Other("true or false"))
            }

            fn visit_unit<E>(self) -> std::result::Result<Value<'de>, E> {
                Ok(Value::Null)
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> std::result::Result<Value<'de>, A::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Value::Other("a list"))
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Value<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Other("an object"))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
