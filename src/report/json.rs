//! Reports as JSON.

use serde::Serialize;

use super::line::steers;

/// Pretty JSON with a line end at its end. Characters that JSON lets stand in a text, but that could play tricks on who
/// looks at it, are escaped.
pub(super) fn write(report: &(impl Serialize + ?Sized)) -> String {
    let json = serde_json::to_string_pretty(report).expect("plain data with text keys");
    let mut safe = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        match c {
            c if steers(c) && c != '\n' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe.push('\n');
    safe
}
