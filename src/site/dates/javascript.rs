//! stub
use super::*;
pub(super) fn read_new_date(_: &Written<'_>, _: Zone) -> Reading {
    Reading::Unknown
}
pub(super) fn read_hexo(_: &Written<'_>, _: Zone) -> Reading {
    Reading::Unknown
}
pub(super) fn read_vitepress(_: &Written<'_>, _: Zone) -> Reading {
    Reading::Unknown
}
pub(super) fn read_docusaurus(_: &Written<'_>) -> Reading {
    Reading::Unknown
}
pub(super) fn read_eleventy(_: &Written<'_>) -> Reading {
    Reading::Unknown
}
