//! The present, as the site writes its dates.

use super::code::Writing;
use super::{Item, ItemKind, pages};
use crate::assist::place::ValuePlace;
use crate::assist::{Asked, dotted, usage};
use crate::front_matter::{Format, Style, Typed, YamlParser, type_plain};
use crate::profile::DateReading;
use crate::site::dates::{
    self, Civil, DateLayout, Moment, Padding, Precision, TimeDetail, TimeLayout, Written, ZoneForm, layout_of,
};

/// Most layouts that are proposed.
const MOST_LAYOUTS: usize = 3;

/// Whether a date belongs at `place`.
pub fn is_date(asked: &Asked<'_>, place: &ValuePlace) -> bool {
    let (site, name) = (asked.site(), dotted(&place.path));
    site.is_date_key(&name) && site.counts_on(asked.page, &name)
}

/// The present in the layouts in which the site writes dates under this key, the most used first.
pub fn items(asked: &Asked<'_>, place: &ValuePlace) -> Vec<Item> {
    let used = layouts(asked, place);
    let counts: Vec<(DateLayout, bool, usize)> = if used.is_empty() { usual(asked) } else { used };
    let mut items: Vec<Item> = Vec::new();
    for (layout, is_bare, count) in counts {
        let Some(text) = written(asked, layout, is_bare) else { continue };
        if items.len() < MOST_LAYOUTS && items.iter().all(|item| item.label != text) {
            let detail = (count > 0).then(|| format!("now, as on {}", pages(count))).or(Some("now".to_owned()));
            items.push(item(asked, place, &text, is_bare).detail(detail));
        }
    }
    items
}

fn item(asked: &Asked<'_>, place: &ValuePlace, text: &str, is_bare: bool) -> Item {
    let writing = Writing::new(asked, place);
    let is_quoted = place.span.of(&asked.page.text).starts_with(['"', '\'']);
    let is_plain = asked.page.format() == Format::Yaml || (asked.page.format() == Format::Toml && is_bare);
    if is_plain && !is_quoted { writing.code(text, text, ItemKind::Date) } else { writing.text(text, ItemKind::Date) }
}

/// The layouts of pages in the format of this one, whether they are written without quotes, and on how many pages.
fn layouts(asked: &Asked<'_>, place: &ValuePlace) -> Vec<(DateLayout, bool, usize)> {
    let mut counts: Vec<(DateLayout, bool, usize)> = Vec::new();
    let format = asked.page.format();
    let pages = asked.workspace.pages().filter(|page| page.path != asked.page.path && page.format() == format);
    for node in pages.flat_map(|page| usage::values_at(page, &place.path)) {
        let Some(scalar) = node.scalar() else { continue };
        let Some(mut layout) = layout_of(scalar.text.trim()) else { continue };
        // `2024-11-12` says nothing of zeros; they are what any generator reads.
        if layout.padding == Padding::Open {
            layout.padding = Padding::Zeros;
        }
        let is_bare = !matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted);
        match counts.iter_mut().find(|(known, bare, _)| *known == layout && *bare == is_bare) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((layout, is_bare, 1)),
        }
    }
    counts.sort_by_key(|(_, _, count)| usize::MAX - count);
    counts
}

/// Layouts for a site that has no dates yet: the day, and the time with its zone.
fn usual(asked: &Asked<'_>) -> Vec<(DateLayout, bool, usize)> {
    let day = DateLayout { separator: '-', padding: Padding::Zeros, time: None };
    let time = |before, zone, zone_apart| DateLayout {
        time: Some(TimeLayout { before, detail: TimeDetail::Seconds, zone, zone_apart }),
        ..day
    };
    let with_time = match asked.site().profile.dates.reading {
        DateReading::Ruby => time(' ', ZoneForm::Plain, true),
        DateReading::Hexo => time(' ', ZoneForm::None, false),
        _ => time('T', ZoneForm::Colon, false),
    };
    vec![(day, true, 0), (with_time, true, 0)]
}

/// The present in `layout`; `None` where the generator would not read it as the present.
fn written(asked: &Asked<'_>, layout: DateLayout, is_bare: bool) -> Option<String> {
    let now = asked.now.timestamp();
    let zone = asked.site().zone();
    // Some generators take a time without a zone for UTC, whatever the site's zone is.
    for offset in [zone.offset_at(now), 0] {
        let wall = Civil::from_seconds(now + i64::from(offset), asked.now.timestamp_subsec_nanos());
        let text = layout.write(&Moment::new(wall, offset, true, Precision::Second));
        let Some(read) = read_back(asked, &text, is_bare) else { continue };
        let is_now = (read.unix_seconds() - now).abs() < 60;
        if is_now || layout.time.is_none() {
            return Some(text);
        }
    }
    None
}

/// What the generator makes of `text` under this key.
fn read_back(asked: &Asked<'_>, text: &str, is_bare: bool) -> Option<Moment> {
    let site = asked.site();
    let format = asked.page.format();
    let dialect = site.profile.dialect_of(asked.page.kind);
    let yaml: YamlParser = asked.page.front_matter.tree.yaml.unwrap_or(dialect.yaml);
    let (typed, style) = match format {
        Format::Yaml if is_bare => (type_plain(text, yaml), Style::Plain),
        Format::Toml if is_bare => (Typed::Date(text.into()), toml_style(text)?),
        _ => (Typed::Str(text.into()), Style::DoubleQuoted),
    };
    let written = Written::scalar(typed, style, format);
    dates::read(&written, site.profile.dates.reading, site.zone()).moment().cloned()
}

/// The kind of date that TOML makes of `text` without quotes; `None` where it makes none.
fn toml_style(text: &str) -> Option<Style> {
    let layout = layout_of(text).filter(|layout| layout.separator == '-' && layout.padding != Padding::None)?;
    match layout.time {
        None => Some(Style::LocalDate),
        Some(time) if time.zone_apart || time.detail == TimeDetail::Minutes => None,
        Some(time) => match time.zone {
            ZoneForm::None => Some(Style::LocalDateTime),
            ZoneForm::Z | ZoneForm::Colon => Some(Style::OffsetDateTime),
            ZoneForm::Plain => None,
        },
    }
}
