//! What one program says otherwise than another: a sentence for each change, where it comes from, and the whole in one line.

use chrono::NaiveDate;

use super::{
    ColorOf, Voice,
    corrected::corrected,
    outline::{color, float, from_to, settled_again},
    words::{counted, listed, named, working_days},
};
use crate::{
    analyse::{
        Chronicle,
        outline::{Change, EditedLine, Fate, Moved, Touch},
    },
    model::{Kind, Program, Rag, Subject},
};

/// Most dates that the line of the whole names.
const NAMED: usize = 3;

/// Longest line of a file that is quoted, in characters.
const QUOTED: usize = 60;

/// One of two programs that are compared.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What its content says.
    pub program: &'a Program,
    /// What follows.
    pub chronicle: &'a Chronicle,
}

impl Told<'_> {
    fn voice(&self) -> Voice<'_> {
        Voice::new(self.program, self.chronicle.now.as_of)
    }

    /// `M1.4 Gateway`; the id alone where there is no such thing.
    pub fn named(&self, kind: Option<Kind>, id: &str) -> String {
        let subject = self
            .program
            .find(id)
            .filter(|subject| kind.is_none_or(|kind| self.program.kind(*subject) == kind));
        subject.map_or_else(|| id.to_owned(), |subject| named(self.program.head(subject)))
    }

    fn moved(&self, moved: Moved) -> String {
        let voice = self.voice();
        let said = |on: Option<NaiveDate>| on.map_or_else(|| "no date".to_owned(), |on| voice.day(on));
        let by = match moved.days {
            Some(0) | None => String::new(),
            Some(days) if days > 0 => format!(", {} later", working_days(days)),
            Some(days) => format!(", {} earlier", working_days(days)),
        };
        format!("{} -> {}{by}", said(moved.from), said(moved.to))
    }

    /// Why something has the color it has now.
    fn why(&self, kind: Option<Kind>, id: &str) -> Option<String> {
        let (now, voice) = (&self.chronicle.now, self.voice());
        let said = match (kind, kind.and_then(|_| self.program.find(id))) {
            (None, _) => voice.roll_up(now, &now.program.roll_up, ColorOf::Program),
            (Some(Kind::Milestone), Some(Subject::Milestone(key))) => voice.shown(now.milestone(key)),
            (Some(Kind::Phase), Some(Subject::Phase(key))) => {
                voice.roll_up(now, &now.phases[key.index()].roll_up, ColorOf::Phase(key))
            }
            (Some(Kind::Sprint), Some(Subject::Sprint(key))) => {
                voice.roll_up(now, &self.chronicle.scope_of(key).1.roll_up, ColorOf::Sprint)
            }
            _ => return None,
        };
        (!said.is_empty()).then_some(said)
    }
}

/// What a change is about: `M1.4 Gateway`, `the program`.
pub fn subject(before: Told, after: Told, change: &Change) -> String {
    let of = |kind: Kind, id: &str| {
        let told = after.named(Some(kind), id);
        if told == id { before.named(Some(kind), id) } else { told }
    };
    match change {
        Change::Past { sprint, closed: true, .. } => format!("{}, closed", of(Kind::Sprint, sprint)),
        Change::Past { sprint, .. } => format!("{}, over and not closed", of(Kind::Sprint, sprint)),
        Change::Closed(sprint, _) => of(Kind::Sprint, sprint),
        Change::Finish(_) | Change::Color { kind: None, .. } => "Program".to_owned(),
        Change::Gate(id, _) => format!("Gate of {}", of(Kind::Phase, id)),
        Change::Milestone(id, _) | Change::Critical(id, _) | Change::Float(id, ..) => of(Kind::Milestone, id),
        Change::Color { kind: Some(kind), id, .. } => of(*kind, id),
        Change::Stands(kind, id, _) | Change::New(kind, id) | Change::Gone(kind, id) => of(*kind, id),
        Change::Escalation(code, about, _) => format!("{} for {}", code.name(), listed(about)),
        Change::Finding(found, _) if found.file.is_empty() => {
            format!("{}[{}]", found.severity.word(), found.code)
        }
        Change::Finding(found, _) => format!("{}[{}] {}", found.severity.word(), found.code, found.file),
    }
}

