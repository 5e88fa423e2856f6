//! The front matter of a contract with one consumer's acknowledgement written into it, and every other byte kept. Pure; what
//! cannot be edited surely is left to people.

use crate::{
    cli::surgery::{Change, Field, Put, Surgery, Unsure, one_line},
    load::{MapKey, Node, Value},
    text::Span,
};

/// The list that is edited.
const LIST: &str = "consumers";

/// Consumers that stand in a form of their own.
pub const FORM: Unsure = Unsure::Form(LIST);

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Id of the consumer.
    pub service: &'a str,
    /// Who agrees for it.
    pub by: &'a str,
    /// The day, as `2026-02-16`.
    pub on: &'a str,
    /// Hash of the definition.
    pub hash: &'a str,
}

impl Entry<'_> {
    /// The three fields that acknowledge.
    fn fields(&self) -> [Field; 3] {
        [
            ("acknowledged_by", Put::Text(self.by.to_owned())),
            ("acknowledged_on", Put::Yaml(self.on.to_owned())),
            ("hash", Put::Yaml(format!("\"{}\"", self.hash))),
        ]
    }

    /// All fields.
    fn whole(&self) -> Vec<Field> {
        let service = [("service", Put::Text(self.service.to_owned()))];
        service.into_iter().chain(self.fields()).collect()
    }

    /// The whole entry on one line.
    pub fn line(&self) -> String {
        one_line(&self.whole())
    }
}

/// Write `entry` into the text of a contract: into the entry of `consumers` at `at`, or as a new one.
///
/// # Errors
/// When the text cannot be edited surely.
pub fn write(text: &str, at: Option<Span>, entry: &Entry<'_>) -> Result<String, Unsure> {
    let surgery = Surgery::new(text)?;
    let list = surgery.field(LIST)?;
    let changes = match (list, at) {
        (Some((_, list)), Some(at)) => in_place(&surgery, list, at, entry)?,
        (Some((_, list)), None) if matches!(list.value, Value::Text(_)) => {
            vec![beside(&surgery, list, entry)?]
        }
        _ => vec![surgery.added_as(LIST, &entry.whole(), true)?],
    };
    Ok(surgery.applied(changes))
}

/// Beside one consumer that is written without a list.
fn beside(surgery: &Surgery, list: &Node, entry: &Entry) -> Result<Change, Unsure> {
    let written = &surgery.text()[list.span.range()];
    if surgery.one_line(list.span) {
        Ok((list.span, format!("[{written}, {}]", entry.line())))
    } else {
        Err(FORM)
    }
}

/// Into the entry that stands there.
fn in_place(surgery: &Surgery, list: &Node, at: Span, entry: &Entry) -> Result<Vec<Change>, Unsure> {
    let items: &[Node] = match &list.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(list),
    };
    let item = items.iter().find(|item| item.span == at).ok_or(FORM)?;
    match &item.value {
        Value::Text(_) if surgery.one_line(item.span) => Ok(vec![(item.span, entry.line())]),
        Value::Map(fields) if surgery.text()[item.span.range()].starts_with('{') => {
            write_flow(surgery, item, fields, entry)
        }
        Value::Map(fields) => write_block(surgery, fields, entry),
        _ => Err(FORM),
    }
}

fn write_flow(
    surgery: &Surgery,
    item: &Node,
    fields: &[(MapKey, Node)],
    entry: &Entry,
) -> Result<Vec<Change>, Unsure> {
    let (mut changes, missing) = replaced(surgery, fields, entry, Put::in_braces)?;
    let last = fields.last().map(|(key, value)| surgery.end_of(key, value)).ok_or(FORM)?;
    let rest = surgery.text().get(last..item.span.range().end).ok_or(FORM)?;
    if !rest.trim().trim_start_matches(',').trim().eq("}") {
        return Err(FORM);
    }
    let new: String =
        missing.iter().map(|(name, value)| format!(", {name}: {}", value.in_braces())).collect();
    changes.push((Span::at(last), new));
    Ok(changes)
}

fn write_block(surgery: &Surgery, fields: &[(MapKey, Node)], entry: &Entry) -> Result<Vec<Change>, Unsure> {
    let (mut changes, missing) = replaced(surgery, fields, entry, Put::on_a_line)?;
    let (first, _) = fields.first().ok_or(FORM)?;
    let column = first.span.range().start - surgery.line_start(first.span.range().start);
    let last = fields.iter().map(|(key, value)| surgery.end_of(key, value)).max().ok_or(FORM)?;
    let end = surgery.line_end(last);
    let indent = " ".repeat(column);
    let line = |(name, value): &Field| format!("{}{indent}{name}: {}", surgery.newline(), value.on_a_line());
    changes.push((Span::at(end), missing.iter().map(line).collect()));
    Ok(changes)
}

/// New values for the fields that are there, as `written` gives them, and the fields that are not.
fn replaced(
    surgery: &Surgery,
    fields: &[(MapKey, Node)],
    entry: &Entry,
    written: fn(&Put) -> String,
) -> Result<(Vec<Change>, Vec<Field>), Unsure> {
    let (mut changes, mut missing) = (Vec::new(), Vec::new());
    for (name, value) in entry.fields() {
        let known = |key: &MapKey| key.text.replace('-', "_").eq_ignore_ascii_case(name);
        let Some((key, old)) = fields.iter().find(|(key, _)| known(key)) else {
            missing.push((name, value));
            continue;
        };
        let value = written(&value);
        match &old.value {
            Value::Null => {
                let colon = surgery.colon(key).ok_or(FORM)?;
                // `~` and `null` are written out; nothing at all is not.
                let nothing = surgery.text()[old.span.range()].trim().is_empty();
                let span = if nothing { Span::at(colon) } else { old.span };
                let space = if nothing { " " } else { "" };
                changes.push((span, format!("{space}{value}")));
            }
            Value::Text(_) | Value::Number(_) | Value::Bool(_) if surgery.one_line(old.span) => {
                changes.push((old.span, value));
            }
            _ => return Err(FORM),
        }
    }
    Ok((changes, missing))
}
