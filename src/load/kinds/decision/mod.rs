//! Decisions, in every form in use: MADR's front matter, lists, lines and tables above the first section, Nygard's
//! `## Status`.

mod day;
mod relation;
mod status;
mod title;

use chrono::NaiveDate;

use self::{
    relation::Tie,
    status::{Source, Status},
};
use crate::{
    diag::{Code, Diagnostic, Located},
    load::{
        MapKey, Node, Value,
        fields::snake,
        owners,
        reader::Reader,
        references::Referable,
        tie_names::{CHANGES, RELATED},
    },
    model::{Decision, Head, Key, Owner, RecordRelation},
};

/// Read a decision.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Decision {
    let status = status(reader);
    let (date, begun) = match date(reader) {
        Some((date, false)) => (Some(date), false),
        first => match (status.day, first) {
            (Some(day), _) => (Some(day), false),
            (None, first) => (first.map(|(date, _)| date), first.is_some()),
        },
    };
    let mut ties = Ties::default();
    ties.fields(reader);
    ties.texts(reader);
    let own = reader.reading().around.names.in_file(reader.reading().path.as_str()).and_then(Decision::key);
    ties.without_itself(reader, own, &head);
    let authors = people(reader, &["authors", "author", "proposed_by", "created_by", "co_authors"]);
    let makers = people(
        reader,
        &[
            "decision_makers",
            "deciders",
            "decision_maker",
            "decider",
            "decided_by",
            "approvers",
            "approver",
            "approved_by",
            "accepted_by",
            "decision_owner",
            "decision_owners",
            "owner",
            "owners",
        ],
    );
    Decision {
        status: status.value,
        status_text: status.text,
        date,
        begun,
        makers,
        authors,
        consulted: people(reader, &["consulted"]),
        informed: people(reader, &["informed"]),
        supersedes: ties.supersedes,
        superseded_by: ties.superseded_by,
        relations: ties.others,
        affects: reader.subjects("affects"),
        blocks: reader.subjects("blocks"),
        head: Head { title: title(reader, &head), ..head },
    }
}

/// Its title without its number; below a heading that only says what it is, the one that stands in a section of its own.
fn title(reader: &Reader<'_>, head: &Head) -> String {
    let section = || match &reader.preamble().section(|name| name == "title").next()?.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let own = section().filter(|_| title::is_bare(&head.title) || head.title == *head.id);
    let text = own.as_deref().unwrap_or(&head.title);
    title::of_series(text, &head.id).unwrap_or_else(|| title::title(text)).to_owned()
}

/// Keys that say where it stands; those of a record before those that may be of its text, a stage where there is no other.
const STATUS: [&str; 6] = ["decision_status", "adr_status", "rfc_status", "status", "state", "stage"];

/// Where it stands, by front matter, lines, table and section.
fn status(reader: &mut Reader<'_>) -> Status {
    let reading = reader.reading();
    let mut sources = Vec::new();
    let mut silent = false;
    let field = reader.beside(|reader| {
        let read = STATUS.map(|key| reader.text(key));
        read.into_iter().flatten().next()
    });
    if let Some(text) = field {
        let node = Node::new(text.place.span, Value::Text(text.value));
        sources.extend(Source::of_value(reading, &node));
    } else if reader.has("status") {
        // That it cannot be read is told already.
        silent = true;
    }
    let preamble = reader.preamble();
    let told = |(key, _): &&(MapKey, Node)| STATUS.contains(&&*snake(&key.text));
    sources.extend(preamble.table.iter().filter(told).find_map(|(_, node)| Source::of_value(reading, node)));
    sources.extend(preamble.lines.iter().filter(told).find_map(|(_, node)| Source::of_value(reading, node)));
    let is_status = |name: &str| STATUS.contains(&name);
    sources.extend(Source::of_section(reading, preamble.section(is_status)));
    // Of a key that was surely meant for it, it is told that it is misspelt.
    let is_told =
        || reader.is_broken() || ["status", "state"].iter().any(|key| reader.misspelt(key).is_some());
    if silent || (sources.is_empty() && is_told()) {
        return Status::default();
    }
    let start = reader.place();
    status::agreed(reading, &sources, start)
}

/// Keys of the day on which something was begun.
const BEGUN: [&str; 6] =
    ["created", "created_on", "date_created", "creation_date", "created_date", "start_date"];

/// The day on which it was last changed, from the first key that has one, in front matter before the text; and whether it is
/// only the one on which it was begun.
fn date(reader: &mut Reader<'_>) -> Option<(Located<NaiveDate>, bool)> {
    const KEYS: [&str; 22] = [
        "date",
        "decision_date",
        "date_decided",
        "decided_on",
        "decided",
        "date_accepted",
        "accepted",
        "approved",
        "status_date",
        "since",
        "last_updated",
        "last_update",
        "last_modified",
        "updated",
        "updated_on",
        "updated_at",
        "updated_date",
        "last_revised",
        "last_revision",
        "last_revision_date",
        "revised",
        "modified",
    ];
    let mut written = None;
    let keys = || KEYS.map(|key| (key, false)).into_iter().chain(BEGUN.map(|key| (key, true)));
    for (key, begun) in keys() {
        let read = reader.date(key).map(|date| (date, begun));
        written = written.or(read);
    }
    if written.is_some() || reader.has("date") {
        return written;
    }
    let (reading, preamble) = (reader.reading(), reader.preamble());
    let sections = preamble.sections.iter().filter_map(|(key, lines)| Some((key, lines.first()?)));
    let entries: Vec<(&MapKey, &Node)> =
        (preamble.table.iter().chain(&preamble.lines).map(|(key, node)| (key, node)))
            .chain(sections)
            .collect();
    let told = keys().find_map(|(wanted, begun)| {
        let node = entries.iter().find(|(key, _)| snake(&key.text) == wanted).map(|(_, node)| *node)?;
        // A day that is written and cannot be read is not replaced by another.
        Some(day::day(reading, wanted, node).map(|date| (date, begun)))
    });
    // the last change that is told in a history
    let changed = || {
        let lines = preamble.section(is_history).filter_map(|node| match &node.value {
            Value::Text(text) => Some(Located::new(day::leading_day(text)?.0, reading.place(node.span))),
            _ => None,
        });
        Some((lines.max_by_key(|line| line.value)?, false))
    };
    told.unwrap_or_else(changed)
}

