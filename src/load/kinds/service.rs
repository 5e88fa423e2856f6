//! Services.

use crate::{
    diag::Located,
    load::{Node, Value, leftovers::Advice, reader::Reader, references, scalar},
    model::{Coverage, Head, Service, ServiceDependency},
};

/// Read a service.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Service {
    let depends_on = reader.list("depends_on");
    let coverage = reader.list("coverage");
    let mut measured: Vec<_> = coverage.into_iter().map(|node| measurement(reader, node)).collect();
    if reader.is_broken() || reader.misspelt("coverage").is_some() {
        // Measurements may have been lost with what cannot be read.
        measured.push(Coverage { unit: None, integration: None, on: None, place: reader.place() });
    }
    measured.sort_by_key(|coverage| coverage.on);
    let mut provides: Vec<_> = reader.keys("provides");
    provides.extend(reader.keys("provides_apis"));
    Service {
        owner: reader.beside(|reader| reader.owner("owner")),
        lifecycle: reader.plain_text("lifecycle"),
        depends_on: depends_on.into_iter().flat_map(|node| dependency(reader, node)).collect(),
        provides,
        coverage: measured,
        head,
    }
}

/// The id of a service, or `{service, via, contract, for}`.
fn dependency(outer: &Reader<'_>, node: &Node) -> Vec<ServiceDependency> {
    let reading = outer.reading();
    if !matches!(node.value, Value::Map(_)) {
        let services = references::many(reading, "depends_on", node).into_iter();
        let plain = |service| ServiceDependency {
            service,
            via: None,
            contract: None,
            topics: Vec::new(),
            purpose: None,
        };
        return services.map(plain).collect();
    }
    let mut reader = Reader::new(reading, "a dependency", node);
    reader.advise(&[Advice {
        key: "on",
        field: "service",
        hint: "a service depends on a service: write `service:` in place of `on:`",
    }]);
    let service = reader.must_key("service");
    let via = reader.word("via").map(|via| via.value);
    let contract = reader.read("contract", references::one);
    let topics = reader.list("topics");
    let topics = topics.into_iter().filter_map(|node| scalar::text(reading, "topics", node)).collect();
    let purpose = reader.plain_text("for");
    reader.finish();
    service.map(|service| ServiceDependency { service, via, contract, topics, purpose }).into_iter().collect()
}

/// `{unit: 85, integration: 62, date: 2026-03-01}`.
fn measurement(outer: &Reader<'_>, node: &Node) -> Coverage {
    let before = outer.reading().losses();
    let mut reader = Reader::new(outer.reading(), "`coverage`", node);
    let on = reader.date("date").or(reader.date("on"));
    let (unit, integration) = (reader.percent("unit"), reader.percent("integration"));
    reader.finish();
    // Of two measurements that have run into one, nobody can tell which figure belongs to which day; and what is lost of
    // one may be all that was bad about it.
    let whole = outer.reading().claim_since(before).is_none();
    let told = |percent: Option<Located<u8>>| percent.filter(|_| whole).map(|percent| percent.value);
    Coverage {
        unit: told(unit),
        integration: told(integration),
        on: on.filter(|_| !node.torn).map(|on| on.value),
        place: outer.reading().place(node.span),
    }
}
