//! Reports as JSON.

use serde::Serialize;

use crate::text::visible;

/// Pretty JSON with a line end at its end.
pub(super) fn write(report: &(impl Serialize + ?Sized)) -> String {
    let mut json = visible::json(serde_json::to_string_pretty(report).expect("plain data with text keys"));
    json.push('\n');
    json
}
