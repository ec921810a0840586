//! The order bot from outside.

mod catalogue;
mod order;
