//! The literals of a configuration in JavaScript or TypeScript, found without running it. What is no literal (a variable,
//! a call, a spread) is unknown, and everything around it is read all the same.

/// A value as far as it is written down.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// `null` or `undefined`.
    Null,
    /// A list.
    List(Vec<Literal>),
    /// An object.
    Map(Object),
    /// A number, or something that only a program knows.
    Unknown,
}

/// An object literal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Keys and values, in the order of the text.
    pub entries: Vec<(String, Literal)>,
    /// Whether it may have more keys than are written (`...rest`).
    pub is_open: bool,
}

impl Object {
    /// The value of a key, the last where there are several.
    pub fn get(&self, key: &str) -> Option<&Literal> {
        self.entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Literal::text)
    }

    /// The object under a key.
    pub fn map(&self, key: &str) -> Option<&Object> {
        match self.get(key)? {
            Literal::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The texts of the list under a key; `None` when it is no list of texts alone.
    pub fn texts(&self, key: &str) -> Option<Vec<String>> {
        let Literal::List(items) = self.get(key)? else { return None };
        items.iter().map(|item| item.text().map(str::to_owned)).collect()
    }
}

impl Literal {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[Literal] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

/// The first object in `source` that has one of the keys `known`.
pub fn find_object(source: &str, known: &[&str]) -> Option<Object> {
    let tokens = tokens(source);
    let mut left = MOST_READ;
    for at in (0..tokens.len()).filter(|at| tokens[*at] == Token::Mark('{')) {
        let mut reader = Reader { tokens: &tokens, at, depth: 0 };
        let value = reader.value();
        if let Literal::Map(object) = value
            && known.iter().any(|key| object.get(key).is_some())
        {
            return Some(object);
        }
        left = left.checked_sub(reader.at - at)?;
    }
    None
}

/// How many tokens are read at most: what lies in an object is read with it, and once more for itself. Of fifty thousand
/// braces that nothing closes, each would be read to the end.
const MOST_READ: usize = 2_000_000;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name or number.
    Word(String),
    Text(String),
    /// A template that is filled in.
    Template,
    Mark(char),
}

/// How deep objects may lie in each other.
const DEEPEST: usize = 64;

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if c == '/' && !tokens.last().is_some_and(ends_value) {
            rest = after_regex(&rest[1..]);
            tokens.push(Token::Mark('/'));
        } else if matches!(c, '"' | '\'' | '`') {
            let (token, after) = text(&rest[1..], c);
            tokens.push(token);
            rest = after;
        } else if is_word(c) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// Behind a value, a slash divides; elsewhere it begins a regular expression.
fn ends_value(token: &Token) -> bool {
    match token {
        Token::Word(word) => !matches!(&**word, "return" | "default" | "case" | "typeof"),
        Token::Text(_) | Token::Template => true,
        Token::Mark(mark) => matches!(mark, ')' | ']' | '}'),
    }
}

/// What follows a regular expression; one that does not end on its line is none.
fn after_regex(rest: &str) -> &str {
    let mut is_escaped = false;
    let mut in_class = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\n' => return rest,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return &rest[at + 1..],
            _ => {}
        }
    }
    rest
}

/// The text up to the quote that ends it, and what follows.
fn text(rest: &str, quote: char) -> (Token, &str) {
    let mut text = String::new();
    let mut chars = rest.char_indices();
    let mut is_template = false;
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => {
                let token = if is_template { Token::Template } else { Token::Text(text) };
                return (token, &rest[at + c.len_utf8()..]);
            }
            // A text that does not end on its line is a mistake, or no text.
            '\n' if quote != '`' => return (Token::Template, &rest[at..]),
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, 'u' | 'x')) => is_template = true,
                Some((_, '\n')) | None => {}
                Some((_, c)) => text.push(c),
            },
            '$' if quote == '`' && rest[at + 1..].starts_with('{') => {
                is_template = true;
                let end = end_of_braces(&rest[at + 2..]);
                let skipped = at + 2 + end;
                while chars.clone().next().is_some_and(|(next, _)| next < skipped) {
                    chars.next();
                }
            }
            c => text.push(c),
        }
    }
    (Token::Template, "")
}

