//! What the columns of a table are: of which kind of thing its rows are, and which field each cell is.
//!
//! Must not know what stands in the cells.

use std::collections::BTreeSet;

use crate::{
    load::{fields::snake, preamble::Line, theirs::kind_of_word},
    model::Kind,
    text::Span,
};

/// The columns of a table whose rows are things.
#[derive(Debug)]
pub struct Columns {
    /// The kind of the things.
    pub kind: Kind,
    /// For each column, what it is.
    pub all: Vec<Column>,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The name of the thing: its id and title in one, or either.
    Name,
    /// Its id alone.
    Id,
    /// A field of ours, or one of theirs under its own name, with the place of its head.
    Field(String, Span),
}

/// Heads of columns that number the rows.
const NUMBERS: [&str; 10] = ["", "#", "id", "key", "no", "nr", "number", "ref", "identifier", "code"];

/// Heads of columns that name a thing, whatever it is.
const NAMES: [&str; 7] = ["name", "title", "summary", "what", "description", "item", "event"];

impl Columns {
    /// The columns under a head, where the table lists things of one kind: its first columns say so, or the `heading` above
    /// it does.
    pub fn new(head: &[Line], heading: &str) -> Option<Self> {
        let names: Vec<String> =
            head.iter().map(|cell| snake(cell.text().trim().trim_end_matches(':')).into_owned()).collect();
        let by_column = || names.iter().take(2).find_map(|name| kind_of(name));
        let by_heading = || {
            let words = heading.split(|c: char| !c.is_alphanumeric());
            words.filter_map(kind_of).next().filter(|_| NUMBERS.contains(&names[0].as_str()))
        };
        let has = |name: &str| names.iter().any(|known| field(Kind::Risk, known) == name);
        let by_fields = || (has("probability") && has("impact")).then_some(Kind::Risk);
        let kind = by_column().or_else(by_heading).or_else(by_fields).filter(|kind| LISTED.contains(kind))?;
        // One column alone says nothing of a thing; one without a name has none.
        let named = names.iter().position(|name| kind_of(name) == Some(kind) && !name.ends_with("_id"));
        let named = named.or_else(|| names.iter().position(|name| NAMES.contains(&name.as_str())));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let column = |(index, name): (usize, &String)| {
            if Some(index) == named {
                Column::Name
            } else if index < 2
                && (NUMBERS.contains(&name.as_str()) || (name.ends_with("_id") && kind_of(name).is_some()))
            {
                Column::Id
            } else {
                // Of two columns that may be one field of ours, the second stays what it is called.
                match field(kind, name) {
                    ours if !ours.is_empty() && taken.insert(ours.to_owned()) => {
                        Column::Field(ours.to_owned(), head[index].whole().span)
                    }
                    _ => {
                        let (cell, is_new) = (&head[index], taken.insert(name.clone()));
                        let text = cell.text().trim();
                        let name = if is_new { text.to_owned() } else { format!("{text} {}", index + 1) };
                        Column::Field(name, cell.whole().span)
                    }
                }
            }
        };
        (names.len() > 1).then(|| Self { kind, all: names.iter().enumerate().map(column).collect() })
    }
}

/// The kinds that tables list.
const LISTED: [Kind; 6] = [Kind::Phase, Kind::Milestone, Kind::Task, Kind::Risk, Kind::Blocker, Kind::Sprint];

/// The kind that a word names, in the singular or the plural: `milestone`, `Risks`, `risk_id`, `deliverable`.
fn kind_of(word: &str) -> Option<Kind> {
    let word = word.strip_suffix("_id").or_else(|| word.strip_suffix("_name")).unwrap_or(word);
    kind_of_word(word).or_else(|| kind_of_word(word.strip_suffix('s')?)).filter(|kind| *kind != Kind::Page)
}

/// The field of ours that a column of a kind is, by its head in snake case; nothing where it is none of ours.
pub fn field(kind: Kind, name: &str) -> &str {
    let ours = match name {
        "dependencies" | "dependency" | "depends" | "depends_on" | "predecessors" | "after"
        | "prerequisites" | "blocked_by" | "waits_for" => "depends_on",
        "owner" | "owners" | "responsible" | "lead" | "assignee" | "assigned_to" | "agent" | "who" => "owner",
        "status" | "state" => "status",
        "rag" | "color" | "rag_status" | "health" => "rag",
        "progress" | "percent" | "percent_complete" | "complete" | "done" => "percent_complete",
        "start" | "start_date" | "begin" => "start",
        "finish" | "finish_date" | "end" | "end_date" | "target_date" => "finish",
        "due" | "due_date" | "deadline" => "deadline",
        "duration" | "length" => "duration",
        "phase" | "sprint" | "category" | "note" | "mitigation" | "impact" | "probability" | "proximity" => {
            name
        }
        "notes" | "comment" | "comments" => "note",
        "likelihood" => "probability",
        "severity" => "impact",
        "response" | "response_plan" | "mitigation_plan" | "action" => "mitigation",
        "next_action" | "next_step" => "next_action",
        _ => "",
    };
    match (kind, ours) {
        (Kind::Task, "owner") => "assigned_to",
        (Kind::Risk, "deadline") => "review_by",
        (Kind::Risk | Kind::Blocker, "depends_on" | "duration" | "percent_complete" | "start" | "finish") => {
            ""
        }
        (Kind::Sprint, "finish" | "deadline") => "end",
        (Kind::Phase | Kind::Sprint, "status" | "rag" | "percent_complete" | "depends_on" | "deadline") => "",
        (kind, "probability" | "impact" | "category" | "proximity" | "mitigation") if kind != Kind::Risk => {
            ""
        }
        _ => ours,
    }
}
