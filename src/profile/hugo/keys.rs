//! The keys that Hugo itself knows.

use crate::profile::keys::Key;

/// The keys of Hugo's documentation, with what real runs do on a wrong type.
pub const RESERVED: &[Key] = &[];
