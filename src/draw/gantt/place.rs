//! Where each row's bar, baseline, float and words go, in backend units. Nothing is painted here.
//!
//! Words beside a bar give way to the status line, so that it strikes none of them through.

use super::sheet::{Line, Sheet};
use crate::date::Dates;
use crate::draw::svg::{Slot, UNITS_PER_PIXEL, Weight, fit, units, width};
use crate::model::LifeCycle;
use crate::say::days;
use crate::view::chart::gantt::{GanttPhase, GanttRow};
use chrono::NaiveDate;

/// Size of the words after a bar.
pub(super) const LABEL_SIZE: f64 = 10.5;
/// From the top of a row: top and bottom of a bar; its middle, its float, its baseline.
pub(super) const BAR: (i32, i32) = (60, 170);
pub(super) const MIDDLE: i32 = 115;
pub(super) const TAIL: i32 = 183;
pub(super) const BASELINE: (i32, i32) = (198, 228);
/// The line of the days after leveling, above the bar.
pub(super) const LEVELED: i32 = 34;
/// The middle of the words beside it.
pub(super) const WORDS: i32 = 104;
/// Half the width of a gate's diamond, and of its baseline's.
pub(super) const GATE: i32 = 70;
pub(super) const GATE_BASELINE: i32 = 50;
const GAP: i32 = 50;

/// A row's shapes. All x positions in backend units from the left of the picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Top of the row.
    pub top: i32,
    /// Ends of the bar, or of the diamond.
    pub bar: (i32, i32),
    pub diamond: bool,
    /// Nothing but words, because there is no date to draw.
    pub only_words: bool,
    /// Ends of the baseline, or the middle of its diamond twice.
    pub baseline: Option<(i32, i32)>,
    /// The bar goes on beyond the days shown: before them, after them.
    pub cut: (bool, bool),
    /// Ends of the days after leveling.
    pub leveled: Option<(i32, i32)>,
    pub tail: Option<Tail>,
    pub label: Option<Label>,
}

/// The float of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail {
    pub end: i32,
    /// It goes on beyond the days shown.
    pub open: bool,
}

/// Words beside a bar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub text: String,
    pub slot: Slot,
    pub weight: Weight,
    /// Left and right end.
    pub span: (i32, i32),
}

/// The shape of every line that has one.
pub(super) fn shapes(sheet: &Sheet<'_>, status: Option<i32>) -> Vec<Option<Shape>> {
    let plot = (units(sheet.plot.0), units(sheet.plot.1));
    let place = |(i, line): (usize, &Line<'_>)| {
        let top = units(sheet.top(i));
        match line {
            Line::Row(row) => row_shape(sheet, row, top, plot, status),
            Line::Phase(phase) => phase_shape(sheet, phase, top, plot, status),
            Line::Unplaced(item) => note(&item.reason, top, plot, status),
            Line::Note(item) => note(&item.words, top, plot, status),
            Line::UnplacedHeading => None,
        }
    };
    sheet.lines.iter().enumerate().map(place).collect()
}

fn phase_shape(
    sheet: &Sheet<'_>,
    phase: &GanttPhase,
    top: i32,
    plot: (i32, i32),
    status: Option<i32>,
) -> Option<Shape> {
    let span = phase.span?.ordered();
    let Some(seen) = sheet.seen(span) else { return note(&days::span(span), top, plot, status) };
    let (bar, cut) = (sheet.ends(seen), (seen.start != span.start, seen.finish != span.finish));
    // its finish stands before the bars; only what goes on unseen needs words that arrows have to pass
    let words = if cut == (false, false) { String::new() } else { dates(sheet, span) };
    let label = label(&[words], (Slot::Soft, Weight::Regular), bar, plot, status);
    Some(Shape { bar, cut, label, ..Shape::nothing(top, plot.0) })
}

fn row_shape(
    sheet: &Sheet<'_>,
    row: &GanttRow,
    top: i32,
    plot: (i32, i32),
    status: Option<i32>,
) -> Option<Shape> {
    let Some(forecast) = row.forecast else { return note("no dates", top, plot, status) };
    let whole = if row.gate { Dates { start: forecast.finish, ..forecast } } else { forecast.ordered() };
    let Some(seen) = sheet.seen(whole) else {
        let words: Vec<String> = [dates_outside(sheet, whole)]
            .into_iter()
            .chain(words(sheet, row, whole, (false, false)))
            .collect();
        return note(&words.join(", "), top, plot, status);
    };
    let cut = (seen.start != whole.start, seen.finish != whole.finish);
    let (start, end) = sheet.ends(seen);
    let bar = if row.gate { (end - GATE, end + GATE) } else { (start, end.max(start + 40)) };
    let baseline = baseline(sheet, row).filter(|b| !row.gate || b.1 != end);
    let leveled = row.leveled.and_then(|days| sheet.seen(days)).map(|days| sheet.ends(days));
    let mut occupied = bar;
    // a gate's baseline stands level with the words, so they keep clear of it where it is close
    if let Some((x, _)) = baseline.filter(|b| row.gate && b.0 > bar.0 - 800 && b.0 < bar.1 + 800) {
        occupied = (bar.0.min(x - GATE_BASELINE), bar.1.max(x + GATE_BASELINE));
    }
    let late = row.late || row.slip_days > 0;
    let style = if late { (Slot::Late, Weight::Bold) } else { (Slot::Soft, Weight::Regular) };
    let label = label(&words(sheet, row, whole, cut), style, occupied, plot, status);
    let tail = tail(sheet, row).filter(|tail| tail.end > end + 20);
    Some(Shape { bar, diamond: row.gate, baseline, cut, leveled, tail, label, ..Shape::nothing(top, plot.0) })
}

