//! Parts of the program's shared state.

use std::sync::Arc;

/// A part of the program's shared state that handlers may ask for by itself, as [`State<Part>`](crate::State).
///
/// ```
/// use std::sync::Arc;
/// use molniya::{FromRef, Reply, State, say};
///
/// struct Shop { name: String, catalogue: Arc<Catalogue> }
/// struct Catalogue { products: Vec<String> }
///
/// impl FromRef<Shop> for Catalogue {
///     fn from_ref(shop: &Arc<Shop>) -> Arc<Catalogue> { shop.catalogue.clone() }
/// }
///
/// async fn list(State(catalogue): State<Catalogue>) -> Reply {
///     say(catalogue.products.join(", "))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part of the state `{S}`",
    label = "not part of the state",
    note = "use `State<{S}>`, or say where the part is: `impl FromRef<{S}> for {Self}`"
)]
pub trait FromRef<S>: Send + Sync + 'static {
    /// The part.
    fn from_ref(state: &Arc<S>) -> Arc<Self>;
}

impl<S: Send + Sync + 'static> FromRef<S> for S {
    fn from_ref(state: &Arc<S>) -> Arc<S> {
        state.clone()
    }
}
