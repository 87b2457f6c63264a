//! The plugin jekyll-redirect-from, which GitHub Pages has, too: it writes a page that leads on to each old address.
//!
//! Facts: runs of Jekyll 4.3.1 with version 0.16.0. Of two pages with one old address the last one gets it. A post at the
//! address stays and the redirect is lost; a page at the address is lost, and the redirect stands in its place.

use super::slug::{escape, sanitize};
use crate::listing::file_name;

/// The name under which a site's configuration lists the plugin.
pub const PLUGIN: &str = "jekyll-redirect-from";

/// The URL of the page that is written for an old address, as [`super::address::url`] gives it of other pages: `/old/`
/// for `old/` and `/old/index.html`, `/old.html` for `/old`.
pub fn url(alias: &str) -> Option<String> {
    // Only the path of a whole URL is meant, and the plugin makes folders of all of it.
    if alias.is_empty() || alias.contains("://") {
        return None;
    }
    let url = sanitize(&escape(alias)?);
    Some(match file_name(&url) {
        "" => url,
        "index.html" => url.trim_end_matches("index.html").to_owned(),
        name if name.contains('.') => url,
        _ => url + ".html",
    })
}

#[cfg(test)]
mod tests {
    use super::url;

    #[test]
    fn old_addresses_are_files_of_their_own() {
        for (alias, wanted) in [
            ("/old/", "/old/"),
            ("old/", "/old/"),
            ("/z/index.html", "/z/"),
            ("/q", "/q.html"),
            ("/t.htm", "/t.htm"),
            ("/A B/", "/A%20B/"),
            ("/", "/"),
        ] {
            assert_eq!(url(alias).as_deref(), Some(wanted), "{alias}");
        }
        assert_eq!((url(""), url("https://example.org/q/")), (None, None));
    }
}
