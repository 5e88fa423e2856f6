//! What a record keeps of the facts of a day: of each thing that belongs to the sprint, field by field, so that a later
//! edit of any of them can be told.
//!
//! Words of people are no facts: [`recorded_words`](super::recorded_words) keeps those.

use std::{collections::BTreeMap, fmt::Display};

use chrono::NaiveDate;

use super::{SprintAnalysis, day::Day};
use crate::{
    diag::Located,
    model::{
        Blocker, Decision, Entity, Fact, Head, Key, Milestone, NextAction, Owner, Phase, RecordedFacts, Risk,
        Sprint, Subject, Told,
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

/// The facts of one thing.
struct Of {
    id: String,
    fields: BTreeMap<String, String>,
}

impl Of {
    fn thing(head: &Head) -> Self {
        Self { id: head.id.to_string(), fields: BTreeMap::new() }
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

    fn next_action(self, action: Option<&Fact<NextAction>>) -> Self {
        let action = action.map(|action| &action.value);
        self.value("next_action owner", action.and_then(|action| action.owner.as_ref()).map(name))
            .value("next_action due", action.and_then(|action| action.due))
    }
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
        .next_action(facts.next_action.as_ref())
}

fn risk(day: &Day, key: Key<Risk>) -> Of {
    let facts = &day.risks[key.index()].facts;
    Of::thing(day.program.risks[key].head())
        .told("probability", &facts.probability, |is| is.word())
        .told("impact", &facts.impact, |is| is.word())
        .told("status", &facts.status, |is| is.word())
        .told("owner", &facts.owner, name)
        .next_action(facts.next_action.as_ref())
}

fn blocker(day: &Day, key: Key<Blocker>) -> Of {
    let (row, facts) = (&day.program.blockers[key], &day.blockers[key.index()].facts);
    Of::thing(row.head())
        .told("severity", &facts.severity, |is| is.word())
        .told("required_from", &facts.required_from, name)
        .told("resolved_on", &facts.resolved_on, NaiveDate::clone)
        .value("raised_on", date(row.raised_on))
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
    Of::thing(row.head()).value("start", Some(row.start)).value("end", Some(row.end))
}
