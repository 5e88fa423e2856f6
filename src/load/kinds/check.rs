//! The checks of gate criteria. A check that cannot be read is never met.

use crate::{
    diag::{Code, Diagnostic, Located},
    load::{
        Node, Value,
        files::{self, Source},
        reader::Reader,
        reading::Reading,
        references, scalar,
        words::{fold, parse_word},
    },
    model::{Check, Kind, Loss, Lost, Owner},
};

const NAMES: [&str; 7] = ["done", "coverage", "no_open", "contract", "file", "json", "signed"];

/// Read `check`, a mapping with one key.
pub fn check(criterion: &mut Reader<'_>) -> Option<Located<Check>> {
    let node = criterion.take("check")?;
    let mut reader = Reader::new(criterion.reading(), "`check`", node);
    let place = reader.reading().place(node.span);
    let given: Vec<_> = NAMES.into_iter().filter_map(|name| Some((name, reader.take(name)?))).collect();
    let check = match given.as_slice() {
        [(name, node)] => one(&reader, name, node),
        // A misspelt key is told as such.
        [] if reader.is_broken()
            || reader.is_all_strange()
            || NAMES.iter().any(|name| reader.misspelt(name).is_some()) =>
        {
            None
        }
        found => {
            let message = match found {
                [] => "a check needs a key that says what it looks at",
                _ => "a check has exactly one key",
            };
            let diagnostic = Diagnostic::new(Code::WrongType, place, message);
            reader.reading().report(diagnostic.hint(format!("write one of `{}`", NAMES.join("`, `"))));
            None
        }
    };
    reader.finish();
    Some(Located::new(check.unwrap_or(Check::Unreadable), place))
}

fn one(reader: &Reader<'_>, name: &'static str, node: &Node) -> Option<Check> {
    let reading = reader.reading();
    reading.begin(name, None);
    let errors = reading.errors();
    match name {
        "done" => {
            let keys: Vec<_> =
                references::many(reading, name, node).into_iter().map(|key| key.value).collect();
            (reading.errors() == errors && !keys.is_empty()).then_some(Check::Done(keys))
        }
        "contract" => {
            let keys: Vec<_> =
                references::many(reading, name, node).into_iter().map(|key| key.value).collect();
            (reading.errors() == errors && !keys.is_empty()).then_some(Check::Contract(keys))
        }
        "coverage" => coverage(reader, node),
        "no_open" => no_open(reader, node),
        "file" => file(reader, node),
        "json" => json(reader, node),
        _ => signed(reader, node),
    }
}

/// `{service: gateway, unit: 80, integration: 60}`.
fn coverage(outer: &Reader<'_>, node: &Node) -> Option<Check> {
    let mut reader = Reader::new(outer.reading(), "`coverage`", node);
    let service = reader.must_key("service");
    let (unit, integration) = (reader.percent("unit"), reader.percent("integration"));
    if unit.is_none() && integration.is_none() {
        reader.missing("unit", None);
    }
    reader.finish();
    let percent = |p: Option<Located<u8>>| p.map(|p| p.value);
    (unit.is_some() || integration.is_some()).then_some(())?;
    Some(Check::Coverage { service: service?.value, unit: percent(unit), integration: percent(integration) })
}

/// `{kind: blocker, severity: high}`.
fn no_open(outer: &Reader<'_>, node: &Node) -> Option<Check> {
    let reading = outer.reading();
    let (kind, severity) = match node.value {
        Value::Map(_) => {
            let mut reader = Reader::new(reading, "`no_open`", node);
            let kind = reader.must("kind", scalar::text);
            let severity = reader.take("severity");
            let severity = severity.map(|node| scalar::word(reading, "severity", node));
            reader.finish();
            (kind?, severity)
        }
        _ => (scalar::text(reading, "no_open", node)?, None),
    };
    let severity = match severity {
        Some(read) => Some(read?.value),
        None => None,
    };
    match parse_word::<Kind>(&kind.value) {
        Some(kind @ (Kind::Risk | Kind::Blocker)) => Some(Check::NoOpen { kind, severity }),
        _ => {
            let message = format!("`kind` is `{}`; only risks and blockers are open", fold(&kind.value));
            let diagnostic = Diagnostic::new(Code::UnknownValue, kind.place, message);
            reading.report(diagnostic.hint("write `blocker` or `risk`"));
            None
        }
    }
}

/// A path.
fn file(outer: &Reader<'_>, node: &Node) -> Option<Check> {
    let path = scalar::text(outer.reading(), "file", node)?;
    let exists = files::exists(outer.reading(), &path.value);
    Some(Check::File { path: path.value, exists })
}

/// `{file: report.json, pointer: /summary/failed, equals: 0}`.
fn json(outer: &Reader<'_>, node: &Node) -> Option<Check> {
    let mut reader = Reader::new(outer.reading(), "`json`", node);
    let path = reader.must("file", scalar::text);
    let pointer = reader.must("pointer", scalar::text);
    let equals = reader.require("equals").and_then(files::json_of);
    reader.finish();
    let (path, pointer, equals) = (path?, pointer?.value, equals?);
    let found = match files::evidence(outer.reading(), &path.value) {
        Source::Content(file) => files::json_at(outer.reading(), (&file, path.place), &pointer, &equals),
        Source::Nowhere => None,
        Source::Elsewhere => {
            outer.reading().report(elsewhere(outer.reading(), &path));
            None
        }
    };
    Some(Check::Json { path: path.value, pointer, equals, found })
}

fn elsewhere(reading: &Reading<'_>, path: &Located<String>) -> Diagnostic {
    let content = reading.around.content;
    let message =
        format!("`{}` lies outside of `{content}`, so it is not read and shows nothing", path.value);
    let hint = format!("put what may be published into `{content}`, and name that");
    Diagnostic::new(Code::EvidenceOutside, path.place, message).hint(hint)
}

/// Who signed. What somebody signs who is not in the program is not signed.
fn signer(reading: &Reading<'_>, field: &'static str, by: &Located<String>) -> Owner {
    let owner = reading.owner(field, &by.value, by.place);
    if reading.is_stranger(&owner) {
        reading.lose(Lost::new(field, by.place, Loss::Stranger(owner.name.clone())));
    }
    owner
}

/// `{by: master, on: 2026-03-13}`.
fn signed(outer: &Reader<'_>, node: &Node) -> Option<Check> {
    let reading = outer.reading();
    if !matches!(node.value, Value::Map(_)) {
        let by = scalar::text(reading, "signed", node)?;
        return Some(Check::Signed { by: signer(reading, "signed", &by), on: None });
    }
    let mut reader = Reader::new(reading, "`signed`", node);
    let by = reader.must("by", scalar::text).map(|by| signer(reading, "by", &by));
    let on = reader.date("on").map(|on| on.value);
    reader.finish();
    Some(Check::Signed { by: by?, on })
}