/// The byte behind the brace that closes one that is open already.
fn end_of_braces(rest: &str) -> usize {
    let mut depth = 1;
    for (at, c) in rest.char_indices() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    /// The value that begins here. Behind it stands what ends it: a comma or a closing mark.
    fn value(&mut self) -> Literal {
        let start = self.at;
        let value = self.operand();
        if self.is_at_end() {
            return value;
        }
        let is_typed = matches!(self.peek(), Some(Token::Word(word)) if word == "as" || word == "satisfies");
        self.skip_value();
        if is_typed || self.at == start { value } else { Literal::Unknown }
    }

    fn operand(&mut self) -> Literal {
        let Some(token) = self.peek().cloned() else { return Literal::Unknown };
        match token {
            Token::Mark('{' | '[' | '(') if self.depth >= DEEPEST => Literal::Unknown,
            Token::Mark('{') => self.nested(Self::object),
            Token::Mark('[') => self.nested(Self::list),
            Token::Mark('(') => self.nested(|reader| {
                let value = reader.value();
                // `(a, b) => …` has more than a value in its brackets.
                let is_whole = reader.peek() == Some(&Token::Mark(')'));
                reader.skip_to_close();
                if is_whole { value } else { Literal::Unknown }
            }),
            Token::Text(text) => self.taken(Literal::Text(text)),
            Token::Word(word) => match &*word {
                "true" => self.taken(Literal::Bool(true)),
                "false" => self.taken(Literal::Bool(false)),
                "null" | "undefined" => self.taken(Literal::Null),
                _ => self.taken(Literal::Unknown),
            },
            Token::Template => self.taken(Literal::Unknown),
            Token::Mark(_) => Literal::Unknown,
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Literal) -> Literal {
        self.at += 1;
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn taken(&mut self, value: Literal) -> Literal {
        self.at += 1;
        value
    }

    fn object(&mut self) -> Literal {
        let mut object = Object::default();
        while let Some(token) = self.peek().cloned() {
            match token {
                Token::Mark('}') => {
                    self.at += 1;
                    break;
                }
                Token::Mark(',') => self.at += 1,
                Token::Word(key) | Token::Text(key) => {
                    self.at += 1;
                    let has_value = self.peek() == Some(&Token::Mark(':'));
                    self.at += usize::from(has_value);
                    // `key` alone is a variable, `key() {}` a function.
                    let value = if has_value { self.value() } else { Literal::Unknown };
                    self.skip_value();
                    object.entries.push((key, value));
                }
                _ => {
                    object.is_open = true;
                    let before = self.at;
                    self.skip_value();
                    self.at += usize::from(self.at == before);
                }
            }
        }
        Literal::Map(object)
    }

    fn list(&mut self) -> Literal {
        let mut items = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(']') => {
                    self.at += 1;
                    break;
                }
                Token::Mark(',') => self.at += 1,
                _ => {
                    let before = self.at;
                    items.push(self.value());
                    self.skip_value();
                    self.at += usize::from(self.at == before);
                }
            }
        }
        Literal::List(items)
    }

    /// Goes on to the comma or closing mark that ends a value.
    fn skip_value(&mut self) {
        while !self.is_at_end() {
            match self.peek() {
                Some(Token::Mark('{' | '[' | '(')) => {
                    self.at += 1;
                    self.skip_to_close();
                }
                _ => self.at += 1,
            }
        }
    }

    /// Goes behind the mark that closes the bracket that is open.
    fn skip_to_close(&mut self) {
        let mut depth = 1;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('{' | '[' | '(') => depth += 1,
                Token::Mark('}' | ']' | ')') => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn is_at_end(&self) -> bool {
        matches!(self.peek(), None | Some(Token::Mark(',' | '}' | ']' | ')' | ';')))
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Literal, find_object};

    #[test]
    fn literals_are_found_among_code() {
        let source = r#"
            // { baseUrl: '/wrong/' }
            import {themes} from 'prism-react-renderer'; /* { baseUrl: '/wrong/' } */
            const pattern = /[{"'/]+/g;
            const text = `{ baseUrl: '${wrong + "}"}' }`;
            function f() { return { other: 1 }; }
            /** @type {import('x').Config} */
            const config: Config = {
              title: 'It\'s',
              "baseUrl": "/site/",
              url: process.env.URL ?? 'https://example.org',
              half: 1 / 2,
              ...rest,
              shorthand,
              method(a, { b }) { return { c: 1 }; },
              list: ['a', require.resolve('b'), { d: true, e: null, }, (x) => ({ y: 1 }),],
              typed: { a: false } satisfies Options,
              wrapped: /** @type {Options} */ ({ a: `plain` }),
              filled: `a${b}`,
            };
            export default config;
        "#;
        let object = find_object(source, &["baseUrl"]).unwrap();
        assert_eq!((object.text("title"), object.text("baseUrl")), (Some("It's"), Some("/site/")));
        for key in ["url", "half", "shorthand", "method", "filled"] {
            assert_eq!(object.get(key), Some(&Literal::Unknown), "{key}");
        }
        assert!(object.is_open);
        let list = object.get("list").unwrap().items();
        assert_eq!((list[0].text(), &list[1], &list[3]), (Some("a"), &Literal::Unknown, &Literal::Unknown));
        assert!(matches!(&list[2], Literal::Map(map) if map.entries.len() == 2));
        assert_eq!(object.map("typed").unwrap().get("a"), Some(&Literal::Bool(false)));
        assert_eq!(object.map("wrapped").unwrap().text("a"), Some("plain"));
        assert_eq!(object.texts("list"), None);
    }

    #[test]
    fn broken_code_does_no_harm() {
        for source in
            ["{", "{a:", "{a: [", "{a: '", "{a: `${", "/", "{...}", "{a: (", "}{]", "{,,:", "{a b c: d}", "[{]}"]
        {
            find_object(source, &["a"]);
        }
        let deep = "{a:[".repeat(5000);
        assert!(find_object(&deep[..400], &["b"]).is_none());
    }
}
