//! `images/image-dimensions`

use std::fmt;

use serde::Deserialize;

use crate::finding::Severity;
use crate::listing::ImageSize;
use crate::rules::{FixKind, Group, Groups, OptionMeta, RuleMeta, Sink, SiteRule};
use crate::site::{IndexedPage, Page, Site};

/// The rule's data.
pub const META: RuleMeta = RuleMeta {
    id: "images/image-dimensions",
    severity: Severity::Warning,
    fix: FixKind::Never,
    on: false,
    since: "0.1.0",
    options: &[
        OptionMeta { name: "min-width", kind: "integer", default: "0", about: "the least width, in pixels" },
        OptionMeta { name: "min-height", kind: "integer", default: "0", about: "the least height, in pixels" },
        OptionMeta {
            name: "max-bytes",
            kind: "integer",
            default: "0",
            about: "the greatest length of the file, in bytes; 0 for any",
        },
        OptionMeta {
            name: "ratio",
            kind: "string",
            default: "null",
            about: "width to height, as in `1.91:1`; two parts in a hundred more or less are all right",
        },
    ],
    doc: include_str!("image_dimensions.md"),
};

/// How far a ratio may be from the one that is wanted, as a part of it. 1200 by 630 pixels, which everybody takes for
/// 1.91:1, are 0.3 % from it.
const TOLERANCE: f64 = 0.02;

/// What is wanted of images.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ImageDimensions {
    min_width: u32,
    min_height: u32,
    /// 0 for any.
    max_bytes: u64,
    ratio: Option<Ratio>,
}

/// Width to height.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Ratio {
    width: f64,
    height: f64,
}

impl TryFrom<String> for Ratio {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(width, height)| Some((side(width)?, side(height)?)));
        let (width, height) =
            parts.ok_or_else(|| format!("`ratio` is written as \"1.91:1\", and not as \"{text}\""))?;
        Ok(Self { width, height })
    }
}

fn side(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|side| side.is_finite() && *side > 0.0)
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.width, self.height)
    }
}

impl SiteRule for ImageDimensions {
    /// Each page alone. No page rule, as those judge before it is known which images are to be measured.
    fn groups(&self, (page, _): IndexedPage<'_>, _site: &Site, groups: &mut Groups<'_>) {
        if !page.images.is_empty() {
            groups.add(&[&page.path]);
        }
    }

    fn check(&self, group: &Group<'_>, site: &Site, sink: &mut Sink<'_>) {
        group.pages.iter().for_each(|(page, _)| self.judge(page, site, sink));
    }
}

impl ImageDimensions {
    fn judge(&self, page: &Page, site: &Site, sink: &mut Sink<'_>) {
        for image in page.images.iter().filter(|image| !image.is_pattern) {
            let Some(size) = image.status.file().and_then(|file| site.image_sizes.get(file)) else { continue };
            let node = page.front_matter.tree.node(image.node);
            for (fault, help) in self.faults(*size) {
                let message = format!("the image `{}` of `{}` {fault}", page.excerpt(node), image.key_path);
                sink.page(page).node(node, message).help(help).report();
            }
        }
    }

    /// What is wrong with an image, and what to do.
    fn faults(&self, size: ImageSize) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        if let Some((width, height)) = size.pixels {
            if width < self.min_width {
                let help = format!("take a picture of at least {} pixels across", self.min_width);
                faults.push((format!("is {width} pixels wide; at least {} are wanted", self.min_width), help));
            }
            if height < self.min_height {
                let help = format!("take a picture of at least {} pixels in height", self.min_height);
                faults.push((format!("is {height} pixels high; at least {} are wanted", self.min_height), help));
            }
            if let Some(ratio) = self.ratio.as_ref().filter(|ratio| !ratio.is_kept(width, height)) {
                let fault = format!("is {width} by {height} pixels, which is not {ratio}");
                faults.push((fault, format!("cut it to {ratio}")));
            }
        }
        if self.max_bytes > 0 && size.bytes > self.max_bytes {
            let fault = format!("has {} bytes; at most {} are allowed", size.bytes, self.max_bytes);
            faults.push((fault, "make it smaller, or compress it more".to_owned()));
        }
        faults
    }
}

impl Ratio {
    fn is_kept(&self, width: u32, height: u32) -> bool {
        let (wanted, found) = (self.width / self.height, f64::from(width) / f64::from(height));
        (found / wanted - 1.0).abs() <= TOLERANCE
    }
}
