//! What a person would call front matter although a generator does not. Strict on purpose: a rule in a page's text
//! must never be called a hidden block.

use super::delimiters::{AfterMark, Braces, Delimiters, LineEnd};
use super::lines::{Line, lines};
use super::{Block, Format, Found, Problem, ProblemKind, closing, opening, trimmed};
use crate::text::Span;

/// Keys of front matter that need no explanation: one of them between two rules is no accident.
const KNOWN_KEYS: [&str; 26] = [
    "aliases",
    "author",
    "authors",
    "categories",
    "category",
    "cover",
    "created",
    "date",
    "description",
    "draft",
    "head",
    "id",
    "image",
    "keywords",
    "lastmod",
    "layout",
    "permalink",
    "published",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "tags",
    "template",
    "title",
    "updated",
    "weight",
];

/// Longest meant block, in lines, and longest stretch before it, in bytes.
const MOST_LINES: usize = 200;
const MOST_BEFORE: usize = 4096;

/// Lines of text that may stand before a meant block. More of them, and it is an example in the text.
const MOST_PROSE: usize = 2;

/// A block that somebody evidently meant and that the generator does not see, as a problem at the thing that hides it.
pub fn hidden(text: &str, delimiters: &Delimiters) -> Option<Problem> {
    let without = delimiters.without;
    if delimiters.braces == Braces::Text
        && let Some(brace) = json_object(text)
    {
        let detail = format!("this is front matter in JSON, so {without}");
        return Some(Problem::new(ProblemKind::ForeignFormat, brace).with_detail(detail));
    }
    let before = before_block(text)?;
    let line = Line::at(text, before.end, LineEnd::Any);
    let (run, rest) = opening_like(text, line)?;
    let block = meant_block(text, line.next)?;
    if !(block.knows_a_key || (block.many_keys && !before.has_prose)) {
        return None;
    }
    let mark = run.of(text);
    let is_mark = matches!(mark, "---" | "+++" | ";;;");
    if is_mark && delimiters.fence(mark).is_none() {
        let detail = format!("front matter between `{mark}` lines is not read here, so {without}");
        return Some(Problem::new(ProblemKind::ForeignFormat, run).with_detail(detail));
    }
    let at_start = opening::after_lead(text, delimiters) == run.start as usize;
    let (span, what) = if !at_start {
        cover(text, run.start as usize, delimiters)
    } else if !is_mark {
        let extra = mark.len().saturating_sub(3);
        let is_longer = extra > 0 && mark.chars().all(|c| mark.starts_with(c) && c.is_ascii());
        let place = if is_longer { run.part(3, extra) } else { run };
        (place, "the delimiter has to be exactly `---`")
    } else if delimiters.after_mark != AfterMark::Content && !rest.is_empty() {
        let place = trimmed(text, rest);
        (if place.is_empty() { rest } else { place }, "nothing may follow the delimiter on its line")
    } else {
        return None;
    };
    let detail = format!("{what}, so {without}");
    Some(Problem::new(ProblemKind::Hidden, span).with_detail(detail))
}

/// A block whose opening mark is misspelt as `--`, `- - -` or `++`, for a generator that fails over it.
pub fn misspelt(text: &str, start: usize, delimiters: &Delimiters) -> Option<Found> {
    let line = Line::at(text, start, delimiters.line_end);
    if !is_delimiter_like(line.of(text)) {
        return None;
    }
    let block = meant_block(text, line.next)?;
    let open = trimmed(text, line.span);
    let format = if open.of(text).starts_with('+') { Format::Toml } else { Format::Yaml };
    let content = Span::new(line.next, block.close.start as usize);
    let body = closing::after_line_end(text, block.close.end as usize);
    let mark = if format == Format::Toml { "+++" } else { "---" };
    let problem =
        Problem::new(ProblemKind::NotADelimiter, open).with_detail(format!("the delimiter has to be `{mark}`"));
    Some(Found {
        block: Some(Block { format, open, content, close: Some(block.close), body }),
        problems: vec![problem],
    })
}

/// Whether `line` is nothing but a few dashes, equals signs, dots or pluses: what people type for a delimiter.
pub fn is_delimiter_like(line: &str) -> bool {
    let line = line.trim();
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next() else { return false };
    let rest = marks.clone().count();
    is_rule_character(first) && rest > 0 && marks.all(|c| c == first)
}

/// Whether `line` is a comment.
pub fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Whether `line` begins with a key at the first column.
pub fn is_key(line: &str, format: Format) -> bool {
    if format == Format::Toml && line.starts_with('[') {
        return line.trim_end().ends_with(']');
    }
    key(line, if format == Format::Toml { '=' } else { ':' }).is_some()
}

/// Whether `line`, which is neither blank nor a comment, can be part of a block.
pub fn reads_like_front_matter(line: &str, format: Format) -> bool {
    line.starts_with([' ', '\t', ']', '}', '"']) || line.starts_with("- ") || line == "-" || is_key(line, format)
}

/// The key before `separator` at the start of `line`. Keys are short; prose with a colon in it is not.
fn key(line: &str, separator: char) -> Option<&str> {
    let (name, value) = line.split_once(separator)?;
    let quoted = name.len() > 2 && name.starts_with(['"', '\'']) && name.trim_end().ends_with(['"', '\'']);
    let name = name.trim_end().trim_matches(['"', '\'']);
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
        && name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name.chars().count() <= 40
        && name.split(' ').count() <= 3;
    let separated = separator == '=' || value.is_empty() || value.starts_with([' ', '\t', '\r']);
    ((is_name || quoted) && separated).then_some(name)
}

