//! Themes of Hugo whose keys we know.

use crate::profile::Theme;

/// The themes.
pub const ALL: &[Theme] = &[];
