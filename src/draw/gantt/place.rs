//! Where each row's bar, baseline, float and words go, in backend units. Nothing is painted here.
//!
//! Words beside a bar give way to the status line, so that it strikes none of them through.

use super::sheet::{Line, Sheet};
use crate::draw::svg::{Slot, UNITS_PER_PIXEL, Weight, fit, units, width};
use crate::view::gantt::{DateSpan, GanttRow, RowStatus};
use chrono::NaiveDate;

/// Size of the words after a bar.
pub(super) const LABEL_SIZE: f64 = 10.5;
/// From the top of a row: top and bottom of a bar; its middle, its float, its baseline.
pub(super) const BAR: (i32, i32) = (60, 170);
pub(super) const MIDDLE: i32 = 115;
pub(super) const TAIL: i32 = 172;
pub(super) const BASELINE: (i32, i32) = (198, 228);
/// The middle of the words beside it.
pub(super) const WORDS: i32 = 108;
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
    /// Where the float ends.
    pub tail: Option<i32>,
    pub label: Option<Label>,
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
            Line::Phase(phase) => {
                let span = phase.span?;
                let bar = sheet.ends(span);
                let words = format!("to {}", short_date(span.finish));
                let label = label(words, Slot::Soft, Weight::Regular, (bar.0, bar.1), plot, status);
                Some(Shape { top, bar, diamond: false, only_words: false, baseline: None, tail: None, label })
            }
            Line::Unplaced(item) => note(&item.reason, top, plot, status),
            Line::UnplacedHeading => None,
        }
    };
    sheet.lines.iter().enumerate().map(place).collect()
}

fn row_shape(
    sheet: &Sheet<'_>,
    row: &GanttRow,
    top: i32,
    plot: (i32, i32),
    status: Option<i32>,
) -> Option<Shape> {
    let Some(forecast) = row.forecast else { return note("no dates", top, plot, status) };
    let (start, end) = sheet.ends(forecast);
    let bar = if row.gate { (end - GATE, end + GATE) } else { (start, end.max(start + 40)) };
    let baseline =
        row.baseline.map(|b| sheet.ends(b)).map(|(a, b)| if row.gate { (b, b) } else { (a, b.max(a + 20)) });
    let baseline = baseline.filter(|b| !row.gate || b.1 != end);
    let float_end = row.float_until.filter(|_| !row.critical && row.float_days.is_some_and(|d| d > 0));
    let tail =
        float_end.map(|day| sheet.ends(DateSpan { start: day, finish: day }).1).filter(|&x| x > end + 20);
    let mut occupied = bar;
    // a gate's baseline stands level with the words, so they keep clear of it where it is close
    if let Some((x, _)) = baseline.filter(|b| row.gate && b.0 > bar.0 - 800 && b.0 < bar.1 + 800) {
        occupied = (bar.0.min(x - GATE_BASELINE), bar.1.max(x + GATE_BASELINE));
    }
    let late = row.late || row.slip_days > 0;
    let (slot, weight) = if late { (Slot::Late, Weight::Bold) } else { (Slot::Soft, Weight::Regular) };
    let label = label(words(sheet, row, forecast), slot, weight, occupied, plot, status);
    Some(Shape { top, bar, diamond: row.gate, only_words: false, baseline, tail, label })
}

/// Words instead of a bar.
fn note(words: &str, top: i32, plot: (i32, i32), status: Option<i32>) -> Option<Shape> {
    let bar = (plot.0, plot.0);
    // they stand on one side of the status line: the wider one
    let widest = status.map_or(plot.1 - plot.0, |x| (x - plot.0).max(plot.1 - x)) - 2 * GAP - 20;
    let room = f64::from(widest) / f64::from(UNITS_PER_PIXEL);
    let words = fit(words, LABEL_SIZE, Weight::Regular, room).into_owned();
    let label = label(words, Slot::Soft, Weight::Regular, bar, plot, status);
    Some(Shape { top, bar, diamond: false, only_words: true, baseline: None, tail: None, label })
}

/// What is said beside a bar: a gate's date, slip, and states that a color alone would not tell.
fn words(sheet: &Sheet<'_>, row: &GanttRow, forecast: DateSpan) -> String {
    let mut words = Vec::new();
    if row.gate {
        words.push(short_date(forecast.finish));
    }
    words.push(row.slip_text());
    if row.late {
        words.push("late".to_string());
    }
    if row.is_blocked() {
        words.push("blocked".to_string());
    }
    if row.status == RowStatus::Cancelled {
        words.push("cancelled".to_string());
    }
    let shown = plotters::coord::ranged1d::Ranged::range(&sheet.dates);
    if forecast.start < shown.start {
        words.push(format!("\u{2190} from {}", forecast.start));
    }
    if forecast.finish >= shown.end {
        words.push(format!("until {} \u{2192}", forecast.finish));
    }
    words.retain(|w| !w.is_empty());
    words.join(" ")
}

/// Places words after a bar, past the status line if they would meet it; before it where there is no room after it.
fn label(
    text: String,
    slot: Slot,
    weight: Weight,
    bar: (i32, i32),
    plot: (i32, i32),
    status: Option<i32>,
) -> Option<Label> {
    let wide = units(width(&text, LABEL_SIZE, weight));
    if wide == 0 {
        return None;
    }
    let meets = |left: i32| status.filter(|&x| x > left - 20 && x < left + wide + 20);
    let after = bar.1 + GAP;
    let after = meets(after).map_or(after, |x| x + 35);
    let before = bar.0 - GAP - wide;
    let before = meets(before).map_or(before, |x| x - 35 - wide);
    let left = if after + wide <= plot.1 { after } else { before };
    (left >= plot.0).then_some(Label { text, slot, weight, span: (left, left + wide) })
}

/// `12 Nov`; other centuries' years are written out.
pub(super) fn short_date(day: NaiveDate) -> String {
    use chrono::Datelike;
    if (1900..=2199).contains(&day.year()) { day.format("%-d %b").to_string() } else { day.to_string() }
}
