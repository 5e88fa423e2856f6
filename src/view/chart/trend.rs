//! Milestone trend: where each gate and milestone was forecast to finish, report by report.
//!
//! The chart of it is known as milestone trend analysis: reports across, forecast finishes up; a level line holds
//! its date, a rising one slips. Chart and table are made from the same view. Must not know colors or coordinates.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Analysis, Progress, Snapshot},
    model::{Key, Milestone, Phase, Subject},
    say::{days::long_day, words::counted},
    view::{Context, SubjectLink, chart::report_day::ReportDay},
};

/// So many milestones of a phase have a line, those that stand worst: more lines would hide one another.
const MOST: usize = 5;

/// So many reports are told, the last ones.
const MOST_REPORTS: usize = 12;

/// Forecast finishes of several things over the same reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendView {
    /// What the chart is called.
    pub title: String,
    /// A sentence or two for those who cannot see the picture.
    pub description: String,
    /// The day of the plan: baselines stand here.
    pub first: NaiveDate,
    /// The reports, in order of time; the last may be the status date.
    pub reports: Vec<ReportDay>,
    /// The things, the latest finish first.
    pub rows: Vec<TrendRow>,
}

/// The forecasts of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendRow {
    /// Which; a gate is its phase.
    pub subject: SubjectLink,
    /// It is the gate of the phase.
    pub gate: bool,
    /// The approved finish.
    pub baseline: Option<NaiveDate>,
    /// The day on which it was done.
    pub done: Option<NaiveDate>,
    /// Last known finish minus baseline, in working days.
    pub slip_days: Option<i32>,
    /// One for each report.
    pub points: Vec<TrendPoint>,
}

/// What one report said of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrendPoint {
    /// The day of the report.
    pub on: NaiveDate,
    /// The finish it forecast, or the actual one; none where it was not scheduled.
    pub finish: Option<NaiveDate>,
    /// By how many working days that moved since the report before; since the baseline for the first.
    pub moved: Option<i32>,
}

impl TrendRow {
    /// `M1.4 Gateway`, `P1 gate`.
    pub fn label(&self) -> String {
        let SubjectLink { id, title, .. } = &self.subject;
        if self.gate {
            format!("{id} gate")
        } else if id == title {
            title.clone()
        } else {
            format!("{id} {title}")
        }
    }

    /// The last finish that was told.
    pub fn finish(&self) -> Option<NaiveDate> {
        self.done.or_else(|| self.points.iter().rev().find_map(|point| point.finish))
    }

    /// The whole row in a sentence.
    pub fn spoken(&self) -> String {
        let mut words = vec![self.label()];
        words.extend(self.baseline.map(|day| format!("baseline {}", long_day(day))));
        match (self.done, self.finish()) {
            (Some(day), _) => words.push(format!("done {}", long_day(day))),
            (None, Some(day)) => words.push(format!("forecast {}", long_day(day))),
            (None, None) => words.push("not scheduled".to_owned()),
        }
        words.extend(self.slip_days.filter(|days| *days != 0).map(slip_words));
        words.join(", ")
    }
}

/// `3 working days late`.
fn slip_words(days: i32) -> String {
    let unit = if days.abs() == 1 { "working day" } else { "working days" };
    format!("{} {unit} {}", days.unsigned_abs(), if days > 0 { "late" } else { "early" })
}

