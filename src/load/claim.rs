//! What a file says of its own name: kind, id, title. While that stands, what other files say of it stands.
//!
//! Must not know what other files say.

use super::{
    Document, Node, Value,
    directory::{self, Named},
    identity::{Identity, identity, is_id},
    reader::{Reader, items, lookup},
    reading::{Finding, Reading, Surroundings},
    sprint_dates::sprint_dates,
};
use crate::model::Kind;

/// What a file says of its own name.
#[derive(Debug, PartialEq)]
pub struct Claim {
    /// The kind and the id that it claims.
    pub identity: Identity,
    /// What is wrong with those.
    pub findings: Vec<Finding>,
    /// Whether it has the dates of a sprint; asked of sprints alone.
    pub dated: bool,
    /// By what else people call the thing: its title or name.
    pub title: Option<String>,
    /// Which names it says are those of one person.
    pub people: Vec<Named>,
    /// The ids that it had before: its `aliases`, but for what is no id, as in addresses for other tools.
    pub former: Vec<String>,
}

impl Claim {
    /// That of a document.
    pub fn of(around: &Surroundings<'_>, document: &Document) -> Self {
        let reading = Reading::new(around, document.front(), &document.path);
        let identity = identity(&reading, document);
        let dated = identity.kind == Kind::Sprint && has_dates(around, document);
        let (title, people) = (title(around, document), directory::named(document));
        let former = former(around, document);
        Self { identity, findings: reading.into_findings(), dated, title, people, former }
    }

    /// Whether another says the same but for the title.
    pub fn is_same_but_for_title(&self, other: &Self) -> bool {
        let rest = |claim: &Self| (claim.identity.clone(), claim.dated, claim.former.clone());
        rest(self) == rest(other) && self.findings == other.findings && self.people == other.people
    }
}

fn has_dates(around: &Surroundings<'_>, document: &Document) -> bool {
    let reading = Reading::new(around, document.front(), &document.path);
    let node = document.front_matter.as_ref();
    node.is_some_and(|node| sprint_dates(&mut Reader::new(&reading, "the front matter", node)).is_some())
}

fn former(around: &Surroundings<'_>, document: &Document) -> Vec<String> {
    let node = document.front_matter.as_ref();
    former_ids(node.and_then(|node| lookup(node, "aliases", &around.theirs.fields)))
}

/// The ids of a list of earlier ids.
pub fn former_ids(node: Option<&Node>) -> Vec<String> {
    let text = |item: &Node| match &item.value {
        Value::Text(id) | Value::Number(id) => Some(id.trim().to_owned()),
        _ => None,
    };
    let listed = node.map_or_else(Vec::new, items);
    listed.into_iter().filter_map(text).filter(|id| is_id(id)).collect()
}

fn title(around: &Surroundings<'_>, document: &Document) -> Option<String> {
    let node = document.front_matter.as_ref();
    let field = |name| node.and_then(|node| lookup(node, name, &around.theirs.fields));
    let written = field("title").or_else(|| field("name")).and_then(|node| match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    written.cloned().or_else(|| document.heading().map(str::to_owned))
}
