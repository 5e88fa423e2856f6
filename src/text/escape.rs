//! The characters that mean something in HTML and XML, as text.

/// The reference that stands for a character in content and in attributes of either quote; `None` for one that means
/// nothing there.
pub fn reference(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// Append a text in which all of them are references.
pub fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match reference(c) {
            Some(reference) => out.push_str(reference),
            None => out.push(c),
        }
    }
}

/// A text in which all of them are references.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}
