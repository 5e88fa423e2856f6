//! Repositories as others keep them, read under the settings that are proposed for them.

use std::fmt::Write as _;

use super::*;
use crate::{load::survey::under::Under, model::Entity, world::Memory};

/// What is read of files that lie in a folder: each thing with kind, id, title, where it stands, day and people; then the
/// codes of what is found wrong.
fn adopted(content: &str, files: &[(&str, &str)]) -> String {
    let files = files.iter().map(|(path, text)| (format!("{content}/{path}"), (*text).to_owned()));
    let files: Vec<(String, String)> = files.collect();
    let world =
        Memory::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("clean paths");
    let content = ProjectPath::new(content).expect("a clean path");
    let found = survey(&world, &content, "Theirs", "2026-01-05");
    assert!(found.settings.lines().count() <= 12, "{}", found.settings);
    let program = load(&Under { world: &world, settings: &found.settings }, &content).program;
    let mut text = String::new();
    for subject in program.subjects().filter(|subject| !matches!(subject, Subject::Party(_))) {
        let head = program.head(subject);
        let _ = write!(text, "{} {}: {}", program.kind(subject).word(), head.id, head.title);
        text.push_str(&said(&program, subject));
        text.push('\n');
    }
    for (code, _, count, _) in &found.findings {
        let _ = writeln!(text, "{code} {count}");
    }
    text
}

fn said(program: &Program, subject: Subject) -> String {
    let mut said = Vec::new();
    match subject {
        Subject::Decision(key) => {
            let decision = &program.decisions[key];
            said.extend(decision.status.as_ref().map(|status| status.value.word().to_owned()));
            said.extend(decision.date.as_ref().map(|date| date.value.to_string()));
            said.extend(decision.makers.iter().chain(&decision.authors).map(|who| who.name.to_string()));
            let ids = decision.supersedes.iter().map(|other| &program.decisions[other.value].head().id);
            said.extend(ids.map(|id| format!("supersedes {id}")));
            let ids = decision.superseded_by.iter().map(|by| &program.decisions[by.value].head().id);
            said.extend(ids.map(|id| format!("superseded by {id}")));
        }
        Subject::Milestone(key) => {
            let row = &program.milestones[key];
            let facts = &row.history.base;
            said.extend(facts.status.as_ref().map(|status| status.value.word().to_owned()));
            said.extend(facts.owner.as_ref().map(|owner| owner.value.name.to_string()));
            let waits = row.depends_on.iter().flat_map(|on| on.milestones());
            said.extend(waits.map(|on| format!("waits for {}", program.milestones[*on].head().id)));
        }
        Subject::Task(key) => {
            let row = &program.tasks[key];
            said.extend(row.status.as_ref().map(|status| status.word().to_owned()));
            said.extend(row.assigned_to.as_ref().map(|who| who.name.to_string()));
        }
        _ => {}
    }
    if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
}

#[test]
fn numbered_proposals_in_a_folder_of_their_own() {
    let first = "---\nPEP: 7\nTitle: Style of the code\nAuthor: Ada Roe <ada@code.example>, Bo Lind\nStatus: Final\n\
                 Type: Process\nCreated: 05-Jul-2011\n---\n\n# Abstract\n\nText.\n\n# Motivation\n";
    let second = "---\nPEP: 12\nTitle: Matching\nAuthor: Bo Lind\nStatus: Accepted\nType: Standards Track\n\
                  Created: 12-Sep-2020\nRequires: 7\n---\n\n# Abstract\n";
    let third =
        "---\nPEP: 13\nTitle: Old matching\nAuthor: Bo Lind\nStatus: Withdrawn\nType: Standards Track\n---\n";
    insta::assert_snapshot!(adopted(
        "peps",
        &[("pep-0007.md", first), ("pep-0012.md", second), ("pep-0013.md", third)]
    ));
}

#[test]
fn proposals_with_a_file_beside_the_text() {
    let text = "# KEP-752: Slices\n\n## Summary\n\nText.\n";
    let beside = "title: Slices\nkep-number: 752\nauthors:\n  - \"@ada\"\nowning-sig: sig-net\nstatus: implemented\n\
                  stage: stable\ncreation-date: 2021-02-03\n";
    let other = "title: Checkpoints\nkep-number: 2008\nauthors:\n  - \"@bo\"\nowning-sig: sig-node\nstatus: provisional\n\
                 stage: alpha\n";
    insta::assert_snapshot!(adopted(
        "keps",
        &[
            ("sig-net/752-slices/README.md", text),
            ("sig-net/752-slices/kep.yaml", beside),
            ("sig-node/2008-checkpoints/README.md", "# KEP-2008: Checkpoints\n"),
            ("sig-node/2008-checkpoints/kep.yaml", other),
        ]
    ));
}

