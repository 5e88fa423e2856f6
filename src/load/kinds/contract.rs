//! Contracts.

use crate::{
    diag::{Code, Diagnostic, Located},
    load::{
        Node, Value, files,
        reader::Reader,
        reading::{Meant, Reading},
        references, scalar,
    },
    model::{Acknowledgement, Contract, Definition, Head, Loss, Lost},
};

/// Read a contract.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Contract {
    let provider = reader.must_key("provider");
    let reading = reader.reading();
    let topics = reader.list("topics");
    let consumers = reader.list("consumers");
    let status = reader.word("status").map(|status| status.value);
    let mut definition = None;
    let told = reader.read_fact("definition", |outer, _, node| {
        let path = scalar::text(outer.reading(), "definition", node)?;
        definition = Some(defined(outer.reading(), path));
        definition.clone()
    });
    Contract {
        kind: reader.word("type").map(|kind| kind.value),
        provider,
        definition_lost: matches!(told, Some(Err(_))) || definition.is_none() && reader.is_broken(),
        definition,
        version: reader.plain_text("version"),
        status: status.unwrap_or_default(),
        topics: topics.into_iter().filter_map(|node| scalar::text(reading, "topics", node)).collect(),
        consumers: consumers.into_iter().flat_map(|node| acknowledgements(reader, node)).collect(),
        head,
    }
}

/// A path to a file of the project.
fn defined(reading: &Reading<'_>, path: Located<String>) -> Located<Definition> {
    let hash = files::hash(reading, &path.value);
    if hash.is_none() {
        // The definition says itself that it has no content.
        reading.lose(Lost { claimed: true, ..Lost::new("definition", path.place, Loss::Unknown) });
        let message = format!("`definition` names the file `{}`, which cannot be read", path.value);
        let diagnostic = Diagnostic::new(Code::MissingFile, path.place, message);
        reading
            .report_meant(diagnostic, Meant::File { path: path.value.clone(), from: reading.path.clone() });
    }
    let resolved = files::find(reading, &path.value).map(|found| found.as_str().to_owned());
    path.map(|path| Definition { path: resolved.unwrap_or(path), hash })
}

/// The id of a service, or `{service, acknowledged_by, acknowledged_on, hash}`.
fn acknowledgements(outer: &Reader<'_>, node: &Node) -> Vec<Acknowledgement> {
    let reading = outer.reading();
    let place = reading.place(node.span);
    if !matches!(node.value, Value::Map(_)) {
        let services = references::many(reading, "consumers", node).into_iter();
        return services
            .map(|service| Acknowledgement {
                service,
                by: None,
                stranger: false,
                on: None,
                hash: None,
                place,
            })
            .collect();
    }
    let mut reader = Reader::new(reading, "a consumer", node);
    let service = reader.must_key("service");
    let by = reader.beside(|reader| reader.owner("acknowledged_by"));
    let on = reader.date("acknowledged_on").map(|on| on.value);
    let hash = reader.text("hash");
    reader.finish();
    let stranger = by.as_ref().is_some_and(|by| reading.is_stranger(by));
    service.map(|service| Acknowledgement { service, by, stranger, on, hash, place }).into_iter().collect()
}
