//! What holds for every chart: sound XML, no words on words or under lines, bounded size, the same bytes each time.

use super::place::{LABEL_SIZE, Shape};
use super::sheet::{Line, Part, Sheet};
use super::*;
use crate::date::Dates;
use crate::draw::svg::{Mark, units, wellformed, width};
use crate::model::{LifeCycle, LinkKind, Rag};
use crate::view::chart::gantt::*;
use chrono::{Days, NaiveDate, Weekday};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).expect("a near date")
}

fn row(id: &str, title: &str, start: NaiveDate, days: u64) -> GanttRow {
    let span = Dates { start, finish: after(start, days.max(1) - 1) };
    GanttRow {
        id: id.to_string(),
        title: title.to_string(),
        href: format!("milestones/{id}/index.html"),
        gate: days == 0,
        status: LifeCycle::Planned,
        rag: Some(Rag::Green),
        owner: None,
        percent: None,
        baseline: Some(span),
        forecast: Some(span),
        leveled: None,
        rollup: None,
        started: false,
        finished: false,
        float_days: Some(0),
        float_until: None,
        critical: true,
        slip_days: 0,
        blocked: false,
        late: false,
        needs: Vec::new(),
    }
}

fn needs(from: &str, critical: bool) -> GanttLink {
    GanttLink { from: from.to_string(), kind: LinkKind::FinishStart, critical }
}

fn view(rows: Vec<GanttRow>) -> GanttView {
    let phase = GanttPhase {
        id: "P1".to_string(),
        title: "Foundation".to_string(),
        href: "phases/P1/index.html".to_string(),
        rag: Some(Rag::Amber),
        span: Some(Dates { start: day("2026-03-02"), finish: day("2026-03-27") }),
        rows,
        folded: 0,
    };
    let mut view = GanttView {
        title: "Foundation".to_string(),
        description: "Ends on 27 March 2026.".to_string(),
        range: Dates { start: day("2026-03-02"), finish: day("2026-03-27") },
        status_date: day("2026-03-11"),
        days_off: vec![Weekday::Sat, Weekday::Sun],
        holidays: Vec::new(),
        sprints: vec![GanttSprint {
            name: "Sprint 1".to_string(),
            short_name: "1".to_string(),
            span: Dates { start: day("2026-03-02"), finish: day("2026-03-15") },
            href: "sprints/sprint-01/index.html".to_string(),
        }],
        phases: vec![phase],
        unplaced: Vec::new(),
        note: None,
    };
    view.range = bounded_span(&view.dates(), view.status_date);
    view
}

fn small() -> GanttView {
    let (start, next) = (day("2026-03-02"), day("2026-03-12"));
    let done = GanttRow { status: LifeCycle::Done, ..row("M1.1", "Shared packages", start, 10) };
    let slipping = GanttRow {
        percent: Some(40),
        status: LifeCycle::InProgress,
        rag: Some(Rag::Red),
        slip_days: 3,
        blocked: true,
        needs: vec![needs("M1.1", true)],
        ..row("M1.2", "Product service", next, 12)
    };
    let floating = GanttRow {
        critical: false,
        float_days: Some(4),
        float_until: Some(day("2026-03-25")),
        needs: vec![needs("M1.1", false)],
        ..row("M1.3", "User service", next, 8)
    };
    let gate = GanttRow {
        needs: vec![needs("M1.2", true), needs("M1.3", false)],
        ..row("G1", "Gate", day("2026-03-27"), 0)
    };
    view(vec![done, slipping, floating, gate])
}

