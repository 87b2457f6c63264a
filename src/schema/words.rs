//! What a validator says, in words for people who have never heard of JSON Schema.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::text::{KeyPath, nearest};

/// Most values of an `enum` that are listed.
const MOST_LISTED: usize = 8;

/// What is wrong, and what to type.
pub(super) struct Words {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Words {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A key path as the subject of a sentence.
pub(super) fn subject(path: &KeyPath) -> String {
    if path.0.is_empty() { "the front matter".to_owned() } else { format!("`{path}`") }
}

/// What `error` says of the value called `subject`; `written` is the text of a scalar as it stands in the file.
pub(super) fn of(error: &ValidationError<'_>, subject: &str, written: Option<&str>) -> Words {
    let value = error.instance().as_ref();
    let is = describe(value, written);
    match error.kind() {
        Kind::Type { kind } => wrong_type(&types(kind), subject, value, &is),
        Kind::Enum { options } => wrong_choice(options.as_array().map_or(&[][..], Vec::as_slice), subject, value, &is),
        Kind::Constant { expected_value } => {
            Words::new(format!("{subject} must be {}, but is {is}", show(expected_value)))
                .help(format!("write {}", show(expected_value)))
        }
        Kind::Pattern { pattern } => Words::new(format!("{subject} must match the pattern `{pattern}`, but is {is}")),
        Kind::Format { format } => wrong_format(format, subject, &is),
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().unwrap_or_default();
            let inner = of(error, &format!("the key `{name}`"), None);
            Words { message: inner.message, help: inner.help }
        }
        Kind::Required { property } => Words::new(format!("{} is missing", show(property))),
        Kind::FalseSchema => Words::new(format!("{subject} is not allowed here")).help("remove it"),
        Kind::Not { schema } => forbidden(schema, subject, &is),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            Words::new(format!("{subject} fits none of the forms that the schema allows"))
        }
        Kind::OneOfMultipleValid { .. } => {
            Words::new(format!("{subject} fits several forms of which the schema allows only one at a time"))
        }
        Kind::UniqueItems => Words::new(format!("{subject} has the same item twice")).help("remove one of them"),
        Kind::Contains => Words::new(format!("{subject} lacks an item that the schema asks for")),
        kind => limit(kind, subject, value, &is),
    }
}

/// What `error`, from the schema of schemas, says of a keyword at `path`.
pub(super) fn of_schema(error: &ValidationError<'_>, path: &KeyPath) -> String {
    match error.kind() {
        Kind::Referencing(reason) => format!("a reference cannot be followed: {reason}"),
        Kind::Format { format } if format == "regex" => {
            let value = error.instance();
            format!("`{path}` is no regular expression: {}", value.as_str().unwrap_or_default())
        }
        _ => {
            let subject = if path.0.is_empty() { "the schema".to_owned() } else { format!("`{path}`") };
            of(error, &subject, None).message
        }
    }
}

/// That a key of the map `inside` is missing.
pub(super) fn missing(name: &str, inside: &KeyPath) -> String {
    if inside.0.is_empty() { format!("`{name}` is missing") } else { format!("`{name}` is missing in `{inside}`") }
}

/// The types in the writer's words, with their articles, the commonest in front matter first.
pub(super) fn types(kind: &TypeKind) -> Vec<&'static str> {
    use JsonType::{Array, Boolean, Integer, Null, Number, Object, String};
    match kind {
        TypeKind::Single(one) => vec![type_name(*one)],
        TypeKind::Multiple(several) => {
            let order = [String, Integer, Number, Boolean, Array, Object, Null];
            order.into_iter().filter(|own| several.iter().any(|other| other == *own)).map(type_name).collect()
        }
    }
}

/// That a value must be one of `wanted`.
pub(super) fn wrong_type(wanted: &[&str], subject: &str, value: &Value, is: &str) -> Words {
    // That nothing may be written helps nobody who has written something.
    let told: Vec<&str> = wanted.iter().copied().filter(|kind| wanted.len() == 1 || *kind != "empty").collect();
    let words = Words::new(format!("{subject} must be {}, but is {is}", either(&told)));
    match (told.as_slice(), value) {
        (_, Value::Null) => words.help("write a value, or remove the key"),
        (["a text"], Value::Number(_) | Value::Bool(_)) => words.help("put it in quotes, so that it is read as text"),
        (["a list"], Value::String(text)) if !text.contains([',', '\n']) => {
            words.help("put `[` before it and `]` behind it, so that it is a list")
        }
        (["a list"], Value::String(_)) => {
            words.help("write a list: the items between `[` and `]`, with commas between them")
        }
        (["`true` or `false`"], Value::String(_)) => words.help("write true or false, without quotes"),
        (["a whole number" | "a number"], Value::String(text)) if text.trim().parse::<f64>().is_ok() => {
            words.help("remove the quotes, so that it is read as a number")
        }
        _ => words,
    }
}

/// That a value must be one of `options`.
pub(super) fn wrong_choice(options: &[Value], subject: &str, value: &Value, is: &str) -> Words {
    let listed: Vec<String> = options.iter().take(MOST_LISTED).map(show).collect();
    let more = options.len().saturating_sub(MOST_LISTED);
    let rest = if more > 0 { format!(" or {more} more") } else { String::new() };
    let one_of = if options.len() == 1 { "" } else { "one of " };
    let words = Words::new(format!("{subject} must be {one_of}{}{rest}, but is {is}", listed.join(", ")));
    let texts = options.iter().filter_map(Value::as_str);
    match value.as_str().and_then(|text| nearest(text, texts)) {
        Some(near) => words.help(format!("did you mean `{near}`?")),
        None => words,
    }
}

