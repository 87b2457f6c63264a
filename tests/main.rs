//! All tests that look at matterlint from outside, as one program: each program of its own would link the whole
//! library again, which takes longer than all the tests. `cargo test --test all fixtures` runs one file.

mod support;

mod action;
mod adoption;
mod asked;
mod assist;
mod cli;
mod dates;
mod documents;
mod fixes;
mod fixtures;
mod generated;
mod git_changes;
mod heads;
mod hook;
mod hostile;
mod hugo_agrees;
mod human_report;
mod incremental;
mod init;
mod invented_site;
mod one_cause;
mod oracle_serde_yaml;
mod outputs;
mod packages;
mod readme;
mod refactoring;
mod report_formats;
mod rule_docs;
mod server;
mod terms;
mod tidy;
mod vectors_dates;
mod vectors_dates_toml_json;
mod vectors_fences;
mod vectors_terms;
mod vectors_yaml;
