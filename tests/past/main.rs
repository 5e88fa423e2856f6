//! The past, which is worked out from a plan made ready for many days, against the slow way: an analysis made for each
//! day alone. Tried on made-up plans, calm, with a history and in trouble, and on small ones in which all goes wrong.

use chrono::NaiveDate;
use milepost::{
    analyse::{Analysis, Chronicle, analyse, schedule::Conflict},
    model::{Key, Sprint},
    site::{Checked, Config, check},
};
use proptest::prelude::*;

#[path = "../common_world/mod.rs"]
mod common_world;
#[path = "../../examples/plans/made_up.rs"]
mod made_up;
#[path = "../seeds/mod.rs"]
mod seeds;
mod closed;
mod corrected;
mod later;
mod since;
mod wrong;

use made_up::{Options, Past};

type Files = Vec<(String, String)>;

fn checked(files: &Files) -> Checked {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let config = Config::usual(NaiveDate::MIN);
    check(&common_world::project(&files), &config)
}

fn made_up(past: Past) -> Checked {
    let options = Options { milestones: 60, phases: 4, past, sprints: Some(8), ..Options::default() };
    checked(&made_up::program(&options).expect("it can be made"))
}

fn assert_past_is_what_it_was(checked: &Checked) {
    let (program, graph, chronicle) = (&checked.program, &checked.graph, &checked.chronicle);
    for (sprint, kept) in chronicle.past.days() {
        let then = chronicle.now.known.on(kept.as_of);
        let alone = analyse(program, graph, then);
        let shared = chronicle.for_sprint(program, graph, sprint);
        assert_same(&shared, &alone);
        let next = program.sprint_after(sprint).map(|next| format!("{:#?}", alone.sprint(next)));
        assert_eq!(format!("{:#?}", shared.sprint(sprint)), format!("{:#?}", alone.sprint(sprint)));
        assert_eq!(program.sprint_after(sprint).map(|next| format!("{:#?}", shared.sprint(next))), next);
        assert_kept(chronicle, &alone, sprint);
    }
    since::assert_first_days(program, graph, chronicle);
}

/// All of two analyses but their sprints, of which a past day knows two only.
fn assert_same(one: &Analysis, other: &Analysis) {
    let on = one.as_of;
    for (key, (one, other)) in one.milestones.iter().zip(&other.milestones).enumerate() {
        assert_eq!(format!("{one:#?}"), format!("{other:#?}"), "milestone {key} on {on}");
    }
    for (key, (one, other)) in one.phases.iter().zip(&other.phases).enumerate() {
        assert_eq!(format!("{one:#?}"), format!("{other:#?}"), "phase {key} on {on}");
    }
    // Links are numbered by the network, in which links that do not count are left out or not.
    let conflict = |conflict: &Conflict| match *conflict {
        Conflict::OutOfSequence { activity, .. } => Conflict::OutOfSequence { activity, link: 0 },
        Conflict::ConstraintAgainstLink { activity, days, .. } => {
            Conflict::ConstraintAgainstLink { activity, link: 0, days }
        }
        other => other,
    };
    let conflicts = |a: &Analysis| a.conflicts.iter().map(conflict).collect::<Vec<_>>();
    let rest = |a: &Analysis| format!("{:#?} {:#?} {:#?}", a.program, conflicts(a), a.needed_by);
    assert_eq!(rest(one), rest(other), "on {on}");
}

/// What is kept of the end of a sprint, and what an analysis of that day says.
fn assert_kept(chronicle: &Chronicle, alone: &Analysis, sprint: Key<Sprint>) {
    let kept = chronicle.past.at(sprint).expect("the sprint is over");
    let on = kept.as_of;
    assert_eq!(kept.program, alone.program.roll_up.rag, "the program on {on}");
    let scope = alone.sprint(sprint);
    assert_eq!(format!("{:#?}", chronicle.scope_of(sprint)), format!("{:#?}", (on, scope)), "{on}");
    let told = kept.sprint.as_ref().expect("the sprint that ended");
    assert_eq!((told.rag, told.tally), (scope.roll_up.rag, scope.roll_up.tally), "the sprint on {on}");
    assert_eq!((told.milestones, told.completed), (scope.milestones.len(), scope.completed.len()), "{on}");
    for (index, (kept, phase)) in kept.phases.iter().zip(&alone.phases).enumerate() {
        assert_eq!((kept.rag, kept.gate), (phase.roll_up.rag, phase.gate.forecast), "phase {index} on {on}");
    }
    for (index, (kept, milestone)) in kept.milestones.iter().zip(&alone.milestones).enumerate() {
        let placement = milestone.schedule.as_ref().ok();
        let finish = placement.map(|placement| placement.forecast.finish);
        let duration = placement.map_or(0, |placement| placement.duration);
        assert_eq!(
            (kept.rag, kept.progress, kept.finish, kept.duration, kept.percent),
            (milestone.verdict.shown, milestone.progress, finish, duration, milestone.percent()),
            "milestone {index} on {on}"
        );
    }
}

#[test]
fn a_calm_past_is_what_it_was() {
    assert_past_is_what_it_was(&made_up(Past::Calm));
}

#[test]
fn a_long_history_is_what_it_was() {
    assert_past_is_what_it_was(&made_up(Past::History));
}

#[test]
fn a_past_in_trouble_is_what_it_was() {
    assert_past_is_what_it_was(&made_up(Past::Trouble));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_went_wrong_is_what_it_was(files in wrong::project()) {
        assert_past_is_what_it_was(&checked(&files));
    }
}
