//! Page models: what stands on each page, sorted, grouped and looked up, as plain data.
//!
//! Knows no HTML and no geometry: renderers only format what stands here.

pub mod shell;

pub use shell::{Link, NavItem, OwnerLink, Section, Shell, SiteFrame, SubjectLink, Twin};
