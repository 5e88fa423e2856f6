//! The part of the preview that runs in the page: one script, put into each page on its way out.

use chrono::NaiveDate;
use xxhash_rust::xxh3::xxh3_64;

use super::{preview::Preview, requests::OWN};
use crate::text::escaped;

/// A file of the preview's own.
pub struct OwnFile {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// All of them. Idiomorph makes one document out of another in place; it is under the Zero-Clause BSD license, which stands
/// beside it.
pub const OWN_FILES: [OwnFile; 3] = [
    OwnFile { name: "preview.js", text: include_str!("client/preview.js") },
    OwnFile { name: "preview.css", text: include_str!("client/preview.css") },
    OwnFile { name: "idiomorph.js", text: include_str!("client/idiomorph-0.8.0.min.js") },
];

/// The policy of a page begins like this; ours lets it listen to the preview as well.
const POLICY: &str = "content=\"default-src 'none';";

/// A page with the script of the preview.
pub fn with_script(page: &[u8], preview: &Preview, path: &str, day: Option<NaiveDate>) -> Vec<u8> {
    let base = preview.options.base.as_str();
    let day = day.map_or_else(String::new, |day| day.to_string());
    let hash = name_of(page);
    let script = format!(
        "<script src=\"{base}{OWN}idiomorph.js\"></script><script src=\"{base}{OWN}preview.js\" id=\"milepost-preview-script\" \
         data-base=\"{base}\" data-page=\"{}\" data-day=\"{day}\" data-hash=\"{hash}\" data-token=\"{}\"></script>",
        escaped(path),
        preview.token
    );
    let text = String::from_utf8_lossy(page);
    let text = at_home(&text, base);
    let text = text.replacen(POLICY, &format!("{POLICY} connect-src 'self';"), 1);
    match text.rfind("</body>") {
        Some(end) => [&text[..end], &script, &text[end..]].concat().into_bytes(),
        None => [&text, script.as_str()].concat().into_bytes(),
    }
}

/// The page of what is missing names the address under which the site is published, for it is shown at any depth; here that is
/// ours.
fn at_home(page: &str, base: &str) -> String {
    const BASE: &str = "<base href=\"";
    let head = page.find("</head>").unwrap_or(page.len());
    let found = page[..head].find(BASE).and_then(|at| {
        let start = at + BASE.len();
        Some((start, start + page[start..].find('"')?))
    });
    found.map_or_else(|| page.to_owned(), |(start, end)| [&page[..start], base, &page[end..]].concat())
}

/// A name for bytes: other bytes have another.
pub fn name_of(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}
