//! Generated.

mod update_kind;

pub use update_kind::UpdateKind;

/// What may be done when the outcome of a call of this method is unknown.
pub fn repeat_of(method: &str) -> crate::Repeat {
    let _ = method;
    crate::Repeat::Unsafe
}
