//! The integration tests of the framework.

mod order;
