//! How long it takes to draw a Gantt chart of 29 rows, as a small program has, and of 500, more than any page shows.

use chrono::{Days, NaiveDate, Weekday};
use criterion::{Criterion, criterion_group, criterion_main};
use milepost::date::Dates;
use milepost::draw::gantt::{GanttOptions, draw, draw_pieces};
use milepost::model::{LifeCycle, LinkKind, Rag};
use milepost::view::chart::gantt::{GanttLink, GanttPhase, GanttRow, GanttView, bounded_span};
use std::hint::black_box;

fn row(number: usize, first: NaiveDate) -> GanttRow {
    let start = first + Days::new(3 * number as u64);
    let span = Dates { start, finish: start + Days::new(2 + number as u64 % 12) };
    let link = |back: usize| GanttLink {
        from: format!("M{}", number.saturating_sub(back)),
        kind: LinkKind::FinishStart,
        critical: number.is_multiple_of(3),
    };
    GanttRow {
        id: format!("M{number}"),
        title: ["Order service", "Load test", "Identity and access management"][number % 3].to_owned(),
        href: format!("milestones/m{number}/index.html"),
        gate: number % 9 == 8,
        status: [LifeCycle::Done, LifeCycle::InProgress, LifeCycle::Planned][number % 3],
        rag: Some([Rag::Green, Rag::Amber, Rag::Red][number % 3]),
        owner: Some("ada".to_owned()),
        percent: Some((number * 17 % 101) as u8),
        baseline: Some(span),
        forecast: Some(span),
        leveled: None,
        rollup: None,
        started: false,
        finished: false,
        float_days: Some(number as i32 % 9),
        float_until: Some(span.finish + Days::new(number as u64 % 9)),
        critical: number.is_multiple_of(3),
        slip_days: [0, 4, -2][number % 3],
        blocked: number % 7 == 3,
        late: number % 5 == 1,
        needs: [1, 4, 11].into_iter().filter(|back| *back <= number).map(link).collect(),
    }
}

/// Phases of ten rows.
fn plan(rows: usize) -> GanttView {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
    let phase = |number: usize| GanttPhase {
        id: format!("P{number}"),
        title: "Core commerce".to_owned(),
        href: format!("phases/p{number}/index.html"),
        rag: Some(Rag::Green),
        span: None,
        rows: (10 * number..rows.min(10 * number + 10)).map(|row_number| row(row_number, first)).collect(),
        folded: 0,
    };
    let mut view = GanttView {
        title: "Timeline".to_owned(),
        description: "Made up.".to_owned(),
        range: Dates { start: first, finish: first },
        status_date: first + Days::new(rows as u64),
        days_off: vec![Weekday::Sat, Weekday::Sun],
        holidays: Vec::new(),
        sprints: Vec::new(),
        phases: (0..rows.div_ceil(10)).map(phase).collect(),
        unplaced: Vec::new(),
        note: None,
    };
    view.range = bounded_span(&view.dates(), view.status_date);
    view
}

fn charts(criterion: &mut Criterion) {
    let options = GanttOptions::default();
    for rows in [29, 500] {
        let view = plan(rows);
        criterion.bench_function(&format!("Gantt chart of {rows} rows"), |b| {
            b.iter(|| draw(black_box(&view), &options));
        });
        criterion.bench_function(&format!("Gantt chart of {rows} rows, in pieces"), |b| {
            b.iter(|| draw_pieces(black_box(&view), &options));
        });
    }
}

criterion_group!(benches, charts);
criterion_main!(benches);
