//! botapi
