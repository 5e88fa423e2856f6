//! Footnotes: numbered in order of their first mention, gathered at the end, each with links back to its mentions.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// The footnotes of one text.
pub struct Footnotes<'e> {
    /// Put before every id.
    prefix: String,
    /// Labels that have a definition.
    defined: BTreeSet<String>,
    /// Labels in order of their first mention, and how often each was mentioned.
    mentioned: Vec<(String, usize)>,
    number_of: BTreeMap<String, usize>,
    /// Definitions that are open, innermost last.
    open: Vec<(String, Vec<Event<'e>>)>,
    /// Definitions that are complete.
    texts: BTreeMap<String, Vec<Event<'e>>>,
}

impl<'e> Footnotes<'e> {
    /// The footnotes of a text with these events.
    pub fn new<'x>(prefix: &str, events: impl Iterator<Item = &'x Event<'e>>) -> Self
    where
        'e: 'x,
    {
        let defined = events
            .filter_map(|event| match event {
                Event::Start(Tag::FootnoteDefinition(label)) => Some(label.to_string()),
                _ => None,
            })
            .collect();
        Self {
            prefix: prefix.to_owned(),
            defined,
            mentioned: Vec::new(),
            number_of: BTreeMap::new(),
            open: Vec::new(),
            texts: BTreeMap::new(),
        }
    }

    /// Where the events of the open definition go.
    pub fn open(&mut self) -> Option<&mut Vec<Event<'e>>> {
        self.open.last_mut().map(|(_, events)| events)
    }

    /// A definition begins.
    pub fn begin(&mut self, label: CowStr<'e>) {
        self.open.push((label.to_string(), Vec::new()));
    }

    /// It ends. Of two definitions of one label, the first counts.
    pub fn end(&mut self) {
        if let Some((label, events)) = self.open.pop() {
            self.texts.entry(label).or_insert(events);
        }
    }

    /// The HTML of a mention.
    pub fn reference(&mut self, label: &str) -> String {
        if !self.defined.contains(label) {
            let mut text = String::new();
            super::escape::escape_into(&mut text, &format!("[^{label}]"));
            return text;
        }
        let next = self.mentioned.len();
        let index = *self.number_of.entry(label.to_owned()).or_insert(next);
        if index == next {
            self.mentioned.push((label.to_owned(), 0));
        }
        let times = self.mentioned.get_mut(index).map_or(1, |(_, times)| {
            *times += 1;
            *times
        });
        let (prefix, number) = (&self.prefix, index + 1);
        format!(
            "<sup><a href=\"#{prefix}fn.{number}\" id=\"{prefix}fnref.{number}.{times}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        )
    }

    /// The notes that were mentioned, as a list; nothing where there are none.
    pub fn take_section(&mut self) -> Vec<Event<'e>> {
        let mut out = Vec::new();
        for (index, (label, times)) in self.mentioned.iter().enumerate() {
            let (prefix, number) = (&self.prefix, index + 1);
            let mut text = self.texts.remove(label).unwrap_or_default();
            let back: String = (1..=*times)
                .map(|time| {
                    format!(" <a href=\"#{prefix}fnref.{number}.{time}\" aria-label=\"Back to mention {time} of footnote {number}\">↩</a>")
                })
                .collect();
            let inside = matches!(text.last(), Some(Event::End(TagEnd::Paragraph)));
            let at = text.len() - usize::from(inside);
            text.insert(at, Event::InlineHtml(back.into()));
            out.push(Event::InlineHtml(format!("<li id=\"{prefix}fn.{number}\">").into()));
            out.append(&mut text);
            out.push(Event::InlineHtml("</li>\n".into()));
        }
        if !out.is_empty() {
            out.insert(
                0,
                Event::InlineHtml("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n".into()),
            );
            out.push(Event::InlineHtml("</ol></section>\n".into()));
        }
        out
    }
}
