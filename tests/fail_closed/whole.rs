//! A project in which every field of every kind is written, and nothing is wrong.
//!
//! In the texts, `<a|b>` is a choice of values, the first of which is taken where no dice are rolled, and a line that
//! begins with `?` may be left out, with those that are indented below it.

use super::{
    project::{Files, hash},
    seeds::Dice,
};

/// Path and text of each file.
const FILES: &[(&str, &str)] = &[
    (
        "milepost.yaml",
        "title: Bakery
start: 2026-03-02
status_date: 2026-03-18
base_url: https://bakery.example/
repository: https://git.example/bakery
branch: main
folder: plan
sprint_length: 10d
calendar:
  workdays: [mon, tue, wed, thu, fri]
  holidays: [2026-04-06]
  extra: [2026-04-11]
calendars:
  short: {workdays: [mon, tue, wed, thu]}
thresholds:
  slip: 3d
  stale_after: 10d
  blocker_sessions: 2
  unit_coverage: 80
  integration_coverage: 60
  behind_amber: 10
  behind_red: 25
risk_matrix:
  low: {low: green, medium: green, high: amber, critical: red}
  medium: {low: green, medium: amber, high: amber, critical: red}
  high: {low: amber, medium: amber, high: red, critical: red}
baselines:
  - {name: First, approved_on: 2026-02-20, approved_by: ada}
  - {name: Second, approved_on: 2026-03-02, approved_by: ada}
baseline: Second
forecast: {runs: 50, seed: 7, distribution: pert}
reporter: bo
escalate_to: ada
agents:
  - {id: ada, name: Ada Lind, role: lead, contact: the office}
  - {id: bo, name: Bo Krog, role: baker, calendar: short, capacity: 2}
",
    ),
    (
        "content/phases/p1.md",
        "---
id: P1
title: Open the shop
owner: ada
sprints: [S1, S2]
gate:
  criteria:
    - {id: C1, text: Bread sells, check: {done: [M2]}}
    - id: C2
      text: Tested
      check: {coverage: {service: oven, unit: 80, integration: 60}}
    - {id: C3, text: Free, check: {no_open: {kind: blocker, severity: <high|low>}}}
    - {id: C4, text: Agreed, check: {contract: [bread]}}
    - {id: C5, text: Signed, check: {signed: {by: ada, on: <2026-03-17|2026-02-27>}}, evidence: The minutes}
    - {id: C6, text: Written, check: {file: content/bread.yaml}, expires: <2026-09-01|2026-03-10>}
    - {id: C7, text: Proven, check: {json: {file: content/proof.json, pointer: /failed, equals: <0|1>}}}
  ?updates:
    - {date: 2026-03-16, by: ada, decision: <pending|go|no_go|conditional>, decided_by: ada, decided_on: 2026-03-16}
---
One shop.
",
    ),
    (
        "content/phases/p2.md",
        "---
id: P2
title: Clear the site
owner: ada
gate:
  criteria:
    - {id: D1, text: All is gone, check: {done: [M0]}}
  decision: <go|pending|no_go|conditional>
  decided_by: ada
  decided_on: 2026-03-06
---
Old walls.
",
    ),
    (
        "content/milestones/m0.md",
        "---
id: M0
title: Ground
phase: P2
owner: bo
duration: 4d
start: 2026-03-02
finish: 2026-03-05
status: <done|in_progress|planned>
percent_complete: <100|60>
actual_start: 2026-03-02
actual_finish: <2026-03-05|2026-03-12>
?updates:
  - date: 2026-03-06
    by: ada
    status: <done|in_progress|cancelled>
    percent_complete: 100
    note: It is flat.
---
Flat.
",
    ),
    (
        "content/milestones/m1.md",
        "---
id: M1
title: Oven
phase: P1
owner: bo
services: [oven]
tasks: [task_6f1d2c1e-8c55-4a3e-9a53-0c6d6f2f5b11]
duration: 14d
start: 2026-03-02
finish: 2026-03-24
?baselines: {First: {start: 2026-03-02, finish: <2026-03-24|2026-03-12>}}
?deadline: <2026-04-10|2026-03-20>
?constraint: {type: <SNET|FNLT|MSO>, date: 2026-03-02}
depends_on: [{on: M0, type: SS, lag: <0d|-2d|1d>}]
sprint: S1
calendar: short
status: planned
updates:
  - date: 2026-03-04
    by: bo
    status: in_progress
    percent_complete: <10|60>
    actual_start: 2026-03-02
    ?rag: <green|amber|red>
    note: Begun.
    next_action: {text: Lay the bricks, owner: bo, due: 2026-03-24}
  - date: 2026-03-17
    by: <bo|ada>
    ?status: <in_progress|blocked|done>
    percent_complete: <90|40|100>
    ?remaining: <2d|9d>
    ?forecast_finish: <2026-03-19|2026-04-02>
    ?owner: bo
    ?rag: <green|amber|red>
    ?override: {rag: <green|red>, reason: The bricks came, by: ada, expires: <2026-03-31|2026-03-17>}
    note: The bricks are in.
---
Stone and steel.
",
    ),
    (
        "content/milestones/m2.md",
        "---
id: M2
title: Bread
phase: P1
owner: ada
estimate: {optimistic: 3d, most_likely: 5d, pessimistic: 9d}
start: 2026-03-25
finish: 2026-04-07
depends_on:
  - on: M1
    type: <FS|FF>
    lag: 0d
    via: http
    contract: bread
    for: the heat
sprint: S2
?status: <planned|in_progress>
---
Rye and wheat.
",
    ),
    ("content/sprints/s1.md", "---\nid: S1\nstart: 2026-03-02\nend: 2026-03-13\nphase: P1\ngoal: The oven stands.\n---\nBricks.\n"),
    ("content/sprints/s2.md", "---\nid: S2\nstart: 2026-03-16\nend: 2026-04-10\nphase: P1\ngoal: The oven is warm.\n---\nFire.\n"),
    (
        "content/risks/r1.md",
        "---
id: R1
title: Wet flour
category: technical
probability: <low|medium|high>
impact: <medium|low|high|critical>
rag: green
owner: bo
mitigation: Dry bins.
status: <open|mitigated|accepted|closed>
raised_on: 2026-03-03
review_by: 2026-04-01
cause: The cellar is damp.
event: The flour is wet.
effect: No bread.
response: reduce
proximity: in April
affects: [M1]
schedule_impact: {probability: 0.2, delay: {optimistic: 1d, most_likely: 2d, pessimistic: 3d}, on: M1}
?updates:
  - {date: 2026-03-05, by: bo, probability: <low|high>, impact: medium, note: Dry so far}
  - date: 2026-03-16
    by: bo
    status: <open|mitigated|closed>
    ?impact: <low|critical>
    next_action: {text: Look again, owner: bo, due: 2026-03-25}
---
The cellar is damp.
",
    ),
    (
        "content/blockers/b1.md",
        "---
id: B1
title: No key to the cellar
severity: <low|medium|high|critical>
type: external
blocks: [M2]
raised_by: ada
raised_on: 2026-03-09
required_from: bo
next_action: {text: Ask the landlord, owner: bo, due: 2026-03-20}
workaround: Use the yard.
sessions: [2026-03-10, 2026-03-12]
?resolved_on: <2026-03-17|2026-03-12>
?updates:
  - {date: 2026-03-11, by: bo, severity: <low|high>, required_from: bo}
  - {date: 2026-03-17, by: bo, resolved_on: 2026-03-17, note: He came}
---
The landlord has it.
",
    ),
    (
        "content/services/oven.md",
        "---
id: oven
title: Oven
owner: bo
lifecycle: production
provides: [bread]
coverage:
  - {unit: <85|70>, integration: <65|50>, date: 2026-03-05}
  - {unit: <88|60>, integration: 70, date: 2026-03-12}
---
",
    ),
    (
        "content/services/shop.md",
        "---
id: shop
title: Shop
owner: ada
depends_on:
  - {service: oven, via: http, contract: bread, for: bread}
  - {service: oven, via: kafka, contract: warmth, topics: [warm], for: its heat}
coverage: {unit: 90, integration: 80, date: 2026-03-12}
---
",
    ),
    (
        "content/contracts/bread.md",
        "---
id: bread
title: Bread
type: openapi
provider: oven
definition: content/bread.yaml
version: 1.0.0
status: <agreed|draft|deprecated>
consumers:
  - {service: shop, acknowledged_by: ada, acknowledged_on: <2026-03-11|2026-03-17>, hash: HASH}
---
",
    ),
    (
        "content/contracts/warmth.md",
        "---
id: warmth
title: Warmth
type: kafka
provider: oven
definition: content/bread.yaml
status: agreed
topics: [warm]
consumers: [{service: shop, acknowledged_by: ada, acknowledged_on: 2026-03-11, hash: HASH}]
---
",
    ),
    (
        "content/tasks/t.md",
        "---
id: task_6f1d2c1e-8c55-4a3e-9a53-0c6d6f2f5b11
title: Knead
assigned_to: bo
milestone: M1
sprint: S1
priority: high
status: <in_progress|completed>
percent_complete: <50|100>
---
",
    ),
    (
        "content/decisions/d1.md",
        "---
id: ADR-1
title: Rye
status: superseded
date: 2026-02-20
superseded_by: ADR-2
---
",
    ),
    (
        "content/decisions/d2.md",
        "---
id: ADR-2
title: Wheat
status: <accepted|proposed|rejected>
date: <2026-03-10|2026-03-17>
decision_makers: [ada]
deciders: [ada]
consulted: [bo]
informed: [bo]
supersedes: [ADR-1]
affects: [M1]
blocks: [M2]
---
",
    ),
    ("content/teams/all.md", "---\nid: bakers\nname: Bakers\nmembers: [ada, bo]\ncontact: the yard\n---\n"),
    ("content/bread.yaml", "openapi: 3.1.0\n"),
    ("content/proof.json", "{\"failed\": 0}\n"),
];

/// The project. Without dice nothing in it is wrong.
pub fn project(mut dice: Option<Dice>) -> Files {
    let mut write = |path: &str, text: &str| {
        (path.to_owned(), written(text, &mut dice).replace("HASH", &format!("\"{}\"", hash())))
    };
    FILES.iter().map(|&(path, text)| write(path, text)).collect()
}

fn written(text: &str, dice: &mut Option<Dice>) -> String {
    let mut roll = |end: usize| dice.as_mut().map_or(0, |dice| dice.below(end));
    let mut out = String::new();
    let mut left_out: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if left_out.is_some_and(|depth| indent > depth) {
            continue;
        }
        left_out = None;
        let mut line = line.to_owned();
        if line.trim_start().starts_with('?') {
            if roll(3) == 1 {
                left_out = Some(indent);
                continue;
            }
            line.remove(indent);
        }
        while let Some((start, end)) = line.find('<').zip(line.find('>')) {
            let choices: Vec<&str> = line[start + 1..end].split('|').collect();
            let choice = choices[roll(choices.len())].to_owned();
            line.replace_range(start..=end, &choice);
        }
        out.push_str(&line);
    }
    out
}
