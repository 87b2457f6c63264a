//! What the generators' parsers read although YAML 1.2 forbids it. What Hugo's refuses beyond YAML is in `goccy`.

use granit_parser::{ErrorKind, Event};

use super::diagnose::Scene;
use super::escapes::bad_escapes;
use super::goccy::blanks_for_tabs;
use super::lines;
use super::stand_in::Edit;
use crate::front_matter::YamlParser;
use crate::text::Span;

impl Scene<'_, '_> {
    /// The edits that read what this generator's parser takes although the library does not.
    pub(super) fn accepted(&self, kind: &ErrorKind, at: usize) -> Option<Vec<Edit>> {
        use ErrorKind as E;
        let here = Span::new(at, lines::char_end(self.text, at));
        let character = here.of(self.text);
        let is_goccy = self.parser == YamlParser::Goccy;
        match kind {
            // `"a"#c`: all but the npm package take the comment.
            E::CommentNotSeparated if !matches!(self.parser, YamlParser::HexoYaml) => {
                let hash = at + self.text[at..].find('#')?;
                Some(vec![Edit::insert(hash, " ")])
            }
            // `v: !e!x b`: a tag with a prefix that nobody declared is as good as any other.
            E::UndeclaredTagHandle if is_goccy => {
                let tag = self.text[at..].split([' ', '\n', '\r']).next()?;
                let marks = tag[1..].match_indices('!').map(|(mark, _)| Span::new(at + 1 + mark, at + 2 + mark));
                Some(marks.map(|mark| Edit::replace(mark, "-")).collect())
            }
            E::UnexpectedEofBlockMapping | E::UnexpectedEofBlockSequence | E::ExpectedBlockMappingKey
                if is_goccy && character == "," =>
            {
                Some(vec![Edit::park(self.text, here)])
            }
            E::MisplacedFlowCollectionEnd if is_goccy && character == "}" && self.begins_node(at) => {
                Some(vec![Edit::park(self.text, here)])
            }
            E::MismatchedFlowCollectionEnd { open, close } if is_goccy => {
                let bracket = self.stray_bracket(at, *open, *close)?;
                let in_word = self.text[..bracket.start as usize].ends_with(|c: char| !" \t\r\n,:[{".contains(c));
                if !in_word {
                    return None;
                }
                Some(vec![Edit::park(self.text, bracket)])
            }
            // A text that goes on in a line that begins with a dash takes colons too: `x: 1`, next line `  - k: v`.
            E::MappingValueNotAllowed if is_goccy && self.goes_on_with_dash(at) => {
                Some(vec![Edit::park(self.text, here)])
            }
            // `{x: y: z}`: behind the first colon of an entry the others are text.
            E::ExpectedFlowMappingSeparator | E::InvalidColonPlacement | E::ExpectedNodeContent
                if is_goccy
                    && character == ":"
                    && self.open_bracket().is_some_and(|open| open.of(self.text) == "{") =>
            {
                let bracket = self.open_bracket()?.start as usize;
                if lines::start(self.text, at) > bracket
                    && self.text[lines::start(self.text, at)..at].find(',').is_none()
                {
                    return None;
                }
                let in_value = self.text[..at].trim_end().ends_with(|c: char| !"'\"]},".contains(c));
                in_value.then(|| vec![Edit::park(self.text, here)])
            }
            // A tag ends at a blank and nowhere else.
            E::InvalidTagTerminator | E::InvalidTagEscape | E::MissingTagUri | E::InvalidGlobalTagCharacter
                if is_goccy && character == "!" =>
            {
                let tag = self.text[at..].split([' ', '\t', '\n', '\r']).next()?;
                Some(vec![Edit::replace(Span::new(at, at + tag.len()), "!x")])
            }
            E::BlockEntryInFlowCollection if is_goccy => Some(vec![Edit::park(self.text, here)]),
            // `[, a]`: to js-yaml 3 nothing is an item too.
            E::UnexpectedEofImplicitFlowMapping if self.parser == YamlParser::JsYaml3 && character == "," => {
                Some(vec![Edit::insert(at, "~")])
            }
            // Hugo's parser takes `%` for a directive only where the line has no indentation.
            E::UnexpectedCharacter { character: '%' } if is_goccy && self.is_indented(at) => {
                Some(vec![Edit::park(self.text, here)])
            }
            E::UnexpectedEofImplicitFlowMapping | E::ExpectedFlowMappingSeparator | E::ExpectedNodeContent
                if is_goccy && character == "," && self.text[..at].trim_end().ends_with('{') =>
            {
                Some(vec![Edit::replace(here, " ")])
            }
            // Hugo's parser counts the digits of `\xzz`, but does not look at them.
            E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape | E::UnpairedLowSurrogate if is_goccy => {
                let escape = bad_escapes(&self.text[at..self.part.end as usize]).next()?;
                let escape = Span::new(at + escape.start, at + escape.end);
                let digits = match escape.of(self.text).as_bytes()[1] {
                    b'x' => 2,
                    b'u' => 4,
                    b'U' => 8,
                    _ => return None,
                };
                let written = self.text[escape.start as usize + 2..].chars().take(digits);
                let is_long = written.take_while(|c| !matches!(c, '"' | '\n' | '\r')).count() == digits;
                is_long.then(|| vec![Edit::replace(escape.part(0, 1), "\\\\")])
            }
            E::PlainScalarStartsWithDashFlowIndicator if is_goccy || self.parser == YamlParser::PyYaml => {
                Some(vec![Edit::park(self.text, here)])
            }
            // `{a:[1]}`: only libyaml wants the blank, as the library does.
            E::FlowMappingValueAdjacentCollection
                if !matches!(self.parser, YamlParser::Psych | YamlParser::SafeYaml) =>
            {
                Some(vec![Edit::insert(at + 1, " ")])
            }
            // In flow collections nobody but PyYAML looks at indentation.
            E::TabInBlockIndentation | E::TabInIndentation
                if self.parser != YamlParser::PyYaml && self.open_bracket().is_some() =>
            {
                let start = lines::start(self.text, at);
                Some(blanks_for_tabs(self.text, lines::indentation(self.text, start)))
            }
            E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar
                if self.parser == YamlParser::JsYaml3 =>
            {
                self.tabs_of_no_width(at)
            }
            // `tags:` and `-a` on the next line: Hugo's parser takes one line at the key's own column for its value.
            E::SimpleKeyExpected | E::ExpectedBlockMappingKey if is_goccy && self.is_value_at_key_column(at) => {
                Some(vec![Edit::insert(lines::start(self.text, at), " ")])
            }
            _ => None,
        }
    }

