//! Keys that once worked in Hugo, or never did although writers expect them to. Tried with Hugo 0.168.

use crate::profile::{Consequence, DeprecatedKey, IneffectiveKey};

/// Keys of earlier versions.
pub const DEPRECATED: &[DeprecatedKey] = &[
    DeprecatedKey {
        path: "_build",
        today: Consequence::Fails("stops with an error"),
        why: "removed in Hugo 0.145; write `build`",
    },
    DeprecatedKey {
        path: "cascade._target",
        today: Consequence::Loses("prints a warning"),
        why: "deprecated since Hugo 0.156; write `target`",
    },
    DeprecatedKey {
        path: "cascade.*._target",
        today: Consequence::Loses("prints a warning"),
        why: "deprecated since Hugo 0.156; write `target`",
    },
];

/// Keys that writers bring from other generators.
pub const INEFFECTIVE: &[IneffectiveKey] = &[
    IneffectiveKey { key: "tag", value: None, on: &[], why: "the key of this taxonomy is `tags`" },
    IneffectiveKey { key: "category", value: None, on: &[], why: "the key of this taxonomy is `categories`" },
];