/// Many rows with all kinds of titles, states and links, the same on every run.
fn big(rows: usize) -> GanttView {
    let titles = [
        "Order service",
        "Überprüfung der Sicherheitsanforderungen im Rechenzentrum",
        "決済サービスの統合テスト",
        "Load",
    ];
    let row = |i: usize| {
        let start = after(day("2026-01-05"), (i * 3 + (i * 7) % 5) as u64);
        let days = if i % 9 == 8 { 0 } else { 2 + (i * 5) as u64 % 12 };
        let critical = i.is_multiple_of(3);
        let mut made = row(&format!("M{i}"), titles[i % titles.len()], start, days);
        made.critical = critical;
        made.slip_days = [0, 4, -2][i % 3];
        made.late = i % 4 == 1;
        made.percent = Some((i * 17 % 101) as u8);
        made.status = [
            LifeCycle::InProgress,
            LifeCycle::Done,
            LifeCycle::Blocked,
            LifeCycle::Cancelled,
            LifeCycle::Planned,
        ][i % 5];
        made.float_days = Some(i as i32 % 9);
        made.float_until = Some(after(start, days + (i as u64 % 9) * 2));
        made.needs = [1, 4, 11]
            .iter()
            .filter_map(|n| i.checked_sub(*n))
            .map(|n| needs(&format!("M{n}"), critical))
            .collect();
        made
    };
    view((0..rows).map(row).collect())
}

fn hostile() -> GanttView {
    let evil = "</text></svg><script>alert('x')</script>&\u{0}\u{8}\u{FFFF}\u{202E}\"";
    let mut view = small();
    view.title = evil.to_string();
    view.description = evil.to_string();
    view.range = Dates { start: NaiveDate::MAX, finish: NaiveDate::MIN };
    view.status_date = NaiveDate::MAX;
    view.sprints[0].name = evil.to_string();
    view.sprints[0].span = Dates { start: NaiveDate::MIN, finish: NaiveDate::MAX };
    view.unplaced = vec![Unplaced {
        id: evil.to_string(),
        title: evil.to_string(),
        href: "javascript:x".to_string(),
        reason: evil.repeat(20),
    }];
    let rows = &mut view.phases[0].rows;
    for row in rows.iter_mut() {
        (row.id, row.title, row.owner) = (evil.to_string(), evil.repeat(9), Some(evil.to_string()));
        row.href = "javascript:alert(1)".to_string();
        (row.percent, row.slip_days, row.float_days) = (Some(255), i32::MIN, Some(i32::MIN));
        row.needs.push(needs(evil, true));
    }
    rows[0].forecast = Some(Dates { start: NaiveDate::MAX, finish: NaiveDate::MIN });
    rows[1].forecast = None;
    rows[2].forecast = Some(Dates { start: NaiveDate::MIN, finish: NaiveDate::MIN });
    rows[3].baseline = Some(Dates { start: NaiveDate::MIN, finish: NaiveDate::MAX });
    view
}

fn options(mode: Mode) -> GanttOptions {
    GanttOptions { mode, ..GanttOptions::default() }
}

/// Left, right, top, bottom of the words beside the bars, in backend units.
fn words(shapes: &[Option<Shape>]) -> Vec<(usize, i32, i32)> {
    let label = |(i, shape): (usize, &Option<Shape>)| Some((i, shape.as_ref()?.label.as_ref()?.span));
    shapes.iter().enumerate().filter_map(label).map(|(i, span)| (i, span.0, span.1)).collect()
}

#[test]
fn a_small_chart() {
    let svg =
        draw(&small(), &GanttOptions { width: 720.0, prefix: "g".to_string(), ..options(Mode::Inline) });
    insta::assert_snapshot!(svg);
}

#[test]
fn whatever_the_content_the_file_is_sound() {
    let empty = GanttView { phases: Vec::new(), sprints: Vec::new(), ..small() };
    for view in [small(), big(60), hostile(), empty] {
        for mode in [Mode::Inline, Mode::Standalone] {
            let svg = draw(&view, &options(mode));
            wellformed::check(&svg).expect("well-formed");
            assert!(!svg.contains("<script") && !svg.contains("javascript:"));
        }
    }
}

