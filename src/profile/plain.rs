//! What a profile does not say otherwise: a generator of which nothing is known. A profile names what differs and ends
//! with `..Profile::PLAIN`, so that its lines are what one has to know about that generator.

use super::generator_config::GeneratorConfig;
use super::{
    Aliases, BlockRequired, Blocks, Booleans, Consequence, DateReading, Dates, Images, Layouts, Profile, TermText,
    Terms,
};
use crate::front_matter::{Dialect, YamlParser, block};

impl Profile {
    /// A generator of which nothing is known.
    pub const PLAIN: Profile = Profile {
        id: "",
        name: "",
        site_name: "",
        // npm's `yaml` follows YAML 1.2: it leaves `yes`, dates and `12:30` as the text they are.
        dialect: Dialect { delimiters: block::NEUTRAL, yaml: YamlParser::NpmYaml },
        post_dialect: None,
        blocks: Blocks { required: BlockRequired::Never, broken: Consequence::Harmless },
        keys_ignore_case: false,
        keys: &[],
        keys_only_on: &[],
        unknown_keys: |_| Consequence::Harmless,
        required: &[],
        ineffective: &[],
        deprecated: &[],
        themes: &[],
        booleans: Booleans::Unknown,
        refused: &[],
        contradictions: &[],
        dates: Dates::PLAIN,
        terms: Terms::PLAIN,
        images: Images::PLAIN,
        layouts: Layouts::PLAIN,
        severities: &[],
        detect: |_, _| None,
        read_config: |_, _| GeneratorConfig::default(),
        page_kind: |_, _, _| None,
        language: |_, _| None,
        logical_path: |path, _| Some(path.to_owned()),
        url: |_, _| None,
        aliases: Aliases::NONE,
        output: None,
        same_address: Consequence::Loses("only one of them can be published"),
        inherited: None,
    };
}

impl Dates {
    /// Dates that any generator reads, and that decide nothing.
    pub const PLAIN: Dates = Dates {
        reading: DateReading::Neutral,
        future_hides: false,
        unreadable: Consequence::Harmless,
        fields: &[],
        only_on: &[],
        in_name: None,
    };
}

impl Terms {
    /// Terms that are what they are spelt, without pages of their own.
    pub const PLAIN: Terms = Terms {
        taxonomies: &["tags", "categories"],
        text: TermText::Unknown,
        paths: &[],
        singular: &[],
        only_on: &[],
        container: None,
        wrong_type: Consequence::Harmless,
        blank: Consequence::Harmless,
        nested: &[],
        not_allowed: Consequence::Harmless,
        term: |spelling, _| spelling.to_owned(),
        url: |_, _, _| None,
    };
}

impl Images {
    /// No key is known to name an image.
    pub const PLAIN: Images =
        Images { keys: &[], patterns: &[], lookups: &[], shortcodes: &[], singles_own_nothing: false };
}
