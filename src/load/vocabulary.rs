//! The words that teams use for where something stands, in one table for all kinds of things.
//!
//! A word says how far something is on a way that all things share; each kind says what that is called for it. A word that
//! means nothing for a kind is none of its words. Must not know kinds, nor where a word was written.

/// How far something is, whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Put forward, and not agreed on.
    Idea,
    /// Agreed to be done, or waiting for its turn.
    ToDo,
    /// Somebody is at it.
    Doing,
    /// Being looked at by others.
    Review,
    /// Laid aside for now: nobody can tell how far it is.
    Paused,
    /// Held up by something.
    Stuck,
    /// Done.
    Done,
    /// Agreed on: for what is decided the end, for work its beginning.
    Agreed,
    /// The last word of a process: agreed on, and done.
    Final,
    /// Turned down by others.
    Refused,
    /// Given up by those whose it was.
    GivenUp,
    /// No longer to be followed.
    Outdated,
    /// Replaced by something else.
    Replaced,
}

/// The words of each stage, squeezed as by [`squeeze`], in order of the alphabet.
const WORDS: [(Stage, &[&str]); 13] = [
    (
        Stage::Idea,
        &[
            "brainstorming",
            "candidate",
            "concept",
            "discussion",
            "draft",
            "drafted",
            "drafting",
            "experimental",
            "exploring",
            "idea",
            "ideation",
            "indiscussion",
            "prediscussion",
            "predraft",
            "proposal",
            "proposed",
            "provisional",
            "returnedforrevision",
            "rfc",
            "submitted",
            "suggested",
            "tentative",
            "trial",
            "underdiscussion",
            "wish",
        ],
    ),
    (
        Stage::ToDo,
        &[
            "awaitingdecision",
            "backlog",
            "implementable",
            "new",
            "next",
            "notbegun",
            "notstarted",
            "notyetstarted",
            "open",
            "outstanding",
            "pending",
            "planned",
            "planning",
            "queued",
            "ready",
            "scheduled",
            "tobedecided",
            "todo",
            "undecided",
            "upcoming",
        ],
    ),
    (
        Stage::Doing,
        &[
            "active",
            "begun",
            "current",
            "doing",
            "implementing",
            "indevelopment",
            "inprocess",
            "inprogress",
            "living",
            "nowdoing",
            "ongoing",
            "started",
            "underway",
            "wip",
            "working",
            "workinprogress",
        ],
    ),
    (
        Stage::Review,
        &[
            "activereview",
            "awaitingreview",
            "finalcommentperiod",
            "inreview",
            "lastcall",
            "qa",
            "readyforreview",
            "review",
            "reviewing",
            "scheduledforreview",
            "testing",
            "underreview",
        ],
    ),
    (
        Stage::Paused,
        &[
            "deferred",
            "deprioritized",
            "dormant",
            "frozen",
            "inactive",
            "later",
            "onhold",
            "onice",
            "parked",
            "paused",
            "postponed",
            "someday",
            "stagnant",
            "stalled",
            "suspended",
        ],
    ),
    (Stage::Stuck, &["blocked", "impeded", "stuck", "waiting"]),
    (
        Stage::Done,
        &[
            "closed",
            "complete",
            "completed",
            "delivered",
            "deployed",
            "done",
            "finished",
            "fixed",
            "launched",
            "merged",
            "released",
            "resolved",
            "shipped",
        ],
    ),
    (
        Stage::Agreed,
        &[
            "accepted",
            "adopted",
            "agreed",
            "approved",
            "committed",
            "confirmed",
            "decided",
            "effective",
            "enacted",
            "enforced",
            "inforce",
            "passed",
            "ratified",
        ],
    ),
    (Stage::Final, &["final", "finalised", "finalized", "implemented", "live", "published"]),
    (
        Stage::Refused,
        &["declined", "denied", "notaccepted", "notapproved", "refused", "rejected", "turneddown", "vetoed"],
    ),
    (
        Stage::GivenUp,
        &[
            "abandoned",
            "aborted",
            "canceled",
            "cancelled",
            "discarded",
            "dropped",
            "duplicate",
            "invalid",
            "killed",
            "notplanned",
            "scrapped",
            "withdrawn",
            "wontdo",
            "wontfix",
            "wontimplement",
        ],
    ),
    (
        Stage::Outdated,
        &[
            "archived",
            "deprecated",
            "discontinued",
            "expired",
            "historic",
            "historical",
            "nolongervalid",
            "obsolete",
            "obsoleted",
            "outdated",
            "removed",
            "retired",
            "sunset",
            "void",
        ],
    ),
    (Stage::Replaced, &["overridden", "replaced", "superceded", "superseded"]),
];

/// The stage that a word stands for.
pub fn stage(word: &str) -> Option<Stage> {
    let word = squeeze(word);
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(stage, _)| *stage)
}

/// All words that stand for a stage.
pub fn words_of(wanted: Stage) -> &'static [&'static str] {
    WORDS.iter().find(|(stage, _)| *stage == wanted).map_or(&[], |(_, words)| *words)
}

/// A word without case, blanks and signs: two of the same letters are one. Of a text of signs alone, the signs.
pub fn squeeze(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match letters.is_empty() {
        true => word.trim().trim_matches('\u{fe0f}').to_owned(),
        false => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_one_in_all_spellings() {
        for text in ["Not Started", "not-started", "not_started", "NotStarted", "🆕 not started"] {
            assert_eq!(stage(text), Some(Stage::ToDo), "{text}");
        }
        assert_eq!(stage("Last Call"), Some(Stage::Review));
        assert_eq!(stage("wombat"), None);
        assert_eq!(stage(""), None);
    }

    #[test]
    fn a_word_stands_for_one_stage() {
        let mut all: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|word| squeeze(word) == *word));
    }
}
