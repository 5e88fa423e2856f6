//! Raw HTML that others wrote into their Markdown: read once, from front to back, and what of it may stand on a page.
//!
//! The loader and the renderer ask the same [`Sieve`], so what is told and what is written are the same. Knows no page: where
//! links lead and which ids a page has are asked elsewhere.

mod entity;
mod left_out;
mod policy;
mod raw_text;
mod read;
mod sieve;

pub use left_out::{LeftOut, LeftOuts, What};
pub use raw_text::RawText;
pub use sieve::{Address, DEEPEST, Safe, Sieve, Tag};

/// Every tag and attribute that may come out of a [`Sieve`], for whoever looks at pages once more.
pub fn allowed() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    policy::TAGS.iter().map(|tag| (tag.name, tag.attributes))
}

/// The attributes that any tag may have.
pub use policy::ANYWHERE;
