//! Images that a page names: missing, spelt in another letter case, where no address leads.

mod empty_image;
mod image_case_mismatch;
mod image_dimensions;
mod image_not_in_bundle;
mod image_outside_site;
mod missing_body_image;
mod missing_image;
mod nearby;
mod not_an_image;
mod unverified_image;

use super::{RuleEntry, page_rule, site_rule};

/// The rule that asks for the sizes of images.
pub const MEASURES: &str = image_dimensions::META.id;

/// The rules of this group.
pub const RULES: &[RuleEntry] = &[
    page_rule::<missing_image::MissingImage>(&missing_image::META),
    page_rule::<image_case_mismatch::ImageCaseMismatch>(&image_case_mismatch::META),
    page_rule::<image_not_in_bundle::ImageNotInBundle>(&image_not_in_bundle::META),
    page_rule::<empty_image::EmptyImage>(&empty_image::META),
    page_rule::<image_outside_site::ImageOutsideSite>(&image_outside_site::META),
    page_rule::<not_an_image::NotAnImage>(&not_an_image::META),
    page_rule::<missing_body_image::MissingBodyImage>(&missing_body_image::META),
    site_rule::<unverified_image::UnverifiedImage>(&unverified_image::META),
    site_rule::<image_dimensions::ImageDimensions>(&image_dimensions::META),
];
