//! Which ids of raw HTML stay on their page: those that nothing else has.
//!
//! The page's own come first, then those of headings and footnotes, then each of the text that is the first of its name.

use std::collections::HashSet;

use super::Surroundings;
use crate::model::{Body, GivenId};

/// The ids that raw HTML of one text may not give.
pub struct Taken<'a> {
    around: Surroundings<'a>,
    used: HashSet<String>,
}

impl<'a> Taken<'a> {
    /// Those of the page around, and those of the text itself: `anchors` are of its headings.
    pub fn new(around: &Surroundings<'a>, anchors: impl IntoIterator<Item = String>) -> Self {
        Self { around: *around, used: anchors.into_iter().collect() }
    }

    /// Whether an id is free; from then on it is not.
    pub fn take(&mut self, id: &str) -> bool {
        let around = &self.around;
        let own = around.taken.binary_search_by(|taken| taken.as_str().cmp(id)).is_ok()
            || around.families.iter().any(|family| id.starts_with(family));
        let rest = id.strip_prefix(around.prefix).unwrap_or(id);
        let of_footnote = rest.starts_with("fn.") || rest.starts_with("fnref.");
        !own && !of_footnote && self.used.insert(id.to_owned())
    }
}

/// The ids in the raw HTML of `body` that do not stay on a page that has those of `around`.
pub fn given_up<'b>(body: &'b Body, around: &Surroundings<'_>) -> Vec<&'b GivenId> {
    let mut taken = Taken::new(around, anchors(body, around));
    body.ids.iter().filter(|given| !taken.take(&given.id)).collect()
}

/// The anchors of the headings of `body` on their page, in order: headings give way to what the page has.
pub fn anchors(body: &Body, around: &Surroundings<'_>) -> Vec<String> {
    let written: HashSet<&str> = body.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    let anchor = |anchor: &String| {
        let mut anchor = anchor.clone();
        if around.taken.binary_search(&anchor).is_ok() {
            anchor.insert_str(0, "text-");
            while written.contains(anchor.as_str()) {
                anchor.insert_str(0, "text-");
            }
        }
        anchor
    };
    body.headings.iter().map(|heading| anchor(&heading.anchor)).collect()
}

/// Whether the first heading stands at the very beginning and only repeats the title of the page.
pub fn repeats_title(body: &Body, around: &Surroundings<'_>) -> bool {
    let starts =
        body.markdown.trim_start().starts_with('#') || body.markdown.trim_start().starts_with(around.title);
    let first = body.headings.first();
    starts
        && !around.title.is_empty()
        && first.is_some_and(|first| first.level == 1 && first.text == around.title.trim())
}
