//! The names under which one record says that it changes another, or is related to it: in front matter, and in lines and tables
//! of a text.

/// Those of what changes another, or is changed by it.
pub const CHANGES: [&str; 17] = [
    "supersedes",
    "superseded_by",
    "supercedes",
    "superceded_by",
    "replaces",
    "replaced_by",
    "obsoletes",
    "amends",
    "amended_by",
    "clarifies",
    "clarified_by",
    "refines",
    "refined_by",
    "extends",
    "extended_by",
    "deprecates",
    "deprecated_by",
];

/// Those of what is only related.
pub const RELATED: [&str; 10] = [
    "relates_to",
    "related_to",
    "related",
    "related_adr",
    "related_adrs",
    "related_decision",
    "related_decisions",
    "related_rfc",
    "related_rfcs",
    "see_also",
];

/// Whether a key, in snake case, is one of them.
pub fn is_tie(key: &str) -> bool {
    CHANGES.iter().chain(&RELATED).any(|name| *name == key)
}
