//! Words and phrases said twice in a row.

mod repeated_phrase;
mod repeated_word;

pub use repeated_phrase::{REPEATED_PHRASE, RepeatedPhrase};
pub use repeated_word::{REPEATED_WORD, RepeatedWord};
