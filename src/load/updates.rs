//! Dated facts: front matter as the base, `updates` laid over it.
//!
//! Must not know which facts a kind has; the kind reads them, here they get their date and reporter.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Node, Value,
    lookup::is_empty,
    owners, placeholder,
    reader::{Reader, items},
    scalar,
    words::Word,
};
use crate::{
    date::{Length, clock},
    diag::{Code, Diagnostic, Located, Place},
    model::{
        Bearing, Fact, History, Loss, Lost, LostUpdate, NextAction, Overlay, Override, Owner, Rag, Told,
        Update,
    },
};

/// When and by whom facts were reported, nothing for front matter; and why none of them counts, if that is so.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    on: Option<NaiveDate>,
    by: Option<Owner>,
    lost: Option<Loss>,
}

impl Stamp {
    /// A located value as words of this report.
    fn fact<T>(&self, value: Located<T>) -> Fact<T> {
        Fact { value: value.value, place: value.place, on: self.on, by: self.by.clone() }
    }

    /// A field of this report, as far as it counts.
    fn told<T>(&self, name: &'static str, bears: Bearing, read: Option<Result<Located<T>, Lost>>) -> Told<T> {
        let lost = match (read, &self.lost) {
            (None, _) => return Told::Silent,
            (Some(Ok(value)), None) => return Told::Known(self.fact(value)),
            (Some(Ok(value)), Some(why)) => Lost { bears, ..Lost::new(name, value.place, why.clone()) },
            (Some(Err(lost)), _) => lost,
        };
        Told::Lost(self.lost(lost))
    }

    fn lost(&self, lost: Lost) -> Lost {
        Lost { on: self.on, by: self.by.clone(), claimed: true, ..lost }
    }
}

