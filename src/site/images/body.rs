//! The images in a page's text: Markdown, HTML and shortcodes.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::url_path::decoded;
use crate::listing::{file_name, join, normalize, parent};
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

/// Whether `value` is the path of a file, relative to that of `page`.
pub fn is_file(value: &str, page: &Page, site: &Site) -> bool {
    let path = decoded(value).and_then(|value| normalize(&join(parent(&page.path), &value)));
    path.is_some_and(|path| site.listing.contains(&path))
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

#[cfg(test)]
mod tests {
    use super::{CODE, Found, spans};
    use crate::text::Span;

    /// The addresses in a Markdown text, each as its span has it.
    fn found(text: &str) -> Vec<(&str, String)> {
        let mut found = Found { text, start: 0, images: Vec::new(), code: spans(&CODE, text) };
        found.markdown();
        found.shortcodes(&["figure"]);
        found.images.sort_by_key(|image| image.span);
        found.images.into_iter().map(|image| (image.span.of(text), image.value)).collect()
    }

    fn values(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(_, value)| value).collect()
    }

    #[test]
    fn an_address_is_found_where_it_is_written() {
        for text in [
            "![茶](a.png)",
            "[![a.png](a.png \"a.png\")](https://example.org)",
            "> ![x](<a.png>)",
            "<img\n  alt='a > b' src='a.png'>",
            "text <img src=\"a.png\" />",
            "{{< figure src=\"a.png\" title=\"x\" >}}",
            "{{% figure class=x src=a.png %}}",
        ] {
            assert_eq!(found(text), [("a.png", "a.png".to_owned())], "{text}");
        }
        assert_eq!(found("![x][1]\n\n[1]: a.png"), [("![x][1]", "a.png".to_owned())]);
        assert_eq!(values("![x](a\\_b.png) <img src=\"a.png?x&amp;y\">"), ["a_b.png", "a.png?x&y"]);
    }

    #[test]
    fn code_and_comments_show_no_images() {
        for text in [
            "`![x](a.png)`",
            "```md\n![x](a.png)\n```",
            "    <img src=\"a.png\">",
            "<!-- <img src=\"a.png\"> -->",
            "<!--\n\n![x](a.png)\n\n-->",
            "<script>\nlet a = '<img src=\"a.png\">';\n</script>",
            "{{</* figure src=\"a.png\" */>}}",
            "{{< highlight md >}}\n![x](a.png)\n{{< /highlight >}}",
            "{% raw %}![x](a.png){% endraw %}",
            "<img :src=\"a.png\" data-src=\"b.png\">",
            "{{< gallery src=\"a.png\" >}}",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn spans_count_from_the_beginning_of_the_file() {
        let mut found = Found { text: "![x](a.png)", start: 10, images: Vec::new(), code: Vec::new() };
        found.markdown();
        assert_eq!(found.images[0].span, Span::new(15, 20));
    }
}
