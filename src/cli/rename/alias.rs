//! The id that a thing had, kept in its front matter, so that what still names it by that finds it.

use super::edits::Edits;
use super::name::NewName;
use crate::cli::surgery::{Surgery, Unsure, leaf_end};
use crate::cli::yaml_value::{inner, scalar};
use crate::load::{Node, Value};

const FIELD: &str = "aliases";

/// Keeps the old id of the thing that `text`, without a mark at its beginning, is about, and sets the new one down where `id` says so: where none is written.
///
/// # Errors
/// When the front matter cannot be edited surely.
pub fn keep(text: &str, name: &NewName, with_id: bool, edits: &mut Edits) -> Result<(), Unsure> {
    let aliases = format!("{FIELD}: [{}]", inner(&name.from));
    let id = format!("id: {}", scalar(&name.to));
    let surgery = match Surgery::new(text) {
        Ok(surgery) => surgery,
        Err(_) if !text.trim_start().starts_with(['-', '+', '{']) => {
            let nl = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let id = if with_id { format!("{id}{nl}") } else { String::new() };
            edits.put_in(0, format!("---{nl}{id}{aliases}{nl}---{nl}{nl}"));
            return Ok(());
        }
        Err(unsure) => return Err(unsure),
    };
    let nl = surgery.newline();
    if with_id {
        let (first, _) = surgery.fields()?.first().ok_or(Unsure::FrontMatter)?;
        let start = surgery.line_start(first.span.range().start);
        edits.put_in(start, format!("{id}{nl}"));
    }
    match surgery.field(FIELD)? {
        Some((key, list)) => {
            let (at, new) = among(&surgery, key, list, name)?;
            edits.put(at, new);
        }
        None => {
            let written = surgery.field("id")?.or_else(|| surgery.fields().ok()?.first());
            let (key, value) = written.ok_or(Unsure::FrontMatter)?;
            let start = surgery.line_start(key.span.range().start);
            let indent = &surgery.text()[start..key.span.range().start];
            if !indent.trim().is_empty() {
                return Err(Unsure::Form("id"));
            }
            let end = surgery.line_end(surgery.end_of(key, value));
            edits.put_in(end, format!("{nl}{indent}{aliases}"));
        }
    }
    Ok(())
}

/// Keeps the old id of an agent in the settings, which `text` is: in its entry, where its id is written anew.
///
/// # Errors
/// When the entry has a form in which nothing can be put surely.
pub fn keep_in_settings(text: &str, name: &NewName, edits: &mut Edits) -> Result<(), Unsure> {
    // Read as what stands above a text.
    const ABOVE: &str = "---\n";
    let document = format!("{ABOVE}{text}\n---\n");
    let surgery = Surgery::new(&document)?;
    let here = |range: std::ops::Range<usize>| range.start - ABOVE.len()..range.end - ABOVE.len();
    let is_id =
        |node: &Node| matches!(&node.value, Value::Text(id) | Value::Number(id) if id.trim() == name.from);
    let (_, agents) = surgery.field("agents")?.ok_or(Unsure::Form("agents"))?;
    let Value::List(entries) = &agents.value else { return Err(Unsure::Form("agents")) };
    let (old, new) = (inner(&name.from), inner(&name.to));
    for entry in entries {
        let fields = match &entry.value {
            Value::Map(fields) => fields,
            _ if is_id(entry) => {
                edits.put_over(here(entry.span.range()), format!("{{id: {new}, {FIELD}: [{old}]}}"));
                return Ok(());
            }
            _ => continue,
        };
        let of = |name: &str| fields.iter().find(|(key, _)| key.text.eq_ignore_ascii_case(name));
        let Some((key, id)) = of("id").filter(|(_, id)| is_id(id)) else { continue };
        if let Some((key, list)) = of(FIELD) {
            let (at, new) = among(&surgery, key, list, name)?;
            edits.put(here(at), new);
        } else if document[entry.span.range()].starts_with('{') {
            edits.put_over(here(id.span.range()), format!("{new}, {FIELD}: [{old}]"));
        } else {
            let start = key.span.range().start;
            let indent = document[surgery.line_start(start)..start].chars().map(|_| ' ').collect::<String>();
            let nl = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let end = surgery.line_end(id.span.range().end);
            edits.put_in(end - ABOVE.len(), format!("{nl}{indent}{FIELD}: [{old}]"));
        }
        return Ok(());
    }
    Err(Unsure::Form("agents"))
}

