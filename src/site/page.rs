//! One page, with what its generator makes of its front matter.

use std::sync::OnceLock;

use crate::front_matter::{Entry, Format, FrontMatter, NodeId, NodeRef, ProblemKind, Style, rewrite};
use crate::profile::keys::Key;
use crate::profile::pages::PageKind;
use crate::site::images::{self, ImageUse};
use crate::site::{Head, PageDates, Sections, Site, TermUse, address, head, page_terms};
use crate::text::{KeyPath, LineIndex, TextEdit};

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path, relative to the site's root, with `/`.
    pub path: String,
    /// The text; what is not UTF-8 is replaced by U+FFFD.
    pub text: String,
    /// What went wrong in reading it.
    pub fault: Option<ReadFault>,
}

/// Why a file could not be read as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadFault {
    /// It is not UTF-8. The byte, in the text with replacements, where the first wrong sequence stood.
    NotUtf8(usize),
    /// It is longer than is read.
    TooLarge,
    /// The system refused, in its words.
    Unreadable(String),
}

/// One page of a site.
#[derive(Debug)]
pub struct Page {
    /// Path of the file, relative to the site's root, with `/`.
    pub path: String,
    /// Its text; where the site [does not keep bodies](Site::keeps_bodies), its beginning with the whole block.
    pub text: String,
    /// What was read of its block.
    pub front_matter: FrontMatter,
    /// What went wrong in reading the file.
    pub fault: Option<ReadFault>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// The language, where the site has languages.
    pub language: Option<String>,
    /// Where it is published, `None` where that cannot be known.
    pub url: Option<String>,
    /// Keys that list pages above hand down to it, whether it writes them or not.
    pub cascaded: Vec<String>,
    /// Its dates.
    pub dates: PageDates,
    /// Its terms.
    pub terms: Vec<TermUse>,
    /// The images that it names. Empty until they are [looked up](Page::look_up_images).
    pub images: Vec<ImageUse>,
    /// Whether the block asks for the title of a section, as its `url` may.
    pub names_section_title: bool,
    /// Whether the block has the word by which a page names its schema.
    pub names_schema: bool,
    /// The entries that mean something to the generator, by the nodes of key and value; see [`Site::known_entries`].
    pub(super) known: OnceLock<Vec<KnownEntry>>,
    keys_ignore_case: bool,
    /// The top-level entries by the nodes of key and value, each with the [mark](key_mark) of its key.
    marked: Box<[(u8, NodeId, NodeId)]>,
    /// The marks of all of them, one bit for each of 64.
    marks: u64,
    lines: OnceLock<LineIndex>,
}

/// Whether a file that may be a page by its path is one: a schema or a style sheet in a Jekyll site is not. One whose
/// block is hidden is meant to be one, while braces are what any JSON begins with.
fn is_page(kind: PageKind, front_matter: &FrontMatter) -> bool {
    let is_meant = || front_matter.problems.iter().any(|problem| problem.kind != ProblemKind::ForeignFormat);
    kind != PageKind::Template || front_matter.block.is_some() || is_meant()
}

