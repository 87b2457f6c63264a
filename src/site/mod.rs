//! Floor 3: what a page and a whole site mean.

pub mod dates;
