//! Turns the CLDR JSON packages into the generated tables of `src/lexicon/quantity/`.
//!
//! ```text
//! npm install cldr-core cldr-units-full cldr-numbers-full cldr-dates-full
//! cargo run --example generate_quantity_tables -- node_modules
//! ```
//!
//! Three tables are written: the names and symbols of currencies, the names of months and weekdays,
//! and the written forms of the units listed in `units.tsv`. On the way the factors of `units.tsv`
//! are compared, as exact ratios, with CLDR's conversion factors, and the forms of `unit-forms.tsv`
//! with CLDR's; what differs is printed. Swedish comes from the locale `sv`, English from `en` and
//! `en-GB`, which brings the British spellings.
//!
//! Nothing is guessed: a form that CLDR gives to two units, or to two currencies, is left out. Bare
//! names such as `krona`, inflected forms that CLDR does not have and units of our own stand in the
//! hand-written tables beside the generated ones.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde_json::{Map, Value};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/quantity");

/// CLDR locales and the language that their forms are filed under.
const LOCALES: [(&str, &str); 3] = [("sv", "sv"), ("en", "en"), ("en-GB", "en")];

/// Forms that are as likely something else when they follow a number; so are their genitives.
const MISLEADING: [(&str, &str); 24] = [
    ("CD", "en"), // carats; compact discs
    ("Gb", "en"), // gigabits; gigabytes in careless writing, and so down to kb
    ("Gb", "sv"),
    ("Mb", "en"),
    ("Mb", "sv"),
    ("atmosfär", "sv"), // atmospheres of pressure; a mood
    ("atmosphere", "en"),
    ("cd", "en"), // candela; compact discs
    ("cd", "sv"),
    ("dec", "en"), // decades; December
    ("deg", "en"), // degrees of an angle; of temperature
    ("fat", "sv"), // barrels; dishes
    ("in", "en"),  // inches; the preposition
    ("kb", "en"),
    ("kb", "sv"),
    ("mb", "en"),         // millibars; megabytes
    ("miljarddel", "sv"), // parts per billion; a fraction: en miljarddels sekund
    ("miljarddelar", "sv"),
    ("miljondel", "sv"),
    ("miljondelar", "sv"),
    ("pt", "sv"),     // pints; points
    ("rad", "sv"),    // radians; a row
    ("st", "en"),     // stone; the ending of 1st
    ("stones", "en"), // stone; stones
];

fn main() -> Result<()> {
    let root = std::env::args_os()
        .nth(1)
        .ok_or("expected the path of a node_modules folder")?;
    let cldr = Cldr::open(PathBuf::from(root))?;
    let units = read_table("units.tsv")?;
    let own_forms = own_unit_forms()?;
    let (currencies, mut notes) = currency_forms(&cldr, &own_forms)?;
    write_table(&cldr, "cldr-currencies.tsv", "ISO 4217 code", &currencies)?;
    let calendar = calendar_names(&cldr)?;
    write_table(&cldr, "cldr-calendar.tsv", "kind\tnumber", &calendar)?;
    let (forms, disputed) = unit_forms(&cldr, &own_forms)?;
    write_table(&cldr, "cldr-unit-forms.tsv", "unit code", &forms)?;
    notes.extend(disputed);
    notes.extend(factor_differences(&cldr, &units)?);
    let mut out = io::stdout().lock();
    for note in notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

/// The CLDR JSON packages under one `node_modules` folder.
struct Cldr {
    root: PathBuf,
    version: String,
}

impl Cldr {
    fn open(root: PathBuf) -> Result<Self> {
        let package = read_json(&root.join("cldr-core/package.json"))?;
        let version = text(&package, "/version")?.to_owned();
        Ok(Self { root, version })
    }

    /// A part of `cldr-core/supplemental/<file>`, by JSON pointer below `/supplemental`.
    fn supplemental(&self, file: &str, pointer: &str) -> Result<Map<String, Value>> {
        let json = read_json(&self.root.join("cldr-core/supplemental").join(file))?;
        object(&json, &format!("/supplemental{pointer}"))
    }

    /// A part of `<package>/main/<locale>/<file>`, by JSON pointer below the locale.
    fn localised(
        &self,
        package: &str,
        locale: &str,
        file: &str,
        pointer: &str,
    ) -> Result<Map<String, Value>> {
        let folder = self.root.join(package).join("main").join(locale);
        let json = read_json(&folder.join(file))?;
        object(&json, &format!("/main/{locale}{pointer}"))
    }
}

fn read_json(path: &Path) -> Result<Value> {
    let json = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_str(&json)?)
}

