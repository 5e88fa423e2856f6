//! What is not begun is expected by the plan: not before its approved start, else not before the sprint it is in. All that
//! waits for it is expected after that, and gate and program with it.

use milepost::model::Subject;

use super::project::{Project, day};

const SETTINGS: &str = "start: 2026-03-02\nstatus_date: 2026-03-20\nagents: [ada]\n";
const SPRINTS: [(&str, &str); 2] = [
    ("sprints/s1", "id: S1\nstart: 2026-03-16\nend: 2026-03-27"),
    ("sprints/s2", "id: S2\nstart: 2026-03-30\nend: 2026-04-10"),
];

fn project(fields: &str) -> Project {
    Project::new(SETTINGS, &[("M1", fields), SPRINTS[0], SPRINTS[1]])
}

/// Expected start and finish, whether the dates are by the plan, and the sprints in whose scope it is.
fn expected(project: &Project) -> (String, String, bool, Vec<String>) {
    let place = project.place("M1");
    let (program, now) = (&project.0.program, &project.0.chronicle.now);
    let sprints =
        program.sprints.keys().filter(|key| now.sprint(*key).milestones.contains(&project.key("M1")));
    let sprints = sprints.map(|key| program.head(Subject::Sprint(key)).id.to_string()).collect();
    (
        place.forecast.start.to_string(),
        place.forecast.finish.to_string(),
        place.could_begin.is_some(),
        sprints,
    )
}

fn is(start: &str, finish: &str, by_plan: bool, sprints: &[&str]) -> (String, String, bool, Vec<String>) {
    let sprints = sprints.iter().map(|id| (*id).to_owned()).collect();
    (start.to_owned(), finish.to_owned(), by_plan, sprints)
}

#[test]
fn what_is_not_begun_is_expected_by_the_plan() {
    let approved = project("owner: ada\nduration: 3d\nstart: 2026-04-06\nfinish: 2026-04-08");
    assert_eq!(expected(&approved), is("2026-04-06", "2026-04-08", true, &["S2"]));
    assert_eq!(
        approved.place("M1").could_begin,
        Some(day("2026-03-20")),
        "it could begin on the status date"
    );
    let voice = approved.0.context().voice().why_of(approved.milestone("M1"));
    assert!(voice.contains("could begin on 20 Mar"), "{voice}");
    let named = project("owner: ada\nduration: 3d\nsprint: S2");
    assert_eq!(expected(&named), is("2026-03-30", "2026-04-01", true, &["S2"]));
    let both = project("owner: ada\nduration: 3d\nsprint: S1\nstart: 2026-04-06\nfinish: 2026-04-08");
    assert_eq!(expected(&both).0, "2026-04-06", "what was approved");
    let long = project("owner: ada\nduration: 9d\nsprint: S2\nstart: 2026-03-23\nfinish: 2026-04-02");
    assert_eq!(expected(&long).0, "2026-03-23", "the sprint may be that of its end");
    let free = project("owner: ada\nduration: 3d");
    assert_eq!(expected(&free), is("2026-03-20", "2026-03-24", false, &["S1"]));
}

#[test]
fn what_is_begun_is_where_it_is() {
    let begun = project(
        "owner: ada\nduration: 3d\nsprint: S2\nstart: 2026-04-06\nfinish: 2026-04-08\n\
         updates: [{date: 2026-03-19, by: ada, status: in_progress, percent_complete: 10, actual_start: 2026-03-19}]",
    );
    assert!(begun.place("M1").could_begin.is_none());
    assert_eq!(begun.place("M1").forecast.start, day("2026-03-19"));
}

/// A milestone by plan in three weeks, one that waits for it, and a phase of both.
#[test]
fn all_dates_that_follow_from_a_plan_are_of_that_plan() {
    let project = Project::new(
        SETTINGS,
        &[
            ("M1", "phase: P1\nowner: ada\nduration: 3d\nstart: 2026-04-06\nfinish: 2026-04-08"),
            ("M2", "phase: P1\nowner: ada\nduration: 2d\ndepends_on: [M1]"),
            ("phases/p1", "id: P1"),
        ],
    );
    let finish = day("2026-04-10");
    assert_eq!(project.place("M2").forecast.finish, finish);
    assert_eq!(project.place("M2").could_begin, None, "no plan of its own holds it");
    assert_eq!(project.place("M1").total_float, 0, "the finish of the program is that of the plan");
    let now = &project.0.chronicle.now;
    assert_eq!(now.program.headline.forecast.map(|dates| dates.finish), Some(finish));
    assert_eq!(now.phases[0].gate.forecast, Some(finish));
    let record = serde_json::to_value(project.0.context().program_record(&[], None)).expect("JSON");
    let told = [&record["forecast"]["finish"], &record["phases"][0]["gate"]["forecast"]];
    assert_eq!(told, ["2026-04-10"; 2], "{record:#}");
}

#[test]
fn what_must_start_or_finish_on_a_day_does_so_whatever_was_planned() {
    for fixed in ["{type: MSO, date: 2026-03-25}", "{type: MFO, date: 2026-03-27}"] {
        let fields = format!("duration: 3d\nconstraint: {fixed}\nstart: 2026-04-06\nfinish: 2026-04-08");
        let project = project(&fields);
        let place = project.place("M1");
        assert_eq!((place.forecast.start, place.could_begin), (day("2026-03-25"), None), "{fixed}");
    }
}
