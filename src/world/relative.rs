//! From one place on the site to another by a relative link, which holds at any base path and from the file system.
//!
//! Knows no pages; it works on the paths alone.

use crate::text::address::{Reach, encode, reach};

/// The link from `here` to `there`, both paths from the site's root. A `here` that ends with a slash is a folder: such a
/// link holds on every page in it.
///
/// Addresses with a scheme pass where [`reach`] allows them; all else becomes `#`. The path is percent-encoded, the
/// fragment (after the first `#`) as well.
pub fn relative(here: &str, there: &str) -> String {
    match reach(there) {
        Reach::External => return there.to_owned(),
        Reach::Unsafe => return "#".to_owned(),
        Reach::Relative => {}
    }
    let (path, fragment) = there.split_once('#').map_or((there, None), |(path, rest)| (path, Some(rest)));
    let mut link = if path.is_empty() || path == here { String::new() } else { walk(here, path) };
    if let Some(fragment) = fragment {
        link.push('#');
        link.push_str(&encode(fragment));
    } else if link.is_empty() {
        link = encode(here.rsplit('/').next().unwrap_or(here)).into_owned();
    }
    link
}

/// The steps from the folder of `here` to `path`.
fn walk(here: &str, path: &str) -> String {
    let from: Vec<&str> = here.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let folders = from.len().saturating_sub(1).min(to.len().saturating_sub(1));
    let shared = (0..folders).take_while(|&i| from[i] == to[i]).count();
    let mut link = "../".repeat(from.len() - 1 - shared);
    for (i, piece) in to[shared..].iter().enumerate() {
        if i > 0 {
            link.push('/');
        }
        link.push_str(&encode(piece));
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_encoded() {
        for (there, here, link) in [
            ("index.html", "phases/p1/index.html", "../../index.html"),
            ("phases/p2/index.html", "phases/p1/index.html", "../p2/index.html"),
            ("p1/p1/x.html", "p1/x.html", "p1/x.html"),
            ("p1/x.html", "p1/p1/x.html", "../x.html"),
            ("x/p1/a.html", "y/p1/b.html", "../../x/p1/a.html"),
            ("a b/50%.html", "index.html", "a%20b/50%25.html"),
            ("caf\u{e9}.png", "a/b.html", "../caf%C3%A9.png"),
        ] {
            assert_eq!(relative(here, there), link, "{there} from {here}");
        }
    }

    #[test]
    fn links_in_a_folder_hold_on_every_page_of_it() {
        let here = "milestones/m1.2/";
        assert_eq!(relative(here, "milestones/m1.2/index.html#updates"), "index.html#updates");
        assert_eq!(relative(here, "milestones/m1.3/index.html"), "../m1.3/index.html");
        assert_eq!(relative("", "risks/index.html"), "risks/index.html");
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let here = "milestones/m1.2/index.html";
        assert_eq!(relative(here, "milestones/m1.3/index.html"), "../m1.3/index.html");
        assert_eq!(relative(here, "index.html"), "../../index.html");
        assert_eq!(relative(here, "milestones/m1.2/gantt.svg"), "gantt.svg");
        assert_eq!(relative(here, "milestones/m1.2/index.html#updates"), "#updates");
        assert_eq!(relative(here, here), "index.html");
        assert_eq!(relative("", "risks/index.html"), "risks/index.html");
        assert_eq!(relative("index.html", "risks/index.html#risk-001"), "risks/index.html#risk-001");
        assert_eq!(relative("a/b.html", "a/c d:é.html"), "c%20d%3A%C3%A9.html");
        assert_eq!(relative("a/index.html", "javascript:alert(1)"), "#");
        assert_eq!(relative("a/index.html", "https://example.org/x"), "https://example.org/x");
    }
}
