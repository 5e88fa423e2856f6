//! The records of closed sprints: found in the content, read with distrust, made anew.
//!
//! A record is content like any other: what cannot be read is told with its place, and the page of the sprint is worked
//! out as if it had none.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Checked, frame::site_frame, links::source};
use crate::{
    analyse::{SprintAnalysis, recorded_state, told_before},
    diag::{Code, Diagnostic, FileId, Place, Source},
    load::markdown::outline,
    model::{
        Entity, Key, Program, ReadRecord, Record, RecordedText, Sprint,
        record::{RECORD_ENDING, RECORD_VERSION},
    },
    text::{Span, visible},
    view::{
        SiteFrame,
        chart::plan::PlanScope,
        page::sprint::closed::{as_record, id_at, readable, reviewable},
    },
    world::{ProjectPath, World},
};

/// Most bytes of a record that is read.
const LARGEST: usize = 4_000_000;

/// Puts the records of sprints that were closed before the status date into the program; `files` are those beside the
/// Markdown.
pub(super) fn read(
    world: &dyn World,
    files: &[ProjectPath],
    program: &mut Program,
    as_of: NaiveDate,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for path in files.iter().filter(|path| path.as_str().ends_with(RECORD_ENDING)) {
        let Ok(bytes) = world.read(path) else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = program.sources.add(Source::new(path.as_str(), text.as_str()));
        match record(program, file, &text) {
            Ok((key, read)) if read.record.day < as_of => drop(program.records.insert(key, read)),
            // closed later than the day asked for: not yet known
            Ok(_) => {}
            Err(fault) => found.push(*fault),
        }
    }
    found
}

fn record(program: &Program, file: FileId, text: &str) -> Result<(Key<Sprint>, ReadRecord), Box<Diagnostic>> {
    let fault = |place, message: String, hint: &str| {
        let fault = Diagnostic::new(Code::BrokenRecord, place, visible::line(&message).into_owned());
        Box::new(fault.hint(hint))
    };
    const AGAIN: &str =
        "take the file from version control, or write it with `milepost close SPRINT --again REASON`";
    let start = Place::new(file, Span::at(0));
    if text.len() > LARGEST {
        return Err(fault(start, "this record is too large to be one".to_owned(), AGAIN));
    }
    let record: Record = serde_json::from_str(text).map_err(|error| {
        let place = Place::new(file, Span::at(offset(text, error.line(), error.column())));
        fault(place, format!("this record cannot be read: {}", plain(&error)), AGAIN)
    })?;
    let of = |field: &str| {
        let at = text.find(&format!("\"{field}\"")).unwrap_or(0);
        Place::new(file, Span::at(at))
    };
    if record.record != RECORD_VERSION {
        let message = format!("this record has the version {}, and {RECORD_VERSION} is read", record.record);
        return Err(fault(of("record"), message, "use the version of Milepost that wrote it"));
    }
    let key = program.sprints.key(&record.sprint).ok_or_else(|| {
        let message = format!("this record is of `{}`, and there is no such sprint", record.sprint);
        fault(of("sprint"), message, "remove it, or bring the sprint back")
    })?;
    if program.records.contains_key(&key) {
        let message = format!("`{}` has another record; that one counts", record.sprint);
        return Err(fault(of("sprint"), message, "remove one of the two"));
    }
    if crate::date::parse_date(&record.day.to_string()).is_err() {
        return Err(fault(
            of("day"),
            "the day of this record is of no year that is planned".to_owned(),
            AGAIN,
        ));
    }
    readable(&record)
        .map_err(|error| fault(of("page"), format!("this record cannot be shown: {error}"), AGAIN))?;
    let body = outline(&record.notes.lines.join("\n"), 0);
    Ok((key, ReadRecord { record, body, place: start }))
}

/// What is wrong, without the place, which is told beside it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where the record of a sprint stands: where it is, else beside the file of the sprint.
pub fn path_of_record(program: &Program, key: Key<Sprint>) -> Option<ProjectPath> {
    if let Some(read) = program.records.get(&key) {
        return ProjectPath::new(program.sources.path(read.place.file)).ok();
    }
    let file = source(program, program.sprints[key].head());
    file.parent().join(&format!("{}{RECORD_ENDING}", file.file_stem())).ok()
}

