//! A text as blocks: headings, lines, code, tables, each part of which knows where it stood in the file.
//!
//! Must not know what any of them says.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::{
    load::{markdown::options, preamble::Line},
    text::Span,
};

/// A piece of a text.
#[derive(Debug)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1.
        level: u8,
        /// What it says.
        line: Line,
    },
    /// A line of a paragraph or of an item of a list.
    Line(Line),
    /// A block of code.
    Code {
        /// Its lines, each with the byte of the file at which it begins.
        lines: Vec<(String, usize)>,
    },
    /// A table.
    Table {
        /// Cells by row; the first row is the head.
        rows: Vec<Vec<Line>>,
    },
}

/// Most rows of a table that are looked at.
const MOST_ROWS: usize = 5_000;

/// The blocks of some Markdown that stands at byte `offset` of its file.
pub fn outline(markdown: &str, offset: usize) -> Vec<Block> {
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let span = Span::new(range.start, range.end).shifted(offset);
        reader.event(&event, span, range.len());
    }
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Line,
    heading: Option<u8>,
    table: Option<Vec<Vec<Line>>>,
    /// The lines of a block of code that is open.
    code: Option<Vec<(String, usize)>>,
    /// How many things are open whose text says nothing.
    silent: usize,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: Span, length: usize) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if self.code.is_some() => {
                if let Some(lines) = &mut self.code {
                    add(lines, text, span.range().start);
                }
            }
            _ if self.silent > 0 => {}
            Event::Text(text) | Event::Code(text) => self.line.push(text, span, text.len() == length),
            Event::SoftBreak | Event::HardBreak if self.table.is_none() => self.end_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) => self.code = Some(Vec::new()),
            Tag::HtmlBlock | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::Image { .. } => {
                self.silent += 1;
            }
            Tag::Strikethrough => self.silent += 1,
            Tag::Heading { level, .. } => {
                self.end_line();
                self.heading = Some(*level as u8);
            }
            Tag::Paragraph | Tag::Item => self.end_line(),
            Tag::Table(_) => {
                self.end_line();
                self.table = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => {
                self.table
                    .iter_mut()
                    .filter(|rows| rows.len() < MOST_ROWS)
                    .for_each(|rows| rows.push(Vec::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                if let Some(lines) = self.code.take().filter(|_| self.silent == 0) {
                    self.blocks.push(Block::Code { lines });
                }
            }
            TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::Strikethrough => self.silent = self.silent.saturating_sub(1),
            TagEnd::Heading(_) => {
                let line = std::mem::take(&mut self.line);
                if let Some(level) = self.heading.take().filter(|_| self.silent == 0) {
                    self.blocks.push(Block::Heading { level, line });
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                if let Some(row) = self.table.as_mut().and_then(|rows| rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                if let Some(rows) = self.table.take().filter(|_| self.silent == 0) {
                    self.blocks.push(Block::Table { rows });
                }
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.text().trim().is_empty() && self.silent == 0 && self.table.is_none() {
            self.blocks.push(Block::Line(line));
        }
    }
}

/// More text of a block of code. Its lines may lie apart in the file, as in a list or with the line ends of Windows.
fn add(lines: &mut Vec<(String, usize)>, text: &str, start: usize) {
    let mut at = start;
    for piece in text.split_inclusive('\n') {
        match lines.last_mut().filter(|(line, _)| !line.ends_with('\n')) {
            Some((line, _)) => line.push_str(piece),
            None => lines.push((piece.to_owned(), at)),
        }
        at += piece.len();
    }
}
