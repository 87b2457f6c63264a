//! Themes whose keys we know.

use crate::profile::Theme;

/// Every theme.
pub const ALL: &[Theme] = &[];