/// A key that means something, with the node where it stands and that of its value.
pub(super) type KnownEntry = (&'static Key, NodeId, NodeId);

impl Page {
    /// The page that a file is to the generator of `site`, without its address; `None` when it is none.
    pub fn new(source: Source, site: &Site) -> Option<Self> {
        let kind = site.page_kind(&source.path)?;
        let front_matter = FrontMatter::read(&source.text, site.profile.dialect_of(kind));
        is_page(kind, &front_matter).then(|| Self::of_kind(kind, source, front_matter, site))
    }

    /// A page of the known `kind`, of whose file `read` need not read all. Of a page that is not `judged` only the block
    /// counts. `None` where the file turns out to be none.
    pub fn read(kind: PageKind, judged: bool, site: &Site, read: impl FnOnce(&Head<'_>) -> Source) -> Option<Self> {
        let head = Head::new(site.profile.dialect_of(kind), judged, site.keeps_bodies);
        let source = read(&head);
        let front_matter = head.read(&source.text);
        is_page(kind, &front_matter).then(|| Self::of_kind(kind, source, front_matter, site))
    }

    fn of_kind(kind: PageKind, source: Source, front_matter: FrontMatter, site: &Site) -> Self {
        let Source { path, text, fault } = source;
        let language = (site.profile.language)(&path, &site.config);
        let text = if site.keeps_bodies || fault.is_some() { text } else { head::without_body(text, &front_matter) };
        let content = front_matter.block.map_or("", |block| block.content.of(&text));
        let names_section_title = content.contains(address::SECTION_TITLE);
        let names_schema = content.contains("$schema");
        let marked = |entry: Entry<'_>| (key_mark(entry.name()), entry.key.id(), entry.value.id());
        let root = front_matter.tree.root();
        let marked: Box<[(u8, NodeId, NodeId)]> =
            root.map_or_else(Box::default, |root| root.entries().map(marked).collect());
        let mut page = Self {
            path,
            text,
            fault,
            front_matter,
            kind,
            language,
            url: None,
            keys_ignore_case: site.profile.keys_ignore_case,
            marks: marked.iter().fold(0, |marks, (mark, ..)| marks | 1 << (mark % 64)),
            marked,
            cascaded: Vec::new(),
            dates: PageDates::default(),
            terms: Vec::new(),
            images: Vec::new(),
            names_section_title,
            names_schema,
            known: OnceLock::new(),
            lines: OnceLock::new(),
        };
        page.dates = PageDates::read(&page, site);
        page.terms = page_terms::read(&page, site);
        // Of twenty thousand pages, all are kept.
        page.terms.shrink_to_fit();
        page
    }

    /// The file as it was read, as far as its text was kept.
    pub fn source(&self) -> Source {
        Source { path: self.path.clone(), text: self.text.clone(), fault: self.fault.clone() }
    }

    /// Finds out where the page is published, which the list pages of its folders have a say in.
    pub fn set_address(&mut self, site: &Site, sections: &Sections) {
        self.url = address::url(self, site, sections);
        self.cascaded = sections.cascaded_to(&self.path);
    }

    /// Finds the page's images, and what becomes of each, which its address has a say in.
    pub fn look_up_images(&mut self, site: &Site) {
        // Once for all: half a dozen rules ask, and each look-up tries many paths.
        let mut images = images::read(self, site);
        for image in &mut images {
            image.status = images::resolve(&image.value, self, site);
        }
        images.shrink_to_fit();
        self.images = images;
    }

    /// Gives back the memory of what only the rules ask for again and again: of twenty thousand pages, all are kept.
    pub fn set_judged(&mut self) {
        self.known.take();
    }

    /// The entries of the block, in the order of the text.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry<'_>> + ExactSizeIterator {
        let tree = &self.front_matter.tree;
        self.marked.iter().map(|(_, key, value)| Entry { key: tree.node(*key), value: tree.node(*value) })
    }

    /// The entry of the top-level key `name`, as the generator finds it: letter case ignored where it ignores it, the
    /// last of duplicates.
    pub fn get(&self, name: &str) -> Option<Entry<'_>> {
        // Rules ask for dozens of keys, of which a page has a few: its others are passed over by their marks.
        let (mark, tree) = (key_mark(name), &self.front_matter.tree);
        if self.marks & 1 << (mark % 64) == 0 {
            return None;
        }
        self.marked.iter().rev().filter(|(own, ..)| *own == mark).find_map(|(_, key, value)| {
            let entry = Entry { key: tree.node(*key), value: tree.node(*value) };
            self.is_key(entry.name(), name).then_some(entry)
        })
    }

    /// Whether `written` is the key `name` to the generator.
    pub fn is_key(&self, written: &str, name: &str) -> bool {
        if self.keys_ignore_case { written.eq_ignore_ascii_case(name) } else { written == name }
    }

    /// Whether this page, which is at the path of `other`, has the same block at the same place, read without fault.
    pub fn differs_in_body_only(&self, other: &Self) -> bool {
        let head = |page: &Self| page.front_matter.block.map(|block| block.body);
        let (Some(own), Some(theirs)) = (head(self), head(other)) else { return false };
        let is_read = self.fault.is_none() && other.fault.is_none();
        is_read && own == theirs && self.text.get(..own) == other.text.get(..theirs) && self.url == other.url
    }

    /// Whether the generator takes keys for equal that differ in letter case only.
    pub fn ignores_case_of_keys(&self) -> bool {
        self.keys_ignore_case
    }

    /// The format of the block; YAML where there is none, as every generator reads it.
    pub fn format(&self) -> Format {
        self.front_matter.block.map_or(Format::Yaml, |block| block.format)
    }

    /// A key with a value (`code`, put in as it is) as a writer types it on this page, for a message.
    pub fn line(&self, key: &str, code: &str) -> String {
        rewrite::line(key, code, self.format())
    }

    /// The same with a date.
    pub fn date_line(&self, key: &str, date: &str) -> String {
        self.line(key, &rewrite::date_code(date, self.format()))
    }

    /// Whether the value of a node was read over a syntax problem, so that it may not be what was meant. The problem is
    /// reported; what follows from it need not be.
    pub fn is_guessed(&self, node: NodeRef<'_>) -> bool {
        let span = node.span();
        let lies_in = |at: u32| span.start <= at && at < span.end.max(span.start + 1);
        let problems = self.front_matter.problems.iter().filter(|problem| problem.kind.hides_content());
        problems.into_iter().any(|problem| lies_in(problem.span.start))
    }

    /// The text of a scalar for a message: without quotes, on one line, at most 60 characters. For anything else, as
    /// written.
    pub fn excerpt(&self, node: NodeRef<'_>) -> String {
        let text = node.scalar().map_or_else(|| node.span().of(&self.text), |scalar| &*scalar.text);
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
    }

    /// The edit that gives a scalar another text and keeps its quotes. None where the text cannot stand in them as it
    /// is, or the scalar runs over several lines.
    pub fn rewrite_scalar(&self, node: NodeRef<'_>, text: &str) -> Option<TextEdit> {
        let span = node.span();
        let (quote, forbidden): (usize, &[char]) = match node.scalar()?.style {
            Style::SingleQuoted => (1, &['\'']),
            Style::DoubleQuoted => (1, &['"', '\\']),
            Style::Plain => {
                (0, &[':', '#', '\'', '"', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`'])
            }
            _ => return None,
        };
        let fits = !text.contains(forbidden) && !text.chars().any(char::is_control) && text.trim() == text;
        let is_one_line = !span.of(&self.text).contains(['\n', '\r']) && span.len() >= 2 * quote;
        (fits && is_one_line).then(|| TextEdit::replace(span.part(quote, span.len() - 2 * quote), text))
    }

    /// The line end that the file uses.
    pub fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The key path of a node of this page.
    pub fn path_of(&self, node: NodeRef<'_>) -> Option<KeyPath> {
        let root = self.front_matter.tree.root()?;
        path_below(root, KeyPath::root(), node)
    }

    /// The lines of the text.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// A number for a key by which most others are told from it, the same for its spellings in capitals and small letters.
fn key_mark(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).map_or(0, |byte| byte | 0x20);
    let (first, middle, last) = (letter(0), letter(bytes.len() / 2), letter(bytes.len().saturating_sub(1)));
    let (first, middle) = (first.wrapping_mul(7), middle.wrapping_mul(31));
    first.wrapping_add(middle).wrapping_add(last).wrapping_add((bytes.len() as u8).wrapping_mul(13))
}

/// Looks for `node` below `at`. Only findings ask, so a search is cheaper than a path kept with each node.
fn path_below(at: NodeRef<'_>, path: KeyPath, node: NodeRef<'_>) -> Option<KeyPath> {
    if at.id() == node.id() {
        return Some(path);
    }
    if at.is_alias() {
        return None;
    }
    let in_map = at.entries().find_map(|entry| {
        let inner = path.child(entry.name());
        if entry.key.id() == node.id() { Some(inner) } else { path_below(entry.value, inner, node) }
    });
    in_map.or_else(|| at.items().enumerate().find_map(|(i, item)| path_below(item, path.item(i), node)))
}
