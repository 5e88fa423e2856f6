//! From bytes to [`crate::model::Program`]: front matter, Markdown outline, typed reading, references.
//!
//! Nothing here fails: what cannot be read becomes a diagnostic, and the file still becomes a page.

pub mod document;
pub mod front_matter;
pub mod markdown;
pub mod node;
pub mod read_document;
pub mod yaml;

pub use document::{Document, Link};
pub use node::{MapKey, Node, Value};
pub use read_document::{decode, read_document};
