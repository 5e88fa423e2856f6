//! Headings that are names of sections, whatever the text is about.

/// Headings that begin a text whose title stands elsewhere: in the name of its file, as proposals have it.
const SECTIONS: [&str; 9] = [
    "abstract",
    "background",
    "context",
    "description",
    "introduction",
    "motivation",
    "overview",
    "status",
    "summary",
];

/// Whether a heading is the name of a section, whatever the text is about.
pub fn is_of_section(heading: &str) -> bool {
    SECTIONS.iter().any(|name| heading.trim().eq_ignore_ascii_case(name))
}
