//! The pages that Hugo and we judge.

/// A kind of fault: the name, pages that Hugo refuses, and clean counterparts.
pub type Kind = (&'static str, &'static [Page], &'static [Page]);

/// A page, by the format of its block.
pub enum Page {
    Yaml(&'static str),
    Toml(&'static str),
    Json(&'static str),
    /// Written down with its delimiters.
    Whole(&'static str),
}

use Page::{Json, Toml, Whole, Yaml};

impl Page {
    /// The page with its delimiters and a body.
    pub fn text(&self) -> String {
        match self {
            Yaml(block) => format!("---\n{block}\n---\n\nA line of {{text}}.\n"),
            Toml(block) => format!("+++\n{block}\n+++\n\nA line of {{text}}.\n"),
            Json(block) => format!("{block}\n\nA line of {{text}}.\n"),
            Whole(page) => (*page).to_owned(),
        }
    }
}

/// What Hugo passes over though the site's owner loses something, with what is lost.
pub const SILENT: &[(&str, &[Page])] = &[
    (
        "the page is published though it was meant to be a draft",
        &[
            Yaml("title: '{text}'\ndraft: yes"),
            Yaml("draft: on\ntitle: '{text}'"),
            Toml("title = '{text}'\ndraft = 'yes'"),
            Json("{\"title\": \"{text}\", \"draft\": \"yes\"}"),
        ],
    ),
    (
        "the terms are lost",
        &[
            Yaml("tags:\n  {name}: 1"),
            Yaml("tags: [[{name}]]"),
            Toml("tags = [['{name}']]"),
            Json("{\"tags\": {\"{name}\": 1}}"),
        ],
    ),
    ("the block is text of the page", &[Whole("<!-- {text} -->\n---\ntitle: {text}\n---\n")]),
];
