//! Fields of phases, milestones, sprints and tasks.

use super::{Field, Shape, parts::*, shape::words};
use crate::model::{ConstraintKind, Kind, Priority, Severity, TaskStatus};

/// A phase.
pub const PHASE: &[Field] = &[
    OWNER,
    Field::new(
        "sprints",
        Shape::List(&Shape::Thing(Kind::Sprint)),
        "The sprints of the phase.",
        "[sprint-01]",
    ),
    Field::new(
        "gate",
        Shape::Map(GATE),
        "How the phase ends: what has to be so, and what was decided.",
        "{criteria: [{id: C1, text: It runs, check: {done: [M1]}}], decision: pending}",
    ),
    Field::new(
        "updates",
        Shape::List(&Shape::Map(GATE_UPDATE)),
        "What was reported of the gate, oldest first.",
        "[{date: 2026-03-13, by: ines, decision: go, decided_by: ines, decided_on: 2026-03-13}]",
    ),
];

const GATE_UPDATE: &[Field] = &[DATE, BY, NOTE, DECISION, DECIDED_BY, DECIDED_ON];

const GATE: &[Field] = &[
    Field::new(
        "criteria",
        Shape::List(&Shape::Either(&Shape::Map(CRITERION), &Shape::Text)),
        "What has to be so for the phase to end.",
        "[{id: C1, text: It runs, check: {done: [M1]}}]",
    ),
    DECISION,
    DECIDED_BY,
    DECIDED_ON,
    Field::new(
        "updates",
        Shape::List(&Shape::Map(GATE_UPDATE)),
        "What was reported of the gate, oldest first.",
        "[{date: 2026-03-13, by: ines, decision: go}]",
    ),
];

const CRITERION: &[Field] = &[
    Field::new("id", Shape::Id, "A short name; without one it is numbered.", "C1"),
    Field::new("text", Shape::Text, "What has to be so, in words.", "It runs").required(),
    Field::new("check", Shape::Map(CHECK), "What shows that it is so; exactly one key.", "{done: [M1]}")
        .required(),
    Field::new(
        "evidence",
        Shape::Text,
        "Words, a link, or the path of a file that shows it.",
        "Signed on paper",
    ),
    Field::new(
        "since",
        Shape::Date,
        "The day from which the evidence is there; without it, a file counts from the status date on, and for no day before.",
        "2026-03-05",
    ),
    Field::new("expires", Shape::Date, "The last day on which it holds.", "2026-06-30"),
];

const CHECK: &[Field] = &[
    Field::new("done", Shape::List(&Shape::Thing(Kind::Milestone)), "These milestones are done.", "[M1]"),
    Field::new(
        "coverage",
        Shape::Map(&[
            Field::new("service", Shape::Thing(Kind::Service), "Of which service.", "gateway").required(),
            Field::new("unit", Shape::Percent, "At least this much by unit tests.", "80"),
            Field::new("integration", Shape::Percent, "At least this much by integration tests.", "60"),
        ]),
        "The newest measurement of a service reaches these shares.",
        "{service: gateway, unit: 80}",
    ),
    Field::new(
        "no_open",
        Shape::Either(
            &Shape::Map(&[
                Field::new("kind", Shape::Words(open_kinds), "What must not be open.", "blocker").required(),
                Field::new("severity", Shape::Words(words::<Severity>), "From this severity on.", "high"),
            ]),
            &Shape::Words(open_kinds),
        ),
        "No risk or blocker of the phase is open.",
        "{kind: blocker, severity: high}",
    ),
    Field::new(
        "contract",
        Shape::List(&Shape::Thing(Kind::Contract)),
        "All who use these contracts have acknowledged them as they are now.",
        "[orders-api]",
    ),
    Field::new("file", Shape::File, "This file exists.", "evidence/report.json"),
    Field::new(
        "json",
        Shape::Map(&[
            Field::new("file", Shape::File, "A JSON file below the content folder.", "evidence/report.json")
                .required(),
            Field::new("pointer", Shape::Text, "Where in it to look (RFC 6901).", "/failed").required(),
            Field::new("equals", Shape::Value, "What has to stand there.", "0").required(),
        ]),
        "A value in a JSON file is this.",
        "{file: evidence/report.json, pointer: /failed, equals: 0}",
    ),
    Field::new(
        "signed",
        Shape::Either(
            &Shape::Map(&[
                Field::new("by", Shape::Party, "Who signed.", "ines").required(),
                Field::new("on", Shape::Date, "When. Without a day it is not signed yet.", "2026-03-13"),
            ]),
            &Shape::Party,
        ),
        "Somebody signed.",
        "{by: ines, on: 2026-03-13}",
    ),
];

fn open_kinds() -> Vec<&'static str> {
    vec!["risk", "blocker"]
}

