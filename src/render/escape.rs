//! Text as a part of HTML.

use crate::text::visible;

/// Append `text` with the five characters escaped that mean something in HTML, and without those it may not hold.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in visible::on_page(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
