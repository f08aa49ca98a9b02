//! `parvis completions`: a script for the shell to complete commands and options with.

use clap::{Args as ClapArgs, CommandFactory};
use clap_complete::Shell;

use super::Status;
use super::output::Output;
use crate::error::Result;

const EXAMPLES: &str = "\
Examples:
  parvis completions bash > ~/.local/share/bash-completion/completions/parvis
  parvis completions fish > ~/.config/fish/completions/parvis.fish";

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Args {
    pub(super) fn run(&self) -> Result<Status> {
        let mut script = Vec::new();
        let mut command = super::Args::command();
        clap_complete::generate(self.shell, &mut command, "parvis", &mut script);
        let mut out = Output::stdout();
        out.write(|out| out.write_all(&script))?;
        out.flush()?;
        Ok(Status::Passed)
    }
}
