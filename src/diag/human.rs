//! Diagnostics for people at a terminal: with the line at fault, or on one line each.
//!
//! Content is untrusted: nothing in it reaches the terminal that could move the cursor, change colors or reorder
//! text, and no line of it is shown beyond the width of the terminal.

use annotate_snippets::{
    Annotation, AnnotationKind, Group as Lines, Level, Renderer, Snippet, renderer::DecorStyle,
};

use super::{Diagnostic, FileId, Place, Severity, Sources, group::Group};
use crate::text::visible;

/// Narrowest and widest terminal that is believed, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=240;
/// Most second places that are shown.
const MOST_LABELS: usize = 8;

/// Most places of equal findings that are named, the first one aside.
const MOST_OTHERS: usize = 2;

/// The diagnostic with the lines it is about, for a terminal of `width` columns; several lines, without a last line end.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, color: bool, width: usize) -> String {
    render_group(&Group { first: diagnostic, others: Vec::new() }, sources, color, width)
}

/// As [`render`], for findings that are the same: the first in full, then where the next ones are, and how many.
pub fn render_group(group: &Group<'_>, sources: &Sources, color: bool, width: usize) -> String {
    let diagnostic = group.first;
    let others = others(group, sources);
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let title = level(diagnostic.severity)
        .primary_title(visible::line(&diagnostic.message))
        .id(diagnostic.code.name());
    let excerpts = excerpts(diagnostic, sources, width);
    let mut group = Lines::with_title(title).elements(excerpts.iter().map(Excerpt::snippet));
    let hidden = diagnostic.labels.len().saturating_sub(MOST_LABELS);
    if hidden > 0 {
        group = group.element(Level::NOTE.message(format!("and {hidden} more places")));
    }
    if let Some(others) = &others {
        group = group.element(Level::NOTE.message(others.as_str()));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(visible::line(hint)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(width).render(&[group])
}

/// `24 times, also at a.md:7:1, b.md:7:1 and 21 more places`.
fn others(group: &Group<'_>, sources: &Sources) -> Option<String> {
    let all = group.others.len();
    let named = group.others.iter().take(MOST_OTHERS).map(|place| {
        let at = sources.position(*place);
        format!("{}:{}:{}", visible::name(sources.path(place.file)), at.line, at.column)
    });
    let named: Vec<String> = named.collect();
    let more = match all.saturating_sub(named.len()) {
        0 => String::new(),
        1 => " and 1 more place".to_owned(),
        more => format!(" and {more} more places"),
    };
    (all > 0).then(|| format!("{} times: also at {}{more}", all + 1, named.join(", ")))
}

/// `path:line:column: severity[code]: message; hint`, on one line.
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.place.map_or_else(String::new, |place| {
        let at = sources.position(place);
        format!("{}:{}:{}: ", visible::name(sources.path(place.file)), at.line, at.column)
    });
    let hint =
        diagnostic.hint.as_deref().map_or_else(String::new, |hint| format!("; {}", visible::line(hint)));
    let severity = diagnostic.severity.word();
    format!("{place}{severity}[{}]: {}{hint}", diagnostic.code, visible::line(&diagnostic.message))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// One line of a source, up to where it is of interest, with the places on it.
struct Excerpt {
    file: FileId,
    /// The offset of the line in its file.
    start: usize,
    line: usize,
    path: String,
    text: String,
    /// Ranges of `text`, whether it is the place at fault, and what to say there.
    marks: Vec<(std::ops::Range<usize>, bool, String)>,
}

/// The lines of all places of a diagnostic, that at fault first.
fn excerpts(diagnostic: &Diagnostic, sources: &Sources, width: usize) -> Vec<Excerpt> {
    let labels = diagnostic
        .labels
        .iter()
        .take(MOST_LABELS)
        .map(|label| (label.place, false, visible::line(&label.text).into_owned()));
    let places = diagnostic.place.map(|place| (place, true, String::new())).into_iter().chain(labels);
    let mut excerpts: Vec<Excerpt> = Vec::new();
    for (place, primary, text) in places {
        let Some(found) = Excerpt::around(place, sources, width) else { continue };
        let (excerpt, range) = found;
        let mark = (range, primary, text);
        match excerpts.iter_mut().find(|known| (known.file, known.start) == (excerpt.file, excerpt.start)) {
            Some(known) => {
                if excerpt.text.len() > known.text.len() {
                    known.text = excerpt.text;
                }
                known.marks.push(mark);
            }
            None => excerpts.push(Excerpt { marks: vec![mark], ..excerpt }),
        }
    }
    excerpts
}

impl Excerpt {
    /// The line on which `place` begins, and the part of the place that is on it and fits the terminal.
    fn around(place: Place, sources: &Sources, width: usize) -> Option<(Self, std::ops::Range<usize>)> {
        let source = sources.get(place.file)?;
        let at = floor_char(&source.text, place.span.start as usize);
        let (before, after) = source.text.split_at(at);
        let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let end_of_line = after.find(['\n', '\r']).map_or(source.text.len(), |i| at + i);
        // A place as wide as the terminal needs no more than that to be seen.
        let widest = nth_char(&source.text, at, end_of_line, width / 2);
        let end = floor_char(&source.text, (place.span.end as usize).min(widest)).max(at);
        let shown = nth_char(&source.text, end, end_of_line, width);
        let text = source.text.get(start..shown).unwrap_or("");
        let line = source.position(place.span.start).line as usize;
        let path = visible::name(&source.path).into_owned();
        let excerpt =
            Self { file: place.file, start, line, path, text: visible::same_length(text), marks: Vec::new() };
        Some((excerpt, at - start..end - start))
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let annotations = self.marks.iter().map(|(range, primary, text)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range.clone()).label((!text.is_empty()).then_some(text.as_str()))
        });
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(self.path.as_str())
            .annotations(annotations)
    }
}

