//! The runs themselves: draw, pass forward, tally.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::super::forward::{self, Early, needed_start};
use super::super::network::Network;
use super::super::plan::{Plan, Progress, start_from};
use super::distribution::{Estimate, Table, draw};
use super::tally::{Tally, finish};
use super::{Forecast, Uncertainty};
use crate::date::Day;

/// Runs that one thread does in a row.
const BATCH: u32 = 250;
/// More would only cost time and memory.
const MOST_RUNS: u32 = 100_000;

/// Runs a network through as often as asked; nothing if nothing is uncertain or no run is asked for.
pub fn simulate(network: &Network, uncertainty: &Uncertainty) -> Option<Forecast> {
    let runs = uncertainty.runs.min(MOST_RUNS);
    if runs == 0 || uncertainty.is_empty() {
        return None;
    }
    let plan = shifted(unrolled(Plan::new(Cow::Borrowed(network))));
    let simulation = Simulation::new(&plan, uncertainty);
    let batches: Vec<Tally> = (0..runs.div_ceil(BATCH))
        .into_par_iter()
        .map(|batch| simulation.batch(batch * BATCH..runs.min((batch + 1) * BATCH)))
        .collect();
    let mut all = Tally::new(plan.tasks.len(), uncertainty);
    for batch in &batches {
        all.add(batch);
    }
    let watched = uncertainty.watched.par_iter().enumerate().map(|(column, &activity)| {
        let scheduled =
            plan.tasks.get(activity).is_some_and(|task| task.reason.is_none() && !task.incomplete);
        let finishes = all.watched.iter().skip(column).step_by(uncertainty.watched.len()).copied();
        scheduled.then(|| finish(finishes.collect())).flatten()
    });
    let watched: Vec<_> = watched.collect();
    let (watched, watched_spread) = watched.into_iter().map(Option::unzip).unzip();
    let (finish, finish_spread) = finish(std::mem::take(&mut all.ends))?;
    Some(Forecast {
        runs,
        watched,
        watched_spread,
        finish_spread,
        criticality: all.critical.iter().map(|&n| f64::from(n) / f64::from(runs)).collect(),
        swings: all.ranked(&plan, simulation.planned_end),
        finish,
    })
}

/// The plan with calendars that know its years by heart: they are asked millions of times.
fn unrolled(mut plan: Plan) -> Plan {
    let mut early = vec![Early::NEVER; plan.tasks.len()];
    forward::pass(&plan, &plan.works(), &mut early);
    let end = super::super::end_of(&plan, &early);
    let margin = (end - plan.start).clamp(400, 20_000);
    let (first, last) = (plan.start - margin, end + margin);
    plan.calendars = plan.calendars.iter().map(|calendar| calendar.unrolled(first, last)).collect();
    plan
}

/// The plan in which what its owner expects later than planned is delayed by as much, whatever else happens.
fn shifted(mut plan: Plan) -> Plan {
    let work = plan.works();
    let mut early = vec![Early::NEVER; plan.tasks.len()];
    forward::pass(&plan, &work, &mut early);
    plan.heeds_owners = false;
    for activity in plan.order.clone() {
        if plan.network.activities[activity].expected_finish.is_some() {
            let planned = forward::place(&plan, &work, &early, activity, None);
            let delay = plan.calendar(activity).between(planned.work_start, early[activity].work_start);
            plan.delays[activity] = delay;
        }
    }
    plan
}

struct Simulation<'a> {
    plan: &'a Plan<'a>,
    uncertainty: &'a Uncertainty,
    tables: Vec<Table>,
    /// For each drawn activity: itself, its table.
    drawn: Vec<(usize, usize)>,
    /// For each risk its table.
    impacts: Vec<usize>,
    /// Working days as planned.
    work: Vec<i32>,
    planned_end: Day,
}

impl<'a> Simulation<'a> {
    fn new(plan: &'a Plan<'a>, uncertainty: &'a Uncertainty) -> Self {
        let mut distinct: BTreeMap<Estimate, usize> = BTreeMap::new();
        let mut table = |estimate: &Estimate| {
            let next = distinct.len();
            *distinct.entry(*estimate).or_insert(next)
        };
        let drawn = uncertainty.estimates.iter().take(plan.tasks.len()).enumerate();
        let drawn = drawn.filter(|(i, _)| is_drawn(plan, *i));
        let drawn = drawn.filter_map(|(i, estimate)| Some((i, table(estimate.as_ref()?)))).collect();
        let impacts = uncertainty.risks.iter().map(|risk| table(&risk.impact)).collect();
        let mut by_table: Vec<(usize, Estimate)> = distinct.into_iter().map(|(e, i)| (i, e)).collect();
        by_table.sort_unstable_by_key(|&(i, _)| i);
        let tables = by_table.par_iter().map(|(_, estimate)| Table::new(estimate)).collect();
        let work = plan.works();
        let mut early = vec![Early::NEVER; plan.tasks.len()];
        forward::pass(plan, &work, &mut early);
        let planned_end = super::super::end_of(plan, &early);
        Simulation { plan, uncertainty, tables, drawn, impacts, work, planned_end }
    }

