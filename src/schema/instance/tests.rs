//! [`Values`] is judged as the same values of `serde_json` are, whose representation comes with the validator.

use std::sync::LazyLock;

use jsonschema::json::{Array, Json, Node};
use jsonschema::{ValidationError, ValidationOptions, Validator};
use proptest::prelude::*;
use serde_json::{Number, Value, json};

use super::{FEW_ITEMS, Values};
use crate::front_matter::{Dialect, FrontMatter, Unfolded, UnfoldedMap, YamlParser, block, read_yaml, unfold};

/// Every keyword that looks at a value, on values that [`values`] makes often.
static SCHEMAS: LazyLock<Vec<(Value, Validator<Values>, Validator)>> = LazyLock::new(|| {
    let schemas = [
        json!({"properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"]}}, "required": ["a", "c"]}),
        json!({"properties": {"a": true, "b": {"enum": ["x", 1, 1.5, null, [1], {"a": 1.0}, true]}}, "additionalProperties": false}),
        json!({"additionalProperties": {"const": 9_007_199_254_740_993_u64}}),
        json!({"additionalProperties": {"const": {"a": [1, "x"], "b": null}}}),
        json!({"additionalProperties": {"const": 0}, "minProperties": 1, "maxProperties": 17}),
        json!({"items": {"uniqueItems": true}, "uniqueItems": true, "minItems": 1, "maxItems": 17}),
        json!({"additionalProperties": {"minimum": -9_223_372_036_854_775_808_i64, "maximum": 18_446_744_073_709_551_615_u64}}),
        json!({"additionalProperties": {"exclusiveMinimum": 9_007_199_254_740_992_u64, "exclusiveMaximum": 1e308}}),
        json!({"additionalProperties": {"multipleOf": 0.1}}),
        json!({"additionalProperties": {"multipleOf": 3, "type": "integer"}}),
        json!({"additionalProperties": {"minLength": 1, "maxLength": 2, "pattern": "^[a-zé]*$"}}),
        json!({"additionalProperties": {"format": "date"}, "patternProperties": {"^key1": {"format": "email"}}}),
        json!({"additionalProperties": {"contains": {"type": "string"}, "minContains": 2, "maxContains": 3}}),
        json!({"additionalProperties": {"prefixItems": [{"type": "integer"}, true], "items": {"type": "string"}}}),
        json!({"propertyNames": {"maxLength": 1, "pattern": "[abé]"}}),
        json!({"$ref": "#/$defs/tree", "$defs": {"tree": {
            "type": ["object", "array", "string", "number"],
            "additionalProperties": {"$ref": "#/$defs/tree"}, "items": {"$ref": "#/$defs/tree"},
        }}}),
        json!({"allOf": [{"properties": {"a": {"type": "string"}}}, {"if": {"required": ["b"]}, "then": {"required": ["a"]}}],
            "unevaluatedProperties": {"type": "number"}}),
        json!({"anyOf": [{"required": ["a"], "properties": {"a": {"type": "array"}}}, {"required": ["b"]}], "unevaluatedProperties": false}),
        json!({"additionalProperties": {"contains": {"type": "number"}, "unevaluatedItems": {"type": "string"}}}),
        json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["key1"]}], "not": {"required": ["c"]}}),
        json!({"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"b": {"maxProperties": 2}}}),
        json!({"$schema": "http://json-schema.org/draft-04/schema#", "additionalProperties": {"type": "integer"}}),
    ];
    schemas
        .map(|schema| {
            (schema.clone(), build(jsonschema::options_for(), &schema), build(jsonschema::options(), &schema))
        })
        .into()
});

fn build<F: Json>(
    options: ValidationOptions<'_, std::sync::Arc<dyn jsonschema::Retrieve>, F>,
    schema: &Value,
) -> Validator<F> {
    options.should_validate_formats(true).build(schema).expect("the schema is right")
}

/// What is wrong with `instance` by each of the schemas is the same in both representations.
fn is_judged_alike(instance: &Unfolded<'_>) {
    let value = instance.to_json();
    for (schema, own, usual) in SCHEMAS.iter() {
        let said: Vec<String> = own.iter_errors(instance).map(|error| words(&error)).collect();
        let expected: Vec<String> = usual.iter_errors(&value).map(|error| words(&error)).collect();
        assert_eq!(said, expected, "{value} by {schema}");
        assert_eq!(own.is_valid(instance), expected.is_empty(), "{value} by {schema}");
    }
}

