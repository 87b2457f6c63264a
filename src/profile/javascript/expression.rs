//! Expressions, as far as they are literals.

use serde_json::{Map, Value};

use super::tokens::{Placed, Token};

/// What stands in place of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// `null` or `undefined`.
    Null,
    /// A list; what is spread into it is one unknown item.
    List(Vec<Expression>),
    /// A map.
    Map {
        /// Keys and values in the order of the text.
        entries: Vec<(String, Expression)>,
        /// Whether there is nothing else in it: nothing spread into it, no computed key.
        is_whole: bool,
    },
    /// A call.
    Call(Call),
    /// The name of a variable.
    Name(String),
    /// Anything that would have to be evaluated.
    Unknown,
}

/// A call of a function or method.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The name, without what stands before the last dot: `array` for `z.array(…)`.
    pub name: String,
    /// The name before the last dot: `z` for `z.array(…)`.
    pub on: Option<String>,
    /// What is handed to it.
    pub arguments: Vec<Expression>,
}

impl Expression {
    /// The value of a key of a map, the last of duplicates.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().rfind(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The entries of a map; none of anything else.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list, or the one text that stands in its place. `None` when something else is among them.
    pub fn texts(&self) -> Option<Vec<String>> {
        match self {
            Self::Text(text) => Some(vec![text.clone()]),
            Self::List(items) => items.iter().map(|item| item.text().map(str::to_owned)).collect(),
            _ => None,
        }
    }

    /// Whether it is a map.
    pub fn is_map(&self) -> bool {
        matches!(self, Self::Map { .. })
    }

    /// Whether everything in a map is written down.
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Map { is_whole: true, .. })
    }

    /// The value, where all of it is literal.
    pub fn to_json(&self) -> Option<Value> {
        match self {
            Self::Text(text) => Some(Value::from(text.as_str())),
            Self::Number(number) => Some(number_to_json(*number)),
            Self::Boolean(value) => Some(Value::from(*value)),
            Self::Null => Some(Value::Null),
            Self::List(items) => items.iter().map(Self::to_json).collect::<Option<Vec<_>>>().map(Value::Array),
            Self::Map { entries, is_whole: true } => {
                let entry = |(key, value): &(String, Self)| Some((key.clone(), value.to_json()?));
                entries.iter().map(entry).collect::<Option<Map<_, _>>>().map(Value::Object)
            }
            Self::Map { .. } | Self::Call(_) | Self::Name(_) | Self::Unknown => None,
        }
    }
}

/// Whole numbers without a fraction, as JSON files write them.
fn number_to_json(number: f64) -> Value {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < LARGEST {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number that 53 bits hold")]
        return Value::from(number as i64);
    }
    Value::from(number)
}

/// Deepest nesting that is followed; what lies deeper is unknown.
const DEEPEST: usize = 40;

