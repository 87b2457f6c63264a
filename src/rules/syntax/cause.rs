//! Why a block cannot be read, in the writer's words, and what to type instead.

use super::line::WrittenLine;
use crate::finding::Safety;
use crate::front_matter::{Format, Problem, ProblemKind, rewrite};
use crate::profile::keys::KeyKind;
use crate::site::{Page, Site};
use crate::text::TextEdit;

/// Longest line that a help text repeats, in characters.
const LONGEST_HELP: usize = 120;

/// What is said of one problem.
pub struct Cause {
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
    /// How to repair it.
    pub fix: Option<(Safety, &'static str, Vec<TextEdit>)>,
}

impl Cause {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, fix: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn fix(mut self, safety: Safety, title: &'static str, edit: TextEdit) -> Self {
        self.fix = Some((safety, title, vec![edit]));
        self
    }
}

/// The words for `problem`.
pub fn of(problem: &Problem, page: &Page, site: &Site) -> Cause {
    let line = WrittenLine::at(page, problem.span.start as usize);
    let format = line.format();
    let subject = line.subject(page);
    let found = problem.span.of(&page.text);
    let language = language(format);
    match problem.kind {
        ProblemKind::UnquotedColon => {
            let why = format!("{subject} has a colon and a blank in it, which YAML takes for the end of a key");
            quote(Cause::new(why), &line, Safety::Safe)
        }
        ProblemKind::ReservedCharacter if format == Format::Yaml => {
            let mark = if found == "`" { "a backtick".to_owned() } else { format!("`{found}`") };
            let why = format!("{subject} begins with {mark}, which YAML keeps for itself");
            let is_first = problem.span.start == line.value.start;
            if is_first { quote(Cause::new(why), &line, Safety::Safe) } else { reserved_inside(found, &subject) }
        }
        ProblemKind::UnknownAnchor => {
            let why = format!(
                "{subject} begins with `*`, which has a meaning of its own in YAML: it repeats a value that has a name, and \
                 none is named `{}`",
                found.trim_start_matches('*')
            );
            quote(Cause::new(why), &line, Safety::Safe)
        }
        ProblemKind::TemplateUnquoted => template(problem, page, site, &subject, &line),
        ProblemKind::TextAfterQuote => text_after_quote(&subject, &line),
        ProblemKind::UnclosedQuote => unclosed_quote(problem, page, &line),
        ProblemKind::BadEscape => bad_escape(problem, page, &line),
        ProblemKind::Tab => Cause::new("a tab indents this line, and YAML allows only blanks there")
            .help("put two blanks in place of each tab")
            .fix(Safety::Safe, "replace the tab by blanks", TextEdit::replace(problem.span, found.replace('\t', "  "))),
        ProblemKind::BadIndentation => bad_indentation(page, &line),
        ProblemKind::MissingColon => missing_colon(problem, page, &line),
        ProblemKind::ListOnKeyLine => list_on_key_line(&subject, &line),
        ProblemKind::UnclosedBracket => unclosed_bracket(found, &line),
        ProblemKind::ControlCharacter => control_character(problem, page, language),
        ProblemKind::Other if is_behind_bracket(problem, &line) => behind_bracket(&subject, &line, site),
        ProblemKind::TooDeep => Cause::new("the values nest deeper here than is read")
            .help("write them flatter, or move them into a data file"),
        ProblemKind::Comma if problem.detail.is_empty() => Cause::new("a comma is missing here, or one is too many")
            .help("put one comma between two items, and quotes around an item that has a comma of its own"),
        ProblemKind::Comma | ProblemKind::ReservedCharacter if format == Format::Json => json(problem, site, &line),
        ProblemKind::BadDate => {
            let why = format!("{subject} is no date that {language} can read: {}", problem.detail);
            Cause::new(why).help("write year-month-day, as in 2024-03-07, with a time 2024-03-07T10:15:00+08:00")
        }
        _ => other(problem, site, &line),
    }
}

/// The name of a format for people.
pub fn language(format: Format) -> &'static str {
    match format {
        Format::Toml => "TOML",
        Format::Json => "JSON",
        _ => "YAML",
    }
}

