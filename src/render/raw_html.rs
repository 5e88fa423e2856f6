//! Raw HTML in Markdown: what of it may stay, and a report of what may not.
//!
//! The sanitizer decides; the rest only reads the same HTML roughly, to tell its writer and to find what it refers to.

use std::{borrow::Cow, collections::HashSet};

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};

use super::links::{Links, RESOLVED};
use crate::text::address::{Reach, SCHEMES, reach};

/// Tags that writers may use. No headings of the first level and no landmarks: those are the page's.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any tag may have. The last three are ours, for regions that scroll.
const ANYWHERE: &[&str] = &["id", "lang", "dir", "title", "aria-label", "role", "tabindex"];

/// Attributes of single tags.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("img", &["src", "alt", "width", "height", "loading"]),
    ("input", &["type", "checked", "disabled"]),
    ("ol", &["start"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("details", &["open"]),
    ("code", &["class"]),
];

/// Classes that our own writer gives; no others, or a text could dress as a part of the page.
const CLASSES: &[(&str, &[&str])] = &[
    ("div", &["note", "note-note", "note-tip", "note-important", "note-warning", "note-caution", "scroll"]),
    ("p", &["note-title"]),
    ("a", &["anchor"]),
    ("span", &["broken"]),
    ("li", &["task"]),
    ("section", &["footnotes"]),
    ("td", &["right", "center"]),
    ("th", &["right", "center"]),
];

/// The safe part of `html`, which our writer has made of Markdown with raw HTML in it.
pub fn sanitize(html: &str, links: &Links<'_>) -> String {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style", "title", "textarea", "noscript", "template"]))
        .generic_attributes(ANYWHERE.iter().copied().collect())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Custom(Box::new(Resolve(links))))
        .attribute_filter(filter)
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .link_rel(Some("noopener"))
        .strip_comments(true);
    for (tag, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(*tag, attributes.iter().copied());
    }
    for (tag, classes) in CLASSES {
        builder.add_allowed_classes(*tag, classes.iter().copied());
    }
    builder.clean(html).to_string()
}

/// Relative addresses in raw HTML are resolved like those in Markdown; those of our writer were already.
struct Resolve<'a>(&'a Links<'a>);

impl<'a> UrlRelativeEvaluate<'a> for Resolve<'a> {
    fn evaluate<'url>(&self, target: &'url str) -> Option<Cow<'url, str>> {
        let href = match target.strip_prefix(RESOLVED) {
            Some(done) => Some(done.to_owned()),
            None if target.starts_with('#') => Some(target.to_owned()),
            None => (self.0.page)(target).or_else(|| (self.0.asset)(target)),
        };
        href.filter(|href| reach(href) != Reach::Unsafe).map(Cow::Owned)
    }
}

/// Values that the lists above cannot tell: languages of code, pictures from elsewhere, focus and roles.
fn filter<'v>(tag: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keep = match (tag, attribute) {
        ("code", "class") => {
            value.strip_prefix("language-").is_some_and(|rest| !rest.contains(char::is_whitespace))
        }
        ("img", "src") => reach(value) == Reach::Relative,
        (_, "href" | "src") => reach(value) != Reach::Unsafe,
        (_, "tabindex") => value == "0",
        (_, "role") => ["region", "note"].contains(&value),
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

/// What of a piece of raw HTML does not stay, in words, each once, with the byte at which its tag begins.
pub fn removed(raw: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for tag in tags(raw) {
        if TAGS.contains(&tag.name.as_str()) {
            found
                .extend(attributes(tag.rest).filter_map(|attribute| Some((tag.start, attribute.removed()?))));
        } else {
            found.push((tag.start, format!("the tag `<{}>`", tag.name)));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|(_, what)| seen.insert(what.clone()));
    found
}

/// The addresses that a piece of raw HTML leads to or shows.
pub fn addresses(raw: &str) -> Vec<String> {
    let all = tags(raw).flat_map(|tag| attributes(tag.rest));
    all.filter(Attribute::is_address).map(|attribute| attribute.value.replace("&amp;", "&")).collect()
}

/// A tag, read roughly.
struct OpenTag<'a> {
    start: usize,
    /// In lower case.
    name: String,
    /// What follows the name, up to the end of the text.
    rest: &'a str,
}

fn tags(raw: &str) -> impl Iterator<Item = OpenTag<'_>> {
    raw.match_indices('<').filter_map(|(start, _)| {
        let rest = raw.get(start + 1..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        (!name.is_empty()).then(|| OpenTag { start, name: name.to_ascii_lowercase(), rest })
    })
}

/// An attribute as it is written.
struct Attribute<'a> {
    /// In lower case.
    name: String,
    value: &'a str,
}

impl Attribute<'_> {
    fn is_address(&self) -> bool {
        ["href", "src"].contains(&self.name.as_str())
    }

    /// Why it does not stay, where it could run code or restyle the page.
    fn removed(&self) -> Option<String> {
        let name = self.name.as_str();
        if name.starts_with("on") || ["style", "srcdoc", "formaction", "srcset"].contains(&name) {
            Some(format!("the attribute `{name}`"))
        } else if self.is_address() && reach(self.value) == Reach::Unsafe {
            Some(format!("an address in `{name}` that could run code"))
        } else {
            None
        }
    }
}

/// The attributes up to the end of the tag, or to where another begins: so the whole is read in one pass, tag by tag.
fn attributes(mut rest: &str) -> impl Iterator<Item = Attribute<'_>> {
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || "=<>/".contains(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() && !after.starts_with('=') {
            return None;
        }
        rest = after.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        Some(Attribute { name: name.to_ascii_lowercase(), value })
    })
}

/// An attribute's value, and what follows it.
fn attribute_value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len()))
}
