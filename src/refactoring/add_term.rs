//! Adds a term to the vocabulary that misses it.

use std::collections::HashMap;

use super::vocabulary::{inline_list, list_of, problems};
use crate::config::settings::VocabularySource;
use crate::config::{Settings, document, front_matter_extension};
use crate::finding::FileEdit;
use crate::front_matter::rewrite::{quoted, stands_without_quotes};
use crate::front_matter::{Format, NodeRef, Typed, YamlParser, type_plain};
use crate::listing::{Files, Listing};
use crate::profile::generator_config::VocabularyPlace;
use crate::site::{Site, vocabulary};
use crate::text::{TextEdit, apply};

/// The edit that adds `term` to the vocabulary of the taxonomy with the key `taxonomy` that holds for the page at
/// `page`. `None` where the vocabulary is kept elsewhere than in a file that we may write: in folders of term pages, in
/// a generator's own configuration.
pub fn add_term(site: &Site, files: &dyn Files, page: &str, taxonomy: &str, term: &str) -> Option<FileEdit> {
    let path = site.vocabulary_for(page, taxonomy)?.source.clone();
    let is_own = |own: &VocabularyPlace| *own == VocabularyPlace::File(path.clone());
    let is_inline = match site.settings.vocabularies.get(taxonomy) {
        Some(VocabularySource::Inline(_)) => true,
        Some(VocabularySource::File(_)) => false,
        None if site.config.vocabularies.iter().any(|own| own.key == taxonomy && is_own(&own.place)) => false,
        _ => return None,
    };
    let text = files.read(&path)?;
    // The lists of the extension Front Matter stand among other things of it.
    if !is_inline && front_matter_extension::terms(&path, &text, taxonomy).is_some() {
        return None;
    }
    let (tree, syntax) = document::read(&path, &text);
    let root = tree.root().filter(|_| syntax.is_empty());
    let list = if is_inline { root.and_then(|root| inline_list(root, taxonomy))? } else { root.map(list_of)? };
    let is_json = path.ends_with(".json");
    let edit = if list.is_map() { add_key(&text, list, term, is_json) } else { add_item(&text, list, term, is_json) }?;
    let after = apply(&text, std::slice::from_ref(&edit)).ok()?;
    is_added(&path, &after, is_inline, taxonomy, term).then_some(FileEdit { path, edit })
}

/// Whether the new text is a vocabulary without mistakes that has the term.
fn is_added(path: &str, after: &str, is_inline: bool, taxonomy: &str, term: &str) -> bool {
    if is_inline {
        let (tree, syntax) = document::read(path, after);
        let list = tree.root().and_then(|root| inline_list(root, taxonomy));
        let is_term = |item: NodeRef<'_>| item.scalar().is_some_and(|scalar| &*scalar.text == term);
        return syntax.is_empty() && list.is_some_and(|list| list.items().any(is_term));
    }
    let mut settings = Settings::default();
    settings.vocabularies.insert(taxonomy.to_owned(), VocabularySource::File(path.to_owned()));
    let files = HashMap::from([(path.to_owned(), after.to_owned())]);
    let (vocabularies, _) = vocabulary::load(&settings, &Listing::default(), &files);
    problems(path, after, taxonomy).is_empty() && vocabularies.get(taxonomy).is_some_and(|all| all.term(term).is_some())
}

fn add_item(text: &str, list: NodeRef<'_>, term: &str, is_json: bool) -> Option<TextEdit> {
    let code = code(term, is_json);
    let Some(last) = list.items().last() else {
        let is_flow = list.span().of(text).trim().starts_with('[');
        return Some(TextEdit::replace(list.span(), if is_flow { format!("[{code}]") } else { format!("- {code}\n") }));
    };
    if list.span().of(text).starts_with('[') {
        return Some(behind(text, last, &code));
    }
    let start = line_start(text, last.span().start as usize);
    let before = &text[start..last.span().start as usize];
    let (indentation, rest) = before.split_once('-')?;
    let is_alone = indentation.trim().is_empty() && rest.trim().is_empty();
    is_alone.then(|| new_line(text, last, &format!("{indentation}- {code}")))
}

fn add_key(text: &str, map: NodeRef<'_>, term: &str, is_json: bool) -> Option<TextEdit> {
    let code = code(term, is_json);
    let last = map.entries().last()?;
    if map.span().of(text).starts_with('{') {
        let last = if last.value.span().is_empty() { last.key } else { last.value };
        return Some(behind(text, last, &format!("{code}: {{}}")));
    }
    let start = line_start(text, last.key.span().start as usize);
    let indentation = &text[start..last.key.span().start as usize];
    let end = if last.value.is_absent() { last.key } else { last.value };
    indentation.trim().is_empty().then(|| new_line(text, end, &format!("{indentation}{code}:")))
}

/// Puts `code` behind the last item of a list in brackets: in its line, or in a new one like it.
fn behind(text: &str, last: NodeRef<'_>, code: &str) -> TextEdit {
    let (begin, end) = (last.span().start as usize, last.span().end as usize);
    let indentation = &text[line_start(text, begin)..begin];
    // A key of a map stands before its value.
    let indentation = &indentation[..indentation.len() - indentation.trim_start().len()];
    let rest = &text[end..];
    let is_in_line = !rest.trim_start_matches([' ', '\t', ',']).starts_with(['\n', '\r', '#']);
    if is_in_line || text[..begin].trim_end().ends_with('[') && !text[..begin].ends_with([' ', '\t']) {
        return TextEdit::insert(end, format!(", {code}"));
    }
    let comma = rest.trim_start().starts_with(',');
    let at = if comma { end + rest.find(',').unwrap_or_default() + 1 } else { end };
    let trailing = if comma { "," } else { "" };
    let separator = if comma { "" } else { "," };
    TextEdit::insert(at, format!("{separator}{}{indentation}{code}{trailing}", line_end(text)))
}

