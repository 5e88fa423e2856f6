//! `milepost.yaml`: the settings, and the agents among them.
//!
//! Read in two steps. [`Preface`] is what all other reading needs: names of fields, agents, the working week.
//! [`settings`] is the rest, which may name parties. Everything missing has a default.

use std::collections::BTreeSet;

use chrono::Weekday;

use super::{
    MapKey, Node, Value,
    claim::former_ids,
    fields::{FieldMap, snake},
    planning,
    planning_names::PlanningNames,
    reader::{Reader, items, lookup},
    reading::{Found, Reading, Surroundings},
    scalar,
    theirs::Theirs,
    written::headline,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Located, Place},
    model::{
        Bearing, Id, Impact, Key, Loss, Lost, NamedCalendar, Probability, Rag, Settings, Thresholds,
        settings::DEFAULT_RISK_MATRIX,
    },
    text::{address::is_web, nearest, nearest_of},
    world::ProjectPath,
};

/// An entry of `agents`.
#[derive(Debug, Clone)]
pub struct Agent {
    /// The id by which content names it.
    pub id: Id,
    /// Where that was written.
    pub place: Place,
    /// The ids that it had before.
    pub former: Vec<String>,
    /// What people call it; the id where there is none.
    pub name: Option<String>,
    /// What it does in the program, in words.
    pub role: Option<String>,
    /// Where it can be reached.
    pub contact: Option<String>,
    /// The days on which it works.
    pub calendar: Option<Key<NamedCalendar>>,
    /// How many milestones at a time it can work on.
    pub capacity: Option<u32>,
}

/// What has to be known before any file is understood.
#[derive(Debug, Default)]
pub struct Preface {
    /// What the settings say about content of other tools.
    pub theirs: Theirs,
    /// Working days of a week.
    pub days_per_week: Option<u32>,
    /// Names of calendars and baselines.
    pub planning: PlanningNames,
}

/// Read the preface out of the settings.
pub fn preface(node: Option<&Node>) -> Preface {
    let none = FieldMap::new();
    let Some(node) = node else { return Preface::default() };
    let workdays = lookup(node, "calendar", &none).and_then(|calendar| lookup(calendar, "workdays", &none));
    let days: Vec<Weekday> = workdays.map_or_else(Vec::new, |node| {
        let mut days: Vec<_> = items(node).into_iter().filter_map(planning::weekday).collect();
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        days
    });
    let days_per_week = u32::try_from(days.len()).ok().filter(|&count| count > 0);
    Preface { theirs: Theirs::new(Some(node)), days_per_week, planning: planning::names_of(node) }
}

/// The key of the agents.
const NAME: &str = "agents";

/// Whether a key was surely meant for that of the agents.
fn misspelt(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, _)| nearest(&snake(&key.text), [NAME]).is_some())
}

/// Whether nobody can tell who the agents are.
pub fn agents_lost(node: Option<&Node>, lossy: bool) -> bool {
    let Some(node) = node else { return true };
    let Some(agents) = lookup(node, NAME, &FieldMap::new()) else { return lossy || misspelt(node) };
    agents.torn || items(agents).iter().any(|agent| agent.torn)
}

/// Whether an agent is lost by this.
pub fn names_an_agent(lost: &Lost) -> bool {
    matches!(&*lost.field, "agents" | "an agent" | "id" | "")
}

/// What may be lost with a part of the settings that could not be read: of what decides about days and colors, all that
/// is not there.
pub fn lost_with(node: Option<&Node>, lossy: bool) -> Vec<Lost> {
    let place = Place::new(FileId::default(), node.map_or_else(Default::default, |node| node.span));
    let is_there = |name| node.is_some_and(|node| lookup(node, name, &FieldMap::new()).is_some());
    let fields =
        ["status_date", "start", "calendar", "thresholds"].into_iter().filter(|name| !is_there(name));
    fields.filter(|_| lossy).map(|field| Lost::new(field, place, Loss::Torn)).collect()
}

