//! Milepost turns a folder of Markdown into the status site of a program.
//!
//! The crate is a pipeline, and data flows one way through it:
//!
//! ```text
//! World -> [SourceFile] -> [Document] -> Program -> Analysis -> [Page view] -> Drawing, HTML -> SitePlan -> disk
//! ```
//!
//! Each module may use those above it in this list, never one below:

pub mod text;
pub mod date;
pub mod diag;
pub mod world;
pub mod model;
pub mod load;
pub mod analyse;
pub mod say;
pub mod view;
pub mod draw;
pub mod render;
pub mod report;
pub mod feed;
pub mod search;
pub mod site;
pub mod disk;
pub mod publish;
pub mod serve;
pub mod cli;
