//! The words of JavaScript and TypeScript, as far as literals need them.

/// A token with what its surroundings say.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The token.
    pub token: Token,
    /// Whether it is the first of its line, which may end an expression without a semicolon.
    pub starts_line: bool,
}

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A text in quotes, or a template without anything to fill in.
    Text(String),
    /// A number.
    Number(f64),
    /// A name or keyword.
    Word(String),
    /// `=>`
    Arrow,
    /// `...`
    Spread,
    /// Any other character that stands for itself.
    Mark(char),
    /// A regular expression, or a template with something to fill in.
    Opaque,
}

impl Token {
    /// Whether it is the word `name`.
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Word(word) if word == name)
    }

    /// Whether it is the character `mark`.
    pub fn is_mark(&self, mark: char) -> bool {
        *self == Self::Mark(mark)
    }
}

/// Most tokens that are read of a text. Large configurations have a few thousand; whoever looks for a property looks at
/// what stands behind each of its name, so that time grows with the square.
const MOST_TOKENS: usize = 20_000;

/// The tokens of a text, without comments. What makes no sense is a mark of its own.
pub fn tokens(text: &str) -> Vec<Placed> {
    let mut lexer = Lexer { rest: text.trim_start_matches('\u{FEFF}'), starts_line: true, tokens: Vec::new() };
    while lexer.tokens.len() < MOST_TOKENS
        && let Some(token) = lexer.next()
    {
        let starts_line = std::mem::take(&mut lexer.starts_line);
        lexer.tokens.push(Placed { token, starts_line });
    }
    lexer.tokens
}

struct Lexer<'t> {
    rest: &'t str,
    starts_line: bool,
    tokens: Vec<Placed>,
}

impl Lexer<'_> {
    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let first = self.rest.chars().next()?;
        if first.is_alphabetic() || matches!(first, '_' | '$' | '#' | '@') {
            let word = self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@'));
            return Some(Token::Word(word));
        }
        if first.is_ascii_digit() {
            let digits = self.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
            return Some(digits.replace('_', "").parse().map_or(Token::Opaque, Token::Number));
        }
        for (mark, token) in [("=>", Token::Arrow), ("...", Token::Spread)] {
            if let Some(rest) = self.rest.strip_prefix(mark) {
                self.rest = rest;
                return Some(token);
            }
        }
        self.rest = &self.rest[first.len_utf8()..];
        Some(match first {
            '"' | '\'' => Token::Text(self.quoted(first)),
            '`' => self.template(),
            '/' if self.may_begin_pattern() => self.pattern(),
            mark => Token::Mark(mark),
        })
    }

    fn skip_blanks(&mut self) {
        loop {
            let trimmed = self.rest.trim_start();
            let skipped = match trimmed.get(..2) {
                Some("//") => trimmed.find(['\n', '\r']).unwrap_or(trimmed.len()),
                Some("/*") => trimmed[2..].find("*/").map_or(trimmed.len(), |end| end + 4),
                _ => 0,
            };
            let blanks = self.rest.len() - trimmed.len();
            self.starts_line |= self.rest[..blanks + skipped].contains(['\n', '\r']);
            self.rest = &trimmed[skipped..];
            if skipped == 0 {
                return;
            }
        }
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.to_owned()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// The text up to the closing quote, or to the end of the line where there is none.
    fn quoted(&mut self, quote: char) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest.chars().next().filter(|c| !matches!(c, '\n' | '\r')) {
            self.take();
            match c {
                '\\' => text.extend(self.escape()),
                c if c == quote => break,
                c => text.push(c),
            }
        }
        text
    }

    fn template(&mut self) -> Token {
        let mut text = String::new();
        let mut is_filled_in = false;
        while let Some(c) = self.take() {
            match c {
                '`' => break,
                '\\' => text.extend(self.escape()),
                '$' if self.rest.starts_with('{') => {
                    is_filled_in = true;
                    self.take();
                    self.skip_filled_in();
                }
                c => text.push(c),
            }
        }
        if is_filled_in { Token::Opaque } else { Token::Text(text) }
    }

    /// Skips the program inside `${…}`, which may hold texts and templates of its own.
    fn skip_filled_in(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.take() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => return,
                '}' => depth -= 1,
                '"' | '\'' => drop(self.quoted(c)),
                // Templates in templates in templates: what is not closed ends with the text.
                '`' => self.skip_inner_template(),
                _ => {}
            }
        }
    }

    fn skip_inner_template(&mut self) {
        while let Some(c) = self.take() {
            match c {
                '\\' => drop(self.take()),
                '`' => return,
                _ => {}
            }
        }
    }

    /// The character behind a backslash; a line end stands for nothing.
    fn escape(&mut self) -> Option<char> {
        match self.take()? {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            '0' => Some('\0'),
            '\n' => None,
            'x' => self.hex(2),
            'u' if self.rest.starts_with('{') => {
                self.take();
                let digits = self.take_while(|c| c.is_ascii_hexdigit());
                self.take();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
            }
            'u' => self.hex(4),
            c => Some(c),
        }
    }

    fn hex(&mut self, length: usize) -> Option<char> {
        let code = u32::from_str_radix(self.rest.get(..length)?, 16).ok()?;
        self.rest = &self.rest[length..];
        char::from_u32(code)
    }

    /// Whether a slash begins a regular expression: behind a value it divides.
    fn may_begin_pattern(&self) -> bool {
        match self.tokens.last().map(|placed| &placed.token) {
            None | Some(Token::Arrow | Token::Spread) => true,
            Some(Token::Mark(mark)) => !matches!(mark, ')' | ']' | '}'),
            Some(Token::Word(word)) => matches!(&**word, "return" | "typeof" | "case" | "in" | "of" | "await"),
            Some(Token::Text(_) | Token::Number(_) | Token::Opaque) => false,
        }
    }

    fn pattern(&mut self) -> Token {
        let mut in_class = false;
        while let Some(c) = self.rest.chars().next().filter(|c| !matches!(c, '\n' | '\r')) {
            self.take();
            match c {
                '\\' => drop(self.take()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => break,
                _ => {}
            }
        }
        self.take_while(|c| c.is_ascii_alphabetic());
        Token::Opaque
    }
}
