//! Every rule of the colors fires where it should, with the color it says, and nowhere else.

use std::collections::BTreeSet;

use milepost::{
    analyse::{Fired, RuleCode, Verdict},
    model::Rag,
    site::check,
    world::Memory,
};

use crate::project::{SETTINGS, config, found};

/// A milestone `M1` whose front matter this is, and the other files of its project.
struct Example {
    rule: RuleCode,
    /// The color it gives; `None` where it does not fire.
    fires: Option<Rag>,
    milestone: &'static str,
    others: &'static [(&'static str, &'static str)],
}

/// Ten working days from 2026-02-23, of which five have passed on the status date, 2026-03-02.
const PLANNED: &str = "owner: ada\nduration: 10d\nstart: 2026-02-23\nfinish: 2026-03-06\n";
const HALF: &str = "updates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50}]";

const STUCK: &str = "updates: [{date: 2026-03-02, by: ada, status: blocked, percent_complete: 50}]";

const fn example(
    rule: RuleCode,
    fires: Option<Rag>,
    milestone: &'static str,
    others: &'static [(&'static str, &'static str)],
) -> Example {
    Example { rule, fires, milestone, others }
}

fn examples() -> Vec<Example> {
    let mut all = dates();
    all.extend(asked());
    all.extend(surroundings());
    all.extend(facts());
    all.extend(silence());
    all.extend(life());
    all.extend(losses());
    all
}

fn dates() -> Vec<Example> {
    use RuleCode::{Behind, OutOfSequence, Overdue, Slip, WaitsForCancelled};
    const OPEN: &[(&str, &str)] = &[(
        "content/milestones/m0.md",
        "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 90}]\n---\n",
    )];
    const CLOSED: &[(&str, &str)] = &[(
        "content/milestones/m0.md",
        "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nupdates: [{date: 2026-02-20, by: ada, status: done, actual_finish: 2026-02-20}]\n---\n",
    )];
    const GIVEN_UP: &[(&str, &str)] = &[(
        "content/milestones/m0.md",
        "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nupdates: [{date: 2026-02-20, by: ada, status: cancelled}]\n---\n",
    )];
    vec![
        example(
            Overdue,
            Some(Rag::Red),
            "owner: ada\nduration: 5d\nstart: 2026-02-23\nfinish: 2026-02-27\n=HALF",
            &[],
        ),
        example(Overdue, None, "=PLANNED=HALF", &[]),
        example(Overdue, None, "owner: ada\nduration: 5d\nstart: 2026-02-24\nfinish: 2026-03-02\n=HALF", &[]),
        example(
            Slip,
            Some(Rag::Red),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, forecast_finish: 2026-03-12}]",
            &[],
        ),
        example(
            Slip,
            Some(Rag::Amber),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, forecast_finish: 2026-03-11}]",
            &[],
        ),
        example(
            Slip,
            Some(Rag::Amber),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, forecast_finish: 2026-03-09}]",
            &[],
        ),
        example(Slip, None, "=PLANNED=HALF", &[]),
        example(
            Behind,
            Some(Rag::Red),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 24}]",
            &[],
        ),
        example(
            Behind,
            Some(Rag::Amber),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 25}]",
            &[],
        ),
        example(
            Behind,
            Some(Rag::Amber),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 39}]",
            &[],
        ),
        example(
            Behind,
            None,
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 40}]",
            &[],
        ),
        example(
            OutOfSequence,
            Some(Rag::Red),
            "=PLANNED\ndepends_on: [M0]\nupdates: [{date: 2026-03-02, by: ada, status: done, actual_finish: 2026-03-02}]",
            OPEN,
        ),
        example(OutOfSequence, Some(Rag::Amber), "=PLANNED\ndepends_on: [M0]\n=HALF", OPEN),
        example(OutOfSequence, None, "=PLANNED\ndepends_on: [M0]\n=HALF", CLOSED),
        example(OutOfSequence, None, "=PLANNED\ndepends_on: [{on: M0, type: SS}]\n=HALF", OPEN),
        example(WaitsForCancelled, Some(Rag::Amber), "=PLANNED\ndepends_on: [M0]\n=HALF", GIVEN_UP),
        example(WaitsForCancelled, None, "=PLANNED\n=HALF", GIVEN_UP),
        example(WaitsForCancelled, None, "=PLANNED\ndepends_on: [M0]\n=HALF", OPEN),
    ]
}

