//! Making any text safe to stand in an SVG file or inside an HTML page.

use std::borrow::Cow;

use crate::text::{reference, visible};

/// Escapes text for XML content and for attributes in double or single quotes.
///
/// What steers a text, or may not stand in XML 1.0 (section 2.2), is replaced as it is everywhere ([`visible::shown`]).
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match reference(c) {
            Some(reference) => out.push_str(reference),
            None => out.extend(visible::shown(c)),
        }
    }
    Cow::Owned(out)
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
    reference(c).is_none() && !visible::steers(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        assert_eq!(escape("a\"b'c<d>&"), "a&quot;b&#39;c&lt;d&gt;&amp;");
        assert_eq!(
            escape("a\u{0}b\u{8}\u{1b}c\u{FFFF}\nd\u{202E}"),
            "a\u{FFFD}b\u{FFFD}\u{FFFD}c\u{FFFD} d\u{FFFD}"
        );
        assert!(matches!(escape("Größe 大"), Cow::Borrowed(_)));
    }

    #[test]
    fn tokens_hold_no_separator() {
        assert_eq!(name_token("M1.2 \"x\""), "M1-2--x-");
        assert_eq!(name_token("7"), "p7");
        assert_eq!(name_token(""), "p");
    }
}
