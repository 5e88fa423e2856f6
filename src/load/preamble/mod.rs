//! What the Markdown of a file says about itself above its first section and in a few sections that are named for it:
//! `Status: Accepted`, `- Date: 2026-01-05`, `**Deciders:** …`, a small table, the text under `## Status`.
//!
//! Read from the structure of the Markdown: never out of code, comments, quotes, prose or other sections. Must not know
//! which kind of thing the file describes, nor what the values mean.

mod keyed;
mod line;
mod quote;
mod table;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

pub use self::{keyed::is_known, line::Line};
use self::{keyed::keyed, quote::Quote, table::Table};
use super::{MapKey, Node, Value, fields::snake, section_names::is_of_section};
use crate::text::Span;

/// An entry as front matter would have it.
pub type Entry = (MapKey, Node);

/// What a text says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preamble {
    /// Of a table that stands before all sections: rows of a key and a value, or one row under a head of keys.
    pub table: Vec<Entry>,
    /// Of lines and list items `Key: value` before all sections.
    pub lines: Vec<Entry>,
    /// The lines of sections whose name says that they tell something of it, under the name.
    pub sections: Vec<(MapKey, Vec<Node>)>,
}

impl Preamble {
    /// All entries that have a single value; of a section, each line.
    pub fn entries(&self) -> impl Iterator<Item = (&MapKey, &Node)> {
        let sections =
            self.sections.iter().flat_map(|(key, lines)| lines.iter().map(move |line| (key, line)));
        self.table.iter().chain(&self.lines).map(|(key, node)| (key, node)).chain(sections)
    }

    /// The lines of the sections of a name.
    pub fn section(&self, is_wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &Node> {
        self.sections.iter().filter(move |(key, _)| is_wanted(&snake(&key.text))).flat_map(|(_, lines)| lines)
    }
}

/// Most lines of a section that are looked at: what follows is prose.
const MOST_LINES: usize = 40;

/// Where in the text the collector is.
#[derive(Default)]
enum Region {
    /// Before all sections.
    #[default]
    Head,
    /// In a section that says something of the whole.
    Telling,
    /// In another.
    Elsewhere,
}

/// Gathers the preamble from the events of a text.
#[derive(Default)]
pub struct Collector {
    /// Where the text stands in its file.
    offset: usize,
    found: Preamble,
    region: Region,
    had_title: bool,
    line: Line,
    /// The lines of the heading that is open.
    heading: Option<(HeadingLevel, Vec<Line>)>,
    table: Option<Table>,
    /// The quote that is open where a text may say something of itself in one.
    quote: Option<Quote>,
    /// Whether something else than keys and values stood before all sections.
    had_prose: bool,
    /// How many things are open whose text does not count.
    silent: usize,
    /// How many lists are open.
    lists: usize,
    /// How many lists were open around a key without a value: deeper ones list its values.
    open_key: Option<usize>,
    /// The links that are open, by where they lead.
    links: Vec<String>,
}

impl Collector {
    /// A collector for a text that stands at byte `offset` of its file.
    pub fn new(offset: usize) -> Self {
        Self { offset, ..Self::default() }
    }

    /// What was gathered.
    pub fn finish(mut self) -> Preamble {
        self.end_line();
        self.found
    }