/// What is otherwise, in a sentence or two, for a reader who sees what it is about beside it.
pub fn what(after: Told, change: &Change) -> String {
    match change {
        Change::Past { differences, settled, .. } => {
            let told: Vec<String> =
                differences.iter().map(corrected).chain(settled.iter().map(settled_again)).collect();
            listed(&told)
        }
        Change::Closed(_, true) => "is closed: it has a record now".to_owned(),
        Change::Closed(_, false) => {
            "its record is gone: the page is worked out from today's content".to_owned()
        }
        Change::Finish(moved) => format!("finish {}", after.moved(*moved)),
        Change::Gate(_, moved) | Change::Milestone(_, moved) => after.moved(*moved),
        Change::Critical(_, true) => "joins the critical path".to_owned(),
        Change::Critical(_, false) => "leaves the critical path".to_owned(),
        Change::Float(_, from, to) => format!("float {} -> {}", float(*from), float(*to)),
        Change::Color { kind, id, from, to, rule } => {
            let rule = rule.map_or_else(String::new, |rule| format!(" ({})", rule.name()));
            let why = after.why(*kind, id).map_or_else(String::new, |why| format!(". {why}"));
            format!("{} -> {}{rule}{why}", color(*from), color(*to))
        }
        Change::Stands(Kind::Blocker, _, true) => "is active".to_owned(),
        Change::Stands(Kind::Blocker, _, false) => "is resolved".to_owned(),
        Change::Stands(_, _, true) => "is open".to_owned(),
        Change::Stands(_, _, false) => "is closed".to_owned(),
        Change::New(kind, _) => format!("new {}", kind.word()),
        Change::Gone(kind, _) => format!("{} is gone", kind.word()),
        Change::Escalation(code, _, true) => format!("raised: {}", code.title().to_lowercase()),
        Change::Escalation(code, _, false) => format!("cleared: {}", code.title().to_lowercase()),
        Change::Finding(found, more) => {
            let times = match more.unsigned_abs() {
                1 => String::new(),
                times => format!(" ({times} times)"),
            };
            format!("{}: {}{times}", if *more > 0 { "new" } else { "gone" }, found.message)
        }
    }
}

/// An edit: ``content/m.md:7: `duration: 5d` -> `duration: 8d` ``.
pub fn touch(touch: &Touch) -> String {
    let Touch { file, fate, line } = touch;
    match fate {
        Fate::New => format!("{file}, a new file"),
        Fate::Gone => format!("{file}, which is gone"),
        Fate::Changed => format!("{file}:{}: {}", line.line, edited(line)),
    }
}

