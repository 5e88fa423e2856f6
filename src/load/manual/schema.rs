//! The fields of a topic as a JSON Schema (draft 2020-12), for editors.
//!
//! It asks for no less than the readers and no more: what Milepost reads without a word is valid. So words may be in any
//! spelling, and keys in camelCase or kebab-case; an editor proposes ours.

use serde_json::{Map, Value, json};

use super::{Field, Shape, Topic};

/// The schema of a topic.
pub fn schema(topic: Topic) -> Value {
    let mut schema = mapping(&topic.fields());
    let title = match topic {
        Topic::Settings => "Settings of Milepost: milepost.yaml".to_owned(),
        Topic::Kind(kind) => format!("Front matter of a {} for Milepost", kind.word()),
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!(title));
    }
    schema
}

fn mapping(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    let mut spelled = Map::new();
    // Keys of one's own.
    spelled.insert("^[xX][-_]".to_owned(), json!(true));
    for field in fields {
        let mut value = value(&field.shape);
        if let Some(object) = value.as_object_mut() {
            object.insert("description".to_owned(), json!(field.about));
            object.insert("examples".to_owned(), json!([example(field.example)]));
        }
        properties.insert(field.name.to_owned(), value);
        spelled.insert(spellings(field.name), json!(true));
    }
    json!({
        "type": ["object", "null"],
        "properties": properties,
        "patternProperties": spelled,
        "additionalProperties": false,
    })
}

/// A pattern for the name in snake case, kebab-case and camelCase, with small or capital first letters.
fn spellings(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("[{first}{}]{rest}", first.to_uppercase())
    });
    format!("^{}$", words.collect::<Vec<_>>().join("[-_ ]?"))
}

/// The example as it reads in YAML; a text where it is none.
fn example(text: &str) -> Value {
    yaml_serde::from_str(text).unwrap_or_else(|_| json!(text))
}

fn value(shape: &Shape) -> Value {
    let one = json!({"type": ["string", "number", "boolean", "null"]});
    match shape {
        Shape::Map(fields) => mapping(fields),
        Shape::Keyed(inner) => json!({"type": ["object", "null"], "additionalProperties": value(inner)}),
        Shape::List(inner) => json!({"anyOf": [value(inner), {"type": "array", "items": value(inner)}]}),
        Shape::Either(first, other) => json!({"anyOf": [value(first), value(other)]}),
        Shape::Words(words) => json!({"anyOf": [{"enum": words()}, one]}),
        Shape::Value => json!({}),
        _ => one,
    }
}
