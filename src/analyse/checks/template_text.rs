//! Text of a template that nobody replaced.
//!
//! Only phrases that well-known templates hold and that nobody writes of his own accord; none inside of code.

use crate::{
    analyse::Finding,
    diag::{Code, Place},
    model::{Head, Program, Subject},
    text::Span,
};

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
pub struct FillerText {
    /// The phrase, in lower case.
    pub phrase: &'static str,
}

impl FillerText {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::TemplateText
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let is_template =
        |subject: &Subject| matches!(subject, Subject::Page(key) if program.pages[*key].template);
    let written = program.subjects().filter(|subject| !is_template(subject));
    written.flat_map(|subject| body(program.head(subject))).collect()
}

fn body(head: &Head) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut start = head.body.span.start as usize;
    let mut fence: Option<&str> = None;
    for line in head.body.markdown.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => {
                findings.extend(phrase(line).map(|(at, phrase)| finding(head, start + at, phrase)))
            }
            _ => {}
        }
        start += line.len();
    }
    findings
}

/// The first phrase in a line, outside of code spans. ASCII lower case keeps every byte in its place.
fn phrase(line: &str) -> Option<(usize, &'static str)> {
    if !line.contains(['{', '[', '<', 'e', 'E']) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let found = PHRASES.iter().filter_map(|phrase| Some((lower.find(phrase)?, *phrase)));
    let outside = |&(at, _): &(usize, _)| lower[..at].matches('`').count().is_multiple_of(2);
    found.filter(outside).min()
}

fn finding(head: &Head, at: usize, phrase: &'static str) -> Finding {
    let place = Place::new(head.file, Span::new(at, at + phrase.len()));
    Finding::new(place, FillerText { phrase })
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn code_is_not_searched_and_letters_of_others_do_not_shift() {
        assert_eq!(phrase("İ Lorem Ipsum dolor\n").map(|(at, _)| at), Some(3));
        assert_eq!(phrase("write `{short title}` there"), None);
        assert_eq!(phrase("a short title of a problem"), None);
    }
}
