//! What rendering takes out of Markdown because it could run code. Renders nothing for the answer.

use super::{markup::shortened, raw_html};
use crate::{
    model::Body,
    text::{
        Span,
        address::{Reach, reach},
    },
};

/// Something that is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// What, in words: `the tag <script>`.
    pub what: String,
    /// Where it stands in its file.
    pub span: Span,
}

/// What [`markdown`](super::markdown()) takes out of `body`: links first, then raw HTML.
pub fn removed(body: &Body) -> Vec<Removed> {
    let bad = body.links.iter().filter(|link| reach(&link.target) == Reach::Unsafe);
    let links = bad.map(|link| {
        let what = if link.picture { "a picture from" } else { "a link to" };
        Removed { what: format!("{what} `{}`", shortened(&link.target)), span: link.span }
    });
    let html = body.raw_html.iter().flat_map(|place| {
        let found = raw_html::removed(body.piece(*place)).into_iter();
        found.map(|(at, what)| Removed { what, span: Span::at(place.start as usize + at) })
    });
    links.chain(html).collect()
}
