//! Floor 3: what a page and a site mean.

pub mod booleans;
pub mod dates;
pub mod images;
pub mod refused;
pub mod taxonomy;
pub mod vocabulary;

mod address;
mod census;
mod head;
mod index;
mod inherited;
mod key_usage;
mod keys;
mod page;
mod page_dates;
mod page_schemas;
mod page_terms;
mod publication;
mod term_facts;

pub use address::{Sections, readable_url};
pub use census::Census;
pub use head::Head;
pub use index::{AliasFact, DateFact, Index, IndexedPage, PageFacts, by_age};
pub use key_usage::{KeyUsage, UsualKeys};
pub use keys::KnownKeys;
pub use page::{Page, ReadFault, Source};
pub use page_dates::{DateValue, PageDates};
pub use page_schemas::{PageSchema, date_check};
pub use page_terms::{TermEntry, TermUse};
pub use publication::Publication;
pub use term_facts::{SharedTerm, SharedTerms, TermFact};
pub use vocabulary::{OwnVocabulary, Vocabulary};

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::config::Settings;
use crate::config::front_matter_extension::ContentTypes;
use crate::listing::{ImageSize, Listing};
use crate::profile::Profile;
use crate::profile::generator_config::GeneratorConfig;
use crate::profile::pages::PageKind;
use crate::schema::SchemaStore;

/// What is known of a site beside its pages. Everything here is given: nothing below reads a disk or a clock.
pub struct Site {
    /// How its generator behaves.
    pub profile: &'static Profile,
    /// What the generator's own configuration says.
    pub config: GeneratorConfig,
    /// What the user asked for.
    pub settings: Settings,
    /// The terms that may be used, by taxonomy key.
    pub vocabularies: BTreeMap<String, Vocabulary>,
    /// Those that the generator itself keeps, each for some folders.
    pub own_vocabularies: Vec<OwnVocabulary>,
    /// The schemas that pages have to satisfy.
    pub schemas: SchemaStore,
    /// The content types of the extension Front Matter; each has its schema.
    pub content_types: ContentTypes,
    /// The files that exist.
    pub listing: Listing,
    /// The sizes of images that pages name, by path; only where a rule asks for them.
    pub image_sizes: HashMap<String, ImageSize>,
    /// The keys that mean something here.
    pub keys: KnownKeys,
    /// How many pages have each key.
    pub key_usage: KeyUsage,
    /// The terms that pages use.
    pub terms: SharedTerms,
    /// What pages were in an older revision, by path, for rules that compare; only of pages that have changed since.
    pub previous: HashMap<String, String>,
    /// The present, for rules about the future.
    pub today: DateTime<Utc>,
    /// Whether pages keep the text that follows their block. If no rule looks at it, it is most of what a site weighs.
    pub keeps_bodies: bool,
}

impl Site {
    /// The files that are pages by their paths, and what kind of page each is.
    pub fn page_files(&self) -> Vec<(&str, PageKind)> {
        self.listing.par_iter().filter_map(|path| Some((path, self.page_kind(path)?))).collect()
    }

    /// Whether a file at `path` is a page to the generator, as far as the path tells.
    pub fn is_page(&self, path: &str) -> bool {
        self.page_kind(path).is_some()
    }

    /// What kind of page a file at `path` is to the generator; `None` where it is none. Of a
    /// [template](PageKind::Template), the text has the last word.
    pub fn page_kind(&self, path: &str) -> Option<PageKind> {
        (self.profile.page_kind)(path, &self.config, &self.listing)
    }
}