/// The agents, in the order written.
pub fn agents(around: &Surroundings<'_>, path: &ProjectPath, node: Option<&Node>) -> (Vec<Agent>, Found) {
    let reading = Reading::new(around, FileId::default(), path);
    let field = node.and_then(|node| lookup(node, NAME, &FieldMap::new()));
    let agents = match field {
        Some(Node { value: Value::Map(entries), .. })
            if !entries.iter().any(|(key, _)| snake(&key.text) == "id") =>
        {
            by_id(&reading, entries)
        }
        field => {
            let entries = field.map_or_else(Vec::new, items).into_iter();
            entries.filter_map(|node| agent(&reading, node, None)).collect()
        }
    };
    if let Some(field) = field.filter(|_| agents.is_empty()) {
        let lost = Lost::new(NAME, reading.place(field.span), Loss::Unreadable);
        reading.lose(Lost { bears: Bearing::Nothing, ..lost });
    }
    (agents, reading.into_found())
}

/// `ines: {name: Ines Varga}`, which should be a list; it is understood and told.
fn by_id(reading: &Reading<'_>, entries: &[(MapKey, Node)]) -> Vec<Agent> {
    if let Some((first, _)) = entries.first() {
        let hint = format!("write a list: `- {{id: {}, name: …}}`, one line for each", first.text);
        let message = "`agents` is a mapping by id, but takes a list";
        reading.report(Diagnostic::new(Code::WrongType, reading.place(first.span), message).hint(hint));
    }
    entries.iter().filter_map(|(key, node)| agent(reading, node, Some(key))).collect()
}

/// An id, or `{id, aliases, name, role, contact, calendar, capacity}`; the id may stand before it as a key.
fn agent(reading: &Reading<'_>, node: &Node, key: Option<&MapKey>) -> Option<Agent> {
    reading.begin(NAME, None);
    let key = key.map(|key| Located::new(key.text.trim().to_owned(), reading.place(key.span)));
    if !matches!(node.value, Value::Map(_)) {
        let id = key.or_else(|| scalar::text(reading, "agents", node))?;
        let (name, role, contact) = (None, None, None);
        let (calendar, capacity) = (None, None);
        let (id, place) = (Id::new(id.value), id.place);
        return Some(Agent { id, place, former: Vec::new(), name, role, contact, calendar, capacity });
    }
    let mut reader = Reader::new(reading, "an agent", node);
    let id = match key {
        Some(id) => Some(id),
        None => reader.must("id", scalar::text),
    };
    let former = former_ids(reader.take("aliases"));
    let name = reader.plain_text("name");
    let role = reader.plain_text("role");
    let contact = reader.plain_text("contact");
    let calendar = planning::calendar_key(&mut reader);
    let capacity = planning::capacity(&mut reader);
    reader.finish();
    let id = id?;
    Some(Agent { id: Id::new(id.value), place: id.place, former, name, role, contact, calendar, capacity })
}

/// Read the settings; `node` is `None` where the file cannot be read.
pub fn settings(reading: &Reading<'_>, node: Option<&Node>, lossy: bool) -> Settings {
    let mut reader = match node {
        Some(node) => Reader::new(reading, "`milepost.yaml`", node),
        None => Reader::empty(reading, crate::text::Span::default()),
    };
    if lossy {
        reader.tear();
    }
    let there = node.is_some();
    let title = reader.text("title");
    let start = reader.date("start");
    if there && title.is_none() {
        reader.beside(|reader| reader.missing("title", None));
    }
    if there && !reader.has("start") {
        let hint = "add `start:` with the first day, written year-month-day".to_owned();
        reader.beside(|reader| reader.missing("start", Some(hint)));
    }
    for known_elsewhere in ["agents", "dates", "ids", "ignore", "people"] {
        reader.beside(|reader| reader.take(known_elsewhere));
    }
    // Without these, what is reported may not be read at all.
    for known_elsewhere in ["fields", "kinds", "sidecar", "statuses", "tables"] {
        reader.take(known_elsewhere);
    }
    let (calendar, calendars) = planning::calendars(&mut reader);
    let (baselines, baseline) = planning::baselines(&mut reader);
    let settings = Settings {
        title: title.map_or_else(|| "Untitled program".to_owned(), |title| title.value),
        headline: headline(&mut reader),
        start,
        status_date: reader.date("status_date"),
        base_url: reader
            .beside(|reader| address(reader, "base_url"))
            .map(|url| format!("{}/", url.trim_end_matches('/'))),
        repository: reader.beside(|reader| address(reader, "repository")).map(|url| {
            let url = url.trim_end_matches('/');
            url.strip_suffix(".git").unwrap_or(url).to_owned()
        }),
        edit_url: reader.beside(edit_url),
        branch: reader
            .beside(|reader| reader.read("branch", scalar::text))
            .map_or_else(|| "main".to_owned(), |name| name.value),
        folder: reader.beside(folder),
        calendar,
        calendars,
        sprint_length: reader
            .beside(|reader| reader.read("sprint_length", scalar::duration))
            .map(|length| length.value),
        thresholds: thresholds(&mut reader),
        risk_matrix: risk_matrix(&mut reader),
        baselines,
        baseline,
        forecast: reader.beside(planning::forecast),
        reporter: reader.beside(|reader| party(reader, "reporter", "tpm")),
        escalate_to: reader.beside(|reader| party(reader, "escalate_to", "master")),
        theme: reader.beside(theme),
        place: reader.place(),
    };
    reader.finish();
    settings
}

