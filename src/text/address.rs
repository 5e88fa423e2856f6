//! Addresses that others wrote: which of them a link may have, and how a path is written in one.
//!
//! One rule for Markdown, raw HTML, drawings and links into the repository: what runs code is no address.

use std::borrow::Cow;

use super::visible;

/// The schemes that a link may have. All others may run code, or lead into the reader's own machine.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What an address is, once the tricks by which browsers can be fooled are taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One of [`SCHEMES`], or another host by `//`.
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
    let bare: Cow<'_, str> = if address.contains(is_unseen) {
        Cow::Owned(address.chars().filter(|&c| !is_unseen(c)).collect())
    } else {
        Cow::Borrowed(address)
    };
    let bare = bare.trim_start();
    if ["//", "\\\\", "/\\", "\\/"].iter().any(|host| bare.starts_with(host)) {
        return Reach::External;
    }
    match scheme(bare) {
        None => Reach::Relative,
        Some(scheme) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => Reach::External,
        Some(_) => Reach::Unsafe,
    }
}

/// Whether an address may stand in a link: it runs nothing, and says in which way a host is reached. `//host/x` means
/// another thing on each site, and on a disk a place in the reader's own network.
pub fn may_be_followed(address: &str) -> bool {
    let bare = address.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    match reach(address) {
        Reach::Relative => true,
        Reach::External => !bare.starts_with(['/', '\\']),
        Reach::Unsafe => false,
    }
}

/// The address without blanks around it, if a click on it can do no harm, and it is whole: one that holds blanks or what
/// is not seen was never meant as an address.
pub fn harmless(address: &str) -> Option<&str> {
    let address = address.trim();
    let whole = !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || is_unseen(c));
    (whole && reach(address) != Reach::Unsafe).then_some(address)
}

/// Whether an address names a host on the web.
pub fn is_web(address: &str) -> bool {
    let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// Percent-encode what cannot stand in a path segment or fragment as it is (RFC 3986, section 3.3).
///
/// A colon is encoded as well, so that no first segment can be taken for a scheme.
pub fn encode(text: &str) -> Cow<'_, str> {
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

/// What steers a text, and characters without a width: no address needs them, and they hide what it is.
fn is_unseen(c: char) -> bool {
    visible::steers(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}')
}

/// What stands before the first colon, if no path, query or fragment begins before it.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#', '\\'])?;
    let (scheme, rest) = address.split_at(end);
    (rest.starts_with(':') && !scheme.is_empty()).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "java\u{202e}script:x",
            "java\u{200b}script:x",
            "a scheme:x",
        ] {
            assert_eq!(reach(bad), Reach::Unsafe, "{bad:?}");
            assert_eq!(harmless(bad), None, "{bad:?}");
        }
        for outside in ["https://x", "HTTP://x", "mailto:a@b", "//host/x", "\\\\host"] {
            assert_eq!(reach(outside), Reach::External, "{outside:?}");
        }
        for inside in ["a/b.md", "#x", "?q=a:b", "./a:b", "", "a/b:c"] {
            assert_eq!(reach(inside), Reach::Relative, "{inside:?}");
        }
    }

    #[test]
    fn a_host_needs_a_scheme() {
        for bare in ["//host/x", "\\\\host\\x", " /\\host/x", "/\t/host/x", "javascript:x"] {
            assert!(!may_be_followed(bare), "{bare:?}");
        }
        for fine in ["mailto:a@b", "http://x//y", "/x//y", "#x", "a//b"] {
            assert!(may_be_followed(fine), "{fine:?}");
        }
    }

    #[test]
    fn an_address_on_the_web_has_a_host() {
        for web in ["https://example.org", "http://localhost:8000/x", "https://[::1]/"] {
            assert!(is_web(web), "{web}");
        }
        for other in ["https:///x", "https://", "HTTPS", "ftp://x", " https://x", "https:\\\\x"] {
            assert!(!is_web(other), "{other}");
        }
        assert_eq!(harmless(" ../a/ "), Some("../a/"));
        assert_eq!([" ", "a b", "a\u{200b}b"].map(harmless), [None; 3]);
    }
}
