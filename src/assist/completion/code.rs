//! Keys and values in the spelling of the block's format and of what was typed already.

use super::{Item, ItemKind};
use crate::assist::Asked;
use crate::assist::place::{KeyForm, KeyPlace, ValuePlace};
use crate::front_matter::rewrite::{quoted, stands_without_quotes};
use crate::front_matter::{Format, Typed, YamlParser, type_plain};
use crate::text::{Span, TextEdit};

/// The proposal to write the key `name` at `place`.
pub fn key(asked: &Asked<'_>, place: &KeyPlace, name: &str) -> Item {
    let format = asked.page.format();
    let written = place.span.of(&asked.page.text);
    let spelt = match (format, written.chars().next()) {
        (Format::Json, _) => quoted(name, Format::Json),
        (_, Some('\'')) if !name.contains('\'') => format!("'{name}'"),
        (_, Some('"')) => quoted(name, format),
        (Format::Toml, _) if is_bare(name) => name.to_owned(),
        (Format::Yaml, _) if stands_without_quotes(name) || is_mark_and_name(name) => name.to_owned(),
        _ => quoted(name, format),
    };
    let insert = match (place.form, format) {
        (KeyForm::Header, _) => spelt.clone(),
        _ if place.has_mark => spelt.clone(),
        (_, Format::Toml) => format!("{spelt} = "),
        _ => format!("{spelt}: "),
    };
    let mut item = Item::new(name, TextEdit::replace(place.span, insert), ItemKind::Key);
    if written.starts_with(['"', '\'']) {
        item.filter = spelt;
    }
    item
}

/// A key such as `$schema` or `_build`, which YAML takes as it is.
fn is_mark_and_name(name: &str) -> bool {
    let rest = name.trim_start_matches(['$', '_']);
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether TOML takes a key without quotes.
fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// How values are written at a place.
pub struct Writing<'a> {
    format: Format,
    yaml: YamlParser,
    text: &'a str,
    place: &'a ValuePlace,
    /// Whether a value is to become the first item of a list.
    in_list: bool,
}

impl<'a> Writing<'a> {
    /// How values are written at `place`.
    pub fn new(asked: &Asked<'a>, place: &'a ValuePlace) -> Self {
        let page = asked.page;
        let dialect = asked.site().profile.dialect_of(page.kind);
        let yaml = page.front_matter.tree.yaml.unwrap_or(dialect.yaml);
        Self { format: page.format(), yaml, text: &page.text, place, in_list: false }
    }

    /// The same, with brackets around each value.
    pub fn in_list(self, in_list: bool) -> Self {
        Self { in_list, ..self }
    }

    /// The proposal to write the text `value`.
    pub fn text(&self, value: &str, kind: ItemKind) -> Item {
        let written = self.place.span.of(self.text);
        let code = match written.chars().next() {
            Some('\'') if self.format == Format::Yaml => format!("'{}'", value.replace('\'', "''")),
            Some('\'') if self.format == Format::Toml && !value.contains('\'') => format!("'{value}'"),
            Some('"') => self.double_quoted(value),
            _ if self.stands_alone(value) => value.to_owned(),
            _ => quoted(value, self.format),
        };
        self.item(value, code, kind)
    }

    /// The proposal to write `code` as it is.
    pub fn code(&self, label: &str, code: &str, kind: ItemKind) -> Item {
        self.item(label, code.to_owned(), kind)
    }

    /// The proposal to write one word of a text that holds several, in place of `span`. `None` where it cannot stand there.
    pub fn word(&self, value: &str, span: Span, separators: &[char], kind: ItemKind) -> Option<Item> {
        let is_quoted = self.place.span.of(self.text).starts_with(['"', '\'']);
        let fits = !value.contains(separators)
            && if is_quoted { !value.contains(['"', '\'', '\\']) } else { stands_without_quotes(value) };
        fits.then(|| {
            let blank = if self.place.needs_blank { " " } else { "" };
            Item::new(value, TextEdit::replace(span, format!("{blank}{value}")), kind)
        })
    }

    fn item(&self, label: &str, code: String, kind: ItemKind) -> Item {
        let blank = if self.place.needs_blank { " " } else { "" };
        let filter = code.clone();
        let code = if self.in_list { format!("[{code}]") } else { code };
        let mut item = Item::new(label, TextEdit::replace(self.place.span, format!("{blank}{code}")), kind);
        if self.place.span.of(self.text).starts_with(['"', '\'']) {
            item.filter = filter;
        }
        item
    }

    fn double_quoted(&self, value: &str) -> String {
        // JSON's escapes are also those of YAML and TOML.
        serde_json::to_string(value).unwrap_or_else(|_| quoted(value, self.format))
    }

    /// Whether `value` is this very text without quotes.
    fn stands_alone(&self, value: &str) -> bool {
        let is_text = || matches!(type_plain(value, self.yaml), Typed::Str(_));
        self.format == Format::Yaml && stands_without_quotes(value) && is_text()
    }
}
