//! What a request asks for.

use chrono::NaiveDate;
use percent_encoding::percent_decode_str;

use super::preview::Base;

/// The folder of the preview's own files, in the folder of the site.
pub const OWN: &str = "__milepost/";

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file of the site.
    File {
        /// As of which day; none for the status date.
        day: Option<NaiveDate>,
        /// Its path from the site's root; empty or with a slash at its end for the page of a folder.
        path: String,
    },
    /// Something of the preview's own.
    Own(String),
    /// The address of the site without its last slash.
    Base,
    /// Nothing of ours.
    Elsewhere,
}

/// What the path of an address asks for.
pub fn wanted(base: &Base, path: &str) -> Wanted {
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return Wanted::Elsewhere };
    let Some(inner) = path.strip_prefix(base.as_str()) else {
        let is_base = path == "/" || format!("{path}/") == base.as_str();
        return if is_base { Wanted::Base } else { Wanted::Elsewhere };
    };
    if let Some(own) = inner.strip_prefix(OWN) {
        return Wanted::Own(own.to_owned());
    }
    let dated = inner.strip_prefix('@').and_then(|rest| {
        let (day, path) = rest.split_once('/')?;
        Some((day.parse::<NaiveDate>().ok()?, path))
    });
    match dated {
        Some((day, path)) => Wanted::File { day: Some(day), path: path.to_owned() },
        None => Wanted::File { day: None, path: inner.to_owned() },
    }
}

/// The file of the site that stands for a path: that of a folder is its `index.html`.
pub fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// The kind of a file by its name, as browsers are told.
pub fn media(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" | "proto" | "toml" | "tsv" | "yaml" | "yml" | "avsc" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_files() {
        let (root, repo) = (Base::new("/").expect("a base"), Base::new("/repo/").expect("a base"));
        let file = |day: Option<&str>, path: &str| Wanted::File {
            day: day.map(|day| day.parse().expect("a day")),
            path: path.to_owned(),
        };
        assert_eq!(wanted(&root, "/"), file(None, ""));
        assert_eq!(wanted(&root, "/milestones/m%201/"), file(None, "milestones/m 1/"));
        assert_eq!(wanted(&repo, "/repo/@2026-04-10/sprints/"), file(Some("2026-04-10"), "sprints/"));
        assert_eq!(wanted(&repo, "/repo/@someone/"), file(None, "@someone/"));
        assert_eq!(wanted(&repo, "/repo"), Wanted::Base);
        assert_eq!(wanted(&repo, "/"), Wanted::Base);
        assert_eq!(wanted(&repo, "/other/"), Wanted::Elsewhere);
        assert_eq!(wanted(&root, "/__milepost/events"), Wanted::Own("events".to_owned()));
        assert_eq!(wanted(&root, "/%ff"), Wanted::Elsewhere);
        assert_eq!(
            [file_of(""), file_of("a/"), file_of("a/b.svg")],
            ["index.html", "a/index.html", "a/b.svg"]
        );
    }
}
