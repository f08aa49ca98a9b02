//! Text in, text out: tokens and folded forms. Knows nothing of translation.

pub mod fold;
pub mod mt_tokenizer;
pub mod ngram;
pub mod pysplit;
pub mod token;
pub mod visible;
pub mod vocabulary;
