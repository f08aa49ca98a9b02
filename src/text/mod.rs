//! Text in, text out: tokens and folded forms. Knows nothing of translation.

pub mod fold;
pub mod token;
