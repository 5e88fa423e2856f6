//! What a merge leaves behind that nobody has settled: two halves between lines of `<<<<<<<`, `=======`, `>>>>>>>`.
//!
//! Looks at lines alone. Nobody knows which half holds, so neither is read.

use std::ops::Range;

use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::Span,
};

/// The lines of one conflict, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// All of it, from the first marker to the end of the last line.
    pub whole: Range<usize>,
    /// The marker it begins with, `<<<<<<< HEAD`.
    first: Range<usize>,
    /// Where the other half begins, and where it ends.
    others: Vec<(Range<usize>, &'static str)>,
}

/// Every conflict of a text, in order.
pub fn find(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return found;
    }
    let mut open: Option<Conflict> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        match marker(line.trim_end()) {
            Some('<') => {
                found.extend(open.take());
                open = Some(Conflict { whole: range.start..at, first: range, others: Vec::new() });
            }
            Some('=') => {
                if let Some(open) = open.as_mut().filter(|open| open.others.is_empty()) {
                    open.others.push((range, "the other half begins here"));
                }
            }
            Some('>') => match open.take() {
                Some(mut whole) => {
                    whole.whole.end = at;
                    whole.others.push((range, "and ends here"));
                    found.push(whole);
                }
                None => found.push(Conflict { whole: range.start..at, first: range, others: Vec::new() }),
            },
            _ => {}
        }
    }
    found.extend(open.map(Conflict::cut_short));
    found
}

/// The sign of which a line is a marker: seven of them, and then nothing or a name.
fn marker(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '=' | '>'))?;
    let rest = line.trim_start_matches(sign);
    let named = rest.is_empty() || (rest.starts_with(' ') && sign != '=');
    (line.len() - rest.len() == 7 && named).then_some(sign)
}

impl Conflict {
    /// One that does not end is its first line alone.
    fn cut_short(self) -> Self {
        Self { whole: self.first.clone(), others: Vec::new(), ..self }
    }

    /// What to tell about it.
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let place = |range: &Range<usize>| Place::new(file, Span::new(range.start, range.end));
        let message = match self.others.is_empty() {
            true => "a line that a merge conflict left behind stands here",
            false => "the two halves of a merge conflict stand here; neither is read",
        };
        let diagnostic = Diagnostic::new(Code::MergeConflict, place(&self.first), message)
            .hint("keep what holds, and take out the lines of `<<<<<<<`, `=======` and `>>>>>>>`");
        self.others.iter().fold(diagnostic, |told, (range, text)| told.label(place(range), *text))
    }
}

/// A text in which what stands in the conflicts is blank; every offset and line stays as it is.
pub fn blanked(text: &str, conflicts: &[Conflict]) -> String {
    let mut blank = String::with_capacity(text.len());
    let mut at = 0;
    for conflict in conflicts {
        blank.push_str(&text[at..conflict.whole.start]);
        let lines = text[conflict.whole.clone()].bytes();
        blank.extend(lines.map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }));
        at = conflict.whole.end;
    }
    blank.push_str(&text[at..]);
    blank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_all_between_its_markers() {
        let text = "a\n<<<<<<< ours\nb é\n||||||| before\nc\n=======\nd\n>>>>>>> theirs\ne\n";
        let found = find(text);
        let [conflict] = found.as_slice() else { panic!("{found:?}") };
        assert!(text[conflict.whole.clone()].starts_with("<<<<<<< ours\n"));
        assert!(text[conflict.whole.clone()].ends_with(">>>>>>> theirs\n"));
        assert_eq!(conflict.others.len(), 2);
        let blank = blanked(text, &found);
        assert_eq!((blank.len(), blank.lines().count()), (text.len(), text.lines().count()));
        assert_eq!(blank.split_whitespace().collect::<Vec<_>>(), ["a", "e"]);
    }

    #[test]
    fn underlines_and_quotes_are_none() {
        assert_eq!(find("Title\n=======\n\n>>>> deep quote\n<<<<<<<<\n"), []);
        assert_eq!(find("a\n>>>>>>> theirs\n").len(), 1, "a marker alone was forgotten");
        assert_eq!(find("<<<<<<< a\n<<<<<<< b\nc\n=======\nd\n>>>>>>> e\n").len(), 2);
    }
}
