//! Page models: what stands on each page, sorted, grouped and looked up, as plain data.
//!
//! Knows no HTML and no geometry: renderers only format what stands here.

pub mod addresses;
pub mod api;
pub mod asks;
pub mod blocker;
pub mod burn_up;
pub mod changes;
pub mod checks;
pub mod context;
pub mod contract;
pub mod decision;
pub mod derived;
pub mod escalation;
pub mod fact_age;
pub mod diagram;
pub mod forecast;
pub mod gantt;
pub mod history;
pub mod home;
pub mod lists;
pub mod matrix;
pub mod milestone;
pub mod moved;
pub mod owing;
pub mod needed_by;
pub mod owner_load;
pub mod parts;
pub mod party;
pub mod phase;
pub mod place_in_plan;
pub mod plan;
pub mod rag_trend;
mod reading;
pub mod risk;
pub mod service;
pub mod shell;
pub mod spread;
pub mod sprint;
pub mod task;
pub mod text;
pub mod trend;
pub mod words;

pub use addresses::Addresses;
pub use context::Context;
pub use reading::Reading;
pub use shell::{Link, NavItem, OwnerLink, Section, Shell, SiteFrame, SubjectLink, Twin};
