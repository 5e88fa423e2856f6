//! Dated facts: front matter as the base, `updates` laid over it.
//!
//! Must not know which facts a kind has; the kind reads them, here they get their date and reporter.

use chrono::NaiveDate;

use super::{Node, reader::Reader, scalar, words::Word};
use crate::{
    date::Length,
    diag::{Code, Diagnostic, Located, Place},
    model::{Fact, History, NextAction, Override, Owner, Rag, Update},
};

/// When and by whom a fact was reported; nothing for front matter.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    on: Option<NaiveDate>,
    by: Option<Owner>,
}

impl Stamp {
    /// A located value as a fact of this report.
    pub fn fact<T>(&self, value: Located<T>) -> Fact<T> {
        Fact { value: value.value, place: value.place, on: self.on, by: self.by.clone() }
    }
}

/// The history of a thing: `facts` reads the facts out of the front matter and out of each update.
pub fn history<F>(reader: &mut Reader<'_>, facts: fn(&mut Reader<'_>, &Stamp) -> F) -> History<F> {
    let base = facts(reader, &Stamp::default());
    let (updates, mut lost) = updates(reader, facts);
    lost.extend(Some(reader.place()).filter(|_| reader.is_broken()));
    History { base, updates, lost }
}

/// The entries of `updates`, oldest first, and where those stand whose report is lost.
pub fn updates<F>(
    reader: &mut Reader<'_>,
    facts: fn(&mut Reader<'_>, &Stamp) -> F,
) -> (Vec<Update<F>>, Vec<Place>) {
    let (mut updates, mut lost) = (Vec::new(), Vec::new());
    for node in reader.list("updates") {
        match update(reader, node, facts) {
            Some(update) => updates.push(update),
            None => lost.push(reader.reading().place(node.span)),
        }
    }
    (in_order(reader, updates), lost)
}

fn update<F>(outer: &Reader<'_>, node: &Node, facts: fn(&mut Reader<'_>, &Stamp) -> F) -> Option<Update<F>> {
    let mut reader = Reader::new(outer.reading(), "an update", node);
    let date = reader.must_date("date");
    let by = reader.owner("by");
    if by.is_none() {
        reader
            .missing_lightly("by", "add `by:` with who reports it; until then nobody can be asked about it");
    }
    let stamp = Stamp { on: date.map(|date| date.value), by: by.clone() };
    let note = reader.text("note").map(|note| note.value);
    let facts = facts(&mut reader, &stamp);
    reader.finish();
    let date = date.filter(|_| !node.torn);
    if date.is_none() {
        outer.reading().lose("updates", outer.reading().place(node.span));
    }
    let date = date?;
    Some(Update { date: date.value, place: date.place, by, note, facts })
}

/// Oldest first; of one day in the order written.
fn in_order<F>(reader: &Reader<'_>, mut updates: Vec<Update<F>>) -> Vec<Update<F>> {
    let late = updates.windows(2).find(|pair| pair[1].date < pair[0].date);
    if let Some([earlier, later]) = late {
        let message = format!("the update of {} stands after that of {}", later.date, earlier.date);
        reader.reading().report(
            Diagnostic::new(Code::UpdateOrder, later.place, message).hint("write the oldest update first"),
        );
    }
    updates.sort_by_key(|update| update.date);
    updates
}

/// Shorthands for facts.
impl Reader<'_> {
    /// A fact that is a word.
    pub fn word_fact<W: Word>(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<W>> {
        self.read_fact(name, scalar::word).map(|value| stamp.fact(value))
    }

    /// A fact that is a text.
    pub fn text_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<String>> {
        self.text(name).map(|value| stamp.fact(value))
    }

    /// A fact that is a date.
    pub fn date_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<NaiveDate>> {
        self.read_fact(name, scalar::date).map(|value| stamp.fact(value))
    }

    /// A fact that is a percentage.
    pub fn percent_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<u8>> {
        self.read_fact(name, scalar::percent).map(|value| stamp.fact(value))
    }

    /// A fact that is a length of time, not negative.
    pub fn duration_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<Length>> {
        self.read_fact(name, scalar::duration).map(|value| stamp.fact(value))
    }

    /// A fact that is a party.
    pub fn owner_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<Owner>> {
        let owner = self.owner(name)?;
        let place = owner.place;
        Some(stamp.fact(Located::new(owner, place)))
    }

    /// What is to be done next: a text, or a mapping of `text`, `owner`, `due`.
    pub fn next_action(&mut self, stamp: &Stamp) -> Option<Fact<NextAction>> {
        const NAME: &str = "next_action";
        let node = self.take(NAME)?;
        let place = self.reading().place(node.span);
        if !matches!(node.value, super::Value::Map(_)) {
            let text = scalar::text(self.reading(), NAME, node)?;
            let action = NextAction { text: text.value, owner: None, due: None };
            return Some(stamp.fact(Located::new(action, place)));
        }
        let mut reader = Reader::new(self.reading(), "`next_action`", node);
        let text = reader.must("text", scalar::text);
        let owner = reader.owner("owner");
        let due = reader.date("due").map(|due| due.value);
        reader.finish();
        Some(stamp.fact(Located::new(NextAction { text: text?.value, owner, due }, place)))
    }

    /// A color against the rules: a mapping of `rag`, `reason`, `by`, `expires`, all required. What it expires on
    /// where it is not whole.
    pub fn rag_override(&mut self, stamp: &Stamp) -> Option<Result<Fact<Override>, Fact<Option<NaiveDate>>>> {
        let node = self.take("override")?;
        let place = self.reading().place(node.span);
        let mut reader = Reader::new(self.reading(), "`override`", node);
        let rag = reader.word::<Rag>("rag");
        let reason = reader.text("reason");
        let by = reader.owner("by");
        let expires = reader.date("expires");
        let given = [
            ("rag", rag.is_some()),
            ("reason", reason.is_some()),
            ("by", by.is_some()),
            ("expires", expires.is_some()),
        ];
        reader.finish();
        let (Some(rag), Some(reason), Some(by), Some(expires)) = (rag, reason, by, expires) else {
            let missing: Vec<_> =
                given.iter().filter(|(_, is_given)| !is_given).map(|(name, _)| *name).collect();
            let message = format!("the override does not count: it has no `{}`", missing.join("`, `"));
            let hint = "an override needs `rag`, `reason`, `by` and `expires`";
            self.reading().lose("override", place);
            self.reading().report(Diagnostic::new(Code::IncompleteOverride, place, message).hint(hint));
            return Some(Err(stamp.fact(Located::new(expires.map(|day| day.value), place))));
        };
        let value = Override { rag: rag.value, reason: reason.value, by, expires: expires.value };
        Some(Ok(stamp.fact(Located::new(value, place))))
    }
}