/// Begun on 2026-02-23; five working days are left, so it will be done on Friday, 2026-03-06.
fn asked() -> Vec<Example> {
    use RuleCode::{Deadline, Done, Overdue};
    macro_rules! left {
        ($asked:literal) => {
            concat!(
                "owner: ada\nduration: 10d\n",
                $asked,
                "\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, actual_start: 2026-02-23}]"
            )
        };
    }
    macro_rules! planned {
        ($asked:literal) => {
            concat!("owner: ada\nduration: 5d\ndepends_on: [M0]\n", $asked)
        };
    }
    const OPEN: &[(&str, &str)] = &[(
        "content/milestones/m0.md",
        "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 0}]\n---\n",
    )];
    const DONE: &str = "=PLANNED\ndeadline: 2026-02-25\nupdates: [{date: 2026-03-02, by: ada, status: done, actual_finish: 2026-02-27}]";
    let red = Some(Rag::Red);
    vec![
        example(Deadline, red, left!("deadline: 2026-03-05"), &[]),
        example(Deadline, None, left!("deadline: 2026-03-06"), &[]),
        example(Deadline, None, left!("deadline: 2026-03-07"), &[]),
        example(Deadline, red, left!("constraint: {type: FNLT, date: 2026-03-05}"), &[]),
        example(Deadline, None, left!("constraint: {type: FNLT, date: 2026-03-06}"), &[]),
        example(Deadline, red, left!("constraint: {type: MFO, date: 2026-03-05}"), &[]),
        example(Deadline, None, left!("constraint: {type: MFO, date: 2026-03-09}"), &[]),
        // What is asked of the start of what has begun is over.
        example(Deadline, None, left!("constraint: {type: SNLT, date: 2026-02-20}"), &[]),
        example(Deadline, red, planned!("constraint: {type: SNLT, date: 2026-03-03}"), OPEN),
        example(Deadline, None, planned!("constraint: {type: SNLT, date: 2026-03-04}"), OPEN),
        example(Deadline, red, planned!("constraint: {type: MSO, date: 2026-03-03}"), OPEN),
        example(Deadline, red, planned!("constraint: {type: MSO, date: 2026-02-24}"), OPEN),
        example(Deadline, None, planned!("constraint: {type: MSO, date: 2026-03-04}"), OPEN),
        example(Deadline, red, planned!("constraint: {type: MFO, date: 2026-03-09}"), OPEN),
        example(Deadline, None, DONE, &[]),
        example(Done, Some(Rag::Green), DONE, &[]),
        example(Overdue, red, left!("deadline: 2026-02-27"), &[]),
        example(Overdue, red, "owner: ada\ndeadline: 2026-02-27", &[]),
        example(Overdue, None, left!("deadline: 2026-03-02"), &[]),
    ]
}

