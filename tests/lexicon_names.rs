//! The tables of names are sorted, unique and well-formed, and each tells its source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use parvis::annotate::entity::{EntityKind, Gazetteer};
use parvis::lexicon::names::{NameRow, TABLES, parse_table};

fn rows(text: &'static str) -> Vec<NameRow<'static>> {
    parse_table(text).expect("every table can be read").1
}

#[test]
fn tables_tell_their_kind_and_source() {
    for table in TABLES {
        let notes: Vec<&str> = table
            .text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .collect();
        assert!(notes[0].starts_with("# kind: "), "{}", table.name);
        assert!(notes[1].starts_with("# source: "), "{}", table.name);
        let rest = table.text.lines().skip(notes.len());
        assert!(
            !rest.clone().any(|line| line.starts_with('#')),
            "{}",
            table.name
        );
    }
}

#[test]
fn rows_are_sorted_and_unique() {
    for table in TABLES {
        let ids: Vec<&str> = rows(table.text).iter().map(|row| row.id).collect();
        let first_wrong = ids.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(first_wrong, None, "{}", table.name);
    }
}

#[test]
fn ids_and_forms_are_well_formed() {
    for table in TABLES {
        for row in rows(table.text) {
            let is_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            assert!(
                !row.id.is_empty() && row.id.chars().all(is_id),
                "{}: {}",
                table.name,
                row.id
            );
            for forms in [&row.swedish, &row.english] {
                let unique: BTreeSet<&str> = forms.iter().copied().collect();
                assert_eq!(unique.len(), forms.len(), "{}: {}", table.name, row.id);
                for form in forms {
                    let bare = form.strip_prefix('?').unwrap_or(form);
                    let is_clean = !bare.is_empty()
                        && bare.trim() == bare
                        && !bare.contains(['?', '\u{A0}', '’', '(', ';', '='])
                        && !bare.contains("  ");
                    assert!(is_clean, "{}: {}: `{form}`", table.name, row.id);
                }
            }
        }
    }
}

#[test]
fn every_table_in_the_folder_is_used() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/names");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.ends_with(".tsv"))
        .collect();
    let used = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(files, used);
}

#[test]
fn a_table_that_is_wrong_tells_where() {
    for (text, line, message) in [
        (
            "nl\tNederländerna\tNetherlands\n",
            1,
            "expected a line `# kind: …`",
        ),
        ("# kind: planet\n", 1, "no kind is called `planet`"),
        (
            "# kind: place\nnl\tNederländerna\n",
            2,
            "expected 3 tab-separated columns, found 2",
        ),
    ] {
        assert_eq!(parse_table(text), Err((line, message.to_owned())));
    }
}

#[test]
fn the_gazetteer_holds_every_row() {
    let count: usize = TABLES.iter().map(|table| rows(table.text).len()).sum();
    assert_eq!(Gazetteer::built_in().len(), count);
}

#[test]
fn kinds_have_one_name_each() {
    for kind in EntityKind::ALL {
        assert_eq!(EntityKind::from_name(kind.name()), Some(kind));
    }
}

#[test]
fn word_lists_are_sorted_and_folded() {
    let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    for file in ["words/english_common.txt", "words/english_rare.txt"] {
        let list = fs::read_to_string(lexicon.join(file)).expect("the list is there");
        let words: Vec<&str> = list.lines().collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{file}");
        let is_folded = |word: &&str| word.bytes().all(|letter| letter.is_ascii_lowercase());
        assert_eq!(words.iter().find(|word| !is_folded(word)), None, "{file}");
    }
    let names = fs::read_to_string(lexicon.join("names/given_names.txt")).expect("it is there");
    let names: Vec<&str> = names.lines().collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn readme_counts_the_rows() {
    let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    let readme = fs::read_to_string(lexicon.join("README.md")).expect("it is there");
    for table in TABLES {
        let row = format!("| `{}` | {} |", table.name, rows(table.text).len());
        assert!(
            readme.contains(&row),
            "the README of the tables lacks {row}"
        );
    }
}
