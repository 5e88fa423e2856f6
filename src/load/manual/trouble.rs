//! Fields of risks, blockers and decisions.

use super::{Field, Shape, parts::*, shape::words};
use crate::model::{Kind, RiskCategory};

const THINGS: Shape = Shape::List(&Shape::AnyThing);

/// A risk.
pub const RISK: &[Field] = &[
    Field::new("category", Shape::Words(words::<RiskCategory>), "What sort of risk it is.", "technical")
        .required(),
    PROBABILITY,
    IMPACT,
    OWNER,
    RISK_STATUS,
    RAG,
    Field::new("affects", THINGS, "What would suffer.", "[M1]"),
    Field::new("cause", Shape::Text, "Because of this …", "One supplier"),
    Field::new("event", Shape::Text, "… this may happen …", "It fails"),
    Field::new("effect", Shape::Text, "… and lead to this.", "No parts for a month"),
    MITIGATION,
    Field::new("response", Shape::Text, "How it is met: avoid, reduce, transfer, accept.", "reduce"),
    Field::new("proximity", Shape::Text, "When it could happen.", "within two sprints"),
    Field::new("raised_on", Shape::Date, "Since when it is known.", "2026-03-02"),
    Field::new("review_by", Shape::Date, "When it has to be looked at again.", "2026-03-20"),
    Field::new(
        "schedule_impact",
        Shape::Map(&[
            Field::new("probability", Shape::Share, "How likely the delay is.", "0.3").required(),
            Field::new(
                "delay",
                Shape::Either(&Shape::Map(THREE_POINTS), &Shape::Length),
                "How long it would be.",
                "5d",
            )
            .required(),
            Field::new("on", Shape::Thing(Kind::Milestone), "The milestone that would be late.", "M1")
                .required(),
        ]),
        "What it would do to the schedule; the forecast counts it in.",
        "{probability: 0.3, delay: 5d, on: M1}",
    ),
    NOTE,
    NEXT_ACTION,
    Field::new(
        "updates",
        Shape::List(&Shape::Map(&[
            DATE,
            BY,
            NOTE,
            Field { required: false, ..PROBABILITY },
            Field { required: false, ..IMPACT },
            RISK_STATUS,
            RAG,
            MITIGATION,
            OWNER,
            NEXT_ACTION,
        ])),
        "What was reported, oldest first.",
        "[{date: 2026-03-04, by: ines, probability: low}]",
    ),
];

const MITIGATION: Field =
    Field::new("mitigation", Shape::Text, "What is done about it.", "A second supplier by May");

/// A blocker.
pub const BLOCKER: &[Field] = &[
    SEVERITY,
    Field::new("raised_on", Shape::Date, "Since when it stands in the way.", "2026-03-02").required(),
    Field::new("raised_by", Shape::Party, "Who raised it.", "ines"),
    Field::new("required_from", Shape::Party, "Who has to act.", "ines"),
    Field::new("blocks", THINGS, "What it holds up.", "[M1]"),
    BLOCKER_TYPE,
    Field::new("workaround", Shape::Text, "What is done in the meantime.", "Test against a stub"),
    Field::new(
        "sessions",
        Shape::List(&Shape::Date),
        "The days on which it was worked on; after some it escalates.",
        "[2026-03-03, 2026-03-04]",
    ),
    RESOLVED_ON,
    NOTE,
    NEXT_ACTION,
    Field::new(
        "updates",
        Shape::List(&Shape::Map(&[
            DATE,
            BY,
            NOTE,
            SEVERITY,
            Field::new("required_from", Shape::Party, "Who has to act now.", "ines"),
            RESOLVED_ON,
            NEXT_ACTION,
        ])),
        "What was reported, oldest first.",
        "[{date: 2026-03-04, by: ines, severity: medium}]",
    ),
];

const RESOLVED_ON: Field =
    Field::new("resolved_on", Shape::Date, "The day it was resolved. Until then it is open.", "2026-03-05");

/// A decision. MADR and Nygard's form are read out of the text too.
pub const DECISION: &[Field] = &[
    Field::new(
        "status",
        Shape::Text,
        "`proposed`, `accepted`, `rejected`, `deprecated` or `superseded`, with day or successor if you like.",
        "accepted",
    ),
    Field::new("date", Shape::Date, "When it was last changed.", "2026-03-02"),
    Field::new("deciders", Shape::List(&Shape::Party), "Who decided (MADR 2 and 3).", "[ines]"),
    Field::new("decision_makers", Shape::List(&Shape::Party), "Who decided (MADR 4).", "[ines]"),
    Field::new("consulted", Shape::List(&Shape::Party), "Who was asked.", "[ines]"),
    Field::new("informed", Shape::List(&Shape::Party), "Who was told.", "[ines]"),
    Field::new(
        "supersedes",
        Shape::List(&Shape::Thing(Kind::Decision)),
        "The decisions it replaces.",
        "[D0]",
    ),
    Field::new("superseded_by", Shape::Thing(Kind::Decision), "The decision that replaces it.", "D2"),
    Field::new("affects", THINGS, "What it is about.", "[M1]"),
    Field::new("blocks", THINGS, "What waits for it to be decided.", "[M1]"),
];