/// On Monday, 2026-03-02, 2026-02-13 was 11 working days ago and 2026-02-16 was 10, which is the limit.
fn silence() -> Vec<Example> {
    use RuleCode::Silent;
    macro_rules! sprint {
        ($dates:literal) => {
            &[("content/sprints/s.md", concat!("---\nid: sprint-01\ntitle: First\n", $dates, "\n---\n"))]
        };
    }
    macro_rules! before {
        ($last:literal) => {
            &[(
                "content/milestones/m0.md",
                concat!("---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nupdates: [", $last, "]\n---\n"),
            )]
        };
    }
    const NAMED: &str = "owner: ada\nduration: 5d\nsprint: sprint-01";
    const WAITS: &str = "owner: ada\nduration: 5d\ndepends_on: [M0]";
    let unknown = Some(Rag::Unknown);
    vec![
        example(Silent, unknown, NAMED, sprint!("start: 2026-02-20\nend: 2026-02-27")),
        example(Silent, unknown, NAMED, sprint!("start: 2026-02-13\nend: 2026-03-06")),
        example(Silent, None, NAMED, sprint!("start: 2026-02-16\nend: 2026-03-06")),
        example(
            Silent,
            None,
            "owner: ada\nduration: 5d\nsprint: sprint-01\nupdates: [{date: 2026-02-20, by: ada, status: planned}]",
            sprint!("start: 2026-02-16\nend: 2026-02-27"),
        ),
        // Words alone report no state.
        example(
            Silent,
            unknown,
            "owner: ada\nduration: 5d\nsprint: sprint-01\nupdates: [{date: 2026-02-20, by: ada, note: Soon.}]",
            sprint!("start: 2026-02-16\nend: 2026-02-27"),
        ),
        example(Silent, unknown, WAITS, before!("{date: 2026-02-13, by: ada, status: done}")),
        example(Silent, None, WAITS, before!("{date: 2026-02-16, by: ada, status: done}")),
        example(Silent, None, WAITS, before!("{date: 2026-02-13, by: ada, status: in_progress}")),
        // Time passes through what was given up.
        example(Silent, unknown, WAITS, before!("{date: 2026-02-20, by: ada, status: cancelled}")),
        example(
            Silent,
            None,
            "owner: ada\nduration: 5d\ndepends_on: [{on: M0, lag: 1d}]",
            before!("{date: 2026-02-13, by: ada, status: done}"),
        ),
        // The program began on 2026-02-02.
        example(Silent, unknown, "owner: ada\nduration: 5d", &[]),
        example(Silent, None, "owner: ada\nduration: 5d\nconstraint: {type: SNET, date: 2026-04-01}", &[]),
        example(Silent, None, "owner: ada\nduration: 5d\nstart: 2026-03-09\nfinish: 2026-03-13", &[]),
        example(Silent, None, "=PLANNED=HALF", &[]),
    ]
}