/// A new line behind the one that `last` ends in.
fn new_line(text: &str, last: NodeRef<'_>, line: &str) -> TextEdit {
    // A block text ends with its last line end.
    let end = text[..last.span().end as usize].trim_end().len();
    let stop = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let is_closed = text[..stop].ends_with('\n');
    let eol = line_end(text);
    TextEdit::insert(stop, if is_closed { format!("{line}{eol}") } else { format!("{eol}{line}{eol}") })
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The term as it is written: without quotes where it is the same text to all who may read the file, YAML 1.1 included.
fn code(term: &str, is_json: bool) -> String {
    let parsers = [YamlParser::NpmYaml, YamlParser::PyYaml];
    let is_text = parsers.into_iter().all(|parser| matches!(type_plain(term, parser), Typed::Str(_)));
    let format = if is_json { Format::Json } else { Format::Yaml };
    if !is_json && is_text && stands_without_quotes(term) { term.to_owned() } else { quoted(term, format) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::add_term;
    use crate::listing::Listing;
    use crate::open::{ConfigFile, Options, assemble};
    use crate::text::apply;

    /// The vocabulary after `term` was added to it, and the file that it stands in.
    fn added(settings: &str, file: (&str, &str), term: &str) -> Option<String> {
        let files = HashMap::from([
            ("hugo.toml".to_owned(), "title = 'T'\n".to_owned()),
            ("matterlint.yaml".to_owned(), settings.to_owned()),
            (file.0.to_owned(), file.1.to_owned()),
        ]);
        let options = Options {
            generator: None,
            config: ConfigFile::AtRoot,
            whole_folders: true,
            today: chrono::DateTime::UNIX_EPOCH,
            select: Vec::new(),
            ignore: Vec::new(),
        };
        let (site, ..) =
            assemble(Listing::new(files.keys().cloned()), &files, &options).expect("a right configuration");
        let edit = add_term(&site, &files, "content/a.md", "tags", term)?;
        assert!(edit.path == file.0 || edit.path == "matterlint.yaml");
        Some(apply(&files[&edit.path], &[edit.edit]).expect("one edit"))
    }

    #[test]
    fn every_form_of_vocabulary_takes_a_term_in_its_own_style() {
        let settings = |path: &str| format!("taxonomies:\n  tags: {{ vocabulary: {path} }}\n");
        let cases = [
            ("t.yaml", "- go\n- rust # why\n", "数据", "- go\n- rust # why\n- 数据\n"),
            ("t.yaml", "- go", "no", "- go\n- \"no\"\n"),
            (
                "t.yaml",
                "terms:\r\n  - name: go\r\n    aliases: [golang]\r\n\r\n# end\r\n",
                "a: b",
                "terms:\r\n  - name: go\r\n    aliases: [golang]\r\n  - \"a: b\"\r\n\r\n# end\r\n",
            ),
            ("t.yaml", "[go, rust]\n", "zig", "[go, rust, zig]\n"),
            ("t.yaml", "terms: [\n  go,\n  rust,\n]\n", "zig", "terms: [\n  go,\n  rust,\n  zig,\n]\n"),
            ("t.yaml", "go:\n  label: Go\nrust:\n", "zig", "go:\n  label: Go\nrust:\nzig:\n"),
            ("t.yaml", "terms:\n  go: {label: Go}\n", "zig", "terms:\n  go: {label: Go}\n  zig:\n"),
            ("t.json", "[\n\t\"go\",\n\t\"rust\"\n]\n", "zig", "[\n\t\"go\",\n\t\"rust\",\n\t\"zig\"\n]\n"),
            ("t.json", "{\"terms\": [\"go\"]}", "a\"b", "{\"terms\": [\"go\", \"a\\\"b\"]}"),
        ];
        for (path, before, term, after) in cases {
            assert_eq!(added(&settings(path), (path, before), term).as_deref(), Some(after), "{before:?}");
        }
    }

    #[test]
    fn a_list_in_the_configuration_takes_it_too() {
        let settings = "taxonomies:\n  tags:\n    vocabulary:\n      - go\nfail-on: error\n";
        let after = "taxonomies:\n  tags:\n    vocabulary:\n      - go\n      - zig\nfail-on: error\n";
        assert_eq!(added(settings, ("x.txt", ""), "zig").as_deref(), Some(after));
        let flow = "taxonomies: {tags: {vocabulary: [go]}}\n";
        assert_eq!(added(flow, ("x", ""), "zig").as_deref(), Some("taxonomies: {tags: {vocabulary: [go, zig]}}\n"));
    }

    #[test]
    fn what_is_not_ours_to_write_stays() {
        let settings = "taxonomies:\n  tags: { vocabulary: pages }\n";
        assert_eq!(added(settings, ("content/tags/go/_index.md", ""), "zig"), None);
        let twice = "taxonomies:\n  tags: { vocabulary: t.yaml }\n";
        assert_eq!(added(twice, ("t.yaml", "- go\n"), "go"), None);
    }
}
