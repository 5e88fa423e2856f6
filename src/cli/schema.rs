//! `milepost schema`: JSON Schemas of the settings and of every kind's front matter, for editors.

use serde_json::{Map, Value, json};

use super::exit::{Exit, Failure};
use super::terminal::Stream;
use super::written::nothing_named;
use crate::load::manual::{self, Topic};

/// Prints the schema of that name; all of them in one, under `$defs`, where none is named.
///
/// # Errors
/// When there is no such schema, or it cannot be written.
pub fn schema(name: Option<&str>) -> Result<Exit, Failure> {
    let schema = match name {
        Some(name) => manual::schema(topic(name)?),
        None => all(),
    };
    Stream::Out.write(&format!("{schema:#}\n"))?;
    Ok(Exit::Fine)
}

fn topic(name: &str) -> Result<Topic, Failure> {
    let wanted = name.trim().to_lowercase();
    if let Some(topic) = Topic::ALL.into_iter().find(|topic| topic.name() == wanted) {
        return Ok(topic);
    }
    let names: Vec<&str> = Topic::ALL.into_iter().map(Topic::name).collect();
    Err(nothing_named("schema", name, &names))
}

fn all() -> Value {
    let schemas: Map<String, Value> =
        Topic::ALL.into_iter().map(|topic| (topic.name().to_owned(), manual::schema(topic))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings and front matter for Milepost",
        "$defs": schemas,
    })
}