fn surroundings() -> Vec<Example> {
    use RuleCode::{Blocked, Coverage, Risk};
    macro_rules! blocker {
        ($facts:literal) => {
            &[(
                "content/blockers/b.md",
                concat!(
                    "---\nid: B-1\ntitle: No key\nraised_on: 2026-02-24\nblocks: [M1]\n",
                    $facts,
                    "\n---\n"
                ),
            )]
        };
    }
    macro_rules! service {
        ($coverage:literal) => {
            &[(
                "content/services/shop.md",
                concat!("---\nid: shop\ntitle: Shop\ncoverage: [", $coverage, "]\n---\n"),
            )]
        };
    }
    macro_rules! risk {
        ($facts:literal) => {
            &[(
                "content/risks/r.md",
                concat!(
                    "---\nid: RISK-1\ntitle: Late\ncategory: technical\naffects: [M1]\nowner: bo\n",
                    $facts,
                    "\n---\n"
                ),
            )]
        };
    }
    vec![
        example(Blocked, Some(Rag::Red), "=PLANNED=HALF", blocker!("severity: critical")),
        example(Blocked, Some(Rag::Red), "=PLANNED=HALF", blocker!("severity: high")),
        example(Blocked, Some(Rag::Red), "=PLANNED=HALF", blocker!("")),
        example(Blocked, Some(Rag::Amber), "=PLANNED=HALF", blocker!("severity: medium")),
        example(Blocked, None, "=PLANNED=HALF", blocker!("severity: high\nresolved_on: 2026-02-27")),
        example(Blocked, Some(Rag::Amber), "=PLANNED=STUCK", &[]),
        example(
            Blocked,
            Some(Rag::Amber),
            "=PLANNED=STUCK",
            blocker!("severity: high\nresolved_on: 2026-02-27"),
        ),
        example(Blocked, Some(Rag::Red), "=PLANNED=STUCK", blocker!("severity: high")),
        example(
            Coverage,
            Some(Rag::Red),
            "=PLANNED\nservices: [shop]\n=HALF",
            service!("{unit: 79, integration: 60, date: 2026-02-27}"),
        ),
        example(
            Coverage,
            Some(Rag::Red),
            "=PLANNED\nservices: [shop]\n=HALF",
            service!("{unit: 80, integration: 59, date: 2026-02-27}"),
        ),
        example(
            Coverage,
            None,
            "=PLANNED\nservices: [shop]\n=HALF",
            service!("{unit: 10, date: 2026-02-20}, {unit: 80, integration: 60, date: 2026-02-27}"),
        ),
        example(
            Coverage,
            None,
            "=PLANNED\nservices: [shop]\n=HALF",
            service!("{unit: 80, integration: 60, date: 2026-02-27}, {unit: 10, date: 2026-03-03}"),
        ),
        example(Risk, Some(Rag::Amber), "=PLANNED=HALF", risk!("probability: high\nimpact: high")),
        example(
            Coverage,
            Some(Rag::Unknown),
            "=PLANNED\nservices: [shop]\n=HALF",
            service!("{unit: 80, date: 2026-02-27}"),
        ),
        example(
            Risk,
            Some(Rag::Amber),
            "=PLANNED=HALF",
            risk!("probability: low\nimpact: critical\nstatus: accepted"),
        ),
        example(Risk, None, "=PLANNED=HALF", risk!("probability: high\nimpact: medium")),
        example(Risk, None, "=PLANNED=HALF", risk!("probability: high\nimpact: high\nstatus: closed")),
    ]
}

fn facts() -> Vec<Example> {
    use RuleCode::{NoFacts, NoOwner, Stale, Unscheduled};
    const UNOWNED: &str = "duration: 10d\nstart: 2026-02-23\nfinish: 2026-03-06\n=HALF";
    vec![
        example(
            Stale,
            Some(Rag::Unknown),
            "=PLANNED\nupdates: [{date: 2026-02-13, by: ada, status: in_progress, percent_complete: 50}]",
            &[],
        ),
        example(
            Stale,
            None,
            "=PLANNED\nupdates: [{date: 2026-02-16, by: ada, status: in_progress, percent_complete: 50}]",
            &[],
        ),
        example(NoOwner, Some(Rag::Unknown), UNOWNED, &[]),
        example(NoOwner, None, "=PLANNED=HALF", &[]),
        example(NoFacts, Some(Rag::Unknown), "=PLANNED", &[]),
        example(NoFacts, Some(Rag::Unknown), "=PLANNED\nstatus: in_progress\npercent_complete: 50", &[]),
        example(
            NoFacts,
            Some(Rag::Unknown),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress}]",
            &[],
        ),
        example(
            NoFacts,
            Some(Rag::Unknown),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: unknown}]",
            &[],
        ),
        example(NoFacts, Some(Rag::Unknown), "=PLANNED\nstatus: done", &[]),
        example(
            NoFacts,
            Some(Rag::Unknown),
            "=PLANNED\nupdates: [{date: 2026-02-25, by: ada, status: cancelled}, {date: 2026-03-02, by: ada, actual_finish: 2026-03-02}]",
            &[],
        ),
        example(
            NoFacts,
            None,
            "=PLANNED\nupdates: [{date: 2026-02-25, by: ada, status: cancelled}, {date: 2026-03-02, by: ada, status: done, actual_finish: 2026-03-02}]",
            &[],
        ),
        example(NoFacts, None, "=PLANNED=HALF", &[]),
        example(NoFacts, None, "owner: ada\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06", &[]),
        example(Unscheduled, Some(Rag::Unknown), "owner: ada", &[]),
        example(Unscheduled, Some(Rag::Unknown), "duration: 5d\ndepends_on: [M77]", &[]),
        example(
            Unscheduled,
            Some(Rag::Unknown),
            "duration: 5d\ndepends_on: [M0]",
            &[(
                "content/milestones/m0.md",
                "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\ndepends_on: [M1]\n---\n",
            )],
        ),
        example(Unscheduled, None, "duration: 5d", &[]),
        example(Unscheduled, None, "start: 2026-03-09\nfinish: 2026-03-13", &[]),
    ]
}

