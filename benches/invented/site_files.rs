//! What a site has beside its pages: configurations, a schema, list pages, pictures.

use super::File;
use super::page::{Place, SECTIONS, shared_pictures};
use super::png;
use super::words::{TAGS, capitalized};

const HUGO: &str = r#"baseURL = "https://lighthouse.example/"
title = "The lighthouse letters"
defaultContentLanguage = "en"

[languages.en]
weight = 1
[languages.zh]
weight = 2
[languages.ja]
weight = 3
[languages.de]
weight = 4

[taxonomies]
tag = "tags"
category = "categories"
"#;

const SCHEMA: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "required": ["title", "date", "description"],
  "properties": {
    "title": { "type": "string", "minLength": 1 },
    "date": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" },
    "description": { "type": "string", "maxLength": 400 },
    "draft": { "type": "boolean" },
    "weight": { "type": "integer", "minimum": 1 },
    "layout": { "enum": ["wide", "narrow", "gallery"] },
    "cover": { "type": "string" },
    "tags": { "type": "array", "items": { "type": "string" } },
    "params": { "type": "object", "properties": { "featured": { "type": "boolean" } } }
  }
}
"#;

/// The files that every site has.
pub fn all() -> impl Iterator<Item = File> {
    let rules = format!(
        "schemas:\n  - files: [\"content/*/**\"]\n    schema: schemas/page.json\nimages:\n  keys: [cover]\n\
         taxonomies:\n  tags: {{ vocabulary: [{}] }}\n",
        TAGS.join(", ")
    );
    let texts = [
        ("hugo.toml".to_owned(), HUGO.to_owned()),
        ("matterlint.yaml".to_owned(), rules),
        ("schemas/page.json".to_owned(), SCHEMA.to_owned()),
    ];
    let lists = SECTIONS.iter().map(|(section, _)| {
        let title = capitalized(section);
        let text = format!("---\ntitle: {title}\ndate: 2012-01-01\ndescription: All {section} in one list.\n---\n");
        (format!("content/{section}/_index.md"), text)
    });
    let texts = texts.into_iter().chain(lists).map(|(path, text)| File { path, bytes: text.into_bytes() });
    let shared = (0_u8..).zip(shared_pictures());
    texts.chain(shared.map(|(grey, path)| File { path, bytes: png::picture(16, 9, grey) }))
}

/// The pictures beside the page at `place`.
pub fn pictures(place: &Place) -> impl Iterator<Item = File> {
    let names = (0_u8..).zip(place.pictures());
    names.map(|(number, name)| File {
        path: format!("content/{}/{}/{name}", place.folder, place.slug),
        bytes: png::picture(24, 16, 60 * number),
    })
}