/// What stands before a meant block.
struct Before {
    /// Where the block's opening line begins, or its first dash where blanks stand before it.
    end: usize,
    /// Whether it is more than white space, invisible characters and comments.
    has_prose: bool,
}

fn before_block(text: &str) -> Option<Before> {
    let (mut place, mut prose) = (0, 0);
    while place < text.len().min(MOST_BEFORE) {
        let rest = &text[place..];
        let indent = rest.len() - rest.trim_start_matches(is_invisible).len();
        let line = Line::at(text, place + indent, LineEnd::Any);
        let words = line.of(text);
        if opening_like(text, line).is_some() {
            if prose > 0 && is_example(&rest[..indent], words) {
                return None;
            }
            return Some(Before { end: place + indent, has_prose: prose > 0 });
        } else if words.starts_with("<!--") {
            let comment = text[place + indent..].find("-->")? + 3;
            place += indent + comment;
        } else if is_example(&rest[..indent], words) || prose == MOST_PROSE {
            return None;
        } else {
            prose += 1;
            place = line.next;
        }
    }
    None
}

/// Whether a line opens an example: a code fence, an indented block, a template tag.
fn is_example(indent: &str, words: &str) -> bool {
    let blanks = indent.rsplit(['\n', '\r']).next().unwrap_or_default();
    blanks.contains('\t')
        || blanks.len() >= 4
        || ["```", "~~~", "{%", "{{", "<pre"].iter().any(|m| words.starts_with(m))
}

/// What hides the opening mark at byte `mark`, and in words.
fn cover(text: &str, mark: usize, delimiters: &Delimiters) -> (Span, &'static str) {
    let accepted = if delimiters.bom && text.starts_with('\u{feff}') { 3 } else { 0 };
    let span = Span::new(accepted.min(mark.saturating_sub(1)), mark);
    let before = span.of(text);
    if before == "\u{feff}" && accepted > 0 {
        (span, "a second byte order mark stands before the delimiter")
    } else if before == "\u{feff}" {
        (span, "a byte order mark stands before the delimiter")
    } else if before.trim().is_empty() && before.contains(['\n', '\r']) {
        (span, "blank lines stand before the delimiter")
    } else if before.trim().is_empty() {
        (span, "blanks stand before the delimiter")
    } else if before.chars().all(is_invisible) {
        (span, "an invisible character stands before the delimiter")
    } else {
        (trimmed(text, span), "text stands before the delimiter")
    }
}

/// A block as a person sees it.
struct Meant {
    /// The line that ends it.
    close: Span,
    /// Whether one of [`KNOWN_KEYS`] is in it.
    knows_a_key: bool,
    /// Whether at least two keys are in it, all of them single words in small letters.
    many_keys: bool,
}

/// The meant block whose first line begins at byte `start`: keys, lists and comments only, up to a delimiter.
fn meant_block(text: &str, start: usize) -> Option<Meant> {
    let (mut keys, mut small, mut known) = (0, true, false);
    for line in lines(text, start, LineEnd::Any).take(MOST_LINES) {
        let words = line.of(text);
        if is_delimiter_like(words) || words == ";;;" {
            let close = trimmed(text, line.span);
            return (keys > 0).then_some(Meant { close, knows_a_key: known, many_keys: keys > 1 && small });
        }
        if words.trim().is_empty() || is_comment(words) {
            continue;
        }
        if let Some(name) = key(words, ':').or_else(|| key(words, '=')) {
            keys += 1;
            small &= name.starts_with(char::is_lowercase) && !name.contains(' ');
            known |= KNOWN_KEYS.iter().any(|known| name.eq_ignore_ascii_case(known));
        } else if keys == 0 || !(reads_like_front_matter(words, Format::Toml) || words.starts_with('[')) {
            return None;
        }
    }
    None
}

/// The run of rule characters at the start of `line`, and the rest of the line, if that may be an opening delimiter.
fn opening_like(text: &str, line: Line) -> Option<(Span, Span)> {
    let words = line.of(text);
    let first = words.chars().next().filter(|c| is_rule_character(*c))?;
    let run = words.len() - words.trim_start_matches([first, ' ']).len();
    let mark = words[..run].trim_end().len();
    let count = words[..run].chars().filter(|c| *c == first).count();
    let (run, rest) = (line.span.part(0, mark), line.span.part(mark, words.len() - mark));
    let is_opening = count >= 2 && first != '.' && first != '=' && (rest.of(text).trim().is_empty() || count >= 3);
    is_opening.then_some((run, rest))
}

/// The first brace of a file that is a JSON object with a known key, followed by nothing or by the page's text.
fn json_object(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(is_invisible).len();
    if !text[start..].starts_with('{') || !text[start + 1..].trim_start().starts_with('"') {
        return None;
    }
    let end = closing::matching_brace(text, start)?;
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text[start..end]).ok()?;
    object.keys().any(|key| KNOWN_KEYS.contains(&key.as_str())).then(|| Span::new(start, start + 1))
}

/// Hyphens, the dashes that editors make of them, the minus sign, and the marks of other formats.
fn is_rule_character(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '+' | ';' | '=' | '.')
}

/// White space and characters that show nothing.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\0' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}
