//! The values of a block as the validator looks at them: in place, without a copy for each page.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object, SerdeJson, cmp, unique};
use serde_json::{Number, Value};

use crate::front_matter::{Unfolded, UnfoldedMap};

/// The representation whose values are [`Unfolded`]. Where it does not say otherwise it does as that of `serde_json` does,
/// by which its answers are tested.
pub(super) struct Values;

/// Most items of a list that are compared with each other one by one.
const FEW_ITEMS: usize = 16;

impl Json for Values {
    type Node<'a> = &'a Unfolded<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    const KEYS_PER_LOOKUP: usize = SerdeJson::KEYS_PER_LOOKUP;
    const ACYCLIC: bool = SerdeJson::ACYCLIC;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Self::Node<'_>) -> T) -> T {
        f(&Unfolded::Text(string.into()))
    }
}

impl<'a> Node<'a, Values> for &'a Unfolded<'a> {
    type Object = &'a UnfoldedMap<'a>;
    type Array = &'a [Unfolded<'a>];
    type Number = &'a Number;

    fn as_object(&self) -> Option<&'a UnfoldedMap<'a>> {
        if let Unfolded::Map(map) = self { Some(map) } else { None }
    }

    fn as_array(&self) -> Option<&'a [Unfolded<'a>]> {
        if let Unfolded::List(items) = self { Some(items) } else { None }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        if let Unfolded::Text(text) = self { Some(Cow::Borrowed(text)) } else { None }
    }

    fn as_number(&self) -> Option<&'a Number> {
        if let Unfolded::Number(number) = self { Some(number) } else { None }
    }

    fn as_boolean(&self) -> Option<bool> {
        if let Unfolded::Bool(value) = self { Some(*value) } else { None }
    }

    fn is_null(&self) -> bool {
        matches!(self, Unfolded::Null)
    }

    fn json_type(&self) -> JsonType {
        match self {
            Unfolded::Null => JsonType::Null,
            Unfolded::Bool(_) => JsonType::Boolean,
            Unfolded::Number(_) => JsonType::Number,
            Unfolded::Text(_) => JsonType::String,
            Unfolded::List(_) => JsonType::Array,
            Unfolded::Map(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, expected) {
            (Unfolded::Null, Value::Null) => true,
            (Unfolded::Bool(own), Value::Bool(other)) => own == other,
            (Unfolded::Number(own), Value::Number(other)) => cmp::equal_numbers(own, other),
            (Unfolded::Text(own), Value::String(other)) => own == other,
            (Unfolded::List(_), Value::Array(_)) | (Unfolded::Map(_), Value::Object(_)) => {
                cmp::equal(&Unfolded::to_json(self), expected)
            }
            _ => false,
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(self.to_json())
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(std::ptr::from_ref(*self) as usize))
    }
}

impl<'a> Object<'a, Values> for &'a UnfoldedMap<'a> {
    type Node = &'a Unfolded<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.iter().len()
    }

    fn get(&self, key: &String) -> Option<&'a Unfolded<'a>> {
        UnfoldedMap::get(self, key)
    }

    fn members(&self) -> Members<'a> {
        Members(self.iter())
    }
}

/// The entries of a map.
pub(super) struct Members<'a>(std::slice::Iter<'a, (&'a str, Unfolded<'a>)>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, &'a Unfolded<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (*name, value))
    }
}

impl<'a> Array<'a, Values> for &'a [Unfolded<'a>] {
    type Node = &'a Unfolded<'a>;
    type ElementsIter = std::slice::Iter<'a, Unfolded<'a>>;

    fn len(&self) -> usize {
        <[Unfolded<'_>]>::len(self)
    }

    fn elements(&self) -> Self::ElementsIter {
        self.iter()
    }

    fn is_unique(&self) -> bool {
        let texts = self.iter().map(|item| if let Unfolded::Text(text) = item { Some(&**text) } else { None });
        match texts.take(FEW_ITEMS + 1).collect::<Option<Vec<&str>>>() {
            Some(texts) if texts.len() <= FEW_ITEMS => {
                texts.iter().enumerate().all(|(index, text)| !texts[..index].contains(text))
            }
            _ => {
                let values: Vec<Value> = self.iter().map(Unfolded::to_json).collect();
                unique::is_unique(&values)
            }
        }
    }
}

#[cfg(test)]
mod tests;