/// A milestone.
pub const MILESTONE: &[Field] = &[
    Field::new("phase", Shape::Thing(Kind::Phase), "The phase it belongs to.", "P1").required(),
    Field::new("sprint", Shape::Thing(Kind::Sprint), "The sprint it is planned for.", "sprint-01"),
    OWNER,
    Field::new("duration", Shape::Length, "How long the work takes.", "5d"),
    Field::new(
        "estimate",
        Shape::Map(THREE_POINTS),
        "Three points, where the length is uncertain; the forecast spreads over them.",
        "{optimistic: 3d, most_likely: 5d, pessimistic: 9d}",
    ),
    Field::new(
        "depends_on",
        Shape::List(&Shape::Either(&Shape::Map(DEPENDENCY), &Shape::Thing(Kind::Milestone))),
        "What it waits for: milestones, or phases, which means their gates.",
        "[{on: M0, type: SS, lag: 2d}]",
    ),
    Field::new("start", Shape::Date, "The planned start: its baseline.", "2026-03-02"),
    Field::new("finish", Shape::Date, "The planned finish: its baseline.", "2026-03-06"),
    Field::new(
        "baselines",
        Shape::Keyed(&Shape::Map(&[
            Field::new("start", Shape::Date, "Its start in that baseline.", "2026-03-02"),
            Field::new("finish", Shape::Date, "Its finish in that baseline.", "2026-03-06"),
        ])),
        "Its dates in baselines that the settings declare.",
        "{Replan: {start: 2026-03-02, finish: 2026-03-06}}",
    ),
    Field::new("deadline", Shape::Date, "The last day on which it may finish; red beyond it.", "2026-03-20"),
    Field::new(
        "constraint",
        Shape::List(&Shape::Map(&[
            Field::new(
                "type",
                Shape::Words(words::<ConstraintKind>),
                "What is bound: `SNET` start no earlier than, `FNLT` finish no later than, and so on.",
                "SNET",
            )
            .required(),
            Field::new("date", Shape::Date, "The day.", "2026-03-02").required(),
        ])),
        "A bound on its start or finish.",
        "{type: SNET, date: 2026-03-02}",
    ),
    CALENDAR,
    Field::new(
        "services",
        Shape::List(&Shape::Thing(Kind::Service)),
        "The services it works on.",
        "[gateway]",
    ),
    Field::new("tasks", Shape::List(&Shape::Thing(Kind::Task)), "Its tasks.", "[T1]"),
    STATUS,
    PERCENT,
    RAG,
    OVERRIDE,
    NOTE,
    NEXT_ACTION,
    FORECAST_FINISH,
    REMAINING,
    ACTUAL_START,
    ACTUAL_FINISH,
    Field::new(
        "updates",
        Shape::List(&Shape::Map(MILESTONE_UPDATE)),
        "What was reported, oldest first. Each report lies over the ones before it.",
        "[{date: 2026-03-04, by: ines, status: in_progress, actual_start: 2026-03-02, percent_complete: 40}]",
    ),
];

const FORECAST_FINISH: Field =
    Field::new("forecast_finish", Shape::Date, "When its owner thinks it will be done.", "2026-03-09");
const REMAINING: Field = Field::new("remaining", Shape::Length, "How much work is left.", "3d");
const ACTUAL_START: Field = Field::new("actual_start", Shape::Date, "The day it was begun.", "2026-03-02");
const ACTUAL_FINISH: Field = Field::new("actual_finish", Shape::Date, "The day it was done.", "2026-03-04");

const MILESTONE_UPDATE: &[Field] = &[
    DATE,
    BY,
    NOTE,
    STATUS,
    PERCENT,
    RAG,
    OVERRIDE,
    OWNER,
    NEXT_ACTION,
    FORECAST_FINISH,
    REMAINING,
    ACTUAL_START,
    ACTUAL_FINISH,
];

const DEPENDENCY: &[Field] = &[
    Field::new("on", Shape::Thing(Kind::Milestone), "What is waited for.", "M0").required(),
    LINK_TYPE,
    Field::new("lag", Shape::Lag, "How long after that; negative is a lead.", "2d"),
    VIA,
    Field::new("contract", Shape::Thing(Kind::Contract), "By which contract.", "orders-api"),
    FOR,
];

/// A sprint.
pub const SPRINT: &[Field] = &[
    Field::new("start", Shape::Date, "Its first day.", "2026-03-02").required(),
    Field::new("end", Shape::Date, "Its last day.", "2026-03-13").required(),
    Field::new("phase", Shape::Thing(Kind::Phase), "The phase it belongs to.", "P1"),
    Field::new("goal", Shape::Text, "What it is for.", "The gateway answers"),
    HEADLINE,
];

/// A task.
pub const TASK: &[Field] = &[
    Field::new("assigned_to", Shape::Party, "Who does it.", "ines"),
    Field::new("milestone", Shape::Thing(Kind::Milestone), "The milestone it is part of.", "M1"),
    Field::new("sprint", Shape::Thing(Kind::Sprint), "The sprint it is planned for.", "sprint-01"),
    Field::new("priority", Shape::Words(words::<Priority>), "How urgent it is.", "high"),
    Field::new("status", Shape::Words(words::<TaskStatus>), "Where it stands.", "in_progress"),
    PERCENT,
];
