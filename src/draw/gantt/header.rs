//! What stands above the rows: title, months, weeks, sprints, column headings.

use super::super::axis::{DateAxis, Step};
use super::pen::Pen;
use super::sheet::{BEFORE_FACT, FINISH, FLAG, LEAST_APART, Part, Sheet, axis_line, margin};
use crate::draw::svg::{Anchor, Group, Slot, Tiles, Weight, fit, units, width};
use crate::say::days;
use chrono::{Datelike, NaiveDate};
use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

const MONTH: (f64, Weight, Slot) = (11.0, Weight::Bold, Slot::Ink);
/// Days that wide, in CSS pixels, are numbered: a phone shows less than two weeks of them.
const WIDE_DAY: f64 = 20.0;
/// Room for the name of a Monday, and for the number of a day, in CSS pixels.
const AFTER_MONDAY: f64 = 46.0;
const APART: f64 = 26.0;
const WEEK: (f64, Weight, Slot) = (10.5, Weight::Regular, Slot::Soft);

/// The title, with the span of the chart after it.
pub(super) fn title(pen: &Pen, sheet: &Sheet<'_>) {
    let y = units(sheet.title / 2.0);
    let room = sheet.width - 2.0 * super::sheet::MARGIN;
    let title = fit(&sheet.view.title, 16.0, Weight::Bold, room);
    pen.text(&title, (margin(), y), (16.0, Weight::Bold, Slot::Ink), HPos::Left);
    let used = width(&title, 16.0, Weight::Bold) + 14.0;
    let words = days::span(sheet.span);
    let span = fit(&words, 11.0, Weight::Regular, room - used);
    pen.text(&span, (margin() + units(used), y + 15), (11.0, Weight::Regular, Slot::Soft), HPos::Left);
}

/// Headings of the columns left of the days.
pub(super) fn columns(pen: &Pen, sheet: &Sheet<'_>) {
    let y = units(sheet.head - FLAG / 2.0);
    if sheet.part != Part::Chart {
        let mut rows = sheet.view.phases.iter().flat_map(|phase| &phase.rows);
        let heading = if rows.any(|row| row.rollup.is_some()) { "Phase" } else { "Milestone" };
        pen.text(heading, (margin(), y), WEEK, HPos::Left);
    }
    if sheet.part != Part::Names && !sheet.is_flat() {
        for (heading, left) in [("Finish", sheet.names), ("Float", sheet.names + FINISH)] {
            pen.text(heading, (units(left + BEFORE_FACT), y), WEEK, HPos::Left);
        }
    }
}

/// Months over weeks, or years over quarters, or years alone; sprints below them.
pub(super) fn axis(pen: &Pen, sheet: &Sheet<'_>) {
    {
        let _axis = pen.svg.group(&Group::default().hidden());
        let least = LEAST_APART / sheet.day();
        match DateAxis::month_step(least) {
            Step::Month => {
                periods(pen, sheet, Step::Month, 0);
                // Where sprints have their names, those tell the weeks of a short chart.
                if !(sheet.is_flat() && sheet.shows_sprints()) {
                    marks(pen, sheet, &sheet.dates.mondays(least), 1, WEEK, days::short_day);
                    if sheet.day() >= WIDE_DAY {
                        let room = |of: f64| of / sheet.day();
                        let between = sheet.dates.between_mondays(room(AFTER_MONDAY), room(APART));
                        marks(pen, sheet, &between, 1, WEEK, |day| day.day().to_string());
                    }
                }
            }
            Step::Quarter => {
                periods(pen, sheet, Step::Years(1), 0);
                marks(pen, sheet, &sheet.dates.month_starts(Step::Quarter), 1, WEEK, |day| {
                    name(day, Step::Quarter)
                });
            }
            years => periods(pen, sheet, years, 1),
        }
    }
    if sheet.shows_sprints() {
        sprints(pen, sheet);
    }
}

/// Names of months or years where they begin, and of the one the chart begins in.
fn periods(pen: &Pen, sheet: &Sheet<'_>, step: Step, line: usize) {
    let starts = sheet.dates.month_starts(step);
    let next = starts.first().map_or(units(sheet.plot.1), |&day| sheet.x(day));
    if next - units(sheet.plot.0) >= units(LEAST_APART) {
        let first = plotters::coord::ranged1d::Ranged::range(&sheet.dates).start;
        label(pen, sheet, &name(first, step), (units(sheet.plot.0), middle(axis_line(sheet, line))), MONTH);
    }
    marks(pen, sheet, &starts, line, MONTH, |day| name(day, step));
}

/// A short upright line and a name at each of some days.
fn marks(
    pen: &Pen,
    sheet: &Sheet<'_>,
    days: &[NaiveDate],
    line: usize,
    style: (f64, Weight, Slot),
    name: impl Fn(NaiveDate) -> String,
) {
    let (top, bottom) = axis_line(sheet, line);
    let tick = |&day: &NaiveDate| ((sheet.x(day), top + 30), (sheet.x(day), bottom - 20));
    pen.draw(Tiles::lines(days.iter().map(tick), Slot::Rule, 1.0));
    for &day in days {
        label(pen, sheet, &name(day), (sheet.x(day), middle((top, bottom))), style);
    }
}

fn name(day: NaiveDate, step: Step) -> String {
    match step {
        Step::Month => day.format("%b %Y").to_string(),
        Step::Quarter => format!("Q{}", day.month0() / 3 + 1),
        Step::Years(_) => day.year().to_string(),
    }
}

/// A label that begins at a mark; left out where it would leave the chart.
fn label(pen: &Pen, sheet: &Sheet<'_>, words: &str, at: (i32, i32), style: (f64, Weight, Slot)) {
    let x = at.0 + 30;
    if x + units(width(words, style.0, style.1)) <= units(sheet.plot.1) {
        pen.text(words, (x, at.1), style, HPos::Left);
    }
}

fn sprints(pen: &Pen, sheet: &Sheet<'_>) {
    let (top, bottom) = axis_line(sheet, 2);
    for (i, sprint) in sheet.view.sprints.iter().enumerate() {
        let (left, right) = sheet.ends(sprint.span);
        if right - left < 20 {
            continue;
        }
        let name = format!("{}, {}", sprint.name, days::span(sprint.span.ordered()));
        let ground = if i % 2 == 0 { Slot::Header } else { Slot::Shade };
        pen.draw(Rectangle::new([(left, top + 10), (right, bottom - 10)], ground.filled()));
        // every page leads to the sprints: a chart need not stop the keyboard at each
        let anchor = Anchor { href: &sprint.href, name: &name, skipped_by_tab: true, ..Anchor::default() };
        let _link = pen.svg.link(&anchor);
        pen.svg.ring((left + 5, top + 10), (right - 5, bottom - 10));
        let room = f64::from(right - left) / 10.0;
        // a number may fill its box: the days off stand between it and the next
        let named = [(&sprint.name, 6.0), (&sprint.short_name, 0.0)];
        let fits = |words: &str, pad: f64| !words.is_empty() && width(words, WEEK.0, WEEK.1) + pad <= room;
        if let Some((words, _)) = named.into_iter().find(|(words, pad)| fits(words, *pad)) {
            pen.text(words, ((left + right) / 2, (top + bottom) / 2), WEEK, HPos::Center);
        }
    }
}

fn middle(line: (i32, i32)) -> i32 {
    (line.0 + line.1) / 2
}
