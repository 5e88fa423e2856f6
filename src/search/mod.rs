//! The search of a site, as files: which words stand on which page, split so that an answer loads little of it.
//!
//! Every file is a script, because pages opened from a disk may load nothing else. What is in a file follows from the words
//! in its range alone, so an edit of a page changes the files of its words and no others. Must not know what a program is,
//! nor where pages come from.
//!
//! | file | what is in it |
//! |---|---|
//! | `search-/root.js` | how many pages there are, and where each list is split |
//! | `search-/n-WORD.js` | names from that word on: ids and words of titles |
//! | `search-/t-WORD.js` | words of texts from that word on |
//! | `search-/f-WORD.js`, `search-/b-WORD.js` | how all words are spelled, from their beginning and from their end |
//! | `search-/r-WORD.js` | the pages of a frequent word that its list leaves out |
//! | `search-/d-NUMBER.js` | what is shown of some pages |

mod collect;
mod digits;
mod shards;
pub mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use collect::Collected;

/// The folder of the files, from the site's root. No page is ever in a folder of that name: slugs do not end so.
pub const FOLDER: &str = "search-";

/// A page that can be found.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its path from the site's root.
    pub href: String,
    /// The name people call it by, where it has one beside its title.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// What it is, in a word: `milestone`, `page`.
    pub kind: &'static str,
    /// Its color, in a word; empty where it has none.
    pub color: &'static str,
    /// The day that matters most about it.
    pub date: Option<NaiveDate>,
    /// Its text, heading by heading.
    pub sections: Vec<Section>,
}

/// A stretch of text under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty before the first one.
    pub heading: String,
    /// Its anchor on the page.
    pub anchor: String,
    /// The text under it.
    pub text: String,
}

/// The files of the search of so many pages, by their path from the site's root; `document` gives each page.
pub fn files(count: usize, document: impl Fn(usize) -> Document + Sync) -> BTreeMap<String, Vec<u8>> {
    shards::write(&Collected::of(count, document))
}
