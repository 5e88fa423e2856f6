//! The files of the site that are for programs.

use serde::Serialize;

use super::Site;
use crate::{
    say::escalation::message,
    text::{escape_into, visible},
    view::{Context, addresses},
    world::SitePath,
};

/// Most addresses that a sitemap may hold (sitemaps.org).
const MOST_ADDRESSES: usize = 50_000;

/// A file for programs.
pub(super) struct DataFile {
    /// Its path from the site's root.
    pub path: &'static str,
    /// Whether a file of the project's own stands in its place, where there is one.
    pub gives_way: bool,
    make: fn(&Site) -> Option<String>,
}

const fn data(path: &'static str, make: fn(&Site) -> Option<String>) -> DataFile {
    DataFile { path, gives_way: false, make }
}

/// All of them.
pub(super) static DATA: &[DataFile] = &[
    data(addresses::PROGRAM_JSON, |site| {
        Some(json(&site.cx.program_record(&site.diagnostics, site.commit.name())))
    }),
    data(addresses::ESCALATIONS_JSON, |site| Some(escalations(site.cx))),
    data(addresses::SITEMAP, sitemap),
    data(addresses::TWINS_INDEX, |site| Some(site.index_of_twins())),
    data(addresses::ROBOTS, |site| Some(robots(site))),
    DataFile { gives_way: true, ..data(addresses::DOMAIN, domain) },
    DataFile { gives_way: true, ..data(addresses::NO_JEKYLL, |_| Some(String::new())) },
];

/// Path and bytes of each.
pub(super) fn files<'a>(site: &'a Site) -> impl Iterator<Item = (&'static str, Vec<u8>)> + 'a {
    DATA.iter().filter_map(|file| Some((file.path, made(site, file)?)))
}

/// The bytes of the one at a path.
pub(super) fn file(site: &Site, path: &str) -> Option<Vec<u8>> {
    made(site, DATA.iter().find(|file| file.path == path)?)
}

fn made(site: &Site, file: &DataFile) -> Option<Vec<u8>> {
    let theirs = || {
        let is_it = |path: &SitePath| path.as_str() == file.path;
        site.assets.keys().any(is_it) || site.published().any(|(_, path)| is_it(path))
    };
    if file.gives_way && theirs() { None } else { Some((file.make)(site)?.into_bytes()) }
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

/// Hosts that give out names of their own below these; the rest are domains that somebody has.
const GIVEN: [&str; 7] =
    [".codeberg.page", ".github.io", ".gitlab.io", ".netlify.app", ".pages.dev", ".vercel.app", ".web.app"];

/// The domain of one's own that the site is published at: that of `base_url`, where the site is all of it. GitHub Pages takes it
/// from this file where a branch is published.
fn domain(site: &Site) -> Option<String> {
    let base = site.cx.program.settings.base_url.as_deref()?;
    let host = base.split_once("://")?.1.trim_end_matches('/').to_lowercase();
    let is_name = host.contains('.')
        && host.contains(char::is_alphabetic)
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    (is_name && !GIVEN.iter().any(|given| host.ends_with(given))).then(|| host + "\n")
}

fn robots(site: &Site) -> String {
    let map = site.cx.program.settings.base_url.as_ref();
    let map = map.map(|base| format!("Sitemap: {base}{}\n", addresses::SITEMAP)).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{map}")
}