    fn batch(&self, runs: std::ops::Range<u32>) -> Tally {
        let count = self.plan.tasks.len();
        let mut tally = Tally::new(count, self.uncertainty);
        let mut early = vec![Early::NEVER; count];
        let mut work = self.work.clone();
        let mut critical = vec![false; count];
        for run in runs {
            let key = draw(self.uncertainty.seed, u64::from(run));
            work.copy_from_slice(&self.work);
            self.draw_durations(key, &mut work);
            self.draw_risks(key, &mut work);
            forward::pass(self.plan, &work, &mut early);
            let end = super::super::end_of(self.plan, &early);
            tally.runs += 1;
            tally.ends.push(end - 1);
            let shown = |&i: &usize| early.get(i).map_or(0, |e| e.last_day(work[i]));
            tally.watched.extend(self.uncertainty.watched.iter().map(shown));
            self.tally_critical(&work, &early, end, &mut critical, &mut tally);
            self.tally_swings(key, end, &mut tally);
        }
        tally
    }

    fn draw_durations(&self, key: u64, work: &mut [i32]) {
        for &(activity, table) in &self.drawn {
            let days = self.tables[table].days(draw(key, activity as u64)) as i32;
            let under_way = matches!(self.plan.tasks[activity].progress, Progress::UnderWay(_));
            work[activity] = days.max(i32::from(under_way));
        }
    }

    fn draw_risks(&self, key: u64, work: &mut [i32]) {
        for (i, risk) in self.uncertainty.risks.iter().enumerate() {
            if !self.happens(key, i) {
                continue;
            }
            let days = self.tables[self.impacts[i]].days(draw(key, self.level_of(i) + 1)) as i32;
            for &activity in &risk.affects {
                if self.plan.tasks.get(activity).is_some() && is_open(self.plan, activity) {
                    work[activity] = work[activity].saturating_add(days);
                }
            }
        }
    }

    fn happens(&self, key: u64, risk: usize) -> bool {
        let level = (draw(key, self.level_of(risk)) >> 11) as f64 / (1u64 << 53) as f64;
        level < self.uncertainty.risks[risk].probability
    }

    /// Where the two draws of a risk stand in the stream of a run, behind those of the durations.
    fn level_of(&self, risk: usize) -> u64 {
        (self.plan.tasks.len() + 2 * risk) as u64
    }

    /// Counts what drove the end: back from all that end last, over each link that binds.
    fn tally_critical(
        &self,
        work: &[i32],
        early: &[Early],
        end: Day,
        critical: &mut [bool],
        tally: &mut Tally,
    ) {
        critical.fill(false);
        for &activity in self.plan.order.iter().rev() {
            let this = &early[activity];
            let last = this.finish == end && self.plan.tasks[activity].ends_plan;
            if !(critical[activity] || last) || self.plan.is_settled(activity) {
                continue;
            }
            tally.critical[activity] += 1;
            for arc in self.plan.into(activity) {
                let needed = needed_start(self.plan, work, early, arc);
                let calendar = self.plan.calendar(activity);
                let needed = calendar.add(needed, self.plan.delays[activity]);
                let start = start_from(calendar, work[activity], needed);
                critical[arc.from] |= start == this.work_start;
            }
        }
    }

    fn tally_swings(&self, key: u64, end: Day, tally: &mut Tally) {
        let finish = self.plan.calendars[0].count(end);
        for &(activity, _) in &self.drawn {
            match draw(key, activity as u64) >> 62 {
                0 => tally.went(activity, false, finish),
                3 => tally.went(activity, true, finish),
                _ => {}
            }
        }
        for risk in 0..self.impacts.len() {
            tally.went(self.plan.tasks.len() + risk, self.happens(key, risk), finish);
        }
    }
}

/// Whether something can still be drawn for an activity: neither done nor given up, and no gate.
fn is_drawn(plan: &Plan, activity: usize) -> bool {
    is_open(plan, activity) && plan.tasks[activity].work > 0
}

fn is_open(plan: &Plan, activity: usize) -> bool {
    let finished = matches!(plan.tasks[activity].progress, Progress::Finished(..));
    !finished && !plan.network.activities[activity].given_up
}