#[test]
fn nonsense_sizes_are_bounded() {
    for size in [f64::NAN, f64::INFINITY, -5.0, 0.0, 1e12] {
        let options = GanttOptions { width: size, names_width: size, ..GanttOptions::default() };
        let svg = draw(&small(), &options);
        wellformed::check(&svg).expect("well-formed");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn pieces_share_no_id_and_are_equally_high() {
    let pieces = draw_pieces(&big(60), &GanttOptions::default());
    let legend: String = pieces.legend.iter().map(|item| item.sample.as_str()).collect();
    let all = [&pieces.names, &pieces.chart, &legend, &pieces.paper].map(String::as_str).concat();
    let ids = wellformed::check(&all).expect("well-formed, and no id twice");
    let windows: Vec<&str> = pieces.paper.split("<use href=\"#").skip(1).collect();
    assert_eq!(windows.len(), 2 * 2 * 2, "head and rows of names and chart on two sheets");
    assert!(windows.iter().all(|rest| ids.contains(rest.split('"').next().unwrap_or_default())));
    let height =
        |svg: &str| svg.split(" height=\"").nth(1).and_then(|s| s.split('"').next()).map(str::to_string);
    assert_eq!(height(&pieces.names), height(&pieces.chart));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    assert_eq!(draw(&big(80), &options(Mode::Standalone)), draw(&big(80), &options(Mode::Standalone)));
}

#[test]
fn sizes_stay_small() {
    assert!(draw(&big(20), &options(Mode::Inline)).len() < 40_000);
    assert!(draw(&big(500), &options(Mode::Inline)).len() < 1_000_000);
}

#[test]
fn no_arrow_and_no_status_line_runs_through_words() {
    for (rows, wide) in [(30, 1180.0), (90, 1180.0), (30, 620.0), (200, 900.0)] {
        let view = big(rows);
        let sheet = Sheet::new(&view, &GanttOptions { width: wide, ..GanttOptions::default() }, Part::Whole);
        let status = ground::status_x(&sheet);
        let shapes = place::shapes(&sheet, status);
        let words = words(&shapes);
        assert!(!words.is_empty());
        for &(line, left, right) in &words {
            assert!(status.is_none_or(|x| x < left || x > right), "status line through row {line}");
        }
        for arrow in arrows::arrows(&sheet, &shapes) {
            for leg in arrow.corners.windows(2) {
                let (x0, x1) = (leg[0].0.min(leg[1].0), leg[0].0.max(leg[1].0));
                let (y0, y1) = (leg[0].1.min(leg[1].1), leg[0].1.max(leg[1].1));
                assert!(x0 == x1 || y0 == y1, "arrows have right angles");
                for &(line, left, right) in &words {
                    let top = units(sheet.top(line));
                    let meets = x1 > left && x0 < right && y1 > top + 60 && y0 < top + 155;
                    assert!(!meets, "arrow {} to {} through the words of {line}", arrow.from, arrow.to);
                }
            }
        }
    }
}

#[test]
fn words_stay_inside_and_off_the_bars() {
    for rows in [5, 40, 150] {
        let view = big(rows);
        let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Whole);
        let shapes = place::shapes(&sheet, ground::status_x(&sheet));
        for shape in shapes.iter().flatten() {
            let Some(label) = &shape.label else { continue };
            assert!(label.span.0 >= units(sheet.plot.0) && label.span.1 <= units(sheet.plot.1));
            assert!(label.span.1 <= shape.bar.0 || label.span.0 >= shape.bar.1, "words on the bar");
            assert!(units(width(&label.text, LABEL_SIZE, label.weight)) <= label.span.1 - label.span.0);
        }
    }
}

#[test]
fn finish_dates_and_float_are_written_whole_also_over_two_years() {
    let finishes: Vec<NaiveDate> = (0..24).map(|month| after(day("2026-03-28"), month * 30)).collect();
    let rows = finishes.iter().enumerate().map(|(n, &finish)| {
        let float_days = if n % 2 == 0 { 1_888 } else { -1_888 };
        let row = row(&format!("M{n}"), "Step", after(finish, 0), 1);
        GanttRow { float_days: Some(float_days), critical: n % 3 == 0, ..row }
    });
    let svg = draw(&view(rows.collect()), &GanttOptions::default());
    for finish in finishes {
        assert!(svg.contains(&format!(">{}</text>", finish.format("%-d %b %y"))), "{finish}");
    }
    let whole =
        ["critical", "1888 d", "−1888 d"].map(|words| svg.matches(&format!(">{words}</text>")).count());
    assert!(whole.iter().all(|&times| times > 0), "{whole:?}");
    assert!(!svg.contains('…'), "nothing is shortened");
}

#[test]
fn the_chart_and_the_layout_agree_on_every_day() {
    let view = small();
    let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Whole);
    let height = sheet.bottom() + MARGIN;
    let pen = blank(&GanttOptions::default(), "", "", "", (sheet.width, height));
    let chart = ground::chart(&pen, &sheet, height);
    for offset in 0..30 {
        let date = after(day("2026-03-01"), offset);
        for line in 0..sheet.lines.len() {
            let at = chart.plotting_area().map_coordinate(&(date, line as f64));
            // plotters' last pixel is one unit, a tenth of a CSS pixel, before the end of the area
            assert!((at.0 - sheet.x(date)).abs() <= 1, "{at:?} on {date}");
            assert_eq!(at.1, units(sheet.top(line)));
        }
    }
}