/// A value for a sentence: `the text `abc``.
pub(super) fn describe(value: &Value, written: Option<&str>) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(number) => format!("the number `{}`", written.map_or_else(|| number.to_string(), str::to_owned)),
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => format!("the text `{}`", excerpt(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a map of keys and values".to_owned(),
    }
}

/// Several possibilities as one.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => "something else".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", excerpt(text)),
        Value::Null => "empty".to_owned(),
        other => format!("`{}`", excerpt(&other.to_string())),
    }
}

fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}

fn type_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "empty",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "a text",
        JsonType::Array => "a list",
        JsonType::Object => "a map of keys and values",
    }
}

fn wrong_format(format: &str, subject: &str, is: &str) -> Words {
    let (wanted, help) = match format {
        "date" => ("a date", "write the day as 2024-01-31"),
        "date-time" => ("a date and time", "write it as 2024-01-31T18:30:00+01:00"),
        "time" => ("a time of day", "write it as 18:30:00Z"),
        "email" | "idn-email" => ("an e-mail address", "write it as name@example.org"),
        "uri" | "iri" => ("a full web address", "begin with https://"),
        "uri-reference" | "iri-reference" => ("a web address or a path", "blanks are written %20"),
        "hostname" | "idn-hostname" => ("the name of a host", "write it as www.example.org, without https://"),
        "ipv4" | "ipv6" => ("an IP address", "write it as 192.0.2.1 or 2001:db8::1"),
        "uuid" => ("a UUID", "write it as 123e4567-e89b-12d3-a456-426614174000"),
        "regex" => ("a regular expression", "look for a bracket that is not closed"),
        "duration" => ("a duration", "write it as P3D or PT2H30M"),
        other => return Words::new(format!("{subject} must have the format `{other}`, but is {is}")),
    };
    Words::new(format!("{subject} must be {wanted}, but is {is}")).help(help)
}

fn forbidden(schema: &Value, subject: &str, is: &str) -> Words {
    let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    match required {
        [one] => Words::new(format!("{} is not allowed here", show(one))).help("remove it"),
        [] => Words::new(format!("{subject} is {is}, which the schema forbids")),
        several => {
            let names: Vec<String> = several.iter().map(show).collect();
            Words::new(format!("{} may not stand here together", names.join(" and "))).help("remove one of them")
        }
    }
}

fn limit(kind: &Kind, subject: &str, value: &Value, is: &str) -> Words {
    let length = value.as_str().map_or(0, |text| text.chars().count());
    let items = value.as_array().map_or(0, Vec::len);
    let keys = value.as_object().map_or(0, serde_json::Map::len);
    Words::new(match kind {
        Kind::MaxLength { limit } => {
            format!("{subject} is {} long; at most {limit} are allowed", count(length, "character"))
        }
        Kind::MinLength { limit: 1 } => format!("{subject} is empty"),
        Kind::MinLength { limit } => {
            format!("{subject} is {} long; at least {limit} are wanted", count(length, "character"))
        }
        Kind::MaxItems { limit } => format!("{subject} has {}; at most {limit} are allowed", count(items, "item")),
        Kind::AdditionalItems { limit } => {
            format!("{subject} has {}; at most {limit} are allowed", count(items, "item"))
        }
        Kind::MinItems { limit: 1 } => format!("{subject} is an empty list"),
        Kind::MinItems { limit } => format!("{subject} has {}; at least {limit} are wanted", count(items, "item")),
        Kind::MaxProperties { limit } => format!("{subject} has {}; at most {limit} are allowed", count(keys, "key")),
        Kind::MinProperties { limit } => format!("{subject} has {}; at least {limit} are wanted", count(keys, "key")),
        Kind::Minimum { limit } => format!("{subject} must be at least {limit}, but is {is}"),
        Kind::Maximum { limit } => format!("{subject} must be at most {limit}, but is {is}"),
        Kind::ExclusiveMinimum { limit } => format!("{subject} must be more than {limit}, but is {is}"),
        Kind::ExclusiveMaximum { limit } => format!("{subject} must be less than {limit}, but is {is}"),
        Kind::MultipleOf { multiple_of } => format!("{subject} must be a multiple of {multiple_of}, but is {is}"),
        Kind::UnevaluatedItems { .. } => format!("{subject} has items that the schema does not know"),
        Kind::ContentEncoding { content_encoding } => format!("{subject} is not encoded as {content_encoding}"),
        Kind::ContentMediaType { content_media_type } => format!("{subject} does not hold {content_media_type}"),
        _ => format!("{subject} does not satisfy the schema"),
    })
}

/// What to type so that a limit is kept, where the schema's author has nothing better to say.
pub(super) fn limit_help(error: &ValidationError<'_>) -> Option<String> {
    let value = error.instance();
    let length = value.as_str().map_or(0, |text| text.chars().count());
    let items = value.as_array().map_or(0, Vec::len);
    let over = |number: usize, limit: u64| number.saturating_sub(usize::try_from(limit).unwrap_or(usize::MAX));
    let under = |number: usize, limit: u64| usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(number);
    Some(match error.kind() {
        Kind::MaxLength { limit } => format!("shorten it by {}", count(over(length, *limit), "character")),
        Kind::MinLength { limit: 1 } => "write a text, or remove the key".to_owned(),
        Kind::MinLength { limit } => format!("lengthen it by {}", count(under(length, *limit), "character")),
        Kind::MaxItems { limit } => format!("remove {}", count(over(items, *limit), "item")),
        Kind::MinItems { limit } => format!("add {}", count(under(items, *limit), "item")),
        Kind::Minimum { limit } => format!("write a number from {limit} on"),
        Kind::Maximum { limit } => format!("write a number up to {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("write a number greater than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("write a number less than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("write a number that {multiple_of} divides"),
        _ => return None,
    })
}

fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