/// The text of the record of a sprint that is over and has none, as it is known now; `again` is why it is closed another
/// time, and `former` the record that it replaces.
pub fn record_of(checked: &Checked, key: Key<Sprint>, again: Option<(&str, Value)>) -> Option<String> {
    let cx = checked.context();
    let program = &checked.program;
    let (then, scope): (_, &SprintAnalysis) =
        checked.chronicle.past.at(key).zip(checked.chronicle.past.scope(key))?;
    let state = cx.sprint_state(key);
    let mut page = cx.sprint_page(key, &state);
    page.standing = cx.closed_standing(key);
    let (page, chart) = as_record(&cx, &page, &cx.gantt_of(&state, PlanScope::Sprint(key)))?;
    let (reason, former) = again.unzip();
    let record = Record {
        record: RECORD_VERSION,
        sprint: program.sprints[key].head().id.to_string(),
        day: then.as_of,
        again: reason.map(str::to_owned),
        state: recorded_state(
            program,
            then,
            scope,
            checked.chronicle.content_of(program, &checked.graph, key),
            &told_before(program, key),
        ),
        page,
        chart,
        notes: notes(checked, key, &site_frame(&cx, cx.now().known.on(then.as_of))),
        former: former.map(formers).unwrap_or_default(),
    };
    serde_json::to_value(&record).ok().map(|value| reviewable(&value))
}

/// A program with the text of one more record, as it is read; why it cannot be read.
pub fn with_record(program: &Program, path: &ProjectPath, text: &str) -> Result<Program, String> {
    let mut program = program.clone();
    let file = program.sources.add(Source::new(path.as_str(), text));
    let (key, read) = record(&program, file, text).map_err(|fault| fault.message)?;
    program.records.insert(key, read);
    Ok(program)
}

/// The next record after that of a sprint which is closed again, where it leaves out what the former one said: it keeps
/// that. Its path and its text.
pub fn next_kept(former: &Program, program: &Program, closed: Key<Sprint>) -> Option<(ProjectPath, String)> {
    let after = former.sprints_in_time().into_iter().skip_while(|key| *key != closed).skip(1);
    let next = after.into_iter().find(|key| former.records.contains_key(key))?;
    let read = former.records.get(&next)?;
    let (was, is) = (told_before(former, next), told_before(program, next));
    let mut record = read.record.clone();
    let told = |id: &str| read.record.state.milestones.iter().any(|milestone| milestone.id == id);
    let kept: Vec<_> = was
        .into_values()
        .filter(|milestone| !told(&milestone.id) && is.get(&milestone.id) != Some(milestone))
        .collect();
    if kept.is_empty() {
        return None;
    }
    record.state.milestones.extend(kept);
    let path = ProjectPath::new(former.sources.path(read.place.file)).ok()?;
    serde_json::to_value(&record).ok().map(|value| (path, reviewable(&value)))
}

/// A record and those that it replaced itself, one after the other.
fn formers(mut record: Value) -> Vec<Value> {
    let inner = record.as_object_mut().and_then(|fields| fields.remove("former"));
    let inner = inner.and_then(|inner| inner.as_array().cloned()).unwrap_or_default();
    std::iter::once(record).chain(inner).collect()
}

fn notes(checked: &Checked, key: Key<Sprint>, frame: &SiteFrame) -> RecordedText {
    let head = checked.program.sprints[key].head();
    let from = source(&checked.program, head);
    let links = head.body.links.iter().filter_map(|link| {
        let href = checked.files.resolve(&from, &link.target)?;
        Some((link.target.clone(), id_at(&checked.program, checked.addresses(), &href)?))
    });
    RecordedText {
        title: head.title.clone(),
        program: frame.title.clone(),
        sections: frame
            .navigation
            .iter()
            .flat_map(|group| &group.items)
            .map(|item| item.href.clone())
            .collect(),
        lines: head.body.markdown.lines().map(str::to_owned).collect(),
        links: links.collect(),
    }
}
