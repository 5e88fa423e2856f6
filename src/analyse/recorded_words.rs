//! What a record keeps of the words of people: titles, what a sprint is for, what was reported in it, what was to be done.
//!
//! They are kept as written, so that a thing which gets another id is told by its new one in them too.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{SprintAnalysis, day::Day};
use crate::model::{Entity, Fact, Head, Key, NextAction, RecordedFacts, Sprint, Subject, Update};

/// The words that stand on the page of a sprint, by id of the thing and by what they are; notes by the day of their report.
pub(super) fn words(day: &Day, key: Key<Sprint>, scope: &SprintAnalysis) -> RecordedFacts {
    let program = day.program;
    let since = program.sprints[key].start;
    let mut words = RecordedFacts::new();
    for key in &scope.milestones {
        let row = &program.milestones[*key];
        let facts = &day.milestone(*key).facts;
        let of = Of::thing(row.head()).next_action(facts.next_action.as_ref());
        of.notes(row.history.until(day.as_of), since).keep(&mut words);
    }
    for key in &scope.risks {
        let row = &program.risks[*key];
        let facts = &day.risks[key.index()].facts;
        let mitigation = facts.mitigation.as_ref().map(|fact| fact.value.as_str());
        let of = Of::thing(row.head()).next_action(facts.next_action.as_ref()).say("mitigation", mitigation);
        let of = of.say("cause", row.cause.as_deref()).say("event", row.event.as_deref());
        let of = of.say("effect", row.effect.as_deref());
        of.notes(row.history.until(day.as_of), since).keep(&mut words);
    }
    for key in &scope.blockers {
        let row = &program.blockers[*key];
        let facts = &day.blockers[key.index()].facts;
        let of = Of::thing(row.head()).next_action(facts.next_action.as_ref());
        let of = of.say("workaround", row.workaround.as_deref());
        of.notes(row.history.until(day.as_of), since).keep(&mut words);
    }
    for row in program.phases.rows() {
        Of::thing(row.head()).notes(row.gate.history.until(day.as_of), since).keep(&mut words);
    }
    let sprint = &program.sprints[key];
    Of::thing(program.head(Subject::Sprint(key))).say("goal", sprint.goal.as_deref()).keep(&mut words);
    words
}

/// The words of one thing.
struct Of {
    id: String,
    words: BTreeMap<String, String>,
}

impl Of {
    fn thing(head: &Head) -> Self {
        Self { id: head.id.to_string(), words: BTreeMap::new() }.say("title", Some(&head.title))
    }

    fn say(mut self, what: &str, words: Option<&str>) -> Self {
        if let Some(words) = words {
            self.words.insert(what.to_owned(), words.to_owned());
        }
        self
    }

    fn next_action(self, action: Option<&Fact<NextAction>>) -> Self {
        self.say("next action", action.map(|action| action.value.text.as_str()))
    }

    /// What was reported in the sprint, by day.
    fn notes<F>(mut self, updates: &[Update<F>], since: NaiveDate) -> Self {
        for update in updates.iter().filter(|update| update.date >= since) {
            let Some(note) = &update.note else { continue };
            let of_the_day = self.words.entry(update.date.to_string()).or_default();
            if !of_the_day.is_empty() {
                of_the_day.push('\n');
            }
            of_the_day.push_str(note);
        }
        self
    }

    fn keep(self, all: &mut RecordedFacts) {
        all.entry(self.id).or_default().extend(self.words);
    }
}
