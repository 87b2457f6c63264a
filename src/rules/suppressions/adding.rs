//! Writes the comment that suppresses a finding.

use super::comment::{self, Scope, Suppression};
use crate::finding::Finding;
use crate::front_matter::{Format, to_json};
use crate::site::{Page, Site, Source};
use crate::text::{TextEdit, apply};

/// Extensions of pages in whose text an HTML comment is one and shows nothing. MDX has none.
const WITH_HTML: [&str; 4] = ["md", "markdown", "html", "htm"];

/// The edit that suppresses `finding` in its line of `page`: a comment above it or, where that would stand inside of a
/// text, behind it. `None` where neither is a comment, as in JSON.
pub fn in_line(finding: &Finding, page: &Page, site: &Site) -> Option<TextEdit> {
    if !matches!(page.format(), Format::Yaml | Format::Toml) {
        return None;
    }
    let lines = page.lines();
    let line = lines.line(finding.span.start as usize);
    let (start, own) = (lines.start(line), lines.span(line, &page.text));
    let text = own.of(&page.text);
    let indentation = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let comment = format!("# matterlint: ignore[{}]", finding.rule);
    let above = TextEdit::insert(start, format!("{indentation}{comment}{}", page.line_end()));
    let behind = TextEdit::insert(start + text.trim_end().len(), format!(" {comment}"));
    [(above, line + 1), (behind, line)].into_iter().find_map(|(edit, line)| {
        let is_meant =
            |suppression: &Suppression| suppression.scope == Scope::Line(line) && names(suppression, finding);
        suppresses(&edit, page, site, is_meant).then_some(edit)
    })
}

/// The edit that suppresses everything in `page` that the rule of `finding` finds. `None` where no comment can stand.
pub fn in_file(finding: &Finding, page: &Page, site: &Site) -> Option<TextEdit> {
    let is_meant = |suppression: &Suppression| suppression.scope == Scope::File && names(suppression, finding);
    let known = comment::of(page).into_iter().find(|suppression| suppression.scope == Scope::File);
    let last = known.as_ref().and_then(|suppression| suppression.names.last());
    let edit = match (last, page.front_matter.block) {
        (Some(last), _) => TextEdit::insert(last.span.end as usize, format!(", {}", finding.rule)),
        (None, Some(block)) if matches!(block.format, Format::Yaml | Format::Toml) => {
            let text = format!("# matterlint: ignore-file[{}]{}", finding.rule, page.line_end());
            TextEdit::insert(block.content.start as usize, text)
        }
        (None, block) => {
            let extension = page.path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let at = block.map_or(page.text.len() - page.text.trim_start_matches('\u{feff}').len(), |block| block.body);
            let is_line_start = at == 0 || page.text[..at].ends_with(['\n', '\r', '\u{feff}']);
            let before = if is_line_start { "" } else { page.line_end() };
            let text = format!("{before}<!-- matterlint: ignore-file[{}] -->{}", finding.rule, page.line_end());
            WITH_HTML.contains(&extension).then(|| TextEdit::insert(at, text))?
        }
    };
    suppresses(&edit, page, site, is_meant).then_some(edit)
}

fn names(suppression: &Suppression, finding: &Finding) -> bool {
    suppression.names.iter().any(|name| name.text == finding.rule)
}

