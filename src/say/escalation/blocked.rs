//! E2: a blocker that nobody resolves.

use super::{BlockerPayload, Payload, summary, task_id};
use crate::{
    analyse::{Escalation, escalate::Blocked},
    say::{
        Voice,
        words::{counted, first_of},
    },
};

/// Most things that a blocker is said to hold up by name.
const NAMED: usize = 5;

/// `Raised 22 Apr 2026. Still open after 4 sessions, the last on 5 May 2026. Blocks M2.5.`
pub(super) fn situation(voice: Voice, facts: &Blocked) -> String {
    let blocker = &voice.program.blockers[facts.blocker];
    let mut said = Vec::new();
    said.extend(blocker.raised_on.map(|on| format!("Raised {}.", voice.day(on.value))));
    let last =
        facts.sessions.last().map_or_else(String::new, |on| format!(", the last on {}", voice.day(*on)));
    said.push(format!("Still open after {}{last}.", counted(facts.sessions.len(), "session")));
    let blocks = blocker.blocks.iter().take(NAMED);
    let blocks: Vec<&str> = blocks.map(|subject| &*voice.program.head(subject.value).id).collect();
    said.extend((!blocks.is_empty()).then(|| format!("Blocks {}.", first_of(&blocks, blocker.blocks.len()))));
    said.join(" ")
}

pub(super) fn payload(voice: Voice, escalation: &Escalation, facts: &Blocked) -> Payload {
    let blocker = &voice.program.blockers[facts.blocker];
    Payload::Blocker(BlockerPayload {
        task_id: task_id(voice, facts.task),
        blocker_type: blocker.blocker_type,
        description: summary(voice, escalation),
        attempted_resolutions: attempts(voice, facts),
        required_from: escalation.who.as_ref().map(|who| who.name.to_string()),
        urgency: escalation.priority,
        workaround_possible: blocker.workaround.as_ref().map(|_| true),
    })
}

/// What was reported of it, oldest first: `4 Mar 2026, bo: Ordered.`
fn attempts(voice: Voice, facts: &Blocked) -> Vec<String> {
    let updates = voice.program.blockers[facts.blocker].history.until(facts.known_on).iter();
    let told = updates.filter_map(|update| {
        let by = update.by.as_ref().map_or_else(String::new, |by| format!(", {}", by.name));
        Some(format!("{}{by}: {}", voice.day(update.date), update.note.as_deref()?))
    });
    told.collect()
}
