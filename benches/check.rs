//! How long it takes to find out everything that is wrong.

mod plans;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use milepost::site::check;

fn projects(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for plan in [plans::SMALL, plans::CALM, plans::HISTORY, plans::TROUBLE, plans::PROSE] {
        let (project, config) = (plan.project(), plans::config());
        group.bench_function(plan.name, |b| b.iter(|| check(black_box(&project), &config)));
    }
}

criterion_group!(benches, projects);
criterion_main!(benches);
