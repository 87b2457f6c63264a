//! Pages on their way into a workspace.

use rayon::prelude::*;

use crate::site::{KeyUsage, Page};

/// Pages that were read. Their keys are counted at once, as long as they are at hand: to go through the trees of all pages
/// again takes longer than to count.
#[derive(Default)]
pub(super) struct ReadPages {
    #[expect(clippy::vec_box, reason = "each time that all pages are moved, their memory is needed twice")]
    pub(super) pages: Vec<Box<Page>>,
    pub(super) key_usage: KeyUsage,
}

impl ReadPages {
    pub(super) fn of(pages: impl ParallelIterator<Item = Box<Page>>) -> Self {
        pages.fold(Self::default, Self::with).reduce(Self::default, Self::and)
    }

    fn with(mut self, page: Box<Page>) -> Self {
        self.key_usage.add(&page);
        self.pages.push(page);
        self
    }

    fn and(mut self, other: Self) -> Self {
        self.pages.extend(other.pages);
        self.key_usage = self.key_usage.and(other.key_usage);
        self
    }
}
