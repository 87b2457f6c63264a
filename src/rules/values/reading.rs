//! What a generator makes of a bare value where it wants a text.

use crate::front_matter::{NodeRef, Typed, YamlParser};

/// The text that comes out, and what the parser took the value for in the writer's words; `None` where it stays a text.
pub fn as_text(value: NodeRef<'_>) -> Option<(String, String)> {
    let parser = value.tree().yaml;
    Some(match value.typed()? {
        Typed::Str(_) => return None,
        Typed::Null => (String::new(), "nothing".to_owned()),
        Typed::Bool(value) => (value.to_string(), format!("`{value}` and not as a word")),
        Typed::Int(number) => (number.to_string(), format!("the number {number}")),
        Typed::Float(number) => {
            let text = float(number, parser);
            let kind = format!("the number {text}");
            (text, kind)
        }
        Typed::Date(date) => return as_date(&date, parser?),
    })
}

/// A number as the generator prints it. Ruby and Python keep the zero of `1.0`.
fn float(number: f64, parser: Option<YamlParser>) -> String {
    let keeps_zero = matches!(parser, Some(YamlParser::Psych | YamlParser::SafeYaml | YamlParser::PyYaml));
    if number.is_infinite() || number.is_nan() {
        return if number.is_nan() { "NaN".to_owned() } else { format!("{}Inf", if number < 0.0 { "-" } else { "+" }) };
    }
    if keeps_zero { format!("{number:?}") } else { format!("{number}") }
}

/// Ruby and Python print a day as it was written; JavaScript prints a whole moment.
fn as_date(date: &str, parser: YamlParser) -> Option<(String, String)> {
    let prints_days = matches!(parser, YamlParser::Psych | YamlParser::SafeYaml | YamlParser::PyYaml);
    let is_day = date.len() <= "2024-01-02".len();
    (!(prints_days && is_day)).then(|| (String::new(), "a date and time".to_owned()))
}
