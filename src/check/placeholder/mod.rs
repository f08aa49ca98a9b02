//! Placeholders, tags, entities, escapes and addresses that the target has to keep.

mod accelerator_missing;
mod address_changed;
mod placeholder_mismatch;
mod placeholder_order;
mod tag_unbalanced;

pub use accelerator_missing::{ACCELERATOR_MISSING, AcceleratorMissing};
pub use address_changed::{ADDRESS_CHANGED, AddressChanged};
pub use placeholder_mismatch::{PLACEHOLDER_MISMATCH, PlaceholderMismatch};
pub use placeholder_order::{PLACEHOLDER_ORDER, PlaceholderOrder};
pub use tag_unbalanced::{TAG_UNBALANCED, TagUnbalanced};
