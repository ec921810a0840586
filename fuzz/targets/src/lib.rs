//! What must hold for every input, one function for each kind of input. A function panics if it does not hold.
//!
//! Fuzzers search for inputs that make them panic; a test runs them over the inputs that were kept. They know only
//! what every user of the crates can see.

mod callback;
mod front;
mod markup;
mod request;
mod rich;
mod settings;
mod shop;
mod store;
mod update;

pub use callback::callback;
pub use markup::markup;
pub use request::request;
pub use rich::rich;
pub use settings::settings;
pub use shop::shop;
pub use store::store;
pub use update::update;

/// A target: it panics if something does not hold.
pub type Target = fn(&[u8]);

/// Every target, by the name of its fuzzer and of the folders with its inputs.
pub const TARGETS: [(&str, Target); 8] = [
    ("callback", callback),
    ("markup", markup),
    ("request", request),
    ("rich", rich),
    ("settings", settings),
    ("shop", shop),
    ("store", store),
    ("update", update),
];
