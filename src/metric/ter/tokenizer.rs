//! Tercom's normalisation, rule by rule as sacreBLEU 2.6.0 restates it.
//!
//! Its rules for kana can never fire (they are anchored inside the text) and are left out. The
//! range of "enclosed letters" runs from U+3200 to U+3F22, far into the ideographs, which changes
//! nothing, since those are split already.

use std::borrow::Cow;

use crate::metric::ter::Ter;
use crate::text::mt_tokenizer::{pad, resolve_entities, split_numeric_punctuation};

/// `text` with white space between its tokens.
pub(super) fn tokenize<'t>(text: &'t str, ter: &Ter) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    if text.is_empty() {
        return text;
    }
    if !ter.case_sensitive {
        text = Cow::Owned(text.to_lowercase());
    }
    if ter.normalized {
        text = Cow::Owned(normalize(&text));
        if ter.asian_support {
            text = Cow::Owned(split_ideographs(&text));
        }
    }
    if ter.no_punctuation {
        let is_removed = |c: char| {
            matches!(c, '.' | ',' | '?' | ':' | ';' | '!' | '"' | '(' | ')')
                || (ter.asian_support && is_asian_punctuation(c))
        };
        text = Cow::Owned(text.chars().filter(|&c| !is_removed(c)).collect());
    }
    text
}

fn normalize(text: &str) -> String {
    let text = text.replace("\n-", "").replace('\n', " ");
    let text = resolve_entities(Cow::Owned(text));
    let spaced = String::from_utf8(pad(&text)).expect("only ASCII was put in, between characters");
    // The padding puts a space after a final 's too.
    let possessives = spaced.replace("'s ", " 's ");
    let bytes = split_numeric_punctuation(possessives.into_bytes());
    String::from_utf8(bytes).expect("only ASCII was put in, between characters")
}

fn split_ideographs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if is_split_asian(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

fn is_split_asian(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{31c0}'..='\u{31ef}'
        | '\u{2e80}'..='\u{2eff}' | '\u{3300}'..='\u{33ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{3200}'..='\u{3f22}')
        || is_asian_punctuation(c)
}

fn is_asian_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff61}'..='\u{ff65}' | '\u{30fb}'
        | '\u{ff0e}' | '\u{ff0c}' | '\u{ff1f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff01}'
        | '\u{ff02}' | '\u{ff08}' | '\u{ff09}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pysplit::split_whitespace;

    /// Expected tokens are those of sacreBLEU 2.6.0.
    fn assert_tokens(ter: &Ter, text: &str, expected: &str) {
        let tokenized = tokenize(text, ter);
        assert_eq!(
            split_whitespace(&tokenized).collect::<Vec<_>>().join(" "),
            expected
        );
    }

    #[test]
    fn normalises_and_strips_on_request_only() {
        let plain = Ter::default();
        let normalized = Ter {
            normalized: true,
            ..Ter::default()
        };
        let bare = Ter {
            no_punctuation: true,
            case_sensitive: true,
            ..normalized.clone()
        };
        let text = "Kjell's hund (5-årig), Anna's";
        assert_tokens(&plain, text, "kjell's hund (5-årig), anna's");
        assert_tokens(&normalized, text, "kjell 's hund ( 5 - årig ) , anna 's");
        assert_tokens(&bare, text, "Kjell 's hund 5 - årig Anna 's");
        assert_tokens(&normalized, "&amp;lt; 3.14.", "< 3.14 .");
        assert_tokens(&plain, "", "");
    }

    #[test]
    fn splits_ideographs_with_asian_support() {
        let asian = Ter {
            normalized: true,
            asian_support: true,
            ..Ter::default()
        };
        assert_tokens(&asian, "日本語。", "日 本 語 。");
        let bare = Ter {
            no_punctuation: true,
            ..asian
        };
        assert_tokens(&bare, "日本語。", "日 本 語");
    }
}