#[test]
fn every_row_is_a_link_with_a_name() {
    let view = big(12);
    let svg = draw(&view, &GanttOptions::default());
    let links = svg.matches("<a href=").count();
    let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Whole);
    let rows = sheet.lines.iter().filter(|l| matches!(l, Line::Phase(_) | Line::Row(_))).count();
    assert_eq!(links, rows + view.sprints.len());
    assert_eq!(svg.matches("<title>").count(), links);
    assert!(svg.contains("<title>M1 Überprüfung der Sicherheitsanforderungen im Rechenzentrum, "));
}

#[test]
fn the_legend_says_only_what_is_there() {
    let plain = draw(&view(vec![row("M1", "One", day("2026-03-02"), 5)]), &GanttOptions::default());
    for absent in ["baseline gate", "blocked", "late", "cancelled", "is needed by", "float</text>", "gate"] {
        assert!(!plain.contains(&format!(">{absent}")), "{absent}");
    }
    let full = draw(&small(), &GanttOptions::default());
    for present in
        ["blocked", "gate", "float", "critical dependency", "is needed by", "status date", "baseline"]
    {
        assert!(full.contains(&format!(">{present}</text>")), "{present}");
    }
}

#[test]
fn bars_beyond_the_days_shown_are_cut_and_say_how_far_they_go() {
    let mut view = small();
    view.range = Dates { start: day("2026-03-04"), finish: day("2026-03-20") };
    let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Whole);
    let shapes = place::shapes(&sheet, ground::status_x(&sheet));
    let row = |line: usize| shapes[line].as_ref().expect("a shape");
    let words = |line: usize| row(line).label.as_ref().map(|label| label.text.clone()).unwrap_or_default();
    assert_eq!((row(1).cut, words(1)), ((true, false), "from 2 Mar".to_string()));
    assert_eq!((row(2).cut, words(2)), ((false, true), "to 23 Mar, 40%, +3 d, blocked".to_string()));
    assert!(row(4).only_words, "a gate after the days shown has no diamond");
    assert_eq!(words(4), "\u{2192} 27 Mar");
    assert!(row(3).tail.is_none_or(|tail| tail.open), "a float that goes on has no stop");
    let svg = draw(&view, &GanttOptions::default());
    assert!(svg.contains(">goes on</text>"));
    assert!(!draw(&small(), &GanttOptions::default()).contains(">goes on</text>"));
}

#[test]
fn a_row_for_many_says_how_many_are_done() {
    let summed = GanttRow {
        rollup: Some(Rollup { done: 3, of: 8 }),
        percent: Some(40),
        status: LifeCycle::InProgress,
        slip_days: 2,
        ..row("P1", "Foundation", day("2026-03-02"), 20)
    };
    let mut view = view(vec![summed]);
    let (what, words) = ("8 milestones".to_string(), "in the chart of each phase".to_string());
    view.note = Some(GanttNote { what, words, href: "milestones/index.html".to_string() });
    let svg = draw(&view, &GanttOptions::default());
    for part in [
        ">40%, +2 d, 3 of 8 done</text>",
        ">Phase</text>",
        ">8 milestones</text>",
        ">in the chart of each phase</text>",
        "<title>Phase P1 Foundation, 2 March to 21 March 2026, in progress",
        "<title>8 milestones: in the chart of each phase</title>",
    ] {
        assert!(svg.contains(part), "{part} in {svg}");
    }
}

