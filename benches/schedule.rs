//! How long it takes to schedule 10,000 activities with 25,000 links, both ways, floats and conflicts included;
//! and 10,000 runs of a Monte Carlo simulation over 500 activities.

use chrono::{NaiveDate, TimeDelta};
use criterion::{Criterion, criterion_group, criterion_main};
use milepost::analyse::schedule::risk::{Estimate, Shape, Uncertainty, simulate};
use milepost::analyse::schedule::{Activity, Link, LinkKind, Network, schedule};
use milepost::date::{Length, WorkCalendar};
use std::hint::black_box;

/// A layered network of mixed links and lags in a calendar with holidays; the same every time.
fn network(activities: usize, links: usize) -> Network {
    let mut state = 1u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let start = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
    let holidays: Vec<NaiveDate> = (0..60).map(|_| start + TimeDelta::days(below(2_000) as i64)).collect();
    let monday_to_friday: Vec<_> = (0u8..5).filter_map(|day| chrono::Weekday::try_from(day).ok()).collect();
    let calendar = WorkCalendar::new(&monday_to_friday, &holidays, &[]).expect("five days");
    let kinds = [LinkKind::FinishStart, LinkKind::FinishStart, LinkKind::StartStart, LinkKind::FinishFinish];
    let links = (0..links).map(|_| {
        let to = 1 + below(activities - 1);
        let from = to - 1 - below(to.min(200));
        let lag = Length::Working([0, 0, 2, -1][below(4)]);
        Link { lag, ..Link::new(from, to, kinds[below(4)]) }
    });
    let links = links.collect();
    let activities = (0..activities).map(|_| Activity::of(below(12) as u32)).collect();
    Network { start, calendars: vec![calendar], activities, links, ..Network::default() }
}

fn both_passes(criterion: &mut Criterion) {
    let network = network(10_000, 25_000);
    criterion.bench_function("schedule 10,000 activities, 25,000 links", |b| {
        b.iter(|| schedule(black_box(&network)));
    });
}

fn ten_thousand_runs(criterion: &mut Criterion) {
    let network = network(500, 1_250);
    let estimate = |activity: &Activity| {
        let days = activity.duration.filter(|&days| days > 0)?;
        let (optimistic, pessimistic) = (days.div_ceil(2), days * 2);
        Some(Estimate { optimistic, most_likely: days, pessimistic, shape: Shape::Pert })
    };
    let uncertainty = Uncertainty {
        estimates: network.activities.iter().map(estimate).collect(),
        watched: (0..500).step_by(25).collect(),
        runs: 10_000,
        ..Uncertainty::default()
    };
    let mut group = criterion.benchmark_group("risk");
    group.sample_size(10);
    group.bench_function("10,000 runs over 500 activities", |b| {
        b.iter(|| simulate(black_box(&network), &uncertainty));
    });
}

criterion_group!(benches, both_passes, ten_thousand_runs);
criterion_main!(benches);