/// "put the value in quotes", with the line to type where it is short, and the edit. Text behind ` #` may belong to the
/// value or not: only the writer knows.
fn quote(cause: Cause, line: &WrittenLine<'_>, safety: Safety) -> Cause {
    let value = line.value_text();
    if value.is_empty() || matches!(value.chars().next(), Some('"' | '\'')) {
        return cause.help("put the value in quotes");
    }
    // `ti]tle: Rain: what to wear`: a whole line in quotes is no key with its value.
    if line.key.is_none() && !line.is_item {
        return cause.help("put the value, and nothing else, in quotes");
    }
    let quoted = rewrite::quoted(value, line.format());
    let typed = line.with_value(&quoted);
    let help = if typed.chars().count() <= LONGEST_HELP {
        format!("write `{typed}`")
    } else {
        "put the whole value in quotes".to_owned()
    };
    let cause = cause.help(help);
    // `- a: b: c` is one text or a key with a value.
    if line.has_hash || (line.is_item && line.key.is_some()) {
        return cause;
    }
    cause.fix(safety, "put the value in quotes", TextEdit::replace(line.value, quoted))
}

fn reserved_inside(found: &str, subject: &str) -> Cause {
    Cause::new(format!("`{found}` may not stand here in {subject}")).help("put the text in quotes")
}

/// A template behind the beginning of a value gets quotes of its own: `[a, {{ .Name }}]`. Under a key that is no text
/// quotes would only move the fault: `draft: "{{ .Draft }}"` publishes the page.
fn template(problem: &Problem, page: &Page, site: &Site, subject: &str, line: &WrittenLine<'_>) -> Cause {
    let found = problem.span.of(&page.text);
    let short: String = found.chars().take(40).collect();
    let language = language(line.format());
    let cause =
        Cause::new(format!("{subject} has the template `{short}` without quotes, which {language} cannot read"));
    let kind = line.key_name().and_then(|key| site.known_key(key)).map_or(KeyKind::Any, |key| key.kind);
    let is_text = matches!(kind, KeyKind::Text | KeyKind::TextOnly | KeyKind::Any | KeyKind::Terms | KeyKind::List)
        || matches!(kind, KeyKind::ListOrText | KeyKind::Image | KeyKind::ImageList);
    if line.format() == Format::Json || !is_text {
        return cause.help("write the value that was to stand there");
    }
    if problem.span.start == line.value.start {
        return quote(cause, line, Safety::Safe);
    }
    // `title{{ x }}: y`, `[{{ x }}s]`: quotes around a part of a key or of a text are no quotes.
    let behind = page.text[problem.span.end as usize..].chars().next();
    let is_alone = behind.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ']' | '}'));
    if problem.span.start < line.value.start || !is_alone {
        return cause.help("put the whole text that the template is part of in quotes");
    }
    let quoted = rewrite::quoted(found, line.format());
    let edit = TextEdit::replace(problem.span, &*quoted);
    cause.help(format!("write `{quoted}`")).fix(Safety::Safe, "put the template in quotes", edit)
}

fn text_after_quote(subject: &str, line: &WrittenLine<'_>) -> Cause {
    let cause = Cause::new(format!("text follows the closing quote of {subject}"));
    let value = line.value_text();
    let is_whole =
        line.format() != Format::Json && value.starts_with(['"', '\'']) && !line.has_hash && line.key.is_some();
    if !is_whole {
        return cause.help("put the closing quote at the end of the text, and a backslash before each quote inside it");
    }
    // `"Foo" and "bar"` has its quotes in the text; `"He said "no""` and `'it's'` have two around it.
    let quote = &value[..1];
    // The last character need be no quote: `"Foo"，`.
    let last = value.chars().next_back().map_or(0, char::len_utf8);
    let inner = &value[1..(value.len() - last).max(1)];
    let has_pair_inside = inner.matches(quote).count().is_multiple_of(2);
    let first_closes = !inner.split(quote).next().is_some_and(|first| first.ends_with(' '));
    let is_around = value.len() > 2 && value.ends_with(quote) && !(has_pair_inside && first_closes);
    let text = if is_around { inner } else { value };
    let quoted = rewrite::quoted(text, line.format());
    let condition = if is_around { "" } else { "if the quotes belong to the text, " };
    cause.help(format!("{condition}write `{}`", line.with_value(&quoted))).fix(
        Safety::Unsafe,
        "put the whole value in quotes",
        TextEdit::replace(line.value, quoted),
    )
}

fn unclosed_quote(problem: &Problem, page: &Page, line: &WrittenLine<'_>) -> Cause {
    let quote = problem.span.of(&page.text);
    let of = line.key_name().map(|key| format!(" of `{key}`")).unwrap_or_default();
    let cause = Cause::new(format!("the quote `{quote}` that opens the value{of} is never closed"));
    let value = line.value_text();
    let is_lone = value.starts_with(quote) && value.matches(quote).count() == 1 && !line.has_hash && quote.len() == 1;
    if !is_lone || line.key.is_none() {
        return cause.help(format!("put {quote} at the end of the text"));
    }
    cause.help(format!("write `{}{quote}`", line.with_value(value))).fix(
        Safety::Unsafe,
        "close the quote",
        TextEdit::insert(line.value.end as usize, quote),
    )
}

