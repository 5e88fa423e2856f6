//! Text of a template that nobody replaced.
//!
//! Only phrases that well-known templates hold and that nobody writes of his own accord; none inside of code. One automaton
//! goes over the whole text; lines are looked at only where it finds something.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Span;

/// What templates say, in lower case: those of MADR 2 to 4, Nygard's, of reports on tasks, and fillers.
const PHRASES: &[&str] = &[
    "lorem ipsum",
    "{short title",
    "{describe the context",
    "{title of option",
    "{decision driver ",
    "{justification. e.g.",
    "{example | description",
    "{argument a}",
    "{argument b}",
    "{yyyy-mm-dd when",
    "[short title of solved problem",
    "[describe the context and problem statement",
    "[option 1]",
    "the issue motivating this decision, and any context",
    "the change that we're proposing or have agreed to implement",
    "what becomes easier or more difficult to do and any risks",
    "what is the issue that we're seeing that is motivating",
    "[insert ",
    "<insert ",
    "your text here",
    "text goes here",
    "task_<uuid>",
];

/// A phrase of a template that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filler {
    /// The phrase, in lower case.
    pub phrase: &'static str,
    /// Its bytes.
    pub span: Span,
}

/// All phrases at once; `None` never.
static ANY: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(PHRASES).ok());

/// The first phrase of each line of some Markdown that begins at byte `offset` of its file.
pub fn fillers(markdown: &str, offset: usize) -> Vec<Filler> {
    if ANY.as_ref().is_some_and(|any| !any.is_match(markdown)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = offset;
    let mut fence: Option<&str> = None;
    for line in markdown.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => found.extend(phrase(line).map(|(at, phrase)| {
                let at = start + at;
                Filler { phrase, span: Span::new(at, at + phrase.len()) }
            })),
            _ => {}
        }
        start += line.len();
    }
    found
}

/// The first phrase in a line, outside of code spans. ASCII lower case keeps every byte in its place.
fn phrase(line: &str) -> Option<(usize, &'static str)> {
    let lower = line.to_ascii_lowercase();
    let found = PHRASES.iter().filter_map(|phrase| Some((lower.find(phrase)?, *phrase)));
    let outside = |&(at, _): &(usize, _)| lower[..at].matches('`').count().is_multiple_of(2);
    found.filter(outside).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_searched_and_letters_of_others_do_not_shift() {
        assert_eq!(phrase("İ Lorem Ipsum dolor\n").map(|(at, _)| at), Some(3));
        assert_eq!(phrase("write `{short title}` there"), None);
        assert_eq!(phrase("a short title of a problem"), None);
    }

    #[test]
    fn each_phrase_is_found_in_any_case_and_none_in_a_fence() {
        for known in PHRASES {
            let text = format!("One\n{}\n", known.to_uppercase());
            let found = fillers(&text, 10);
            assert_eq!(found.first().map(|found| found.span.start), Some(14), "{known}");
            assert_eq!(fillers(&format!("```\n{known}\n```\n"), 0), []);
        }
    }
}
