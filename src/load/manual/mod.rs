//! What may be written: every field of the settings and of each kind of thing, with its shape, meaning and an example.
//!
//! The readers decide what is read; this says it to people and editors. A test puts every name into every mapping and
//! compares what is read with what stands here. Must not read anything.

mod field;
mod parts;
mod people;
mod plan;
mod schema;
mod services;
mod settings;
mod shape;
mod topic;
mod trouble;

pub use field::Field;
pub use schema::schema;
pub use shape::Shape;
pub use topic::{Found, Topic, find, near, paths};
