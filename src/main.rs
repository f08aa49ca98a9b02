//! The command `parvis`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    parvis::cli::main()
}
