//! What is asked of owners, and leveled dates.

use super::project::{Project, json, row};

const SETTINGS: &str = "start: 2026-09-07
status_date: 2026-09-09
calendars: {half: {workdays: [mon, tue, wed]}}
agents: [anna, {id: ben, capacity: 2}, {id: cem, calendar: half}]
";
const MILESTONES: [(&str, &str); 6] = [
    ("M1", "duration: 5d\nowner: anna\nstatus: in_progress\nactual_start: 2026-09-07\nremaining: 3d"),
    ("M2", "duration: 3d\nowner: anna"),
    ("M3", "duration: 4d\nowner: ben"),
    ("M4", "duration: 2d\nowner: ben\nstart: 2026-09-09\nfinish: 2026-09-10"),
    ("M5", "duration: 2d\nowner: cem"),
    ("M6", "duration: 2d\nowner: anna\nstatus: done\nactual_finish: 2026-09-08"),
];

#[test]
fn load_is_counted_by_week_against_calendar_and_capacity() {
    let json = json(SETTINGS, &MILESTONES);
    let load = |owner: &str| {
        let loads = json["owner_load"].as_array().expect("a list");
        loads.iter().find(|load| load["owner"] == owner).expect("the owner has work").clone()
    };
    let anna = load("anna");
    assert_eq!((&anna["capacity"], &anna["overloaded"]), (&1.into(), &true.into()));
    let week = &anna["weeks"][0];
    assert_eq!(week["week"], "2026-09-07");
    assert_eq!((&week["asked"], &week["available"], &week["peak"]), (&6.into(), &5.into(), &2.into()));
    assert_eq!(week["milestones"], serde_json::json!(["M1", "M2"]), "the rest of M1 and all of M2");
    assert_eq!(anna["milestones"], serde_json::json!(["M1", "M2"]), "what is done asks for nothing any more");
    let ben = load("ben");
    assert_eq!((&ben["capacity"], &ben["overloaded"]), (&2.into(), &false.into()));
    assert_eq!(ben["weeks"][0]["available"], 10);
    assert_eq!(load("cem")["weeks"][0]["available"], 3, "three days a week");
}

#[test]
fn leveled_dates_stand_beside_the_others() {
    let project = Project::new(SETTINGS, &MILESTONES);
    let (plain, leveled) =
        (project.place("M2").forecast, project.place("M2").leveled.expect("it is leveled"));
    assert_eq!(plain.start.to_string(), "2026-09-09");
    assert_eq!(leveled.start.to_string(), "2026-09-14", "anna is on M1 until the 11th");
    for id in ["M1", "M3", "M4", "M5"] {
        assert_eq!(project.place(id).leveled, Some(project.place(id).forecast), "{id}");
    }
    let json = json(SETTINGS, &MILESTONES);
    let row = row(&json, "milestones", "M2");
    assert_eq!((&row["leveled_start"], &row["leveled_finish"]), (&"2026-09-14".into(), &"2026-09-16".into()));
}

#[test]
fn work_that_waits_asks_for_nothing_while_it_waits() {
    let things = [
        ("M1", "duration: 10d"),
        (
            "M2",
            "duration: 4d\ndepends_on: M1\nowner: anna\nstatus: in_progress\nactual_start: 2026-09-07\nremaining: 2d",
        ),
    ];
    let json = json(SETTINGS, &things);
    let weeks = json["owner_load"][0]["weeks"].as_array().expect("a list");
    assert_eq!(weeks.len(), 1, "{weeks:?}");
    assert_eq!((&weeks[0]["week"], &weeks[0]["asked"]), (&"2026-09-21".into(), &2.into()));
    assert_eq!(weeks[0]["milestones"], serde_json::json!(["M2"]));
}

#[test]
fn a_capacity_of_nobody_is_told() {
    let project = Project::new("start: 2026-09-07\nagents: [{id: anna, capacity: 0}]\n", &[]);
    assert_eq!(project.told(milepost::diag::Code::OutOfRange), ["`capacity` is 0, but takes 1 or more"]);
}
