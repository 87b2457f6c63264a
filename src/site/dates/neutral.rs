use super::*;
pub(super) fn read(_: &Written<'_>, _: Zone) -> Reading {
    Reading::Unknown
}
