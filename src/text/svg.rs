//! Which SVG pictures of others may be published beside the pages.
//!
//! As a picture on a page an SVG file runs nothing, but whoever opens it alone gets a document of the site. So a file is
//! published only where it holds nothing that runs, loads or leads anywhere: elements that draw, with attributes that draw.

use roxmltree::{Document, Node, ParsingOptions};

/// The namespace of what draws.
const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of pages: what stands in it could be anything.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Largest file that is looked at, in bytes.
const LARGEST: usize = 4_000_000;

/// Elements that draw, or say what is drawn.
const DRAWING: [&str; 44] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "feTurbulence",
    "switch",
    "style",
];

/// Whether a file is a picture that may be published.
pub fn is_harmless(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LARGEST || text.contains("<?xml-stylesheet") {
        return false;
    }
    // no entities: they could stand for anything
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 500_000, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return false };
    let root = document.root_element();
    root.has_tag_name((SVG, "svg"))
        && document.descendants().filter(Node::is_element).all(|node| draws(&node))
}

fn draws(node: &Node<'_, '_>) -> bool {
    let tag = node.tag_name();
    match tag.namespace() {
        Some(SVG) => {
            let harmless = |text: &str| !loads(text);
            DRAWING.contains(&tag.name())
                && (tag.name() != "style" || node.descendants().filter_map(|text| text.text()).all(harmless))
                && node.attributes().all(|attribute| is_drawing(attribute.name(), attribute.value()))
        }
        // notes of drawing programs, which browsers pass over
        Some(other) => {
            other != XHTML && node.attributes().all(|attribute| !attribute.name().starts_with("on"))
        }
        None => false,
    }
}

fn is_drawing(name: &str, value: &str) -> bool {
    match name.to_ascii_lowercase().as_str() {
        "href" | "src" => value.trim_start().starts_with('#'),
        name if name.starts_with("on") => false,
        _ => !loads(value),
    }
}

/// Whether a style or the value of an attribute loads something: only pieces of the file itself may be named.
fn loads(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'' && *c != '"')
        .collect::<String>()
        .to_ascii_lowercase();
    let elsewhere = plain.match_indices("url(").any(|(at, _)| !plain[at + 4..].starts_with('#'));
    elsewhere
        || ["@import", "javascript:", "expression(", "\\", "image-set("].iter().any(|bad| plain.contains(bad))
}

#[cfg(test)]
mod tests {
    use super::is_harmless;

    fn svg(inside: &str) -> Vec<u8> {
        format!("<svg xmlns=\"{}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>", super::SVG)
            .into_bytes()
    }

    #[test]
    fn what_draws_may_be_published() {
        for inside in [
            "",
            "<style>.a{fill:url(#g)}</style><g class=\"a\" id=\"x\"><path d=\"M0 0h1\"/></g><use xlink:href=\"#x\"/>",
            "<text x=\"1\">online on = javascript</text><title>t</title>",
            "<i:layer xmlns:i=\"http://example.org/drawing\" i:name=\"x\"/>",
        ] {
            assert!(is_harmless(&svg(inside)), "{inside}");
        }
        assert!(is_harmless(&[b"\xef\xbb\xbf<?xml version=\"1.0\"?>".as_slice(), &svg("<rect/>")].concat()));
    }

    #[test]
    fn what_runs_loads_or_leads_away_may_not() {
        for inside in [
            "<script>1</script>",
            "<g onload=\"x\"/>",
            "<g ONLOAD=\"x\"/>",
            "<a href=\"javascript:x\"><path/></a>",
            "<a xlink:href=\"https://e.org\"><path/></a>",
            "<image href=\"https://e.org/x.png\"/>",
            "<image href=\"data:image/png;base64,xx\"/>",
            "<use xlink:href=\"other.svg#x\"/>",
            "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
            "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x</h:script>",
            "<style>@import 'x.css';</style>",
            "<style>.a{fill:u\\72l(http://e.org)}</style>",
            "<rect fill=\"url( https://e.org/x )\"/>",
            "<rect style=\"background:url('//e.org')\"/>",
            "<set attributeName=\"href\" to=\"javascript:x\"/>",
            "<animate attributeName=\"x\"/>",
        ] {
            assert!(!is_harmless(&svg(inside)), "{inside}");
        }
        for whole in [
            "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
            "<?xml-stylesheet href=\"x.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<svg/>",
            "no picture",
        ] {
            assert!(!is_harmless(whole.as_bytes()), "{whole}");
        }
        assert!(!is_harmless(b"\xff\xfe<svg/>"));
    }
}