#[test]
fn requests_for_comment_with_a_table_or_a_state() {
    let table = |status: &str| {
        format!(
            "| | |\n|---|---|\n| **Status** | {status} |\n| **Author(s)** | Kim Ray (@kim) |\n| **Created** | 2023-02-01 |\n"
        )
    };
    let (done, draft) = (table("Implemented"), table("Draft"));
    let (done, draft) =
        (format!("# RFC 001: Layers\n\n{done}\n## Summary\n"), format!("# RFC 002: Router\n\n{draft}\n"));
    let rfcs = adopted("rfcs", &[("001-layers/README.md", &done), ("002-router/README.md", &draft)]);
    let state = |state: &str| {
        format!("---\nauthors: Jess Ro <jess@rack.example>\nstate: {state}\nlabels: process\n---\n\n")
    };
    let states = ["published", "discussion", "ideation", "abandoned", "committed"];
    let texts: Vec<(String, String)> = states
        .iter()
        .zip(1..)
        .map(|(word, n)| (format!("000{n}/README.md"), format!("{}# RFD {n} Title {n}\n", state(word))))
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    insta::assert_snapshot!(format!("{rfcs}\n{}", adopted("rfd", &texts)));
}

#[test]
fn texts_whose_sections_are_of_the_first_level_are_called_by_their_files() {
    let text = "- Start Date: 2014-03-11\n- RFC PR: [1](https://forge.example/1)\n\n# Summary\n\nText.\n\n# Motivation\n\nMore.\n";
    insta::assert_snapshot!(adopted(
        "text",
        &[("0001-private-fields.md", text), ("one.md", "# Summary\n\nAlone.\n")]
    ));
}

#[test]
fn a_log_of_decisions_in_many_forms() {
    let table = "# ADR 001: Use Kafka\n\n| Status | Accepted |\n| --- | --- |\n| Date | 12 March 2021 |\n| Owner | Lena Fox |\n";
    let bold = "# ADR 002: Use Avro\n\n**Status:** Superseded by ADR 003\n\n**Date:** March 15, 2021\n\n**Authors:** Lena Fox, Max Kim\n";
    let bare = "# ADR 003: Use Protobuf\n\nStatus: APPROVED\nDate: 2021/04/02\nSupersedes: ADR 002\n";
    let section = "# ADR-004 - Use X\n\n## Status\n\n🟢 Accepted on 2021-05-01\n\n## Context\n";
    let metadata = "# ADR 005 – Why Y?\n\n## Metadata\n\n- **Status**: In Review\n- **Created**: 3 Jun 2021\n\
                    - **Decision makers**: @lena, @max\n\n## Context\n\n- **Status**: of something else\n";
    let template =
        "# [short title]\n\n* Status: [proposed | accepted | superseded by [ADR-0005](0005-example.md)]\n";
    insta::assert_snapshot!(adopted(
        "architecture-decisions",
        &[
            ("adr_001_use_kafka.md", table),
            ("adr_002_use_avro.md", bold),
            ("adr_003_use_protobuf.md", bare),
            ("adr_004_use_x.md", section),
            ("adr_005_y.md", metadata),
            ("template.md", template),
        ]
    ));
}

#[test]
fn a_log_of_decisions_that_is_told_in_quotes_tables_and_sections() {
    let quoted = "# ADR — Fire the kiln by wood\n\n> **Version:** 2\n> **Status:** accepted · **Date:** 2026-03-02\n>\n\
                  > Not to be mixed up with what was **Rejected:** gas.\n\n## Context\n";
    let noted = "# 2. Stack the shelves\n\n> **Superseded by [3](0003-rails.md):** see there.\n\n## Status\n\nProposed\n";
    let section = "# Architecture Decision Record (ADR)\n\n## Title\n\nLay rails\n\n## Status\n\n- Accepted\n\
                   - Date: 2026-03-04\n- Supersedes: N/A\n- Superseded by: N/A\n\n## Context\n";
    let linked = "# 4. Weigh the clay\n\n* Status: superseded by [5](0005-sieve.md) <!-- optional -->\n\
                  * Deciders: @ines, @teo\n* Date: [2026-03-05](https://forge.example/5) <!-- optional -->\n";
    let related = "# ADR-0005 | Sieve it\n\n**Status:** Accepted **Date:** 2026-03-06\n\n- Decision owners: Workshop / Office\n\
                   - Related ADRs: ADR-0004、ADR-0001-x\n";
    let foreign = "# 6. Marken\n\n| Feld | Wert |\n|---|---|\n| Status | Accepted |\n| Date | 2026-03-07 |\n";
    let nameless = "| Status | Date | Author(s) |\n|---|---|---|\n| Accepted | 2026-03-08 | [@uta](https://forge.example/uta) |\n\n## Context\n";
    let macros = "---\nadr_status: Accepted\nupdated: 2026-03-09\naccepted-by: uta\nsuperseded-by: docs/adr/0005-sieve.md\n---\n\
                  # 8. Glaze twice\n\nStatus: {{ page.meta.adr_status }}\n";
    insta::assert_snapshot!(adopted(
        "docs",
        &[
            ("adr/000-index.md", "# Our decisions\n\n- [1](adr-fire.md)\n"),
            ("adr/adr-fire.md", quoted),
            ("adr/0002-stack.md", noted),
            ("adr/0003-rails.md", section),
            ("adr/0004-weigh.md", linked),
            ("adr/0005-sieve.md", related),
            ("adr/0006-marken.md", foreign),
            ("adr/0007-roll-it-thin.md", nameless),
            ("adr/0008-glaze.md", macros),
        ]
    ));
}

