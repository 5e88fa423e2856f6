//! Why this date, what it holds up, until when something is needed.

use milepost::model::Subject;
use serde_json::{Value, json as value};

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-09-07\nstatus_date: 2026-09-07\n";

#[test]
fn chains_lead_back_to_the_start_and_on_to_what_is_held_up() {
    let things = [
        ("M1", "duration: 5d"),
        ("M2", "duration: 3d\ndepends_on: M1"),
        ("M3", "duration: 1d\ndepends_on: M1"),
        ("M4", "duration: 2d\ndepends_on: [M2, M3]"),
        ("phases/p2", "id: P2\ntitle: Two"),
        ("milestones/n1", "id: N1\ntitle: Next\nphase: P2\nduration: 1d\ndepends_on: P1"),
    ];
    let json = json(SETTINGS, &things);
    let list = |id: &str, field: &str| row(&json, "milestones", id)[field].clone();
    assert_eq!(list("N1", "driving_chain"), value!(["P1", "M4", "M2", "M1"]));
    assert_eq!(list("M1", "driving_chain"), value!([]));
    assert_eq!(list("M1", "holds_up"), value!(["M2", "M3", "M4", "P1", "N1", "P2"]), "nearest first");
    assert_eq!(list("M3", "holds_up"), value!([]), "it waits for M1 but drives nothing");
    let project = Project::new(SETTINGS, &things);
    let chains = &project.0.chronicle.now.chains;
    let chain: Vec<Subject> = chains.driving(Subject::Milestone(project.key("M4"))).collect();
    assert_eq!(chain, [project.key("M2"), project.key("M1")].map(Subject::Milestone));
}

#[test]
fn gates_and_the_program_are_told_against_the_baseline() {
    let things = [
        ("M1", "duration: 5d\nstart: 2026-09-07\nfinish: 2026-09-11\nforecast_finish: 2026-09-15"),
        ("M2", "duration: 1d\ndepends_on: M1\nstart: 2026-09-14\nfinish: 2026-09-14"),
    ];
    let json = json(SETTINGS, &things);
    let gate = &json["phases"][0]["gate"];
    assert_eq!((&gate["baseline"], &gate["forecast"]), (&"2026-09-14".into(), &"2026-09-16".into()));
    assert_eq!((&gate["variance"], &json["variance"]), (&2.into(), &2.into()));
}

/// M2 has three days of float: it may start on the 10th; M3 on the 14th.
const PLAN: [(&str, &str); 5] = [
    ("M1", "duration: 5d"),
    ("M2", "duration: 2d\nservices: [shop]"),
    ("M3", "duration: 5d\ndepends_on: [M1, M2]\nservices: [mail]"),
    ("services/shop", "id: shop\ntitle: Shop\ndepends_on: [{service: mail, via: grpc}]"),
    ("services/mail", "id: mail\ntitle: Mail\ndepends_on: [{service: shop, via: kafka, contract: events}]"),
];

fn needs(also: &[(&str, &str)]) -> Value {
    let things: Vec<_> = PLAN.iter().chain(also).copied().collect();
    json(SETTINGS, &things)
}

fn need(row: &Value) -> (Value, Value) {
    (row["needed_by"].clone(), row["needed_for"].clone())
}

#[test]
fn a_blocker_is_needed_gone_by_the_late_start_of_the_first_it_blocks() {
    let blocker = |fields: &str| {
        let text = format!("id: B1\ntitle: Stuck\nseverity: high\nraised_on: 2026-09-07\n{fields}");
        let json = needs(&[("blockers/b1", &text)]);
        need(row(&json, "blockers", "B1"))
    };
    assert_eq!(blocker("blocks: [M3, M2]"), ("2026-09-10".into(), "M2".into()));
    assert_eq!(blocker("blocks: M3"), ("2026-09-14".into(), "M3".into()));
    assert_eq!(blocker("blocks: P1"), ("2026-09-07".into(), "M1".into()), "the first of the phase");
    assert_eq!(blocker("blocks: mail"), ("2026-09-14".into(), "M3".into()), "what delivers the service");
    assert_eq!(blocker("blocks: M3\nresolved_on: 2026-09-07"), (Value::Null, Value::Null));
    assert_eq!(blocker("severity: low"), (Value::Null, Value::Null), "it blocks nothing");
}

