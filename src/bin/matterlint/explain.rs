//! `matterlint explain RULE`: the rule's page, and how it is set here.

use std::error::Error;
use std::path::Path;

use chrono::Utc;
use matterlint::config::Settings;
use matterlint::disk::SiteFolder;
use matterlint::docs::explain::{self, Current};
use matterlint::docs::{self, Named};
use matterlint::open::{self, CONFIG_FILE, Options};
use matterlint::profile;
use matterlint::rules::RuleMeta;

use crate::args::{ExplainArguments, ListFormat};
use crate::exit::{self, Exit};
use crate::output;

/// Runs the command.
pub fn run(arguments: &ExplainArguments) -> Result<Exit, Box<dyn Error>> {
    let look = output::look(arguments.color.color, false);
    let text = match (docs::named(&arguments.rule)?, arguments.format) {
        (Named::Group(rules), ListFormat::Full) => docs::table(&rules, Some(look.width), &look),
        (Named::Group(rules), ListFormat::Json) => format!("{:#}\n", docs::table_json(&rules)),
        (Named::Rule(rule), ListFormat::Full) => explain::render(rule, &current(rule), &look),
        (Named::Rule(rule), ListFormat::Json) => format!("{:#}\n", explain::render_json(rule, &current(rule))),
    };
    output::write(None, |out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Clean)
}

/// How `rule` is set on the site around the current directory.
fn current(rule: &RuleMeta) -> Current {
    let root = std::env::current_dir().map(|here| open::find_root(&here)).unwrap_or_default();
    if !root.join(CONFIG_FILE).is_file() {
        return Current::of(rule, recognised(&root), &Settings::default());
    }
    let options =
        Options { generator: None, use_config: true, today: Utc::now(), select: Vec::new(), ignore: Vec::new() };
    match open::open(&root, &options) {
        Ok(opened) => {
            let site = opened.workspace.site();
            Current::of(rule, Some(site.profile), &site.settings)
        }
        // What the rule wants can be told all the same.
        Err(error) => {
            exit::cannot(&error);
            Current::of(rule, recognised(&root), &Settings::default())
        }
    }
}

/// The generator of `root`, told from its topmost folders: a question about a rule does not walk a whole disk.
fn recognised(root: &Path) -> Option<&'static profile::Profile> {
    let folder = SiteFolder::open(root).ok()?;
    let listing = folder.listing(Some(2));
    profile::ALL.iter().copied().find(|profile| (profile.detect)(&listing, &folder).is_some())
}
