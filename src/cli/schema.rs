//! `parvis schema`: the JSON Schema of everything that parvis writes as JSON.

use super::Status;
use super::output::Output;
use crate::error::Result;
use crate::report::schema::schema;

pub(super) fn run() -> Result<Status> {
    let mut out = Output::stdout();
    out.write(|out| writeln!(out, "{:#}", schema()))?;
    out.flush()?;
    Ok(Status::Passed)
}
