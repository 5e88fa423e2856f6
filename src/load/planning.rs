//! What `milepost.yaml` says for the schedule beside its calendar: named calendars, baselines, the forecast
//! with risk; and how the rest of the content names a calendar or a baseline.
//!
//! Names are gathered first ([`names_of`]), so that any file can use them whichever is read first.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};

use super::{
    Node, Value,
    fields::FieldMap,
    lookup::is_empty,
    planning_names::PlanningNames,
    reader::{Reader, items, lookup},
    reading::{Meant, Reading},
    scalar,
    words::fold,
};
use crate::{
    date::WorkCalendar,
    diag::{Code, Diagnostic, Located, Place},
    model::{Baseline, BaselineDates, CalendarSettings, ForecastSettings, Key, NamedCalendar},
    text::nearest,
};

/// The names that the settings declare.
pub fn names_of(settings: &Node) -> PlanningNames {
    let field = |name| lookup(settings, name, &FieldMap::new());
    let calendars = match field("calendars").map(|node| &node.value) {
        Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.text.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let name = |node: &Node| match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
        Value::Map(_) => lookup(node, "name", &FieldMap::new()).and_then(|name| match &name.value {
            Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
            _ => None,
        }),
        _ => None,
    };
    let listed = field("baselines").map_or_else(Vec::new, items);
    let mut baselines: Vec<String> = Vec::new();
    for name in listed.into_iter().filter_map(name) {
        if !baselines.contains(&name) {
            baselines.push(name);
        }
    }
    if baselines.is_empty() {
        baselines.extend(field("baseline").and_then(name));
    }
    PlanningNames { calendars, baselines }
}

/// A calendar as it is written: what is missing is to be taken from elsewhere.
struct Written {
    workdays: Vec<Weekday>,
    holidays: Option<Vec<NaiveDate>>,
    extra: Option<Vec<NaiveDate>>,
}

/// `{workdays, holidays, extra}`.
fn written(mut map: Reader<'_>) -> Written {
    let reading = map.reading();
    let workdays = map.list("workdays").into_iter().filter_map(|node| workday(reading, node)).collect();
    let mut days = |name: &'static str| {
        let node = map.take(name)?;
        Some(items(node).into_iter().filter_map(|node| day_off(reading, name, node)).collect())
    };
    let (holidays, extra) = (days("holidays"), days("extra"));
    map.finish();
    Written { workdays, holidays, extra }
}

fn workday(reading: &Reading<'_>, node: &Node) -> Option<Weekday> {
    let day = weekday(node);
    if day.is_none()
        && let Some(text) = scalar::text(reading, "workdays", node)
    {
        let message = format!("`workdays` holds `{}`, which is no day of the week", text.value);
        let hint = "write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`";
        reading.report(Diagnostic::new(Code::UnknownValue, text.place, message).hint(hint));
    }
    day
}

/// A day of the week by its name.
pub fn weekday(node: &Node) -> Option<Weekday> {
    match &node.value {
        Value::Text(text) => fold(text).parse().ok(),
        _ => None,
    }
}

/// A date, or `{date, name}`.
fn day_off(reading: &Reading<'_>, field: &str, node: &Node) -> Option<NaiveDate> {
    if !matches!(node.value, Value::Map(_)) {
        return scalar::date(reading, field, node).map(|date| date.value);
    }
    let mut reader = Reader::new(reading, "a day", node);
    let date = reader.must_date("date");
    reader.take("name");
    reader.finish();
    date.map(|date| date.value)
}

