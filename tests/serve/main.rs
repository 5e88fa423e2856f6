//! The preview: what it serves is what a build writes, while files are edited, and for nobody but its own pages.

#[allow(dead_code, reason = "the tests of the site use more of it")]
#[path = "../browser/driver.rs"]
mod driver;

mod answers;
mod browser;
mod memo;
mod project;
mod storm;