fn bad_escape(problem: &Problem, page: &Page, line: &WrittenLine<'_>) -> Cause {
    let found = problem.span.of(&page.text);
    let why = format!("`{found}` in double quotes is no backslash sequence of {}", language(line.format()));
    let cause = Cause::new(why);
    if found == "\\'" {
        let cause = cause.help("write `'` without the backslash");
        return cause.fix(Safety::Safe, "remove the backslash", TextEdit::delete(problem.span.part(0, 1)));
    }
    let cause = cause.help("write two backslashes where one is meant");
    if !found.starts_with('\\') {
        return cause;
    }
    cause.fix(Safety::Unsafe, "double the backslash", TextEdit::insert(problem.span.start as usize, "\\"))
}

fn bad_indentation(page: &Page, line: &WrittenLine<'_>) -> Cause {
    let lines = page.lines();
    let number = lines.line(line.span.start as usize);
    let above = number.checked_sub(1).map(|above| WrittenLine::at(page, lines.start(above)));
    let text: String = line.span.of(&page.text).chars().take(40).collect();
    let key_above = above.as_ref().filter(|above| !above.value.is_empty()).and_then(WrittenLine::key_name);
    let why = match key_above {
        Some(key) => format!("the line `{text}` is indented like a part of `{key}`, which already has a value"),
        None => format!("the line `{text}` is indented neither like the lines around it nor like a part of them"),
    };
    Cause::new(why).help("begin the line in the same column as the lines it belongs with")
}

fn missing_colon(problem: &Problem, page: &Page, line: &WrittenLine<'_>) -> Cause {
    let found = problem.span.of(&page.text);
    if !problem.detail.is_empty() {
        let cause = Cause::new(format!("`{found}`: {}", problem.detail));
        return match (line.format(), line.span.of(&page.text).split_once(':')) {
            (Format::Toml, Some((key, value))) if found.ends_with(':') => {
                let (key, value) = (key.trim(), value.trim());
                let is_code = value.starts_with(['"', '\'', '[', '{']) || value.parse::<f64>().is_ok();
                let value = if is_code { value.to_owned() } else { rewrite::quoted(value, Format::Toml) };
                cause.help(format!("write `{key} = {value}`"))
            }
            (Format::Toml, _) => cause.help("write `key = \"value\"`"),
            _ => cause.help("write `\"key\": \"value\"`"),
        };
    }
    let text = line.span.of(&page.text);
    if found == ":" {
        let (key, value) = text.split_once(':').unwrap_or((text, ""));
        let key = key.trim_start_matches("- ");
        return Cause::new(format!("`{key}` has no blank behind its colon"))
            .help(format!("write `{key}: {}`", value.trim()))
            .fix(Safety::Safe, "put a blank behind the colon", TextEdit::insert(problem.span.end as usize, " "));
    }
    let short: String = text.chars().take(60).collect();
    let cause = Cause::new(format!("the line `{short}` has no key with a colon and a blank"));
    match text.split_once(" = ").or_else(|| text.split_once('=')) {
        Some((key, value)) if !key.trim().is_empty() && !key.trim().contains(' ') => {
            cause.help(format!("front matter between `---` lines has colons: write `{}: {}`", key.trim(), value.trim()))
        }
        _ => cause.help("write `key: value`; indent the line by two blanks if it goes on with the text above"),
    }
}

fn list_on_key_line(subject: &str, line: &WrittenLine<'_>) -> Cause {
    let cause = Cause::new(format!("{subject} begins with `-` on the line of the key, where no list may begin"));
    let item = line.value_text().trim_start_matches('-').trim();
    match line.key_name() {
        Some(key) if !item.is_empty() && rewrite::stands_without_quotes(item) => {
            cause.help(format!("write `{key}: [{item}]` for a list, or `{key}: \"- {item}\"` for a text"))
        }
        _ => cause.help("write each item on a line of its own, behind two blanks and `- `"),
    }
}

fn unclosed_bracket(found: &str, line: &WrittenLine<'_>) -> Cause {
    let close = if found == "{" { "}" } else { "]" };
    let of = line.key_name().map(|key| format!(" in `{key}`")).unwrap_or_default();
    Cause::new(format!("the bracket `{found}`{of} is never closed"))
        .help(format!("put `{close}` behind the last item; put a text that begins with `{found}` in quotes"))
}

/// `title: [WIP] Plans`: the brackets are part of the text.
fn is_behind_bracket(problem: &Problem, line: &WrittenLine<'_>) -> bool {
    let value = line.value_text();
    let behind = problem.span.start > line.value.start && problem.span.end == line.value.end;
    line.format() == Format::Yaml
        && line.key.is_some()
        && value.starts_with(['[', '{'])
        && !value.ends_with([']', '}'])
        && behind
}

