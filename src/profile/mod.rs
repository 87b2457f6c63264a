//! Floor 2: how one generator behaves, as data.

pub mod dates;

pub use dates::DateReading;
