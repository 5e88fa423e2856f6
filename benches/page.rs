//! How long it takes to make and render one page of each kind, where everything else is known already.

mod plans;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use milepost::{
    render::Renderer,
    site::{Site, check},
};

/// A page of each kind, by what lies at its path.
const PAGES: [(&str, &str); 15] = [
    ("program", "index.html"),
    ("milestone", "milestones/m3.4/index.html"),
    ("milestones", "milestones/index.html"),
    ("phase", "phases/p3/index.html"),
    ("phases", "phases/index.html"),
    ("past sprint", "sprints/sprint-06/index.html"),
    ("coming sprint", "sprints/sprint-14/index.html"),
    ("sprints", "sprints/index.html"),
    ("owner", "teams/ada/index.html"),
    ("teams", "teams/index.html"),
    ("timeline", "timeline/index.html"),
    ("dependencies", "dependencies/index.html"),
    ("escalations", "escalations/index.html"),
    ("checks", "checks/index.html"),
    ("prose", "notes/000/note-00042/index.html"),
];

fn pages(criterion: &mut Criterion) {
    for plan in [plans::SMALL, plans::SMALL_TROUBLE] {
        let (project, config) = (plan.project(), plans::config());
        let checked = check(&project, &config);
        let context = checked.context();
        let (renderer, _) = Renderer::new(Vec::new());
        let site = Site::new(&checked, &context, renderer, config.commit.as_deref());
        let mut group = criterion.benchmark_group(plan.name);
        group.sample_size(20);
        for (kind, path) in PAGES {
            group.bench_function(kind, |b| {
                b.iter(|| {
                    let page = site.page(black_box(path)).unwrap_or_else(|| panic!("no page at {path}"));
                    site.render(&page)
                });
            });
        }
    }
}

criterion_group!(benches, pages);
criterion_main!(benches);