/// Into the list that is there: in the place of the new id, which is none of the earlier ones any more, else behind the
/// last.
fn among(
    surgery: &Surgery<'_>,
    key: &crate::load::MapKey,
    list: &Node,
    name: &NewName,
) -> Result<(std::ops::Range<usize>, String), Unsure> {
    let from = inner(&name.from);
    let is_new = |item: &&Node| matches!(&item.value, Value::Text(id) | Value::Number(id) if *id == name.to);
    let end = list.span.range().end;
    match &list.value {
        Value::Null => {
            let colon = surgery.colon(key).ok_or(Unsure::Form(FIELD))?;
            Ok((colon..colon.max(end), format!(" [{from}]")))
        }
        Value::Text(id) | Value::Number(id) if *id == name.to => Ok((list.span.range(), scalar(&name.from))),
        Value::Text(id) | Value::Number(id) => Ok((list.span.range(), format!("[{}, {from}]", inner(id)))),
        Value::List(items) => match (items.iter().find(is_new), items.last()) {
            (Some(item), _) => Ok((item.span.range(), from)),
            (None, None) => Ok((list.span.range(), format!("[{from}]"))),
            (None, Some(last)) if surgery.text()[list.span.range()].starts_with('[') => {
                let end = last.span.range().end;
                Ok((end..end, format!(", {from}")))
            }
            (None, Some(last)) => {
                let start = surgery.line_start(last.span.range().start);
                let dash = &surgery.text()[start..last.span.range().start];
                let end = surgery.line_end(leaf_end(last));
                Ok((end..end, format!("{}{dash}{}", surgery.newline(), scalar(&name.from))))
            }
        },
        _ => Err(Unsure::Form(FIELD)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let mut edits = Edits::default();
        let name = NewName { from: "M1".to_owned(), to: "M9".to_owned() };
        keep(text, &name, false, &mut edits).unwrap();
        edits.applied(text)
    }

    #[test]
    fn an_agent_keeps_its_old_id_in_its_entry() {
        let name = NewName { from: "ada".to_owned(), to: "eve".to_owned() };
        for (text, is) in [
            ("agents: [ada, bo]\n", "agents: [{id: eve, aliases: [ada]}, bo]\n"),
            ("agents:\n  - bo\n  - ada # c\n", "agents:\n  - bo\n  - {id: eve, aliases: [ada]} # c\n"),
            ("agents: [{id: ada, name: A}]\n", "agents: [{id: eve, aliases: [ada], name: A}]\n"),
            ("agents:\n- id: ada # c\n  name: A\n", "agents:\n- id: ada # c\n  aliases: [ada]\n  name: A\n"),
            (
                "agents:\r\n  - name: A\r\n    id: ada\r\n",
                "agents:\r\n  - name: A\r\n    id: ada\r\n    aliases: [ada]\r\n",
            ),
            ("agents: [{id: ada, aliases: [al]}]\n", "agents: [{id: ada, aliases: [al, ada]}]\n"),
            ("agents: [{id: ada, aliases: [eve]}]\n", "agents: [{id: ada, aliases: [ada]}]\n"),
        ] {
            let mut edits = Edits::default();
            keep_in_settings(text, &name, &mut edits).unwrap();
            assert_eq!(edits.applied(text), is);
        }
        for text in ["agents: {ada: {name: A}}\n", "title: T\n", "agents: [bo]\n", "agents: [\n"] {
            assert!(keep_in_settings(text, &name, &mut Edits::default()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_old_id_is_kept_in_every_form_of_the_list() {
        let front = |aliases: &str| format!("---\nid: M1 # c\n{aliases}title: x\n---\n");
        for (before, after) in [
            ("", "aliases: [M1]\n"),
            ("aliases:\n", "aliases: [M1]\n"),
            ("aliases: []\n", "aliases: [M1]\n"),
            ("aliases: M7\n", "aliases: [M7, M1]\n"),
            ("aliases: M9\n", "aliases: M1\n"),
            ("aliases: [M7, M9] # c\n", "aliases: [M7, M1] # c\n"),
            ("aliases:\n  - M7 # c\n", "aliases:\n  - M7 # c\n  - M1\n"),
        ] {
            assert_eq!(kept(&front(before)), front(after), "{before:?}");
        }
        assert_eq!(kept("---\r\nid: M1\r\n---\r\n"), "---\r\nid: M1\r\naliases: [M1]\r\n---\r\n");
        assert_eq!(kept("# Title\n"), "---\naliases: [M1]\n---\n\n# Title\n");
    }
}
