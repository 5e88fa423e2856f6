//! For tests: a strict reader of the XML that drawings are written in.

use std::collections::BTreeSet;

/// What is wrong with a document; `Ok` holds its ids.
pub(crate) fn check(xml: &str) -> Result<BTreeSet<String>, String> {
    if let Some(c) = xml.chars().find(|&c| c != '\n' && crate::text::visible::steers(c)) {
        return Err(format!("character {c:?}"));
    }
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        text(&rest[..at])?;
        let end = tag_end(&rest[at..]).ok_or_else(|| format!("open tag: {:.60}", &rest[at..]))?;
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(expected) if expected == name => {}
                other => return Err(format!("</{name}> closes {other:?}")),
            }
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            read_attributes(attributes.trim_end_matches('/'), &mut ids)?;
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    text(rest)?;
    if open.is_empty() { Ok(ids) } else { Err(format!("never closed: {open:?}")) }
}

/// Index of the `>` that ends the tag, outside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(i, c)| {
        quoted ^= c == '"';
        (c == '>' && !quoted).then_some(i)
    })
}

fn read_attributes(mut rest: &str, ids: &mut BTreeSet<String>) -> Result<(), String> {
    let mut names = BTreeSet::new();
    rest = rest.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or_else(|| format!("attribute: {rest:.60}"))?;
        let (value, after) = after.split_once('"').ok_or_else(|| format!("value: {rest:.60}"))?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':') {
            return Err(format!("attribute name {name:?}"));
        }
        if !names.insert(name) {
            return Err(format!("attribute {name} twice"));
        }
        if value.contains('<') {
            return Err(format!("< in {name}"));
        }
        text(value)?;
        if name == "id" && !ids.insert(value.to_string()) {
            return Err(format!("id {value} twice"));
        }
        rest = after.trim_start();
    }
    Ok(())
}

/// Every `&` begins one of the five named entities or a numeric one.
fn text(text: &str) -> Result<(), String> {
    for (at, _) in text.match_indices('&') {
        let name = text[at + 1..].split(';').next().unwrap_or("");
        if !matches!(name, "amp" | "lt" | "gt" | "quot" | "#39") {
            return Err(format!("entity: {:.20}", &text[at..]));
        }
    }
    Ok(())
}

#[test]
fn it_finds_what_is_wrong() {
    assert!(check("<a b=\"1>\" c=\"2\"><d/>x &amp; y</a>").is_ok());
    for bad in [
        "<a>",
        "<a></b>",
        "<a b=1/>",
        "<a>&</a>",
        "<a b=\"1\" b=\"2\"/>",
        "<a id=\"x\"/><b id=\"x\"/>",
        "<a>\u{1}</a>",
    ] {
        assert!(check(bad).is_err(), "{bad}");
    }
}
