//! How long it takes to find out how things stand, and how they stood at the end of each sprint.

mod plans;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use milepost::{
    analyse::{DependencyGraph, analyse, chronicle},
    load::load,
};

fn then_and_now(criterion: &mut Criterion) {
    for plan in [plans::CALM, plans::HISTORY, plans::TROUBLE] {
        let program = load(&plan.project(), &plans::config().content).program;
        let graph = DependencyGraph::new(&program);
        let today = program.settings.status_date.as_ref().map(|date| date.value).expect("a status date");
        let mut group = criterion.benchmark_group(plan.name);
        group.sample_size(10);
        group.bench_function("one day", |b| b.iter(|| analyse(black_box(&program), &graph, today)));
        group.bench_function("chronicle", |b| b.iter(|| chronicle(black_box(&program), &graph, today)));
    }
}

criterion_group!(benches, then_and_now);
criterion_main!(benches);
