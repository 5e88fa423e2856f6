//! Closed sprints: the columns of a past day as a record keeps them, and what today's content would say differently.
//!
//! A record names things by id, so that it outlives the program it was made from. Knows no words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{MilestoneSnapshot, Past, Progress, Snapshot, SprintAnalysis, SprintSnapshot};
use crate::model::{
    Entity, Key, Program, Rag, RecordedContent, RecordedFacts, RecordedMilestone, RecordedPhase,
    RecordedProgress, RecordedState, Sprint, Subject, record::kind_of,
};

/// Something that today's content says differently of the day on which a sprint was closed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Another color of the sprint.
    Color {
        /// In the record.
        was: Rag,
        /// By today's content.
        is: Rag,
    },
    /// Another color of a milestone or risk.
    ColorOf {
        /// Its id.
        id: String,
        /// In the record.
        was: Rag,
        /// By today's content.
        is: Rag,
    },
    /// Another finish of a milestone.
    Finish {
        /// Its id.
        id: String,
        /// In the record.
        was: Option<NaiveDate>,
        /// By today's content.
        is: Option<NaiveDate>,
    },
    /// A milestone is finished in the sprint by the one and not by the other.
    Completed {
        /// Its id.
        id: String,
        /// In the record.
        then: bool,
    },
    /// Another color of the program.
    Program {
        /// In the record.
        was: Rag,
        /// By today's content.
        is: Rag,
    },
    /// Another day of the gate of a phase, as it was expected.
    Gate {
        /// The id of the phase.
        id: String,
        /// In the record.
        was: Option<NaiveDate>,
        /// By today's content.
        is: Option<NaiveDate>,
    },
    /// Another fact was known of something.
    Fact {
        /// Its id.
        id: String,
        /// The field, as it is written in front matter.
        field: String,
        /// In the record.
        was: Option<String>,
        /// By today's content.
        is: Option<String>,
    },
    /// Somebody's words are others: a title, a note, what was to be done.
    Words {
        /// The id of the thing.
        id: String,
        /// What they are: `title`, or the day of a report whose note they are.
        what: String,
        /// In the record.
        was: Option<String>,
        /// By today's content.
        is: Option<String>,
    },
    /// The text of the sprint is another.
    Text,
    /// A milestone, risk or blocker belongs to the sprint by the one and not by the other.
    Scope {
        /// Its id.
        id: String,
        /// In the record.
        then: bool,
    },
}

/// What a record keeps of the end of a sprint; of milestones outside the sprint only what is not so in the records
/// `before`.
pub fn recorded_state(
    program: &Program,
    then: &Snapshot,
    scope: &SprintAnalysis,
    content: RecordedContent,
    before: &BTreeMap<String, RecordedMilestone>,
) -> RecordedState {
    let inside: BTreeSet<_> = scope.milestones.iter().copied().collect();
    let milestones = program.milestones.iter().zip(&then.milestones).filter_map(|((key, row), kept)| {
        let kept = recorded(row.head().id.to_string(), kept);
        (inside.contains(&key) || before.get(&kept.id) != Some(&kept)).then_some(kept)
    });
    RecordedState {
        facts: content.facts,
        words: content.words,
        ..state(program, then, scope, milestones.collect())
    }
}

/// The same of the milestones of the sprint alone.
pub(super) fn state_in_scope(program: &Program, then: &Snapshot, scope: &SprintAnalysis) -> RecordedState {
    let milestones = scope
        .milestones
        .iter()
        .map(|key| recorded(program.milestones[*key].head().id.to_string(), then.milestone(*key)));
    state(program, then, scope, milestones.collect())
}

fn state(
    program: &Program,
    then: &Snapshot,
    scope: &SprintAnalysis,
    milestones: Vec<RecordedMilestone>,
) -> RecordedState {
    let id = |subject| program.head(subject).id.to_string();
    let phases = program.phases.iter().zip(&then.phases);
    let phases = phases.map(|((_, row), kept)| RecordedPhase {
        id: row.head().id.to_string(),
        rag: kept.rag,
        gate: kept.gate,
    });
    let because = then.sprint.iter().flat_map(|sprint| &sprint.because);
    let risk = |key: &Key<_>| {
        let subject = Subject::Risk(*key);
        let member = scope.roll_up.because.iter().find(|member| member.subject == subject);
        (id(subject), member.map_or(Rag::Green, |member| member.rag))
    };
    RecordedState {
        program: then.program,
        sprint: scope.roll_up.rag,
        because: because.map(|(rag, kind, count)| (*rag, kind.word().to_owned(), *count)).collect(),
        phases: phases.collect(),
        milestones,
        scope: scope.milestones.iter().map(|key| id(Subject::Milestone(*key))).collect(),
        completed: scope.completed.iter().map(|key| id(Subject::Milestone(*key))).collect(),
        risks: scope.risks.iter().map(risk).collect(),
        blockers: scope.blockers.iter().map(|key| id(Subject::Blocker(*key))).collect(),
        facts: RecordedFacts::new(),
        words: RecordedFacts::new(),
    }
}