#[test]
fn days_after_leveling_are_drawn_and_told() {
    let leveled = Some(Dates { start: day("2026-03-09"), finish: day("2026-03-13") });
    let svg = draw(
        &view(vec![GanttRow { leveled, ..row("M1", "One", day("2026-03-02"), 5) }]),
        &GanttOptions::default(),
    );
    assert!(
        svg.contains(">after leveling</text>") && svg.contains("after leveling 9 March to 13 March 2026")
    );
}

#[test]
fn few_arrows_are_shown_and_all_are_there() {
    let mut rows = vec![GanttRow {
        status: LifeCycle::Done,
        critical: false,
        ..row("M0", "Done", day("2026-03-02"), 3)
    }];
    for i in 1..10 {
        let mut needs_all = vec![needs(&format!("M{}", i - 1), false)];
        needs_all.extend((i > 1).then(|| needs("M0", false)));
        let start = after(day("2026-03-05"), 3 * i as u64);
        rows.push(GanttRow { critical: false, needs: needs_all, ..row(&format!("M{i}"), "Next", start, 3) });
    }
    let view = view(rows);
    let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Whole);
    let arrows = arrows::arrows(&sheet, &place::shapes(&sheet, ground::status_x(&sheet)));
    assert_eq!(arrows.len(), 17);
    let shown: Vec<_> =
        arrows.iter().filter(|arrow| arrow.shown).map(|arrow| (arrow.from, arrow.to)).collect();
    assert_eq!(shown.len(), 9, "the chain says the others: {shown:?}");
}

#[test]
fn the_legend_borrows_only_marks_that_stand_before_a_name() {
    let pieces = draw_pieces(&big(30), &GanttOptions::default());
    let legend: String = pieces.legend.iter().map(|item| item.sample.as_str()).collect();
    let mut used = legend.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(used.all(|id| pieces.names.contains(&format!("id=\"{id}\""))), "{legend}");
}

#[test]
fn sheets_of_paper_hold_every_row_once_and_no_more_than_has_room() {
    let paper = Paper::default();
    for (phases, rows) in
        [(1, 1), (1, 18), (1, 19), (1, 20), (1, 22), (1, 150), (2, 10), (5, 7), (30, 3), (3, 40)]
    {
        let mut view = big(rows);
        view.phases = vec![view.phases[0].clone(); phases];
        let sheet = Sheet::new(&view, &GanttOptions::default(), Part::Chart);
        let cuts = paper::cuts(&sheet, paper);
        let height = |lines: usize| sheet.head + lines as f64 * sheet::ROW + MARGIN;
        let told = format!("{phases} phases of {rows}: {cuts:?}");
        assert_eq!(
            cuts.iter().cloned().flatten().collect::<Vec<_>>(),
            Vec::from_iter(0..sheet.lines.len()),
            "{told}"
        );
        assert!(cuts.iter().all(|lines| !lines.is_empty() && height(lines.len()) <= paper.part), "{told}");
        assert_eq!(cuts.len() == 1, height(sheet.lines.len()) <= paper.whole, "{told}");
        let before_phase =
            |lines: &std::ops::Range<usize>| matches!(sheet.lines[lines.start], Line::Phase(_));
        assert!(rows > 10 || cuts.iter().all(before_phase), "{told}");
    }
}

#[test]
fn what_is_wrong_shows_before_what_is_done_or_under_way() {
    let of = |status, rag| rows::mark(&GanttRow { status, rag, ..row("M1", "One", day("2026-03-02"), 3) });
    assert_eq!(of(LifeCycle::Done, Some(Rag::Green)), Mark::Green);
    assert_eq!(of(LifeCycle::Done, Some(Rag::Red)), Mark::Red);
    assert_eq!(of(LifeCycle::Done, Some(Rag::Unknown)), Mark::Unknown);
    assert_eq!(of(LifeCycle::InProgress, Some(Rag::Unknown)), Mark::Unknown);
    assert_eq!(of(LifeCycle::Cancelled, Some(Rag::Red)), Mark::Cancelled);
}