/// A report that counts but for one thing.
fn losses() -> Vec<Example> {
    use RuleCode::Lost;
    const BEFORE: &[(&str, &str)] = &[(
        "content/milestones/m0.md",
        "---\nid: M0\ntitle: Before\nphase: P1\nduration: 2d\nowner: ada\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, remaining: some}]\n---\n",
    )];
    const FAR: &[(&str, &str)] = &[(
        "content/blockers/b.md",
        "---\nid: B1\ntitle: No flour\nseverity: low\nraised_on: 2026-03-02\nblocks: [M7]\n---\n",
    )];
    const LOST: [&str; 11] = [
        "{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, rag: redd}",
        "{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, rga: red}",
        "{date: 2026-03-02, status: in_progress, percent_complete: 50}",
        "{by: ada, status: in_progress, percent_complete: 50}",
        "{date: 2026-03-02, by: ada, status: done, percent_complete: 60}",
        "{date: 2026-03-02, by: ada, status: done, remaining: 2d}",
        "{date: 2026-03-02, by: ada, status: done, actual_start: 2026-02-27, actual_finish: 2026-02-26}",
        "{date: 2026-03-02, by: ada, actual_finish: 2026-02-27}",
        "{date: 2026-03-01, by: ada, status: planned}, {date: 2026-03-02, by: ada, actual_finish: 2026-02-27}",
        "{date: 2026-02-25, by: ada, status: done, actual_finish: 2026-02-26}",
        "{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, percentComplete: 60}",
    ];
    /// Said again, later and whole; or no fact.
    const KEPT: [&str; 4] = [
        "{date: 2026-02-27, by: ada, status: in_progress, rag: redd}, {date: 2026-03-02, by: ada, rag: green, percent_complete: 50}",
        "{date: 2026-02-25, by: ada, status: in_progress, percent_complete: 10}, {by: ada, percent_complete: 60}, {date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50}",
        "{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, note: [a, b]}",
        "{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, x_rag: redd}",
    ];
    let reported = |updates: &str| -> &'static str {
        Box::leak(format!("=PLANNED\nupdates: [{updates}]").into_boxed_str())
    };
    let unknown = Some(Rag::Unknown);
    let mut all = vec![
        example(Lost, unknown, "=PLANNED\ndeadline: soon\n=HALF", &[]),
        example(Lost, unknown, "=PLANNED\ndepends_on: [M0]\n=HALF", BEFORE),
        example(Lost, unknown, "=PLANNED\n=HALF", FAR),
        example(Lost, None, "=PLANNED=HALF", &[]),
    ];
    all.extend(LOST.map(|updates| example(Lost, unknown, reported(updates), &[])));
    all.extend(KEPT.map(|updates| example(Lost, None, reported(updates), &[])));
    all
}

