//! Which schemas a page has to satisfy.

use std::sync::Arc;

use super::dates::{self, Reading, Value, Written, Zone};
use super::{Page, Site};
use crate::front_matter::{Format, Style, Typed};
use crate::listing::Files;
use crate::profile::Profile;
use crate::profile::generator_config::GeneratorConfig;
use crate::schema::{DateCheck, NamedSchema, Schema, named_by};

/// A schema that a page has to satisfy.
pub struct PageSchema<'s> {
    /// The schema.
    pub schema: &'s Schema,
    /// Whether it was written with list pages in mind, so that they can lack keys too.
    pub for_list_pages: bool,
    /// Whether it was made of what another program says of the page, which that program does not insist on.
    pub is_borrowed: bool,
}

impl Site {
    /// The schemas that `page` has to satisfy: those that the configuration binds to its path, and the one it names. Without
    /// either, that of its content type in `frontmatter.json`.
    pub fn schemas_of(&self, page: &Page) -> Vec<PageSchema<'_>> {
        let bound = self.settings.schemas.iter().filter(|binding| binding.files.is_match(&page.path));
        let mut schemas: Vec<PageSchema<'_>> = Vec::new();
        for binding in bound {
            let Some(schema) = self.schemas.get(&binding.schema) else { continue };
            let for_list_pages = binding.patterns.iter().any(|pattern| pattern.contains("_index"));
            schemas.push(PageSchema { schema, for_list_pages, is_borrowed: false });
        }
        let named = self.schema_named_by(page).and_then(|named| self.found(&named));
        if let Some(schema) = named.filter(|named| schemas.iter().all(|known| known.schema.path != named.path)) {
            schemas.push(PageSchema { schema, for_list_pages: true, is_borrowed: false });
        }
        // Whoever has written a schema for the page wants that one.
        if schemas.is_empty() {
            schemas.extend(self.schema_of_content_type(page));
        }
        schemas
    }

    /// The schema that `page` names itself.
    pub fn schema_named_by(&self, page: &Page) -> Option<NamedSchema> {
        // Asked of every page three times, and next to none names one.
        if page.get("$schema").is_none() && page.front_matter.comments.is_empty() {
            return None;
        }
        named_by(&page.path, &page.text, &page.front_matter)
    }

    /// Takes in the schema that `page` names itself. To be called before the page is judged.
    pub fn add_named_schema(&mut self, page: &Page, files: &dyn Files) {
        let block = page.front_matter.block.map_or("", |block| block.content.of(&page.text));
        let Some(named) = self.schema_named_by(page).filter(|_| block.contains("$schema")) else { return };
        if let Some(path) = named.candidates.iter().find(|path| files.read(path).is_some()) {
            self.schemas.add(path, files);
        }
    }

    /// The schema of the content type that the page has to the extension Front Matter.
    fn schema_of_content_type(&self, page: &Page) -> Option<PageSchema<'_>> {
        if self.content_types.types.is_empty() {
            return None;
        }
        let entries = ["fmContentType", "type"].into_iter().filter_map(|key| page.get(key));
        let named: Vec<&str> = entries.filter_map(|entry| Some(&*entry.value.scalar()?.text)).collect();
        let schema = self.schemas.get(&self.content_types.of(&page.path, &named)?.title())?;
        Some(PageSchema { schema, for_list_pages: false, is_borrowed: true })
    }

    fn found(&self, named: &NamedSchema) -> Option<&Schema> {
        named.candidates.iter().find_map(|path| self.schemas.get(path))
    }
}

/// What satisfies the formats `date` and `date-time`: everything that the generator reads as a date.
pub fn date_check(profile: &'static Profile, config: &GeneratorConfig) -> DateCheck {
    let (reading, zone) = (profile.dates.reading, config.zone);
    Arc::new(move |text| {
        let read = |value: Typed<'_>| {
            let written = Written { value: Value::Scalar(value), style: Style::Plain, format: Format::Yaml };
            dates::read(&written, reading, Zone::Named(zone))
        };
        // A schema sees the text alone. Whether the generator's parser made a date of it is not known any more, so
        // either reading will do.
        let as_text = read(Typed::Str(text.into()));
        let as_date = read(Typed::Date(text.into()));
        let is_date = |reading: &Reading| matches!(reading, Reading::Moment(_) | Reading::DependsOnToday);
        is_date(&as_text) || is_date(&as_date) || matches!(as_text, Reading::Unknown)
    })
}
