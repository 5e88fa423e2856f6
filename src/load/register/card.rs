//! Cards in a block of code: a line `RISK-001: title`, and under it, indented, lines `Key: value | Key: value`.
//!
//! Must not know what the keys mean.

use super::{Listed, columns::field, entry, leading_id};
use crate::{
    load::{MapKey, Node, Value, fields::snake, theirs::kind_of_word},
    model::Kind,
    text::Span,
};

/// The cards in the lines of a block of code, each of which begins at a byte of the file.
pub fn cards(lines: &[(String, usize)]) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    let mut open = false;
    for (line, begin) in lines {
        let (begin, line_text) = (*begin, line.trim_end());
        if line_text.is_empty() {
            continue;
        }
        if !line.starts_with(char::is_whitespace) {
            let card = title(line_text, begin);
            open = card.is_some();
            found.extend(card);
        } else if let Some(card) = found.last_mut().filter(|_| open) {
            said(card, line_text, begin);
        }
    }
    // A heading alone is no card: a log or a listing may begin so.
    found.retain(|card| card.entries.len() > 2);
    found
}

fn node(text: &str, start: usize) -> Node {
    let before = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let span = Span::new(start + before, start + before + trimmed.len());
    Node::new(span, Value::Text(trimmed.to_owned()))
}

fn title(line: &str, start: usize) -> Option<Listed> {
    let (id, rest) = leading_id(line)?;
    let letters = id.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let is_listed = |kind: &Kind| matches!(kind, Kind::Risk | Kind::Blocker | Kind::Milestone | Kind::Task);
    let kind = kind_of_word(&letters).filter(is_listed)?;
    let title = entry("title", node(&line[rest..], start + rest));
    Some(Listed { kind, id: node(id, start), entries: vec![title] })
}

/// Take what a line says: keys with their values, or more of the value before it.
fn said(card: &mut Listed, line: &str, start: usize) {
    let mut at = start;
    for (index, piece) in line.split('|').enumerate() {
        match keyed(piece) {
            Some((key, value)) => {
                let name = snake(key);
                let ours = field(card.kind, &name);
                let ours = if ours.is_empty() { named(card.kind, &name) } else { ours };
                let key = if ours.is_empty() { key } else { ours };
                let value = node(&piece[value..], at + value);
                card.entries.push((MapKey { text: key.to_owned(), span: value.span }, value));
            }
            None if index == 0 => {
                if let Some((_, Node { value: Value::Text(text), span, .. })) = card.entries.last_mut() {
                    text.push(' ');
                    text.push_str(piece.trim());
                    *span = Span { start: span.start, ..node(piece, at).span };
                }
            }
            None => {}
        }
        at += piece.len() + 1;
    }
}

/// Fields of cards that no column has.
fn named(kind: Kind, name: &str) -> &'static str {
    match (kind, name) {
        (Kind::Risk, "description") => "event",
        (Kind::Risk, "cause") => "cause",
        (Kind::Risk, "effect" | "consequence") => "effect",
        _ => "",
    }
}

/// The key at the beginning of a piece, and where its value begins: a few words before a colon.
fn keyed(piece: &str) -> Option<(&str, usize)> {
    let colon = piece.find(':')?;
    let key = piece[..colon].trim();
    let is_key = key.starts_with(char::is_uppercase)
        && key.split(' ').count() <= 3
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let follows = piece[colon + 1..].starts_with([' ', '\t']);
    (is_key && follows).then_some((key, colon + 1))
}