impl Context<'_> {
    /// The trend of a phase: its gate and its milestones.
    pub fn phase_trend(&self, key: Key<Phase>) -> Option<TrendView> {
        let milestones = self.worst_of(key, MOST).into_iter().map(Subject::Milestone);
        let things = std::iter::once(Subject::Phase(key)).chain(milestones);
        let title = format!("Milestone trend of {}", self.plain_link(Subject::Phase(key)).text);
        self.trend_of(title, things)
    }

    /// None without a past report, or where nothing was ever scheduled.
    fn trend_of(&self, title: String, things: impl IntoIterator<Item = Subject>) -> Option<TrendView> {
        let mut reports = self.reports();
        if reports.len() < 2 {
            return None;
        }
        let mut rows: Vec<TrendRow> =
            things.into_iter().filter_map(|thing| self.trend_row(thing, &reports)).collect();
        if rows.is_empty() {
            return None;
        }
        // once all is done, later reports say nothing new
        let end =
            rows.iter().map(|row| row.done).collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
        let useful = end.and_then(|end| reports.iter().position(|(report, _)| report.on >= end));
        let keep = useful.map_or(reports.len(), |last| last + 1);
        reports.truncate(keep);
        rows.iter_mut().for_each(|row| row.points.truncate(keep));
        rows.sort_by_key(|row| (std::cmp::Reverse(row.finish()), !row.gate));
        let mut description = description(&rows);
        let mut reports: Vec<ReportDay> = reports.into_iter().map(|(report, _)| report).collect();
        let earlier = reports.len().saturating_sub(MOST_REPORTS);
        if earlier > 0 {
            description.push_str(&format!(" Not shown: {}.", counted(earlier, "earlier report")));
        }
        // what is left out ends on the day on which the baselines stand instead
        let first = reports.drain(..earlier).next_back().map_or_else(|| self.plan_start(), |last| last.on);
        rows.iter_mut().for_each(|row| drop(row.points.drain(..earlier)));
        Some(TrendView { title, description, first, reports, rows })
    }

    fn trend_row(&self, thing: Subject, reports: &[(ReportDay, &Snapshot)]) -> Option<TrendRow> {
        let now = Told::new(thing, self.now())?;
        let calendar = &self.program.settings.calendar.calendar;
        let mut before = now.baseline;
        let mut points = Vec::new();
        for (report, then) in reports {
            let finish = finish(thing, then);
            let moved = before.zip(finish).map(|(from, to)| calendar.days_between(from, to));
            before = finish.or(before);
            points.push(TrendPoint { on: report.on, finish, moved });
        }
        points.iter().any(|point| point.finish.is_some()).then_some(())?;
        Some(TrendRow {
            subject: self.link(thing),
            gate: matches!(thing, Subject::Phase(_)),
            baseline: now.baseline,
            done: now.done,
            slip_days: now.slip,
            points,
        })
    }
}

/// The finish that was told of on a day; the actual one of what was done, none of what was given up.
fn finish(thing: Subject, then: &Snapshot) -> Option<NaiveDate> {
    match thing {
        Subject::Milestone(key) => {
            let milestone = then.milestone(key);
            match milestone.progress {
                Progress::Cancelled => None,
                Progress::Done(on) => on,
                Progress::NotStarted | Progress::UnderWay(_) => milestone.finish,
            }
        }
        Subject::Phase(key) => then.phase(key).gate,
        _ => None,
    }
}

/// What the status date tells of the end of a milestone or a gate.
struct Told {
    baseline: Option<NaiveDate>,
    done: Option<NaiveDate>,
    slip: Option<i32>,
}

impl Told {
    /// None for what has no end, and for a milestone that was given up.
    fn new(thing: Subject, analysis: &Analysis) -> Option<Told> {
        match thing {
            Subject::Milestone(key) => {
                let milestone = analysis.milestone(key);
                let placement = milestone.schedule.as_ref().ok();
                let done = match milestone.progress {
                    Progress::Cancelled => return None,
                    Progress::Done(on) => on,
                    Progress::NotStarted | Progress::UnderWay(_) => None,
                };
                Some(Told {
                    baseline: milestone.baseline.finish,
                    done,
                    slip: placement.and_then(|p| p.variance),
                })
            }
            Subject::Phase(key) => {
                let phase = &analysis.phases[key.index()];
                let open = |m: &Key<Milestone>| analysis.milestone(*m).progress.is_open();
                let reached = !phase.milestones.iter().any(open);
                Some(Told {
                    baseline: phase.gate.baseline,
                    done: phase.gate.forecast.filter(|_| reached),
                    slip: phase.gate.variance,
                })
            }
            _ => None,
        }
    }
}

fn description(rows: &[TrendRow]) -> String {
    if let [row] = rows {
        return format!("{}.", row.spoken());
    }
    let late = rows.iter().filter(|row| row.slip_days.is_some_and(|days| days > 0)).count();
    let worst =
        rows.iter().filter(|row| row.slip_days.is_some_and(|days| days > 0)).max_by_key(|row| row.slip_days);
    let mut words = format!("{late} of {} are later than their baseline.", rows.len());
    if let Some((worst, days)) = worst.and_then(|row| Some((row, row.slip_days?))) {
        words.push_str(&format!(" The most: {}, {}.", worst.label(), slip_words(days)));
    }
    words
}
