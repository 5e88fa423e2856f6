//! Addresses: from one page to another by a relative link, and which addresses may stand in a link at all.
//!
//! Knows no pages; it works on the paths alone.

use std::borrow::Cow;

/// What an address is, once the tricks by which browsers can be fooled are taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// `http:`, `https:`, `mailto:`, `tel:`, or another host by `//`.
    External,
    /// A path within the site or project, or a fragment.
    Relative,
    /// Any other scheme: `javascript:`, `data:`, `vbscript:`, `file:`.
    Unsafe,
}

/// What `address` is.
///
/// Browsers drop tabs and line breaks anywhere, and spaces and control characters before the scheme
/// (WHATWG URL Standard, "basic URL parser"), so they are dropped here as well.
pub fn reach(address: &str) -> Reach {
    let bare: String = address.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let bare = bare.trim_start();
    if bare.starts_with("//")
        || bare.starts_with("\\\\")
        || bare.starts_with("/\\")
        || bare.starts_with("\\/")
    {
        return Reach::External;
    }
    match scheme(bare) {
        None => Reach::Relative,
        Some(scheme)
            if ["http", "https", "mailto", "tel"].iter().any(|ok| scheme.eq_ignore_ascii_case(ok)) =>
        {
            Reach::External
        }
        Some(_) => Reach::Unsafe,
    }
}

/// Zero-width characters, which no address needs and which hide what it is.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// What stands before the first colon, if no path, query or fragment begins before it.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#', '\\'])?;
    let (scheme, rest) = address.split_at(end);
    (rest.starts_with(':') && !scheme.is_empty()).then_some(scheme)
}

/// The link from page `here` to page `there`, both paths from the site's root.
///
/// Addresses with a scheme pass where [`reach`] allows them; all else becomes `#`. The path is percent-encoded, the
/// fragment (after the first `#`) as well.
pub fn relative(here: &str, there: &str) -> String {
    match reach(there) {
        Reach::External => return there.to_owned(),
        Reach::Unsafe => return "#".to_owned(),
        Reach::Relative => {}
    }
    let (path, fragment) = there.split_once('#').map_or((there, None), |(path, rest)| (path, Some(rest)));
    let mut link = if path.is_empty() || path == here { String::new() } else { walk(here, path) };
    if let Some(fragment) = fragment {
        link.push('#');
        link.push_str(&encode(fragment));
    } else if link.is_empty() {
        link = encode(here.rsplit('/').next().unwrap_or(here)).into_owned();
    }
    link
}

/// The steps from the folder of `here` to `path`.
fn walk(here: &str, path: &str) -> String {
    let from: Vec<&str> = here.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let folders = from.len().saturating_sub(1).min(to.len().saturating_sub(1));
    let shared = (0..folders).take_while(|&i| from[i] == to[i]).count();
    let mut link = "../".repeat(from.len() - 1 - shared);
    for (i, piece) in to[shared..].iter().enumerate() {
        if i > 0 {
            link.push('/');
        }
        link.push_str(&encode(piece));
    }
    link
}

/// Percent-encode what cannot stand in a path segment or fragment as it is (RFC 3986, section 3.3).
///
/// A colon is encoded as well, so that no first segment can be taken for a scheme.
fn encode(text: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$'()*+,;=@/".contains(&b);
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let here = "milestones/m1.2/index.html";
        assert_eq!(relative(here, "milestones/m1.3/index.html"), "../m1.3/index.html");
        assert_eq!(relative(here, "index.html"), "../../index.html");
        assert_eq!(relative(here, "milestones/m1.2/gantt.svg"), "gantt.svg");
        assert_eq!(relative(here, "milestones/m1.2/index.html#updates"), "#updates");
        assert_eq!(relative(here, here), "index.html");
        assert_eq!(relative("index.html", "risks/index.html#risk-001"), "risks/index.html#risk-001");
        assert_eq!(relative("a/b.html", "a/c d:é.html"), "c%20d%3A%C3%A9.html");
        assert_eq!(relative("a/index.html", "javascript:alert(1)"), "#");
        assert_eq!(relative("a/index.html", "https://example.org/x"), "https://example.org/x");
    }

    #[test]
    fn schemes_are_seen_through_disguise() {
        for bad in [
            "javascript:x",
            " JaVa\tScRiPt:x",
            "\u{1}vbscript:x",
            "data:text/html,x",
            "java\nscript:x",
            "file:///x",
            "\u{feff}javascript:x",
        ] {
            assert_eq!(reach(bad), Reach::Unsafe, "{bad:?}");
        }
        for outside in ["https://x", "HTTP://x", "mailto:a@b", "//host/x", "\\\\host"] {
            assert_eq!(reach(outside), Reach::External, "{outside:?}");
        }
        for inside in ["a/b.md", "#x", "?q=a:b", "./a:b", "", "a/b:c"] {
            assert_eq!(reach(inside), Reach::Relative, "{inside:?}");
        }
    }
}
