use super::*;
pub(super) fn read(_: &Written<'_>) -> Reading {
    Reading::Unknown
}
