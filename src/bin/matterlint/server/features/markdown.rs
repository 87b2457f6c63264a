//! Markdown for clients that show it, and plain text for others.

use lsp_types::{MarkupContent, MarkupKind};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::Subject;

/// `text`, which is Markdown, as it is or as plain text.
pub fn markup(text: &str, takes_markdown: bool) -> MarkupContent {
    if takes_markdown {
        return MarkupContent { kind: MarkupKind::Markdown, value: text.to_owned() };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: plain(text) }
}

/// The image in `file`, a path relative to the site's root, to be shown.
pub fn image(subject: &Subject<'_>, file: &str) -> Option<String> {
    let uri = subject.session.uri(&subject.site.root.folder.join(file))?;
    let name = file.rsplit('/').next().unwrap_or(file);
    let name: String = name.chars().filter(|c| !matches!(c, '[' | ']' | '\\' | '!')).collect();
    // A client may leave brackets in its URIs as they are.
    let uri = uri.as_str().replace('(', "%28").replace(')', "%29");
    Some(format!("![{name}]({uri})"))
}

/// What a reader sees of Markdown: paragraphs with an empty line between, items of lists with a dash.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Item) => out.push_str("- "),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::End(TagEnd::Item) => end_line(&mut out, "\n"),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_)) => {
                end_line(&mut out, "\n\n");
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn end_line(out: &mut String, end: &str) {
    out.truncate(out.trim_end_matches('\n').len());
    out.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_are_gone_and_words_stay() {
        for (markdown, expected) in [
            ("**`draft`**: true or false\n\nHugo: leaves *it* out", "draft: true or false\n\nHugo: leaves it out"),
            ("one of\n- `a_b`\n- [c](https://example.org/)\n\n``` x`y ```", "one of\n\n- a_b\n- c\n\nx`y"),
            ("2 * 3 < 7", "2 * 3 < 7"),
            ("", ""),
        ] {
            assert_eq!(plain(markdown), expected);
        }
    }
}
