//! Which lines begin and end a block: one value for each generator, data alone.

use super::Format;

/// How one generator tells front matter from text. [`super::find`] follows it; a profile picks one of the constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// What the generator does with a file in which it finds no block, to be read after "so": `Jekyll copies …`.
    pub without: &'static str,
    /// The marks that open a block, and what closes each.
    pub fences: &'static [Fence],
    /// Whether a longer run of the mark's character is a mark too, closed by a run as long: `----` (Hexo).
    pub longer_marks: bool,
    /// What may stand before the opening mark.
    pub lead: Lead,
    /// Whether a byte order mark may be the first character.
    pub bom: bool,
    /// What may follow the opening mark on its line.
    pub after_mark: AfterMark,
    /// Which lines close a block.
    pub closing: Closing,
    /// Fewest bytes between the delimiters, the last line end counted: `---` right below `---` is a block to Hugo (0),
    /// a blank line between is still too little for Hexo (2).
    pub shortest: usize,
    /// What happens when nothing closes the block.
    pub unclosed: Unclosed,
    /// What ends a line.
    pub line_end: LineEnd,
    /// What a brace as the first character means.
    pub braces: Braces,
    /// Whether `#+KEY: value` lines are front matter.
    pub org: bool,
    /// Whether the first `-` or `+` of a file has to be a delimiter: a list as the first thing fails the build (Hugo).
    pub first_character_decides: bool,
    /// Whether the opening mark may be left out: `title: A` and `---` below (Hexo).
    pub bare: bool,
}

/// One opening mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The mark, three characters.
    pub mark: &'static str,
    /// The format of the block behind it.
    pub format: Format,
    /// The marks that close it.
    pub closers: &'static [&'static str],
}

/// What may stand before the opening mark, apart from a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing: the mark is the first thing in the file.
    Nothing,
    /// Blank lines, but no blanks on the mark's own line.
    BlankLines,
    /// Blanks and line ends of ASCII, in any order. A no-break space or U+3000 is text.
    Blanks,
}

/// What may follow the opening mark on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterMark {
    /// Nothing at all.
    Nothing,
    /// Blanks.
    Blanks,
    /// The block itself: `--- # comment`, `--- {title: A}`.
    Content,
    /// The name of a language: `---json`.
    Language,
}

/// Which lines close a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Any line that begins with the mark. What follows the mark is the page's text.
    LinePrefix,
    /// A line with nothing but the mark and blanks.
    WholeLine,
    /// Such a line, which moreover has to end with a line end (MkDocs).
    EndedLine,
    /// The mark before blanks and a line end, wherever in a line it stands: `title: a---` (Zola).
    Anywhere,
}

/// What happens to a file whose block is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclosed {
    /// The build fails.
    Fails,
    /// There is no front matter, the keys are shown as text.
    IsText,
    /// The block goes on to the end of the file, and the page has no text.
    TakesAll,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// LF, CRLF or a lone CR.
    Any,
    /// LF or CRLF.
    Lf,
}

/// What a brace as the first character means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Braces {
    /// Text.
    Text,
    /// A JSON block, whatever follows: a shortcode as the first thing fails the build (Hugo).
    Block,
    /// A JSON block where a name in quotes follows, else text.
    BlockWithName,
}

const YAML: Fence = Fence { mark: "---", format: Format::Yaml, closers: &["---"] };
const YAML_OR_DOTS: Fence = Fence { mark: "---", format: Format::Yaml, closers: &["---", "..."] };
const TOML: Fence = Fence { mark: "+++", format: Format::Toml, closers: &["+++"] };
const SEMICOLONS: Fence = Fence { mark: ";;;", format: Format::Json, closers: &[";;;"] };

/// Hugo 0.168.
pub const HUGO: Delimiters = Delimiters {
    without: "Hugo shows the whole block as text",
    fences: &[YAML, TOML],
    longer_marks: false,
    lead: Lead::Blanks,
    bom: true,
    after_mark: AfterMark::Content,
    closing: Closing::LinePrefix,
    shortest: 0,
    unclosed: Unclosed::Fails,
    line_end: LineEnd::Any,
    braces: Braces::Block,
    org: true,
    first_character_decides: true,
    bare: false,
};

