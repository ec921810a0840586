//! molniya
