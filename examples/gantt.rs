//! Draws Gantt charts of made-up programs, to look at.
//!
//! ```text
//! cargo run --example gantt -- DIRECTORY
//! ```

use anyhow::{Context, Result};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use milepost::date::Dates;
use milepost::draw::gantt::{GanttOptions, draw, draw_pieces};
use milepost::draw::svg::{Mode, page_rules, page_variables};
use milepost::model::{LifeCycle, LinkKind, Rag};
use milepost::view::chart::gantt::{
    GanttLink, GanttPhase, GanttRow, GanttSprint, GanttView, Unplaced, bounded_span,
};
use std::path::Path;

fn main() -> Result<()> {
    let directory = std::env::args().nth(1).context("give a directory to write to")?;
    let directory = Path::new(&directory);
    std::fs::create_dir_all(directory)?;
    let shop = shop();
    for (name, view, width) in [
        ("shop", shop.clone(), 1180.0),
        ("rows-20", made(20, 4, &["Order service", "Load test"]), 1180.0),
        (
            "rows-100",
            made(100, 8, &["Order service", "Load test", "Identity and access for partners and staff"]),
            1280.0,
        ),
        ("rows-500", made(500, 20, &["Order service", "Load test", "Data inventory"]), 1400.0),
        ("names", made(24, 3, NAMES), 1180.0),
        ("wild", wild(), 1000.0),
    ] {
        let options = GanttOptions { mode: Mode::Standalone, width, ..GanttOptions::default() };
        let svg = draw(&view, &options);
        let inline = draw(&view, &GanttOptions { mode: Mode::Inline, ..options });
        let rows: usize = view.phases.iter().map(|p| p.rows.len()).sum();
        println!("{name}: {rows} rows, {} bytes, {} inline", svg.len(), inline.len());
        std::fs::write(directory.join(format!("{name}.svg")), svg)?;
    }
    std::fs::write(directory.join("pieces.html"), page(&shop))?;
    Ok(())
}

const NAMES: &[&str] = &[
    "Identity and access management for every partner, supplier and member of staff, first stage",
    "Überprüfung der Sicherheitsanforderungen",
    "Миграция данных заказчиков в новое хранилище",
    "Ολοκλήρωση υπηρεσίας πληρωμών",
    "決済サービスの統合テストと受け入れ試験の完了",
    "اختبار القبول للمستخدم النهائي قبل الإطلاق",
    "बिलिंग इंटरफ़ेस की समीक्षा और स्वीकृति",
    "🚀🚀 Launch 👩\u{200D}🚀 readiness 🇪🇺🇩🇪 review board ✅",
    "<script>alert(1)</script> & \"quotes\" 'n' more",
];

/// id, title, working days, predecessors, percent done, slip, owner.
type Item = (&'static str, &'static str, u64, &'static str, u8, i32, &'static str);

