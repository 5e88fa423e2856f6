//! E2: a blocker that nobody resolves.

use crate::{
    analyse::escalate::Blocked,
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
    let (count, days) = (facts.sessions.days.len(), &facts.sessions.days);
    let last = days.last().map_or_else(String::new, |on| format!(", the last on {}", voice.day(*on)));
    let what = match facts.sessions.written {
        true => counted(count, "session"),
        false => {
            if count == 1 {
                "1 sprint end or report".to_owned()
            } else {
                format!("{count} sprint ends or reports")
            }
        }
    };
    said.push(format!("Still open after {what}{last}."));
    let blocks = blocker.blocks.iter().take(NAMED);
    let blocks: Vec<&str> = blocks.map(|subject| &*voice.program.head(subject.value).id).collect();
    said.extend((!blocks.is_empty()).then(|| format!("Blocks {}.", first_of(&blocks, blocker.blocks.len()))));
    said.join(" ")
}

/// What was reported of it, oldest first: `4 Mar 2026, bo: Ordered.`
pub(super) fn attempts(voice: Voice, facts: &Blocked) -> Vec<String> {
    let updates = voice.program.blockers[facts.blocker].history.until(facts.known_on).iter();
    let told = updates.filter_map(|update| {
        let by = update.by.as_ref().map_or_else(String::new, |by| format!(", {}", voice.calls(by)));
        Some(format!("{}{by}: {}", voice.day(update.date), update.note.as_deref()?))
    });
    told.collect()
}
