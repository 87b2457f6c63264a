//! Reads what stands literally in a configuration that is a program (`astro.config.mjs`, `.eleventy.js`,
//! `.vitepress/config.ts`). Nothing is evaluated: what is computed is [`Expression::Unknown`], and whoever asks goes on
//! with the generator's default or gives up. Comments and texts are respected, types of TypeScript are skipped.

mod expression;
mod tokens;

pub use expression::{Call, Expression};

use expression::Parser;
use tokens::{Placed, Token, tokens};

/// The value that `text` exports under the keys `path`, where it is written as a literal: `["markdown", "math"]`.
pub fn literal(text: &str, path: &[&str]) -> Option<serde_json::Value> {
    let exported = Module::new(text).exported()?;
    path.iter().try_fold(&exported, |value, key| value.get(key))?.to_json()
}

/// One file of a program.
pub struct Module {
    tokens: Vec<Placed>,
}

/// How often a name may stand for another name.
const LONGEST_CHAIN: usize = 8;

impl Module {
    /// The program in `text`, of which nothing has to be right.
    pub fn new(text: &str) -> Self {
        Self { tokens: tokens(text) }
    }

    /// The map that the module exports: `export default {…}`, `module.exports = {…}`, also through a variable, through
    /// calls (`defineConfig({…})`), or returned by a function that is exported.
    pub fn exported(&self) -> Option<Expression> {
        let at = self.after(&["export", "default"]).or_else(|| {
            let dotted = self.position(|window| {
                matches!(window, [module, dot, exports, sign, ..]
                if module.is("module") && dot.is_mark('.') && exports.is("exports") && sign.is_mark('='))
            });
            dotted.map(|at| at + 4)
        })?;
        let direct = self.resolved(self.expression(at), LONGEST_CHAIN);
        direct.filter(Expression::is_map).or_else(|| self.returned().next())
    }

    /// The value of the variable `name`, wherever it is declared.
    pub fn variable(&self, name: &str) -> Option<Expression> {
        let at = self.position(|window| {
            matches!(window, [word, named, ..]
            if (word.is("const") || word.is("let") || word.is("var")) && named.is(name))
        })?;
        // `const a: Config<X> = …`: the type is skipped; `=>` is no sign of its own here.
        let sign = self.tokens[at..].iter().take(40).position(|placed| placed.token.is_mark('='))?;
        Some(self.expression(at + sign + 1))
    }

    /// What a value stands for: a variable for its value, a call for the map that is handed to it.
    pub fn resolve(&self, value: &Expression) -> Option<Expression> {
        self.resolved(value.clone(), LONGEST_CHAIN)
    }

    /// Every call of a function or method `name`, in the order of the text.
    pub fn calls<'m>(&'m self, name: &'m str) -> impl Iterator<Item = Call> + 'm {
        let is_call = |at: &usize| self.tokens[*at].token.is(name) && self.mark_at(*at + 1, '(');
        let on = |at: usize| match self.tokens.get(at.checked_sub(2)?..at)? {
            [Placed { token: Token::Word(word), .. }, dot] if dot.token.is_mark('.') => Some(&**word),
            _ => None,
        };
        (0..self.tokens.len()).filter(is_call).map(move |at| Parser::new(&self.tokens, at + 1).call(name, on(at)))
    }

    /// Every map that some function returns, in the order of the text.
    pub fn returned(&self) -> impl Iterator<Item = Expression> {
        let is_return = |at: &usize| {
            let arrow =
                self.tokens[*at].token == Token::Arrow && self.mark_at(*at + 1, '(') && self.mark_at(*at + 2, '{');
            arrow || (self.tokens[*at].token.is("return") && self.mark_at(*at + 1, '{'))
        };
        let value = |at: usize| self.expression(at + 1);
        (0..self.tokens.len()).filter(is_return).map(value)
    }

    /// Every value that is written as `name: value`, at any depth.
    pub fn properties<'m>(&'m self, name: &'m str) -> impl Iterator<Item = Expression> + 'm {
        let is_key = move |at: &usize| {
            let key = &self.tokens[*at].token;
            (key.is(name) || matches!(key, Token::Text(text) if text == name)) && self.mark_at(*at + 1, ':')
        };
        (0..self.tokens.len()).filter(is_key).map(|at| self.expression(at + 2))
    }

