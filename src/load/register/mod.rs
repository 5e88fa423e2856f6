//! Things that are listed in the text of one file, as the settings name it: each row of a table of milestones or risks, each
//! card of a register, each heading of a phase.
//!
//! A thing becomes a document of its own whose front matter are the cells, so that it is read as if it had a file: the same
//! text under a number of its own, for what is lost of one row is not lost of the others. Its places are those of the cells.
//! Must not know what the fields mean beyond their names.

mod card;
mod columns;
mod outline;
mod phase;
mod row;
mod waits;

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use self::{
    columns::Columns,
    outline::{Block, outline},
};
use super::{Document, MapKey, Node, Value, markdown, preamble::Preamble};
use crate::{diag::Sources, model::Kind, world::ProjectPath};

/// A thing that a text lists: its kind, its id, and what is said of it.
#[derive(Debug)]
struct Listed {
    kind: Kind,
    id: Node,
    entries: Vec<(MapKey, Node)>,
}

/// Make a document of each thing that the files `tables`, named below the content folder, list; behind those that are there.
pub fn attach(
    tables: &BTreeSet<String>,
    content: &ProjectPath,
    documents: &mut Vec<Arc<Document>>,
    sources: &mut Sources,
) {
    let is_named = |document: &&Arc<Document>| {
        let below = document.path.strip(content).unwrap_or(document.path.as_str());
        document.front_file.is_none() && (tables.contains(below) || tables.contains(document.path.as_str()))
    };
    let hosts: Vec<Arc<Document>> = documents.iter().filter(is_named).map(Arc::clone).collect();
    for host in hosts {
        let mut taken = BTreeSet::new();
        let mut own: Vec<Document> = listed(&host)
            .into_iter()
            .filter_map(|listed| document(&host, listed))
            .filter(|document| taken.insert(document.path.clone()))
            .collect();
        own.sort_by(|a, b| a.path.cmp(&b.path));
        let Some(text) = sources.get(host.file).cloned() else { continue };
        for document in own {
            let file = sources.add(text.clone());
            documents.push(Arc::new(Document { file, ..document }));
        }
    }
}

/// The things that the text of a file lists, in its order.
fn listed(host: &Document) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    let mut phase: Option<phase::Section> = None;
    let mut heading = String::new();
    for block in outline(&host.body.markdown, host.body.span.range().start) {
        match block {
            Block::Heading { level, line } => {
                if phase.as_ref().is_some_and(|open| level <= open.level) {
                    phase = None;
                }
                phase = phase::Section::new(level, &line).or(phase);
                heading = line.text().to_lowercase();
            }
            Block::Line(line) => phase.iter_mut().for_each(|phase| phase.line(&line)),
            Block::Code { lines } => found.extend(card::cards(&lines)),
            Block::Table { rows } => {
                let Some((head, rows)) = rows.split_first() else { continue };
                let Some(columns) = Columns::new(head, &heading) else { continue };
                if let Some(open) = phase.as_mut().filter(|_| columns.kind == Kind::Milestone) {
                    found.extend(open.listed());
                }
                let within = phase.as_ref().filter(|_| columns.kind == Kind::Milestone);
                found.extend(rows.iter().filter_map(|cells| row::row(&columns, cells, within)));
            }
        }
    }
    found
}

/// A thing as a document that lies, as it were, below the file which lists it.
fn document(host: &Document, listed: Listed) -> Option<Document> {
    let Value::Text(id) = &listed.id.value else { return None };
    let path = host.path.join(id).ok()?;
    let span = listed.id.span;
    let mut entries = vec![
        entry("kind", Node::new(span, Value::Text(listed.kind.word().to_owned()))),
        entry("id", listed.id.clone()),
    ];
    entries.extend(listed.entries);
    Some(Document {
        file: host.file,
        path,
        front_matter: Some(Node::new(span, Value::Map(entries))),
        has_front_matter: true,
        front_file: None,
        is_listed: true,
        run_on: None,
        preamble: Preamble::default(),
        body: Arc::new(markdown::outline("", span.range().start)),
        diagnostics: Vec::new(),
        lossy: false,
        told: Vec::new(),
        anchors: OnceLock::new(),
    })
}

/// An entry under a key that stands nowhere.
fn entry(key: &str, node: Node) -> (MapKey, Node) {
    (MapKey { text: key.to_owned(), span: node.span }, node)
}

/// How many things a file lists.
pub fn count(host: &Document) -> usize {
    listed(host).len()
}

/// The id at the beginning of a text, as in `M1.2 — Title` and `RISK-7: title`, and where what follows begins.
fn leading_id(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_start();
    let before = text.len() - trimmed.len();
    let end = trimmed.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(trimmed.len());
    let id = &trimmed[..end];
    let is_id = id.starts_with(char::is_alphabetic)
        && id.chars().any(|c| c.is_ascii_digit())
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && id.len() <= LONGEST_ID;
    let rest =
        trimmed[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '—' | '–' | '-'));
    is_id.then(|| (id, before + trimmed.len() - rest.len()))
}

/// Longest id that is taken for one at the beginning of a text, in bytes.
const LONGEST_ID: usize = 24;

#[cfg(test)]
mod tests;
