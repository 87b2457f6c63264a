//! `matterlint show`: what was understood of a page, the contract `matterlint/show/1`.

use serde_json::{Map, Value, json};

use super::visible;
use crate::front_matter::to_json;
use crate::profile::keys::{Key, KeyKind};
use crate::profile::{Consequence, DateRole};
use crate::site::dates::Precision;
use crate::site::images::ImageStatus;
use crate::site::{Page, Site};

/// Everything that was understood of `pages`, each with its path as the reader writes it.
pub fn render<'p>(pages: impl IntoIterator<Item = (String, &'p Page, &'p Site)>) -> Value {
    let pages: Vec<Value> = pages.into_iter().map(|(path, page, site)| self::page(&path, page, site)).collect();
    json!({"schema": "matterlint/show/1", "pages": pages})
}

fn page(path: &str, page: &Page, site: &Site) -> Value {
    json!({
        "path": path,
        "format": page.front_matter.block.map(|block| block.format.name()),
        "profile": site.profile.id,
        "kind": page.kind.name(),
        "language": page.language,
        "url": page.url,
        "values": values(page, site),
        "dates": dates(page),
        "terms": terms(page),
        "images": page.images.iter().map(|image| {
            let (status, file) = status(&image.status);
            json!({"key_path": image.key_path.to_string(), "value": image.value, "status": status, "file": file})
        }).collect::<Vec<_>>(),
    })
}

/// The values as the generator has them: a reserved key that wants a text and holds a collection has none.
fn values(page: &Page, site: &Site) -> Value {
    let root = page.front_matter.tree.root().filter(|root| root.is_map());
    let mut values = root.map_or_else(|| json!({}), to_json);
    for (name, value) in values.as_object_mut().into_iter().flatten() {
        let key = site.profile.keys.iter().find(|key| page.is_key(name, key.name));
        let loses_collections = |key: &Key| key.kind == KeyKind::Text && matches!(key.wrong, Consequence::Loses(_));
        if (value.is_array() || value.is_object()) && key.is_some_and(loses_collections) {
            *value = Value::String(String::new());
        }
    }
    values
}

fn dates(page: &Page) -> Map<String, Value> {
    let roles = [DateRole::Date, DateRole::Lastmod, DateRole::Publish, DateRole::Expiry];
    let shown = roles.into_iter().filter_map(|role| {
        let date = page.dates.of(role).or_else(|| page.dates.all().find(|date| date.role == role))?;
        let entry = date.entry(page);
        let moment = date.reading.moment();
        let text = entry.value.scalar().map_or_else(|| entry.value.span().of(&page.text), |scalar| &*scalar.text);
        let value = json!({
            "key_path": page.path_of(entry.value).unwrap_or_default().to_string(),
            "text": text,
            "instant": moment.map(crate::site::dates::Moment::rfc3339),
            "precision": moment.map(|moment| precision(moment.precision)),
        });
        Some((role.name().to_owned(), value))
    });
    shown.collect()
}

fn terms(page: &Page) -> Map<String, Value> {
    let mut by_taxonomy: Map<String, Value> = Map::new();
    for term in &page.terms {
        let shown = json!({"text": term.text, "term": term.term, "url": term.url});
        if let Value::Array(list) = by_taxonomy.entry(&term.taxonomy).or_insert_with(|| json!([])) {
            list.push(shown);
        }
    }
    by_taxonomy
}

/// The status in the contract's words, and the file.
fn status(status: &ImageStatus) -> (&'static str, Option<&str>) {
    match status {
        ImageStatus::Found(file) => ("found", Some(file)),
        ImageStatus::OtherCase(file) => ("case-mismatch", Some(file)),
        ImageStatus::Remote => ("remote", None),
        ImageStatus::Unverified(_) => ("unverified", None),
        ImageStatus::Beside(file) => ("missing", Some(file)),
        ImageStatus::Missing | ImageStatus::Empty | ImageStatus::Outside => ("missing", None),
    }
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Fraction => "fraction",
        Precision::Second => "second",
        Precision::Minute => "minute",
        Precision::Hour => "hour",
        Precision::Day => "day",
    }
}

/// What `show` says to a person: the same facts, a line each.
pub fn text(path: &str, page: &Page, site: &Site) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(out, "  {:<10} {}", visible(name), visible(value));
    };
    let none = || "-".to_owned();
    line("format", page.front_matter.block.map_or("no front matter", |block| block.format.name()));
    line("kind", page.kind.name());
    line("language", &page.language.clone().unwrap_or_else(none));
    line("url", &page.url.clone().unwrap_or_else(|| "not known".to_owned()));
    for entry in page.entries() {
        let value = to_json(entry.value);
        line(entry.name(), &value.to_string());
    }
    for (role, date) in dates(page) {
        line(&format!("= {role}"), &format!("{} from `{}`", text_of(&date["instant"]), text_of(&date["key_path"])));
    }
    for term in &page.terms {
        line(&format!("= {}", term.taxonomy), &format!("{} {}", term.term, term.url.clone().unwrap_or_default()));
    }
    for image in &page.images {
        let (status, file) = self::status(&image.status);
        line(&format!("= {}", image.key_path), &format!("{} {status} {}", image.value, file.unwrap_or_default()));
    }
    format!("{} ({})\n{out}", visible(path), site.profile.name)
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or("not readable")
}