fn recorded(id: String, kept: &MilestoneSnapshot) -> RecordedMilestone {
    let (progress, on) = match kept.progress {
        Progress::NotStarted => (RecordedProgress::NotStarted, None),
        Progress::UnderWay(on) => (RecordedProgress::UnderWay, Some(on)),
        Progress::Done(on) => (RecordedProgress::Done, on),
        Progress::Cancelled => (RecordedProgress::Cancelled, None),
    };
    RecordedMilestone {
        id,
        rag: kept.rag,
        progress,
        on,
        finish: kept.finish,
        duration: kept.duration,
        percent: kept.percent,
    }
}

/// The milestones as the records of the sprints before one tell them, the last word of each.
pub fn told_before(program: &Program, sprint: Key<Sprint>) -> BTreeMap<String, RecordedMilestone> {
    let before = program.sprints_in_time().into_iter().take_while(|key| *key != sprint);
    let records = before.filter_map(|key| program.records.get(&key));
    let milestones = records.flat_map(|read| &read.record.state.milestones);
    milestones.map(|milestone| (milestone.id.clone(), milestone.clone())).collect()
}

/// Puts what records say in place of what was worked out, and gives what differs, by sprint. `content_of` gives what is
/// known on the last day of a sprint of what belongs to it.
pub(super) fn put_in_place(
    program: &Program,
    past: &mut Past,
    content_of: impl Fn(Key<Sprint>, &SprintAnalysis) -> RecordedContent,
) -> BTreeMap<Key<Sprint>, Vec<Difference>> {
    let mut told: BTreeMap<&str, &RecordedMilestone> = BTreeMap::new();
    let mut differences = BTreeMap::new();
    for sprint in program.sprints_in_time() {
        let Some(state) = program.records.get(&sprint).map(|read| &read.record.state) else { continue };
        told.extend(state.milestones.iter().map(|milestone| (milestone.id.as_str(), milestone)));
        if let Some((then, scope)) = past.of_mut(sprint) {
            let content = content_of(sprint, scope);
            let today = recorded_state(program, then, scope, content, &BTreeMap::new());
            let mut found = different(state, &today);
            found.extend(other_text(program, sprint));
            differences.insert(sprint, found);
            then.as_of = program.records[&sprint].record.day;
            then.replace(program, state, &told);
        }
    }
    differences.retain(|_, found: &mut Vec<Difference>| !found.is_empty());
    differences
}

impl Snapshot {
    fn replace(
        &mut self,
        program: &Program,
        state: &RecordedState,
        told: &BTreeMap<&str, &RecordedMilestone>,
    ) {
        self.program = state.program;
        if let Some(sprint) = &mut self.sprint {
            sprint.replace(state);
        }
        for ((_, row), phase) in program.phases.iter().zip(&mut self.phases) {
            if let Some(kept) = state.phases.iter().find(|kept| *kept.id == *row.head().id) {
                (phase.rag, phase.gate) = (kept.rag, kept.gate);
            }
        }
        for ((_, row), milestone) in program.milestones.iter().zip(&mut self.milestones) {
            if let Some(kept) = told.get(&*row.head().id) {
                milestone.replace(kept);
            }
        }
    }
}

impl SprintSnapshot {
    fn replace(&mut self, state: &RecordedState) {
        self.rag = state.sprint;
        let because = state.because.iter();
        self.because =
            because.filter_map(|(rag, kind, count)| Some((*rag, kind_of(kind)?, *count))).collect();
        (self.milestones, self.completed) = (state.scope.len(), state.completed.len());
        self.tally = super::Tally::default();
        for kept in state.milestones.iter().filter(|kept| state.scope.contains(&kept.id)) {
            self.tally.count(kept.rag);
        }
    }
}

impl MilestoneSnapshot {
    fn replace(&mut self, kept: &RecordedMilestone) {
        self.rag = kept.rag;
        self.progress = match (kept.progress, kept.on) {
            (RecordedProgress::NotStarted, _) | (RecordedProgress::UnderWay, None) => Progress::NotStarted,
            (RecordedProgress::UnderWay, Some(on)) => Progress::UnderWay(on),
            (RecordedProgress::Done, on) => Progress::Done(on),
            (RecordedProgress::Cancelled, _) => Progress::Cancelled,
        };
        (self.finish, self.duration) = (kept.finish, kept.duration);
        self.percent = kept.percent.map(|percent| percent.min(100));
    }
}

