//! What a record keeps of the facts of a day: of each thing that belongs to the sprint, field by field, so that a later
//! edit of any of them can be told.
//!
//! Words of people are kept as a hash: they stand on the page that the record holds.

use std::{collections::BTreeMap, fmt::Display};

use chrono::NaiveDate;

use super::{SprintAnalysis, day::Day};
use crate::{
    diag::Located,
    model::{
        Blocker, Decision, Entity, Fact, Head, Key, Milestone, NextAction, Owner, Phase, Program,
        RecordedFacts, Risk, Sprint, Subject, Told,
    },
};

/// All that is known on the day of what belongs to a sprint, by id.
pub(super) fn facts(day: &Day, key: Key<Sprint>, scope: &SprintAnalysis) -> RecordedFacts {
    let program = day.program;
    let milestones = scope.milestones.iter().map(|key| milestone(day, *key));
    let risks = scope.risks.iter().map(|key| risk(day, *key));
    let blockers = scope.blockers.iter().map(|key| blocker(day, *key));
    let about = |decision: &Decision| {
        let named = decision.affects.iter().chain(&decision.blocks);
        let subjects: Vec<Subject> = named.map(|subject| subject.value).collect();
        scope.milestones.iter().any(|key| day.concerns(subjects.iter().copied(), *key))
    };
    let decisions = program.decisions.iter().filter(|(_, row)| about(row));
    let decisions = decisions.map(|(key, _)| decision(day, key));
    let gates = program.phases.keys().map(|key| gate(day, key));
    let all = milestones.chain(risks).chain(blockers).chain(decisions).chain(gates).chain([sprint(day, key)]);
    all.map(|of| (of.id, of.fields)).collect()
}

/// Fields that hold no facts: nothing is worked out from them, so they are compared apart.
const TEXTS: [&str; 2] = ["title", "text"];

/// Whether a field of a record is a text, from which nothing follows.
pub(super) fn is_text(field: &str) -> bool {
    TEXTS.contains(&field)
}

/// The texts of things by id and field, of those that a record knows: what is written today.
pub(super) fn texts(program: &Program, key: Key<Sprint>, recorded: &RecordedFacts) -> RecordedFacts {
    let own = program.sprints[key].head();
    let today = |id: &String| {
        let of = match *id == *own.id {
            true => Of::thing(own).words("text", Some(own.body.markdown.trim())),
            false => Of::thing(program.head(program.find(id)?)),
        };
        Some((of.id, of.fields))
    };
    recorded.keys().filter_map(today).collect()
}

/// The facts of one thing.
struct Of {
    id: String,
    fields: BTreeMap<String, String>,
}

impl Of {
    fn thing(head: &Head) -> Self {
        let of = Self { id: head.id.to_string(), fields: BTreeMap::new() };
        of.words("title", Some(&head.title))
    }

    fn value(mut self, field: &str, value: Option<impl Display>) -> Self {
        if let Some(value) = value {
            self.fields.insert(field.to_owned(), value.to_string());
        }
        self
    }

    /// What cannot be read is another thing than silence.
    fn told<T, D: Display>(self, field: &str, fact: &Told<T>, word: impl FnOnce(&T) -> D) -> Self {
        match fact.as_ref() {
            Some(fact) => self.value(field, Some(word(&fact.value))),
            None => self.value(field, fact.lost().map(|_| "unreadable")),
        }
    }

    fn words(self, field: &str, text: Option<&str>) -> Self {
        self.value(field, text.map(hash))
    }

    fn note(self, note: Option<&Fact<String>>) -> Self {
        self.words("note", note.map(|note| note.value.as_str()))
    }

    fn next_action(self, action: Option<&Fact<NextAction>>) -> Self {
        let action = action.map(|action| &action.value);
        self.words("next_action", action.map(|action| action.text.as_str()))
            .value("next_action owner", action.and_then(|action| action.owner.as_ref()).map(name))
            .value("next_action due", action.and_then(|action| action.due))
    }
}

/// 16 hexadecimal digits.
fn hash(text: &str) -> String {
    let bytes = xxhash_rust::xxh3::xxh3_64(text.as_bytes()).to_be_bytes();
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

fn name(owner: &Owner) -> String {
    owner.name.to_string()
}

fn date(on: Option<Located<NaiveDate>>) -> Option<NaiveDate> {
    on.map(|on| on.value)
}

fn milestone(day: &Day, key: Key<Milestone>) -> Of {
    let (row, state) = (&day.program.milestones[key], day.milestone(key));
    let facts = &state.facts;
    Of::thing(row.head())
        .told("status", &facts.status, |status| status.word())
        .told("percent_complete", &facts.percent_complete, |percent| *percent)
        .told("rag", &facts.rag, |rag| rag.word())
        .told("override", &facts.rag_override, |set| set.rag.word())
        .told("override expires", &facts.rag_override, |set| set.expires)
        .told("owner", &facts.owner, name)
        .told("forecast_finish", &facts.forecast_finish, NaiveDate::clone)
        .told("remaining", &facts.remaining, |left| left.to_string())
        .told("actual_start", &facts.actual_start, NaiveDate::clone)
        .value("baseline start", state.baseline.start)
        .value("baseline finish", state.baseline.finish)
        .value("deadline", date(row.deadline))
        .note(facts.note.as_ref())
        .next_action(facts.next_action.as_ref())
}

fn risk(day: &Day, key: Key<Risk>) -> Of {
    let facts = &day.risks[key.index()].facts;
    Of::thing(day.program.risks[key].head())
        .told("probability", &facts.probability, |is| is.word())
        .told("impact", &facts.impact, |is| is.word())
        .told("status", &facts.status, |is| is.word())
        .told("owner", &facts.owner, name)
        .words("mitigation", facts.mitigation.as_ref().map(|text| text.value.as_str()))
        .note(facts.note.as_ref())
        .next_action(facts.next_action.as_ref())
}

fn blocker(day: &Day, key: Key<Blocker>) -> Of {
    let (row, facts) = (&day.program.blockers[key], &day.blockers[key.index()].facts);
    Of::thing(row.head())
        .told("severity", &facts.severity, |is| is.word())
        .told("required_from", &facts.required_from, name)
        .told("resolved_on", &facts.resolved_on, NaiveDate::clone)
        .value("raised_on", date(row.raised_on))
        .note(facts.note.as_ref())
        .next_action(facts.next_action.as_ref())
}

fn decision(day: &Day, key: Key<Decision>) -> Of {
    let status = day.known.decision(day.program, key);
    Of::thing(day.program.decisions[key].head()).value("status", status.map(|status| status.word()))
}

fn gate(day: &Day, key: Key<Phase>) -> Of {
    let facts = &day.gates[key.index()];
    Of::thing(day.program.phases[key].head())
        .told("decision", &facts.decision, |is| is.word())
        .told("decided_by", &facts.decided_by, name)
        .told("decided_on", &facts.decided_on, NaiveDate::clone)
}

fn sprint(day: &Day, key: Key<Sprint>) -> Of {
    let row = &day.program.sprints[key];
    Of::thing(row.head())
        .words("goal", row.goal.as_deref())
        .value("start", Some(row.start))
        .value("end", Some(row.end))
        .words("text", Some(row.head().body.markdown.trim()))
}
