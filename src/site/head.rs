//! The beginning of a page's text that is kept. All bodies of a site weigh much more than what rules look at.

use std::cell::Cell;

use crate::front_matter::{Block, Dialect, FrontMatter, block};

/// What has to be read of a page that is to be looked at.
#[derive(Debug)]
pub struct Head<'p> {
    dialect: &'p Dialect,
    keeps_body: bool,
    /// Whether what is wrong with the page is asked for, which may lie behind what is kept: bytes that are not UTF-8.
    pub is_judged: bool,
    /// The block that was found, with the end of what is kept.
    found: Cell<Option<(usize, Block)>>,
}

impl<'p> Head<'p> {
    /// For a page of this dialect. `keeps_body` where a rule reads it.
    pub fn new(dialect: &'p Dialect, is_judged: bool, keeps_body: bool) -> Self {
        Self { dialect, keeps_body, is_judged, found: Cell::default() }
    }

    /// The byte up to which the page's text is kept, which begins with `beginning`; `None` where more of it has to be seen.
    /// The block that is found here is not looked for again in what is kept.
    ///
    /// Only a block that is closed and in order is found here, with enough behind it that nothing that follows could
    /// make it another one.
    pub fn end(&self, beginning: &str) -> Option<usize> {
        if self.keeps_body {
            return None;
        }
        let found = block::find(beginning, &self.dialect.delimiters);
        let block = found.block.filter(|block| block.close.is_some() && found.problems.is_empty())?;
        let rest = beginning[block.body..].trim_start();
        let is_comment = rest.starts_with(COMMENT);
        if rest.len() < COMMENT.len() || (is_comment && !rest.contains("-->")) {
            return None;
        }
        let end = end_behind(beginning, block.body);
        let end = (end <= beginning.len()).then(|| beginning.ceil_char_boundary(end))?;
        self.found.set(Some((end, block)));
        Some(end)
    }

    /// What is read of `text`, which is the page's as far as it is kept.
    pub fn read(&self, text: &str) -> FrontMatter {
        match self.found.get().filter(|(end, _)| *end == text.len()) {
            Some((_, block)) => FrontMatter::of_block(text, block, self.dialect),
            None => FrontMatter::read(text, self.dialect),
        }
    }
}

/// How many bytes of the body are kept at least: a report shows the lines around a finding.
const LEAST_BODY: usize = 256;

const COMMENT: &str = "<!--";

/// `text` up to a place behind its block, and behind all that was seen in reading it.
pub(super) fn without_body(mut text: String, front_matter: &FrontMatter) -> String {
    if front_matter.block.is_none() && !front_matter.problems.is_empty() {
        // A block that is hidden by what stands before it is seen once that is removed.
        return text;
    }
    let body = front_matter.block.map_or(0, |block| block.body);
    let problems = front_matter.problems.iter().map(|problem| problem.span.end as usize);
    let end = end_behind(&text, problems.fold(body, usize::max));
    if end < text.len() {
        text.truncate(text.ceil_char_boundary(end));
        text.shrink_to_fit();
    }
    text
}

/// Where the part of `text` ends that is kept, if it was looked at up to byte `seen`; it may end before.
fn end_behind(text: &str, seen: usize) -> usize {
    // A comment for us may stand right behind the block.
    let comment = text[seen..].trim_start().starts_with(COMMENT).then(|| text[seen..].find("-->")).flatten();
    seen + comment.unwrap_or_default() + LEAST_BODY
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Head;
    use crate::front_matter::block::{
        ASTRO, Delimiters, ELEVENTY, GRAY_MATTER, HEXO, HUGO, JEKYLL, JEKYLL_POST, MKDOCS, NEUTRAL, ZOLA,
    };
    use crate::front_matter::{Dialect, FrontMatter, YamlParser};

    const ALL: [Delimiters; 10] =
        [HUGO, JEKYLL, JEKYLL_POST, ZOLA, ASTRO, GRAY_MATTER, ELEVENTY, HEXO, MKDOCS, NEUTRAL];

    /// Looks at ever more of `text`, a few bytes each time, until that tells where the head ends.
    fn end_of_head(text: &str, head: &Head<'_>) -> Option<usize> {
        let mut cuts = (0..=text.len()).step_by(7).map(|cut| text.ceil_char_boundary(cut));
        cuts.find_map(|cut| head.end(&text[..cut]))
    }

    proptest! {
        #[test]
        fn what_follows_a_head_makes_no_difference(
            start in "(---|\\+\\+\\+|;;;|\\{|\\ufeff---|\n---)[ x]?\n",
            block in "(title: a\n|title = 'a'\n|\"title\": \"a\"|# a\n|a: &b c\n|d: !e f\n|\n|- x\n|'|\\}|\\[|é|a: \"){0,5}",
            close in "(---|\\+\\+\\+|;;;|\\}|\\.\\.\\.|--- |----|---x)?(\r\n|\n|\r)?",
            body in "(\n|\r\n|[ \t]|<!--|-->|---|\\+\\+\\+|\\}|\\.\\.\\.|é|#\\+a: b\n|Some words of the text of a page\\. ){0,60}",
        ) {
            let text = [start, block, close, body].concat();
            for delimiters in ALL {
                let dialect = Dialect { delimiters, yaml: YamlParser::Goccy };
                let head = Head::new(&dialect, true, false);
                if let Some(end) = end_of_head(&text, &head) {
                    prop_assert_eq!(head.end(&text), Some(end));
                    let (read, whole) = (FrontMatter::read(&text[..end], &dialect), FrontMatter::read(&text, &dialect));
                    prop_assert_eq!(format!("{read:?}"), format!("{whole:?}"));
                    prop_assert_eq!(format!("{:?}", head.read(&text[..end])), format!("{whole:?}"));
                    prop_assert_eq!(format!("{:?}", head.read("+++\n")), format!("{:?}", FrontMatter::read("+++\n", &dialect)));
                    let kept = super::without_body(text.clone(), &whole);
                    prop_assert_eq!(kept, &text[..end]);
                }
            }
        }
    }

    #[test]
    fn a_head_ends_where_enough_is_seen() {
        let dialect = Dialect { delimiters: HUGO, yaml: YamlParser::Goccy };
        let head = Head::new(&dialect, true, false);
        let block = "---\ntitle: A\n---\n";
        let long = format!("{block}{}", "A text. ".repeat(100));
        assert_eq!(head.end(&long), Some(block.len() + super::LEAST_BODY));
        assert_eq!(head.end(&long[..block.len() + super::LEAST_BODY - 1]), None);
        let comment = format!("{block}<!-- {} -->{}", "x".repeat(900), "A text. ".repeat(100));
        assert_eq!(head.end(&comment[..900]), None);
        assert!(head.end(&comment).is_some_and(|end| end > 900));
        assert_eq!(head.end(&format!("---\ntitle: A\n{}", "A text. ".repeat(100))), None);
        assert_eq!(head.end(&"A text. ".repeat(100)), None);
        assert_eq!(Head::new(&dialect, true, true).end(&long), None);
    }
}