const WEEK: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The program's `calendar`, and `calendars`: what one of these does not say is that of the program's.
pub fn calendars(reader: &mut Reader<'_>) -> (CalendarSettings, Vec<NamedCalendar>) {
    let own = reader.map("calendar").map(written);
    let mut own = own.unwrap_or(Written { workdays: Vec::new(), holidays: None, extra: None });
    if own.workdays.is_empty() {
        own.workdays = WEEK.to_vec();
    }
    let mut holidays = own.holidays.clone().unwrap_or_default();
    holidays.sort_unstable();
    holidays.dedup();
    let extra = own.extra.clone().unwrap_or_default();
    let calendar = WorkCalendar::new(&own.workdays, &holidays, &extra).unwrap_or_default();
    let named = named(reader, &own);
    (CalendarSettings { calendar, holidays }, named)
}

fn named(reader: &mut Reader<'_>, own: &Written) -> Vec<NamedCalendar> {
    let reading = reader.reading();
    let Some(node) = reader.take("calendars") else { return Vec::new() };
    let Value::Map(entries) = &node.value else {
        let place = reading.place(node.span);
        let diagnostic = Diagnostic::new(Code::WrongType, place, "`calendars` is not a mapping");
        reading.report(diagnostic.hint("write `calendars: {part-time: {workdays: [mon, tue, wed]}}`"));
        return Vec::new();
    };
    let calendar = |(key, node): &(super::MapKey, Node)| {
        if is_empty(node) {
            reading.begin("calendars", None);
            let name = key.text.trim();
            let message = format!("the calendar `{name}` has no days of its own");
            let diagnostic = Diagnostic::new(Code::WrongType, reading.place(key.span), message);
            reading.report(
                diagnostic.hint(format!("write `{name}: {{workdays: [mon, tue, wed]}}`, or take it out")),
            );
        }
        let said = written(Reader::new(reading, &format!("the calendar `{}`", key.text.trim()), node));
        let workdays = if said.workdays.is_empty() { &own.workdays } else { &said.workdays };
        let or_own = |said: Option<Vec<NaiveDate>>, own: &Option<Vec<NaiveDate>>| {
            said.or_else(|| own.clone()).unwrap_or_default()
        };
        let (holidays, extra) = (or_own(said.holidays, &own.holidays), or_own(said.extra, &own.extra));
        let calendar = WorkCalendar::new(workdays, &holidays, &extra).unwrap_or_default();
        NamedCalendar { name: key.text.trim().to_owned(), calendar }
    };
    entries.iter().map(calendar).collect()
}

/// The calendar that a field names.
pub fn calendar_key(reader: &mut Reader<'_>) -> Option<Key<NamedCalendar>> {
    let name = reader.text("calendar")?;
    let known = &reader.reading().around.planning.calendars;
    match known.iter().position(|known| *known == name.value) {
        Some(index) => Some(Key::new(index)),
        None => {
            unknown(reader.reading(), "calendar", &name, known, "give it days under `calendars`");
            None
        }
    }
}

/// How many milestones at a time somebody can work on.
pub fn capacity(reader: &mut Reader<'_>) -> Option<u32> {
    at_least_one(reader, "capacity")
}

/// A count of one or more.
fn at_least_one(reader: &mut Reader<'_>, name: &'static str) -> Option<u32> {
    let count = reader.read(name, scalar::count)?;
    if count.value == 0 {
        let message = format!("`{name}` is 0, but takes 1 or more");
        let hint = "leave it out, or write 1 or more";
        reader.reading().report(Diagnostic::new(Code::OutOfRange, count.place, message).hint(hint));
        return None;
    }
    Some(count.value)
}

