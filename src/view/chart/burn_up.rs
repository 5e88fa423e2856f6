//! Burn-up: the work done against all work there is and against the approved plan, report by report.
//!
//! Work is counted in working days: a milestone weighs its duration, and one under way counts by the percentage
//! that was reported. Must not know colors or coordinates.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::{
    analyse::{Analysis, Dates, Snapshot, SprintTime},
    date::WorkCalendar,
    model::{Key, Milestone, Subject},
    say::days::long_day,
    view::{
        Context,
        chart::{plan::PlanScope, report_day::ReportDay},
    },
};

/// Work over time. Working days, to a tenth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BurnUpView {
    /// What the chart is called.
    pub title: String,
    /// A sentence or two for those who cannot see the picture.
    pub description: String,
    /// First day of the plan.
    pub first: NaiveDate,
    /// The status date.
    pub as_of: NaiveDate,
    /// Work done on the status date.
    pub done: f64,
    /// All work there is on the status date.
    pub scope: f64,
    /// Last day of the baseline.
    pub baseline: Option<NaiveDate>,
    /// Last day of the forecast.
    pub forecast: Option<NaiveDate>,
    /// Forecast minus baseline in working days.
    pub slip_days: Option<i32>,
    /// Milestones under way on the status date of which no percentage is known: they count as nothing done.
    pub unreported: usize,
    /// The ends of past sprints, the status date, the ends of the sprints to come.
    pub steps: Vec<BurnUpStep>,
    /// What the baseline expects to be done, week by week.
    #[serde(skip)]
    pub plan: Vec<CurvePoint>,
    /// What the forecast expects to be done from the status date on, week by week.
    #[serde(skip)]
    pub ahead: Vec<CurvePoint>,
}

/// The work on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BurnUpStep {
    /// The day.
    pub report: ReportDay,
    /// Work done by then; unknown for a day to come.
    pub done: Option<f64>,
    /// All work there was; unknown for a day to come.
    pub scope: Option<f64>,
    /// What the baseline expected to be done.
    pub plan: Option<f64>,
    /// What the forecast expects to be done, for a day to come.
    pub expected: Option<f64>,
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The day.
    pub on: NaiveDate,
    /// Working days of work, by the end of it.
    pub work: f64,
}

impl Context<'_> {
    /// The burn-up of the program or of a phase. None without a past report, without any work, or
    /// before it begins.
    pub fn burn_up(&self, scope: PlanScope) -> Option<BurnUpView> {
        let now = self.now();
        let (name, keys, first, headline) = match scope {
            PlanScope::Overview | PlanScope::Program => {
                let whole = &now.program;
                let keys: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
                (self.program.settings.title.clone(), keys, self.plan_start(), whole.headline)
            }
            PlanScope::Phase(key) => {
                let phase = &now.phases[key.index()];
                let starts = phase.baseline.start.into_iter().chain(phase.forecast.map(|dates| dates.start));
                let begin = starts.min();
                let first = begin.unwrap_or_else(|| self.plan_start());
                let name = self.plain_link(Subject::Phase(key)).text;
                (name, phase.milestones.clone(), first, phase.gate.headline)
            }
            PlanScope::Sprint(_) | PlanScope::Owner(_) => return None,
        };
        let (baseline, forecast) = (headline.baseline, headline.forecast);
        let work = Work::new(&self.chronicle.today, &keys);
        let calendar = &self.program.settings.calendar.calendar;
        let reports = self.reports();
        let begun = work.done > 0 || first < now.as_of;
        if work.scope == 0 || reports.len() < 2 || !begun {
            return None;
        }
        let planned = planned(now, &keys, calendar);
        let left = left(now, &keys);
        let end = baseline.finish.max(forecast.map(|dates| dates.finish));
        let mut view = BurnUpView {
            title: format!("Burn-up of {name}"),
            description: String::new(),
            first,
            as_of: now.as_of,
            done: work.done_days(),
            scope: work.scope_days(),
            baseline: baseline.finish,
            forecast: forecast.map(|dates| dates.finish),
            slip_days: headline.variance,
            unreported: work.unreported,
            steps: Vec::new(),
            plan: baseline.whole().map_or_else(Vec::new, |dates| curve(dates, &planned, calendar, 0.0)),
            ahead: Vec::new(),
        };
        if let Some(finish) = view.forecast.filter(|finish| *finish > now.as_of) {
            let span = Dates { start: now.as_of, finish };
            view.ahead = curve(span, &left, calendar, view.done);
        }
        view.steps = self.burn_up_steps(&keys, reports, &planned, &left, view.done);
        view.steps.retain(|step| step.report.on >= first);
        trim_idle(
            &mut view.steps,
            end.map(|end| if view.done < view.scope { end.max(now.as_of) } else { end }),
        );
        view.description = description(&view);
        Some(view)
    }

    fn burn_up_steps(
        &self,
        keys: &[Key<Milestone>],
        reports: Vec<(ReportDay, &Snapshot)>,
        planned: &[Share],
        left: &[Share],
        done: f64,
    ) -> Vec<BurnUpStep> {
        let calendar = &self.program.settings.calendar.calendar;
        let plan = |on| (!planned.is_empty()).then(|| tenths(sum(planned, on, calendar)));
        let known = reports.into_iter().map(|(report, then)| {
            let work = Work::new(then, keys);
            let plan = plan(report.on);
            let (done, scope) = (Some(work.done_days()), Some(work.scope_days()));
            BurnUpStep { report, done, scope, plan, expected: None }
        });
        let mut steps: Vec<BurnUpStep> = known.collect();
        let to_come = |key: &Key<crate::model::Sprint>| {
            self.now().time(*key) != SprintTime::Past && self.program.sprints[*key].end > self.now().as_of
        };
        let ahead = self.sprints_in_time().into_iter().filter(to_come).map(|key| {
            let report = self.sprint_report(key);
            let expected = Some(tenths(done + sum(left, report.on, calendar)));
            BurnUpStep { plan: plan(report.on), report, done: None, scope: None, expected }
        });
        steps.extend(ahead);
        steps
    }
}

