//! What raw HTML may hold: a table of tags with their attributes and where they belong, and the values that attributes may have.
//!
//! The lists are ours: what is not on them does not stay. No headings of the first level and no landmarks, for those are the
//! page's; nothing that could run, load or restyle.

use super::left_out::{What, kept};
use crate::text::address::{Reach, reach};

/// A tag that a text may have.
pub struct Rule {
    /// In lower case.
    pub name: &'static str,
    /// Its attributes beside [`ANYWHERE`].
    pub attributes: &'static [&'static str],
    /// What it has to stand in at once; anywhere where none is given.
    pub parents: &'static [&'static str],
}

/// Attributes that any tag may have.
pub const ANYWHERE: &[&str] = &["id", "lang", "dir", "title", "aria-label"];

const ROWS: &[&str] = &["table", "tbody", "thead", "tfoot"];
const CELLS: &[&str] = &["tr", "table", "tbody", "thead", "tfoot"];

const fn rule(
    name: &'static str,
    attributes: &'static [&'static str],
    parents: &'static [&'static str],
) -> Rule {
    Rule { name, attributes, parents }
}

const fn plain(name: &'static str) -> Rule {
    rule(name, &[], &[])
}

/// All of them, by name.
pub const TAGS: &[Rule] = &[
    rule("a", &["href"], &[]),
    plain("abbr"),
    plain("b"),
    plain("bdi"),
    plain("bdo"),
    plain("blockquote"),
    plain("br"),
    rule("caption", &[], &["table"]),
    plain("cite"),
    rule("code", &["class"], &[]),
    rule("col", &[], &["colgroup", "table"]),
    rule("colgroup", &[], &["table"]),
    rule("dd", &[], &["dl"]),
    plain("del"),
    rule("details", &["open"], &[]),
    plain("dfn"),
    plain("div"),
    plain("dl"),
    rule("dt", &[], &["dl"]),
    plain("em"),
    rule("figcaption", &[], &["figure"]),
    plain("figure"),
    plain("h2"),
    plain("h3"),
    plain("h4"),
    plain("h5"),
    plain("h6"),
    plain("hr"),
    plain("i"),
    rule("img", &["src", "alt", "width", "height"], &[]),
    rule("input", &["type", "checked", "disabled"], &[]),
    plain("ins"),
    plain("kbd"),
    rule("li", &["value"], &["ul", "ol"]),
    plain("mark"),
    rule("ol", &["start", "reversed"], &[]),
    plain("p"),
    plain("pre"),
    plain("q"),
    rule("rp", &[], &["ruby"]),
    rule("rt", &[], &["ruby"]),
    plain("ruby"),
    plain("s"),
    plain("samp"),
    plain("section"),
    plain("small"),
    plain("span"),
    plain("strong"),
    plain("sub"),
    rule("summary", &[], &["details"]),
    plain("sup"),
    plain("table"),
    rule("tbody", &[], &["table"]),
    rule("td", &["colspan", "rowspan"], CELLS),
    rule("tfoot", &[], &["table"]),
    rule("th", &["colspan", "rowspan", "scope"], CELLS),
    rule("thead", &[], &["table"]),
    rule("time", &["datetime"], &[]),
    rule("tr", &[], ROWS),
    plain("u"),
    plain("ul"),
    plain("var"),
    plain("wbr"),
];

/// Tags that go with all that stands in them: it is no text.
const WITH_CONTENT: [&str; 12] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Attributes that run code, load something or restyle the page.
const UNSAFE: [&str; 9] =
    ["style", "srcdoc", "srcset", "formaction", "action", "background", "poster", "ping", "http-equiv"];

/// The rule of a tag that a text may have.
pub fn tag(name: &str) -> Option<&'static Rule> {
    TAGS.binary_search_by(|rule| rule.name.cmp(name)).ok().map(|index| &TAGS[index])
}

/// Whether a tag goes with all that stands in it.
pub fn goes_with_content(name: &str) -> bool {
    WITH_CONTENT.contains(&name)
}

/// Whether a tag has no content and no end.
pub fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "input" | "wbr")
}

