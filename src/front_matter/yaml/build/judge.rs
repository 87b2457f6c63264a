//! What single parsers refuse or see otherwise in nodes that YAML allows: judged while the tree is built, because it
//! takes keys and values together.

use super::{Builder, Children, Collection};
use crate::front_matter::merge::is_merge_key;
use crate::front_matter::yaml::diagnose::Diagnosis;
use crate::front_matter::yaml::{goccy, lines};
use crate::front_matter::{Entry, Kind, NodeId, NodeRef, Problem, ProblemKind, Style, YamlParser};
use crate::text::Span;

impl Builder<'_, '_> {
    /// A key that is not there (`: text`) or, in `{ … }`, one that goes over two lines. Only the npm package takes the
    /// first, and js-yaml does in brackets; what Hugo's parser thinks of them is judged with its other oddities.
    pub(super) fn judge_key(&mut self, key: NodeId, flow: bool) {
        if self.parser == YamlParser::Goccy {
            return;
        }
        let key = self.read.tree.node(key);
        let (span, scalar) = (key.span(), key.scalar());
        let is_js_yaml = matches!(self.parser, YamlParser::JsYaml3 | YamlParser::JsYaml4);
        let takes_none = matches!(self.parser, YamlParser::NpmYaml | YamlParser::HexoYaml) || (is_js_yaml && flow);
        let rest = self.text.get(span.start as usize..).unwrap_or_default();
        if self.parser == YamlParser::PyYaml && (key.is_map() || key.is_list()) {
            // Python cannot look up a list or a dict.
            let is_template = span.start > 0 && self.text[..span.start as usize].ends_with('{') && key.is_map();
            let problem = if is_template {
                Diagnosis::template(self.text, span.start as usize - 1).problem
            } else {
                Problem::new(ProblemKind::RefusedByParser, span).with_detail("a list or map cannot be a key")
            };
            self.report(problem);
        } else if key.is_absent() && !takes_none && rest.starts_with(':') {
            let problem = Problem::new(ProblemKind::Other, span.join(Span::at(span.start as usize + 1)));
            self.report(problem.with_detail("no key stands before the colon"));
        } else if flow && scalar.is_some_and(|scalar| scalar.style == Style::Plain) && span.of(self.text).contains('\n')
        {
            let detail = "a key may not go over two lines; a comma may be missing";
            self.report(Problem::new(ProblemKind::Comma, span).with_detail(detail));
        }
    }

    /// `<<: text`: only maps can be merged, says every parser that merges but Psych, which keeps the key.
    pub(super) fn judge_merge(&mut self, key: NodeId, value: NodeId) {
        let refuses = [YamlParser::Goccy, YamlParser::JsYaml3, YamlParser::JsYaml4, YamlParser::PyYaml];
        let (key, value) = (self.read.tree.node(key), self.read.tree.node(value));
        if !refuses.contains(&self.parser) || !is_merge_key(Entry { key, value }) {
            return;
        }
        // An alias to nothing has its own problem, and one to a map that is still open is no scalar.
        let is_scalar = |node: NodeRef<'_>| node.scalar().is_some();
        if is_scalar(value) || value.items().any(is_scalar) {
            let place = if value.span().is_empty() { key.span() } else { value.span() };
            let detail = "<< takes over the keys of a map, and this is none";
            self.report(Problem::new(ProblemKind::RefusedByParser, place).with_detail(detail));
        }
    }

    /// PyYAML's scanner knows no tabs around plain scalars: `v: a<TAB>b` is "a character that cannot start any token".
    pub(super) fn refused_tab(&self, style: Style, from: usize, span: Span) -> Option<Span> {
        if self.parser != YamlParser::PyYaml || style != Style::Plain {
            return None;
        }
        let rest = &self.text[span.end as usize..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        if rest[blanks..].starts_with('\t') {
            return Some(Span::new(span.end as usize + blanks, span.end as usize + blanks + 1));
        }
        let before = self.text.get(from.min(span.start as usize)..span.end as usize)?;
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let tab = before[line..].find('\t')?;
        Some(Span::new(
            span.end as usize - before.len() + line + tab,
            span.end as usize - before.len() + line + tab + 1,
        ))
    }

    /// To libyaml and PyYAML U+2028, U+2029 and NEL end a line, so `v: a<U+2028>b` has a `b` in column 0.
    pub(super) fn refused_line_end(&self, style: Style, span: Span) -> Option<Span> {
        let ends_lines = [YamlParser::Psych, YamlParser::SafeYaml, YamlParser::PyYaml, YamlParser::SerdeYaml];
        if style != Style::Plain || !ends_lines.contains(&self.parser) {
            return None;
        }
        let is_end = |c: char| matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}');
        let text = span.of(self.text);
        let (at, end) = text.match_indices(is_end).find(|(at, end)| {
            let rest = &text[at + end.len()..];
            rest.starts_with(|c: char| !c.is_whitespace())
        })?;
        Some(span.part(at, end.len()))
    }

