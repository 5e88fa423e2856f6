//! Small pieces of HTML that Markdown becomes: what opens links, code blocks and alerts, and addresses in plain text.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind};

use super::escape::escape_into;

/// Class and title of an alert.
pub fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note-note", "Note"),
        BlockQuoteKind::Tip => ("note-tip", "Tip"),
        BlockQuoteKind::Important => ("note-important", "Important"),
        BlockQuoteKind::Warning => ("note-warning", "Warning"),
        BlockQuoteKind::Caution => ("note-caution", "Caution"),
    }
}

/// What opens a code block, and its language where that is a plain word.
pub fn code_block(kind: &CodeBlockKind<'_>) -> (String, Option<String>) {
    let info = if let CodeBlockKind::Fenced(info) = kind { info } else { "" };
    let language = info.split([' ', ',', '\t']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-#_.".contains(c);
    if language.is_empty() || !language.chars().all(plain) {
        ("<pre tabindex=\"0\"><code>".to_owned(), None)
    } else {
        (format!("<pre tabindex=\"0\"><code class=\"language-{language}\">"), Some(language.to_owned()))
    }
}

/// What opens a link; `more` are further attributes, as HTML.
pub fn anchor_tag(href: &str, title: &str, more: &str) -> String {
    let mut tag = String::from("<a href=\"");
    escape_into(&mut tag, &tidy(href));
    tag.push('"');
    push_title(&mut tag, title);
    tag.push_str(more);
    tag.push('>');
    tag
}

/// Append a `title` attribute, where there is a title.
pub fn push_title(tag: &mut String, title: &str) {
    if !title.is_empty() {
        push_attribute(tag, "title", title);
    }
}

/// Append an attribute.
pub fn push_attribute(tag: &mut String, name: &str, value: &str) {
    tag.push(' ');
    tag.push_str(name);
    tag.push_str("=\"");
    escape_into(tag, value);
    tag.push('"');
}

/// An address without control characters and with those escaped that no address may hold (WHATWG URL Standard).
pub fn tidy(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.trim().chars().filter(|c| !c.is_control()) {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => {
                out.push_str(&format!("%{:02X}", u32::from(c)))
            }
            other => out.push(other),
        }
    }
    out
}

/// Where the next address begins and ends: from `http://` or `https://` to the next space, without punctuation that
/// belongs to the sentence (GitHub Flavored Markdown, section 6.9).
pub fn next_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let colon = from + text.get(from..)?.find("://")?;
        let before = &text[..colon];
        let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme));
        let free = |scheme: &&str| !before[..colon - scheme.len()].ends_with(|c: char| c.is_alphanumeric());
        if let Some(scheme) = scheme.filter(free) {
            let length = text[colon..].find(|c: char| c.is_whitespace() || "<>\"'`".contains(c));
            let end = length.map_or(text.len(), |length| colon + length);
            let end = colon + without_punctuation(&text[colon..end]);
            if end > colon + 3 {
                return Some((colon - scheme.len(), end));
            }
        }
        from = colon + 3;
    }
}

/// The length of an address without the punctuation at its end, and without brackets that nothing in it opens.
fn without_punctuation(address: &str) -> usize {
    let (opened, mut closed) = (address.matches('(').count(), address.matches(')').count());
    let mut end = address.len();
    for last in address.chars().rev() {
        match last {
            ')' if closed > opened => closed -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '~' => {}
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
