//! What a reader could not read, as plain data: no severity, no wording beyond the parser's own.

use crate::text::Span;

/// One thing that is wrong with a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The exact place.
    pub span: Span,
    /// What the parser said, for kinds that have no words of their own; else empty.
    pub detail: String,
    /// Another place that explains it (the opening quote, the unclosed bracket).
    pub related: Option<Span>,
}

impl Problem {
    /// A problem with no more to say than its kind.
    pub fn new(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span, detail: String::new(), related: None }
    }

    /// The same with the parser's words.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same with a second place.
    pub fn with_related(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }
}

/// The kinds of things that go wrong, by their cause in the writer's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// `title: Foo: bar`: the second colon; the value needs quotes.
    UnquotedColon,
    /// `title: @x`, `` `x` ``, `%x`, `!`, `|` and so on: a character that may not begin a plain value.
    ReservedCharacter,
    /// `title: *bold* text`: an alias to an anchor that does not exist.
    UnknownAnchor,
    /// `title: "A" b`: text after a closing quote.
    TextAfterQuote,
    /// A quote that is never closed.
    UnclosedQuote,
    /// `"\d"`: a backslash sequence that does not exist in double quotes.
    BadEscape,
    /// A tab where the format wants blanks.
    Tab,
    /// A line that is indented neither like its neighbours nor like a child.
    BadIndentation,
    /// `title:Foo` or a bare word where a key and colon are expected.
    MissingColon,
    /// A list item on the key's line, `tags: - a`.
    ListOnKeyLine,
    /// A bracket or brace that is never closed.
    UnclosedBracket,
    /// `{{ .Name }}` or `{% x %}` without quotes.
    TemplateUnquoted,
    /// A character that the format forbids, such as BEL.
    ControlCharacter,
    /// A comma that should not be there, or one that is missing.
    Comma,
    /// The same key twice in one map, where the parser of the format refuses it (TOML).
    DuplicateKey,
    /// A date or time that TOML itself refuses.
    BadDate,
    /// More nesting than is read.
    TooDeep,
    /// The parser that the generator uses refuses this value, others may not; the detail says why.
    RefusedByParser,
    /// Any other mistake in the syntax; the detail has the parser's words.
    Other,

    /// The block is not a map of keys and values.
    NotAMapping,
    /// The block is longer than is read.
    TooLarge,
    /// The opening delimiter has no closing one. Related: a line that looks like it.
    Unclosed,
    /// A block stands here, but something before it (blank line, BOM, text) or in its delimiter hides it.
    Hidden,
    /// Text after a delimiter that leaks into the page or names another language.
    TextAfterDelimiter,
    /// A format that this generator does not read.
    ForeignFormat,
    /// The file begins with a list item (`- x`, `+ x`) or a lone rule that the generator takes for a delimiter.
    NotADelimiter,
}

impl ProblemKind {
    /// Whether part of the block may be unread because of it.
    pub fn hides_content(self) -> bool {
        !matches!(self, Self::TextAfterDelimiter | Self::DuplicateKey)
    }
}
