//! What somebody reads on a page, without markup: one line a block, `|` between the cells of a table.

use scraper::{ElementRef, Html, Node, Selector};

/// Elements that begin a line of their own.
const BLOCKS: [&str; 25] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "p",
    "pre",
    "section",
    "summary",
    "tr",
];

/// The text of the main part of a page.
pub fn main_text(html: &str) -> String {
    let page = Html::parse_document(html);
    let main = page.select(&selector("main")).next().expect("every page has a main part");
    let mut text = String::new();
    write(main, &mut text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.trim_matches([' ', '|']).is_empty()).collect();
    lines.join("\n")
}

/// A selector that a test wrote.
pub fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector of this test")
}

/// Walks without recursion: a page can be nested deeper than a stack.
fn write(main: ElementRef, text: &mut String) {
    let mut steps = vec![(*main, true)];
    while let Some((node, opens)) = steps.pop() {
        match node.value() {
            Node::Text(words) => text.push_str(&words.replace('\n', " ")),
            Node::Element(element) if opens => {
                let name = element.name();
                if matches!(name, "svg" | "script" | "style" | "template") {
                    continue;
                }
                if BLOCKS.contains(&name) || name == "br" {
                    text.push('\n');
                    text.push_str(sign(name));
                }
                steps.push((node, false));
                steps.extend(node.children().rev().map(|child| (child, true)));
            }
            Node::Element(element) => match element.name() {
                "td" | "th" => text.push_str(" | "),
                name if BLOCKS.contains(&name) => text.push('\n'),
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a block begins with.
fn sign(name: &str) -> &'static str {
    match name {
        "h1" => "# ",
        "h2" => "## ",
        "h3" => "### ",
        "li" => "- ",
        _ => "",
    }
}
