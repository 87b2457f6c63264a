//! `matterlint explain RULE`: the rule's page, and how it is set here.

use std::error::Error;

use chrono::Utc;
use matterlint::config::Settings;
use matterlint::docs::explain::{self, Current};
use matterlint::docs::{self, Named};
use matterlint::open::{self, ConfigFile, Options};
use matterlint::rules::RuleMeta;
use matterlint::site_root;

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
    let unset = Current::of(rule, None, &Settings::default());
    let Ok(here) = std::env::current_dir() else { return unset };
    let roots = site_root::roots(&here);
    let [root] = &*roots else { return unset };
    let options = Options {
        generator: None,
        config: ConfigFile::AtRoot,
        whole_folders: false,
        today: Utc::now(),
        select: Vec::new(),
        ignore: Vec::new(),
    };
    match open::open(root, &options) {
        Ok(opened) => {
            let site = opened.workspace.site();
            Current::of(rule, Some(site.profile), &site.settings)
        }
        // What the rule wants can be told all the same.
        Err(error) => {
            exit::cannot(&error);
            unset
        }
    }
}
