//! Page models: what stands on each page, sorted, grouped and looked up, as plain data.
//!
//! Knows no HTML and no geometry: renderers only format what stands here.

pub mod addresses;
pub mod api;
pub mod chart;
pub mod context;
pub mod page;
pub mod part;
pub mod shell;
pub mod word;

pub use addresses::Addresses;
pub use context::Context;
pub use shell::{Link, NavGroup, NavItem, OwnerLink, Section, Shell, SiteFrame, SubjectLink, Twin};
pub use word::Word;
