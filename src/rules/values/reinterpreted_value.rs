//! `values/reinterpreted-value`

use serde::Deserialize;

use super::reading;
use crate::finding::{Safety, Severity};
use crate::front_matter::{Entry, Format, NodeRef, Scalar, Style, Typed, rewrite};
use crate::profile::keys::KeyKind;
use crate::rules::{Findings, FixKind, PageRule, RuleMeta};
use crate::site::{Page, Site};
use crate::text::{Span, TextEdit};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "values/reinterpreted-value",
    severity: Severity::Warning,
    fix: FixKind::Sometimes,
    on: true,
    since: "0.1.0",
    options: &[],
    doc: include_str!("reinterpreted_value.md"),
};

/// The rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReinterpretedValue {}

impl PageRule for ReinterpretedValue {
    fn check(&self, page: &Page, site: &Site, findings: &mut Findings<'_>) {
        let is_marked = page.front_matter.tree.has_properties() || !page.front_matter.comments.is_empty();
        for entry in page.entries() {
            // What a key means is asked for a few values only.
            let may_lose = |value| is_marked || may_be_another(value);
            if !may_lose(entry.value) && !entry.value.items().any(may_lose) {
                continue;
            }
            let name = entry.name();
            if site.is_taxonomy_key(name) {
                let terms = entry.value.items();
                let single = Some(entry.value).filter(|value| value.scalar().is_some());
                for term in terms.chain(single).filter(|term| !term.is_alias()) {
                    judge(term, &format!("a term of `{name}`"), page, site, findings);
                }
            } else if is_text_key(name, page, site) && !entry.value.is_alias() {
                judge(entry.value, &format!("`{name}`"), page, site, findings);
            } else {
                colour(entry, page, findings);
            }
        }
    }
}

/// Whether a value without a tag may be something else than the text that is written: not a text, and not `false` and `12`,
/// which become the same text again. Most are neither.
fn may_be_another(value: NodeRef<'_>) -> bool {
    let Some(Scalar { text, style }) = value.scalar() else { return false };
    if matches!(style, Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded) {
        return false;
    }
    match value.typed() {
        Some(Typed::Str(_)) => false,
        Some(Typed::Bool(value)) => **text != *if value { "true" } else { "false" },
        Some(Typed::Int(_)) => text.starts_with('0') || !text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => true,
    }
}

/// Keys that hold a text everywhere, where the profile does not say so.
const TEXTS: [&str; 8] =
    ["title", "linktitle", "subtitle", "description", "summary", "slug", "sidebar_label", "version"];

/// Whether a key holds text: by its kind, or by a name that means the same everywhere. A version is text, too.
fn is_text_key(name: &str, page: &Page, site: &Site) -> bool {
    match site.known_key_on(page, name).map(|key| key.kind) {
        Some(KeyKind::Text) => true,
        Some(KeyKind::Any) | None => {
            let lower = name.to_lowercase();
            TEXTS.contains(&&*lower) || lower.ends_with("_version")
        }
        Some(_) => false,
    }
}

fn judge(value: NodeRef<'_>, what: &str, page: &Page, site: &Site, findings: &mut Findings<'_>) {
    let Some(scalar) = value.scalar() else { return };
    if !matches!(scalar.style, Style::Plain | Style::Integer | Style::Float | Style::Boolean | Style::Absent) {
        return;
    }
    let format = page.format();
    if format == Format::Yaml && (lost_mark(value, what, page, findings) || lost_comment(value, what, page, findings)) {
        return;
    }
    if page.is_guessed(value) {
        return;
    }
    let written = &*scalar.text;
    let Some((_, kind)) = reading::as_text(value).filter(|(becomes, _)| becomes != written) else { return };
    let is_nothing = value.typed() == Some(Typed::Null);
    if is_nothing && (written.is_empty() || written == "~") {
        return;
    }
    let quoted = rewrite::quoted(written, format);
    let reads = site.profile.does("reads", "read");
    let mut draft = findings.node(value, format!("{what} is `{written}`, which {reads} as {kind}"));
    if is_nothing {
        draft = draft.severity(Severity::Info);
    }
    draft
        .help(format!("write `{quoted}` to keep the text as it is"))
        .fix(Safety::Safe, "put the value in quotes", [rewrite::replace_code(value, quoted)])
        .report();
}

