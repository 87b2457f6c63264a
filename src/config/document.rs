//! Reads a whole YAML or JSON file of the user (the configuration, a vocabulary, a schema) into the spanned tree.

use std::borrow::Cow;
use std::collections::HashMap;

use super::ConfigProblem;
use crate::front_matter::{NodeRef, Problem, ProblemKind, Tree, YamlParser, read_yaml};

/// The values of the file at `path` as far as they could be read, and every mistake in its syntax. Duplicate keys count
/// as mistakes: one of the two values would silently win.
///
/// JSON is read as YAML, which it is, once its tabs are blanks; raw tabs cannot stand inside its strings.
pub fn read(path: &str, text: &str) -> (Tree, Vec<ConfigProblem>) {
    let text = if is_json(path) { Cow::Owned(text.replace('\t', " ")) } else { Cow::Borrowed(text) };
    let read = read_yaml(&text, YamlParser::NpmYaml);
    let syntax = read.problems.iter().filter(|problem| problem.kind != ProblemKind::DuplicateKey);
    let mut problems: Vec<ConfigProblem> = syntax.map(|problem| in_words(path, problem)).collect();
    if let Some(root) = read.tree.root() {
        report_duplicates(path, root, &mut problems);
    }
    problems.sort_by_key(|problem| problem.span);
    (read.tree, problems)
}

fn is_json(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"))
}

fn report_duplicates(path: &str, node: NodeRef<'_>, problems: &mut Vec<ConfigProblem>) {
    if node.is_alias() {
        return;
    }
    let mut seen: HashMap<&str, ()> = HashMap::new();
    for entry in node.entries() {
        let name = entry.name();
        if seen.insert(name, ()).is_some() && name != "<<" {
            let message = format!("the key `{name}` stands here twice");
            problems.push(ConfigProblem::new(path, entry.key.span(), message).with_help("keep one of the two"));
        }
        report_duplicates(path, entry.value, problems);
    }
    for item in node.items() {
        report_duplicates(path, item, problems);
    }
}

fn in_words(path: &str, problem: &Problem) -> ConfigProblem {
    let (message, help) = match problem.kind {
        ProblemKind::UnquotedColon => ("a second colon in a value", "put the value in quotes"),
        ProblemKind::ReservedCharacter => ("a value may not begin with this character", "put the value in quotes"),
        ProblemKind::UnknownAnchor => (
            "a value that begins with `*` names an anchor, and there is none of that name",
            "put the value in quotes; patterns such as \"*.md\" need them",
        ),
        ProblemKind::TextAfterQuote => ("text after a closing quote", "put the whole value in one pair of quotes"),
        ProblemKind::UnclosedQuote => ("a quote that is never closed", "add the closing quote"),
        ProblemKind::BadEscape => ("this backslash sequence does not exist", "use single quotes, or write \\\\"),
        ProblemKind::Tab => ("a tab where YAML wants blanks", "indent with blanks"),
        ProblemKind::BadIndentation => {
            ("this line is indented neither like its neighbours nor like a child", "line it up with its neighbours")
        }
        ProblemKind::MissingColon => ("a key without colon and blank", "write `key: value`"),
        ProblemKind::ListOnKeyLine => ("a list item on the line of its key", "begin the list on the next line"),
        ProblemKind::UnclosedBracket => ("a bracket that is never closed", "add the closing bracket"),
        ProblemKind::Comma => ("a comma too many or too few", "separate items by one comma each"),
        ProblemKind::NotAMapping => ("the file does not hold keys and values", "write `key: value` lines"),
        ProblemKind::TooDeep => ("more nesting than is read", "write it with fewer levels"),
        _ => {
            let reason = if problem.detail.is_empty() { "not understood" } else { &problem.detail };
            return ConfigProblem::new(path, problem.span, format!("invalid syntax: {reason}"));
        }
    };
    ConfigProblem::new(path, problem.span, message).with_help(help)
}
