//! What may be typed at the cursor: keys and values, with what is known of them.

mod code;
mod dates;
mod images;
mod keys;
mod terms;
mod values;

use super::place::{Place, boundary};
use super::{Asked, pages};
use crate::text::TextEdit;

/// Most proposals that are made at once.
const MOST_ITEMS: usize = 400;

/// What may be typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// In the order in which they are to be shown.
    pub items: Vec<Item>,
    /// Whether there are no more than these; else it is worth asking again when more was typed.
    pub is_complete: bool,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// What is written when it is chosen, and what that replaces.
    pub edit: TextEdit,
    /// What the text that is replaced has to resemble: the label, within the quotes that were typed.
    pub filter: String,
    /// What it is.
    pub kind: ItemKind,
    /// A few words beside it: the type, the number of pages.
    pub detail: Option<String>,
    /// What it is for; Markdown.
    pub documentation: Option<String>,
    /// Whether it should not be used any more.
    pub is_deprecated: bool,
    /// The file that it names, relative to the site's root.
    pub file: Option<String>,
}

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// A key.
    Key,
    /// One of the values that a schema or the generator lists.
    Choice,
    /// `true`, `false`, a number.
    Constant,
    /// A value that other pages have.
    Text,
    /// A term of a taxonomy.
    Term,
    /// An author.
    Author,
    /// An image.
    Image,
    /// A template.
    Layout,
    /// A date.
    Date,
}

/// What may be typed at byte `offset` of the page.
pub fn complete(asked: &Asked<'_>, offset: usize) -> Completion {
    let offset = boundary(&asked.page.text, offset);
    let mut items = match Place::at(asked.page, offset) {
        Place::Nothing => Vec::new(),
        Place::Key(place) => keys::items(asked, &place),
        Place::Value(place) => {
            let mut items = values::items(asked, &place, offset);
            items.extend(keys::items_for_item(asked, &place));
            items
        }
    };
    let is_complete = items.len() <= MOST_ITEMS;
    if !is_complete {
        items.retain(|item| resembles(&item.filter, item.edit.span.of(&asked.page.text)));
        items.truncate(MOST_ITEMS);
    }
    Completion { items, is_complete }
}

/// Whether the characters of `typed` stand in `text` in their order, letter case ignored.
fn resembles(text: &str, typed: &str) -> bool {
    let mut chars = text.chars().flat_map(char::to_lowercase);
    typed.chars().flat_map(char::to_lowercase).all(|wanted| chars.any(|c| c == wanted))
}

impl Item {
    fn new(label: impl Into<String>, edit: TextEdit, kind: ItemKind) -> Self {
        let label = label.into();
        let filter = label.clone();
        Self { label, edit, filter, kind, detail: None, documentation: None, is_deprecated: false, file: None }
    }

    fn detail(mut self, detail: Option<String>) -> Self {
        self.detail = detail.filter(|detail| !detail.is_empty());
        self
    }

    fn documentation(mut self, paragraphs: Vec<String>) -> Self {
        self.documentation = (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"));
        self
    }
}
