//! `matterlint explain`: a rule's page, with the settings that hold and where each comes from.

use owo_colors::Style;
use serde_json::{Value, json};

use super::{markdown, rule_json};
use crate::config::{Level, Settings};
use crate::open::CONFIG_FILE;
use crate::profile::Profile;
use crate::report::human::Look;
use crate::rules::RuleMeta;

/// How a rule is set on a site.
#[derive(Debug, PartialEq)]
pub struct Current {
    /// `off`, `info`, `warning` or `error`.
    pub level: Setting,
    /// Its options, by name.
    pub options: Vec<(&'static str, Setting)>,
    /// Whether it is set otherwise for some files.
    pub has_overrides: bool,
}

/// A value that holds, and what says so.
#[derive(Debug, PartialEq)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// `default`, the name of the generator, or the configuration file.
    pub from: String,
}

impl Current {
    /// How `rule` is set on a site of `profile` with `settings`.
    pub fn of(rule: &RuleMeta, profile: Option<&Profile>, settings: &Settings) -> Self {
        let file = settings.file.as_deref().unwrap_or(CONFIG_FILE);
        let options = settings.options(rule.id);
        let option = |name: &str, default: &str| {
            let given = options.as_ref().and_then(|options| options.get(name));
            let given = given.and_then(|value| serde_json::to_value(value).ok());
            match given {
                Some(value) => Setting { value, from: file.to_owned() },
                None => Setting { value: yaml(default), from: "default".to_owned() },
            }
        };
        let names = |name: &str| name == rule.id || name == rule.group();
        let has_overrides = settings.overrides.iter().any(|o| o.rules.iter().any(|(name, _)| names(name)));
        Self {
            level: level(rule, profile, settings, file),
            options: rule.options.iter().map(|meta| (meta.name, option(meta.name, meta.default))).collect(),
            has_overrides,
        }
    }
}

/// The page and the settings for a terminal.
pub fn render(rule: &RuleMeta, current: &Current, look: &Look) -> String {
    let bold = |text: &str| look.paint(text, Style::new().bold());
    let dim = |text: &str| look.paint(text, Style::new().dimmed());
    let mut out = format!("{}\n\n", bold(&look.link(rule.id, Some(&rule.url()))));
    out.push_str(&markdown::render(markdown::without_title(rule.doc), look));
    out.push_str(&format!("\n{}\n\n", bold("Settings here")));
    let wide = current.options.iter().map(|(name, _)| name.len()).max().unwrap_or_default().max("severity".len());
    let mut row = |name: &str, setting: &Setting, about: &str| {
        let value = match &setting.value {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let value = look.paint(&value, Style::new().cyan());
        out.push_str(&format!("  {name:<wide$}  {value} {}\n", dim(&format!("({})", setting.from))));
        if !about.is_empty() {
            out.push_str(&format!("  {:<wide$}  {about}\n", ""));
        }
    };
    row("severity", &current.level, "");
    for (meta, (name, setting)) in rule.options.iter().zip(&current.options) {
        row(name, setting, meta.about);
    }
    if current.has_overrides {
        out.push_str(&format!("  {}\n", dim("some files have settings of their own (overrides)")));
    }
    out
}

/// The page and the settings for programs: `matterlint/explain/1`.
pub fn render_json(rule: &RuleMeta, current: &Current) -> Value {
    let setting = |setting: &Setting| json!({"value": setting.value, "from": setting.from});
    let options: serde_json::Map<_, _> =
        current.options.iter().map(|(name, value)| ((*name).to_owned(), setting(value))).collect();
    json!({
        "schema": "matterlint/explain/1",
        "rule": rule_json(rule),
        "doc": rule.doc,
        "current": {"severity": setting(&current.level), "options": options, "overrides": current.has_overrides},
    })
}

/// A default, which rules write as YAML, as a value.
pub(super) fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

fn level(rule: &RuleMeta, profile: Option<&Profile>, settings: &Settings, file: &str) -> Setting {
    let said = |name: &str| settings.rules.iter().rev().find_map(|s| if s.rule == name { s.level } else { None });
    if let Some(level) = said(rule.id).or_else(|| said(rule.group())) {
        let value = match level {
            Level::Off => "off",
            Level::On(severity) => severity.name(),
        };
        return Setting { value: value.into(), from: file.to_owned() };
    }
    if !rule.on && !settings.turns_on(rule.id) {
        return Setting { value: "off".into(), from: "default".to_owned() };
    }
    let own = profile.and_then(|profile| Some((profile, profile.severities.iter().find(|(id, _)| *id == rule.id)?)));
    match own {
        Some((profile, (_, severity))) => Setting { value: severity.name().into(), from: profile.name.to_owned() },
        None => Setting { value: rule.severity.name().into(), from: "default".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::{Current, render, render_json};
    use crate::config::settings::RuleSetting;
    use crate::config::{Level, Settings};
    use crate::docs::tests::{COLD_TEA, LATE_TEA};
    use crate::finding::Severity;
    use crate::profile::hugo;
    use crate::report::human::Look;
    use crate::text::Span;

    #[test]
    fn a_rule_is_explained_with_the_settings_that_hold() {
        let mut settings = Settings { file: Some("matterlint.yaml".to_owned()), ..Settings::default() };
        let options = serde_yaml::from_str("hour: 16").ok();
        let level = Some(Level::On(Severity::Error));
        settings.rules.push(RuleSetting { rule: "tea/late-tea".to_owned(), level, options, span: Span::at(0) });
        let current = Current::of(&LATE_TEA, Some(&hugo::PROFILE), &settings);
        assert_eq!(
            render(&LATE_TEA, &current, &Look { width: 40, ..Look::default() }),
            "tea/late-tea\n\nReports `tea` that is served after the\nusual hour.\n\nExample\n\n    tea: 18:00\n\n\
             - one thing\n- another thing, see the clock\n  (https://example.org/clock)\n\nSettings here\n\n\
             \u{20} severity  error (matterlint.yaml)\n\u{20} hour      16 (matterlint.yaml)\n\
             \u{20}           the hour at which tea is late\n"
        );
        assert_eq!(render_json(&LATE_TEA, &current)["current"]["options"]["hour"]["value"], 16);
    }

    #[test]
    fn defaults_say_that_they_are_defaults() {
        let late = Current::of(&LATE_TEA, None, &Settings::default());
        assert_eq!((late.level.value.as_str(), &*late.level.from), (Some("warning"), "default"));
        assert_eq!((late.options[0].1.value.as_i64(), &*late.options[0].1.from), (Some(17), "default"));
        assert_eq!(Current::of(&COLD_TEA, None, &Settings::default()).level.value, "off");
    }
}