/// Jekyll 4.3, for pages.
pub const JEKYLL: Delimiters = Delimiters {
    without: "Jekyll copies the file as it is and makes no page of it",
    fences: &[YAML_OR_DOTS],
    longer_marks: false,
    lead: Lead::Nothing,
    bom: false,
    after_mark: AfterMark::Blanks,
    closing: Closing::WholeLine,
    shortest: 0,
    unclosed: Unclosed::IsText,
    line_end: LineEnd::Lf,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: false,
};

/// Jekyll 4.3, for files in `_posts` and `_drafts`, which are posts whatever they begin with and may have a BOM.
pub const JEKYLL_POST: Delimiters = Delimiters { without: "Jekyll shows the whole block as text", bom: true, ..JEKYLL };

/// Zola 0.22, from its source: a byte order mark is dropped as the file is read. A page without a block fails the build.
pub const ZOLA: Delimiters = Delimiters {
    without: "Zola finds no front matter and stops",
    fences: &[TOML, YAML],
    longer_marks: false,
    lead: Lead::Blanks,
    bom: true,
    after_mark: AfterMark::Nothing,
    closing: Closing::Anywhere,
    shortest: 0,
    unclosed: Unclosed::Fails,
    line_end: LineEnd::Lf,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: false,
};

/// Astro, from `@astrojs/internal-helpers`. Either mark closes either block.
pub const ASTRO: Delimiters = Delimiters {
    without: "Astro shows the whole block as text",
    fences: &[
        Fence { mark: "---", format: Format::Yaml, closers: &["---", "+++"] },
        Fence { mark: "+++", format: Format::Toml, closers: &["+++", "---"] },
    ],
    longer_marks: false,
    lead: Lead::BlankLines,
    bom: true,
    after_mark: AfterMark::Content,
    closing: Closing::LinePrefix,
    shortest: 0,
    unclosed: Unclosed::IsText,
    line_end: LineEnd::Lf,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: false,
};

/// gray-matter 4.0, in Docusaurus and VitePress.
pub const GRAY_MATTER: Delimiters = Delimiters {
    without: "the whole block is shown as text",
    fences: &[YAML],
    longer_marks: false,
    lead: Lead::Nothing,
    bom: true,
    after_mark: AfterMark::Language,
    closing: Closing::LinePrefix,
    shortest: 0,
    unclosed: Unclosed::TakesAll,
    line_end: LineEnd::Lf,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: false,
};

/// Eleventy 3.1, whose fork of gray-matter finds blocks as the original does.
pub const ELEVENTY: Delimiters = Delimiters { without: "Eleventy shows the whole block as text", ..GRAY_MATTER };

/// hexo-front-matter 5.0.
pub const HEXO: Delimiters = Delimiters {
    without: "Hexo shows the whole block as text",
    fences: &[YAML, SEMICOLONS],
    longer_marks: true,
    lead: Lead::Nothing,
    bom: true,
    after_mark: AfterMark::Nothing,
    closing: Closing::LinePrefix,
    shortest: 2,
    unclosed: Unclosed::IsText,
    line_end: LineEnd::Lf,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: true,
};

/// MkDocs 1.6, which reads files with universal line ends.
pub const MKDOCS: Delimiters = Delimiters {
    without: "MkDocs shows the whole block as text",
    fences: &[YAML_OR_DOTS],
    longer_marks: false,
    lead: Lead::Nothing,
    bom: true,
    after_mark: AfterMark::Blanks,
    closing: Closing::EndedLine,
    shortest: 1,
    unclosed: Unclosed::IsText,
    line_end: LineEnd::Any,
    braces: Braces::Text,
    org: false,
    first_character_decides: false,
    bare: false,
};

/// A folder of no generator that we know: every usual form of block is one.
pub const NEUTRAL: Delimiters = Delimiters {
    without: "most generators show the whole block as text",
    fences: &[YAML_OR_DOTS, TOML, SEMICOLONS],
    longer_marks: false,
    lead: Lead::Blanks,
    bom: true,
    after_mark: AfterMark::Blanks,
    closing: Closing::WholeLine,
    shortest: 0,
    unclosed: Unclosed::IsText,
    line_end: LineEnd::Any,
    braces: Braces::BlockWithName,
    org: false,
    first_character_decides: false,
    bare: false,
};

impl Delimiters {
    /// The fence with this mark, if the generator has one.
    pub fn fence(&self, mark: &str) -> Option<&'static Fence> {
        self.fences.iter().find(|fence| fence.mark == mark)
    }
}
