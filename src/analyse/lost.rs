//! Which fields have a say in how a thing stands, so that nobody can be sure of that when one of them is lost.

use crate::model::Lost;

/// Fields on which no color and no date depends, in the settings and anywhere else.
const HARMLESS: [&str; 35] = [
    // of the settings
    "base_url",
    "repository",
    "theme",
    "agents",
    "fields",
    "forecast",
    "runs",
    "seed",
    "distribution",
    "sprint_length",
    // of things
    "title",
    "name",
    "role",
    "contact",
    "text",
    "note",
    "goal",
    "phase",
    "services",
    "tasks",
    "category",
    "cause",
    "event",
    "effect",
    "response",
    "proximity",
    "version",
    "lifecycle",
    "priority",
    "workaround",
    "review_by",
    "consulted",
    "informed",
    "decision_makers",
    "deciders",
];

/// Whether a color or a date may be what it is because a field is lost.
pub(super) fn bears_on_status(lost: &Lost) -> bool {
    !HARMLESS.contains(&lost.field.as_str())
}
