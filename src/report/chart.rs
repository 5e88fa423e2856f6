//! The timeline drawn in characters. A week has ten columns, two for each working day; where that is too long it has six,
//! four or two, and at last several weeks share two columns.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    line::{pad, plain, shorten, width},
    timeline::{Bar, SprintSpan, Timeline},
    wording::short_number,
};

/// Columns for the bars.
const ROOM: i64 = 100;
/// Columns for the names, at least and at most.
const NAMES: (usize, usize) = (15, 30);
/// Columns of the whole chart, where a marker's text can still stand behind it.
const SHEET: usize = 115;
/// Most columns of a sprint's label.
const LABEL: usize = 6;

/// Draw the chart: weeks, sprints, days, bars, gate.
pub(super) fn draw(timeline: &Timeline) -> String {
    let scale = Scale::new(timeline.range);
    let names: Vec<String> = timeline.milestones.iter().map(name).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let margin = (widest + 1).clamp(NAMES.0, NAMES.1);
    let ticks = scale.ticks();
    let bars = labels(ticks.iter().map(|tick| (tick.column, "|".to_owned())));
    let mut lines = head(&scale, &ticks, &timeline.calendar);
    lines.push(bars.clone());
    let mut lines: Vec<String> =
        lines.into_iter().map(|line| format!("{}{line}", " ".repeat(margin))).collect();
    for (name, milestone) in names.iter().zip(&timeline.milestones) {
        lines.push(format!("{}{}", pad(&shorten(name, margin - 1), margin), bar(&scale, milestone)));
    }
    lines.push(format!("{}{bars}", " ".repeat(margin)));
    let marker = |day: NaiveDate, text: String| {
        let (column, long) = (margin + scale.column(day), width(&text));
        match column + 2 + long <= SHEET || column < long + 1 {
            true => format!("{}^ {text}", " ".repeat(column)),
            false => format!("{}{text} ^", " ".repeat(column - long - 1)),
        }
    };
    lines.extend(timeline.gate.map(|day| marker(day, format!("Phase {} Gate ({day})", timeline.number()))));
    let day = timeline.generated;
    if timeline.range.0 <= day && day <= timeline.range.1 {
        lines.push(marker(day, format!("Status date ({day})")));
    }
    lines.push(String::new());
    lines.push("[=] done  [-] remaining  [?] not reported".to_owned());
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Weeks, sprints, days of the week.
fn head(scale: &Scale, ticks: &[Tick], sprints: &[SprintSpan]) -> Vec<String> {
    let prefix = if scale.week == 10 { "Week " } else { "W" };
    let weeks =
        ticks.iter().filter_map(|tick| tick.week.map(|week| (tick.column, format!("{prefix}{week}"))));
    let sprint = |tick: &Tick| {
        let at = sprints.iter().rev().find(|sprint| sprint.start <= tick.day && tick.day <= sprint.end)?;
        Some((tick.column, sprint_label(&at.id)))
    };
    let days = ticks.iter().map(|tick| (tick.column, tick.letter.to_owned()));
    let mut lines = vec![labels(weeks), labels(ticks.iter().filter_map(sprint))];
    if scale.weeks_together == 1 {
        lines.push(labels(days));
    }
    lines
}

/// `S2` of `sprint-02`; other ids as they are, shortened.
fn sprint_label(id: &str) -> String {
    let number = short_number(id);
    let counted = number.bytes().all(|b| b.is_ascii_digit());
    if counted { format!("S{number}") } else { shorten(&plain(id), LABEL) }
}

/// Labels at their columns; one that would touch the one before it is left out.
fn labels(wanted: impl Iterator<Item = (usize, String)>) -> String {
    let (mut line, mut used) = (String::new(), 0);
    for (column, label) in wanted {
        if used > 0 && column <= used {
            continue;
        }
        line.push_str(&" ".repeat(column - used));
        used = column + width(&label);
        line.push_str(&label);
    }
    line
}

fn name(bar: &Bar) -> String {
    let (id, title) = (plain(&bar.milestone.id), plain(&bar.milestone.title));
    if id == title { id } else { format!("{id} {title}") }
}

/// `[===---]` at its columns, or why there is none.
fn bar(scale: &Scale, milestone: &Bar) -> String {
    let Some((start, finish)) = milestone.start.zip(milestone.finish) else {
        let reason = milestone
            .unscheduled
            .as_deref()
            .map_or_else(String::new, |reason| format!(": {}", plain(reason)));
        return format!("(not scheduled{reason})");
    };
    let from = scale.column(start);
    let to = scale.column(finish).max(from + 1);
    let inside = to - from - 1;
    let filling = match milestone.percent_complete {
        Some(percent) => {
            let done = inside * usize::from(percent.min(100)) / 100;
            format!("{}{}", "=".repeat(done), "-".repeat(inside - done))
        }
        None => "?".repeat(inside),
    };
    format!("{}[{filling}]", " ".repeat(from))
}

/// Where days are in the chart.
struct Scale {
    /// The first column's day.
    monday: NaiveDate,
    /// Weeks of the chart.
    weeks: i64,
    /// Columns of a week, or of several together.
    week: i64,
    /// How many weeks share those columns.
    weeks_together: i64,
}

/// A place of the head that has a label.
struct Tick {
    column: usize,
    day: NaiveDate,
    /// The number of the week that begins there.
    week: Option<i64>,
    /// The day's letter.
    letter: &'static str,
}

impl Scale {
    fn new((first, last): (NaiveDate, NaiveDate)) -> Self {
        let back = Days::new(u64::from(first.weekday().num_days_from_monday()));
        let monday = first.checked_sub_days(back).unwrap_or(first);
        let weeks = (last - monday).num_days().max(0) / 7 + 1;
        let week = [10, 6, 4, 2].into_iter().find(|week| week * weeks <= ROOM).unwrap_or(2);
        let weeks_together = (weeks * week + ROOM - 1) / ROOM;
        Self { monday, weeks, week, weeks_together: weeks_together.max(1) }
    }

    /// The column of a day.
    fn column(&self, day: NaiveDate) -> usize {
        let days = (day - self.monday).num_days().max(0);
        let span = 7 * self.weeks_together;
        let (whole, rest) = (days / span, days % span);
        let within = match (self.weeks_together, self.week) {
            (1, 10) => (2 * rest).min(9),
            (1, 6) => rest.min(5),
            _ => rest * self.week / span,
        };
        usize::try_from(whole * self.week + within).unwrap_or(0)
    }

    /// Monday and Wednesday of every week where there is room for both, else Monday of every week, or of every other
    /// group of weeks.
    fn ticks(&self) -> Vec<Tick> {
        let step = if self.week == 2 { 2 * self.weeks_together } else { 1 };
        let mut ticks = Vec::new();
        let mut week = 0;
        while week < self.weeks {
            let days: &[(i64, &str)] = if self.week == 10 { &[(0, "M"), (2, "W")] } else { &[(0, "M")] };
            for (offset, letter) in days {
                let Some(day) = u64::try_from(7 * week + offset)
                    .ok()
                    .and_then(|days| self.monday.checked_add_days(Days::new(days)))
                else {
                    continue;
                };
                let number = (*offset == 0).then_some(week + 1);
                ticks.push(Tick { column: self.column(day), day, week: number, letter });
            }
            week += step;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date of this test")
    }

    #[test]
    fn a_week_from_monday_to_friday_has_nine_columns() {
        let scale = Scale::new((day("2026-02-16"), day("2026-03-13")));
        assert_eq!((scale.week, scale.weeks), (10, 4));
        assert_eq!(
            ["2026-02-16", "2026-02-18", "2026-02-20", "2026-02-23"].map(|d| scale.column(day(d))),
            [0, 4, 8, 10]
        );
    }

    #[test]
    fn a_phase_of_any_length_fits() {
        for (last, week, together) in [
            ("2026-04-24", 10, 1),
            ("2026-06-01", 6, 1),
            ("2026-07-30", 4, 1),
            ("2027-01-15", 2, 1),
            ("2036-01-01", 2, 11),
        ] {
            let scale = Scale::new((day("2026-02-16"), day(last)));
            assert_eq!((scale.week, scale.weeks_together), (week, together), "{last}");
            assert!(scale.column(day(last)) < 100, "{last}");
            assert!(scale.ticks().len() <= 50, "{last}");
        }
        assert!(Scale::new((NaiveDate::MIN, NaiveDate::MAX)).ticks().len() <= 50);
    }
}
