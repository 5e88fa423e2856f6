//! The files of the site that are for programs.

use serde::Serialize;

use super::Site;
use crate::{
    say::escalation::message,
    text::visible,
    view::{Context, addresses},
};

/// A file for programs.
pub(super) struct DataFile {
    /// Its path from the site's root.
    pub path: &'static str,
    make: fn(&Site) -> String,
}

/// All of them.
pub(super) static DATA: &[DataFile] = &[
    DataFile {
        path: addresses::PROGRAM_JSON,
        make: |site| json(&site.cx.program_record(&site.diagnostics, site.commit.name())),
    },
    DataFile { path: addresses::ESCALATIONS_JSON, make: |site| escalations(site.cx) },
];

/// Path and bytes of each.
pub(super) fn files<'a>(site: &'a Site) -> impl Iterator<Item = (&'static str, Vec<u8>)> + 'a {
    DATA.iter().map(|file| (file.path, (file.make)(site).into_bytes()))
}

/// The bytes of the one at a path.
pub(super) fn file(site: &Site, path: &str) -> Option<Vec<u8>> {
    DATA.iter().find(|file| file.path == path).map(|file| (file.make)(site).into_bytes())
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
