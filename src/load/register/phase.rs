//! The section of a phase: `### Phase 1: Foundation`, with lines such as `**Gate criteria**: …` under it.
//!
//! Must not know which milestones stand in it.

use super::{Listed, entry};
use crate::{
    load::{MapKey, Node, Value, fields::snake, preamble::Line},
    model::Kind,
};

/// The section of a phase.
#[derive(Debug)]
pub struct Section {
    /// The level of its heading; another of that level or a higher one ends it.
    pub level: u8,
    id: Node,
    entries: Vec<(MapKey, Node)>,
    is_listed: bool,
}

impl Section {
    /// The section that a heading begins, where it names a phase by its number.
    pub fn new(level: u8, heading: &Line) -> Option<Self> {
        let (number, rest) = numbered(heading.text())?;
        let start = heading.text().len() - heading.text().trim_start().len();
        let name = heading.part(start, rest);
        let id = Node::new(name.span, Value::Text(format!("P{number}")));
        let title = heading.part(rest, heading.text().len());
        let title = if title.value == Value::Null { name } else { title };
        Some(Self { level, id, entries: vec![entry("title", title)], is_listed: false })
    }

    /// Its id.
    pub fn id(&self) -> &Node {
        &self.id
    }

    /// Take what a line says of the phase: `Key: value`, several with bars between them.
    pub fn line(&mut self, line: &Line) {
        if self.is_listed {
            return;
        }
        let text = line.text();
        let mut start = 0;
        for piece in text.split('|') {
            if let Some(colon) = piece.find(':') {
                let key = line.part(start, start + colon);
                let said = said(&key, line, start + colon + 1, start + piece.len());
                self.entries.extend(said);
            }
            start += piece.len() + 1;
        }
    }

    /// The phase as a thing, the first time that it is asked for.
    pub fn listed(&mut self) -> Option<Listed> {
        let first = !std::mem::replace(&mut self.is_listed, true);
        first.then(|| Listed {
            kind: Kind::Phase,
            id: self.id.clone(),
            entries: std::mem::take(&mut self.entries),
        })
    }
}

/// What the bytes of a line from `start` to `end` say under a key.
fn said(key: &Node, line: &Line, start: usize, end: usize) -> Option<(MapKey, Node)> {
    let value = line.part(start, end);
    let (Value::Text(name), Value::Text(_)) = (&key.value, &value.value) else { return None };
    match &*snake(name) {
        "gate_criteria" | "criteria" | "exit_criteria" | "gate" | "done_when" => {
            let criteria = Node::new(value.span, Value::List(parts(line, start, end)));
            Some(entry("gate", Node::new(value.span, Value::Map(vec![entry("criteria", criteria)]))))
        }
        "owner" | "lead" => Some(entry("owner", value)),
        _ if name.len() <= 40 => Some((MapKey { text: name.clone(), span: key.span }, value)),
        _ => None,
    }
}

/// The parts between commas of the bytes of a line from `start` to `end`.
fn parts(line: &Line, start: usize, end: usize) -> Vec<Node> {
    let text = line.text().get(start..end).unwrap_or_default().trim_end().trim_end_matches('.');
    let mut at = start;
    let part = |piece: &str| {
        let part = line.part(at, at + piece.len());
        at += piece.len() + 1;
        part
    };
    text.split([',', ';']).map(part).filter(|part| part.value != Value::Null).collect()
}

/// The number of `Phase 2: Title`, and where its title begins.
pub fn numbered(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_start();
    let word = trimmed.get(..5).filter(|word| word.eq_ignore_ascii_case("phase"))?;
    let rest = trimmed[word.len()..].strip_prefix([' ', '-'])?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = &rest[..end];
    let title = rest[end..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '—' | '–' | '-' | '.'));
    (!number.is_empty() && number.len() < 4).then(|| (number, text.len() - title.len()))
}
