//! Making any text safe to stand in an SVG file or inside an HTML page.

use std::borrow::Cow;

use crate::text::visible;

/// Escapes text for XML content and for attributes in double or single quotes.
///
/// What steers a text is replaced as it is everywhere ([`visible::shown`]); the noncharacters, which XML 1.0 does not
/// allow, are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_noncharacter(c) => {}
            c => out.extend(visible::shown(c)),
        }
    }
    Cow::Owned(out)
}

/// The address if a click on it can do no harm: relative, or http, https or mailto. `None` for everything else,
/// such as `javascript:` and `data:`.
pub fn safe_href(href: &str) -> Option<&str> {
    let href = href.trim();
    // browsers skip control characters and blanks inside a scheme, so an address with any is not worth keeping
    if href.is_empty() || href.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        None => Some(href),
        Some((scheme, _)) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(href)
        }
    }
}

/// A name usable in an id or class: ASCII letters, digits, `-` and `_`; it begins with a letter.
pub(super) fn name_token(text: &str) -> String {
    let mut token: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' })
        .collect();
    if !token.starts_with(|c: char| c.is_ascii_alphabetic()) {
        token.insert(0, 'p');
    }
    token
}

fn is_plain(c: char) -> bool {
    !matches!(c, '&' | '<' | '>' | '"' | '\'') && !is_unfit(c)
}

/// What no drawing holds: what steers a text, and what XML 1.0 (section 2.2) does not allow.
pub(super) fn is_unfit(c: char) -> bool {
    visible::steers(c) || is_noncharacter(c)
}

fn is_noncharacter(c: char) -> bool {
    (c as u32) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        assert_eq!(escape("a\"b'c<d>&"), "a&quot;b&#39;c&lt;d&gt;&amp;");
        assert_eq!(escape("a\u{0}b\u{8}\u{1b}c\u{FFFF}\nd\u{202E}"), "a\u{FFFD}b\u{FFFD}\u{FFFD}c d\u{FFFD}");
        assert!(matches!(escape("Größe 大"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_harmless_addresses_remain() {
        for good in [
            "../milestones/M1.2/",
            "/a:b",
            "?q=a:b",
            "#x",
            "HTTPS://example.org/",
            "mailto:a@example.org",
            "a/b:c",
        ] {
            assert_eq!(safe_href(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "",
            "vbscript:x",
        ] {
            assert_eq!(safe_href(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn tokens_hold_no_separator() {
        assert_eq!(name_token("M1.2 \"x\""), "M1-2--x-");
        assert_eq!(name_token("7"), "p7");
        assert_eq!(name_token(""), "p");
    }
}
