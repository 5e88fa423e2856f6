//! The contents of a page: links to its headings, found in what its templates made and put where they leave room for it.
//!
//! So every page has them, whatever its template, and no template counts its own sections. Knows of HTML only what our
//! own templates and our Markdown write: `<h2 id="…">`.

/// Where a template leaves room for the contents.
const ROOM: &str = "<!--contents-->";
/// The id of their heading.
pub(super) const ID: &str = "toc";
/// Fewer headings need no contents.
const LEAST: usize = 2;

/// The page with its contents; without room for them it stays as it is.
pub(super) fn with_contents(html: String) -> String {
    let Some(at) = html.rfind(ROOM) else { return html };
    let headings = headings(&html[..at]);
    let nav = if headings.len() < LEAST { String::new() } else { nav(&headings) };
    let mut page = String::with_capacity(html.len() + nav.len());
    page.push_str(&html[..at]);
    page.push_str(&nav);
    page.push_str(html[at + ROOM.len()..].trim_start_matches(|c| nav.is_empty() && c == '\n'));
    page
}

fn nav(headings: &[(&str, String)]) -> String {
    let mut nav =
        format!("<nav class=\"toc\" aria-labelledby=\"{ID}\"><h2 id=\"{ID}\">On this page</h2><ul>");
    for (id, words) in headings {
        nav.push_str(&format!("<li><a href=\"#{id}\">{words}</a></li>"));
    }
    nav.push_str("</ul></nav>");
    nav
}

/// Anchors and words of the headings in `main`, both as they stand there: escaped.
fn headings(html: &str) -> Vec<(&str, String)> {
    let main = html.find("<main").map_or(html, |start| &html[start..]);
    let parts = main.split("<h2 id=\"").skip(1);
    let heading = |part: &'_ str| -> Option<(usize, String)> {
        let id = part.find('"')?;
        let inside = part[id..].split_once('>')?.1.split_once("</h2>")?.0;
        Some((id, words(inside)))
    };
    let found = parts.filter_map(|part| heading(part).map(|(id, words)| (&part[..id], words)));
    found.filter(|(_, words)| !words.is_empty()).collect()
}

/// The text of a heading without its elements; a count beside it and links to itself are no words of it.
fn words(inside: &str) -> String {
    let end = ["<small", "<a class=\"self\"", "<a class=\"anchor\""]
        .iter()
        .filter_map(|mark| inside.find(mark))
        .min();
    let mut words = String::new();
    for part in inside[..end.unwrap_or(inside.len())].split('<') {
        words.push_str(
            part.rsplit_once('>').map_or(if words.is_empty() { part } else { "" }, |(_, text)| text),
        );
    }
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::with_contents;

    #[test]
    fn headings_become_links_and_few_need_none() {
        let page = "<h2 id=\"x\">Frame</h2><main><h2 id=\"a\">Eggs &amp; <em>ham</em> <small>3</small></h2>\
                    <h2 id=\"b\">Bread<a class=\"self\" href=\"#b\"></a></h2><h2>None</h2><!--contents--></main>";
        let with = with_contents(page.to_owned());
        assert!(
            with.contains("<li><a href=\"#a\">Eggs &amp; ham</a></li><li><a href=\"#b\">Bread</a></li></ul>"),
            "{with}"
        );
        assert!(!with.contains("#x") && !with.contains("<!--"));
        let one = "<main><h2 id=\"a\">A</h2>\n<!--contents-->\n</main>";
        assert_eq!(with_contents(one.to_owned()), "<main><h2 id=\"a\">A</h2>\n</main>");
        assert_eq!(with_contents("no room".to_owned()), "no room");
    }
}
