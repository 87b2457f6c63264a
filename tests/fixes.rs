//! What `--fix` promises: it changes what it is about and nothing else, once and for all, and no page is ever half written.

use crate::support;

mod in_memory;
mod many;
mod on_disk;
