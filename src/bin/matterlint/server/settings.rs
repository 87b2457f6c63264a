//! What the client sets: as `initializationOptions`, and as the section `matterlint` of its configuration.

use serde::Deserialize;
use serde_json::{Map, Value};

use matterlint::docs::{self, Named};

/// The section of the client's configuration.
pub const SECTION: &str = "matterlint";

/// What can be set. `docs/editors.md` tells users of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The generator, instead of what the site's files tell.
    pub generator: Option<String>,
    /// The configuration file, instead of the `matterlint.yaml` at the site's root; relative to that root.
    pub config: Option<String>,
    /// Only these rules or groups.
    pub select: Vec<String>,
    /// Not these rules or groups.
    pub ignore: Vec<String>,
    /// Whether advice is shown.
    pub info: bool,
    /// When a text is judged.
    pub run: Run,
    /// Which files the findings are shown of.
    pub scope: Scope,
}

/// When a text is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Run {
    /// With every change.
    #[default]
    OnType,
    /// When it is opened and saved.
    OnSave,
}

/// Which files the findings are shown of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// All files of the sites in the workspace.
    #[default]
    Workspace,
    /// Those that are open.
    OpenFiles,
}

impl Settings {
    /// Reads what a client sends: the settings, or an object that has them in a section; and what is wrong with them.
    /// What is wrong is as if it were not set.
    pub fn read(sent: &Value) -> (Self, Vec<String>) {
        let own = sent.get(SECTION).unwrap_or(sent);
        let Value::Object(own) = own else { return Self::default_for(own) };
        let mut wrong = Vec::new();
        let mut good = Map::new();
        for (name, value) in own.iter().filter(|(_, value)| !value.is_null() && value.as_str() != Some("")) {
            let alone = Map::from_iter([(name.clone(), value.clone())]);
            match serde_json::from_value::<Self>(Value::Object(alone)) {
                Ok(_) => drop(good.insert(name.clone(), value.clone())),
                Err(error) => wrong.push(format!("the setting {SECTION}.{name} cannot be {value}: {error}")),
            }
        }
        let mut settings: Self = serde_json::from_value(Value::Object(good)).unwrap_or_default();
        settings.select = known(&settings.select, "select", &mut wrong);
        settings.ignore = known(&settings.ignore, "ignore", &mut wrong);
        (settings, wrong)
    }

    fn default_for(sent: &Value) -> (Self, Vec<String>) {
        let wrong = (!sent.is_null()).then(|| format!("the settings of {SECTION} must be an object, but are {sent}"));
        (Self::default(), wrong.into_iter().collect())
    }
}

/// Those of `names` that mean a rule or a group, in full.
fn known(names: &[String], setting: &str, wrong: &mut Vec<String>) -> Vec<String> {
    let mut known = Vec::new();
    for name in names {
        match docs::named(name) {
            Ok(Named::Rule(rule)) => known.push(rule.id.to_owned()),
            Ok(Named::Group(_)) => known.push(name.clone()),
            Err(unknown) => {
                let first = unknown.to_string().lines().next().unwrap_or_default().to_owned();
                wrong.push(format!("the setting {SECTION}.{setting}: {first}"));
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Run, Scope, Settings};

    #[test]
    fn everything_can_be_set() {
        let sent = json!({"generator": "hugo", "config": null, "select": ["dates"], "ignore": ["future-date"],
            "info": true, "run": "onSave", "scope": "openFiles", "trace": {"server": "off"}});
        let expected = Settings {
            generator: Some("hugo".to_owned()),
            config: None,
            select: vec!["dates".to_owned()],
            ignore: vec!["dates/future-date".to_owned()],
            info: true,
            run: Run::OnSave,
            scope: Scope::OpenFiles,
        };
        for sent in [sent.clone(), json!({"matterlint": sent})] {
            assert_eq!(Settings::read(&sent), (expected.clone(), Vec::new()));
        }
        assert_eq!(Settings::read(&json!(null)), Default::default());
    }

    /// Each row of the table is a setting with an example, and there is a row for each.
    #[test]
    fn the_documents_tell_all_settings() {
        let page = include_str!("../../../../docs/editors.md");
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
        let example = |row: &str| -> Option<(String, serde_json::Value)> {
            let (name, rest) = row.split_once("` | `")?;
            Some((name.to_owned(), serde_json::from_str(rest.split_once("` |")?.0).ok()?))
        };
        let all: serde_json::Map<String, serde_json::Value> = rows.filter_map(example).collect();
        let (settings, wrong) = Settings::read(&all.into());
        assert_eq!(wrong, [""; 0]);
        let Settings { generator, config, select, ignore, info, run, scope } = settings;
        assert!(generator.is_some() && config.is_some() && !select.is_empty() && !ignore.is_empty() && info);
        assert_eq!((run, scope), (Run::OnSave, Scope::OpenFiles));
    }

    #[test]
    fn one_mistake_does_not_spoil_the_rest() {
        let (settings, wrong) =
            Settings::read(&json!({"run": "always", "info": true, "ignore": ["dats", "images"], "generator": ""}));
        let expected = Settings { info: true, ignore: vec!["images".to_owned()], ..Settings::default() };
        assert_eq!(settings, expected);
        assert_eq!(wrong.len(), 2);
        assert!(wrong[0].starts_with("the setting matterlint.run cannot be \"always\""), "{wrong:?}");
        assert_eq!(wrong[1], "the setting matterlint.ignore: no rule or group is named `dats`; did you mean `dates`?");
    }
}
