//! What to write in place of a value of the wrong kind.

use super::not_a_boolean::{Meaning, meaning};
use crate::front_matter::{Entry, Format, NodeRef, Style, Typed, rewrite};
use crate::profile::keys::{Key, KeyKind};
use crate::site::Page;
use crate::text::nearest;

/// A value of the wrong kind that says all the same what is meant.
pub(super) struct Meant {
    /// How it is written.
    pub code: String,
    /// What that changes, for the fix.
    pub how: &'static str,
}

/// What is meant by a value that is not of `kind`, where there is no doubt: `paginate_by = "5"`, `draft = "no"`,
/// `slug: 5`, `authors: Ada`.
pub(super) fn meant(value: NodeRef<'_>, kind: KeyKind, page: &Page) -> Option<Meant> {
    // The lines of a `|` text are not to be put on one.
    if value.is_alias() || value.span().of(&page.text).contains('\n') {
        return None;
    }
    let code = match kind {
        KeyKind::TextOnly | KeyKind::TypedText if is_bare(value) => {
            let code = rewrite::quoted(value.span().of(&page.text), page.format());
            return Some(Meant { code, how: "put the value in quotes" });
        }
        KeyKind::TextOnlyList | KeyKind::TypedTextList => {
            return Some(Meant { code: list_of_one(value, page)?, how: "make it a list" });
        }
        KeyKind::BooleanOnly => match meaning(value) {
            Meaning::Is(meant) => meant.to_string(),
            _ => return None,
        },
        KeyKind::Unsigned => match value.typed()? {
            Typed::Str(text) => text.trim().parse::<u64>().ok()?.to_string(),
            _ => return None,
        },
        _ => return None,
    };
    let is_in_quotes = value.scalar().is_some_and(|scalar| *scalar.text == *code);
    Some(Meant { code, how: if is_in_quotes { "remove the quotes" } else { "write what is meant" } })
}

/// What helps in all other cases: what may stand there, and what it is for.
pub(super) fn help(entry: Entry<'_>, key: &Key, page: &Page) -> String {
    let line = |code: &str| format!("write `{}`: {}", page.line(entry.name(), code), key.about);
    match (key.kind.values(), key.kind) {
        (Some(values), kind) => choose(entry.value, values, matches!(kind, KeyKind::BooleanOrOneOf(_))),
        (None, KeyKind::Text | KeyKind::TextOnly | KeyKind::TypedText) => line("\"…\""),
        (None, KeyKind::Integer) => line("10"),
        (None, KeyKind::List | KeyKind::ListOrText | KeyKind::TextOnlyList | KeyKind::TypedTextList) => {
            line("[\"…\", \"…\"]")
        }
        _ => format!("write {}: {}", key.kind.describe(), key.about),
    }
}

/// The value that looks like the one that stands there, or all of them.
fn choose(value: NodeRef<'_>, values: &[&str], or_boolean: bool) -> String {
    let meant = value.scalar().and_then(|scalar| nearest(&scalar.text, values.iter().copied()));
    if let Some(meant) = meant {
        return format!("did you mean `{meant}`?");
    }
    let booleans: &[&str] = if or_boolean { &["true", "false"] } else { &[] };
    match [booleans, values].concat().split_last() {
        Some((last, [])) => format!("write `{last}`"),
        Some((last, others)) => format!("write `{}` or `{last}`", others.join("`, `")),
        None => "remove the key".to_owned(),
    }
}

/// `Ada` as `[Ada]`. Not `Ada, Ben`, which may be one or two, and nothing that the brackets would change.
fn list_of_one(value: NodeRef<'_>, page: &Page) -> Option<String> {
    let Some(Typed::Str(text)) = value.typed() else { return None };
    let written = value.span().of(&page.text);
    let is_one = !text.trim().is_empty() && !text.contains([',', ';']);
    let is_safe = !is_bare(value) || (page.format() == Format::Yaml && rewrite::stands_without_quotes(&text));
    (is_one && is_safe).then(|| format!("[{written}]"))
}

/// Whether a value is one word or number without quotes.
fn is_bare(value: NodeRef<'_>) -> bool {
    let has_quotes =
        |style| matches!(style, Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded);
    value.scalar().is_some_and(|scalar| !has_quotes(scalar.style))
}