/// The name of somebody who has a part in the program; `default` where none is written.
fn party(reader: &mut Reader<'_>, name: &'static str, default: &str) -> String {
    let named = reader.owner(name).filter(|owner| !owner.name.is_empty());
    named.map_or_else(|| default.to_owned(), |owner| owner.name.to_string())
}

/// An address on the web.
fn address(reader: &mut Reader<'_>, name: &'static str) -> Option<String> {
    let url = reader.text(name)?;
    if is_web(&url.value) {
        return Some(url.value);
    }
    let message = format!("`{name}` is `{}`, which is no address on the web", url.value);
    reader
        .reading()
        .report(Diagnostic::new(Code::WrongType, url.place, message).hint("begin it with `https://`"));
    None
}

/// The pattern of an address, with a place for the path.
fn edit_url(reader: &mut Reader<'_>) -> Option<String> {
    const NAME: &str = "edit_url";
    let pattern = address(reader, NAME)?;
    if pattern.contains("{path}") {
        return Some(pattern);
    }
    if let Some(node) = reader.take(NAME) {
        let reading = reader.reading();
        let message = format!("`{NAME}` has no `{{path}}`, so every page would lead to the same address");
        let hint = "write `{path}` where the path of the file belongs, and `{branch}` for the branch";
        reading.report(Diagnostic::new(Code::WrongType, reading.place(node.span), message).hint(hint));
    }
    None
}

/// Where the project is in its repository.
fn folder(reader: &mut Reader<'_>) -> String {
    let Some(folder) = reader.read("folder", scalar::text) else { return String::new() };
    let trimmed = folder.value.trim_start_matches("./").trim_matches('/');
    if matches!(trimmed, "" | ".") {
        return String::new();
    }
    match ProjectPath::new(trimmed) {
        Ok(path) => path.to_string(),
        Err(error) => {
            let message =
                format!("`folder` is `{}`, which is no folder of a repository: {error}", folder.value);
            let hint = "write its path from the top of the repository, such as `docs/plan`";
            reader.reading().report(Diagnostic::new(Code::WrongType, folder.place, message).hint(hint));
            String::new()
        }
    }
}

/// The name of a folder under `themes/`.
fn theme(reader: &mut Reader<'_>) -> String {
    const DEFAULT: &str = "default";
    let Some(theme) = reader.text("theme") else { return DEFAULT.to_owned() };
    let plain = theme.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !plain {
        let message = format!("`theme` is `{}`, which is no name of a folder under `themes/`", theme.value);
        let hint = "write its name alone, of letters, digits, `-` and `_`";
        reader.reading().report(Diagnostic::new(Code::WrongType, theme.place, message).hint(hint));
        return DEFAULT.to_owned();
    }
    if theme.value != DEFAULT {
        no_such_theme(reader.reading(), &theme);
    }
    theme.value
}

