//! What a key or value means to the generator of the site.

mod date;

use super::standing::Standing;
use super::{Asked, code, definition, dotted, pages};
use crate::site::images::ImageStatus;
use crate::site::vocabulary::{Verdict, VocabularyTerm};
use crate::site::{TermUse, readable_url};
use crate::text::Span;

/// Keys that have a say in the page's address.
const ADDRESS_KEYS: [&str; 4] = ["slug", "url", "permalink", "path"];

/// What is said of the key or value under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub span: Span,
    /// What is said; Markdown.
    pub markdown: String,
    /// The image that is named there, relative to the site's root, to be shown.
    pub image: Option<String>,
}

/// What is to be said of what stands at byte `offset` of the page; `None` where that is nothing.
pub fn hover(asked: &Asked<'_>, offset: usize) -> Option<Hover> {
    let standing = Standing::at(asked.page, offset)?;
    if standing.is_key {
        return of_key(asked, &standing);
    }
    of_term(asked, &standing, offset)
        .or_else(|| of_image(asked, &standing))
        .or_else(|| of_date(asked, &standing))
        .or_else(|| of_allowed(asked, &standing))
        .or_else(|| of_address(asked, &standing))
}

impl Hover {
    fn new(span: Span, paragraphs: &[String]) -> Option<Self> {
        (!paragraphs.is_empty()).then(|| Self { span, markdown: paragraphs.join("\n\n"), image: None })
    }
}

fn of_key(asked: &Asked<'_>, standing: &Standing<'_>) -> Option<Hover> {
    let site = asked.site();
    let known = asked.knowledge(&standing.path);
    let name = dotted(&standing.path);
    let kind = known.kind().map(|kind| format!(": {kind}")).unwrap_or_default();
    let mut paragraphs = known.about(site.profile.name);
    if let Some(taxonomy) = &known.taxonomy {
        paragraphs.push(format!("the terms of `{taxonomy}`"));
    }
    paragraphs.extend(address(asked, &name));
    let handed = definition::cascading(asked, &standing.path);
    paragraphs.extend(handed.iter().map(|target| format!("{} hands down a value, too", code(&target.path))));
    if !paragraphs.is_empty() || !kind.is_empty() {
        paragraphs.insert(0, format!("**{}**{kind}", code(&name)));
    }
    Hover::new(standing.node.span(), &paragraphs)
}

/// The page's address, where the key `name` has a say in it.
fn address(asked: &Asked<'_>, name: &str) -> Option<String> {
    let decides = ADDRESS_KEYS.iter().any(|key| asked.site().is_same_key(key, name));
    let url = asked.page.url.as_ref().filter(|_| decides)?;
    Some(format!("the page is published at {}", code(&readable_url(url))))
}

fn of_address(asked: &Asked<'_>, standing: &Standing<'_>) -> Option<Hover> {
    let address = address(asked, &dotted(&standing.path))?;
    Hover::new(standing.node.span(), &[address])
}

fn of_date(asked: &Asked<'_>, standing: &Standing<'_>) -> Option<Hover> {
    let value = asked.page.dates.all().find(|value| value.value == standing.node.id())?;
    Hover::new(standing.node.span(), &date::paragraphs(asked, value)?)
}

fn of_image(asked: &Asked<'_>, standing: &Standing<'_>) -> Option<Hover> {
    let image = asked.page.images.iter().find(|image| image.node == standing.node.id())?;
    let file = image.status.file()?;
    let mut paragraphs = vec![code(file)];
    let size = asked.site().image_sizes.get(file).copied().or_else(|| asked.files.image_size(file));
    if let Some(size) = size {
        let pixels = size.pixels.map(|(width, height)| format!("{width} × {height} pixels, ")).unwrap_or_default();
        paragraphs.push(format!("{pixels}{}", bytes(size.bytes)));
    }
    match image.status {
        ImageStatus::OtherCase(_) => paragraphs.push("its name differs in letter case".to_owned()),
        ImageStatus::Beside(_) => paragraphs.push("it lies beside the page, and is not published there".to_owned()),
        _ => {}
    }
    let hover = Hover::new(standing.node.span(), &paragraphs)?;
    Some(Hover { image: Some(file.to_owned()), ..hover })
}

fn of_term(asked: &Asked<'_>, standing: &Standing<'_>, offset: usize) -> Option<Hover> {
    let used = term_at(asked, standing, offset)?;
    let index = asked.workspace.index();
    let language = index.pages.get(&*asked.page.path).and_then(|(_, facts)| facts.language.clone());
    let taxonomies = index.taxonomies(asked.site());
    let term = taxonomies.get(&used.taxonomy, language.as_deref())?.named(&used.term)?;
    let mut paragraphs = vec![format!("{}: a term of `{}` on {}", code(&used.text), used.taxonomy, pages(term.uses()))];
    if let Some(url) = &term.url {
        let has_page = definition::term_pages(asked, used).next().is_some();
        let own = if has_page { ", which has a text of its own" } else { "" };
        paragraphs.push(format!("{}{own}", code(&readable_url(url))));
    }
    if term.spellings.len() > 1 {
        let spelling = |spelling: &crate::site::taxonomy::Spelling<'_>| {
            format!("{} on {}", code(&spelling.text), pages(spelling.places.len()))
        };
        let spellings: Vec<String> = term.spellings.iter().map(spelling).collect();
        paragraphs.push(format!("spelt {}", spellings.join(", ")));
    }
    if let Some(vocabulary) = asked.site().vocabulary_for(&asked.page.path, &used.taxonomy) {
        paragraphs.extend(verdict(vocabulary.judge(&used.text)));
    }
    Hover::new(used.span, &paragraphs)
}

/// The term that the cursor is in.
pub(super) fn term_at<'w>(asked: &Asked<'w>, standing: &Standing<'_>, offset: usize) -> Option<&'w TermUse> {
    let touches = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let own = asked.page.terms.iter().filter(|used| used.node == standing.node.id() && !standing.is_key);
    own.into_iter().find(|used| touches(used.span))
}

/// An author, or another name of which the site keeps a list.
fn of_allowed(asked: &Asked<'_>, standing: &Standing<'_>) -> Option<Hover> {
    let vocabulary = asked.site().vocabulary_for(&asked.page.path, &dotted(&standing.path))?;
    let text = &standing.node.scalar()?.text;
    Hover::new(standing.node.span(), &verdict(vocabulary.judge(text)))
}

/// What a vocabulary says of a spelling.
fn verdict(verdict: Verdict<'_>) -> Vec<String> {
    let about = |term: &VocabularyTerm| term.description.clone();
    match verdict {
        Verdict::Known(term) => about(term).into_iter().collect(),
        Verdict::AliasOf(term) | Verdict::CaseOf(term) => {
            [Some(format!("the vocabulary spells it {}", code(&term.name))), about(term)]
                .into_iter()
                .flatten()
                .collect()
        }
        Verdict::Deprecated(term) => {
            let new = term.replaced_by.as_ref().map(|new| format!("use {} instead", code(new)));
            let why = term.deprecated.clone().filter(|why| !why.is_empty());
            let deprecated = "should not be used any more".to_owned();
            [Some(deprecated), why, new, about(term)].into_iter().flatten().collect()
        }
        Verdict::Unknown(_) => Vec::new(),
    }
}

/// A length of a file as people say it.
fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
