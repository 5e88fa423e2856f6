//! The marks at the head of a page: the frame defines all of them, and a page keeps those that it uses.
//!
//! Knows of HTML only what our frame writes: a picture of the class `sprite` with a `<symbol id="…">` a mark.

use std::collections::BTreeSet;

/// How the picture with the marks begins.
const SPRITE: &str = "<svg class=\"sprite\"";
const SYMBOL: &str = "<symbol id=\"";
const SYMBOL_END: &str = "</symbol>\n";
/// How an element names the mark that it shows.
const USE: &str = "href=\"#";

/// The page without the marks that nothing on it shows.
pub(super) fn without_unused(mut html: String) -> String {
    let Some(start) = html.find(SPRITE) else { return html };
    let Some(end) = html[start..].find("</svg>").map(|length| start + length) else { return html };
    let used: BTreeSet<&str> =
        html[end..].split(USE).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let sprite = &html[start..end];
    let kept: String =
        symbols(sprite).filter(|(id, _)| used.contains(id)).map(|(_, symbol)| symbol).collect();
    if let (Some(first), Some(last)) = (sprite.find(SYMBOL), sprite.rfind(SYMBOL_END)) {
        html.replace_range(start + first..start + last + SYMBOL_END.len(), &kept);
    }
    html
}

/// The ids of the marks, each with all that defines it.
fn symbols(sprite: &str) -> impl Iterator<Item = (&str, &str)> {
    sprite.match_indices(SYMBOL).filter_map(|(at, _)| {
        let length = sprite[at..].find(SYMBOL_END)? + SYMBOL_END.len();
        let id = sprite[at + SYMBOL.len()..].split('"').next()?;
        Some((id, &sprite[at..at + length]))
    })
}

#[cfg(test)]
mod tests {
    use super::without_unused;

    #[test]
    fn what_is_shown_stays() {
        let page = "<body>\n<svg class=\"sprite\">\n<symbol id=\"rag-red\"><path/></symbol>\n\
                    <symbol id=\"rag-amber\"><path/></symbol>\n<symbol id=\"stone\"><path/></symbol>\n</svg>\n\
                    <use href=\"#stone\"/><a href=\"#rag-amber-1\"></a><use href=\"#rag-red\"/>";
        let is = page.replace("<symbol id=\"rag-amber\"><path/></symbol>\n", "");
        assert_eq!(without_unused(page.to_owned()), is);
        for page in
            ["", "<svg class=\"sprite\">", "<svg class=\"sprite\"></svg>", "<symbol id=\"a\"></symbol>\n"]
        {
            assert_eq!(without_unused(page.to_owned()), page);
        }
    }
}