/// Report a theme that has no folder.
fn no_such_theme(reading: &Reading<'_>, theme: &Located<String>) {
    const FOLDER: &str = "themes";
    let Ok(folder) = ProjectPath::new(FOLDER) else { return };
    let all = reading.around.world.list(&folder).sorted().files;
    let names: BTreeSet<&str> =
        all.iter().filter_map(|path| path.strip(&folder)?.split('/').next()).collect();
    if names.contains(theme.value.as_str()) {
        return;
    }
    let message =
        format!("`theme` names `{}`, but there is no folder `{FOLDER}/{}`", theme.value, theme.value);
    let diagnostic = Diagnostic::new(Code::UnknownReference, theme.place, message);
    reading.report(match nearest_of(&theme.value, names.iter().copied()) {
        Some(near) if near.sure => {
            diagnostic.hint(format!("did you mean `{}`?", near.word)).fix(theme.place, near.word)
        }
        _ => diagnostic.hint("put its files into such a folder, or leave `theme` out for the built-in one"),
    });
}

fn thresholds(reader: &mut Reader<'_>) -> Thresholds {
    let mut thresholds = Thresholds::default();
    let Some(mut map) = reader.map("thresholds") else { return thresholds };
    if let Some(days) = map.read("slip", working_days) {
        thresholds.slip = days;
    }
    if let Some(days) = map.read("stale_after", working_days) {
        thresholds.stale_after = days;
    }
    if let Some(sessions) = map.read("blocker_sessions", scalar::count) {
        thresholds.blocker_sessions = sessions.value;
    }
    if let Some(percent) = map.percent("unit_coverage") {
        (thresholds.unit_coverage, thresholds.coverage_written) = (percent.value, true);
    }
    if let Some(percent) = map.percent("integration_coverage") {
        (thresholds.integration_coverage, thresholds.coverage_written) = (percent.value, true);
    }
    behind(&mut map, &mut thresholds);
    map.finish();
    thresholds
}

/// From how many points behind a milestone is amber, then red: in that order. One that is given alone moves the other
/// where it has to.
fn behind(map: &mut Reader<'_>, thresholds: &mut Thresholds) {
    let (amber, red) = (map.percent("behind_amber"), map.percent("behind_red"));
    if let Some((amber, red)) = amber.zip(red).filter(|(amber, red)| amber.value > red.value) {
        let message = format!("`behind_red` is {}, less than `behind_amber`, {}", red.value, amber.value);
        let diagnostic = Diagnostic::new(Code::OutOfRange, red.place, message);
        map.reading().report(diagnostic.hint("what is red is behind by as much as what is amber, or more"));
        return;
    }
    let default = Thresholds::default();
    let value = |percent: Option<Located<u8>>| percent.map(|percent| percent.value);
    thresholds.behind_amber =
        value(amber).unwrap_or(value(red).map_or(default.behind_amber, |red| red.min(default.behind_amber)));
    thresholds.behind_red = value(red).unwrap_or(default.behind_red.max(thresholds.behind_amber));
}

/// A length in working days; here a bare number has no other meaning.
fn working_days(reading: &Reading<'_>, field: &str, node: &Node) -> Option<u32> {
    if matches!(node.value, Value::Number(_)) {
        return scalar::count(reading, field, node).map(|count| count.value);
    }
    let length = scalar::duration(reading, field, node)?;
    u32::try_from(length.value.days()).ok()
}

/// Rows by probability, columns by impact; all twelve cells, or the default matrix.
fn risk_matrix(reader: &mut Reader<'_>) -> [[Rag; 4]; 3] {
    let mut matrix = DEFAULT_RISK_MATRIX;
    let Some(mut rows) = reader.map("risk_matrix") else { return matrix };
    for probability in Probability::ALL {
        rows.take(probability.word());
    }
    for &probability in Probability::ALL {
        let Some(mut row) = rows.map(probability.word()) else {
            rows.missing(probability.word(), None);
            continue;
        };
        for impact in Impact::ALL {
            row.take(impact.word());
        }
        for &impact in Impact::ALL {
            let cell = row.require(impact.word());
            if let Some(rag) = cell.and_then(|node| scalar::word(row.reading(), impact.word(), node)) {
                matrix[probability as usize][impact as usize] = rag.value;
            }
        }
        row.finish();
    }
    rows.finish();
    matrix
}