/// Reads expressions from a position on.
pub struct Parser<'t> {
    tokens: &'t [Placed],
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    /// A parser of the tokens from `at` on.
    pub fn new(tokens: &'t [Placed], at: usize) -> Self {
        Self { tokens, at, depth: 0 }
    }

    /// The expression that begins here; afterwards the position is behind it.
    pub fn expression(&mut self) -> Expression {
        if self.depth >= DEEPEST {
            self.skip_to_end();
            return Expression::Unknown;
        }
        self.depth += 1;
        let value = self.primary();
        self.depth -= 1;
        if self.is_at_end() {
            return value;
        }
        // TypeScript: `'a' as const`, `{…} satisfies Config`.
        let is_typed = self.peek().is_some_and(|token| token.is("as") || token.is("satisfies"));
        self.skip_to_end();
        if is_typed { value } else { Expression::Unknown }
    }

    /// The call of `name`, a member of `on`, whose opening parenthesis is here.
    pub fn call(&mut self, name: &str, on: Option<&str>) -> Call {
        Call { name: name.to_owned(), on: on.map(str::to_owned), arguments: self.items(')') }
    }

    fn primary(&mut self) -> Expression {
        let Some(token) = self.peek() else { return Expression::Unknown };
        match token {
            Token::Text(text) => {
                self.at += 1;
                Expression::Text(text.clone())
            }
            Token::Number(number) => {
                self.at += 1;
                Expression::Number(*number)
            }
            Token::Mark('-') => {
                self.at += 1;
                match self.primary() {
                    Expression::Number(number) => Expression::Number(-number),
                    _ => Expression::Unknown,
                }
            }
            Token::Mark('{') => self.map(),
            Token::Mark('[') => Expression::List(self.items(']')),
            Token::Mark('(') => {
                let mut inner = self.items(')');
                let is_function = self.peek() == Some(&Token::Arrow);
                if inner.len() == 1 && !is_function { inner.remove(0) } else { Expression::Unknown }
            }
            Token::Word(word) => self.word(word),
            // Left where it is when it closes something that this expression did not open.
            Token::Mark(',' | ';' | ')' | ']' | '}') => Expression::Unknown,
            Token::Mark(_) | Token::Arrow | Token::Spread | Token::Opaque => {
                self.at += 1;
                Expression::Unknown
            }
        }
    }

    fn word(&mut self, word: &'t str) -> Expression {
        self.at += 1;
        match word {
            "true" => return Expression::Boolean(true),
            "false" => return Expression::Boolean(false),
            "null" | "undefined" => return Expression::Null,
            "function" | "async" | "class" | "new" | "await" | "typeof" | "void" => {
                self.skip_to_end();
                return Expression::Unknown;
            }
            _ => {}
        }
        let mut value = Expression::Name(word.to_owned());
        let (mut name, mut on) = (word, None);
        loop {
            match (self.peek(), self.tokens.get(self.at + 1).map(|placed| &placed.token)) {
                (Some(Token::Mark('.')), Some(Token::Word(member))) => {
                    self.at += 2;
                    on = Some(std::mem::replace(&mut name, member));
                    value = Expression::Unknown;
                }
                (Some(Token::Mark('(')), _) => value = Expression::Call(self.call(name, on)),
                (Some(Token::Mark('<')), _) if self.skip_type_arguments() => {}
                _ => return value,
            }
        }
    }

    /// Skips `<A, B>` where a call follows; whether it did.
    fn skip_type_arguments(&mut self) -> bool {
        let mut depth = 0_usize;
        for (i, placed) in self.tokens[self.at..].iter().enumerate().take(60) {
            match placed.token {
                Token::Mark('<') => depth += 1,
                Token::Mark('>') => depth -= 1,
                Token::Mark(';') => return false,
                _ => {}
            }
            if depth == 0 {
                let next = self.at + i + 1;
                let is_call = self.tokens.get(next).is_some_and(|placed| placed.token.is_mark('('));
                self.at = if is_call { next } else { self.at };
                return is_call;
            }
        }
        false
    }

    /// The items between the bracket here and `close`.
    fn items(&mut self, close: char) -> Vec<Expression> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            match self.peek() {
                None => return items,
                Some(Token::Mark(mark)) if *mark == close => {
                    self.at += 1;
                    return items;
                }
                // A hole in a list, or brackets that do not match.
                Some(Token::Mark(',' | ';' | ')' | ']' | '}')) => self.at += 1,
                Some(Token::Spread) => {
                    self.at += 1;
                    self.expression();
                    items.push(Expression::Unknown);
                }
                Some(_) => items.push(self.expression()),
            }
        }
    }

    fn map(&mut self) -> Expression {
        self.at += 1;
        let (mut entries, mut is_whole) = (Vec::new(), true);
        loop {
            match self.peek() {
                None => return Expression::Map { entries, is_whole: false },
                Some(Token::Mark('}')) => {
                    self.at += 1;
                    return Expression::Map { entries, is_whole };
                }
                Some(Token::Word(word)) => {
                    self.at += 1;
                    let is_modifier = matches!(&**word, "async" | "get" | "set");
                    let is_key_next = matches!(self.peek(), Some(Token::Word(_) | Token::Text(_)));
                    if !(is_modifier && is_key_next) {
                        entries.push((word.clone(), self.entry(word)));
                    }
                }
                Some(Token::Text(key)) => {
                    self.at += 1;
                    entries.push((key.clone(), self.entry(key)));
                }
                Some(Token::Mark(',' | ';' | ')' | ']')) => self.at += 1,
                Some(Token::Spread) => {
                    self.at += 1;
                    self.expression();
                    is_whole = false;
                }
                Some(_) => {
                    self.skip_to_end();
                    is_whole = false;
                }
            }
        }
    }

    /// The value of a key that was just read: behind a colon, a method, or a variable of the same name.
    fn entry(&mut self, key: &str) -> Expression {
        match self.peek() {
            Some(Token::Mark(':')) => {
                self.at += 1;
                self.expression()
            }
            None | Some(Token::Mark(',' | '}')) => Expression::Name(key.to_owned()),
            Some(_) => {
                self.skip_to_end();
                Expression::Unknown
            }
        }
    }

    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    fn is_at_end(&self) -> bool {
        match self.tokens.get(self.at) {
            None | Some(Placed { token: Token::Mark(',' | ';' | ')' | ']' | '}'), .. }) => true,
            Some(Placed { token: Token::Word(word), starts_line: true }) => {
                !matches!(&**word, "as" | "satisfies" | "in" | "instanceof")
            }
            Some(_) => false,
        }
    }

    /// Goes on to what ends the expression, over everything in brackets.
    fn skip_to_end(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(',' | ';') if depth == 0 => return,
                Token::Mark(')' | ']' | '}') if depth == 0 => return,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }
}
