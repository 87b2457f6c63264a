//! The keywords of JSON Schema, drafts 4 to 2020-12.

/// What a keyword holds, as far as the way to further schemas goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// No schema.
    Data,
    /// One schema.
    Schema,
    /// A list of schemas.
    Schemas,
    /// One schema, or a list of schemas.
    SchemaOrSchemas,
    /// A map from names to schemas.
    Named,
}

/// The drafts, by the number that orders them.
pub const DRAFTS: [(u8, &str, &str); 5] = [
    (4, "draft-04", "draft 4"),
    (6, "draft-06", "draft 6"),
    (7, "draft-07", "draft 7"),
    (19, "2019-09", "draft 2019-09"),
    (20, "2020-12", "draft 2020-12"),
];

/// The keyword named `name`: what it holds, and the first draft that knows it.
pub fn find(name: &str) -> Option<(Holds, u8)> {
    KEYWORDS.iter().find(|(own, ..)| *own == name).map(|(_, holds, since)| (*holds, *since))
}

/// All names, for did-you-mean.
pub fn names() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|(name, ..)| *name)
}

use Holds::{Data, Named, Schema, SchemaOrSchemas, Schemas};

const KEYWORDS: &[(&str, Holds, u8)] = &[
    ("$anchor", Data, 19),
    ("$comment", Data, 4),
    ("$defs", Named, 4),
    ("$dynamicAnchor", Data, 20),
    ("$dynamicRef", Data, 20),
    ("$id", Data, 4),
    ("$recursiveAnchor", Data, 19),
    ("$recursiveRef", Data, 19),
    ("$ref", Data, 4),
    ("$schema", Data, 4),
    ("$vocabulary", Data, 4),
    ("additionalItems", Schema, 4),
    ("additionalProperties", Schema, 4),
    ("allOf", Schemas, 4),
    ("anyOf", Schemas, 4),
    ("const", Data, 6),
    ("contains", Schema, 6),
    ("contentEncoding", Data, 4),
    ("contentMediaType", Data, 4),
    ("contentSchema", Schema, 4),
    ("default", Data, 4),
    ("definitions", Named, 4),
    ("dependencies", Named, 4),
    ("dependentRequired", Data, 19),
    ("dependentSchemas", Named, 19),
    ("deprecated", Data, 4),
    ("description", Data, 4),
    ("else", Schema, 7),
    ("enum", Data, 4),
    ("examples", Data, 4),
    ("exclusiveMaximum", Data, 4),
    ("exclusiveMinimum", Data, 4),
    ("format", Data, 4),
    ("id", Data, 4),
    ("if", Schema, 7),
    ("items", SchemaOrSchemas, 4),
    ("maxContains", Data, 19),
    ("maxItems", Data, 4),
    ("maxLength", Data, 4),
    ("maxProperties", Data, 4),
    ("maximum", Data, 4),
    ("minContains", Data, 19),
    ("minItems", Data, 4),
    ("minLength", Data, 4),
    ("minProperties", Data, 4),
    ("minimum", Data, 4),
    ("multipleOf", Data, 4),
    ("not", Schema, 4),
    ("oneOf", Schemas, 4),
    ("pattern", Data, 4),
    ("patternProperties", Named, 4),
    ("prefixItems", Schemas, 20),
    ("properties", Named, 4),
    ("propertyNames", Schema, 6),
    ("readOnly", Data, 4),
    ("required", Data, 4),
    ("then", Schema, 7),
    ("title", Data, 4),
    ("type", Data, 4),
    ("unevaluatedItems", Schema, 19),
    ("unevaluatedProperties", Schema, 19),
    ("uniqueItems", Data, 4),
    ("writeOnly", Data, 4),
];

/// Words beside the standard that editors, generators and OpenAPI put into schemas. They do no harm, and some are one
/// letter from a keyword.
pub const FOREIGN: &[&str] = &[
    "allowComments",
    "allowTrailingCommas",
    "body",
    "category",
    "completionDetail",
    "contentType",
    "defaultSnippets",
    "deprecationMessage",
    "discriminator",
    "doNotSuggest",
    "enumDescriptions",
    "enumNames",
    "errorMessage",
    "example",
    "externalDocs",
    "group",
    "hidden",
    "icon",
    "label",
    "links",
    "markdownDescription",
    "markdownEnumDescriptions",
    "media",
    "meta",
    "name",
    "nullable",
    "options",
    "order",
    "placeholder",
    "suggestSortText",
    "tags",
    "ui",
    "unit",
    "version",
    "xml",
];
