//! Files that are copied to write others: kept beside them, and none of them.
//!
//! Known by their name, else by a title that is still to be filled in.

use super::{Document, Value, fields::FieldMap, lookup::lookup};
use crate::world::ProjectPath;

/// Words beside which `template` is all that a name says.
const BESIDE: [&str; 29] = [
    "0",
    "adr",
    "architecture",
    "architectural",
    "bare",
    "basic",
    "decision",
    "default",
    "design",
    "dr",
    "doc",
    "enhancement",
    "full",
    "kep",
    "long",
    "madr",
    "minimal",
    "my",
    "nygard",
    "pep",
    "project",
    "proposal",
    "record",
    "rfc",
    "risk",
    "short",
    "simple",
    "task",
    "the",
];

/// Whether a file, seen from the content folder, is a template.
pub fn is_template(document: &Document, content: &ProjectPath) -> bool {
    let below = document.path.strip(content).unwrap_or_default();
    let folders = below.rsplit_once('/').map_or("", |(folders, _)| folders);
    names_template(document.path.file_stem())
        || folders.split('/').any(names_template)
        || (!has_title(document)
            && document.preamble.section(|name| name == "title").next().is_none()
            && document
                .body
                .headings
                .first()
                .is_some_and(|heading| heading.level == 1 && is_to_fill_in(&heading.text)))
}

/// Whether front matter has a title that is filled in: then the heading is only left from a template.
fn has_title(document: &Document) -> bool {
    let title = document.front_matter.as_ref().and_then(|node| lookup(node, "title", &FieldMap::new()));
    matches!(title.map(|node| &node.value), Some(Value::Text(text)) if !is_to_fill_in(text))
}

/// Whether a name says nothing but that it is a template: `adr-template`, `0000-template`, `_templates`, `NNNN-kep-template`.
fn names_template(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut found = false;
    let only = parts.all(|part| {
        let is_template = matches!(part, "template" | "templates" | "tmpl");
        found |= is_template;
        is_template || BESIDE.contains(&part) || is_no_number(part)
    });
    found && only
}

/// `0000`, `nnnn`, `yyyymmdd`: what stands in place of a number.
fn is_no_number(part: &str) -> bool {
    part.chars().all(|c| matches!(c, '0' | 'n' | 'x' | 'y' | 'm' | 'd'))
}

/// Whether a title is what a template puts there: `[short title]`, `{title}`, `<title>`, `NUMBER. TITLE`.
fn is_to_fill_in(title: &str) -> bool {
    let title = title.trim();
    let bare =
        title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | ' ' | 'N' | 'X'));
    let within = |open: char, close: char| {
        bare.starts_with(open) && bare.ends_with(close) && bare.matches(open).count() == 1 && bare.len() > 2
    };
    within('[', ']')
        || within('{', '}')
        || within('<', '>')
        || matches!(title, "NUMBER. TITLE" | "NUMBER TITLE" | "TITLE" | "Title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_templates() {
        for name in [
            "template",
            "adr-template",
            "0000-adr-template",
            "NNNN-kep-template",
            "_templates",
            "adr-template-bare-minimal",
            "TEMPLATE",
        ] {
            assert!(names_template(name), "{name}");
        }
        for name in [
            "0005-template",
            "0012-use-an-adr-template",
            "templates-for-mails",
            "adr",
            "0000-record-decisions",
        ] {
            assert!(!names_template(name), "{name}");
        }
    }

    #[test]
    fn titles_to_fill_in() {
        for title in [
            "[short title of solved problem]",
            "{short title, of both}",
            "NUMBER. TITLE",
            "0. {title}",
            "<title>",
        ] {
            assert!(is_to_fill_in(title), "{title}");
        }
        for title in ["Use [x] and [y]", "[ADR-1] Use Kafka", "Titles", "{a} or {b}", "1. Two kilns"] {
            assert!(!is_to_fill_in(title), "{title}");
        }
    }
}
