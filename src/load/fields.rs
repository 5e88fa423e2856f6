//! The names of all fields that are read anywhere: by them a line without a colon is known for one that lost it.

use std::{borrow::Cow, collections::BTreeMap};

/// In order of the alphabet.
const FIELDS: &[&str] = &[
    "acknowledged_by",
    "acknowledged_on",
    "actual_finish",
    "actual_start",
    "affects",
    "agents",
    "aliases",
    "approved_by",
    "approved_on",
    "assigned_to",
    "base_url",
    "baseline",
    "baselines",
    "behind_amber",
    "behind_red",
    "blocked_by",
    "blocker_sessions",
    "blocks",
    "branch",
    "by",
    "calendar",
    "calendars",
    "capacity",
    "category",
    "cause",
    "check",
    "children",
    "constraint",
    "consulted",
    "consumers",
    "contact",
    "contract",
    "coverage",
    "criteria",
    "date",
    "dates",
    "deadline",
    "decided_by",
    "decided_on",
    "deciders",
    "decision",
    "decision_makers",
    "definition",
    "delay",
    "depends_on",
    "distribution",
    "done",
    "due",
    "duration",
    "edit_url",
    "effect",
    "enables",
    "end",
    "equals",
    "escalate_to",
    "estimate",
    "event",
    "evidence",
    "expires",
    "extra",
    "fields",
    "file",
    "finish",
    "folder",
    "for",
    "forecast",
    "forecast_finish",
    "gate",
    "goal",
    "hash",
    "headline",
    "holidays",
    "id",
    "ids",
    "ignore",
    "impact",
    "informed",
    "integration",
    "integration_coverage",
    "json",
    "kind",
    "kinds",
    "lag",
    "lifecycle",
    "members",
    "milestone",
    "mitigation",
    "most_likely",
    "name",
    "next_action",
    "no_open",
    "note",
    "on",
    "optimistic",
    "override",
    "owner",
    "parent",
    "people",
    "percent_complete",
    "pessimistic",
    "phase",
    "pointer",
    "prefixes",
    "priority",
    "probability",
    "provider",
    "provides",
    "provides_apis",
    "proximity",
    "rag",
    "raised_by",
    "raised_on",
    "reason",
    "remaining",
    "reporter",
    "repository",
    "required_from",
    "requires",
    "resolved_on",
    "response",
    "review_by",
    "risk_matrix",
    "role",
    "runs",
    "schedule_impact",
    "seed",
    "service",
    "services",
    "sessions",
    "severity",
    "sidecar",
    "signed",
    "since",
    "slip",
    "sprint",
    "sprint_length",
    "sprints",
    "stale_after",
    "start",
    "status",
    "status_date",
    "statuses",
    "subtasks",
    "superseded_by",
    "supersedes",
    "tables",
    "tasks",
    "text",
    "theme",
    "thresholds",
    "title",
    "topics",
    "type",
    "unit",
    "unit_coverage",
    "updates",
    "version",
    "via",
    "waits_for",
    "workaround",
    "workdays",
];

/// Our name of a field, and the names that the content has for it; all in snake case.
pub type FieldMap = BTreeMap<String, Vec<String>>;

/// Whether a word is the name of a field, in any of its spellings.
pub fn is_key(word: &str) -> bool {
    FIELDS.binary_search(&&*snake(word)).is_ok()
}

/// A key in snake case: `depends-on`, `dependsOn` and `Depends On` are `depends_on`; `Author(s)` is `author`.
pub fn snake(key: &str) -> Cow<'_, str> {
    let key = key.trim().trim_end_matches("(s)");
    // As most keys are written.
    if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
        return Cow::Borrowed(key);
    }
    let mut name = String::with_capacity(key.len() + 2);
    let mut after_lower = false;
    for c in key.chars() {
        if c.is_uppercase() && after_lower {
            name.push('_');
        }
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        match c {
            '-' | ' ' => name.push('_'),
            _ => name.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::load::manual;

    #[test]
    fn fields_are_found_in_any_spelling() {
        assert!(FIELDS.is_sorted());
        assert!(is_key("depends-on") && is_key("percentComplete") && is_key("rag"));
        assert!(!is_key("report") && !is_key(""));
    }

    #[test]
    fn the_manual_has_every_field() {
        // The cells of the risk matrix are words of other fields.
        let cells = ["low", "medium", "high", "critical"];
        let paths = manual::paths();
        let names = paths
            .iter()
            .filter_map(|path| path.split_once('.'))
            .filter_map(|(_, path)| path.rsplit('.').next());
        let manual: BTreeSet<&str> = names.filter(|name| !cells.contains(name)).collect();
        assert_eq!(manual, FIELDS.iter().copied().collect());
    }
}
