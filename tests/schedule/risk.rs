//! Forecasts under uncertainty: the same for every number of threads, and right where the answer is known.

use milepost::analyse::schedule::Network;
use milepost::analyse::schedule::risk::{
    Estimate, Forecast, RiskEvent, Shape, Subject, Uncertainty, simulate,
};

use super::network::{FS, network, sep, solve};

fn days(optimistic: u32, most_likely: u32, pessimistic: u32) -> Estimate {
    Estimate { optimistic, most_likely, pessimistic, shape: Shape::Triangular }
}

/// Two branches that meet, the first the longer on average; a risk on the second.
fn plan() -> (Network, Uncertainty) {
    let plan = network(&[10, 8, 0], &[(0, 2, FS, 0), (1, 2, FS, 0)]);
    let uncertainty = Uncertainty {
        estimates: vec![Some(days(8, 10, 14)), Some(days(6, 8, 12))],
        risks: vec![RiskEvent { probability: 0.3, impact: days(5, 5, 5), affects: vec![1] }],
        watched: vec![2, 0],
        runs: 2_000,
        seed: 7,
    };
    (plan, uncertainty)
}

fn forecast(plan: &Network, uncertainty: &Uncertainty) -> Forecast {
    simulate(plan, uncertainty).expect("something is uncertain")
}

#[test]
fn one_thread_and_five_give_the_same() {
    let (plan, uncertainty) = plan();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| forecast(&plan, &uncertainty))
    };
    assert_eq!(with(1), with(5));
}

#[test]
fn another_seed_gives_other_runs_and_much_the_same_answer() {
    let (plan, uncertainty) = plan();
    let other = Uncertainty { seed: 8, ..uncertainty.clone() };
    let (a, b) = (forecast(&plan, &uncertainty), forecast(&plan, &other));
    assert_ne!(a.criticality, b.criticality);
    for (a, b) in a.criticality.iter().zip(&b.criticality) {
        assert!((a - b).abs() < 0.06, "{a} {b}");
    }
}

#[test]
fn percentiles_are_those_of_the_distribution() {
    // A triangle from 10 to 30 with its peak at 10: the finish lies under x in 1 - ((30 - x) / 20)^2 of all
    // runs, so P50 is at 15.86 and P80 at 21.06 days.
    let plan = network(&[10], &[]);
    let uncertainty = Uncertainty {
        estimates: vec![Some(days(10, 10, 30))],
        watched: vec![0],
        runs: 20_000,
        ..Uncertainty::default()
    };
    let finish = forecast(&plan, &uncertainty).finish;
    let calendar = &plan.calendars[0];
    assert_eq!(calendar.days_of_span(plan.start, finish.p50), 16);
    assert_eq!(calendar.days_of_span(plan.start, finish.p80), 21);
}

#[test]
fn the_gate_is_as_late_as_the_plan_and_later_than_planned() {
    let (plan, uncertainty) = plan();
    let forecast = forecast(&plan, &uncertainty);
    assert_eq!(forecast.watched[0], Some(forecast.finish));
    assert!(forecast.finish.p80 > solve(&plan).finish);
    let first = forecast.watched[1].expect("it is scheduled");
    assert!(sep(16) <= first.p10 && first.p90 <= sep(24));
}

#[test]
fn criticality_tells_the_branches_apart_and_the_gate_is_always_on_the_path() {
    let (plan, uncertainty) = plan();
    let forecast = forecast(&plan, &uncertainty);
    assert!(forecast.criticality[0] > forecast.criticality[1]);
    assert!(forecast.criticality[0] + forecast.criticality[1] >= 1.0);
    assert_eq!(forecast.criticality[2], 1.0);
}

#[test]
fn the_widest_swing_comes_first() {
    let (plan, uncertainty) = plan();
    let swings = forecast(&plan, &uncertainty).swings;
    let subjects: Vec<Subject> = swings.iter().map(|s| s.subject).collect();
    assert_eq!(subjects.len(), 3);
    assert!(subjects.contains(&Subject::Risk(0)));
    assert!(swings.windows(2).all(|w| w[0].high - w[0].low >= w[1].high - w[1].low));
    assert!(swings.iter().all(|s| s.high > s.low));
}

