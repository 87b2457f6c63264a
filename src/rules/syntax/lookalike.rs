//! Characters that look like a blank, a colon, a comma or a quote and are none, where the block wants the real one.

use super::cause::language;
use super::line::WrittenLine;
use crate::finding::Safety;
use crate::front_matter::{Entry, Format, NodeRef, Problem, ProblemKind, Style, rewrite};
use crate::profile::keys::KeyKind;
use crate::site::{Page, Site};
use crate::text::{Span, TextEdit, is_invisible};

/// Longest word before a full-width colon that may be a key, in characters.
const LONGEST_KEY: usize = 30;

/// A character in the place of another.
pub struct Lookalike {
    /// Where it stands.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: String,
    /// How to repair it.
    pub fix: Option<(Safety, Vec<TextEdit>)>,
}

/// Whether a syntax problem comes from such a character.
pub fn explains(problem: &Problem, page: &Page) -> bool {
    in_problem(problem, page).is_some()
}

/// The character that a syntax problem comes from.
pub fn in_problem(problem: &Problem, page: &Page) -> Option<Lookalike> {
    let text = &page.text;
    let line = WrittenLine::at(page, problem.span.start as usize);
    let found = problem.span.of(text);
    if !found.is_empty() && found.chars().all(is_invisible) {
        return Some(gap(text, problem.span, "stands here", Safety::Safe));
    }
    match (line.format(), problem.kind) {
        (Format::Yaml, ProblemKind::MissingColon) if found == ":" => {
            let gap_span = leading_invisible(text, problem.span.end as usize)?;
            Some(gap(text, gap_span, "follows the colon, where only a blank counts", Safety::Safe))
        }
        (Format::Yaml, ProblemKind::MissingColon) => {
            full_width(&line, text, '：', ": ").or_else(|| indentation(&line, text))
        }
        (Format::Yaml, ProblemKind::BadIndentation) => indentation(&line, text),
        (Format::Toml, ProblemKind::MissingColon) => full_width(&line, text, '＝', " = "),
        (Format::Toml, ProblemKind::Other) => typographic_quotes(&line),
        _ => None,
    }
}

/// Such characters in keys and values that could be read.
pub fn in_tree(page: &Page, site: &Site) -> Vec<Lookalike> {
    let mut found = Vec::new();
    if let Some(root) = page.front_matter.tree.root() {
        walk(root, page, site, &mut found);
        let commas = root.entries().filter_map(|entry| full_width_comma(entry, page, site));
        found.extend(commas);
    }
    found
}

fn walk(node: NodeRef<'_>, page: &Page, site: &Site, found: &mut Vec<Lookalike>) {
    if node.is_alias() {
        return;
    }
    let mut above_is_empty = false;
    for entry in node.entries() {
        if !entry.name().is_ascii() {
            found.extend(in_key(entry, page, site, above_is_empty));
        }
        found.extend(around_boolean(entry, page));
        above_is_empty = entry.value.is_absent();
        walk(entry.value, page, site, found);
    }
    node.items().for_each(|item| walk(item, page, site, found));
}

