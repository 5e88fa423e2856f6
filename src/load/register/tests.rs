//! Registers in one file, in any order and with any words: every row becomes a thing, and nothing is made up.

use proptest::prelude::*;

use super::*;
use crate::{diag::FileId, load::read_document};

fn host(text: &str) -> Document {
    let path = ProjectPath::new("content/plan.md").expect("clean");
    read_document(FileId(1), path, text.as_bytes()).1
}

/// What is listed: kind, id, and each field as YAML would hold it.
fn told(text: &str) -> Vec<(Kind, String, String)> {
    let text_of = |node: &Node| match &node.value {
        Value::Text(text) => text.clone(),
        value => written(value),
    };
    let one = |listed: Listed| {
        let fields = listed.entries.iter().map(|(key, node)| format!("{}: {}", key.text, text_of(node)));
        (listed.kind, text_of(&listed.id), fields.collect::<Vec<_>>().join(" · "))
    };
    listed(&host(text)).into_iter().map(one).collect()
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| written(&item.value)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let entry = |(key, node): &(MapKey, Node)| format!("{}: {}", key.text, written(&node.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Null => "null".to_owned(),
        Value::Bool(is) => is.to_string(),
    }
}

fn row(kind: Kind, id: &str, fields: &str) -> (Kind, String, String) {
    (kind, id.to_owned(), fields.to_owned())
}

#[test]
fn rows_of_milestones_stand_in_the_phase_of_their_section() {
    let text = "# Plan\n\n## Phase 1: Clay\n**Target**: May | **Gate criteria**: two kilns fired, no cracks.\n\n\
        | Milestone | What | Dependencies |\n|---|---|---|\n| M1 — Pit | dug | None |\n| M2: Kiln | bricks | M1 (clay) |\n\
        \n## Phase 2\n\n| Milestone | Owner | Depends on |\n|---|---|---|\n| **M3** Glaze | ines | M1–M2, Phase 1 complete |\n\
        | Shop |  | All |\n";
    let expected = [
        row(Kind::Phase, "P1", "title: Clay · Target: May · gate: {criteria: [two kilns fired, no cracks]}"),
        row(Kind::Milestone, "M1", "title: Pit · What: dug · phase: P1"),
        row(
            Kind::Milestone,
            "M2",
            "title: Kiln · What: bricks · depends_on: [{on: M1, for: clay}] · phase: P1",
        ),
        row(Kind::Phase, "P2", "title: Phase 2"),
        row(Kind::Milestone, "M3", "title: Glaze · owner: ines · depends_on: [M1..M2, P1] · phase: P2"),
        row(Kind::Milestone, "shop", "title: Shop · depends_on: [*] · phase: P2"),
    ];
    assert_eq!(told(text), expected);
}

#[test]
fn registers_of_risks_are_tables_or_cards() {
    let table = "| Risk ID | Risk | Likelihood | Impact | Owner |\n|---|---|---|---|---|\n| R-1 | Rain | high | low | ines |\n";
    let fields = "title: Rain · probability: high · impact: low · owner: ines";
    assert_eq!(told(table), [row(Kind::Risk, "R-1", fields)]);
    let heading = "# Risks\n\n| # | Description | Status |\n|---|---|---|\n| R-1 | Rain | open |\n";
    assert_eq!(told(heading), [row(Kind::Risk, "R-1", "title: Rain · status: open")]);
    let cards = "```\nRISK-7: Rain\n  Probability: high | Impact: low\n  Description: The clay\n               drowns.\n\nother text\n```\n";
    let fields = "title: Rain · probability: high · impact: low · event: The clay drowns.";
    assert_eq!(told(cards), [row(Kind::Risk, "RISK-7", fields)]);
}

#[test]
fn other_tables_and_code_list_nothing() {
    for text in [
        "| Field | Description |\n|---|---|\n| Risk ID | `RISK-NNN` |\n",
        "| Milestone |\n|---|\n| M1 |\n",
        "| Day | Risk |\n|---|---|\n",
        "```\nM1: a line of a log\n  at work\n```\n",
        "> | Milestone | Owner |\n> |---|---|\n> | M1 | ines |\n",
        "## Phase 1: Clay\n\nText alone.\n",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn places_are_those_of_the_cells() {
    let text = "Größe\r\n\r\n| Milestone | Owner |\r\n|---|---|\r\n| M1 — Öfen | inés |\r\n\r\n- x\r\n\r\n  ```\r\n  RISK-1: Ölé\r\n    Impact: low | Owner: zoë\r\n  ```\r\n";
    let shown = |node: &Node| text[node.span.range()].to_owned();
    let all = listed(&host(text));
    let shown: Vec<String> = all
        .iter()
        .flat_map(|listed| std::iter::once(&listed.id).chain(listed.entries.iter().map(|(_, node)| node)))
        .map(shown)
        .collect();
    assert_eq!(shown, ["M1", "Öfen", "inés", "RISK-1", "Ölé", "low", "zoë"]);
}

proptest! {
    #[test]
    fn any_text_is_looked_at_whole(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        // Signs that no page can show are taken out before a file is read.
        let (text, _) = crate::load::decode(crate::diag::FileId::default(), text.as_bytes());
        for listed in listed(&host(&text)) {
            for node in std::iter::once(&listed.id).chain(listed.entries.iter().map(|(_, node)| node)) {
                prop_assert!(text.get(node.span.range()).is_some(), "{:?} of {text:?}", node.span);
            }
        }
    }
}

const PIECES: [&str; 22] = [
    "| Milestone | Depends on |\n",
    "|---|---|\n",
    "| M1 — é | ",
    "M1–M2",
    "(ö",
    ")",
    "|",
    "\n",
    "\r\n",
    "```\n",
    "RISK-1: ü\n",
    "  Impact: low | Owner: ö\n",
    "    ",
    "\t",
    "## Phase 1: ä\n",
    "**Gate**: ñ, é.",
    "`",
    "> ",
    "- ",
    "&amp;",
    "\\|",
    "\u{feff}",
];
