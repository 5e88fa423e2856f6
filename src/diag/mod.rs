//! Diagnostics: what is wrong with the content, where, and what to do next.
//!
//! One [`Diagnostic`] type, one table of [`Code`]s, one file for each output format. Knows no program and no files:
//! a [`Place`] is a span in one of the [`Sources`].

pub mod cap;
pub mod code;
pub mod diagnostic;
pub mod example;
pub mod fingerprint;
pub mod fixes;
pub mod github;
pub mod group;
pub mod human;
pub mod json;
pub mod sarif;
pub mod source;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Fix, Label};
pub use source::{FileId, Located, Place, Source, Sources};