/// Whether a section tells, day by day, what was changed.
fn is_history(name: &str) -> bool {
    matches!(name, "changelog" | "change_log" | "revision_history")
}

/// The people of the first of these fields that names any, in front matter before the text.
fn people(reader: &mut Reader<'_>, names: &[&'static str]) -> Vec<Owner> {
    let mut found: Vec<Owner> = Vec::new();
    for name in names {
        let more = reader.owners(name);
        found.extend(
            more.into_iter()
                .filter(|owner| found.iter().all(|known| known.name != owner.name))
                .collect::<Vec<_>>(),
        );
    }
    if !found.is_empty() {
        return found;
    }
    let (reading, preamble) = (reader.reading(), reader.preamble());
    let entries: Vec<(&MapKey, &Node)> = preamble.entries().collect();
    for name in names {
        for (_, node) in entries.iter().filter(|(key, _)| snake(&key.text) == *name) {
            for owner in owners::all(reading, name, node) {
                if found.iter().all(|known| known.name != owner.name) {
                    found.push(owner);
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// What it says of other decisions.
#[derive(Default)]
struct Ties {
    supersedes: Vec<Located<Key<Decision>>>,
    superseded_by: Vec<Located<Key<Decision>>>,
    others: Vec<RecordRelation>,
}

impl Ties {
    fn add(&mut self, tie: Tie, other: Located<Key<Decision>>) {
        let one_more = |list: &mut Vec<Located<Key<Decision>>>| {
            if list.iter().all(|known| known.value != other.value) {
                list.push(other);
            }
        };
        match tie {
            Tie::Supersedes => one_more(&mut self.supersedes),
            Tie::SupersededBy => one_more(&mut self.superseded_by),
            Tie::Other(tie, back) => {
                let relation = RecordRelation { tie, back, other };
                let same = |known: &RecordRelation| {
                    known.tie == tie && known.back == back && known.other.value == other.value
                };
                if !self.others.iter().any(same) {
                    self.others.push(relation);
                }
            }
        }
    }

    /// Fields of the front matter, and lines and tables of the text with the same names.
    fn fields(&mut self, reader: &mut Reader<'_>) {
        let fields = CHANGES.iter().chain(&["depends_on", "requires"]).chain(&RELATED);
        for name in fields.copied() {
            let Some(tie) = relation::of_field(name).filter(|_| !reader.was_read(name)) else { continue };
            let found = reader.read(name, |reading, _, node| Some(relation::in_field(reading, node, tie)));
            for other in found.unwrap_or_default() {
                self.add(tie, other);
            }
        }
        let (reading, preamble) = (reader.reading(), reader.preamble());
        for (key, node) in preamble.table.iter().chain(&preamble.lines) {
            let Some(tie) = relation::of_field(&snake(&key.text)) else { continue };
            for other in relation::in_field(reading, node, tie) {
                self.add(tie, other);
            }
        }
    }

    /// What stands behind a status, in its section, and among the links.
    fn texts(&mut self, reader: &mut Reader<'_>) {
        let reading = reader.reading();
        let field = reader.take("status").map(|node| (node, true));
        let preamble = reader.preamble();
        let told = |key: &str| STATUS.contains(&key);
        let values = preamble.table.iter().chain(&preamble.lines).filter(|(key, _)| told(&snake(&key.text)));
        let others = preamble.sections.iter().filter(|(key, _)| !is_history(&snake(&key.text)));
        let sections = others.flat_map(|(key, lines)| {
            let is_status = told(&snake(&key.text));
            lines.iter().enumerate().map(move |(index, node)| (node, is_status && index == 0))
        });
        let texts = field.into_iter().chain(values.map(|(_, node)| (node, true))).chain(sections);
        for (node, anywhere) in texts {
            let (Value::Text(text), span) = (&node.value, node.span) else { continue };
            for named in relation::told(reading, text, reading.place(span), anywhere) {
                self.add(named.tie, named.other);
            }
        }
    }

    /// No decision replaces itself.
    fn without_itself(&mut self, reader: &Reader<'_>, own: Option<Key<Decision>>, head: &Head) {
        let is_own = |other: &Located<Key<Decision>>| Some(other.value) == own;
        if let Some(named) = self.supersedes.iter().chain(&self.superseded_by).find(|other| is_own(other)) {
            let message = format!("`{}` says that it supersedes itself", head.id);
            let diagnostic = Diagnostic::new(Code::SelfDependency, named.place, message);
            reader.reading().report(diagnostic.hint("name the other decision, or take it out"));
        }
        self.supersedes.retain(|other| !is_own(other));
        self.superseded_by.retain(|other| !is_own(other));
        self.others.retain(|relation| !is_own(&relation.other));
    }
}
