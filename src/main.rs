//! The command `parvis`; everything it does is in the library.

fn main() {}
