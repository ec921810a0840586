//! Written by the generator; the checks of these are in `values`.

pub(crate) mod samples;