/// A key with something invisible at its ends or a zero-width character in it, in typographic quotes, or with a
/// full-width colon behind the name of a known key.
fn in_key(entry: Entry<'_>, page: &Page, site: &Site, above_is_empty: bool) -> Option<Lookalike> {
    let (name, span) = (entry.name(), entry.key.span());
    let trimmed = name.trim_matches(is_invisible);
    let is_bare = entry.key.scalar().is_some_and(|key| key.style == Style::Plain);
    if trimmed != name && !trimmed.is_empty() {
        let whole = span.of(&page.text);
        let invisible =
            whole.char_indices().find(|(_, c)| is_invisible(*c)).map(|(at, c)| span.part(at, c.len_utf8()))?;
        let why = format!("belongs to the name of the key `{trimmed}`, which is another key without it");
        let starts = name.starts_with(is_invisible);
        // Quotes around a key are a choice, but not in JSON.
        let is_chosen = !is_bare && page.format() != Format::Json;
        if is_chosen || (starts && above_is_empty) {
            return Some(Lookalike { fix: None, ..gap(&page.text, invisible, &why, Safety::Safe) });
        }
        let edits = whole.char_indices().filter(|(_, c)| is_invisible(*c));
        let edits = edits.map(|(at, c)| TextEdit::delete(span.part(at, c.len_utf8()))).collect();
        return Some(Lookalike { fix: Some((Safety::Safe, edits)), ..gap(&page.text, invisible, &why, Safety::Safe) });
    }
    let quotes = ['“', '”', '„', '‟', '＂', '‘', '’'];
    if is_bare && name.chars().count() > 2 && name.starts_with(quotes) && name.ends_with(quotes) {
        let inner = name.trim_matches(quotes);
        return Some(Lookalike {
            span,
            message: format!("the typographic quotes of `{name}` belong to the name of the key"),
            help: format!("write `{inner}` without quotes"),
            fix: Some((Safety::Safe, vec![TextEdit::replace(span, inner)])),
        });
    }
    let (before, _) = name.split_once('：')?;
    site.known_key(before.trim())?;
    Some(Lookalike {
        span: span.part(span.of(&page.text).find('：')?, '：'.len_utf8()),
        message: format!("a full-width colon follows `{before}`, so it is not the key `{before}`"),
        help: "write a colon and a blank in its place".to_owned(),
        fix: None,
    })
}

/// `draft: true` with a no-break space behind it is a text.
fn around_boolean(entry: Entry<'_>, page: &Page) -> Option<Lookalike> {
    let scalar = entry.value.scalar().filter(|scalar| scalar.style == Style::Plain && !scalar.text.is_ascii())?;
    let word = scalar.text.trim_matches(is_invisible);
    if word == &*scalar.text || !matches!(word, "true" | "false") {
        return None;
    }
    let span = entry.value.span();
    let (at, c) = span.of(&page.text).char_indices().find(|(_, c)| is_invisible(*c))?;
    let why = format!("stands beside `{word}`, the value of `{}`, and makes it a text", entry.name());
    let draft = gap(&page.text, span.part(at, c.len_utf8()), &why, Safety::Safe);
    Some(Lookalike { fix: Some((Safety::Safe, vec![TextEdit::replace(span, word)])), ..draft })
}

/// `keywords: [a， b]`: one item, where two were meant. Terms of taxonomies have a rule of their own.
fn full_width_comma(entry: Entry<'_>, page: &Page, site: &Site) -> Option<Lookalike> {
    let item = entry.value.items().next().filter(|_| entry.value.items().len() == 1)?;
    item.scalar().filter(|scalar| scalar.style == Style::Plain && scalar.text.contains('，'))?;
    let name = entry.name();
    let is_list =
        matches!(site.known_key_on(page, name)?.kind, KeyKind::List | KeyKind::ListOrText | KeyKind::ImageList);
    let is_flow = entry.value.span().of(&page.text).starts_with('[');
    if !is_list || !is_flow || site.is_taxonomy_key(name) {
        return None;
    }
    let span = item.span();
    let written = span.of(&page.text);
    let commas = written.match_indices('，').map(|(at, comma)| {
        let is_apart = written[at + comma.len()..].starts_with(' ');
        TextEdit::replace(span.part(at, comma.len()), if is_apart { "," } else { ", " })
    });
    Some(Lookalike {
        span: span.part(written.find('，')?, '，'.len_utf8()),
        message: format!("a full-width comma separates nothing, so `{name}` has the one item `{}`", page.excerpt(item)),
        help: "write a comma and a blank in its place".to_owned(),
        fix: Some((Safety::Unsafe, commas.collect())),
    })
}

fn gap(text: &str, span: Span, where_it_stands: &str, safety: Safety) -> Lookalike {
    let name = span.of(text).chars().next().map_or_else(String::new, name);
    let blanks = span.of(text).chars().filter(|c| c.is_whitespace()).map(|_| ' ').collect::<String>();
    Lookalike {
        span,
        message: format!("{name} {where_it_stands}"),
        help: "delete it, or put a plain blank in its place".to_owned(),
        fix: Some((safety, vec![TextEdit::replace(span, if blanks.is_empty() { blanks } else { " ".to_owned() })])),
    }
}

