//! Fields that several kinds share.

use super::{Field, Shape, shape::words};
use crate::model::{
    BlockerType, GateDecision, Impact, Kind, LifeCycle, LinkKind, Mechanism, Probability, Rag, RiskStatus,
    Severity,
};

pub const KIND: Field = Field::new(
    "kind",
    Shape::Words(words::<Kind>),
    "What kind of thing the file is. The folder says it too: `content/milestones/` holds milestones.",
    "milestone",
);
pub const ID: Field = Field::new(
    "id",
    Shape::Id,
    "The name by which other files and addresses call it. Where it is missing, the name of the file stands in.",
    "M1.2",
);
pub const ALIASES: Field = Field::new(
    "aliases",
    Shape::List(&Shape::Id),
    "The ids that it had before. What still names it by one finds it, and the address of its page leads on.",
    "[M1.9]",
);
pub const TITLE: Field = Field::new(
    "title",
    Shape::Text,
    "What people call it. The first heading stands in for it.",
    "Gateway answers",
);
pub const NAME: Field = Field::new(
    "name",
    Shape::Text,
    "What people call them. The first heading stands in for it.",
    "Ines Varga",
);
pub const OWNER: Field = Field::new("owner", Shape::Party, "Who answers for it.", "ines");
pub const NOTE: Field =
    Field::new("note", Shape::Text, "What the reporter says, in words.", "The contract is signed.");
pub const RAG: Field = Field::new(
    "rag",
    Shape::Words(words::<Rag>),
    "The color that its owner gives. A rule may make it worse, never better.",
    "amber",
);
pub const NEXT_ACTION: Field = Field::new(
    "next_action",
    Shape::Either(&Shape::Map(ACTION), &Shape::Text),
    "What is to be done next, by whom, and until when.",
    "{text: Ask for the keys, owner: ines, due: 2026-03-09}",
);
const ACTION: &[Field] = &[
    Field::new("text", Shape::Text, "What is to be done.", "Ask for the keys").required(),
    Field::new("owner", Shape::Party, "Who does it.", "ines"),
    Field::new("due", Shape::Date, "Until when.", "2026-03-09"),
];
pub const OVERRIDE: Field = Field::new(
    "override",
    Shape::Map(&[
        Field::new("rag", Shape::Words(words::<Rag>), "The color to show.", "amber").required(),
        Field::new("reason", Shape::Text, "Why the rules are wrong here.", "Agreed with the sponsor")
            .required(),
        Field::new("by", Shape::Party, "Who takes it upon themselves.", "ines").required(),
        Field::new("expires", Shape::Date, "The last day on which it counts.", "2026-03-13").required(),
    ]),
    "A color against the rules, for a time. It counts with all four keys.",
    "{rag: amber, reason: Agreed with the sponsor, by: ines, expires: 2026-03-13}",
);
pub const DATE: Field = Field::new("date", Shape::Date, "The day of the report.", "2026-03-04").required();
pub const BY: Field =
    Field::new("by", Shape::Party, "Who reports it. Without this it does not count.", "ines").required();
pub const THREE_POINTS: &[Field] = &[
    Field::new("optimistic", Shape::Length, "If all goes well.", "3d").required(),
    Field::new("most_likely", Shape::Length, "As it usually goes.", "5d").required(),
    Field::new("pessimistic", Shape::Length, "If all goes wrong.", "9d").required(),
];
pub const LINK_TYPE: Field = Field::new(
    "type",
    Shape::Words(words::<LinkKind>),
    "Which end waits for which: `FS` finish to start (as without it), `SS`, `FF`, `SF`.",
    "SS",
);
pub const VIA: Field =
    Field::new("via", Shape::Words(words::<Mechanism>), "By which mechanism the two are joined.", "grpc");
pub const FOR: Field = Field::new("for", Shape::Text, "What it is needed for.", "Order events");
pub const PROBABILITY: Field =
    Field::new("probability", Shape::Words(words::<Probability>), "How likely it is.", "medium").required();
pub const IMPACT: Field =
    Field::new("impact", Shape::Words(words::<Impact>), "How bad it would be.", "high").required();
pub const RISK_STATUS: Field = Field::new(
    "status",
    Shape::Words(words::<RiskStatus>),
    "Where it stands. Open as long as nothing is said.",
    "open",
);
pub const SEVERITY: Field =
    Field::new("severity", Shape::Words(words::<Severity>), "How much it hurts.", "high");
pub const BLOCKER_TYPE: Field =
    Field::new("type", Shape::Words(words::<BlockerType>), "What sort of obstacle it is.", "technical");
pub const STATUS: Field = Field::new(
    "status",
    Shape::Words(words::<LifeCycle>),
    "Where it stands. Planned as long as nothing is said.",
    "in_progress",
);
pub const PERCENT: Field =
    Field::new("percent_complete", Shape::Percent, "How much of the work is done.", "40");
pub const DECISION: Field =
    Field::new("decision", Shape::Words(words::<GateDecision>), "What was decided at the gate.", "go");
pub const DECIDED_BY: Field = Field::new("decided_by", Shape::Party, "Who decided.", "ines");
pub const DECIDED_ON: Field = Field::new("decided_on", Shape::Date, "When it was decided.", "2026-03-13");
pub const CALENDAR: Field = Field::new(
    "calendar",
    Shape::Named("calendar"),
    "The days on which work on it goes on; one of `calendars` in the settings.",
    "part-time",
);
pub const HEADLINE: Field = Field::new(
    "headline",
    Shape::Text,
    "The sentence that people read first, in your words. Without it one is made from the facts.",
    "Payment is late; everything else holds.",
);

const THINGS: Shape = Shape::List(&Shape::AnyThing);
const WAITS: Field = Field::new("depends_on", THINGS, "What it waits for.", "[M0]");
const REQUIRES: Field = Field::new("requires", THINGS, "The same as `depends_on`.", "[M0]");
const BLOCKED_BY: Field = Field::new("blocked_by", THINGS, "The same as `depends_on`.", "[M0]");
const WAITS_FOR: Field = Field::new("waits_for", THINGS, "The same as `depends_on`.", "[M0]");
const BLOCKS: Field = Field::new("blocks", THINGS, "What waits for it.", "[M1]");
const ENABLES: Field = Field::new("enables", THINGS, "The same as `blocks`.", "[M1]");
const PARENT: Field = Field::new("parent", Shape::AnyThing, "What it is a part of.", "M1");
const CHILDREN: Field = Field::new("children", THINGS, "What its parts are.", "[T1]");
const SUBTASKS: Field = Field::new("subtasks", THINGS, "The same as `children`.", "[T1]");
/// How things of most kinds relate to others.
pub const RELATIONS: &[Field] =
    &[WAITS, REQUIRES, BLOCKED_BY, WAITS_FOR, BLOCKS, ENABLES, PARENT, CHILDREN, SUBTASKS];
/// The same for kinds that wait in a sense of their own.
pub const OTHER_RELATIONS: &[Field] =
    &[REQUIRES, BLOCKED_BY, WAITS_FOR, BLOCKS, ENABLES, PARENT, CHILDREN, SUBTASKS];
/// The same for kinds that block in a sense of their own.
pub const BUT_BLOCKS: &[Field] =
    &[WAITS, REQUIRES, BLOCKED_BY, WAITS_FOR, ENABLES, PARENT, CHILDREN, SUBTASKS];