/// All baselines, and the index of the one that counts: that of `baseline`, else the last.
pub fn baselines(reader: &mut Reader<'_>) -> (Vec<Baseline>, usize) {
    let reading = reader.reading();
    let listed = reader.list("baselines");
    let mut found: Vec<Baseline> = Vec::new();
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for node in listed {
        let Some(baseline) = baseline(reading, node) else { continue };
        let place = reading.place(node.span);
        match seen.insert(baseline.name.clone(), place) {
            Some(first) => {
                let message = format!("`{}` is the name of another baseline already", baseline.name);
                let diagnostic = Diagnostic::new(Code::DuplicateId, place, message);
                reading.report(diagnostic.hint("give one of the two another name").label(first, "this one"));
            }
            None => found.push(baseline),
        }
    }
    let Some(node) = reader.take("baseline") else {
        let last = found.len().saturating_sub(1);
        return (found, last);
    };
    let chosen = baseline(reading, node);
    if found.is_empty() {
        return (chosen.into_iter().collect(), 0);
    }
    let last = found.len() - 1;
    let Some(chosen) = chosen else { return (found, last) };
    let index = found.iter().position(|baseline| baseline.name == chosen.name);
    if index.is_none() {
        let name = Located::new(chosen.name, reading.place(node.span));
        let known: Vec<String> = found.iter().map(|baseline| baseline.name.clone()).collect();
        reading.begin("baseline", None);
        unknown(reading, "baseline", &name, &known, "add it to `baselines`");
    }
    (found, index.unwrap_or(last))
}

/// A name, or `{name, approved_on, approved_by}`.
fn baseline(reading: &Reading<'_>, node: &Node) -> Option<Baseline> {
    reading.begin("baselines", None);
    if !matches!(node.value, Value::Map(_)) {
        let name = scalar::text(reading, "baseline", node)?.value;
        return Some(Baseline { name, approved_on: None, approved_by: None });
    }
    let mut map = Reader::new(reading, "`baseline`", node);
    let name = map.plain_text("name").unwrap_or_else(|| "Baseline".to_owned());
    let approved_on = map.date("approved_on").map(|date| date.value);
    let approved_by = map.owner("approved_by");
    map.finish();
    Some(Baseline { name, approved_on, approved_by })
}

/// `baselines: {Replan: {start, finish}}` of a milestone.
pub fn baseline_dates(reader: &mut Reader<'_>) -> BTreeMap<usize, BaselineDates> {
    let reading = reader.reading();
    let Some(node) = reader.take("baselines") else { return BTreeMap::new() };
    let Value::Map(entries) = &node.value else {
        let place = reading.place(node.span);
        let diagnostic = Diagnostic::new(Code::WrongType, place, "`baselines` is not a mapping");
        reading.report(diagnostic.hint("write `baselines: {Replan: {start: …, finish: …}}`"));
        return BTreeMap::new();
    };
    let known = &reading.around.planning.baselines;
    let mut found = BTreeMap::new();
    for (key, node) in entries {
        let name = Located::new(key.text.trim().to_owned(), reading.place(key.span));
        let Some(index) = known.iter().position(|known| *known == name.value) else {
            unknown(reading, "baselines", &name, known, "add it to `baselines` in `milepost.yaml`");
            continue;
        };
        let mut map = Reader::new(reading, &format!("the baseline `{}`", name.value), node);
        let dates = BaselineDates { start: map.date("start"), finish: map.date("finish") };
        map.finish();
        found.insert(index, dates);
    }
    found
}

/// `forecast: {runs, seed, distribution}`.
pub fn forecast(reader: &mut Reader<'_>) -> ForecastSettings {
    let mut settings = ForecastSettings::default();
    let Some(mut map) = reader.map("forecast") else { return settings };
    if let Some(runs) = at_least_one(&mut map, "runs") {
        settings.runs = runs;
    }
    if let Some(seed) = map.read("seed", scalar::count) {
        settings.seed = u64::from(seed.value);
    }
    if let Some(distribution) = map.word("distribution") {
        settings.distribution = distribution.value;
    }
    map.finish();
    settings
}

/// Report a name that is not declared in the settings.
fn unknown(reading: &Reading<'_>, field: &str, name: &Located<String>, known: &[String], otherwise: &str) {
    let message = format!("`{field}` names `{}`, which `milepost.yaml` does not declare", name.value);
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    let hint = match nearest(&name.value, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::UnknownReference, name.place, message).hint(hint);
    reading.report_meant(diagnostic, Meant::Declared);
}
