//! Reads `hugo.toml` and its kin.

mod load;
mod modules;
mod permalinks;
mod settings;
#[cfg(test)]
mod tests;

use crate::listing::{Files, Listing};
use crate::profile::generator_config::GeneratorConfig;

/// Whether a folder is a Hugo site. `config.toml` alone says little: Zola's is called the same (`base_url` tells it),
/// and other tools have one, too.
pub fn detect(listing: &Listing, files: &dyn Files) -> Option<String> {
    if let Some(name) = load::root_file(listing).filter(|name| name.starts_with("hugo.")) {
        return Some(name.to_owned());
    }
    let mut settings_files = listing.under("config/_default").filter(|path| load::is_configuration(path));
    if let Some(first) = settings_files.next() {
        let main = std::iter::once(first).chain(settings_files).find(|path| load::is_main(path));
        return Some(main.unwrap_or(first).to_owned());
    }
    let name = load::root_file(listing).filter(|_| listing.has_dir("content"))?;
    let settings = files.read(name).and_then(|text| load::parse(name, &text).ok());
    let says = |key: &str| settings.as_ref().is_some_and(|settings| settings.get(key).is_some());
    if says("base_url") {
        return None;
    }
    let has_hugo_folders = ["archetypes", "layouts", "themes"].iter().any(|dir| listing.has_dir(dir));
    (has_hugo_folders || says("baseurl")).then(|| name.to_owned())
}

/// Reads the configuration as `hugo` (environment `production`) does.
pub fn read(listing: &Listing, files: &dyn Files) -> GeneratorConfig {
    let mut config = GeneratorConfig::default();
    let settings = load::load(listing, files, &mut config);
    settings::apply(&settings, &mut config);
    modules::apply(&settings, listing, files, &mut config);
    config
}
