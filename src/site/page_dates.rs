//! The dates of one page: every key that may hold one, as its generator reads it.

use super::dates::{self, Reading, Value, Written, Zone};
use super::{Page, Site};
use crate::front_matter::{Entry, Kind, NodeId, NodeRef, Typed};
use crate::profile::DateRole;

/// The dates of one page.
#[derive(Debug, Default)]
pub struct PageDates {
    /// One for each key that holds a date and is set, each once, in the order of the block.
    values: Vec<DateValue>,
    /// Where in `values` the generator looks for each role, one role after the other, in its order.
    chains: Vec<(DateRole, usize)>,
}

/// The value of one key, read as a date.
#[derive(Debug)]
pub struct DateValue {
    /// The node of the key.
    pub key: NodeId,
    /// The node of the value.
    pub value: NodeId,
    /// The date whose own key this is.
    pub role: DateRole,
    /// What the generator makes of it.
    pub reading: Reading,
}

/// The keys in which a site looks for dates, each once, as the chains of several roles have the same ones.
#[derive(Debug)]
pub(super) struct DateKeysSought {
    /// Each with the date whose own key it is.
    keys: Vec<(DateRole, String)>,
    /// For each role of the profile its chain, by the positions of the keys.
    chains: Vec<(DateRole, Vec<usize>)>,
}

impl PageDates {
    /// The dates of `page`.
    pub fn read(page: &Page, site: &Site) -> Self {
        let mut read = Self::default();
        let dated = site.profile.dates.only_on;
        if !dated.is_empty() && !dated.contains(&page.kind) {
            return read;
        }
        let sought = site.date_keys_sought();
        let find = |(role, key): &(DateRole, String)| {
            // A key with a dot may stand as it is, or step into a map.
            let entry = page.get(key).or_else(|| key.contains('.').then(|| page.entry_at(key))?);
            let entry = entry.filter(|_| site.counts_on(page, key))?;
            Some(read.position(page, site, entry, *role))
        };
        let found: Vec<Option<usize>> = sought.keys.iter().map(find).collect();
        for (role, chain) in &sought.chains {
            read.chains.extend(chain.iter().filter_map(|key| Some((*role, found[*key]?))));
        }
        // Of twenty thousand pages, all are kept.
        read.values.shrink_to_fit();
        read.chains.shrink_to_fit();
        read
    }

    /// The date of `role` that the generator uses: the first of its chain that can be read.
    pub fn of(&self, role: DateRole) -> Option<&DateValue> {
        self.chain(role).find(|value| value.reading.moment().is_some())
    }

    /// The values that the generator comes to read: for some role, no date stands before them in the chain.
    pub fn reached(&self) -> impl Iterator<Item = &DateValue> {
        let is_reached = |position: usize| {
            self.chains.chunk_by(|(role, _), (next, _)| role == next).any(|chain| {
                let mut before = chain.iter().map_while(|(_, at)| (*at != position).then(|| &self.values[*at]));
                chain.iter().any(|(_, at)| *at == position) && before.all(|value| value.reading.moment().is_none())
            })
        };
        (0..self.values.len()).filter(move |position| is_reached(*position)).map(|position| &self.values[position])
    }

    /// All values, in the order of the block.
    pub fn all(&self) -> impl Iterator<Item = &DateValue> {
        self.values.iter()
    }

    fn chain(&self, role: DateRole) -> impl Iterator<Item = &DateValue> {
        let chain = self.chains.iter().filter(move |(own, _)| *own == role);
        chain.map(|(_, position)| &self.values[*position])
    }

    /// The position of the value of `entry`, read now if it was not yet.
    fn position(&mut self, page: &Page, site: &Site, entry: Entry<'_>, role: DateRole) -> usize {
        if let Some(position) = self.values.iter().position(|value| value.key == entry.key.id()) {
            return position;
        }
        let reading = read(page, site, entry.value);
        self.values.push(DateValue { key: entry.key.id(), value: entry.value.id(), role, reading });
        self.values.len() - 1
    }
}