fn edited(line: &EditedLine) -> String {
    match (&line.was, &line.is) {
        (Some(was), Some(is)) => format!("{} -> {}", quoted(was), quoted(is)),
        (None, Some(is)) => format!("{} is new", quoted(is)),
        (Some(was), None) => format!("{} is gone", quoted(was)),
        (None, None) => "changed".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let start: String = text.chars().take(QUOTED).collect();
    let end = if start.len() < text.len() { "…" } else { "" };
    format!("`{}{end}`", start.replace('`', "'"))
}

/// `M1.4 -> M1.6 -> P1`; of a long one the beginning and the end.
pub fn chain(ids: &[String]) -> String {
    const SHOWN: usize = 8;
    let Some(left_out) = ids.len().checked_sub(SHOWN).filter(|more| *more > 0) else {
        return ids.join(" -> ");
    };
    let (start, end) = (&ids[..SHOWN / 2], &ids[ids.len() - SHOWN / 2..]);
    format!("{} -> ({left_out} more) -> {}", start.join(" -> "), end.join(" -> "))
}

/// The whole in one line: `Finish 4 Aug -> 6 Aug (+2 d) · gate P1 +3 d · 4 milestones move · 1 turns red · 1 new error`;
/// empty where nothing is otherwise.
pub fn summary(changes: &[Change]) -> String {
    let mut parts = Vec::new();
    let past = |is_closed: bool| {
        let of = |change: &&Change| matches!(change, Change::Past { closed, .. } if *closed == is_closed);
        changes.iter().filter(of).count()
    };
    let reads = |count: usize, what: &str| {
        let verb = if count == 1 { "reads" } else { "read" };
        (count > 0).then(|| format!("{} {verb} differently", counted(count, what)))
    };
    parts.extend(reads(past(true), "closed sprint"));
    parts.extend(reads(past(false), "past sprint"));
    parts.extend(dates(changes));
    parts.extend(colors(changes));
    let count = |of: fn(&Change) -> bool| changes.iter().filter(|change| of(change)).count();
    let joined = count(|change| matches!(change, Change::Critical(_, true)));
    parts.extend((joined > 0).then(|| format!("{} on the critical path", counted(joined, "more milestone"))));
    let raised = count(|change| matches!(change, Change::Escalation(_, _, true)));
    parts.extend((raised > 0).then(|| format!("{} raised", counted(raised, "escalation"))));
    let findings = super::outline::findings_in_short(changes);
    parts.extend((!findings.is_empty()).then_some(findings));
    parts.extend(things(changes));
    if parts.is_empty() && !changes.is_empty() {
        parts.push(counted(changes.len(), "smaller change"));
    }
    super::words::capitalized(&parts.join(" · "))
}

/// `new M6.1`, `milestone M3.2 is gone`, `4 more things new or gone`.
fn things(changes: &[Change]) -> Vec<String> {
    let told = changes.iter().filter(|change| matches!(change, Change::New(..) | Change::Gone(..)));
    let mut parts: Vec<String> = told.map(super::outline::one).collect();
    let more = parts.len().saturating_sub(NAMED);
    parts.truncate(NAMED);
    parts.extend((more > 0).then(|| format!("{} new or gone", counted(more, "more thing"))));
    parts
}

fn dates(changes: &[Change]) -> Vec<String> {
    let days = |moved: &Moved| match moved.days {
        Some(days) if days != 0 => format!("{days:+} d"),
        _ => from_to(*moved),
    };
    let mut parts = Vec::new();
    let mut gates = Vec::new();
    let mut milestones = 0;
    for change in changes {
        match change {
            Change::Finish(moved) => {
                let by = moved
                    .days
                    .filter(|days| *days != 0)
                    .map_or_else(String::new, |days| format!(" ({days:+} d)"));
                parts.push(format!("finish {}{by}", from_to(*moved)));
            }
            Change::Gate(id, moved) => gates.push(format!("gate {id} {}", days(moved))),
            Change::Milestone(..) => milestones += 1,
            _ => {}
        }
    }
    let more = gates.len().saturating_sub(NAMED);
    parts.extend(gates.into_iter().take(NAMED));
    parts.extend((more > 0).then(|| counted(more, "more gate")));
    let verb = if milestones == 1 { "moves" } else { "move" };
    parts.extend((milestones > 0).then(|| format!("{} {verb}", counted(milestones, "milestone"))));
    parts
}

fn colors(changes: &[Change]) -> Vec<String> {
    let mut parts = Vec::new();
    let mut turned = std::collections::BTreeMap::new();
    for change in changes {
        match change {
            Change::Color { kind: None, from, to, .. } => {
                parts.push(format!("program {} -> {}", color(*from), color(*to)));
            }
            Change::Color { kind: Some(Kind::Milestone), to, .. } => *turned.entry(*to).or_insert(0) += 1,
            _ => {}
        }
    }
    for rag in [Rag::Red, Rag::Amber, Rag::Unknown, Rag::Green, Rag::Planned] {
        let count = turned.get(&rag).copied().unwrap_or(0);
        let verb = if count == 1 { "turns" } else { "turn" };
        parts.extend((count > 0).then(|| format!("{} {verb} {}", counted(count, "milestone"), rag.word())));
    }
    parts
}
