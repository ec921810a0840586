//! Tests of the facts and of what is generated from them.

mod facts;
mod generated;