/// The offset of the character `n` places after `from`, or `end` if that is nearer.
fn nth_char(text: &str, from: usize, end: usize, n: usize) -> usize {
    text.get(from..end).and_then(|rest| rest.char_indices().nth(n)).map_or(end, |(i, _)| from + i)
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Code, Source},
        text::Span,
    };

    fn sources(text: &str) -> (Sources, FileId) {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("content/a.md", text));
        (sources, file)
    }

    fn duplicate(text: &str) -> (Sources, Diagnostic) {
        let (sources, file) = sources(text);
        let first = text.find("status").expect("the text has it");
        let again = text.rfind("status").expect("the text has it");
        let place = |at| Place::new(file, Span::new(at, at + 6));
        let diagnostic = Diagnostic::new(Code::DuplicateKey, place(again), "the key `status` stands twice")
            .label(place(first), "first written here")
            .hint("keep one");
        (sources, diagnostic)
    }

    #[test]
    fn shows_both_lines_and_the_hint() {
        let (sources, diagnostic) = duplicate("---\nstatus: green\ntitle: é\nstatus: red\n");
        insta::assert_snapshot!(render(&diagnostic, &sources, false, 80), @r"
        error[duplicate-key]: the key `status` stands twice
         --> content/a.md:4:1
          |
        4 | status: red
          | ^^^^^^
          |
         ::: content/a.md:2:1
          |
        2 | status: green
          | ------ first written here
          |
          = help: keep one
        ");
        assert_eq!(
            short(&diagnostic, &sources),
            "content/a.md:4:1: error[duplicate-key]: the key `status` stands twice; keep one"
        );
    }

    #[test]
    fn two_places_on_one_line_are_one_excerpt() {
        let (sources, diagnostic) = duplicate("{status: green, title: é, status: red}");
        insta::assert_snapshot!(render(&diagnostic, &sources, false, 80), @r"
        error[duplicate-key]: the key `status` stands twice
         --> content/a.md:1:27
          |
        1 | {status: green, title: é, status: red}
          |  ------                   ^^^^^^
          |  |
          |  first written here
          |
          = help: keep one
        ");
    }

    #[test]
    fn a_line_of_200_000_characters_is_cut_to_the_terminal() {
        for (text, span) in [
            ("é".repeat(200_000), Span::new(0, 400_000)),
            (format!("{}@{}", "x".repeat(100_000), "y".repeat(100_000)), Span::new(100_000, 100_001)),
            (format!("{}@", "x".repeat(200_000)), Span::new(200_000, 200_001)),
        ] {
            let (sources, file) = sources(&text);
            let diagnostic = Diagnostic::new(Code::WrongType, Place::new(file, span), "long");
            let rendered = render(&diagnostic, &sources, false, 80);
            let longest = rendered.lines().map(|line| line.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= 100), "{longest:?} columns");
            assert!(rendered.contains('^'));
        }
    }

    #[test]
    fn content_cannot_steer_the_terminal() {
        let text = "title: \u{1b}[2J\u{7}\u{9b}x\u{202e}evil\tend";
        let mut sources = Sources::default();
        let file = sources.add(Source::new("a\u{1b}[31m.md", text));
        let place = Place::new(file, Span::new(7, text.len()));
        let diagnostic =
            Diagnostic::new(Code::WrongType, place, format!("{text}\nnext")).hint(text).label(place, text);
        for shown in [render(&diagnostic, &sources, false, 80), short(&diagnostic, &sources)] {
            assert!(shown.chars().all(|c| c == '\n' || !visible::steers(c)), "{shown:?}");
        }
    }

    #[test]
    fn a_place_outside_of_any_source_still_has_its_message() {
        let place = Place::new(FileId(9), Span::new(5, 7));
        let diagnostic = Diagnostic::new(Code::BadDate, place, "odd");
        assert_eq!(render(&diagnostic, &Sources::default(), false, 80), "error[bad-date]: odd");
        let (sources, _) = sources("short");
        let beyond = Diagnostic::new(Code::BadDate, Place::new(FileId(0), Span::new(50, 70)), "odd");
        assert!(render(&beyond, &sources, true, 80).contains("odd"));
        assert_eq!(
            short(&Diagnostic::global(Code::MissingSettings, "none"), &sources),
            "error[missing-settings]: none"
        );
    }
}
