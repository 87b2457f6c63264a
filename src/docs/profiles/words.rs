//! The words for what stands in profiles.

use crate::front_matter::block::{Braces, Closing, Delimiters, Lead, Unclosed};
use crate::front_matter::{Format, YamlParser};
use crate::profile::pages::PageKind;
use crate::profile::{Consequence, DateRole, Lookup, Profile};

/// The formats with their marks: "YAML between `---`".
pub fn formats(marks: &Delimiters) -> String {
    let format = |format: Format| match format {
        Format::Yaml => "YAML",
        Format::Toml => "TOML",
        Format::Json => "JSON",
        Format::Org => "Org",
        Format::JavaScript => "JavaScript",
    };
    let mut all: Vec<String> =
        marks.fences.iter().map(|fence| format!("{} between `{}`", format(fence.format), fence.mark)).collect();
    if marks.braces != Braces::Text {
        all.push("JSON in braces".to_owned());
    }
    if marks.org {
        all.push("`#+KEY: value` lines, whose values are not read".to_owned());
    }
    if marks.bare {
        all.push("YAML from the first line to a `---`".to_owned());
    }
    all.join("; ")
}

/// What may stand before a block.
pub fn lead(marks: &Delimiters) -> String {
    let lead = match marks.lead {
        Lead::Nothing => "nothing",
        Lead::BlankLines => "empty lines",
        Lead::Blanks => "blanks and empty lines",
    };
    match (marks.lead, marks.bom) {
        (_, false) => lead.to_owned(),
        (Lead::Nothing, true) => "a byte order mark".to_owned(),
        (_, true) => format!("a byte order mark, {lead}"),
    }
}

/// Which line ends a block.
pub fn closing(closing: Closing) -> String {
    match closing {
        Closing::LinePrefix => "at a line that begins with the mark; the rest of that line is text",
        Closing::WholeLine => "at a line with nothing but the mark and blanks",
        Closing::EndedLine => "at a line with nothing but the mark and blanks that is not the file's last",
        Closing::Anywhere => "at the mark at the end of any line, of a value, too",
    }
    .to_owned()
}

/// What happens to a block without an end.
pub fn unclosed(unclosed: Unclosed) -> String {
    match unclosed {
        Unclosed::Fails => "the build stops",
        Unclosed::IsText => "it is shown as text",
        Unclosed::TakesAll => "all of the file is front matter",
    }
    .to_owned()
}

/// The library that reads YAML.
pub fn library(parser: YamlParser) -> &'static str {
    match parser {
        YamlParser::Goccy => "goccy/go-yaml",
        YamlParser::Psych => "Psych",
        YamlParser::SafeYaml => "SafeYAML",
        YamlParser::JsYaml3 => "js-yaml 3",
        YamlParser::JsYaml4 => "js-yaml 4",
        YamlParser::NpmYaml => "as in YAML 1.2",
        YamlParser::HexoYaml => "`yaml` of npm",
        YamlParser::PyYaml => "PyYAML",
        YamlParser::SerdeYaml => "serde_yaml",
    }
}

/// The keys that hold the date of `role`, in the order of looking; then the dates that stand in for it.
pub fn date_keys(profile: &Profile, role: DateRole) -> String {
    let Some(field) = profile.dates.fields.iter().find(|field| field.role == role) else { return "-".to_owned() };
    let keys = code(field.keys);
    let others: Vec<&str> = field.fallbacks.iter().map(|role| in_words(*role)).collect();
    if others.is_empty() { keys } else { format!("{keys}, else {}", others.join(", ")) }
}

fn in_words(role: DateRole) -> &'static str {
    match role {
        DateRole::Date => "the date",
        DateRole::Lastmod => "the last change",
        DateRole::Publish => "shown from",
        DateRole::Expiry => "shown until",
    }
}

/// What a generator does, as a sentence about it; nothing where it does no harm.
pub fn consequence(profile: &Profile, consequence: Consequence) -> Option<String> {
    match consequence {
        Consequence::Fails(does) | Consequence::Loses(does) => Some(format!("{} {does}", profile.name)),
        Consequence::Harmless => None,
    }
}

/// Where an image is looked for.
pub fn lookup(lookup: Lookup) -> &'static str {
    match lookup {
        Lookup::Bundle => "among the files of the page's bundle",
        Lookup::Assets => "in the folders of assets",
        Lookup::PageUrl => "relative to the page's URL",
        Lookup::RootUrl => "from the root of the published site",
        Lookup::PageFile => "relative to the page's file",
        Lookup::OwnFolder => {
            "in the folder beside the post that has its name, where the configuration has such folders"
        }
        Lookup::SiteAlias => "below the site's folder, behind `@site/`",
        Lookup::Alias => "behind an alias of the configuration, such as `@/`",
        Lookup::ByCode => "by the site's own code (so that a bare name is never called missing)",
    }
}

/// Kinds of pages: "posts, drafts".
pub fn kinds(kinds: &[PageKind]) -> String {
    kinds.iter().map(|kind| plural(*kind)).collect::<Vec<_>>().join(", ")
}

fn plural(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "the home page",
        PageKind::Single => "single pages",
        PageKind::LeafBundle => "page bundles",
        PageKind::BranchBundle => "sections",
        PageKind::Taxonomy => "pages of taxonomies",
        PageKind::Term => "pages of terms",
        PageKind::Resource => "parts of other pages",
        PageKind::Post => "posts",
        PageKind::Draft => "drafts",
        PageKind::SkippedPost => "skipped posts",
        PageKind::Document => "documents",
        PageKind::Template => "templates",
    }
}

/// Names as code, with commas.
pub fn code(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
