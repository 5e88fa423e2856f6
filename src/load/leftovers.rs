//! Keys of a mapping that nobody took: misspelt ones, parts of a text that was cut, keys of another kind of thing.
//!
//! Must not know what the fields mean, beyond the advice that their reader gives.

use super::{
    Value,
    entry::{Entry, Known, first_of, names},
    fields::snake,
    reading::Reading,
    yaml::quoted,
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Bearing, Loss, Lost},
    text::{Span, nearest_of},
};

/// A key that is not read here, what it stands for elsewhere, and what to write instead.
#[derive(Debug, Clone, Copy)]
pub struct Advice {
    /// The key, in snake case.
    pub key: &'static str,
    /// The field that it was meant for.
    pub field: &'static str,
    /// What to write instead.
    pub hint: &'static str,
}

/// What is left of a mapping when its reader is done.
pub struct Leftovers<'a> {
    /// The reading it is part of.
    pub reading: &'a Reading<'a>,
    /// All entries of the mapping.
    pub entries: &'a [Entry<'a>],
    /// The fields that are read here.
    pub known: &'a [Known],
    /// What to say of keys that belong elsewhere.
    pub advice: &'a [Advice],
}

impl Leftovers<'_> {
    /// The finding about the entry of that index, which nobody took; nothing where one before it says all.
    pub fn finding(&self, index: usize) -> Option<Diagnostic> {
        let entry = &self.entries[index];
        if let Some(second) = self.second(index) {
            return Some(second);
        }
        if let Some(start) = self.cut_text(index) {
            return (start + 1 == index).then(|| self.cut_by_a_comma(start));
        }
        None.or_else(|| self.without_a_space(entry))
            .or_else(|| self.advised(entry))
            .or_else(|| Some(self.misspelt(entry)))
    }

    /// What depends on a field that is read here.
    fn bearing(&self, field: &str) -> Option<Bearing> {
        self.known.iter().filter(|(known, _)| *known == field).map(|(_, bears)| *bears).max()
    }

    fn lose(&self, field: &str, place: Place, why: Loss) {
        let lost = Lost::new(field, place, why);
        self.reading.lose(Lost { bears: self.bearing(field).unwrap_or(lost.bears), ..lost });
    }

    /// A key of a field that was read from another one.
    fn second(&self, index: usize) -> Option<Diagnostic> {
        let theirs = &self.reading.around.theirs.fields;
        let first_of = |known: &Known| Some((known.0, first_of(self.entries, *known, theirs, index)?));
        let (field, first) = self.known.iter().find_map(first_of)?;
        let (first, entry) = (&self.entries[first], &self.entries[index]);
        let (key, place) = (entry.key.text.as_str(), self.reading.place(entry.key.span));
        let what = if first.name == entry.name { "key" } else { "field" };
        let message = format!("`{key}` and `{}` are the same {what}; the second is not read", first.key.text);
        self.lose(field, place, Loss::Twice);
        Some(
            Diagnostic::new(Code::DuplicateKey, place, message)
                .hint("keep one of the two lines")
                .label(self.reading.place(first.key.span), "this one is read"),
        )
    }

    /// The entry whose text was cut by a comma, where this one is a part of it: a key without colon and value.
    fn cut_text(&self, index: usize) -> Option<usize> {
        let is_bare = |entry: &Entry<'_>| is_bare(entry) && !self.is_unspaced(entry);
        let start = self.entries[..index].iter().rposition(|entry| !is_bare(entry))?;
        let is_text = matches!(self.entries[start].node.value, Value::Text(_));
        let joined = |pair: &[Entry<'_>]| {
            let end = pair[0].node.span.end.max(pair[0].key.span.end);
            // Nothing but a comma and a space lies between the two.
            is_bare(&pair[1])
                && pair[1].key.span.start.checked_sub(end).is_some_and(|gap| (1..=3).contains(&gap))
        };
        (is_text && self.entries[start..=index].windows(2).all(joined)).then_some(start)
    }

    /// `{text: Order plugs, then seal them}`: the rest of a text behind a comma is a key without a value.
    fn cut_by_a_comma(&self, start: usize) -> Diagnostic {
        let is_part = |entry: &&Entry<'_>| is_bare(entry) && !entry.used && !self.is_unspaced(entry);
        let parts = self.entries[start + 1..].iter().take_while(is_part);
        let parts: Vec<&Entry<'_>> = parts.collect();
        let Entry { node, .. } = &self.entries[start];
        let text = if let Value::Text(text) = &node.value { text.as_str() } else { "" };
        let rest: Vec<&str> = parts.iter().map(|part| part.key.text.as_str()).collect();
        let whole = quoted(&format!("{text}, {}", rest.join(", ")));
        let end = parts.last().map_or(node.span.end, |part| part.key.span.end);
        let span = Span { start: node.span.start, end };
        let message = format!("a comma ends the text here, and `{}` is taken for a key", rest.join(", "));
        let hint = format!("put the text in quotes: `{whole}`");
        Diagnostic::new(Code::CutText, self.reading.place(span), message)
            .hint(hint)
            .fix(self.reading.place(span), whole)
    }

    /// Whether it is a field that is read here, its value and the colon between them.
    fn is_unspaced(&self, entry: &Entry<'_>) -> bool {
        let Some((key, value)) = entry.key.text.split_once(':') else { return false };
        !value.is_empty() && self.bearing(&snake(key)).is_some()
    }

    /// `{id:C1, text: …}`: without a space, `id:C1` is a key without a value.
    fn without_a_space(&self, entry: &Entry<'_>) -> Option<Diagnostic> {
        let (key, value) = entry.key.text.split_once(':')?;
        let name = snake(key);
        if entry.node.value != Value::Null || value.is_empty() || self.bearing(&name).is_none() {
            return None;
        }
        let at = entry.key.span.start as usize + key.len() + 1;
        let place = self.reading.place(entry.key.span);
        self.lose(&name, place, Loss::Unreadable);
        let diagnostic = Diagnostic::new(
            Code::YamlSyntax,
            place,
            format!("a space is missing after the colon of `{key}`"),
        );
        Some(diagnostic.hint(format!("write `{key}: {value}`")).fix(self.reading.place(Span::at(at)), " "))
    }

    /// A key that is right for another kind of thing.
    fn advised(&self, entry: &Entry<'_>) -> Option<Diagnostic> {
        let advice = self.advice.iter().find(|advice| advice.key == entry.name)?;
        let place = self.reading.place(entry.key.span);
        self.lose(advice.field, place, Loss::Misspelt(entry.key.text.as_str().into()));
        let message = format!("`{}` is no key that is read here", entry.key.text);
        Some(Diagnostic::new(Code::UnknownKey, place, message).hint(advice.hint))
    }

    fn misspelt(&self, entry: &Entry<'_>) -> Diagnostic {
        let (place, key) = (self.reading.place(entry.key.span), &entry.key.text);
        let diagnostic =
            Diagnostic::new(Code::UnknownKey, place, format!("`{key}` is no key that is read here"));
        let name = entry.name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let keep = "name it under `ignore` in `milepost.yaml` to keep it, or under `fields` if it is a name of one of ours".to_string();
        let theirs = &self.reading.around.theirs.fields;
        let Some(near) = nearest_of(name, self.known.iter().flat_map(|(known, _)| names(known, theirs)))
        else {
            return diagnostic.hint(keep);
        };
        let mut fields = self.known.iter().map(|(known, _)| *known);
        let field = fields.find(|known| names(known, theirs).any(|name| name == near.word));
        self.lose(field.unwrap_or(near.word), place, Loss::Misspelt(key.as_str().into()));
        if self.entries.iter().any(|other| other.used && other.name == near.word) {
            return diagnostic.hint(format!("`{}` is given already; {keep}", near.word));
        }
        let diagnostic = diagnostic.hint(format!("did you mean `{}`?", near.word));
        if near.sure { diagnostic.fix(place, near.word) } else { diagnostic }
    }
}

/// Whether an entry is a key alone, without colon and value.
fn is_bare(entry: &Entry<'_>) -> bool {
    let Entry { key, node, .. } = entry;
    node.value == Value::Null && node.span.start <= key.span.end && key.text.contains(char::is_alphabetic)
}