const SHOP: &[(&str, &str, &[Item])] = &[
    (
        "P1",
        "Foundation",
        &[
            ("M1.1", "Shared packages", 8, "", 100, 0, "backend"),
            ("M1.2", "Product service", 9, "M1.1", 100, 1, "backend"),
            ("M1.3", "User service", 8, "M1.1", 70, 3, "backend"),
            ("M1.4", "Gateway", 5, "M1.3", 20, 5, "backend"),
            ("M1.5", "Database migrations", 4, "M1.2 M1.3", 100, -1, "devops"),
            ("M1.6", "Local dev stack", 5, "M1.2 M1.3 M1.4 M1.5", 60, 3, "devops"),
            ("G1", "Foundation gate", 0, "M1.6", 0, 3, "master"),
        ],
    ),
    (
        "P2",
        "Core Commerce",
        &[
            ("M2.1", "Inventory service", 8, "M1.2", 35, 0, "backend"),
            ("M2.2", "Cart service", 6, "M1.3 M1.2", 10, 2, "backend"),
            ("M2.3", "Order service", 10, "M2.1 M2.2", 0, 2, "backend"),
            ("M2.4", "Checkout service", 8, "M2.1 M2.2 M2.3", 0, 2, "backend"),
            ("M2.5", "Payment service", 9, "M2.3 M2.4", 0, 2, "backend"),
            ("M2.6", "Event wiring", 5, "M2.1 M2.2 M2.3 M2.4 M2.5", 0, 2, "backend"),
            ("G2", "Core Commerce gate", 0, "M2.6", 0, 2, "master"),
        ],
    ),
    (
        "P3",
        "Search, Notifications, Media",
        &[
            ("M3.1", "Search service", 10, "M1.2 M2.3", 0, 2, "backend"),
            ("M3.2", "Notification service", 7, "M1.3 M2.3 M2.5", 0, 2, "backend"),
            ("M3.3", "Media service", 8, "M1.2", 0, 0, "backend"),
            ("M3.4", "Campaign service", 9, "M1.2 M2.2 M2.4", 0, 0, "backend"),
            ("G3", "Search gate", 0, "M3.1 M3.2 M3.3 M3.4", 0, 2, "master"),
        ],
    ),
    (
        "P4",
        "Frontend",
        &[
            ("M4.1", "BFF layer", 6, "G2", 0, 2, "frontend"),
            ("M4.2", "Product listing / detail", 8, "M4.1 M3.1", 0, 2, "frontend"),
            ("M4.3", "Cart + Checkout UI", 9, "M4.1 M2.2 M2.4", 0, 2, "frontend"),
            ("M4.4", "Auth UI", 5, "M4.1 M1.3", 0, 2, "frontend"),
            ("M4.5", "Order history", 5, "M4.1 M2.3", 0, 2, "frontend"),
            ("M4.6", "Accessibility + performance", 8, "M4.2 M4.3 M4.4 M4.5", 0, 2, "frontend"),
            ("G4", "Frontend gate", 0, "M4.6", 0, 2, "master"),
        ],
    ),
    (
        "P5",
        "Production Readiness",
        &[
            ("M5.1", "K8s manifests", 6, "G4", 0, 2, "devops"),
            ("M5.2", "Helm charts", 5, "M5.1", 0, 2, "devops"),
            ("M5.3", "CI/CD pipelines", 6, "M5.1", 0, 2, "devops"),
            ("M5.4", "Observability", 6, "M5.1", 0, 2, "devops"),
            ("M5.5", "Load testing", 7, "M5.1", 0, 2, "qa"),
            ("M5.6", "Security audit", 8, "M5.1", 0, 2, "security"),
            ("M5.7", "Documentation", 3, "M5.2 M5.3 M5.4 M5.5 M5.6", 0, 2, "docs"),
            ("G5", "Production gate", 0, "M5.7", 0, 2, "master"),
        ],
    ),
];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn is_working(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day so many working days after (or before) the given one.
fn shift(from: NaiveDate, working: i64) -> NaiveDate {
    let (mut at, mut left) = (from, working);
    while left != 0 || !is_working(at) {
        at = if working < 0 { at.pred_opt() } else { at.succ_opt() }.unwrap_or(at);
        if is_working(at) {
            left -= left.signum();
        }
    }
    at
}

struct Work {
    id: String,
    title: String,
    days: i64,
    needs: Vec<usize>,
    percent: u8,
    slip: i32,
    owner: String,
    phase: usize,
}

/// Forward and backward pass over finish-start links, in working-day numbers.
fn view(
    title: &str,
    phases: &[(String, String)],
    work: &[Work],
    start: NaiveDate,
    status: NaiveDate,
) -> GanttView {
    let mut early = vec![0i64; work.len()];
    for (i, w) in work.iter().enumerate() {
        early[i] = w.needs.iter().map(|&n| early[n] + work[n].days).max().unwrap_or(0);
    }
    let end = (0..work.len()).map(|i| early[i] + work[i].days).max().unwrap_or(0);
    let mut late = vec![end; work.len()];
    for i in (0..work.len()).rev() {
        for &n in &work[i].needs {
            late[n] = late[n].min(late[i] - work[i].days);
        }
    }
    let span = |from: i64, days: i64| {
        let first = shift(start, from);
        if days == 0 {
            let at = if from == 0 { first } else { shift(start, from - 1) };
            Dates { start: at, finish: at }
        } else {
            Dates { start: first, finish: shift(start, from + days - 1) }
        }
    };
    let rows: Vec<GanttRow> = work
        .iter()
        .enumerate()
        .map(|(i, w)| {
            let float = late[i] - early[i] - w.days;
            let forecast = span(early[i], w.days);
            let late_now = forecast.finish < status && w.percent < 100;
            let status_word = match w.percent {
                100 => LifeCycle::Done,
                0 => LifeCycle::Planned,
                _ if w.slip > 4 => LifeCycle::Blocked,
                _ => LifeCycle::InProgress,
            };
            let rag = if w.slip > 3 || late_now {
                Rag::Red
            } else if w.slip > 2 {
                Rag::Amber
            } else {
                Rag::Green
            };
            let back = i64::from(w.slip);
            GanttRow {
                id: w.id.clone(),
                title: w.title.clone(),
                href: format!("/milestones/{}/", w.id),
                gate: w.days == 0,
                status: status_word,
                rag: Some(rag),
                owner: Some(w.owner.clone()),
                percent: Some(w.percent),
                baseline: Some(Dates {
                    start: shift(forecast.start, -back),
                    finish: shift(forecast.finish, -back),
                }),
                forecast: Some(forecast),
                leveled: None,
                rollup: None,
                started: w.percent > 0,
                finished: w.percent == 100,
                float_days: i32::try_from(float).ok(),
                float_until: Some(span(early[i] + float, w.days).finish),
                critical: float == 0,
                slip_days: w.slip,
                blocked: false,
                late: late_now,
                needs: w
                    .needs
                    .iter()
                    .map(|&n| GanttLink {
                        from: work[n].id.clone(),
                        kind: LinkKind::FinishStart,
                        critical: float == 0
                            && late[n] - early[n] == work[n].days
                            && early[n] + work[n].days == early[i],
                    })
                    .collect(),
            }
        })
        .collect();
    let groups = phases.iter().enumerate().map(|(p, (id, name))| {
        let rows: Vec<GanttRow> =
            rows.iter().zip(work).filter(|(_, w)| w.phase == p).map(|(r, _)| r.clone()).collect();
        let spans = || rows.iter().filter_map(|r| r.forecast);
        let span = spans().map(|s| s.start).min().zip(spans().map(|s| s.finish).max());
        GanttPhase {
            id: id.clone(),
            title: name.clone(),
            href: format!("/phases/{id}/"),
            rag: Some([Rag::Red, Rag::Amber, Rag::Green][p.min(2)]),
            span: span.map(|(start, finish)| Dates { start, finish }),
            rows,
            folded: 0,
        }
    });
    let mut view = GanttView {
        title: title.to_string(),
        description: "Forecast finish and critical path stand in the rows; each row links to its milestone."
            .to_string(),
        range: Dates { start, finish: start },
        status_date: status,
        days_off: vec![Weekday::Sat, Weekday::Sun],
        holidays: vec![day(2026, 4, 3), day(2026, 4, 6), day(2026, 5, 1)],
        sprints: Vec::new(),
        phases: groups.collect(),
        unplaced: vec![Unplaced {
            id: "M9.1".to_string(),
            title: "Loyalty program".to_string(),
            href: "/milestones/M9.1/".to_string(),
            reason: "no duration and no dates".to_string(),
        }],
        note: None,
    };
    view.sort_rows();
    view.range = bounded_span(&view.dates(), status);
    let mut from = start;
    for n in 1.. {
        let finish = from.checked_add_days(Days::new(13)).unwrap_or(from);
        view.sprints.push(GanttSprint {
            name: format!("Sprint {n}"),
            short_name: n.to_string(),
            span: Dates { start: from, finish },
            href: format!("/sprints/sprint-{n:02}/"),
        });
        from = finish.succ_opt().unwrap_or(finish);
        if from > view.range.finish {
            break;
        }
    }
    view
}

fn shop() -> GanttView {
    let mut work: Vec<Work> = Vec::new();
    for (p, (_, _, items)) in SHOP.iter().enumerate() {
        for &(id, title, days, needs, percent, slip, owner) in *items {
            let needs =
                needs.split_whitespace().filter_map(|n| work.iter().position(|w| w.id == n)).collect();
            let (id, title, owner) = (id.to_string(), title.to_string(), owner.to_string());
            work.push(Work { id, title, days: days as i64, needs, percent, slip, owner, phase: p });
        }
    }
    let phases: Vec<(String, String)> =
        SHOP.iter().map(|(id, t, _)| (id.to_string(), t.to_string())).collect();
    view("EcommerceGo: timeline", &phases, &work, day(2026, 2, 9), day(2026, 3, 6))
}

fn made(rows: usize, phases: usize, titles: &[&str]) -> GanttView {
    let per = rows.div_ceil(phases);
    let work: Vec<Work> = (0..rows)
        .map(|i| {
            let gate = i % per == per - 1;
            let first = i - i % per;
            let mut needs: Vec<usize> = if gate {
                (first..i).collect()
            } else {
                [
                    i.checked_sub(1 + i % 4),
                    (i % 3 == 0).then(|| i.saturating_sub(per / 2 + 1)),
                    (i % per == 0).then(|| i.saturating_sub(1)),
                ]
                .into_iter()
                .flatten()
                .filter(|&n| n < i)
                .collect()
            };
            needs.sort_unstable();
            needs.dedup();
            if gate {
                needs = needs.split_off(needs.len().saturating_sub(4));
            }
            Work {
                id: if gate {
                    format!("G{}", i / per + 1)
                } else {
                    format!("M{}.{}", i / per + 1, i % per + 1)
                },
                title: titles[i % titles.len()].to_string(),
                days: if gate { 0 } else { 3 + (i as i64 * 7) % 11 },
                needs,
                percent: if i * 5 < rows {
                    100
                } else if i * 4 < rows {
                    40
                } else {
                    0
                },
                slip: [0, 0, 2, 0, 5, -2][i % 6],
                owner: "team".to_string(),
                phase: i / per,
            }
        })
        .collect();
    let phases: Vec<(String, String)> =
        (0..phases).map(|p| (format!("P{}", p + 1), format!("Part {}", p + 1))).collect();
    view(&format!("{rows} milestones"), &phases, &work, day(2026, 1, 5), day(2026, 3, 18))
}

/// Dates and texts that no chart should meet.
fn wild() -> GanttView {
    let mut view = made(14, 2, NAMES);
    let rows = &mut view.phases[0].rows;
    rows[0].forecast = Some(Dates { start: day(26, 1, 1), finish: day(26, 2, 1) });
    rows[1].forecast = Some(Dates { start: day(2026, 2, 1), finish: day(9999, 12, 31) });
    rows[2].forecast = None;
    rows[3].forecast = rows[3].forecast.map(|f| Dates { start: f.finish, finish: f.start });
    rows[4].status = LifeCycle::Cancelled;
    rows[5].baseline = Some(Dates { start: NaiveDate::MIN, finish: NaiveDate::MAX });
    view.range = Dates { start: NaiveDate::MIN, finish: NaiveDate::MAX };
    view
}

/// Names that stay, a chart that scrolls, a legend: as an HTML page would do it.
fn page(view: &GanttView) -> String {
    let options = GanttOptions { width: 1000.0, names_width: 210.0, ..GanttOptions::default() };
    let pieces = draw_pieces(view, &options);
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Timeline</title><style>{}{}body{{margin:0;background:var(--mp-ground);color:var(--mp-ink);font-family:sans-serif}}\
         .gantt{{display:flex}}.names{{flex:none;max-width:45vw;overflow:hidden}}.chart{{overflow-x:auto;min-width:0}}\
         svg{{display:block}}.legend{{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none}}</style>\
         <h1>Timeline</h1><div class=\"gantt\"><div class=\"names\">{}</div><div class=\"chart\">{}</div></div><ul class=\"legend\">{}</ul></html>",
        page_variables(),
        page_rules(),
        pieces.names,
        pieces.chart,
        pieces
            .legend
            .iter()
            .map(|item| format!("<li>{}{}</li>", item.sample, item.words))
            .collect::<String>()
    )
}
