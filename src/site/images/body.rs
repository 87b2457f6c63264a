//! The images in a page's text: Markdown, HTML and shortcodes.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use crate::listing::file_name;
use crate::site::{Page, Site};
use crate::text::Span;

/// An image that a page's text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyImage {
    /// The address, in the text of the whole file; the whole image where it is named elsewhere (`![tea][1]`).
    pub span: Span,
    /// The address.
    pub value: String,
}

/// `src` in an `img` element. The value of another attribute may have a `>`.
static IMG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?is)<img(?:\s+[^\s"'>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*?\s+src\s*=\s*(?:"([^"]*)"|'([^']*)')"#,
    )
    .expect("a valid pattern")
});

/// HTML whose content is not shown as it stands there: in a comment nothing is an image.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?is)<!--.*?(?:-->|$)|<script\b.*?(?:</script|$)|<style\b.*?(?:</style|$)|<textarea\b.*?(?:</textarea|$)",
    )
    .expect("a valid pattern")
});

/// A shortcode, in either of Hugo's forms: its name and its parameters.
static SHORTCODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)\{\{[<%]\s*([\w/.-]+)\s(.*?)[>%]\}\}").expect("a valid pattern"));

/// Shortcodes and tags around code, whose text is no Markdown.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    let hugo = r"\{\{[<%]\s*highlight\b.*?\{\{[<%]\s*/\s*highlight\s*[>%]\}\}";
    let liquid = r"\{%-?\s*highlight\b.*?\{%-?\s*endhighlight\s*-?%\}";
    let comment = r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\s*-?%\}";
    let raw = r"\{%-?\s*raw\b.*?\{%-?\s*endraw\s*-?%\}";
    Regex::new(&format!("(?s){hugo}|{liquid}|{comment}|{raw}")).expect("a valid pattern")
});

/// `src` among the parameters of a shortcode.
static SRC: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?:^|\s)src\s*=\s*(?:"([^"]*)"|`([^`]*)`|([^\s"`>]+))"#).expect("a valid pattern"));

/// The images in the text of `page`, in their order.
pub fn body_images(page: &Page, site: &Site) -> Vec<BodyImage> {
    let start = page.front_matter.block.map_or(0, |block| block.body);
    let Some(text) = page.text.get(start..).filter(|_| page.fault.is_none()) else { return Vec::new() };
    let name = file_name(&page.path).to_ascii_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let mut found = Found { text, start, images: Vec::new(), code: spans(&CODE, text) };
    match extension {
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" => found.markdown(),
        "html" | "htm" => found.html(Span::new(0, text.len())),
        _ => return Vec::new(),
    }
    found.shortcodes(site.profile.images.shortcodes);
    found.images.sort_by_key(|image| image.span);
    found.images
}

struct Found<'t> {
    text: &'t str,
    /// Where `text` begins in the file.
    start: usize,
    images: Vec<BodyImage>,
    /// Where `text` is code.
    code: Vec<Span>,
}

impl Found<'_> {
    fn markdown(&mut self) {
        let mut html: Vec<Span> = Vec::new();
        let mut images: Vec<(Span, String)> = Vec::new();
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            let span = Span::new(range.start, range.end);
            match event {
                Event::Start(Tag::Image { dest_url, .. }) => images.push((span, dest_url.into_string())),
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => self.code.push(span),
                Event::End(TagEnd::HtmlBlock) | Event::InlineHtml(_) => html.push(span),
                _ => {}
            }
        }
        for (span, value) in images {
            let place = address_in(span, &value, self.text).unwrap_or(span);
            self.add(place, &value);
        }
        html.into_iter().for_each(|span| self.html(span));
    }

    fn html(&mut self, part: Span) {
        let hidden = spans(&HIDDEN, part.of(self.text));
        for found in IMG.captures_iter(part.of(self.text)) {
            let Some(src) = found.get(1).or_else(|| found.get(2)) else { continue };
            let is_hidden = hidden.iter().any(|hidden| hidden.contains(src.start()));
            if !is_hidden {
                self.add(part.part(src.start(), src.len()), &src.as_str().replace("&amp;", "&"));
            }
        }
    }

    fn shortcodes(&mut self, names: &[&str]) {
        for found in SHORTCODE.captures_iter(self.text) {
            let (name, parameters) = (found.get(1), found.get(2));
            let Some(parameters) = parameters.filter(|_| name.is_some_and(|name| names.contains(&name.as_str())))
            else {
                continue;
            };
            let Some(src) = SRC.captures(parameters.as_str()) else { continue };
            let Some(src) = src.get(1).or_else(|| src.get(2)).or_else(|| src.get(3)) else { continue };
            let start = parameters.start() + src.start();
            self.add(Span::new(start, start + src.len()), src.as_str());
        }
    }

    fn add(&mut self, place: Span, value: &str) {
        let is_code = self.code.iter().any(|code| code.contains(place.start as usize));
        if !is_code {
            self.images.push(BodyImage { span: place.shifted(self.start), value: value.to_owned() });
        }
    }
}

/// Where the address of an inline image stands. It may be written with escapes, and then is not found.
fn address_in(image: Span, value: &str, text: &str) -> Option<Span> {
    let written = image.of(text);
    let from = written.rfind("](")? + 2;
    let at = from + written[from..].find(value).filter(|_| !value.is_empty())?;
    Some(image.part(at, value.len()))
}

fn spans(pattern: &Regex, text: &str) -> Vec<Span> {
    pattern.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect()
}
