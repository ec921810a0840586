//! orderbot
