//! All tests that look at matterlint from outside, as one program: each program of its own would link the whole
//! library again, which takes longer than all the tests. `cargo test --test all fixtures` runs one file.

mod support;

mod cli;
mod dates;
mod fixtures;
mod generated;
mod hook;
mod human_report;
mod init;
mod oracle_serde_yaml;
mod readme;
mod refactoring;
mod rule_docs;
mod terms;
mod tidy;
mod vectors_dates;
mod vectors_dates_toml_json;
mod vectors_fences;
mod vectors_terms;
mod vectors_yaml;
