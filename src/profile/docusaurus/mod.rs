//! Docusaurus 3.10.

pub use super::neutral::PROFILE;
