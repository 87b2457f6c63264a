//! Values that a generator refuses although their kind is right, and keys that contradict each other.

use super::{Page, Site};
use crate::front_matter::{Entry, NodeRef, Typed};
use crate::profile::{Contradiction, Refused, RefusedValue};

/// The entries of `page` whose values its generator refuses, in the order of the profile's data.
pub fn refused<'p>(page: &'p Page, site: &Site) -> Vec<(Entry<'p>, &'static RefusedValue)> {
    let mut found: Vec<(Entry<'p>, &'static RefusedValue)> = Vec::new();
    for value in site.profile.refused.iter().filter(|value| value.on.is_empty() || value.on.contains(&page.kind)) {
        for key in value.keys.iter().filter(|key| site.counts_on(page, key)) {
            let Some(entry) = page.entry_at(key) else { continue };
            for entry in judged(entry, value.shape) {
                let is_new = found.iter().all(|(known, _)| known.value.id() != entry.value.id());
                if is_new && has_shape(entry.value, value.shape, site) {
                    found.push((entry, value));
                }
            }
        }
    }
    found
}

/// The keys of `page` that must not both be true and are: the second entry of each pair, with the first.
pub fn contradictions<'p>(page: &'p Page, site: &Site) -> Vec<(Entry<'p>, Entry<'p>, &'static Contradiction)> {
    let is_true = |entry: &Entry<'_>| match entry.value.typed() {
        Some(Typed::Bool(value)) => value,
        Some(Typed::Str(text)) => text.eq_ignore_ascii_case("true"),
        _ => false,
    };
    let true_entry = |key: &str| page.get(key).filter(is_true);
    let pairs = site.profile.contradictions.iter();
    pairs.filter_map(|pair| Some((true_entry(pair.keys[1])?, true_entry(pair.keys[0])?, pair))).collect()
}

/// The entry itself, or one for each item where the items of a list are judged.
fn judged(entry: Entry<'_>, shape: Refused) -> Vec<Entry<'_>> {
    if matches!(shape, Refused::WithScheme | Refused::UnknownOutput) && entry.value.is_list() {
        return entry.value.items().map(|value| Entry { value, ..entry }).collect();
    }
    vec![entry]
}

fn has_shape(value: NodeRef<'_>, shape: Refused, site: &Site) -> bool {
    if shape == Refused::Collection {
        return value.is_list() || value.is_map();
    }
    if shape == Refused::EmptyList {
        return value.is_list() && value.items().next().is_none();
    }
    match value.typed() {
        Some(Typed::Null) => shape == Refused::Nothing,
        Some(Typed::Bool(value)) => shape == Refused::Boolean || (value && shape == Refused::SetButNoText),
        Some(Typed::Date(_)) => matches!(shape, Refused::NumberOrDate | Refused::SetButNoText),
        Some(Typed::Int(number)) => match shape {
            Refused::OutOf(low, high) => number < i128::from(low) || number > i128::from(high),
            Refused::SetButNoText => number != 0,
            shape => shape == Refused::NumberOrDate,
        },
        Some(Typed::Float(number)) => match shape {
            Refused::OutOf(low, high) => number < low as f64 || number > high as f64,
            Refused::SetButNoText => number != 0.0 && !number.is_nan(),
            shape => shape == Refused::NumberOrDate,
        },
        Some(Typed::Str(text)) => match shape {
            Refused::EmptyText => text.is_empty(),
            Refused::NoAddress => !text.is_empty() && !is_address(&text),
            // With capitals it is a path to Hugo, too.
            Refused::WithScheme => text.starts_with("http://") || text.starts_with("https://"),
            Refused::UnknownOutput => is_unknown_output(&text, site),
            _ => false,
        },
        None => false,
    }
}

/// Whether no output format has one of these names; Hugo parts a text at blanks.
fn is_unknown_output(text: &str, site: &Site) -> bool {
    let Some(formats) = &site.config.output_formats else { return false };
    text.split_whitespace().any(|name| !formats.contains(&name.to_lowercase()))
}

/// Whether a text is an address, or a path as it stands in one. Behind a scheme, browsers put up with any sign.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    has_scheme || text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>[\\]^`{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    /// As the validators of Docusaurus 3.10 answer.
    #[test]
    fn addresses_have_no_blanks_and_no_letters_beyond_ascii() {
        for text in
            ["./a.png", "/img/a.png", "%E5.png", "a%zz.png", "a#b?c=d", "@site/a.png", "http://x/图 1.png", "data:,x"]
        {
            assert!(is_address(text), "{text}");
        }
        for text in ["图.png", "a b.png", "a\\b.png", "a[1].png", "a\"b", "a|b", "a^b", "a{b}", "/a b"] {
            assert!(!is_address(text), "{text}");
        }
    }
}