#[test]
fn an_open_decision_is_needed_by_the_first_it_blocks() {
    let decision = |status: &str| {
        let text = format!("id: D1\ntitle: Which\nstatus: {status}\nblocks: [M2]");
        let json = needs(&[("decisions/d1", &text)]);
        need(row(&json, "decisions", "D1"))
    };
    assert_eq!(decision("proposed"), ("2026-09-10".into(), "M2".into()));
    assert_eq!(decision("accepted"), (Value::Null, Value::Null));
}

#[test]
fn contracts_are_needed_by_what_delivers_the_consumer() {
    let contract = |fields: &str| {
        let text = format!("id: events\ntitle: Events\ntype: kafka\nprovider: shop\n{fields}");
        needs(&[("contracts/events", &text)])
    };
    let draft = contract("status: draft\nconsumers: [mail]");
    assert_eq!(need(row(&draft, "contracts", "events")), ("2026-09-14".into(), "M3".into()));
    let signed =
        "status: agreed\nconsumers: [{service: mail, acknowledged_by: x, acknowledged_on: 2026-09-01}]";
    assert_eq!(need(row(&contract(signed), "contracts", "events")), (Value::Null, Value::Null));
    let missing = value!([
        {"consumer": "shop", "provider": "mail", "needed_by": "2026-09-10", "needed_for": "M2"}
    ]);
    assert_eq!(draft["missing_contracts"], missing);
}

#[test]
fn criteria_are_needed_by_what_waits_for_the_gate_else_by_the_gate() {
    let gate = "id: P2\ntitle: Two\ngate:\n  criteria:\n    - {id: C1, text: Open, check: {done: [N1]}}";
    let inner = "id: N1\ntitle: In\nphase: P2\nduration: 1d";
    let last = [("phases/p2", gate), ("milestones/n1", inner)];
    let criterion = |json: &Value| need(&json["phases"][1]["gate"]["criteria"][0]);
    assert_eq!(criterion(&needs(&last)), ("2026-09-07".into(), "P2".into()), "the day of the gate");
    let behind = "id: N2\ntitle: Behind\nphase: P1\nduration: 2d\ndepends_on: P2";
    let waited = [last[0], last[1], ("milestones/n2", behind)];
    assert_eq!(criterion(&needs(&waited)), ("2026-09-17".into(), "N2".into()));
    let done = "id: N1\ntitle: In\nphase: P2\nduration: 1d\nstatus: done\nactual_finish: 2026-09-07";
    assert_eq!(
        criterion(&needs(&[last[0], ("milestones/n1", done)])),
        (Value::Null, Value::Null),
        "it is met"
    );
}

/// What changed since the last sprint names the note of the report that changed it, whether that told a status, a
/// percentage or a finish.
#[test]
fn what_changed_names_the_report_that_changed_it() {
    for told in ["status: in_progress", "percent_complete: 30", "forecast_finish: 2026-04-17"] {
        let fields = format!(
            "owner: ada\nduration: 10d\nupdates:\n  - {{date: 2026-03-10, by: ada, status: in_progress, percent_complete: 20, actual_start: 2026-03-09}}\n  - {{date: 2026-03-17, by: ada, {told}, note: The bricks are late}}"
        );
        let sprint = ("sprints/s1", "id: S1\nstart: 2026-03-02\nend: 2026-03-13");
        let settings = "start: 2026-03-02\nstatus_date: 2026-03-18\nagents: [ada]\n";
        let project = Project::new(settings, &[("M1", &fields), sprint]);
        let cx = project.0.context();
        let answers = cx.program_answers(&cx.program_asks());
        let changed = serde_json::to_string(&answers.changed).expect("JSON");
        assert!(changed.contains("The bricks are late"), "{told}: {changed}");
    }
}
