//! The typed reader of one mapping: fields are taken by name, and what nobody took is reported.
//!
//! Must not know what the fields mean. A name is the same in snake case, kebab-case and camelCase.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::{
    Cut, Document, MapKey, Node, SETTINGS_FILE, Value,
    entry::{Entry, Known, names, position, second_of},
    excerpt::{self, short, written},
    extras::extra,
    fields::{is_key, snake},
    generators::is_theirs,
    leftovers::{Advice, Leftovers},
    lookup::is_empty,
    placeholder,
    preamble::Preamble,
    reading::{Meant, Reading},
    references::{self, Referable},
    scalar,
    shapes::shape,
    words::Word,
    yaml::quoted,
};
use crate::{
    date::Length,
    diag::{Code, Diagnostic, Located, Place, Severity},
    model::{Bearing, Key, Loss, Lost, Subject},
    text::{Span, nearest},
};

pub use super::lookup::{items, lookup};

/// A reader of one mapping.
pub struct Reader<'a> {
    reading: &'a Reading<'a>,
    entries: Vec<Entry<'a>>,
    known: Vec<Known>,
    advice: &'static [Advice],
    place: Place,
    /// Whether the mapping could not be read, so that nothing can be said to be missing in it.
    broken: bool,
    /// Whether nothing is to be called missing in it.
    excused: bool,
    /// Whether any key may stand in it.
    free: bool,
    /// Whether its keys are the heads of columns: any may stand there, but for one that was surely meant for a field.
    columns: bool,
    /// Whether it is the front matter of a whole file, and of what kind of thing.
    is_file: bool,
    /// Keys that are shown and not told.
    tolerated: Vec<&'static str>,
    what: &'static str,
    /// What of the file or report it is, where it is not all of it.
    part: Option<Arc<str>>,
    /// What the text of the file says of the same; nothing but for a whole file.
    preamble: &'a Preamble,
}

/// That of what is no file.
static NO_PREAMBLE: Preamble = Preamble { table: Vec::new(), lines: Vec::new(), sections: Vec::new() };

impl<'a> Reader<'a> {
    /// A reader of `node`, which should be a mapping: `what` says of what, as in "the gate". Anything else is
    /// reported and read as an empty one.
    pub fn new(reading: &'a Reading<'a>, what: &str, node: &'a Node) -> Self {
        let mut reader = Self::empty(reading, node.span);
        reader.part = part(what);
        reader.broken = node.torn;
        if node.torn {
            reading.lose(Lost::new(what.trim_matches('`'), reading.place(node.span), Loss::Torn));
        }
        match &node.value {
            Value::Map(entries) => {
                reader.entries = entries.iter().map(Entry::new).collect();
            }
            Value::Null => {}
            _ => {
                reader.broken = true;
                let field = what.trim_matches('`');
                let place = reading.place(node.span);
                reading.lose(Lost::new(field, place, Loss::Unreadable));
                let hint = match shape(field) {
                    Some(shape) => format!("write it as in `{shape}`"),
                    None => "write `key: value` lines".to_owned(),
                };
                let message = format!("{what} is {}, but takes a mapping of keys", excerpt::a_value(node));
                reading.report(Diagnostic::new(Code::WrongType, place, message).hint(hint));
            }
        }
        reader
    }

    /// A reader of nothing, at `span`.
    pub fn empty(reading: &'a Reading<'a>, span: Span) -> Self {
        let place = reading.place(Span { start: span.start, end: span.start });
        Self {
            reading,
            entries: Vec::new(),
            known: Vec::new(),
            advice: &[],
            place,
            broken: false,
            excused: false,
            free: false,
            columns: false,
            is_file: false,
            tolerated: Vec::new(),
            what: "",
            part: None,
            preamble: &NO_PREAMBLE,
        }
    }

    /// A reader of the front matter of a document.
    pub fn of_document(reading: &'a Reading<'a>, document: &'a Document) -> Self {
        let mut reader = match &document.front_matter {
            Some(node) => Self::new(reading, "the front matter", node),
            None => Self::empty(reading, Span::default()),
        };
        reader.preamble = &document.preamble;
        reader.is_file = true;
        if document.lossy {
            reader.tear();
        }
        reader
    }

    /// The same with what stands below its end, where that reads like more of it.
    pub fn of_all(reading: &'a Reading<'a>, document: &'a Document) -> Self {
        let mut reader = Self::of_document(reading, document);
        let below = document.run_on.as_ref().and_then(|rest| rest.node.as_ref());
        if let Some(Value::Map(entries)) = below.map(|node| &node.value) {
            reader.entries.extend(entries.iter().map(Entry::new));
        }
        reader
    }

