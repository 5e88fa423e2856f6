//! Fields of teams and persons.

use super::{
    Field, Shape,
    parts::{ALIASES, CALENDAR},
};

const ROLE: Field = Field::new("role", Shape::Text, "What they do in the program.", "Backend");
const CONTACT: Field = Field::new("contact", Shape::Text, "Where they can be reached.", "\"#backend\"");
const MEMBERS: Field = Field::new("members", Shape::List(&Shape::Party), "Who belongs to it.", "[ines]");
/// How much somebody can do at a time.
pub const CAPACITY: Field = Field::new(
    "capacity",
    Shape::Count(1),
    "How many milestones at a time they can work on; more than that is told.",
    "2",
);

/// A team.
pub const TEAM: &[Field] = &[ROLE, CONTACT, MEMBERS, CALENDAR, CAPACITY];
/// A person.
pub const PERSON: &[Field] = TEAM;
/// An entry of `agents` in the settings.
pub const AGENT: &[Field] = &[
    Field::new("id", Shape::Id, "The name by which files call them.", "ines").required(),
    ALIASES,
    Field::new("name", Shape::Text, "What people call them.", "Ines Varga"),
    ROLE,
    CONTACT,
    CALENDAR,
    CAPACITY,
];
