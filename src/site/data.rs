//! The files of the site that are for programs.

use serde::Serialize;

use super::Site;
use crate::{
    say::escalation::message,
    text::{escape_into, visible},
    view::{Context, addresses},
};

/// Most addresses that a sitemap may hold (sitemaps.org).
const MOST_ADDRESSES: usize = 50_000;

/// A file for programs.
pub(super) struct DataFile {
    /// Its path from the site's root.
    pub path: &'static str,
    make: fn(&Site) -> Option<String>,
}

/// All of them.
pub(super) static DATA: &[DataFile] = &[
    DataFile {
        path: addresses::PROGRAM_JSON,
        make: |site| Some(json(&site.cx.program_record(&site.diagnostics, site.commit.name()))),
    },
    DataFile { path: addresses::ESCALATIONS_JSON, make: |site| Some(escalations(site.cx)) },
    DataFile { path: addresses::SITEMAP, make: sitemap },
    DataFile { path: addresses::TWINS_INDEX, make: |site| Some(site.index_of_twins()) },
    DataFile { path: addresses::ROBOTS, make: |site| Some(robots(site)) },
];

/// Path and bytes of each.
pub(super) fn files<'a>(site: &'a Site) -> impl Iterator<Item = (&'static str, Vec<u8>)> + 'a {
    DATA.iter().filter_map(|file| Some((file.path, (file.make)(site)?.into_bytes())))
}

/// The bytes of the one at a path.
pub(super) fn file(site: &Site, path: &str) -> Option<Vec<u8>> {
    let file = DATA.iter().find(|file| file.path == path)?;
    Some((file.make)(site)?.into_bytes())
}

/// The messages of all escalations as JSON, each in its envelope.
pub fn escalations(cx: &Context) -> String {
    let raised = cx.chronicle.escalations.iter();
    let messages: Vec<_> = raised.map(|escalation| message(cx.program, escalation)).collect();
    json(&messages)
}

fn json(data: &impl Serialize) -> String {
    let mut json = visible::json(serde_json::to_string_pretty(data).unwrap_or_default());
    json.push('\n');
    json
}

/// The addresses of all pages, those of the site itself first; none where nobody knows where the site will be.
fn sitemap(site: &Site) -> Option<String> {
    let base = site.cx.program.settings.base_url.as_ref()?;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = site.catalog.entries().iter().filter(|entry| entry.path != addresses::NOT_FOUND);
    for page in pages.take(MOST_ADDRESSES) {
        text.push_str("<url><loc>");
        escape_into(&mut text, base);
        escape_into(&mut text, page.path.strip_suffix("index.html").unwrap_or(&page.path));
        text.push_str("</loc></url>\n");
    }
    text.push_str("</urlset>\n");
    Some(text)
}

fn robots(site: &Site) -> String {
    let map = site.cx.program.settings.base_url.as_ref();
    let map = map.map(|base| format!("Sitemap: {base}{}\n", addresses::SITEMAP)).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{map}")
}