fn object(json: &Value, pointer: &str) -> Result<Map<String, Value>> {
    let found = json.pointer(pointer).and_then(Value::as_object);
    Ok(found
        .ok_or_else(|| format!("no object at {pointer}"))?
        .clone())
}

fn text<'a>(json: &'a Value, pointer: &str) -> Result<&'a str> {
    let found = json.pointer(pointer).and_then(Value::as_str);
    Ok(found.ok_or_else(|| format!("no string at {pointer}"))?)
}

/// A form and its language.
type Form = (String, &'static str);

/// What each form may mean, before it is known whether it means one thing only.
#[derive(Default)]
struct Claims(BTreeMap<Form, BTreeSet<String>>);

impl Claims {
    fn add(&mut self, form: &str, language: &'static str, meaning: &str) {
        // Inside a form CLDR writes no-break spaces; the tables are matched after folding spaces.
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        if !form.is_empty() {
            let meanings = self.0.entry((form, language)).or_default();
            meanings.insert(meaning.to_owned());
        }
    }

    /// The forms that mean one thing only.
    fn settled(&self) -> BTreeMap<Form, String> {
        let single = self.0.iter().filter(|(_, meanings)| meanings.len() == 1);
        single
            .filter_map(|(form, meanings)| Some((form.clone(), meanings.first()?.clone())))
            .collect()
    }
}

/// The rows of a hand-written table, comments left out.
fn read_table(name: &str) -> Result<Vec<Vec<String>>> {
    let table = fs::read_to_string(Path::new(TABLES).join(name))?;
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    Ok(rows
        .map(|row| row.split('\t').map(str::to_owned).collect())
        .collect())
}

/// The hand-written unit forms, by form and language.
type OwnForms = BTreeMap<(String, String), OwnForm>;

/// The meaning of a hand-written form.
struct OwnForm {
    code: String,
    /// The form is also an ordinary noun that can be counted.
    is_soft: bool,
}

fn own_unit_forms() -> Result<OwnForms> {
    let rows = read_table("unit-forms.tsv")?;
    rows.into_iter()
        .map(|row| match <[String; 4]>::try_from(row) {
            Ok([form, language, code, kind]) => {
                let is_soft = kind == "soft";
                Ok(((form, language), OwnForm { code, is_soft }))
            }
            Err(row) => Err(format!("unit-forms.tsv: expected four fields in {row:?}").into()),
        })
        .collect()
}

fn write_table(
    cldr: &Cldr,
    name: &str,
    columns: &str,
    rows: &BTreeMap<Form, String>,
) -> Result<()> {
    let mut table = format!(
        "# From Unicode CLDR {}; licence Unicode-3.0, see ../UNICODE-LICENSE.txt\n\
         # Written by `cargo run --example generate_quantity_tables -- NODE_MODULES`; do not edit\n\
         # form\tlanguage\t{columns}\n",
        cldr.version
    );
    for ((form, language), meaning) in rows {
        table.push_str(&format!("{form}\t{language}\t{meaning}\n"));
    }
    fs::write(Path::new(TABLES).join(name), table)?;
    Ok(())
}

/// Names and symbols of the currencies in use and of those that the euro replaced, without the forms
/// of `currency-forms.tsv`, and a note on each of these that CLDR gives to another currency.
fn currency_forms(
    cldr: &Cldr,
    unit_forms: &OwnForms,
) -> Result<(BTreeMap<Form, String>, Vec<String>)> {
    let (names, symbols) = currency_claims(cldr)?;
    let mut forms = names.settled();
    for (symbol, code) in symbols {
        if symbol != code && !is_misleading_symbol(&symbol, unit_forms) {
            forms.insert((symbol.clone(), "sv"), code.clone());
            forms.insert((symbol, "en"), code);
        }
    }
    let mut notes = Vec::new();
    for row in read_table("currency-forms.tsv")? {
        let [form, language, own, ..] = row.as_slice() else {
            return Err(format!("currency-forms.tsv: expected three fields in {row:?}").into());
        };
        let language = if language == "sv" { "sv" } else { "en" };
        match forms.remove(&(form.clone(), language)) {
            Some(code) if code != *own => notes.push(format!(
                "{form} ({language}): {own} in currency-forms.tsv, {code} in CLDR"
            )),
            _ => {}
        }
    }
    Ok((forms, notes))
}

/// What names and symbols CLDR gives to the currencies that matter here.
fn currency_claims(cldr: &Cldr) -> Result<(Claims, Vec<(String, String)>)> {
    let regions = cldr.supplemental("currencyData.json", "/currencyData/region")?;
    let wanted = living_currencies(&regions);
    let (mut names, mut standard, mut narrow) =
        (Claims::default(), Claims::default(), Claims::default());
    for (locale, language) in LOCALES {
        let pointer = "/numbers/currencies";
        let entries = cldr.localised("cldr-numbers-full", locale, "currencies.json", pointer)?;
        for (code, entry) in entries.iter().filter(|(code, _)| wanted.contains(*code)) {
            for (key, form) in entry.as_object().into_iter().flatten() {
                let form = form.as_str().unwrap_or_default();
                match key.as_str() {
                    "symbol" => standard.add(form, "", code),
                    "symbol-alt-narrow" => narrow.add(form, "", code),
                    _ if key.starts_with("displayName") => {
                        names.add(without_remark(form), language, code);
                    }
                    _ => {}
                }
            }
        }
    }
    Ok((names, settled_symbols(&standard, &narrow)))
}

/// Legal tender of some region today, or of a region of the euro until the euro came.
///
/// CLDR dates an entry with `_to` once a currency is withdrawn, so that no clock is needed.
fn living_currencies(regions: &Map<String, Value>) -> BTreeSet<String> {
    let mut living = BTreeSet::new();
    for region in regions.values() {
        let entries: Vec<_> = region
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .flatten()
            .filter(|(_, entry)| entry["_tender"] != "false")
            .collect();
        let date = |entry: &Value, key: &str| entry[key].as_str().map(str::to_owned);
        let euro = entries.iter().find(|(code, _)| *code == "EUR");
        let euro_start = euro.and_then(|(_, entry)| date(entry, "_from"));
        for (code, entry) in entries {
            let end = date(entry, "_to");
            if end.is_none() || euro_start.is_some() && end >= euro_start {
                living.insert(code.clone());
            }
        }
    }
    living
}

/// Takes a remark such as `(konvertibel)` off a name; names told apart by years only become empty.
fn without_remark(name: &str) -> &str {
    match name.split_once('(') {
        Some((_, remark)) if remark.contains(|c: char| c.is_ascii_digit()) => "",
        Some((name, _)) => name.trim_end(),
        None => name,
    }
}

/// A symbol means the one currency that has it as its standard symbol in any of the locales, else
/// the one that has it as its narrow symbol.
fn settled_symbols(standard: &Claims, narrow: &Claims) -> Vec<(String, String)> {
    let mut symbols = standard.settled();
    for (form, code) in narrow.settled() {
        if !standard.0.contains_key(&form) {
            symbols.insert(form, code);
        }
    }
    let symbols = symbols.into_iter();
    symbols.map(|((form, _), code)| (form, code)).collect()
}

/// A letter or two that could be anything (`L`, `CF`), or a unit's form in some letter case (`Ft`).
fn is_misleading_symbol(symbol: &str, units: &OwnForms) -> bool {
    let lower = symbol.to_lowercase();
    let letters = symbol.trim_end_matches('.');
    let is_initial = letters.chars().all(char::is_alphabetic)
        && (letters.chars().count() == 1 || letters.len() == 2);
    is_initial || units.keys().any(|(form, _)| form.to_lowercase() == lower)
}

/// Names of months (1 to 12) and weekdays (1 is Monday), wide and abbreviated without the full stop.
fn calendar_names(cldr: &Cldr) -> Result<BTreeMap<Form, String>> {
    const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut names = Claims::default();
    for (locale, language) in LOCALES {
        let pointer = "/dates/calendars/gregorian";
        let file = "ca-gregorian.json";
        let calendar = cldr.localised("cldr-dates-full", locale, file, pointer)?;
        for (context, width) in [
            ("format", "wide"),
            ("format", "abbreviated"),
            ("stand-alone", "wide"),
            ("stand-alone", "abbreviated"),
        ] {
            let pointer = format!("/{context}/{width}");
            for (number, name) in object(&calendar["months"], &pointer)? {
                names.add(bare(&name), language, &format!("month\t{number}"));
            }
            for (day, name) in object(&calendar["days"], &pointer)? {
                let place = WEEK.iter().position(|name| *name == day);
                let number = place.ok_or_else(|| format!("unknown weekday {day}"))? + 1;
                names.add(bare(&name), language, &format!("weekday\t{number}"));
            }
        }
    }
    Ok(names.settled())
}

fn bare(name: &Value) -> &str {
    name.as_str().unwrap_or_default().trim_end_matches('.')
}

/// CLDR's forms for our units that `unit-forms.tsv` lacks, and a note on each form that it gives to
/// another unit than CLDR does.
fn unit_forms(cldr: &Cldr, own: &OwnForms) -> Result<(BTreeMap<Form, String>, Vec<String>)> {
    let claims = unit_claims(cldr)?;
    let codes: BTreeSet<_> = UNITS.iter().map(|(code, _)| *code).collect();
    let mut notes = Vec::new();
    for ((form, language), meanings) in &claims.0 {
        match own.get(&(form.clone(), (*language).to_owned())) {
            Some(OwnForm { code, .. }) if !meanings.contains(code) => notes.push(format!(
                "{form} ({language}): {code} in unit-forms.tsv, {meanings:?} in CLDR"
            )),
            _ => {}
        }
    }
    let mut forms = claims.settled();
    forms.retain(|(form, language), code| {
        codes.contains(code.as_str())
            && form.chars().nth(1).is_some()
            && !own.contains_key(&(form.clone(), (*language).to_owned()))
            && !is_misleading_form(form, language, code, own)
    });
    Ok((forms, notes))
}

/// A listed form, or the Swedish genitive of one that is listed, soft or another unit of ours.
fn is_misleading_form(form: &str, language: &str, code: &str, own: &OwnForms) -> bool {
    let is_listed = |form| MISLEADING.contains(&(form, language));
    let genitive_base = form.strip_suffix('s').filter(|_| language == "sv");
    is_listed(form)
        || genitive_base.is_some_and(|base| {
            let own_base = own.get(&(base.to_owned(), language.to_owned()));
            is_listed(base) || own_base.is_some_and(|own| own.is_soft || own.code != code)
        })
}

/// The forms of every CLDR unit; a unit without a code of ours keeps its CLDR name, so that a form
/// shared with it is seen to be ambiguous.
fn unit_claims(cldr: &Cldr) -> Result<Claims> {
    let codes: BTreeMap<_, _> = UNITS.iter().map(|(code, unit)| (*unit, *code)).collect();
    let mut claims = Claims::default();
    for (locale, language) in LOCALES {
        for width in ["long", "short", "narrow"] {
            let pointer = format!("/units/{width}");
            let units = cldr.localised("cldr-units-full", locale, "units.json", &pointer)?;
            for (id, patterns) in &units {
                let Some((_, unit)) = id.split_once('-') else {
                    continue;
                };
                let meaning = codes.get(unit).copied().unwrap_or(id.as_str());
                for pattern in counted_patterns(patterns) {
                    claims.add(&pattern.replace("{0}", ""), language, meaning);
                }
            }
        }
    }
    Ok(claims)
}

/// The patterns of a unit after a number, in every plural category and in the genitive
/// (`tre timmars`).
fn counted_patterns(patterns: &Value) -> impl Iterator<Item = &str> {
    let patterns = patterns.as_object().into_iter().flatten();
    patterns
        .filter(|(key, _)| {
            key.starts_with("unitPattern-count-") || key.starts_with("genitive-count-")
        })
        .filter_map(|(_, pattern)| pattern.as_str())
}

/// One note per unit of `units.tsv` whose factor is not CLDR's, and one on the units not compared.
///
/// The two may use different base units, so factors are compared by their ratio, which must be the
/// same for all units of a dimension.
fn factor_differences(cldr: &Cldr, units: &[Vec<String>]) -> Result<Vec<String>> {
    let conversions = Conversions::read(cldr)?;
    let ids: BTreeMap<_, _> = UNITS.iter().rev().copied().collect();
    let mut dimensions: BTreeMap<&str, Vec<(&str, BigRational, BigRational)>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for row in units {
        let [code, dimension, factor] = row.as_slice() else {
            return Err(format!("units.tsv: expected three fields in {row:?}").into());
        };
        let Some(id) = ids.get(code.as_str()) else {
            unknown.push(code.as_str());
            continue;
        };
        let factors = (code.as_str(), factor.parse()?, conversions.factor(id)?);
        dimensions.entry(dimension).or_default().push(factors);
    }
    let mut notes: Vec<_> = dimensions
        .iter()
        .flat_map(|(name, units)| uneven(name, units))
        .collect();
    notes.push(format!("not in CLDR: {}", unknown.join(" ")));
    Ok(notes)
}

/// The units whose ratio to CLDR's factor is not that of the dimension's base unit.
fn uneven(dimension: &str, units: &[(&str, BigRational, BigRational)]) -> Vec<String> {
    let base = units.iter().find(|(_, own, _)| own.is_one());
    let Some((_, own, cldr)) = base.or(units.first()) else {
        return Vec::new();
    };
    let scale = cldr / own;
    let expected = units
        .iter()
        .map(|(code, own, cldr)| (code, own, cldr / &scale));
    expected
        .filter(|(_, own, cldr)| *own != cldr)
        .map(|(code, own, cldr)| {
            format!("{code} ({dimension}): {own} in units.tsv, {cldr} in CLDR")
        })
        .collect()
}

/// CLDR's conversion factors, each to the base unit of its quantity.
struct Conversions {
    units: Map<String, Value>,
    constants: Map<String, Value>,
    prefixes: Map<String, Value>,
}

impl Conversions {
    fn read(cldr: &Cldr) -> Result<Self> {
        let part = |pointer| cldr.supplemental("units.json", pointer);
        Ok(Self {
            units: part("/convertUnits")?,
            constants: part("/unitConstants")?,
            prefixes: part("/unitPrefixes")?,
        })
    }

    /// The factor of a unit such as `kilometer-per-hour` or `pound-force-per-square-inch`.
    fn factor(&self, id: &str) -> Result<BigRational> {
        let mut parts = id.split("-per-");
        let mut factor = self.product(parts.next().unwrap_or_default())?;
        for divisor in parts {
            factor /= self.product(divisor)?;
        }
        Ok(factor)
    }

    /// The factor of units that are multiplied, each with its power, as in `kilowatt-hour`.
    fn product(&self, id: &str) -> Result<BigRational> {
        let words: Vec<_> = id.split('-').collect();
        let mut factor = BigRational::one();
        let mut power = 1;
        let mut at = 0;
        while at < words.len() {
            match words[at] {
                "square" => power = 2,
                "cubic" => power = 3,
                number if number.starts_with(|c: char| c.is_ascii_digit()) => {
                    factor *= decimal(number)?;
                }
                word => {
                    // Names such as nautical-mile hold hyphens too: take the longest that is known.
                    let (end, unit) = (at + 1..=words.len())
                        .rev()
                        .find_map(|end| Some((end, self.simple(&words[at..end].join("-"))?)))
                        .ok_or_else(|| format!("unknown unit {word} in {id}"))?;
                    factor *= unit?.pow(power);
                    power = 1;
                    at = end - 1;
                }
            }
            at += 1;
        }
        Ok(factor)
    }

    /// The factor of a unit with or without an SI prefix; `None` if there is no such unit.
    fn simple(&self, id: &str) -> Option<Result<BigRational>> {
        if let Some(unit) = self.units.get(id) {
            return Some(self.expression(unit["_factor"].as_str().unwrap_or("1")));
        }
        let mut prefixes = self.prefixes.iter();
        let (scale, unit) = prefixes.find_map(|(prefix, scale)| {
            let unit = id.strip_prefix(prefix.as_str())?;
            Some((scale, self.units.get(unit)?))
        })?;
        let factor = self.expression(unit["_factor"].as_str().unwrap_or("1"));
        Some(factor.and_then(|factor| Ok(factor * power_of(scale)?)))
    }

    /// The value of `a * b / c * d`, where CLDR lets the product bind closer than the quotient.
    fn expression(&self, expression: &str) -> Result<BigRational> {
        let mut parts = expression
            .split('/')
            .map(|part| self.constant_product(part));
        let mut value = parts.next().ok_or("empty factor")??;
        for divisor in parts {
            value /= divisor?;
        }
        Ok(value)
    }

    fn constant_product(&self, product: &str) -> Result<BigRational> {
        let mut value = BigRational::one();
        for name in product.split('*').map(str::trim) {
            value *= match self.constants.get(name) {
                Some(constant) => self.expression(text(constant, "/_value")?)?,
                None => decimal(name)?,
            };
        }
        Ok(value)
    }
}

/// The scale of an SI or a binary prefix.
fn power_of(prefix: &Value) -> Result<BigRational> {
    let (base, key) = match prefix.get("_power10") {
        Some(_) => (10, "/_power10"),
        None => (2, "/_power2"),
    };
    Ok(BigRational::from(BigInt::from(base)).pow(text(prefix, key)?.parse()?))
}

/// Reads `1852`, `0.3048` or `6.02214076E+23` exactly.
fn decimal(number: &str) -> Result<BigRational> {
    let (digits, exponent) = match number.split_once(['E', 'e']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>()?),
        None => (number, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let value: BigInt = format!("{whole}{fraction}").parse()?;
    let shift = exponent - i32::try_from(fraction.len())?;
    let value = BigRational::from(value) * BigRational::from(BigInt::from(10)).pow(shift);
    if value.is_zero() {
        return Err(format!("a factor of zero: {number}").into());
    }
    Ok(value)
}

/// Our unit codes and CLDR's names for them. CLDR has written forms for some of the composed names
/// only, but factors for all.
const UNITS: &[(&str, &str)] = &[
    ("A", "ampere"),
    ("B", "byte"),
    ("Bq", "becquerel"),
    ("GB", "gigabyte"),
    ("GHz", "gigahertz"),
    ("GW", "gigawatt"),
    ("GWh", "gigawatt-hour"),
    ("Gbit", "gigabit"),
    ("Gbit/s", "gigabit-per-second"),
    ("Hz", "hertz"),
    ("J", "joule"),
    ("K", "kelvin"),
    ("Kbit", "kilobit"),
    ("MB", "megabyte"),
    ("MHz", "megahertz"),
    ("MJ", "megajoule"),
    ("MP", "megapixel"),
    ("MPa", "megapascal"),
    ("MW", "megawatt"),
    ("MWh", "megawatt-hour"),
    ("Mbit", "megabit"),
    ("Mbit/s", "megabit-per-second"),
    ("Mt", "megatonne"),
    ("N", "newton"),
    ("Nm", "newton-meter"),
    ("PB", "petabyte"),
    ("Pa", "pascal"),
    ("Sv", "sievert"),
    ("TB", "terabyte"),
    ("TW", "terawatt"),
    ("TWh", "terawatt-hour"),
    ("V", "volt"),
    ("W", "watt"),
    ("Wh", "watt-hour"),
    ("acre", "acre"),
    ("atm", "atmosphere"),
    ("au", "astronomical-unit"),
    ("bar", "bar"),
    ("bbl", "barrel"),
    ("bit", "bit"),
    ("cal", "calorie"),
    ("cd", "candela"),
    ("cl", "centiliter"),
    ("cm", "centimeter"),
    ("cm2", "square-centimeter"),
    ("cm3", "cubic-centimeter"),
    ("ct", "carat"),
    ("cup", "cup"),
    ("d", "day"),
    ("deg", "degree"),
    ("dl", "deciliter"),
    ("dm", "decimeter"),
    ("dm2", "square-decimeter"),
    ("dm3", "cubic-decimeter"),
    ("eV", "electronvolt"),
    ("fathom", "fathom"),
    ("floz", "fluid-ounce"),
    ("ft", "foot"),
    ("ft2", "square-foot"),
    ("ft3", "cubic-foot"),
    ("g", "gram"),
    ("g/cm3", "gram-per-cubic-centimeter"),
    ("g/km", "gram-per-kilometer"),
    ("g/l", "gram-per-liter"),
    ("gal", "gallon"),
    ("h", "hour"),
    ("hPa", "hectopascal"),
    ("ha", "hectare"),
    ("hg", "hectogram"),
    ("hl", "hectoliter"),
    ("hp", "horsepower"),
    ("in", "inch"),
    ("in2", "square-inch"),
    ("kB", "kilobyte"),
    ("kHz", "kilohertz"),
    ("kJ", "kilojoule"),
    ("kN", "kilonewton"),
    ("kPa", "kilopascal"),
    ("kV", "kilovolt"),
    ("kW", "kilowatt"),
    ("kWh", "kilowatt-hour"),
    ("kcal", "kilocalorie"),
    ("kcal", "foodcalorie"),
    ("kg", "kilogram"),
    ("kg/m2", "kilogram-per-square-meter"),
    ("kg/m3", "kilogram-per-cubic-meter"),
    ("km", "kilometer"),
    ("km/h", "kilometer-per-hour"),
    ("km/s", "kilometer-per-second"),
    ("km2", "square-kilometer"),
    ("km3", "cubic-kilometer"),
    ("kn", "knot"),
    ("kt", "kilotonne"),
    ("kvadratmil", "square-mile-scandinavian"),
    ("l", "liter"),
    ("l/100km", "liter-per-100-kilometer"),
    ("l/mil", "liter-per-mile-scandinavian"),
    ("lb", "pound"),
    ("lm", "lumen"),
    ("lx", "lux"),
    ("ly", "light-year"),
    ("m", "meter"),
    ("m/s", "meter-per-second"),
    ("m/s2", "meter-per-square-second"),
    ("m2", "square-meter"),
    ("m3", "cubic-meter"),
    ("mA", "milliampere"),
    ("mAh", "milliampere-hour"),
    ("mSv", "millisievert"),
    ("mV", "millivolt"),
    ("mbar", "millibar"),
    ("mg", "milligram"),
    ("mg/l", "milligram-per-liter"),
    ("mi", "mile"),
    ("mi2", "square-mile"),
    ("mil", "mile-scandinavian"),
    ("min", "minute"),
    ("ml", "milliliter"),
    ("mm", "millimeter"),
    ("mm2", "square-millimeter"),
    ("mmHg", "millimeter-ofhg"),
    ("mmol/l", "millimole-per-liter"),
    ("mol", "mole"),
    ("mol/l", "mole-per-liter"),
    ("month", "month"),
    ("mpg", "mile-per-gallon"),
    ("mph", "mile-per-hour"),
    ("ms", "millisecond"),
    ("ng", "nanogram"),
    ("nm", "nanometer"),
    ("nmi", "nautical-mile"),
    ("ns", "nanosecond"),
    ("ohm", "ohm"),
    ("oz", "ounce"),
    ("pc", "parsec"),
    ("per_mille", "permille"),
    ("percent", "percent"),
    ("ppb", "part-per-1e9"),
    ("ppm", "part-per-1e6"),
    ("psi", "pound-force-per-square-inch"),
    ("pt", "pint"),
    ("px", "pixel"),
    ("qt", "quart"),
    ("rad", "radian"),
    ("rpm", "revolution-per-minute"),
    ("s", "second"),
    ("st", "stone"),
    ("t", "tonne"),
    ("tbsp", "tablespoon"),
    ("tsp", "teaspoon"),
    ("week", "week"),
    ("yd", "yard"),
    ("yd2", "square-yard"),
    ("yr", "year"),
    ("°C", "celsius"),
    ("°F", "fahrenheit"),
    ("µg", "microgram"),
    ("µm", "micrometer"),
    ("µs", "microsecond"),
];
