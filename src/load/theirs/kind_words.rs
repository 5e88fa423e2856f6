//! Words for kinds in other tools. Without settings they only help to guess.

use crate::{
    load::{vocabulary::squeeze, words::parse_word},
    model::Kind,
};

/// Words for kinds in other tools.
const KINDS: [(&str, Kind); 22] = [
    ("adr", Kind::Decision),
    ("bug", Kind::Task),
    ("chore", Kind::Task),
    ("decision", Kind::Decision),
    ("deliverable", Kind::Milestone),
    ("enhancement", Kind::Milestone),
    ("epic", Kind::Phase),
    ("feature", Kind::Milestone),
    ("goal", Kind::Milestone),
    ("initiative", Kind::Phase),
    ("issue", Kind::Task),
    ("item", Kind::Task),
    ("phase", Kind::Phase),
    ("project", Kind::Milestone),
    ("proposal", Kind::Milestone),
    ("release", Kind::Milestone),
    ("story", Kind::Task),
    ("subtask", Kind::Task),
    ("theme", Kind::Phase),
    ("ticket", Kind::Task),
    ("userstory", Kind::Task),
    ("workitem", Kind::Task),
];

/// The kind that a word stands for: one of ours, else that which a word of another tool most likely means.
pub fn kind_of_word(word: &str) -> Option<Kind> {
    let squeezed = squeeze(word);
    let theirs = || KINDS.iter().find(|(known, _)| *known == squeezed).map(|(_, kind)| *kind);
    parse_word::<Kind>(word).or_else(theirs)
}