#[test]
fn numbered_texts_that_say_what_proposals_say_are_decisions() {
    let begun = |day: &str| {
        format!(
            "- Feature Name: `glaze`\n- Start Date: {day}\n- RFC PR: [kiln/rfcs#7](https://forge.example/7)\n- Kiln Issue: n/a\n\n\
             # Summary\n\nStatus: accepted, says the prose.\n\n# Motivation\n"
        )
    };
    let (one, two) = (begun("2024-03-11"), begun("(fill me in with the day, YYYY-MM-DD)"));
    let texts = adopted(
        "text",
        &[
            ("0007-two-glazes.md", &one),
            ("0012-ash.md", &two),
            ("0000-template.md", &two),
            ("README.md", "# RFCs\n"),
        ],
    );
    let linked = |number: &str, status: &str| {
        format!(
            "# Use `ash` {number}\n\n* Proposal: [KE-{number}]({number}-ash.md)\n* Authors: [Ada Roe](https://forge.example/ada)\n\
             * Status: **{status}**\n\n## Introduction\n"
        )
    };
    let (first, second, third) = (
        linked("0007", "Implemented (Kiln 5.1)"),
        linked("0012", "Active review (May 2...9)"),
        linked("0013", "Simmering"),
    );
    let evolution =
        adopted("proposals", &[("0007-ash.md", &first), ("0012-ash.md", &second), ("0013-ash.md", &third)]);
    let planned = |number: &str| {
        format!(
            "---\ntitle: Shelf {number}\nauthor: Ada Roe\nstatus: Draft\ncreated: 2024-01-02\ntarget: 2024-06-03\n---\n"
        )
    };
    let (a, b) = (planned("1"), planned("2"));
    let plans = adopted("proposals", &[("0001-a.md", &a), ("0002-b.md", &b)]);
    insta::assert_snapshot!(format!("{texts}\n{evolution}\n{plans}"));
}

#[test]
fn numbered_proposals_among_other_texts() {
    let series = |number: &str, status: &str, more: &str| {
        format!(
            "# Kiln RFC {number}: Layers {number}\n\n- Authors: [Ada Roe](ada@code.example), Bo Lind\n- Status: [{status}](/README.md#{status})\n\
             - Since: 2023-05-06\n{more}- Start Date: 2023-01-02\n\n## Summary\n\nText.\n"
        )
    };
    let later =
        series("0009", "ACCEPTED", "- Supersedes: [RFC 0004](../../concepts/0004-layers/README.md)\n");
    let (sooner, other) = (series("0004", "SUPERSEDED", ""), series("0002", "PROPOSED", ""));
    let folders = adopted(
        "docs",
        &[
            ("concepts/0004-layers/README.md", &sooner),
            ("concepts/0002-layers/README.md", &other),
            ("features/0009-layers/README.md", &later),
            ("features/0010-layers/README.md", &other.replace("0002", "0010")),
            ("features/README.md", "# Features\n"),
            ("guide.md", "# A guide\n"),
        ],
    );
    let one = |number: &str, status: &str| {
        format!(
            "# KIP {number}: Wood {number}\n\n- Author(s): @ada, @bo\n- Start Date: 2021-09-27\n- Status: {status}\n\n## Summary\n"
        )
    };
    let (discussed, gone) = (one("40", "In Discussion"), one("15", "Rejected"));
    let root = adopted(
        "kips",
        &[
            ("0040-wood.md", &discussed),
            ("0015-wood.md", &gone),
            ("README.md", "# All\n"),
            ("process.md", "# How we do it\n\nText.\n"),
            ("notes/0001-lunch.md", "# Lunch\n\nText.\n"),
        ],
    );
    insta::assert_snapshot!(format!("{folders}\n{root}"));
}

