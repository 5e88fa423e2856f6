//! Networks with known answers.

use milepost::analyse::schedule::{Driver, DrivingChains, Network};
use milepost::date::WorkCalendar;

use super::network::{FF, FS, SF, SS, dates, early, network, solve};

/// Letters as activities, `AB` as a finish-to-start link, seven-day weeks.
fn letters(durations: &[u32], links: &str) -> Network {
    let index = |letter: u8| usize::from(letter - b'A');
    let links: Vec<_> =
        links.split(' ').map(|l| (index(l.as_bytes()[0]), index(l.as_bytes()[1]), FS, 0)).collect();
    Network { calendars: vec![WorkCalendar::every_day()], ..network(durations, &links) }
}

fn critical(network: &Network) -> String {
    let schedule = solve(network);
    (0..network.activities.len())
        .filter(|&i| dates(&schedule, i).critical)
        .map(|i| char::from(b'A' + i as u8))
        .collect()
}

fn floats(network: &Network) -> Vec<(i32, i32)> {
    let schedule = solve(network);
    let float = |i| (dates(&schedule, i).total_float, dates(&schedule, i).free_float);
    (0..network.activities.len()).map(float).collect()
}

fn length(network: &Network) -> i64 {
    (solve(network).finish - network.start).num_days() + 1
}

/// The plant of General Foundry (Render and Stair, Quantitative Analysis for Management): 15 weeks.
#[test]
fn general_foundry() {
    let plan = letters(&[2, 3, 2, 4, 4, 3, 5, 2], "AC BD CE CF DG EG FH GH");
    assert_eq!(length(&plan), 15);
    assert_eq!(critical(&plan), "ACEGH");
    assert_eq!(floats(&plan), [(0, 0), (1, 0), (0, 0), (1, 1), (0, 0), (6, 6), (0, 0), (0, 0)]);
}

/// The construction project of Reliable (Hillier and Lieberman, Introduction to Operations Research): 44 weeks.
#[test]
fn reliable_construction() {
    let durations = [2, 4, 10, 6, 4, 5, 7, 9, 7, 8, 4, 5, 2, 6];
    let plan = letters(&durations, "AB BC CD CE CI DG EF EH FJ GH HM IJ JK JL KN LN");
    assert_eq!(length(&plan), 44);
    assert_eq!(critical(&plan), "ABCEFJLN");
    let total: Vec<i32> = floats(&plan).iter().map(|f| f.0).collect();
    assert_eq!(total, [0, 0, 0, 4, 0, 0, 4, 4, 2, 0, 1, 0, 4, 0]);
}

#[test]
fn every_link_type_over_a_weekend_and_a_holiday() {
    let mut plan = network(
        &[5, 3, 0, 4, 2, 2],
        &[(0, 1, FS, 0), (1, 2, FS, 0), (0, 3, SS, 2), (3, 4, FF, 1), (0, 5, SF, 7)],
    );
    let holiday = super::network::sep(14);
    let week = [chrono::Weekday::Mon, chrono::Weekday::Tue, chrono::Weekday::Wed, chrono::Weekday::Thu];
    let week = [&week[..], &[chrono::Weekday::Fri]].concat();
    plan.calendars = vec![WorkCalendar::new(&week, &[holiday], &[]).expect("five days")];
    let schedule = solve(&plan);
    assert_eq!(early(&schedule, 0), (7, 11));
    assert_eq!(early(&schedule, 1), (15, 17));
    assert_eq!(early(&schedule, 2), (17, 17), "a gate is shown on the day that ends at it");
    assert_eq!(early(&schedule, 3), (9, 15));
    assert_eq!(early(&schedule, 4), (15, 16));
    assert_eq!(early(&schedule, 5), (15, 16));
}

#[test]
fn why_and_what_for() {
    // 0 -> 1 -> 3, 0 -> 2 -> 3: the longer branch drives.
    let plan = network(&[2, 5, 1, 1], &[(0, 1, FS, 0), (0, 2, FS, 0), (2, 3, FS, 0), (1, 3, FS, 0)]);
    let chains = DrivingChains::new(&plan, &solve(&plan));
    let steps: Vec<_> = chains.to(3).iter().map(|s| (s.activity, s.driver)).collect();
    assert_eq!(steps, [(3, Driver::Link(3)), (1, Driver::Link(0)), (0, Driver::ProjectStart)]);
    assert_eq!(chains.held_up_by(0), [1, 2, 3]);
    assert_eq!(chains.held_up_by(2), [0usize; 0]);
    assert_eq!(chains.to(99), []);
}

/// What takes no time sits at the instant that its link gives, which for SS and SF is the start of a day.
#[test]
fn what_takes_no_time_sits_where_its_link_says() {
    let plan = network(
        &[5, 0, 0, 0, 0, 2],
        &[(0, 1, SS, 0), (0, 2, SF, 0), (0, 3, FS, 0), (0, 4, FF, 0), (1, 5, FS, 0)],
    );
    let schedule = solve(&plan);
    let float = |activity| dates(&schedule, activity).total_float;
    assert_eq!(early(&schedule, 3), (11, 11), "at the end of what it waits for");
    assert_eq!(early(&schedule, 4), (11, 11));
    assert_eq!(early(&schedule, 5), (7, 8), "the day is not over when it begins");
    assert_eq!((float(1), float(3), float(5)), (3, 0, 3));
    assert!(early(&schedule, 1).0 <= 7 && early(&schedule, 2).0 <= 7, "at the start of the first day");
}

#[test]
fn an_empty_plan_ends_where_it_starts() {
    let plan = network(&[], &[]);
    assert_eq!(solve(&plan).finish, plan.start);
    assert_eq!(solve(&Network::default()).conflicts, []);
}
