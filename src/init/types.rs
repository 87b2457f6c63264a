//! What the values of a key have in common: a type, a small set of values, a layout of dates.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::profile::keys::KeyKind;
use crate::text::nearest;

/// The share of values that must agree for a type to be proposed, in percent.
const AGREEING: usize = 98;
/// Fewest pages and most values of a set.
const SET_PAGES: usize = 30;
const SET_VALUES: usize = 8;

/// Types that the generator takes for one another under a key, so that none of them is a mistake.
pub fn interchangeable(kind: Option<KeyKind>) -> &'static [&'static str] {
    match kind {
        // `title: 2024`
        Some(KeyKind::Text | KeyKind::TypedText | KeyKind::Image) => &["string", "integer", "number", "boolean"],
        // `tags: go`
        Some(KeyKind::Terms | KeyKind::ListOrText) => &["array", "string"],
        _ => &[],
    }
}

/// The types that a key's values have: usually one; `None` where they have little in common. Those that are `equal` to
/// the generator count as one.
pub fn types(values: &[&Value], equal: &[&'static str]) -> Option<Vec<&'static str>> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    values.iter().for_each(|value| *counts.entry(type_of(value)).or_default() += 1);
    if counts.contains_key("number")
        && let Some(integers) = counts.remove("integer")
    {
        *counts.entry("number").or_default() += integers;
    }
    let equal_count: usize = equal.iter().filter_map(|name| counts.get(name)).sum();
    if equal_count > 0 && agrees(equal_count, values.len()) {
        return Some(equal.iter().copied().filter(|name| counts.contains_key(name)).collect());
    }
    let mut counts: Vec<(&'static str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let mut agreed = Vec::new();
    let mut covered = 0;
    for (name, count) in counts.into_iter().take(3) {
        agreed.push(name);
        covered += count;
        if agrees(covered, values.len()) {
            return Some(agreed);
        }
    }
    None
}

/// Whether `value` is of one of `types`.
pub fn is_of(value: &Value, types: &[&str]) -> bool {
    let own = type_of(value);
    types.contains(&own) || (own == "integer" && types.contains(&"number"))
}

/// The one type that all items of all lists have.
pub fn item_type(values: &[Value]) -> Option<&'static str> {
    let mut types = values.iter().filter_map(Value::as_array).flatten().map(type_of);
    let first = types.next().filter(|first| *first != "null")?;
    types.all(|other| other == first).then_some(first)
}

/// The values of a key that takes one of a few texts, the most used first, each with its count.
pub fn value_set(values: &[Value]) -> Option<Vec<(String, usize)>> {
    let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
    if texts.len() < SET_PAGES || !agrees(texts.len(), values.len()) {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().for_each(|text| *counts.entry(text).or_default() += 1);
    // The names of files have no end.
    if counts.keys().any(|text| text.is_empty() || text.contains(['/', '.'])) {
        return None;
    }
    let (once, often): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(_, count)| *count == 1);
    let mut set: Vec<(String, usize)> = often.into_iter().map(|(text, count)| (text.to_owned(), count)).collect();
    set.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    // A text that stands once is a slip, or else the set is open and the next page may bring another.
    let is_slip = |text: &str| nearest(text, set.iter().map(|(own, _)| own.as_str())).is_some();
    let is_closed = once.iter().all(|(text, _)| is_slip(text)) && agrees(texts.len() - once.len(), texts.len());
    let is_set = (2..=SET_VALUES).contains(&set.len()) && is_closed;
    is_set.then_some(set)
}

/// The layout that most dates have, as an example, and how many have it.
pub fn date_layout(values: &[Value]) -> Option<(String, usize)> {
    let mut layouts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for text in values.iter().filter_map(Value::as_str).filter(|text| is_date(text)) {
        let shape = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
        // The offset of a zone says nothing about the layout.
        let shape = shape.get(10..).map_or(shape.clone(), |rest| format!("{}{}", &shape[..10], rest.replace('-', "+")));
        layouts.entry(shape).or_insert_with(|| (text.to_owned(), 0)).1 += 1;
    }
    layouts.into_values().max_by_key(|(_, count)| *count)
}

/// Whether `text` begins with a year, a month and a day, and goes on with nothing but a time and a zone.
pub fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let is_number = |part: Option<&str>, digits: usize| {
        part.is_some_and(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let starts = is_number(parts.next(), 4) && is_number(parts.next(), 2);
    let rest = parts.next().unwrap_or_default();
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'T' | 'Z' | ' ');
    starts && is_number(rest.get(..2), 2) && rest.chars().all(is_time)
}

/// Whether so many values agree that the others may be slips.
pub fn agrees(part: usize, whole: usize) -> bool {
    part * 100 >= whole * AGREEING
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{date_layout, interchangeable, item_type, types, value_set};
    use crate::profile::keys::KeyKind;

    fn many(value: &Value, count: usize) -> Vec<Value> {
        vec![value.clone(); count]
    }

    #[test]
    fn one_in_fifty_may_be_a_slip() {
        let mut values = many(&json!("a"), 98);
        values.extend([json!(1), json!(true)]);
        let of = |values: &[Value], kind| types(&values.iter().collect::<Vec<_>>(), interchangeable(kind));
        assert_eq!(of(&values, None), Some(vec!["string"]));
        values.push(json!(2));
        assert_eq!(of(&values, None), Some(vec!["string", "integer"]));
        assert_eq!(of(&values, Some(KeyKind::Text)), Some(vec!["string", "integer", "boolean"]));
        assert_eq!(of(&[json!("a"), json!(1), json!([]), json!({})], None), None);
        assert_eq!(of(&[json!(1), json!(1.5)], None), Some(vec!["number"]));
        assert_eq!(of(&[json!(["a"]), json!("a")], Some(KeyKind::Terms)), Some(vec!["array", "string"]));
    }

    #[test]
    fn a_set_is_small_and_often_used() {
        let values = [many(&json!("post"), 40), many(&json!("link"), 10)].concat();
        let set = Some(vec![("post".to_owned(), 40), ("link".to_owned(), 10)]);
        assert_eq!(value_set(&values), set);
        assert_eq!(value_set(&[&values[..], &[json!("psot")]].concat()), set, "a slip");
        assert_eq!(value_set(&[&values[..], &[json!("gallery")]].concat()), None, "more may come");
        assert_eq!(value_set(&many(&json!("post"), 40)), None, "one value is no choice");
        let open: Vec<Value> = (0..60).map(|n| json!((n % 20).to_string())).collect();
        assert_eq!(value_set(&open), None);
    }

    #[test]
    fn lists_and_dates_have_their_likeness() {
        assert_eq!(item_type(&[json!(["a"]), json!(["b", "c"]), json!("x")]), Some("string"));
        assert_eq!(item_type(&[json!(["a", 1])]), None);
        let dates = [json!("2024-01-02T10:00:00+08:00"), json!("2024-01-03T11:00:00-03:00"), json!("2024-01-02")];
        assert_eq!(date_layout(&dates), Some(("2024-01-02T10:00:00+08:00".to_owned(), 2)));
    }
}
