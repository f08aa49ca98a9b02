//! Marks that were lost, broken or misplaced in translation.

mod doubled_mark;
mod misplaced_space;
mod terminal_mark_mismatch;
mod unbalanced_bracket;
mod unbalanced_quote;

pub use doubled_mark::{DOUBLED_MARK, DoubledMark};
pub use misplaced_space::{MISPLACED_SPACE, MisplacedSpace};
pub use terminal_mark_mismatch::{
    QUESTION_MARK_MISMATCH, TERMINAL_MARK_MISMATCH, TerminalMarkMismatch,
};
pub use unbalanced_bracket::{UNBALANCED_BRACKET, UnbalancedBracket};
pub use unbalanced_quote::{UNBALANCED_QUOTE, UnbalancedQuote};

/// True for a side whose marks can be compared: it says something.
fn has_text(side: &crate::annotate::Annotated<'_>) -> bool {
    !side.tokens.is_empty()
}
