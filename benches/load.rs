//! How long it takes from bytes to a program.

mod plans;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use milepost::load::load;

fn programs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(20);
    for plan in [plans::CALM, plans::TROUBLE, plans::PROSE] {
        let (project, config) = (plan.project(), plans::config());
        group.bench_function(plan.name, |b| b.iter(|| load(black_box(&project), &config.content)));
    }
}

criterion_group!(benches, programs);
criterion_main!(benches);
