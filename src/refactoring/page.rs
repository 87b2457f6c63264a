//! The new text of one page.

use super::Task;
use super::list::remove_items;
use crate::front_matter::rewrite::{quoted, remove_entry, replace_code, replace_text, stands_without_quotes};
use crate::front_matter::{Format, NodeRef, Style, Typed, to_json, type_plain};
use crate::profile::{TermText, Terms};
use crate::site::{Page, Source, TermEntry, TermUse};
use crate::text::{TextEdit, apply};

/// The text of `page` after the change; `None` where no edit is certain to change the term and nothing else.
pub fn rewritten(page: &Page, task: &Task<'_>) -> Option<String> {
    if page.fault.is_some() {
        return None;
    }
    let mut edits = Vec::new();
    for held in task.site.term_entries(page).filter(|held| held.taxonomy == task.taxonomy) {
        edits.extend(edits_of(page, held, task)?);
    }
    // Two taxonomies may share one list by an anchor, and one entry may be found twice.
    edits.sort();
    edits.dedup();
    let after = apply(&page.text, &edits).ok()?;
    is_as_wanted(page, &after, task).then_some(after)
}

/// Whether `after` has the wanted terms, and everything else as it was.
fn is_as_wanted(before: &Page, after: &str, task: &Task<'_>) -> bool {
    let source = Source { path: before.path.clone(), text: after.to_owned(), fault: None };
    let Some(after) = Page::new(source, task.site) else { return false };
    let has_changed = |used: &&TermUse| task.is_term(used) && (task.is_meant(&used.text) || task.is_new(&used.text));
    let kept = |page: &Page| -> Vec<(String, String)> {
        let kept = page.terms.iter().filter(|used| !has_changed(used));
        kept.map(|used| (used.taxonomy.clone(), used.text.clone())).collect()
    };
    let is_gone = !after.terms.iter().any(|used| task.is_term(used) && task.is_meant(&used.text));
    let has_new = task.new.is_none() || after.terms.iter().any(|used| task.is_term(used) && task.is_new(&used.text));
    let problems = |page: &Page| page.front_matter.problems.len();
    let body = |page: &Page| page.front_matter.block.map(|block| page.text[block.body..].to_owned());
    is_gone
        && has_new
        && kept(before) == kept(&after)
        && problems(before) == problems(&after)
        && body(before) == body(&after)
        && others(before, task) == others(&after, task)
}

/// The values of all keys that hold no terms of this taxonomy.
fn others(page: &Page, task: &Task<'_>) -> Vec<(String, serde_json::Value)> {
    let singular = task.site.profile.terms.singular.iter().filter(|singular| singular.taxonomy == task.taxonomy);
    let top = task.taxonomy.split('.').next().unwrap_or(task.taxonomy);
    let own: Vec<&str> = singular.map(|singular| singular.key).chain([top]).collect();
    let others = page.entries().filter(|entry| !own.iter().any(|key| page.is_key(entry.name(), key)));
    others.map(|entry| (entry.name().to_owned(), to_json(entry.value))).collect()
}

fn edits_of(page: &Page, held: TermEntry<'_>, task: &Task<'_>) -> Option<Vec<TextEdit>> {
    let value = held.entry.value;
    let removal = || match page.format() {
        Format::Json => Some(vec![replace_code(value, "[]")]),
        _ => remove_entry(&page.text, held.entry).or_else(|| Some(replace_code(value, "[]"))).map(|edit| vec![edit]),
    };
    if value.is_list() {
        return match edit_list(page, value, task)? {
            Edited::Items(edits) => Some(edits),
            Edited::All => removal(),
        };
    }
    let splits = matches!(held.text, TermText::SplitAtBlanks | TermText::SplitAtCommas);
    if splits {
        return edit_text(page, held, task).or_else(removal);
    }
    if !Terms::text_of(value).is_some_and(|text| task.is_meant(&text)) {
        return Some(Vec::new());
    }

    match &task.request.new {
        Some(new) => Some(vec![renamed(page, value, new)]),
        None => removal(),
    }
}

enum Edited {
    Items(Vec<TextEdit>),
    /// No item is left.
    All,
}

/// Renames the first item that is meant, unless the list has the new term already, and takes out the others.
fn edit_list(page: &Page, list: NodeRef<'_>, task: &Task<'_>) -> Option<Edited> {
    let is_term = |item: NodeRef<'_>, is_it: &dyn Fn(&str) -> bool| {
        Terms::text_of(item).is_some_and(|text| !text.is_empty() && is_it(&text))
    };
    let mut has_new = list.items().any(|item| is_term(item, &|text| task.is_new(text)));
    let mut edits = Vec::new();
    let mut removed = Vec::new();
    for (at, item) in list.items().enumerate() {
        if item.is_list() {
            match edit_list(page, item, task)? {
                Edited::Items(inner) => edits.extend(inner),
                Edited::All => removed.push(at),
            }
            continue;
        }
        if !is_term(item, &|text| task.is_meant(text)) {
            continue;
        }
        match &task.request.new {
            Some(new) if !has_new => edits.push(renamed(page, item, new)),
            _ => removed.push(at),
        }
        has_new = true;
    }
    if !removed.is_empty() && removed.len() == list.items().len() {
        return Some(Edited::All);
    }
    edits.extend(remove_items(&page.text, list, &removed)?);
    Some(Edited::Items(edits))
}

/// Edits a text that holds several terms; `None` where none of them is left.
fn edit_text(page: &Page, held: TermEntry<'_>, task: &Task<'_>) -> Option<Vec<TextEdit>> {
    let value = held.entry.value;
    let own: Vec<&TermUse> = page.terms.iter().filter(|used| task.is_term(used) && used.node == value.id()).collect();
    let mut has_new = own.iter().any(|used| task.is_new(&used.text));
    if !own.iter().any(|used| task.is_meant(&used.text)) {
        return Some(Vec::new());
    }
    let mut parts: Vec<&str> = Vec::new();
    for used in &own {
        match &task.request.new {
            _ if !task.is_meant(&used.text) => parts.push(&used.text),
            Some(new) if !has_new => {
                parts.push(new);
                has_new = true;
            }
            _ => {}
        }
    }
    if parts.is_empty() {
        return None;
    }
    let (separator, splits): (&str, &[char]) = match held.text {
        TermText::SplitAtCommas => (",", &[',']),
        _ => (" ", &[' ', '\t']),
    };
    if parts.iter().any(|part| part.contains(splits)) {
        let items = parts.iter().map(|part| code(page, part)).collect::<Vec<_>>().join(", ");
        return Some(vec![replace_code(value, format!("[{items}]"))]);
    }
    Some(vec![replace_text(value, &parts.join(separator), page.format())])
}

/// The edit that writes `term` in place of `node` and keeps its quotes, unless the text without them would be none.
fn renamed(page: &Page, node: NodeRef<'_>, term: &str) -> TextEdit {
    let is_plain = node.scalar().is_some_and(|scalar| scalar.style == Style::Plain);
    if is_plain { replace_code(node, code(page, term)) } else { replace_text(node, term, page.format()) }
}

/// `term` as it is written in a list: without quotes where it is the same text then.
fn code(page: &Page, term: &str) -> String {
    let parser = page.front_matter.tree.yaml.filter(|_| stands_without_quotes(term));
    let is_text = parser.is_some_and(|parser| matches!(type_plain(term, parser), Typed::Str(_)));
    if is_text { term.to_owned() } else { quoted(term, page.format()) }
}
