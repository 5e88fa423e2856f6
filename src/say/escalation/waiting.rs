//! What waits for something, and what it means for the plan.

use crate::{
    analyse::escalate::Waiting,
    say::{Voice, words::first_of},
};

/// `M2.5 and M2.6 wait for it; M2.5 must start by 4 May 2026 to keep the program's finish.`
pub(super) fn waiting(voice: Voice, waiting: &Waiting) -> String {
    let id = |key| &*voice.program.milestones[key].head.id;
    let named: Vec<&str> = waiting.named.iter().map(|key| id(*key)).collect();
    let named = first_of(&named, waiting.count);
    let by = waiting.first.map(|(by, key)| (voice.day(by), id(key)));
    match (waiting.count, by) {
        (0, _) => "No open milestone waits for it.".to_owned(),
        (1, Some((by, _))) => {
            format!("{named} waits for it and must start by {by} to keep the program's finish.")
        }
        (1, None) => format!("{named} waits for it and has no dates."),
        (_, Some((by, first))) => {
            format!("{named} wait for it; {first} must start by {by} to keep the program's finish.")
        }
        (_, None) => format!("{named} wait for it; none of them has dates."),
    }
}
