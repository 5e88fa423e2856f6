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

fn write(element: ElementRef, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(&words.replace('\n', " ")),
            Node::Element(_) => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                match child.value().name() {
                    "svg" | "script" | "style" | "template" => {}
                    "td" | "th" => {
                        write(child, text);
                        text.push_str(" | ");
                    }
                    "br" => text.push('\n'),
                    name if BLOCKS.contains(&name) => block(name, child, text),
                    _ => write(child, text),
                }
            }
            _ => {}
        }
    }
}

fn block(name: &str, element: ElementRef, text: &mut String) {
    text.push('\n');
    match name {
        "h1" => text.push_str("# "),
        "h2" => text.push_str("## "),
        "h3" => text.push_str("### "),
        "li" => text.push_str("- "),
        _ => {}
    }
    write(element, text);
    text.push('\n');
}