/// Whether `edit` adds a suppression that `is_meant` and changes nothing else: the line may lie in a text over several
/// lines, where a comment is none.
fn suppresses(edit: &TextEdit, page: &Page, site: &Site, is_meant: impl Fn(&Suppression) -> bool) -> bool {
    let Ok(text) = apply(&page.text, std::slice::from_ref(edit)) else { return false };
    let Some(new) = Page::new(Source { path: page.path.clone(), text, fault: None }, site) else { return false };
    let values = |page: &Page| page.front_matter.tree.root().map(to_json);
    let (old_suppressions, suppressions) = (comment::of(page), comment::of(&new));
    values(page) == values(&new)
        && page.front_matter.problems.len() == new.front_matter.problems.len()
        && page.front_matter.block.is_some() == new.front_matter.block.is_some()
        && suppressions.len() >= old_suppressions.len()
        && suppressions.iter().any(is_meant)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{in_file, in_line};
    use crate::finding::{Finding, Severity};
    use crate::listing::Listing;
    use crate::open::{ConfigFile, Options, assemble};
    use crate::site::{Page, Site, Source};
    use crate::text::{Span, TextEdit, apply};

    fn site() -> Site {
        let files = HashMap::from([("hugo.toml".to_owned(), String::new())]);
        let options = Options {
            generator: None,
            config: ConfigFile::AtRoot,
            whole_folders: true,
            today: chrono::DateTime::UNIX_EPOCH,
            select: Vec::new(),
            ignore: Vec::new(),
        };
        assemble(Listing::new(["hugo.toml".to_owned()]), &files, &options).expect("there is no configuration").0
    }

    /// The page at `path` with a suppression of what is found at the first `HERE`.
    fn suppressed(
        path: &str,
        text: &str,
        suppress: impl Fn(&Finding, &Page, &Site) -> Option<TextEdit>,
    ) -> Option<String> {
        let site = site();
        let at = text.find("HERE").expect("a place");
        let finding = Finding {
            rule: "dates/future-date",
            severity: Severity::Error,
            path: path.to_owned(),
            span: Span::new(at, at + 4),
            key_path: None,
            message: String::new(),
            help: None,
            related: Vec::new(),
            fix: None,
        };
        let page = Page::new(Source { path: path.to_owned(), text: text.to_owned(), fault: None }, &site);
        let page = page.expect("a page of the site");
        suppress(&finding, &page, &site).map(|edit| apply(text, &[edit]).expect("one edit"))
    }

    #[test]
    fn a_comment_stands_above_the_line_or_behind_it() {
        let cases = [
            ("---\r\na: HERE\r\n---\r\n", Some("---\r\n# matterlint: ignore[dates/future-date]\r\na: HERE\r\n---\r\n")),
            ("---\na:\n  - HERE\n---\n", Some("---\na:\n  # matterlint: ignore[dates/future-date]\n  - HERE\n---\n")),
            ("+++\na = 'HERE'\n+++\n", Some("+++\n# matterlint: ignore[dates/future-date]\na = 'HERE'\n+++\n")),
            // Above it, it would be a part of the text.
            (
                "---\na: \"x\n  HERE\"\n---\n",
                Some("---\na: \"x\n  HERE\" # matterlint: ignore[dates/future-date]\n---\n"),
            ),
            ("---\na: |\n  x\n  HERE\n---\n", None),
            ("{\"a\": \"HERE\"}\n", None),
        ];
        for (before, after) in cases {
            assert_eq!(suppressed("content/a.md", before, in_line).as_deref(), after, "{before}");
        }
    }

    #[test]
    fn a_whole_file_is_suppressed_where_a_comment_can_stand() {
        let cases = [
            (
                "a.md",
                "---\na: |\n  HERE\n---\n",
                Some("---\n# matterlint: ignore-file[dates/future-date]\na: |\n  HERE\n---\n"),
            ),
            (
                "a.md",
                "---\n# matterlint: ignore-file[images] old\na: HERE\n---\n",
                Some("---\n# matterlint: ignore-file[images, dates/future-date] old\na: HERE\n---\n"),
            ),
            (
                "a.md",
                "{\"a\": \"HERE\"}\nText.\n",
                Some("{\"a\": \"HERE\"}\n<!-- matterlint: ignore-file[dates/future-date] -->\nText.\n"),
            ),
            ("a.md", "HERE\n", Some("<!-- matterlint: ignore-file[dates/future-date] -->\nHERE\n")),
            ("a.adoc", "{\"a\": \"HERE\"}\n", None),
        ];
        for (name, before, after) in cases {
            assert_eq!(suppressed(&format!("content/{name}"), before, in_file).as_deref(), after, "{before}");
        }
    }
}
