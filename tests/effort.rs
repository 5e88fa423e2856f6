//! How much is worked out for a site, counted and not timed: the counts are the same on every machine, so a loop over
//! all sprints, days or pages that creeps into another one fails here before anybody waits for it.

use milepost::{
    analyse::MilestoneSnapshot,
    site::{Built, Checked, Config, Silent, build, check},
    world::Memory,
};

#[path = "../examples/plans/made_up.rs"]
mod made_up;

use made_up::{Options, Past};

const SPRINTS: usize = 12;
const PLANS: [Past; 2] = [Past::Calm, Past::Trouble];

fn project(past: Past) -> Memory {
    let options =
        Options { milestones: 300, phases: 15, past, sprints: Some(SPRINTS as u32), ..Options::default() };
    Memory::of(made_up::program(&options).expect("it can be made")).expect("clean paths")
}

fn config() -> Config {
    Config::usual(chrono::NaiveDate::MIN)
}

fn checked(past: Past) -> Checked {
    check(&project(past), &config())
}

/// Days from the first sprint to the status date.
fn days_of(checked: &Checked) -> usize {
    let first = checked.program.sprints.iter().map(|(_, sprint)| sprint.start).min().expect("sprints");
    usize::try_from((checked.chronicle.now.as_of - first).num_days()).expect("sprints before the status date")
        + 1
}

#[test]
fn a_check_analyzes_one_day_whole() {
    for past in PLANS {
        let effort = checked(past).chronicle.effort();
        assert_eq!(effort.analyses, 1, "{past:?}");
        assert_eq!(effort.snapshots, SPRINTS, "{past:?}");
    }
}

#[test]
fn the_page_of_a_closed_sprint_analyzes_nothing() {
    let options = Options { milestones: 60, phases: 3, sprints: Some(3), ..Options::default() };
    let mut files = made_up::program(&options).expect("it can be made");
    let world = |files: &[(String, String)]| Memory::of(files.to_vec()).expect("clean paths");
    for index in 0..3 {
        let checked = check(&world(&files), &config());
        let key = checked.program.sprints_in_time()[index];
        let record = milepost::site::record_of(&checked, key, None).expect("a sprint that is over");
        files.push((format!("content/sprints/{index}.record.json"), record));
    }
    let Built { checked, .. } = build(&world(&files), &config(), &Silent);
    assert_eq!(checked.program.records.len(), 3);
    assert_eq!(checked.chronicle.effort().analyses, 1);
}

#[test]
fn no_more_days_are_asked_than_there_are() {
    for past in PLANS {
        let checked = checked(past);
        let (asked, days) = (checked.chronicle.effort().days_asked, days_of(&checked));
        assert!(asked <= days, "{past:?}: {asked} days asked of {days}");
    }
    assert!(checked(Past::Trouble).chronicle.effort().days_asked > 0, "in trouble days have to be asked");
}

#[test]
fn a_past_day_looks_at_its_sprint_and_the_next() {
    let checked = checked(Past::Trouble);
    for (sprint, _) in checked.chronicle.past.days() {
        let analysis = checked.chronicle.for_sprint(&checked.program, &checked.graph, sprint);
        assert!(analysis.sprints.len() <= 2, "{} sprints on {}", analysis.sprints.len(), analysis.as_of);
    }
    assert_eq!(checked.chronicle.effort().analyses, 1 + SPRINTS, "each of these is counted");
}

#[test]
fn a_milestone_takes_little_room_on_a_past_day() {
    let bytes = size_of::<MilestoneSnapshot>();
    assert!(bytes <= 32, "{bytes} bytes");
}

#[test]
fn a_build_analyzes_a_past_day_once_for_its_page() {
    for past in PLANS {
        let Built { checked, plan: site, effort } = build(&project(past), &config(), &Silent);
        assert_eq!(checked.chronicle.effort().analyses, 1 + SPRINTS, "{past:?}");
        let html = site.iter().filter(|(path, _)| path.as_str().ends_with(".html")).count();
        assert!(effort.pages <= html, "{past:?}: {} pages made for {html}", effort.pages);
    }
}