/// `!important news` and `&more news`: what looks like a word is a tag or an anchor, and is lost.
fn lost_mark(value: NodeRef<'_>, what: &str, page: &Page, findings: &mut Findings<'_>) -> bool {
    let tag = value.tag().filter(|tag| !tag.text.starts_with("!!") && &*tag.text != "!").map(|tag| tag.span);
    let is_used = |anchor: &Span| {
        let alias = format!("*{}", anchor.of(&page.text).trim_start_matches('&'));
        page.front_matter.block.is_some_and(|block| block.content.of(&page.text).contains(&alias))
    };
    let Some(mark) = tag.or_else(|| value.anchor().filter(|anchor| !is_used(anchor))) else { return false };
    let whole = mark.join(value.span());
    let found = mark.of(&page.text);
    let quoted = rewrite::quoted(whole.of(&page.text), Format::Yaml);
    findings
        .part(value, mark, format!("{what} loses `{found}`, which YAML takes for a mark of its own"))
        .help(format!("write `{quoted}`"))
        .fix(Safety::Safe, "put the value in quotes", [TextEdit::replace(whole, quoted)])
        .report();
    true
}

/// `C #1` and `#1 tips`: what follows a blank and a hash is a comment. A comment of its own has a blank behind its hash,
/// so one without is taken for text.
fn lost_comment(value: NodeRef<'_>, what: &str, page: &Page, findings: &mut Findings<'_>) -> bool {
    let Some(comment) = glued_comment(value, page) else { return false };
    let whole = value.span().join(comment);
    let whole = if value.is_absent() { comment } else { whole };
    let lost = comment.of(&page.text);
    let quoted = rewrite::quoted(whole.of(&page.text), Format::Yaml);
    let is_number = lost[1..].starts_with(|c: char| c.is_ascii_digit());
    let is_certain = is_number || lost == "#" || value.is_absent();
    let edit = TextEdit::replace(whole, format!("{}{quoted}", blank_before(whole, page)));
    findings
        .part(value, comment, format!("{what} loses `{lost}`, which YAML takes for a comment"))
        .help(format!("write `{quoted}`, or put a blank behind the hash of a comment"))
        .fix(if is_certain { Safety::Safe } else { Safety::Unsafe }, "put the value in quotes", [edit])
        .report();
    true
}

/// The comment behind a value on its line, where no blank follows the hash.
fn glued_comment(value: NodeRef<'_>, page: &Page) -> Option<Span> {
    let end = value.span().end;
    let comment = page.front_matter.comments.iter().map(|comment| comment.span).find(|comment| comment.start >= end)?;
    let between = page.text.get(end as usize..comment.start as usize)?;
    let rest = comment.of(&page.text).trim_end();
    let is_glued = !rest[1..].starts_with([' ', '\t', '#', '!', '-', '=']);
    let is_near = between.chars().all(|c| c == ' ' || c == '\t');
    (is_glued && is_near).then(|| comment.part(0, rest.len()))
}

/// A blank where the value follows its colon at once.
fn blank_before(span: Span, page: &Page) -> &'static str {
    if page.text[..span.start as usize].ends_with(':') { " " } else { "" }
}

/// `color: #ff8800`: a comment, whatever the key.
fn colour(entry: Entry<'_>, page: &Page, findings: &mut Findings<'_>) {
    let format = page.format();
    if format != Format::Yaml || !entry.value.is_absent() {
        return;
    }
    let Some(comment) = glued_comment(entry.value, page) else { return };
    let found = comment.of(&page.text);
    let digits = found[1..].len();
    if !matches!(digits, 3 | 4 | 6 | 8) || !found[1..].chars().all(|c| c.is_ascii_hexdigit()) {
        return;
    }
    let name = entry.name();
    findings
        .part(entry.value, comment, format!("`{name}` has no value: YAML takes `{found}` for a comment"))
        .help(format!("write `{}`", page.line(name, &format!("\"{found}\""))))
        .fix(
            Safety::Safe,
            "put the value in quotes",
            [TextEdit::replace(comment, format!("{}\"{found}\"", blank_before(comment, page)))],
        )
        .report();
}