fn life() -> Vec<Example> {
    use RuleCode::{Cancelled, Done, NotDue, OnTrack};
    const DONE: &str =
        "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: done, actual_finish: 2026-02-27}]";
    vec![
        example(Done, Some(Rag::Green), DONE, &[]),
        example(Done, None, "=PLANNED\nstatus: done", &[]),
        example(
            Done,
            None,
            "=PLANNED\nstatus: planned\nupdates: [{date: 2026-03-02, by: ada, actual_finish: 2026-02-27}]",
            &[],
        ),
        example(
            Done,
            None,
            "=PLANNED\nupdates: [{date: 2026-02-27, by: ada, actual_finish: 2026-02-27}, {date: 2026-03-02, by: ada, status: planned}]",
            &[],
        ),
        example(
            Done,
            None,
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 100}]",
            &[],
        ),
        example(OnTrack, Some(Rag::Green), "=PLANNED=HALF", &[]),
        example(OnTrack, None, DONE, &[]),
        example(OnTrack, None, "=PLANNED", &[]),
        example(
            NotDue,
            Some(Rag::Planned),
            "owner: ada\nduration: 5d\nstart: 2026-03-09\nfinish: 2026-03-13",
            &[],
        ),
        example(NotDue, Some(Rag::Planned), "duration: 5d\nconstraint: {type: SNET, date: 2026-02-16}", &[]),
        example(NotDue, None, "=PLANNED=HALF", &[]),
        example(
            Cancelled,
            Some(Rag::Planned),
            "=PLANNED\nupdates: [{date: 2026-03-02, by: ada, status: cancelled}]",
            &[],
        ),
        example(Cancelled, None, "=PLANNED=HALF", &[]),
    ]
}