fn words(error: &ValidationError<'_>) -> String {
    format!("{error} {:?} {} {} {}", error.kind(), error.instance(), error.instance_path(), error.schema_path())
}

/// `value` as if a block had held it.
fn unfolded(value: &Value) -> Unfolded<'_> {
    match value {
        Value::Null => Unfolded::Null,
        Value::Bool(value) => Unfolded::Bool(*value),
        Value::Number(number) => Unfolded::Number(number.clone()),
        Value::String(text) => Unfolded::Text(text.into()),
        Value::Array(items) => Unfolded::List(items.iter().map(unfolded).collect()),
        Value::Object(map) => Unfolded::Map(map.iter().map(|(name, value)| (name.as_str(), unfolded(value))).collect()),
    }
}

fn number() -> impl Strategy<Value = Number> {
    let edges =
        [0.0, -0.0, 1.0, 1.5, 0.3, 2.0f64.powi(53), 2.0f64.powi(63), -(2.0f64.powi(63)), 2.0f64.powi(64), 1e22, 1e300];
    let edge = prop::sample::select(edges.to_vec());
    prop_oneof![
        (-3i64..12).prop_map(Number::from),
        prop::sample::select(vec![i64::MIN, i64::MAX, (1 << 53) + 1, (1 << 53) - 1]).prop_map(Number::from),
        prop::sample::select(vec![u64::MAX, u64::MAX - 1, 1 << 63]).prop_map(Number::from),
        edge.prop_filter_map("finite", Number::from_f64),
        any::<f64>().prop_filter_map("finite", Number::from_f64),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let text = prop_oneof!["[abx]{0,3}", "é{0,5}|key1|a@b\\.c|2024-01-0[0-2]"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        text.prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 60, UnfoldedMap::FEW as u32 + 4, |inner| {
        let name = prop_oneof![3 => "[abcé]", 1 => "key[0-9]{1,2}"];
        let texts = prop::collection::vec("[a-z]{1,2}".prop_map(Value::String), 0..FEW_ITEMS + 4);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..FEW_ITEMS + 4).prop_map(Value::Array),
            texts.prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..UnfoldedMap::FEW + 4)
                .prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_values_are_judged_alike(value in values()) {
        is_judged_alike(&unfolded(&value));
    }

    #[test]
    fn texts_are_told_from_each_other(texts in prop::collection::vec("[a-d]{1,3}", 0..FEW_ITEMS + 8)) {
        let value = Value::from(texts);
        let Unfolded::List(items) = unfolded(&value) else { return Ok(()) };
        prop_assert_eq!(items.as_slice().is_unique(), jsonschema::json::unique::is_unique(value.as_array().expect("a list")));
    }
}

#[test]
fn blocks_are_judged_alike() {
    let fixtures = format!("{}/fixtures", env!("CARGO_MANIFEST_DIR"));
    let dialect = Dialect { delimiters: block::NEUTRAL, yaml: YamlParser::Goccy };
    let mut judged = 0;
    for entry in
        ignore::Walk::new(fixtures).flatten().filter(|entry| entry.path().extension().is_some_and(|end| end == "md"))
    {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        if let Some(root) = FrontMatter::read(&text, &dialect).tree.root() {
            is_judged_alike(&unfold(root, &|name| name));
            judged += 1;
        }
    }
    assert!(judged > 50, "{judged} blocks");
}

#[test]
fn rare_values_are_judged_alike() {
    let text = "base: &a {a: 1, b: x}\nb:\n  <<: *a\n  a: 2\na: *a\na: [1, 1.0, true]\nc: .inf\nkey1: .nan\n\
                key2: 18446744073709551616\nkey3: -9223372036854775809\nkey4: 1e400\nkey5: 2024-01-02\nkey6:\n";
    for parser in [YamlParser::Goccy, YamlParser::PyYaml, YamlParser::JsYaml4, YamlParser::SerdeYaml] {
        let read = read_yaml(text, parser);
        is_judged_alike(&unfold(read.tree.root().expect("a root"), &|name| name));
    }
}

#[test]
fn a_value_has_one_identity() {
    let value = json!({"a": [1], "b": [1]});
    let values = unfolded(&value);
    let Unfolded::Map(map) = &values else { panic!("a map") };
    let identity = |name: &str| map.get(name).map(|value| value.identity());
    assert_eq!(identity("a"), identity("a"));
    assert_ne!(identity("a"), identity("b"));
    assert_ne!(identity("a"), Some((&values).identity()));
}
