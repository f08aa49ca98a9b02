//! What the gate says, for people and for programs.

mod json;
mod terminal;

pub use json::write_json;
pub use terminal::write_terminal;

use crate::gate::Outcome;

/// An outcome with the commands that prove it.
#[derive(Clone, Debug)]
pub struct GateReport<'r> {
    /// What the gate says.
    pub outcome: &'r Outcome<'r>,
    /// For each reason the command that shows it, where there is one.
    pub commands: Vec<Option<String>>,
    /// The command that accepts what is right as it is.
    pub accept: String,
    /// Rows of the run.
    pub rows: u64,
}