#[test]
fn a_risk_that_always_happens_adds_its_days() {
    let plan = network(&[5, 5], &[(0, 1, FS, 0)]);
    let risk = RiskEvent { probability: 1.0, impact: days(3, 3, 3), affects: vec![1, 99] };
    let uncertainty =
        Uncertainty { risks: vec![risk], watched: vec![0, 1, 99], runs: 10, ..Uncertainty::default() };
    let forecast = forecast(&plan, &uncertainty);
    assert_eq!(forecast.finish.p10, sep(23));
    assert_eq!(forecast.watched[0].map(|p| p.p90), Some(sep(11)));
    assert_eq!(forecast.watched[2], None);
    assert_eq!(forecast.swings, [], "what always happens swings nothing");
}

#[test]
fn what_is_done_is_not_drawn_and_what_is_under_way_only_its_rest() {
    let mut plan = network(&[10, 10, 10], &[]);
    plan.status_date = Some(sep(14));
    plan.activities[0].actual_start = Some(sep(7));
    plan.activities[0].actual_finish = Some(sep(10));
    plan.activities[1].actual_start = Some(sep(7));
    plan.activities[1].remaining = Some(3);
    plan.activities[2].given_up = true;
    let uncertainty = Uncertainty {
        estimates: vec![Some(days(5, 5, 5)); 3],
        watched: vec![0, 1, 2],
        runs: 10,
        ..Uncertainty::default()
    };
    let watched = forecast(&plan, &uncertainty).watched;
    let p50: Vec<_> = watched.iter().flatten().map(|p| p.p50).collect();
    assert_eq!(p50, [sep(10), sep(18), sep(14)]);
}

#[test]
fn an_owners_forecast_shifts_all_runs_and_risks_come_on_top() {
    // Ten days from the 7th on are over on the 18th; the owner says the 25th, five working days later.
    let mut plan = network(&[10, 1], &[(0, 1, FS, 0)]);
    plan.activities[0].expected_finish = Some(sep(25));
    let runs = |risks: Vec<RiskEvent>, estimate: Estimate| {
        let estimates = vec![Some(estimate)];
        let uncertainty =
            Uncertainty { estimates, risks, watched: vec![0], runs: 500, ..Uncertainty::default() };
        forecast(&plan, &uncertainty)
    };
    let certain = runs(Vec::new(), days(10, 10, 10));
    assert_eq!((certain.watched[0].map(|p| p.p50), certain.finish.p50), (Some(sep(25)), sep(28)));
    let spread = runs(Vec::new(), days(8, 10, 12)).watched[0].expect("it is scheduled");
    assert!(sep(23) <= spread.p10 && spread.p10 < sep(25), "{spread:?}");
    assert!(sep(25) < spread.p90 && spread.p90 <= sep(29), "{spread:?}");
    let risk = RiskEvent { probability: 1.0, impact: days(5, 5, 5), affects: vec![0] };
    assert_eq!(runs(vec![risk], days(10, 10, 10)).watched[0].map(|p| p.p50), Some(sep(32)));
    // It is later all the same where what it waits for is.
    let mut behind = network(&[5, 10], &[(0, 1, FS, 0)]);
    behind.activities[1].expected_finish = Some(sep(28));
    let late = RiskEvent { probability: 1.0, impact: days(5, 5, 5), affects: vec![0] };
    let uncertainty = Uncertainty { risks: vec![late], watched: vec![1], runs: 10, ..Uncertainty::default() };
    assert_eq!(solve(&behind).finish, sep(28));
    assert_eq!(forecast(&behind, &uncertainty).finish.p50, sep(35));
}

#[test]
fn what_waits_for_something_undated_has_no_forecast_and_is_none_of_the_end() {
    let mut plan = network(&[1, 9, 2], &[(0, 1, FS, 0)]);
    plan.activities[0].duration = None;
    let risk = RiskEvent { probability: 1.0, impact: days(1, 1, 1), affects: vec![2] };
    let uncertainty =
        Uncertainty { risks: vec![risk], watched: vec![1, 2], runs: 10, ..Uncertainty::default() };
    let forecast = forecast(&plan, &uncertainty);
    assert_eq!(forecast.finish.p50, sep(9));
    assert_eq!((forecast.watched[0], forecast.watched[1].map(|p| p.p50)), (None, Some(sep(9))));
    assert_eq!(forecast.criticality, [0.0, 0.0, 1.0]);
}

#[test]
fn without_anything_uncertain_there_is_no_forecast() {
    let (plan, uncertainty) = plan();
    assert_eq!(simulate(&plan, &Uncertainty { runs: 100, ..Uncertainty::default() }), None);
    assert_eq!(simulate(&plan, &Uncertainty { runs: 0, ..uncertainty }), None);
}