impl DateValue {
    /// The key and the value on `page`, which must be the page that was read.
    pub fn entry<'p>(&self, page: &'p Page) -> Entry<'p> {
        let tree = &page.front_matter.tree;
        Entry { key: tree.node(self.key), value: tree.node(self.value) }
    }
}

impl Site {
    /// The keys in which the generator looks for the date of `role`, each with the date whose own key it is.
    pub fn date_chain(&self, role: DateRole) -> &[(DateRole, String)] {
        // Asked for each page, and the same for all.
        let chains = self.keys.date_chains.get_or_init(|| {
            let roles = self.profile.dates.fields.iter().map(|field| field.role);
            let roles = roles.chain(self.config.date_keys.iter().map(|(role, _)| *role)).chain([DateRole::Date]);
            roles.map(|role| (role, self.make_date_chain(role))).collect()
        });
        chains.get(&role).map_or(&[], Vec::as_slice)
    }

    fn date_keys_sought(&self) -> &DateKeysSought {
        self.keys.date_keys_sought.get_or_init(|| {
            let mut sought = DateKeysSought { keys: Vec::new(), chains: Vec::new() };
            for field in self.profile.dates.fields {
                let mut position = |key: &(DateRole, String)| {
                    let known = sought.keys.iter().position(|known| known == key);
                    known.unwrap_or_else(|| {
                        sought.keys.push(key.clone());
                        sought.keys.len() - 1
                    })
                };
                let chain = self.date_chain(field.role).iter().map(&mut position).collect();
                sought.chains.push((field.role, chain));
            }
            sought
        })
    }

    fn make_date_chain(&self, role: DateRole) -> Vec<(DateRole, String)> {
        let dates = &self.profile.dates;
        let configured = self.config.date_keys.iter().find(|(own, _)| *own == role);
        if let Some((_, keys)) = configured {
            let owner = |key: &str| {
                let is_own =
                    |field: &&crate::profile::DateField| field.keys.iter().any(|own| own.eq_ignore_ascii_case(key));
                dates.fields.iter().find(is_own).map_or(role, |field| field.role)
            };
            return keys.iter().map(|key| (owner(key), key.clone())).collect();
        }
        let fallbacks = dates.fields.iter().find(|field| field.role == role).map_or(&[][..], |field| field.fallbacks);
        let roles = [role].into_iter().chain(fallbacks.iter().copied());
        roles.flat_map(|role| self.own_date_keys(role).into_iter().map(move |key| (role, key))).collect()
    }

    /// The keys that hold the date of `role` itself: the profile's, then those that the user names.
    fn own_date_keys(&self, role: DateRole) -> Vec<String> {
        let asked = self.settings.date_keys.iter().filter(|(own, _)| *own == role).flat_map(|(_, keys)| keys.clone());
        self.profile.dates.own_keys(role).iter().map(|key| (*key).to_owned()).chain(asked).collect()
    }

    /// The zone in which this site reads times that are written without one.
    pub fn zone(&self) -> Zone {
        // Hugo keeps the fraction of a TOML time only in UTC proper, not in a zone that happens to equal it.
        if self.config.zone == chrono_tz::Tz::UTC { Zone::Utc } else { Zone::Named(self.config.zone) }
    }
}

fn read(page: &Page, site: &Site, node: NodeRef<'_>) -> Reading {
    let Some(block) = page.front_matter.block else { return Reading::Absent };
    let value = match node.kind() {
        Kind::Map(pairs) => Value::Map { empty: pairs.is_empty() },
        Kind::List(items) => Value::List { empty: items.is_empty() },
        Kind::Alias(_) => return Reading::Unknown,
        Kind::Scalar(_) => Value::Scalar(node.typed().unwrap_or(Typed::Null)),
    };
    let style = node.scalar().map_or(crate::front_matter::Style::Plain, |scalar| scalar.style);
    dates::read(&Written { value, style, format: block.format }, site.profile.dates.reading, site.zone())
}