/// How the facts of a kind are read out of the front matter or out of an update.
pub type ReadFacts<F> = fn(&mut Reader<'_>, &Stamp) -> F;

/// The history of a thing: `facts` reads the facts out of the front matter and out of each update.
pub fn history<F: Overlay + PartialEq>(reader: &mut Reader<'_>, facts: ReadFacts<F>) -> History<F> {
    let base = facts(reader, &Stamp::default());
    History { base, ..updates(reader, facts) }
}

/// The entries of `updates`, oldest first, and those that are lost.
pub fn updates<F: Overlay + PartialEq>(reader: &mut Reader<'_>, facts: ReadFacts<F>) -> History<F> {
    let before = reader.reading().losses();
    let read = reader.read("updates", |reading, _, node| {
        let reports: Vec<&Node> = match &node.value {
            // one of which nothing could be kept is a report all the same
            Value::List(items) => items.iter().filter(|item| item.torn || !is_empty(item)).collect(),
            _ => items(node),
        };
        let found: Vec<Entry<F>> = reports.into_iter().map(|node| update(reading, node, facts)).collect();
        Some(found)
    });
    reader.reading().claim_since(before);
    let mut history = in_order(reader, read.unwrap_or_default());
    let misspelt = reader.misspelt("updates").map(|key| Loss::Misspelt(key.text.as_str().into()));
    if let Some(why) = misspelt.or_else(|| reader.is_broken().then_some(Loss::Torn)) {
        let lost = Lost { claimed: true, ..Lost::new("updates", reader.place(), why) };
        history.lost.push(LostUpdate { after: None, place: lost.place, facts: F::all_lost(&lost) });
    }
    history
}

/// An entry of `updates`: a report with its clock, or a lost one.
enum Entry<F> {
    Whole(Update<F>, Option<NaiveDateTime>),
    Lost(Place, F),
}

fn update<F: Overlay + PartialEq>(
    reading: &super::reading::Reading<'_>,
    node: &Node,
    facts: ReadFacts<F>,
) -> Entry<F> {
    let mut reader = Reader::new(reading, "an update", node);
    let date = reader.must_date("date").filter(|_| !node.torn);
    let by = reader.owner("by");
    if by.is_none() {
        reader.missing_lightly("by", "add `by:` with who reports it; until then what it says does not count");
    }
    let lost = match (&date, &by) {
        (None, _) => Some(Loss::Undated),
        (_, None) => Some(Loss::Unsigned),
        (_, Some(by)) => reading.is_stranger(by).then(|| Loss::Stranger(by.name.clone())),
    };
    let stamp = Stamp { on: date.map(|date| date.value), by: by.clone(), lost };
    let note = reader.text("note").map(|note| note.value);
    let mut facts = facts(&mut reader, &stamp);
    let place = reading.place(node.span);
    if node.torn || reader.is_broken() {
        // Two reports may have run into one.
        facts = F::all_lost(&stamp.lost(Lost::new("updates", place, Loss::Torn)));
    } else if date.is_none() && facts.lost().next().is_none() {
        // A report that says nothing leaves it open what is so, whenever it was made.
        facts = F::all_lost(&stamp.lost(Lost::new("updates", place, Loss::Undated)));
    } else if let Some(why) = stamp.lost.clone().filter(|_| facts.lost().next().is_none() && date.is_some()) {
        // What one by nobody may have said of where the thing stands is lost; one that says nothing has said no word of it.
        if facts != F::default() {
            facts.lose_standing(&stamp.lost(Lost::new("updates", place, why)));
        }
    } else if date.is_none() {
        facts.lose_standing(&stamp.lost(Lost::new("updates", place, Loss::Undated)));
    }
    let clock = reader.take("date").and_then(|node| scalar_text(node)).and_then(clock);
    reader.finish();
    match date {
        Some(date) => Entry::Whole(Update { date: date.value, place: date.place, by, note, facts }, clock),
        None => Entry::Lost(place, facts),
    }
}

fn scalar_text(node: &Node) -> Option<&str> {
    if let Value::Text(text) = &node.value { Some(text.trim()) } else { None }
}

/// Oldest first; of one day by their clock, else in the order written. A lost report stands behind the one before it,
/// where the others are written in their order; else nobody can tell where.
fn in_order<F: Overlay>(reader: &Reader<'_>, entries: Vec<Entry<F>>) -> History<F> {
    let mut days: Vec<(NaiveDate, Place)> = Vec::new();
    for entry in &entries {
        if let Entry::Whole(update, _) = entry {
            days.push((update.date, update.place));
        }
    }
    let late = days.windows(2).find(|pair| pair[1].0 < pair[0].0);
    if let Some([earlier, later]) = late {
        let message = format!("the update of {} stands after that of {}", later.0, earlier.0);
        reader.reading().report(
            Diagnostic::new(Code::UpdateOrder, later.1, message).hint("write the oldest update first"),
        );
    }
    let in_order = late.is_none() && days.windows(2).any(|pair| pair[0].0 < pair[1].0);
    let (mut updates, mut lost, mut before) = (Vec::new(), Vec::new(), None);
    for entry in entries {
        match entry {
            Entry::Whole(update, clock) => {
                before = Some(update.date);
                updates.push((update, clock));
            }
            Entry::Lost(place, facts) => {
                lost.push(LostUpdate { after: before.filter(|_| in_order), place, facts });
            }
        }
    }
    lost.sort_by_key(|lost| (lost.after.is_none(), lost.after));
    History { base: F::default(), updates: by_clock(updates), lost }
}

/// Reports in order of their days. Those of one day are in the order of their clocks where all of them have one.
fn by_clock<F>(mut updates: Vec<(Update<F>, Option<NaiveDateTime>)>) -> Vec<Update<F>> {
    updates.sort_by_key(|(update, _)| update.date);
    for day in updates.chunk_by_mut(|a, b| a.0.date == b.0.date) {
        if day.iter().all(|(_, clock)| clock.is_some()) {
            day.sort_by_key(|(_, clock)| *clock);
        }
    }
    updates.into_iter().map(|(update, _)| update).collect()
}

/// Shorthands for facts.
impl Reader<'_> {
    /// A fact that is a word.
    pub fn word_fact<W: Word>(&mut self, name: &'static str, stamp: &Stamp) -> Told<W> {
        self.fact(name, stamp, scalar::word)
    }

    /// A text, on which nothing depends.
    pub fn text_fact(&mut self, name: &'static str, stamp: &Stamp) -> Option<Fact<String>> {
        self.text(name).map(|value| stamp.fact(value))
    }

    /// A fact that is a date.
    pub fn date_fact(&mut self, name: &'static str, stamp: &Stamp) -> Told<NaiveDate> {
        self.fact(name, stamp, scalar::date)
    }

    /// A fact that is a percentage.
    pub fn percent_fact(&mut self, name: &'static str, stamp: &Stamp) -> Told<u8> {
        self.fact(name, stamp, scalar::percent)
    }

    /// A fact that is a length of time, not negative.
    pub fn duration_fact(&mut self, name: &'static str, stamp: &Stamp) -> Told<Length> {
        self.fact(name, stamp, scalar::duration)
    }

    fn fact<T>(
        &mut self,
        name: &'static str,
        stamp: &Stamp,
        read: fn(&super::reading::Reading<'_>, &str, &Node) -> Option<Located<T>>,
    ) -> Told<T> {
        let found = self.read_fact(name, |reader, key, node| read(reader.reading(), key, node));
        stamp.told(name, self.reading().bearing(), found)
    }

    /// A fact that is a party. One that the program does not know is nobody.
    pub fn owner_fact(&mut self, name: &'static str, stamp: &Stamp) -> Told<Owner> {
        let mut stranger = None;
        let read = self.read_fact(name, |reader, key, node| {
            let owner = owners::first(reader.reading(), key, node)?;
            stranger = reader.reading().is_stranger(&owner).then(|| owner.name.clone());
            let place = owner.place;
            Some(Located::new(owner, place))
        });
        match (stamp.told(name, self.reading().bearing(), read), stranger) {
            (Told::Known(fact), Some(name_of)) => {
                Told::Lost(stamp.lost(self.stranger(name, fact.place, name_of)))
            }
            (told, _) => told,
        }
    }

    /// What is lost because somebody who is not in the program is named there.
    pub fn stranger(&self, field: &'static str, place: Place, name: Arc<str>) -> Lost {
        let lost = Lost { claimed: true, ..Lost::new(field, place, Loss::Stranger(name)) };
        self.reading().lose(lost)
    }

    /// What is to be done next: a text, or a mapping of `text`, `owner`, `due`. No color depends on it.
    pub fn next_action(&mut self, stamp: &Stamp) -> Option<Fact<NextAction>> {
        self.beside(|reader| reader.read_next_action()).map(|action| stamp.fact(action))
    }

    fn read_next_action(&mut self) -> Option<Located<NextAction>> {
        const NAME: &str = "next_action";
        let node = self.take(NAME)?;
        let place = self.reading().place(node.span);
        if !matches!(node.value, Value::Map(_)) {
            let text = scalar::text(self.reading(), NAME, node)?;
            let action = NextAction { text: text.value, owner: None, due: None };
            return Some(Located::new(action, place));
        }
        let mut reader = Reader::new(self.reading(), "`next_action`", node);
        let text = reader.must("text", scalar::text);
        let owner = reader.owner("owner");
        let due = reader.date("due").map(|due| due.value);
        reader.finish();
        Some(Located::new(NextAction { text: text?.value, owner, due }, place))
    }

    /// A color against the rules: a mapping of `rag`, `reason`, `by`, `expires`, all required, by somebody who exists.
    pub fn rag_override(&mut self, stamp: &Stamp) -> Told<Override> {
        const NAME: &str = "override";
        let (mut until, mut why) = (None, None);
        let read = self.read_fact(NAME, |outer, _, node| {
            let place = outer.reading().place(node.span);
            let before = outer.reading().told();
            let mut reader = Reader::new(outer.reading(), "`override`", node);
            let rag = reader.word::<Rag>("rag");
            // Words that are still to be written are no reason.
            let reason = reader.text("reason").filter(|reason| !placeholder::is_filler(&reason.value));
            let by = reader.owner("by");
            let expires = reader.date("expires");
            until = expires.map(|day| day.value);
            let given = [
                ("rag", rag.is_some()),
                ("reason", reason.is_some()),
                ("by", by.is_some()),
                ("expires", expires.is_some()),
            ];
            reader.finish();
            let told = outer.reading().told() > before;
            if let Some(by) = by.as_ref().filter(|by| outer.reading().is_stranger(by)) {
                why = Some(Loss::Stranger(by.name.clone()));
            }
            let (Some(rag), Some(reason), Some(by), Some(expires)) = (rag, reason, by, expires) else {
                let missing: Vec<_> =
                    given.iter().filter(|(_, is_given)| !is_given).map(|(name, _)| *name).collect();
                let message = format!("the override does not count: it has no `{}`", missing.join("`, `"));
                let hint = "an override needs `rag`, `reason`, `by` and `expires`";
                if !told {
                    why.get_or_insert(Loss::Missing);
                    outer
                        .reading()
                        .report(Diagnostic::new(Code::IncompleteOverride, place, message).hint(hint));
                }
                return None;
            };
            let value = Override { rag: rag.value, reason: reason.value, by, expires: expires.value };
            Some(Located::new(value, place))
        });
        let told = match (read, why) {
            (Some(Ok(whole)), Some(why)) => {
                let lost = Lost { claimed: true, ..Lost::new(NAME, whole.place, why) };
                Told::Lost(stamp.lost(self.reading().lose(lost)))
            }
            (Some(Err(lost)), why) => {
                Told::Lost(stamp.lost(Lost { why: why.unwrap_or(lost.why.clone()), ..lost }))
            }
            (read, _) => stamp.told(NAME, Bearing::Color, read),
        };
        match told {
            Told::Lost(lost) => Told::Lost(Lost { until, bears: Bearing::Color, ..lost }),
            told => told,
        }
    }
}
