//! The page of a closed sprint as its record keeps it, and back.
//!
//! In a record a link holds the id of the thing it leads to, so that it follows when that gets another address, and is
//! text when there is no such thing any more. Knows no files and no HTML.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::SprintPage;
use crate::{
    analyse::SprintTime,
    date::parse_date,
    model::{Key, Program, Record, Sprint, Subject},
    say::{corrected::corrected, days::day},
    text::visible,
    view::{
        Addresses, Context, addresses,
        chart::gantt::{GanttView, LONGEST_SPAN},
    },
};

/// What the page of a closed sprint shows.
#[derive(Debug)]
pub struct ClosedSprint {
    /// What stands on it.
    pub page: SprintPage,
    /// Its chart.
    pub chart: GanttView,
}

/// Lists that a chart may lead to.
const LISTS: [&str; 4] =
    [addresses::MILESTONES, addresses::TIMELINE, addresses::PHASES, addresses::DEPENDENCIES];

/// Where a record leads: the address of a thing as it is now.
type Lead<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Page and chart as data for a record, without addresses.
pub fn as_record(cx: &Context, page: &SprintPage, chart: &GanttView) -> Option<(Value, Value)> {
    let ids: BTreeMap<&str, &str> = (cx.program.subjects())
        .filter(|subject| cx.exists(*subject))
        .map(|subject| (cx.addresses.of(subject), &*cx.program.head(subject).id))
        .collect();
    let mut page = serde_json::to_value(page).ok()?;
    let mut chart = serde_json::to_value(chart).ok()?;
    if let Some(page) = page.as_object_mut() {
        page.remove("gantt");
        page.remove("corrections");
    }
    without_addresses(&mut page, &ids);
    without_addresses(&mut chart, &ids);
    Some((page, chart))
}

fn without_addresses(value: &mut Value, ids: &BTreeMap<&str, &str>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| without_addresses(item, ids)),
        Value::Object(fields) => {
            if let Some(Value::String(href)) = fields.remove("href") {
                let (path, anchor) = href.split_once('#').map_or((&*href, None), |(a, b)| (a, Some(b)));
                let lead = match (ids.get(path), anchor) {
                    (Some(id), None) => Some((*id).to_owned()),
                    (Some(id), Some(anchor)) => Some(format!("{id}#{anchor}")),
                    (None, _) => LISTS.contains(&path).then(|| path.to_owned()),
                };
                if let Some(lead) = lead {
                    fields.insert("link".to_owned(), Value::String(lead));
                }
            }
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(|value| without_addresses(value, ids));
        }
        _ => {}
    }
}

/// Whether page and chart of a record can be shown.
///
/// # Errors
/// With what is wrong, as the end of a sentence.
pub fn readable(record: &Record) -> Result<(), String> {
    for value in [&record.page, &record.chart] {
        sound(value)?;
    }
    let closed = closed(record, &|_| None)?;
    let mut ids: Vec<&str> = Vec::new();
    for row in closed.chart.phases.iter().flat_map(|phase| &phase.rows) {
        ids.push(&row.id);
    }
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("its chart has two rows of one id".to_owned());
    }
    let range = closed.chart.range;
    if range.start > range.finish || range.days() > LONGEST_SPAN {
        return Err("its chart spans no time that can be drawn".to_owned());
    }
    let spans = closed.chart.phases.iter().flat_map(|phase| {
        let rows = phase.rows.iter().flat_map(|row| [row.baseline, row.forecast, row.leveled]);
        rows.flatten().chain(phase.span)
    });
    let sprints = closed.chart.sprints.iter().map(|sprint| sprint.span);
    if spans.chain(sprints).any(|span| span.start > span.finish) {
        return Err("its chart has something that ends before it begins".to_owned());
    }
    Ok(())
}

/// No date of a year in which nobody plans.
fn sound(value: &Value) -> Result<(), String> {
    match value {
        Value::Array(items) => items.iter().try_for_each(sound),
        Value::Object(fields) => fields.values().try_for_each(sound),
        Value::String(text) if text.parse::<chrono::NaiveDate>().is_ok() => {
            parse_date(text).map(drop).map_err(|error| error.to_string())
        }
        _ => Ok(()),
    }
}