/// What people call an invisible character.
fn name(c: char) -> String {
    let name = match c {
        '\u{a0}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte order mark",
        '\u{3000}' => "a full-width blank",
        _ => "an invisible character",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}

/// The invisible characters at byte `at`, with blanks between and behind them.
fn leading_invisible(text: &str, at: usize) -> Option<Span> {
    let rest = &text[at..];
    let run = rest.len() - rest.trim_start_matches(|c: char| is_invisible(c) || c == ' ').len();
    rest[..run].contains(is_invisible).then(|| Span::new(at, at + run))
}

/// No-break or full-width blanks that indent a line.
fn indentation(line: &WrittenLine<'_>, text: &str) -> Option<Lookalike> {
    let run = leading_invisible(text, line.span.start as usize)?;
    let blanks = run.of(text).chars().map(|c| if c == '\u{3000}' { "  " } else { " " }).collect::<String>();
    let first = run.of(text).chars().find(|c| is_invisible(*c))?;
    Some(Lookalike {
        span: run,
        message: format!("{} indents this line, and YAML allows only blanks there", name(first)),
        help: "put plain blanks in its place".to_owned(),
        fix: Some((Safety::Safe, vec![TextEdit::replace(run, blanks)])),
    })
}

/// A full-width mark between a word and its value.
fn full_width(line: &WrittenLine<'_>, text: &str, mark: char, separator: &str) -> Option<Lookalike> {
    let (key, rest) = line.span.of(text).split_once(mark)?;
    let key = key.trim_start_matches("- ").trim();
    let is_key = !key.is_empty()
        && key.chars().count() <= LONGEST_KEY
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if !is_key {
        return None;
    }
    let value = rest.trim_matches(|c: char| c == ' ' || is_invisible(c));
    let value = within_typographic_quotes(value).filter(|_| line.format() == Format::Toml).unwrap_or(value);
    let is_fit = value.is_empty() || value.starts_with(['"', '\'', '[']) || rewrite::stands_without_quotes(value);
    let format = line.format();
    let value = if is_fit && format == Format::Yaml || value.starts_with(['"', '\'', '[']) {
        value.to_owned()
    } else {
        rewrite::quoted(value, format)
    };
    let before = line.span.of(text).split(mark).next()?;
    let start = line.span.start as usize + before.len();
    let tail = Span::new(start - (before.len() - before.trim_end().len()), line.span.end as usize);
    Some(Lookalike {
        span: Span::new(start, start + mark.len_utf8()),
        message: format!("a full-width `{mark}` follows `{key}`, and {} does not know it", language(format)),
        help: format!("write `{}`", format!("{key}{separator}{value}").trim_end()),
        fix: Some((Safety::Safe, vec![TextEdit::replace(tail, format!("{separator}{value}").trim_end())])),
    })
}

/// The text of `“Foo”`, where the quotes are one pair.
fn within_typographic_quotes(value: &str) -> Option<&str> {
    let inner = value.strip_prefix(TYPOGRAPHIC_QUOTES)?.strip_suffix(TYPOGRAPHIC_QUOTES)?;
    Some(inner).filter(|inner| !inner.contains(TYPOGRAPHIC_QUOTES))
}

const TYPOGRAPHIC_QUOTES: [char; 6] = ['“', '”', '„', '‘', '’', '＂'];

/// `title = “Foo”` in TOML.
fn typographic_quotes(line: &WrittenLine<'_>) -> Option<Lookalike> {
    let value = line.value_text();
    let inner = value.strip_prefix(TYPOGRAPHIC_QUOTES)?;
    let key = line.key_name()?;
    let closed = within_typographic_quotes(value);
    let first = value.chars().next().map_or(0, char::len_utf8);
    let quoted = rewrite::quoted(closed.unwrap_or(inner), Format::Toml);
    Some(Lookalike {
        span: line.value.part(0, first),
        message: format!("the value of `{key}` is in typographic quotes, and TOML knows only `\"` and `'`"),
        help: format!("write `{key} = {quoted}`"),
        fix: closed.map(|_| (Safety::Safe, vec![TextEdit::replace(line.value, quoted)])),
    })
}