    /// The npm package looks for the rest of a quoted text in indented lines only.
    pub(super) fn is_outdented_quote(&self, style: Style, span: Span) -> bool {
        let is_npm = matches!(self.parser, YamlParser::NpmYaml | YamlParser::HexoYaml);
        let is_quoted = matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
        let mut lines = span.of(self.text).lines().skip(1);
        is_npm
            && is_quoted
            && !self.open.is_empty()
            && lines.any(|line| !line.is_empty() && !line.starts_with([' ', '\t']))
    }

    /// In `{a:1}` Hugo's parser sees the key `a` with the value `1`; YAML sees the key `a:1` without a value.
    pub(super) fn split_tight_pair(&mut self, key: NodeId, value: NodeId) {
        let (key, value) = (self.read.tree.node(key), self.read.tree.node(value));
        let Some(scalar) = key.scalar().filter(|scalar| scalar.style == Style::Plain && value.is_absent()) else {
            return;
        };
        let span = key.span();
        let Some(colon) = goccy::tight_colon(&scalar.text).filter(|_| span.of(self.text) == &*scalar.text) else {
            return;
        };
        let (name, rest) = (scalar.text[..colon].trim_end().to_owned(), scalar.text[colon + 1..].to_owned());
        let (name_span, rest_span) = (span.part(0, name.len()), span.part(colon + 1, rest.len()));
        let name = self.add_scalar(name, Style::Plain, name_span, None);
        let unquoted = |quote| rest.strip_prefix(quote)?.strip_suffix(quote).map(str::to_owned);
        let rest = match (unquoted('"'), unquoted('\'')) {
            (Some(text), _) => self.add_scalar(text, Style::DoubleQuoted, rest_span, None),
            (None, Some(text)) => self.add_scalar(text, Style::SingleQuoted, rest_span, None),
            (None, None) => self.add_scalar(rest, Style::Plain, rest_span, None),
        };
        if let Some(Collection { children: Children::Map { pairs, .. }, .. }) = self.open.last_mut() {
            pairs.pop();
            pairs.push((name, rest));
        }
    }

    /// Hugo's parser gives keys to what stands empty before them: to a lone `-` in their own column, and to a lone tag.
    ///
    /// ```yaml
    /// tags:
    /// - a
    /// -
    /// title: now the second tag is a map with a title
    /// ```
    pub(super) fn swallowed(&mut self, mut pairs: Vec<(NodeId, NodeId)>) -> Vec<(NodeId, NodeId)> {
        if self.parser != YamlParser::Goccy {
            return pairs;
        }
        for index in (0..pairs.len().saturating_sub(1)).rev() {
            let value = self.read.tree.node(pairs[index].1);
            let key = self.read.tree.node(pairs[index + 1].0).span();
            let column = |span: Span| span.start as usize - lines::start(self.text, span.start as usize);
            let last = value.items().next_back().filter(|_| column(value.span()) == column(key));
            let taker = match last {
                Some(item) => item,
                None if value.tag().is_some_and(|tag| !goccy::wants_scalar(&tag.text)) => value,
                None => continue,
            };
            if !taker.is_absent() || taker.is_alias() {
                continue;
            }
            let (taker, value) = (taker.id(), value.id());
            let rest = pairs.split_off(index + 1);
            let end = rest.last().map_or(key, |(_, last)| self.read.tree.node(*last).span());
            self.read.tree.widen(taker, key.join(end), Some(Kind::Map(rest.into())));
            self.read.tree.widen(value, end, None);
        }
        pairs
    }
}