fn verdict(example: &Example) -> Verdict {
    let written =
        example.milestone.replace("=PLANNED", PLANNED).replace("=HALF", HALF).replace("=STUCK", STUCK);
    let milestone = format!("---\nid: M1\ntitle: One\nphase: P1\n{written}\n---\n");
    let mut files = vec![
        ("milepost.yaml", SETTINGS),
        ("content/phases/p1.md", "---\nid: P1\ntitle: Phase\n---\n"),
        ("content/milestones/m1.md", &milestone),
    ];
    files.extend(example.others);
    let checked = check(&Memory::of(files).expect("clean paths"), &config());
    let key = checked.program.milestones.key("M1");
    let key = key.unwrap_or_else(|| panic!("no M1 in\n{milestone}\n{}", found(&checked)));
    checked.chronicle.now.milestone(key).verdict.clone()
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let mut wrong = Vec::new();
    for example in examples() {
        let verdict = verdict(&example);
        let fired = verdict.fired.iter().find(|fired| fired.code == example.rule);
        if fired.map(|fired| fired.rag) != example.fires {
            let all: Vec<String> = verdict.fired.iter().map(describe).collect();
            let (rule, expected) = (example.rule.name(), example.fires);
            wrong.push(format!("{rule} should give {expected:?} for\n{}\nbut: {all:#?}", example.milestone));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn describe(fired: &Fired) -> String {
    format!("{} {}: {:?}", fired.code.name(), fired.rag.word(), fired.facts)
}

#[test]
fn every_rule_has_an_example_that_fires_and_one_that_does_not() {
    let of = |fires: bool| -> BTreeSet<RuleCode> {
        examples().iter().filter(|example| example.fires.is_some() == fires).map(|e| e.rule).collect()
    };
    let all: BTreeSet<RuleCode> = RuleCode::ALL.iter().copied().collect();
    assert_eq!(of(true), all);
    assert_eq!(of(false), all);
}

#[test]
fn the_worst_rule_gives_the_color_and_all_are_told() {
    let overdue = example(
        RuleCode::Overdue,
        Some(Rag::Red),
        "duration: 5d\nstart: 2026-02-23\nfinish: 2026-02-27\nupdates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50, rag: green}]",
        &[],
    );
    let verdict = verdict(&overdue);
    let codes: Vec<RuleCode> = verdict.fired.iter().map(|fired| fired.code).collect();
    assert!(codes.contains(&RuleCode::NoOwner) && codes.contains(&RuleCode::Behind), "{codes:?}");
    assert!(verdict.fired.is_sorted_by_key(|fired| std::cmp::Reverse(fired.rag)));
    assert_eq!((verdict.computed, verdict.declared, verdict.shown), (Rag::Red, Some(Rag::Green), Rag::Red));
    assert!(verdict.watermelon);
}

/// Half the days have passed, so 45 % is 5 points behind and 30 % is 20.
#[test]
fn how_far_behind_is_amber_or_red_is_a_setting() {
    let behind = |thresholds: &str, percent: u8| {
        let settings = format!("{SETTINGS}thresholds: {thresholds}\n");
        let milestone = format!(
            "---\nid: M1\ntitle: M1\nphase: P1\n{PLANNED}updates: [{{date: 2026-03-02, by: ada, status: in_progress, percent_complete: {percent}}}]\n---\n"
        );
        let world =
            Memory::of([("milepost.yaml", settings.as_str()), ("content/milestones/m.md", &milestone)]);
        let checked = check(&world.expect("clean paths"), &config());
        let fired = &checked.chronicle.now.milestones[0].verdict.fired;
        fired.iter().find(|fired| fired.code == RuleCode::Behind).map(|fired| fired.rag)
    };
    let tight = "{behind_amber: 4, behind_red: 19}";
    assert_eq!(behind(tight, 46), None);
    assert_eq!(behind(tight, 45), Some(Rag::Amber));
    assert_eq!(behind(tight, 31), Some(Rag::Amber));
    assert_eq!(behind(tight, 30), Some(Rag::Red));
    assert_eq!(behind("{behind_red: 4}", 45), Some(Rag::Red), "amber gives way to a lower red");
    assert_eq!(behind("{behind_amber: 40}", 11), None, "red gives way to a higher amber");
    assert_eq!(behind("{behind_amber: 40}", 9), Some(Rag::Red));
    assert_eq!(
        behind("{behind_amber: 19, behind_red: 4}", 31),
        Some(Rag::Amber),
        "not in order: the defaults count"
    );
}

/// The matrix of the manual, written out.
#[test]
fn a_risk_has_the_color_of_the_matrix() {
    const MATRIX: [(&str, [(&str, Rag); 4]); 3] = [
        ("high", [("low", Rag::Amber), ("medium", Rag::Amber), ("high", Rag::Red), ("critical", Rag::Red)]),
        (
            "medium",
            [("low", Rag::Green), ("medium", Rag::Amber), ("high", Rag::Amber), ("critical", Rag::Red)],
        ),
        ("low", [("low", Rag::Green), ("medium", Rag::Green), ("high", Rag::Amber), ("critical", Rag::Red)]),
    ];
    for (probability, row) in MATRIX {
        for (impact, expected) in row {
            let risk = format!(
                "---\nid: R\ntitle: R\ncategory: technical\nprobability: {probability}\nimpact: {impact}\n---\n"
            );
            let world = Memory::of([("milepost.yaml", SETTINGS), ("content/risks/r.md", &risk)]);
            let checked = check(&world.expect("clean paths"), &config());
            assert_eq!(checked.chronicle.now.risks[0].rag, expected, "{probability} x {impact}");
        }
    }
}

#[test]
fn nobody_is_said_to_have_said_another_color_than_theirs() {
    let milestone = "---\nid: M1\ntitle: One\nowner: ada\nduration: x10d\nstart: 2026-02-16\nfinish: 2026-02-27\nupdates:\n  - {date: 2026-02-27, by: ada, status: in_progress, percent_complete: 10, actual_start: 2026-02-16, rag: green}\n---\n";
    let files = [("milepost.yaml", crate::project::SETTINGS), ("content/milestones/m1.md", milestone)];
    let built = crate::project::site(&milepost::world::Memory::of(files).expect("clean paths"));
    let page = crate::project::file(&built.plan, "milestones/m1/index.html");
    assert!(page.contains("Reported green, but the facts say red."), "{page}");
    assert!(!page.contains("says so"), "{page}");
}