    /// Whether the line at `at` begins with a dash and continues a text that began on an earlier line.
    fn goes_on_with_dash(&self, at: usize) -> bool {
        let line = lines::start(self.text, at);
        let last = self.events.iter().rev().find(|(event, _)| matches!(event, Event::Scalar(..)));
        let is_continuation =
            last.is_some_and(|(_, spans)| (spans.node.start as usize) < line && spans.node.end as usize > line);
        is_continuation && self.text[line..].trim_start().starts_with('-')
    }

    /// js-yaml 3 takes tabs before a key, or before the one item of a list, and counts neither them nor blanks
    /// behind them.
    fn tabs_of_no_width(&self, at: usize) -> Option<Vec<Edit>> {
        let from = Span::new(lines::start(self.text, at), self.part.end as usize);
        let line = lines::starts(self.text, from)
            .take(100)
            .find(|line| lines::indentation(self.text, *line).of(self.text).contains('\t'))?;
        let blank = lines::indentation(self.text, line);
        let rest = lines::rest(self.text, blank.end as usize).of(self.text);
        let next = lines::next(self.text, line);
        let next_is_item =
            self.text[next..].trim_start_matches('\t').starts_with("- ") && self.text[next..].starts_with('\t');
        let is_lone_item = rest.starts_with("- ") && !next_is_item;
        if lines::key_colon(rest).is_none() && !is_lone_item {
            return None;
        }
        let first = blank.of(self.text).find('\t')?;
        Some(vec![Edit::replace(blank.part(first, blank.len() - first), "")])
    }

    fn is_indented(&self, at: usize) -> bool {
        self.text[lines::start(self.text, at)..].starts_with(' ')
    }

    /// Whether the line at `at` stands at the column of the key on the line before it, and that key has no value yet.
    fn is_value_at_key_column(&self, at: usize) -> bool {
        let line = lines::start(self.text, at);
        let Some(before) = self.text.get(self.part.start as usize..line) else { return false };
        let Some(key_line) = before.lines().rev().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))
        else {
            return false;
        };
        let key = lines::rest(key_line, 0).of(key_line);
        // The key of `- src:` stands behind the dash.
        let column = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
        let value_line = &self.text[line..];
        let value_column = value_line.len() - value_line.trim_start_matches(' ').len();
        let is_text = !value_line.trim_start().starts_with("- ") && !value_line.trim_start().starts_with(['{', '!']);
        key.ends_with(':') && column(key) == value_column && is_text
    }
}