    /// Look at one event of the text and the bytes that it is made from.
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            _ if self.is_idle() => {}
            Event::Text(text) | Event::Code(text) => {
                self.line.push(text, self.span(range), text.len() == range.len())
            }
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) if html.to_lowercase().starts_with("<br") => self.break_line(),
            Event::TaskListMarker(done) => self.line.unchecked = !done,
            _ => {}
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// Whether what comes next cannot count.
    fn is_idle(&self) -> bool {
        self.silent > 0 || (matches!(self.region, Region::Elsewhere) && self.heading.is_none())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(None) if self.may_be_told_in_a_quote() => {
                self.end_line();
                self.quote = Some(Quote::default());
            }
            Tag::CodeBlock(_)
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Image { .. }
            | Tag::Strikethrough => self.silent += 1,
            _ if self.silent > 0 => {}
            Tag::Heading { level, .. } => {
                self.end_line();
                self.heading = Some((*level, Vec::new()));
            }
            Tag::List(_) => {
                self.end_line();
                self.lists += 1;
            }
            Tag::Item | Tag::Paragraph => self.end_line(),
            Tag::Strong => self.line.begin_bold(),
            Tag::Link { dest_url, .. } if !self.is_idle() => {
                self.links.push(dest_url.to_string());
                self.line.mark("[");
            }
            Tag::Table(_) => {
                self.end_line();
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => self.table.iter_mut().for_each(Table::row),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) if self.silent == 0 => {
                self.end_line();
                let told = self.quote.take().map(Quote::entries);
                self.found.lines.extend(told.unwrap_or_default());
            }
            TagEnd::CodeBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::Strikethrough => self.silent = self.silent.saturating_sub(1),
            _ if self.silent > 0 => {}
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::List(_) => {
                self.end_line();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Item | TagEnd::Paragraph => self.end_line(),
            TagEnd::Link => {
                if let Some(target) = self.links.pop() {
                    self.line.mark(&format!("]({target})"));
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                self.table.iter_mut().for_each(|table| table.cell(cell.clone()));
            }
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        match &mut self.heading {
            Some((_, lines)) => lines.push(std::mem::take(&mut self.line)),
            None if self.table.is_some() => self.line.mark(" "),
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.text().trim().is_empty() || self.table.is_some() || line.unchecked {
            return;
        }
        if let Some(quote) = &mut self.quote {
            return quote.line(line);
        }
        match self.region {
            Region::Head => self.head_line(&line),
            Region::Telling if self.is_metadata() || self.is_fact(&line) => self.head_line(&line),
            Region::Telling => {
                let node = line.whole();
                if let Some((_, lines)) =
                    self.found.sections.last_mut().filter(|(_, lines)| lines.len() < MOST_LINES)
                {
                    lines.push(node);
                }
            }
            Region::Elsewhere => {}
        }
    }

    /// Whether the open section holds keys and values, as the lines before all sections do.
    fn is_metadata(&self) -> bool {
        self.found.sections.last().is_some_and(|(name, _)| snake(&name.text) == "metadata")
    }

    /// Whether a line in the section of the status tells a day or people, or one in that of the title anything.
    fn is_fact(&self, line: &Line) -> bool {
        let Some((section, _)) = self.found.sections.last() else { return false };
        let entries = keyed(line);
        let Some((key, _)) = entries.first() else { return false };
        match &*snake(&section.text) {
            "title" => true,
            "status" | "state" | "decision_status" => keyed::is_fact(&snake(&key.text)),
            _ => false,
        }
    }

    /// Whether a quote that begins here may hold what the text says of itself: as the first thing below its title.
    fn may_be_told_in_a_quote(&self) -> bool {
        let is_first = !self.had_prose && self.lists == 0 && self.quote.is_none();
        self.silent == 0 && matches!(self.region, Region::Head) && self.heading.is_none() && is_first
    }

    /// A line before all sections: `Key: value`, or one more value of the key before it.
    fn head_line(&mut self, line: &Line) {
        if let Some(depth) = self.open_key.filter(|depth| self.lists > *depth) {
            self.open_key = Some(depth);
            return self.one_more(line.whole());
        }
        self.open_key = None;
        let entries = keyed(line);
        self.had_prose |= entries.is_empty() && self.lists == 0;
        if let [(_, node)] = entries.as_slice()
            && node.value == Value::Null
        {
            self.open_key = Some(self.lists);
        }
        self.found.lines.extend(entries);
    }

    fn one_more(&mut self, value: Node) {
        let Some((_, node)) = self.found.lines.last_mut() else { return };
        match &mut node.value {
            Value::List(values) => values.push(value),
            _ => *node = Node::new(value.span, Value::List(vec![value])),
        }
    }

    fn end_heading(&mut self) {
        let Some((level, mut lines)) = self.heading.take() else { return };
        lines.push(std::mem::take(&mut self.line));
        let in_head = matches!(self.region, Region::Head);
        let entries: Vec<Entry> = lines.iter().flat_map(keyed).collect();
        // A rule under lines of text makes a heading of them.
        if in_head && lines.len() > 1 && !entries.is_empty() {
            return self.found.lines.extend(entries);
        }
        let whole = lines.swap_remove(0);
        let name = keyed::section(whole.text());
        // Below lines that say something of the text, `# Summary` is its first section.
        let is_section = is_of_section(whole.text()) && !self.found.lines.is_empty();
        if in_head && level == HeadingLevel::H1 && !self.had_title && name.is_none() && !is_section {
            self.had_title = true;
            return;
        }
        self.had_title = true;
        self.region = Region::Elsewhere;
        let valued = entries.into_iter().find(|(_, node)| node.value != Value::Null);
        if let Some(title) = keyed::title(&whole) {
            // `## Title: Use X`: what follows belongs to the whole, as below any title
            self.found.sections.push(title);
            self.region = if in_head { Region::Head } else { Region::Elsewhere };
            return;
        }
        match (name, valued) {
            (None, Some((key, node))) => self.found.sections.push((key, vec![node])),
            (Some(name), _) => {
                let Node { span, .. } = whole.whole();
                self.found.sections.push((MapKey { text: name.to_owned(), span }, Vec::new()));
                self.region = Region::Telling;
            }
            (None, None) => {}
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        self.line = Line::default();
        match self.region {
            Region::Head if self.found.table.is_empty() => self.found.table = table.entries(false),
            Region::Telling => {
                let is_told = |(key, _): &Entry| keyed::is_known(&snake(&key.text));
                let told = self.is_metadata();
                self.found.lines.extend(table.entries(told).into_iter().filter(is_told));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