#[test]
fn records_whose_days_stand_in_a_history_and_proposals_with_letters_in_their_names() {
    let history = "# ADR 4: Split it\n\n## Changelog\n\n* 2020-01-08: Initial version\n* 2020-01-30: Updates from review\n* Updates of words\n\n\
                   ### Glossary\n\n* 2024-01-01\n\n## Context\n\nText.\n\n## Status\n\nACCEPTED Implemented\n";
    let amended = "# 5. Name it\n\n## Status\n\nAmended by [4. Split it](adr-004-split.md)\n";
    let part = "# 6. Lock it\n\n* Status: Superseded by [4](adr-004-split.md) in part: no key is needed\n* Date: 2020-02-03\n";
    let portions =
        "# 7. Paint it\n\n## Status\n\nAccepted — **the colors are superseded by [4](adr-004-split.md)**\n";
    let log = adopted(
        "docs",
        &[
            ("architecture/adr-004-split.md", history),
            ("architecture/adr-005-name.md", amended),
            ("architecture/adr-006-lock.md", part),
            ("architecture/adr-007-paint.md", portions),
            ("architecture/PROCESS.md", "# How\n\nText.\n"),
        ],
    );
    let letters = |status: &str| {
        format!("---\nstatus: {status}\nimplementation: done\n---\n\n# A {status} thing\n\n## Problem\n")
    };
    let (one, two) = (letters("accepted"), letters("proposed"));
    let rfcs = adopted(
        "rfcs-of-ours",
        &[
            ("rfc-022-one.md", &one),
            ("rfc-030-two.md", &two),
            ("guide.md", "# A guide\n\nText.\n"),
            ("rfc-000-template.md", &two),
        ],
    );
    let bare = "# 1. Use X\n\n## Status\n\nAccepted\n";
    let own = adopted("adr", &[("0001-use-x.md", bare), ("0002-use-y.md", bare)]);
    insta::assert_snapshot!(format!("{log}\n{rfcs}\n{own}"));
}

#[test]
fn a_backlog_of_a_tool_and_one_of_another() {
    let task = |id: &str, title: &str, status: &str, waits: &str| {
        format!(
            "---\nid: task-{id}\ntitle: {title}\nstatus: {status}\nassignee:\n  - '@sara'\ncreated_date: '2025-06-01'\n\
                 labels: [cli]\ndependencies: [{waits}]\n---\n\n## Description\n\nText.\n"
        )
    };
    let (one, two) = (task("1", "Set up", "Done", ""), task("2", "Write it", "In Progress", "task-1"));
    let decision =
        "---\nid: decision-1\ntitle: Use Bun\ndate: '2025-06-02'\nstatus: accepted\n---\n## Context\n";
    let backlog = adopted(
        "backlog",
        &[
            ("tasks/task-1 - Set-up.md", &one),
            ("tasks/task-2 - Write-it.md", &two),
            ("decisions/decision-1 - Use-Bun.md", decision),
            ("docs/doc-1 - Notes.md", "---\nid: doc-1\ntitle: Notes\ntype: guide\n---\n"),
        ],
    );
    let issue = |kind: &str, key: &str, words: &str, status: &str| {
        format!(
            "---\ntype: {kind}\nkey: SHOP-{key}\nsummary: {words}\nstatus: {status}\nassignee: Joe Blogg\nstory_points: 5\n---\nText.\n"
        )
    };
    let (epic, story, bug) = (
        issue("Epic", "1", "Checkout", "In Progress"),
        issue("Story", "2", "Cart", "Done"),
        issue("Bug", "3", "Typo", "Won't Do"),
    );
    let issues = adopted("work", &[("1-checkout.md", &epic), ("2-cart.md", &story), ("3-typo.md", &bug)]);
    insta::assert_snapshot!(format!("{backlog}\n{issues}"));
}

#[test]
fn a_vault_of_notes_stays_pages() {
    insta::assert_snapshot!(adopted(
        "vault",
        &[
            ("Home.md", "# Home\n\n[[Projects/Garden|The garden]] and [[Reading list]].\n"),
            (
                "Projects/Garden.md",
                "---\ntags: [home]\nstatus: active\n---\n\nUp to [[Home]]. See [[Soil#Acid soil]].\n"
            ),
            (
                "Projects/Soil.md",
                "---\naliases: [Earth]\n---\n# Soil\n\n## Acid soil\n\nBack to [[Garden]].\n"
            ),
            ("Reading list.md", "Books.\n"),
            ("Daily/2024-03-02.md", "Wrote [[Garden]].\n"),
            (
                "posts/launch.md",
                "+++\ntitle = \"Launch\"\ndate = 2022-03-04T10:00:00Z\ndraft = false\n+++\n\nWe did.\n"
            ),
        ]
    ));
}
