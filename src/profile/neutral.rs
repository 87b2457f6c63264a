//! A folder of Markdown files of no known generator. What any parser refuses is an error; what some tools take and
//! others refuse is a warning at most; what depends on the tool (URLs, terms, what a date may look like) is not judged.

use super::generator_config::{ContentRoot, GeneratorConfig};
use super::keys::{Key, KeyKind};
use super::pages::{PageAddress, PageKind};
use super::{BlockRequired, Blocks, Consequence, DateField, DateRole, Dates, Images, Lookup, Profile, Terms};
use crate::finding::Severity;
use crate::front_matter::{Dialect, YamlParser, block};
use crate::listing::{Files, Listing, file_name};

/// No known generator.
pub const PROFILE: Profile = Profile {
    id: "neutral",
    name: "a generator",
    site_name: "Markdown files",
    // npm's `yaml` follows YAML 1.2: it leaves `yes`, dates and `12:30` as the text they are.
    dialect: Dialect { delimiters: block::NEUTRAL, yaml: YamlParser::NpmYaml },
    blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Harmless },
    keys: KEYS,
    dates: Dates {
        fields: &[
            DateField { role: DateRole::Date, keys: &["date"], fallbacks: &[] },
            DateField { role: DateRole::Lastmod, keys: &["lastmod", "updated"], fallbacks: &[] },
        ],
        ..Dates::PLAIN
    },
    terms: Terms { ..Terms::PLAIN },
    images: Images {
        keys: &["image", "images[]", "cover"],
        lookups: &[Lookup::PageFile, Lookup::RootUrl],
        ..Images::PLAIN
    },
    severities: SEVERITIES,
    detect: |_, _| Some("no file of a known generator".to_owned()),
    read_config: read,
    page_kind: kind,
    url,
    ..Profile::PLAIN
};

/// Keys that mean about the same to all generators; any value will do.
const KEYS: &[Key] = &[
    key("title", KeyKind::Any, "the title"),
    key("date", KeyKind::Date, "when it was written"),
    key("lastmod", KeyKind::Date, "when it last changed"),
    key("updated", KeyKind::Date, "when it last changed"),
    key("tags", KeyKind::Terms, "the tags"),
    key("categories", KeyKind::Terms, "the categories"),
    key("draft", KeyKind::Any, "whether it is unfinished"),
];

/// Plain Markdown may begin with a rule (`---`) and hold no front matter at all, so that only the inside of a block
/// that is surely one is an error; Ruby's and Python's parsers take the last of duplicate keys without a word.
const SEVERITIES: &[(&str, Severity)] = &[
    ("syntax/duplicate-key", Severity::Warning),
    ("syntax/unclosed-front-matter", Severity::Warning),
    ("syntax/unreadable-delimiter", Severity::Warning),
    ("syntax/text-after-delimiter", Severity::Warning),
    ("syntax/wrong-format", Severity::Warning),
    ("syntax/not-a-mapping", Severity::Info),
    ("syntax/missing-front-matter", Severity::Info),
    ("values/reinterpreted-value", Severity::Info),
    ("values/wrong-type", Severity::Warning),
    ("values/not-a-boolean", Severity::Warning),
    ("dates/unparsable-date", Severity::Warning),
    ("dates/impossible-date", Severity::Warning),
    ("taxonomy/terms-not-a-list", Severity::Warning),
    ("images/missing-image", Severity::Warning),
];

/// Folders of other people's files.
const FOREIGN: &[&str] = &["node_modules", "bower_components", "vendor", "venv", "site-packages", "__pycache__"];

fn read(_listing: &Listing, _files: &dyn Files) -> GeneratorConfig {
    GeneratorConfig {
        content: vec![ContentRoot { dir: String::new(), language: None, target: String::new() }],
        keep_case: true,
        ..GeneratorConfig::default()
    }
}

fn kind(path: &str, _config: &GeneratorConfig, _listing: &Listing) -> Option<PageKind> {
    let (_, extension) = file_name(path).rsplit_once('.')?;
    let is_markdown = ["md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    let is_own = path.split('/').all(|part| !part.starts_with('.') && !FOREIGN.contains(&part));
    (is_markdown && is_own).then_some(PageKind::Single)
}

fn url(_page: &PageAddress<'_>, _config: &GeneratorConfig) -> Option<String> {
    None
}

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> Key {
    Key { name, kind, wrong: Consequence::Harmless, about }
}

#[cfg(test)]
mod tests {
    use super::{GeneratorConfig, Listing, PROFILE, PageKind, kind};
    use crate::profile::ALL;

    #[test]
    fn markdown_files_are_pages() {
        let kind = |path| kind(path, &GeneratorConfig::default(), &Listing::default());
        for path in ["a.md", "docs/b.Markdown", "x/README.mdx", "_drafts/c.md"] {
            assert_eq!(kind(path), Some(PageKind::Single), "{path}");
        }
        for path in ["a.txt", "md", ".md", ".github/a.md", "x/node_modules/y/README.md", "vendor/a.md"] {
            assert_eq!(kind(path), None, "{path}");
        }
    }

    #[test]
    fn the_neutral_profile_is_the_last_resort() {
        let last = ALL.last().unwrap();
        assert_eq!(last.id, PROFILE.id);
        assert!((last.detect)(&Listing::default(), &std::collections::HashMap::new()).is_some());
    }
}
