//! Fields of `milepost.yaml`.

use super::{Field, Shape, parts::HEADLINE, people::AGENT, shape::words};
use crate::model::{Distribution, Rag};

/// The settings.
pub const SETTINGS: &[Field] = &[
    Field::new("title", Shape::Text, "What the program is called.", "Harbor lights").required(),
    Field::new("start", Shape::Date, "The first day of the program.", "2026-03-02").required(),
    Field::new(
        "status_date",
        Shape::Date,
        "The day that the site speaks about. Leave it out for today.",
        "2026-03-04",
    ),
    Field::new(
        "agents",
        Shape::List(&Shape::Either(&Shape::Map(AGENT), &Shape::Id)),
        "Who takes part. Where nobody is listed, everybody who is named exists.",
        "[{id: ines, name: Ines Varga}]",
    ),
    HEADLINE,
    Field::new(
        "base_url",
        Shape::Address,
        "Where the site is published; feeds and link previews need it.",
        "https://status.example.org/",
    ),
    Field::new(
        "repository",
        Shape::Address,
        "Where the files are kept: GitHub, GitLab, Codeberg, Gitea; pages link to it.",
        "https://github.com/example/plan",
    ),
    Field::new(
        "edit_url",
        Shape::Address,
        "Where a file is edited, if `repository` does not tell: `{path}` stands for the file, `{branch}` for the branch.",
        "\"https://git.example.org/plan/edit/{branch}/{path}\"",
    ),
    Field::new("branch", Shape::Text, "The branch that is edited.", "main"),
    Field::new("folder", Shape::Text, "Where in the repository the project is.", "docs/plan"),
    Field::new(
        "calendar",
        Shape::Map(CALENDAR),
        "The working days of the program. Monday to Friday, if nothing is said.",
        "{workdays: [mon, tue, wed, thu, fri], holidays: [2026-12-25]}",
    ),
    Field::new(
        "calendars",
        Shape::Keyed(&Shape::Map(CALENDAR)),
        "Other calendars by name; what one does not say is that of the program.",
        "{part-time: {workdays: [mon, tue, wed]}}",
    ),
    Field::new("sprint_length", Shape::Length, "How long a sprint is, for the next one.", "10d"),
    Field::new(
        "thresholds",
        Shape::Map(&[
            Field::new("slip", Shape::Length, "From this slip on a milestone is red.", "3d"),
            Field::new(
                "stale_after",
                Shape::Length,
                "After so long without a report its color is unknown.",
                "10d",
            ),
            Field::new(
                "blocker_sessions",
                Shape::Count(0),
                "After so many sessions a blocker escalates.",
                "3",
            ),
            Field::new(
                "unit_coverage",
                Shape::Percent,
                "The coverage by unit tests that is asked for.",
                "80",
            ),
            Field::new(
                "integration_coverage",
                Shape::Percent,
                "The coverage by integration tests that is asked for.",
                "60",
            ),
            Field::new("behind_amber", Shape::Percent, "So many points behind the plan is amber.", "10"),
            Field::new("behind_red", Shape::Percent, "So many points behind the plan is red.", "25"),
        ]),
        "From where on the rules color.",
        "{slip: 3d, stale_after: 10d}",
    ),
    Field::new(
        "risk_matrix",
        Shape::Map(&[
            Field::new("low", ROW, "Colors of a low probability.", ROW_EXAMPLE).required(),
            Field::new("medium", ROW, "Colors of a medium probability.", ROW_EXAMPLE).required(),
            Field::new("high", ROW, "Colors of a high probability.", ROW_EXAMPLE).required(),
        ]),
        "The color of a risk by its probability and impact; all twelve cells.",
        "{low: {low: green, medium: green, high: amber, critical: red}, medium: {low: green, medium: amber, high: amber, critical: red}, high: {low: amber, medium: amber, high: red, critical: red}}",
    ),
    Field::new(
        "baselines",
        Shape::List(&Shape::Either(&Shape::Map(BASELINE), &Shape::Text)),
        "The baselines there are, oldest first. The last one counts, unless `baseline` names another.",
        "[{name: First plan, approved_on: 2026-02-27, approved_by: ines}, Replan]",
    ),
    Field::new(
        "baseline",
        Shape::Either(&Shape::Map(BASELINE), &Shape::Text),
        "The baseline that counts.",
        "First plan",
    ),
    Field::new(
        "forecast",
        Shape::Map(&[
            Field::new("runs", Shape::Count(1), "How many runs the forecast makes.", "2000"),
            Field::new(
                "seed",
                Shape::Count(0),
                "Where its chances begin: the same seed, the same forecast.",
                "1",
            ),
            Field::new(
                "distribution",
                Shape::Words(words::<Distribution>),
                "How lengths spread between three points.",
                "triangular",
            ),
        ]),
        "How the forecast with risk is made.",
        "{runs: 2000, seed: 1}",
    ),
    Field::new("reporter", Shape::Party, "Who writes the reports; `tpm` if nothing is said.", "ines"),
    Field::new("escalate_to", Shape::Party, "Whom escalations go to; `master` if nothing is said.", "ines"),
    Field::new(
        "theme",
        Shape::Text,
        "The folder below `themes/` whose files take the place of ours.",
        "default",
    ),
    Field::new(
        "fields",
        Shape::Keyed(&Shape::List(&Shape::Text)),
        "Names that your files use in place of ours: ours on the left, yours on the right.",
        "{finish: due_date}",
    ),
    Field::new(
        "kinds",
        Shape::Keyed(&Shape::Text),
        "Which files are what: a word of the field that holds the kind, a folder that ends in `/`, or a name with `*`.",
        "{backlog/: task}",
    ),
    Field::new(
        "statuses",
        Shape::Keyed(&Shape::Value),
        "Your words for how things stand, and ours for them; below the name of a kind for that kind alone.",
        "{Last Call: in_progress}",
    ),
    Field::new(
        "ids",
        Shape::Map(&[
            Field::new(
                "prefixes",
                Shape::Keyed(&Shape::Text),
                "What stands before a number from the name of a file, by kind.",
                "{decision: RFC-}",
            ),
            Field::new(
                "aliases",
                Shape::Keyed(&Shape::Text),
                "Another beginning of the same ids.",
                "{task-: BACK-}",
            ),
        ]),
        "How ids are made and spelled.",
        "{aliases: {task-: BACK-}}",
    ),
    Field::new(
        "people",
        Shape::Keyed(&Shape::List(&Shape::Text)),
        "Other spellings of people who are listed.",
        "{ines: [\"@ines-v\", I. Varga]}",
    ),
    Field::new(
        "ignore",
        Shape::List(&Shape::Text),
        "Keys of other tools, which are shown and never told.",
        "[ordinal, labels]",
    ),
    Field::new(
        "sidecar",
        Shape::Text,
        "The name of the file beside a README that holds its front matter.",
        "proposal.yaml",
    ),
    Field::new(
        "tables",
        Shape::List(&Shape::File),
        "Files below the content folder whose tables list milestones, risks or other things: each row becomes one.",
        "[plan.md]",
    ),
    Field::new(
        "dates",
        Shape::Keyed(&Shape::Date),
        "Days by the names that your files have for them: releases, quarters.",
        "{v2.1: 2026-06-30}",
    ),
];

