//! Pages that are none: files of which kind, id or folder is lost, and which may be things of the plan.
//!
//! A thing that is left out would make everything look better than it is. Must not know what the fields mean.

use crate::{
    diag::{Code, Diagnostic},
    load::{
        Document, Node, Value,
        folders::{fields_of, is_folder_page},
        names::kind_of,
        reader::{Reader, items},
        reading::Reading,
    },
    model::Kind,
};

/// The kinds that a page may be of after all, each with a field that names things of some kinds.
const MAY_BE: [(Kind, &str, &[Kind]); 6] = [
    (Kind::Milestone, "phase", &[Kind::Phase]),
    (Kind::Milestone, "depends_on", &[Kind::Milestone]),
    (Kind::Risk, "affects", &[Kind::Milestone, Kind::Phase, Kind::Service]),
    (Kind::Blocker, "blocks", &[Kind::Milestone, Kind::Phase, Kind::Service]),
    (Kind::Phase, "sprints", &[Kind::Sprint]),
    (Kind::Contract, "provider", &[Kind::Service]),
];

/// Fewest fields of a kind by which a page looks like one of it.
const FIELDS: usize = 2;

/// The kind of which a page has the most fields that others hardly have.
pub fn likeliest(reader: &Reader<'_>) -> Option<Kind> {
    let kinds = MAY_BE.into_iter().map(|(kind, ..)| kind);
    let best = kinds.rev().max_by_key(|kind| likes(reader, *kind))?;
    (likes(reader, best) > 0).then_some(best)
}

/// How many fields of a kind a page has.
fn likes(reader: &Reader<'_>, kind: Kind) -> usize {
    fields_of(kind).iter().filter(|field| reader.peek(field).is_some()).count()
}

/// What a page looks like that says nothing of its kind, has fields of a thing of the plan, and names one that is there; that
/// is told.
pub fn stray(reading: &Reading<'_>, document: &Document) -> Option<Kind> {
    let reader = &Reader::of_all(reading, document);
    if document.front_matter.is_none() && document.run_on.is_none()
        || is_folder_page(&document.path)
        || reader.peek("kind").is_some()
    {
        return None;
    }
    let names_one = |field: &str, kinds: &[Kind]| {
        let named = reader.peek(field).map_or_else(Vec::new, items);
        named.into_iter().filter_map(text).any(|text| {
            let subject = reading.around.names.find(text);
            subject.is_some_and(|subject| kinds.contains(&kind_of(subject)))
        })
    };
    let is_like = |(kind, field, kinds): &(Kind, &str, &[Kind])| {
        likes(reader, *kind) >= FIELDS && names_one(field, kinds)
    };
    let (kind, field, _) = MAY_BE.into_iter().find(is_like)?;
    let message = format!(
        "this looks like a {} with its `{field}`, and is read as a page: neither its folder nor a `kind` says what it is",
        kind.word()
    );
    let hint = format!("add `kind: {}`, or move it into a folder `{}`", kind.word(), kind.folder());
    let diagnostic = Diagnostic::new(Code::UnknownKind, reader.place(), message).hint(hint);
    match reading.around.theirs.kinds.lost() {
        true => reading.count(diagnostic),
        false => reading.report(diagnostic),
    }
    Some(kind)
}

fn text(node: &Node) -> Option<&str> {
    if let Value::Text(text) = &node.value { Some(text.trim()) } else { None }
}