/// What one state of a sprint says differently than another.
pub(super) fn different(state: &RecordedState, today: &RecordedState) -> Vec<Difference> {
    let mut found = Vec::new();
    if today.sprint != state.sprint {
        found.push(Difference::Color { was: state.sprint, is: today.sprint });
    }
    if today.program != state.program {
        found.push(Difference::Program { was: state.program, is: today.program });
    }
    let by_id: BTreeMap<&str, &RecordedMilestone> =
        today.milestones.iter().map(|milestone| (milestone.id.as_str(), milestone)).collect();
    for was in state.milestones.iter().filter(|was| state.scope.contains(&was.id)) {
        let Some(is) = by_id.get(was.id.as_str()) else { continue };
        let id = || was.id.clone();
        if was.rag != is.rag {
            found.push(Difference::ColorOf { id: id(), was: was.rag, is: is.rag });
        }
        if was.finish != is.finish {
            found.push(Difference::Finish { id: id(), was: was.finish, is: is.finish });
        }
    }
    for (id, was) in &state.risks {
        if let Some((_, is)) = today.risks.iter().find(|(other, is)| other == id && is != was) {
            found.push(Difference::ColorOf { id: id.clone(), was: *was, is: *is });
        }
    }
    found.extend(other_phases(state, today));
    let ids = |risks: &[(String, Rag)]| risks.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let only = |then: &[String], now: &[String], make: fn(String, bool) -> Difference| {
        let gone = then.iter().filter(|id| !now.contains(id)).map(|id| make(id.clone(), true));
        let new = now.iter().filter(|id| !then.contains(id)).map(|id| make(id.clone(), false));
        gone.chain(new).collect::<Vec<_>>()
    };
    found.extend(only(&state.completed, &today.completed, |id, then| Difference::Completed { id, then }));
    let scope = |id, then| Difference::Scope { id, then };
    found.extend(only(&state.scope, &today.scope, scope));
    found.extend(only(&ids(&state.risks), &ids(&today.risks), scope));
    found.extend(only(&state.blockers, &today.blockers, scope));
    let fact = |id, field, was, is| Difference::Fact { id, field, was, is };
    found.extend(others(&state.facts, &today.facts, fact));
    let words = |id, what, was, is| Difference::Words { id, what, was, is };
    found.extend(others(&state.words, &today.words, words));
    found
}

/// Other colors and gates of the phases that both know.
fn other_phases(state: &RecordedState, today: &RecordedState) -> Vec<Difference> {
    let pairs = state.phases.iter().filter_map(|was| {
        let is = today.phases.iter().find(|is| is.id == was.id)?;
        Some((was, is))
    });
    let differences = pairs.flat_map(|(was, is)| {
        let id = || was.id.clone();
        let color = Difference::ColorOf { id: id(), was: was.rag, is: is.rag };
        let gate = Difference::Gate { id: id(), was: was.gate, is: is.gate };
        [(was.rag != is.rag).then_some(color), (was.gate != is.gate).then_some(gate)]
    });
    differences.flatten().collect()
}

/// What a difference is made of: the id of a thing, a field of it, what stood there, what stands there.
type OfField = fn(String, String, Option<String>, Option<String>) -> Difference;

/// Other facts or words of the things that both know; a record of before these were kept knows none.
fn others(state: &RecordedFacts, today: &RecordedFacts, make: OfField) -> Vec<Difference> {
    let pairs = state.iter().filter_map(|(id, was)| Some((id, was, today.get(id)?)));
    let differences = pairs.flat_map(|(id, was, is)| {
        let fields: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let other = fields.into_iter().filter(|field| was.get(*field) != is.get(*field));
        other.map(move |field| {
            make(id.clone(), field.clone(), was.get(field).cloned(), is.get(field).cloned())
        })
    });
    differences.collect()
}

/// Whether the text of a sprint is another than its record holds, wherever its links lead.
fn other_text(program: &Program, sprint: Key<Sprint>) -> Option<Difference> {
    let notes = &program.records.get(&sprint)?.record.notes;
    let now = program.sprints[sprint].head().body.markdown.lines();
    let was = notes.lines.iter().map(|line| without_addresses(line));
    let is_other = !notes.title.is_empty() && !was.eq(now.map(without_addresses));
    is_other.then_some(Difference::Text)
}

/// A line of Markdown without what stands in `](...)`.
fn without_addresses(line: &str) -> String {
    let mut parts = line.split("](");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}
