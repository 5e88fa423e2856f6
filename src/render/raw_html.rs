//! Raw HTML in Markdown: how the tags that may stay are written, and a second look at the whole.
//!
//! [`Sieve`](crate::text::html::Sieve) has decided already what stays. A sanitizer of others goes over what came of it, for
//! nobody should have to trust one piece of code alone; a test holds that it finds nothing more to take out.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use ammonia::{Builder, UrlRelative};

use super::{escape::escape_into, markup::push_attribute};
use crate::text::{
    address::{Reach, SCHEMES, may_be_followed, reach},
    html::{ANYWHERE, Tag, allowed},
};

/// Attributes that our own writer gives beside those of raw HTML.
const OURS: &[(&str, &[&str])] = &[
    ("a", &["rel", "class", "data-card"]),
    ("div", &["class", "role", "tabindex"]),
    ("p", &["class"]),
    ("pre", &["tabindex"]),
    ("img", &["loading"]),
    ("li", &["class"]),
    ("section", &["class"]),
    ("span", &["class"]),
    ("td", &["class"]),
    ("th", &["class"]),
];

/// The page once more through a sanitizer: it makes well-formed what tags of Markdown and of raw HTML cannot be in each other.
pub fn sanitize(html: &str) -> String {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (tag, known) in allowed().chain(OURS.iter().copied()) {
        attributes.entry(tag).or_default().extend(known);
    }
    let mut builder = Builder::empty();
    builder
        .tags(allowed().map(|(tag, _)| tag).collect())
        .tag_attributes(attributes)
        .generic_attributes(ANYWHERE.iter().copied().collect())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(address_is_safe)
        .link_rel(None)
        .strip_comments(true);
    builder.clean(html).to_string()
}

fn address_is_safe<'v>(tag: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let safe = match (tag, attribute) {
        ("img", "src") => reach(value) == Reach::Relative,
        (_, "href" | "src") => may_be_followed(value),
        _ => true,
    };
    safe.then_some(Cow::Borrowed(value))
}

/// The beginning of a tag with its attributes, without its address and its `>`.
pub fn beginning(tag: &Tag, id: Option<&str>) -> String {
    let mut text = format!("<{}", tag.name);
    attributes(&mut text, tag, id);
    text
}

/// Append the attributes of a tag.
pub fn attributes(text: &mut String, tag: &Tag, id: Option<&str>) {
    if let Some(id) = id {
        push_attribute(text, "id", id);
    }
    for (name, value) in tag.attributes.iter().filter(|(name, _)| *name != "alt") {
        push_attribute(text, name, value);
    }
}

/// A box to tick: it cannot be ticked, and has a name.
pub fn checkbox(tag: &Tag, id: Option<&str>) -> String {
    let has = |wanted: &str| tag.attributes.iter().any(|(name, _)| *name == wanted);
    let mut text = String::from("<input");
    let kept = |name: &str| !["type", "disabled"].contains(&name);
    let attributes = tag.attributes.iter().filter(|(name, _)| kept(name)).cloned().collect();
    self::attributes(&mut text, &Tag { attributes, ..tag.clone() }, id);
    text.push_str(" type=\"checkbox\" disabled=\"\"");
    if !has("aria-label") {
        let label = if has("checked") { "done" } else { "to do" };
        push_attribute(&mut text, "aria-label", label);
    }
    text.push('>');
    text
}

/// The words for a picture.
pub fn words_of(tag: &Tag) -> String {
    let mut text = String::new();
    let alt = tag.attributes.iter().find(|(name, _)| *name == "alt").map_or("", |(_, alt)| alt);
    escape_into(&mut text, alt);
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::sanitize;
    use crate::{
        load::markdown::outline,
        render::{Links, Surroundings, markdown::written},
    };

    /// Every tag with each of its attributes, as a browser reads them.
    fn read(html: &str) -> BTreeSet<(String, String, String)> {
        let read = scraper::Html::parse_fragment(html);
        let elements = read.root_element().descendent_elements();
        let attributes = elements.flat_map(|element| {
            let tag = element.value().name().to_owned();
            let named = |(name, value): (&str, &str)| (tag.clone(), name.to_owned(), value.to_owned());
            let all: Vec<_> = element.value().attrs().map(named).collect();
            all.into_iter().chain([(tag.clone(), String::new(), String::new())])
        });
        attributes.collect()
    }

    const PIECES: &[&str] = &[
        "<script>x</script>",
        "<b onclick=x id=i>",
        "</b>",
        "<a href='javascript:x' id='i'>",
        "<a href=m.md title=\"&quot;\">",
        "</a>",
        "<img src=a.png alt='\">' width=9>",
        "<img src=//h/i.png>",
        "<img src=x onerror=y alt=z>",
        "<div class=note lang=en>",
        "</div>",
        "<p>",
        "</p>",
        "<ul>",
        "<li value=2>",
        "</ul>",
        "<table><tr><td colspan=2>",
        "<td>",
        "</table>",
        "<details open>",
        "<summary>",
        "</details>",
        "<input type=checkbox checked>",
        "<input>",
        "<style>",
        "</style>",
        "<code class=language-x>",
        "<code class=skip>",
        "<!-- x -->",
        "<!--",
        "<svg><a xlink:href=javascript:x>",
        "<math>",
        "<q cite=data:x>",
        "<time datetime=2026-01-01>",
        "\n\n",
        "\n",
        "text ",
        "> ",
        "- ",
        "| a |\n|---|\n| ",
        "# ",
        "*",
        "[x](m.md \"t\")",
        "![y](a.png)",
        "[^n] ",
        "\n\n[^n]: ",
        "`",
        "<div\n> id=x>",
        "< ",
        "&lt;",
        "<p a=\"",
        "</",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn the_sanitizer_finds_nothing_more_to_take_out(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..20)) {
            let body = outline(&pieces.concat(), 0);
            let lead = |link: &str| Some(format!("../{link}"));
            let (before, _) = written(&body, &Surroundings::default(), &Links { page: &lead, asset: &lead, named: &|_| None });
            prop_assert_eq!(read(&before), read(&sanitize(&before)), "{}", before);
        }
    }
}
