//! TOML front matter, read into the same tree as YAML. No other module names the parser.

use toml::de::{DeTable, DeValue};

use super::{MapKey, Node, Value, yaml::Parsed};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::Span,
};

/// Deepest nesting that is read.
const DEEPEST: usize = 16;
/// Most findings about one text.
const MOST: usize = 20;

/// Read `text`, which stands at byte `offset` of `file`. What can be read of a text with faults is.
pub fn parse(text: &str, offset: usize, file: FileId) -> Parsed {
    let (table, errors) = DeTable::parse_recoverable(text);
    let span = |range: std::ops::Range<usize>| Span::new(range.start, range.end).shifted(offset);
    let findings = errors.iter().take(MOST).map(|error| {
        let place = Place::new(file, span(error.span().unwrap_or(0..0)));
        let message = format!("the TOML front matter cannot be read here: {}", error.message());
        Diagnostic::new(Code::YamlSyntax, place, message).hint("write `key = value` lines, texts in quotes")
    });
    let findings: Vec<Diagnostic> = findings.collect();
    let entries = entries(table.get_ref(), &span, 0);
    let whole = Span::new(offset, offset + text.len());
    Parsed { root: Some(Node::new(whole, Value::Map(entries))), lossy: !findings.is_empty(), findings }
}

/// The entries of a table in the order of the file.
fn entries(
    table: &DeTable<'_>,
    span: &impl Fn(std::ops::Range<usize>) -> Span,
    depth: usize,
) -> Vec<(MapKey, Node)> {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let text: &std::borrow::Cow<'_, str> = key.get_ref();
        let key = MapKey { text: text.to_string(), span: span(key.span()) };
        (key, Node::new(span(value.span()), value_of(value.get_ref(), span, depth)))
    };
    let mut entries: Vec<(MapKey, Node)> = table.iter().map(entry).collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn value_of(value: &DeValue<'_>, span: &impl Fn(std::ops::Range<usize>) -> Span, depth: usize) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(day) => Value::Text(day.to_string()),
        _ if depth >= DEEPEST => Value::Null,
        DeValue::Array(items) => {
            let item = |item: &toml::Spanned<DeValue<'_>>| {
                Node::new(span(item.span()), value_of(item.get_ref(), span, depth + 1))
            };
            Value::List(items.iter().map(item).collect())
        }
        DeValue::Table(table) => Value::Map(entries(table, span, depth + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_with_their_places() {
        let text = "title = \"First\"\ndate = 2026-01-12\n[extra]\nmood = [\"good\", 3]\n";
        let parsed = parse(text, 4, FileId(1));
        assert!(parsed.findings.is_empty() && !parsed.lossy);
        let Some(Node { value: Value::Map(entries), .. }) = parsed.root else { panic!("no table") };
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
        assert_eq!(keys, ["title", "date", "extra"]);
        assert_eq!(entries[1].1.value, Value::Text("2026-01-12".to_owned()));
        assert_eq!(entries[0].0.span, Span::new(4, 9));
    }

    #[test]
    fn a_fault_costs_no_other_line() {
        let parsed = parse("title = \"First\"\nowner = \n", 0, FileId(1));
        assert!(parsed.lossy && parsed.findings.len() == 1);
        let Some(Node { value: Value::Map(entries), .. }) = parsed.root else { panic!("no table") };
        assert_eq!(entries[0].0.text, "title");
    }
}
