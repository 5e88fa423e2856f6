//! Phases and their gates.

use super::check::check;
use crate::{
    diag::{Code, Diagnostic, Located, Place, Severity},
    load::{
        Node, Value, files,
        reader::Reader,
        reading::{Meant, Reading},
        scalar,
        updates::{Stamp, history, updates},
    },
    model::{Criterion, Gate, GateFacts, Head, Phase},
};

/// Read a phase. What was reported of its gate stands among the updates of the phase or of the gate.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Phase {
    let mut gate = reader.map("gate").map(gate).unwrap_or_default();
    let reported = updates(reader, facts);
    gate.history.updates.extend(reported.updates);
    gate.history.lost.extend(reported.lost);
    gate.history.updates.sort_by_key(|update| update.date);
    gate.history.lost.sort_by_key(|lost| (lost.after.is_none(), lost.after));
    reader.beside(|reader| Phase {
        sprints: reader.keys("sprints"),
        owner: reader.owner("owner"),
        gate,
        head,
    })
}

fn gate(mut reader: Reader<'_>) -> Gate {
    let nodes = reader.list("criteria");
    let criteria = nodes.into_iter().enumerate();
    let criteria = criteria.filter_map(|(index, node)| criterion(&reader, node, index + 1)).collect();
    let history = history(&mut reader, facts);
    reader.finish();
    Gate { criteria, history }
}

fn facts(reader: &mut Reader<'_>, stamp: &Stamp) -> GateFacts {
    GateFacts {
        decision: reader.word_fact("decision", stamp),
        decided_by: reader.owner_fact("decided_by", stamp),
        decided_on: reader.date_fact("decided_on", stamp),
    }
}

/// A mapping, or a text alone, which is a criterion without a check.
fn criterion(gate: &Reader<'_>, node: &Node, number: usize) -> Option<Criterion> {
    let reading = gate.reading();
    let place = reading.place(node.span);
    let numbered = || format!("C{number}");
    if !matches!(node.value, Value::Map(_)) {
        let text = scalar::text(reading, "criteria", node)?.value;
        unchecked(reading, &text, place);
        return Some(Criterion {
            id: numbered(),
            place,
            text,
            check: None,
            evidence: None,
            since: None,
            expires: None,
            lost: None,
        });
    }
    let before = reading.losses();
    let mut reader = Reader::new(reading, "a criterion", node);
    let strange = reader.is_all_strange();
    let id = reader.text("id").map_or_else(numbered, |id| id.value);
    let text = reader.text("text");
    if text.is_none() {
        reader.beside(|reader| reader.missing("text", None));
    }
    let given = reader.has("check");
    let mut criterion = Criterion {
        text: text.map_or_else(|| id.clone(), |text| text.value),
        check: check(&mut reader),
        evidence: evidence(&mut reader),
        since: reader.date("since"),
        expires: reader.date("expires"),
        id,
        place,
        lost: None,
    };
    // A check under a misspelt key is told as such.
    if !given && !reader.is_broken() && !strange && reader.misspelt("check").is_none() {
        unchecked(reading, &criterion.text, place);
    }
    reader.finish();
    criterion.lost = reading.claim_since(before);
    Some(criterion)
}

/// Report a criterion that nothing can show to be met.
fn unchecked(reading: &Reading<'_>, text: &str, place: Place) {
    let message = format!("nothing can ever show that `{text}` is met: the criterion has no check");
    let hint = "add `check: {done: [M1]}`, or what else shows it: `signed`, `file`, `json`, `contract`, `coverage`, `no_open`";
    reading.report(Diagnostic::new(Code::UncheckedCriterion, place, message).hint(hint));
}

/// Words, a link, or a path; a path should lead to a file.
fn evidence(reader: &mut Reader<'_>) -> Option<Located<String>> {
    let evidence = reader.text("evidence")?;
    let text = &evidence.value;
    let is_path = text.contains('/') && !text.contains("://") && !text.contains(char::is_whitespace);
    if is_path && !files::exists(reader.reading(), text) {
        let message = format!("`evidence` names the file `{text}`, which does not exist");
        let mut diagnostic = Diagnostic::new(Code::MissingFile, evidence.place, message);
        // Evidence may be named before it is there; the gate says in any case that it is not.
        diagnostic.severity = Severity::Warning;
        let from = reader.reading().path.clone();
        reader.reading().report_meant(diagnostic, Meant::File { path: text.clone(), from });
    }
    Some(evidence)
}
