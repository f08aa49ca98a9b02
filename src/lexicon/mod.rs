//! The tables that ship with parvis. `README.md` beside this file tells the source and licence of
//! each.

pub mod names;
