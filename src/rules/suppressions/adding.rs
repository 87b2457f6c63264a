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