/// Whether `next`, when it begins, ends `open` (HTML Standard, "optional tags").
pub fn ends_before(open: &str, next: &str) -> bool {
    match next {
        "li" => open == "li",
        "dt" | "dd" => matches!(open, "dt" | "dd"),
        "rt" | "rp" => matches!(open, "rt" | "rp"),
        "td" | "th" => matches!(open, "td" | "th" | "caption" | "colgroup"),
        "tr" => matches!(open, "td" | "th" | "tr" | "caption" | "colgroup"),
        "tbody" | "thead" | "tfoot" | "colgroup" | "caption" => {
            matches!(open, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup")
        }
        "a" => open == "a",
        "blockquote" | "details" | "div" | "dl" | "figcaption" | "figure" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "hr" | "ol" | "p" | "pre" | "section" | "summary" | "table" | "ul" => open == "p",
        _ => false,
    }
}

/// Whether nothing beyond `open` is ended by the beginning of `next`.
pub fn shields(open: &str, next: &str) -> bool {
    match next {
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "colgroup" | "caption" => open == "table",
        "li" | "dt" | "dd" => !matches!(open, "li" | "dt" | "dd" | "p") && !is_of_text(open),
        _ => open != "p" && !is_of_text(open),
    }
}

fn is_of_text(open: &str) -> bool {
    matches!(open, "a" | "b" | "code" | "em" | "i" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "u")
}

/// What becomes of an attribute.
pub enum Verdict {
    /// It stays, with this value.
    Stays(&'static str, String),
    /// It leads somewhere or shows something: that is asked elsewhere.
    Leads(String),
    /// It does not stay.
    Goes(What),
}

/// What becomes of an attribute of a tag, by the value that browsers read.
pub fn attribute(rule: &Rule, name: &str, value: &str) -> Verdict {
    // an anchor as it was written of old
    let name = if rule.name == "a" && name == "name" { "id" } else { name };
    let known = ANYWHERE.iter().chain(rule.attributes).find(|known| **known == name);
    let Some(known) = known else {
        let runs = name.starts_with("on") || UNSAFE.contains(&name);
        return Verdict::Goes(match () {
            () if runs => What::Unsafe(kept(name)),
            () if reach(value) == Reach::Unsafe => What::Address(kept(name)),
            () => What::Attribute(kept(name)),
        });
    };
    match *known {
        "href" | "src" if reach(value) == Reach::Unsafe => Verdict::Goes(What::Address(kept(name))),
        "href" | "src" => Verdict::Leads(value.trim().to_owned()),
        known if may_be(known, value) => Verdict::Stays(known, value.to_owned()),
        known => Verdict::Goes(What::Value(known.to_owned())),
    }
}

fn may_be(attribute: &str, value: &str) -> bool {
    let digits = |most: usize| {
        !value.is_empty() && value.len() <= most && value.bytes().all(|byte| byte.is_ascii_digit())
    };
    match attribute {
        "id" => {
            !value.is_empty()
                && value.len() <= 100
                && !value.contains(|c: char| c.is_whitespace() || crate::text::visible::steers(c))
        }
        "lang" => value.len() <= 35 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
        "dir" => ["ltr", "rtl", "auto"].contains(&value.to_ascii_lowercase().as_str()),
        "width" | "height" => digits(4),
        "colspan" | "rowspan" => digits(3),
        "start" | "value" => value.strip_prefix('-').unwrap_or(value).parse::<u32>().is_ok(),
        "scope" => ["row", "col", "rowgroup", "colgroup"].contains(&value.to_ascii_lowercase().as_str()),
        "datetime" => {
            value.len() <= 40 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b" -+:.".contains(&b))
        }
        "type" => value.eq_ignore_ascii_case("checkbox"),
        "class" => value.strip_prefix("language-").is_some_and(|rest| {
            rest.len() <= 40 && rest.chars().all(|c| c.is_ascii_alphanumeric() || "+-#_.".contains(c))
        }),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_whole() {
        assert!(TAGS.is_sorted_by(|a, b| a.name < b.name));
        let parents = TAGS.iter().flat_map(|rule| rule.parents);
        assert!(parents.into_iter().all(|parent| tag(parent).is_some()));
        assert!(WITH_CONTENT.is_sorted() && WITH_CONTENT.iter().all(|name| tag(name).is_none()));
    }
}
