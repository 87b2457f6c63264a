//! Where a generator and its themes look for an image that a page names.

/// Where images are looked for, and under which keys they are named.
pub struct Images {
    /// Keys that hold images in any theme, as patterns of key paths: `images[]`, `cover.image`, `resources[].src`.
    pub keys: &'static [&'static str],
    /// Keys that name files of the page's own folder by pattern, which may match nothing: `resources[].src`.
    pub patterns: &'static [&'static str],
    /// The places where a value is looked up. An image is missing only when none of them has it.
    pub lookups: &'static [Lookup],
    /// Shortcodes of the page's text whose `src` is an image: `figure` (Hugo).
    pub shortcodes: &'static [&'static str],
    /// Whether a page of a file of its own owns no files, so that a picture beside it is not where its URL points.
    pub singles_own_nothing: bool,
}

/// One place where an image is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Among the files of the page's bundle, letter case ignored; `/x` and `./x` are `x` (Hugo `.Resources.Get`).
    Bundle,
    /// In the folders of assets; letter case ignored, `..` resolved (Hugo `resources.GetMatch`).
    Assets,
    /// As a URL relative to the page's own.
    PageUrl,
    /// As a URL relative to the root of the site.
    RootUrl,
    /// As a path relative to the page's file; only where it begins with a dot or a name.
    PageFile,
    /// In the folder beside the page's file that is named like it, where the site's configuration has such folders; the
    /// page's own URL in front is left out (Hexo `post_asset_folder`).
    OwnFolder,
    /// As a path relative to the site's root behind `@site/` (Docusaurus).
    SiteAlias,
    /// As a path behind an alias of the site's configuration: `@/images/a.png` (Astro).
    Alias,
    /// By code of the site's own, which may make a path of a bare name (`a.png`) in any way: a name without `./`, `../`,
    /// `/` or an alias in front is never missing.
    ByCode,
}