    /// Say what kind of thing the file describes.
    pub fn is_of(&mut self, kind: &'static str) {
        self.what = kind;
    }

    /// The value of a field, which is not read by that.
    pub fn peek(&self, name: &str) -> Option<&'a Node> {
        let index = position(&self.entries, name, &self.reading.around.theirs.fields)?;
        Some(self.entries[index].node).filter(|node| !is_empty(node))
    }

    /// Whether the value of a field was read already, under another of its names.
    pub fn was_read(&self, name: &str) -> bool {
        let index = position(&self.entries, name, &self.reading.around.theirs.fields);
        index.is_some_and(|index| self.entries[index].used)
    }

    /// The keys that are written, in snake case.
    pub fn keys_written(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.name)
    }

    /// Let a key stand that is none of this kind: it is shown, and not told.
    pub fn tolerate(&mut self, name: &'static str) {
        self.tolerated.push(name);
    }

    /// Say that parts of the text could not be read, so that any field may be lost.
    pub fn tear(&mut self) {
        self.broken = true;
        if self.is_file {
            self.reading.lose(Lost::new("the front matter", self.place, Loss::Torn));
        }
    }

    /// Call nothing missing: it may be a thing of another kind.
    pub fn excuse(&mut self) {
        self.excused = true;
    }

    /// The reading this is part of.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// Whether it could not be read as a whole, so that fields may have been lost.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Where the mapping begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The value of a field; `None` where it is missing or empty.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.take_entry(name).map(|(_, node)| node)
    }

    /// The value of a field with the key as written.
    fn take_entry(&mut self, name: &'static str) -> Option<(&'a MapKey, &'a Node)> {
        self.known.push((name, self.reading.bearing()));
        self.reading.begin(name, self.part.as_ref());
        let index = position(&self.entries, name, &self.reading.around.theirs.fields)?;
        let entry = &mut self.entries[index];
        entry.used = true;
        let (key, node) = (entry.key, entry.node);
        if node.torn {
            self.reading.lose(Lost::new(name, self.reading.place(node.span), Loss::Torn));
        }
        if !is_empty(node) || node.torn {
            return Some((key, node));
        }
        if let Some(cut) = &node.cut {
            self.reading.lose(Lost::new(name, self.reading.place(cut.span), Loss::Unreadable));
            self.no_comment(&key.text, cut);
        }
        None
    }

    /// The value of a field that must be there.
    pub fn require(&mut self, name: &'static str) -> Option<&'a Node> {
        let node = self.take(name);
        if node.is_none() {
            self.missing(name, None);
        }
        node
    }

    /// Read a field that must be there by one of the functions of [`scalar`].
    pub fn must<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Reading<'_>, &str, &Node) -> Option<T>,
    ) -> Option<T> {
        if !self.has(name) {
            self.missing(name, None);
        }
        self.read(name, read)
    }

    /// One of the words of a type, which must be there.
    pub fn must_word<W: Word>(&mut self, name: &'static str) -> Option<Located<W>> {
        if !self.has(name) {
            self.missing(name, Some(format!("add `{name}:` with {}", all_words::<W>())));
        }
        self.word(name)
    }

    /// A day, which must be there.
    pub fn must_date(&mut self, name: &'static str) -> Option<Located<NaiveDate>> {
        if !self.has(name) {
            self.missing(name, Some(format!("add `{name}:` with a day, written year-month-day")));
        }
        self.date(name)
    }

    /// The one thing that a field names, which must.
    pub fn must_key<T: Referable>(&mut self, name: &'static str) -> Option<Located<Key<T>>> {
        if !self.has(name)
            && let Some(missing) = self.missed(name)
        {
            let meant = Meant::Choice { field: name, kind: T::KIND };
            self.reading.report_meant(missing, meant);
        }
        self.read(name, references::one)
    }

    /// Report that a required field is missing.
    pub fn missing(&self, name: &str, hint: Option<String>) {
        if let Some(missed) = self.missed(name) {
            let hint = hint.or_else(|| Some(format!("add `{}`", shape(name)?)));
            let missed = missed.hint(hint.unwrap_or_else(|| format!("add `{name}: …`")));
            match self.is_file {
                true => self.reading.report_of(missed, format!("missing {} {name}", self.what)),
                false => self.reading.report(missed),
            }
        }
    }

    /// Report that a field is missing without which the rest is still read.
    pub fn missing_lightly(&self, name: &str, hint: &str) {
        if let Some(mut missed) = self.missed(name) {
            missed.severity = Severity::Warning;
            self.reading.report(missed.hint(hint));
        }
    }

    /// The finding that a field is missing, unless it was lost with something that is told already.
    fn missed(&self, name: &str) -> Option<Diagnostic> {
        let bears = self.known.iter().find(|(known, _)| *known == name).map(|(_, bears)| *bears);
        let lost = Lost::new(name, self.place, Loss::Missing);
        self.reading.lose(Lost { bears: bears.unwrap_or(lost.bears), ..lost });
        let told = self.broken || self.excused || self.misspelt(name).is_some() || self.is_strange(name);
        (!told).then(|| Diagnostic::new(Code::MissingField, self.place, format!("`{name}` is missing")))
    }

    /// Whether none of its keys is one that is read anywhere: each is told.
    pub fn is_all_strange(&self) -> bool {
        let strange =
            |entry: &Entry<'_>| !entry.used && !is_key(&entry.name) && !entry.name.starts_with("x_");
        !self.free && !self.entries.is_empty() && self.entries.iter().all(strange)
    }

    /// Whether it is told that the field holds what cannot be read, or that no key is one that is read here.
    fn is_strange(&self, name: &str) -> bool {
        let there = |entry: &Entry<'_>| entry.name == name && (!is_empty(entry.node) || entry.node.torn);
        self.is_all_strange() || self.entries.iter().any(there)
    }

    /// The key that was surely meant for a field, and is told as what it is: misspelt, or cut off from its value.
    pub fn misspelt(&self, name: &str) -> Option<&MapKey> {
        let theirs = &self.reading.around.theirs.fields;
        let is_a_name = |word: &str| is_key(word) || theirs.values().flatten().any(|name| name == word);
        let is_meant = |entry: &&Entry<'_>| {
            let misspelt =
                !entry.used && !is_a_name(&entry.name) && nearest(&entry.name, names(name, theirs)).is_some();
            let without_a_space = entry.name.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'));
            let advised = self.advice.iter().any(|advice| advice.field == name && advice.key == entry.name);
            misspelt || without_a_space || advised || (entry.name == name && entry.node.cut.is_some())
        };
        self.entries.iter().find(is_meant).map(|entry| entry.key)
    }

    /// Say what to write in place of keys that belong elsewhere.
    pub fn advise(&mut self, advice: &'static [Advice]) {
        self.advice = advice;
    }

    /// Read a field by one of the functions of [`scalar`]. What is there and cannot be read is lost.
    pub fn read<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Reading<'_>, &str, &Node) -> Option<T>,
    ) -> Option<T> {
        let (key, node) = self.take_entry(name)?;
        let value = read(self.reading, &key.text, node);
        if node.torn || value.is_none() && !scalar::says_nothing(node) {
            let why = if node.torn { Loss::Torn } else { Loss::Unreadable };
            let lost = Lost::new(name, self.reading.place(node.span), why);
            self.reading.lose(Lost { written: written(node), within: self.part.clone(), ..lost });
        }
        value
    }

    /// Read a field that reports something: what is lost of it says so itself. The only way to make a [`Told`] out of
    /// a field: `None` where nothing is told.
    pub fn read_fact<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Self, &str, &Node) -> Option<Located<T>>,
    ) -> Option<Result<Located<T>, Lost>> {
        let before = self.reading.losses();
        let entry = self.take_entry(name);
        let value = entry.and_then(|(key, node)| read(self, &key.text, node));
        self.reading.begin(name, self.part.as_ref());
        let lost = self.reading.claim_since(before);
        let misspelt = self.misspelt(name).map(|key| (key, Loss::Misspelt(short(&key.text))));
        if let Some((key, why)) = misspelt.or_else(|| self.again(name).map(|key| (key, Loss::Twice))) {
            let why = if snake(&key.text) == name { Loss::Twice } else { why };
            let lost = Lost { claimed: true, ..Lost::new(name, self.reading.place(key.span), why) };
            return Some(Err(self.reading.lose(lost)));
        }
        let Some((_, node)) = entry else { return lost.map(Err) };
        let why = match (&value, lost) {
            (Some(_), _) if node.torn => Loss::Torn,
            (Some(_), None) => return value.map(Ok),
            (_, Some(lost)) => lost.why,
            (None, None) if scalar::says_nothing(node) => return None,
            (None, None) => Loss::Unreadable,
        };
        let place = self.reading.place(node.span);
        let lost = Lost { written: written(node), claimed: true, ..Lost::new(name, place, why) };
        Some(Err(self.reading.lose(lost)))
    }

    /// A second key of a field that was read.
    fn again(&self, name: &str) -> Option<&MapKey> {
        let known =
            self.known.iter().copied().filter(|(known, _)| *known == name).max_by_key(|known| known.1)?;
        let theirs = &self.reading.around.theirs.fields;
        second_of(&self.entries, known, theirs).map(|index| self.entries[index].key)
    }

    /// A text of words, of which YAML may have taken the end for a comment.
    pub fn text(&mut self, name: &'static str) -> Option<Located<String>> {
        let text = self.beside(|reader| {
            if let Some((key, Node { cut: Some(cut), .. })) = reader.take_entry(name) {
                reader.cut_text(&key.text, cut);
            }
            reader.read(name, scalar::text)
        })?;
        if placeholder::is_filler(&text.value) {
            let message = format!("`{name}` is still `{}`", text.value);
            let diagnostic = Diagnostic::new(Code::TemplateText, text.place, message);
            self.reading.report(diagnostic.hint("write what is meant, or take it out"));
        }
        Some(text)
    }

    /// A value that begins with a sign by which YAML takes all of it for a comment.
    fn no_comment(&self, key: &str, cut: &Cut) {
        let place = self.reading.place(cut.span);
        let message = format!("YAML takes the whole value of `{key}` for a comment: `{}`", short(&cut.text));
        let hint = "take out the `#`, put the value in quotes, or leave a space behind the `#` of a comment";
        self.reading.report(Diagnostic::new(Code::CutText, place, message).hint(hint));
    }

    fn cut_text(&self, key: &str, cut: &Cut) {
        let whole = quoted(&cut.text);
        let place = self.reading.place(cut.span);
        let message = format!("YAML takes the end of `{key}` for a comment, from ` #` on");
        let hint = format!("put the text in quotes: `{key}: {whole}`");
        self.reading.report(Diagnostic::new(Code::CutText, place, message).hint(hint).fix(place, whole));
    }

    /// A text, without its place.
    pub fn plain_text(&mut self, name: &'static str) -> Option<String> {
        self.text(name).map(|text| text.value)
    }

    /// The things of a type that a field names.
    pub fn keys<T: Referable>(&mut self, name: &'static str) -> Vec<Key<T>> {
        let found = self.read(name, |reading, name, node| Some(references::many(reading, name, node)));
        found.unwrap_or_default().into_iter().map(|key| key.value).collect()
    }

    /// The things, of whatever kind, that a field names.
    pub fn subjects(&mut self, name: &'static str) -> Vec<Located<Subject>> {
        self.read(name, |reading, name, node| Some(references::subjects(reading, name, node, &[])))
            .unwrap_or_default()
    }

    /// Whether a field has a value.
    pub fn has(&mut self, name: &'static str) -> bool {
        self.take(name).is_some()
    }

    /// A date.
    pub fn date(&mut self, name: &'static str) -> Option<Located<NaiveDate>> {
        self.read(name, scalar::date)
    }

    /// A length of time.
    pub fn length(&mut self, name: &'static str) -> Option<Located<Length>> {
        self.read(name, scalar::length)
    }

    /// A percentage from 0 to 100.
    pub fn percent(&mut self, name: &'static str) -> Option<Located<u8>> {
        self.read(name, scalar::percent)
    }

    /// One of the words of a type.
    pub fn word<W: Word>(&mut self, name: &'static str) -> Option<Located<W>> {
        self.read(name, scalar::word)
    }

    /// Read something on which neither a color nor a date depends.
    pub fn beside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let reading = self.reading;
        reading.bearing_at_most(Bearing::Nothing, || read(self))
    }

    /// Read something on which a color depends, and no date.
    pub fn on_color<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let reading = self.reading;
        reading.bearing_at_most(Bearing::Color, || read(self))
    }

    /// What the text of the file says of the same.
    pub fn preamble(&self) -> &'a Preamble {
        self.preamble
    }

    /// Read a table of the text that describes the thing as if it were front matter.
    pub fn with_table(&mut self) {
        for (key, node) in &self.preamble.table {
            let name = snake(&key.text);
            if self.entries.iter().all(|entry| entry.name != name) {
                self.entries.push(Entry { name, key, node, used: false });
            }
        }
    }

    /// A list; a single value is a list of one.
    pub fn list(&mut self, name: &'static str) -> Vec<&'a Node> {
        self.take(name).map_or_else(Vec::new, items)
    }

    /// A mapping within this one.
    pub fn map(&mut self, name: &'static str) -> Option<Reader<'a>> {
        let node = self.take(name)?;
        Some(Reader::new(self.reading, &format!("`{name}`"), node))
    }

    /// Any key may stand here: those that nobody takes are not reported.
    pub fn allow_any_key(&mut self) {
        self.free = true;
    }

    /// Any key may stand here, but for one that is nearly a field on which something depends.
    pub fn allow_any_column(&mut self) {
        (self.free, self.columns) = (true, true);
    }

    /// Whether a key is nearly that of a field on which something depends, or that says who answers for it.
    fn is_nearly_a_fact(&self, entry: &Entry<'_>) -> bool {
        let facts = self.known.iter().filter(|(name, bears)| *bears != Bearing::Nothing || *name == "owner");
        facts.map(|(name, _)| *name).any(|name| {
            !self.was_read(name) && self.misspelt(name).is_some_and(|key| std::ptr::eq(key, entry.key))
        })
    }

    /// Report the keys that nobody took, except those that begin with `x_` and those of site generators.
    pub fn finish(self) {
        let ignore = &self.reading.around.theirs.ignore;
        let tolerated = |name: &str| ignore.contains(name) || self.tolerated.contains(&name);
        let is_own = |name: &str| self.free || name.starts_with("x_") || is_theirs(name) || tolerated(name);
        if self.is_file {
            // How a page is shown elsewhere is no matter of this one.
            let kept = |name: &str| !is_theirs(name) || matches!(name, "tags" | "categories" | "keywords");
            let unread = self.entries.iter().filter(|entry| !entry.used && kept(&entry.name));
            self.reading.keep(unread.filter_map(|entry| extra(entry.key, entry.node)).collect());
        }
        if !self.free && !self.entries.is_empty() && !self.entries.iter().any(|entry| entry.used) {
            // Of a mapping none of whose keys is read here, nothing is: as of a value of another type.
            let most = self.known.iter().map(|(_, bears)| *bears).max();
            let lost = Lost::new("", self.place, Loss::Unreadable);
            self.reading.lose(Lost { bears: most.unwrap_or(lost.bears), ..lost });
        }
        let read: BTreeSet<&str> =
            self.entries.iter().filter(|entry| entry.used).map(|entry| &*entry.name).collect();
        let is_left = |entry: &Entry<'_>| {
            let own = is_own(&entry.name) && !(self.columns && self.is_nearly_a_fact(entry));
            !entry.used && (!own || read.contains(&*entry.name))
        };
        let left: Vec<usize> =
            (0..self.entries.len()).filter(|index| is_left(&self.entries[*index])).collect();
        let leftovers = Leftovers {
            reading: self.reading,
            entries: &self.entries,
            known: &self.known,
            advice: self.advice,
        };
        for &index in left.iter().take(MOST_KEYS) {
            let entry = &self.entries[index];
            let Some(found) = leftovers.finding(index) else { continue };
            match found.code {
                Code::UnknownKey if self.is_file => {
                    self.reading.report_of(found, format!("{} {}", self.what, entry.name));
                }
                _ => self.reading.report(found),
            }
        }
        if let Some(&next) = left.get(MOST_KEYS) {
            let message = format!("{} more keys are none that are read here", left.len() - MOST_KEYS);
            let place = self.reading.place(self.entries[next].key.span);
            self.reading.report(Diagnostic::new(Code::UnknownKey, place, message).hint("take them out"));
        }
    }
}

/// Most unknown keys of one mapping that are reported one by one.
const MOST_KEYS: usize = 20;

/// What of a file or of a report a mapping is, by what it is called; `None` where it is all of it.
fn part(what: &str) -> Option<Arc<str>> {
    let name = what.trim_matches('`');
    let name = ["a ", "an ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    (!matches!(name, "update" | "front matter" | SETTINGS_FILE)).then(|| name.into())
}

/// `one of `low`, `medium`, `high``.
fn all_words<W: Word>() -> String {
    let words: Vec<&str> = W::VALUES.iter().map(|value| value.spelling()).collect();
    format!("one of `{}`", words.join("`, `"))
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn keys_have_one_spelling() {
        for key in ["depends_on", "depends-on", "dependsOn", "Depends On", "DependsOn"] {
            assert_eq!(snake(key), "depends_on", "{key}");
        }
        assert_eq!(snake("providesApis"), "provides_apis");
        assert_eq!(snake("ID"), "id");
    }
}
