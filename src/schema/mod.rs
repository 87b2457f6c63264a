//! Floor 4: JSON Schema. The only place that knows the crate `jsonschema`; everything else sees schemas by path and
//! [`Violation`]s in words.
//!
//! Nothing is fetched and nothing outside the site is read: a `$ref` names a place in the same file or another file of
//! the site. A schema with a mistake is reported at the mistake and judges no page.

mod association;
mod branches;
mod compile;
mod cost;
mod embedded;
mod instance;
mod keywords;
mod lint;
mod outline;
mod place;
mod references;
mod store;
#[cfg(test)]
mod tests;
mod violations;
mod words;

pub use association::{NamedSchema, named_by};
pub use embedded::embedded;
pub use outline::{Described, Outline, Property};
pub use place::{Located, locate};
pub use store::{DateCheck, Schema, SchemaStore};
pub use violations::{Judging, Place, Violation};