    /// Every map that is the value of a variable or is exported, in the order of the text.
    pub fn maps(&self) -> impl Iterator<Item = Expression> {
        let begins = |at: &usize| match &self.tokens[*at].token {
            Token::Mark('=') => true,
            token => token.is("default"),
        };
        let value = |at: usize| self.resolved(self.expression(at + 1), LONGEST_CHAIN);
        (0..self.tokens.len()).filter(begins).filter_map(value).filter(Expression::is_map)
    }

    /// Whether the word `name` is written anywhere outside of texts and comments.
    pub fn has_word(&self, name: &str) -> bool {
        self.tokens.iter().any(|placed| placed.token.is(name))
    }

    fn resolved(&self, value: Expression, chain: usize) -> Option<Expression> {
        if chain == 0 {
            return None;
        }
        match value {
            Expression::Name(name) => self.resolved(self.variable(&name)?, chain - 1),
            Expression::Call(call) => {
                let first = call.arguments.into_iter().next()?;
                self.resolved(first, chain - 1)
            }
            value => Some(value),
        }
    }

    fn expression(&self, at: usize) -> Expression {
        Parser::new(&self.tokens, at).expression()
    }

    /// The position behind the words, where they stand in a row.
    fn after(&self, words: &[&str]) -> Option<usize> {
        let fits = |window: &[&Token]| {
            window.len() >= words.len() && window.iter().zip(words).all(|(token, word)| token.is(word))
        };
        self.position(|window| fits(window)).map(|at| at + words.len())
    }

    /// The first position where the next tokens, at most four, are as `fits` wants them.
    fn position(&self, fits: impl Fn(&[&Token]) -> bool) -> Option<usize> {
        (0..self.tokens.len()).find(|at| {
            let window: Vec<&Token> = self.tokens[*at..].iter().take(4).map(|placed| &placed.token).collect();
            fits(&window)
        })
    }

    fn mark_at(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|placed| placed.token.is_mark(mark))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Module, literal};

    #[test]
    fn literals_are_found_whatever_stands_around_them() {
        let texts = [
            "export default { dir: { input: 'src' } }",
            "import x from 'y'\nexport default defineConfig({ /* dir: 1 */ a: [x, ...y], 'dir': { input: \"src\" }, })",
            "const config: UserConfig<A> = {\n  // it's\n  a: /[}'\"]\\//g,\n  dir: { input: `src` },\n}\nexport default config",
            "module.exports = function (c) { c.add({ dir: 1 }); return { dir: { input: 'src', b() { return 1 } } }; };",
            "export default defineConfig(async ({ mode }) => ({ dir: { input: 'src' } }))",
            "export default withPlugin(defineConfig<T>({ b: a ? '}' : `${'`}'}`, dir: { input: 'src' as const } } satisfies C))",
            "const a = 5 / 2 / 1\nmodule.exports = { get x() { return 1 }, async y() {}, [z]: 1, dir: { input: 'src' } }",
        ];
        for text in texts {
            assert_eq!(literal(text, &["dir", "input"]), Some(json!("src")), "{text}");
        }
    }

    #[test]
    fn what_is_computed_is_unknown() {
        let texts = [
            "export default { dir: { input: process.env.X || 'src' } }",
            "export default { dir: { input: `${a}src` } }",
            "export default { dir: { input: 'a' + b } }",
            "export default { dir: { input: path.join('a', 'b') } }",
            "export default { dir: { input: 'src'.trim() } }",
            "export default { dir }",
            "// export default { dir: { input: 'src' } }",
            "export default",
            "export default {{{{ [[( `",
        ];
        for text in texts {
            assert_eq!(literal(text, &["dir", "input"]), None, "{text}");
        }
    }

    #[test]
    fn values_of_all_kinds() {
        let text = r"export default { a: [1, -2.5, true, null, 'it\'s \u00e9\x41'], b: {}, c: [x], d: [...y, 1] }";
        assert_eq!(literal(text, &["a"]), Some(json!([1, -2.5, true, null, "it's éA"])));
        assert_eq!(literal(text, &["b"]), Some(json!({})));
        assert_eq!((literal(text, &["c"]), literal(text, &["d"])), (None, None));
    }

    #[test]
    fn calls_with_their_arguments() {
        let text = "// c.add('no')\nc.add('a'); c.add({ b: 'c' }, { x: 1 })\n  .add(d)\nfunction add(e) {}";
        let calls: Vec<_> = Module::new(text).calls("add").map(|call| call.arguments.len()).collect();
        assert_eq!(calls, [1, 2, 1, 1]);
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = format!("export default {}", "[".repeat(100_000));
        assert!(Module::new(&deep).exported().is_none());
    }
}
