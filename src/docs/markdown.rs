//! The pages of the rules on a terminal: the little Markdown that they use, and no more.

use owo_colors::Style;

use crate::report::human::{Look, wrapping};

/// `text` wrapped to the terminal: headings bold, code indented, paragraphs and list items filled.
pub fn render(text: &str, look: &Look) -> String {
    let mut page = Page { look, out: String::new(), open: String::new(), hang: 0 };
    let mut fence: Option<&str> = None;
    let mut is_report = false;
    for line in text.lines() {
        let start = line.trim_start();
        match fence {
            Some(mark) if start.starts_with(mark) && start.trim_end().chars().all(|c| mark.starts_with(c)) => {
                fence = None
            }
            Some(_) if is_report => page.finding(line),
            Some(_) => page.verbatim(&format!("    {line}")),
            None if is_fence(start) => {
                page.close();
                let info = start.trim_start_matches(['`', '~']);
                fence = Some(&start[..start.len() - info.len()]);
                is_report = info.trim() == "report";
                page.caption(info.trim());
            }
            None => page.prose(line),
        }
    }
    page.close();
    page.out.trim_end().to_owned() + "\n"
}

/// `text` without its first heading, which names the rule.
pub fn without_title(text: &str) -> &str {
    let text = text.trim_start();
    if !text.starts_with("# ") {
        return text;
    }
    text.split_once('\n').map_or("", |(_, rest)| rest.trim_start())
}

/// A page that is being written.
struct Page<'a> {
    look: &'a Look,
    out: String,
    /// The paragraph or list item whose lines are being gathered.
    open: String,
    /// How far its other lines are indented.
    hang: usize,
}

impl Page<'_> {
    fn prose(&mut self, line: &str) {
        let start = line.trim();
        if start.is_empty() || start.starts_with("<!--") {
            self.close();
            self.gap();
        } else if let Some(title) = heading(start) {
            self.close();
            self.gap();
            let title = self.look.paint(&inline(title, self.look), Style::new().bold());
            self.out.push_str(&title);
            self.out.push_str("\n\n");
        } else if start.starts_with('|') {
            self.close();
            self.verbatim(start);
        } else if let Some(marker) = list_marker(start) {
            self.close();
            let indent = line.len() - line.trim_start().len();
            self.hang = indent + marker;
            self.open = format!("{}{start}", " ".repeat(indent));
        } else if self.open.is_empty() {
            self.hang = 0;
            self.open = start.to_owned();
        } else {
            self.open.push(' ');
            self.open.push_str(start);
        }
    }

    /// Writes what was gathered.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        if text.is_empty() {
            return;
        }
        let indent = " ".repeat(self.hang);
        let filled = textwrap::fill(&inline(&text, self.look), wrapping(self.look.width).subsequent_indent(&indent));
        self.out.push_str(&filled);
        self.out.push('\n');
    }

    /// Says what an example is, where its fence does: `md fixed content/a.md`.
    fn caption(&mut self, info: &str) {
        let words: Vec<&str> = info.split(' ').collect();
        let caption = match words[..] {
            ["report"] => "matterlint reports:".to_owned(),
            [_, "fixed", path] => format!("{path} after --fix:"),
            [_, "unsafe-fixed", path] => format!("{path} after --unsafe-fixes:"),
            [_, path] => format!("{path}:"),
            _ => return,
        };
        let caption = self.look.paint(&caption, Style::new().dimmed());
        self.verbatim(&format!("  {caption}"));
    }

    /// One line of a report, filled: it is a sentence, and longer than most terminals are wide.
    fn finding(&mut self, line: &str) {
        let options = wrapping(self.look.width).initial_indent("    ").subsequent_indent("      ");
        let filled = textwrap::fill(line, options);
        self.verbatim(&filled);
    }

    fn verbatim(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// One empty line, never two.
    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    (title.len() < line.len()).then(|| title.strip_prefix(' ')).flatten()
}

/// Length of the marker of a list item, with its blank.
fn list_marker(line: &str) -> Option<usize> {
    if line.starts_with("- ") || line.starts_with("* ") {
        return Some(2);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits > 0 && line[digits..].starts_with(". ")).then_some(digits + 2)
}

/// Code, strong words and links within a line.
fn inline(text: &str, look: &Look) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (shown, length) = code(rest, look)
            .or_else(|| strong(rest, look))
            .or_else(|| link(rest))
            .unwrap_or_else(|| (rest[..1].to_owned(), 1));
        out.push_str(&shown);
        rest = &rest[length..];
    }
    out + rest
}

fn code(text: &str, look: &Look) -> Option<(String, usize)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mark = &text[..ticks];
    let inner = (ticks > 0).then(|| text[ticks..].split_once(mark)).flatten()?.0;
    let length = inner.len() + 2 * ticks;
    let shown = if look.color { look.paint(inner, Style::new().cyan()) } else { text[..length].to_owned() };
    Some((shown, length))
}

fn strong(text: &str, look: &Look) -> Option<(String, usize)> {
    let inner = text.strip_prefix("**")?.split_once("**")?.0;
    Some((look.paint(inner, Style::new().bold()), inner.len() + 4))
}

/// A link to the web keeps its address; one to another file of the repository is only its text.
fn link(text: &str) -> Option<(String, usize)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = rest.split_once(')')?;
    let length = label.len() + target.len() + 4;
    let shown = if target.starts_with("http") { format!("{label} ({target})") } else { label.to_owned() };
    Some((shown, length))
}

#[cfg(test)]
mod tests {
    use super::{Look, render};

    #[test]
    fn examples_say_what_they_are() {
        let page = "```md content/a.md\ntitle: A\n```\n\n```report\ncontent/a.md:1:1: error: a sentence that is long\n```\n\n\
                    ```md unsafe-fixed content/a.md\ntitle: B\n```\n\n```text\nplain\n```\n";
        let look = Look { width: 40, ..Look::default() };
        assert_eq!(
            render(page, &look),
            "  content/a.md:\n    title: A\n\n  matterlint reports:\n    content/a.md:1:1: error: a sentence\n\
             \u{20}     that is long\n\n  content/a.md after --unsafe-fixes:\n    title: B\n\n    plain\n"
        );
    }
}
