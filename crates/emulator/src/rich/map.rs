//! What a map can be, see <https://core.telegram.org/bots/api#inputrichblockmap>.

/// What a map is that says nothing of itself; the documentation names no numbers.
pub(super) const ZOOM: i64 = 15;
pub(super) const WIDTH: i64 = 600;
pub(super) const HEIGHT: i64 = 400;
const MAX_ZOOM: i64 = 24;
/// Width and height together, and how many times longer one may be than the other.
const MAX_SIDES: i64 = 10_000;
const MAX_RATIO: i64 = 20;

pub(super) fn is_zoom(zoom: i64) -> bool {
    (0..=MAX_ZOOM).contains(&zoom)
}

pub(super) fn is_size(width: i64, height: i64) -> bool {
    let (longer, shorter) = (width.max(height), width.min(height));
    shorter > 0
        && longer.saturating_add(shorter) <= MAX_SIDES
        && longer <= shorter.saturating_mul(MAX_RATIO)
}