fn closed(record: &Record, lead: Lead) -> Result<ClosedSprint, String> {
    let with = |value: &Value, whole: &[(&str, Value)]| {
        let mut value = value.clone();
        with_addresses(&mut value, lead);
        if let Some(fields) = value.as_object_mut() {
            fields.extend(whole.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        }
        value
    };
    let page = with(&record.page, &[("gantt", Value::String(String::new()))]);
    let page = SprintPage::deserialize_from(page)?;
    let chart = serde_json::from_value(with(&record.chart, &[])).map_err(|error| error.to_string())?;
    Ok(ClosedSprint { page, chart })
}

impl SprintPage {
    fn deserialize_from(value: Value) -> Result<Self, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }
}

fn with_addresses(value: &mut Value, lead: Lead) {
    match value {
        Value::String(text) => {
            if let std::borrow::Cow::Owned(clean) = visible::on_page(text) {
                *text = clean;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| with_addresses(item, lead)),
        Value::Object(fields) => {
            fields.remove("href");
            let href = fields.remove("link").and_then(|to| lead(to.as_str()?));
            fields.values_mut().for_each(|value| with_addresses(value, lead));
            if let Some(href) = href {
                fields.insert("href".to_owned(), Value::String(href));
            }
        }
        _ => {}
    }
}

impl Context<'_> {
    /// Whether the page of a sprint is made from its record: it was closed before the status date.
    pub fn is_closed(&self, key: Key<Sprint>) -> bool {
        self.program.records.contains_key(&key)
    }

    /// The page of a closed sprint, as it was when it was closed.
    pub fn closed_sprint(&self, key: Key<Sprint>) -> Option<ClosedSprint> {
        let record = &self.program.records.get(&key)?.record;
        let mut closed = closed(record, &|to| self.lead(to)).ok()?;
        closed.page.gantt = self.addresses.beside(Subject::Sprint(key), "gantt.svg");
        let corrections = self.chronicle.corrections.get(&key);
        closed.page.corrections = corrections.into_iter().flatten().map(corrected).collect();
        Some(closed)
    }

    /// Where what a record leads to is now.
    pub fn lead(&self, to: &str) -> Option<String> {
        if LISTS.contains(&to) {
            return Some(to.to_owned());
        }
        let find = |id: &str| self.program.find(id).filter(|subject| self.exists(*subject));
        if let Some(subject) = find(to) {
            return Some(self.addresses.of(subject).to_owned());
        }
        let (id, anchor) = to.rsplit_once('#')?;
        let plain = anchor.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        Some(format!("{}#{anchor}", self.addresses.of(find(id).filter(|_| plain)?)))
    }

    /// Which state the page of a sprint shows that is being closed.
    pub fn closed_standing(&self, key: Key<Sprint>) -> String {
        let last = day(self.program.last_day(key));
        format!("This sprint is over and closed. The page shows how things stood on {last}.")
    }

    /// Whether a sprint can be closed: its last day has passed.
    pub fn is_over(&self, key: Key<Sprint>) -> bool {
        self.now().time(key) == SprintTime::Past
    }
}

/// The id of the thing at an address, with the anchor that follows it.
pub fn id_at(program: &Program, addresses: &Addresses, href: &str) -> Option<String> {
    let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
    let subject = program.subjects().find(|subject| addresses.of(*subject) == path)?;
    let id = program.head(subject).id.to_string();
    Some(anchor.map_or(id.clone(), |anchor| format!("{id}#{anchor}")))
}

/// JSON that people can review: what fits on a line stands on one.
pub fn reviewable(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, 0);
    text.push('\n');
    visible::json(text)
}

/// Longest line, in characters.
const LINE: usize = 140;

fn write(text: &mut String, value: &Value, depth: usize) {
    let whole = value.to_string();
    let inside = "  ".repeat(depth + 1);
    let fits = inside.len() + whole.chars().count() <= LINE;
    match value {
        Value::Array(items) if !fits && !items.is_empty() => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "\n" } else { ",\n" });
                text.push_str(&inside);
                write(text, item, depth + 1);
            }
            text.push_str(&format!("\n{}]", "  ".repeat(depth)));
        }
        Value::Object(fields) if !fits && !fields.is_empty() => fields_of(text, fields, depth),
        _ => text.push_str(&whole),
    }
}

fn fields_of(text: &mut String, fields: &Map<String, Value>, depth: usize) {
    text.push('{');
    for (index, (name, value)) in fields.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(&format!("{}: ", Value::String(name.clone())));
        write(text, value, depth + 1);
    }
    text.push_str(&format!("\n{}}}", "  ".repeat(depth)));
}
