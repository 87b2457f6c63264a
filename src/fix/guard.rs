//! The guard against a fix that breaks what it was to repair, or changes what it was not asked to touch.

use serde_json::{Map, Value};

use super::Candidate;
use crate::finding::Safety;
use crate::front_matter::{NodeRef, to_json};
use crate::site::{Page, Source};
use crate::text::{KeyPath, Span, Step};
use crate::workspace::Workspace;

/// Whether the block of `page` reads at least as well with the text `after`, which `fixes` made of it, and all values but
/// those that they are about are the same.
pub(super) fn is_no_worse(page: &Page, after: String, fixes: &[&Candidate<'_>], workspace: &Workspace) -> bool {
    let source = Source { path: page.path.clone(), text: after, fault: None };
    let Some(new) = Page::new(source, workspace.site()) else { return false };
    let keeps_block = new.front_matter.block.is_some() || page.front_matter.block.is_none();
    let reads_as_well = new.front_matter.problems.len() <= page.front_matter.problems.len();
    keeps_block && reads_as_well && is_same_elsewhere(page, &new, fixes)
}

fn is_same_elsewhere(page: &Page, new: &Page, fixes: &[&Candidate<'_>]) -> bool {
    let value = |page: &Page| page.front_matter.tree.root().filter(|root| root.is_map()).map(to_json);
    // Where no keys could be read, there are none to keep.
    let Some(Value::Object(old)) = value(page) else { return true };
    let Some(Value::Object(new)) = value(new) else { return false };
    let places: Vec<KeyPath> = fixes.iter().flat_map(|fix| places(page, fix)).collect();
    let places: Vec<&[Step]> = places.iter().map(|place| &*place.0).collect();
    if page.front_matter.is_whole() {
        return is_same_map(&old, &new, &places);
    }
    // Keys behind a mistake come to light when it is repaired.
    let known = new.into_iter().filter(|(name, _)| old.contains_key(name)).collect();
    is_same_map(&old, &known, &places)
}

/// The places whose values a fix may change.
fn places(page: &Page, fix: &Candidate<'_>) -> Vec<KeyPath> {
    let is_about_value = page.front_matter.is_whole();
    if let Some(path) = fix.key_path.filter(|_| is_about_value) {
        return vec![if fix.fix.safety == Safety::Safe { path.clone() } else { whole_list(path) }];
    }
    let edited: Vec<Span> = fix.fix.edits.iter().map(|edit| edit.edit.span).collect();
    let entries: Vec<_> = page.entries().collect();
    let mut places: Vec<KeyPath> = fix.key_path.cloned().into_iter().collect();
    for (i, entry) in entries.iter().enumerate() {
        // What belongs to a key reaches to the next one: a mistake may have cut its value short.
        let start = entry.key.span().start;
        let end = entries.get(i + 1).map_or(u32::MAX, |next| next.key.span().start);
        let is_edited = edited.iter().any(|span| span.start < end && start <= span.end);
        if is_edited || page.is_guessed(entry.value) || is_guessed_inside(page, entry.value) {
            places.push(KeyPath::key(entry.name()));
        }
    }
    places
}

fn is_guessed_inside(page: &Page, value: NodeRef<'_>) -> bool {
    let span = value.span();
    page.front_matter.problems.iter().any(|problem| span.start <= problem.span.start && problem.span.start <= span.end)
}

/// The list that an item stands in: a fix that somebody looks at may split one item and join others.
fn whole_list(path: &KeyPath) -> KeyPath {
    let keys = path.0.iter().take_while(|step| matches!(step, Step::Key(_)));
    KeyPath(keys.cloned().collect())
}

/// Whether two values are the same but for what stands at `places`, which are given from here on.
fn is_same(old: &Value, new: &Value, places: &[&[Step]]) -> bool {
    if places.is_empty() {
        return old == new;
    }
    if places.iter().any(|place| place.is_empty()) {
        return true;
    }
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => is_same_map(old, new, places),
        (Value::Array(old), Value::Array(new)) => is_same_list(old, new, places),
        _ => false,
    }
}

/// A key at one of `places` may get another name, and may go.
fn is_same_map(old: &Map<String, Value>, new: &Map<String, Value>, places: &[&[Step]]) -> bool {
    let mut gone: Vec<&Value> = Vec::new();
    for (name, value) in old {
        let inner = below(places, &Step::Key(name.as_str().into()));
        match new.get(name) {
            Some(new) if is_same(value, new, &inner) => {}
            None if inner.iter().any(|place| place.is_empty()) => gone.push(value),
            _ => return false,
        }
    }
    let mut added = new.iter().filter(|(name, _)| !old.contains_key(*name));
    added.all(|(_, value)| gone.iter().position(|old| *old == value).map(|at| gone.swap_remove(at)).is_some())
}

/// An item at one of `places` may become another one, several, or none.
fn is_same_list(old: &[Value], new: &[Value], places: &[&[Step]]) -> bool {
    let mut below = (0..old.len()).map(|i| below(places, &Step::Index(i)));
    if old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| is_same(old, new, &below.next().unwrap_or_default()))
    {
        return true;
    }
    let is_place = |i: usize| places.iter().any(|place| matches!(place, [Step::Index(at)] if *at == i));
    let mut rest = new.iter();
    let mut kept = old.iter().enumerate().filter(|(i, _)| !is_place(*i));
    (0..old.len()).any(is_place) && kept.all(|(_, item)| rest.any(|new| new == item))
}

fn below<'p>(places: &[&'p [Step]], step: &Step) -> Vec<&'p [Step]> {
    places
        .iter()
        .filter_map(|place| place.split_first().filter(|(first, _)| *first == step).map(|(_, rest)| rest))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::is_same;
    use crate::text::KeyPath;

    fn same(old: Value, new: Value, places: &[KeyPath]) -> bool {
        is_same(&old, &new, &places.iter().map(|place| &*place.0).collect::<Vec<_>>())
    }

    #[test]
    fn only_the_place_of_the_fix_may_change() {
        let draft = [KeyPath::key("draft")];
        let old = json!({"title": "a", "draft": "no"});
        assert!(same(old.clone(), json!({"title": "a", "draft": false}), &draft));
        assert!(same(old.clone(), json!({"title": "a", "drafts": "no"}), &draft), "another name");
        assert!(same(old.clone(), json!({"title": "a"}), &draft));
        assert!(!same(old.clone(), json!({"title": "b", "draft": false}), &draft));
        assert!(!same(old.clone(), json!({"draft": false}), &draft));
        assert!(!same(old, json!({"title": "a", "draft": false, "x": 1}), &draft));
    }

    #[test]
    fn a_list_loses_the_item_of_the_fix_and_no_other() {
        let second = [KeyPath::key("tags").item(1)];
        let old = json!({"tags": ["a", "b", "c"]});
        assert!(same(old.clone(), json!({"tags": ["a", "c"]}), &second));
        assert!(same(old.clone(), json!({"tags": ["a", "x", "c"]}), &second));
        assert!(!same(old.clone(), json!({"tags": ["b", "c"]}), &second));
        assert!(!same(old, json!({"tags": ["a", "b"]}), &second));
    }
}
