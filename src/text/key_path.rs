//! Names a place in a block without an offset.

use std::fmt;

/// One step of a [`KeyPath`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into a map, by the key as written.
    Key(Box<str>),
    /// Into a list, by position from 0.
    Index(usize),
}

/// Where a value stands in a block, by keys and positions: `aliases[1]`, `seo.title`. It survives moved lines and
/// changed quoting, so facts about other pages and baselines hold key paths, never offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    /// The block itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place of a top-level key.
    pub fn key(name: &str) -> Self {
        Self::root().child(name)
    }

    /// One key further in.
    pub fn child(&self, name: &str) -> Self {
        self.then(Step::Key(name.into()))
    }

    /// One list item further in, counted from 0.
    pub fn item(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// One step further in.
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
