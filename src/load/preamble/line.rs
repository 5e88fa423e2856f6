//! One line of text without its markup, each part of which knows where it stood in the file.

use crate::{
    load::{Node, Value},
    text::Span,
};

/// A line of text. Links stand in it as `[text](target)`, all other markup is gone.
#[derive(Debug, Clone, Default)]
pub struct Line {
    text: String,
    pieces: Vec<Piece>,
    /// Where bold text begins in it.
    bold: Vec<usize>,
    /// Whether it is an item of a checklist that is not checked.
    pub unchecked: bool,
}

#[derive(Debug, Clone)]
struct Piece {
    /// Where it begins in the line.
    start: usize,
    /// Where it stands in the file.
    span: Span,
    /// Whether it stands there as it is here.
    exact: bool,
}

impl Line {
    /// One more piece of text, which stands at `span` of the file; `exact` where it stands there as it is.
    pub fn push(&mut self, text: &str, span: Span, exact: bool) {
        self.pieces.push(Piece { start: self.text.len(), span, exact });
        self.text.push_str(text);
    }

    /// Bold text begins here.
    pub fn begin_bold(&mut self) {
        self.bold.push(self.text.len());
    }

    /// Where bold text begins in the line, in order.
    pub fn bold(&self) -> &[usize] {
        &self.bold
    }

    /// Signs that stand in the line and nowhere in the file.
    pub fn mark(&mut self, signs: &str) {
        let end = self
            .pieces
            .last()
            .map_or_else(Span::default, |piece| Span { start: piece.span.end, ..piece.span });
        if !self.pieces.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), span: end, exact: false });
        }
        self.text.push_str(signs);
    }

    /// The line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All of it as a value.
    pub fn whole(&self) -> Node {
        self.part(0, self.text.len())
    }

    /// The bytes from `start` to `end` as a value, without blanks around it; nothing where they hold nothing else.
    pub fn part(&self, start: usize, end: usize) -> Node {
        let text = self.text.get(start..end).unwrap_or_default();
        let from = start + (text.len() - text.trim_start().len());
        let to = start + text.trim_end().len();
        let text = text.trim();
        let span = self.span(from.min(to), to);
        Node::new(span, if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) })
    }

    /// Where the bytes from `start` to `end` stand in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let piece =
            |at: usize| self.pieces.iter().rev().find(|piece| piece.start <= at).or(self.pieces.first());
        let within = |piece: &Piece, at: usize| {
            let at = u32::try_from(at.saturating_sub(piece.start)).unwrap_or(u32::MAX);
            piece.span.start.saturating_add(at).min(piece.span.end)
        };
        let first = piece(start).map_or(0, |piece| match piece.exact {
            true => within(piece, start),
            false => piece.span.start,
        });
        let last = piece(end.saturating_sub(1)).map_or(first, |piece| match piece.exact {
            true => within(piece, end),
            false => piece.span.end,
        });
        Span { start: first, end: last.max(first) }
    }
}
