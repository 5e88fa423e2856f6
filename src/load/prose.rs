//! The words of a Markdown text as people read them, heading by heading, for whoever looks for words in it.
//!
//! Reads the same Markdown as [`super::markdown`] with the same options, so headings have the same numbers.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::options;

/// The text under a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The number of the heading among those of the body; `None` before the first one.
    pub heading: Option<usize>,
    /// The text.
    pub text: String,
}

/// The text of a body, in order; pieces that stand apart are parted by spaces.
pub fn prose(markdown: &str) -> Vec<Stretch> {
    let mut stretches = vec![Stretch::default()];
    let (mut headings, mut in_heading) = (0, false);
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                stretches.push(Stretch { heading: Some(headings), text: String::new() });
                headings += 1;
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            // the heading itself is known already
            _ if in_heading => {}
            Event::Text(text) | Event::Code(text) => push(&mut stretches, &text),
            Event::Html(raw) => {
                without_tags(&raw, |text| push(&mut stretches, text));
                push(&mut stretches, " ");
            }
            Event::SoftBreak | Event::HardBreak => push(&mut stretches, " "),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(_) => push(&mut stretches, " "),
            _ => {}
        }
    }
    stretches
}

fn push(stretches: &mut [Stretch], text: &str) {
    if let Some(last) = stretches.last_mut() {
        last.text.push_str(text);
    }
}

/// What of a line of raw HTML is no tag. Nobody shows it: it is only looked through.
fn without_tags(raw: &str, mut each: impl FnMut(&str)) {
    let mut rest = raw;
    while let Some(open) = rest.find('<') {
        each(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    each(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_under_its_heading() {
        let read = prose(
            "before\n\n# One *x*\n\na**b**c [d](e.md)\n\n- f\n- `g`\n\n## Two\n\n<p class=n>h</p>\n\n![i](j.png)\n",
        );
        let words = |stretch: &Stretch| stretch.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let read: Vec<_> = read.iter().map(|stretch| (stretch.heading, words(stretch))).collect();
        let expected = [(None, "before"), (Some(0), "abc d f g"), (Some(1), "h i")];
        assert_eq!(read, expected.map(|(heading, text)| (heading, text.to_owned())));
    }
}
