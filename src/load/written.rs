//! What somebody wrote for people: a text alone, or a text with its day and who wrote it.

use super::{Value, reader::Reader, scalar};
use crate::model::Written;

/// `headline: We are a week late.`, or `headline: {text: …, date: 2026-05-06, by: tpm}`. One whose day cannot be read is
/// left out: nobody can tell whether it still holds.
pub fn headline(reader: &mut Reader<'_>) -> Option<Written> {
    reader.beside(|reader| {
        let node = reader.take("headline")?;
        if !matches!(node.value, Value::Map(_)) {
            let text = scalar::text(reader.reading(), "headline", node)?.value;
            return Some(Written { text, on: None, by: None });
        }
        let mut inside = Reader::new(reader.reading(), "`headline`", node);
        let text = inside.text("text");
        if text.is_none() {
            inside.missing("text", None);
        }
        let dated = inside.has("date");
        let on = inside.date("date").map(|on| on.value);
        let by = inside.owner("by");
        inside.finish();
        Some(Written { text: text?.value, on, by }).filter(|written| written.on.is_some() || !dated)
    })
}
