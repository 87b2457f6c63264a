//! matterlint checks the front matter of content sites the way the site's own generator reads it.
//!
//! The tour, in reading order: a [`text`] has positions; [`front_matter`] finds the block and reads it into a tree with
//! spans; a [`profile`] says how one generator behaves; [`config`] says what the user asked for; a [`site`] knows what a
//! page and a whole site mean; [`rules`] judge and write [`finding`]s; the [`workspace`] drives them, for the command
//! line and the editor alike; [`report`] renders what was found, [`docs`] what is known of the rules, and [`assist`] answers
//! an editor; [`disk`] is the only place that touches files, and [`git`] the only one that starts a process.

pub mod assist;
pub mod baseline;
pub mod config;
pub mod disk;
pub mod docs;
pub mod finding;
pub mod fix;
pub mod front_matter;
pub mod git;
pub mod init;
pub mod listing;
pub mod open;
pub mod profile;
pub mod refactoring;
pub mod report;
pub mod rules;
pub mod schema;
pub mod site;
pub mod site_root;
pub mod suppress;
pub mod text;
pub mod workspace;
