//! layerlab.
fn main() {}
