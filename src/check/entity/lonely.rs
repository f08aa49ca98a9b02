//! A name without a counterpart on the other side.

use super::agreement::LonelyWords;
use crate::annotate::Annotated;
use crate::annotate::entity::{Entity, EntityKind, EntryId};
use crate::finding::Evidence;
use crate::span::Span;

/// A name, or the part of one, that stands alone.
#[derive(Clone, Debug)]
pub(super) struct Lonely<'t> {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is the name of.
    pub(super) kind: EntityKind,
    /// What it may mean; empty for a name by shape.
    pub(super) entries: &'t [EntryId],
    /// Indices of its words without a counterpart.
    pub(super) words: Vec<usize>,
    /// True when the last word of the whole name agrees, so that it may just have been shortened:
    /// only a near-copy or a rival makes it an error.
    pub(super) is_partial: bool,
}

impl<'t> Lonely<'t> {
    /// The part `lonely` of `entity`; the whole of it where the gazetteer knows the name.
    pub(super) fn new(side: &Annotated<'_>, entity: &Entity<'t>, lonely: LonelyWords) -> Self {
        let spans = lonely.words.iter().map(|&at| side.words.list[at].span);
        let part = spans.reduce(Span::cover).unwrap_or(entity.span);
        Self {
            span: if entity.entries.is_empty() {
                part
            } else {
                entity.span
            },
            kind: entity.kind,
            entries: entity.entries,
            words: lonely.words,
            is_partial: lonely.is_partial,
        }
    }

    /// True when the gazetteer has the name.
    pub(super) const fn is_known(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Its place and, where the gazetteer has it, its id.
    pub(super) fn evidence(&self, side: &Annotated<'_>) -> Evidence {
        let id = self.entries.first();
        Evidence {
            value: id.map(|&id| side.gazetteer.entry(id).id.to_string()),
            ..Evidence::new(self.span, side.text)
        }
    }

    /// True when one may stand in the place of the other. A name by shape may be of any kind but a
    /// day or month.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let is_any = |name: &Self| matches!(name.kind, EntityKind::Name | EntityKind::Person);
        let is_day = |name: &Self| name.kind == EntityKind::Calendar;
        self.kind == other.kind
            || self.kind.is_geographic() && other.kind.is_geographic()
            || (is_any(self) || is_any(other)) && !is_day(self) && !is_day(other)
    }
}
