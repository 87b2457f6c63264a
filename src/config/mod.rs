//! Floor 2: what the user asked for in `matterlint.yaml`.

pub mod settings;

pub use settings::{Level, Settings};