const CALENDAR: &[Field] = &[
    Field::new(
        "workdays",
        Shape::List(&Shape::Words(weekdays)),
        "The days of the week on which people work.",
        "[mon, tue, wed, thu, fri]",
    ),
    Field::new(
        "holidays",
        Shape::List(&Shape::Either(&Shape::Map(DAY), &Shape::Date)),
        "Days on which nobody works.",
        "[2026-12-25]",
    ),
    Field::new(
        "extra",
        Shape::List(&Shape::Either(&Shape::Map(DAY), &Shape::Date)),
        "Days on which people work all the same.",
        "[2026-12-19]",
    ),
];

const DAY: &[Field] = &[
    Field::new("date", Shape::Date, "The day.", "2026-12-25").required(),
    Field::new("name", Shape::Text, "What it is called.", "Christmas"),
];

const BASELINE: &[Field] = &[
    Field::new("name", Shape::Text, "What it is called.", "First plan"),
    Field::new("approved_on", Shape::Date, "When it was agreed.", "2026-02-27"),
    Field::new("approved_by", Shape::Party, "Who agreed to it.", "ines"),
];

const ROW_EXAMPLE: &str = "{low: green, medium: green, high: amber, critical: red}";
const ROW: Shape = Shape::Map(&[
    Field::new("low", COLOR, "Of a low impact.", "green").required(),
    Field::new("medium", COLOR, "Of a medium impact.", "green").required(),
    Field::new("high", COLOR, "Of a high impact.", "amber").required(),
    Field::new("critical", COLOR, "Of a critical impact.", "red").required(),
]);
const COLOR: Shape = Shape::Words(words::<Rag>);

fn weekdays() -> Vec<&'static str> {
    vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}
