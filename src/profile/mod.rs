//! Floor 2: how one generator behaves, as data.
