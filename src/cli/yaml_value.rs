//! Values as YAML writes them, on one line. What somebody typed is written by the YAML writer, so that quoting is never
//! ours to get right.

use yaml_serde::Value;

/// A text as YAML writes it where a value stands, on one line.
pub fn scalar(text: &str) -> String {
    let written = yaml_serde::to_string(text).unwrap_or_default();
    let written = written.trim_end_matches('\n');
    // What YAML would spread over lines, JSON keeps on one; it is YAML, too.
    if written.contains('\n') || text.contains('\n') { json(&text) } else { written.to_owned() }
}

/// A text inside of braces or brackets, where commas and more end it.
pub fn inner(text: &str) -> String {
    let written = scalar(text);
    // Inside of brackets more than a comma ends what is not quoted.
    let harmless = |c: char| c.is_alphanumeric() || " ._-/".contains(c);
    let plain = text.starts_with(char::is_alphanumeric) && text.chars().all(harmless);
    if written == text && !plain { json(&text) } else { written }
}

/// A value as somebody types it: a text, a number, or what stands in brackets or braces as a list or mapping.
///
/// # Errors
/// When it begins as a list or mapping and is none.
pub fn typed(text: &str) -> Result<String, String> {
    let text = text.trim();
    if !text.starts_with(['[', '{']) {
        return Ok(match yaml_serde::from_str(text) {
            Ok(Value::Number(_) | Value::Bool(_)) => text.to_owned(),
            _ => scalar(text),
        });
    }
    let value: Value = yaml_serde::from_str(text).map_err(|_| {
        format!("`{}` begins as a list or mapping and is none; close each bracket", text.escape_debug())
    })?;
    Ok(flow(&value))
}

fn flow(value: &Value) -> String {
    match value {
        Value::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{}: {}", flow(key), flow(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => inner(text),
        other => yaml_serde::to_string(other).unwrap_or_default().trim_end().to_owned(),
    }
}

fn json(text: &impl serde::Serialize) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_typed_is_one_line_that_means_it() {
        assert_eq!(typed("60").as_deref(), Ok("60"));
        assert_eq!(typed("[M1, M2]").as_deref(), Ok("[M1, M2]"));
        assert_eq!(
            typed("{text: \"a, b\", due: 2026-03-02}").as_deref(),
            Ok("{text: \"a, b\", due: 2026-03-02}")
        );
        assert_eq!(typed("yes: no").as_deref(), Ok("'yes: no'"));
        assert!(typed("[M1").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_meant(text in "\\PC{0,40}|[-#:&*!|>'\"@%`{}\\[\\], \n\t0-9a-z~.]{0,30}") {
            for (written, line) in [(scalar(&text), format!("a: {}", scalar(&text))), (inner(&text), format!("a: {{b: {}}}", inner(&text)))] {
                prop_assert!(!written.contains('\n'), "{written}");
                let value: Value = yaml_serde::from_str(&line).expect("it is YAML");
                let read = value.get("a").and_then(|a| if a.is_mapping() { a.get("b") } else { Some(a) });
                prop_assert_eq!(read.and_then(Value::as_str), Some(text.as_str()), "{}", line);
            }
        }
    }
}