fn behind_bracket(subject: &str, line: &WrittenLine<'_>, site: &Site) -> Cause {
    let is_text = line.key_name().and_then(|key| site.known_key(key)).is_some_and(|key| key.kind == KeyKind::Text);
    let safety = if is_text { Safety::Safe } else { Safety::Unsafe };
    quote(Cause::new(format!("{subject} begins with a bracket, so no text may follow the closing one")), line, safety)
}

fn control_character(problem: &Problem, page: &Page, language: &str) -> Cause {
    let found = problem.span.of(&page.text);
    let code = found.chars().next().map_or(0, u32::from);
    let is_control =
        found.chars().count() == 1 && found.chars().all(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    let why = if is_control || problem.detail.is_empty() {
        format!("the invisible control character U+{code:04X} stands here, which {language} forbids")
    } else {
        problem.detail.clone()
    };
    let cause = Cause::new(why).help("delete it");
    if is_control {
        // Only the YAML reader goes on behind the first of many.
        let rest = if page.format() == Format::Yaml { "" } else { &page.text[problem.span.end as usize..] };
        let same = rest.len() - rest.trim_start_matches(found).len();
        let run = problem.span.part(0, found.len() + same);
        cause.fix(Safety::Safe, "delete the control character", TextEdit::delete(run))
    } else {
        cause
    }
}

/// JSON knows fewer signs than people who write it.
fn json(problem: &Problem, site: &Site, line: &WrittenLine<'_>) -> Cause {
    let cause = other(problem, site, line);
    match &*problem.detail {
        "JSON has double quotes only" => cause.help("write \" in place of each ' around the text"),
        "a name has to be in double quotes" => cause.help("write `\"key\": \"value\"`"),
        "JSON has no comments" => cause.help("remove the comment"),
        detail if detail.contains("missing") => cause.help("put a comma between the two values"),
        _ => cause.help("remove the comma, or write what was to follow it"),
    }
}

fn other(problem: &Problem, site: &Site, line: &WrittenLine<'_>) -> Cause {
    let what = if problem.detail.is_empty() { "this cannot be read" } else { &*problem.detail };
    let cause = Cause::new(match line.key_name() {
        Some(key) => format!("`{key}` cannot be read: {what}"),
        None => format!("the front matter cannot be read: {what}"),
    });
    let wants_quotes = problem.kind == ProblemKind::Other && problem.detail.contains("quotes");
    if wants_quotes && matches!(line.format(), Format::Toml | Format::Json) && line.key.is_some() {
        return without_quotes(cause, problem, line, site);
    }
    cause
}

/// `title = Foo` in TOML, `"title": Foo` in JSON: the text wants quotes, and a boolean lower case.
fn without_quotes(cause: Cause, problem: &Problem, line: &WrittenLine<'_>, site: &Site) -> Cause {
    let kind = line.key_name().and_then(|key| site.known_key(key)).map_or(KeyKind::Any, |key| key.kind);
    let is_json = line.format() == Format::Json;
    // Behind a member of JSON stands a comma.
    let value = if is_json { line.value_text().trim_end_matches(',').trim_end() } else { line.value_text() };
    let place = line.value.part(0, value.len());
    let boolean = match &*value.to_ascii_lowercase() {
        "true" => Some("true"),
        "false" => Some("false"),
        "yes" | "on" if kind == KeyKind::Boolean => Some("true"),
        "no" | "off" if kind == KeyKind::Boolean => Some("false"),
        _ => None,
    };
    if let Some(boolean) = boolean {
        let edit = TextEdit::replace(place, boolean);
        let cause = cause.help(format!("write `{}`", line.with_value(boolean)));
        return cause.fix(Safety::Safe, "write true or false", edit);
    }
    let is_text = matches!(kind, KeyKind::Text | KeyKind::TextOnly | KeyKind::Any | KeyKind::Image);
    let is_plain = !value.contains(['"', '\'', '[', ']', '{', '}']) && value.chars().any(char::is_alphabetic);
    // `None` comes from a program and is no word.
    let is_nothing = ["null", "none", "nil", "undefined", "nan"].contains(&&*value.to_ascii_lowercase());
    if problem.span.start != line.value.start || !is_plain || !is_text || is_json && is_nothing {
        return cause.help("put the text in quotes");
    }
    if !is_json {
        return quote(cause, line, Safety::Safe);
    }
    let quoted = rewrite::quoted(value, Format::Json);
    let edit = TextEdit::replace(place, &*quoted);
    cause.help(format!("write `{}`", line.with_value(&quoted))).fix(Safety::Safe, "put the value in quotes", edit)
}