impl Shape {
    /// A row in which nothing stands yet.
    fn nothing(top: i32, left: i32) -> Self {
        Shape {
            top,
            bar: (left, left),
            diamond: false,
            only_words: false,
            baseline: None,
            cut: (false, false),
            leveled: None,
            tail: None,
            label: None,
        }
    }
}

fn baseline(sheet: &Sheet<'_>, row: &GanttRow) -> Option<(i32, i32)> {
    let days = row.baseline?.ordered();
    if row.gate {
        let end = sheet.ends(sheet.seen(Dates { start: days.finish, ..days })?).1;
        return Some((end, end));
    }
    let (a, b) = sheet.ends(sheet.seen(days)?);
    Some((a, b.max(a + 20)))
}

fn tail(sheet: &Sheet<'_>, row: &GanttRow) -> Option<Tail> {
    let last = row.float_until.filter(|_| !row.critical && row.float_days.is_some_and(|days| days > 0))?;
    let open = last > sheet.span.finish;
    let day = last.min(sheet.span.finish);
    Some(Tail { end: sheet.ends(Dates { start: day, finish: day }).1, open })
}

/// Words instead of a bar.
fn note(words: &str, top: i32, plot: (i32, i32), status: Option<i32>) -> Option<Shape> {
    let bar = (plot.0, plot.0);
    // they stand on one side of the status line: the wider one
    let widest = status.map_or(plot.1 - plot.0, |x| (x - plot.0).max(plot.1 - x)) - 2 * GAP - 20;
    let room = f64::from(widest) / f64::from(UNITS_PER_PIXEL);
    let words = fit(words, LABEL_SIZE, Weight::Regular, room).into_owned();
    let label = label(&[words], (Slot::Soft, Weight::Regular), bar, plot, status);
    Some(Shape { only_words: true, label, ..Shape::nothing(top, plot.0) })
}

/// What is said beside a bar: a gate's date, progress, slip, states that a color alone would not tell, and where it
/// goes on beyond the days shown.
fn words(sheet: &Sheet<'_>, row: &GanttRow, days: Dates, cut: (bool, bool)) -> Vec<String> {
    let seen = sheet.seen(days).is_some();
    let under_way = row.status != LifeCycle::Done && row.percent.is_some_and(|percent| percent > 0);
    let mut words = vec![
        (row.gate && seen).then(|| edge_date(sheet, days.finish)),
        cut.0.then(|| format!("from {}", edge_date(sheet, days.start))),
        cut.1.then(|| format!("to {}", edge_date(sheet, days.finish))),
        row.percent.filter(|_| under_way).map(|percent| format!("{}%", percent.min(100))),
        Some(row.slip_text()),
        (row.late && row.slip_days <= 0).then(|| "late".to_string()),
        row.is_blocked().then(|| "blocked".to_string()),
        (row.status == LifeCycle::Cancelled).then(|| "cancelled".to_string()),
        row.rollup_text(),
    ];
    words.retain(|word| word.as_ref().is_some_and(|word| !word.is_empty()));
    words.into_iter().flatten().collect()
}

/// Days that the chart does not show, with an arrow to the side on which they are.
fn dates_outside(sheet: &Sheet<'_>, days: Dates) -> String {
    let arrow = if days.finish < sheet.span.start { '\u{2190}' } else { '\u{2192}' };
    format!("{arrow} {}", dates(sheet, days))
}

/// `9 Apr to 27 May`.
fn dates(sheet: &Sheet<'_>, days: Dates) -> String {
    let (start, finish) = (edge_date(sheet, days.start), edge_date(sheet, days.finish));
    if days.start == days.finish { finish } else { format!("{start} to {finish}") }
}

/// Places words after a bar, past the status line if they would meet it; before it where there is no room after it.
/// Where there is room on neither side, the last words are left to the tooltip and the table.
fn label(
    words: &[String],
    (slot, weight): (Slot, Weight),
    bar: (i32, i32),
    plot: (i32, i32),
    status: Option<i32>,
) -> Option<Label> {
    (1..=words.len()).rev().find_map(|kept| {
        let text = words[..kept].join(", ");
        let wide = units(width(&text, LABEL_SIZE, weight));
        let left = beside(wide, bar, plot, status).filter(|_| wide > 0)?;
        Some(Label { text, slot, weight, span: (left, left + wide) })
    })
}

/// The left end of words that are so wide.
fn beside(wide: i32, bar: (i32, i32), plot: (i32, i32), status: Option<i32>) -> Option<i32> {
    let meets = |left: i32| status.filter(|&x| x > left - 20 && x < left + wide + 20);
    let after = bar.1 + GAP;
    let after = meets(after).map_or(after, |x| x + 35);
    let before = bar.0 - GAP - wide;
    let before = meets(before).map_or(before, |x| x - 35 - wide);
    let left = if after + wide <= plot.1 { after } else { before };
    (left >= plot.0).then_some(left)
}

/// `12 Nov`, with its year where the chart is not about one year alone.
fn edge_date(sheet: &Sheet<'_>, day: NaiveDate) -> String {
    dated(sheet, day, days::day)
}

/// The same for a narrow column: `12 Nov`, `12 Nov 27`.
pub(super) fn column_date(sheet: &Sheet<'_>, day: NaiveDate) -> String {
    dated(sheet, day, days::narrow_day)
}

fn dated(sheet: &Sheet<'_>, day: NaiveDate, with_year: impl Fn(NaiveDate) -> String) -> String {
    use chrono::Datelike;
    let Dates { start, finish } = sheet.span;
    let one_year = start.year() == finish.year() && day.year() == start.year();
    if one_year { days::short_day(day) } else { with_year(day) }
}
