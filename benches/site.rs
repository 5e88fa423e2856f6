//! How long it takes to make a whole site, in memory.

mod plans;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use milepost::site::{Silent, build};

fn sites(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("site");
    group.sample_size(10);
    for plan in [plans::SMALL, plans::SMALL_TROUBLE, plans::CALM, plans::PROSE] {
        let (project, config) = (plan.project(), plans::config());
        group.bench_function(plan.name, |b| b.iter(|| build(black_box(&project), &config, &Silent)));
    }
}

criterion_group!(benches, sites);
criterion_main!(benches);
