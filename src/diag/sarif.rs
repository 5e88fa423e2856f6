//! Diagnostics as SARIF 2.1.0, which code scanning of GitHub and editors read
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Place, Severity, Sources};

/// What stays as it is in the path of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// A log of one run; `fingerprints` are those of the findings, in their order, and `folder` is where the project is in its
/// repository, with a slash at its end.
pub fn log(found: &[&Diagnostic], sources: &Sources, fingerprints: &[String], folder: &str) -> Value {
    let codes: BTreeSet<Code> = found.iter().map(|found| found.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results = found.iter().zip(fingerprints).map(|(found, print)| {
        let index = codes.iter().position(|code| *code == found.code);
        result(found, sources, print, folder, index)
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Milepost",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.name().replace('-', " ")},
        "fullDescription": {"text": code.about()},
        "help": {"text": format!("milepost check --explain {}", code.name())},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(found: &Diagnostic, sources: &Sources, print: &str, folder: &str, rule: Option<usize>) -> Value {
    let hint = found.hint.as_deref().map_or_else(String::new, |hint| format!("; {hint}"));
    let mut result = json!({
        "ruleId": found.code.name(),
        "ruleIndex": rule,
        "level": level(found.severity),
        "message": {"text": format!("{}{hint}", found.message)},
        "partialFingerprints": {"milepost/v1": print},
    });
    if let Some(place) = found.place {
        result["locations"] = json!([location(place, sources, folder)]);
    }
    let related = found.labels.iter().map(|label| {
        let mut location = location(label.place, sources, folder);
        location["message"] = json!({"text": label.text});
        location
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(fix) = &found.fix {
        result["fixes"] = json!([{"artifactChanges": [{
            "artifactLocation": artifact(fix.place, sources, folder),
            "replacements": [{
                "deletedRegion": region(fix.place, sources),
                "insertedContent": {"text": fix.text},
            }],
        }]}]);
    }
    result
}

fn location(place: Place, sources: &Sources, folder: &str) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": artifact(place, sources, folder),
        "region": region(place, sources),
    }})
}

fn artifact(place: Place, sources: &Sources, folder: &str) -> Value {
    let path = format!("{folder}{}", sources.path(place.file));
    json!({"uri": utf8_percent_encode(&path, PLAIN).to_string(), "uriBaseId": "%SRCROOT%"})
}

fn region(place: Place, sources: &Sources) -> Value {
    let (start, end) = (sources.position(place), sources.end(place));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