/// Drops the days after the first by which everything is over.
fn trim_idle(steps: &mut Vec<BurnUpStep>, end: Option<NaiveDate>) {
    if let Some(last) = end.and_then(|end| steps.iter().position(|step| step.report.on >= end)) {
        steps.truncate(last + 1);
    }
}

/// Work of several milestones, in hundredths of a working day.
struct Work {
    done: u64,
    scope: u64,
    unreported: usize,
}

impl Work {
    fn new(then: &Snapshot, keys: &[Key<Milestone>]) -> Work {
        let mut work = Work { done: 0, scope: 0, unreported: 0 };
        for key in keys {
            let milestone = then.milestone(*key);
            if milestone.finish.is_none() {
                continue;
            }
            let days = u64::from(milestone.duration);
            let under_way = milestone.progress.is_under_way();
            work.unreported += usize::from(under_way && milestone.percent.is_none());
            work.scope += days * 100;
            work.done += days * u64::from(milestone.percent.unwrap_or(0).min(100));
        }
        work
    }

    fn done_days(&self) -> f64 {
        tenths(self.done as f64 / 100.0)
    }

    fn scope_days(&self) -> f64 {
        tenths(self.scope as f64 / 100.0)
    }
}

/// Work spread evenly over the working days of a span.
struct Share {
    work: f64,
    over: Dates,
}

/// The approved work of each milestone over its approved days.
fn planned(analysis: &Analysis, keys: &[Key<Milestone>], calendar: &WorkCalendar) -> Vec<Share> {
    let share = |key: &Key<Milestone>| {
        let milestone = analysis.milestone(*key);
        let over = milestone.baseline.whole()?;
        let instant = milestone.schedule.as_ref().is_ok_and(|placement| placement.duration == 0);
        let days = calendar.days_of_span(over.start, over.finish);
        (!instant && days > 0).then(|| Share { work: f64::from(days), over })
    };
    keys.iter().filter_map(share).collect()
}

/// The work that is left of each milestone over the days on which it is expected.
fn left(analysis: &Analysis, keys: &[Key<Milestone>]) -> Vec<Share> {
    let share = |key: &Key<Milestone>| {
        let milestone = analysis.milestone(*key);
        let placement = milestone.schedule.as_ref().ok()?;
        let rest = 100 - milestone.percent().unwrap_or(0).min(100);
        let tomorrow = analysis.as_of.succ_opt().unwrap_or(analysis.as_of);
        let finish = placement.forecast.finish.max(tomorrow);
        let start = placement.forecast.start.max(tomorrow);
        let work = f64::from(placement.duration) * f64::from(rest) / 100.0;
        (work > 0.0).then_some(Share { work, over: Dates { start, finish } })
    };
    keys.iter().filter_map(share).collect()
}

/// How much of the shares is due by the end of a day.
fn sum(shares: &[Share], on: NaiveDate, calendar: &WorkCalendar) -> f64 {
    let due = |share: &Share| {
        if on >= share.over.finish {
            return share.work;
        }
        if on < share.over.start {
            return 0.0;
        }
        let whole = calendar.days_of_span(share.over.start, share.over.finish).max(1);
        let passed = calendar.days_of_span(share.over.start, on);
        share.work * f64::from(passed) / f64::from(whole)
    };
    shares.iter().map(due).sum()
}

/// At most so many points make a curve.
const MOST_POINTS: u64 = 120;

/// The sum of shares week by week (fewer times over long spans), after `before`.
fn curve(span: Dates, shares: &[Share], calendar: &WorkCalendar, before: f64) -> Vec<CurvePoint> {
    let days = u64::try_from((span.finish - span.start).num_days()).unwrap_or(0);
    let step = (days / MOST_POINTS).max(6) + 1;
    let days = std::iter::successors(Some(span.start), |day| day.checked_add_days(Days::new(step)));
    let days = days.take_while(|day| *day < span.finish).chain([span.finish]);
    if shares.is_empty() {
        return Vec::new();
    }
    // nothing is due at the beginning of the first day
    let work = |on| if on == span.start { before } else { before + sum(shares, on, calendar) };
    days.map(|on| CurvePoint { on, work: work(on) }).collect()
}

fn tenths(days: f64) -> f64 {
    (days * 10.0).round() / 10.0
}

fn description(view: &BurnUpView) -> String {
    let percent = (view.done / view.scope * 100.0).floor();
    let mut words = format!("{} of {} working days of work are done ({percent} %)", view.done, view.scope);
    let plan = view.steps.iter().find(|step| step.report.on == view.as_of).and_then(|step| step.plan);
    match plan {
        Some(plan) => words.push_str(&format!("; the baseline expects {plan}.")),
        None => words.push('.'),
    }
    if let Some(finish) = view.forecast {
        words.push_str(&format!(" Forecast finish: {}.", long_day(finish)));
    }
    if view.unreported > 0 {
        words.push_str(&format!(
            " Under way without a reported percentage, counted as nothing done: {}.",
            view.unreported
        ));
    }
    words
}
