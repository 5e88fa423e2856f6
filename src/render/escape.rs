//! Text as a part of HTML.

use crate::text::{self, visible};

/// Append `text` with the five characters escaped that mean something in HTML, and without those it may not hold.
pub(super) fn escape_into(out: &mut String, text: &str) {
    text::escape_into(out, &visible::on_page(text));
}
